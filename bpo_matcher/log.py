"""How our log is written, and what it leaves out: secrets that are part of a URL, what people have
typed, and the ends of very long lines."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

from django.db import InterfaceError, InternalError, OperationalError

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="-")
"""The id of the request that this thread answers, or answered last."""

SECRETS = re.compile(r"/(r|preview|delete|title|programme|edit|row)/+[^/\s]+", re.IGNORECASE)
"""The token of a result, a programme or a respondent, the key that deletes it, edits it or edits
its title, the signed part of a preview's URL. The number of a row is masked with them."""

LIKE_SECRETS = re.compile(r"/(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{22,}")
"""Anything in a path that is as long and mixed as a token: of a link that was copied badly."""

TYPED = re.compile(
    r"^DETAIL: .*?(?=^The above exception|^During handling|\Z)"
    r"|(?<=input_value=).*?(?=, input_type)",
    re.MULTILINE | re.DOTALL,
)
"""Where PostgreSQL and pydantic put the values that they refuse into their messages."""

LONG_LINE = re.compile(r"^(.{1000}).+$", re.MULTILINE)


class DiscreetFormatter(logging.Formatter):
    """Formats a record with its traceback, then masks secrets and cuts long lines.

    When the database is away, the error takes one line instead of a traceback.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line or lines that the log gets."""
        record.request_id = REQUEST_ID.get()
        masked = SECRETS.sub(r"/\1/***", super().format(record))
        masked = TYPED.sub("***", LIKE_SECRETS.sub("/***", masked))
        return LONG_LINE.sub(r"\1 ...", masked)

    def formatException(self, ei: "logging._SysExcInfoType") -> str:  # noqa: N802
        """The traceback, or only its last line when the database is away."""
        if isinstance(ei[1], OperationalError | InterfaceError | InternalError):
            return f"{type(ei[1]).__name__}: {ei[1]}".strip()
        return super().formatException(ei)


class JsonFormatter(DiscreetFormatter):
    """The same as one JSON object a line. What a record was given as `fields`, a dictionary of
    numbers and words of ours, stands beside its message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; a traceback is part of the message."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": super().format(record),
            "request_id": REQUEST_ID.get(),
        }
        return json.dumps(line | getattr(record, "fields", {}), ensure_ascii=False)
