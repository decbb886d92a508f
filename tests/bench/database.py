"""A new database with the taxonomy as its only edition, to measure with."""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.editions import PublishedRelease


def published(url: str) -> "PublishedRelease":
    """The edition, in the new database of this URL. Nothing of Django may have been imported
    before."""
    os.environ["DATABASE_URL"] = url
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django
    from django.conf import settings

    django.setup()
    settings.ROOT_URLCONF = "tests.bench.urls"
    settings.WRITE_LIMIT = 10**9
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_taxonomy", stdout=sys.stderr)
    call_command("publish", note="Measured", stdout=sys.stderr)
    from matcher.editions import current

    return current()
