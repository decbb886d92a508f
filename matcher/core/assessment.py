"""The ways to get work done, compared by the weights that a buyer gives to the answers.

The method follows the delivery model assessment of the UK Sourcing Playbook (Cabinet Office, Open
Government Licence 3.0): options, criteria with a strength for each option, and weights that those
who decide have set themselves. What combinations of answers add belongs to no criterion; it counts
in the match and not here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matcher.core.matching import Match
from matcher.core.picks import UNSURE, Answer
from matcher.core.ranking import Ranking, Standing
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import Axis

MOST_WEIGHT = 5
"""Weights of a buyer are whole numbers from 0, which leaves a criterion out, to this."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How strongly an answer speaks for an option, from -3 to +3 for each tick, and why; no
    sentences where it says nothing."""

    strength: int = 0
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """An answered question that weighs on the axis: our weight as the buyer would write it, the
    buyer's own, and its mark for each option."""

    question: str
    answer: Answer
    our_weight: int
    weight: int
    marks: Mapping[str, Mark]

    def points(self, option: str) -> int:
        """What it adds to an option by the buyer's weight."""
        return self.weight * self.marks[option].strength


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of an option over all criteria."""

    option: str
    points: int


@dataclass(frozen=True, slots=True)
class Deciding:
    """The criterion that sets the first option farthest apart from the second. `alone`: without it
    the first would not be ahead."""

    criterion: Criterion
    lead: int
    alone: bool


@dataclass(frozen=True, slots=True)
class Assessment:
    """The options of an axis by the buyer's weights. `totals` has the best first; equal ones stand
    in our order. `ours` is our first outcome, from the match."""

    axis: str
    criteria: tuple[Criterion, ...]
    totals: tuple[Total, ...]
    ours: str | None
    deciding: Deciding | None

    @property
    def firsts(self) -> tuple[str, ...]:
        """The options with the highest total; none while no criterion tells any two apart."""
        points = {total.points for total in self.totals}
        if len(points) < 2 and len(self.totals) > 1:
            return ()
        return tuple(total.option for total in self.totals if total.points == max(points))

    @property
    def agrees(self) -> bool:
        """Whether the buyer's weights and ours put the same option first."""
        return self.firsts == (self.ours,)


def assessed_axis(taxonomy: Taxonomy) -> Axis | None:
    """The axis whose outcomes are compared; None in an edition that does not ask."""
    return next((axis for axis in taxonomy.axes if axis.assessed), None)


def assess(
    taxonomy: Taxonomy, match: Match, axis: str, weights: Mapping[str, int] | None = None
) -> Assessment:
    """The options that are not excluded, by the buyer's weights of questions; ours for any other
    question."""
    ranking = match.rankings[axis]
    criteria = tuple(_criteria(taxonomy, match, ranking, weights or {}))
    totals = _totals(ranking, criteria)
    return Assessment(axis, criteria, totals, ranking.top, _deciding(criteria, totals))


def translated_weight(weight: int, heaviest: int) -> int:
    """Our weight on the buyer's scale: the heaviest question of the axis has the most, the others
    their share of it, rounded half up, and at least 1."""
    return max(1, (2 * MOST_WEIGHT * weight + heaviest) // (2 * heaviest))


def _criteria(
    taxonomy: Taxonomy, match: Match, ranking: Ranking, weights: Mapping[str, int]
) -> Iterable[Criterion]:
    """In the order asked."""
    questions = taxonomy.index.question_slugs_by_axis[ranking.axis]
    ours = {slug: taxonomy.index.weight_by_pair[slug, ranking.axis].weight for slug in questions}
    picks, heaviest = match.answers.as_dict(), max(ours.values(), default=0)
    for slug in questions:
        answer = picks.get(slug, UNSURE)
        if answer != UNSURE and ours[slug] > 0:
            our_weight = translated_weight(ours[slug], heaviest)
            marks = {standing.outcome: _mark(standing, slug) for standing in ranking.standings}
            yield Criterion(slug, answer, our_weight, weights.get(slug, our_weight), marks)


def _mark(standing: Standing, question: str) -> Mark:
    cells = [cell for cell in standing.contributions if cell.question == question]
    return Mark(sum(cell.strength for cell in cells), tuple(cell.sentence for cell in cells))


def _totals(ranking: Ranking, criteria: tuple[Criterion, ...]) -> tuple[Total, ...]:
    options = [standing.outcome for standing in ranking.standings]
    totals = [Total(slug, sum(row.points(slug) for row in criteria)) for slug in options]
    return tuple(sorted(totals, key=lambda total: -total.points))


def _deciding(criteria: tuple[Criterion, ...], totals: tuple[Total, ...]) -> Deciding | None:
    """None while the first two are equal, or there are not two."""
    if len(totals) < 2 or totals[0].points == totals[1].points:
        return None
    first, second = totals[0], totals[1]
    leads = {row.question: row.points(first.option) - row.points(second.option) for row in criteria}
    widest = max(criteria, key=lambda row: leads[row.question])
    lead = leads[widest.question]
    return Deciding(widest, lead, alone=lead >= first.points - second.points)
