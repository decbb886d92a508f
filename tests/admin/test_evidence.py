"""Evidence as a grid: read as a table, filled in as a form, saved as one change."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from matcher.core import format_signed_points, points_from_decimal
from matcher.draft import evidence_grid as grids
from matcher.models import Axis, Evidence, Option, Outcome, Question, Weight
from tests.admin.conftest import StaffWith
from tests.admin.pages import change

pytestmark = pytest.mark.usefixtures("draft")

LIST = "admin:desk_evidence"
EDITOR = ("add_evidence", "change_evidence", "delete_evidence")
REASON = "Evidence grid: object on family"

Data = dict[str, str]


def grid(question: str = "object", axis: str = "family") -> str:
    return reverse("admin:desk_evidence_grid", args=[question, axis])


def fields(client: Client, url: str = "") -> Data:
    """What a browser without JavaScript would send of the page."""
    boxes = client.get(url or grid()).context["form"].boxes
    data = {}
    for box in boxes:
        sentence = box.sentence.replace("\n", "\r\n")
        data |= {f"mark-{box.name}": box.mark, f"sentence-{box.name}": sentence}
        data |= {f"was-{box.name}": box.was.replace("\n", "\r\n")}
    return data


def cell(option: str, outcome: str) -> Evidence | None:
    return Evidence.objects.filter(
        option__question__slug="object", option__slug=option, outcome__slug=outcome
    ).first()


def key(option: str, outcome: str) -> str:
    of_option = Option.objects.get(question__slug="object", slug=option).pk
    return f"{of_option}-{Outcome.objects.get(axis__slug='family', slug=outcome).pk}"


def write(option: str, outcome: str, mark: str, sentence: str | None = None) -> Data:
    """A box as somebody fills it in; its sentence is left alone unless one is given."""
    name = key(option, outcome)
    typed = {f"mark-{name}": mark}
    return typed if sentence is None else typed | {f"sentence-{name}": sentence}


def text(response: HttpResponse) -> str:
    """The text of the page's content as it is read."""
    content = response.content.decode().split('id="content-main"')[1]
    plain = re.sub(r"<textarea.*?</textarea>|<[^>]+>", " ", content, flags=re.DOTALL)
    return " ".join(re.sub(r"\s+([:,.])", r"\1", plain).split())


