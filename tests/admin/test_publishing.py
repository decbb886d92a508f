"""Publishing from the admin: what stands in its way, a note, one click."""

from collections.abc import Callable

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from matcher import editions
from matcher.admin.pages.failing_cases import FailingCaseView
from matcher.admin.pages.publish_form import DATABASE_LOST
from matcher.editions import PublishedMeanwhile, Release, current
from matcher.models import Case, Edition, Note, Warning
from tests.admin.conftest import StaffWith
from tests.admin.pages import address, change, publishing

pytestmark = pytest.mark.usefixtures("draft")

NOTE = "Corrected a sentence."
HIDDEN = "Invisible control characters are not allowed: %s. Type the text without them."


@pytest.fixture
def page() -> str:
    return reverse("admin:desk_editions_publish")


@pytest.fixture
def publisher(staff_with: StaffWith) -> Client:
    return staff_with("publish_edition", "view_edition")


def messages(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_the_first_edition_is_published_with_a_note(publisher: Client, page: str) -> None:
    asked = publisher.get(page).content.decode()
    assert "Nothing has been published yet" in asked
    response = publisher.post(page, publishing(publisher, note=NOTE), follow=True)
    assert response.redirect_chain == [(address(Edition), 302)]
    assert messages(response) == ["Edition 1 is published. Visitors use it from now on."]
    edition = Edition.objects.get()
    assert (edition.number, edition.note) == (1, NOTE)
    assert edition.published_by == User.objects.get(username="member")
    assert LogEntry.objects.get().object_repr == "Edition 1"
    assert current().number == 1


def test_the_next_edition_says_what_it_replaces(
    publisher: Client, page: str, published: Release
) -> None:
    Note.objects.filter(pk=Note.objects.first().pk).update(text="Another sentence.")
    shown = publisher.get(page).content.decode()
    assert (
        f"Visitors use edition 1, published 22 November 2026, 12:00 UTC: “{published.note}”"
        in shown
    )
    response = publisher.post(page, publishing(publisher, note=NOTE), follow=True)
    assert [edition.number for edition in Edition.objects.all()] == [2, 1]
    undo = reverse("admin:desk_editions_roll_back", args=[1])
    assert f'<a href="{undo}">Undo: back to edition 1…</a>' in response.content.decode()
    assert publisher.get(undo).status_code == 200


def test_looking_at_the_page_changes_nothing(publisher: Client, page: str) -> None:
    publisher.get(page, {"note": NOTE})
    publisher.head(page)
    assert not Edition.objects.exists()


def test_the_list_of_editions_leads_to_it(publisher: Client, page: str) -> None:
    assert f'href="{page}"' in publisher.get(address(Edition)).content.decode()


def test_another_site_cannot_publish(publisher: Client, page: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = publisher.cookies
    assert strict.post(page, {"note": NOTE}).status_code == 403
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("", "This field is required."),
        ("   ", "This field is required."),
        ("x" * 301, "Ensure this value has at most 300 characters (it has 301)."),
        ("a\0b\x1bc\td", HIDDEN % "U+0000, U+001B, U+0009"),
        ("a\r\nb", HIDDEN % "U+000D, U+000A"),
    ],
    ids=["empty", "blank", "long", "control characters", "line break"],
)
def test_a_note_is_needed_and_is_a_short_line(
    publisher: Client, page: str, note: str, said: str
) -> None:
    response = publisher.post(page, {"note": note})
    assert response.status_code == 200
    assert response.context["form"].errors == {"note": [said]}
    assert not Edition.objects.exists()


def test_a_note_of_the_full_length_is_kept(publisher: Client, page: str) -> None:
    publisher.post(page, publishing(publisher, note="x" * 300))
    assert Edition.objects.get().note == "x" * 300


