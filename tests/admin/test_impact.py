"""The page that says what the draft would change, and one answer set side by side."""

import re
from collections.abc import Callable

import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from matcher import impact as service
from matcher.core import Answers, Taxonomy
from matcher.editions import Release, publish
from matcher.models import Evidence, Warning
from matcher.sharing import save_result
from tests.admin.conftest import StaffWith

pytestmark = pytest.mark.usefixtures("draft")

CONTACTS = Answers((("object", "customer-contacts"),))


@pytest.fixture
def page() -> str:
    return reverse("admin:desk_impact")


@pytest.fixture
def member(staff_with: StaffWith) -> Client:
    return staff_with("view_edition")


@pytest.fixture
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three steps are enough for all random answer sets."""
    monkeypatch.setattr(service, "ANSWER_SETS_PER_STEP", 4_000)


def state(response: HttpResponse) -> str:
    return response.context["state"]


def step(client: Client, page: str, response: HttpResponse, **more: str) -> HttpResponse:
    return client.post(page, {"state": state(response), **more})


# ── Who, and when there is nothing to compare ────────────────────────────────────────────


def test_strangers_and_staff_without_a_permission_do_not_see_them(
    client: Client, staff_with: StaffWith, page: str
) -> None:
    staff = staff_with("change_question")
    for one in (page, reverse("admin:desk_side_by_side")):
        assert client.get(one)["Location"] == f"{reverse('admin:login')}?next={one}"
        assert staff.get(one).status_code == 403
    assert staff.post(page).status_code == 403


@pytest.mark.parametrize("name", ["desk_impact", "desk_side_by_side"])
def test_without_an_edition_the_pages_say_so(member: Client, name: str) -> None:
    shown = member.get(reverse(f"admin:{name}")).content.decode()
    assert "Nothing has been published yet, so there is no edition to compare" in shown


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("name", ["desk_impact", "desk_side_by_side"])
def test_an_invalid_draft_is_shown_with_all_that_is_wrong(member: Client, name: str) -> None:
    Warning.objects.filter(slug="brand-voice").update(condition="<script> =")
    shown = member.get(reverse(f"admin:{name}")).content.decode()
    assert "The draft cannot be matched with any answers: one thing is wrong." in shown
    assert "warning brand-voice" in shown
    assert "&lt;" in shown


@pytest.mark.usefixtures("published")
def test_a_draft_word_for_word_the_edition_changes_nothing(member: Client, page: str) -> None:
    response = member.get(page)
    assert "The draft says the same as edition 1, word for word" in response.content.decode()
    assert "run" not in response.context


# ── Step by step ─────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("turned", "few_steps")
def test_each_request_compares_some_more_until_all_are_compared(
    member: Client, page: str, published: Release
) -> None:
    save_result(release=published, answers=CONTACTS)
    response = member.get(page)
    done = [response.context["run"].done]
    while state(response):
        progress = f"{done[-1]:,} of {done[0] + 10_000:,} answer sets compared."
        assert progress in response.content.decode()
        response = step(member, page, response)
        done.append(response.context["run"].done)
    assert [count - done[0] for count in done] == [0, 4_000, 8_000, 10_000]
    shown = response.content.decode()
    assert "<form" not in shown[shown.index('id="impact"') :]
    assert escape(response.context["sentence"]) in shown
    assert response.context["sentence"].startswith(
        "This draft changes the first outcome of 1 of 1 stored result of the last 90 days, of "
    )


@pytest.mark.usefixtures("turned", "few_steps")
def test_all_the_rest_is_compared_at_once_when_asked_for(member: Client, page: str) -> None:
    whole = step(member, page, member.get(page), at_once="1")
    assert state(whole) == ""
    steps = member.get(page)
    while state(steps):
        steps = step(member, page, steps)
    assert steps.context["run"].impacts == whole.context["run"].impacts
    assert steps.context["axes"] == whole.context["axes"]


@pytest.mark.usefixtures("turned", "few_steps")
def test_looking_again_begins_again(member: Client, page: str) -> None:
    first = member.get(page)
    step(member, page, first)
    assert member.get(page).context["run"].impacts == first.context["run"].impacts


@pytest.mark.usefixtures("turned")
def test_every_move_leads_to_answer_sets_side_by_side(
    member: Client, page: str, published: Release
) -> None:
    save_result(release=published, answers=CONTACTS)
    response = member.get(page)
    (row,) = (
        row
        for row in response.context["axes"][0].rows
        if (row.before, row.after)
        == ("Customer operations and support", "HR and payroll operations")
    )
    assert row.counts[1:] == ("1", "0")
    links = re.findall(r'href="([^"]*/side-by-side/\?[^"]*)"', response.content.decode())
    shown = [member.get(link.replace("&amp;", "&")) for link in links]
    assert len(shown) > 3
    assert all(page.context["axes"][0].decision[0].difference == "differs" for page in shown)


@pytest.mark.usefixtures("turned", "few_steps")
def test_a_draft_that_changes_on_the_way_is_compared_again(member: Client, page: str) -> None:
    response = step(member, page, member.get(page))
    Evidence.objects.filter(option__slug="orders-listings").update(strength=-1)
    again = step(member, page, response)
    assert "The draft or the edition has changed meanwhile." in again.content.decode()
    assert again.context["run"].random.compared == 0


@pytest.mark.usefixtures("turned", "few_steps")
def test_an_edition_published_on_the_way_is_compared_again(member: Client, page: str) -> None:
    response = member.get(page)
    publish(note="Second edition", accepted_because="It is a test.")
    assert "word for word" in step(member, page, response).content.decode()
    Evidence.objects.filter(option__slug="orders-listings").update(strength=-1)
    again = step(member, page, response)
    assert "The draft or the edition has changed meanwhile." in again.content.decode()
    assert again.context["edition"].number == 2


@pytest.mark.usefixtures("turned", "few_steps")
@pytest.mark.parametrize(
    "tampered",
    [
        lambda state: "",
        lambda state: "nonsense",
        lambda state: state[:-1] + ("a" if state[-1] != "a" else "b"),
        lambda state: signing.dumps({"edition": 1}, salt="another"),
        lambda state: signing.dumps({"edition": 1}, salt="matcher.impact"),
        lambda state: signing.dumps([], salt="matcher.impact"),
        lambda state: "\0" * 50,
        lambda state: "<script>alert(1)</script>",
    ],
    ids=["none", "nonsense", "one letter", "other", "too little", "list", "null", "markup"],
)
def test_a_state_that_was_tampered_with_starts_again(
    member: Client, page: str, tampered: Callable[[str], str]
) -> None:
    response = member.post(page, {"state": tampered(state(member.get(page)))})
    assert response.status_code == 200
    shown = response.content.decode()
    assert "What was worked out so far could not be read. The comparison started again." in shown
    assert "alert(1)" not in shown
    assert response.context["run"].random.compared == 0


def test_another_site_cannot_have_it_compared(member: Client, page: str, turned: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = member.cookies
    assert strict.post(page, {"state": ""}).status_code == 403


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_only_looking_and_going_on_are_possible(member: Client, page: str, method: str) -> None:
    assert getattr(member, method)(page).status_code == 405
    assert member.post(reverse("admin:desk_side_by_side")).status_code == 405


@pytest.mark.usefixtures("turned", "few_steps")
def test_a_step_costs_a_fixed_number_of_queries(
    member: Client,
    page: str,
    published: Release,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    member.get(page)
    for count in (1, 3):
        for _number in range(count):
            save_result(release=published, answers=CONTACTS)
        with django_assert_num_queries(78):
            first = member.get(page)
        with django_assert_num_queries(76):
            step(member, page, first)


def test_the_state_stays_small(
    member: Client, page: str, published: Release, drafted: Taxonomy
) -> None:
    Evidence.objects.filter(strength__gt=0).update(strength=-3)
    response = step(member, page, member.get(page))
    assert len(response.context["run"].random.moves) > 60
    assert len(state(response)) < 8_000


def test_every_tick_of_a_stored_result_is_compared() -> None:
    assert service.stored_answers("priority=balanced&label=kpo&priority=resilience") == Answers(
        (("priority", "balanced"), ("priority", "resilience")), "kpo"
    )
