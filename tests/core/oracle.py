"""The same results worked out again in the plainest way, to hold the core against.

Nothing here is shared with the core but the taxonomy itself: fractions instead of hundredths,
no compiled tables, conditions rewritten as Python expressions.
"""

import re
from fractions import Fraction

from matcher.core import Taxonomy

Picks = dict[str, str]


def holds(condition: str, picks: Picks) -> bool:
    """Evaluates a condition over answers by rewriting it as a Python expression."""
    text = re.sub(
        r"([a-z0-9_-]+) is not ((?:[a-z0-9_-]+)(?:, [a-z0-9_-]+)*)",
        lambda found: f"(get({found[1]!r}) not in {found[2].split(', ')!r})",
        condition,
    )
    text = re.sub(
        r"([a-z0-9_-]+) = ((?:[a-z0-9_-]+)(?:, [a-z0-9_-]+)*)",
        lambda found: f"(get({found[1]!r}) in {found[2].split(', ')!r})",
        text,
    )
    text = re.sub(r"([a-z0-9_-]+) unanswered", lambda found: f"(get({found[1]!r}) is None)", text)
    return bool(eval(text, {"get": picks.get}))


def points(taxonomy: Taxonomy, axis: str, picks: Picks) -> dict[str, Fraction]:
    weights = {
        (question.slug, weight.axis): Fraction(weight.weight, 100)
        for question in taxonomy.questions
        for weight in question.weights
    }
    total = {one.slug: Fraction(0) for one in taxonomy.outcomes if one.axis == axis}
    scored = False
    for cell in taxonomy.evidence:
        weight = weights.get((cell.question, axis))
        if cell.axis == axis and weight is not None and picks.get(cell.question) == cell.option:
            total[cell.outcome] += cell.strength * weight
            scored = True
    for one in taxonomy.combinations:
        if scored and one.axis == axis and holds(one.condition, picks):
            for effect in one.effects:
                total[effect.outcome] += Fraction(effect.points, 100)
    return total


def excluded(taxonomy: Taxonomy, axis: str, picks: Picks) -> set[str]:
    weighted = {
        question.slug
        for question in taxonomy.questions
        if any(weight.axis == axis for weight in question.weights)
    }
    return {
        cell.outcome
        for cell in taxonomy.evidence
        if cell.axis == axis
        and cell.excludes
        and cell.question in weighted
        and picks.get(cell.question) == cell.option
    }


def first(taxonomy: Taxonomy, axis: str, picks: Picks) -> str | None:
    """The first outcome: points, then the tie question's strengths, then the axis's order."""
    if not any(
        cell.axis == axis and picks.get(cell.question) == cell.option for cell in taxonomy.evidence
    ):
        return None
    tie = next(one.tie_question for one in taxonomy.axes if one.slug == axis)
    strength = {
        cell.outcome: cell.strength
        for cell in taxonomy.evidence
        if cell.axis == axis and cell.question == tie and picks.get(tie) == cell.option
    }
    total = points(taxonomy, axis, picks)
    out = excluded(taxonomy, axis, picks)
    left = [slug for slug in total if slug not in out]
    return max(left, key=lambda slug: (total[slug], strength.get(slug, 0)), default=None)


def second_if_close(taxonomy: Taxonomy, axis: str, picks: Picks) -> str | None:
    """The second outcome, where it is close to the first one."""
    top = first(taxonomy, axis, picks)
    out = excluded(taxonomy, axis, picks)
    rivals = [slug for slug in points(taxonomy, axis, picks) if slug not in {top, *out}]
    if top is None or not rivals:
        return None
    total = points(taxonomy, axis, picks)
    tie, percent = next(
        (one.tie_question, one.close_percent) for one in taxonomy.axes if one.slug == axis
    )
    strength = {
        cell.outcome: cell.strength
        for cell in taxonomy.evidence
        if cell.axis == axis and cell.question == tie and picks.get(tie) == cell.option
    }
    second = max(rivals, key=lambda slug: (total[slug], strength.get(slug, 0)))
    return second if total[top] > 0 and total[second] * 100 >= total[top] * percent else None


def reached(taxonomy: Taxonomy, axis: str, picks: Picks) -> set[str | None]:
    """The first outcome, and every one that border questions asked from here on may bring."""
    pair = {first(taxonomy, axis, picks), second_if_close(taxonomy, axis, picks)}
    tops = {first(taxonomy, axis, picks)}
    for question in taxonomy.questions:
        asked = question.slug not in picks and {*question.between} == pair
        if asked and any(weight.axis == axis for weight in question.weights):
            for option in ("not-sure", *(option.slug for option in question.options)):
                tops |= reached(taxonomy, axis, {**picks, question.slug: option})
    return tops


def fit_score(taxonomy: Taxonomy, picks: Picks) -> Fraction | None:
    """The fit score with one decimal, rounded half up."""
    parts = []
    for driver in taxonomy.drivers:
        score = {one.option: one.score for one in driver.scores}.get(picks.get(driver.question, ""))
        if score is not None:
            parts.append((driver.weight, score))
        elif driver.required:
            return None
    if not sum(weight for weight, _score in parts):
        return None
    mean = Fraction(
        sum(weight * score for weight, score in parts), sum(weight for weight, _score in parts)
    )
    return Fraction(int(mean * 10 + Fraction(1, 2)), 10)
