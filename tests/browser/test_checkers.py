"""What IBM's engine and the W3C's validator find: nothing, on one state a template.

axe looks at every state in `test_everybody`; `make audit` has all three look at all of them.
"""

import pytest

from tests.browser import ibm, vnu
from tests.browser.heights import LAPTOP
from tests.browser.tour import Visit, is_one_a_template, states

pytestmark = [pytest.mark.browser, pytest.mark.checker]


def test_ibm_finds_no_violation(published, new_page, drafted, returns, settings):
    page = new_page(viewport=LAPTOP)
    broken = {}
    for state in states(Visit(page, drafted, returns, settings), is_one_a_template):
        if violations := ibm.violations(ibm.findings(page)):
            broken[state] = violations
    assert broken == {}


@pytest.mark.skipif(not vnu.find_validator(), reason=vnu.MISSING)
def test_the_validator_finds_nothing_in_the_html_that_is_sent(
    published, page, drafted, returns, settings
):
    source = vnu.Source(page)
    visit = Visit(page, drafted, returns, settings)
    pages = {state: source.text() for state in states(visit, is_one_a_template)}
    assert vnu.complaints(pages) == {}
