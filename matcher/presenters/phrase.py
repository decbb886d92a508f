"""A vendor’s phrase taken apart: what each of its words says, and what all of them leave open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import gettext as _

from matcher.core import Answers, Label, Taxonomy, without_control, write_query
from matcher.core.phrases import (
    AxisReading,
    Entry,
    Part,
    glossary,
    meanings,
    proposed_answers,
    read_axes,
    speaks_of,
    starting_label,
    take_apart,
)
from matcher.presenters.reference import Link, outcome_url
from matcher.presenters.words import Tag, answer_label, tag
from matcher.web.page import RenderContext
from matcher.web.proposed import Proposed
from matcher.wording import join_and

MAX_PHRASE_LENGTH = 300
"""Characters. Of a longer text the beginning is read: this is for phrases, not for descriptions."""

QUESTIONS_NAMED = 3
"""So many of the questions that decide an axis are named."""


@dataclass(frozen=True, slots=True)
class PhraseForm:
    """The form for a phrase: what stands in it, how much may, and what happens to it."""

    text: str = ""
    most: int = MAX_PHRASE_LENGTH

    @property
    def hint(self) -> str:
        """An example, and what is kept of a phrase."""
        example = _("For example: “offshore managed back office”.")
        return f"{example} {_what_is_kept()}"


def _what_is_kept() -> str:
    if settings.COUNT_UNKNOWN_WORDS:
        return _(
            "What you paste is read once and not kept; a word that we do not know is counted by "
            "itself."
        )
    return _("What you paste is read once and not kept.")


@dataclass(frozen=True, slots=True)
class PhrasePage:
    """Everything on the page. `sentence` says what came of the phrase, and `cut` that only a part
    was read. `silent` are the words that say nothing about the work, by what is to be said of them,
    and `unknown` those that nothing here explains. `start` begins the questions with what is
    implied: the answers that are `proposed`, in words. Without a word that is known there are no
    `decisions`, and without any word no `start`."""

    form: PhraseForm
    sentence: str
    cut: str = ""
    known: tuple["KnownWords", ...] = ()
    silent: tuple["SilentWords", ...] = ()
    unknown: tuple[str, ...] = ()
    decisions: tuple["DecisionView", ...] = ()
    proposed: tuple[str, ...] = ()
    start: str = ""


@dataclass(frozen=True, slots=True)
class KnownWords:
    """Words that are one name: the decisions they speak about, what they say, and the outcomes that
    they may mean. `answer` is the one that they propose, and `more` their entry in the dictionary;
    each is empty where there is none."""

    text: str
    tags: tuple[Tag, ...]
    says: str
    outcomes: tuple["Meaning", ...]
    answer: str
    more: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """An outcome that words may mean, and when; empty for its usual meaning."""

    name: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SilentWords:
    """Words that say nothing about the work, and why."""

    words: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision, and the outcomes that the phrase may mean there: one where it says so, none where
    it does not say. Otherwise what to `ask` the vendor, and the `questions` that decide it."""

    tag: Tag
    decides: str
    outcomes: tuple[Link, ...]
    asks: tuple[str, ...]
    questions: tuple[Link, ...]


def phrase_page(context: RenderContext, text: str) -> PhrasePage:
    """The phrase taken apart. Without any word it asks for some."""
    whole = " ".join(without_control(text).split())
    form = PhraseForm(whole[:MAX_PHRASE_LENGTH].rstrip())
    parts = take_apart(glossary(context.taxonomy), form.text)
    if not parts:
        return PhrasePage(form, _("Paste a vendor’s phrase first: one word is enough."))
    return _taken_apart(context, form, parts, cut=form.text != whole)


def waiting_page(text: str, sentence: str) -> PhrasePage:
    """The form as it was sent, and why it was not read."""
    return PhrasePage(PhraseForm(" ".join(without_control(text).split())), sentence)


def _taken_apart(
    context: RenderContext, form: PhraseForm, parts: Sequence[Part], *, cut: bool
) -> PhrasePage:
    speaking = [(part.text, part.entry) for part in parts if part.entry]
    entries = [entry for _text, entry in speaking]
    readings = read_axes(context.taxonomy, entries)
    proposals = proposed_answers(entries)
    query = _query(starting_label(entries), proposals)
    return PhrasePage(
        form=form,
        sentence=_sentence(readings) if speaking else _unknown_sentence(),
        cut=_cut() if cut else "",
        known=tuple(
            _known(context, text, entry) for text, entry in speaking if not entry.says_nothing
        ),
        silent=_silent(speaking),
        unknown=tuple(dict.fromkeys(part.text for part in parts if part.entry is None)),
        decisions=tuple(_decision(context, reading, query) for reading in readings if speaking),
        proposed=_in_words(context.taxonomy, proposals),
        start=context.page_url("match", query=query),
    )


