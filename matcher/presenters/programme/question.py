"""The page on which one question is answered for all rows of a programme."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.core import Answer, Question
from matcher.core.programme import WorkState, next_open, write_by_number
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
from matcher.programmes import StoredRow, matched_rows
from matcher.web.programme import OpenProgramme


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
    """The question, and every row in which it may change something. `left_out` counts the others;
    `rest` is an answer for all that are left open, and None with only one row. `several`: more
    than one option may be ticked."""

    question: Question
    several: bool
    problems: tuple[Problem, ...]
    opened: tuple[str, str]
    rest: AskedRow | None
    rows: tuple[AskedRow, ...]
    left_out: int
    action: str
    back: str


def first_question(opened: OpenProgramme, works: Iterable[WorkState]) -> str:
    """The page of the first question that some row has open; empty where none is."""
    first = next_open(opened.taxonomy, works)
    return opened.editing("question", first) if first else ""


def question_for_all(
    opened: OpenProgramme,
    question: Question,
    sent: QuestionForAll | None = None,
    stale: Sequence[int] = (),
) -> QuestionForAllPage:
    """The page, with what was sent and could not be kept, and the rows that somebody else has
    answered otherwise meanwhile."""
    stored = opened.stored
    asked = [
        matched.row
        for matched in matched_rows(stored)
        if matched.state.asks(question.slug) or (sent and matched.row.number in sent.edits)
    ]
    rows = tuple(_row(opened, question, row, sent, row.number in stale) for row in asked)
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
        left_out=len(stored.rows) - len(rows),
        action=opened.editing("question", question.slug),
        back=opened.url,
    )


def _own(row: StoredRow, question: Question) -> Answer:
    return row.own.as_dict().get(question.slug, ())


def _row(
    opened: OpenProgramme,
    question: Question,
    row: StoredRow,
    sent: QuestionForAll | None,
    is_stale: bool,
) -> AskedRow:
    own = _own(row, question)
    picked = sent.edits[row.number].sent if sent and row.number in sent.edits else own
    archetype = opened.stored.row(row.archetype) if row.archetype else None
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
