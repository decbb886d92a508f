"""The page of a question."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matcher.core import (
    LABEL_PARAMETER,
    NOT_SURE,
    Answers,
    Ignored,
    Match,
    Question,
    current_facts,
    write_query,
)
from matcher.core.answers import with_answer
from matcher.core.fit import suggested_answer
from matcher.core.taxonomy.values import Part
from matcher.core.walk import Walk
from matcher.presenters.given import render_given_card
from matcher.presenters.standing import render_standing_card
from matcher.presenters.words import (
    IgnoredView,
    and_then,
    answer_label,
    ignored_view,
    progress,
    question_links,
    tag,
    write_step,
)
from matcher.web.page import ANSWERS, PARTS_KEPT, RenderContext, fill_slots, remembered, render_part
from matcher.web.prose import prose
from matcher.web.request_input import ASKED, THEN


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
    def picked(self) -> str:
        """The present answer to the question; empty without one."""
        return self.answers.as_dict().get(self.question.slug, "")


@dataclass(frozen=True, slots=True)
class QuestionView:
    """Everything on the page of a question. The larger parts are already rendered."""

    title: str
    error: str
    first: str
    ignored: IgnoredView | None
    label: "StartingLabel | None"
    back: SafeString
    progress: str
    parts: SafeString
    action: str
    hidden: SafeString
    intro: SafeString
    left_out: bool
    offer: "SuggestionView | None"
    choices: SafeString
    early: SafeString
    skipped: SafeString
    standing: SafeString
    given: SafeString


def question_view(context: RenderContext, state: QuestionState) -> QuestionView:
    """The page of this question."""
    question, answers, position = state.question, state.answers, state.position
    query = write_query(answers)
    step = and_then(query, state.then)
    early = position.open if position.early_result else ()
    return QuestionView(
        title=_("Error: %s") % question.prompt if state.error else question.prompt,
        error=state.error,
        first=_id(question, question.options[0].slug),
        ignored=ignored_view(context.taxonomy, state.ignored),
        label=_label(context, state),
        back=fill_slots(_back(context, *_came_from(context, state)), query=query),
        progress=progress(context, position),
        parts=_parts(context, question.part),
        action=context.page_url("match"),
        hidden=_hidden(state),
        intro=_intro(context, question.slug),
        left_out=question.slug in position.skipped,
        offer=_offer(context, state),
        choices=_choices(context, question.slug, state.picked, state.error),
        early=fill_slots(_early(context, early), query=query),
        skipped=fill_slots(_skipped(context, position.skipped), query=step),
        standing=render_standing_card(context, state.match),
        given=render_given_card(context, answers, step),
    )


# ── The question itself ──────────────────────────────────────────────────────────────────


@remembered(PARTS_KEPT)
def _intro(context: RenderContext, slug: str) -> SafeString:
    """What is above the options."""
    question = context.taxonomy.index.question_by_slug[slug]
    axes = context.taxonomy.index.axis_by_slug
    values = {
        "prompt": question.prompt,
        "help": prose(question.help),
        "example": prose(question.example),
        "tags": [tag(axes[weight.axis]) for weight in question.weights],
        "fit": any(driver.question == slug for driver in context.taxonomy.drivers),
        "between": _between(context, question),
    }
    return render_part("_intro.html", values)


def _between(context: RenderContext, question: Question) -> str:
    """The outcomes that a border question decides between; empty for any other question."""
    outcomes = context.taxonomy.index.outcome_by_slug
    names = [
        outcomes[weight.axis, slug].name for weight in question.weights for slug in question.between
    ]
    return _(" and ").join(f"“{name}”" for name in names)


@dataclass(frozen=True, slots=True)
class PartView:
    """One of the parts of the walk."""

    name: str
    current: bool


@remembered(PARTS_KEPT)
def _parts(context: RenderContext, current: Part) -> SafeString:
    """The parts of the walk, in the order of their questions, and where the visitor is."""
    names: dict[Part, str] = {"work": _("What the work is"), "terms": _("How and where")}
    used = dict.fromkeys(question.part for question in context.taxonomy.questions)
    parts = [PartView(names[part], part == current) for part in used]
    return render_part("_parts.html", {"parts": parts})


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option as a radio button."""

    value: str
    id: str
    label: str
    hint: str
    picked: bool


