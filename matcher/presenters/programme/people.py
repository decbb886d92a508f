"""The page on which it is seen who answers a row, where they agree, what differs and what each
difference would change."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from matcher.core import Answer, Match, Question, Taxonomy
from matcher.core.respondents import Position, Voice, changed_since, difference
from matcher.models.programmes import LABEL_LENGTH
from matcher.presenters.problems import Problem
from matcher.presenters.programme.respondent import answered_text
from matcher.presenters.result.outside import verdict_name
from matcher.presenters.result.strips import first_names
from matcher.presenters.words import Tag, answer_text, tag
from matcher.programmes import StoredRespondent, StoredRow
from matcher.respondent_form import LABEL_FIELD, TypedLine, base_questions
from matcher.respondents import (
    MAX_RESPONDENTS,
    StoredSettlement,
    respondent_token,
    settlements,
)
from matcher.web.programme import OpenProgramme


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who answers the row, by a `link` of theirs: to how many of the questions, and when
    last, which is empty before."""

    label: str
    link: str
    answered: int
    when: str
    delete: str


@dataclass(frozen=True, slots=True)
class Saying:
    """An answer, and what those are called who gave it."""

    answer: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer of those that differ, with what is first on each axis that they turn, and the
    verdict, which is empty where they do not turn it."""

    saying: Saying
    firsts: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A question on which they differ, and what that would change: the axes, the verdict or
    nothing."""

    prompt: str
    axes: tuple[Tag, ...]
    turns_verdict: bool
    outcomes: tuple[Outcome, ...]
    settle: str


@dataclass(frozen=True, slots=True)
class AgreedView:
    """A question on which all who answered it agree."""

    prompt: str
    saying: Saying
    settle: str


@dataclass(frozen=True, slots=True)
class SettledView:
    """A question to which the row has an answer of its own. `others` say something else, and
    `changed` are those who have said something else since it was settled."""

    prompt: str
    answer: str
    note: str
    others: tuple[Saying, ...]
    changed: tuple[str, ...]
    settle: str


