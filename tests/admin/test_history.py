"""What happened to rows, told where they are edited; and a word to whoever saves second."""

import json
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from matcher.draft.apply import apply_taxonomy
from matcher.draft.compile import compile_draft
from matcher.draft.history import (
    ChildTable,
    Event,
    FieldDifference,
    RowChange,
    recent_history,
    row_history,
    seed_history,
)
from matcher.models import Case, Evidence, Option, Question, Suggestion, Warning, Weight
from tests.admin.conftest import StaffWith
from tests.admin.pages import address, change, errors, read_form
from tests.fixtures import draft_models

pytestmark = pytest.mark.usefixtures("draft")

INSIDE = (ChildTable(Evidence, "option"), ChildTable(Suggestion, "option"))


@pytest.fixture
def option(db: None) -> Option:
    """An option with evidence, whose history has begun."""
    seed_history("As delivered")
    return Option.objects.get(question__slug="served", slug="internal-ops")


def told(events: tuple[Event, ...]) -> list[tuple[str, str, tuple[RowChange, ...]]]:
    return [(event.who, event.why, event.changes) for event in events]


def edited(option: Option) -> Evidence:
    """A cell of the option with another strength."""
    cell = option.evidence.first()
    cell.strength = 2 if cell.strength == 1 else 1
    cell.save()
    return cell


# ── Of one row ───────────────────────────────────────────────────────────────────────────


def test_a_change_says_what_was_there_before(option: Option) -> None:
    option.label = "Our own operations"
    option.save()
    (latest, first) = row_history(option)
    (said,) = latest.changes
    assert (said.kind, said.table, said.row) == ("changed", "option", "Our own operations")
    assert [field.name for field in said.fields] == ["Label"]
    assert said.fields[0].after == "Our own operations"
    assert (first.why, [change.kind for change in first.changes]) == ("As delivered", ["added"])


def test_rows_inside_the_page_belong_to_its_history_deleted_ones_too(option: Option) -> None:
    cell = edited(option)
    row = str(cell)
    cell.delete()
    deleted, _first = row_history(option, INSIDE)
    assert [(one.kind, one.table, one.row) for one in deleted.changes] == [
        ("changed", "evidence", row),
        ("deleted", "evidence", row),
    ]
    assert [field.name for field in deleted.changes[0].fields] == ["Strength"]


def test_links_and_choices_stand_in_words(option: Option) -> None:
    weight = Weight.objects.filter(role="essential").first()
    weight.role = "tie-break"
    weight.required = not weight.required
    weight.save()
    (said,) = row_history(weight)[0].changes
    assert said.fields == (
        FieldDifference("Role", "Essential", "Only breaks ties"),
        FieldDifference("Required", *(("no", "yes") if weight.required else ("yes", "no"))),
    )
    cell = option.evidence.first()
    other = Option.objects.exclude(pk=option.pk).first()
    Evidence.objects.filter(option=other, outcome=cell.outcome).delete()
    cell.option = other
    cell.save()
    (moved,) = row_history(cell)[0].changes
    assert moved.fields == (FieldDifference("Option", str(option), str(other)),)


def test_the_warnings_of_a_case_are_told_by_name(db: None) -> None:
    seed_history("As delivered")
    case = Case.objects.get(slug="A06")
    before = ", ".join(sorted(case.warnings.values_list("title", flat=True)))
    case.warnings.set(Warning.objects.filter(slug="brand-voice"))
    told = [change.fields for change in row_history(case)[0].changes]
    title = Warning.objects.get(slug="brand-voice").title
    assert (told[0][0].before, told[-1][0].after) == (before, title)
    assert told[0][0].name == "Warnings that must show"


def test_a_save_that_changes_nothing_is_no_event(option: Option) -> None:
    option.save()
    assert [event.why for event in row_history(option)] == ["As delivered"]


def test_a_row_whose_beginning_was_not_kept_says_only_that_it_was_changed(db: None) -> None:
    warning = Warning.objects.get(slug="brand-voice")
    warning.title = "Another title"
    warning.save()
    ((event),) = row_history(warning)
    assert event.changes == (
        RowChange("changed", "warning", "Another title", "warning", warning.pk),
    )


def test_what_happened_apart_in_time_is_told_apart(option: Option) -> None:
    cell = edited(option)
    Evidence.history.filter(id=cell.pk, history_type="~").update(
        history_date=Evidence.history.latest().history_date + timedelta(minutes=1)
    )
    edited(option)
    assert len(row_history(option, INSIDE)) == 3


