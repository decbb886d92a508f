"""Sites that may show the matcher in a frame: an administrator lists one, and gets the lines that
its pages need."""

from django.conf import settings
from django.contrib import admin
from django.forms import Script
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _, gettext_lazy

from matcher.admin.base.row_admin import RowAdmin
from matcher.embedding import snippet
from matcher.models import EmbeddingSite


@admin.register(EmbeddingSite)
class EmbeddingSiteAdmin(RowAdmin):
    """What is changed counts from the next page in a frame on; what is deleted is shown no more."""

    list_display = ("name", "origins", "theme", "results_open", "public_id")
    search_fields = ("name", "origins")
    fields = ("name", "origins", "theme", "results_open")
    readonly_fields = ("public_id", "lines")

    class Media:
        js = (Script("admin_matcher/copy.js", defer=True),)

    def get_fields(self, request: HttpRequest, obj: EmbeddingSite | None = None) -> tuple[str, ...]:
        return (*self.fields, *self.readonly_fields) if obj else self.fields

    @admin.display(description=gettext_lazy("Lines to paste into its pages"))
    def lines(self, site: EmbeddingSite) -> str:
        """The HTML, with a button that copies it."""
        return format_html(
            '<textarea id="lines" class="vLargeTextField" rows="4" readonly aria-label="{}">{}'
            '</textarea><p>{}</p><button type="button" class="button" '
            'data-copy="lines" data-copied="{}" hidden>{}</button>',
            _("Lines to paste into its pages"),
            snippet(settings.SITE_URL, site.public_id),
            _(
                "If its pages have a content security policy, it has to allow this site in "
                "frame-src and script-src."
            ),
            _("Copied"),
            _("Copy the lines"),
        )
