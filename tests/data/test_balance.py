"""No outcome swallows the others, and no walk is long."""

from collections import Counter
from random import Random

import pytest

from matcher.core import Answers, Taxonomy, match
from matcher.core.answers import with_answer
from matcher.core.scoring import first_outcome
from matcher.core.walk import walk
from matcher.models import Case
from tests.data.answered import answers_of, next_given

SETS = 4_000


@pytest.mark.parametrize(("axis", "least"), [("family", 0.03), ("delivery", 0.0), ("route", 0.04)])
def test_no_outcome_swallows_the_others(drafted: Taxonomy, axis: str, least: float) -> None:
    """One tick for each question, uniform over the options."""
    randomly, rules = Random(1), drafted.index.rules[axis]
    counts = Counter(
        first_outcome(
            rules,
            {
                question.slug: (randomly.choice(question.options).slug,)
                for question in drafted.index.base_questions
            },
        )
        for _set in range(SETS)
    )
    assert counts.keys() == {*rules.outcomes}
    assert max(counts.values()) <= 0.4 * SETS
    assert min(counts.values()) >= least * SETS


def test_a_walk_has_at_most_fifteen_screens(drafted: Taxonomy) -> None:
    screens = [random_walk(drafted, Random(number)) for number in range(120)]
    assert max(screens) == 15
    assert sum(screens) / len(screens) < 13


def random_walk(taxonomy: Taxonomy, randomly: Random) -> int:
    """How many questions one is asked who answers each with any option."""
    given, asked = Answers(), 0
    while (slug := walk(taxonomy, match(taxonomy, given)).next) is not None:
        asked += 1
        if slug in taxonomy.index.context_by_slug:
            given = next_given(taxonomy, given, slug, {})
        else:
            answers = taxonomy.index.question_by_slug[slug].answers
            given = with_answer(taxonomy, given, slug, randomly.choice(answers))
    return asked


def test_a_case_is_asked_fewer_than_thirteen_questions_on_average(
    draft: None, drafted: Taxonomy
) -> None:
    cases = Case.objects.prefetch_related("answers__question", "answers__option")
    screens = {one.slug: case_walk(drafted, answers_of(drafted, one)) for one in cases}
    assert max(screens.values()) == 15
    assert sum(screens.values()) / len(screens) < 13


def case_walk(taxonomy: Taxonomy, case: Answers) -> int:
    given, asked, known = Answers(), 0, case.as_dict()
    while (slug := walk(taxonomy, match(taxonomy, given)).next) is not None:
        given = next_given(taxonomy, given, slug, known)
        asked += 1
    return asked
