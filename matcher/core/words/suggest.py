"""What a text in somebody's own words suggests: families, best first, with what brought them."""

from collections.abc import Sequence
from typing import NamedTuple

from matcher.core.words.engine import Engine, Reading

SHOWN = 3
TWO_FROM = 1.76
"""From this score of the first on, it is among the first two as often as else among three."""

OFTEN_RIGHT_FROM = 1.44
"""From this lead of the first over the second on, the first is right in about five of six texts."""

NEAR_ENOUGH = 0.25
"""Below this cosine of the text and the nearest group of texts of the first family there is too
little to go by."""

LINES = 2
WORDS = 3


class Suggestion(NamedTuple):
    """A family, or an option of a question; its score (z over all of them), and what brought it:
    the service lines nearest to the text, and the words of the text that spoke most for it."""

    subject: str
    score: float
    lines: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Suggestions(NamedTuple):
    """All of them, the best first; how many are worth showing; how far the first leads over the
    second. `abstain`: there is too little to go by."""

    ranked: tuple[Suggestion, ...]
    shown: int
    lead: float
    abstain: bool

    @property
    def often_right(self) -> bool:
        """Whether the first one can be called so."""
        return not self.abstain and self.lead >= OFTEN_RIGHT_FROM


NOTHING = Suggestions((), 0, 0.0, abstain=True)


def suggest(engine: Engine, text: str, *, explained: int = SHOWN) -> Suggestions:
    """What the text suggests. Of so many, what brought them is said: to say it takes longer than
    to find them."""
    reading = engine.read(text)
    if reading is None:
        return NOTHING
    order = sorted(range(len(engine.subjects)), key=lambda subject: -reading.scores[subject])
    first, second = [reading.scores[subject] for subject in (order * 2)[:2]]
    lead = first - second
    abstain = not _near_enough(engine, reading, order[0])
    return Suggestions(
        ranked=tuple(
            [
                _suggestion(engine, reading, subject, explained=rank < explained)
                for rank, subject in enumerate(order)
            ]
        ),
        shown=0 if abstain else _shown(first, lead),
        lead=lead,
        abstain=abstain,
    )


def _shown(first: float, lead: float) -> int:
    if lead >= OFTEN_RIGHT_FROM:
        return 1
    return 2 if first >= TWO_FROM else SHOWN


def _near_enough(engine: Engine, reading: Reading, subject: int) -> bool:
    cosines, groups = reading.cosines, engine.groups_by_subject[subject]
    return any(cosines[group] >= NEAR_ENOUGH for group in groups) if cosines else False


def _suggestion(engine: Engine, reading: Reading, subject: int, *, explained: bool) -> Suggestion:
    slug, score = engine.subjects[subject], reading.scores[subject]
    if not (explained and reading.cosines):
        return Suggestion(slug, score)
    lines, words = _lines(engine, reading, subject), _words(engine, reading, subject)
    return Suggestion(slug, score, lines, words)


def _lines(engine: Engine, reading: Reading, subject: int) -> tuple[str, ...]:
    """The service lines that are nearest to the text."""
    own = [group for group in engine.groups_by_subject[subject] if engine.groups[group].line]
    nearest = sorted(own, key=reading.cosines.__getitem__, reverse=True)
    return tuple([engine.groups[group].name for group in nearest[:LINES]])


def _words(engine: Engine, reading: Reading, subject: int) -> tuple[str, ...]:
    """The words that spoke most for what is nearest."""
    groups = engine.nearest(subject, reading.cosines)
    speaking = {word: _spoke(engine, word, groups) for word in dict.fromkeys(reading.words)}
    most = sorted(speaking, key=speaking.__getitem__, reverse=True)[:WORDS]
    return tuple([word for word in most if speaking[word] > 0])


def _spoke(engine: Engine, word: str, groups: Sequence[int]) -> float:
    return sum([engine.product(word, group) for group in groups])
