"""`python -m tests.stored 0.2.0`: add what today's code stores to the samples, under that name."""

import os
import re
import sys
from tempfile import TemporaryDirectory

import django

from tests.stored.samples import FOLDER


def main() -> None:
    """Write the samples with a database of its own. Those that are there are never changed."""
    if len(sys.argv) != 2 or not re.fullmatch(r"\d+\.\d+\.\d+", sys.argv[1]):
        sys.exit("Say which release this is: python -m tests.stored 0.2.0")
    folder = FOLDER / sys.argv[1]
    folder.mkdir()
    with TemporaryDirectory() as scratch:
        os.environ["DATABASE_URL"] = f"sqlite:///{scratch}/samples.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        django.setup()
        from tests.stored.writing import write  # noqa: PLC0415 - it needs Django set up

        write(folder)


if __name__ == "__main__":
    main()