def test_the_history_costs_the_same_for_one_change_and_for_ten(option: Option) -> None:
    edited(option)
    with CaptureQueriesContext(connection) as few:
        row_history(option, INSIDE)
    for cell in option.evidence.all():
        cell.sentence += "."
        cell.save()
    with CaptureQueriesContext(connection) as many:
        assert len(row_history(option, INSIDE)[0].changes) >= 8
    assert (len(few), len(many)) == (3, 3)


# ── On the pages ─────────────────────────────────────────────────────────────────────────


def test_the_page_of_a_row_shows_its_last_changes_and_leads_to_all(
    admin_client: Client, option: Option
) -> None:
    cell = edited(option)
    shown = admin_client.get(change(option))
    assert [one.row for one in shown.context["events"][0].changes] == [str(cell)]
    assert address(Option, "history", option.pk) in shown.content.decode()
    every = admin_client.get(address(Option, "history", option.pk))
    assert len(every.context["events"]) == 2
    assert "As delivered" in every.content.decode()


def test_a_row_that_is_just_loaded_has_no_changes(admin_client: Client) -> None:
    option = Option.objects.first()
    assert "Last changes" not in admin_client.get(change(option)).content.decode()
    shown = admin_client.get(address(Option, "history", option.pk)).content.decode()
    assert "Nothing has happened to it since it was loaded." in shown


def test_hostile_text_in_the_history_is_shown_as_text(admin_client: Client, option: Option) -> None:
    option.label = "<script>alert(1)</script>"
    option.save()
    shown = admin_client.get(address(Option, "history", option.pk)).content.decode()
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_who_saved_in_the_admin_stands_in_the_history(admin_client: Client, option: Option) -> None:
    data = read_form(admin_client, change(option)) | {"label": "Another label"}
    admin_client.post(change(option), data)
    (latest, *_earlier) = row_history(Option.objects.get(pk=option.pk), INSIDE)
    assert (latest.who, [one.kind for one in latest.changes]) == ("admin", ["changed"])


# ── Two editors ──────────────────────────────────────────────────────────────────────────


@pytest.fixture
def page(option: Option) -> str:
    return change(option)


def opened(client: Client, page: str) -> dict[str, object]:
    """The form as it was when the page was opened, with the moment it carries along."""
    return read_form(client, page) | {"opened": client.get(page).context["opened"]}


def said(response: object) -> list[str]:
    return errors(response).get("__all__", [])


def test_who_saves_second_is_told_what_happened_and_keeps_the_text(
    admin_client: Client, option: Option, page: str, django_user_model: type[User]
) -> None:
    mine = opened(admin_client, page) | {"hint": "My hint."}
    other = Client()
    other.force_login(django_user_model.objects.create_superuser("other"))
    other.post(page, opened(other, page) | {"label": "Their label"})
    refused = admin_client.post(page, mine)
    happened, kept = said(refused)
    said_at = timezone.localtime(row_history(option)[0].at)
    assert happened.startswith(f"other saved this page at {said_at:%H:%M:%S} on ")
    assert f"{said_at.year}, while you had it open: " in happened
    assert happened.endswith(f"option “Their label”: Label from “{option.label}” to “Their label”.")
    assert kept == (
        "What you typed is still here. Look at it again: saving now puts it in their place."
    )
    assert refused.context["adminform"].form["hint"].value() == "My hint."
    option.refresh_from_db()
    assert (option.label, option.hint == "My hint.") == ("Their label", False)
    again = mine | {"opened": refused.context["opened"]}
    assert admin_client.post(page, again).status_code == 302
    option.refresh_from_db()
    assert option.hint == "My hint."


def test_a_row_inside_the_page_counts_too(admin_client: Client, option: Option, page: str) -> None:
    mine = opened(admin_client, page)
    edited(option)
    (happened, _kept) = said(admin_client.post(page, mine))
    assert happened.startswith("Somebody saved this page at ")
    assert "Strength from “" in happened


def test_a_deleted_row_inside_counts_too(admin_client: Client, option: Option, page: str) -> None:
    mine = opened(admin_client, page)
    option.evidence.first().delete()
    response = admin_client.post(page, mine)
    assert "deleted evidence “" in said(response)[0]


def test_a_change_that_was_on_its_way_when_the_page_was_opened_counts_too(
    admin_client: Client, option: Option, page: str
) -> None:
    begun = timezone.now()
    mine = opened(admin_client, page)
    option.label, option._history_date = "Their label", begun
    option.save()
    (happened, _kept) = said(admin_client.post(page, mine))
    assert happened.endswith("to “Their label”.")


