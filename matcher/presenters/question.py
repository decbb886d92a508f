"""A question as its page shows it."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matcher.core.answers import LABEL, Answers, Ignored, change, write
from matcher.core.fit import suggestion
from matcher.core.matching import Match, now
from matcher.core.rules import NOT_SURE
from matcher.core.taxonomy.values import Part, Question
from matcher.core.walk import Walk
from matcher.presenters.given import given_card
from matcher.presenters.standing import standing_card
from matcher.presenters.words import (
    IgnoredShown,
    Pointer,
    and_then,
    answer_label,
    ignored,
    progress,
    tag,
    write_step,
)
from matcher.web.page import ANSWERS, PARTS_KEPT, Scene, draw, filled
from matcher.web.prose import prose
from matcher.web.request_input import ASKED, THEN


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked, and all that is known when it is asked. `then` is the page to go to
    afterwards, `error` what was wrong with the last try."""

    question: Question
    match: Match
    where: Walk
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
class QuestionShown:
    """Everything on the page of a question. The larger parts are drawn already."""

    title: str
    error: str
    first: str
    ignored: IgnoredShown | None
    label: "LabelGiven | None"
    back: SafeString
    progress: str
    parts: SafeString
    action: str
    hidden: SafeString
    intro: SafeString
    left_out: bool
    offer: "Offer | None"
    choices: SafeString
    early: SafeString
    skipped: SafeString
    standing: SafeString
    given: SafeString


def question_shown(scene: Scene, asking: Asking) -> QuestionShown:
    """The page of a question, in words."""
    question, answers, where = asking.question, asking.answers, asking.where
    query = write(answers)
    step = and_then(query, asking.then)
    early = where.open if where.early_result else ()
    return QuestionShown(
        title=_("Error: %s") % question.prompt if asking.error else question.prompt,
        error=asking.error,
        first=_id(question, question.options[0].slug),
        ignored=ignored(scene.taxonomy, asking.ignored),
        label=_label(scene, asking),
        back=filled(_back(scene, *_came_from(scene, asking)), query=query),
        progress=progress(scene, where),
        parts=_parts(scene, question.part),
        action=scene.address("match"),
        hidden=_hidden(asking),
        intro=_intro(scene, question.slug),
        left_out=question.slug in where.skipped,
        offer=_offer(scene, asking),
        choices=_choices(scene, question.slug, asking.picked, asking.error),
        early=filled(_early(scene, early), query=query),
        skipped=filled(_skipped(scene, where.skipped), query=step),
        standing=standing_card(scene, asking.match),
        given=given_card(scene, answers, step),
    )


# ── The question itself ──────────────────────────────────────────────────────────────────


@lru_cache(maxsize=PARTS_KEPT)
def _intro(scene: Scene, slug: str) -> SafeString:
    """What stands above the options."""
    question = scene.taxonomy.question_by_slug[slug]
    axes = scene.taxonomy.axis_by_slug
    context = {
        "prompt": question.prompt,
        "help": prose(question.help),
        "example": prose(question.example),
        "tags": [tag(axes[weight.axis]) for weight in question.weights],
        "fit": any(driver.question == slug for driver in scene.taxonomy.drivers),
        "between": _between(scene, question),
    }
    return draw("_intro.html", context)


def _between(scene: Scene, question: Question) -> str:
    """The outcomes that a border question tells apart; empty for any other question."""
    outcomes = scene.taxonomy.outcome_by_slug
    names = [
        outcomes[weight.axis, slug].name for weight in question.weights for slug in question.between
    ]
    return _(" and ").join(f"“{name}”" for name in names)


@dataclass(frozen=True, slots=True)
class PartShown:
    """One of the parts of the walk."""

    name: str
    current: bool


