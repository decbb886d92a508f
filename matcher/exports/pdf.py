"""A document as a tagged PDF (PDF/UA-1), typeset by typst with `document.typ`.

typst is an extra (`pip install bpo-matcher[pdf]`). Its compiler gets the texts as data and only the
typefaces that it brings, so a file looks the same wherever it was made; it refuses to write a file
that a screen reader could not read.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from django.utils.translation import gettext as _

from matcher.exports.document import LANGUAGE, Document, is_right_to_left
from matcher.exports.work import Work
from matcher.presenters.qr_code import qr_code

if TYPE_CHECKING:
    from typst import Compiler

TEMPLATE = Path(__file__).with_name("document.typ")

STANDARD: Final = "ua-1"

LACKING = "▯"
"""What stands in a file for a character that its typefaces lack."""

MAX_ROUNDS = 4
"""How often a text is set again without the characters that were lacking."""

_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | bool


def write_pdf(document: Document, work: Work) -> bytes:
    """The document as a file. The caller sees to it that one is written at a time. Raises
    typst.TypstError for what cannot be made accessible, which is a fault of ours."""
    from typst import TypstError  # noqa: PLC0415 - an extra

    shown, note = _shown(document), ""
    for _round in range(MAX_ROUNDS):
        try:
            return _compile(document, work, shown, note)
        except TypstError as error:
            lacking = _lacking(error.diagnostic)
            if not lacking:
                raise
            shown, note = _without(shown, lacking), _note()
    return _compile(document, work, shown, note)


def _compile(document: Document, work: Work, shown: Json, note: str) -> bytes:
    code = qr_code(work.url) if work.token else None
    data: Mapping[str, Json] = {
        "title": document.title,
        "shown": shown,
        "note": note,
        "qr-code": asdict(code) if code else {},
        "qr-text": _("QR code of the link to this result"),
    }
    written = _compiler().compile(
        format="pdf",
        pdf_standards=[STANDARD],
        sys_inputs={"document": json.dumps(data)},
        timestamp=int(work.made.timestamp()),
    )
    return cast(bytes, written)


@lru_cache(maxsize=1)
def _compiler() -> "Compiler":
    """The compiler with the template, its own typefaces and no others."""
    from typst import Compiler, Fonts  # noqa: PLC0415 - an extra

    fonts = Fonts(include_system_fonts=False)
    return Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts, ignore_system_fonts=True)


# ── What the template reads ──────────────────────────────────────────────────────────────


def _shown(document: Document) -> Json:
    """Every text that a reader sees, with what it is."""
    language, _dash, region = LANGUAGE.partition("-")
    return {
        "language": language,
        "region": region,
        "kind": document.kind,
        "title": document.title,
        "right-to-left": is_right_to_left(document.title),
        "about": [asdict(run) for run in document.about],
        "blocks": [{"kind": type(block).__name__, **asdict(block)} for block in document.blocks],
        "closing": "".join(run.text for run in document.closing),
    }


# ── Characters without a glyph ───────────────────────────────────────────────────────────


def _lacking(diagnostic: str) -> list[str]:
    """The texts that the compiler has no glyph for, as it says itself, the longest first."""
    texts = {
        _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)
        for text in _LACKING.findall(diagnostic)
    }
    return sorted(texts, key=len, reverse=True)


def _without(data: Json, lacking: list[str]) -> Json:
    """The data with a mark in place of these texts."""
    if isinstance(data, str):
        return reduce(lambda text, part: text.replace(part, LACKING), lacking, data)
    if isinstance(data, Mapping):
        return {key: _without(value, lacking) for key, value in data.items()}
    return data if isinstance(data, int) else [_without(value, lacking) for value in data]


def _note() -> str:
    return _(
        "The typefaces of this file lack some characters, which are shown as %(mark)s. The Word "
        "file has them all."
    ) % {"mark": LACKING}
