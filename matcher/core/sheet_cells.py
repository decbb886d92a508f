"""What somebody writes into a cell of a spreadsheet as the answer to a question."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from matcher.core.answers import AnswerProblem, answer_of, problem_with
from matcher.core.formulas import is_failed_formula
from matcher.core.picks import NOT_SURE, Answer
from matcher.core.spellings import Spelled, Spellings
from matcher.core.taxonomy.values import Question, Retired

LONGEST_CELL = 500
"""Characters. A longer cell is no answer, whatever it says."""

UnreadReason = Literal[AnswerProblem, "formula", "retired"]
"""What is wrong with an answer, that it is what a spreadsheet writes where a formula failed, or
that an earlier edition had it."""

_BETWEEN_TICKS = re.compile("[;\n]")


@dataclass(frozen=True, slots=True)
class ReadCell:
    """The answer that a cell is, empty for none, and whether it was only close to one."""

    answer: Answer
    is_close: bool = False


@dataclass(frozen=True, slots=True)
class UnreadCell:
    """Why a cell is no answer, and the part of it that is none; of one that was retired, its
    slug."""

    reason: UnreadReason
    part: str


class CellReader:
    """Reads the cells of a column about one question, by slugs and labels of its options and the
    words for *not sure*. Ticks stand beside each other, with semicolons, commas or line breaks. An
    answer that was `retired` is known by its slug and its words, and is none."""

    def __init__(
        self, question: Question, not_sure: Iterable[str], retired: Iterable[Retired] = ()
    ) -> None:
        self._question = question
        self._spellings = Spellings(_names_of_options(question, not_sure))
        self._retired = Spellings(_names_of_retired(question, retired))
        self._commas = max(option.label.count(",") for option in question.options)
        self._met: dict[str, ReadCell | UnreadCell] = {}

    def read(self, cell: str) -> ReadCell | UnreadCell:
        """What the cell says. The same text is looked at once."""
        if cell not in self._met:
            self._met[cell] = self._read(cell.strip())
        return self._met[cell]

    def _read(self, cell: str) -> ReadCell | UnreadCell:
        if is_failed_formula(cell):
            return UnreadCell("formula", cell)
        if len(cell) > LONGEST_CELL:
            return UnreadCell("option", cell)
        whole = self._spelled(cell)
        return self._answer(cell, (whole,) if whole else self._ticks(cell))

    def _answer(self, cell: str, ticks: Iterable[Spelled | str]) -> ReadCell | UnreadCell:
        """The answer of these ticks; of more than there are options, one is double."""
        spelled: list[Spelled] = []
        for tick in islice(ticks, len(self._question.options) + 2):
            if isinstance(tick, str):
                return self._unread(tick if self._question.kind == "several" else cell)
            spelled.append(tick)
        slugs = [tick.meaning for tick in spelled]
        if slugs and (reason := problem_with(self._question, slugs)):
            return UnreadCell(reason, cell)
        answer = answer_of(self._question, slugs) if slugs else ()
        return ReadCell(answer, any(tick.is_close for tick in spelled))

    def _ticks(self, cell: str) -> Iterator[Spelled | str]:
        """The options in the cell; what is none of them as it is."""
        for part in _BETWEEN_TICKS.split(cell):
            pieces = [piece.strip() for piece in part.split(",")]
            while pieces:
                count, tick = self._first(pieces)
                pieces = pieces[count:]
                if tick:
                    yield tick

    def _first(self, pieces: list[str]) -> tuple[int, Spelled | str]:
        """The option that the first pieces are together, as a label may have commas, and how many
        these are."""
        for count in range(min(len(pieces), self._commas + 1), 0, -1):
            if spelled := self._spelled(", ".join(pieces[:count])):
                return count, spelled
        return 1, pieces[0]

    def _spelled(self, text: str) -> Spelled | None:
        """The option that the text is, unless it is only close to one and an earlier edition had
        another just like it."""
        spelled = self._spellings.read(text)
        return None if spelled and spelled.is_close and self._retired.exact(text) else spelled

    def _unread(self, text: str) -> UnreadCell:
        retired = self._retired.exact(text)
        return UnreadCell("retired", retired) if retired else UnreadCell("option", text)


def _names_of_options(question: Question, not_sure: Iterable[str]) -> Iterator[tuple[str, str]]:
    for option in question.options:
        yield option.slug, option.slug
        yield option.label, option.slug
    yield from ((text, NOT_SURE) for text in (NOT_SURE, *not_sure))


def _names_of_retired(question: Question, retired: Iterable[Retired]) -> Iterator[tuple[str, str]]:
    for answer in retired:
        if answer.question == question.slug:
            yield answer.option, answer.option
            yield answer.name, answer.option
