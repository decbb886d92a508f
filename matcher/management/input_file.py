"""The input of a command: a file, or what is written to it."""

import sys
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import CommandError


def open_input(file: str | None) -> BinaryIO:
    """The file as bytes; standard input without one. Raises CommandError."""
    if file is None:
        return sys.stdin.buffer
    try:
        return BytesIO(Path(file).read_bytes())
    except OSError as error:
        raise CommandError(f"Cannot read {file}: {error.strerror}.") from None
