"""What visitors keep: staff look at it, and an administrator can take it down."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from matcher.core import Answers
from matcher.editions import Release
from matcher.models import Edition, Programme, SharedResult
from matcher.sharing import GoneResult, open_result, save_result
from tests.admin.conftest import StaffWith
from tests.admin.pages import address, change

TITLE = "Returns of our shop"


@pytest.fixture
def kept(published: Release) -> SharedResult:
    created = save_result(release=published, answers=Answers(), title=TITLE)
    return SharedResult.objects.get(token=created.token)


def test_staff_see_what_is_kept_but_not_its_link(staff_with: StaffWith, kept: SharedResult) -> None:
    client = staff_with("view_sharedresult")
    for page in (address(SharedResult), change(kept)):
        shown = client.get(page).content.decode()
        assert TITLE in shown
        assert "Edition 1" in shown
        assert kept.token not in shown
        assert kept.deletion_sha256 not in shown


def test_it_is_one_click_away_on_the_site(admin_client: Client, kept: SharedResult) -> None:
    link = admin_client.get(change(kept)).context["absolute_url"]
    assert admin_client.get(link)["Location"].endswith(kept.get_absolute_url())


def test_only_who_may_see_it_is_led_to_its_link(staff_with: StaffWith, kept: SharedResult) -> None:
    kind = ContentType.objects.get_for_model(SharedResult).pk
    member = staff_with("view_label")
    for number in (str(kind), f" {kind}", "9" * 25, "x"):
        response = member.get(f"/admin/r/{number}/{kept.pk}/")
        assert response.status_code in (400, 403, 404)
    assert Client().get(f"/admin/r/{kind}/{kept.pk}/")["Location"].startswith("/admin/login/")


def test_no_role_for_the_content_sees_it(kept: SharedResult) -> None:
    for name in ("editor", "publisher"):
        user = User.objects.create_user(name, is_staff=True)
        user.groups.add(Group.objects.get(name=name))
        client = Client()
        client.force_login(user)
        for page in (address(SharedResult), change(kept), address(Programme)):
            assert client.get(page).status_code == 403


def test_it_is_found_by_title_edition_or_the_whole_code_of_its_link(
    admin_client: Client, kept: SharedResult
) -> None:
    def found(query: str) -> list[SharedResult]:
        return list(admin_client.get(address(SharedResult), {"q": query}).context["cl"].result_list)

    assert found("shop") == found("1") == found(kept.token) == [kept]
    assert found(kept.token[:-1]) == found("nothing") == []


@pytest.mark.parametrize("lookup", ["token__startswith", "deletion_sha256__startswith", "title"])
def test_no_link_is_guessed_letter_by_letter(
    admin_client: Client, kept: SharedResult, lookup: str
) -> None:
    first = getattr(kept, lookup.partition("__")[0])[0]
    assert admin_client.get(address(SharedResult), {lookup: first}).status_code == 400
    offered = {"gone_at__isempty": "1"}
    assert admin_client.get(address(SharedResult), offered).context["cl"].result_count == 1


def test_taking_it_down_leaves_a_tombstone(admin_client: Client, kept: SharedResult) -> None:
    page = address(SharedResult, "delete", kept.pk)
    assert admin_client.get(page).status_code == 200
    admin_client.post(page, {"post": "yes"})
    kept.refresh_from_db()
    assert (kept.title, kept.query, kept.match_json) == ("", "", "")
    with pytest.raises(GoneResult):
        open_result(kept.token)
    assert TITLE not in "".join(entry.object_repr for entry in LogEntry.objects.all())
    assert LogEntry.objects.count() == 1
    assert admin_client.post(page, {"post": "yes"}).status_code == 403


def test_only_an_administrator_takes_it_down(staff_with: StaffWith, kept: SharedResult) -> None:
    page = address(SharedResult, "delete", kept.pk)
    assert staff_with("view_sharedresult").post(page, {"post": "yes"}).status_code == 403
    assert open_result(kept.token).title == TITLE


def test_many_are_not_deleted_at_once(admin_client: Client, kept: SharedResult) -> None:
    data = {"action": "delete_selected", "_selected_action": [kept.pk], "post": "yes"}
    admin_client.post(address(SharedResult), data)
    assert open_result(kept.token).title == TITLE


def test_a_hostile_title_is_shown_as_text(admin_client: Client, kept: SharedResult) -> None:
    SharedResult.objects.update(title="<script>alert(1)</script>")
    for page in (address(SharedResult), change(kept), address(SharedResult, "delete", kept.pk)):
        assert "<script>alert(1)" not in admin_client.get(page).content.decode()


def test_the_lists_cost_the_same_for_one_result_and_for_three_and_leave_the_bulk_unread(
    admin_client: Client, published: Release, kept: SharedResult
) -> None:
    one = _queries(admin_client)
    for _time in range(2):
        save_result(release=published, answers=Answers())
    assert [len(queries) for queries in one] == [4, 5]
    three = _queries(admin_client)
    assert [len(queries) for queries in three] == [4, 5]
    said = "".join(query for queries in three for query in queries)
    assert "match_json" not in said
    assert "taxonomy_json" not in said


def _queries(client: Client) -> list[list[str]]:
    """The queries of the list of results and of that of editions."""
    found = []
    for model in (SharedResult, Edition):
        client.get(address(model))
        with CaptureQueriesContext(connection) as queries:
            client.get(address(model))
        found.append([query["sql"] for query in queries])
    return found
