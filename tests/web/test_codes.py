"""Codes for tenders and process maps: closed on pages, found by a search, open in documents."""

import json

import pytest

from matcher.views.suggest import PACE
from tests.web.reading import Page

pytestmark = pytest.mark.django_db

CODE = "79512000"
PAYROLL = "?object=employee-matters&judgment=low-rules&served=employees&volume=ten-or-more"
ATTRIBUTION = "is an open standard developed by APQC, a nonprofit"


@pytest.fixture(autouse=True)
def unhurried():
    """Every test begins with nothing counted."""
    PACE._counts.clear()


def test_a_family_has_its_codes_closed_with_the_notices_of_their_publishers(client, published):
    page = Page(client.get("/families/hr-payroll/"))
    fold = page.one("details", id="codes")
    assert "open" not in fold.attributes
    assert fold.text.startswith("For tenders and process maps")
    assert "10497 Administer payroll Payroll processing" in fold.text
    assert "541214 Payroll Services" in fold.text
    assert ATTRIBUTION in fold.text
    assert "information from the O*NET Database by" in fold.text
    assert "UNSPSC" not in fold.text


def test_a_result_has_the_codes_of_the_nearest_lines_closed(client, published):
    page = Page(client.get(f"/match/result/{PAYROLL}"))
    fold = page.one("details", id="codes")
    assert "open" not in fold.attributes
    assert ATTRIBUTION in fold.text


@pytest.mark.parametrize("text", [CODE, "CPV 79512000-6"])
def test_a_code_in_the_visitors_words_leads_to_the_lines_that_have_it(client, published, text):
    response = client.post("/suggest/", {"text": text}, HTTP_SEC_FETCH_SITE="same-origin")
    page = Page(response)
    assert "79512000 is a code of CPV 2008: Call centre." in page.text
    assert page.texts("h2") == ["Customer operations and support"]
    lines = [link.text for link in page.all("a") if "proposed=" in link["href"]]
    assert lines[:2] == ["Inbound customer service", "Live chat support"]


def test_a_code_in_the_search_for_words_leads_to_the_lines_that_have_it(client, published):
    page = Page(client.get(f"/labels/?q={CODE}"))
    assert "79512000 is a code of CPV 2008: Call centre." in page.text
    assert page.link("Live chat support (Customer operations and support)") == (
        "/families/customer-operations/#line-live-chat"
    )
    assert "There is no entry" not in page.text


def test_programs_are_told_the_code_and_what_has_it(client, published):
    response = client.post(
        "/api/v1/suggest", json.dumps({"text": CODE}), content_type="application/json"
    )
    codes = response.json()["codes"]
    assert codes[0] == {
        "scheme": "cpv",
        "code": CODE,
        "title": "Call centre",
        "family": "customer-operations",
        "line": "inbound-service",
    }
    assert len(codes) == 6
