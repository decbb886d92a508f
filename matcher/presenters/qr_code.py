"""The QR code of a link, for paper and for the camera of a phone."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import segno

QUIET_ZONE = 4
"""Empty modules on every side, without which a camera may not find the code."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """The data of a path in a square of `size` by `size`: what is inside the path is dark, all the
    rest has to be light, also in the dark."""

    size: int
    path: str


def qr_code(url: str) -> QrCode:
    """The code of a URL."""
    code = segno.make(url, error="m", micro=False)
    rows = enumerate(code.matrix, start=QUIET_ZONE)
    path = "".join(bar for top, row in rows for bar in _bars(row, top))
    return QrCode(len(code.matrix) + 2 * QUIET_ZONE, path)


def _bars(row: bytearray, top: int) -> Iterator[str]:
    """The dark modules of a row; those beside each other are one bar."""
    left = QUIET_ZONE
    for dark, modules in groupby(row):
        width = len(tuple(modules))
        if dark:
            yield f"M{left} {top}h{width}v1h-{width}z"
        left += width
