"""What happened to rows: on the page of each, beside its form, and for all of them together; and a
word to whoever saves over a change that they have not seen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.forms import ModelForm
from django.forms.models import _get_foreign_key
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from matcher.desk import desk_context, desk_page
from matcher.draft.history import Event, Inside, RowChange, recent_history, row_history
from matcher.models.rows import Row

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
else:
    _Admin = admin.ModelAdmin

OPENED = "opened"
"""The hidden field with the moment of the last change that an editor has seen. Not the moment of
looking: what was being saved just then has an earlier one, and was not seen."""

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)

LATEST = 3
"""So many events stand beside the form; the others on a page of their own."""

BEFORE = "before"

RECENT = 60
"""Moments of each table on one page of the history of all rows."""


class WithHistory(_Admin):
    """A page of a row that tells what happened to the row and to those inside it."""

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
        told = {OPENED: last.isoformat(), "events": events[:LATEST]}
        return super().changeform_view(
            request, object_id, form_url, {**told, **(extra_context or {})}
        )

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        told = {"events": self._events(request, row)}
        return super().history_view(request, object_id, {**told, **(extra_context or {})})

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: object
    ) -> "type[ModelForm[Any]]":
        form = super().get_form(request, obj, change, **kwargs)
        opened = _moment(request.POST.get(OPENED, ""))
        if isinstance(obj, Row) and opened is not None:
            form.meanwhile = staticmethod(  # type: ignore[attr-defined]  # see RowForm
                partial(self._meanwhile, request, obj, opened)
            )
        return form

    def _events(self, request: HttpRequest, row: Model | None) -> tuple[Event, ...]:
        if not isinstance(row, Row):
            return ()
        return row_history(row, self._inside(request, row))

    def _inside(self, request: HttpRequest, row: Row) -> Iterator[Inside]:
        for inline in self.get_inline_instances(request, row):
            if issubclass(inline.model, Row):
                key = _get_foreign_key(self.model, inline.model, inline.fk_name)
                yield Inside(inline.model, key.name)

    def _meanwhile(self, request: HttpRequest, row: Row, opened: datetime) -> list[str]:
        """What others did to the row since the page was opened, in sentences. Who saves the page
        at the same moment waits for the one before, and then hears of it."""
        list(type(row)._default_manager.select_for_update().filter(pk=row.pk).order_by())
        since = [event for event in self._events(request, row) if event.at > opened]
        return [*map(_sentence, since), _your_text()] if since else []


def _moment(text: str) -> datetime | None:
    """The moment in a field; None where there is none."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def _sentence(event: Event) -> str:
    said = _("%(who)s saved this page at %(time)s on %(day)s, while you had it open: %(what)s.")
    at = timezone.localtime(event.at)
    return said % {
        "who": event.who or _("Somebody"),
        "time": date_format(at, "H:i:s"),
        "day": date_format(at),
        "what": "; ".join(_what(change) for change in event.changes),
    }


def _what(change: RowChange) -> str:
    row = f"{change.table} “{change.row}”"
    if change.kind == "added":
        return _("added %(row)s") % {"row": row}
    if change.kind == "deleted":
        return _("deleted %(row)s") % {"row": row}
    fields = ", ".join(
        _("%(name)s from “%(before)s” to “%(after)s”")
        % {"name": one.name, "before": one.before, "after": one.after}
        for one in change.fields
    )
    return f"{row}: {fields}" if fields else row


def _your_text() -> str:
    return _("What you typed is still here. Look at it again: saving now puts it in their place.")


# ── All rows ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """A change with a link to the history of its row; empty where it has no page of its own."""

    change: RowChange
    href: str


@dataclass(frozen=True, slots=True)
class EventShown:
    """An event, what it was done for, and how many rows it touched."""

    event: Event
    rows: int
    changes: tuple[ChangeShown, ...]


@desk_page("history", "history/")
def history(request: HttpRequest) -> HttpResponse:
    """The last events of all tables; older ones a page further."""
    if not request.user.has_perm("matcher.view_edition"):
        raise PermissionDenied
    before = _moment(request.GET.get(BEFORE, ""))
    recent = recent_history(most=RECENT, before=before)
    context = desk_context(
        request,
        _("History"),
        events=tuple(_shown(event) for event in recent.events),
        older=recent.older.isoformat() if recent.older else "",
        before=before,
    )
    return TemplateResponse(request, "admin/desk/history.html", context)


def _shown(event: Event) -> EventShown:
    return EventShown(
        event,
        sum(change.count for change in event.changes),
        tuple(ChangeShown(change, _page(change)) for change in event.changes),
    )


def _page(change: RowChange) -> str:
    """The history of the row. A deleted row has none, and a row inside another no page."""
    if change.count > 1 or change.kind == "deleted":
        return ""
    try:
        return reverse(f"admin:matcher_{change.model}_history", args=[change.pk])
    except NoReverseMatch:
        return ""
