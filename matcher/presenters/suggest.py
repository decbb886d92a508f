"""The page of a text in the visitor's own words: what it may be, and where to begin."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _, ngettext

from matcher.core import (
    Answers,
    Label,
    ServiceLine,
    Taxonomy,
    without_control,
    write_query,
)
from matcher.core.words.suggest import Suggestion, Suggestions
from matcher.core.words.suggester import Suggester
from matcher.presenters.words import answer_label
from matcher.web.page import RenderContext
from matcher.web.proposed import Proposed

MAX_TEXT_LENGTH = 5_000
"""Characters. Of a longer text the beginning is read: what somebody says first matters most."""

TASKS_NAMED = 3
"""So many of the tasks of a service line are named."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class SuggestPage:
    """Everything on the page. `text` is what the visitor wrote; `sentence` says what came of it,
    and is empty before. `label` is there where the text is a word of the dictionary, `families`
    where it is a description. `proposed` are the answers that the text proposes, in words, and
    `start` begins the questions with them."""

    text: str
    action: str
    sentence: str
    cut: str
    label: "LabelHit | None"
    families: tuple["FamilySuggestion", ...]
    proposed: tuple[str, ...]
    start: str


@dataclass(frozen=True, slots=True)
class LabelHit:
    """A word that vendors use, what it usually means and leaves open, and how to begin with it."""

    name: str
    meaning: str
    asks: str
    start: str


@dataclass(frozen=True, slots=True)
class FamilySuggestion:
    """A family, what brought it, and its service lines to begin from."""

    name: str
    url: str
    summary: str
    words: str
    lines: tuple["LineSuggestion", ...]


@dataclass(frozen=True, slots=True)
class LineSuggestion:
    """A service line, some of its tasks, and the questions with its usual answers proposed."""

    name: str
    tasks: str
    start: str


def suggest_page(
    context: RenderContext, answers: Answers, suggester: Suggester, text: str | None
) -> SuggestPage:
    """What the text suggests; the empty form without one. The answers so far are kept."""
    page = _plain(context, answers, without_control(text or ""))
    if text is None:
        return page
    if not page.text.strip():
        return replace(page, sentence=_("Write a few words about the work first."))
    if label := label_called(context.taxonomy, page.text):
        return replace(
            page,
            sentence=_("“%(name)s” is a word of vendors.") % {"name": label.names[0]},
            label=_label_hit(context, answers, label),
        )
    return _suggested(context, answers, suggester, page)


def waiting_page(context: RenderContext, answers: Answers, text: str, sentence: str) -> SuggestPage:
    """The form as it was sent, and why it was not read."""
    return replace(_plain(context, answers, without_control(text)), sentence=sentence)


def _plain(context: RenderContext, answers: Answers, text: str) -> SuggestPage:
    query = write_query(answers)
    return SuggestPage(
        text=text,
        action=context.page_url("suggest", query=query),
        sentence="",
        cut=_cut(text),
        label=None,
        families=(),
        proposed=(),
        start=context.page_url("match", query=query),
    )


def _cut(text: str) -> str:
    if len(text) <= MAX_TEXT_LENGTH:
        return ""
    return _("Your text is longer than we read. We took its first %(most)s characters.") % {
        "most": f"{MAX_TEXT_LENGTH:,}"
    }


def label_called(taxonomy: Taxonomy, text: str) -> Label | None:
    """The label that is called exactly so, but for capitals, hyphens and the like."""
    wanted = _normal(text)
    return next((label for label in taxonomy.labels if wanted in map(_normal, label.names)), None)


def _normal(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _label_hit(context: RenderContext, answers: Answers, label: Label) -> LabelHit:
    query = write_query(replace(answers, label=label.slug))
    start = context.page_url("match", query=query)
    return LabelHit(label.names[0], label.meaning, label.asks, start)


# ── A description ────────────────────────────────────────────────────────────────────────


def _suggested(
    context: RenderContext, answers: Answers, suggester: Suggester, page: SuggestPage
) -> SuggestPage:
    text = page.text[:MAX_TEXT_LENGTH]
    found, taxonomy = suggester.suggest(text), context.taxonomy
    proposals = [(each.question, each.option) for each in suggester.proposals(text)]
    shown = found.ranked[: found.shown]
    return replace(
        page,
        sentence=_sentence(found),
        families=tuple(_family(context, answers, suggestion) for suggestion in shown),
        proposed=tuple(
            answer_label(taxonomy.index.question_by_slug[question], option)
            for question, option in proposals
        ),
        start=_start(context, answers, proposals),
    )


def _sentence(found: Suggestions) -> str:
    if found.abstain:
        return _("That is too little to go by. The questions need no special words.")
    if found.often_right:
        return _("Your words point to one family. That is often right; the questions check it.")
    return ngettext(
        "Your words point to %(count)s family. The questions check it.",
        "Your words point to one of %(count)s families. The questions tell them apart.",
        found.shown,
    ) % {"count": found.shown}


def _family(context: RenderContext, answers: Answers, suggestion: Suggestion) -> FamilySuggestion:
    index = context.taxonomy.index
    family = next(
        outcome
        for outcome in context.taxonomy.outcomes
        if outcome.profile and outcome.slug == suggestion.subject
    )
    lines = {line.slug: line for line in family.service_lines}
    return FamilySuggestion(
        name=index.outcome_name(family.axis, family.slug),
        url=context.page_url("family", family.slug),
        summary=family.summary,
        words=_because(suggestion.words),
        lines=tuple(_line(context, answers, lines[slug]) for slug in suggestion.lines),
    )


def _because(words: Sequence[str]) -> str:
    """What brought the family, as the visitor wrote it."""
    if not words:
        return ""
    quoted = ", ".join(f"“{word}”" for word in words)
    return _("Because of %(words)s") % {"words": quoted}


def _line(context: RenderContext, answers: Answers, line: ServiceLine) -> LineSuggestion:
    typical = ((answer.question, answer.option) for answer in line.typical)
    tasks = "; ".join(line.tasks[:TASKS_NAMED])
    return LineSuggestion(line.name, tasks, _start(context, answers, typical))


def _start(context: RenderContext, answers: Answers, proposals: Iterable[tuple[str, str]]) -> str:
    """The next question, with these answers proposed to those that have none."""
    given = answers.as_dict()
    fresh = {question: option for question, option in proposals if question not in given}
    proposing = replace(context, proposed=Proposed(tuple(fresh.items())))
    return proposing.page_url("match", query=write_query(answers))
