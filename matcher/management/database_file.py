"""Where the database of SQLite lies, for commands that copy it, and what to run on PostgreSQL."""

import shlex
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection


def database_file(*, on_postgresql: str) -> Path:
    """The file. Raises CommandError with a sentence where the database is none; on PostgreSQL it
    ends in the command `on_postgresql`, such as "pg_dump --format=custom", for this database."""
    if connection.vendor == "postgresql":
        command = f"{on_postgresql} {_connection_options()}"
        raise CommandError(f"The database is PostgreSQL, which has its own tool: {command}")
    if connection.settings_dict["NAME"] == ":memory:":
        raise CommandError("The database is in memory: there is no file.")
    return Path(connection.settings_dict["NAME"])


def _connection_options() -> str:
    """How PostgreSQL's own tools find the database. Never the password: they ask for it, or read
    it from PGPASSWORD or ~/.pgpass."""
    values = {
        "--host": connection.settings_dict["HOST"],
        "--port": connection.settings_dict["PORT"],
        "--username": connection.settings_dict["USER"],
        "--dbname": connection.settings_dict["NAME"],
    }
    return shlex.join(f"{name}={value}" for name, value in values.items() if value)
