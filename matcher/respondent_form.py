"""What is filled in where several people answer a row: text turned into values."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from matcher.core import Answer, Answers, Question, Taxonomy, parse_pairs, plain_line
from matcher.core.answers import problem_with
from matcher.core.picks import UNSURE
from matcher.core.programme import read_by_number
from matcher.forms import QuestionForm, rejected_ticks
from matcher.models.programmes import LABEL_LENGTH, NOTE_LENGTH
from matcher.programme_form import VERSION_FIELD, name_problem, number_in, plain_pairs
from matcher.programmes import StoredRow
from matcher.respondents import Settled, SettlementEdit

# ── What a respondent is called ──────────────────────────────────────────────────────────

LABEL_FIELD = "label"


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line as it is kept, and a sentence that says why it cannot be; empty where it can."""

    text: str
    problem: str


def typed_label(data: QueryDict) -> TypedLine:
    """What a respondent is to be called."""
    typed = " ".join(data.get(LABEL_FIELD, "").split())
    nothing = "" if typed else _("Type what this person is called here, such as “Finance”.")
    return TypedLine(plain_line(typed), nothing or _line_problem(typed, LABEL_LENGTH))


def _line_problem(typed: str, most: int) -> str:
    problem = typed and name_problem(typed, most)
    return problem and _("What you typed: %(problem)s") % {"problem": problem}


# ── What they answer ─────────────────────────────────────────────────────────────────────


def base_questions(taxonomy: Taxonomy) -> tuple[Question, ...]:
    """The questions that a respondent is asked: those that are asked of all work."""
    return tuple(question for question in taxonomy.questions if not question.between)


@dataclass(frozen=True, slots=True)
class SentAnswers:
    """The answers of a respondent as they were sent. `picked` are also those that make none, and
    `errors` the sentences that say why, both by question."""

    answers: Answers
    picked: dict[str, Answer]
    errors: dict[str, str]
    version: int


def sent_answers(taxonomy: Taxonomy, data: QueryDict) -> SentAnswers:
    """What the form of a respondent sends."""
    questions = {question.slug: question for question in base_questions(taxonomy)}
    pairs = ((name, value) for name, value in plain_pairs(data) if name in questions)
    parsed = parse_pairs(taxonomy, pairs)
    refused = {ignored.name for ignored in parsed.ignored}
    return SentAnswers(
        answers=parsed.answers,
        picked=rejected_ticks(parsed.ignored) | parsed.answers.as_dict(),
        errors={
            slug: QuestionForm(question, parsed).error
            for slug, question in questions.items()
            if slug in refused
        },
        version=number_in(data.get(VERSION_FIELD, "")) or 0,
    )


# ── What is settled ──────────────────────────────────────────────────────────────────────

NOTE_FIELD = "settled.note"
OPENED_ANSWER_FIELD = "opened.answer"
OPENED_NOTE_FIELD = "opened.note"
SEEN_FIELD = "opened.seen"
"""Beside the field of the question, whose name has no dot."""


@dataclass(frozen=True, slots=True)
class SentSettlement:
    """What is settled, as it was sent. `picked` is also what makes no answer; the errors are
    sentences."""

    edit: SettlementEdit
    picked: Answer
    answer_error: str
    note_error: str


def sent_settlement(
    taxonomy: Taxonomy, row: StoredRow, question: Question, data: QueryDict
) -> SentSettlement:
    """What the form that settles this question of the row sends."""
    pairs = ((name, value) for name, value in plain_pairs(data) if name == question.slug)
    form = QuestionForm(question, parse_pairs(taxonomy, pairs))
    typed = " ".join(data.get(NOTE_FIELD, "").split())
    opened = tuple(filter(None, data.get(OPENED_ANSWER_FIELD, "").split(".")))
    return SentSettlement(
        edit=SettlementEdit(
            opened=Settled(opened, data.get(OPENED_NOTE_FIELD, "")),
            sent=Settled(form.answer, plain_line(typed)),
            seen=_seen(row, question, data.get(SEEN_FIELD, "")),
        ),
        picked=form.answer or rejected_ticks(form.parsed.ignored).get(question.slug, ()),
        answer_error=form.error if form.parsed.ignored else "",
        note_error=_line_problem(typed, NOTE_LENGTH),
    )


def _seen(row: StoredRow, question: Question, text: str) -> dict[int, Answer]:
    """What respondents of the row had said when the form was opened. Anything else is left out."""
    numbers = {respondent.number for respondent in row.respondents}
    return {
        number: answer
        for number, answer in read_by_number(text).items()
        if number in numbers and not problem_with(question, answer or UNSURE)
    }
