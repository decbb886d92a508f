"""Who may do what: nobody more than was granted, and the past belongs to nobody."""

import pytest
from django.contrib.auth.models import Permission
from django.db import models
from django.urls import reverse

from matcher.editions import Release
from matcher.models import Edition, Option, Question, SharedResult, Warning
from tests.admin.conftest import StaffWith
from tests.admin.pages import REGISTERED, address, change
from tests.client import Client

PUBLISH = "admin:matcher_edition_publish"

each = pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)


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
    kept = ("edition", "sharedresult", "writecount")
    granted = Permission.objects.filter(content_type__app_label="matcher")
    names = granted.filter(content_type__model__in=kept).values_list("codename", flat=True)
    may = {"view_edition", "publish_edition", "accept_failing_cases", "view_sharedresult"}
    assert set(names) == may


@pytest.mark.usefixtures("db")
def test_what_was_kept_is_never_added_or_changed(admin_client: Client) -> None:
    assert admin_client.post(address(SharedResult, "add")).status_code == 403
