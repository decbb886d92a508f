"""The review of the draft: where it stands against the current edition."""

from collections import Counter
from types import ModuleType

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from matcher.admin.pages.change_list import ChangeView
from matcher.core.checks import taxonomy_review
from matcher.core.taxonomy.diff import FieldChange
from matcher.draft import review as draft_review
from matcher.editions import Release
from matcher.models import Case, Evidence, Warning
from tests.admin.conftest import StaffWith
from tests.admin.pages import change

pytestmark = pytest.mark.usefixtures("draft")


@pytest.fixture
def front() -> str:
    return reverse("admin:desk_review")


@pytest.fixture
def editor(staff_with: StaffWith) -> Client:
    return staff_with("view_edition", "view_evidence", "change_evidence")


def edit() -> str:
    """Turn a cell of evidence round (two cases depend on it), and change the title of a warning.
    Returns the page of the cell."""
    cell = Evidence.objects.get(
        option__question__slug="object",
        option__slug="orders-listings",
        outcome__slug="ecommerce-order-ops",
    )
    Evidence.objects.filter(pk=cell.pk).update(strength=-1)
    Warning.objects.filter(slug="brand-voice").update(title="Another title")
    return reverse("admin:matcher_option_change", args=[cell.option_id])


def test_an_unchanged_draft_says_so(editor: Client, front: str, published: Release) -> None:
    shown = editor.get(front)
    assert "The draft says the same as edition 1" in shown.content.decode()
    assert (shown.context["total"], shown.context["failing"]) == (0, ())
    assert "run" not in shown.context


def test_what_the_draft_changes_stands_in_words_by_question_with_links(
    editor: Client, front: str, published: Release
) -> None:
    page = edit()
    before = published.taxonomy.index.warning_by_slug["brand-voice"].title
    shown = editor.get(front).context
    assert shown["total"] == 2
    groups = {group.name: group.changes for group in shown["diff"].groups}
    assert groups == {
        "What does the team work on, item by item?": (
            ChangeView(
                "changed",
                "Evidence: “Orders, returns and product pages” on Ecommerce and order operations",
                page,
                (FieldChange("strength", "+3", "−1"),),
            ),
        ),
        "Rules": (
            ChangeView(
                "changed",
                "Warning: Another title",
                change(Warning.objects.get(slug="brand-voice")),
                (FieldChange("title", before, "Another title"),),
            ),
        ),
    }


def test_failing_cases_and_the_first_step_of_the_impact_are_shown(
    editor: Client, front: str, published: Release
) -> None:
    edit()
    shown = editor.get(front).context
    assert {case.title for case in shown["failing"]} == {
        "Returns at a fashion brand",
        "Thirty-five thousand marketplace listings",
        "When a listing is blocked",
        "Candles, wax and twenty-five orders",
    }
    assert shown["run"].cases.compared == Case.objects.count()
    assert shown["sentence"].startswith("This draft changes the first outcome of 5 of 79 cases")


def test_before_the_first_edition_there_is_a_draft_and_nothing_to_compare_it_with(
    editor: Client, front: str
) -> None:
    response = editor.get(front)
    assert "Nothing has been published yet" in response.content.decode()
    assert response.context["edition"] is None
    assert response.context["failing"] == ()


def test_a_draft_that_is_not_sound_says_what_stands_in_the_way_and_leads_there(
    editor: Client, front: str, published: Release
) -> None:
    warning = Warning.objects.get(slug="brand-voice")
    Warning.objects.filter(pk=warning.pk).update(condition="mood = sunny")
    response = editor.get(front)
    (level,) = response.context["levels"]
    (finding,) = level.findings
    assert (level.slug, str(finding.location), finding.href) == (
        "error",
        "warning brand-voice",
        change(warning),
    )
    assert "Not valid: it cannot be published" in response.content.decode()


def test_findings_that_only_inform_are_folded_away(
    editor: Client, front: str, published: Release
) -> None:
    (level,) = editor.get(front).context["levels"]
    assert (level.slug, level.folded) == ("info", True)
    assert all(finding.href for finding in level.findings)


def test_an_example_of_answers_is_given_for_each_outcome(
    editor: Client, front: str, published: Release
) -> None:
    shown = editor.get(front).context["reached"]
    assert [one.name for one in shown] == [one.name for one in published.taxonomy.outcomes]
    offshore = next(one for one in shown if one.name == "Offshore")
    assert offshore.axis == "Geography"
    assert offshore.query == "priority=lowest-cost"
    assert len(offshore.answers) == 1


def test_the_draft_is_read_once_and_the_outcomes_are_reached_once(
    editor: Client, front: str, published: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: Counter[str] = Counter()
    count_calls(monkeypatch, calls, draft_review, "compile_draft")
    for name in ("check", "rows", "reachability", "quality"):
        count_calls(monkeypatch, calls, taxonomy_review, name)
    edit()
    draft_review.forget_reviews()
    editor.get(front)
    once = {"compile_draft": 1, "check": 1, "rows": 1, "reachability": 1, "quality": 1}
    assert calls == once
    editor.get(front)
    assert calls["quality"] == 1


def count_calls(
    monkeypatch: pytest.MonkeyPatch, calls: Counter[str], module: ModuleType, name: str
) -> None:
    function = getattr(module, name)

    def counted(*args: object) -> object:
        calls[name] += 1
        return function(*args)

    monkeypatch.setattr(module, name, counted)


def test_it_costs_a_fixed_number_of_queries(
    editor: Client,
    front: str,
    published: Release,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    edit()
    editor.get(front)
    with django_assert_num_queries(86):
        editor.get(front)


def test_it_costs_the_same_for_no_change_and_for_many(
    editor: Client, front: str, published: Release
) -> None:
    edit()
    editor.get(front)
    with CaptureQueriesContext(connection) as few:
        editor.get(front)
    Evidence.objects.filter(option__question__slug="object").update(sentence="Another sentence.")
    with CaptureQueriesContext(connection) as many:
        assert editor.get(front).context["total"] > 20
    assert len(many) == len(few)
