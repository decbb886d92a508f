"""Which answers bring an outcome first: an example for each, found by search; or a proof that none
does."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, product
from math import prod

from matcher.core.answers import Answers, in_order
from matcher.core.facts import Now
from matcher.core.rules import NOT_SURE, AxisRules, Picks
from matcher.core.scoring import rank
from matcher.core.taxonomy import Taxonomy

SWEEPS = 4
"""How often every question is tried again before the search gives up."""

MOST = 5_000
"""So many sets of answers are tried one by one where the search has given up."""


def examples(taxonomy: Taxonomy) -> dict[tuple[str, str], Answers | None]:
    """For each outcome, by axis and slug, a few answers that bring it first; None where the search
    found none."""
    return {
        (axis.slug, outcome): _example(taxonomy, axis.slug, outcome)
        for axis in taxonomy.axes
        for outcome in taxonomy.rules[axis.slug].outcomes
    }


def _example(taxonomy: Taxonomy, axis: str, outcome: str) -> Answers | None:
    """Without border questions if that can be: nobody is asked them at first."""
    rules = taxonomy.rules[axis]
    for questions in (rules.base, tuple(rules.choices)):
        for start in _starts(rules, outcome, questions):
            picks = _climbed(rules, outcome, start, questions)
            if rank(taxonomy, axis, picks).top == outcome:
                return Answers(in_order(taxonomy, dict(_pruned(taxonomy, axis, outcome, picks))))
    return _tried(taxonomy, axis, outcome)


def _tried(taxonomy: Taxonomy, axis: str, outcome: str) -> Answers | None:
    """The same by trying all answers, where they are few enough."""
    choices = taxonomy.rules[axis].choices
    options = [(None, NOT_SURE, *choices[question]) for question in choices]
    if prod(map(len, options)) > MOST:
        return None
    for picked in product(*options):
        picks = {slug: one for slug, one in zip(choices, picked, strict=True) if one is not None}
        if rank(taxonomy, axis, picks).top == outcome:
            return Answers(in_order(taxonomy, picks))
    return None


def _starts(rules: AxisRules, outcome: str, questions: Sequence[str]) -> Iterator[Picks]:
    """Nothing answered; then, strongest first, each single answer that speaks for the outcome."""
    yield {}
    speaking = [
        (choice.points.get(outcome, 0), question, option)
        for question in questions
        for option, choice in rules.choices[question].items()
    ]
    for points, question, option in sorted(speaking, reverse=True):
        if points > 0:
            yield {question: option}


def _climbed(rules: AxisRules, outcome: str, start: Picks, questions: Sequence[str]) -> Picks:
    """Answer one question after the other so that the outcome leads by most, until that is no more
    to be had."""
    picks, lead = dict(start), _lead(rules, outcome, start)
    for _sweep in range(SWEEPS):
        before = lead
        for question in questions:
            for option in rules.choices[question]:
                tried = {**picks, question: option}
                if (leads := _lead(rules, outcome, tried)) > lead:
                    picks, lead = tried, leads
        if lead == before:
            break
    return picks


def _lead(rules: AxisRules, outcome: str, picks: Picks) -> int:
    """How far the outcome leads over its best rival; far behind where it is ruled out."""
    choices = [rules.choice(question, option) for question, option in picks.items()]
    out = frozenset(chain.from_iterable(choice.excluded for choice in choices))
    if outcome in out:
        return -(10**9)
    points = _points(rules, picks)
    rivals = [points.get(one, 0) for one in rules.outcomes if one != outcome and one not in out]
    return points.get(outcome, 0) - max(rivals) if rivals else 10**9


def _points(rules: AxisRules, picks: Picks) -> Mapping[str, int]:
    points = rules.points(picks)
    facts = Now(picks, {})
    for combination in rules.combinations:
        if combination.condition.truth(facts):
            for outcome, value in combination.points.items():
                points[outcome] = points.get(outcome, 0) + value
    return points


def _pruned(taxonomy: Taxonomy, axis: str, outcome: str, picks: Picks) -> Picks:
    """The same without the answers that are not needed."""
    for question in list(picks):
        fewer = {slug: option for slug, option in picks.items() if slug != question}
        if rank(taxonomy, axis, fewer).top == outcome:
            picks = fewer
    return picks


def unreachable(rules: AxisRules, outcome: str) -> str | None:
    """A rival that comes before the outcome whatever is answered, as proof that the outcome can
    never be first; None where there is no such proof."""
    rivals = [
        one
        for one in rules.outcomes
        if one != outcome and not any(rules.may_exclude(slug, one) for slug in rules.choices)
    ]
    return next((one for one in rivals if _never_passes(rules, outcome, one)), None)


def _never_passes(rules: AxisRules, outcome: str, rival: str) -> bool:
    """Whether the outcome cannot get ahead of the rival: with the best answer to each question and
    every combination that helps it is level with it at most, and loses every tie."""
    pair = rules.pair(outcome, rival)
    helps = [pair.lead(one.points) for one in rules.combinations]
    helps += [
        max([pair.lead(choice.points) for choice in choices.values()], default=0)
        for choices in rules.choices.values()
    ]
    options = rules.choices.get(rules.tie_question, {})
    ties: list[Picks] = [{}, *({rules.tie_question: option} for option in options)]
    return not any(lead > 0 for lead in helps) and not any(
        rules.wins_ties(outcome, rival, picks) for picks in ties
    )
