"""Impact: whose first outcome the draft would change, computed step by step."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from pydantic import TypeAdapter, ValidationError

from matcher.core.impact import Move
from matcher.desk import desk_context, desk_page
from matcher.editions import InvalidTaxonomy, NoEdition
from matcher.impact import (
    COUNT_DESCRIPTIONS,
    AxisMoves,
    ImpactInputs,
    ImpactRun,
    MoveExample,
    advance,
    axis_moves,
    describe_impact,
    examples,
    finish,
    format_count,
    impact_inputs,
    start,
)
from matcher.permissions import VIEW_EDITIONS

STATE_FIELD = "state"
"""The field that carries the results of the steps so far."""

BRIEF_FIELD = "brief"
"""The field that asks for the sentence without the tables."""

AT_ONCE_FIELD = "at_once"
"""The button that asks for all steps that are left."""

MAX_EXAMPLES = 3
"""Examples shown beside each move."""

_SIGNING_SALT = "matcher.impact"
_RUN = TypeAdapter(ImpactRun)


@dataclass(frozen=True, slots=True)
class OutcomeMoveView:
    """Answer sets that move from one outcome to another: how many cases, stored results and
    random ones, and a few examples."""

    before: str
    after: str
    counts: tuple[str, ...]
    examples: tuple[MoveExample, ...]


@dataclass(frozen=True, slots=True)
class AxisImpactView:
    """What moves on one axis, and how much of everything compared that is."""

    name: str
    changed: tuple[str, ...]
    rows: tuple[OutcomeMoveView, ...]


@desk_page("impact", "impact/", permission=VIEW_EDITIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def impact(request: HttpRequest) -> HttpResponse:
    """The figures so far. Each request takes one more step, and the form carries the sums."""
    title = _("What the draft would change")
    try:
        inputs = impact_inputs()
    except NoEdition:
        return _page(request, desk_context(request, title))
    except InvalidTaxonomy as error:
        return _page(request, desk_context(request, title, findings=error.findings))
    if inputs.same:
        return _page(request, desk_context(request, title, edition=inputs.edition, same=True))
    run, note = _step(request, inputs)
    values = impact_context(inputs, run, brief=BRIEF_FIELD in request.POST)
    return _page(request, desk_context(request, title, note=note, **values))


def _page(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    return TemplateResponse(request, "admin/desk/impact.html", context)


def _step(request: HttpRequest, inputs: ImpactInputs) -> tuple[ImpactRun, str]:
    """The run after the next step, and a note where it had to start again."""
    if request.method != "POST":
        return start(inputs), ""
    run = _unsign(request.POST.get(STATE_FIELD, ""))
    if run is None:
        note = _("What was worked out so far could not be read. The comparison started again.")
        return start(inputs), note
    if not run.is_about(inputs):
        note = _("The draft or the edition has changed meanwhile. The comparison started again.")
        return start(inputs), note
    return (finish if AT_ONCE_FIELD in request.POST else advance)(inputs, run), ""


def _sign(run: ImpactRun) -> str:
    return signing.dumps(_RUN.dump_python(run, mode="json"), salt=_SIGNING_SALT, compress=True)


def _unsign(state: str) -> ImpactRun | None:
    """The run that `_sign` wrote; None for anything else."""
    try:
        return _RUN.validate_python(signing.loads(state, salt=_SIGNING_SALT))
    except (signing.BadSignature, ValidationError):
        return None


def impact_context(
    inputs: ImpactInputs, run: ImpactRun, *, brief: bool = False
) -> dict[str, object]:
    """The values for `admin/desk/_impact.html`; `brief` shows only the sentence."""
    return {
        "edition": inputs.edition,
        "run": run,
        "progress": _("%(done)s of %(total)s answer sets compared.")
        % {"done": format_count(run.done), "total": format_count(run.total)},
        "sentence": describe_impact(run),
        "axes": _axis_views(inputs, run),
        "brief": brief,
        "state": "" if run.finished else _sign(run),
    }


def _axis_views(inputs: ImpactInputs, run: ImpactRun) -> tuple[AxisImpactView, ...]:
    known = examples(inputs, run)
    return tuple(_axis_view(axis, run, known) for axis in axis_moves(inputs, run))


def _axis_view(
    axis: AxisMoves, run: ImpactRun, known: tuple[Mapping[str, MoveExample], ...]
) -> AxisImpactView:
    parts = zip(axis.changed, run.impacts, COUNT_DESCRIPTIONS, strict=True)
    return AxisImpactView(
        name=axis.name,
        changed=tuple(
            _("%(some)s of %(all)s")
            % {"some": format_count(changed), "all": describe_count(impact.compared)}
            for changed, impact, describe_count in parts
        ),
        rows=tuple(
            OutcomeMoveView(
                before=row.before,
                after=row.after,
                counts=tuple(format_count(move.count) for move in row.moves),
                examples=_move_examples(row.moves, known),
            )
            for row in axis.rows
        ),
    )


def _move_examples(
    moves: tuple[Move, ...], known: tuple[Mapping[str, MoveExample], ...]
) -> tuple[MoveExample, ...]:
    """Cases first, then stored results. One may have been deleted since it was compared."""
    existing = (
        by_name[name]
        for move, by_name in zip(moves, known, strict=True)
        for name in move.examples
        if name in by_name
    )
    return tuple(islice(existing, MAX_EXAMPLES))
