"""Files that a command is given: read, unless they are far too large for what they should hold."""

from pathlib import Path

from matcher.draft.import_document import MEGABYTES, SIZE_LIMIT


class NoDocument(Exception):
    """The file cannot be read, in words."""


def read_document(file: Path) -> bytes:
    """The file, which is not read at all, or no further, when it is too large for a taxonomy.
    Raises NoDocument."""
    try:
        size = file.stat().st_size
        with file.open("rb") as opened:
            data = opened.read(SIZE_LIMIT + 1) if size <= SIZE_LIMIT else b""
    except OSError as error:
        raise NoDocument(f"Cannot read {file}: {error.strerror}.") from None
    if max(size, len(data)) > SIZE_LIMIT:
        raise NoDocument(f"{file} has more than {MEGABYTES} MB: it is no taxonomy of this matcher.")
    return data
