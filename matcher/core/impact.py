"""What another taxonomy does to many answer sets: whose first outcome changes, and to what."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from matcher.core.answers import Answers
from matcher.core.rules import NOT_SURE
from matcher.core.scoring import first
from matcher.core.taxonomy.values import Question, Taxonomy

EXAMPLES = 3
"""Answer sets that are named for each move."""

Named = tuple[str, Answers]
"""An answer set under the name by which it is found again."""


@dataclass(frozen=True, slots=True)
class Move:
    """How many answer sets have another first outcome on an axis, and the names of a few. None
    where nothing is first."""

    axis: str
    before: str | None
    after: str | None
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """What changes among the answer sets compared. `changed` have another first outcome on at
    least one axis; the moves of most answer sets come first."""

    compared: int = 0
    changed: int = 0
    moves: tuple[Move, ...] = ()

    def __add__(self, other: "Impact") -> "Impact":
        """The impact on both together."""
        return Impact(
            self.compared + other.compared,
            self.changed + other.changed,
            _sorted(_summed((*self.moves, *other.moves))),
        )

    def on(self, axis: str) -> tuple[Move, ...]:
        """The moves on one axis."""
        return tuple(move for move in self.moves if move.axis == axis)

    def changed_on(self, axis: str) -> int:
        """How many answer sets have another first outcome on the axis."""
        return sum(move.count for move in self.on(axis))


def compare(before: Taxonomy, after: Taxonomy, answer_sets: Iterable[Named]) -> Impact:
    """What the later taxonomy does to the answer sets. An answer that one of the two does not know
    is left out for it; an axis that one of them lacks has no first outcome there."""
    old, new = _Side(before), _Side(after)
    axes = tuple(dict.fromkeys((*after.axis_by_slug, *before.axis_by_slug)))
    compared = changed = 0
    moves: list[Move] = []
    for name, answers in answer_sets:
        was, is_ = old.firsts(answers), new.firsts(answers)
        different = [axis for axis in axes if was.get(axis) != is_.get(axis)]
        moves += [Move(axis, was.get(axis), is_.get(axis), 1, (name,)) for axis in different]
        compared += 1
        changed += bool(different)
    return Impact(compared, changed, _sorted(_summed(moves)))


@dataclass(frozen=True)
class _Side:
    taxonomy: Taxonomy

    @cached_property
    def known(self) -> frozenset[tuple[str, str]]:
        """Every answer that may be given."""
        return frozenset(
            (question.slug, option)
            for question in self.taxonomy.questions
            for option in (NOT_SURE, *(option.slug for option in question.options))
        )

    def firsts(self, answers: Answers) -> Mapping[str, str | None]:
        """The first outcome on each axis."""
        picks = {
            question: option for question, option in answers if (question, option) in self.known
        }
        return {axis: first(rules, picks) for axis, rules in self.taxonomy.rules.items()}


def across(impacts: Sequence[Impact], axis: str) -> tuple[tuple[Move, ...], ...]:
    """The moves on one axis for a table: a row for each pair of outcomes, those of most answer
    sets first, with one move for each impact, also where it counts 0."""
    ways = dict.fromkeys((one.before, one.after) for impact in impacts for one in impact.on(axis))
    rows = [tuple(_move(impact, axis, *way) for impact in impacts) for way in ways]
    return tuple(sorted(rows, key=lambda row: -sum(move.count for move in row)))


def _move(impact: Impact, axis: str, before: str | None, after: str | None) -> Move:
    nobody = Move(axis, before, after, 0, ())
    found = (move for move in impact.on(axis) if (move.before, move.after) == (before, after))
    return next(found, nobody)


def _summed(moves: Iterable[Move]) -> Iterable[Move]:
    """One move for each axis and pair."""
    found: dict[tuple[str, str | None, str | None], Move] = {}
    for move in moves:
        key = (move.axis, move.before, move.after)
        same = found.get(key, Move(*key, 0, ()))
        examples = (*same.examples, *move.examples)[:EXAMPLES]
        found[key] = Move(*key, same.count + move.count, examples)
    return found.values()


def _sorted(moves: Iterable[Move]) -> tuple[Move, ...]:
    return tuple(
        sorted(moves, key=lambda one: (-one.count, one.axis, one.before or "", one.after or ""))
    )


# ── Random answer sets ───────────────────────────────────────────────────────────────────


def random_answers(taxonomy: Taxonomy, *, seed: int, start: int, count: int) -> Iterator[Answers]:
    """Answer sets as visitors might give them, each depending on the seed and its own number only,
    so that any part of a long row can be made alone.

    Half are complete, half stop somewhere on the way; one answer in twelve is *not sure*, and one
    set in four answers a border question too.
    """
    borders = tuple(taxonomy.border_questions.values())
    for number in range(start, start + count):
        randomly = Random(f"{seed} {number}")  # noqa: S311  # nothing secret
        yield _made(taxonomy.base_questions, borders, randomly)


def _made(base: tuple[Question, ...], borders: tuple[Question, ...], randomly: Random) -> Answers:
    stop = len(base) if randomly.random() < 1 / 2 else randomly.randint(0, len(base))
    border = [randomly.choice(borders)] if borders and randomly.random() < 1 / 4 else []
    return Answers(tuple((one.slug, _pick(one, randomly)) for one in (*base[:stop], *border)))


def _pick(question: Question, randomly: Random) -> str:
    if not question.options or randomly.random() < 1 / 12:
        return NOT_SURE
    return randomly.choice(question.options).slug
