"""Side by side: one set of answers under the current edition and under the draft."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from matcher.admin.pages.row_links import row_urls
from matcher.admin.pages.side_by_side_lines import (
    AxisComparison,
    ComparisonLine,
    MatchSide,
    answer_lines,
    compare_axes,
    fit_lines,
    warning_lines,
)
from matcher.desk import desk_context, desk_page
from matcher.editions import InvalidTaxonomy, NoEdition
from matcher.impact import ImpactInputs, impact_inputs
from matcher.permissions import VIEW_EDITIONS


@desk_page("side_by_side", "side-by-side/", permission=VIEW_EDITIONS)
@require_safe
def side_by_side(request: HttpRequest) -> HttpResponse:
    """The two explanations of the answers in the URL, and where they differ."""
    title = _("The edition and the draft side by side")
    try:
        context = _comparison(request, impact_inputs())
    except NoEdition:
        context = desk_context(request, title)
    except InvalidTaxonomy as error:
        context = desk_context(request, title, findings=error.findings)
    return TemplateResponse(request, "admin/desk/side_by_side.html", context)


def _comparison(request: HttpRequest, inputs: ImpactInputs) -> dict[str, object]:
    pairs = [(name, value) for name, values in request.GET.lists() for value in values]
    edition = MatchSide.of(inputs.edition.taxonomy, pairs)
    draft = MatchSide.of(inputs.draft, pairs)
    axes, warnings = _linked(compare_axes(edition, draft), warning_lines(edition, draft))
    title = _("Edition %(number)s and the draft side by side") % {"number": inputs.edition.number}
    return desk_context(
        request,
        title,
        edition=inputs.edition,
        answers=answer_lines(edition, draft),
        not_all_used=bool(edition.parsed.ignored or draft.parsed.ignored),
        query=request.GET.urlencode(),
        axes=axes,
        fit=fit_lines(edition, draft),
        warnings=warnings,
    )


def _linked(
    axes: Sequence[AxisComparison], warnings: Sequence[ComparisonLine]
) -> tuple[list[AxisComparison], list[ComparisonLine]]:
    """The same with links to the pages of the rows, where a row has one."""
    rules = (line for axis in axes for line in (*axis.changed, *axis.alike))
    urls = row_urls({line.location for line in (*rules, *warnings)})

    def linked(line: ComparisonLine) -> ComparisonLine:
        return replace(line, href=urls.get(line.location, ""))

    return [
        replace(
            axis,
            changed=tuple(map(linked, axis.changed)),
            alike=tuple(map(linked, axis.alike)),
        )
        for axis in axes
    ], [linked(line) for line in warnings]
