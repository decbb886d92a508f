"""Keys of programs at the desk: an administrator makes one, sees it once and revokes it."""

import re

import pytest
from django.test import Client

from matcher.api_keys import RevokedApiKey, open_key
from matcher.models import ApiKey
from tests.admin.conftest import StaffWith
from tests.admin.pages import address, change

FIELDS = {"name": "<b>Intranet</b>", "reads_a_minute": "10", "writes_an_hour": "5"}


def made(client: Client) -> str:
    """The key that the page shows after it was made."""
    page = client.post(f"{address(ApiKey)}add/", FIELDS, follow=True).content.decode()
    return re.search("bpo_[A-Za-z0-9_-]{32}", page)[0]  # type: ignore[index]


def test_a_key_is_shown_once_and_kept_as_a_checksum(admin_client: Client) -> None:
    secret = made(admin_client)
    known = open_key(secret)
    key = ApiKey.objects.get()
    assert (known.id, known.reads_a_minute, known.writes_an_hour) == (key.pk, 10, 5)
    for page in (address(ApiKey), change(key)):
        shown = admin_client.get(page).content.decode()
        assert "&lt;b&gt;Intranet&lt;/b&gt;" in shown
        assert secret not in shown
        assert key.sha256 not in shown


def test_its_limits_can_be_changed_and_the_key_stays(admin_client: Client) -> None:
    secret = made(admin_client)
    admin_client.post(change(ApiKey.objects.get()), FIELDS | {"reads_a_minute": "20"})
    assert open_key(secret).reads_a_minute == 20


def test_a_revoked_key_stays_in_the_list(admin_client: Client) -> None:
    secret = made(admin_client)
    key = ApiKey.objects.get()
    action = {"action": "revoke_keys", "_selected_action": [str(key.pk)]}
    admin_client.post(address(ApiKey), action)
    with pytest.raises(RevokedApiKey):
        open_key(secret)
    assert admin_client.post(f"{change(key).removesuffix('change/')}delete/").status_code == 403


def test_editors_see_no_keys(staff_with: StaffWith) -> None:
    client = staff_with("view_edition", "change_question")
    assert client.get(address(ApiKey)).status_code == 403
