"""What visitors keep together: staff see that it is there, and an administrator takes it down."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from matcher.core import Answers
from matcher.editions import Release
from matcher.models import Programme, ProgrammeRow
from matcher.programmes import (
    GoneProgramme,
    ProgrammeLinks,
    RowEdit,
    create_programme,
    edit_row,
    open_programme,
)
from tests.admin.conftest import StaffWith
from tests.admin.pages import address, change

TITLE = "All of <b>finance</b>"
NAMES = ("Invoices of the north", "Returns of the south")


@pytest.fixture
def links(published: Release) -> ProgrammeLinks:
    links = create_programme(release=published, names=NAMES, title=TITLE)
    edit_row(open_programme(links.token), 2, RowEdit(NAMES[1], Answers(), 1, version=1))
    return links


@pytest.fixture
def kept(links: ProgrammeLinks) -> Programme:
    return Programme.objects.get()


def test_staff_see_that_it_is_kept_but_neither_its_links_nor_its_rows(
    staff_with: StaffWith, kept: Programme
) -> None:
    client = staff_with("view_programme")
    for page in (address(Programme), change(kept)):
        shown = client.get(page).content.decode()
        assert "All of &lt;b&gt;finance&lt;/b&gt;" in shown
        assert "Edition 1" in shown
        for secret in (kept.token_sha256, kept.key_sha256, *NAMES):
            assert secret not in shown


@pytest.mark.parametrize("lookup", ["token_sha256__startswith", "rows__name", "title"])
def test_nothing_is_guessed_letter_by_letter(
    admin_client: Client, kept: Programme, lookup: str
) -> None:
    assert admin_client.get(address(Programme), {lookup: "a"}).status_code == 400


def test_taking_it_down_erases_its_rows_and_leaves_a_tombstone(
    admin_client: Client, kept: Programme, links: ProgrammeLinks
) -> None:
    page = address(Programme, "delete", kept.pk)
    asked = admin_client.get(page)
    assert asked.status_code == 200
    assert NAMES[0] not in asked.content.decode()
    admin_client.post(page, {"post": "yes"})
    kept.refresh_from_db()
    assert (kept.title, ProgrammeRow.objects.count()) == ("", 0)
    with pytest.raises(GoneProgramme):
        open_programme(links.token)
    assert ["finance" in entry.object_repr for entry in LogEntry.objects.all()] == [False]
    assert admin_client.post(page, {"post": "yes"}).status_code == 403


def test_only_an_administrator_takes_it_down(
    staff_with: StaffWith, kept: Programme, links: ProgrammeLinks
) -> None:
    page = address(Programme, "delete", kept.pk)
    assert staff_with("view_programme").post(page, {"post": "yes"}).status_code == 403
    assert len(open_programme(links.token).rows) == 2


def test_the_list_costs_the_same_for_one_programme_and_for_three(
    admin_client: Client, published: Release, kept: Programme
) -> None:
    admin_client.get(address(Programme))
    counts = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(address(Programme))
        counts.append(len(queries))
        for name in ("One", "Another"):
            create_programme(release=published, names=(name,))
    assert counts == [4, 4]
