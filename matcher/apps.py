from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatcherConfig(AppConfig):
    """The one app of the site."""

    name = "matcher"
    verbose_name = _("Matcher")
    default_auto_field = "django.db.models.BigAutoField"
