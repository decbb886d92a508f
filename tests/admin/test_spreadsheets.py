"""Rows out to a spreadsheet and back at the desk: a preview first, all rows or none.

What a file may look like is tested in `test_csv_file`, what its rows may say in
`tests/draft/test_import_spreadsheet`.
"""

import csv
import re
from io import StringIO

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from matcher.admin.pages import uploads
from matcher.admin.spreadsheets.csv_file import read_sheet
from matcher.core import Taxonomy
from matcher.draft.compile import compile_draft
from matcher.draft.import_spreadsheet import RowCounts, write_rows
from matcher.draft.spreadsheet_columns import (
    EVIDENCE_TABLE,
    KPI_TABLE,
    LABEL_TABLE,
    TASK_TABLE,
    SpreadsheetTable,
)
from matcher.exports.csv_file import write_csv
from matcher.models import Evidence, ExampleTask, Kpi, Label, Note, Outcome
from matcher.models.rows import Row
from tests.admin.conftest import StaffWith
from tests.admin.pages import address

pytestmark = pytest.mark.usefixtures("draft")

Lines = list[dict[str, str]]

TABLES = [EVIDENCE_TABLE, TASK_TABLE, KPI_TABLE, LABEL_TABLE]
every_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.model.__name__)


@pytest.fixture
def editor(staff_with: StaffWith) -> Client:
    names = [table.model._meta.model_name for table in TABLES]
    return staff_with(*(f"{may}_{name}" for may in ("view", "add", "change") for name in names))


@pytest.fixture
def task(draft: None) -> dict[str, str]:
    """The first task of the draft, as a line of a file."""
    cells = TASK_TABLE.cells(ExampleTask.objects.select_related("line")[0])
    return dict(zip(TASK_TABLE.headings, map(str, cells), strict=True))


def exported(client: Client, model: type[Row], **query: str) -> Lines:
    response = client.get(address(model, "export"), query)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"), newline="")))


def written(lines: Lines) -> bytes:
    text = StringIO()
    writer = csv.DictWriter(text, fieldnames=list(lines[0]))
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue().encode()


def sent(
    client: Client, model: type[Row], data: bytes | Lines, name: str = "a.csv"
) -> HttpResponse:
    """The preview of the file."""
    file = SimpleUploadedFile(name, data if isinstance(data, bytes) else written(data))
    return client.post(address(model, "import"), {"file": file})


def confirmed(client: Client, model: type[Row], preview: HttpResponse) -> HttpResponse:
    return client.post(address(model, "import"), {"packed": preview.context["packed"]})


def shown(preview: HttpResponse) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    return [
        (
            change.kind,
            change.display_name,
            [(field.name, field.before, field.after) for field in change.fields],
        )
        for group in preview.context["diff"].groups
        for change in group.changes
    ]


def refusal(preview: HttpResponse) -> list[tuple[str, str]]:
    """Where the file is wrong and what is. It must not be possible to go on."""
    assert preview.status_code == 200
    assert "packed" not in preview.context
    assert "“a.csv” cannot be imported. Nothing was changed." in preview.content.decode()
    assert 'type="file"' in preview.content.decode()
    return [(error.location, error.sentence) for error in preview.context["findings"]]


