"""Evidence as grids: the list of them, and the page of each, to read or to edit."""

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
from django.utils.translation import gettext as _, ngettext

from matcher.admin.pages.evidence_form import GridForm, format_weight, write_mark
from matcher.desk import desk_context, desk_page, keeps_text, saves_rows
from matcher.draft.evidence_grid import (
    CellChange,
    ChangedMeanwhile,
    Collision,
    EvidenceCell,
    read_grid,
    save_grid,
)
from matcher.kept_text import is_only_shown
from matcher.models import Axis, Evidence, Option, Outcome, Question, Weight
from matcher.permissions import EVIDENCE_EDITING, VIEW_EVIDENCE


@desk_page("evidence_grid", "evidence/<slug:question>/<slug:axis>/", permission=VIEW_EVIDENCE)
@keeps_text
@saves_rows
def evidence_grid(request: HttpRequest, question: str, axis: str) -> HttpResponse:
    """The grid of a question on an axis: to read, or with the permissions to edit."""
    may_edit = request.user.has_perms(EVIDENCE_EDITING)
    question_row = get_object_or_404(Question, slug=question)
    axis_row = get_object_or_404(Axis, slug=axis)
    if request.method != "POST":
        return _page(request, GridForm.of(read_grid(question_row, axis_row)), may_edit=may_edit)
    if not may_edit:
        raise PermissionDenied
    if is_only_shown(request):
        form = GridForm.posted(read_grid(question_row, axis_row), request.POST)
        return _page(request, form, may_edit=True)
    try:
        return _save(request, question_row, axis_row)
    except IntegrityError:
        # Somebody added a cell or deleted an option between our read and our write. Nothing of
        # ours was written; the second read sees it.
        return _save(request, question_row, axis_row)


def _save(request: HttpRequest, question: Question, axis: Axis) -> HttpResponse:
    """Save and show the grid again, or say what prevents it and keep what was typed."""
    grid = read_grid(question, axis)
    form = GridForm.posted(grid, request.POST)
    if form.invalid_boxes or form.lost_inputs:
        return _page(request, form, may_edit=True)
    try:
        changes = save_grid(grid, form.edits)
    except ChangedMeanwhile as error:
        rebased = form.rebased_on(read_grid(question, axis))
        return _page(request, rebased, may_edit=True, collisions=error.collisions)
    messages.success(request, _saved_message(changes))
    return redirect("admin:desk_evidence_grid", question.slug, axis.slug)


def _saved_message(changes: tuple[CellChange, ...]) -> str:
    if not changes:
        return _("No cell was different from what is saved already.")
    counts = {kind: changes.count(kind) for kind in ("added", "changed", "emptied")}
    params = {"count": len(changes), **counts}
    return (
        ngettext(
            "One cell was saved as one change (%(added)s added, %(changed)s changed, "
            "%(emptied)s emptied).",
            "%(count)s cells were saved as one change (%(added)s added, %(changed)s changed, "
            "%(emptied)s emptied).",
            len(changes),
        )
        % params
    )


def _page(
    request: HttpRequest,
    form: GridForm,
    *,
    may_edit: bool,
    collisions: Iterable[Collision] = (),
) -> HttpResponse:
    grid = form.grid
    context = desk_context(
        request,
        _("Evidence on %(axis)s") % {"axis": grid.axis.name},
        subtitle=grid.question.prompt,
        form=form,
        may_edit=may_edit,
        collisions=tuple(_collision_view(form, collision) for collision in collisions),
    )
    return TemplateResponse(request, "admin/desk/evidence_grid.html", context)


# ── Collisions ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class CollisionView:
    """A cell that two people changed: what the other one did, and what this one has."""

    name: str
    label: str
    theirs: str
    yours: str


def _collision_view(form: GridForm, collision: Collision) -> CollisionView:
    box = next(box for box in form.boxes if box.key == collision.key)
    wanted = _cell_text(collision, collision.edit.wanted)
    return CollisionView(
        name=box.name,
        label=box.label,
        theirs=_theirs(collision),
        yours=_("You have: %(cell)s") % {"cell": wanted},
    )


def _theirs(collision: Collision) -> str:
    params = {
        "who": collision.by or _("Somebody"),
        "before": _cell_text(collision, collision.edit.opened),
        "now": _cell_text(collision, collision.current),
        "when": date(collision.at and timezone.localtime(collision.at), "DATETIME_FORMAT"),
    }
    if collision.at is None:
        return _("%(who)s changed it from %(before)s to %(now)s.") % params
    return _("%(who)s changed it from %(before)s to %(now)s (%(when)s).") % params


def _cell_text(collision: Collision, cell: EvidenceCell) -> str:
    """A state of the cell: with its sentence, unless only the strength is disputed."""
    if cell.empty:
        return _("empty")
    mark = _("rules it out") if cell.excludes else write_mark(cell)
    states = (collision.edit.opened, collision.edit.wanted, collision.current)
    disputed = len({state.sentence for state in states}) > 1
    return f"{mark} “{cell.sentence}”" if disputed else mark


# ── The list of grids ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class EvidenceGridView:
    """A grid in the list: how many of its cells say something. `weight` is empty where the question
    has none on the axis, so that no cell counts."""

    axis: Axis
    weight: str
    cells: int
    of: int


@dataclass(frozen=True, slots=True)
class QuestionGridsView:
    """A question with its grid on each axis, None where it has none."""

    question: Question
    grids: tuple[EvidenceGridView | None, ...]


@desk_page("evidence", "evidence/", permission=VIEW_EVIDENCE)
def evidence(request: HttpRequest) -> HttpResponse:
    """Every question and axis with the number of cells, each a link to its grid."""
    axes, counts = tuple(Axis.objects.all()), _CellCounts.of_draft()
    questions = [
        QuestionGridsView(question, tuple(counts.grid(question, axis) for axis in axes))
        for question in Question.objects.all()
    ]
    context = desk_context(request, _("Evidence as grids"), axes=axes, questions=questions)
    return TemplateResponse(request, "admin/desk/evidence.html", context)


@dataclass(frozen=True, slots=True)
class _CellCounts:
    """What the list counts, each by the primary keys of its rows."""

    weights: dict[tuple[int, int], str]
    cells: dict[tuple[int, int], int]
    options: dict[int, int]
    outcomes: dict[int, int]

    @classmethod
    def of_draft(cls) -> Self:
        cells = Evidence.objects.order_by().values_list("option__question", "outcome__axis")
        options = Option.objects.order_by().values_list("question")
        outcomes = Outcome.objects.order_by().values_list("axis")
        return cls(
            weights={
                (weight.question_id, weight.axis_id): format_weight(weight)
                for weight in Weight.objects.all()
            },
            cells={
                (question, axis): count for question, axis, count in cells.annotate(Count("pk"))
            },
            options=dict(options.annotate(Count("pk"))),
            outcomes=dict(outcomes.annotate(Count("pk"))),
        )

    def grid(self, question: Question, axis: Axis) -> EvidenceGridView | None:
        key = (question.pk, axis.pk)
        if key not in self.weights and key not in self.cells:
            return None
        width = 2 if question.border_first_id else self.outcomes.get(axis.pk, 0)
        return EvidenceGridView(
            axis=axis,
            weight=self.weights.get(key, ""),
            cells=self.cells.get(key, 0),
            of=self.options.get(question.pk, 0) * width,
        )
