"""Only what was read is deleted."""

from typing import Any

import pytest
from django.test import Client

from matcher.models import Label
from tests.admin.pages import address, change, deleting

MOVED = "Somebody changed what you were about to delete. Nothing was deleted"

pytestmark = pytest.mark.usefixtures("draft")


def sent(client: Client, *rows: Label, **data: object) -> Any:
    """The page after the form was sent, with other data where they are given."""
    form = {**deleting(client, *rows), **data}
    page = (
        address(type(rows[0]), "delete", rows[0].pk) if len(rows) == 1 else address(type(rows[0]))
    )
    return client.post(page, form, follow=True)


def test_a_row_goes_that_says_what_was_read(admin_client: Client) -> None:
    label = Label.objects.earliest("pk")
    page = admin_client.get(address(Label, "delete", label.pk)).content.decode()
    assert f'<a href="{change(label)}" class="button cancel-link">' in page
    sent(admin_client, label)
    assert not Label.objects.filter(pk=label.pk).exists()


def test_a_row_is_shown_again_when_it_or_one_inside_was_changed(admin_client: Client) -> None:
    label = Label.objects.filter(names__isnull=False).earliest("pk")
    page = address(Label, "delete", label.pk)
    read = deleting(admin_client, label)
    label.names.create(name="Written meanwhile")
    shown = admin_client.post(page, read, follow=True).content.decode()
    assert MOVED in shown
    assert "Written meanwhile" in shown
    read = deleting(admin_client, label)
    Label.objects.filter(pk=label.pk).update(meaning="Another meaning.")
    assert MOVED in admin_client.post(page, read, follow=True).content.decode()
    assert Label.objects.filter(pk=label.pk).exists()
    admin_client.post(page, deleting(admin_client, label))
    assert not Label.objects.filter(pk=label.pk).exists()


def test_several_rows_are_shown_again_when_one_of_them_was_changed(admin_client: Client) -> None:
    first, second = Label.objects.all()[:2]
    read = deleting(admin_client, first, second)
    Label.objects.filter(pk=second.pk).update(slug="another-slug")
    shown = admin_client.post(address(Label), read)
    assert MOVED in shown.content.decode()
    assert "another-slug" in shown.content.decode()
    admin_client.post(address(Label), {**read, "mark": shown.context["mark"]})
    assert not Label.objects.filter(pk__in=(first.pk, second.pk)).exists()


def test_whoever_has_not_read_reads_first(admin_client: Client) -> None:
    first, second = Label.objects.all()[:2]
    assert MOVED in sent(admin_client, first, mark="").content.decode()
    assert MOVED in sent(admin_client, first, second, mark="another").content.decode()
    assert Label.objects.filter(pk__in=(first.pk, second.pk)).count() == 2
