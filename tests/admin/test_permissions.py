"""Who may do what: nobody more than was granted, and the past belongs to nobody."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import models
from django.urls import URLPattern, reverse

from matcher.desk import DESK_PAGES, DeskPage
from matcher.editions import Release
from matcher.models import Edition, Option, Question, SharedResult, Warning
from tests.admin.conftest import StaffWith
from tests.admin.pages import REGISTERED, address, change
from tests.client import Client

PUBLISH = "admin:desk_editions_publish"

each = pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)


# ── The pages of the desk ────────────────────────────────────────────────────────────────


def desk_url(page: DeskPage) -> str:
    parts = {"number": 1, "question": "served", "axis": "family"}
    wanted = {name: part for name, part in parts.items() if f":{name}>" in page.route}
    return reverse(f"admin:desk_{page.name}", kwargs=wanted)


def granted(page: DeskPage) -> set[str]:
    return {name.removeprefix("matcher.") for name in page.permission.any_of}


@pytest.mark.parametrize("page", list(DESK_PAGES.values()), ids=lambda page: page.name)
def test_a_page_of_the_desk_is_closed_without_its_permission_whatever_else_is_granted(
    staff_with: StaffWith, published: Release, page: DeskPage
) -> None:
    ours = Permission.objects.filter(content_type__app_label="matcher")
    others = set(ours.values_list("codename", flat=True)) - granted(page)
    client, url = staff_with(*others), desk_url(page)
    assert [client.get(url).status_code, client.post(url).status_code] == [403, 403]


@pytest.mark.parametrize(
    ("page", "codename"),
    [(page, name) for page in DESK_PAGES.values() for name in sorted(granted(page))],
    ids=lambda value: getattr(value, "name", value),
)
def test_a_page_of_the_desk_is_open_to_whoever_has_its_permission_alone(
    staff_with: StaffWith, published: Release, page: DeskPage, codename: str
) -> None:
    answer = staff_with(codename).get(desk_url(page))
    assert answer.status_code == (405 if page.name in {"condition", "undo"} else 200)


# ── The pages of the rows ────────────────────────────────────────────────────────────────

OF_DJANGO = ("changelist", "add", "history", "delete", "change")


def added_pages() -> Iterator[str]:
    """What the admin pages of our rows add to those that Django has for each kind of row."""
    for model in REGISTERED:
        for pattern in admin.site.get_model_admin(model).get_urls():
            if isinstance(pattern, URLPattern) and pattern.name:
                prefix, _, kind = pattern.name.rpartition("_")
                if prefix and kind not in OF_DJANGO:
                    yield f"admin:{pattern.name}"


def test_the_pages_that_are_added_to_those_of_django_are_these() -> None:
    tables = ("evidence", "exampletask", "exposure", "familycode", "kpi", "label", "linecode")
    sheets = {f"admin:matcher_{table}_{way}" for table in tables for way in ("export", "import")}
    assert set(added_pages()) == set(sheets)


@pytest.mark.parametrize("name", list(added_pages()))
def test_staff_without_a_permission_reach_none_of_the_added_pages(
    staff_with: StaffWith, name: str
) -> None:
    client, url = staff_with(), reverse(name)
    assert client.get(url).status_code == 403
    assert client.post(url).status_code in (403, 405)


@each
@pytest.mark.usefixtures("db")
def test_strangers_are_sent_to_the_log_in(client: Client, model: type[models.Model]) -> None:
    for page in (address(model), address(model, "add"), reverse(PUBLISH)):
        assert client.get(page)["Location"] == f"{reverse('admin:login')}?next={page}"


@each
def test_staff_without_a_permission_see_nothing(
    staff_with: StaffWith, model: type[models.Model]
) -> None:
    client = staff_with()
    for page in (address(model), address(model, "add"), reverse(PUBLISH)):
        assert client.get(page).status_code == 403
        assert client.post(page).status_code == 403


@pytest.mark.usefixtures("draft")
def test_who_may_only_look_changes_nothing(staff_with: StaffWith) -> None:
    client = staff_with("view_question", "view_option")
    question = Question.objects.first()
    shown = client.get(change(question)).content.decode()
    assert question.prompt in shown
    assert question.options.first().hint in shown
    assert 'name="_save"' not in shown
    assert client.post(change(question), {"prompt": "Mine"}).status_code == 403
    assert Question.objects.get(pk=question.pk).prompt == question.prompt


@pytest.mark.usefixtures("draft")
def test_who_may_change_an_option_but_not_evidence_sees_the_evidence_only_if_allowed(
    staff_with: StaffWith,
) -> None:
    shown = staff_with("view_option", "change_option").get(change(Option.objects.first()))
    assert shown.context["inline_admin_formsets"] == []


@pytest.mark.usefixtures("draft")
def test_an_editor_who_may_not_publish_is_not_offered_it(staff_with: StaffWith) -> None:
    client = staff_with("view_edition", "change_warning", "view_warning")
    assert reverse(PUBLISH) not in client.get(address(Edition)).content.decode()
    assert client.get(change(Warning.objects.first())).status_code == 200
    assert client.post(reverse(PUBLISH), {"note": "Mine"}).status_code == 403
    assert not Edition.objects.exists()


def test_an_edition_is_read_and_never_changed_or_deleted(
    admin_client: Client, published: Release
) -> None:
    page = admin_client.get(change(Edition.objects.get()))
    shown = page.content.decode()
    assert published.sha256 in shown
    assert published.note in shown
    assert 'name="_save"' not in shown
    assert published.taxonomy.questions[0].help not in shown
    for forbidden in (
        address(Edition, "add"),
        change(Edition.objects.get()),
        address(Edition, "delete", published.id),
    ):
        assert admin_client.post(forbidden, {"note": "Mine", "post": "yes"}).status_code == 403
    assert Edition.objects.get().note == published.note


@pytest.mark.usefixtures("db")
def test_no_permission_exists_for_what_nobody_may_do() -> None:
    people = ("respondent", "settlement", "assumption")
    kept = ("edition", "programme", "programmerow", "sharedresult", "writecount", *people)
    granted = Permission.objects.filter(content_type__app_label="matcher")
    names = granted.filter(content_type__model__in=kept).values_list("codename", flat=True)
    assert set(names) == {
        *("view_edition", "publish_edition", "accept_failing_cases"),
        *("view_programme", "view_sharedresult"),
    }


@pytest.mark.usefixtures("db")
def test_what_was_kept_is_never_added_or_changed(admin_client: Client) -> None:
    assert admin_client.post(address(SharedResult, "add")).status_code == 403
