"""What the pages of all rows of the draft have in common."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError
from django.db.models import ForeignKey, Max, Model, QuerySet, fields
from django.forms import (
    BaseInlineFormSet,
    BaseModelFormSet,
    CheckboxInput,
    Field,
    IntegerField,
    ModelForm,
)
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _, gettext_lazy

from matcher.admin.base.columns import RelatedCount
from matcher.admin.base.deletion import DeletionMixin
from matcher.admin.base.fields import RowFieldsMixin
from matcher.admin.base.row_history import HistoryMixin, RowPageForm
from matcher.core.checks import check
from matcher.desk import forget_save, keeps_text, saves_rows
from matcher.draft.compile import compile_draft
from matcher.draft.writer import POSITION_STEP
from matcher.kept_text import is_only_shown
from matcher.models.rows import Row

if TYPE_CHECKING:
    _Inline = admin.options.InlineModelAdmin[Any, Any]
    _Tabular = admin.TabularInline[Any, Any]
    _Stacked = admin.StackedInline[Any, Any]
    _FormSet = BaseInlineFormSet[Any, Any, Any]
else:
    _Inline = admin.options.InlineModelAdmin
    _Tabular = admin.TabularInline
    _Stacked = admin.StackedInline
    _FormSet = BaseInlineFormSet


SENT_TWICE_WITHIN = timedelta(minutes=1)
"""The same form sent again within this time is a second click, and no second save."""

Fieldsets = list[tuple[Any, Any]]
"""The parts of a layout: each a title and its options."""


class CompleteLayoutMixin(RowFieldsMixin):
    """A layout that lacks no field of its rows: those that it does not name come at its end, but
    before the position."""

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Fieldsets:
        fieldsets = super().get_fieldsets(request, obj)
        named = flatten_fieldsets(fieldsets)
        *before, (title, options) = fieldsets
        fields = [*options["fields"]]
        end = len(fields) - (fields[-1] == "position")
        fields[end:end] = [name for name in self._row_fields() if name not in named]
        return [*before, (title, {**options, "fields": fields})]

    def _row_fields(self) -> Iterator[str]:
        """What is edited of a row, without the key of the row on whose page it is."""
        if issubclass(self.model, Row):
            owner = getattr(self, "parent_model", None)
            for field in self.model._meta.concrete_fields:
                is_key = field.is_relation and field.related_model is owner
                if field.editable and not field.auto_created and not is_key:
                    yield field.name


class RowAdmin(CompleteLayoutMixin, HistoryMixin, DeletionMixin):
    """A page for one kind of row, and the list of them in their natural order."""

    form = RowPageForm
    list_per_page = 250  # all rows of a kind on one page, to be read as one

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        counts = [column for column in self.list_display if isinstance(column, RelatedCount)]
        rows: QuerySet[Any] = (
            super()
            .get_queryset(request)
            .annotate(
                **{column.admin_order_field: column.expression(self.model) for column in counts}
            )
        )
        return rows

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial = super().get_changeform_initial_data(request)
        if "position" not in self.list_display:
            return initial
        return {"position": _next_position(self.model._default_manager.all()), **initial}

    @saves_rows
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        form_url = request.get_full_path() if is_only_shown(request) else form_url
        return self._saved_already(request) or self._changeform(
            request, object_id, form_url, extra_context
        )

    def _changeform(
        self,
        request: HttpRequest,
        object_id: str | None,
        form_url: str,
        extra_context: dict[str, Any] | None,
    ) -> HttpResponse:
        try:
            response = super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            # Somebody saved what collides with this between our check and our write. Nothing of
            # ours was written; the second check sees their row and says so beside the field.
            response = super().changeform_view(request, object_id, form_url, extra_context)
        refused = response.status_code == HTTPStatus.OK
        return (self._saved_already(request) if refused else None) or response

    def _saved_already(self, request: HttpRequest) -> HttpResponse | None:
        """Where a form leads to that the same person has just sent: the second click on a button
        does what the first one did. None for a form that was not saved yet."""
        if request.method != "POST" or is_only_shown(request):
            return None
        entry = LogEntry.objects.filter(
            user=request.user.pk,
            content_type=ContentType.objects.get_for_model(self.model),
            action_time__gte=timezone.now() - SENT_TWICE_WITHIN,
            change_message__contains=form_digest(request),
        ).first()
        row = entry and entry.get_edited_object()
        if entry is None or row is None:
            return None
        forget_save(request)
        return (
            self.response_add(request, row)
            if entry.is_addition()
            else self.response_change(request, row)
        )

    def construct_change_message(
        self,
        request: HttpRequest,
        form: Any,  # noqa: ANN401 - as Django has it
        formsets: Any,  # noqa: ANN401
        add: bool = False,
    ) -> list[dict[str, Any]]:
        """What the log says of a save; also the digest of the form, by which it is known again."""
        message: list[dict[str, Any]] = super().construct_change_message(
            request, form, formsets, add
        )
        return [*message, {"form": form_digest(request)}]

    @keeps_text
    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return super().add_view(request, form_url, extra_context)

    @keeps_text
    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        title = capfirst(self.opts.verbose_name)
        context = {"title": title, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    @saves_rows
    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().delete_view(request, object_id, extra_context)

    @saves_rows
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def save_model(
        self,
        request: HttpRequest,
        obj: Any,  # noqa: ANN401 - a row of the kind of these pages
        form: "ModelForm[Any]",
        change: bool,
    ) -> None:
        """A row that was not changed is not written, so that no record says that it was saved."""
        if form.has_changed() or not change:
            super().save_model(request, obj, form, change)

    def save_related(
        self,
        request: HttpRequest,
        form: "ModelForm[Any]",
        formsets: "list[BaseModelFormSet[Any, Any]]",
        change: bool,
    ) -> None:
        super().save_related(request, form, formsets, change)
        if change and _renamed(form, formsets):
            self._warn_of_old_name(request)

    def _warn_of_old_name(self, request: HttpRequest) -> None:
        """A slug was changed: list the rows that still mention a slug which no longer exists."""
        findings = check(compile_draft())
        locations = dict.fromkeys(
            str(finding.location) for finding in findings if finding.code == "unknown-slug"
        )
        if locations:
            message = _("Publishing is refused until these rows name the new slug: %(rows)s.")
            self.message_user(request, message % {"rows": ", ".join(locations)}, messages.WARNING)


def _next_position(rows: "QuerySet[Any]") -> int:
    """The position after all of the rows."""
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    return (last or 0) + POSITION_STEP


def form_digest(request: HttpRequest) -> str:
    """A string that is the same for the same form sent to the same page."""
    fields = sorted((name, *values) for name, values in request.POST.lists())
    return sha256(repr((request.path, fields)).encode()).hexdigest()


def _renamed(form: "ModelForm[Any]", formsets: "list[BaseModelFormSet[Any, Any]]") -> bool:
    changes = [form.changed_data]
    changes += [changed for formset in formsets for _row, changed in formset.changed_objects]
    return any("slug" in changed for changed in changes)


class RowFormSet(_FormSet):
    """Rows inside a page, whose delete box has a label of its own beside the column heading."""

    deletion_widget = CheckboxInput({"aria-label": gettext_lazy("Delete")})  # type: ignore[assignment]

    def kept_forms(self) -> "Iterator[ModelForm[Any]]":
        """The forms of the rows that are filled in and not being deleted."""
        for form in self.forms:
            cleaned = getattr(form, "cleaned_data", {})
            if cleaned and not cleaned.get("DELETE"):
                yield form

    def kept_rows(self) -> Iterator[dict[str, Any]]:
        """What these rows say, without the fields that are wrong."""
        return (form.cleaned_data for form in self.kept_forms())


class RowInline(CompleteLayoutMixin, _Inline):
    """Rows that are edited on the page of the row that they belong to."""

    extra = 0
    formset = RowFormSet

    def formfield_for_dbfield(
        self, db_field: "fields.Field[Any, Any]", request: HttpRequest, **kwargs: object
    ) -> Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.is_relation:
            for action in ("add", "change", "delete", "view"):
                setattr(field.widget, f"can_{action}_related", False)
        return field

    def get_formset(
        self, request: HttpRequest, obj: Model | None = None, **kwargs: object
    ) -> "type[BaseInlineFormSet[Any, Any, Any]]":
        formset = super().get_formset(request, obj, **kwargs)
        position = formset.form.base_fields.get("position")
        if isinstance(position, IntegerField):
            siblings = self.model._default_manager.filter(**{_parent(formset): obj})
            position.initial = _next_position(siblings)
        return formset


def _parent(formset: "type[BaseInlineFormSet[Any, Any, Any]]") -> str:
    """The name of the field by which the rows of the formset know the row they belong to."""
    key: ForeignKey[Any, Any] = formset.fk  # type: ignore[assignment]  # not a descriptor here
    return key.name


class TabularRowInline(RowInline, _Tabular):
    """Rows with few short fields, one a line, with the help texts written out below."""

    template = "admin/matcher/rows.html"

    def formfield_for_dbfield(
        self, db_field: "fields.Field[Any, Any]", request: HttpRequest, **kwargs: object
    ) -> Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            # To those who cannot see the column heading, it does not label the field.
            wrapped = isinstance(field.widget, RelatedFieldWidgetWrapper)
            widget = field.widget.widget if wrapped else field.widget
            widget.attrs["aria-label"] = capfirst(field.label)
        return field


class StackedRowInline(RowInline, _Stacked):
    """Rows with many or long fields, one below the other."""
