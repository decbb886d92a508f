"""Unknown words at the desk: those that were met on several days, to be read only."""

from datetime import date

import pytest

from matcher.models import UnknownWord
from tests.admin.pages import address, change
from tests.client import Client

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 1)


@pytest.fixture
def widget() -> UnknownWord:
    return UnknownWord.objects.create(word="widget", days=5, last_day=DAY)


def test_a_word_is_shown_from_the_fifth_day_on(admin_client: Client, widget: UnknownWord) -> None:
    rare = UnknownWord.objects.create(word="gadget", days=4, last_day=DAY)
    listed = admin_client.get(address(UnknownWord)).context["cl"].result_list
    assert list(listed) == [widget]
    assert admin_client.get(address(UnknownWord), {"q": "gadget"}).context["cl"].result_count == 0
    assert admin_client.get(change(rare), follow=True).redirect_chain
    assert "widget" in admin_client.get(change(widget)).content.decode()


def test_nobody_adds_changes_or_deletes_one(admin_client: Client, widget: UnknownWord) -> None:
    for page in (address(UnknownWord, "add"), address(UnknownWord, "delete", widget.pk)):
        assert admin_client.post(page).status_code == 403
    assert admin_client.post(change(widget), {"word": "other"}).status_code == 403
    assert list(UnknownWord.objects.values_list("word", flat=True)) == ["widget"]
