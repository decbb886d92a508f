"""What a spreadsheet may change: tables with their natural keys as columns.

A row of the file is found by its key and changed, or added; none is deleted by leaving it out. A
text that a spreadsheet would take for a formula is written as it is: anything put before it would
come back as part of the text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms import model_to_dict
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.results import Result
from import_export.widgets import Widget
from tablib import Dataset

from matcher.admin.base.row_admin import POSITION_STEP
from matcher.admin.spreadsheets.csv_file import Sheet, heading_faults
from matcher.core.checks import Finding
from matcher.core.taxonomy.diff import Change, diff_taxonomies
from matcher.draft.compile import compile_draft
from matcher.models import (
    Axis,
    Evidence,
    ExampleTask,
    Kpi,
    Label,
    LabelName,
    Option,
    Outcome,
    ServiceLine,
)
from matcher.models.outcomes import FAMILIES
from matcher.models.rows import REASON_LENGTH, Row

Line = dict[str, str]
"""A row of the file, by the heading of each cell."""


# ── Cells ────────────────────────────────────────────────────────────────────────────────


class Named(Widget):  # type: ignore[misc]  # its package has no types
    """A row of another table, named by the columns that make up its natural key; the last of them
    is its own. `among` are the only ones that fit."""

    def __init__(
        self, model: type[Row], *columns: str, among: dict[str, bool] | None = None
    ) -> None:
        super().__init__()
        self.model, self.columns, self.among = model, columns, among or {}

    @cached_property
    def rows(self) -> dict[tuple[str, ...], Row]:
        """All that may be named, read once for a file."""
        above = [path.rpartition("__")[0] for path in self.model.natural_fields if "__" in path]
        rows = self.model.objects.filter(**self.among).select_related(*above)
        return {row.natural_key(): row for row in rows}

    def clean(self, value: str, row: Line, **kwargs: object) -> Row | None:
        key = tuple(row[column] for column in self.columns)
        if value and key not in self.rows:
            said = _("There is no %(column)s “%(key)s”.")
            names = {"column": self.columns[-1], "key": " / ".join(key)}
            raise ValidationError({self.columns[-1]: said % names})
        return self.rows.get(key)

    def render(self, value: Row | None, **kwargs: object) -> str:
        return value.natural_key()[-1] if value else ""


class Whole(Widget):  # type: ignore[misc]
    """A whole number."""

    def clean(self, value: str, row: Line, **kwargs: object) -> int:
        if not re.fullmatch(r"[+-]?[0-9]{1,9}", value.strip()):
            raise ValueError(_("Write a whole number."))
        return int(value)


class YesNo(Widget):  # type: ignore[misc]
    """`yes`, or `no`; an empty cell is a no."""

    def clean(self, value: str, row: Line, **kwargs: object) -> bool:
        said = value.strip().lower()
        if said not in {"yes", "no", ""}:
            raise ValueError(_("Write yes or no."))
        return said == "yes"

    def render(self, value: bool | None, **kwargs: object) -> str:
        return "yes" if value else "no"


def owner(column: str, path: str) -> Field:
    """A column that only helps to name the row that another column is about."""
    return Field(column_name=column, attribute=path, readonly=True)


# ── Tables ───────────────────────────────────────────────────────────────────────────────


class RowTable(ModelResource):  # type: ignore[misc]
    """A table as columns. Its rows go by the rules that the forms of the desk go by."""

    related: tuple[str, ...] = ()
    """The rows above, read along."""

    WIDGETS_MAP = {
        **ModelResource.WIDGETS_MAP,
        "BooleanField": YesNo,
        "PositiveSmallIntegerField": Whole,
        "SmallIntegerField": Whole,
    }

    class Meta:
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = False
        skip_html_diff = True  # the desk has its own way to show a difference
        use_transactions = True

    def get_queryset(self) -> "QuerySet[Any]":
        return self.filter_export(super().get_queryset())

    def filter_export(self, rows: "QuerySet[Any]", **kwargs: object) -> "QuerySet[Any]":
        return rows.select_related(*self.related)

    def before_save_instance(self, instance: Model, row: Line, **kwargs: object) -> None:
        note_reason(instance, kwargs)


def note_reason(row: Model, kwargs: dict[str, object]) -> None:
    """Keep in the history of the row why it is saved."""
    row._change_reason = str(kwargs["reason"])[:REASON_LENGTH]  # type: ignore[attr-defined]


class EvidenceTable(RowTable):
    related = ("option__question", "outcome__axis")
    question = owner("question", "option__question__slug")
    option = Field("option", "option", Named(Option, "question", "option"))
    axis = owner("axis", "outcome__axis__slug")
    outcome = Field("outcome", "outcome", Named(Outcome, "axis", "outcome"))

    class Meta(RowTable.Meta):
        model = Evidence
        import_id_fields = ("option", "outcome")
        fields = ("question", "option", "axis", "outcome", "strength", "excludes", "sentence")


class TaskTable(RowTable):
    related = ("line",)
    line = Field("line", "line", Named(ServiceLine, "line"))

    class Meta(RowTable.Meta):
        model = ExampleTask
        import_id_fields = ("line", "text")
        fields = ("line", "text", "position")


class KpiTable(RowTable):
    related = ("family__axis",)
    axis = owner("axis", "family__axis__slug")
    family = Field("family", "family", Named(Outcome, "axis", "family", among=FAMILIES))

    class Meta(RowTable.Meta):
        model = Kpi
        import_id_fields = ("family", "slug")
        fields = (
            *("axis", "family", "slug", "name", "formula", "unit", "better"),
            *("range", "range_note", "position"),
        )


class LabelTable(RowTable):
    """Labels with all their names, one a line of the cell."""

    related = ("axis",)
    axis = Field("axis", "axis", Named(Axis, "axis"))
    names = Field(column_name="names", readonly=True)

    class Meta(RowTable.Meta):
        model = Label
        import_id_fields = ("slug",)
        fields = ("slug", "names", "meaning", "asks", "axis", "position")

    def filter_export(self, rows: "QuerySet[Any]", **kwargs: object) -> "QuerySet[Any]":
        return super().filter_export(rows).prefetch_related("names")

    def dehydrate_names(self, label: Label) -> str:
        return "\n".join(_names(label))

    def skip_row(self, instance: Label, original: Label, row: Line, *errors: Any) -> bool:  # noqa: ANN401
        same: bool = super().skip_row(instance, original, row, *errors)
        return same and _names(original) == _wanted(row)

    def do_instance_save(self, instance: Label, is_create: bool) -> None:
        """Save the label itself only if more than its names is different."""
        if is_create or model_to_dict(instance) != model_to_dict(Label.objects.get(pk=instance.pk)):
            super().do_instance_save(instance, is_create)

    def after_save_instance(self, instance: Label, row: Line, **kwargs: object) -> None:
        """Give the label exactly these names, in this order."""
        had = {one.name: one for one in LabelName.objects.filter(label=instance)}
        wanted = _wanted(row)
        for name in had.keys() - set(wanted):
            note_reason(had[name], kwargs)
            had[name].delete()
        for place, name in enumerate(wanted, 1):
            one = had.get(name, LabelName(label=instance, name=name))
            if name not in had or one.position != place * POSITION_STEP:
                one.position = place * POSITION_STEP
                _save_name(one, kwargs)


def _names(label: Label) -> list[str]:
    return [one.name for one in label.names.all()] if label.pk else []


def _wanted(row: Line) -> list[str]:
    names = (name.strip() for name in row["names"].splitlines())
    return list(dict.fromkeys(filter(None, names)))


def _save_name(name: LabelName, kwargs: dict[str, object]) -> None:
    other = LabelName.objects.filter(name=name.name).exclude(label=name.label).first()
    if other:
        said = _("“%(name)s” is a name of the label “%(label)s” already.")
        raise ValidationError({"names": said % {"name": name.name, "label": other.label.slug}})
    try:
        name.full_clean()
    except ValidationError as error:
        raise ValidationError({"names": [f"{name}: {one}" for one in error.messages]}) from None
    note_reason(name, kwargs)
    name.save()


# ── Out and in ───────────────────────────────────────────────────────────────────────────


class Refused(Exception):
    """Nothing was written. `findings` say why, row by row."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(f"{one.location}: {one.sentence}" for one in self.findings))


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file changes: in the draft, and how many of its rows were written or are the same."""

    found: tuple[Change, ...]
    written: int
    same: int


def columns(table: type[RowTable]) -> tuple[str, ...]:
    """The headings of the table's file, in order."""
    return tuple(table().get_export_headers())


