"""What our log leaves out: secrets that are part of an address, and lines without an end."""

import logging
import re

from django.db import InterfaceError, InternalError, OperationalError

SECRETS = re.compile(r"/(r|preview|delete)/+[^/\s]+", re.IGNORECASE)
"""The token of a result, the key that deletes it, the address of a preview."""

LONG_LINE = re.compile(r"^(.{1000}).+$", re.MULTILINE)


class DiscreetFormatter(logging.Formatter):
    """Formats a record with its traceback, then masks secrets and cuts long lines.

    An error of the database that says that it is away is told in one line.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record as it is written."""
        masked = SECRETS.sub(r"/\1/***", super().format(record))
        return LONG_LINE.sub(r"\1 ...", masked)

    def formatException(self, ei: "logging._SysExcInfoType") -> str:  # noqa: N802
        """The traceback, or the last line of it."""
        if isinstance(ei[1], OperationalError | InterfaceError | InternalError):
            return f"{type(ei[1]).__name__}: {ei[1]}".strip()
        return super().formatException(ei)