@dataclass(frozen=True, slots=True)
class LabelField:
    """The field that says what the next respondent is called."""

    name: str
    text: str
    most: int
    problem: str


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Who answers a row of so many `questions`. `field` is None where nobody more can."""

    name: str
    problems: tuple[Problem, ...]
    people: tuple[Person, ...]
    questions: int
    most: int
    field: LabelField | None
    differences: tuple[DifferenceView, ...]
    settled: tuple[SettledView, ...]
    agreed: tuple[AgreedView, ...]
    action: str
    back: str


@dataclass(frozen=True, slots=True)
class PeopleLink:
    """Where it is seen who answers a row; how many do, and on how many questions they differ."""

    href: str
    count: int
    differences: int


def people_link(opened: OpenProgramme, row: StoredRow) -> PeopleLink:
    """The link from other pages to that of this row."""
    return PeopleLink(
        href=opened.editing("people", str(row.number)),
        count=len(row.respondents),
        differences=sum(position.differs for position in row.positions),
    )


def people_page(
    request: HttpRequest, opened: OpenProgramme, row: StoredRow, refused: TypedLine | None = None
) -> PeoplePage:
    """The page of this row; or with what a respondent could not be called, and why."""
    problem = refused.problem if refused else ""
    has_room = len(row.respondents) < MAX_RESPONDENTS
    field = LabelField(LABEL_FIELD, refused.text if refused else "", LABEL_LENGTH, problem)
    return PeoplePage(
        name=row.name,
        problems=(Problem(problem, f"#{LABEL_FIELD}" if has_room else ""),) if problem else (),
        people=tuple(_person(request, opened, row, each) for each in row.respondents),
        questions=len(base_questions(opened.taxonomy)),
        most=MAX_RESPONDENTS,
        field=field if has_room else None,
        differences=tuple(
            difference_view(opened, row, each) for each in row.positions if each.differs
        ),
        settled=tuple(_settled(opened, row)),
        agreed=tuple(_agreed(opened, row)),
        action=opened.editing("people", str(row.number)),
        back=opened.editing("row", str(row.number)),
    )


def _person(
    request: HttpRequest, opened: OpenProgramme, row: StoredRow, respondent: StoredRespondent
) -> Person:
    token = respondent_token(opened.key, row.number, respondent.number)
    link = opened.context.page_url("programme_respondent", opened.token, token)
    return Person(
        label=respondent.label,
        link=request.build_absolute_uri(link),
        answered=len(respondent.answers),
        when=answered_text(respondent),
        delete=opened.editing("respondent_delete", str(row.number), str(respondent.number)),
    )


# ── Where they stand ─────────────────────────────────────────────────────────────────────


def saying(row: StoredRow, question: Question, voice: Voice) -> Saying:
    """An answer in words, with those who gave it."""
    return Saying(answer_text(question, voice.answer), _labels(row, voice.respondents))


def _labels(row: StoredRow, numbers: Iterable[int]) -> tuple[str, ...]:
    return tuple(row.respondent(number).label for number in numbers)


def _agreed(opened: OpenProgramme, row: StoredRow) -> Iterator[AgreedView]:
    for position in row.positions:
        if not position.differs and not position.settled:
            question = opened.taxonomy.index.question_by_slug[position.question]
            yield AgreedView(
                prompt=question.prompt,
                saying=saying(row, question, position.voices[0]),
                settle=opened.editing("settle", str(row.number), question.slug),
            )


def _settled(opened: OpenProgramme, row: StoredRow) -> Iterator[SettledView]:
    """The row's own answers to what somebody else has answered too, or that were settled here."""
    about, own = settlements(opened.stored, row), row.own.as_dict()
    for question in opened.taxonomy.questions:
        has_more = question.slug in about or row.position(question.slug)
        if question.slug in own and has_more:
            settled = own[question.slug]
            yield _settled_view(opened, row, question, settled, about.get(question.slug))


def _settled_view(
    opened: OpenProgramme,
    row: StoredRow,
    question: Question,
    settled: Answer,
    about: StoredSettlement | None,
) -> SettledView:
    position = row.position(question.slug)
    return SettledView(
        prompt=question.prompt,
        answer=answer_text(question, settled),
        note=about.note if about else "",
        others=tuple(
            saying(row, question, voice)
            for voice in (position.voices if position else ())
            if voice.answer != settled
        ),
        changed=_labels(row, changed_since(about.seen, question.slug, row.given)) if about else (),
        settle=opened.editing("settle", str(row.number), question.slug),
    )


# ── What a difference would change ───────────────────────────────────────────────────────


def difference_view(opened: OpenProgramme, row: StoredRow, position: Position) -> DifferenceView:
    """What it comes to with each of the answers that differ."""
    taxonomy = opened.taxonomy
    question = taxonomy.index.question_by_slug[position.question]
    found = difference(taxonomy, row.answers, position)
    return DifferenceView(
        prompt=question.prompt,
        axes=tuple(tag(taxonomy.index.axis_by_slug[axis]) for axis in found.turned),
        turns_verdict=found.turns_verdict,
        outcomes=tuple(
            Outcome(
                saying=saying(row, question, each.voice),
                firsts=_firsts(taxonomy, each.match, found.turned),
                verdict=_verdict(taxonomy, each.match) if found.turns_verdict else "",
            )
            for each in found.alternatives
        ),
        settle=opened.editing("settle", str(row.number), question.slug),
    )


def _firsts(taxonomy: Taxonomy, match: Match, axes: Sequence[str]) -> tuple[str, ...]:
    """What is first on these axes. Another kind of buying decides nothing on them."""
    undecided = _("Not decided")
    return tuple(
        undecided if match.outside else first_names(taxonomy, match.rankings[axis]) for axis in axes
    )


def _verdict(taxonomy: Taxonomy, match: Match) -> str:
    return verdict_name(taxonomy, match) or _("No verdict yet")