def messages(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


# ── Out ──────────────────────────────────────────────────────────────────────────────────


@every_table
def test_a_table_goes_out_as_it_is_and_changes_nothing_when_it_comes_in(
    editor: Client, table: SpreadsheetTable
) -> None:
    data = editor.get(address(table.model, "export")).content
    assert data.startswith("\ufeff".encode()), "By this mark spreadsheets know UTF-8."
    sheet = read_sheet(data)
    rows = table.with_related(table.model.objects.all())
    assert sorted(cells for _number, cells in sheet.rows) == sorted(
        tuple(map(str, table.cells(row))) for row in rows
    )
    assert write_rows(table, sheet, reason="Again") == RowCounts(0, len(rows))
    assert not table.model.history.filter(history_change_reason="Again").exists()


def test_the_rows_of_a_filtered_list_go_out_alone(editor: Client) -> None:
    outcome = Outcome.objects.get(slug="hr-payroll")
    lines = exported(editor, Kpi, family__id__exact=str(outcome.pk))
    assert {line["family"] for line in lines} == {"hr-payroll"}
    assert len(lines) == outcome.kpis.count()


def test_a_filter_that_is_none_leads_to_the_list(editor: Client) -> None:
    response = editor.get(address(Kpi, "export"), {"nothing": "x"})
    assert response["Location"] == address(Kpi)


def test_a_long_table_costs_no_more_queries_than_a_short_one(editor: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            exported(editor, Label)
        return len(made)

    queries()
    many = queries()
    Label.objects.exclude(pk__in=list(Label.objects.values_list("pk", flat=True)[:2])).delete()
    assert queries() == many


# ── In ───────────────────────────────────────────────────────────────────────────────────


def test_a_file_that_says_what_is_there_changes_nothing(editor: Client, task: dict) -> None:
    preview = sent(editor, ExampleTask, [task])
    assert preview.context["counts"] == RowCounts(0, 1)
    assert "in its one row: there is nothing to change" in preview.content.decode()
    assert "Import it" not in preview.content.decode()


def test_a_change_is_shown_in_words_then_written_and_kept_in_the_history(editor: Client) -> None:
    row = Evidence.objects.get(option__slug="orders-listings", outcome__slug="ecommerce-order-ops")
    cells = EVIDENCE_TABLE.cells(row)
    line = dict(zip(EVIDENCE_TABLE.headings, cells, strict=True)) | {"strength": "-1"}
    preview = sent(editor, Evidence, [line])
    assert preview.context["counts"] == RowCounts(1, 0)
    assert "changes one row" in preview.content.decode()
    assert [fields for _kind, _name, fields in shown(preview)] == [
        [("strength", f"+{row.strength}", "−1")]
    ]
    row.refresh_from_db()
    assert row.strength != -1, "Nothing is written before it is confirmed."
    response = confirmed(editor, Evidence, preview)
    assert response["Location"] == address(Evidence)
    assert messages(response) == [
        "1 row was written from a.csv. Visitors see it once it is published."
    ]
    row.refresh_from_db()
    assert row.strength == -1
    (record,) = Evidence.history.filter(history_change_reason="Imported from a.csv")
    assert (record.instance, record.history_user.username) == (row, "member")


def test_another_position_in_the_same_order_is_said_to_be_no_more_than_that(
    editor: Client,
) -> None:
    row = ExampleTask.objects.select_related("line").order_by("-position")[0]
    cells = [*TASK_TABLE.cells(row)[:-1], row.position + 5]
    preview = sent(editor, ExampleTask, write_csv(TASK_TABLE.headings, [cells]))
    assert (preview.context["counts"], shown(preview)) == (RowCounts(1, 0), [])
    assert "Only positions are different" in preview.content.decode()
    confirmed(editor, ExampleTask, preview)
    assert ExampleTask.objects.get(pk=row.pk).position == row.position + 5


def test_a_text_like_a_formula_leaves_harmless_and_comes_back_unaltered(editor: Client) -> None:
    family = Outcome.objects.get(slug="hr-payroll")
    kpis = list(Kpi.objects.filter(family=family)[:2])
    for kpi, formula in zip(kpis, ("=1+1", "'@x"), strict=True):
        Kpi.objects.filter(pk=kpi.pk).update(formula=formula)
    data = editor.get(address(Kpi, "export"), {"family__id__exact": str(family.pk)}).content
    assert data.count(b",'=1+1,") == data.count(b",''@x,") == 1
    preview = sent(editor, Kpi, data)
    assert preview.context["counts"].written == 0
    changed = data.replace(b",'=1+1,", b",'=1+2,").replace(b",''@x,", b",x,")
    confirmed(editor, Kpi, sent(editor, Kpi, changed))
    assert [Kpi.objects.get(pk=kpi.pk).formula for kpi in kpis] == ["=1+2", "x"]


def test_hostile_text_in_a_file_or_its_name_is_shown_as_text(editor: Client, task: dict) -> None:
    hostile = "<script>alert(1)"
    preview = sent(editor, ExampleTask, [task | {"text": hostile}], f"{hostile}.csv")
    refused = sent(editor, ExampleTask, [task | {"line": hostile}], f"{hostile}.csv")
    for page in (preview, refused):
        assert hostile not in page.content.decode()
        assert page.content.decode().count("&lt;script&gt;alert(1)") > 1


def test_the_page_says_what_a_file_has_to_look_like(editor: Client) -> None:
    content = editor.get(address(Kpi, "import")).content.decode()
    assert f"<code>{', '.join(KPI_TABLE.headings)}</code>" in content
    assert "<code>axis, family, slug</code>" in content
    assert "goes out with an apostrophe in front of it" in content


# ── Refused ──────────────────────────────────────────────────────────────────────────────


def test_what_is_wrong_is_listed_by_row_and_column(
    editor: Client, drafted: Taxonomy, task: dict
) -> None:
    lines = [task | {"position": "77"}, task, task | {"text": "b", "line": "nowhere"}]
    assert refusal(sent(editor, ExampleTask, lines)) == [
        ("row 3", "Row 2 is about the same already."),
        ("row 4, line", "There is no line “nowhere”."),
    ]
    assert compile_draft() == drafted


def test_a_file_that_is_not_a_table_is_refused_with_the_reason(editor: Client) -> None:
    response = sent(editor, ExampleTask, b"line,text,position\r\na,\xff,1\r\n")
    assert refusal(response) == []
    assert "is not UTF-8 text. Save it as “CSV UTF-8”." in response.content.decode()


def test_what_became_wrong_between_the_steps_is_refused_with_the_reason(
    editor: Client, task: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = sent(editor, ExampleTask, [task | {"text": "sort the winter post"}])
    ExampleTask.objects.filter(line__slug=task["line"]).delete()
    line = ExampleTask.line.field.related_model.objects.get(slug=task["line"])
    line.typical.all().delete()
    line.delete()
    monkeypatch.setattr(uploads, "fingerprint_of", lambda draft: fingerprint(preview))
    assert refusal(confirmed(editor, ExampleTask, preview)) == [
        ("row 2, line", f"There is no line “{task['line']}”.")
    ]


def fingerprint(preview: HttpResponse) -> str:
    packed = preview.context["packed"]
    return uploads.Upload.unpacked(packed, "import of matcher.ExampleTask").fingerprint


def test_without_a_file_the_page_says_so(editor: Client) -> None:
    response = editor.post(address(Kpi, "import"), {})
    assert response.context["form"].errors == {"file": ["This field is required."]}


def test_headings_alone_change_nothing(editor: Client) -> None:
    preview = sent(editor, ExampleTask, b"line,text,position\r\n")
    assert preview.context["counts"] == RowCounts(0, 0)


# ── Between the two steps ────────────────────────────────────────────────────────────────


def test_who_reads_the_preview_while_somebody_edits_is_told_and_sees_it_again(
    editor: Client, task: dict
) -> None:
    preview = sent(editor, ExampleTask, [task | {"text": "sort the winter post"}])
    Note.objects.create(slug="meanwhile", topic="fit", title="Meanwhile", text="New.")
    again = confirmed(editor, ExampleTask, preview)
    assert messages(again) == [
        "Somebody changed the draft while you read this page. Nothing was written."
    ]
    assert not ExampleTask.objects.filter(text="sort the winter post").exists()
    confirmed(editor, ExampleTask, again)
    assert ExampleTask.objects.filter(text="sort the winter post").exists()


@pytest.mark.parametrize("packed", ["", "x:y:z", "../db.sqlite3"])
def test_a_preview_that_was_tampered_with_is_refused(editor: Client, packed: str) -> None:
    response = editor.post(address(Kpi, "import"), {"packed": packed})
    assert response["Location"] == address(Kpi, "import")
    assert messages(response) == ["The file got lost on its way. Choose it again."]


def test_what_another_page_has_previewed_is_not_written(admin_client: Client, task: dict) -> None:
    taxonomy = admin_client.get(reverse("admin:desk_taxonomy_export")).content
    file = SimpleUploadedFile("rules.json", taxonomy)
    previews = [
        admin_client.post(reverse("admin:desk_taxonomy_import"), {"file": file}),
        sent(admin_client, ExampleTask, [task | {"text": "sort the winter post"}]),
    ]
    for preview in previews:
        response = confirmed(admin_client, Kpi, preview)
        assert response["Location"] == address(Kpi, "import")
        assert messages(response)[-1] == "The file got lost on its way. Choose it again."


def test_a_file_that_the_second_step_could_not_carry_is_refused_in_words(
    editor: Client, task: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "PACKED_LIMIT", 10)
    response = sent(editor, ExampleTask, [task])
    assert "“a.csv” cannot be imported. Nothing was changed." in response.content.decode()
    assert "Send it in parts." in response.content.decode()
    assert "packed" not in response.context


class Unread:
    """A body that must not be read."""

    def read(self, *_size: int) -> bytes:
        raise AssertionError("The body was read.")

    readline = read


def test_50_mb_are_refused_before_any_of_them_is_read(editor: Client) -> None:
    response = editor.generic(
        "POST",
        address(Kpi, "import"),
        b"",
        "multipart/form-data; boundary=x",
        CONTENT_LENGTH="50000000",
        **{"wsgi.input": Unread()},
    )
    assert response.status_code == 413
    assert "The file has more than 10 MB" in response.content.decode()
    assert f'href="{address(Kpi, "import")}"' in response.content.decode()


# ── Who ──────────────────────────────────────────────────────────────────────────────────


def links(client: Client) -> set[str]:
    shown = client.get(address(Kpi)).content.decode()
    return set(re.findall(r'href="(/admin/matcher/kpi/(?:export|import|add)/)\??"', shown))


def test_who_may_only_look_takes_out_and_brings_nothing_in(staff_with: StaffWith) -> None:
    client = staff_with("view_kpi")
    assert links(client) == {address(Kpi, "export")}
    assert len(exported(client, Kpi)) == Kpi.objects.count()
    assert client.get(address(Kpi, "import")).status_code == 403
    assert client.post(address(Kpi, "import"), {"packed": "x"}).status_code == 403


@pytest.mark.parametrize("missing", ["add_kpi", "change_kpi"])
def test_importing_needs_both_adding_and_changing(staff_with: StaffWith, missing: str) -> None:
    client = staff_with(*({"view_kpi", "add_kpi", "change_kpi"} - {missing}))
    assert address(Kpi, "import") not in links(client)
    assert client.get(address(Kpi, "import")).status_code == 403


def test_who_may_do_both_is_offered_both(editor: Client) -> None:
    assert links(editor) == {address(Kpi, page) for page in ("export", "import", "add")}


def test_who_may_not_look_takes_nothing_out(staff_with: StaffWith) -> None:
    assert staff_with("view_label").get(address(Kpi, "export")).status_code == 403


def test_another_site_cannot_import(editor: Client, drafted: Taxonomy, task: dict) -> None:
    line = task | {"text": "sort the winter post"}
    packed = sent(editor, ExampleTask, [line]).context["packed"]
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = editor.cookies
    assert sent(strict, ExampleTask, [line]).status_code == 403
    assert strict.post(address(ExampleTask, "import"), {"packed": packed}).status_code == 403
    assert compile_draft() == drafted
