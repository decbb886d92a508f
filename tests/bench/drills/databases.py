"""A new database for one drill, which is deleted afterwards."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit


@contextmanager
def new_database() -> Iterator[str]:
    """The URL of an empty database: on the PostgreSQL server that DATABASE_URL names, under another
    name, or else an SQLite file."""
    server = os.environ.get("DATABASE_URL", "")
    if server.startswith("postgres"):
        with _new_postgresql(server) as url:
            yield url
    else:
        with TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/drill.sqlite3"


@contextmanager
def _new_postgresql(server: str) -> Iterator[str]:
    import psycopg  # only where there is such a server

    name = f"drill_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
