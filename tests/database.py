"""The test database: migrated and filled once, then copied for every process that runs tests.

Making it takes most of a minute, copying it less than a second. Later runs copy it too, as long as
nothing that it was made of has changed.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import distributions

from django.conf import settings
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from bpo_matcher.launch import VAR
from matcher.draft.shipped import load_fixtures

FOLDERS = ("fixtures", "matcher/migrations", "matcher/models")
"""What the tables and the rows in them are made of, beside the installed packages."""


@contextmanager
def copied_database(process: str) -> Iterator[None]:
    """Work on a copy of the database as it was made, for this process alone."""
    database = connection.settings_dict
    name, database["NAME"] = database["NAME"], database["TEST"]["NAME"]
    with (VAR / "test.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_made():
            make()
        forget_changes(process)
        connection.creation.clone_test_db(process, verbosity=0)
    database.update(connection.creation.get_test_db_clone_settings(process))
    yield
    connection.creation.destroy_test_db(name, verbosity=0)


def is_made() -> bool:
    """Whether there is a database of the files and packages of now."""
    try:
        return ("tests", fingerprint()) in MigrationRecorder(connection).applied_migrations()
    except OperationalError:  # PostgreSQL does not know it
        return False
    finally:
        hang_up()


def make() -> None:
    """Make the database anew. That it is complete is written into it last."""
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    load_fixtures()
    MigrationRecorder(connection).record_applied("tests", fingerprint())
    hang_up()


def hang_up() -> None:
    """Leave the database alone: nobody can copy or replace one that somebody is connected to."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()


def forget_changes(process: str) -> None:
    """Delete the journal of a run that was killed: SQLite would take it for one of the copy."""
    for path in VAR.glob(f"test_{process}.sqlite3-*"):
        path.unlink()


def fingerprint() -> str:
    """What the database is made of, in a word."""
    packages = sorted(f"{package.name} {package.version}" for package in distributions())
    digest = sha256("\n".join(packages).encode())
    for folder in FOLDERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.suffix in {".py", ".yaml"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()
