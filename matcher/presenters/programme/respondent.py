"""The page on which somebody answers one row of a programme."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.formats import date_format
from django.utils.translation import gettext as _, ngettext

from matcher.core import Question
from matcher.forms import takes_several
from matcher.presenters.options import OptionView, option_views
from matcher.presenters.problems import Problem
from matcher.presenters.programme.conflicts import BothValues, other_answers
from matcher.presenters.programme.differences import DifferenceView, difference_view
from matcher.presenters.words import until
from matcher.programme_form import VERSION_FIELD
from matcher.programmes import StoredRespondent
from matcher.respondent_form import SentAnswers, base_questions
from matcher.web.respondent import OpenRespondent


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with its options to pick, or to tick where `several` may be; `open` without an
    answer. `error` says what is wrong with what was sent."""

    id: str
    field: str
    prompt: str
    help: str
    several: bool
    options: tuple[OptionView, ...]
    open: bool
    error: str


@dataclass(frozen=True, slots=True)
class RespondentPage:
    """What a respondent is asked, as whom and for what. `until` is empty for a programme without an
    end, and `answered` until they have answered once; before that there are no `differences`.
    `conflicts` are not empty where their answers were changed elsewhere since the page was
    opened."""

    label: str
    row: str
    programme: str
    until: str
    answered: str
    problems: tuple[Problem, ...]
    conflicts: tuple[BothValues, ...]
    hidden: tuple[tuple[str, str], ...]
    questions: tuple[AskedQuestion, ...]
    differences: tuple[DifferenceView, ...]
    action: str


def respondent_page(
    opened: OpenRespondent, sent: SentAnswers | None = None, *, stale: bool = False
) -> RespondentPage:
    """The page of a respondent; or what was sent, and why it could not be kept."""
    asked = opened.asked
    respondent, expiry = asked.respondent, asked.programme.expiry
    form = sent or _as_kept(respondent)
    questions = tuple(_questions(opened, form))
    return RespondentPage(
        label=respondent.label,
        row=asked.row.name,
        programme=asked.programme.title,
        until=until(expiry) if expiry else "",
        answered=answered_text(respondent),
        problems=tuple(
            Problem(f"{each.prompt} {each.error}", f"#{each.id}")
            for each in questions
            if each.error
        ),
        conflicts=tuple(other_answers(opened.taxonomy, respondent.answers, form.answers))
        if stale
        else (),
        hidden=((VERSION_FIELD, str(respondent.version)),),
        questions=questions,
        differences=tuple(_differences(opened)) if respondent.answered_at else (),
        action=opened.url,
    )


def answered_text(respondent: StoredRespondent) -> str:
    """When they answered last; empty where they have not yet."""
    moment = respondent.answered_at
    return date_format(moment, "j F Y, H:i") + " UTC" if moment else ""


def _differences(opened: OpenRespondent) -> Iterator[DifferenceView]:
    """On what they and others differ, without saying who the others are."""
    row, number = opened.asked.row, opened.asked.respondent.number
    for position in row.positions:
        if position.differs:
            naming = partial(_you_and_others, number)
            yield difference_view(opened.taxonomy, row, position, naming)


def _you_and_others(you: int, numbers: Sequence[int]) -> tuple[str, ...]:
    others = len([number for number in numbers if number != you])
    counted = ngettext("%(count)s other", "%(count)s others", others) % {"count": others}
    return (*((_("you"),) if you in numbers else ()), *((counted,) if others else ()))


def _as_kept(respondent: StoredRespondent) -> SentAnswers:
    answers = respondent.answers
    return SentAnswers(answers, answers.as_dict(), {}, respondent.version)


def _questions(opened: OpenRespondent, form: SentAnswers) -> Iterator[AskedQuestion]:
    for question in base_questions(opened.taxonomy):
        yield _question(question, form)


def _question(question: Question, form: SentAnswers) -> AskedQuestion:
    picked = form.picked.get(question.slug, ())
    return AskedQuestion(
        id=f"asked-{question.slug}",
        field=question.slug,
        prompt=question.prompt,
        help=question.help,
        several=takes_several(question),
        options=option_views(question, picked),
        open=not picked,
        error=form.errors.get(question.slug, ""),
    )
