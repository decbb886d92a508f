"""A backup is made while others write, and brings back every link; a restore destroys nothing."""

import gzip
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from django.core.management import CommandError
from django.db import connection, connections

from matcher.backups import back_up, last_backup
from tests.client import Client
from tests.commands.test_commands import run
from tests.web.editions import publish, small

pytestmark = pytest.mark.sqlite


@pytest.fixture
def site(
    transactional_db: None, tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A database file of its own with edition 1, and a folder for its backups."""
    file = tmp_path / "db.sqlite3"
    connection.close()
    with sqlite3.connect(connection.settings_dict["NAME"]) as tests, sqlite3.connect(file) as own:
        tests.backup(own)
    monkeypatch.setitem(connection.settings_dict, "NAME", str(file))
    settings.BACKUP_DIR = tmp_path / "backups"
    publish(small())
    yield file
    connection.close()


def save(client: Client, title: str) -> str:
    """The path of a new result."""
    form = {"edition": "1", "colour": "green", "title": title}
    return client.post("/results/", form)["Location"].removesuffix("created/")


def backups(site: Path) -> list[Path]:
    return sorted((site.parent / "backups").glob("*.gz"))


def destroy(site: Path) -> None:
    connection.close()
    site.write_bytes(b"\0" * 4096)
    Path(f"{site}-wal").write_bytes(b"of another database")


def test_after_a_disaster_every_link_of_the_backup_opens_again(site: Path, client: Client) -> None:
    links = {save(client, title): title for title in ("Returns", "Payroll", "Invoices")}
    said = run("backup")
    (backup,) = backups(site)
    assert said.startswith(f"Backed up edition 1 and 3 stored results to {backup} (")
    later = save(client, "After the backup")

    destroy(site)
    said = run("restore", str(backup), "--overwrite").splitlines()

    aside = next(site.parent.glob("db.sqlite3.replaced-*Z"))
    assert said == [
        "Restored edition 1 and 3 stored results.",
        f"The database that was there is now {aside}.",
        "Start the site again.",
    ]
    for link, title in links.items():
        assert title in client.get(link).content.decode()
    assert client.get(later).status_code == 404
    assert save(client, "Goes on") not in links


def test_a_backup_is_of_one_moment_while_others_write(site: Path) -> None:
    """A writer keeps two counts equal in each transaction; no copy has one without the other."""
    with sqlite3.connect(site) as made:
        made.executescript("CREATE TABLE left_ (n); CREATE TABLE right_ (n)")
    connection.close()
    stop, written = Event(), Event()

    def write() -> None:
        with sqlite3.connect(site, timeout=20) as writer:
            while not stop.is_set():
                writer.execute("INSERT INTO left_ VALUES (1)")
                writer.execute("INSERT INTO right_ VALUES (1)")
                writer.commit()
                written.set()

    thread = Thread(target=write)
    thread.start()
    try:
        assert written.wait(20)
        for _ in range(3):
            back_up(site, site.parent / "backups", keep=3)
    finally:
        stop.set()
        thread.join()

    for number, backup in enumerate(backups(site)):
        copy = site.parent / f"copy-{number}"
        copy.write_bytes(gzip.decompress(backup.read_bytes()))
        (counts,) = sqlite3.connect(copy).execute(
            "SELECT (SELECT COUNT(*) FROM left_), (SELECT COUNT(*) FROM right_)"
        )
        assert counts[0] == counts[1] > 0


def test_only_its_owner_reads_a_backup_and_nothing_unfinished_is_left(site: Path) -> None:
    folder = site.parent / "backups"
    (folder / ".unfinished-killed").mkdir(parents=True)
    (folder / ".unfinished-killed" / "copy").write_text("half")
    run("backup")
    (backup,) = backups(site)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert sorted(path.name for path in folder.iterdir()) == [".lock", backup.name]


def test_the_newest_are_kept(site: Path) -> None:
    run("backup")
    (first,) = backups(site)
    run("backup", "--keep", "2")
    run("backup", "--keep", "2")
    assert len(backups(site)) == 2
    assert first not in backups(site)
    with pytest.raises(CommandError, match="Keep at least 1 backup"):
        run("backup", "--keep", "0")


def test_a_database_is_not_replaced_unless_that_is_asked_for(site: Path, client: Client) -> None:
    run("backup")
    link = save(client, "Later")
    connection.close()
    with pytest.raises(CommandError) as refusal:
        run("restore", str(backups(site)[0]))
    assert str(refusal.value) == (
        f"There is a database at {site} already, with edition 1 and 1 stored result: "
        "add --overwrite to replace it."
    )
    assert client.get(link).status_code == 200


def test_a_database_that_somebody_uses_is_not_replaced(site: Path) -> None:
    run("backup")
    connection.close()
    with sqlite3.connect(site) as somebody:
        somebody.execute("PRAGMA journal_mode=WAL")
        somebody.execute("SELECT COUNT(*) FROM matcher_edition").fetchone()
        with pytest.raises(CommandError, match=r"Somebody is using .*: stop the site first"):
            run("restore", str(backups(site)[0]), "--overwrite")
    assert not list(site.parent.glob("*.replaced-*"))


def damaged(backup: Path) -> None:
    content = bytearray(gzip.decompress(backup.read_bytes()))
    content[4096:8192] = b"x" * 4096
    backup.write_bytes(gzip.compress(content))


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (Path.unlink, "cannot be unpacked: No such file or directory."),
        (lambda backup: backup.write_text("no archive"), "is no backup, or only a part of one."),
        (lambda backup: backup.write_bytes(backup.read_bytes()[:-900]), "only a part of one."),
        (lambda backup: backup.write_bytes(gzip.compress(b"text")), "holds no sound database"),
        (damaged, "holds no sound database of ours"),
    ],
)
def test_what_is_no_sound_backup_replaces_nothing(
    site: Path, client: Client, spoil, sentence: str
) -> None:
    link = save(client, "Kept")
    run("backup")
    connection.close()
    (backup,) = backups(site)
    spoil(backup)
    for options in (["--overwrite"], ["--dry-run"]):
        with pytest.raises(CommandError, match=sentence):
            run("restore", str(backup), *options)
    assert client.get(link).status_code == 200


def change_migrations(site: Path, statement: str) -> None:
    connection.close()
    with sqlite3.connect(site) as file:
        file.execute(statement)


def test_a_backup_of_a_newer_release_is_refused(site: Path) -> None:
    change_migrations(
        site, "INSERT INTO django_migrations (app, name, applied) VALUES ('matcher', '9999_new', 0)"
    )
    run("backup")
    with pytest.raises(CommandError, match=r"made by a newer release, .* \(9999_new\): install"):
        run("restore", str(backups(site)[0]), "--overwrite")


def test_a_backup_of_an_older_release_says_what_to_run_next(site: Path) -> None:
    change_migrations(
        site, "DELETE FROM django_migrations WHERE app = 'matcher' AND name LIKE '003%'"
    )
    run("backup")
    said = run("restore", str(backups(site)[0]), "--overwrite")
    assert "It is of an older release: run `manage.py migrate` next." in said


def test_a_backup_can_be_looked_into(site: Path, client: Client) -> None:
    save(client, "One")
    run("backup")
    assert run("restore", str(backups(site)[0]), "--dry-run") == (
        "The backup is sound: edition 1 and 1 stored result.\n"
    )


def test_a_folder_that_cannot_be_written_is_named(site: Path, settings) -> None:
    settings.BACKUP_DIR = site / "below-a-file"
    with pytest.raises(CommandError, match=r"cannot be written to .*: Not a directory"):
        run("backup")


def test_the_last_backup_is_the_newest_file_whatever_wrote_it(tmp_path: Path) -> None:
    assert last_backup(tmp_path / "missing") is None
    assert last_backup(tmp_path) is None
    (tmp_path / "by-pg_dump").touch()
    assert last_backup(tmp_path) is not None


@pytest.mark.parametrize(
    ("command", "tool"),
    [
        (["backup"], "pg_dump --format=custom --file=bpo-matcher.dump"),
        (["restore", "x"], "pg_restore --clean --if-exists --no-owner bpo-matcher.dump"),
    ],
)
def test_on_postgresql_its_own_tool_is_named(
    monkeypatch: pytest.MonkeyPatch, command: list[str], tool: str
) -> None:
    database = {"HOST": "db", "PORT": 5432, "USER": "ada", "PASSWORD": "secret", "NAME": "the one"}
    monkeypatch.setattr(connections["default"], "vendor", "postgresql")
    monkeypatch.setattr(connections["default"], "settings_dict", database)
    with pytest.raises(CommandError) as refusal:
        run(*command)
    assert str(refusal.value) == (
        f"The database is PostgreSQL, which has its own tool: {tool} "
        "--host=db --port=5432 --username=ada '--dbname=the one'"
    )
