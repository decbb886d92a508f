"""Words that several pages share: days, answers, links to questions, how far the visitor is,
and what in the URL could not be used."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from matcher.core import NOT_SURE, Answer, Answers, Axis, Ignored, Match, Taxonomy, write_query
from matcher.core.answers import conflict_among
from matcher.core.taxonomy.values import Asked
from matcher.core.walk import Walk
from matcher.editions import PublishedRelease, Release
from matcher.expiry import EVERYWHERE, Expiry
from matcher.forms import AnyQuestion
from matcher.web.page import RenderContext
from matcher.web.request_input import EDITION, THEN
from matcher.wording import join_and

MAX_IGNORED_NAMED = 5
"""How many unusable parts of a URL are named one by one."""

MAX_REPEATED_LENGTH = 60
"""How many characters of a stranger's text a page repeats."""


@dataclass(frozen=True, slots=True)
class Tag:
    """The name of an axis; its style sheet adds colour and icon by the slug."""

    slug: str
    name: str


def tag(axis: Axis) -> Tag:
    """The tag of an axis."""
    return Tag(axis.slug, axis.name)


def day(moment: datetime) -> str:
    """The day of a moment, written out: “22 November 2026”."""
    return f"{moment.day} {MONTHS[moment.month]} {moment.year}"


def edition_sentence(release: Release) -> str:
    """Which edition said it, and of which day; of a draft, which one it would be."""
    if isinstance(release, PublishedRelease):
        params = {"number": release.number, "day": day(release.published_at)}
        return _("Edition %(number)s, %(day)s") % params
    return _("Draft, as edition %(number)s would be") % {"number": release.number}


def assessment_url(context: RenderContext, match: Match, edition_of_link: int | None = None) -> str:
    """The URL at which the ways to get this work done are compared, for those who come from a link
    with the edition of it."""
    query = write_query(match.answers)
    if edition_of_link:
        query = f"{query}&{EDITION}={edition_of_link}"
    return context.page_url("assessment", query=query)


def until(expiry: Expiry) -> str:
    """The end of a result, as it follows “until”: its last day, and in which time zone."""
    if expiry.zone == EVERYWHERE:
        return _("the end of %(day)s, everywhere") % {"day": day(expiry.last_day)}
    if not expiry.ends_a_day:
        return date_format(expiry.at, "j F Y, H:i") + " UTC"
    return _("%(day)s (%(zone)s time)") % {
        "day": day(expiry.last_day),
        "zone": expiry.zone.replace("_", " "),
    }


# ── Answers and questions ────────────────────────────────────────────────────────────────


def question_by_slug(taxonomy: Taxonomy, slug: str) -> AnyQuestion | None:
    """The question, scored or of context; None where there is no such question."""
    index = taxonomy.index
    return index.question_by_slug.get(slug) or index.context_by_slug.get(slug)


def given(taxonomy: Taxonomy, answers: Answers) -> Iterator[tuple[AnyQuestion, Answer]]:
    """Every question that has an answer, with it, in the order of the walk."""
    yield from given_context(taxonomy, answers, "first")
    for slug, answer in answers.as_dict().items():
        yield taxonomy.index.question_by_slug[slug], answer
    yield from given_context(taxonomy, answers, "last")


def given_context(
    taxonomy: Taxonomy, answers: Answers, asked: Asked
) -> Iterator[tuple[AnyQuestion, Answer]]:
    """The questions of context at one end of the walk that have an answer, with it."""
    picks = dict(answers.context)
    for question in taxonomy.index.context_by_slug.values():
        if question.asked == asked and question.slug in picks:
            yield question, (picks[question.slug],)


def answer_label(question: AnyQuestion, pick: str) -> str:
    """The label of the answer; empty for one that the question does not know."""
    if pick == NOT_SURE:
        return _("I’m not sure")
    option = question.option(pick)
    return option.label if option else ""


def answer_labels(question: AnyQuestion, answer: Answer) -> tuple[str, ...]:
    """The label of the answer, or the labels of all its ticks."""
    return tuple([answer_label(question, option) for option in answer])


def answer_text(question: AnyQuestion, answer: Answer) -> str:
    """The labels as one string."""
    return "; ".join(answer_labels(question, answer))


def write_step(answers: Answers, then: str = "") -> str:
    """The query string of a step: the answers, and where the visitor goes afterwards."""
    return and_then(write_query(answers), then)


def and_then(query: str, then: str) -> str:
    """The query string with the page, if any, that the visitor goes to afterwards."""
    return "&".join(filter(None, (query, then and f"{THEN}={then}")))


@dataclass(frozen=True, slots=True)
class QuestionLink:
    """A link to a question."""

    prompt: str
    href: str


def question_links(
    context: RenderContext, slugs: Iterable[str], query: str
) -> tuple[QuestionLink, ...]:
    """Links to these questions, with the answers of the query kept."""
    return tuple(
        QuestionLink(question.prompt, context.page_url("question", slug, query=query))
        for slug in slugs
        if (question := question_by_slug(context.taxonomy, slug))
    )


