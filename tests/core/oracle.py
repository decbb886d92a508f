"""The same results worked out again in the plainest way, to hold the core against.

Nothing here is shared with the core but the taxonomy itself: fractions instead of hundredths,
no compiled tables, conditions rewritten as Python expressions.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from matcher.core import Question, Taxonomy

Answer = tuple[str, ...]
Picks = dict[str, Answer]


# ── Answers ──────────────────────────────────────────────────────────────────────────────


def allowed(question: Question) -> list[Answer]:
    """Every answer but not sure: one option, or each set of ticks none of which excludes
    another."""
    options = question.options
    most = len(options) if question.kind == "several" else 1
    return [
        tuple(option.slug for option in ticked)
        for count in range(1, most + 1)
        for ticked in combinations(options, count)
        if not any(other.slug in option.conflicts for option in ticked for other in ticked)
    ]


def one_change(question: Question, given: Answer) -> list[Answer]:
    """Every answer that a single change leads to: another option, or one tick more or less."""
    if question.kind == "one":
        return [answer for answer in allowed(question) if answer != given]
    return [answer for answer in allowed(question) if len({*answer} ^ {*given}) == 1]


def real(picks: Picks) -> Picks:
    """The answers that are not *not sure*."""
    return {question: answer for question, answer in picks.items() if answer != ("not-sure",)}


def without(picks: Picks, question: str) -> Picks:
    return {slug: answer for slug, answer in picks.items() if slug != question}


# ── Conditions ───────────────────────────────────────────────────────────────────────────

SLUG = "[a-z0-9_-]+"
SLUGS = f"{SLUG}(?:, {SLUG})*"


def holds(condition: str, picks: Picks) -> bool:
    """Evaluates a condition over answers by rewriting it as a Python expression."""
    return _holds(condition, picks, is_not="(not some({0!r}, {1!r}))", unanswered="none({0!r})")


def holds_as_known(condition: str, picks: Picks) -> bool:
    """The same of what is known: what has no answer, or not sure, makes nothing true."""
    known = "(not none({0!r}) and not some({0!r}, {1!r}))"
    return _holds(condition, real(picks), is_not=known, unanswered="False")


def _holds(condition: str, picks: Picks, *, is_not: str, unanswered: str) -> bool:
    text = re.sub(
        f"({SLUG}) is not ({SLUGS})",
        lambda one: is_not.format(one[1], one[2].split(", ")),
        condition,
    )
    text = re.sub(
        f"({SLUG}) = ({SLUGS})", lambda one: f"some({one[1]!r}, {one[2].split(', ')!r})", text
    )
    text = re.sub(f"({SLUG}) unanswered", lambda one: unanswered.format(one[1]), text)

    def some(question: str, slugs: list[str]) -> bool:
        return any(option in slugs for option in picks.get(question, ()))

    return bool(eval(text, {"some": some, "none": lambda question: question not in picks}))


# ── One axis ─────────────────────────────────────────────────────────────────────────────


def _cells(
    taxonomy: Taxonomy, axis: str, picks: Picks
) -> Iterator[tuple[str, int, bool, Fraction]]:
    """What the ticked options say on an axis: outcome, strength, whether it rules out, weight."""
    weights = {
        question.slug: Fraction(weight.weight, 100)
        for question in taxonomy.questions
        for weight in question.weights
        if weight.axis == axis
    }
    for cell in taxonomy.evidence:
        ticked = cell.option in picks.get(cell.question, ())
        if cell.axis == axis and cell.question in weights and ticked:
            yield cell.outcome, cell.strength, cell.excludes, weights[cell.question]


def _scored(taxonomy: Taxonomy, axis: str, picks: Picks) -> bool:
    return any(True for _cell in _cells(taxonomy, axis, picks))


def points(taxonomy: Taxonomy, axis: str, picks: Picks) -> dict[str, Fraction]:
    total = {one.slug: Fraction(0) for one in taxonomy.outcomes if one.axis == axis}
    for outcome, strength, _excludes, weight in _cells(taxonomy, axis, picks):
        total[outcome] += strength * weight
    for one in taxonomy.combinations:
        if one.axis == axis and _scored(taxonomy, axis, picks) and holds(one.condition, picks):
            for effect in one.effects:
                total[effect.outcome] += Fraction(effect.points, 100)
    return total


def excluded(taxonomy: Taxonomy, axis: str, picks: Picks) -> set[str]:
    """What some tick rules out, and what is made of others of which too few are left."""
    out = {
        outcome
        for outcome, _strength, excludes, _weight in _cells(taxonomy, axis, picks)
        if excludes
    }
    return out | {
        one.slug
        for one in taxonomy.outcomes
        if one.axis == axis and one.needs
        if sum(part not in out for part in one.needs.of) < one.needs.at_least
    }


def in_order(taxonomy: Taxonomy, axis: str, picks: Picks) -> list[str]:
    """The outcomes that are left: points, then the tie question's strengths, then the axis's
    order."""
    tie = next(one.tie_question for one in taxonomy.axes if one.slug == axis)
    strengths = dict.fromkeys((one.slug for one in taxonomy.outcomes if one.axis == axis), 0)
    if tie in picks:
        for outcome, strength, _excludes, _weight in _cells(taxonomy, axis, {tie: picks[tie]}):
            strengths[outcome] += strength
    total, out = points(taxonomy, axis, picks), excluded(taxonomy, axis, picks)
    left = [slug for slug in total if slug not in out]
    return sorted(left, key=lambda slug: (-total[slug], -strengths[slug]))


def first(taxonomy: Taxonomy, axis: str, picks: Picks) -> str | None:
    """The first outcome; none without an answer that scores."""
    if not _scored(taxonomy, axis, picks):
        return None
    return next(iter(in_order(taxonomy, axis, picks)), None)


def second_if_close(taxonomy: Taxonomy, axis: str, picks: Picks) -> str | None:
    """The second outcome, where it is close to the first one."""
    order = in_order(taxonomy, axis, picks)
    if first(taxonomy, axis, picks) is None or len(order) < 2:
        return None
    total = points(taxonomy, axis, picks)
    percent = next(one.close_percent for one in taxonomy.axes if one.slug == axis)
    top, second = order[:2]
    return second if total[top] > 0 and total[second] * 100 >= total[top] * percent else None


def reached(taxonomy: Taxonomy, axis: str, picks: Picks) -> set[str | None]:
    """The first outcome, and every one that border questions asked from here on may bring."""
    pair = {first(taxonomy, axis, picks), second_if_close(taxonomy, axis, picks)}
    tops = {first(taxonomy, axis, picks)}
    for question in taxonomy.questions:
        asked = question.slug not in picks and {*question.between} == pair
        if asked and any(weight.axis == axis for weight in question.weights):
            for answer in (("not-sure",), *allowed(question)):
                tops |= reached(taxonomy, axis, {**picks, question.slug: answer})
    return tops


def confidence(taxonomy: Taxonomy, axis: str, picks: Picks) -> str:
    """How sure the first place is, on an axis that asks for no number of answers."""
    row = next(one for one in taxonomy.axes if one.slug == axis)
    top, order = first(taxonomy, axis, picks), in_order(taxonomy, axis, picks)
    required = {
        question.slug
        for question in taxonomy.questions
        for weight in question.weights
        if weight.axis == axis and weight.required
    }
    if top is None:
        return "provisional"
    if len(order) == 1:
        return "clear"
    if required - {*real(picks)}:
        return "provisional"
    total = points(taxonomy, axis, picks)
    margin = 100 * (total[order[0]] - total[order[1]])
    if margin == 0 or margin < row.likely_from:
        return "close-call"
    robust = all(first(taxonomy, axis, without(picks, slug)) == top for slug in real(picks))
    return "clear" if margin >= row.clear_from and (robust or not row.robust_clear) else "likely"


# ── Beside the axes ──────────────────────────────────────────────────────────────────────


def fit_score(taxonomy: Taxonomy, picks: Picks) -> Fraction | None:
    """The fit score with one decimal, rounded half up; of several ticks the lowest counts."""
    parts = []
    for driver in taxonomy.drivers:
        answer = picks.get(driver.question, ())
        scores = [one.score for one in driver.scores if one.option in answer]
        if scores:
            parts.append((driver.weight, min(scores)))
        elif driver.required:
            return None
    if not sum(weight for weight, _score in parts):
        return None
    mean = Fraction(
        sum(weight * score for weight, score in parts), sum(weight for weight, _score in parts)
    )
    return Fraction(int(mean * 10 + Fraction(1, 2)), 10)


def stops(taxonomy: Taxonomy, picks: Picks) -> tuple[str, ...]:
    return tuple(one.slug for one in taxonomy.stops if holds_as_known(one.condition, picks))


def outside(taxonomy: Taxonomy, picks: Picks) -> str | None:
    """The first other kind of buying that the answers describe."""
    known = (one.slug for one in taxonomy.outside if holds_as_known(one.condition, picks))
    return next(known, None)
