"""The QR code of a link, as the data of a path."""

import re

import segno

from matcher.presenters.qr_code import QUIET_ZONE, qr_code

LINK = "https://match.example.org/r/tOkEn_abc-123456789012345678901/"


def test_the_path_covers_the_dark_modules_and_nothing_else():
    code = qr_code(LINK)
    bars = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", code.path)
    assert "".join(f"M{x} {y}h{w}v1h-{w}z" for x, y, w, _back in bars) == code.path
    covered = {
        (int(x) + offset, int(y)) for x, y, width, _back in bars for offset in range(int(width))
    }
    matrix = segno.make(LINK, error="m", micro=False).matrix
    assert covered == {
        (x + QUIET_ZONE, y + QUIET_ZONE)
        for y, row in enumerate(matrix)
        for x, dark in enumerate(row)
        if dark
    }
    assert code.size == len(matrix) + 2 * QUIET_ZONE