def test_what_happens_to_other_rows_is_no_conflict(
    admin_client: Client, option: Option, page: str
) -> None:
    mine = opened(admin_client, page) | {"hint": "My hint."}
    edited(Option.objects.get(question__slug="served", slug="external-customer"))
    assert admin_client.post(page, mine).status_code == 302


def test_ones_own_second_tab_is_told_as_well(admin_client: Client, page: str) -> None:
    first, second = opened(admin_client, page), opened(admin_client, page)
    assert admin_client.post(page, first | {"hint": "One."}).status_code == 302
    assert said(admin_client.post(page, second | {"hint": "Two."}))[0].startswith("admin saved")


@pytest.mark.parametrize("moment", ["", "yesterday", "2026-13-45T00:00:00+00:00", "2026-01-01"])
def test_a_form_without_a_moment_is_taken_as_it_is(
    admin_client: Client, option: Option, page: str, moment: str
) -> None:
    mine = read_form(admin_client, page)
    edited(option)
    assert admin_client.post(page, mine | {"opened": moment}).status_code == 302


def test_when_the_page_was_opened_is_no_change_of_the_row(
    admin_client: Client, option: Option, page: str
) -> None:
    mine = opened(admin_client, page) | {"hint": "My hint."}
    admin_client.post(page, mine)
    (entry,) = LogEntry.objects.all()
    changed, form = json.loads(entry.change_message)
    assert changed == {"changed": {"fields": ["Hint"]}}
    assert list(form) == ["form"]  # by which a second click is known


# ── Of all rows ──────────────────────────────────────────────────────────────────────────

DESK = "/admin/desk/history/"


@pytest.fixture
def reader(staff_with: StaffWith) -> Client:
    return staff_with("view_edition")


def test_rolling_back_the_whole_draft_is_one_event(reader: Client, option: Option) -> None:
    taxonomy = compile_draft()
    Evidence.objects.update(sentence="Another sentence.")
    Question.objects.filter(slug="served").update(prompt="Who?")
    apply_taxonomy(taxonomy, reason="Roll back to edition 7", by=None)
    shown, first = reader.get(DESK).context["events"]
    cells = Evidence.objects.count()
    assert (shown.event.why, shown.rows) == ("Roll back to edition 7", cells + 1)
    assert sorted((one.change.table, one.change.count) for one in shown.changes) == [
        ("evidence", cells),
        ("question", 1),
    ]
    assert first.event.why == "As delivered"


def test_the_beginning_of_all_rows_is_one_event(option: Option) -> None:
    recent = recent_history(limit=60)
    assert [(event.why, event.who) for event in recent.events] == [("As delivered", "")]
    rows = sum(model.objects.count() for model in draft_models() if not model._meta.auto_created)
    assert sum(change.count for change in recent.events[0].changes) == rows
    assert recent.older is None


def test_an_event_leads_to_the_history_of_its_row(reader: Client, option: Option) -> None:
    option.hint = "Another hint."
    option.save()
    shown = reader.get(DESK).context["events"][0]
    assert [(one.change.row, one.href) for one in shown.changes] == [
        (option.label, address(Option, "history", option.pk))
    ]


def test_older_events_are_a_page_further(reader: Client, db: None) -> None:
    Case.history.all().delete()  # loading leaves some
    warning = Warning.objects.first()
    for number in range(61):
        warning.title = f"Title {number}"
        warning.save()
    moments = Warning.history.order_by("history_date")
    start = moments.first().history_date
    for number, record in enumerate(moments):
        record.history_date = start + timedelta(minutes=number)
        record.save()
    shown = reader.get(DESK).context
    assert len(shown["events"]) == 60
    further = reader.get(DESK, {"before": shown["older"]}).context
    assert (len(further["events"]), further["older"]) == (1, "")


def test_all_rows_cost_the_same_for_few_records_and_for_many(option: Option) -> None:
    with CaptureQueriesContext(connection) as few:
        recent_history(limit=60)
    for _time in range(10):
        edited(option)
    with CaptureQueriesContext(connection) as many:
        recent_history(limit=60)
    assert len(many) == len(few)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "x",
        "2026-13-45",
        "2026-01-01T00:00:00+00:00",
        "0001-01-01T00:00:00+00:00",
        "0001-01-01T00:00:00+23:00",
        "9999-12-31T23:59:59-23:00",
    ],
)
def test_a_moment_that_cannot_be_read_or_is_far_away_is_no_error(
    reader: Client, before: str
) -> None:
    assert reader.get(DESK, {"before": before}).status_code == 200


def test_staff_without_a_permission_do_not_see_it(staff_with: StaffWith) -> None:
    assert staff_with("view_warning").get(DESK).status_code == 403
    assert reverse("admin:desk_history") == DESK
