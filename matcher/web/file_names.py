"""Names of files that carry the name of the work, in any script, and the header that says them."""

import re
from unicodedata import category, normalize
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.http import content_disposition_header

CALENDAR = "text/calendar; charset=utf-8"
CSV = "text/csv; charset=utf-8"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

MAX_BYTES = 120
"""Of the name of the work in UTF-8: file systems take 255 for a whole name."""

_RESERVED = re.compile(r'[<>:"/\\|?*%]')
"""What a file system, a shell or a browser reads as something else."""

_JOINERS = "\u200c\u200d"
"""What holds letters and emoji together; invisible, and harmless."""


def file_name(name: str, day: str, kind: str) -> str:
    """“Name of the work 2026-11-29 brief.docx”; without a name only the rest."""
    return " ".join(filter(None, (_clean(name), day, kind)))


def content_disposition(name: str, *, attached: bool) -> str:
    """The header (RFC 6266): a name in ASCII for old programs, and the name as it is."""
    fallback = " ".join(normalize("NFKD", name).encode("ascii", "ignore").decode().split())
    header = content_disposition_header(attached, fallback) or ""
    encoded = "" if name == fallback else f"; filename*=UTF-8''{quote(name, safe='')}"
    return f"{header or 'inline'}{encoded}"


def attachment(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    """A file that the browser saves under this name."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition(name, attached=True)
    return response


def _clean(name: str) -> str:
    """The name without what is invisible or reserved, cut between two characters."""
    visible = "".join(
        character
        for character in normalize("NFC", name)
        if category(character)[0] != "C" or character in _JOINERS or character.isspace()
    )
    words = " ".join(_RESERVED.sub(" ", visible).split())
    return words.encode()[:MAX_BYTES].decode(errors="ignore").strip(". ")