def _cut() -> str:
    return _("Your text is longer than a phrase. We took its first %(most)s characters.") % {
        "most": MAX_PHRASE_LENGTH
    }


def _query(label: Label | None, proposals: tuple[tuple[str, str], ...]) -> str:
    """The questions from their beginning: with the label, and these answers proposed."""
    answers = write_query(Answers(label=label.slug if label else ""))
    return "&".join(filter(None, (answers, Proposed(proposals).parameters)))


def _in_words(taxonomy: Taxonomy, answers: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    questions = taxonomy.index.question_by_slug
    return tuple(answer_label(questions[question], option) for question, option in answers)


# ── What came of it ──────────────────────────────────────────────────────────────────────


def _unknown_sentence() -> str:
    return _("We know none of this, so it leaves every decision open.")


def _sentence(readings: Sequence[AxisReading]) -> str:
    """What it says, where it has several meanings, and what it leaves open: what there is of it."""
    sentences = (
        (_("Said: %(names)s."), [one for one in readings if one.is_said]),
        (_("Several meanings: %(names)s."), [one for one in readings if one.is_ambiguous]),
        (_("Left open: %(names)s."), [one for one in readings if not one.outcomes]),
    )
    return " ".join(
        sentence % {"names": join_and(tuple(reading.axis.name for reading in those))}
        for sentence, those in sentences
        if those
    )


# ── Word by word ─────────────────────────────────────────────────────────────────────────


def _known(context: RenderContext, text: str, entry: Entry) -> KnownWords:
    label = entry.label
    return KnownWords(
        text=text,
        tags=tuple(tag(axis) for axis in context.taxonomy.axes if speaks_of(entry, axis)),
        says=_says(entry),
        outcomes=_meanings(context, entry),
        answer="; ".join(_in_words(context.taxonomy, entry.proposals)),
        more=f"{context.page_url('labels')}#{label.slug}" if label else "",
    )


def _says(entry: Entry) -> str:
    """What the words say by themselves, or else what the label usually means."""
    if entry.term:
        return entry.term.says
    if entry.label and not _is_one_of_several(entry, entry.label):
        return f"{entry.label.meaning.rstrip('.')}."
    return entry.outcomes[0].summary if len(entry.outcomes) == 1 else _("It is sold as each of:")


def _is_one_of_several(entry: Entry, label: Label) -> bool:
    """Whether the words name one outcome where their label may mean several."""
    return len(entry.outcomes) == 1 < len(label.candidates)


def _meanings(context: RenderContext, entry: Entry) -> tuple[Meaning, ...]:
    candidates = meanings(context.taxonomy, entry.label) if entry.label else ()
    notes = {} if len(entry.outcomes) == 1 else {one.slug: can.note for can, one in candidates}
    return tuple(
        Meaning(outcome.name, outcome_url(context, outcome), notes.get(outcome.slug, ""))
        for outcome in entry.outcomes
    )


def _silent(speaking: Iterable[tuple[str, Entry]]) -> tuple[SilentWords, ...]:
    by_term: dict[str, SilentWords] = {}
    for text, entry in speaking:
        if entry.says_nothing and entry.term:
            group = by_term.get(entry.term.slug, SilentWords((), entry.term.says))
            words = tuple(dict.fromkeys((*group.words, text)))
            by_term[entry.term.slug] = replace(group, words=words)
    return tuple(by_term.values())


# ── Decision by decision ─────────────────────────────────────────────────────────────────


def _decision(context: RenderContext, reading: AxisReading, query: str) -> DecisionView:
    asks = dict.fromkeys(entry.label.asks for entry in reading.entries if entry.label)
    return DecisionView(
        tag=tag(reading.axis),
        decides=reading.axis.asks,
        outcomes=tuple(
            Link(outcome.name, outcome_url(context, outcome)) for outcome in reading.outcomes
        ),
        asks=() if reading.is_said else tuple(asks),
        questions=tuple(
            Link(question.prompt, context.page_url("question", question.slug, query=query))
            for question in reading.questions[:QUESTIONS_NAMED]
        ),
    )
