"""Sites that may show the matcher in a frame: an administrator lists them at the desk."""

import pytest
from django.test import Client
from django.utils.html import escape

from matcher.embedding import snippet
from matcher.models import EmbeddingSite
from tests.admin.conftest import StaffWith
from tests.admin.pages import address, change, errors

FIELDS = {
    "name": "<b>Intranet</b>",
    "origins": "https://intranet.example.org\r\nhttp://localhost:3000",
    "theme": "dark",
    "results_open": "new-tab",
}

pytestmark = pytest.mark.django_db


def test_a_site_is_listed_and_its_page_shows_the_lines_to_paste(admin_client: Client) -> None:
    before = admin_client.get(f"{address(EmbeddingSite)}add/").content.decode()
    assert "Lines to paste" not in before
    assert admin_client.post(f"{address(EmbeddingSite)}add/", FIELDS).status_code == 302
    site = EmbeddingSite.objects.get()
    assert site.frame_ancestors == ["https://intranet.example.org", "http://localhost:3000"]
    shown = admin_client.get(change(site)).content.decode()
    assert "&lt;b&gt;Intranet&lt;/b&gt;" in shown
    assert escape(snippet("http://testserver", site.public_id)) in shown


def test_what_is_no_origin_is_refused_in_words(admin_client: Client) -> None:
    response = admin_client.post(
        f"{address(EmbeddingSite)}add/", FIELDS | {"origins": "https://*.example.org"}
    )
    assert "“https://*.example.org” is not an origin" in str(errors(response))
    assert not EmbeddingSite.objects.exists()


def test_its_public_id_stays_when_it_is_changed(admin_client: Client) -> None:
    admin_client.post(f"{address(EmbeddingSite)}add/", FIELDS)
    site = EmbeddingSite.objects.get()
    changed = FIELDS | {"theme": "light", "public_id": "aaaaaaaaaaaa"}
    assert admin_client.post(change(site), changed).status_code == 302
    assert EmbeddingSite.objects.get().public_id == site.public_id
    assert EmbeddingSite.objects.get().theme == "light"


def test_editors_list_no_sites(staff_with: StaffWith) -> None:
    client = staff_with("view_edition", "change_question")
    assert client.get(address(EmbeddingSite)).status_code == 403
