"""How the questions follow: what each decides, and when it is left out. Drawn from the draft, and
said in words beside the picture."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from matcher.admin.pages.row_links import row_urls
from matcher.core import Taxonomy, format_points
from matcher.core.taxonomy.row_ref import RowRef, RowTypeName, row_ref
from matcher.core.taxonomy.values import ContextQuestion, Question
from matcher.desk import desk_context, desk_page
from matcher.draft.compile import compile_vocabulary
from matcher.permissions import VIEW_QUESTIONS

ROW_HEIGHT, HEAD_HEIGHT = 28, 60
"""Of the picture, in units of its own."""

FIRST_COLUMN, COLUMN_WIDTH = 420, 110

NARROWEST, WIDEST = 4, 10
"""Radius of the dot of the lightest and of the heaviest weight."""


@dataclass(frozen=True, slots=True)
class Dot:
    """That a question counts on an axis: where in the picture, and how much as the radius."""

    x: int
    y: int
    radius: float
    says: str


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A question in the order of asking: its page, what it decides, when it is asked."""

    prompt: str
    href: str
    y: int
    decides: str
    asked: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """An axis in the picture."""

    name: str
    x: int


@dataclass(frozen=True, slots=True)
class FlowView:
    """The picture and the table that says the same."""

    columns: tuple[Column, ...]
    rows: tuple[FlowRow, ...]
    width: int
    height: int


@desk_page("flow", "flow/", permission=VIEW_QUESTIONS)
def flow(request: HttpRequest) -> HttpResponse:
    """The picture of the draft as it is now."""
    context = desk_context(request, _("How the questions follow"), flow=flow_view())
    return TemplateResponse(request, "admin/desk/flow.html", context)


def flow_view() -> FlowView:
    """What the page shows of the draft."""
    taxonomy = compile_vocabulary()
    columns = tuple(
        Column(axis.name, FIRST_COLUMN + index * COLUMN_WIDTH + COLUMN_WIDTH // 2)
        for index, axis in enumerate(taxonomy.axes)
    )
    rows = tuple(_rows(taxonomy, columns))
    return FlowView(
        columns=columns,
        rows=rows,
        width=FIRST_COLUMN + len(columns) * COLUMN_WIDTH,
        height=HEAD_HEIGHT + len(rows) * ROW_HEIGHT,
    )


def _rows(taxonomy: Taxonomy, columns: tuple[Column, ...]) -> Iterator[FlowRow]:
    """In the order of asking: context that comes first, questions of the work and its terms, border
    questions, and context that comes last."""
    context = {
        asked: [question for question in taxonomy.context if question.asked == asked]
        for asked in ("first", "last")
    }
    base = [question for question in taxonomy.questions if not question.between]
    borders = [question for question in taxonomy.questions if question.between]
    questions: tuple[Question | ContextQuestion, ...] = (
        *context["first"],
        *base,
        *borders,
        *context["last"],
    )
    refs = {question.slug: _ref(question) for question in questions}
    urls = row_urls(refs.values())
    for index, question in enumerate(questions):
        y = HEAD_HEIGHT + index * ROW_HEIGHT + ROW_HEIGHT // 2
        href = urls.get(refs[question.slug], "")
        if isinstance(question, Question):
            decides, asked = _decides(taxonomy, question), _asked(taxonomy, question)
            dots = tuple(_dots(taxonomy, question, columns, y))
        else:
            decides, asked = _("What applies to the buyer"), _("Always, and may be left out")
            dots = ()
        yield FlowRow(question.prompt, href, y, decides, asked, dots)


def _ref(question: Question | ContextQuestion) -> RowRef:
    row_type: RowTypeName = "question" if isinstance(question, Question) else "context question"
    return row_ref(row_type, question.slug)


def _decides(taxonomy: Taxonomy, question: Question) -> str:
    axes = taxonomy.index.axis_by_slug
    named = [
        _("%(axis)s × %(weight)s")
        % {"axis": axes[weight.axis].name, "weight": format_points(weight.weight)}
        for weight in question.weights
    ]
    return get_text_list(named, _("and")) if named else _("The fit check alone")


def _asked(taxonomy: Taxonomy, question: Question) -> str:
    """When the walk asks it; see `matcher/core/walk.py`."""
    axes = taxonomy.index.axis_by_slug
    if question.between:
        axis = question.weights[0].axis if question.weights else ""
        names = [taxonomy.index.outcome_name(axis, slug) for slug in question.between]
        return _("Only while “%(first)s” and “%(second)s” come first and are close") % {
            "first": names[0],
            "second": names[-1],
        }
    if not question.weights or any(weight.role == "essential" for weight in question.weights):
        return _("Always")
    settled = get_text_list([axes[weight.axis].name for weight in question.weights], _("and"))
    return _("Unless %(axes)s is settled, and no rule that names it is open") % {"axes": settled}


def _dots(
    taxonomy: Taxonomy, question: Question, columns: tuple[Column, ...], y: int
) -> Iterator[Dot]:
    heaviest = max(
        (weight.weight for other in taxonomy.questions for weight in other.weights), default=1
    )
    places = {axis.slug: column for axis, column in zip(taxonomy.axes, columns, strict=True)}
    for weight in question.weights:
        column = places[weight.axis]
        share = weight.weight / max(heaviest, 1)
        yield Dot(
            x=column.x,
            y=y,
            radius=round(NARROWEST + (WIDEST - NARROWEST) * share, 1),
            says=f"{column.name} × {format_points(weight.weight)}",
        )
