"""A result is read in ten seconds, so it stays short, and its verdict stands at the top."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest

from tests.browser.cases import Work
from tests.browser.heights import (
    LAPTOP,
    assessment_faults,
    continue_is_in_sight,
    measures,
    questions_asked,
)

pytestmark = [pytest.mark.browser, pytest.mark.checker]

CASES = ("A05", "A08", "A09", "A13", "A20", "V12", "R04", "R06")
"""One of each verdict, without a stop, with one and with several, one with a border question, and
one without a verdict.
`make audit` measures all."""


def test_a_result_keeps_to_its_heights_and_tells_its_verdict_first(
    published, page, drafted, case: Callable[[str], Work]
):
    broken = {
        (slug, fault)
        for slug in CASES
        for measure in measures(page, drafted, case(slug))
        for fault in measure.faults()
    }
    assert broken == set()


def test_an_assessment_keeps_to_its_heights(published, page, case: Callable[[str], Work]):
    broken = {(slug, fault) for slug in CASES for fault in assessment_faults(page, case(slug))}
    assert broken == set()


def test_continue_is_in_sight_on_every_question_of_a_walk(published, new_page, drafted, returns):
    page = new_page(viewport=LAPTOP)
    hidden = []
    for given in questions_asked(drafted, returns.answers):
        page.goto(f"/match/?{urlencode(given, doseq=True)}")
        if not continue_is_in_sight(page):
            hidden.append(page.locator("h1").inner_text())
    assert hidden == []
