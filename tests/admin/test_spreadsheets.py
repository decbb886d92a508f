"""Rows out to a spreadsheet and back: a preview first, all rows or none, and nothing lost."""

import csv
import re
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from matcher.admin.spreadsheets import mixin as spreadsheets
from matcher.core.taxonomy.values import Taxonomy
from matcher.draft.compile import compile_draft
from matcher.models import Evidence, ExampleTask, Kpi, Label, LabelName, Note, Outcome
from matcher.models.rows import Row
from tests.admin.conftest import StaffWith
from tests.admin.pages import address

pytestmark = pytest.mark.usefixtures("draft")

Lines = list[dict[str, str]]

TABLES = [Evidence, ExampleTask, Kpi, Label]
every_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)


@pytest.fixture
def editor(staff_with: StaffWith) -> Client:
    names = [table._meta.model_name for table in TABLES]
    return staff_with(*(f"{may}_{name}" for may in ("view", "add", "change") for name in names))


def exported(client: Client, table: type[Row], **query: str) -> Lines:
    response = client.get(address(table, "export"), query)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"), newline="")))


def written(lines: Lines) -> bytes:
    text = StringIO()
    writer = csv.DictWriter(text, fieldnames=list(lines[0]))
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue().encode()


def sent(
    client: Client, table: type[Row], data: bytes | Lines, name: str = "a.csv"
) -> HttpResponse:
    """The preview of the file."""
    file = SimpleUploadedFile(name, data if isinstance(data, bytes) else written(data))
    return client.post(address(table, "import"), {"file": file})


def confirmed(client: Client, table: type[Row], preview: HttpResponse) -> HttpResponse:
    given = {"packed": preview.context["packed"]}
    return client.post(address(table, "import"), given, follow=True)


def counts(preview: HttpResponse) -> tuple[int, int]:
    """How many rows are written, and how many are the same."""
    return preview.context["brought"].written, preview.context["brought"].same


def shown(preview: HttpResponse) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    return [
        (
            one.kind,
            one.display_name,
            [(field.name, field.before, field.after) for field in one.fields],
        )
        for group in preview.context["diff"].groups
        for one in group.changes
    ]


def refusal(preview: HttpResponse) -> list[tuple[str, str]]:
    """Where the file is wrong and what is. It must not be possible to go on."""
    assert preview.status_code == 200
    assert "packed" not in preview.context
    assert "cannot be imported. Nothing was changed." in preview.content.decode()
    return [(one.location, one.sentence) for one in preview.context["findings"]]


