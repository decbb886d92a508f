"""Only what a publisher read goes out: what moved in between is shown first, and nothing typed is
lost."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client

from matcher.admin.pages.editions_publish import MovedView
from matcher.admin.pages.publish_mark import MOST_NAMED, Moved, PublishMark
from matcher.core.taxonomy.diff import Change, FieldChange
from matcher.core.taxonomy.row_ref import row_ref
from matcher.core.taxonomy.row_types import RowGroup
from matcher.editions import Release
from matcher.models import Case, Edition, Note, Warning
from tests.admin.conftest import StaffWith
from tests.admin.pages import Data, publishing

NOTE = "Corrected a sentence."
WHY = "The case is out of date."
PAGE = "/admin/desk/editions/publish/"


# ── The mark ─────────────────────────────────────────────────────────────────────────────


def change(slug: str, text: str) -> Change:
    group = RowGroup("part", "notes", "Notes")
    return Change("changed", group, slug, row_ref("note", slug), (FieldChange("text", "", text),))


def mark(*changes: Change, failing: tuple[str, ...] = (), number: int = 1) -> PublishMark:
    marked = PublishMark("fingerprint", number, failing, ())
    return replace(marked, changes=PublishMark.of_changes(changes))


@pytest.mark.parametrize(
    ("now", "failing", "moved"),
    [
        ([change("a", "1"), change("b", "1")], (), Moved()),
        ([change("a", "1"), change("b", "2")], (), Moved((change("b", "2"),))),
        (
            [change("a", "1"), change("b", "1"), change("c", "1")],
            (),
            Moved((change("c", "1"),)),
        ),
        ([change("b", "1")], (), Moved((), ("a",))),
        ([change("a", "1"), change("b", "1")], ("C1", "C2"), Moved((), (), ("C2",))),
    ],
    ids=["the same", "changed again", "one more", "taken back", "a case fails"],
)
def test_what_moved_is_named(now: list[Change], failing: tuple[str, ...], moved: Moved) -> None:
    read = mark(change("a", "1"), change("b", "1"), failing=("C1",))
    assert read.moved_to(mark(*now, failing=failing), now) == moved
    assert moved.is_named is (moved != Moved())


def test_under_another_edition_all_changes_are_others() -> None:
    now = [change("b", "1")]
    moved = mark(change("a", "1")).moved_to(mark(*now, number=2), now)
    assert moved == Moved(edition=True)


def test_too_many_changes_are_not_named() -> None:
    many = [change(str(number), "1") for number in range(MOST_NAMED + 1)]
    assert mark(*many).changes == ()
    assert mark(change("a", "1")).moved_to(mark(*many), many).changes == ()
    assert mark(*many).moved_to(mark(*many[:2]), many[:2]) == Moved()


def test_a_mark_comes_back_as_it_was_or_not_at_all() -> None:
    read = mark(change("a", "1"), failing=("C1",))
    assert PublishMark.unpacked(read.packed()) == read
    assert PublishMark.unpacked(read.packed() + "x") is None
    assert PublishMark.unpacked("") is None


# ── Two people ───────────────────────────────────────────────────────────────────────────


@pytest.fixture
def chief(staff_with: StaffWith) -> Client:
    return staff_with("publish_edition", "view_edition", "accept_failing_cases")


@pytest.fixture
def read(draft: None, published: Release, chief: Client) -> Data:
    """What the form holds once the chief has read that one sentence changes."""
    retell("first", "Another sentence.")
    return publishing(chief, note=NOTE)


def retell(which: str, text: str) -> Note:
    """Give the first or the last note another text, as somebody else's save does."""
    notes = Note.objects.order_by("pk")
    note = notes[0] if which == "first" else notes.reverse()[0]
    Note.objects.filter(pk=note.pk).update(text=text)
    return note


def break_case(slug: str) -> Case:
    """Let the case ask for a warning that does not show."""
    case = Case.objects.get(slug=slug)
    case.warnings.add(Warning.objects.get(slug="two-families"))
    return case


def refused(client: Client, form: Data) -> tuple[MovedView, str]:
    """What the publisher is told that moved, and the page: nothing was published, and the note is
    still there."""
    response = client.post(PAGE, form)
    shown = response.content.decode()
    assert "Nothing was published." in shown
    assert f'value="{form["note"]}"' in shown
    return response.context["moved"], shown


def names(moved: MovedView) -> list[str]:
    return [change.display_name for group in moved.diff.groups for change in group.changes]


def test_a_sentence_saved_meanwhile_is_shown_before_it_goes_out(chief: Client, read: Data) -> None:
    note = retell("last", "Unseen by the publisher.")
    moved, shown = refused(chief, read)
    assert names(moved) == [f"Note: {note.title}"]
    assert shown.count("Unseen by the publisher.") == 2  # as what moved, and among all changes
    assert Edition.objects.count() == 1
    assert chief.post(PAGE, publishing(chief, note=NOTE)).status_code == 302
    assert Edition.objects.get(number=2).note == NOTE


def test_a_change_that_was_taken_back_is_named(
    chief: Client, read: Data, published: Release
) -> None:
    note = retell("last", "Something else.")
    first = Note.objects.order_by("pk")[0]
    (original,) = (one.text for one in published.taxonomy.notes if one.slug == first.slug)
    retell("first", original)
    moved, shown = refused(chief, read)
    assert names(moved) == [f"Note: {note.title}"]
    assert moved.taken_back == (f"Note: {first.title}",)
    assert "These say again what edition 1 says:" in shown


def test_only_failing_cases_that_were_read_are_accepted(chief: Client, read: Data) -> None:
    break_case("A06")
    form = publishing(chief, note=NOTE, accepted_because=WHY)
    another = break_case("A07")
    moved, shown = refused(chief, form)
    assert moved.failing == (another.title,)
    assert f'value="{WHY}"' in shown
    assert Edition.objects.count() == 1
    chief.post(PAGE, publishing(chief, note=NOTE, accepted_because=WHY))
    assert Edition.objects.get(number=2).failing_cases == "A06\nA07"


def test_of_two_publishers_the_second_is_shown_the_edition_of_the_first(
    chief: Client, read: Data
) -> None:
    other = Client()
    other.force_login(User.objects.create_superuser("other"))
    assert other.post(PAGE, {**read, "note": "I was first."}).status_code == 302
    retell("last", "A third sentence.")
    moved, shown = refused(chief, read)
    assert (moved.edition, names(moved)) == (True, [])
    assert "Edition 2 was published while you read this page" in shown
    assert "“I was first.”" in shown
    assert Edition.objects.count() == 2


@pytest.mark.parametrize("sent", ["", "tampered"])
def test_who_sends_a_note_without_having_read_reads_first(
    chief: Client, read: Data, sent: str
) -> None:
    moved, shown = refused(chief, {**read, "mark": sent})
    assert not moved.is_named
    assert "Below is all that would be published." in shown
    assert Edition.objects.count() == 1
