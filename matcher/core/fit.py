"""The fit check and the warnings that are shown with the match, and suggested answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matcher.core.conditions import parse
from matcher.core.facts import CurrentFacts
from matcher.core.picks import UNSURE, Picks
from matcher.core.quantities import Tenths
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import Driver, Suggestion

FIT = "fit"
"""What takes the place of an axis where a verdict of the fit check is expected."""


@dataclass(frozen=True, slots=True)
class DriverResult:
    """What one driver adds to the fit check. `score` (0 to 10) is None where it is left out;
    `answer` is an option slug, *not sure*, or empty where there is none; of several ticks the one
    with the lowest score."""

    driver: str
    question: str
    answer: str
    weight: int
    score: int | None


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether the work should be outsourced now. `stops` are the hard stops that hold by given
    answers, in their order; `band` is the verdict of the score alone.

    *Not sure* is no answer here. Until every required driver has one, and while none is scored,
    `score` and `band` are None, and `verdict` too unless a stop that overrides the score holds.
    """

    score: Tenths | None
    verdict: str | None
    band: str | None
    stops: tuple[str, ...]
    drivers: tuple[DriverResult, ...]


NO_FIT = Fit(None, None, None, (), ())
"""Where the question of handing the work over does not arise."""


def fit(taxonomy: Taxonomy, facts: CurrentFacts) -> Fit:
    """The fit check for the answers in the facts."""
    scores = taxonomy.index.driver_scores
    drivers = tuple(
        [driver_result(driver, facts.picks, scores[driver.slug]) for driver in taxonomy.drivers]
    )
    score = None if missing_drivers(taxonomy, facts.picks) else _score(drivers)
    stops = tuple([slug for slug, rule in taxonomy.index.stop_conditions if rule.truth(facts)])
    band = band_of(taxonomy, score)
    return Fit(score, _verdict(taxonomy, band, stops), band, stops, drivers)


def missing_drivers(taxonomy: Taxonomy, picks: Picks) -> tuple[str, ...]:
    """The questions without a real answer that the fit check requires one to, in the order of the
    drivers: it gives no score until none is left."""
    return tuple(
        [
            driver.question
            for driver in taxonomy.drivers
            if driver.required and picks.get(driver.question, UNSURE) == UNSURE
        ]
    )


def driver_result(driver: Driver, picks: Picks, scores: Mapping[str, int]) -> DriverResult:
    """What the driver adds with these picks. `scores` are those of its options."""
    ticked = picks.get(driver.question, ("",))
    answer = min(ticked, key=lambda option: scores.get(option, 0)) if ticked[1:] else ticked[0]
    return DriverResult(driver.slug, driver.question, answer, driver.weight, scores.get(answer))


def _score(drivers: tuple[DriverResult, ...]) -> Tenths | None:
    """The weighted mean of the scored drivers; None while none with a weight is scored."""
    weight, points = weigh(drivers)
    return mean_score(weight, points) if weight else None


def weigh(drivers: Iterable[DriverResult]) -> tuple[int, int]:
    """The weight of the scored drivers together, and their scores times their weights."""
    scored = [(driver.weight, driver.score) for driver in drivers if driver.score is not None]
    return sum([weight for weight, _ in scored]), sum([weight * score for weight, score in scored])


def mean_score(weight: int, points: int) -> Tenths:
    """The weighted mean of what `weigh` added up, rounded half up, exactly. The weight is not 0."""
    return Tenths((20 * points + weight) // (2 * weight))


def band_of(taxonomy: Taxonomy, score: Tenths | None) -> str | None:
    """The verdict of the highest band that the score reaches."""
    if score is None:
        return None
    reached = [band for band in taxonomy.bands if band.minimum <= score]
    return max(reached, key=lambda band: band.minimum).verdict if reached else None


def _verdict(taxonomy: Taxonomy, band: str | None, holding: tuple[str, ...]) -> str | None:
    """The strongest stop that overrides the score; else the band, capped by the other stops; None
    where there is neither."""

    def severity(slug: str) -> int:
        return taxonomy.index.verdict_by_slug[slug].severity

    stops = [stop for stop in taxonomy.stops if stop.slug in holding]
    overriding = [stop.verdict for stop in stops if not stop.at_most]
    if overriding:
        return max(overriding, key=severity)
    if band is None:
        return None
    return max([band, *(stop.verdict for stop in stops if stop.at_most)], key=severity)


def warnings(taxonomy: Taxonomy, facts: CurrentFacts) -> tuple[str, ...]:
    """The slugs of the warnings that hold, in the order of their table."""
    return tuple([slug for slug, rule in taxonomy.index.warning_conditions if rule.truth(facts)])


def suggested_answer(taxonomy: Taxonomy, question: str, facts: CurrentFacts) -> Suggestion | None:
    """The first answer that the other answers point to for this question, if any."""
    for suggestion in taxonomy.suggestions:
        if suggestion.question == question and parse(suggestion.condition).truth(facts):
            return suggestion
    return None
