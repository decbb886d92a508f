"""What our log leaves out: secrets that are part of a URL, and the ends of very long lines."""

import logging
import re

from django.db import InterfaceError, InternalError, OperationalError

SECRETS = re.compile(r"/(r|preview|delete|title|programme|edit|row)/+[^/\s]+", re.IGNORECASE)
"""The token of a result, a programme or a respondent, the key that deletes it, edits it or edits
its title, the signed part of a preview's URL. The number of a row is masked with them."""

LONG_LINE = re.compile(r"^(.{1000}).+$", re.MULTILINE)


class DiscreetFormatter(logging.Formatter):
    """Formats a record with its traceback, then masks secrets and cuts long lines.

    When the database is away, the error takes one line instead of a traceback.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line or lines that the log gets."""
        masked = SECRETS.sub(r"/\1/***", super().format(record))
        return LONG_LINE.sub(r"\1 ...", masked)

    def formatException(self, ei: "logging._SysExcInfoType") -> str:  # noqa: N802
        """The traceback, or only its last line when the database is away."""
        if isinstance(ei[1], OperationalError | InterfaceError | InternalError):
            return f"{type(ei[1]).__name__}: {ei[1]}".strip()
        return super().formatException(ei)
