"""Backups of an SQLite database: one compressed file each, proved by opening it.

Nothing here goes through Django's connection, so that a backup is made beside a running site and
restored where there is no database, or a broken one.
"""

import fcntl
import gzip
import os
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

FILE_NAME = "bpo-matcher-%Y%m%dT%H%M%S.%fZ.sqlite3.gz"
ALL_FILES = "bpo-matcher-*.sqlite3.gz"
UNFINISHED = ".unfinished-"
OURS = 0o600
"""A backup holds what people were promised is theirs, so only its owner may read it."""

IN_USE_SECONDS = 1
"""For so long a restore waits for whoever has the database open."""


class BackupRefused(Exception):
    """Nothing was changed. The message says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What is in a sound copy of the database. `edition` is the number of the current one, None
    before the first. `results` counts the stored ones that are neither expired by a purge nor
    deleted. `migrations` are those of our own tables."""

    edition: int | None
    results: int
    migrations: frozenset[str]

    def __str__(self) -> str:
        edition = f"edition {self.edition}" if self.edition else "no edition"
        return f"{edition} and {self.results} stored {'result' if self.results == 1 else 'results'}"

    @property
    def is_older(self) -> bool:
        """Whether it was made by a release before this one, so that tables have to be migrated."""
        return bool(our_migrations() - self.migrations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that was made. `size` is in bytes."""

    path: Path
    size: int
    contents: Contents


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore put in place, and where the database that was there before is now, if any."""

    contents: Contents
    replaced: Path | None


def back_up(database: Path, folder: Path, *, keep: int) -> Backup:
    """Copy the database into the folder while others write to it, and keep the newest so many.

    The copy is of one moment. It is unpacked and checked as a restore would, and has its name only
    after that; older ones are deleted last. Raises BackupRefused.
    """
    with _refusing(f"The backup cannot be written to {folder}"), _alone_in(folder) as scratch:
        copy, packed = scratch / "copy", scratch / "packed"
        _copy(database, copy)
        _pack(copy, packed)
        contents = _unpack(packed, copy)
        path = folder / timezone.now().strftime(FILE_NAME)
        packed.replace(path)
        for old in sorted(folder.glob(ALL_FILES))[:-keep]:
            old.unlink()
        return Backup(path=path, size=path.stat().st_size, contents=contents)


def check_backup(backup: Path) -> Contents:
    """What a restore would put in place. Raises BackupRefused for a file that it would refuse."""
    with TemporaryDirectory() as scratch:
        return _unpack_ours(backup, Path(scratch) / "copy")


def restore(backup: Path, database: Path, *, overwrite: bool) -> Restored:
    """Put a backup in the place of the database, which nobody may be using.

    What was there is renamed, not deleted, and only once the backup has been checked. Raises
    BackupRefused.
    """
    if database.exists() and not overwrite:
        raise BackupRefused(
            f"There is a database at {database} already, with {_contents_in_words(database)}: "
            "add --overwrite to replace it."
        )
    with (
        _refusing(f"The database cannot be written to {database}"),
        TemporaryDirectory(dir=database.parent, prefix=UNFINISHED) as scratch,
    ):
        copy = Path(scratch) / "copy"
        contents = _unpack_ours(backup, copy)
        _refuse_if_in_use(database)
        replaced = _set_aside(database)
        copy.replace(database)
    return Restored(contents=contents, replaced=replaced)


def last_backup(folder: Path) -> datetime | None:
    """When the newest file in the folder was written, by whatever tool; None without any."""
    if not folder.is_dir():
        return None
    times = [path.stat().st_mtime for path in folder.iterdir() if path.is_file()]
    return datetime.fromtimestamp(max(times), UTC) if times else None


def our_migrations() -> frozenset[str]:
    """The names of the migrations of our own tables that this release knows."""
    known = MigrationLoader(None).disk_migrations
    return frozenset(name for app, name in known if app == "matcher")


# ── The parts ────────────────────────────────────────────────────────────────────────────


@contextmanager
def _refusing(what: str) -> Iterator[None]:
    """Tell what the system or the database says against it in a sentence."""
    try:
        yield
    except OSError as error:
        raise BackupRefused(f"{what}: {error.strerror or error}.") from None
    except sqlite3.Error as error:
        raise BackupRefused(f"The database cannot be copied: {error}.") from None


@contextmanager
def _alone_in(folder: Path) -> Iterator[Path]:
    """A place for unfinished files, for one backup at a time. What one that was killed has left
    there is deleted."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupRefused("Another backup is being made at this moment.") from None
        for left in folder.glob(f"{UNFINISHED}*"):
            shutil.rmtree(left)
        with TemporaryDirectory(dir=folder, prefix=UNFINISHED) as scratch:
            yield Path(scratch)


def _copy(database: Path, copy: Path) -> None:
    """Copy in one step: in WAL mode it holds up no writer, and sees nothing that came later."""
    with closing(_opened(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")  # all of it is in the one file


def _opened(database: Path) -> sqlite3.Connection:
    """A connection to a database that exists."""
    return sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True)


def _pack(copy: Path, packed: Path) -> None:
    packed.touch(OURS)
    with copy.open("rb") as source, packed.open("wb") as target:
        with gzip.GzipFile(fileobj=target, mode="wb", compresslevel=6) as archive:
            shutil.copyfileobj(source, archive)
        target.flush()
        os.fsync(target.fileno())


def _unpack_ours(backup: Path, copy: Path) -> Contents:
    """Unpack a backup that this release can go on with. Raises BackupRefused."""
    contents = _unpack(backup, copy)
    if newer := sorted(contents.migrations - our_migrations()):
        raise BackupRefused(
            f"{backup} was made by a newer release, which has changed the tables "
            f"({', '.join(newer)}): install that release, then restore it."
        )
    return contents


def _unpack(backup: Path, copy: Path) -> Contents:
    """Unpack a backup and look into it. Raises BackupRefused if it cannot be read or is damaged."""
    copy.touch(OURS)
    try:
        with gzip.open(backup) as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target)
            target.flush()
            os.fsync(target.fileno())
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise BackupRefused(f"{backup} is no backup, or only a part of one.") from None
    except OSError as error:
        raise BackupRefused(f"{backup} cannot be unpacked: {error.strerror or error}.") from None
    try:
        return _contents(copy)
    except sqlite3.Error as error:
        raise BackupRefused(f"{backup} holds no sound database of ours: {error}.") from None


def _contents(database: Path) -> Contents:
    """Look at every page of the database and count what is in it. Raises sqlite3.Error."""
    with closing(_opened(database)) as connection:
        ((verdict,),) = connection.execute("PRAGMA integrity_check(1)")
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        applied = connection.execute("SELECT name FROM django_migrations WHERE app = 'matcher'")
        migrations = frozenset(name for (name,) in applied)
        ((edition,),) = connection.execute("SELECT MAX(number) FROM matcher_edition")
        ((results,),) = connection.execute(
            "SELECT COUNT(*) FROM matcher_sharedresult WHERE gone_at IS NULL"
        )
    return Contents(edition=edition, results=results, migrations=migrations)


def _contents_in_words(database: Path) -> str:
    try:
        return str(_contents(database))
    except sqlite3.Error:
        return "contents that cannot be read"


def _refuse_if_in_use(database: Path) -> None:
    """Raise BackupRefused while somebody has the database open: whoever does would go on writing
    to a file that has no name any more. Leaving WAL mode asks SQLite exactly that."""
    if not database.exists():
        return
    try:
        with closing(_opened(database)) as connection:
            connection.execute(f"PRAGMA busy_timeout={IN_USE_SECONDS * 1000}")
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise BackupRefused(
                f"Somebody is using {database}: stop the site first, on all its processes."
            ) from None
        # Anything else is a broken database, which may be why it is replaced.


def _set_aside(database: Path) -> Path | None:
    """Rename the database with its journals; left behind, they would be taken for the new one's.
    Returns the new name, None if there was no database."""
    aside = f"{database}.replaced-{timezone.now():%Y%m%dT%H%M%SZ}"
    existed = database.exists()
    for journal in ("-wal", "-shm", "-journal", ""):
        path = Path(f"{database}{journal}")
        if path.exists():
            path.replace(f"{aside}{journal}")
    return Path(aside) if existed else None