def test_an_invalid_draft_is_shown_with_all_that_is_wrong_and_not_published(
    publisher: Client, page: str
) -> None:
    Warning.objects.create(slug="one", title="One", text="One.", condition="nothing = none")
    Warning.objects.create(slug="two", title="Two", text="Two.", condition="regulation =")
    for response in (publisher.get(page), publisher.post(page, {"note": NOTE})):
        shown = response.content.decode()
        assert "The draft cannot be published: 2 things are wrong." in shown
        assert "There is no question called “nothing”." in shown
        assert "warning two" in shown
        assert 'name="note"' not in shown
    assert messages(response) == ["Nothing was published."]
    assert f"Your note was: “{NOTE}”" in shown
    assert not Edition.objects.exists()


def test_one_wrong_thing_is_counted_as_one(publisher: Client, page: str) -> None:
    Warning.objects.create(slug="one", title="One", text="One.", condition="nothing = none")
    assert "one thing is wrong" in publisher.get(page).content.decode()


@pytest.mark.usefixtures("published")
def test_an_unchanged_draft_makes_no_edition(publisher: Client, page: str) -> None:
    shown = publisher.get(page).content.decode()
    assert "there is nothing to publish" in shown
    assert 'name="note"' not in shown
    response = publisher.post(page, {"note": NOTE})
    assert messages(response) == ["Nothing was published."]
    assert Edition.objects.count() == 1


def test_who_publishes_second_at_the_same_moment_is_told_and_keeps_the_note(
    publisher: Client, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(**_given: object) -> Edition:
        raise PublishedMeanwhile

    monkeypatch.setattr("matcher.admin.pages.editions_publish.publish", meanwhile)
    response = publisher.post(page, publishing(publisher, note=NOTE))
    assert messages(response) == [
        "Somebody else has just published. Look at their edition, then publish again."
    ]
    assert response.context["form"]["note"].value() == NOTE
    assert not Edition.objects.exists()


def test_hostile_text_in_a_note_or_a_finding_is_shown_as_text(publisher: Client, page: str) -> None:
    hostile = "<script>alert(1)</script>"
    publisher.post(page, publishing(publisher, note=hostile))
    Warning.objects.create(slug="one", title="One", text="One.", condition=hostile)
    for shown in (publisher.get(page), publisher.get(address(Edition))):
        assert hostile not in shown.content.decode()
        assert "&lt;" in shown.content.decode()


def test_the_list_shows_what_was_published_when_by_whom_and_why(
    publisher: Client, page: str
) -> None:
    publisher.post(page, publishing(publisher, note=NOTE))
    shown = publisher.get(address(Edition)).content.decode()
    edition = editions.Edition.objects.get()
    assert all(text in shown for text in (NOTE, "member", edition.sha256[:12]))
    assert edition.sha256 not in shown


# ── Failing cases ────────────────────────────────────────────────────────────────────────

WHY = "The case is out of date."


@pytest.fixture
def failing() -> Case:
    """A case that asks for a warning which does not show."""
    case = Case.objects.get(slug="A06")
    case.warnings.add(Warning.objects.get(slug="two-families"))
    return case


@pytest.fixture
def chief(staff_with: StaffWith) -> Client:
    """A publisher who may accept failing cases."""
    return staff_with("publish_edition", "view_edition", "accept_failing_cases")


def test_a_failing_case_is_named_with_its_page_and_why(
    publisher: Client, page: str, failing: Case
) -> None:
    response = publisher.get(page)
    title = Warning.objects.get(slug="two-families").title
    assert response.context["failing"] == (
        FailingCaseView(failing.title, change(failing), (f"The warning “{title}” is missing.",)),
    )
    assert "accepted_because" not in response.context["form"].fields
    assert "Only somebody who may accept failing cases can publish" in response.content.decode()


def test_who_may_not_accept_it_publishes_nothing(
    publisher: Client, page: str, failing: Case
) -> None:
    response = publisher.post(page, publishing(publisher, note=NOTE, accepted_because=WHY))
    assert messages(response) == ["Nothing was published: cases fail."]
    assert "Only somebody who may accept failing cases can publish" in response.content.decode()
    assert response.context["form"]["note"].value() == NOTE
    assert not Edition.objects.exists()


def test_who_may_says_why_and_it_is_kept(chief: Client, page: str, failing: Case) -> None:
    response = chief.post(page, publishing(chief, note=NOTE))
    assert messages(response) == ["Nothing was published: cases fail."]
    assert response.context["form"].errors == {
        "accepted_because": ["Say why, or correct the draft or the cases."]
    }
    chief.post(page, publishing(chief, note=NOTE, accepted_because=WHY))
    row = Edition.objects.get()
    assert (row.failing_cases, row.accepted_because) == ("A06", WHY)
    shown = chief.get(change(row)).content.decode()
    assert WHY in shown
    assert f'<a href="{change(failing)}">{failing.title}</a> (A06)' in shown


def test_a_failing_case_that_was_deleted_since_is_still_named(
    chief: Client, page: str, failing: Case
) -> None:
    chief.post(page, publishing(chief, note=NOTE, accepted_because=WHY))
    failing.delete()
    shown = chief.get(change(Edition.objects.get())).content.decode()
    assert '<div class="readonly">A06</div>' in shown


def test_no_reason_is_asked_for_while_all_cases_hold(chief: Client, page: str) -> None:
    assert "accepted_because" not in chief.get(page).context["form"].fields


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("x" * 301, "Ensure this value has at most 300 characters (it has 301)."),
        ("a\x1bb", HIDDEN % "U+001B"),
    ],
    ids=["long", "control character"],
)
def test_a_reason_that_cannot_be_kept_is_refused_beside_its_field(
    chief: Client, page: str, failing: Case, reason: str, said: str
) -> None:
    form = chief.post(page, {"note": NOTE, "accepted_because": reason}).context["form"]
    assert form.errors == {"accepted_because": [said]}
    assert not Edition.objects.exists()


