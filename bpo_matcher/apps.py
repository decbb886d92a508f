"""The editor's desk in place of the stock admin site."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin, with a site of our own."""

    default_site = "matcher.desk.DeskSite"
