"""After a save the page that it leads to says what the draft changes, and offers to undo it."""

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from matcher.draft.compile import compile_draft
from matcher.draft.history import seed_history
from matcher.models import Evidence, Option, Outcome, Warning
from tests.admin.conftest import StaffWith
from tests.admin.pages import Data, address, change, deleting, read_form

pytestmark = pytest.mark.usefixtures("published", "draft")

GRID = "/admin/desk/evidence/object/family/"
CONSEQUENCE = "/admin/desk/consequence/"
UNDO = "/admin/desk/undo/"

EDITOR = (
    *("view_edition", "change_question", "view_evidence", "add_evidence", "change_evidence"),
    *("delete_evidence", "view_warning", "change_warning", "add_warning"),
)


@pytest.fixture
def editor(staff_with: StaffWith) -> Client:
    seed_history("As delivered")
    return staff_with(*EDITOR)


def turn_round(client: Client) -> str:
    """Turn a cell of the grid round, and return the page that the save leads to."""
    option = Option.objects.get(question__slug="object", slug="orders-listings")
    outcome = Outcome.objects.get(slug="ecommerce-order-ops")
    cell = Evidence.objects.get(option=option, outcome=outcome)
    name = f"{option.pk}-{outcome.pk}"
    data = {
        f"mark-{name}": "-3",
        f"sentence-{name}": cell.sentence,
        f"was-{name}": f"{cell.strength:+d} {cell.sentence}",
    }
    response = client.post(GRID, data, follow=True)
    assert response.redirect_chain == [(GRID, 302)]
    return response


def undoing(response: object) -> Data:
    """What the button of the page sends."""
    return {"save": response.context["last_save"], "back": GRID}


def test_the_page_that_a_save_leads_to_offers_to_say_what_changes_once(editor: Client) -> None:
    shown = turn_round(editor).content.decode()
    assert f'data-url="{CONSEQUENCE}"' in shown
    assert f'<a class="button" href="{CONSEQUENCE}">Work it out</a>' in shown
    assert "Undo this save" in shown
    assert 'id="consequence"' not in editor.get(GRID).content.decode()


def test_it_says_which_cases_fail_who_changes_and_which_sign_turned(editor: Client) -> None:
    turn_round(editor)
    response = editor.get(CONSEQUENCE)
    shown = response.content.decode()
    assert {case.title for case in response.context["failing"]} == {
        "Returns at a fashion brand",
        "Thirty-five thousand marketplace listings",
        "When a listing is blocked",
        "Candles, wax and twenty-five orders",
        "Paint orders by email",
    }
    assert response.context["sentence"].endswith("of 5,000 random answer sets.")
    assert "This is a sample." in shown
    assert reverse("admin:desk_impact") in shown
    (sign,) = response.context["signs"]
    assert "now speaks against the outcome, and its sentence is still the old one" in sign.sentence


def test_a_save_is_undone_from_there(editor: Client) -> None:
    before = compile_draft()
    response = turn_round(editor)
    assert compile_draft() != before
    response = editor.post(UNDO, undoing(response), follow=True)
    assert response.redirect_chain == [(GRID, 302)]
    assert [str(message) for message in response.context["messages"]] == [
        "Undone: one row is as it was before."
    ]
    assert compile_draft() == before
    assert "nothing changes for visitors" in editor.get(CONSEQUENCE).content.decode()
    assert response.context["last_save"]  # the undo can be undone


def test_what_was_changed_since_is_not_undone(editor: Client) -> None:
    data = undoing(turn_round(editor))
    cell = Evidence.objects.get(option__slug="orders-listings", outcome__slug="ecommerce-order-ops")
    cell.sentence = "Somebody else wrote this."
    cell.save()
    response = editor.post(UNDO, data, follow=True)
    (message,) = response.context["messages"]
    assert str(message).startswith("Nothing was undone. “")
    cell.refresh_from_db()
    assert (cell.strength, cell.sentence) == (-3, "Somebody else wrote this.")


def test_only_who_saved_can_undo_and_only_what_the_page_offered(editor: Client) -> None:
    data = undoing(turn_round(editor))
    other = Client()
    other.force_login(User.objects.create_superuser("other"))
    after = compile_draft()
    assert other.post(UNDO, data).status_code == 403
    assert editor.post(UNDO, {**data, "save": "made up"}).status_code == 403
    assert editor.post(UNDO, {}).status_code == 403
    assert editor.get(UNDO).status_code == 405
    User.objects.get(username="member").user_permissions.remove(
        User.objects.get(username="member").user_permissions.get(codename="change_evidence")
    )
    assert editor.post(UNDO, data).status_code == 403
    assert compile_draft() == after


def test_undoing_leads_to_no_other_site(editor: Client) -> None:
    data = {**undoing(turn_round(editor)), "back": "https://example.org/"}
    assert editor.post(UNDO, data)["Location"] == reverse("admin:index")


def test_a_row_a_spreadsheet_and_a_deletion_lead_to_it_too(admin_client: Client) -> None:
    seed_history("As delivered")
    before = compile_draft()
    warning = Warning.objects.get(slug="brand-voice")
    data = {**read_form(admin_client, change(warning)), "title": "Another title"}
    rows = admin_client.post(change(warning), data, follow=True)
    assert admin_client.post(UNDO, undoing(rows)).status_code == 302
    assert compile_draft() == before

    sheet = admin_client.get(address(Evidence, "export")).content
    file = SimpleUploadedFile(
        "evidence.csv", sheet.replace(b",+3,", b",+2,").replace(b",3,", b",2,")
    )
    preview = admin_client.post(address(Evidence, "import"), {"file": file})
    packed = {"packed": preview.context["packed"]}
    imported = admin_client.post(address(Evidence, "import"), packed, follow=True)
    assert compile_draft() != before
    assert admin_client.post(UNDO, undoing(imported)).status_code == 302
    assert compile_draft() == before

    new = Warning.objects.create(slug="new", title="New", text="New.", condition="label given")
    deletion = address(Warning, "delete", new.pk)
    deleted = admin_client.post(deletion, deleting(admin_client, new), follow=True)
    assert not Warning.objects.filter(slug="new").exists()
    assert admin_client.post(UNDO, undoing(deleted)).status_code == 302
    assert Warning.objects.get(slug="new").pk == new.pk


def test_a_form_that_changes_nothing_leads_to_no_strip(admin_client: Client) -> None:
    seed_history("As delivered")
    turn_round(admin_client)
    again = admin_client.post(GRID, {}, follow=True)
    assert 'id="consequence"' not in again.content.decode()
    warning = Warning.objects.get(slug="brand-voice")
    records = warning.history.count()
    form = read_form(admin_client, change(warning))
    saved = admin_client.post(change(warning), form, follow=True)
    assert 'id="consequence"' not in saved.content.decode()
    assert warning.history.count() == records


def test_a_draft_that_is_not_valid_says_what_is_wrong(editor: Client) -> None:
    Warning.objects.create(slug="one", title="One", text="One.", condition="nothing = none")
    shown = editor.get(CONSEQUENCE).content.decode()
    assert "The draft cannot be published now: one thing is wrong." in shown
    assert escape("There is no question called “nothing”.") in shown


def test_who_sees_no_editions_is_shown_nothing(staff_with: StaffWith) -> None:
    client = staff_with("view_evidence", "add_evidence", "change_evidence", "delete_evidence")
    assert 'id="consequence"' not in turn_round(client).content.decode()
    assert client.get(CONSEQUENCE).status_code == 403
