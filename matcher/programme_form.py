"""What is filled in about many pieces of work at once: text turned into values."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.http import QueryDict
from django.utils.translation import gettext as _, ngettext

from matcher.assumptions import StoredAssumption
from matcher.core import (
    Answer,
    Answers,
    Ignored,
    Question,
    Taxonomy,
    parse_pairs,
    plain_line,
    without_control,
)
from matcher.core.plain_text import line_problem
from matcher.core.programme import AnswerEdit, read_by_number
from matcher.core.programme_sheet import ARCHETYPE, FOREIGN, NAME, NUMBER
from matcher.forms import QuestionForm, ShareForm, rejected_ticks
from matcher.models import Assumption
from matcher.models.programmes import OWNER_LENGTH, TRIGGER_LENGTH
from matcher.models.results import TITLE_LENGTH
from matcher.programmes import MAX_ROWS, StoredProgramme
from matcher.triggers import MAX_TRIGGERS

NAMES_FIELD = "names"

MAX_PROBLEMS = 10
"""How many lines with a problem are named one by one."""

_BREAK = re.compile("\r\n|\r|\n")


class TypedNames:
    """Names that were typed or pasted, one a line, for so many rows as there is `room`; there need
    not be one where rows come from a file. Blank lines are left out, and of several spaces one
    remains. `problems` are sentences."""

    def __init__(self, data: QueryDict, *, room: int = MAX_ROWS, has_file: bool = False) -> None:
        self._lines = _BREAK.split(data.get(NAMES_FIELD, ""))
        named = [(number, name) for number, name in self._numbered() if name]
        self.names = tuple(name for _number, name in named)
        needed = [] if named or has_file else [_("Type or paste at least one name.")]
        self.problems = (*needed, *_some(_list_problems(named, room)))

    @property
    def text(self) -> str:
        """What was typed, to be shown again, without characters that cannot be seen."""
        return "\n".join(without_control(name) for _number, name in self._numbered())

    def _numbered(self) -> Iterator[tuple[int, str]]:
        for number, line in enumerate(self._lines, start=1):
            yield number, " ".join(line.split())


def _list_problems(named: list[tuple[int, str]], room: int) -> Iterator[str]:
    if len(named) > room:
        yield too_many_names(len(named), room)
    for number, name in named:
        if problem := name_problem(name):
            yield _("Line %(number)s: %(problem)s") % {"number": number, "problem": problem}


def _some(problems: Iterator[str]) -> Iterator[str]:
    """The first of the problems, and how many more there are."""
    yield from islice(problems, MAX_PROBLEMS)
    if rest := sum(1 for _problem in problems):
        yield ngettext("And %(rest)s more.", "And %(rest)s more.", rest) % {"rest": rest}


def too_many_names(count: int, room: int) -> str:
    """That a programme does not have room for so many more rows."""
    return _(
        "These are %(count)s names, and there is room for %(room)s: a programme has %(most)s "
        "rows at most."
    ) % {"count": f"{count:,}", "room": f"{room:,}", "most": f"{MAX_ROWS:,}"}


def name_problem(name: str, most: int = TITLE_LENGTH) -> str:
    """What keeps the name from being kept as it was typed, in so many characters; empty when
    nothing does."""
    match line_problem(name, most):
        case "control":
            return _("it held invisible control characters. Look at it without them.")
        case "unseen":
            return _("nothing in it can be seen.")
        case "long":
            lengths = {"most": most, "length": len(name)}
            return _("use %(most)s characters at most; it has %(length)s.") % lengths
    return ""


class ProgrammeForm:
    """A programme to be made: the names of its rows, unless they come from a file, and what a
    result that is kept has too."""

    def __init__(self, data: QueryDict, *, has_file: bool = False) -> None:
        self.typed = TypedNames(data, has_file=has_file)
        self.keeping = ShareForm(data)

    @property
    def has_problems(self) -> bool:
        keeping = self.keeping
        return bool(self.typed.problems or keeping.title_error or keeping.expires_error)


# ── One question for all rows ────────────────────────────────────────────────────────────

OPENED_FIELD = "opened"
"""The field that says which answer each row had when the form was opened."""


def row_field(number: int) -> str:
    """The field with the answer of a row."""
    return f"row-{number}"


REST = 0
"""In the place of a number: all rows that are left open and take no answer from another, nor from
anybody who is asked about them."""


class QuestionForAll:
    """The answers of many rows to one question, as they were sent, and one for the `rest`. `edits`
    are by the number of the row, and so are `errors`, of what makes no answer."""

    def __init__(self, programme: StoredProgramme, question: Question, data: QueryDict) -> None:
        opened = read_by_number(data.get(OPENED_FIELD, ""))
        forms = {
            number: _row_form(programme.taxonomy, question, data.getlist(row_field(number)))
            for number in (REST, *opened)
        }
        sent = {number: _sent(form) for number, form in forms.items()}
        self.rest = sent[REST]
        self.errors = {number: form.error for number, form in forms.items() if form.parsed.ignored}
        inheriting = {
            row.number for row in programme.rows if row.archetype or row.position(question.slug)
        }
        self.edits = {
            number: AnswerEdit(answer, sent[number] or (() if number in inheriting else self.rest))
            for number, answer in opened.items()
        }


def _row_form(taxonomy: Taxonomy, question: Question, values: Iterable[str]) -> QuestionForm:
    pairs = ((question.slug, without_control(value)) for value in values)
    return QuestionForm(question, parse_pairs(taxonomy, pairs))


def _sent(form: QuestionForm) -> Answer:
    """The answer, or the ticks that make none."""
    return form.answer or rejected_ticks(form.parsed.ignored).get(form.question.slug, ())


# ── What names propose ───────────────────────────────────────────────────────────────────

_BETWEEN = "."


def write_picks(answers: Mapping[str, Answer]) -> str:
    """Answers by question as the value of one field: “object.invoices work_kind.casework”."""
    return " ".join(
        f"{question}{_BETWEEN}{option}"
        for question, options in answers.items()
        for option in options
    )


class ConfirmedNames:
    """What was confirmed of that which the names of rows propose, by the number of the row.
    `problems` are the rows in which what was sent makes no answers."""

    def __init__(self, programme: StoredProgramme, data: QueryDict) -> None:
        sent = {row.number: data.getlist(row_field(row.number)) for row in programme.rows}
        parsed = {
            number: parse_pairs(programme.taxonomy, _picks(values))
            for number, values in sent.items()
            if any(values)
        }
        self.answers = {number: each.answers for number, each in parsed.items()}
        self.problems = frozenset(
            number for number, each in parsed.items() if each.ignored or not each.answers.picks
        )


def _picks(values: Iterable[str]) -> Iterator[tuple[str, str]]:
    for part in without_control(" ".join(values)).split():
        question, _between, option = part.partition(_BETWEEN)
        yield question, option


# ── Which rows take their answers from one ──────────────────────────────────────────────

HEIR_FIELD = "heir"


@dataclass(frozen=True, slots=True)
class SentHeirs:
    """The numbers of the rows that are to take their answers from one, and of those that are to do
    so no longer, since the form was opened."""

    add: frozenset[int]
    remove: frozenset[int]


def sent_heirs(data: QueryDict) -> SentHeirs:
    """What the form with a tick for each row sends."""
    opened = _numbers(data.get(OPENED_FIELD, "").split())
    ticked = _numbers(data.getlist(HEIR_FIELD))
    return SentHeirs(add=ticked - opened, remove=opened - ticked)


def _numbers(texts: Iterable[str]) -> frozenset[int]:
    return frozenset(number for text in texts if (number := number_in(text)))


# ── One row ──────────────────────────────────────────────────────────────────────────────

NAME_FIELD = "row.name"
ARCHETYPE_FIELD = "row.archetype"
VERSION_FIELD = "row.version"
REVIEW_FIELD = "row.review"
TRIGGER_FIELD = "row.trigger"
OWN_TRIGGER_FIELD = "row.own-trigger"
"""Beside the fields of the questions, whose names have no dot."""

OWN_TRIGGER_LENGTH = 120
"""Characters of what somebody watches in their own words."""


def how_field(question: str) -> str:
    """The field that says how the answer to a question is known."""
    return f"how.{question}"


def owner_field(question: str) -> str:
    """The field that says who can say more about it."""
    return f"owner.{question}"


@dataclass(frozen=True, slots=True)
class SentRow:
    """A row as it was sent. Errors are sentences, those of owners by question; `ignored` is what
    makes no answer, and `review` the day as it was typed. `triggers` were ticked, and
    `own_trigger` was typed beside them."""

    name: str
    answers: Answers
    archetype: int | None
    version: int
    review: str
    review_on: date | None
    assumptions: Mapping[str, StoredAssumption]
    triggers: tuple[str, ...] = ()
    own_trigger: str = ""
    trigger_error: str = ""
    name_error: str = ""
    review_error: str = ""
    owner_errors: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[Ignored, ...] = ()

    @property
    def has_problems(self) -> bool:
        errors = (self.name_error, self.review_error, self.trigger_error, self.owner_errors)
        return any(errors) or bool(self.ignored)

    @property
    def watched(self) -> tuple[str, ...]:
        """Everything that is to be watched."""
        return (*self.triggers, *([self.own_trigger] if self.own_trigger else []))


def sent_row(taxonomy: Taxonomy, data: QueryDict) -> SentRow:
    """What the form of a row sends."""
    typed = " ".join(data.get(NAME_FIELD, "").split())
    review = without_control(data.get(REVIEW_FIELD, "")).strip()
    parsed = parse_pairs(taxonomy, plain_pairs(data))
    owners = {each.slug: _owner(data, each.slug) for each in taxonomy.questions}
    triggers = tuple(_triggers(data))
    own_trigger = " ".join(data.get(OWN_TRIGGER_FIELD, "").split())
    return SentRow(
        name=plain_line(typed),
        answers=parsed.answers,
        archetype=number_in(data.get(ARCHETYPE_FIELD, "")),
        version=number_in(data.get(VERSION_FIELD, "")) or 0,
        review=review,
        review_on=_day(review),
        assumptions=dict(_assumptions(data, owners)),
        triggers=triggers,
        own_trigger=plain_line(own_trigger),
        trigger_error=_trigger_error(triggers, own_trigger),
        name_error=_name_error(typed),
        review_error=_review_error(review),
        owner_errors=dict(_owner_errors(owners)),
        ignored=parsed.ignored,
    )


def _owner(data: QueryDict, question: str) -> str:
    return " ".join(data.get(owner_field(question), "").split())


def _assumptions(
    data: QueryDict, owners: Mapping[str, str]
) -> Iterator[tuple[str, StoredAssumption]]:
    """What is said of the questions of which anything is."""
    for question, owner in owners.items():
        how = data.get(how_field(question), "")
        assumption = StoredAssumption(how if how in Assumption.How else "", plain_line(owner))
        if assumption.how or assumption.owner:
            yield question, assumption


def _owner_errors(owners: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for question, owner in owners.items():
        if problem := owner and name_problem(owner, OWNER_LENGTH):
            yield question, _("Who can say more: %(problem)s") % {"problem": problem}


def _triggers(data: QueryDict) -> Iterator[str]:
    """The sentences that are ticked. Whatever a form of ours could not send is left out."""
    for text in dict.fromkeys(data.getlist(TRIGGER_FIELD)):
        if text and not line_problem(text, TRIGGER_LENGTH):
            yield text


def _trigger_error(triggers: Sequence[str], own: str) -> str:
    if problem := own and name_problem(own, OWN_TRIGGER_LENGTH):
        return _("What you watch: %(problem)s") % {"problem": problem}
    if len(triggers) + bool(own) > MAX_TRIGGERS:
        return _("Watch %(most)s things at most: untick some.") % {"most": MAX_TRIGGERS}
    return ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _review_error(text: str) -> str:
    if not text or _day(text):
        return ""
    return _("The day of the review is written as year, month and day, such as 2027-03-31.")


def plain_pairs(data: QueryDict) -> Iterator[tuple[str, str]]:
    """What was sent, without characters that cannot be seen."""
    for name, values in data.lists():
        for value in values:
            yield without_control(name), without_control(value)


def _name_error(typed: str) -> str:
    if not typed:
        return _("Give the row a name.")
    problem = name_problem(typed)
    return problem and _("The name: %(problem)s") % {"problem": problem}


_NUMBER = re.compile("[1-9][0-9]{0,8}")


def number_in(text: str) -> int | None:
    """The number of a row or of a version; None for anything else."""
    return int(text) if _NUMBER.fullmatch(text) else None


# ── The columns of a file ────────────────────────────────────────────────────────────────

FILE_FIELD = "file"
ADD_FIELD = "add"
FORGET_FIELD = "forget"
DELETE_FIELD = "delete"


def column_field(index: int) -> str:
    """The field that says what a column is used as."""
    return f"column-{index}"


class SentColumns:
    """What the columns of a file are to be used as. `problems` are sentences, by the index of the
    column, which is 0 for the file as a whole."""

    def __init__(self, taxonomy: Taxonomy, data: QueryDict, count: int) -> None:
        known = {NAME, NUMBER, ARCHETYPE, *taxonomy.index.question_by_slug}
        sent = (data.get(column_field(index), FOREIGN) for index in range(count))
        self.columns = tuple(use if use in known else FOREIGN for use in sent)
        self.problems = dict(self._problems())

    def _problems(self) -> Iterator[tuple[int, str]]:
        if NAME not in self.columns:
            yield 0, _("Choose the column with the names.")
        for index, use in enumerate(self.columns):
            if use != FOREIGN and use in self.columns[:index]:
                yield index, _("Another column is used as this already: choose one of them.")