# ── How far ──────────────────────────────────────────────────────────────────────────────

Segment = Literal["done", "here", "left"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the visitor is, in words and as the segments of a bar, without a promise that cannot
    be kept."""

    sentence: str
    segments: tuple[Segment, ...]


def progress(answered: Sequence[str], position: Walk, asked: AnyQuestion) -> Progress:
    """How far a visitor is who is asked this question after those that are answered: “Question 4 of
    about 12”."""
    at = answered.index(asked.slug) if asked.slug in answered else len(answered)
    total = max(len(answered) + _left(position), at + 1)
    text = (
        _("Question %(number)s of %(total)s")
        if position.least == position.most
        else _("Question %(number)s of about %(total)s")
    )
    return Progress(
        sentence=text % {"number": at + 1, "total": total},
        segments=tuple([_segment(index, at, len(answered)) for index in range(total)]),
    )


def _left(position: Walk) -> int:
    """How many questions are to be asked, as far as can be said."""
    return len(position.first) + len(position.open) + bool(position.last)


def _segment(index: int, at: int, answered: int) -> Segment:
    if index == at:
        return "here"
    return "done" if index < answered else "left"


def how_far(answered: int, position: Walk) -> str:
    """How much is answered and how much is left to ask."""
    return f"{_done(answered)}, {_to_go(position)}"


def _done(count: int) -> str:
    if not count:
        return _("Nothing answered yet")
    return ngettext("%(count)s answered", "%(count)s answered", count) % {"count": count}


def _to_go(position: Walk) -> str:
    """A border question may still turn up where `most` says so."""
    count = _left(position)
    if position.least == position.most and not position.offered:
        return _("%(count)s to go") % {"count": count} if count else _("nothing left to ask")
    if count:
        return _("about %(count)s to go") % {"count": count}
    return _("nothing more to ask for now")


# ── What could not be used ───────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class IgnoredView:
    """Sentences about the parts of a URL that could not be used, and how many more there are."""

    sentences: tuple[str, ...]
    more: str


def ignored_view(context: RenderContext, ignored: tuple[Ignored, ...]) -> IgnoredView | None:
    """What to say about unusable parts of a URL; None when there are none."""
    other = (context.other.error,) if context.other.error else ()
    if not (ignored or other):
        return None
    named = [_sentence(context.taxonomy, part) for part in ignored[:MAX_IGNORED_NAMED]]
    return IgnoredView(
        sentences=(*other, *named),
        more=_more(len(ignored) - MAX_IGNORED_NAMED),
    )


def _more(rest: int) -> str:
    if rest <= 0:
        return ""
    return ngettext("And %(rest)s more.", "And %(rest)s more.", rest) % {"rest": rest}


def _sentence(taxonomy: Taxonomy, ignored: Ignored) -> str:
    question = question_by_slug(taxonomy, ignored.name)
    params = {
        "name": question.prompt if question else shortened(ignored.name),
        "value": _ignored_value(taxonomy, ignored),
    }
    return str(_IGNORED_SENTENCES[ignored.reason]) % params


def _ignored_value(taxonomy: Taxonomy, ignored: Ignored) -> str:
    """The answer in words where we know it."""
    retired = retired_name(taxonomy, ignored)
    if retired:
        return retired
    question = taxonomy.index.question_by_slug.get(ignored.name)
    if question and (pair := conflict_among(question, ignored.value.split(", "))):
        return join_and(tuple(f"“{answer_label(question, tick)}”" for tick in pair))
    return shortened(ignored.value)


def retired_name(taxonomy: Taxonomy, ignored: Ignored) -> str:
    """The words of an answer that an earlier edition had; empty for any other."""
    retired = taxonomy.index.retired_by_answer.get((ignored.name, ignored.value))
    return retired.name if retired else ""


_IGNORED_SENTENCES = {
    "question": gettext_lazy("“%(name)s” is no longer one of the questions."),
    "option": gettext_lazy(
        "“%(value)s” is not, or no longer, an answer to “%(name)s”, which counts as unanswered."
    ),
    "label": gettext_lazy("We know no label “%(value)s”."),
    "repeated": gettext_lazy(
        "“%(name)s” is given more than once with different answers, and counts as unanswered."
    ),
    "double": gettext_lazy("An answer to “%(name)s” is given twice; it counts as unanswered."),
    "unsure": gettext_lazy(
        "“%(name)s” has “not sure” together with other answers, and counts as unanswered."
    ),
    "conflict": gettext_lazy(
        "Two answers to “%(name)s” exclude each other: %(value)s. It counts as unanswered."
    ),
    "retired": gettext_lazy("“%(value)s” is no longer an answer, and nothing takes its place."),
}


def shortened(text: str) -> str:
    """As much of a stranger's text as a page repeats."""
    return text if len(text) <= MAX_REPEATED_LENGTH else f"{text[:MAX_REPEATED_LENGTH]}…"
