"""Rows out to a spreadsheet and back: CSV files with natural keys, changes shown before they are
made. Nothing is deleted by leaving it out.

A cell that a spreadsheet would take for a formula is written as it is: changing it would change
the text when it comes back, and only editors read these files.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from import_export.admin import ImportExportMixin
from import_export.fields import Field
from import_export.formats.base_formats import CSV
from import_export.forms import ImportForm
from import_export.resources import Diff, ModelResource
from import_export.tmp_storages import BaseStorage
from import_export.widgets import ForeignKeyWidget

from matcher.importing import MEGABYTES, SIZE_LIMIT
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
from matcher.models.rows import REASON_LENGTH

Cells = dict[str, Any]
"""A line of the file, by the heading of its column."""


# ── Columns ──────────────────────────────────────────────────────────────────────────────


class Named(ForeignKeyWidget):  # type: ignore[misc]  # its package has no types
    """A row of another table, named by its slug and by other columns of the line: `by` says which
    column holds what."""

    def __init__(self, model: type[Model], **by: str) -> None:
        super().__init__(model, "slug")
        self.by = by

    def get_queryset(
        self, value: object, row: Cells, *args: object, **kwargs: object
    ) -> "QuerySet[Any]":
        named = {path: row.get(column, "") for path, column in self.by.items()}
        rows: QuerySet[Any] = self.model._default_manager.filter(**named)
        return rows

    def clean(self, value: object, row: Cells | None = None, **kwargs: object) -> object:
        try:
            return super().clean(value, row, **kwargs)
        except self.model.DoesNotExist:
            given = (value, *((row or {}).get(column, "") for column in self.by.values()))
            raise ValueError(
                _("There is no %(table)s “%(slug)s”.")
                % {
                    "table": self.model._meta.verbose_name,
                    "slug": " / ".join(str(one) for one in reversed(given)),
                }
            ) from None


def shown(column: str, path: str) -> Field:
    """A column that names where the row belongs."""
    return Field(column_name=column, attribute=path, readonly=True)


class PlainDiff(Diff):  # type: ignore[misc]
    """What a cell said and says, without the colours that our security policy does not let in."""

    def as_html(self) -> list[SafeString]:
        before = [""] * len(self.right) if self.new else self.left
        return [_cell(str(was), str(now)) for was, now in zip(before, self.right, strict=True)]


def _cell(was: str, now: str) -> SafeString:
    if was == now:
        return format_html("{}", now)
    if not was:
        return format_html("<ins>{}</ins>", now)
    return format_html("<del>{}</del> <ins>{}</ins>", was, now)


# ── Tables ───────────────────────────────────────────────────────────────────────────────


class RowResource(ModelResource):  # type: ignore[misc]
    """A table as a file: lines that say what is there already are passed over."""

    class Meta:
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True

    @classmethod
    def get_diff_class(cls) -> type[Diff]:
        return PlainDiff

    def before_import(self, dataset: Any, **kwargs: object) -> None:  # noqa: ANN401
        """Refuse a file with a column missing: its lines would seem to empty it."""
        wanted = [field.column_name for field in self.get_import_fields()]
        missing = [name for name in wanted if name not in (dataset.headers or [])]
        if missing:
            said = _("The file has no column %(names)s.")
            raise ValidationError(said % {"names": ", ".join(f"“{name}”" for name in missing)})

    def before_save_instance(self, instance: Model, row: Cells, **kwargs: object) -> None:
        name = Path(str(kwargs.get("file_name") or "")).name
        reason = _("Imported from %(file)s") % {"file": name}
        instance._change_reason = reason[:REASON_LENGTH]  # type: ignore[attr-defined]


class EvidenceResource(RowResource):
    question = shown("question", "option__question__slug")
    option = Field("option", "option", Named(Option, question__slug="question"))
    axis = shown("axis", "outcome__axis__slug")
    outcome = Field("outcome", "outcome", Named(Outcome, axis__slug="axis"))

    class Meta(RowResource.Meta):
        model = Evidence
        import_id_fields = ("option", "outcome")
        fields = export_order = (
            "question",
            "option",
            "axis",
            "outcome",
            "strength",
            "excludes",
            "sentence",
        )


class TaskResource(RowResource):
    family = shown("family", "line__family__slug")
    line = Field("line", "line", Named(ServiceLine))

    class Meta(RowResource.Meta):
        model = ExampleTask
        import_id_fields = ("line", "text")
        fields = export_order = ("family", "line", "text", "position")


class KpiResource(RowResource):
    axis = shown("axis", "family__axis__slug")
    family = Field("family", "family", Named(Outcome, axis__slug="axis"))

    class Meta(RowResource.Meta):
        model = Kpi
        import_id_fields = ("family", "slug")
        fields = export_order = (
            "axis",
            "family",
            "slug",
            "name",
            "formula",
            "unit",
            "better",
            "range",
            "range_note",
            "position",
        )


NAMES = " | "
"""What stands between the names of a label."""


class LabelResource(RowResource):
    axis = Field("axis", "axis", Named(Axis))
    names = Field(column_name="names", readonly=True)

    class Meta(RowResource.Meta):
        model = Label
        import_id_fields = ("slug",)
        fields = export_order = ("slug", "names", "meaning", "asks", "axis", "position")

    def dehydrate_names(self, label: Label) -> str:
        return NAMES.join(one.name for one in label.names.all()) if label.pk else ""

    def skip_row(self, instance: Label, original: Label, row: Cells, *args: Any) -> bool:  # noqa: ANN401
        same = _names(row) == [one.name for one in original.names.all()] if original.pk else False
        return same and super().skip_row(instance, original, row, *args)

    def after_save_instance(self, instance: Label, row: Cells, **kwargs: object) -> None:
        """Give the label exactly these names, in this order."""
        names = _names(row)
        taken = LabelName.objects.filter(name__in=names).exclude(label=instance).first()
        if taken:
            said = _("“%(name)s” is a name of the label “%(label)s” already.")
            raise ValidationError({"names": said % {"name": taken.name, "label": taken.label.slug}})
        instance.names.exclude(name__in=names).delete()
        for position, name in enumerate(names, start=1):
            LabelName.objects.update_or_create(
                label=instance, name=name, defaults={"position": 10 * position}
            )


def _names(row: Cells) -> list[str]:
    return [name.strip() for name in str(row.get("names") or "").split("|") if name.strip()]


# ── Pages ────────────────────────────────────────────────────────────────────────────────


class Waiting(BaseStorage):  # type: ignore[misc]
    """A file between the preview and its confirmation."""

    @property
    def path(self) -> Path:
        return Path(settings.IMPORTS_DIR) / Path(self.name).name

    def save(self, data: bytes) -> None:
        self.name = uuid4().hex
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_bytes(data)

    def read(self) -> str:
        return self.path.read_text(encoding=self.encoding)

    def remove(self) -> None:
        self.path.unlink()


class CsvForm(ImportForm):  # type: ignore[misc]
    """The file; one that is far too large is refused in words."""

    def clean_import_file(self) -> Any:  # noqa: ANN401 - an uploaded file
        file = self.cleaned_data["import_file"]
        if file.size > SIZE_LIMIT:
            said = _("The file has more than %(megabytes)s MB. Send it in parts.")
            raise ValidationError(said % {"megabytes": MEGABYTES})
        return file


class InSpreadsheets(ImportExportMixin):  # type: ignore[misc]
    """A list that goes out as CSV and comes in again."""

    import_formats: Sequence[type[CSV]] = (CSV,)
    export_formats: Sequence[type[CSV]] = (CSV,)
    import_form_class: type[forms.Form] = CsvForm
    tmp_storage_class = Waiting
    skip_export_form = True
    skip_admin_log = True  # the history of the rows tells more

    def process_import(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            done: HttpResponse = super().process_import(request, *args, **kwargs)
        except FileNotFoundError:
            messages.error(request, _("The file is no longer here. Send it once more."))
            return redirect(f"admin:matcher_{self.model._meta.model_name}_import")
        return done

    def get_export_filename(self, request: HttpRequest, *args: object) -> str:
        return f"{self.model._meta.model_name}.csv"

    def has_import_permission(self, request: HttpRequest) -> bool:
        return bool(self.has_add_permission(request) and self.has_change_permission(request))

    def has_export_permission(self, request: HttpRequest) -> bool:
        return bool(self.has_view_permission(request))
