"""Databases for one drill, which are deleted afterwards."""

import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from tests.bench.drills.ports import free_port


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


def connect(url: str) -> Any:
    """A connection in which every statement is committed by itself: of sqlite3, or of psycopg."""
    if url.startswith("sqlite"):
        return sqlite3.connect(urlsplit(url).path[1:], timeout=20, isolation_level=None)
    import psycopg

    return psycopg.connect(url, autocommit=True)


def query(url: str, statement: str) -> list[tuple[Any, ...]]:
    """The rows that the statement returns; none for one that changes something."""
    with closing(connect(url)) as connection:
        cursor = connection.execute(statement)
        return list(cursor.fetchall()) if cursor.description else []


# ── A PostgreSQL server of one's own ─────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Cluster:
    """A server that a drill may stop and start again."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder}"
        self._control("start", "-w", "-l", str(self.folder / "log"), "-o", options)

    def stop(self) -> None:
        """Stop it as a power cut would, without a goodbye to anybody."""
        self._control("stop", "-m", "immediate")

    def _control(self, *arguments: str) -> None:
        _postgresql("pg_ctl", "-D", str(self.folder / "data"), *arguments)


@contextmanager
def private_cluster() -> Iterator[Cluster]:
    """A new server, which runs."""
    folder = Path(tempfile.mkdtemp(prefix="drill_"))
    cluster = Cluster(folder, free_port())
    try:
        if not os.geteuid():  # PostgreSQL refuses to run as root
            shutil.chown(folder, "postgres")
        options = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
        _postgresql("initdb", "-D", str(folder / "data"), *options)
        cluster.start()
        yield cluster
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            cluster.stop()
        shutil.rmtree(folder)


def _postgresql(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL, which Debian keeps off the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    path = shutil.which(program) or (str(found[-1]) if found else "")
    if not path:
        sys.exit(f"This drill needs {program}: on Debian `apt-get install postgresql`.")
    subprocess.run(
        [path, *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        user=None if os.geteuid() else "postgres",
        cwd="/",
    )
