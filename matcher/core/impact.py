"""What another taxonomy does to many answer sets: whose first outcome changes, and to what."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from matcher.core.answers import Answers, in_order, parse_pairs
from matcher.core.picks import UNSURE, Answer
from matcher.core.scoring import first_outcome
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import Question

EXAMPLES_PER_MOVE = 3
"""At most this many answer sets are named for each move."""

NamedAnswers = tuple[str, Answers]
"""An answer set, after the name that identifies it."""


@dataclass(frozen=True, slots=True)
class Move:
    """How many answer sets change from one first outcome of an axis to another, and the names of a
    few. None where no outcome is first."""

    axis: str
    before: str | None
    after: str | None
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """What changes among the answer sets compared. `changed` counts those with another first
    outcome on at least one axis; the moves of the most answer sets come first."""

    compared: int = 0
    changed: int = 0
    moves: tuple[Move, ...] = ()

    def __add__(self, other: "Impact") -> "Impact":
        """The impact on both sets together."""
        return Impact(
            self.compared + other.compared,
            self.changed + other.changed,
            _sorted(_summed((*self.moves, *other.moves))),
        )

    def moves_on(self, axis: str) -> tuple[Move, ...]:
        """The moves on one axis."""
        return tuple(move for move in self.moves if move.axis == axis)

    def changed_on(self, axis: str) -> int:
        """How many answer sets have another first outcome on the axis."""
        return sum(move.count for move in self.moves_on(axis))


def compare(before: Taxonomy, after: Taxonomy, answer_sets: Iterable[NamedAnswers]) -> Impact:
    """What the later taxonomy does to the answer sets, each read as if it stood in an address: what
    one of the two taxonomies retired is replaced there, and an answer that it lacks left out. An
    axis that one of them lacks has no first outcome there."""
    axes = tuple(dict.fromkeys((*after.index.axis_by_slug, *before.index.axis_by_slug)))
    compared = changed = 0
    moves: list[Move] = []
    for name, answers in answer_sets:
        was, now = _first_outcomes(before, answers), _first_outcomes(after, answers)
        different = [axis for axis in axes if was.get(axis) != now.get(axis)]
        moves += [Move(axis, was.get(axis), now.get(axis), 1, (name,)) for axis in different]
        compared += 1
        changed += bool(different)
    return Impact(compared, changed, _sorted(_summed(moves)))


def _first_outcomes(taxonomy: Taxonomy, answers: Answers) -> Mapping[str, str | None]:
    """The first outcome on each axis."""
    picks = _read(taxonomy, answers).as_dict()
    return {axis: first_outcome(rules, picks) for axis, rules in taxonomy.index.rules.items()}


def _read(taxonomy: Taxonomy, answers: Answers) -> Answers:
    """The answers as an address is read. That takes as long as all the rest, so it is left out
    where nothing is retired or unknown, and ticks are put in order only where there are some."""
    if not taxonomy.index.known_answers.issuperset(answers):
        return parse_pairs(taxonomy, answers).answers
    ticked = len(answers) < len(answers.picks)
    return Answers(in_order(taxonomy, answers.as_dict())) if ticked else answers


def moves_by_impact(impacts: Sequence[Impact], axis: str) -> tuple[tuple[Move, ...], ...]:
    """The moves on one axis for a table: a row for each pair of outcomes, those of the most answer
    sets first, with one move for each impact, even where it counts 0."""
    moves = [move for impact in impacts for move in impact.moves_on(axis)]
    pairs = dict.fromkeys((move.before, move.after) for move in moves)
    rows = [tuple(_move(impact, axis, *pair) for impact in impacts) for pair in pairs]
    return tuple(sorted(rows, key=lambda row: -sum(move.count for move in row)))


def _move(impact: Impact, axis: str, before: str | None, after: str | None) -> Move:
    empty = Move(axis, before, after, 0, ())
    moves = (move for move in impact.moves_on(axis) if (move.before, move.after) == (before, after))
    return next(moves, empty)


def _summed(moves: Iterable[Move]) -> Iterable[Move]:
    """One move for each axis and pair."""
    sums: dict[tuple[str, str | None, str | None], Move] = {}
    for move in moves:
        key = (move.axis, move.before, move.after)
        so_far = sums.get(key, Move(*key, 0, ()))
        examples = (*so_far.examples, *move.examples)[:EXAMPLES_PER_MOVE]
        sums[key] = Move(*key, so_far.count + move.count, examples)
    return sums.values()


def _sorted(moves: Iterable[Move]) -> tuple[Move, ...]:
    return tuple(
        sorted(
            moves, key=lambda move: (-move.count, move.axis, move.before or "", move.after or "")
        )
    )


# ── Random answer sets ───────────────────────────────────────────────────────────────────


def random_answers(taxonomy: Taxonomy, *, seed: int, start: int, count: int) -> Iterator[Answers]:
    """Answer sets as visitors might give them, each depending only on the seed and its own number,
    so that any part of a long series can be generated by itself.

    Half are complete, half stop somewhere on the way; one answer in twelve is *not sure*, and one
    set in four answers a border question too.
    """
    borders = tuple(taxonomy.index.border_questions.values())
    for number in range(start, start + count):
        random = Random(f"{seed} {number}")  # noqa: S311  # nothing secret
        yield _generate(taxonomy.index.base_questions, borders, random)


def _generate(base: tuple[Question, ...], borders: tuple[Question, ...], random: Random) -> Answers:
    stop = len(base) if random.random() < 1 / 2 else random.randint(0, len(base))
    border = [random.choice(borders)] if borders and random.random() < 1 / 4 else []
    questions = (*base[:stop], *border)
    return Answers(
        tuple(
            (question.slug, option) for question in questions for option in _pick(question, random)
        )
    )


def _pick(question: Question, random: Random) -> Answer:
    """An answer; where several options may be ticked, more than one tick in one of three."""
    if not question.options or random.random() < 1 / 12:
        return UNSURE
    if question.kind == "several" and random.random() < 1 / 3:
        return random.choice(question.answers)
    return (random.choice(question.options).slug,)
