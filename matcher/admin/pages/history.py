"""The history of all rows: every save of the draft, the last one first."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from matcher.admin.base.row_history import parse_moment
from matcher.desk import desk_context, desk_page
from matcher.draft.history import Event, RowChange, recent_history
from matcher.permissions import VIEW_EDITIONS

BEFORE_PARAMETER = "before"

MOMENTS_PER_TABLE = 60
"""Moments of each table that one page of the history of all rows covers."""


@dataclass(frozen=True, slots=True)
class RowChangeView:
    """A change and the URL of its row’s history, empty where the row has no page of its own."""

    change: RowChange
    href: str


@dataclass(frozen=True, slots=True)
class EventView:
    """An event, how many rows it touched, and its changes."""

    event: Event
    rows: int
    changes: tuple[RowChangeView, ...]


@desk_page("history", "history/", permission=VIEW_EDITIONS)
def history(request: HttpRequest) -> HttpResponse:
    """The last events of all tables; older ones are on the next page."""
    before = parse_moment(request.GET.get(BEFORE_PARAMETER, ""))
    recent = recent_history(limit=MOMENTS_PER_TABLE, before=before)
    context = desk_context(
        request,
        _("History"),
        events=tuple(_event_view(event) for event in recent.events),
        older=recent.older.isoformat() if recent.older else "",
        before=before,
    )
    return TemplateResponse(request, "admin/desk/history.html", context)


def _event_view(event: Event) -> EventView:
    return EventView(
        event,
        sum(change.count for change in event.changes),
        tuple(RowChangeView(change, _history_url(change)) for change in event.changes),
    )


def _history_url(change: RowChange) -> str:
    """The URL of the row’s history; empty for a deleted row, and for one without its own page."""
    if change.count > 1 or change.kind == "deleted":
        return ""
    try:
        return reverse(f"admin:matcher_{change.model}_history", args=[change.pk])
    except NoReverseMatch:
        return ""
