"""Evidence as a grid: what each option of a question says about each outcome of an axis, read as
one table and saved as one change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from matcher.models import Axis, Evidence, Option, Outcome, Question, Weight

Key = tuple[int, int]
"""An option and an outcome, by the keys of their rows."""

Done = Literal["added", "changed", "emptied"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What an option says about an outcome; nothing, where it neither has a strength nor rules
    the outcome out."""

    strength: int = 0
    excludes: bool = False
    sentence: str = ""

    @property
    def empty(self) -> bool:
        return not (self.strength or self.excludes)


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell as its editor opened it, and as they want it."""

    opened: Cell
    wanted: Cell

    def collides(self, now: Cell) -> bool:
        """Whether somebody else made something of the cell that is neither of the two."""
        return now not in (self.opened, self.wanted)


Edits = Mapping[Key, Edit]


@dataclass(frozen=True, slots=True)
class Collision:
    """A cell that somebody else changed while its editor did. `by` and `at` are None where the
    history does not know."""

    key: Key
    edit: Edit
    now: Cell
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
    cells: Mapping[Key, Cell]

    def cell(self, option: Option, outcome: Outcome) -> Cell:
        return self.cells.get((option.pk, outcome.pk), EMPTY)


def read_grid(question: Question, axis: Axis) -> Grid:
    """The grid of the question on the axis. That of a border question has the two outcomes that
    it tells apart, and any other that it should not speak about but does."""
    cells = {key: _cell(row) for key, row in _rows(question, axis).items()}
    spoken = {outcome for _option, outcome in cells}
    pair = {question.border_first_id, question.border_second_id} - {None}
    return Grid(
        question=question,
        axis=axis,
        weight=question.weights.filter(axis=axis).first(),
        options=tuple(question.options.all()),
        outcomes=tuple(
            one for one in axis.outcomes.all() if not pair or one.pk in pair or one.pk in spoken
        ),
        cells=cells,
    )


@transaction.atomic
def save_grid(grid: Grid, edits: Edits) -> tuple[Done, ...]:
    """Write the cells that are wanted otherwise than they are, as one change: all or none.
    Returns what was done to each. Raises ChangedMeanwhile, and IntegrityError where a cell, an
    option or an outcome came or went at the same moment; in both cases nothing is written."""
    Question.objects.select_for_update().filter(pk=grid.question.pk).first()  # one at a time
    rows = _rows(grid.question, grid.axis)
    now = {key: _cell(rows[key]) if key in rows else EMPTY for key in edits}
    if colliding := [key for key, edit in edits.items() if edit.collides(now[key])]:
        raise ChangedMeanwhile(_collisions(colliding, edits, now))
    reason = _("Evidence grid: %(question)s on %(axis)s")
    reason %= {"question": grid.question.slug, "axis": grid.axis.slug}
    return tuple(
        _write(rows.get(key), key, edit.wanted, reason)
        for key, edit in edits.items()
        if edit.wanted != now[key]
    )


def _write(row: Evidence | None, key: Key, wanted: Cell, reason: str) -> Done:
    done: Done = "changed"
    if row is None:
        option, outcome = key
        row, done = Evidence(option_id=option, outcome_id=outcome), "added"
    row._change_reason = reason  # type: ignore[attr-defined]  # where the history looks for it
    if wanted.empty:
        row.delete()
        return "emptied"
    row.strength, row.excludes = wanted.strength, wanted.excludes
    row.sentence = wanted.sentence
    row.save()
    return done


def _rows(question: Question, axis: Axis) -> dict[Key, Evidence]:
    rows = Evidence.objects.filter(option__question=question, outcome__axis=axis).order_by("pk")
    return {(row.option_id, row.outcome_id): row for row in rows}


def _cell(row: Evidence) -> Cell:
    return Cell(row.strength, row.excludes, row.sentence)


def _collisions(
    keys: Iterable[Key], edits: Edits, now: Mapping[Key, Cell]
) -> tuple[Collision, ...]:
    last = _last_changes(keys)
    return tuple(Collision(key, edits[key], now[key], *last.get(key, (None, None))) for key in keys)


def _last_changes(keys: Iterable[Key]) -> dict[Key, tuple[str | None, datetime]]:
    """Who changed each cell last, and when."""
    options, outcomes = zip(*keys, strict=True)
    changes = (
        Evidence.history.filter(option__in=options, outcome__in=outcomes)
        .select_related("history_user")
        .order_by("history_date", "history_id")
    )
    return {
        (one.option_id, one.outcome_id): (
            one.history_user and one.history_user.get_username(),
            one.history_date,
        )
        for one in changes
    }
