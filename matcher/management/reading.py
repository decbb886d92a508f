"""Read the files that a command is given, unless they are far too large for a taxonomy."""

from pathlib import Path

from matcher.draft.import_document import MAX_BYTES, MAX_MEGABYTES


class UnreadableFile(Exception):
    """The file cannot be read. The message says why."""


def read_document(file: Path) -> bytes:
    """The content of the file. A file too large for a taxonomy is not read, or not read any
    further. Raises UnreadableFile."""
    try:
        size = file.stat().st_size
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1) if size <= MAX_BYTES else b""
    except OSError as error:
        raise UnreadableFile(f"Cannot read {file}: {error.strerror}.") from None
    if max(size, len(content)) > MAX_BYTES:
        raise UnreadableFile(
            f"{file} has more than {MAX_MEGABYTES} MB: it is not a taxonomy of this matcher."
        )
    return content