def messages(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def free() -> tuple[str, str]:
    """An option and an outcome without a cell."""
    return "customer-contacts", "ecommerce-order-ops"


# ── The table ────────────────────────────────────────────────────────────────────────────


def test_options_are_rows_outcomes_are_columns_and_every_cell_is_there(
    admin_client: Client,
) -> None:
    form = admin_client.get(grid()).context["form"]
    options = tuple(Option.objects.filter(question__slug="object"))
    outcomes = tuple(Outcome.objects.filter(axis__slug="family"))
    assert (form.grid.options, form.grid.outcomes) == (options, outcomes)
    assert [(box.option, box.outcome) for row in form.rows for box in row.boxes] == [
        (option, outcome) for option in options for outcome in outcomes
    ]
    assert {box.key: (box.mark, box.sentence) for box in form.boxes if box.mark} == {
        (one.option_id, one.outcome_id): (f"{one.strength:+d}", one.sentence)
        for one in Evidence.objects.filter(option__in=options, outcome__in=outcomes)
    }


def test_rows_and_columns_are_summed_up_in_strengths_and_points(admin_client: Client) -> None:
    form = admin_client.get(grid()).context["form"]
    weight = Weight.objects.get(question__slug="object", axis__slug="family").weight
    cells = Evidence.objects.filter(option__question__slug="object", outcome__axis__slug="family")
    for row in form.rows:
        strengths = sum(one.strength for one in cells.filter(option=row.option))
        assert row.total.strengths == strengths
        assert row.total.points == format_signed_points(points_from_decimal(strengths * weight))
    for outcome, total in zip(form.grid.outcomes, form.column_totals, strict=True):
        assert total.strengths == sum(one.strength for one in cells.filter(outcome=outcome))


def test_the_weight_and_the_role_stand_above_with_a_link_to_change_them(
    admin_client: Client,
) -> None:
    question = Question.objects.get(slug="object")
    response = admin_client.get(grid())
    assert "Weight on Service family: 2.5 (Essential)." in text(response)
    assert f'href="{change(question)}#weights-group"' in response.content.decode()


def test_every_field_has_a_name_of_its_own_for_those_who_cannot_see_the_table(
    admin_client: Client,
) -> None:
    names = re.findall(r'aria-label="([^"]+: strength)"', admin_client.get(grid()).content.decode())
    assert len(names) == len(set(names)) == 140
    assert "Bills, payments and the books on Finance and accounting operations: strength" in names


def test_a_border_question_has_only_the_two_outcomes_that_it_tells_apart(
    admin_client: Client,
) -> None:
    border = Question.objects.filter(border_first__isnull=False).first()
    axis = border.weights.get().axis
    form = admin_client.get(grid(border.slug, axis.slug)).context["form"]
    assert set(form.grid.outcomes) == {border.border_first, border.border_second}


def test_the_list_counts_the_cells_of_every_grid(admin_client: Client) -> None:
    rows = admin_client.get(reverse(LIST)).context["questions"]
    shown = {
        (row.question.slug, one.axis.slug): (one.cells, one.weight)
        for row in rows
        for one in row.grids
        if one
    }
    assert shown == {
        (one.question.slug, one.axis.slug): (
            Evidence.objects.filter(option__question=one.question, outcome__axis=one.axis).count(),
            f"{one.weight.normalize():f}",
        )
        for one in Weight.objects.select_related("question", "axis")
    }
    assert len(rows) == Question.objects.count()


def test_the_pages_cost_a_fixed_number_of_queries(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for url in (grid(), grid("control", "delivery")):
        with django_assert_num_queries(8):
            admin_client.get(url)
    with django_assert_num_queries(8):
        admin_client.get(reverse(LIST))


def test_a_grid_is_reached_from_its_question_and_from_each_option(admin_client: Client) -> None:
    question = Question.objects.get(slug="regulation")
    for row in (question, question.options.first()):
        shown = admin_client.get(change(row)).content.decode()
        for weight in question.weights.all():
            assert f'href="{grid("regulation", weight.axis.slug)}"' in shown


@pytest.mark.parametrize("place", [("nothing", "family"), ("object", "nothing")])
def test_a_grid_of_nothing_is_not_found(admin_client: Client, place: tuple[str, str]) -> None:
    assert admin_client.get(grid(*place)).status_code == 404


# ── Saving ───────────────────────────────────────────────────────────────────────────────


def test_changed_cells_are_saved_as_one_change_and_the_others_left_alone(
    admin_client: Client, admin_user: User, free: tuple[str, str]
) -> None:
    before = Evidence.history.count()
    data = fields(admin_client)
    data |= write(*free, "2", "Shops answer questions too.")
    data |= write("invoices-payments", "finance-accounting", "-1", "It argues against.")
    data |= write("employee-matters", "hr-payroll", "0")
    response = admin_client.post(grid(), data, follow=True)
    assert messages(response) == [
        "3 cells were saved as one change (1 added, 1 changed, 1 emptied)."
    ]
    assert response.redirect_chain == [(grid(), 302)]
    added, changed = cell(*free), cell("invoices-payments", "finance-accounting")
    assert (added.strength, added.sentence) == (2, "Shops answer questions too.")
    assert (changed.strength, changed.sentence) == (-1, "It argues against.")
    assert cell("employee-matters", "hr-payroll") is None
    written = Evidence.history.order_by("history_id")[before:]
    assert sorted(one.history_type for one in written) == ["+", "-", "~"]
    assert {(one.history_change_reason, one.history_user) for one in written} == {
        (REASON, admin_user)
    }


def test_a_form_without_a_change_writes_nothing(admin_client: Client) -> None:
    before = Evidence.history.count()
    response = admin_client.post(grid(), fields(admin_client), follow=True)
    assert messages(response) == ["No cell was different from what is saved already."]
    assert Evidence.history.count() == before


def test_a_sentence_of_several_lines_is_not_changed_by_looking_at_it(admin_client: Client) -> None:
    row = cell("invoices-payments", "finance-accounting")
    row.sentence = "One line,\nand another. "
    row.save()
    response = admin_client.post(grid(), fields(admin_client), follow=True)
    assert messages(response) == ["No cell was different from what is saved already."]


@pytest.mark.parametrize(
    ("mark", "strength", "excludes"),
    [("+3", 3, False), ("2", 2, False), ("−2", -2, False), (" -1 ", -1, False), ("X", 0, True)],
)
def test_a_strength_is_written_as_people_write_it(
    admin_client: Client, free: tuple[str, str], mark: str, strength: int, excludes: bool
) -> None:
    data = fields(admin_client) | write(*free, mark, "Why.")
    assert admin_client.post(grid(), data).status_code == 302
    row = cell(*free)
    assert (row.strength, row.excludes) == (strength, excludes)


@pytest.mark.parametrize("mark", ["", "0", "+0", "-0"])
def test_nothing_and_zero_empty_a_cell(admin_client: Client, mark: str) -> None:
    data = fields(admin_client) | write("invoices-payments", "finance-accounting", mark)
    assert admin_client.post(grid(), data).status_code == 302
    assert cell("invoices-payments", "finance-accounting") is None


def test_a_form_that_lacks_cells_leaves_them_alone(admin_client: Client) -> None:
    before = Evidence.objects.count()
    row = cell("invoices-payments", "finance-accounting")
    data = write("invoices-payments", "finance-accounting", "1", row.sentence)
    data[f"was-{key('invoices-payments', 'finance-accounting')}"] = (
        f"{row.strength:+d} {row.sentence}"
    )
    assert admin_client.post(grid(), data).status_code == 302
    assert cell("invoices-payments", "finance-accounting").strength == 1
    assert Evidence.objects.count() == before


# ── What is wrong ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("mark", "sentence", "field", "said"),
    [
        ("4", "Why.", "mark", "Give a whole number from -3 to +3, or x to rule the outcome out."),
        ("<b>", "", "mark", "Give a whole number from -3 to +3, or x to rule the outcome out."),
        ("٢", "Why.", "mark", "Give a whole number from -3 to +3, or x to rule the outcome out."),
        ("2", " ", "sentence", "Say why in one sentence."),
        ("x", "", "sentence", "Say why in one sentence."),
        ("", "Why.", "mark", "Give a strength, or take the sentence away."),
    ],
)
def test_a_wrong_cell_is_named_linked_and_kept_and_nothing_is_saved(
    admin_client: Client,
    free: tuple[str, str],
    mark: str,
    sentence: str,
    field: str,
    said: str,
) -> None:
    data = fields(admin_client) | write(*free, mark, sentence)
    data |= write("invoices-payments", "finance-accounting", "1")
    response = admin_client.post(grid(), data)
    label = "Customers’ questions, calls and messages on Ecommerce and order operations"
    assert f"{label}: {said}" in text(response)
    assert f'href="#{field}-{key(*free)}"' in response.content.decode()
    assert f'id="{field}-{key(*free)}-error"' in response.content.decode()
    boxes = {box.name: box for box in response.context["form"].boxes}
    assert (boxes[key(*free)].mark, boxes[key(*free)].sentence) == (mark, sentence)
    assert boxes[key("invoices-payments", "finance-accounting")].mark == "1"
    assert cell(*free) is None
    assert cell("invoices-payments", "finance-accounting").strength == 3


def test_without_a_weight_cells_can_only_be_emptied(
    admin_client: Client, free: tuple[str, str]
) -> None:
    Weight.objects.filter(question__slug="object", axis__slug="family").delete()
    assert "has no weight on Service family" in text(admin_client.get(grid()))
    data = fields(admin_client) | write(*free, "2", "Why.")
    response = admin_client.post(grid(), data)
    assert "Without a weight on this axis it would never count" in text(response)
    data = fields(admin_client) | write("invoices-payments", "finance-accounting", "")
    assert admin_client.post(grid(), data).status_code == 302
    assert cell("invoices-payments", "finance-accounting") is None


def test_what_was_typed_for_a_deleted_option_is_handed_back(
    admin_client: Client, free: tuple[str, str]
) -> None:
    question = Question.objects.get(slug="object")
    option = Option.objects.create(question=question, slug="new", label="New", hint="New.")
    data = fields(admin_client) | write("new", free[1], "2", "Much <i>thought</i>.")
    option.delete()
    response = admin_client.post(grid(), data)
    assert "was deleted in the meantime. You had: 2 “Much &lt;i&gt;thought&lt;/i&gt;.”" in text(
        response
    )
    again = fields(admin_client)
    assert admin_client.post(grid(), again).status_code == 302


@pytest.mark.parametrize(
    "junk",
    [
        {"mark-1-": "2"},
        {"mark-x-y": "2"},
        {f"mark-{'9' * 30}-1": "2"},
        {"was-1-1": "\0"},
    ],
)
def test_fields_that_are_none_are_ignored(admin_client: Client, junk: Data) -> None:
    assert admin_client.post(grid(), fields(admin_client) | junk).status_code == 302


def test_control_characters_in_a_sentence_are_refused_beside_it(
    admin_client: Client, free: tuple[str, str]
) -> None:
    response = admin_client.post(grid(), fields(admin_client) | write(*free, "1", "Why\0 \x9bso."))
    (box,) = response.context["form"].invalid_boxes
    assert (box.mark_error, box.sentence_error) == (
        "",
        "Invisible control characters are not allowed: U+0000, U+009B. Type the text without them.",
    )
    assert not Evidence.objects.filter(sentence__startswith="Why").exists()


# ── Two editors ──────────────────────────────────────────────────────────────────────────


def other_editor() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("ada"))
    return client


