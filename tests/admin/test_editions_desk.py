"""Editions on the desk: the list, comparing any two, rolling back to one."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import OperationalError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from matcher.admin.pages.change_list import ChangesView
from matcher.admin.pages.publish_form import DATABASE_LOST
from matcher.core import Taxonomy
from matcher.draft.compile import compile_draft
from matcher.editions import current, edition, publish, roll_back
from matcher.models import Case, Edition, Note, Option, Outcome, Question, Warning
from tests.admin.conftest import StaffWith
from tests.admin.pages import address
from tests.fixtures import Rows, restore

pytestmark = pytest.mark.usefixtures("draft")

COMPARE = "/admin/desk/editions/compare/"
BACK = "/admin/desk/editions/1/roll-back/"


@pytest.fixture
def publisher(staff_with: StaffWith) -> Client:
    return staff_with("publish_edition", "view_edition")


@pytest.fixture(scope="session")
def published_twice(
    django_db_setup: Rows, django_db_blocker: DjangoDbBlocker
) -> list[dict[str, object]]:
    """The columns of two editions. Publishing takes seconds, so it is done once."""
    with django_db_blocker.unblock(), transaction.atomic():
        restore(django_db_setup)
        publish(note="First edition")
        retitle("Another title")
        publish(note="Better title")
        rows = list(Edition.objects.order_by("number").values())
        transaction.set_rollback(True)
    return rows


@pytest.fixture
def two_editions(draft: None, published_twice: list[dict[str, object]]) -> None:
    """Edition 2 has another title of a warning; the draft has a note more."""
    for columns in published_twice:
        Edition.objects.create(**{**columns, "id": None})
    retitle("Another title")
    Note.objects.create(slug="new", topic="fit", title="Unpublished", text="New.")


def retitle(title: str) -> None:
    Warning.objects.filter(slug="brand-voice").update(title=title)


def messages(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def shown(found: ChangesView) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (group.name, [(change.kind, change.display_name) for change in group.changes])
        for group in found.groups
    ]


RETITLED = ("Rules", [("changed", "Warning: Another title")])
TITLED_BACK = ("Rules", [("changed", "Warning: You are buying your own voice")])
NOTED = ("Notes", [("added", "Note: Unpublished")])


# ── The list ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("two_editions")
def test_the_list_says_how_much_changed_what_is_repeated_and_what_was_accepted(
    publisher: Client,
) -> None:
    roll_back(1, note="Back")
    Edition.objects.filter(number=2).update(failing_cases="a\nb", accepted_because="They are old.")
    page = publisher.get(address(Edition))
    columns = [
        (row.number, row.changes, model.older_edition(row), model.accepted(row))
        for model in [page.context["cl"].model_admin]
        for row in page.context["cl"].result_list
    ]
    assert columns == [(3, 1, "edition 1", ""), (2, 1, "", "2"), (1, 0, "", "")]


@pytest.mark.usefixtures("two_editions")
def test_the_page_of_an_edition_leads_back_to_it_unless_it_is_the_current_one(
    publisher: Client,
) -> None:
    first, second = Edition.objects.order_by("number")
    assert f'href="{BACK}"' in publisher.get(address(Edition, "change", first.pk)).content.decode()
    page = publisher.get(address(Edition, "change", second.pk)).content.decode()
    assert "/roll-back/" not in page
    assert f"{reverse('admin:desk_taxonomy_export')}?edition=2" in page


@pytest.mark.usefixtures("two_editions")
def test_who_may_not_publish_is_not_led_to_it(staff_with: StaffWith) -> None:
    reader = staff_with("view_edition")
    first = Edition.objects.get(number=1)
    assert "/roll-back/" not in reader.get(address(Edition, "change", first.pk)).content.decode()


# ── Comparing ────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("two_editions")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, [NOTED]),
        ({"before": "1"}, [RETITLED, NOTED]),
        ({"before": "1", "after": "2"}, [RETITLED]),
        ({"before": "2", "after": "1"}, [TITLED_BACK]),
        ({"before": "2", "after": "2"}, []),
        ({"before": "draft", "after": "draft"}, []),
    ],
    ids=["as it opens", "with the draft", "forwards", "backwards", "the same", "only the draft"],
)
def test_any_two_are_compared_group_by_group(
    publisher: Client, query: dict[str, str], found: list[object]
) -> None:
    assert shown(publisher.get(COMPARE, query).context["diff"]) == found


@pytest.mark.usefixtures("two_editions")
def test_a_change_is_shown_with_what_was_said_before_and_after(publisher: Client) -> None:
    page = publisher.get(COMPARE, {"before": "1", "after": "2"}).content.decode()
    assert "<del>You are buying your own voice</del>" in page
    assert "<ins>Another title</ins>" in page


@pytest.mark.usefixtures("two_editions")
@pytest.mark.parametrize("asked", ["7", "0", "-1", "x", "", "1' OR 1=1", "9" * 400])
def test_an_edition_that_is_not_there_is_said_in_words(publisher: Client, asked: str) -> None:
    page = publisher.get(COMPARE, {"before": asked})
    assert page.status_code == 200
    assert "There is no such edition." in page.content.decode()


def test_before_the_first_edition_there_is_only_the_draft(publisher: Client) -> None:
    assert "Both say the same, word for word." in publisher.get(COMPARE).content.decode()


def test_hostile_text_is_shown_as_text(publisher: Client) -> None:
    publish(note="First edition")
    retitle("<script>alert(1)</script>")
    page = publisher.get(COMPARE).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


# ── Rolling back ─────────────────────────────────────────────────────────────────────────


def read(client: Client) -> dict[str, str]:
    """What the form of the page would send."""
    page = client.get(BACK)
    return {
        "note": page.context["form"]["note"].value(),
        "fingerprint": page.context["fingerprint"],
    }


@pytest.mark.usefixtures("two_editions")
def test_the_page_shows_what_changes_and_what_is_lost_and_changes_nothing(
    publisher: Client,
) -> None:
    before = compile_draft()
    page = publisher.get(BACK)
    assert shown(page.context["diff"]) == [TITLED_BACK]
    assert shown(page.context["lost_changes"]) == [NOTED]
    assert "The history of each row keeps what it said" in page.content.decode()
    assert compile_draft() == before
    assert current().number == 2


@pytest.mark.usefixtures("two_editions")
def test_rolling_back_publishes_the_old_edition_again_and_rolls_back_the_draft(
    publisher: Client, drafted: Taxonomy
) -> None:
    response = publisher.post(BACK, read(publisher), follow=True)
    undo = reverse("admin:desk_editions_roll_back", args=[2])
    assert messages(response) == [
        (
            "Edition 3 is published and says what edition 1 said. So does the draft. "
            f'<a href="{undo}">Undo: back to edition 2…</a>'
        )
    ]
    edition = Edition.objects.get(number=3)
    assert (edition.note, edition.rolls_back_to, edition.changes) == (
        "Roll back to edition 1",
        1,
        1,
    )
    assert edition.published_by == User.objects.get(username="member")
    assert LogEntry.objects.get().object_repr == "Edition 3"
    assert edition.sha256 == Edition.objects.get(number=1).sha256
    assert compile_draft() == drafted
    record = Note.history.first()
    assert (record.history_type, record.history_change_reason) == ("-", "Roll back to edition 1")
    assert record.history_user == edition.published_by
    assert record.title == "Unpublished"


@pytest.mark.usefixtures("two_editions")
def test_a_note_of_ones_own_is_kept_and_none_is_refused(publisher: Client) -> None:
    sent = read(publisher)
    refused = publisher.post(BACK, {**sent, "note": " "})
    assert refused.context["form"].errors == {"note": ["This field is required."]}
    assert current().number == 2
    hidden = publisher.post(BACK, {**sent, "note": "It was\x1bright."})
    assert hidden.context["form"].errors == {
        "note": [
            "Invisible control characters are not allowed: U+001B. Type the text without them."
        ]
    }
    assert current().number == 2
    publisher.post(BACK, {**sent, "note": "It was right."})
    assert current().note == "It was right."


@pytest.mark.usefixtures("two_editions")
def test_who_reads_the_page_while_somebody_edits_is_told_and_keeps_the_note(
    publisher: Client,
) -> None:
    sent = read(publisher)
    Note.objects.filter(slug="new").update(title="Edited meanwhile")
    before = compile_draft()
    response = publisher.post(BACK, {**sent, "note": "My note"})
    assert messages(response)[0].startswith("Somebody changed the draft or a case")
    assert response.context["form"]["note"].value() == "My note"
    assert (compile_draft(), current().number) == (before, 2)
    assert response.context["fingerprint"] != sent["fingerprint"]
    publisher.post(BACK, {**sent, "fingerprint": response.context["fingerprint"]})
    assert current().number == 3


@pytest.mark.usefixtures("two_editions")
def test_who_rolls_back_second_is_told(publisher: Client) -> None:
    sent = read(publisher)
    publisher.post(BACK, sent)
    response = publisher.post(BACK, sent)
    assert messages(response)[-1].startswith("Somebody changed the draft or a case")
    assert Edition.objects.count() == 3


@pytest.mark.usefixtures("two_editions")
def test_an_edition_that_says_what_the_current_one_says_is_not_rolled_back_to(
    publisher: Client,
) -> None:
    roll_back(1, note="Back")
    page = publisher.get(BACK)
    assert "there is nothing to roll back" in page.content.decode()
    response = publisher.post(BACK, {"note": "Again", "fingerprint": page.context["fingerprint"]})
    assert messages(response) == ["Nothing was changed. Nothing has changed since edition 3."]


@pytest.mark.usefixtures("two_editions")
def test_cases_that_use_what_the_edition_lacks_stand_in_the_way_and_are_named(
    publisher: Client,
) -> None:
    case = Case.objects.create(slug="mine", title="My case", vignette="Mine.")
    asked = Question.objects.first()
    option = Option.objects.create(question=asked, slug="more", label="More", hint="More.")
    case.answers.create(question=asked, option=option)
    before = compile_draft()
    page = publisher.get(BACK)
    assert [(use.title, str(use.row)) for use in page.context["uses"]] == [
        ("My case", "option object=more")
    ]
    assert 'name="note"' not in page.content.decode()
    response = publisher.post(BACK, {"note": "Back", "fingerprint": page.context["fingerprint"]})
    (said,) = messages(response)
    assert said == (
        "Nothing was changed. Cases use what would be gone: “My case” (option object=more). "
        "Change them first."
    )
    assert (compile_draft(), current().number) == (before, 2)


@pytest.fixture
def failing(two_editions: None) -> Case:
    """A case that holds as it is, and not with the answers that edition 1 gives to it."""
    case = Case.objects.filter(example=True).first()
    case.expectations.all().delete()
    case.verdicts.all().delete()
    case.answers.all().delete()
    case.warnings.set([])
    case.expectations.create(outcome=Outcome.objects.get(slug="onshore"))
    where = Question.objects.get(slug="data_location")
    case.answers.create(question=where, option=where.options.get(slug="must-stay-country"))
    publish(note="Another case")
    return case


def test_failing_cases_are_named_and_stand_in_the_way(publisher: Client, failing: Case) -> None:
    page = publisher.get(BACK)
    assert [one.title for one in page.context["failing"]] == [
        next(one.title for one in edition(1).taxonomy.examples if one.slug == failing.slug)
    ]
    before = compile_draft()
    response = publisher.post(BACK, {"note": "Back", "fingerprint": page.context["fingerprint"]})
    assert messages(response)[0].startswith("Nothing was changed. ")
    assert (compile_draft(), current().number) == (before, 3)


def test_a_case_that_begins_to_fail_meanwhile_is_not_accepted_unread(
    staff_with: StaffWith, failing: Case
) -> None:
    chief = staff_with("publish_edition", "view_edition", "accept_failing_cases")
    sent = read(chief)
    Case.objects.get(slug="A06").warnings.add(Warning.objects.get(slug="two-families"))
    response = chief.post(BACK, {**sent, "accepted_because": "It is out of date."})
    assert messages(response)[0].startswith("Somebody changed the draft or a case")
    assert len(response.context["failing"]) == 2
    assert response.context["form"]["accepted_because"].value() == "It is out of date."
    assert current().number == 3


def test_who_may_accept_them_says_why(staff_with: StaffWith, failing: Case) -> None:
    chief = staff_with("publish_edition", "view_edition", "accept_failing_cases")
    chief.post(BACK, {**read(chief), "accepted_because": "It is out of date."})
    row = Edition.objects.first()
    assert (row.number, row.rolls_back_to) == (4, 1)
    assert (row.failing_cases, row.accepted_because) == (failing.slug, "It is out of date.")


@pytest.mark.usefixtures("two_editions")
def test_a_failure_while_publishing_leaves_the_draft_as_it_was(
    publisher: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = compile_draft()
    sent = read(publisher)

    def lost(self: Edition, **_options: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(Edition, "save", lost)
    response = publisher.post(BACK, {**sent, "note": "My note"})
    assert messages(response) == [str(DATABASE_LOST)]
    assert response.context["form"]["note"].value() == "My note"
    assert compile_draft() == before
    assert Edition.objects.count() == 2


@pytest.mark.usefixtures("two_editions")
def test_another_site_cannot_roll_back(publisher: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = publisher.cookies
    assert strict.post(BACK, read(publisher)).status_code == 403
    assert current().number == 2


@pytest.mark.parametrize("number", ["7", "0", "9" * 30])
def test_an_edition_that_is_not_there_is_not_found(publisher: Client, number: str) -> None:
    assert publisher.get(f"/admin/desk/editions/{number}/roll-back/").status_code == 404


@pytest.mark.usefixtures("two_editions")
@pytest.mark.parametrize("page", [COMPARE, BACK])
def test_without_the_permission_there_is_no_page(staff_with: StaffWith, page: str) -> None:
    stranger = staff_with("change_note")
    assert stranger.get(page).status_code == 403
    assert stranger.post(page).status_code == 403
    assert Client().get(page).status_code == 302
