"""A table of many pieces of work, as somebody has it in a spreadsheet -> names and answers.

A column is known by the slug or the prompt of its question, a cell by the slug or the label of an
option. What cannot be read is told by row and column, all of it at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from matcher.core.answers import Answers, in_order
from matcher.core.formulas import is_failed_formula
from matcher.core.picks import Answer
from matcher.core.plain_text import LineProblem, line_problem
from matcher.core.sheet_cells import CellReader, ReadCell, UnreadReason
from matcher.core.spellings import Spellings
from matcher.core.taxonomy import Taxonomy

Line = tuple[int, Sequence[str]]
"""A row with the number that the spreadsheet shows for it."""


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What people call the column with the names of their work, how they write *not sure*, and how
    many characters a name may have."""

    name: tuple[str, ...]
    not_sure: tuple[str, ...]
    longest_name: int


# ── Columns ──────────────────────────────────────────────────────────────────────────────

NAME = "name"
"""What the column with the names is used as. No question may be called so."""

FOREIGN = ""
"""What a column is used as that is none of ours."""

Columns = tuple[str, ...]
"""What each column is used as: NAME, the slug of a question, or FOREIGN."""


def matched_columns(taxonomy: Taxonomy, headings: Sequence[str], words: SheetWords) -> Columns:
    """What each column is used as, by its heading. Of several that are about the same, the first
    counts, and one that is only close to it comes last. Where none is headed as names are, the
    first foreign one holds them."""
    spellings = Spellings(_names_of_columns(taxonomy, words))
    read = [spellings.read(heading) for heading in headings]
    used = [FOREIGN] * len(headings)
    for is_close in (False, True):
        for index, spelled in enumerate(read):
            if spelled and spelled.is_close == is_close and spelled.meaning not in used:
                used[index] = spelled.meaning
    if NAME not in used and FOREIGN in used:
        used[used.index(FOREIGN)] = NAME
    return tuple(used)


def _names_of_columns(taxonomy: Taxonomy, words: SheetWords) -> Iterator[tuple[str, str]]:
    for question in taxonomy.questions:
        yield question.slug, question.slug
        yield question.prompt, question.slug
    yield from ((name, NAME) for name in words.name)


# ── Rows ─────────────────────────────────────────────────────────────────────────────────

CellProblem = Literal[UnreadReason, LineProblem, "nameless", "width"]
"""Why a cell cannot be read: what is wrong with an answer or with a name, that there is no name, or
that it stands beyond the last heading."""


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """What is wrong with a cell: its row, the index of its column, and the text that is meant."""

    row: int
    column: int
    reason: CellProblem
    text: str


@dataclass(frozen=True, slots=True)
class CloseReading:
    """A cell with a slip of the pen, and the answer that it was read as."""

    row: int
    column: int
    text: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A piece of work that was read."""

    number: int
    name: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class SheetReading:
    """The rows with which nothing is wrong, and everything that is wrong with the others."""

    rows: tuple[SheetRow, ...]
    problems: tuple[SheetProblem, ...]
    close: tuple[CloseReading, ...]


def read_sheet(
    taxonomy: Taxonomy, columns: Columns, lines: Iterable[Line], words: SheetWords
) -> SheetReading:
    """What the rows below the headings say, with the columns used so."""
    reader = _RowReader(taxonomy, columns, words)
    rows = [reader.row(number, cells) for number, cells in lines]
    wrong = {problem.row for problem in reader.problems}
    return SheetReading(
        rows=tuple(row for row in rows if row.number not in wrong),
        problems=tuple(reader.problems),
        close=tuple(reader.close),
    )


class _RowReader:
    """Reads row after row, and keeps what is to be said about their cells."""

    def __init__(self, taxonomy: Taxonomy, columns: Columns, words: SheetWords) -> None:
        self._taxonomy, self._columns, self._words = taxonomy, columns, words
        questions = taxonomy.index.question_by_slug
        self._readers = {
            index: CellReader(questions[use], words.not_sure)
            for index, use in enumerate(columns)
            if use in questions
        }
        self.problems: list[SheetProblem] = []
        self.close: list[CloseReading] = []

    def row(self, number: int, cells: Sequence[str]) -> SheetRow:
        """What the row says, as far as it can be read."""
        width = len(self._columns)
        name = self._name(number, cells)
        picks = {
            self._columns[index]: self._answer(number, index, cell)
            for index, cell in enumerate(cells[:width])
            if index in self._readers
        }
        if len(cells) > width:
            self.problems.append(SheetProblem(number, width, "width", cells[width]))
        return SheetRow(number, name, Answers(in_order(self._taxonomy, picks)))

    def _name(self, number: int, cells: Sequence[str]) -> str:
        column = self._columns.index(NAME) if NAME in self._columns else 0
        cell = cells[column] if NAME in self._columns and column < len(cells) else ""
        name = " ".join(cell.split())
        if reason := _name_problem(name, self._words.longest_name):
            self.problems.append(SheetProblem(number, column, reason, name))
        return name

    def _answer(self, number: int, column: int, cell: str) -> Answer:
        read = self._readers[column].read(cell)
        if not isinstance(read, ReadCell):
            self.problems.append(SheetProblem(number, column, read.reason, read.part))
            return ()
        if read.is_close:
            self.close.append(CloseReading(number, column, cell, read.answer))
        return read.answer


def _name_problem(name: str, longest: int) -> CellProblem | None:
    if not name:
        return "nameless"
    return "formula" if is_failed_formula(name) else line_problem(name, longest)
