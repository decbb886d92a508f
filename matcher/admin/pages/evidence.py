"""The pages of evidence as a grid: the list of grids, and each of them to read or to edit."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import date
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matcher.admin.pages.evidence_form import GridForm, plain, write_mark
from matcher.desk import desk_context, desk_page
from matcher.draft.evidence_grid import (
    Cell,
    ChangedMeanwhile,
    Collision,
    Done,
    read_grid,
    save_grid,
)
from matcher.models import Axis, Evidence, Option, Outcome, Question, Weight

LOOKING = ("matcher.view_evidence", "matcher.change_evidence")
EDITING = ("matcher.add_evidence", "matcher.change_evidence", "matcher.delete_evidence")


def _guard(request: HttpRequest) -> None:
    if not any(map(request.user.has_perm, LOOKING)):
        raise PermissionDenied


@desk_page("evidence", "evidence/<slug:question>/<slug:axis>/")
def evidence(request: HttpRequest, question: str, axis: str) -> HttpResponse:
    """The grid of a question on an axis: to read, or with the permissions to edit."""
    _guard(request)
    may_edit = request.user.has_perms(EDITING)
    asked, decided = get_object_or_404(Question, slug=question), get_object_or_404(Axis, slug=axis)
    if request.method != "POST":
        return _page(request, GridForm.of(read_grid(asked, decided)), may_edit=may_edit)
    if not may_edit:
        raise PermissionDenied
    try:
        return _save(request, asked, decided)
    except IntegrityError:
        # Somebody added a cell or deleted an option between our look and our write. Nothing of
        # ours was written; the second look sees it.
        return _save(request, asked, decided)


def _save(request: HttpRequest, question: Question, axis: Axis) -> HttpResponse:
    """Save and show the grid again, or say what stands in the way and keep what was typed."""
    grid = read_grid(question, axis)
    form = GridForm.posted(grid, request.POST)
    if form.wrong or form.lost:
        return _page(request, form, may_edit=True)
    try:
        done = save_grid(grid, form.edits)
    except ChangedMeanwhile as error:
        fresh = form.on(read_grid(question, axis))
        return _page(request, fresh, may_edit=True, collisions=error.collisions)
    messages.success(request, _done_in_words(done))
    return redirect("admin:desk_evidence", question.slug, axis.slug)


def _done_in_words(done: tuple[Done, ...]) -> str:
    if not done:
        return _("No cell was different from what is saved already.")
    counts = {"count": len(done)} | {
        kind: sum(1 for one in done if one == kind) for kind in ("added", "changed", "emptied")
    }
    return (
        ngettext(
            "One cell was saved as one change (%(added)s added, %(changed)s changed, "
            "%(emptied)s emptied).",
            "%(count)s cells were saved as one change (%(added)s added, %(changed)s changed, "
            "%(emptied)s emptied).",
            len(done),
        )
        % counts
    )


def _page(
    request: HttpRequest,
    form: GridForm,
    *,
    may_edit: bool,
    collisions: Iterable[Collision] = (),
) -> HttpResponse:
    grid = form.grid
    title = _("Evidence on %(axis)s") % {"axis": grid.axis.name}
    shown = tuple(_collision_shown(form, one) for one in collisions)
    context = desk_context(
        request,
        title,
        subtitle=grid.question.prompt,
        form=form,
        may_edit=may_edit,
        collisions=shown,
    )
    return TemplateResponse(request, "admin/desk/evidence.html", context)


# ── What happened in between ─────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class CollisionShown:
    """A cell that two people changed: what the other one did, and what this one has."""

    name: str
    label: str
    theirs: str
    yours: str


def _collision_shown(form: GridForm, collision: Collision) -> CollisionShown:
    box = next(box for box in form.boxes if box.key == collision.key)
    return CollisionShown(
        name=box.name,
        label=box.label,
        theirs=_theirs(collision),
        yours=_("You have: %(cell)s") % {"cell": _in_words(collision, collision.edit.wanted)},
    )


def _theirs(collision: Collision) -> str:
    names = {
        "who": collision.by or _("Somebody"),
        "before": _in_words(collision, collision.edit.opened),
        "now": _in_words(collision, collision.now),
        "when": date(collision.at and timezone.localtime(collision.at), "DATETIME_FORMAT"),
    }
    if collision.at is None:
        return _("%(who)s changed it from %(before)s to %(now)s.") % names
    return _("%(who)s changed it from %(before)s to %(now)s (%(when)s).") % names


def _in_words(collision: Collision, cell: Cell) -> str:
    """One of the cell's states: with its sentence, unless only the strength is disputed."""
    if cell.empty:
        return _("empty")
    said = _("rules it out") if cell.excludes else write_mark(cell)
    edit = collision.edit
    disputed = len({one.sentence for one in (edit.opened, edit.wanted, collision.now)}) > 1
    return f"{said} “{cell.sentence}”" if disputed else said


# ── The list of grids ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class GridShown:
    """A grid in the list. `weight` is empty where the question has none: its cells are idle."""

    axis: Axis
    weight: str
    cells: int
    of: int


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question with its grid on each axis, None where it has none."""

    question: Question
    grids: tuple[GridShown | None, ...]


@desk_page("grids", "evidence/")
def grids(request: HttpRequest) -> HttpResponse:
    """Every question and axis with the number of cells, each a link to its grid."""
    _guard(request)
    axes, counts = tuple(Axis.objects.all()), _Counts.of_the_draft()
    rows = [
        QuestionShown(question, tuple(counts.grid(question, axis) for axis in axes))
        for question in Question.objects.all()
    ]
    context = desk_context(request, _("Evidence as grids"), axes=axes, questions=rows)
    return TemplateResponse(request, "admin/desk/grids.html", context)


@dataclass(frozen=True, slots=True)
class _Counts:
    """What the list counts, each by the keys of its rows."""

    weights: dict[tuple[int, int], str]
    cells: dict[tuple[int, int], int]
    options: dict[int, int]
    outcomes: dict[int, int]

    @classmethod
    def of_the_draft(cls) -> Self:
        cells = Evidence.objects.order_by().values_list("option__question", "outcome__axis")
        options = Option.objects.order_by().values_list("question")
        outcomes = Outcome.objects.order_by().values_list("axis")
        return cls(
            weights={(one.question_id, one.axis_id): plain(one) for one in Weight.objects.all()},
            cells={(one, axis): count for one, axis, count in cells.annotate(Count("pk"))},
            options=dict(options.annotate(Count("pk"))),
            outcomes=dict(outcomes.annotate(Count("pk"))),
        )

    def grid(self, question: Question, axis: Axis) -> GridShown | None:
        key = (question.pk, axis.pk)
        if key not in self.weights and key not in self.cells:
            return None
        width = 2 if question.border_first_id else self.outcomes.get(axis.pk, 0)
        return GridShown(
            axis=axis,
            weight=self.weights.get(key, ""),
            cells=self.cells.get(key, 0),
            of=self.options.get(question.pk, 0) * width,
        )
