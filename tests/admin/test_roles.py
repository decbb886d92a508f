"""The two roles: what an editor and a publisher may do, and what nobody may."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection

import pytest
from django.contrib.auth.models import Group, User
from django.urls import resolve, reverse

from matcher.editions import Release
from matcher.models import (
    ApiKey,
    Axis,
    Case,
    Edition,
    EmbeddingSite,
    Evidence,
    Programme,
    SharedResult,
    Warning,
)
from tests.admin.conftest import StaffWith
from tests.admin.pages import REGISTERED, address, change, deleting, publishing, read_form
from tests.client import Client
from tests.fixtures import draft_models

pytestmark = pytest.mark.usefixtures("draft")

As = Callable[[str], Client]

PUBLISH = "/admin/desk/editions/publish/"
ALL = {"add", "change", "delete", "view"}


@pytest.fixture
def member_of(db: None) -> As:
    """The browser of a member of staff in this group."""

    def member_of(role: str) -> Client:
        user = User.objects.create_user(role, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        client = Client()
        client.force_login(user)
        return client

    return member_of


def granted(role: str) -> dict[str, set[str]]:
    """What members of the group may do with the rows of each table."""
    found = defaultdict(set)
    for one in Group.objects.get(name=role).permissions.select_related("content_type"):
        found[one.content_type.model].add(one.codename.removesuffix(f"_{one.content_type.model}"))
    return found


def rows() -> dict[str, set[str]]:
    tables = [model for model in draft_models() if not model._meta.auto_created]
    return {model._meta.model_name: ALL for model in tables}


def test_an_editor_changes_every_row_but_deletes_no_case_and_no_axis() -> None:
    assert granted("editor") == rows() | {
        "axis": {"change", "view"},
        "case": {"add", "change", "view"},
        "edition": {"view"},
        "unknownword": {"view"},
    }


def test_a_publisher_publishes_accepts_and_deletes_cases_besides() -> None:
    assert granted("publisher") == granted("editor") | {
        "case": ALL,
        "edition": {"view", "publish", "accept_failing_cases"},
    }


# ── What is offered ──────────────────────────────────────────────────────────────────────


def walk(client: Client, passed: Collection[str] = ()) -> dict[str, int]:
    """The status of one page of each kind that the desk leads to, by the name of the kind; kinds
    that are `passed` are not opened."""
    found: dict[str, int] = {}
    waiting = ["/admin/"]
    while waiting:
        page = waiting.pop(0)
        name = resolve(page.partition("?")[0]).url_name
        if name not in found and name not in passed:
            response = client.get(page)
            found[name] = response.status_code
            waiting += re.findall(r'href="(/admin/[^"#&]*)', response.content.decode())
    return found


BEYOND_AN_EDITOR = {"desk_editions_publish", "desk_taxonomy_import"}


def test_everything_that_a_role_is_led_to_opens(member_of: As, published: Release) -> None:
    Warning.objects.filter(slug="brand-voice").update(title="Another title")
    found = walk(member_of("editor"))
    assert {name for name, status in found.items() if status not in {200, 302}} == set()
    open_to_both = set(REGISTERED) - {
        ApiKey,
        EmbeddingSite,
        Programme,
        SharedResult,
    }  # for administrators
    lists = {f"matcher_{model._meta.model_name}_changelist" for model in open_to_both}
    pages = {
        "desk_preview",
        "desk_evidence",
        "desk_evidence_grid",
        "desk_cases",
        "desk_cases_from_result",
    }
    pages |= {"desk_impact", "desk_editions_compare", "desk_history", "desk_taxonomy_export"}
    sheets = {f"matcher_{name}_import" for name in ("evidence", "exampletask", "kpi", "label")}
    assert lists | pages | sheets <= set(found)
    assert not BEYOND_AN_EDITOR & set(found)
    # What both are led to is opened once: it takes half a minute.
    ways = {"index", "matcher_edition_changelist", "desk_taxonomy_export"}
    more = walk(member_of("publisher"), passed=found.keys() - ways)
    assert {name for name, status in more.items() if status in {200, 302}} >= BEYOND_AN_EDITOR
    assert {name for name, status in more.items() if status not in {200, 302}} == set()


@pytest.mark.parametrize("names", [("view_edition",), ("view_edition", "view_case")])
def test_who_may_only_look_is_led_to_no_page_of_the_desk_that_is_refused(
    staff_with: StaffWith, published: Release, names: tuple[str, ...]
) -> None:
    refused = {name for name, status in walk(staff_with(*names)).items() if status == 403}
    assert {name for name in refused if name.startswith("desk_")} == set()


def test_a_role_without_staff_status_opens_nothing(member_of: As) -> None:
    client = member_of("publisher")
    User.objects.update(is_staff=False)
    for page in ("/admin/", PUBLISH, reverse("admin:desk_preview")):
        assert client.get(page)["Location"] == f"/admin/login/?next={page}"


# ── What an editor does ──────────────────────────────────────────────────────────────────


@pytest.fixture
def editor(member_of: As) -> Client:
    return member_of("editor")


def test_an_editor_edits_a_row_with_the_rows_inside_it(editor: Client) -> None:
    cell = Evidence.objects.first()
    page = change(cell.option)
    data = read_form(editor, page) | {"hint": "Another hint."}
    assert data["evidence-0-id"] == cell.pk
    data["evidence-0-DELETE"] = "on"
    assert editor.post(page, data)["Location"] == address(type(cell.option))
    cell.option.refresh_from_db()
    assert cell.option.hint == "Another hint."
    assert not Evidence.objects.filter(pk=cell.pk).exists()


@pytest.mark.parametrize(
    "name",
    ["index", "desk_cases", "desk_impact", "desk_preview", "desk_history", "desk_editions_compare"],
)
def test_an_editor_sees_checks_cases_impact_preview_history(
    editor: Client, published: Release, name: str
) -> None:
    assert editor.get(reverse(f"admin:{name}")).status_code == 200


def test_an_editor_is_shown_the_findings_but_no_way_to_publish(
    editor: Client, published: Release
) -> None:
    Warning.objects.create(slug="one", title="One", text="One.", condition="nothing = none")
    shown = editor.get(reverse("admin:desk_review"))
    assert shown.context["has_errors"]
    for page in (PUBLISH, reverse("admin:desk_taxonomy_import")):
        assert page not in shown.content.decode()


def test_an_editor_neither_publishes_nor_goes_back_nor_replaces_the_draft(
    editor: Client, published: Release
) -> None:
    for page in (
        PUBLISH,
        reverse("admin:desk_taxonomy_import"),
        "/admin/desk/editions/1/roll-back/",
    ):
        assert editor.get(page).status_code == 403
        assert editor.post(page, {"note": "Mine", "accepted_because": "So."}).status_code == 403
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("model", [Case, Axis])
def test_an_editor_deletes_no_case_and_no_axis(
    editor: Client, model: type[Case] | type[Axis]
) -> None:
    before = model.objects.count()
    page = address(model, "delete", model.objects.first().pk)
    assert editor.post(page, {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": model.objects.first().pk}
    editor.post(address(model), data | {"post": "yes"})
    assert model.objects.count() == before


# ── What a publisher does besides ────────────────────────────────────────────────────────


@pytest.fixture
def publisher(member_of: As) -> Client:
    return member_of("publisher")


def test_a_publisher_publishes_although_a_case_fails_and_says_why(publisher: Client) -> None:
    Case.objects.get(slug="A06").warnings.add(Warning.objects.get(slug="two-families"))
    data = {"note": "First edition.", "accepted_because": "The case is out of date."}
    assert publisher.post(PUBLISH, publishing(publisher, **data)).status_code == 302
    (edition,) = Edition.objects.all()
    assert (edition.published_by.username, edition.failing_cases, edition.accepted_because) == (
        "publisher",
        "A06",
        "The case is out of date.",
    )


def test_a_publisher_deletes_a_case_with_its_answers(publisher: Client) -> None:
    case = Case.objects.get(slug="A06")
    page = address(Case, "delete", case.pk)
    assert publisher.get(page).context["perms_lacking"] == set()
    assert publisher.post(page, deleting(publisher, case)).status_code == 302
    assert not Case.objects.filter(slug="A06").exists()


# ── What nobody does ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", ["editor", "publisher", "superuser"])
def test_nobody_deletes_an_edition_or_an_axis(
    member_of: As, admin_client: Client, published: Release, role: str
) -> None:
    client = admin_client if role == "superuser" else member_of(role)
    for row in (Edition.objects.get(), Axis.objects.first()):
        page = address(type(row), "delete", row.pk)
        assert client.post(page, {"post": "yes"}).status_code == 403
    assert Edition.objects.count() == 1


def test_an_edition_outlives_the_account_of_its_publisher(
    admin_client: Client, publisher: Client
) -> None:
    publisher.post(PUBLISH, publishing(publisher, note="First edition."))
    user = User.objects.get(username="publisher")
    admin_client.post(reverse("admin:auth_user_delete", args=[user.pk]), {"post": "yes"})
    assert not User.objects.filter(pk=user.pk).exists()
    (edition,) = Edition.objects.all()
    assert (edition.note, edition.published_by) == ("First edition.", None)


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_a_role_gives_no_power_over_accounts(member_of: As, role: str) -> None:
    client = member_of(role)
    shown = client.get(reverse("admin:index")).context["app_list"]
    assert [app["app_label"] for app in shown] == ["matcher"]
    assert client.get(reverse("admin:auth_user_add")).status_code == 403
