"""The route: what each of its outcomes says, and that a panel agrees with what comes first.

The panel saw the descriptions and no rules. What it expects stands with the cases and, for their
second readers, in described.jsonl.
"""

from collections import Counter

from matcher.core import Taxonomy
from matcher.draft.cases import run_cases

ENOUGH = 0.85

FACTS = [
    "Who owns the result",
    "What you pay for",
    "What would have to be true",
    "The four-week test",
    "What it does badly",
]


def test_a_panel_accepts_what_comes_first_in_most_cases(draft: None, drafted: Taxonomy) -> None:
    accepted = Counter(
        judged.passed
        for result in run_cases(drafted)
        if not result.case.slug.startswith(
            "S"
        )  # the worked examples, which the panel was not given
        for judged in result.axes
        if judged.axis == "route" and judged.expected
    )
    assert accepted.total() == 64
    assert accepted[True] >= ENOUGH * accepted.total()


def test_every_route_answers_the_same_five_things(drafted: Taxonomy) -> None:
    routes = drafted.index.outcomes_by_axis["route"]
    assert {one.slug: [fact.name for fact in one.facts] for one in routes} == {
        one.slug: FACTS for one in routes
    }


def test_no_route_gives_a_figure(drafted: Taxonomy) -> None:
    routes = drafted.index.outcomes_by_axis["route"]
    texts = [text for one in routes for text in (one.summary, *(fact.text for fact in one.facts))]
    assert [text for text in texts if any(map(str.isdigit, text))] == []


def test_what_has_been_tried_with_software_counts_for_the_route_alone(drafted: Taxonomy) -> None:
    question = drafted.index.question_by_slug["software_tried"]
    assert [weight.axis for weight in question.weights] == ["route"]
    assert [driver.slug for driver in drafted.drivers if driver.question == question.slug] == []
