#!/usr/bin/env python
"""Django's command line."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError, OperationalError


def main() -> None:
    """Run one command; a setting or a database that cannot be used is one sentence, not a
    traceback. A reader who needs no more of the output (`| head`) ends the command without a
    word."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bpo_matcher.settings")
    try:
        try:
            execute_from_command_line(sys.argv)
        finally:
            sys.stdout.flush()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except DatabaseError as error:
        if type(error) not in (DatabaseError, OperationalError):  # a fault of ours
            raise
        sys.exit(
            f"The database that DATABASE_URL names cannot be used as it is: {str(error).strip()}. "
            "Is it there, sound and writable, does nobody else prepare it just now, and did "
            "`manage.py migrate` run?"
        )
    except BrokenPipeError:
        # Python flushes its output once more when it ends: let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
