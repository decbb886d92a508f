"""The page of a question."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.core import (
    LABEL_PARAMETER,
    NOT_SURE,
    UNSURE,
    Answer,
    Answers,
    Ignored,
    Match,
    Question,
    current_facts,
    write_query,
)
from matcher.core.answers import with_answer
from matcher.core.fit import suggested_answer
from matcher.core.walk import Walk
from matcher.presenters.given import GivenAnswer, given_answers
from matcher.presenters.standing import AxisStanding, standings
from matcher.presenters.words import (
    IgnoredView,
    Progress,
    and_then,
    answer_label,
    ignored_view,
    progress,
    write_step,
)
from matcher.web.page import RenderContext
from matcher.web.request_input import ASKED, THEN

TWO_COLUMNS_FROM = 6
"""So many options stand in two columns where there is room, so that all are seen at once."""

LAST_DIGIT = 9
"""Options beyond it have no key of their own."""


@dataclass(frozen=True, slots=True)
class QuestionState:
    """What is asked, and all that is known when it is asked. `then` is the page to go to
    afterwards, `error` what was wrong with the last attempt."""

    question: Question
    match: Match
    position: Walk
    ignored: tuple[Ignored, ...] = ()
    then: str = ""
    error: str = ""

    @property
    def answers(self) -> Answers:
        return self.match.answers

    @property
    def picked(self) -> Answer:
        """The present answer to the question; empty without one."""
        return self.answers.as_dict().get(self.question.slug, ())


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """Everything on the page of a question.

    `back` is where the form goes back to, with the pick it has; `cancel` a page to return to with
    nothing changed. One of the two is empty, on the first question both. `early` leads to a first
    result; it is empty as long as there is too little to say.
    """

    title: str
    question: Question
    between: str
    options: tuple["OptionView", ...]
    two_columns: bool
    error: str
    ignored: IgnoredView | None
    label: "StartingLabel | None"
    offer: "SuggestionView | None"
    left_out: bool
    action: str
    hidden: tuple[tuple[str, str], ...]
    back: str
    cancel: str
    progress: Progress
    early: str
    standings: tuple[AxisStanding, ...]
    given: tuple[GivenAnswer, ...]
    check: str


def question_page(context: RenderContext, state: QuestionState) -> QuestionPage:
    """The page of this question."""
    question, answers, position = state.question, state.answers, state.position
    query = write_query(answers)
    return QuestionPage(
        title=_("Error: %s") % question.prompt if state.error else question.prompt,
        question=question,
        between=_between(context, question),
        options=_options(question, state.picked),
        two_columns=len(question.options) >= TWO_COLUMNS_FROM,
        error=state.error,
        ignored=ignored_view(context.taxonomy, state.ignored),
        label=_label(context, state),
        offer=_offer(context, state),
        left_out=question.slug in position.skipped,
        action=context.page_url("match"),
        hidden=_hidden(state),
        back=_back(context, state),
        cancel=context.page_url(state.then, query=query) if state.then else "",
        progress=progress(position, question),
        early=context.page_url("result", query=query) if position.early_result else "",
        standings=standings(context.taxonomy, state.match),
        given=given_answers(context, answers, and_then(query, state.then)),
        check=context.page_url("answers", query=query),
    )


# ── The question itself ──────────────────────────────────────────────────────────────────


def _between(context: RenderContext, question: Question) -> str:
    """The outcomes that a border question decides between; empty for any other question."""
    outcomes = context.taxonomy.index.outcome_by_slug
    names = [
        outcomes[weight.axis, slug].name for weight in question.weights for slug in question.between
    ]
    return _(" and ").join(f"“{name}”" for name in names)


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option as a radio button. `digit` is the key that chooses it, empty without one; `unsure`
    marks the last, which is *not sure*."""

    value: str
    id: str
    label: str
    hint: str
    digit: str
    picked: bool
    unsure: bool = False


def _options(question: Question, picked: Answer) -> tuple[OptionView, ...]:
    options = [
        OptionView(
            value=option.slug,
            id=f"{question.slug}-{option.slug}",
            label=option.label,
            hint=option.hint,
            digit=str(number) if number <= LAST_DIGIT else "",
            picked=option.slug in picked,
        )
        for number, option in enumerate(question.options, start=1)
    ]
    return (*options, _unsure(question, picked))


def _unsure(question: Question, picked: Answer) -> OptionView:
    return OptionView(
        value=NOT_SURE,
        id=f"{question.slug}-{NOT_SURE}",
        label=answer_label(question, NOT_SURE),
        hint="",
        digit="",
        picked=picked == UNSURE,
        unsure=True,
    )


def _hidden(state: QuestionState) -> tuple[tuple[str, str], ...]:
    """What the form carries along: the other answers, the label, and the way back."""
    fields = (
        *(pick for pick in state.answers if pick[0] != state.question.slug),
        (LABEL_PARAMETER, state.answers.label),
        (ASKED, state.question.slug),
        (THEN, state.then),
    )
    return tuple(field for field in fields if field[1])


# ── What surrounds it ────────────────────────────────────────────────────────────────────


def _back(context: RenderContext, state: QuestionState) -> str:
    """The question answered before this one; empty for the first, and for one that is changed."""
    if state.then:
        return ""
    order = [question.slug for question in context.taxonomy.questions]
    earlier = order[: order.index(state.question.slug)]
    before = [slug for slug in state.position.answered if slug in earlier]
    return context.page_url("question", before[-1]) if before else ""


@dataclass(frozen=True, slots=True)
class StartingLabel:
    """The label that the visitor started from, and how to go on without it."""

    name: str
    meaning: str
    asks: str
    without: str


def _label(context: RenderContext, state: QuestionState) -> StartingLabel | None:
    """The label, until the first answer has more to say than it."""
    label = context.taxonomy.index.label_by_slug.get(state.answers.label)
    if label is None or state.answers.picks:
        return None
    without = write_step(Answers(), state.then)
    return StartingLabel(
        name=label.names[0],
        meaning=label.meaning,
        asks=label.asks,
        without=context.page_url("question", state.question.slug, query=without),
    )


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """A suggested answer: the sentence why, and a link that picks it."""

    sentence: str
    label: str
    href: str


def _offer(context: RenderContext, state: QuestionState) -> SuggestionView | None:
    """The answer that the others point to, unless it is picked already."""
    question = state.question
    suggestion = suggested_answer(context.taxonomy, question.slug, current_facts(state.match))
    if suggestion is None or suggestion.option in state.picked:
        return None
    answers = with_answer(context.taxonomy, state.answers, question.slug, (suggestion.option,))
    return SuggestionView(
        sentence=suggestion.sentence,
        label=answer_label(question, suggestion.option),
        href=context.page_url("question", question.slug, query=write_step(answers, state.then)),
    )
