"""Rows of a spreadsheet into the draft: found by their keys, checked like a form, all or none."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, models, transaction
from pytest_django import DjangoAssertNumQueries

from matcher.core import Taxonomy
from matcher.draft.compile import compile_draft
from matcher.draft.import_spreadsheet import (
    RowCounts,
    SheetRefused,
    preview_rows,
    write_rows,
)
from matcher.draft.mapping import Unmapped
from matcher.draft.row_mappings import CONFUSION, EVIDENCE, KPI
from matcher.draft.spreadsheet_columns import (
    EVIDENCE_TABLE,
    EXPOSURE_TABLE,
    FAMILY_CODE_TABLE,
    KPI_TABLE,
    LABEL_TABLE,
    LINE_CODE_TABLE,
    TASK_TABLE,
    Cell,
    SpreadsheetTable,
)
from matcher.draft.spreadsheet_rows import Sheet
from matcher.draft.validation import constraint_sentence
from matcher.models import (
    Evidence,
    ExampleTask,
    Exposure,
    FamilyCode,
    Kpi,
    KpiSource,
    Label,
    LabelName,
    LineCode,
)
from matcher.models.rows import Row

pytestmark = pytest.mark.usefixtures("draft")

Line = dict[str, Cell]

TABLES = (
    *(EVIDENCE_TABLE, TASK_TABLE, KPI_TABLE, EXPOSURE_TABLE, LABEL_TABLE),
    *(LINE_CODE_TABLE, FAMILY_CODE_TABLE),
)
every_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.model.__name__)

REASON = "Imported from a.csv"


def lines_of(table: SpreadsheetTable, **of: str) -> list[Line]:
    """The rows of the draft as they go to a spreadsheet; those with equal places as they were made,
    which a database need not keep to."""
    order = (*(table.model._meta.ordering or ()), "pk")
    rows = table.with_related(table.model.objects.filter(**of).order_by(*order))
    return [dict(zip(table.headings, table.cells(row), strict=True)) for row in rows]


def sheet_of(*lines: Line) -> Sheet:
    rows = (tuple(map(str, line.values())) for line in lines)
    return Sheet(tuple(lines[0]), tuple(enumerate(rows, 2)))


def write(table: SpreadsheetTable, *lines: Line) -> tuple[int, int]:
    """How many rows are written, and how many are the same."""
    counts = write_rows(table, sheet_of(*lines), reason=REASON)
    return counts.written, counts.same


def refusal(table: SpreadsheetTable, *lines: Line) -> list[tuple[str, str]]:
    with pytest.raises(SheetRefused) as caught:
        write(table, *lines)
    return [(error.location, error.sentence) for error in caught.value.errors]


def task(**cells: Cell) -> Line:
    """The first task of the draft, with other cells."""
    first = ExampleTask.objects.select_related("line")[0]
    return {"line": first.line.slug, "text": first.text, "position": first.position, **cells}


def records(model: type[Row] | None = None) -> list[tuple[str, str]]:
    """What was written into the histories, and whether it was added, changed or deleted."""
    tables = [model] if model else [table.model for table in TABLES]
    return [
        (record.history_type, str(record.instance))
        for table in tables
        for record in table.history.filter(history_change_reason=REASON)
    ]


# ── Columns ──────────────────────────────────────────────────────────────────────────────


def test_columns_follow_from_the_mappings() -> None:
    assert {table.model: table.headings for table in TABLES} == {
        Evidence: ("question", "option", "axis", "outcome", "strength", "excludes", "sentence"),
        ExampleTask: ("line", "text", "position"),
        Kpi: (
            *("axis", "family", "slug", "name", "formula", "unit", "better"),
            *("range", "range_note", "scope", "position"),
        ),
        Exposure: (
            *("axis", "family", "code", "title", "score", "scale", "level"),
            *("checked_on", "scope", "position"),
        ),
        Label: ("slug", "names", "meaning", "asks", "axis", "position"),
        LineCode: ("line", "scheme", "code", "title", "position"),
        FamilyCode: ("axis", "family", "scheme", "code", "title", "position"),
    }


def test_rows_are_found_by_their_natural_keys() -> None:
    assert {table.model: table.key_headings for table in TABLES} == {
        Evidence: ("question", "option", "axis", "outcome"),
        ExampleTask: ("line", "text"),
        Kpi: ("axis", "family", "slug"),
        Exposure: ("axis", "family", "code"),
        Label: ("slug",),
        LineCode: ("line", "scheme", "code"),
        FamilyCode: ("axis", "family", "scheme", "code"),
    }


def test_a_row_is_named_by_slugs() -> None:
    row = Evidence.objects.get(
        option__slug="orders-listings", outcome__slug="ecommerce-order-ops", strength__gt=0
    )
    assert EVIDENCE_TABLE.cells(row) == (
        *("object", "orders-listings", "family", "ecommerce-order-ops"),
        *(row.strength, "no", row.sentence),
    )


@pytest.mark.parametrize(
    ("mapping", "bundled", "message"),
    [
        (CONFUSION, (), "Confusion has 2 columns called “axis”."),
        (EVIDENCE, ("sources",), "Evidence has no part “sources” of bare strings"),
        (KPI, ("sources",), "Kpi has no part “sources” of bare strings"),
    ],
    ids=["two columns of one name", "no part", "a part with fields"],
)
def test_a_table_that_no_file_could_hold_is_refused_when_it_is_declared(
    mapping: object, bundled: tuple[str, ...], message: str
) -> None:
    with pytest.raises(Unmapped, match=message):
        SpreadsheetTable(mapping, bundled)


def with_field(monkeypatch: pytest.MonkeyPatch, field: models.Field) -> SpreadsheetTable:
    """The table of the KPIs if they had one field more."""
    fields = (*Kpi._meta.concrete_fields, field)
    monkeypatch.setattr(Kpi._meta, "concrete_fields", fields)
    return SpreadsheetTable(KPI)


def test_a_new_plain_field_is_a_column_without_further_ado(monkeypatch: pytest.MonkeyPatch) -> None:
    table = with_field(monkeypatch, models.TextField(name="novelty"))
    assert table.headings == (*KPI_TABLE.headings, "novelty")


def test_a_field_that_no_cell_can_hold_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unmapped, match=r"A cell cannot hold .*seen_at"):
        with_field(monkeypatch, models.DateField(name="seen_at"))


@every_table
def test_a_long_table_costs_no_more_queries_than_a_short_one(
    table: SpreadsheetTable, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1 + len(table.bundled)):
        lines = lines_of(table)
    assert len(lines) == table.model.objects.count()


# ── What is written ──────────────────────────────────────────────────────────────────────


@every_table
def test_what_goes_out_and_comes_in_again_changes_nothing(table: SpreadsheetTable) -> None:
    lines = lines_of(table)
    assert write(table, *lines) == (0, len(lines))
    assert lines_of(table) == lines
    assert records() == records(LabelName) == []


def test_a_change_is_written_and_kept_in_the_history(django_user_model: type[User]) -> None:
    editor = django_user_model.objects.create_user("editor")
    lines = lines_of(EVIDENCE_TABLE, option__slug="orders-listings")
    line = next(line for line in lines if line["outcome"] == "ecommerce-order-ops")
    line["strength"] = -1
    counts = write_rows(EVIDENCE_TABLE, sheet_of(*lines), reason=REASON, by=editor)
    assert counts == RowCounts(1, len(lines) - 1)
    assert lines_of(EVIDENCE_TABLE, option__slug="orders-listings") == lines
    (record,) = Evidence.history.filter(history_change_reason=REASON)
    assert (record.history_type, record.strength, record.history_user) == ("~", -1, editor)


def test_a_reason_that_is_too_long_is_cut() -> None:
    write_rows(TASK_TABLE, sheet_of(task(position=77)), reason="x" * 400)
    assert ExampleTask.history.filter(history_change_reason="x" * 300).count() == 1


def test_a_new_row_is_added_and_a_row_left_out_stays() -> None:
    before = lines_of(TASK_TABLE)
    new = task(text="sort the winter post")
    assert write(TASK_TABLE, new) == (1, 0)
    after = lines_of(TASK_TABLE)
    assert sorted(map(str, after)) == sorted(map(str, [*before, new]))
    assert records() == [("+", "sort the winter post")]


def test_a_position_is_written_as_it_is() -> None:
    lines = lines_of(TASK_TABLE)[:3]
    lines[2]["position"] = 500
    assert write(TASK_TABLE, *lines) == (1, 2)
    assert lines_of(TASK_TABLE, text=lines[2]["text"]) == lines[2:]


def test_a_row_may_begin_and_cease_to_point_at_another() -> None:
    label = Label.objects.filter(axis=None)[0]
    (line,) = lines_of(LABEL_TABLE, slug=label.slug)
    for axis in ("geography", ""):
        assert write(LABEL_TABLE, line | {"axis": axis}) == (1, 0)
        assert lines_of(LABEL_TABLE, slug=label.slug) == [line | {"axis": axis}]


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\t"], ids=["space", "no-break space", "tab"])
def test_blanks_around_the_cells_of_a_key_are_passed_over(blank: str) -> None:
    line = lines_of(EVIDENCE_TABLE)[0]
    keys = {name: f"{blank}{line[name]}{blank}" for name in EVIDENCE_TABLE.key_headings}
    assert write(EVIDENCE_TABLE, line | keys) == (0, 1)
    (line, *_) = lines_of(LABEL_TABLE)
    assert write(LABEL_TABLE, line | {"slug": f"{line['slug']}{blank}"}) == (0, 1)
    line = task()
    assert write(TASK_TABLE, line | {"text": f"{line['text']}{blank}"}) == (0, 1)


@pytest.mark.parametrize(
    ("cell", "strength"),
    [("-3", -3), ("+2", 2), (" 1 ", 1), ("003", 3)],
)
def test_a_number_is_read_with_its_sign(cell: str, strength: int) -> None:
    line = lines_of(EVIDENCE_TABLE, excludes=False)[0]
    write(EVIDENCE_TABLE, line | {"strength": cell})
    assert lines_of(EVIDENCE_TABLE, excludes=False)[0]["strength"] == strength


@pytest.mark.parametrize(("cell", "excludes"), [("YES", "yes"), (" no ", "no"), ("", "no")])
def test_yes_and_no_are_read_however_they_are_written(cell: str, excludes: str) -> None:
    line = lines_of(EVIDENCE_TABLE)[0] | {"strength": int(excludes == "no"), "excludes": cell}
    write(EVIDENCE_TABLE, line)
    assert lines_of(EVIDENCE_TABLE)[0] == line | {"excludes": excludes}


# ── What is shown before ─────────────────────────────────────────────────────────────────


def test_a_preview_says_what_would_change_and_changes_nothing(drafted: Taxonomy) -> None:
    sheet = sheet_of(task(text="sort the winter post"), task())
    preview = preview_rows(TASK_TABLE, sheet, draft=drafted)
    assert preview.counts == RowCounts(1, 1)
    assert [(change.kind, change.display_name) for change in preview.changes] == [
        ("added", "Example task: “sort the winter post” of Inbound customer service")
    ]
    assert compile_draft() == drafted


def test_another_position_in_the_same_order_changes_no_word(drafted: Taxonomy) -> None:
    last = ExampleTask.objects.order_by("-position")[0]
    (line,) = lines_of(TASK_TABLE, pk=last.pk)
    sheet = sheet_of(line | {"position": last.position + 5})
    preview = preview_rows(TASK_TABLE, sheet, draft=drafted)
    assert (preview.counts, preview.changes) == (RowCounts(1, 0), ())


# ── The names of labels ──────────────────────────────────────────────────────────────────


@pytest.fixture
def label(draft: None) -> Line:
    """A label with several names."""
    return next(line for line in lines_of(LABEL_TABLE) if "\n" in str(line["names"]))


def names_of(label: Line) -> list[str]:
    return [name.name for name in LabelName.objects.filter(label__slug=label["slug"])]


def test_the_names_of_a_label_come_and_go_with_it(label: Line) -> None:
    first, *others = names_of(label)
    names = f"{first}\n\n Quite another | name \n{first}"
    assert write(LABEL_TABLE, label | {"names": names}) == (1, 0)
    assert names_of(label) == [first, "Quite another | name"]
    assert sorted(records(LabelName)) == sorted(
        [("+", "Quite another | name"), *(("-", name) for name in others)]
    )
    assert records(Label) == [], "The label itself says the same."
    assert write(LABEL_TABLE, *lines_of(LABEL_TABLE, slug=label["slug"])) == (0, 1)


def test_names_take_the_order_of_the_cell(label: Line) -> None:
    names = names_of(label)[::-1]
    assert write(LABEL_TABLE, label | {"names": "\n".join(names)}) == (1, 0)
    assert names_of(label) == names


def test_a_new_label_brings_its_names(label: Line) -> None:
    new = label | {"slug": "new-label", "names": "New one\nNEW"}
    assert write(LABEL_TABLE, label, new) == (1, 1)
    assert lines_of(LABEL_TABLE, slug="new-label") == [new]


def test_a_label_may_lose_all_its_names(label: Line) -> None:
    assert write(LABEL_TABLE, label | {"names": ""}) == (1, 0)
    assert names_of(label) == []


@pytest.mark.parametrize("backwards", [False, True], ids=["from the first", "from the second"])
def test_a_name_moves_from_one_label_of_the_file_to_another(backwards: bool) -> None:
    lines = lines_of(LABEL_TABLE)[:2]
    giving, taking = reversed(lines) if backwards else lines
    first, *others = str(giving["names"]).splitlines()
    giving["names"], taking["names"] = "\n".join(others), f"{taking['names']}\n{first}"
    assert write(LABEL_TABLE, *lines) == (2, 0)
    assert lines_of(LABEL_TABLE)[:2] == lines


def test_a_name_that_another_label_has_is_refused(label: Line) -> None:
    other = LabelName.objects.exclude(label__slug=label["slug"])[0]
    sentence = f"“{other.name}” is a name of the label “{other.label.slug}” already."
    line = label | {"names": other.name}
    assert refusal(LABEL_TABLE, line) == [("row 2, names", sentence)]
    kept = lines_of(LABEL_TABLE, slug=other.label.slug)
    assert refusal(LABEL_TABLE, *kept, line) == [("row 3, names", sentence)]


def test_a_name_that_is_too_long_is_refused(label: Line) -> None:
    sentence = f"{'x' * 81}: Ensure this value has at most 80 characters (it has 81)."
    line = label | {"names": f"x\n{'x' * 81}"}
    assert refusal(LABEL_TABLE, line) == [("row 2, names", sentence)]


# ── Refused ──────────────────────────────────────────────────────────────────────────────

WRITE_A_NUMBER = "Write a whole number."
FAILED = "“{}” is what a spreadsheet writes where a formula failed. Write the content itself."


@pytest.mark.parametrize(
    ("column", "cell", "sentence"),
    [
        ("strength", "4", "Ensure this value is less than or equal to 3."),
        ("strength", "3000000000", "Write a whole number from -3 to 3."),
        ("strength", "-" + "9" * 5000, "Write a whole number from -3 to 3."),
        ("strength", "2.5", WRITE_A_NUMBER),
        ("strength", "", WRITE_A_NUMBER),
        ("strength", "²", WRITE_A_NUMBER),
        ("sentence", "", "This field cannot be blank."),
        ("sentence", "a\x01b", "The cell has an invisible control character (U+0001). Remove it."),
        ("sentence", "\u202eb", "The cell has an invisible control character (U+202E). Remove it."),
        ("sentence", "#NAME?", FAILED.format("#NAME?")),
        ("strength", " #REF! ", FAILED.format("#REF!")),
        ("question", "#N/A", FAILED.format("#N/A")),
        ("excludes", "perhaps", "Write yes or no."),
        ("option", "nobody", "There is no option “served / nobody”."),
        ("outcome", "", "This field cannot be null."),
    ],
)
def test_a_wrong_cell_is_named_with_its_row_and_column(
    column: str, cell: str, sentence: str
) -> None:
    line = lines_of(EVIDENCE_TABLE, option__slug="internal-ops", outcome__slug="it-technical")[0]
    assert refusal(EVIDENCE_TABLE, line | {column: cell}) == [(f"row 2, {column}", sentence)]
    assert records() == []


@pytest.mark.parametrize(
    ("column", "cell", "location", "sentence"),
    [
        ("question", "x", "row 2, option", "There is no option “x / internal-ops”."),
        ("axis", "mood", "row 2, outcome", "There is no outcome “mood / it-technical”."),
        (
            *("strength", "0", "row 2"),
            "Give a strength other than 0, or rule the outcome out with strength 0.",
        ),
    ],
)
def test_what_several_cells_say_together_is_refused(
    column: str, cell: str, location: str, sentence: str
) -> None:
    line = lines_of(EVIDENCE_TABLE, option__slug="internal-ops", outcome__slug="it-technical")[0]
    assert refusal(EVIDENCE_TABLE, line | {column: cell}) == [(location, sentence)]


@pytest.mark.parametrize(
    "cell",
    [
        *("#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NULL!", "#NUM!", "#SPILL!", "Err:508"),
        *(
            "#GETTING_DATA",
            "#BEZUG!",
            "#WERT!",
            "#NV",
            "#¡VALOR!",
            "#¿NOMBRE?",
            "#ЗНАЧ!",
            "Err:508",
        ),
    ],
)
def test_what_a_failed_formula_left_is_not_taken_for_text(cell: str) -> None:
    assert refusal(TASK_TABLE, task(text=cell)) == [("row 2, text", FAILED.format(cell))]


@pytest.mark.parametrize("text", ["#1 of all!", "# of calls?", "C#", "pay #NAME? last", "#hash!"])
def test_a_text_with_a_number_sign_is_a_text(text: str) -> None:
    assert write(TASK_TABLE, task(text=text)) == (1, 0)


@pytest.mark.parametrize("position", ["3000000000", "32768", "-1"])
def test_a_position_has_a_range_on_every_database(position: str) -> None:
    assert refusal(TASK_TABLE, task(position=position)) == [
        ("row 2, position", "Write a whole number from 0 to 32767.")
    ]


def test_a_kpi_belongs_to_a_family() -> None:
    line = lines_of(KPI_TABLE)[0] | {"axis": "geography", "family": "onshore"}
    assert refusal(KPI_TABLE, line) == [
        ("row 2, family", "There is no family “geography / onshore”.")
    ]


def test_all_that_is_wrong_is_told_at_once_and_one_wrong_row_keeps_all_others_out() -> None:
    lines = lines_of(EVIDENCE_TABLE)[:4]
    lines[0]["sentence"] = "Another sentence."
    lines[1] |= {"option": "nobody", "strength": "many"}
    lines[2]["strength"] = 0
    lines[3]["excludes"] = "perhaps"
    assert [location for location, _sentence in refusal(EVIDENCE_TABLE, *lines)] == [
        *("row 3, option", "row 3, strength", "row 4", "row 5, excludes")
    ]
    assert not Evidence.objects.filter(sentence="Another sentence.").exists()
    assert records() == []


def test_two_rows_about_the_same_are_refused() -> None:
    line = lines_of(EVIDENCE_TABLE)[0]
    assert refusal(EVIDENCE_TABLE, line, line | {"strength": 1}, line) == [
        ("row 3", "Row 2 is about the same already."),
        ("row 4", "Row 2 is about the same already."),
    ]


def test_columns_that_are_missing_unknown_or_doubled_are_named() -> None:
    sheet = Sheet(("line", "text", "text", "colour"), ((2, ("a", "b", "c", "d")),))
    with pytest.raises(SheetRefused) as caught:
        write_rows(TASK_TABLE, sheet, reason=REASON)
    assert [(error.location, error.sentence) for error in caught.value.errors] == [
        ("row 1", "There is no column “position”."),
        ("row 1", "The column “text” is there 2 times."),
        ("row 1", "No column is called “colour” here."),
    ]


# ── What only the database finds ─────────────────────────────────────────────────────────


def test_a_row_that_somebody_else_added_meanwhile_is_refused_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = lines_of(KPI_TABLE)[0] | {"slug": "winter-post"}
    monkeypatch.setattr("matcher.draft.import_spreadsheet.row_errors", somebody_else_adds)
    assert refusal(KPI_TABLE, line) == [
        ("row 1", "KPI: This family has a KPI with that slug already.")
    ]
    assert not Kpi.objects.filter(slug="winter-post").exists()


def somebody_else_adds(row: Kpi) -> Iterator[tuple[str, str]]:
    Kpi.objects.create(family=row.family, slug=row.slug, name="Theirs", formula="x", range="x")
    return iter(())


def add_source() -> None:
    source = KpiSource.objects.all()[0]
    KpiSource.objects.create(kpi=source.kpi, title=source.title)


def add_name() -> None:
    LabelName.objects.create(label=Label.objects.all()[0], name=LabelName.objects.all()[0].name)


@pytest.mark.parametrize(
    ("add", "sentence"),
    [
        (add_source, "source: This KPI has a source with that title already."),
        (add_name, "Name with this Name already exists."),
    ],
    ids=["a unique constraint", "a unique field"],
)
def test_what_the_database_refuses_is_said_in_words(add: object, sentence: str) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        add()
    assert constraint_sentence(caught.value) == sentence


# ── Decimals ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("cell", ["0.61", "0,61", " 0.61 ", "+0.61"])
def test_a_score_is_read_with_a_point_or_a_comma(cell: str) -> None:
    write(EXPOSURE_TABLE, lines_of(EXPOSURE_TABLE)[0] | {"score": cell})
    assert lines_of(EXPOSURE_TABLE)[0]["score"] == "0.61"


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("high", "Write a number, such as 0.58."),
        ("", "Write a number, such as 0.58."),
        ("1e-1", "Write a number, such as 0.58."),
        ("1.01", "Ensure this value is less than or equal to 1."),
        ("-0.1", "Ensure this value is greater than or equal to 0."),
        ("0.581", "Ensure that there are no more than 2 decimal places."),
    ],
)
def test_what_is_no_score_is_refused_with_the_way_out(cell: str, sentence: str) -> None:
    line = lines_of(EXPOSURE_TABLE)[0] | {"score": cell}
    assert refusal(EXPOSURE_TABLE, line) == [("row 2, score", sentence)]


# ── Codes ────────────────────────────────────────────────────────────────────────────────

CODE = {"line": "live-chat", "scheme": "unspsc", "code": "12345678", "title": "A", "position": 50}


def test_a_code_that_an_editor_typed_comes_in_and_goes_out_again() -> None:
    assert write(LINE_CODE_TABLE, CODE) == (1, 0)
    assert lines_of(LINE_CODE_TABLE, scheme__slug="unspsc") == [CODE]
    assert write(LINE_CODE_TABLE, CODE) == (0, 1)


@pytest.mark.parametrize(
    ("scheme", "code", "forms"),
    [
        ("unspsc", "1234567", "UNSPSC is written NNNNNNNN"),
        ("cpv", "79512000-", "CPV 2008 is written NNNNNNNN or NNNNNNNN-N"),
        ("onet-soc", "43-4051", "O*NET-SOC 2019 is written NN-NNNN.NN"),
        ("isco-08", "42222", "ISCO-08 is written N or NN or NNN or NNNN"),
        ("apqc-pcf", "9.5.2", "APQC PCF 7.4 is written NNNNN"),
        ("cpv", "٧٩٥١٢٠٠٠", "CPV 2008 is written NNNNNNNN or NNNNNNNN-N"),
    ],
)
def test_a_code_of_a_wrong_form_is_refused_in_words(scheme: str, code: str, forms: str) -> None:
    sentence = f"A code of {forms}, with a digit for each N."
    line = CODE | {"scheme": scheme, "code": code}
    assert refusal(LINE_CODE_TABLE, line) == [("row 2, code", sentence)]


def test_a_code_of_a_classification_that_nobody_keeps_is_refused() -> None:
    refused = refusal(LINE_CODE_TABLE, CODE | {"scheme": "eclass"})
    assert refused == [("row 2, scheme", "There is no scheme “eclass”.")]
