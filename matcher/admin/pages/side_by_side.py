"""Side by side: one set of answers under the current edition and under the draft."""

from collections.abc import Sequence
from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from matcher.admin.pages.impact import MAY_LOOK
from matcher.admin.pages.row_links import row_addresses
from matcher.admin.pages.side_by_side_lines import (
    AxisBeside,
    Line,
    Side,
    answer_lines,
    axes_beside,
    fit_lines,
    warning_lines,
)
from matcher.desk import desk_context, desk_page
from matcher.editions import NoEdition, Unsound
from matcher.impact import Sides, sides


@desk_page("beside", "beside/")
@require_safe
def beside(request: HttpRequest) -> HttpResponse:
    """The two explanations of the answers in the address, and where they differ."""
    if not request.user.has_perm(MAY_LOOK):
        raise PermissionDenied
    title = _("The edition and the draft side by side")
    try:
        context = _shown(request, sides())
    except NoEdition:
        context = desk_context(request, title)
    except Unsound as error:
        context = desk_context(request, title, findings=error.findings)
    return TemplateResponse(request, "admin/desk/beside.html", context)


def _shown(request: HttpRequest, compared: Sides) -> dict[str, object]:
    pairs = [(name, value) for name, values in request.GET.lists() for value in values]
    edition = Side.of(compared.edition.taxonomy, pairs)
    draft = Side.of(compared.draft, pairs)
    axes, warnings = _linked(axes_beside(edition, draft), warning_lines(edition, draft))
    title = _("Edition %(number)s and the draft side by side") % {"number": compared.edition.number}
    return desk_context(
        request,
        title,
        edition=compared.edition,
        answers=answer_lines(edition, draft),
        not_all_used=bool(edition.reading.ignored or draft.reading.ignored),
        query=request.GET.urlencode(),
        axes=axes,
        fit=fit_lines(edition, draft),
        warnings=warnings,
    )


def _linked(
    axes: Sequence[AxisBeside], warnings: Sequence[Line]
) -> tuple[list[AxisBeside], list[Line]]:
    """The same with the pages of the rows, where a row has one."""
    rules = (line for axis in axes for line in (*axis.changed, *axis.alike))
    pages = row_addresses({line.where for line in (*rules, *warnings)})

    def linked(line: Line) -> Line:
        return replace(line, href=pages.get(line.where, ""))

    return [
        replace(
            axis,
            changed=tuple(map(linked, axis.changed)),
            alike=tuple(map(linked, axis.alike)),
        )
        for axis in axes
    ], [linked(line) for line in warnings]
