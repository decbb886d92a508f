"""What was typed into a form of the desk is there after the session ended, the log-in was refused,
the database went away, or a button was pressed twice."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission, User
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from matcher import kept_text
from matcher.editions import publish
from matcher.kept_text import KEPT_FIELD, KeptText
from matcher.models import Case, Edition, Evidence, Option, Outcome, Warning
from tests.admin.pages import Data, address, change, errors, publishing, read_form

pytestmark = pytest.mark.usefixtures("draft")

PASSWORD = "a long enough password"
TYPED = "A title that took <b>long</b> to find"
LOG_IN = "/admin/login/"


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_superuser("ada", password=PASSWORD)


@pytest.fixture
def client(ada: User) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def warning() -> Warning:
    return Warning.objects.get(slug="brand-voice")


def typed(client: Client, row: Warning) -> Data:
    """The form of the row with another title, as a browser sends it."""
    opened = {"opened": client.get(change(row)).context["opened"]}
    return {**read_form(client, change(row)), **opened, **token(client), "title": TYPED}


def send(client: Client, url: str, form: Data) -> HttpResponse:
    """Send a form that has no files, as browsers do."""
    return client.post(url, urlencode(form), "application/x-www-form-urlencoded")


def token(client: Client) -> Data:
    client.get("/admin/password_change/")
    return {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}


def end_session(client: Client) -> None:
    del client.cookies["sessionid"]


def kept_in(response: HttpResponse) -> str:
    """What the log-in form carries."""
    found = re.search(f'name="{KEPT_FIELD}" value="([^"]*)"', response.content.decode())
    return unescape(found[1]) if found else ""


def log_in(
    client: Client, page: HttpResponse, *, name: str = "ada", **changed: str
) -> HttpResponse:
    """Send the log-in form of the page."""
    form = {
        "username": name,
        "password": PASSWORD,
        "next": page.context["next"],
        KEPT_FIELD: kept_in(page),
        "csrfmiddlewaretoken": client.cookies["csrftoken"].value,
    }
    return send(client, page.context["app_path"], {**form, **changed})


# ── The session ended ────────────────────────────────────────────────────────────────────


def test_a_row_is_shown_as_it_was_typed_after_logging_in_and_not_saved(
    client: Client, warning: Warning
) -> None:
    form = typed(client, warning)
    end_session(client)
    asked = send(client, change(warning), form)
    assert "Your session had ended, and nothing was saved." in asked.content.decode()
    assert "without passwords and files" in asked.content.decode()
    shown = log_in(client, asked)
    assert shown.status_code == 200
    assert shown.context["adminform"].form["title"].value() == TYPED
    assert errors(shown)["__all__"][0].startswith("Your session had ended.")
    assert f'action="{change(warning)}"' in shown.content.decode()
    warning.refresh_from_db()
    assert warning.title != TYPED
    again = {**form, **token(client)}
    assert send(client, change(warning), again).status_code == 302
    warning.refresh_from_db()
    assert warning.title == TYPED


def test_a_new_row_and_a_grid_are_shown_again_too(client: Client) -> None:
    form = {**read_form(client, address(Warning, "add")), **token(client), "title": TYPED}
    end_session(client)
    shown = log_in(client, send(client, address(Warning, "add"), form))
    assert shown.context["adminform"].form["title"].value() == TYPED

    grid = "/admin/desk/evidence/object/family/"
    option, outcome = (
        Option.objects.get(slug="orders-listings"),
        Outcome.objects.get(slug="hr-payroll"),
    )
    name = f"{option.pk}-{outcome.pk}"
    cells = {f"mark-{name}": "+1", f"sentence-{name}": TYPED, f"was-{name}": ""}
    form = {**cells, **token(client)}
    end_session(client)
    shown = log_in(client, send(client, grid, form)).content.decode()
    assert "A title that took &lt;b&gt;long&lt;/b&gt; to find" in shown
    assert f'action="{grid}"' in shown
    assert not Evidence.objects.filter(sentence=TYPED).exists()


@pytest.mark.usefixtures("published")
def test_a_note_and_the_texts_of_a_case_are_shown_again_too(client: Client) -> None:
    Warning.objects.update(title="Another title")
    publish(note="The second edition")
    Warning.objects.update(title="A third title")
    back = reverse("admin:desk_editions_roll_back", args=[1])
    seen = {"fingerprint": client.get(back).context["fingerprint"]}
    case = {"link": "/match/result/?served=external-customer", "title": "x", "reason": "y"}
    forms = {
        reverse("admin:desk_editions_publish"): publishing(client, note=TYPED),
        back: {**seen, "note": TYPED},
        reverse("admin:desk_cases_from_result"): {**case, "vignette": TYPED},
    }
    cases = Case.objects.count()
    for url, form in forms.items():
        sent = {**form, **token(client)}
        end_session(client)
        shown = log_in(client, send(client, url, sent))
        assert shown.context["only_shown"]
        assert TYPED in shown.context["form"].data.values()
        text = shown.content.decode()
        assert "A title that took &lt;b&gt;long&lt;/b&gt; to find" in text
        assert "nothing of it is saved yet" in text
        assert f'action="{url}"' in text
    assert (Edition.objects.count(), Case.objects.count()) == (2, cases)


def test_a_wrong_password_keeps_the_text_and_so_does_being_locked_out(
    client: Client, warning: Warning
) -> None:
    form = typed(client, warning)
    end_session(client)
    page = send(client, change(warning), form)
    for _guess in range(4):
        page = log_in(client, page, password="wrong")
        assert (page.status_code, KeptText.unpacked(kept_in(page)).path) == (200, change(warning))
    page = log_in(client, page, password="wrong")
    assert page.status_code == 429
    assert "Too many wrong passwords" in page.content.decode()
    assert dict(KeptText.unpacked(kept_in(page)).fields)["title"] == TYPED


def test_only_an_account_that_may_change_the_page_is_shown_the_text(
    client: Client, warning: Warning
) -> None:
    reader = User.objects.create_user("reader", password=PASSWORD, is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_warning"))
    form = typed(client, warning)
    end_session(client)
    shown = log_in(client, send(client, change(warning), form), name="reader")
    assert shown.status_code == 403
    assert "that took" not in shown.content.decode()


def test_a_form_without_a_valid_token_is_not_kept(client: Client, warning: Warning) -> None:
    form = {**typed(client, warning), "csrfmiddlewaretoken": "x" * 64}
    end_session(client)
    refused = send(client, change(warning), form)
    assert refused.status_code == 403
    assert "that took" not in refused.content.decode()


@pytest.mark.parametrize("sent", ["made up", ""])
def test_what_this_site_did_not_sign_is_not_shown(
    client: Client, warning: Warning, sent: str
) -> None:
    form = typed(client, warning)
    end_session(client)
    response = log_in(client, send(client, change(warning), form), kept=sent)
    assert (response.status_code, response["Location"]) == (302, change(warning))


def test_after_half_an_hour_it_is_over_and_said(
    client: Client, warning: Warning, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = typed(client, warning)
    end_session(client)
    page = send(client, change(warning), form)
    monkeypatch.setattr(kept_text, "KEPT_SECONDS", -1)
    page = log_in(client, page, password="wrong")
    assert "they are over" in page.content.decode()
    assert kept_in(page) == ""


def test_a_text_that_is_too_long_is_told(
    client: Client, warning: Warning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_text, "MOST_CHARACTERS", 100)
    form = typed(client, warning)
    end_session(client)
    page = send(client, change(warning), form)
    assert "too long to be kept here" in page.content.decode()
    assert kept_in(page) == ""


def test_passwords_are_never_kept(client: Client, ada: User) -> None:
    form = {"password1": "secret-one", "password2": "secret-one", **token(client)}
    end_session(client)
    response = send(client, f"/admin/auth/user/{ada.pk}/password/", form)
    assert response.status_code == 302
    fields = [("password1", "x"), ("title", "y"), ("csrfmiddlewaretoken", "z")]
    request = Client().get("/admin/login/").wsgi_request
    request.POST = request.POST.copy()
    for name, value in fields:
        request.POST[name] = value
    assert KeptText.of(request).fields == (("title", "y"),)


# ── No database ──────────────────────────────────────────────────────────────────────────


def away(execute: Callable[..., object], sql: str, *rest: object) -> object:
    raise OperationalError("server closed the connection unexpectedly")


def test_without_a_database_the_page_keeps_the_form_to_be_sent_again(
    client: Client, warning: Warning
) -> None:
    form = typed(client, warning)
    client.raise_request_exception = False
    with connection.execute_wrapper(away):
        response = send(client, change(warning), form)
    shown = response.content.decode()
    assert response.status_code == 503
    assert "What you typed is kept on this page" in shown
    fields = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', shown)
    resent = {unescape(name): unescape(value) for name, value in fields}
    assert resent["title"] == TYPED
    assert send(client, change(warning), resent).status_code == 302
    warning.refresh_from_db()
    assert warning.title == TYPED


# ── Twice ────────────────────────────────────────────────────────────────────────────────


def test_a_second_click_on_save_does_what_the_first_did(client: Client, warning: Warning) -> None:
    form = typed(client, warning)
    first, second = (send(client, change(warning), form) for _click in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert warning.history.filter(title=TYPED).count() == 1
    assert client.get("/admin/password_change/").context["last_save"]


def test_a_row_added_by_two_clicks_is_added_once(client: Client) -> None:
    new = {"slug": "new", "title": "New", "text": "New.", "condition": "label given"}
    form = {**read_form(client, address(Warning, "add")), **token(client), **new}
    assert [send(client, address(Warning, "add"), form).status_code for _click in range(2)] == [
        302,
        302,
    ]
    assert Warning.objects.filter(slug="new").count() == 1


def test_the_change_of_somebody_else_is_still_told(client: Client, warning: Warning) -> None:
    form = typed(client, warning)
    warning.text = "Somebody else wrote this."
    warning.save()
    (*_sentences, last) = errors(send(client, change(warning), form))["__all__"]
    assert last.startswith("What you typed is still here.")