def test_who_saves_second_is_told_cell_by_cell_and_keeps_their_text(
    admin_client: Client,
) -> None:
    mine = fields(admin_client) | write("invoices-payments", "finance-accounting", "1", "Mine.")
    theirs = other_editor()
    theirs.post(
        grid(), fields(theirs) | write("invoices-payments", "finance-accounting", "2", "Theirs.")
    )

    response = admin_client.post(grid(), mine)
    assert re.search(
        r"Bills, payments and the books on Finance and accounting operations: "
        r"ada changed it from \+3 “[^”]+” to \+2 “Theirs.” \([^)]+\). You have: \+1 “Mine.”",
        text(response),
    )
    assert cell("invoices-payments", "finance-accounting").sentence == "Theirs."

    boxes = response.context["form"].boxes
    again = {f"mark-{box.name}": box.mark for box in boxes}
    again |= {f"sentence-{box.name}": box.sentence for box in boxes}
    again |= {f"was-{box.name}": box.was for box in boxes}
    assert admin_client.post(grid(), again).status_code == 302
    row = cell("invoices-payments", "finance-accounting")
    assert (row.strength, row.sentence) == (1, "Mine.")


def test_only_the_strength_is_quoted_where_the_sentence_is_not_disputed(
    admin_client: Client,
) -> None:
    mine = fields(admin_client) | write("invoices-payments", "finance-accounting", "")
    theirs = other_editor()
    theirs.post(grid(), fields(theirs) | write("invoices-payments", "finance-accounting", "x"))
    said = text(admin_client.post(grid(), mine))
    assert "ada changed it from +3 “" in said
    assert "You have: empty" in said


