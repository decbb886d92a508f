"""The page on which an answer of a row is settled between those who answer it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.core import Answer, Question
from matcher.core.programme import write_by_number
from matcher.core.respondents import Position
from matcher.forms import takes_several
from matcher.models.programmes import NOTE_LENGTH
from matcher.presenters.options import OptionView, option_views
from matcher.presenters.problems import Problem
from matcher.presenters.programme.conflicts import BothValues
from matcher.presenters.programme.differences import (
    DifferenceView,
    Saying,
    by_label,
    difference_view,
    saying,
)
from matcher.presenters.words import answer_text
from matcher.programmes import StoredRow
from matcher.respondent_form import (
    NOTE_FIELD,
    OPENED_ANSWER_FIELD,
    OPENED_NOTE_FIELD,
    SEEN_FIELD,
    SentSettlement,
)
from matcher.respondents import Settled, SettlementEdit, settlements
from matcher.web.programme import OpenProgramme


@dataclass(frozen=True, slots=True)
class SettlePage:
    """A question with what everybody says, and the answer that is settled. `difference` is None
    where they do not differ, `open` where nothing is settled. `conflicts` are not empty where
    somebody else has settled it meanwhile."""

    name: str
    question: Question
    problems: tuple[Problem, ...]
    conflicts: tuple[BothValues, ...]
    hidden: tuple[tuple[str, str], ...]
    sayings: tuple[Saying, ...]
    difference: DifferenceView | None
    field: str
    several: bool
    options: tuple[OptionView, ...]
    open: bool
    error: str
    note_field: str
    note: str
    note_error: str
    most: int
    action: str
    back: str


def settle_page(
    opened: OpenProgramme,
    row: StoredRow,
    question: Question,
    sent: SentSettlement | None = None,
    *,
    stale: bool = False,
) -> SettlePage:
    """The page of this question; or what was sent, and why it could not be kept."""
    kept = _kept(opened, row, question)
    position = row.position(question.slug)
    form = sent or SentSettlement(SettlementEdit(kept, kept, {}), kept.answer, "", "")
    return SettlePage(
        name=row.name,
        question=question,
        problems=tuple(_problems(form)),
        conflicts=tuple(_conflicts(question, kept, form.edit.sent)) if stale else (),
        hidden=_hidden(kept, position),
        sayings=tuple(
            saying(question, voice, by_label(row))
            for voice in (position.voices if position else ())
        ),
        difference=difference_view(opened.taxonomy, row, position, by_label(row))
        if position and position.differs
        else None,
        field=question.slug,
        several=takes_several(question),
        options=option_views(question, form.picked),
        open=not form.picked,
        error=form.answer_error,
        note_field=NOTE_FIELD,
        note=form.edit.sent.note,
        note_error=form.note_error,
        most=NOTE_LENGTH,
        action=opened.editing("settle", str(row.number), question.slug),
        back=opened.editing("people", str(row.number)),
    )


def _kept(opened: OpenProgramme, row: StoredRow, question: Question) -> Settled:
    about = settlements(opened.stored, row).get(question.slug)
    return Settled(row.own.as_dict().get(question.slug, ()), about.note if about else "")


def _hidden(kept: Settled, position: Position | None) -> tuple[tuple[str, str], ...]:
    """What was settled and what everybody says while this form is open."""
    voices = position.voices if position else ()
    said: dict[int, Answer] = {
        number: voice.answer for voice in voices for number in voice.respondents
    }
    return (
        (OPENED_ANSWER_FIELD, ".".join(kept.answer)),
        (OPENED_NOTE_FIELD, kept.note),
        (SEEN_FIELD, write_by_number(said)),
    )


def _problems(form: SentSettlement) -> Iterator[Problem]:
    if form.answer_error:
        yield Problem(form.answer_error, "#settled")
    if form.note_error:
        yield Problem(form.note_error, "#note")


def _conflicts(question: Question, theirs: Settled, ours: Settled) -> Iterator[BothValues]:
    if theirs.answer != ours.answer:
        texts = (answer_text(question, each.answer) for each in (theirs, ours))
        yield BothValues(question.prompt, *(text or _("Left to them") for text in texts))
    if theirs.note != ours.note:
        yield BothValues(_("Why"), theirs.note, ours.note)