def messages(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def line_of(lines: Lines, **cells: str) -> dict[str, str]:
    return next(line for line in lines if cells.items() <= line.items())


# ── Out ──────────────────────────────────────────────────────────────────────────────────


@every_table
def test_what_goes_out_and_comes_in_again_changes_nothing(
    editor: Client, drafted: Taxonomy, table: type[Row]
) -> None:
    data = editor.get(address(table, "export")).content
    assert data.startswith("\ufeff".encode()), "By this mark spreadsheets know UTF-8."
    preview = sent(editor, table, data)
    assert counts(preview) == (0, table.objects.count())
    assert "there is nothing to change" in preview.content.decode()
    assert "Import it" not in preview.content.decode()
    confirmed(editor, table, preview)
    assert compile_draft() == drafted
    assert not table.history.filter(history_change_reason__isnull=False).exists()


def test_rows_are_named_by_slugs_and_never_by_keys(editor: Client) -> None:
    cell = Evidence.objects.get(
        option__slug="orders-listings", outcome__slug="ecommerce-order-ops", strength__gt=0
    )
    named = {"option": "orders-listings", "outcome": "ecommerce-order-ops"}
    assert line_of(exported(editor, Evidence), **named) == {
        "question": "object",
        "option": "orders-listings",
        "axis": "family",
        "outcome": "ecommerce-order-ops",
        "strength": str(cell.strength),
        "excludes": "no",
        "sentence": cell.sentence,
    }
    headings = {table: list(exported(editor, table)[0]) for table in (ExampleTask, Kpi, Label)}
    assert headings == {
        ExampleTask: ["line", "text", "position"],
        Kpi: [
            *("axis", "family", "slug", "name", "formula", "unit", "better"),
            *("range", "range_note", "position"),
        ],
        Label: ["slug", "names", "meaning", "asks", "axis", "position"],
    }


def test_the_rows_of_a_filtered_list_go_out_alone(editor: Client) -> None:
    outcome = Outcome.objects.get(slug="hr-payroll")
    lines = exported(editor, Kpi, family__id__exact=str(outcome.pk))
    assert {line["family"] for line in lines} == {"hr-payroll"}
    assert len(lines) == outcome.kpis.count()


def test_a_filter_that_is_none_leads_to_the_list(editor: Client) -> None:
    response = editor.get(address(Kpi, "export"), {"nothing": "x"})
    assert response["Location"] == address(Kpi)


@every_table
def test_a_long_table_costs_no_more_queries_than_a_short_one(
    editor: Client, table: type[Row]
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            exported(editor, table)
        return len(made)

    queries()
    many = queries()
    table.objects.exclude(pk__in=list(table.objects.values_list("pk", flat=True)[:2])).delete()
    assert queries() == many


# ── In ───────────────────────────────────────────────────────────────────────────────────


def test_a_change_is_shown_in_words_then_written_and_kept_in_the_history(editor: Client) -> None:
    lines = exported(editor, Evidence)
    line = line_of(lines, option="orders-listings", outcome="ecommerce-order-ops")
    before = line["strength"]
    line["strength"] = "-1"
    preview = sent(editor, Evidence, lines)
    cell = Evidence.objects.get(option__slug="orders-listings", outcome__slug="ecommerce-order-ops")
    assert (str(cell.strength), counts(preview)) == (before, (1, len(lines) - 1))
    assert [fields for _kind, _what, fields in shown(preview)] == [
        [("strength", f"+{before}", "−1")]
    ]
    response = confirmed(editor, Evidence, preview)
    assert messages(response) == [
        "1 row was written from a.csv. Visitors see it once it is published."
    ]
    cell.refresh_from_db()
    assert cell.strength == -1
    record = cell.history.first()
    assert (record.history_change_reason, record.history_user.username) == (
        "Imported from a.csv",
        "member",
    )
    imported = Evidence.history.filter(history_change_reason="Imported from a.csv")
    assert imported.count() == 1, "What is the same leaves no trace."


def test_a_new_row_is_added_and_a_row_left_out_stays(editor: Client) -> None:
    line = exported(editor, ExampleTask)[0] | {"text": "sort the winter post"}
    tasks = ExampleTask.objects.count()
    preview = sent(editor, ExampleTask, [line])
    assert counts(preview) == (1, 0)
    confirmed(editor, ExampleTask, preview)
    assert ExampleTask.objects.count() == tasks + 1
    assert ExampleTask.objects.get(text="sort the winter post").line.slug == line["line"]


def test_another_place_in_the_same_order_is_written_too(editor: Client) -> None:
    lines = exported(editor, ExampleTask)
    lines[-1]["position"] = str(int(lines[-1]["position"]) + 5)
    preview = sent(editor, ExampleTask, lines)
    assert (counts(preview)[0], shown(preview)) == (1, [])
    assert "Only positions are different" in preview.content.decode()
    confirmed(editor, ExampleTask, preview)
    assert exported(editor, ExampleTask) == lines


@pytest.mark.parametrize(
    "text", ["=1+1", "+49 30", "-", "@home", "\t=x", "a\nb", "“a”, b;c", " x "]
)
def test_a_text_like_a_formula_and_any_other_comes_back_unaltered(
    editor: Client, text: str
) -> None:
    Kpi.objects.filter(slug=Kpi.objects.first().slug).update(formula=text)
    lines = exported(editor, Kpi)
    assert text in {line["formula"] for line in lines}
    assert counts(sent(editor, Kpi, lines)) == (0, len(lines))
    line_of(lines, formula=text)["range"] = "-1 to =2"
    confirmed(editor, Kpi, sent(editor, Kpi, lines))
    assert exported(editor, Kpi) == lines


def test_rows_without_text_count_only_for_the_numbers_of_the_others(editor: Client) -> None:
    lines = exported(editor, ExampleTask)[:2]
    data = written(lines).replace(b"\r\n", b"\r\n,,\r\n\r\n", 1)
    assert counts(sent(editor, ExampleTask, data)) == (0, 2)
    lines[0]["position"] = "first"
    data = written(lines).replace(b"\r\n", b"\r\n,,\r\n\r\n", 1)
    assert refusal(sent(editor, ExampleTask, data))[0][0] == "row 4, position"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_spreadsheet_of_another_country_says_the_same(editor: Client, delimiter: str) -> None:
    lines = exported(editor, Kpi)
    text = StringIO()
    writer = csv.DictWriter(text, list(lines[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(lines)
    assert counts(sent(editor, Kpi, text.getvalue().encode())) == (0, len(lines))


def test_hostile_text_in_a_file_or_its_name_is_shown_as_text(editor: Client) -> None:
    hostile = "<script>alert(1)"
    line = exported(editor, ExampleTask)[0]
    preview = sent(editor, ExampleTask, [line | {"text": hostile}], f"{hostile}.csv")
    refused = sent(editor, ExampleTask, [line | {"line": hostile}], f"{hostile}.csv")
    for page in (preview, refused):
        assert hostile not in page.content.decode()
        assert page.content.decode().count("&lt;script&gt;alert(1)") > 1


# ── The names of labels ──────────────────────────────────────────────────────────────────


@pytest.fixture
def label(draft: None) -> Label:
    return next(one for one in Label.objects.all() if one.names.count() > 1)


def rename(client: Client, label: Label, names: str) -> HttpResponse:
    line = line_of(exported(client, Label), slug=label.slug)
    return sent(client, Label, [line | {"names": names}])


def names_of(label: Label) -> list[str]:
    return [one.name for one in label.names.all()]


def test_the_names_of_a_label_come_and_go_with_it(editor: Client, label: Label) -> None:
    first, *others = names_of(label)
    preview = rename(editor, label, f"{first}\n\nQuite another | name \n{first}")
    assert shown(preview) == [
        *(("removed", f"Label name: “{name}”", []) for name in others),
        ("added", "Label name: “Quite another | name”", []),
    ]
    confirmed(editor, Label, preview)
    assert names_of(label) == [first, "Quite another | name"]
    assert counts(sent(editor, Label, exported(editor, Label)))[0] == 0
    reasons = LabelName.history.filter(label=label).exclude(history_change_reason=None)
    assert set(reasons.values_list("history_type", "history_change_reason")) == {
        ("+", "Imported from a.csv"),
        ("-", "Imported from a.csv"),
    }
    assert not label.history.exclude(history_change_reason=None).exists()


def test_a_name_that_another_label_has_is_refused(editor: Client, label: Label) -> None:
    other = LabelName.objects.exclude(label=label).first()
    assert refusal(rename(editor, label, other.name)) == [
        ("row 2, names", f"“{other.name}” is a name of the label “{other.label.slug}” already.")
    ]


def test_a_name_that_is_too_long_is_refused(editor: Client, label: Label) -> None:
    said = "Ensure this value has at most 80 characters (it has 81)."
    assert refusal(rename(editor, label, "x" * 81)) == [("row 2, names", f"{'x' * 81}: {said}")]


# ── Refused ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"strength": "4"}, ("strength", "Ensure this value is less than or equal to 3.")),
        ({"strength": "2.5"}, ("strength", "Write a whole number.")),
        ({"strength": ""}, ("strength", "Write a whole number.")),
        ({"strength": "0"}, ("", "Give a strength other than 0, or rule the outcome out with ")),
        ({"sentence": ""}, ("sentence", "This field cannot be blank.")),
        ({"excludes": "perhaps"}, ("excludes", "Write yes or no.")),
        ({"option": "nobody"}, ("option", "There is no option “served / nobody”.")),
        ({"question": "x"}, ("option", "There is no option “x / internal-ops”.")),
        ({"axis": "mood"}, ("outcome", "There is no outcome “mood / hr-payroll”.")),
        ({"outcome": ""}, ("outcome", "This field cannot be null.")),
    ],
)
def test_a_wrong_cell_is_named_with_its_row_and_column(
    editor: Client, drafted: Taxonomy, change: dict[str, str], found: tuple[str, str]
) -> None:
    named = {"question": "served", "option": "internal-ops", "outcome": "hr-payroll"}
    line = line_of(exported(editor, Evidence), **named)
    (where, sentence), *others = refusal(sent(editor, Evidence, [line | change]))
    column, said = found
    assert where == f"row 2, {column}".removesuffix(", ")
    assert sentence.startswith(said)
    assert others == []
    assert compile_draft() == drafted


def test_a_kpi_belongs_to_a_family(editor: Client) -> None:
    line = exported(editor, Kpi)[0] | {"axis": "geography", "family": "onshore"}
    assert refusal(sent(editor, Kpi, [line])) == [
        ("row 2, family", "There is no family “geography / onshore”.")
    ]


def test_one_wrong_row_keeps_all_others_out(editor: Client, drafted: Taxonomy) -> None:
    lines = exported(editor, ExampleTask)[:3]
    lines[0]["position"], lines[2]["line"] = "77", "nowhere"
    assert refusal(sent(editor, ExampleTask, lines)) == [
        ("row 4, line", "There is no line “nowhere”.")
    ]
    assert compile_draft() == drafted
    assert not ExampleTask.objects.filter(position=77).exists()


def test_two_rows_about_the_same_are_refused(editor: Client) -> None:
    line = exported(editor, Evidence)[0]
    assert refusal(sent(editor, Evidence, [line, line | {"strength": "1"}])) == [
        ("row 3", "Row 2 is about the same already.")
    ]


def test_columns_that_are_missing_unknown_or_doubled_are_named(editor: Client) -> None:
    data = b"line,text,text,colour\r\na,b,c,d\r\n"
    assert refusal(sent(editor, ExampleTask, data)) == [
        ("row 1", "There is no column “position”."),
        ("row 1", "The column “text” is there 2 times."),
        ("row 1", "No column is called “colour” here."),
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"line,text,position\r\na,b\r\n", "Row 2 has 2 cells, and there are 3 headings."),
        (b"line,text,position\r\na,\xff,1\r\n", "is not UTF-8 text. Save it as “CSV UTF-8”."),
        (b"line,text,position\r\na,\0,1\r\n", "The file has characters in it that are not text."),
        (b'line,text,position\r\na,"b,1\r\n', "Line 2 of the file cannot be read"),
        (b"line,text,position\r\na," + b"b" * 200_000 + b",1", "Line 2 of the file cannot be read"),
        (b"\xef\xbb\xbf", "The file is empty."),
    ],
    ids=["short", "not UTF-8", "null", "quotes", "huge cell", "nothing"],
)
def test_a_file_that_is_no_table_is_refused_in_words(
    editor: Client, data: bytes, said: str
) -> None:
    response = sent(editor, ExampleTask, data)
    assert said in str(response.context["unreadable"])
    assert "“a.csv” cannot be imported. Nothing was changed." in response.content.decode()
    assert 'type="file"' in response.content.decode()


def test_without_a_file_the_page_says_so(editor: Client) -> None:
    response = editor.post(address(Kpi, "import"), {})
    assert response.context["form"].errors == {"file": ["This field is required."]}


def test_headings_alone_change_nothing(editor: Client) -> None:
    assert counts(sent(editor, ExampleTask, b"line,text,position\r\n")) == (0, 0)


# ── Between the two steps ────────────────────────────────────────────────────────────────


def test_who_reads_the_preview_while_somebody_edits_is_told_and_sees_it_anew(
    editor: Client,
) -> None:
    line = exported(editor, ExampleTask)[0] | {"text": "sort the winter post"}
    preview = sent(editor, ExampleTask, [line])
    Note.objects.create(slug="meanwhile", topic="fit", title="Meanwhile", text="New.")
    again = confirmed(editor, ExampleTask, preview)
    assert messages(again) == [
        "Somebody changed the draft while you read this page. Nothing was written."
    ]
    assert not ExampleTask.objects.filter(text="sort the winter post").exists()
    confirmed(editor, ExampleTask, again)
    assert ExampleTask.objects.filter(text="sort the winter post").exists()


@pytest.mark.parametrize("packed", ["", "x:y:z", "../db.sqlite3"])
def test_a_preview_that_was_tampered_with_is_refused(
    editor: Client, drafted: Taxonomy, packed: str
) -> None:
    response = editor.post(address(Kpi, "import"), {"packed": packed}, follow=True)
    assert messages(response) == ["The file got lost on its way. Choose it again."]
    assert compile_draft() == drafted


def test_a_file_that_the_second_step_could_not_carry_is_refused_in_words(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheets, "PACKED_LIMIT", 10)
    response = sent(editor, ExampleTask, exported(editor, ExampleTask))
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


def test_another_site_cannot_import(editor: Client, drafted: Taxonomy) -> None:
    line = exported(editor, ExampleTask)[0] | {"text": "sort the winter post"}
    packed = sent(editor, ExampleTask, [line]).context["packed"]
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = editor.cookies
    assert sent(strict, ExampleTask, [line]).status_code == 403
    assert strict.post(address(ExampleTask, "import"), {"packed": packed}).status_code == 403
    assert compile_draft() == drafted
