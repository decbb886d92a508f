"""Impact: whose first outcome the draft would change, worked out step by step."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from pydantic import TypeAdapter, ValidationError

from matcher.core.impact import Move
from matcher.desk import desk_context, desk_page
from matcher.editions import NoEdition, Unsound
from matcher.impact import (
    COUNTED,
    Example,
    Run,
    Sides,
    examples,
    finish,
    go_on,
    grouped,
    in_words,
    sides,
    start,
    tables,
)

MAY_LOOK = "matcher.view_edition"

STATE = "state"
"""The field that carries what was worked out so far."""

BRIEF = "brief"
"""The field that asks for the sentence without the tables."""

AT_ONCE = "at_once"
"""The button that asks for all steps that are left."""

EXAMPLES = 3

_SALT = "matcher.impact"
_RUN = TypeAdapter(Run)


@dataclass(frozen=True, slots=True)
class RowShown:
    """Answer sets that move from one outcome to another: how many cases, stored results and
    random ones, and a few of them to look at."""

    before: str
    after: str
    counts: tuple[str, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class TableShown:
    """What moves on one axis, and how much of what was compared that is."""

    name: str
    changed: tuple[str, ...]
    rows: tuple[RowShown, ...]


@desk_page("impact", "impact/")
@require_http_methods(["GET", "HEAD", "POST"])
def impact(request: HttpRequest) -> HttpResponse:
    """The figures so far. Each request works out one step more, and the form carries the sums."""
    if not request.user.has_perm(MAY_LOOK):
        raise PermissionDenied
    title = _("What the draft would change")
    try:
        compared = sides()
    except NoEdition:
        return _page(request, desk_context(request, title))
    except Unsound as error:
        return _page(request, desk_context(request, title, findings=error.findings))
    if compared.same:
        return _page(request, desk_context(request, title, edition=compared.edition, same=True))
    run, note = _step(request, compared)
    shown = impact_shown(compared, run, brief=BRIEF in request.POST)
    return _page(request, desk_context(request, title, note=note, **shown))


def _page(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    return TemplateResponse(request, "admin/desk/impact.html", context)


def _step(request: HttpRequest, compared: Sides) -> tuple[Run, str]:
    """The next step, and what is to be said where it is a new beginning."""
    if request.method != "POST":
        return start(compared), ""
    run = _opened(request.POST.get(STATE, ""))
    if run is None:
        said = _("What was worked out so far could not be read. The comparison began anew.")
        return start(compared), said
    if not run.is_about(compared):
        said = _("The draft or the edition has changed meanwhile. The comparison began anew.")
        return start(compared), said
    return (finish if AT_ONCE in request.POST else go_on)(compared, run), ""


def _sealed(run: Run) -> str:
    return signing.dumps(_RUN.dump_python(run, mode="json"), salt=_SALT, compress=True)


def _opened(state: str) -> Run | None:
    """The run that `_sealed` wrote; None for anything else."""
    try:
        return _RUN.validate_python(signing.loads(state, salt=_SALT))
    except (signing.BadSignature, ValidationError):
        return None


def impact_shown(compared: Sides, run: Run, *, brief: bool = False) -> dict[str, object]:
    """What `admin/desk/_impact.html` shows; in brief only the sentence."""
    return {
        "edition": compared.edition,
        "run": run,
        "progress": _("%(done)s of %(total)s answer sets compared.")
        % {"done": grouped(run.done), "total": grouped(run.total)},
        "sentence": in_words(run),
        "tables": _tables(compared, run),
        "brief": brief,
        "state": "" if run.finished else _sealed(run),
    }


def _tables(compared: Sides, run: Run) -> tuple[TableShown, ...]:
    named = examples(compared, run)
    return tuple(
        TableShown(
            name=table.name,
            changed=tuple(
                _("%(some)s of %(all)s") % {"some": grouped(some), "all": each(one.compared)}
                for some, one, each in zip(table.changed, run.impacts, COUNTED, strict=True)
            ),
            rows=tuple(
                RowShown(
                    before=row.before,
                    after=row.after,
                    counts=tuple(grouped(move.count) for move in row.moves),
                    examples=_examples(row.moves, named),
                )
                for row in table.rows
            ),
        )
        for table in tables(compared, run)
    )


def _examples(
    moves: tuple[Move, ...], named: tuple[Mapping[str, Example], ...]
) -> tuple[Example, ...]:
    """Cases first, then stored results. One may have been deleted since it was compared."""
    found = (
        known[name]
        for move, known in zip(moves, named, strict=True)
        for name in move.examples
        if name in known
    )
    return tuple(islice(found, EXAMPLES))
