"""A new database with the taxonomy as its only edition, to measure with."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.editions import PublishedRelease


def published(folder: Path) -> "PublishedRelease":
    """The edition, in a database of its own. Nothing of Django may have been imported before."""
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
    return published_in_it()


def published_in_it() -> "PublishedRelease":
    """The same in the database that DATABASE_URL names."""
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
