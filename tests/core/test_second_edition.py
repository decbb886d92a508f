"""The core on questions of the size that the second edition has."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from random import Random

import pytest

from matcher.core import Answers, Match, match
from matcher.core.checks.validity import check
from matcher.core.impact import random_answers
from matcher.core.scoring import first_outcome
from matcher.core.walk import walk
from tests import second_edition
from tests.core import oracle

TAXONOMY = second_edition.taxonomy()


def test_it_is_valid() -> None:
    assert check(TAXONOMY) == ()


def test_every_line_is_described_by_answers_that_can_be_given() -> None:
    unknown = {
        (line, question, option)
        for line, answers in second_edition.typical_answers().items()
        for question, option in answers
        if question not in TAXONOMY.index.question_by_slug
        or not TAXONOMY.index.question_by_slug[question].option(option)
    }
    assert unknown == set()


def test_it_says_what_an_independent_calculation_says() -> None:
    for answers in random_answers(TAXONOMY, seed=9, start=0, count=150):
        result, picks = match(TAXONOMY, answers), answers.as_dict()
        for axis, ranking in result.rankings.items():
            assert ranking.top == oracle.first(TAXONOMY, axis, picks), (axis, answers)
            excluded = {exclusion.outcome for exclusion in ranking.excluded}
            assert excluded == oracle.excluded(TAXONOMY, axis, picks), (axis, answers)


@pytest.mark.parametrize(("axis", "least"), [("family", 0.03), ("delivery", 0.0)])
def test_no_outcome_swallows_the_others(axis: str, least: float) -> None:
    """One tick for each question, uniform over the options."""
    randomly, rules = Random(1), TAXONOMY.index.rules[axis]
    counts = Counter(
        first_outcome(
            rules,
            {
                question.slug: (randomly.choice(question.options).slug,)
                for question in TAXONOMY.questions
            },
        )
        for _set in range(4_000)
    )
    assert counts.keys() == {*rules.outcomes}
    assert max(counts.values()) <= 0.4 * 4_000
    assert min(counts.values()) >= least * 4_000


SHARE_RIGHT = {
    "known": {"family": 0.97, "delivery": 0.94, "geography": 0.88, "fit": 0.85},
    "fresh": {"family": 0.97, "delivery": 0.97, "geography": 0.91, "fit": 0.9},
}
"""At least so many of a hundred readings lead to what an expert accepts."""


@pytest.mark.parametrize("origin", SHARE_RIGHT)
def test_readers_of_descriptions_get_what_an_expert_accepts(origin: str) -> None:
    counts, right = Counter[str](), Counter[str]()
    for work in second_edition.described():
        if work.id.startswith("F") is (origin == "fresh"):
            for answers in work.answers:
                for subject, good in _judged(work.expected, match(TAXONOMY, answers)):
                    counts[subject] += 1
                    right[subject] += good
    shares = {subject: right[subject] / counts[subject] for subject in counts}
    least = SHARE_RIGHT[origin]
    assert {subject for subject in least if shares[subject] < least[subject]} == set(), shares
    assert shares.get("outside", 1) == 1


def _judged(
    expected: Mapping[str, Sequence[str | None]], result: Match
) -> Iterator[tuple[str, bool]]:
    if expected["family"] == ["outside"]:
        yield "outside", result.outside is not None
        return
    for axis, ranking in result.rankings.items():
        yield axis, ranking.top in expected[axis]
    if "fit" in expected:
        yield "fit", result.fit.verdict in expected["fit"]


def test_a_walk_has_at_most_thirteen_screens() -> None:
    """Of random visitors; real ones contradict themselves less and are asked fewer."""
    screens = [_screens(Random(number)) for number in range(40)]
    assert max(screens) <= 13


def _screens(randomly: Random) -> int:
    """How many questions one is asked who answers each with any option."""
    given, context, asked = dict[str, tuple[str, ...]](), dict[str, str](), 0
    while True:
        picks = tuple((slug, option) for slug, answer in given.items() for option in answer)
        position = walk(TAXONOMY, match(TAXONOMY, Answers(picks, "", tuple(context.items()))))
        if position.next is None:
            return asked
        asked += 1
        if position.next in TAXONOMY.index.context_by_slug:
            context[position.next] = "one"
        else:
            question = TAXONOMY.index.question_by_slug[position.next]
            given[position.next] = randomly.choice(question.answers)
