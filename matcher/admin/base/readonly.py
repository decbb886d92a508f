"""Pages that can be read only: what was published, and what visitors keep."""

from django.db.models import Model
from django.http import HttpRequest

from matcher.admin.base.row_admin import RowAdmin


class ReadOnlyAdmin(RowAdmin):
    """Rows that nobody adds or changes here, or deletes."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
