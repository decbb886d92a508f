"""An empty spreadsheet for many pieces of work, which can be sent when it is filled in."""

from datetime import datetime

from django.utils.translation import gettext as _

from matcher.core import NOT_SURE, Question, Taxonomy
from matcher.exports.csv_file import write_csv
from matcher.exports.excel import write_excel
from matcher.exports.workbook import Choices, Column, Sheet, Workbook
from matcher.presenters.words import answer_label


def write_template_csv(taxonomy: Taxonomy) -> bytes:
    """The headings alone."""
    return write_csv((_("Name"), *(question.prompt for question in taxonomy.questions)), ())


def write_template_excel(taxonomy: Taxonomy, *, made: datetime) -> bytes:
    """A sheet to fill in, whose cells offer the answers, and a sheet with all of these."""
    answers = answers_to_choose(taxonomy, _("Answers"))
    columns = (Column(_("Name"), 40), *columns_to_fill(taxonomy, answers.name))
    work = Sheet(_("Work"), columns, ())
    return write_excel(Workbook(_("Pieces of work"), made, (work, answers)))


def columns_to_fill(taxonomy: Taxonomy, answers: str) -> tuple[Column, ...]:
    """A column for each question, whose cells are chosen from the sheet called so."""
    return tuple(
        Column(question.prompt, 28, _choices(answers, index, question))
        for index, question in enumerate(taxonomy.questions)
    )


def answers_to_choose(taxonomy: Taxonomy, name: str) -> Sheet:
    """A sheet in which the answers to each question stand below it."""
    return Sheet(name, _headings(taxonomy), _columns_of_answers(taxonomy))


def _choices(sheet: str, index: int, question: Question) -> Choices:
    """Of several answers, more than one may be typed."""
    return Choices(sheet, index, len(_labels(question)), strict=question.kind == "one")


def _labels(question: Question) -> tuple[str, ...]:
    options = (*(option.slug for option in question.options), NOT_SURE)
    return tuple(answer_label(question, option) for option in options)


def _headings(taxonomy: Taxonomy) -> tuple[Column, ...]:
    return tuple(Column(question.prompt, 40) for question in taxonomy.questions)


def _columns_of_answers(taxonomy: Taxonomy) -> tuple[tuple[str, ...], ...]:
    """The rows of a sheet in which the answers to each question stand below it."""
    columns = [_labels(question) for question in taxonomy.questions]
    longest = max(map(len, columns))
    filled = ((*labels, *[""] * (longest - len(labels))) for labels in columns)
    return tuple(zip(*filled, strict=True))
