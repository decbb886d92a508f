"""The page on which it is seen who answers a row, where they agree, what differs and what each
difference would change."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest

from matcher.core import Answer, Question
from matcher.core.respondents import changed_since
from matcher.links import absolute_url
from matcher.models.programmes import LABEL_LENGTH
from matcher.presenters.problems import Problem
from matcher.presenters.programme.differences import (
    DifferenceView,
    Saying,
    by_label,
    difference_view,
    saying,
)
from matcher.presenters.programme.respondent import answered_text
from matcher.presenters.words import answer_text
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
class OpenDifference:
    """A question on which they differ, and where it is settled."""

    difference: DifferenceView
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
    differences: tuple[OpenDifference, ...]
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
        differences=tuple(_differences(opened, row)),
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
        link=absolute_url(link),
        answered=len(respondent.answers),
        when=answered_text(respondent),
        delete=opened.editing("respondent_delete", str(row.number), str(respondent.number)),
    )


# ── Where they stand ─────────────────────────────────────────────────────────────────────


def _differences(opened: OpenProgramme, row: StoredRow) -> Iterator[OpenDifference]:
    for position in row.positions:
        if position.differs:
            yield OpenDifference(
                difference=difference_view(opened.taxonomy, row, position, by_label(row)),
                settle=opened.editing("settle", str(row.number), position.question),
            )


def _agreed(opened: OpenProgramme, row: StoredRow) -> Iterator[AgreedView]:
    for position in row.positions:
        if not position.differs and not position.settled:
            question = opened.taxonomy.index.question_by_slug[position.question]
            yield AgreedView(
                prompt=question.prompt,
                saying=saying(question, position.voices[0], by_label(row)),
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
            saying(question, voice, by_label(row))
            for voice in (position.voices if position else ())
            if voice.answer != settled
        ),
        changed=by_label(row)(changed_since(about.seen, question.slug, row.given)) if about else (),
        settle=opened.editing("settle", str(row.number), question.slug),
    )