@lru_cache(maxsize=PARTS_KEPT)
def _parts(scene: Scene, current: Part) -> SafeString:
    """The parts of the walk, in the order of their questions, and where the visitor is."""
    names: dict[Part, str] = {"work": _("What the work is"), "terms": _("How and where")}
    used = dict.fromkeys(question.part for question in scene.taxonomy.questions)
    parts = [PartShown(names[part], part == current) for part in used]
    return draw("_parts.html", {"parts": parts})


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as a radio button."""

    value: str
    id: str
    label: str
    hint: str
    picked: bool


@lru_cache(maxsize=PARTS_KEPT)
def _choices(scene: Scene, slug: str, picked: str, error: str) -> SafeString:
    """The options of a question, *not sure* last."""
    question = scene.taxonomy.question_by_slug[slug]
    offered = [
        Choice(one.slug, _id(question, one.slug), one.label, one.hint, one.slug == picked)
        for one in question.options
    ]
    unsure = Choice(
        value=NOT_SURE,
        id=_id(question, NOT_SURE),
        label=answer_label(question, NOT_SURE),
        hint=prose(question.not_sure),
        picked=picked == NOT_SURE,
    )
    context = {"name": slug, "error": error, "offered": offered, "unsure": unsure}
    return draw("_choices.html", context)


def _id(question: Question, option: str) -> str:
    return f"{question.slug}-{option}"


def _hidden(asking: Asking) -> SafeString:
    """What the form carries along: the other answers, the label, and the way back."""
    fields = [
        *[pick for pick in asking.answers if pick[0] != asking.question.slug],
        (LABEL, asking.answers.label),
        (ASKED, asking.question.slug),
        (THEN, asking.then),
    ]
    return SafeString("".join([_field(name, value) for name, value in fields if value]))


@lru_cache(maxsize=PARTS_KEPT)
def _field(name: str, value: str) -> SafeString:
    return draw("_hidden.html", {"name": name, "value": value})


# ── What stands around it ────────────────────────────────────────────────────────────────


def _came_from(scene: Scene, asking: Asking) -> tuple[str, ...]:
    """Where the visitor came from, as the name of a page and its arguments: the question answered
    before this one, or the page whose answer is being changed, or the start."""
    if asking.then:
        return (asking.then,)
    order = [one.slug for one in scene.taxonomy.questions]
    earlier = order[: order.index(asking.question.slug)]
    before = [slug for slug in asking.where.answered if slug in earlier]
    return ("question", before[-1]) if before else ("home",)


@lru_cache(maxsize=PARTS_KEPT)
def _back(scene: Scene, name: str, *args: str) -> SafeString:
    """The link there. The start has no answers in its address, and it and the questions can be
    swapped into this page."""
    href = scene.address(name, *args, query="" if name == "home" else ANSWERS)
    return draw("_back.html", {"href": href, "boosted": name in ("home", "question")})


@dataclass(frozen=True, slots=True)
class LabelGiven:
    """The label that the visitor started from, and how to go on without it."""

    name: str
    meaning: SafeString
    asks: SafeString
    without: str


def _label(scene: Scene, asking: Asking) -> LabelGiven | None:
    """The label, until the first answer has more to say than it."""
    label = scene.taxonomy.label_by_slug.get(asking.answers.label)
    if label is None or asking.answers.picks:
        return None
    without = write_step(Answers(), asking.then)
    return LabelGiven(
        name=label.names[0],
        meaning=prose(label.meaning),
        asks=prose(label.asks),
        without=scene.address("question", asking.question.slug, query=without),
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggested answer: the sentence why, and a link that picks it."""

    sentence: SafeString
    label: str
    href: str


def _offer(scene: Scene, asking: Asking) -> Offer | None:
    """The answer that the others point to, unless it is picked already."""
    question = asking.question
    found = suggestion(scene.taxonomy, question.slug, now(asking.match))
    if found is None or found.option == asking.picked:
        return None
    with_it = change(scene.taxonomy, asking.answers, question.slug, found.option)
    return Offer(
        sentence=prose(found.sentence),
        label=answer_label(question, found.option),
        href=scene.address("question", question.slug, query=write_step(with_it, asking.then)),
    )


@lru_cache(maxsize=PARTS_KEPT)
def _early(scene: Scene, slugs: tuple[str, ...]) -> SafeString:
    """The result before all questions are asked, and which these are; nothing without them."""
    context = {
        "href": scene.address("result", query=ANSWERS),
        "prompts": [scene.taxonomy.question_by_slug[slug].prompt for slug in slugs],
    }
    return draw("_early.html", context)


@lru_cache(maxsize=PARTS_KEPT)
def _skipped(scene: Scene, slugs: tuple[str, ...]) -> SafeString:
    """The questions that are left out, and why; nothing when there are none."""
    pointers = [
        Pointer(
            scene.taxonomy.question_by_slug[slug].prompt,
            scene.address("question", slug, query=ANSWERS),
        )
        for slug in slugs
    ]
    return draw("_skipped.html", {"pointers": pointers})
