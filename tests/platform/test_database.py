"""The settings of the two databases, seen from inside a connection."""

import threading

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction


def pragma(name: str) -> object:
    """The value that SQLite itself reports."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_sqlite_waits_keeps_what_was_committed_and_guards_foreign_keys():
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    assert [pragma(name) for name in names] == ["wal", 2, 1, 5_000]


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_transactions_that_read_and_then_write_wait_for_each_other():
    Group.objects.create(name="0")
    errors = []

    def count_up() -> None:
        try:
            for _ in range(20):
                with transaction.atomic():
                    group = Group.objects.get()
                    group.name = str(int(group.name) + 1)
                    group.save()
        except Exception as error:  # noqa: BLE001 - a thread would swallow it
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert Group.objects.get().name == "80"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_postgresql_connections_come_from_a_pool():
    Group.objects.create(name="pooled")
    assert connection.pool.get_stats()["requests_num"] > 0
    assert connection.settings_dict["CONN_MAX_AGE"] == 0