# ── Two at once, and no database ─────────────────────────────────────────────────────────


def test_who_publishes_second_sees_the_edition_of_the_first(
    publisher: Client, page: str, published: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    def somebody_else(*_given: object) -> Edition:
        first = Edition.objects.get()
        Edition.objects.create(
            number=2,
            taxonomy_json=first.taxonomy_json,
            sha256=first.sha256,
            note="I was first.",
            published_at=first.published_at,
        )
        raise PublishedMeanwhile

    Note.objects.filter(pk=Note.objects.first().pk).update(text="Another sentence.")
    read = publishing(publisher, note=NOTE)
    monkeypatch.setattr("matcher.admin.pages.editions_publish._write", somebody_else)
    shown = publisher.post(page, read).content.decode()
    assert "Visitors use edition 2" in shown
    assert "“I was first.”" in shown
    assert f'value="{NOTE}"' in shown


class Lost:
    """A database that goes away when an edition is to be written. It stays away, but for what
    ends the transaction."""

    def __init__(self) -> None:
        self.gone = False

    def __call__(self, execute: Callable[..., object], sql: str, *rest: object) -> object:
        self.gone = self.gone or sql.startswith('INSERT INTO "matcher_edition"')
        if self.gone and "SAVEPOINT" not in sql:
            raise OperationalError("server closed the connection unexpectedly")
        return execute(sql, *rest)


def test_a_database_that_is_lost_while_publishing_leaves_nothing_behind_and_the_note_is_kept(
    publisher: Client, page: str
) -> None:
    with connection.execute_wrapper(Lost()):
        response = publisher.post(page, publishing(publisher, note=NOTE))
    assert messages(response) == [str(DATABASE_LOST)]
    assert f'value="{NOTE}"' in response.content.decode()
    assert not Edition.objects.exists()
    assert not LogEntry.objects.exists()
    assert publisher.post(page, publishing(publisher, note=NOTE)).status_code == 302
    assert Edition.objects.get().note == NOTE


def test_an_edition_and_its_entry_in_the_log_are_written_together(
    publisher: Client, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_given: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("matcher.admin.rows.editions.EditionAdmin.log_addition", lost)
    response = publisher.post(page, publishing(publisher, note=NOTE))
    assert messages(response) == [str(DATABASE_LOST)]
    assert not Edition.objects.exists()
