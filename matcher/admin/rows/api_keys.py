"""Keys for programs: an administrator makes one, sees it once, and revokes it."""

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext as _, gettext_lazy

from matcher.admin.base.row_admin import RowAdmin
from matcher.api_keys import keep_key, new_secret, revoke
from matcher.models import ApiKey


@admin.register(ApiKey)
class ApiKeyAdmin(RowAdmin):
    """A key is shown when it is made and never again. It is not deleted but revoked."""

    list_display = (
        "name",
        "reads_a_minute",
        "writes_an_hour",
        "created_at",
        "last_used_on",
        "revoked_at",
    )
    list_filter = (("revoked_at", admin.EmptyFieldListFilter),)
    search_fields = ("name",)
    fields = (
        "name",
        "reads_a_minute",
        "writes_an_hour",
        "created_at",
        "last_used_on",
        "revoked_at",
    )
    readonly_fields = ("created_at", "last_used_on", "revoked_at")
    actions = ("revoke_keys",)

    def save_model(
        self, request: HttpRequest, obj: ApiKey, form: "ModelForm[ApiKey]", change: bool
    ) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        secret = new_secret()
        keep_key(obj, secret)
        shown_once = _("The key, which is shown only now: %(key)s") % {"key": secret}
        messages.warning(request, shown_once)

    @admin.action(description=gettext_lazy("Revoke the chosen keys"), permissions=["change"])
    def revoke_keys(self, request: HttpRequest, queryset: QuerySet[ApiKey]) -> None:
        """Take these keys no more."""
        for key in queryset:
            revoke(key)
        messages.success(request, _("These keys are not taken any more."))

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
