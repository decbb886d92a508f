"""Rows out to a spreadsheet and back."""

import csv
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from matcher.drafts import compile_draft
from matcher.importing import SIZE_LIMIT
from matcher.models import Evidence, ExampleTask, Kpi, Label, LabelName
from matcher.models.rows import Row
from tests.admin.conftest import StaffWith
from tests.admin.pages import address

pytestmark = pytest.mark.usefixtures("draft")

Lines = list[dict[str, str]]

TABLES = [Evidence, ExampleTask, Kpi, Label]
every_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)


@pytest.fixture(autouse=True)
def imports(settings, tmp_path) -> None:
    settings.IMPORTS_DIR = tmp_path / "imports"


def exported(client: Client, table: type[Row]) -> Lines:
    response = client.get(address(table, "export"))
    assert response["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(StringIO(response.content.decode())))


def sent(client: Client, table: type[Row], lines: Lines) -> HttpResponse:
    """The preview of the file."""
    text = StringIO()
    writer = csv.DictWriter(text, fieldnames=list(lines[0]))
    writer.writeheader()
    writer.writerows(lines)
    file = SimpleUploadedFile("changes.csv", text.getvalue().encode())
    return client.post(address(table, "import"), {"format": "0", "import_file": file})


def confirmed(client: Client, table: type[Row], preview: HttpResponse) -> HttpResponse:
    fields = {
        name: preview.context["confirm_form"][name].value()
        for name in preview.context["confirm_form"].fields
    }
    given = {name: "" if value is None else value for name, value in fields.items()}
    return client.post(address(table, "process_import"), given, follow=True)


def outcome(preview: HttpResponse) -> dict[str, int]:
    return {name: count for name, count in preview.context["result"].totals.items() if count}


@every_table
def test_what_goes_out_and_comes_back_changes_nothing(
    admin_client: Client, table: type[Row]
) -> None:
    before = compile_draft()
    lines = exported(admin_client, table)
    assert len(lines) == table.objects.count()
    preview = sent(admin_client, table, lines)
    assert outcome(preview) == {"skip": len(lines)}
    confirmed(admin_client, table, preview)
    assert compile_draft() == before
    assert not table.history.filter(history_change_reason__startswith="Imported").exists()


def test_evidence_names_its_row_by_slugs_and_never_by_keys(admin_client: Client) -> None:
    cell = Evidence.objects.order_by("pk").first()
    line = next(
        one
        for one in exported(admin_client, Evidence)
        if (one["question"], one["option"], one["outcome"])
        == (cell.option.question.slug, cell.option.slug, cell.outcome.slug)
    )
    assert line == {
        "question": cell.option.question.slug,
        "option": cell.option.slug,
        "axis": cell.outcome.axis.slug,
        "outcome": cell.outcome.slug,
        "strength": str(cell.strength),
        "excludes": "0",
        "sentence": cell.sentence,
    }


def test_a_changed_cell_is_shown_before_it_is_written_and_kept_in_its_history(
    admin_client: Client,
) -> None:
    lines = exported(admin_client, Evidence)
    line = next(one for one in lines if one["strength"] == "3")
    line["strength"] = "2"
    preview = sent(admin_client, Evidence, lines)
    assert outcome(preview) == {"update": 1, "skip": len(lines) - 1}
    assert "<del>3</del> <ins>2</ins>" in preview.content.decode()
    cell = Evidence.objects.get(
        option__question__slug=line["question"],
        option__slug=line["option"],
        outcome__axis__slug=line["axis"],
        outcome__slug=line["outcome"],
    )
    assert cell.strength == 3
    confirmed(admin_client, Evidence, preview)
    cell.refresh_from_db()
    assert cell.strength == 2
    record = cell.history.latest()
    assert (record.history_change_reason, record.history_user.username) == (
        "Imported from changes.csv",
        "admin",
    )


def test_a_new_line_is_added_and_one_left_out_stays(admin_client: Client) -> None:
    line = exported(admin_client, ExampleTask)[0] | {"text": "sort the winter post"}
    preview = sent(admin_client, ExampleTask, [line])
    assert outcome(preview) == {"new": 1}
    tasks = ExampleTask.objects.count()
    confirmed(admin_client, ExampleTask, preview)
    assert ExampleTask.objects.count() == tasks + 1


def test_the_names_of_a_label_come_along(admin_client: Client) -> None:
    lines = exported(admin_client, Label)
    lines[0]["names"] += " | quite another name"
    confirmed(admin_client, Label, sent(admin_client, Label, lines))
    label = Label.objects.get(slug=lines[0]["slug"])
    assert [one.name for one in label.names.all()] == lines[0]["names"].split(" | ")


def test_a_name_that_another_label_has_is_refused(admin_client: Client) -> None:
    lines = exported(admin_client, Label)
    lines[0]["names"] = lines[1]["names"]
    names = LabelName.objects.count()
    shown = sent(admin_client, Label, lines)
    assert "is a name of the label" in shown.content.decode()
    assert "confirm_form" not in shown.context
    assert LabelName.objects.count() == names


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"strength": "4"}, "Ensure this value is less than or equal to 3."),
        ({"strength": "0"}, "Give a strength other than 0, or rule the outcome out"),
        ({"sentence": ""}, "This field cannot be blank."),
        ({"option": "nobody"}, "There is no option “served / nobody”."),
        ({"axis": "mood"}, "There is no outcome “mood / hr-payroll”."),
    ],
)
def test_a_line_that_is_wrong_is_refused_in_words_and_nothing_is_written(
    admin_client: Client, change: dict[str, str], said: str
) -> None:
    lines = exported(admin_client, Evidence)
    line = next(
        one for one in lines if (one["question"], one["outcome"]) == ("served", "hr-payroll")
    )
    line |= change
    before = compile_draft()
    shown = sent(admin_client, Evidence, [line])
    assert said in shown.content.decode()
    assert "confirm_form" not in shown.context
    assert compile_draft() == before


