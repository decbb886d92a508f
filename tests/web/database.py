"""A database that does not answer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection


@contextmanager
def database_away(statement: str = "") -> Iterator[list[str]]:
    """Within it, statements that contain the text fail. Yields those that were tried."""
    tried: list[str] = []

    def fail(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if statement not in sql:
            return execute(sql, *rest)
        tried.append(sql)
        raise OperationalError("database or disk is full: a secret of ours")

    with connection.execute_wrapper(fail):
        yield tried
