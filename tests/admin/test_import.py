"""A whole taxonomy out of the desk and in again: a preview first, and nothing read too large."""

import json

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from matcher.admin.pages import taxonomy_import as transfer, uploads
from matcher.core import Taxonomy, write_taxonomy
from matcher.draft.compile import compile_draft
from matcher.editions import Release, publish
from matcher.models import Case, Note, Warning
from tests.admin.conftest import StaffWith
from tests.client import FORM

pytestmark = pytest.mark.usefixtures("draft")

EXPORT = "/admin/desk/taxonomy/export/"
IMPORT = "/admin/desk/taxonomy/import/"


@pytest.fixture
def publisher(staff_with: StaffWith) -> Client:
    return staff_with("publish_edition", "view_edition")


@pytest.fixture
def delivered(drafted: Taxonomy) -> bytes:
    return write_taxonomy(drafted).encode()


def upload(client: Client, data: bytes, name: str = "rules.json") -> HttpResponse:
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, data)})


def messages(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def retitle(title: str) -> None:
    Warning.objects.filter(slug="brand-voice").update(title=title)


# ── Out ──────────────────────────────────────────────────────────────────────────────────


def test_the_draft_is_downloaded_as_one_file(publisher: Client, delivered: bytes) -> None:
    response = publisher.get(EXPORT)
    assert response.content == delivered
    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == 'attachment; filename="taxonomy-draft.json"'


def test_an_edition_is_downloaded_by_its_number(
    publisher: Client, published: Release, delivered: bytes
) -> None:
    retitle("Another title")
    response = publisher.get(EXPORT, {"edition": "1"})
    assert response.content == delivered
    assert response["Content-Disposition"] == 'attachment; filename="taxonomy-edition-1.json"'


@pytest.mark.parametrize("number", ["7", "x", "-1", "²", "9" * 400])
def test_an_edition_that_is_not_there_is_not_found(publisher: Client, number: str) -> None:
    assert publisher.get(EXPORT, {"edition": number}).status_code == 404


# ── In ───────────────────────────────────────────────────────────────────────────────────


def test_a_file_is_previewed_and_nothing_changes_before_it_is_confirmed(
    publisher: Client, delivered: bytes, drafted: Taxonomy
) -> None:
    retitle("Another title")
    before = compile_draft()
    preview = upload(publisher, delivered)
    found = preview.context["diff"]
    assert (found.added, found.removed, found.changed) == (0, 0, 1)
    assert [group.name for group in found.groups] == ["Rules"]
    assert compile_draft() == before
    response = publisher.post(IMPORT, {"packed": preview.context["packed"]}, follow=True)
    assert messages(response) == [
        "The draft now says what rules.json says. Visitors see it once it is published."
    ]
    assert response.request["PATH_INFO"] == "/admin/desk/editions/compare/"
    assert compile_draft() == drafted
    record = Warning.objects.get(slug="brand-voice").history.first()
    assert record.history_change_reason == "Imported from rules.json"
    assert record.history_user == User.objects.get(username="member")


def test_a_round_trip_changes_nothing_and_says_so(publisher: Client) -> None:
    response = upload(publisher, publisher.get(EXPORT).content)
    shown = response.content.decode()
    assert "The draft says what “rules.json” says already, word for word" in shown
    assert "Replace the draft" not in shown


@pytest.mark.parametrize(
    ("data", "where", "sentence"),
    [
        (
            b'{"axes":\n[}',
            "line 2, column 2",
            "This is not JSON: Expecting value.",
        ),
        (b'{"axes":\n\xff', "line 2, column 1", "This is not UTF-8 text."),
        (b"[]", "document", "An object is expected here."),
    ],
    ids=["not JSON", "not UTF-8", "no taxonomy"],
)
def test_a_broken_file_is_refused_with_its_place_and_another_may_be_chosen(
    publisher: Client, drafted: Taxonomy, data: bytes, where: str, sentence: str
) -> None:
    response = upload(publisher, data)
    assert [(str(one.location), one.sentence) for one in response.context["findings"]] == [
        (where, sentence)
    ]
    shown = response.content.decode()
    assert "“rules.json” cannot become the draft. Nothing was changed." in shown
    assert 'type="file"' in shown
    assert compile_draft() == drafted


def test_an_invalid_file_is_refused_with_its_findings(
    publisher: Client, delivered: bytes, drafted: Taxonomy
) -> None:
    document = json.loads(delivered)
    document["stops"][0]["condition"] = "nothing = none"
    response = upload(publisher, json.dumps(document).encode())
    assert [one.sentence for one in response.context["findings"]] == [
        "There is no question called “nothing”."
    ]
    assert compile_draft() == drafted


def test_a_refused_file_of_the_first_release_says_what_upgrades_it(publisher: Client) -> None:
    first = settings.BASE_DIR / "tests" / "stored" / "0.1.0" / "edition.json"
    findings = upload(publisher, first.read_bytes()).context["findings"]
    assert findings[0].sentence == (
        "Release 0.1.0 wrote this file. “manage.py import_taxonomy” upgrades it to today’s "
        "questions and keeps what was edited."
    )
    assert len(findings) == 5


def test_cases_that_use_what_would_be_gone_are_named(publisher: Client, delivered: bytes) -> None:
    case = Case.objects.create(slug="mine", title="Mine", vignette="Mine.")
    case.warnings.add(Warning.objects.create(slug="new", title="New", text="!", condition="?"))
    response = upload(publisher, delivered)
    assert [one.location for one in response.context["findings"]] == ["case mine"]


def test_who_reads_the_preview_while_somebody_edits_is_told_and_sees_the_new_difference(
    publisher: Client, delivered: bytes, drafted: Taxonomy
) -> None:
    retitle("Another title")
    packed = upload(publisher, delivered).context["packed"]
    Note.objects.create(slug="meanwhile", topic="fit", title="Meanwhile", text="New.")
    before = compile_draft()
    response = publisher.post(IMPORT, {"packed": packed})
    assert messages(response) == [
        "Somebody changed the draft while you read this page. Nothing was replaced."
    ]
    assert compile_draft() == before
    found = response.context["diff"]
    assert (found.removed, found.changed) == (1, 1)
    publisher.post(IMPORT, {"packed": response.context["packed"]})
    assert compile_draft() == drafted


@pytest.mark.parametrize("spoil", [lambda text: text[:-3], lambda text: "", lambda text: "x:y:z"])
def test_a_preview_that_was_tampered_with_is_refused(
    publisher: Client, delivered: bytes, spoil: object
) -> None:
    retitle("Another title")
    before = compile_draft()
    packed = upload(publisher, delivered).context["packed"]
    response = publisher.post(IMPORT, {"packed": spoil(packed)}, follow=True)
    assert messages(response) == ["The file got lost on its way. Choose it again."]
    assert compile_draft() == before


@pytest.mark.parametrize(
    ("data", "said"),
    [({}, "This field is required."), ({"file": "text"}, "This field is required.")],
    ids=["nothing", "no file"],
)
def test_without_a_file_the_page_says_so(
    publisher: Client, data: dict[str, str], said: str
) -> None:
    response = publisher.post(IMPORT, data)
    assert response.context["form"].errors == {"file": [said]}


def test_an_empty_file_is_said_to_be_empty(publisher: Client) -> None:
    response = upload(publisher, b"")
    assert response.context["form"].errors == {"file": ["The submitted file is empty."]}


def test_hostile_text_in_a_file_or_its_name_is_shown_as_text(
    publisher: Client, delivered: bytes
) -> None:
    hostile = "<script>alert(1)"
    data = delivered.replace(b"You are buying your own voice", hostile.encode())
    shown = upload(publisher, data, f"{hostile}.json").content.decode()
    assert hostile not in shown
    assert shown.count("&lt;script&gt;alert(1)") > 1


def test_a_file_that_the_second_step_could_not_carry_is_left_to_the_command(
    publisher: Client, delivered: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert uploads.PACKED_LIMIT < settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    monkeypatch.setattr(uploads, "PACKED_LIMIT", 10)
    retitle("Another title")
    shown = upload(publisher, delivered).content.decode()
    assert "manage.py import_taxonomy" in shown
    assert "Replace the draft" not in shown


# ── Too large ────────────────────────────────────────────────────────────────────────────


class Unread:
    """A body that must not be read."""

    def read(self, *_size: int) -> bytes:
        raise AssertionError("The body was read.")

    readline = read


@pytest.mark.parametrize(
    ("length", "status", "said"),
    [
        ("50000000", 413, "The file has more than 10 MB"),
        ("10010001", 413, "The file has more than 10 MB"),
        ("", 411, "The size of the file was not told"),
        ("many", 411, "The size of the file was not told"),
    ],
    ids=["50 MB", "a byte too many", "none", "no number"],
)
def test_a_body_that_is_too_large_or_of_unknown_size_is_refused_unread(
    db: None, length: str, status: int, said: str
) -> None:
    request = post(length)
    response = transfer.taxonomy_import(request)
    assert response.status_code == status
    assert said in response.render().content.decode()


def post(length: str) -> HttpRequest:
    request = RequestFactory().post(IMPORT)
    request.META.update({"CONTENT_LENGTH": length, "wsgi.input": Unread()})
    request._stream = Unread()
    request.user = User.objects.create_superuser("boss")
    request.session = {}
    return request


def test_50_mb_are_refused_on_the_whole_way_through_the_site(publisher: Client) -> None:
    response = publisher.generic(
        "POST",
        IMPORT,
        b"",
        "multipart/form-data; boundary=x",
        CONTENT_LENGTH="50000000",
        **{"wsgi.input": Unread()},
    )
    assert response.status_code == 413


# ── Who ──────────────────────────────────────────────────────────────────────────────────


def test_another_site_cannot_import(publisher: Client, delivered: bytes) -> None:
    retitle("Another title")
    packed = upload(publisher, delivered).context["packed"]
    before = compile_draft()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = publisher.cookies
    assert upload(strict, delivered).status_code == 403
    assert strict.post(IMPORT, {"packed": packed}).status_code == 403
    assert compile_draft() == before


def test_only_a_publisher_imports_and_only_who_may_see_editions_exports(
    staff_with: StaffWith,
) -> None:
    reader = staff_with("view_edition", "change_note")
    assert reader.get(EXPORT).status_code == 200
    assert reader.get(IMPORT).status_code == 403
    assert reader.post(IMPORT, {"packed": "x"}).status_code == 403
    assert Client().post(IMPORT, "packed=x", FORM).status_code == 302


def test_a_stranger_among_the_staff_exports_nothing(staff_with: StaffWith) -> None:
    publish(note="First edition")
    stranger = staff_with()
    assert stranger.get(EXPORT).status_code == 403
    assert stranger.get(EXPORT, {"edition": "1"}).status_code == 403