def test_a_file_without_a_column_is_refused(admin_client: Client) -> None:
    lines = [{"question": "served", "option": "internal-ops"}]
    shown = sent(admin_client, Evidence, lines).content.decode()
    assert "The file has no column “axis”, “outcome”, “strength”, “excludes”, “sentence”." in shown


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-", "@home", "<b>bold</b>"])
def test_a_text_that_looks_like_a_formula_comes_back_as_it_was(
    admin_client: Client, text: str
) -> None:
    task = ExampleTask.objects.first()
    ExampleTask.objects.filter(pk=task.pk).update(text=text)
    lines = exported(admin_client, ExampleTask)
    assert text in {one["text"] for one in lines}
    preview = sent(admin_client, ExampleTask, lines)
    assert outcome(preview) == {"skip": len(lines)}
    assert "<b>bold</b>" not in preview.content.decode()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"\x00"])
def test_a_file_that_is_no_table_is_refused_in_words(admin_client: Client, content: bytes) -> None:
    file = SimpleUploadedFile("x.csv", content)
    shown = admin_client.post(address(Kpi, "import"), {"format": "0", "import_file": file})
    assert shown.status_code == 200
    assert shown.context["form"].errors


def test_a_file_that_is_far_too_large_is_refused(admin_client: Client) -> None:
    file = SimpleUploadedFile("x.csv", b"x" * (SIZE_LIMIT + 1))
    shown = admin_client.post(address(Kpi, "import"), {"format": "0", "import_file": file})
    assert shown.context["form"].errors == {
        "import_file": ["The file has more than 10 MB. Send it in parts."]
    }


def test_a_file_that_is_no_longer_there_is_asked_for_again(admin_client: Client) -> None:
    given = {
        "import_file_name": "gone",
        "original_file_name": "x.csv",
        "format": "0",
        "resource": "",
    }
    shown = admin_client.post(address(Kpi, "process_import"), given, follow=True)
    assert [str(one) for one in shown.context["messages"]] == [
        "The file is no longer here. Send it once more."
    ]


def test_who_may_only_look_takes_out_and_brings_nothing_in(staff_with: StaffWith) -> None:
    client = staff_with("view_kpi")
    assert len(exported(client, Kpi)) == Kpi.objects.count()
    assert client.get(address(Kpi, "import")).status_code == 403
    assert client.post(address(Kpi, "process_import"), {}).status_code == 403


def test_who_may_not_look_takes_nothing_out(staff_with: StaffWith) -> None:
    assert staff_with("view_label").get(address(Kpi, "export")).status_code == 403
