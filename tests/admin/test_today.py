"""The first page of the desk, the menu that every page has, and how the questions follow."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from matcher.admin.pages.flow import flow_view
from matcher.core import Taxonomy
from matcher.editions import Release
from matcher.models import Edition, Option, Question
from tests.admin.conftest import StaffWith
from tests.admin.pages import REGISTERED, address, change

FRONT = "/admin/"


def groups(client: Client) -> dict[str, list[str]]:
    """The titles in the menu, group by group."""
    menu = client.get(FRONT).context["menu"]
    return {group.title: [link.title for link in group.links] for group in menu}


# ── Today ────────────────────────────────────────────────────────────────────────────────


def test_it_says_what_visitors_use_and_reads_nothing_of_the_draft(
    staff_with: StaffWith, published: Release
) -> None:
    client = staff_with("view_edition")
    with CaptureQueriesContext(connection) as queries:
        shown = client.get(FRONT).content.decode()
    assert "Visitors use edition 1" in shown
    assert "Published 22 November 2026, 12:00 UTC: “First edition”" in shown
    assert f'data-url="{reverse("admin:desk_consequence")}"' in shown
    assert "matcher_evidence" not in " ".join(query["sql"] for query in queries)


def test_before_the_first_edition_it_says_so(staff_with: StaffWith) -> None:
    shown = staff_with("view_edition").get(FRONT).content.decode()
    assert "Nothing has been published yet" in shown


@pytest.mark.parametrize(
    ("permission", "offered"), [("publish_edition", True), ("view_case", False)]
)
def test_only_a_publisher_is_offered_to_publish_and_to_bring_a_file_in(
    staff_with: StaffWith, published: Release, permission: str, offered: bool
) -> None:
    shown = staff_with("view_edition", permission).get(FRONT).content.decode()
    assert (reverse("admin:desk_editions_publish") in shown) is offered
    assert (reverse("admin:desk_taxonomy_import") in shown) is offered


def test_staff_who_may_not_see_editions_see_the_lists_alone(staff_with: StaffWith) -> None:
    shown = staff_with("view_warning").get(FRONT).content.decode()
    assert "Visitors use" not in shown
    assert 'id="consequence"' not in shown
    assert "Everything that can be edited" in shown


# ── The menu ─────────────────────────────────────────────────────────────────────────────


def test_the_menu_is_in_the_order_of_an_editors_work_and_has_every_table_once(
    admin_client: Client,
) -> None:
    menu = admin_client.get(FRONT).context["menu"]
    assert [group.title for group in menu] == [
        *("Today", "Evidence", "Rules", "Content", "Cases", "Editions", "People")
    ]
    hrefs = [link.href for group in menu for link in group.links]
    assert len(hrefs) == len(set(hrefs))
    assert {address(model) for model in REGISTERED} <= set(hrefs)


def test_every_page_in_the_menu_can_be_opened(admin_client: Client, draft: None) -> None:
    menu = admin_client.get(FRONT).context["menu"]
    hrefs = [link.href for group in menu for link in group.links]
    slow = {reverse("admin:desk_review")}  # has tests of its own
    assert {admin_client.get(href).status_code for href in hrefs if href not in slow} == {200}


def test_nobody_is_offered_what_they_may_not_open(staff_with: StaffWith) -> None:
    assert groups(staff_with("view_warning", "view_case")) == {
        "Today": ["Today"],
        "Rules": ["Warnings"],
        "Cases": ["Cases and their results", "Cases"],
    }


def test_the_menu_marks_the_page_that_is_open(admin_client: Client) -> None:
    shown = admin_client.get(address(Question)).content.decode()
    assert f'<a href="{address(Question)}" aria-current="page">' in shown


# ── Lists ────────────────────────────────────────────────────────────────────────────────


def test_lists_and_rows_are_called_by_their_names(admin_client: Client, draft: None) -> None:
    question = Question.objects.earliest("position")
    assert admin_client.get(address(Question)).context["title"] == "Questions"
    page = admin_client.get(change(question)).context
    assert (page["title"], page["subtitle"]) == ("Question", question.prompt)


def test_a_question_is_one_click_away_wherever_it_is_listed(
    admin_client: Client, draft: None
) -> None:
    question = Question.objects.earliest("position")
    link = f'<a href="{change(question)}">{question.prompt}</a>'
    for page in (address(Option), reverse("admin:desk_evidence"), reverse("admin:desk_flow")):
        assert link in admin_client.get(page).content.decode()


def test_the_current_edition_is_marked_among_three_hundred(
    admin_client: Client, published: Release
) -> None:
    first = Edition.objects.get()
    Edition.objects.bulk_create(
        Edition(
            number=number,
            taxonomy_json="{}",
            sha256=first.sha256,
            note="Another",
            published_at=first.published_at,
        )
        for number in range(2, 301)
    )
    with CaptureQueriesContext(connection) as queries:
        shown = admin_client.get(address(Edition)).content.decode()
    assert re.findall(r">(\d+) <span class=\"pill\">current</span>", shown) == ["300"]
    assert len(queries) <= 9


# ── How the questions follow ─────────────────────────────────────────────────────────────


def test_the_picture_and_the_table_say_what_the_draft_says(draft: None, drafted: Taxonomy) -> None:
    flow = flow_view()
    assert [column.name for column in flow.columns] == [axis.name for axis in drafted.axes]
    rows = {row.prompt: row for row in flow.rows}
    assert len(flow.rows) == len(drafted.questions) + len(drafted.context)
    for question in drafted.questions:
        row = rows[question.prompt]
        assert len(row.dots) == len(question.weights)
        assert [dot.says for dot in row.dots] == [
            text for text in re.split(r", | and (?=[A-Z])", row.decides) if "×" in text
        ]
    border = next(question for question in drafted.questions if question.between)
    assert rows[border.prompt].asked.startswith("Only while “")
    assert rows[drafted.context[0].prompt].asked == "Always, and may be left out"


def test_a_draft_without_rows_has_an_empty_picture(empty_draft: None) -> None:
    assert flow_view().rows == ()