def key_columns(table: type[RowTable]) -> tuple[str, ...]:
    """The headings by whose cells a row is found."""
    fields = table.fields
    above = {name for name in columns(table) if name in fields and fields[name].readonly}
    keys = {*table._meta.import_id_fields, *(above - {"names"})}
    return tuple(name for name in columns(table) if name in keys)


def bring_in(
    table: type[RowTable], sheet: Sheet, *, reason: str, try_only: bool = False
) -> Brought:
    """Write the rows of the sheet, all or none. With `try_only` everything is done and then
    undone. Raises Refused."""
    if findings := [*_heading_findings(table, sheet)] or [*_twice(table, sheet)]:
        raise Refused(findings)
    with transaction.atomic():
        before = compile_draft()
        result = table().import_data(
            Dataset(*(cells for _number, cells in sheet.rows), headers=sheet.headings),
            rollback_on_validation_errors=True,
            reason=reason,
        )
        if findings := list(_findings(result, sheet)):
            raise Refused(findings)
        found = diff_taxonomies(before, compile_draft())
        transaction.set_rollback(try_only)
    written = result.totals["new"] + result.totals["update"]
    return Brought(found, written, same=result.totals["skip"])


def _heading_findings(table: type[RowTable], sheet: Sheet) -> Iterator[Finding]:
    for sentence in heading_faults(sheet.headings, columns(table)):
        yield _finding(1, sentence)


def _twice(table: type[RowTable], sheet: Sheet) -> Iterator[Finding]:
    places = [sheet.headings.index(name) for name in key_columns(table)]
    first: dict[tuple[str, ...], int] = {}
    for number, cells in sheet.rows:
        key = tuple(cells[place] for place in places)
        if first.setdefault(key, number) != number:
            said = _("Row %(first)s is about the same already.")
            yield _finding(number, said % {"first": first[key]})


def _findings(result: Result, sheet: Sheet) -> Iterator[Finding]:
    """What is wrong with each row, by its number in the spreadsheet."""
    for row in result.invalid_rows:
        number = sheet.rows[row.number - 1][0]
        for column, sentences in row.error_dict.items():
            yield _finding(number, " ".join(sentences), column)
    for row in result.error_rows:
        for error in row.errors:
            yield _finding(sheet.rows[row.number - 1][0], str(error.error))
    for error in result.base_errors:
        yield _finding(1, str(error.error))


def _finding(number: int, sentence: str, column: str = NON_FIELD_ERRORS) -> Finding:
    said = _("row %(number)s") if column == NON_FIELD_ERRORS else _("row %(number)s, %(column)s")
    return Finding("error", "import", sentence, said % {"number": number, "column": column})
