"""Programmes of many rows: matched off the request, and shown in pages."""

import pytest

from matcher.models import ProgrammeRow, WriteCount
from matcher.presenters.programme.paging import PAGE_ROWS
from matcher.presenters.programme.question import ROWS_ASKED
from matcher.programmes import MATCHED_AT_ONCE, MAX_ROWS, delete_programme
from matcher.row_queue import beat, due_rows, work_off
from tests.web.programmes import Made, form_of, made, table
from tests.web.reading import Page

pytestmark = pytest.mark.django_db

MANY = MATCHED_AT_ONCE + 1
HTMX = {"HTTP_HX_REQUEST": "true"}


def of_rows(count: int, query: str = "") -> Made:
    programme = made(names=[f"Work {number}" for number in range(1, count + 1)])
    ProgrammeRow.objects.update(query=query)
    return programme


def match_all() -> None:
    while work_off(due_rows()):
        pass


# ── While it is matched ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("url", ["read", "edit"])
def test_the_table_says_how_far_it_is_and_goes_on_without_javascript(client, url):
    programme = of_rows(MANY, "colour=green")
    page = Page(client.get(getattr(programme, url)))
    assert page.one("form", id="progress").text.startswith("0 of 201 rows matched.")
    assert table(page)[0][1:] == ["Waits to be matched", page.texts("td", class_="number")[0]]
    response = client.post(page.one("form", id="progress")["action"])
    assert (response.status_code, response["Location"]) == (303, getattr(programme, url))
    page = Page(client.get(response["Location"]))
    assert page.all("form", id="progress") == []
    assert "201 pieces of work, 201 answered" in page.text
    assert table(page)[0][2].startswith("Apple")
    assert client.cookies == {}


def test_a_step_changes_no_answer_and_counts_for_no_limit(client):
    programme = of_rows(MANY)
    before = (WriteCount.objects.count(), list(ProgrammeRow.objects.values("query", "version")))
    client.post(f"{programme.edit}progress/")
    after = (WriteCount.objects.count(), list(ProgrammeRow.objects.values("query", "version")))
    assert before == after


def test_while_a_worker_is_there_a_step_only_reads(client, django_assert_num_queries):
    programme = of_rows(MANY)
    beat("a")
    with django_assert_num_queries(5):  # the programme and its rows, twice, and the worker
        response = client.post(f"{programme.read}progress/", **HTMX)
    page = Page(response)
    assert page.one("form", id="progress")["data-hx-trigger"].startswith("load delay:")
    assert page.one("progress")["value"] == "0"
    match_all()
    page = Page(client.post(f"{programme.read}progress/", **HTMX))
    assert page.one("form", id="progress")["data-hx-target"] == "#works"
    assert page.link("Show the results") == programme.read


@pytest.mark.parametrize("url", ["read", "edit"])
def test_a_step_is_refused_to_another_site_and_a_visit_leads_to_the_table(client, url):
    programme = of_rows(MANY)
    steps = f"{getattr(programme, url)}progress/"
    assert client.post(steps, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
    assert client.get(steps)["Location"] == getattr(programme, url)
    assert due_rows().count() == MANY
    delete_programme(programme.stored)
    assert client.post(steps).status_code == 410
    assert client.post("/programme/nothing/progress/").status_code == 404


def test_what_could_not_be_matched_says_so_and_what_to_do(client):
    programme = of_rows(2)
    ProgrammeRow.objects.filter(number=1).update(attempts=3)
    row = table(Page(client.get(programme.read)))[0]
    assert row[1] == "This row could not be matched. Change an answer of it, and we try again."


def test_few_rows_are_matched_at_once_whether_a_worker_is_there_or_not(client):
    programme = of_rows(MATCHED_AT_ONCE)
    page = Page(client.get(programme.edit))
    assert page.all("form", id="progress") == []
    assert page.link("Answer question by question") == programme.question("colour")


# ── In pages ─────────────────────────────────────────────────────────────────────────────


def test_a_long_table_is_shown_in_pages_with_what_was_chosen(client):
    programme = of_rows(PAGE_ROWS + 20, "colour=green")
    ProgrammeRow.objects.filter(number__lte=5).update(query="colour=blue")
    first = Page(client.get(f"{programme.read}?kind=apple&sort=open"))
    assert len(table(first)) == PAGE_ROWS
    assert "Rows 1 to 100 of 115" in first.text
    assert "Previous rows" not in first.texts("a")
    second = Page(client.get(first.link("Next rows")))
    assert len(table(second)) == 15
    assert second.link("Previous rows") == f"{programme.read}?kind=apple&sort=open"
    assert "Next rows" not in second.texts("a")
    assert "120 pieces of work, 120 answered, 115 shown" in second.text


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999", "9" * 40])
def test_a_page_that_there_is_not_is_the_nearest_one(client, number):
    programme = of_rows(PAGE_ROWS + 1)
    assert len(table(Page(client.get(f"{programme.read}?page={number}")))) in (1, PAGE_ROWS)


def test_a_short_table_has_no_pages(client):
    assert "Next rows" not in Page(client.get(of_rows(PAGE_ROWS).read)).texts("a")


def test_a_question_is_asked_for_some_rows_at_a_time(client):
    programme = of_rows(ROWS_ASKED + 3)
    match_all()
    page = Page(client.get(programme.question("colour")))
    assert len(page.all("fieldset", class_="asked-row")) == ROWS_ASKED + 1
    assert "3 more rows come on the next pages." in page.text
    sent = form_of(page) | {"row-0": ["green"]}
    rest = client.post(page.one("form", class_="all-rows")["action"], sent)["Location"]
    assert rest == f"{programme.question('colour')}?after={ROWS_ASKED}"
    page = Page(client.get(rest))
    assert len(page.all("fieldset", class_="asked-row")) == 4
    following = client.post(page.one("form", class_="all-rows")["action"], form_of(page))
    assert following["Location"] == programme.question("size")
    assert ProgrammeRow.objects.filter(query="colour=green").count() == ROWS_ASKED


def test_a_question_says_which_rows_it_does_not_know_yet(client):
    page = Page(client.get(of_rows(MANY).question("colour")))
    assert "201 rows are still being matched, and not listed." in page.text
    assert "No row has to be asked this." not in page.text


def test_the_pages_of_two_thousand_rows_take_as_few_queries(client, django_assert_num_queries):
    programme = of_rows(MAX_ROWS, "colour=green")
    work_off(due_rows().filter(number=1))
    summary = ProgrammeRow.objects.get(number=1).summary_json
    ProgrammeRow.objects.update(is_due=False, summary_json=summary)
    for url, queries in (
        (programme.read, 2),
        (f"{programme.read}?kind=apple&sort=open&page=7", 2),
        (programme.edit, 3),  # and the newest edition
        (programme.question("size"), 2),
    ):
        with django_assert_num_queries(queries):
            response = client.get(url)
        assert response.status_code == 200
        assert len(response.content) < 500_000
