"""A table of many pieces of work, as somebody has it in a spreadsheet -> names and answers.

A column is known by the slug or the prompt of its question, a cell by the slug or the label of an
option. A row may take its answers from another, which a column names. What cannot be read is told
by row and column, all of it at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from matcher.core.answers import Answers, in_order
from matcher.core.formulas import is_failed_formula
from matcher.core.picks import Answer
from matcher.core.plain_text import LineProblem, line_problem
from matcher.core.programme import inherit
from matcher.core.sheet_archetypes import NamedRow, ReferenceProblem, archetypes
from matcher.core.sheet_cells import CellReader, ReadCell, UnreadReason
from matcher.core.spellings import Spellings
from matcher.core.taxonomy import Taxonomy

Line = tuple[int, Sequence[str]]
"""A row with the number that the spreadsheet shows for it."""


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What people call the column with the names of their work, how they write *not sure*, and how
    many characters a name may have; and what the columns are called that a programme writes beside
    its answers."""

    name: tuple[str, ...]
    not_sure: tuple[str, ...]
    longest_name: int
    number: tuple[str, ...] = ()
    archetype: tuple[str, ...] = ()


# ── Columns ──────────────────────────────────────────────────────────────────────────────

NAME = "name"
"""What the column with the names is used as. No question may be called so."""

NUMBER = "row.number"
"""What the column is used as by whose numbers rows may refer to each other. No slug has a dot."""

ARCHETYPE = "row.archetype"
"""What the column is used as that names the row from which another takes its answers."""

FOREIGN = ""
"""What a column is used as that is none of ours."""

Columns = tuple[str, ...]
"""What each column is used as: NAME, NUMBER, ARCHETYPE, the slug of a question, or FOREIGN."""


def known_columns(taxonomy: Taxonomy, headings: Sequence[str], words: SheetWords) -> int:
    """How many columns of ours are among these headings, written as they should be."""
    spellings = Spellings(_names_of_columns(taxonomy, words))
    return len({*map(spellings.exact, headings)} - {None})


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
    for use, names in ((NAME, words.name), (NUMBER, words.number), (ARCHETYPE, words.archetype)):
        yield from ((name, use) for name in names)


# ── Rows ─────────────────────────────────────────────────────────────────────────────────

CellProblem = Literal[UnreadReason, LineProblem, ReferenceProblem, "nameless", "width"]
"""Why a cell cannot be read: what is wrong with an answer, with a name or with a reference to
another row, that there is no name, or that it stands beyond the last heading."""


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
    """A piece of work that was read, with its own answers. `archetype` is the number of the row of
    the spreadsheet that it takes others from; None for none."""

    number: int
    name: str
    answers: Answers
    archetype: int | None = None


@dataclass(frozen=True, slots=True)
class SheetReading:
    """The rows with which nothing is wrong, and everything that is wrong with the others."""

    rows: tuple[SheetRow, ...]
    problems: tuple[SheetProblem, ...]
    close: tuple[CloseReading, ...]

    def answers(self, taxonomy: Taxonomy) -> dict[int, Answers]:
        """The answers that count, by the number of the row: its own, and those of its archetype."""
        own = {row.number: row.answers for row in self.rows}
        return {
            row.number: inherit(taxonomy, row.answers, own[row.archetype])
            if row.archetype
            else row.answers
            for row in self.rows
        }


def read_sheet(
    taxonomy: Taxonomy, columns: Columns, lines: Iterable[Line], words: SheetWords
) -> SheetReading:
    """What the rows below the headings say, with the columns used so."""
    reader = _RowReader(taxonomy, columns, words)
    rows = [reader.row(number, cells) for number, cells in lines]
    taken = reader.archetypes()
    wrong = {problem.row for problem in reader.problems}
    return SheetReading(
        rows=tuple(
            replace(row, archetype=taken.get(row.number)) for row in rows if row.number not in wrong
        ),
        problems=tuple(sorted(reader.problems, key=lambda problem: problem.row)),
        close=tuple(reader.close),
    )


class _RowReader:
    """Reads row after row, and keeps what is to be said about their cells."""

    def __init__(self, taxonomy: Taxonomy, columns: Columns, words: SheetWords) -> None:
        self._taxonomy, self._columns, self._words = taxonomy, columns, words
        questions = taxonomy.index.question_by_slug
        self._readers = {
            index: CellReader(questions[use], words.not_sure, taxonomy.retired)
            for index, use in enumerate(columns)
            if use in questions
        }
        self._named: list[NamedRow] = []
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
        own_number = self._cell(cells, NUMBER) if NUMBER in self._columns else str(number)
        self._named.append(NamedRow(number, name, own_number, self._cell(cells, ARCHETYPE)))
        return SheetRow(number, name, Answers(in_order(self._taxonomy, picks)))

    def archetypes(self) -> dict[int, int]:
        """The row that each row is taken from, once all were read."""
        taken, problems = archetypes(self._named, {problem.row for problem in self.problems})
        for row in self._named:
            if reason := problems.get(row.row):
                column = self._columns.index(ARCHETYPE)
                self.problems.append(SheetProblem(row.row, column, reason, row.refers))
        return taken

    def _cell(self, cells: Sequence[str], use: str) -> str:
        """The text of the column that is used so, on one line; empty without such a column."""
        column = self._columns.index(use) if use in self._columns else len(cells)
        return " ".join(cells[column].split()) if column < len(cells) else ""

    def _name(self, number: int, cells: Sequence[str]) -> str:
        name = self._cell(cells, NAME)
        if reason := _name_problem(name, self._words.longest_name):
            column = self._columns.index(NAME) if NAME in self._columns else 0
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
