"""What is wrong with a condition, and where: its grammar, or the slugs that it names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from matcher.core.conditions import (
    Condition,
    ConditionError,
    Is,
    IsClose,
    LabelGiven,
    Unanswered,
    atoms,
    parse,
)
from matcher.core.rules import NOT_SURE
from matcher.core.taxonomy.values import Taxonomy

_WORD = re.compile(r"[\w-]+|\S|")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `what` says it without a full stop; `position` counts characters
    from 1; `word` stands there, empty at the end; `known` would have been understood instead."""

    code: str
    what: str
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
        said = f"{self.what} (at character {self.position})."
        meant = " or ".join(f"“{word}”" for word in self.nearest)
        return f"{said} Did you mean {meant}?" if meant else said


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a condition's text, all of it at fault or nothing of it."""

    text: str
    at_fault: bool


def faults(taxonomy: Taxonomy, text: str) -> tuple[Fault, ...]:
    """Why the condition cannot be used, from left to right; empty when it can."""
    try:
        return tuple(unknown_slugs(taxonomy, parse(text)))
    except ConditionError as error:
        what = f"The condition cannot be read. {error.message}"
        return (Fault("condition", what, error.position, _word_at(text, error.position)),)


def faults_on_axis(taxonomy: Taxonomy, text: str, axis: str) -> tuple[Fault, ...]:
    """Why the condition cannot be that of a combination on the axis."""
    return faults(taxonomy, text) or tuple(foreign_names(taxonomy, parse(text), axis))


def _word_at(text: str, position: int) -> str:
    found = _WORD.match(text, position - 1)
    return found[0] if found else ""


def unknown_slugs(taxonomy: Taxonomy, condition: Condition) -> Iterator[Fault]:
    """The slugs that the taxonomy does not have."""
    questions = tuple(taxonomy.question_by_slug)
    axes = tuple(taxonomy.axis_by_slug)
    for atom in atoms(condition):
        match atom:
            case IsClose() if atom.name not in axes:
                yield _unknown("axis", atom.name, atom.position, atom.name, axes)
            case Unanswered() if atom.name not in questions:
                yield _unknown("question", atom.name, atom.position, atom.name, questions)
            case Is() if atom.name not in (*questions, *axes):
                known = (*questions, *axes)
                yield _unknown("question", atom.name, atom.position, atom.name, known)
            case Is():
                yield from _unknown_values(taxonomy, atom)


def _unknown_values(taxonomy: Taxonomy, atom: Is) -> Iterator[Fault]:
    kind = "outcome" if atom.name in taxonomy.axis_by_slug else "option"
    known = _values(taxonomy, atom.name)
    for slug, position in zip(atom.slugs, atom.places, strict=True):
        if slug not in known:
            yield _unknown(kind, f"{atom.name} = {slug}", position, slug, known)


def _values(taxonomy: Taxonomy, name: str) -> tuple[str, ...]:
    """What may stand behind the name of an axis or a question."""
    if name in taxonomy.axis_by_slug:
        return tuple(outcome.slug for outcome in taxonomy.outcomes_by_axis[name])
    return (*(option.slug for option in taxonomy.question_by_slug[name].options), NOT_SURE)


def _unknown(kind: str, named: str, position: int, word: str, known: tuple[str, ...]) -> Fault:
    return Fault("unknown-slug", f"There is no {kind} called “{named}”", position, word, known)


def foreign_names(taxonomy: Taxonomy, condition: Condition, axis: str) -> Iterator[Fault]:
    """A combination mentions only questions weighted on its axis: that keeps the axes apart."""
    known = taxonomy.question_slugs_by_axis.get(axis, ())
    for atom in atoms(condition):
        name = "label" if isinstance(atom, LabelGiven) else atom.name
        if isinstance(atom, IsClose | LabelGiven) or name in taxonomy.axis_by_slug:
            what = "A combination may look at answers only"
            yield Fault("foreign", what, atom.position, name)
        elif name not in known:
            yield Fault("foreign", f"“{name}” has no weight on {axis}", atom.position, name)


def marked(text: str, found: Iterable[Fault]) -> tuple[Piece, ...]:
    """The text in pieces, so that the words at fault can be shown. A fault at the end is an
    empty piece."""
    pieces, at = [], 0
    for fault in sorted(found, key=lambda fault: fault.position):
        start = fault.position - 1
        if start >= at:
            pieces += [Piece(text[at:start], at_fault=False), Piece(fault.word, at_fault=True)]
            at = start + len(fault.word)
    pieces.append(Piece(text[at:], at_fault=False))
    return tuple(piece for piece in pieces if piece.text or piece.at_fault)
