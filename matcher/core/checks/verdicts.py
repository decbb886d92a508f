"""Verdicts of the fit check that nobody ever gets."""

from collections.abc import Iterator

from matcher.core.checks.findings import Findings, warning
from matcher.core.checks.satisfiability import NEVER_TRUE, Truths
from matcher.core.fit import band_of, driver_result, mean_score, weigh
from matcher.core.picks import UNSURE
from matcher.core.quantities import Tenths
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.row_ref import row_ref
from matcher.core.taxonomy.values import Driver


def silent_verdicts(taxonomy: Taxonomy, truths: Truths) -> Findings:
    """Verdicts that no score and no stop gives. Each stop is looked at by itself: whether another
    always outdoes it is left open."""
    by_score = {band_of(taxonomy, score) for score in possible_scores(taxonomy)}
    given = by_score | set(_by_stops(taxonomy, truths, by_score))
    for verdict in taxonomy.verdicts:
        if verdict.slug not in given:
            sentence = f"“{verdict.name}” never comes out: no score and no stop can give it."
            yield warning("out-of-reach", row_ref("verdict", verdict.slug), sentence)


def _by_stops(taxonomy: Taxonomy, truths: Truths, by_score: set[str | None]) -> Iterator[str]:
    """The verdicts of stops that can hold; of those that cap the score, where it may be better."""
    severity = {verdict.slug: verdict.severity for verdict in taxonomy.verdicts}
    mildest = min((severity[slug] for slug in by_score if slug), default=None)
    for stop in taxonomy.stops:
        in_vain = stop.at_most and (mildest is None or mildest >= severity[stop.verdict])
        if truths[row_ref("stop", stop.slug)] != NEVER_TRUE and not in_vain:
            yield stop.verdict


def possible_scores(taxonomy: Taxonomy) -> set[Tenths]:
    """Every score that the fit check can give."""
    drivers_by_question: dict[str, list[Driver]] = {}
    for driver in taxonomy.drivers:
        drivers_by_question.setdefault(driver.question, []).append(driver)
    totals = {(0, 0)}
    for question, drivers in drivers_by_question.items():
        added = _weighed(taxonomy, question, drivers)
        totals = {(old[0] + new[0], old[1] + new[1]) for old in totals for new in added}
    return {mean_score(weight, points) for weight, points in totals if weight}


def _weighed(taxonomy: Taxonomy, question: str, drivers: list[Driver]) -> set[tuple[int, int]]:
    """What each answer to the question adds to weight and points. Not sure is one of them unless a
    driver requires more."""
    scores = taxonomy.index.driver_scores
    answers = taxonomy.index.question_by_slug[question].answers
    required = any(driver.required for driver in drivers)
    return {
        weigh(driver_result(driver, {question: answer}, scores[driver.slug]) for driver in drivers)
        for answer in (answers if required else (UNSURE, *answers))
    }
