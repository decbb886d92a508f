"""The editor's desk in place of the stock admin site, and checks of our own."""

from django.contrib.admin.apps import AdminConfig

from bpo_matcher import checks  # noqa: F401  # which register themselves


class DeskConfig(AdminConfig):
    """Django's admin, with a site of our own."""

    default_site = "matcher.desk.DeskSite"
