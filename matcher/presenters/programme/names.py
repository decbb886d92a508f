"""The page on which it is confirmed what the names of rows propose."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from matcher.core import Answer, Answers, Label
from matcher.core.words.names import NameReading, Reading
from matcher.presenters.problems import Problem
from matcher.presenters.programme.question import first_question
from matcher.presenters.words import answer_text
from matcher.programme_form import ConfirmedNames, number_in, row_field, write_picks
from matcher.programmes import StoredRow, summaries, summarised_rows
from matcher.suggesting import name_reader
from matcher.web.programme import OpenProgramme

AFTER = "after"
"""The parameter that says after the row of which number the page begins."""

NAMES_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class ProposedAnswer:
    """A question, and the answer to it that is proposed."""

    prompt: str
    answer: str


@dataclass(frozen=True, slots=True)
class NameChoice:
    """Answers that a name proposes together, and the service line that has them; empty where words
    propose them."""

    value: str
    line: str
    answers: tuple[ProposedAnswer, ...]
    picked: bool


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row with what its name proposes. `label` is the word of vendors that it is called like, and
    None without one. `problem` says why what was picked could not be kept."""

    id: str
    field: str
    name: str
    label: Label | None
    choices: tuple[NameChoice, ...]
    problem: str

    @property
    def open(self) -> bool:
        return not any(choice.picked for choice in self.choices)


@dataclass(frozen=True, slots=True)
class NamesPage:
    """Rows with what their names propose, and the names of those rows that propose nothing
    (`silent`). `skip` goes on without keeping anything; `more` is on while rows follow."""

    problems: tuple[Problem, ...]
    rows: tuple[NamedRow, ...]
    silent: tuple[str, ...]
    action: str
    skip: str
    more: bool
    back: str


def names_url(opened: OpenProgramme) -> str:
    """The page that begins with the first row; empty where no name has anything to propose to."""
    return opened.editing("names") if next(_unanswered(opened), None) else ""


def names_page(
    opened: OpenProgramme,
    parameters: Mapping[str, str],
    sent: ConfirmedNames | None = None,
    stale: Container[int] = (),
) -> NamesPage:
    """The rows that the URL chooses; with what was sent and could not be kept, and the rows that
    somebody else has answered meanwhile, though nothing is left to confirm of them."""
    chosen, _following = _chosen(opened, parameters)
    shown = [row for row in opened.stored.rows if row in chosen or row.number in stale]
    following = following_names(opened, parameters)
    reader = name_reader(opened.stored.release)
    readings = {row.number: reader.read(row.name, _answered(row)) for row in shown}
    silent = [row for row in chosen if readings[row.number].is_silent and row.number not in stale]
    rows = tuple(
        _row(opened, row, readings[row.number], sent, stale) for row in shown if row not in silent
    )
    return NamesPage(
        problems=tuple(
            Problem(f"{row.name}: {row.problem}", f"#{row.id}") for row in rows if row.problem
        ),
        rows=rows,
        silent=tuple(row.name for row in silent),
        action=_url(opened, parameters.get(AFTER, "")),
        skip=following or questions_url(opened),
        more=bool(following),
        back=opened.url,
    )


def following_names(opened: OpenProgramme, parameters: Mapping[str, str]) -> str:
    """The page of the names after those that the URL chooses; empty where none follow."""
    shown, following = _chosen(opened, parameters)
    return _url(opened, str(shown[-1].number)) if following else ""


def questions_url(opened: OpenProgramme) -> str:
    """Where it goes on after all names: to the first question that some row has open, else to the
    table."""
    works = summaries(summarised_rows(opened.stored))
    return first_question(opened, works) or opened.url


def _url(opened: OpenProgramme, after: str) -> str:
    query = urlencode({AFTER: after}) if after else ""
    return "?".join(filter(None, (opened.editing("names"), query)))


def _chosen(
    opened: OpenProgramme, parameters: Mapping[str, str]
) -> tuple[tuple[StoredRow, ...], StoredRow | None]:
    """The rows of the page, and the first that follows them."""
    after = number_in(parameters.get(AFTER, "")) or 0
    rows = (row for row in _unanswered(opened) if row.number > after)
    return tuple(islice(rows, NAMES_ON_A_PAGE)), next(rows, None)


def _answered(row: StoredRow) -> frozenset[str]:
    """The questions that the row has an answer to, or people who are asked about it."""
    return frozenset(row.answers.as_dict()) | {each.question for each in row.positions}


def _unanswered(opened: OpenProgramme) -> Iterator[StoredRow]:
    """The rows that lack an answer to a question that words may propose one to, and take none from
    another."""
    proposed = {each.slug for each in opened.taxonomy.questions if each.proposed_from is not None}
    for row in opened.stored.rows:
        if row.archetype is None and proposed - _answered(row):
            yield row


def _row(
    opened: OpenProgramme,
    row: StoredRow,
    reading: NameReading,
    sent: ConfirmedNames | None,
    stale: Container[int],
) -> NamedRow:
    picked = sent.answers.get(row.number, Answers()) if sent else Answers()
    return NamedRow(
        id=row_field(row.number),
        field=row_field(row.number),
        name=row.name,
        label=reading.label,
        choices=tuple(_choice(opened, each, picked.as_dict()) for each in reading.readings),
        problem=_problem(row, sent, stale),
    )


def _choice(opened: OpenProgramme, reading: Reading, picked: Mapping[str, Answer]) -> NameChoice:
    questions = opened.taxonomy.index.question_by_slug
    return NameChoice(
        value=write_picks(reading.answers),
        line=reading.line.name if reading.line else "",
        answers=tuple(
            ProposedAnswer(questions[slug].prompt, answer_text(questions[slug], answer))
            for slug, answer in reading.answers.items()
        ),
        picked=reading.answers == picked,
    )


def _problem(row: StoredRow, sent: ConfirmedNames | None, stale: Container[int]) -> str:
    if row.number in stale:
        return _("somebody else has answered it meanwhile. Look at what is left to confirm.")
    if sent and row.number in sent.problems:
        return _("that is not one of its proposals. Choose again.")
    return ""
