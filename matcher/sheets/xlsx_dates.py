"""Days and times in a workbook: numbers that only their format tells from others."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from matcher.sheets.xml_events import Closed, Opened

_BUILT_IN = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
"""The numbers of the formats of days and times that a workbook need not define."""

_NO_PLACEHOLDER = re.compile(r'"[^"]*"|\[[^]]*]|[\\_*].')
"""What stands in a format for itself, or says something else than what to show."""

_ELAPSED = re.compile(r"\[(h+|m+|s+)]", re.IGNORECASE)

_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  # no zone


def date_styles(styles: Iterable[Opened | Closed]) -> frozenset[str]:
    """The styles by their index, as cells name them, that show days or times."""
    custom: set[str] = set()
    shown: list[str] = []
    inside = False
    for event in styles:
        match event:
            case Opened("numFmt", attributes) if _shows_days(attributes.get("formatCode", "")):
                custom.add(attributes.get("numFmtId", ""))
            case Opened("cellXfs", _) | Closed("cellXfs", _):
                inside = isinstance(event, Opened)
            case Opened("xf", attributes) if inside:
                shown.append(attributes.get("numFmtId", ""))
    formats = custom | set(map(str, _BUILT_IN))
    return frozenset(str(index) for index, number in enumerate(shown) if number in formats)


def _shows_days(code: str) -> bool:
    """Whether the format shows days or times of a day, and not for how long something took."""
    if _ELAPSED.search(code):
        return False
    return bool(re.search("[dmyhs]", _NO_PLACEHOLDER.sub("", code).lower()))


def iso(number: float, *, from_1904: bool) -> str:
    """The day, the time or both that the number stands for, to the second; empty for none."""
    epoch = _EPOCH_1904 if from_1904 else _EPOCH
    try:
        moment = epoch + timedelta(seconds=round(number * 86_400))
    except OverflowError:
        return ""
    if 0 <= number < 1:
        return moment.time().isoformat()
    return str(moment if moment.time() != epoch.time() else moment.date())
