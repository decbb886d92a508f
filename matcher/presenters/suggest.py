"""The page of a text in the visitor's own words: what it may be, and where to begin."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _

from matcher.core import (
    LABEL_PARAMETER,
    Answers,
    Label,
    Outcome,
    ServiceLine,
    without_control,
    write_query,
)
from matcher.core.codes import CodeHit, code_hits
from matcher.core.phrases import label_called, labels_by_name
from matcher.core.words.suggest import Suggestion, Suggestions
from matcher.core.words.suggester import MAX_TEXT_LENGTH, Suggester
from matcher.presenters.codes import code_sentence
from matcher.presenters.words import answer_label
from matcher.web.page import RenderContext
from matcher.web.proposed import Pair, Proposed
from matcher.web.request_input import ASKED

TASKS_NAMED = 3
"""So many of the tasks of a service line are named."""


@dataclass(frozen=True, slots=True)
class SuggestPage:
    """Everything on the page. `text` is what the visitor wrote; `sentence` says what came of it,
    and is empty before. `label` is there where the text is a word of the dictionary, `proposal`
    where it is a description, `families` where it is that or a code. `start` begins the
    questions."""

    text: str
    action: str
    sentence: str = ""
    cut: str = ""
    label: "LabelHit | None" = None
    proposal: "FirstProposal | None" = None
    families: tuple["FamilySuggestion", ...] = ()
    start: str = ""


@dataclass(frozen=True, slots=True)
class FirstProposal:
    """The first answer that the text proposes: a form that confirms it and goes on from there."""

    prompt: str
    question: str
    option: str
    label: str
    action: str
    hidden: tuple[tuple[str, str], ...]


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
    if label := label_called(labels_by_name(context.taxonomy), page.text):
        return replace(
            page,
            sentence=_("“%(name)s” is a word of vendors.") % {"name": label.names[0]},
            label=_label_hit(context, answers, label),
        )
    if hits := code_hits(context.taxonomy, page.text):
        return replace(
            page,
            sentence=" ".join(map(code_sentence, hits)),
            families=tuple(card for hit in hits for card in _coded(context, answers, hit)),
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
        cut=_cut(text),
        start=context.page_url("match", query=query),
    )


def _cut(text: str) -> str:
    if len(text) <= MAX_TEXT_LENGTH:
        return ""
    return _("Your text is longer than we read. We took its first %(most)s characters.") % {
        "most": f"{MAX_TEXT_LENGTH:,}"
    }


def _label_hit(context: RenderContext, answers: Answers, label: Label) -> LabelHit:
    query = write_query(replace(answers, label=label.slug))
    start = context.page_url("match", query=query)
    return LabelHit(label.names[0], label.meaning, label.asks, start)


# ── A description ────────────────────────────────────────────────────────────────────────


def _suggested(
    context: RenderContext, answers: Answers, suggester: Suggester, page: SuggestPage
) -> SuggestPage:
    found, proposals = suggester.suggest(page.text)
    given = answers.as_dict()
    fresh = [(each.question, each.option) for each in proposals if each.question not in given]
    return replace(
        page,
        sentence=_sentence(found),
        proposal=_first_proposal(context, answers, fresh),
        families=tuple(
            _family(context, answers, suggestion) for suggestion in found.ranked[: found.shown]
        ),
        start=_start(context, answers, fresh),
    )


def _first_proposal(
    context: RenderContext, answers: Answers, proposals: Sequence[Pair]
) -> FirstProposal | None:
    if not proposals:
        return None
    (slug, option), *others = proposals
    question = context.taxonomy.index.question_by_slug[slug]
    hidden = (
        *answers.context,
        *answers,
        (LABEL_PARAMETER, answers.label),
        context.other.field,
        *Proposed(tuple(others)).fields,
        (ASKED, slug),
    )
    return FirstProposal(
        prompt=question.prompt,
        question=slug,
        option=option,
        label=answer_label(question, option),
        action=context.page_url("match"),
        hidden=tuple(field for field in hidden if field[1]),
    )


def _sentence(found: Suggestions) -> str:
    if found.abstain:
        return _("That is too little to go by. The questions need no special words.")
    if found.shown == 1:
        return _("Your words point to one family. That is often right; the questions check it.")
    if found.shown == 2:
        return _("Your words point to one of two families. The questions tell them apart.")
    return _("Your words point to one of three families. The questions tell them apart.")


def _coded(context: RenderContext, answers: Answers, hit: CodeHit) -> Iterator[FamilySuggestion]:
    """The families that have the code, each with those of its service lines that do."""
    for _slug, group in groupby(hit.holders, key=lambda holder: holder.family.slug):
        held = tuple(group)
        lines = (holder.line for holder in held if holder.line)
        yield _card(context, answers, held[0].family, hit.scheme.name, lines)


def _family(context: RenderContext, answers: Answers, suggestion: Suggestion) -> FamilySuggestion:
    family = next(
        outcome
        for outcome in context.taxonomy.outcomes
        if outcome.profile and outcome.slug == suggestion.subject
    )
    by_slug = {line.slug: line for line in family.service_lines}
    lines = (by_slug[slug] for slug in suggestion.lines)
    return _card(context, answers, family, _because(suggestion.words), lines)


def _card(
    context: RenderContext,
    answers: Answers,
    family: Outcome,
    words: str,
    lines: Iterable[ServiceLine],
) -> FamilySuggestion:
    return FamilySuggestion(
        name=family.name,
        url=context.page_url("family", family.slug),
        summary=family.summary,
        words=words,
        lines=tuple(_line(context, answers, line) for line in lines),
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


def _start(context: RenderContext, answers: Answers, proposals: Iterable[Pair]) -> str:
    """The first question that has no answer and is proposed one; without any, the next question."""
    given, query = answers.as_dict(), write_query(answers)
    fresh = {question: option for question, option in proposals if question not in given}
    proposing = replace(context, proposed=Proposed(tuple(fresh.items())))
    for question in fresh:
        return proposing.page_url("question", question, query=query)
    return proposing.page_url("match", query=query)