def test_cells_that_the_second_did_not_touch_stay_as_the_first_left_them(
    admin_client: Client,
) -> None:
    mine = fields(admin_client) | write("invoices-payments", "finance-accounting", "1")
    theirs = other_editor()
    theirs.post(grid(), fields(theirs) | write("employee-matters", "hr-payroll", "-1"))
    assert admin_client.post(grid(), mine).status_code == 302
    assert cell("invoices-payments", "finance-accounting").strength == 1
    assert cell("employee-matters", "hr-payroll").strength == -1


def test_a_cell_that_was_emptied_or_filled_in_between_is_told_too(
    admin_client: Client, free: tuple[str, str]
) -> None:
    mine = fields(admin_client) | write("invoices-payments", "finance-accounting", "1")
    mine |= write(*free, "1", "Mine.")
    theirs = other_editor()
    data = fields(theirs) | write("invoices-payments", "finance-accounting", "")
    theirs.post(grid(), data | write(*free, "x", "Theirs."))
    said = text(admin_client.post(grid(), mine))
    assert re.search(r"ada changed it from \+3 “[^”]+” to empty", said)
    assert "ada changed it from empty to rules it out “Theirs.”" in said
    assert cell("invoices-payments", "finance-accounting") is None


def test_two_who_did_the_same_do_not_collide(admin_client: Client) -> None:
    mine = fields(admin_client) | write("invoices-payments", "finance-accounting", "1")
    theirs = other_editor()
    theirs.post(grid(), fields(theirs) | write("invoices-payments", "finance-accounting", "1"))
    response = admin_client.post(grid(), mine, follow=True)
    assert messages(response) == ["No cell was different from what is saved already."]


