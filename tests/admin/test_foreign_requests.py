"""What no page of the desk sends is refused in words: no fault, and no thousands of rows."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from matcher.models import Case, Question
from tests.admin.pages import address, change, read_form

TOO_LARGE = "9" * 25
ENDLESS = "9" * 5_000

pytestmark = pytest.mark.usefixtures("draft")


def refused(response: Any) -> bool:
    return response.status_code == 400 and b"We cannot read this request" in response.content


@pytest.mark.parametrize("field", ["options", "slug", "pk", ""])
def test_a_row_is_pointed_at_by_its_key_and_by_nothing_else(
    admin_client: Client, field: str
) -> None:
    for url in (
        address(Question),
        address(Question, "add"),
        change(Question.objects.earliest("pk")),
    ):
        assert refused(admin_client.get(url, {"_to_field": field})), url
    assert admin_client.get(address(Question), {"_to_field": "id"}).status_code == 200


@pytest.mark.parametrize("key", ["x", "-1", "1.5", "", ENDLESS])
def test_rows_are_chosen_by_their_keys_only(admin_client: Client, key: str) -> None:
    for url in (address(Question), "/admin/auth/user/", "/admin/auth/group/"):
        chosen = {"action": "delete_selected", "_selected_action": key}
        assert refused(admin_client.post(url, chosen)), url


def test_a_key_larger_than_any_other_is_no_fault(admin_client: Client) -> None:
    expected = 400 if connection.vendor == "sqlite" else 200
    group = {"name": "x", "permissions": TOO_LARGE}
    assert admin_client.post("/admin/auth/group/add/", group).status_code == expected
    chosen = {"action": "delete_selected", "_selected_action": TOO_LARGE[:19]}
    assert admin_client.post(address(Question), chosen).status_code < 500


def test_no_more_rows_are_built_than_were_sent(admin_client: Client) -> None:
    url = change(Case.objects.earliest("pk"))
    form = read_form(admin_client, url)
    for count in ("TOTAL_FORMS", "INITIAL_FORMS"):
        assert refused(admin_client.post(url, {**form, f"answers-{count}": "99999999"}))
    assert admin_client.post(url, form).status_code == 302
