"""What is wrong with a condition, and where: its grammar, or the slugs that it names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from matcher.core.conditions import (
    Atom,
    Condition,
    ConditionError,
    Is,
    IsClose,
    LabelGiven,
    Unanswered,
    atoms,
    parse,
)
from matcher.core.picks import NOT_SURE
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import LINE

Asks = Literal["answers", "content", "scope"]
"""What a condition may ask: answers and what they bring first; where it only chooses content, the
context too; as the scope of a row, nothing but the context and the service line."""

_WORD = re.compile(r"[\w-]+|\S|")


@dataclass(frozen=True, slots=True)
class ConditionProblem:
    """One thing that is wrong. `message` says it without a full stop; `position` counts characters
    from 1; `word` is the word there, empty at the end; `known` are the words allowed instead."""

    code: str
    message: str
    position: int
    word: str
    known: tuple[str, ...] = ()

    @property
    def nearest(self) -> tuple[str, ...]:
        """Known words that are spelled like this one, the nearest first."""
        return tuple(get_close_matches(self.word, self.known))

    @property
    def sentence(self) -> str:
        """What is wrong, where, and what may have been meant."""
        problem = f"{self.message} (at character {self.position})."
        suggestions = " or ".join(f"“{word}”" for word in self.nearest)
        return f"{problem} Did you mean {suggestions}?" if suggestions else problem


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A part of the text of a condition: all of it is marked, or none of it."""

    text: str
    marked: bool


def condition_problems(
    taxonomy: Taxonomy, text: str, asks: Asks = "answers"
) -> tuple[ConditionProblem, ...]:
    """Why the condition cannot be used, from left to right; empty when it can."""
    try:
        return tuple(unknown_slugs(taxonomy, parse(text), asks))
    except ConditionError as error:
        message = f"The condition cannot be read. {error.message}"
        return (
            ConditionProblem("condition", message, error.position, _word_at(text, error.position)),
        )


def combination_problems(taxonomy: Taxonomy, text: str, axis: str) -> tuple[ConditionProblem, ...]:
    """Why the condition cannot be that of a combination on the axis."""
    return condition_problems(taxonomy, text) or tuple(foreign_names(taxonomy, parse(text), axis))


def _word_at(text: str, position: int) -> str:
    word = _WORD.match(text, position - 1)
    return word[0] if word else ""


def unknown_slugs(
    taxonomy: Taxonomy, condition: Condition, asks: Asks = "answers"
) -> Iterator[ConditionProblem]:
    """The names that the condition may not ask, and the slugs that the taxonomy does not have."""
    known = _names(taxonomy, asks)
    for atom in atoms(condition):
        if problem := _name_problem(taxonomy, atom, known, asks):
            yield problem
        elif isinstance(atom, Is):
            yield from _unknown_compared_slugs(taxonomy, atom)


def _names(taxonomy: Taxonomy, asks: Asks) -> tuple[str, ...]:
    """What the condition may compare."""
    context = tuple(slug for slug in taxonomy.index.context_by_slug if slug != LINE)
    if asks == "scope":
        return (*context, LINE)
    answers = (*taxonomy.index.question_by_slug, *taxonomy.index.axis_by_slug)
    return (*answers, *context) if asks == "content" else answers


def _name_problem(
    taxonomy: Taxonomy, atom: Atom, known: tuple[str, ...], asks: Asks
) -> ConditionProblem | None:
    """What is wrong with what the atom asks."""
    name = "label" if isinstance(atom, LabelGiven) else atom.name
    if not isinstance(atom, Is) and asks == "scope":
        message = "A scope compares context and service lines only"
        return ConditionProblem("foreign", message, atom.position, name)
    if isinstance(atom, Is) and name in taxonomy.index.context_by_slug and name not in known:
        message = f"“{name}” is context, which decides nothing"
        return ConditionProblem("foreign", message, atom.position, name)
    kind, names = _kind_and_names(taxonomy, atom, known)
    return None if name in names else _unknown(kind, name, atom.position, name, names)


def _kind_and_names(
    taxonomy: Taxonomy, atom: Atom, known: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """What the name of the atom stands for, and the names that are known of that."""
    match atom:
        case IsClose():
            return "axis", tuple(taxonomy.index.axis_by_slug)
        case Unanswered():
            return "question", tuple(taxonomy.index.question_by_slug)
        case LabelGiven():
            return "label", ("label",)
        case _:
            return "question", known


def _unknown_compared_slugs(taxonomy: Taxonomy, atom: Is) -> Iterator[ConditionProblem]:
    kind, known = _comparable_slugs(taxonomy, atom.name)
    for slug, position in zip(atom.slugs, atom.slug_positions, strict=True):
        if slug not in known:
            yield _unknown(kind, f"{atom.name} = {slug}", position, slug, known)


def _comparable_slugs(taxonomy: Taxonomy, name: str) -> tuple[str, tuple[str, ...]]:
    """What the slugs are that a name may be compared with, and which."""
    index = taxonomy.index
    if name == LINE:
        lines = (line.slug for outcome in taxonomy.outcomes for line in outcome.service_lines)
        return "service line", tuple(lines)
    if name in index.axis_by_slug:
        return "outcome", tuple(outcome.slug for outcome in index.outcomes_by_axis[name])
    if name in index.context_by_slug:
        return "option", tuple(index.context_by_slug[name].names)
    options = (option.slug for option in index.question_by_slug[name].options)
    return "option", (*options, NOT_SURE)


def _unknown(
    kind: str, named: str, position: int, word: str, known: tuple[str, ...]
) -> ConditionProblem:
    return ConditionProblem(
        "unknown-slug", f"There is no {kind} called “{named}”", position, word, known
    )


def foreign_names(
    taxonomy: Taxonomy, condition: Condition, axis: str
) -> Iterator[ConditionProblem]:
    """A combination mentions only questions weighted on its axis: that keeps the axes apart."""
    known = taxonomy.index.question_slugs_by_axis.get(axis, ())
    for atom in atoms(condition):
        name = "label" if isinstance(atom, LabelGiven) else atom.name
        if isinstance(atom, IsClose | LabelGiven) or name in taxonomy.index.axis_by_slug:
            message = "A combination may look at answers only"
            yield ConditionProblem("foreign", message, atom.position, name)
        elif name not in known:
            yield ConditionProblem(
                "foreign", f"“{name}” has no weight on {axis}", atom.position, name
            )


def mark_problems(text: str, problems: Iterable[ConditionProblem]) -> tuple[MarkedPiece, ...]:
    """The text in pieces, so that the words that are wrong can be marked. A problem at the end is
    an empty piece."""
    pieces, end = [], 0
    for problem in sorted(problems, key=lambda problem: problem.position):
        start = problem.position - 1
        if start >= end:
            pieces += [
                MarkedPiece(text[end:start], marked=False),
                MarkedPiece(problem.word, marked=True),
            ]
            end = start + len(problem.word)
    pieces.append(MarkedPiece(text[end:], marked=False))
    return tuple(piece for piece in pieces if piece.text or piece.marked)