def test_a_change_that_the_history_does_not_know_is_somebodys(admin_client: Client) -> None:
    mine = fields(admin_client) | write("invoices-payments", "finance-accounting", "1")
    Evidence.objects.filter(pk=cell("invoices-payments", "finance-accounting").pk).update(
        strength=2
    )
    said = text(admin_client.post(grid(), mine))
    assert "Somebody changed it from +3 to +2. You have: +1" in said


def test_a_cell_added_between_the_look_and_the_write_is_told_not_lost(
    admin_client: Client, free: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = fields(admin_client) | write(*free, "1", "Mine.")
    really = grids._write

    def late(row: Evidence | None, *rest: object) -> object:
        if cell(*free) is None:
            monkeypatch.setattr(grids, "_write", really)
            raise IntegrityError
        return really(row, *rest)

    monkeypatch.setattr(grids, "_write", late)
    assert admin_client.post(grid(), data).status_code == 302
    assert cell(*free).sentence == "Mine."


# ── Who may ──────────────────────────────────────────────────────────────────────────────


def test_who_may_look_reads_the_grid_and_changes_nothing(staff_with: StaffWith) -> None:
    client = staff_with("view_evidence")
    response = client.get(grid())
    shown = response.content.decode()
    assert cell("invoices-payments", "finance-accounting").sentence in shown
    assert "<input" not in shown.split('id="content-main"')[1]
    assert (
        client.post(grid(), write("invoices-payments", "finance-accounting", "1")).status_code
        == 403
    )
    assert cell("invoices-payments", "finance-accounting").strength == 3


@pytest.mark.parametrize("missing", EDITOR)
def test_all_three_permissions_are_needed_to_save(staff_with: StaffWith, missing: str) -> None:
    client = staff_with("view_evidence", *(one for one in EDITOR if one != missing))
    assert client.post(grid(), {}).status_code == 403


def test_an_editor_may_save(staff_with: StaffWith) -> None:
    client = staff_with(*EDITOR)
    data = fields(client) | write("invoices-payments", "finance-accounting", "1")
    assert client.post(grid(), data).status_code == 302
    assert cell("invoices-payments", "finance-accounting").strength == 1


def test_staff_without_a_permission_see_no_grid(staff_with: StaffWith) -> None:
    client = staff_with("view_question")
    for url in (grid(), reverse(LIST)):
        assert client.get(url).status_code == 403
        assert client.post(url).status_code == 403
    assert grid() not in client.get(change(Question.objects.get(slug="object"))).content.decode()


def test_strangers_are_sent_to_the_log_in(client: Client) -> None:
    for url in (grid(), reverse(LIST)):
        assert client.get(url)["Location"] == f"{reverse('admin:login')}?next={url}"


def test_an_axis_without_outcomes_has_nothing_to_fill_in(admin_client: Client) -> None:
    Axis.objects.create(slug="bare", name="Bare", asks="?", clear_from=2, likely_from=1)
    assert "There is nothing to fill in" in text(admin_client.get(grid("object", "bare")))
