"""The page of a question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from matcher.core import (
    LABEL_PARAMETER,
    NOT_SURE,
    Answer,
    Answers,
    Ignored,
    Match,
    Option,
    Question,
    Taxonomy,
    current_facts,
    write_query,
)
from matcher.core.answers import with_answer
from matcher.core.fit import suggested_answer
from matcher.core.taxonomy.values import ContextQuestion
from matcher.core.walk import Walk
from matcher.forms import AnyQuestion, answer_to, rejected_ticks, takes_several
from matcher.presenters.given import GivenAnswer, given_answers
from matcher.presenters.options import OptionGroup, option_groups
from matcher.presenters.standing import AxisStanding, standings
from matcher.presenters.words import (
    IgnoredView,
    Progress,
    and_then,
    answer_label,
    given,
    ignored_view,
    progress,
    write_step,
)
from matcher.web.page import RenderContext
from matcher.web.request_input import ASKED, THEN

TWO_COLUMNS_FROM = 6
"""So many options stand in two columns where there is room, so that all are seen at once."""


@dataclass(frozen=True, slots=True)
class QuestionState:
    """What is asked, and all that is known when it is asked. `then` is the page to go to
    afterwards, `error` what was wrong with the last attempt."""

    question: AnyQuestion
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
        """The present answer to the question, or the ticks that make none; empty without any."""
        slug = self.question.slug
        return answer_to(self.answers, slug) or rejected_ticks(self.ignored).get(slug, ())

    @property
    def named(self) -> tuple[Ignored, ...]:
        """What the page names of what could not be used: the error has said it of this question."""
        slug = self.question.slug
        return tuple(part for part in self.ignored if not (self.error and part.name == slug))


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """Everything on the page of a question.

    `back` is where the form goes back to, with the pick it has; `cancel` a page to return to with
    nothing changed. One of the two is empty, on the first question both. `early` leads to a first
    result; it is empty as long as there is too little to say. `several` says that more than one
    option may be ticked; empty where one is picked. `other_part`: another part of the work is
    answered for.
    """

    title: str
    question: AnyQuestion
    part: str
    scored: bool
    other_part: bool
    between: str
    several: str
    groups: tuple[OptionGroup, ...]
    two_columns: bool
    error: str
    ignored: IgnoredView | None
    label: "StartingLabel | None"
    offer: "SuggestionView | None"
    proposal: "ProposalView | None"
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
    describe: str


def question_page(context: RenderContext, state: QuestionState) -> QuestionPage:
    """The page of this question."""
    question, answers, position = state.question, state.answers, state.position
    query, scored = write_query(answers), isinstance(question, Question)
    answered = [asked.slug for asked, _answer in given(context.taxonomy, answers)]
    return QuestionPage(
        title=_("Error: %s") % question.prompt if state.error else question.prompt,
        question=question,
        part=question.part if isinstance(question, Question) else "context",
        scored=scored,
        other_part=bool(context.other.query),
        between=_between(context, question),
        several=_several(question),
        groups=option_groups(question, state.picked),
        two_columns=len(question.options) >= TWO_COLUMNS_FROM,
        error=state.error,
        ignored=ignored_view(context, state.named),
        label=_label(context, state),
        offer=_offer(context, state),
        proposal=_proposal(context, state),
        left_out=question.slug in position.skipped,
        action=context.page_url("match"),
        hidden=_hidden(context, state),
        back=_back(context, state, answered),
        cancel=context.page_url(state.then, query=query) if state.then else "",
        progress=progress(answered, position, question),
        early=context.page_url("result", query=query) if position.early_result else "",
        standings=standings(context.taxonomy, state.match) if scored else (),
        given=given_answers(context, answers, and_then(query, state.then)),
        check=context.page_url("answers", query=query),
        describe="" if state.then else context.page_url("suggest", query=query),
    )


# ── The question itself ──────────────────────────────────────────────────────────────────


def _between(context: RenderContext, question: AnyQuestion) -> str:
    """The outcomes that a border question decides between; empty for any other question."""
    if isinstance(question, ContextQuestion):
        return ""
    outcomes = context.taxonomy.index.outcome_by_slug
    names = [
        outcomes[weight.axis, slug].name for weight in question.weights for slug in question.between
    ]
    return _(" and ").join(f"“{name}”" for name in names)


def _several(question: AnyQuestion) -> str:
    """That more than one option may be ticked, in a sentence; empty where one is the answer."""
    if not (isinstance(question, Question) and takes_several(question)):
        return ""
    if any(option.conflicts for option in question.options):
        return _("Tick all that apply. Some exclude each other.")
    return _("Tick all that apply: one, several or all of them.")


def _hidden(context: RenderContext, state: QuestionState) -> tuple[tuple[str, str], ...]:
    """What the form carries along: the other answers, also ticks that make none so that nobody has
    to tick them again, the label, the other part of the work, and the way back."""
    rejected = rejected_ticks(state.ignored)
    answers = (
        *state.answers.context,
        *state.answers,
        *((slug, tick) for slug, ticks in rejected.items() for tick in ticks),
    )
    fields = (
        *(pick for pick in answers if pick[0] != state.question.slug),
        (LABEL_PARAMETER, state.answers.label),
        context.other.field,
        *context.proposed.fields,
        (ASKED, state.question.slug),
        (THEN, state.then),
    )
    return tuple(field for field in fields if field[1])


# ── What surrounds it ────────────────────────────────────────────────────────────────────


def _back(context: RenderContext, state: QuestionState, answered: Sequence[str]) -> str:
    """The question answered before this one; empty for the first, and for one that is changed."""
    if state.then:
        return ""
    earlier = _before(context.taxonomy, state.question)
    before = [slug for slug in answered if slug in earlier]
    return context.page_url("question", before[-1]) if before else ""


def _before(taxonomy: Taxonomy, question: AnyQuestion) -> Sequence[str]:
    """The questions that the walk asks before this one, if at all."""
    first, last = (
        [each.slug for each in taxonomy.context if each.asked == asked]
        for asked in ("first", "last")
    )
    order = [*first, *(each.slug for each in taxonomy.questions), *last]
    return order[: order.index(question.slug)]


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
    without = write_step(replace(state.answers, label=""), state.then)
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
    answer = _with_tick(question, state.picked, suggestion.option)
    answers = with_answer(context.taxonomy, state.answers, question.slug, answer)
    return SuggestionView(
        sentence=suggestion.sentence,
        label=answer_label(question, suggestion.option),
        href=context.page_url("question", question.slug, query=write_step(answers, state.then)),
    )


@dataclass(frozen=True, slots=True)
class ProposalView:
    """An answer that the visitor's own words propose: the option, and its label."""

    option: str
    label: str


def _proposal(context: RenderContext, state: QuestionState) -> ProposalView | None:
    """The proposed answer, while nothing is picked."""
    option = context.proposed.option(state.question.slug)
    if not option or state.picked:
        return None
    return ProposalView(option, answer_label(state.question, option))


def _with_tick(question: AnyQuestion, picked: Answer, tick: str) -> Answer:
    """The answer with this option: beside the ticks that go with it, where several are taken."""
    option = question.option(tick)
    if not (takes_several(question) and isinstance(option, Option)):
        return (tick,)
    excluded = {NOT_SURE, *option.conflicts}
    return (*(each for each in picked if each not in excluded), tick)
