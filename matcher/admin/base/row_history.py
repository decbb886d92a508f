"""The history of a row on its page, beside the form, and a warning to whoever saves over a change
that they have not seen."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from matcher.admin.base.fields import RowForm
from matcher.draft.history import ChildTable, Event, RowChange, row_history
from matcher.kept_text import is_only_shown
from matcher.models.rows import Row

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
else:
    _Admin = admin.ModelAdmin

LAST_SEEN_FIELD = "opened"
"""The hidden field with the moment of the last change that an editor has seen. Not the moment
of opening the page: what was being saved just then has an earlier one, and was not seen."""

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)

KEPT_TEXT = gettext_lazy(
    "Your session had ended. This is what you typed, and nothing of it is saved yet: look at it, "
    "then save."
)

MAX_EVENTS_BESIDE_FORM = 3
"""Events beside the form; all of them are on a page of their own."""


class HistoryMixin(_Admin):
    """A page of a row that shows what happened to the row and to those inside it."""

    object_history_template = "admin/matcher/row_history.html"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id)) if object_id else None
        events = self._events(request, row)
        last = events[0].at if events else LONG_AGO
        context = {LAST_SEEN_FIELD: last.isoformat(), "events": events[:MAX_EVENTS_BESIDE_FORM]}
        return super().changeform_view(
            request, object_id, form_url, {**context, **(extra_context or {})}
        )

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        context = {"events": self._events(request, row)}
        return super().history_view(request, object_id, {**context, **(extra_context or {})})

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: object
    ) -> "type[ModelForm[Any]]":
        tables = tuple(self._child_tables(request, obj)) if isinstance(obj, Row) else ()
        values = {"child_tables": tables, "only_shown": is_only_shown(request)}
        page_form = type(self.form.__name__, (self.form,), values)
        return super().get_form(request, obj, change, **{"form": page_form, **kwargs})

    def _events(self, request: HttpRequest, row: Model | None) -> tuple[Event, ...]:
        if not isinstance(row, Row):
            return ()
        return row_history(row, self._child_tables(request, row))

    def _child_tables(self, request: HttpRequest, row: Row) -> Iterator[ChildTable]:
        for inline in self.get_inline_instances(request, row):
            if issubclass(inline.model, Row):
                yield ChildTable(inline.model, inline.fk_name or _owner(inline.model, type(row)))


def _owner(child: type[Model], model: type[Model]) -> str:
    """The name of the only foreign key by which rows inside a page know the row of the page."""
    (name,) = (field.name for field in child._meta.fields if field.related_model is model)
    return name


class LastSeenField(forms.Field):
    """The moment of the last change that an editor has seen, None where it cannot be read. It is
    about the page and not about the row, so it never counts as a change."""

    widget = forms.HiddenInput

    def to_python(self, value: str | None) -> datetime | None:
        return parse_moment(value or "")

    def has_changed(self, initial: object, data: object) -> bool:
        return False


class RowPageForm(RowForm):
    """The form of a row on its own page, with those of `child_tables` inside it. It is refused
    when others changed any of them since the page was opened, and where it is `only_shown`."""

    child_tables: ClassVar[tuple[ChildTable, ...]] = ()
    only_shown: ClassVar[bool] = False

    opened = LastSeenField(required=False)

    def clean(self) -> None:
        super().clean()
        if self.only_shown:
            self.add_error(None, KEPT_TEXT)
            return
        last_seen = self.cleaned_data.get(LAST_SEEN_FIELD)
        if self.instance.pk and last_seen:
            for sentence in self._concurrent_changes(last_seen):
                self.add_error(None, sentence)

    def _concurrent_changes(self, last_seen: datetime) -> list[str]:
        """What others did since then, in sentences. Whoever saves the page at the same moment
        waits for the other save, and then hears of it."""
        row = self.instance
        list(type(row)._default_manager.select_for_update().filter(pk=row.pk).order_by())
        events = row_history(row, self.child_tables)
        unseen = [event for event in events if event.at > last_seen]
        return [*map(_event_sentence, unseen), _kept_text_sentence()] if unseen else []


def parse_moment(text: str) -> datetime | None:
    """The moment in a field, in UTC; None where there is none, or none that UTC can express."""
    try:
        moment = parse_datetime(text)
        return moment.astimezone(UTC) if moment and moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _event_sentence(event: Event) -> str:
    message = _("%(who)s saved this page at %(time)s on %(day)s, while you had it open: %(what)s.")
    local_time = timezone.localtime(event.at)
    return message % {
        "who": event.who or _("Somebody"),
        "time": date_format(local_time, "H:i:s"),
        "day": date_format(local_time),
        "what": "; ".join(_change_sentence(change) for change in event.changes),
    }


def _change_sentence(change: RowChange) -> str:
    row = f"{change.table} “{change.row}”"
    if change.kind == "added":
        return _("added %(row)s") % {"row": row}
    if change.kind == "deleted":
        return _("deleted %(row)s") % {"row": row}
    fields = ", ".join(
        _("%(name)s from “%(before)s” to “%(after)s”")
        % {"name": field.name, "before": field.before, "after": field.after}
        for field in change.fields
    )
    return f"{row}: {fields}" if fields else row


def _kept_text_sentence() -> str:
    return _("What you typed is still here. Look at it again: saving now puts it in their place.")
