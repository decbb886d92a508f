"""The form of a grid of evidence: input in boxes becomes cells, with errors beside the boxes.

A box shows a cell's strength as its mark: -3 to +3, x where the outcome is ruled out, nothing
where the cell is empty. Each box carries the cell as it was when the form was made, so that what
somebody else did in the meantime can be distinguished from what this editor did.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from django.http import QueryDict
from django.utils.translation import gettext as _

from matcher.core import (
    Hundredths,
    control_characters,
    format_points,
    format_signed_points,
    format_strength,
    points_from_decimal,
)
from matcher.draft.evidence_grid import EMPTY_CELL, CellEdit, CellKey, EvidenceCell, Grid
from matcher.models import Option, Outcome, Weight
from matcher.models.rows import control_character_error

RULED_OUT = "x"

_MARK = re.compile(r"[+-]?[0-3]")
_NAME = re.compile(r"mark-(\d{1,18})-(\d{1,18})")


def write_mark(cell: EvidenceCell) -> str:
    """The strength as an editor types it."""
    if cell.excludes:
        return RULED_OUT
    return f"{cell.strength:+d}" if cell.strength else ""


def read_mark(mark: str) -> EvidenceCell | None:
    """The cell of the mark, still without a sentence; None for anything that is not a mark."""
    plain = mark.strip().replace("−", "-").lower()
    if plain == RULED_OUT:
        return EvidenceCell(excludes=True)
    if not plain:
        return EMPTY_CELL
    return EvidenceCell(strength=int(plain)) if _MARK.fullmatch(plain) else None


def _write(cell: EvidenceCell) -> str:
    """The whole cell in one string."""
    return "" if cell.empty else f"{write_mark(cell)} {cell.sentence}"


def _read(string: str) -> EvidenceCell:
    mark, _space, sentence = string.partition(" ")
    cell = read_mark(mark) or EMPTY_CELL
    return EMPTY_CELL if cell.empty else replace(cell, sentence=sentence)


@dataclass(frozen=True)
class Box:
    """A cell in the form, `was` as it was opened. `counts` is whether the question has a weight on
    the axis."""

    option: Option
    outcome: Outcome
    mark: str
    sentence: str
    was: str
    counts: bool

    @property
    def key(self) -> CellKey:
        return self.option.pk, self.outcome.pk

    @property
    def name(self) -> str:
        """How the names of its fields end."""
        return "{}-{}".format(*self.key)

    @property
    def label(self) -> str:
        names = {"option": self.option.label, "outcome": self.outcome.name}
        return _("%(option)s on %(outcome)s") % names

    @cached_property
    def edit(self) -> CellEdit:
        opened = _read(self.was)
        wanted = read_mark(self.mark) or EMPTY_CELL
        if not wanted.empty:
            unchanged = self.sentence == opened.sentence
            wanted = replace(wanted, sentence=self.sentence if unchanged else self.sentence.strip())
        return CellEdit(opened, wanted)

    @property
    def changed(self) -> bool:
        return self.edit.wanted != self.edit.opened or bool(self.mark_error)

    @property
    def mark_error(self) -> str:
        """What is wrong with the strength; empty when nothing is."""
        opened, wanted = self.edit.opened, self.edit.wanted
        if read_mark(self.mark) is None:
            return _("Give a whole number from -3 to +3, or x to rule the outcome out.")
        if wanted.empty and self.sentence.strip() and self.sentence != opened.sentence:
            return _("Give a strength, or take the sentence away.")
        if not (self.counts or wanted.empty or wanted == opened):
            return _("Without a weight on this axis it would never count: it can only be emptied.")
        return ""

    @property
    def sentence_error(self) -> str:
        """What is wrong with the sentence; empty when nothing is."""
        wanted = self.edit.wanted
        if wanted.empty:
            return ""
        if names := control_characters(wanted.sentence, multiline=True):
            return control_character_error(names).messages[0]
        return "" if wanted.sentence else _("Say why in one sentence.")

    @property
    def has_errors(self) -> bool:
        return bool(self.mark_error or self.sentence_error)


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of the strengths of a row or a column, and what it comes to in points."""

    strengths: int
    weight: Hundredths

    @property
    def sum(self) -> str:
        return format_strength(self.strengths)

    @property
    def points(self) -> str:
        return format_signed_points(Hundredths(self.strengths * self.weight))


def format_weight(weight: Weight) -> str:
    """The weight without trailing zeros."""
    return format_points(points_from_decimal(weight.weight))


