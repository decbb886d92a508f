"""Evidence as a grid: what each option of a question says about each outcome of an axis, read as
one table and saved as one change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from matcher.models import Axis, Evidence, Option, Outcome, Question, Weight

CellKey = tuple[int, int]
"""An option and an outcome, by the primary keys of their rows."""

CellChange = Literal["added", "changed", "emptied"]


@dataclass(frozen=True, slots=True)
class EvidenceCell:
    """What an option says about an outcome; nothing, where it neither has a strength nor rules
    the outcome out."""

    strength: int = 0
    excludes: bool = False
    sentence: str = ""

    @property
    def empty(self) -> bool:
        return not (self.strength or self.excludes)


EMPTY_CELL = EvidenceCell()


@dataclass(frozen=True, slots=True)
class CellEdit:
    """A cell as its editor opened it, and as they want it."""

    opened: EvidenceCell
    wanted: EvidenceCell

    def collides(self, current: EvidenceCell) -> bool:
        """Whether somebody else changed the cell to something that is neither of the two."""
        return current not in (self.opened, self.wanted)


CellEdits = Mapping[CellKey, CellEdit]


@dataclass(frozen=True, slots=True)
class Collision:
    """A cell that somebody else changed while its editor did. `by` and `at` are None where the
    history does not know."""

    key: CellKey
    edit: CellEdit
    current: EvidenceCell
    by: str | None
    at: datetime | None


class ChangedMeanwhile(Exception):
    """Somebody else changed the same cells; nothing of ours was written."""

    def __init__(self, collisions: tuple[Collision, ...]) -> None:
        super().__init__(_("Somebody else changed the same cells."))
        self.collisions = collisions


@dataclass(frozen=True, slots=True)
class Grid:
    """The table. Without a `weight` nothing in it counts, and nothing may be added."""

    question: Question
    axis: Axis
    weight: Weight | None
    options: tuple[Option, ...]
    outcomes: tuple[Outcome, ...]
    cells: Mapping[CellKey, EvidenceCell]

    def cell(self, option: Option, outcome: Outcome) -> EvidenceCell:
        return self.cells.get((option.pk, outcome.pk), EMPTY_CELL)


def read_grid(question: Question, axis: Axis) -> Grid:
    """The grid of the question on the axis. That of a border question has the two outcomes that
    it decides between, and any other that it has evidence about though it should not."""
    cells = {key: _cell(row) for key, row in _rows(question, axis).items()}
    with_evidence = {outcome for _option, outcome in cells}
    pair = {question.border_first_id, question.border_second_id} - {None}
    return Grid(
        question=question,
        axis=axis,
        weight=question.weights.filter(axis=axis).first(),
        options=tuple(question.options.all()),
        outcomes=tuple(
            outcome
            for outcome in axis.outcomes.all()
            if not pair or outcome.pk in pair | with_evidence
        ),
        cells=cells,
    )


@transaction.atomic
def save_grid(grid: Grid, edits: CellEdits) -> tuple[CellChange, ...]:
    """Write the cells that are wanted different from what they are, as one change: all or none.
    Returns what was done to each. Raises ChangedMeanwhile, and IntegrityError where a cell, an
    option or an outcome came or went at the same moment; in both cases nothing is written."""
    Question.objects.select_for_update().filter(pk=grid.question.pk).first()  # one at a time
    rows = _rows(grid.question, grid.axis)
    current = {key: _cell(rows[key]) if key in rows else EMPTY_CELL for key in edits}
    if colliding := [key for key, edit in edits.items() if edit.collides(current[key])]:
        raise ChangedMeanwhile(_collisions(colliding, edits, current))
    reason = _("Evidence grid: %(question)s on %(axis)s")
    reason %= {"question": grid.question.slug, "axis": grid.axis.slug}
    return tuple(
        _write(rows.get(key), key, edit.wanted, reason)
        for key, edit in edits.items()
        if edit.wanted != current[key]
    )


def _write(row: Evidence | None, key: CellKey, wanted: EvidenceCell, reason: str) -> CellChange:
    change: CellChange = "changed"
    if row is None:
        option, outcome = key
        row, change = Evidence(option_id=option, outcome_id=outcome), "added"
    row._change_reason = reason  # type: ignore[attr-defined]  # where the history looks for it
    if wanted.empty:
        row.delete()
        return "emptied"
    row.strength, row.excludes = wanted.strength, wanted.excludes
    row.sentence = wanted.sentence
    row.save()
    return change


def _rows(question: Question, axis: Axis) -> dict[CellKey, Evidence]:
    rows = Evidence.objects.filter(option__question=question, outcome__axis=axis).order_by("pk")
    return {(row.option_id, row.outcome_id): row for row in rows}


def _cell(row: Evidence) -> EvidenceCell:
    return EvidenceCell(row.strength, row.excludes, row.sentence)


def _collisions(
    keys: Iterable[CellKey], edits: CellEdits, current: Mapping[CellKey, EvidenceCell]
) -> tuple[Collision, ...]:
    last = _last_changes(keys)
    return tuple(
        Collision(key, edits[key], current[key], *last.get(key, (None, None))) for key in keys
    )


def _last_changes(keys: Iterable[CellKey]) -> dict[CellKey, tuple[str | None, datetime]]:
    """Who changed each cell last, and when."""
    options, outcomes = zip(*keys, strict=True)
    records = (
        Evidence.history.filter(option__in=options, outcome__in=outcomes)
        .select_related("history_user")
        .order_by("history_date", "history_id")
    )
    return {
        (record.option_id, record.outcome_id): (
            record.history_user and record.history_user.get_username(),
            record.history_date,
        )
        for record in records
    }
