"""The first page of the desk: what visitors use, and where to go on. It reads nothing of the draft:
what that changes is fetched once the page is there."""

from django.http import HttpRequest

from matcher.desk import on_dashboard
from matcher.editions import NoEdition, current
from matcher.permissions import PUBLISH, VIEW_EDITIONS


@on_dashboard(permission=VIEW_EDITIONS)
def today(request: HttpRequest) -> dict[str, object]:
    """The current edition, None before the first."""
    values = {"may_see_editions": True, "may_publish": PUBLISH.is_granted_to(request.user)}
    try:
        return {**values, "edition": current()}
    except NoEdition:
        return {**values, "edition": None}
