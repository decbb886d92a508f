"""Lists of what visitors keep: they stay quick, however much that is."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from matcher.admin.base import first_rows
from matcher.core import Answers
from matcher.editions import Release
from matcher.models import Edition, SharedResult
from matcher.sharing import save_result
from tests.admin.pages import address, change

TITLES = ("Invoices", "Returns", "Claims")


@pytest.fixture
def three(published: Release, monkeypatch: pytest.MonkeyPatch) -> Release:
    """Three results, where a list counts two."""
    for title in TITLES:
        save_result(release=published, answers=Answers(), title=title)
    monkeypatch.setattr(first_rows, "MOST_LISTED", 2)
    monkeypatch.setattr("matcher.admin.rows.editions.MOST_LISTED", 2)
    return published


@pytest.mark.usefixtures("three")
def test_a_list_counts_no_further_than_it_leads(admin_client: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = admin_client.get(address(SharedResult))
    assert page.context["cl"].result_count == 2
    counts = [query["sql"] for query in queries if "COUNT(" in query["sql"]]
    assert [sql for sql in counts if "LIMIT 2" not in sql and "sharedresult" in sql] == []


@pytest.mark.usefixtures("three")
def test_what_is_beyond_is_found_by_a_search(admin_client: Client) -> None:
    for title in TITLES:
        found = admin_client.get(address(SharedResult), {"q": title}).context["cl"]
        assert [row.title for row in found.result_list] == [title]


@pytest.mark.usefixtures("three")
def test_an_edition_says_how_many_results_it_has_as_far_as_it_counts(admin_client: Client) -> None:
    edition = Edition.objects.get()
    assert "more than 2" in admin_client.get(change(edition)).content.decode()
    SharedResult.objects.first().delete()
    shown = admin_client.get(change(edition)).content.decode()
    assert "more than 2" not in shown
    assert '<div class="readonly">2</div>' in shown
