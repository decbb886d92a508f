"""How far the rows of a programme are matched, while that takes longer than a page may."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from matcher.programmes import SummarisedRow, summarised_rows
from matcher.web.programme import OpenProgramme


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of how many rows are matched. `action` is where the work is done in steps. Once it
    `is_over`, `page` has the results."""

    done: int
    count: int
    sentence: str
    is_over: bool
    action: str
    page: str


def progress_of(opened: OpenProgramme) -> Progress:
    """How far the programme is."""
    return _progress(opened, summarised_rows(opened.stored))


def progress_while_waiting(opened: OpenProgramme, rows: Sequence[SummarisedRow]) -> Progress | None:
    """The same, if any of its rows waits."""
    progress = _progress(opened, rows)
    return None if progress.is_over else progress


def _progress(opened: OpenProgramme, rows: Sequence[SummarisedRow]) -> Progress:
    waiting = sum(each.summary is None and each.row.waits for each in rows)
    done = len(rows) - waiting
    return Progress(
        done=done,
        count=len(rows),
        sentence=_sentence(done, len(rows)),
        is_over=not waiting,
        action=opened.editing("progress") if opened.may_edit else opened.reading("programme_steps"),
        page=opened.url,
    )


def _sentence(done: int, count: int) -> str:
    """“1,240 of 2,000 rows matched”."""
    sentence = ngettext(
        "%(done)s of %(count)s row matched", "%(done)s of %(count)s rows matched", count
    )
    return sentence % {"done": f"{done:,}", "count": f"{count:,}"}
