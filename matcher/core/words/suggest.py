"""What a text in somebody's own words suggests: families, best first, with what brought them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, repeat
from math import sqrt
from typing import NamedTuple

from matcher.core.words.directions import UNIT, picking
from matcher.core.words.engine import Engine, Group, Heard
from matcher.core.words.figures import Figures

SHOWN = 3
"""So many families are shown."""

LINES = 2
WORDS = 3


class Suggestion(NamedTuple):
    """A family; its score (z over all of them), and what brought it: the service lines nearest to
    the text, and the words of the text that spoke most for it."""

    subject: str
    score: float
    lines: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Suggestions(NamedTuple):
    """All of them, the best first; how many are worth showing: one where it is often right; how far
    the first leads over the second. `abstain`: there is too little to go by."""

    ranked: tuple[Suggestion, ...]
    shown: int
    lead: float
    abstain: bool


class Nearest(NamedTuple):
    """The subject that a text speaks most for, and how far it leads over the second."""

    subject: str
    lead: float


_Names = tuple[str, ...]

NOTHING = Suggestions((), 0, 0.0, abstain=True)


def suggest(engine: Engine, heard: Heard, *, explained: int | None = None) -> Suggestions:
    """What the text suggests. Of so many, or else of those that are worth showing, what brought
    them is said: to say it takes as long as to find them."""
    scores = engine.scores(heard)
    if not scores:
        return NOTHING
    order = _order(scores)
    lead = _lead(scores, order)
    abstain = not _enough(engine, heard, order[0])
    shown = 0 if abstain else _shown(engine.figures, scores[order[0]], lead)
    said = _because(engine, heard, order[: shown if explained is None else explained])
    ranked = [
        Suggestion(engine.subjects[subject], scores[subject], lines, words)
        for subject, (lines, words) in zip(order, chain(said, repeat(((), ()))), strict=False)
    ]
    return Suggestions(tuple(ranked), shown, lead, abstain)


def nearest(engine: Engine, heard: Heard) -> Nearest | None:
    """What the text speaks most for; None where none of its words is known."""
    scores = engine.scores(heard)
    order = _order(scores)
    return Nearest(engine.subjects[order[0]], _lead(scores, order)) if scores else None


def _order(scores: Sequence[float]) -> list[int]:
    return sorted(range(len(scores)), key=scores.__getitem__, reverse=True)


def _lead(scores: Sequence[float], order: Sequence[int]) -> float:
    first, *others = order
    return scores[first] - scores[others[0]] if others else 0.0


def _shown(figures: Figures, first: float, lead: float) -> int:
    if lead >= figures.often_right_from:
        return 1
    return 2 if first >= figures.two_from else SHOWN


def _enough(engine: Engine, heard: Heard, first: int) -> bool:
    """Whether the text has enough to go by."""
    near, share = engine.figures.near_enough, engine.figures.shared_enough
    return nearness(engine, heard, first) >= near and shared(engine, heard) >= share


def shared(engine: Engine, heard: Heard) -> float:
    """The share of the words that stands in our texts. Two of three words more are taken to do so,
    lest a short text hang on a single word."""
    return (engine.terms.known(heard.words) + 2) / (len(heard.words) + 3)


def nearness(engine: Engine, heard: Heard, subject: int) -> float:
    """How near the text is to the nearest group of texts of a subject."""
    if not heard.products:
        return 0.0
    best = max(engine.picks[subject](heard.products), default=0)
    return best / UNIT / sqrt(len(heard.words))


def _because(engine: Engine, heard: Heard, subjects: Sequence[int]) -> list[tuple[_Names, _Names]]:
    """What brought each of these subjects: lines and words."""
    if not (subjects and heard.products):
        return []
    nearest = [engine.nearest(subject, heard.products) for subject in subjects]
    lines = [[group.name for group in groups if group.line][:LINES] for groups in nearest]
    return list(zip(map(tuple, lines), _words(engine, heard, nearest), strict=True))


def _words(engine: Engine, heard: Heard, nearest: Sequence[Sequence[Group]]) -> Iterator[_Names]:
    """For each of these subjects the words that spoke most for what is nearest of it."""
    count = engine.figures.nearest_groups
    places = [[group.place for group in groups[:count]] for groups in nearest]
    every = {place for each in places for place in each}
    spoken = {word: engine.directions.of_word(word, every) for word in dict.fromkeys(heard.words)}
    for pick in map(picking, places):
        yield _most({word: sum(pick(products)) for word, products in spoken.items()})


def _most(spoke: Mapping[str, int]) -> _Names:
    most = sorted(spoke, key=spoke.__getitem__, reverse=True)[:WORDS]
    return tuple([word for word in most if spoke[word] > 0])