@remembered(PARTS_KEPT)
def _choices(context: RenderContext, slug: str, picked: str, error: str) -> SafeString:
    """The options of a question, *not sure* last."""
    question = context.taxonomy.index.question_by_slug[slug]
    offered = [
        OptionView(
            value=option.slug,
            id=_id(question, option.slug),
            label=option.label,
            hint=option.hint,
            picked=option.slug == picked,
        )
        for option in question.options
    ]
    unsure = OptionView(
        value=NOT_SURE,
        id=_id(question, NOT_SURE),
        label=answer_label(question, NOT_SURE),
        hint=prose(question.not_sure),
        picked=picked == NOT_SURE,
    )
    values = {"name": slug, "error": error, "offered": offered, "unsure": unsure}
    return render_part("_choices.html", values)


def _id(question: Question, option: str) -> str:
    return f"{question.slug}-{option}"


def _hidden(state: QuestionState) -> SafeString:
    """What the form carries along: the other answers, the label, and the way back."""
    fields = [
        *[pick for pick in state.answers if pick[0] != state.question.slug],
        (LABEL_PARAMETER, state.answers.label),
        (ASKED, state.question.slug),
        (THEN, state.then),
    ]
    return SafeString("".join([_field(name, value) for name, value in fields if value]))


@lru_cache(maxsize=PARTS_KEPT)
def _field(name: str, value: str) -> SafeString:
    return render_part("_hidden.html", {"name": name, "value": value})


# ── What surrounds it ────────────────────────────────────────────────────────────────────


def _came_from(context: RenderContext, state: QuestionState) -> tuple[str, ...]:
    """Where the visitor came from, as the name of a page and its arguments: the question answered
    before this one, or the page whose answer is being changed, or the start."""
    if state.then:
        return (state.then,)
    order = [question.slug for question in context.taxonomy.questions]
    earlier = order[: order.index(state.question.slug)]
    before = [slug for slug in state.position.answered if slug in earlier]
    return ("question", before[-1]) if before else ("home",)


@remembered(PARTS_KEPT)
def _back(context: RenderContext, name: str, *args: str) -> SafeString:
    """The link there. The start has no answers in its URL, and it and the questions can be swapped
    into this page."""
    href = context.page_url(name, *args, query="" if name == "home" else ANSWERS)
    return render_part("_back.html", {"href": href, "boosted": name in ("home", "question")})


@dataclass(frozen=True, slots=True)
class StartingLabel:
    """The label that the visitor started from, and how to go on without it."""

    name: str
    meaning: SafeString
    asks: SafeString
    without: str


def _label(context: RenderContext, state: QuestionState) -> StartingLabel | None:
    """The label, until the first answer has more to say than it."""
    label = context.taxonomy.index.label_by_slug.get(state.answers.label)
    if label is None or state.answers.picks:
        return None
    without = write_step(Answers(), state.then)
    return StartingLabel(
        name=label.names[0],
        meaning=prose(label.meaning),
        asks=prose(label.asks),
        without=context.page_url("question", state.question.slug, query=without),
    )


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """A suggested answer: the sentence why, and a link that picks it."""

    sentence: SafeString
    label: str
    href: str


def _offer(context: RenderContext, state: QuestionState) -> SuggestionView | None:
    """The answer that the others point to, unless it is picked already."""
    question = state.question
    suggestion = suggested_answer(context.taxonomy, question.slug, current_facts(state.match))
    if suggestion is None or suggestion.option == state.picked:
        return None
    answers = with_answer(context.taxonomy, state.answers, question.slug, suggestion.option)
    return SuggestionView(
        sentence=prose(suggestion.sentence),
        label=answer_label(question, suggestion.option),
        href=context.page_url("question", question.slug, query=write_step(answers, state.then)),
    )


@remembered(PARTS_KEPT)
def _early(context: RenderContext, slugs: tuple[str, ...]) -> SafeString:
    """The result before all questions are asked, and which these are; nothing without them."""
    values = {
        "href": context.page_url("result", query=ANSWERS),
        "prompts": [context.taxonomy.index.question_by_slug[slug].prompt for slug in slugs],
    }
    return render_part("_early.html", values)


@remembered(PARTS_KEPT)
def _skipped(context: RenderContext, slugs: tuple[str, ...]) -> SafeString:
    """The questions that are left out, and why; nothing when there are none."""
    links = question_links(context, slugs, ANSWERS)
    return render_part("_skipped.html", {"pointers": links})
