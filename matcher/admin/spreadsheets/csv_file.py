"""A CSV file as rows of cells."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _

Cells = tuple[str, ...]


class Unreadable(Exception):
    """The file is no table; the text says why."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The headings of a table and its rows, each with the number that a spreadsheet shows for it:
    the headings are row 1. Rows without any text are left out."""

    headings: Cells
    rows: tuple[tuple[int, Cells], ...]


def read_sheet(data: bytes) -> Sheet:
    """The table in the file, each line break in a cell as one character. Raises Unreadable."""
    lines = list(_lines(_text(data)))
    if not lines:
        raise Unreadable(_("The file is empty."))
    headings, numbered = lines[0], enumerate(lines[1:], 2)
    rows = tuple((number, row) for number, row in numbered if any(row))
    for number, row in rows:
        if len(row) != len(headings):
            said = _("Row %(number)s has %(cells)s cells, and there are %(headings)s headings.")
            counts = {"number": number, "cells": len(row), "headings": len(headings)}
            raise Unreadable(said % counts)
    return Sheet(headings, rows)


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(_("The file is not UTF-8 text. Save it as “CSV UTF-8”.")) from None
    if "\0" in text:
        raise Unreadable(_("The file has characters in it that are not text."))
    return text.replace("\r\n", "\n")


def _lines(text: str) -> Iterator[Cells]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for row in reader:
            yield tuple(row)
    except csv.Error as error:
        said = _("Line %(line)s of the file cannot be read: %(error)s.")
        raise Unreadable(said % {"line": reader.line_num, "error": error}) from None


def _delimiter(text: str) -> str:
    """Between the headings stands what the spreadsheet's country is used to."""
    return max(",;\t", key=text.partition("\n")[0].count)


def heading_faults(headings: Cells, wanted: Iterable[str]) -> Iterator[str]:
    """What is wrong with the headings, in sentences. Each of the wanted ones must be there once,
    or its cells would seem to be empty; and no other, or its cells would be lost unseen."""
    named = tuple(wanted)
    counts = Counter(headings)
    for name in named:
        if not counts[name]:
            yield _("There is no column “%(name)s”.") % {"name": name}
    for name, count in counts.items():
        if name not in named:
            yield _("No column is called “%(name)s” here.") % {"name": name}
        elif count > 1:
            yield _("The column “%(name)s” is there %(count)s times.") % {
                "name": name,
                "count": count,
            }


def write_sheet(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """The file of a table. It starts with the mark by which spreadsheets know UTF-8."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")
