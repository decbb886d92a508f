"""The page on which one question is answered for all rows of a programme."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.core import Answer, Question
from matcher.core.programme import next_open, write_by_number
from matcher.core.work_summary import WorkSummary
from matcher.forms import answer_to, takes_several
from matcher.presenters.options import OptionView, option_views
from matcher.presenters.problems import Problem
from matcher.presenters.words import answer_text
from matcher.programme_form import (
    OPENED_FIELD,
    REST,
    QuestionForAll,
    row_field,
)
from matcher.programmes import StoredRow, SummarisedRow, summaries, summarised_rows
from matcher.web.programme import OpenProgramme

ROWS_ASKED = 200
"""Rows of a page that asks a question."""

AFTER = "after"
"""The parameter of the URL that says after which row a page begins."""


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A row with the options to pick. `inherited` is the answer that it has from its archetype
    while it has none of its own, and `archetype` the name of that; empty without one. `said` are
    the answers of those who are asked about it, which win over that. `meanwhile` says what somebody
    else has picked while this form was open."""

    id: str
    field: str
    name: str
    archetype: str
    inherited: str
    said: tuple[str, ...]
    options: tuple[OptionView, ...]
    open: bool
    error: str
    meanwhile: str


@dataclass(frozen=True, slots=True)
class QuestionForAllPage:
    """The question, and the rows in which it may change something: as many as fit on a page, and
    `more` that come after them. `left_out` counts those in which it can change nothing, and
    `waiting` those of which that is not known yet; `rest` is an answer for all that are left open,
    and None with only one row. `several`: more than one option may be ticked."""

    question: Question
    several: bool
    problems: tuple[Problem, ...]
    opened: tuple[str, str]
    rest: AskedRow | None
    rows: tuple[AskedRow, ...]
    more: int
    left_out: int
    waiting: int
    action: str
    back: str


def first_question(opened: OpenProgramme, works: Iterable[WorkSummary]) -> str:
    """The page of the first question that some row has open; empty where none is."""
    first = next_open(opened.taxonomy, works)
    return opened.editing("question", first) if first else ""


def question_for_all(
    opened: OpenProgramme,
    question: Question,
    sent: QuestionForAll | None = None,
    stale: Sequence[int] = (),
    *,
    after: int = 0,
) -> QuestionForAllPage:
    """The page with the rows `after` the one with that number, with what was sent and could not be
    kept, and the rows that somebody else has answered otherwise meanwhile."""
    all_rows = summarised_rows(opened.stored)
    works = summaries(all_rows)
    asking = [each.row for each in _asking(all_rows, question, sent) if each.row.number > after]
    asked = asking[:ROWS_ASKED]
    rows = tuple(_row(question, row, sent, row.number in stale) for row in asked)
    rest = _rest(question, sent) if len(rows) > 1 else None
    own = {row.number: _own(row, question) for row in asked}
    return QuestionForAllPage(
        question=question,
        several=takes_several(question),
        problems=tuple(
            _problem(row) for row in (rest, *rows) if row and (row.error or row.meanwhile)
        ),
        opened=(OPENED_FIELD, write_by_number(own)),
        rest=rest,
        rows=rows,
        more=len(asking) - len(asked),
        left_out=sum(not each.asks(question.slug) for each in works),
        waiting=len(all_rows) - len(works),
        action=question_url(opened, question, after=after),
        back=opened.url,
    )


def question_url(opened: OpenProgramme, question: Question, *, after: int = 0) -> str:
    """The page of the question with the rows after the one with that number."""
    page = opened.editing("question", question.slug)
    return f"{page}?{AFTER}={after}" if after else page


def rows_after(opened: OpenProgramme, question: Question, numbers: Iterable[int]) -> str:
    """Where the question goes on after the rows with these numbers; empty where it does not."""
    last = max(numbers, default=0)
    asking = _asking(summarised_rows(opened.stored), question)
    goes_on = any(each.row.number > last for each in asking)
    return question_url(opened, question, after=last) if goes_on else ""


def _asking(
    rows: Iterable[SummarisedRow], question: Question, sent: QuestionForAll | None = None
) -> Iterator[SummarisedRow]:
    """The rows in which the question may change something, and those that an answer was sent
    for."""
    for each in rows:
        asks = each.summary is not None and each.summary.asks(question.slug)
        if asks or (sent and each.row.number in sent.edits):
            yield each


def _own(row: StoredRow, question: Question) -> Answer:
    return row.own.as_dict().get(question.slug, ())


def _row(
    question: Question, row: StoredRow, sent: QuestionForAll | None, is_stale: bool
) -> AskedRow:
    own = _own(row, question)
    picked = sent.edits[row.number].sent if sent and row.number in sent.edits else own
    archetype = row.inherits
    return AskedRow(
        id=row_field(row.number),
        field=row_field(row.number),
        name=row.name,
        archetype=archetype.name if archetype else "",
        inherited=answer_text(question, answer_to(archetype.answers, question.slug))
        if archetype
        else "",
        said=_said(question, row),
        options=option_views(question, picked),
        open=not picked,
        error=sent.errors.get(row.number, "") if sent else "",
        meanwhile=(answer_text(question, own) or _("left open")) if is_stale else "",
    )


def _said(question: Question, row: StoredRow) -> tuple[str, ...]:
    position = row.position(question.slug)
    voices = position.voices if position else ()
    return tuple(answer_text(question, voice.answer) for voice in voices)


def _rest(question: Question, sent: QuestionForAll | None) -> AskedRow:
    picked = sent.rest if sent else ()
    return AskedRow(
        id=row_field(REST),
        field=row_field(REST),
        name=_("All that are left open below"),
        archetype="",
        inherited="",
        said=(),
        options=option_views(question, picked),
        open=not picked,
        error=sent.errors.get(REST, "") if sent else "",
        meanwhile="",
    )


def _problem(row: AskedRow) -> Problem:
    if row.error:
        return Problem(f"{row.name}: {row.error}", f"#{row.id}")
    meanwhile = _("“%(name)s” was answered by somebody else meanwhile: %(answer)s.")
    return Problem(meanwhile % {"name": row.name, "answer": row.meanwhile}, f"#{row.id}")