@dataclass(frozen=True, slots=True)
class BoxRow:
    """The boxes of an option."""

    option: Option
    boxes: tuple[Box, ...]
    total: Total

    @property
    def sentence_count(self) -> int:
        return sum(1 for box in self.boxes if box.sentence.strip())

    @property
    def has_errors(self) -> bool:
        return any(box.has_errors for box in self.boxes)


@dataclass(frozen=True, slots=True)
class LostInput:
    """What somebody typed into a cell whose option or outcome has been deleted since."""

    mark: str
    sentence: str


@dataclass(frozen=True)
class GridForm:
    """All boxes of a grid, in its order."""

    grid: Grid
    boxes: tuple[Box, ...]
    lost_inputs: tuple[LostInput, ...] = ()

    @classmethod
    def of(cls, grid: Grid) -> Self:
        """The form that shows the grid as it is."""
        return cls(grid, tuple(_box(grid, *pair) for pair in _pairs(grid)))

    @classmethod
    def posted(cls, grid: Grid, data: QueryDict) -> Self:
        """The form as it was filled in. A cell that it did not have is shown as it is."""
        boxes = tuple(_posted(_box(grid, *pair), data) for pair in _pairs(grid))
        return cls(grid, boxes, tuple(_lost_inputs(data, {box.key for box in boxes})))

    def rebased_on(self, grid: Grid) -> Self:
        """The form with what was typed, and everything else as the grid is now: saving it again
        overwrites what others did."""
        typed = {box.key: box for box in self.boxes if box.changed}
        boxes = (_box(grid, *pair) for pair in _pairs(grid))
        return replace(self, grid=grid, boxes=tuple(_retyped(box, typed) for box in boxes))

    @property
    def edits(self) -> dict[CellKey, CellEdit]:
        return {box.key: box.edit for box in self.boxes if box.changed}

    @cached_property
    def invalid_boxes(self) -> tuple[Box, ...]:
        return tuple(box for box in self.boxes if box.changed and box.has_errors)

    @property
    def weight(self) -> Hundredths:
        """0 where the question has none on the axis."""
        weight = self.grid.weight
        return points_from_decimal(weight.weight) if weight else Hundredths(0)

    @property
    def weight_text(self) -> str:
        return format_weight(self.grid.weight) if self.grid.weight else ""

    @cached_property
    def rows(self) -> tuple[BoxRow, ...]:
        return tuple(self._row(index, option) for index, option in enumerate(self.grid.options))

    def _row(self, index: int, option: Option) -> BoxRow:
        width = len(self.grid.outcomes)
        boxes = self.boxes[index * width : (index + 1) * width]
        return BoxRow(option, boxes, self._total(boxes))

    @property
    def column_totals(self) -> tuple[Total, ...]:
        return tuple(
            self._total(column) for column in zip(*(row.boxes for row in self.rows), strict=True)
        )

    def _total(self, boxes: tuple[Box, ...]) -> Total:
        return Total(sum(box.edit.wanted.strength for box in boxes), self.weight)


def _pairs(grid: Grid) -> Iterator[tuple[Option, Outcome]]:
    return ((option, outcome) for option in grid.options for outcome in grid.outcomes)


def _box(grid: Grid, option: Option, outcome: Outcome) -> Box:
    cell = grid.cell(option, outcome)
    return Box(
        option=option,
        outcome=outcome,
        mark=write_mark(cell),
        sentence=cell.sentence,
        was=_write(cell),
        counts=grid.weight is not None,
    )


def _posted(box: Box, data: QueryDict) -> Box:
    if f"mark-{box.name}" not in data:
        return box
    return replace(
        box,
        mark=_posted_string(data, f"mark-{box.name}").strip(),
        sentence=_posted_string(data, f"sentence-{box.name}"),
        was=_posted_string(data, f"was-{box.name}"),
    )


def _posted_string(data: QueryDict, name: str) -> str:
    """A posted string with one character at the end of a line, as the draft keeps it."""
    return data.get(name, "").replace("\r\n", "\n")


def _retyped(box: Box, typed: dict[CellKey, Box]) -> Box:
    before = typed.get(box.key)
    return replace(box, mark=before.mark, sentence=before.sentence) if before else box


def _lost_inputs(data: QueryDict, known: set[CellKey]) -> Iterator[LostInput]:
    for field in data:
        match = _NAME.fullmatch(field)
        if match and (int(match[1]), int(match[2])) not in known:
            name = field.removeprefix("mark-")
            mark = _posted_string(data, field).strip()
            sentence = _posted_string(data, f"sentence-{name}")
            was = _read(_posted_string(data, f"was-{name}"))
            if (mark, sentence) != (write_mark(was), was.sentence):
                yield LostInput(mark, sentence)
