"""A phrase of vendors taken apart: which of its words are known, what they say on each axis, and
what they leave open.

A name is known however it is written: “Back-Office”, “back offices” and “backoffice” are one, and
so are “centre” and “center”. Of names that overlap the longest wins.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import reduce
from itertools import accumulate

from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import Axis, Candidate, Label, Outcome, Question, Term

# ── Spelling ─────────────────────────────────────────────────────────────────────────────

_WORD = re.compile(r"&|[^\s!-/:-@\[-`{-~\u2010-\u2027]+")
"""A word: what stands between spaces and punctuation, in any script. The sign & is one."""

_SPELLINGS = tuple(
    (re.compile(written), read)
    for written, read in (
        ("^&$", "and"),
        ("(?<=..)ies$", "y"),
        ("(?<=..[^s])s$", ""),
        ("tre$", "ter"),
        ("(?<=..)our$", "or"),
        ("ogue$", "og"),
        ("(?<=...)is(?=e$|ed$|ing$|ation$)", "iz"),
        ("ll", "l"),
    )
)
"""What is read alike: & and “and”, plural and singular, British and American spelling. It need not
make a word, only the same of both."""


def folded(text: str) -> str:
    """The text as names are compared: letters and digits alone, without plural, in one spelling.
    Empty where it has no word."""
    return "".join(folded_words(text))


def folded_words(text: str) -> tuple[str, ...]:
    """The words of the text as they are compared."""
    return tuple(map(_folded_word, _WORD.findall(text)))


def _folded_word(word: str) -> str:
    return reduce(lambda text, rule: rule[0].sub(rule[1], text), _SPELLINGS, word.casefold())


# ── Names ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for: a label, a term or both, and the outcomes that it may mean."""

    label: Label | None = None
    term: Term | None = None
    outcomes: tuple[Outcome, ...] = ()

    @property
    def proposals(self) -> tuple[tuple[str, str], ...]:
        """The answer that it proposes, as question and option; none where it proposes none."""
        term = self.term
        return ((term.question, term.option),) if term and term.option else ()

    @property
    def says_nothing(self) -> bool:
        """Whether it is only a term that neither names an outcome nor proposes an answer."""
        return not (self.label or self.outcomes or self.proposals)

    def below(self, other: "Entry") -> "Entry":
        """Both in one; what the other says of outcomes is nearer to the word."""
        return Entry(
            other.label or self.label,
            other.term or self.term,
            other.outcomes or self.outcomes,
        )


Glossary = Mapping[str, Entry]
"""What is known, by the folded name."""


def glossary(taxonomy: Taxonomy) -> Glossary:
    """All that a phrase may name. Of a name that is met several times, a term decides over the name
    of an outcome, that over a label, and a label over what families are sold as."""
    known: dict[str, Entry] = {}
    for name, entry in _entries(taxonomy):
        known[name] = known[name].below(entry) if name in known else entry
    return known


def _entries(taxonomy: Taxonomy) -> Iterator[tuple[str, Entry]]:
    """What each folded name stands for; what comes later is nearer to the word."""
    for name, families in _sold_as(taxonomy).items():
        yield name, Entry(outcomes=tuple(families))
    for label in taxonomy.labels:
        entry = Entry(label, outcomes=tuple(outcome for _, outcome in meanings(taxonomy, label)))
        yield from ((folded(name), entry) for name in label.names)
    for outcome in taxonomy.outcomes:
        yield folded(outcome.name), Entry(outcomes=(outcome,))
    for term in taxonomy.terms:
        named = taxonomy.index.outcome_by_slug.get((term.axis, term.outcome))
        entry = Entry(term=term, outcomes=(named,) if named else ())
        yield from ((folded(name), entry) for name in term.names)


def _sold_as(taxonomy: Taxonomy) -> dict[str, list[Outcome]]:
    """The families by what they are sold as, folded, without what stands there in brackets."""
    families: dict[str, list[Outcome]] = {}
    for outcome in taxonomy.outcomes:
        for name in outcome.vendor_labels:
            families.setdefault(folded(name.partition("(")[0]), []).append(outcome)
    return families


def meanings(taxonomy: Taxonomy, label: Label) -> tuple[tuple[Candidate, Outcome], ...]:
    """The candidates of a label with their outcomes, on whichever axis these are."""
    return tuple(
        (candidate, outcome)
        for candidate in label.candidates
        for outcome in taxonomy.outcomes
        if outcome.slug == candidate.outcome and label.axis in ("", outcome.axis)
    )


ALIKE = 0.9
"""How like a name a text must be (difflib's ratio) to be that name: a slip of the pen is, but “BPO”
is not “KPO”."""


def labels_by_name(taxonomy: Taxonomy) -> dict[str, Label]:
    """The labels by their folded names."""
    return {folded(name): label for label in taxonomy.labels for name in label.names}


def label_called(labels: Mapping[str, Label], text: str) -> Label | None:
    """The label that is called so, but for capitals, hyphens and a letter or two."""
    names = get_close_matches(folded(text), labels, n=1, cutoff=ALIKE)
    return labels[names[0]] if names else None


# ── Taking apart ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a phrase, or several that are one name, as they were written; without an `entry`
    they are unknown."""

    text: str
    words: tuple[str, ...]
    entry: Entry | None = None


def take_apart(known: Glossary, phrase: str) -> tuple[Part, ...]:
    """The parts of the phrase in its order. Every word is in exactly one of them, and no part is
    empty; a phrase without a word has none."""
    matches = list(_WORD.finditer(phrase))
    words = [match[0] for match in matches]
    keys = [_folded_word(word) for word in words]
    longest = max(map(len, known), default=0)
    parts = []
    first = 0
    while first < len(words):
        count = _longest_name(known, keys[first:], longest)
        end = first + (count or 1)
        text = phrase[matches[first].start() : matches[end - 1].end()]
        entry = known["".join(keys[first:end])] if count else None
        parts.append(Part(text, tuple(words[first:end]), entry))
        first = end
    return tuple(parts)


def _longest_name(known: Glossary, keys: Sequence[str], longest: int) -> int:
    """How many of the words, from the first on, are the longest known name; 0 where none is."""
    found = 0
    for count, name in enumerate(accumulate(keys), 1):
        if len(name) > longest:
            break
        if name in known:
            found = count
    return found


# ── What it says ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class AxisReading:
    """What a phrase says on an axis: the outcomes that all of its words there may mean or, where
    these contradict each other, that any of them may mean; none, where no word says any.
    `entries` are those of these words, and `questions` what to ask where it is not one outcome:
    those that count most come first."""

    axis: Axis
    outcomes: tuple[Outcome, ...]
    entries: tuple[Entry, ...]
    questions: tuple[Question, ...]

    @property
    def is_said(self) -> bool:
        """Whether it is one outcome."""
        return len(self.outcomes) == 1

    @property
    def is_ambiguous(self) -> bool:
        """Whether it may be one outcome or another."""
        return len(self.outcomes) > 1


def read_axes(taxonomy: Taxonomy, entries: Sequence[Entry]) -> tuple[AxisReading, ...]:
    """What the entries of a phrase say on each axis, in the order of the axes."""
    return tuple(_read_axis(taxonomy, axis, entries) for axis in taxonomy.axes)


def _read_axis(taxonomy: Taxonomy, axis: Axis, entries: Sequence[Entry]) -> AxisReading:
    speaking = tuple(entry for entry in entries if speaks_of(entry, axis))
    outcomes = _in_common([_on(axis, entry) for entry in speaking])
    questions = () if len(outcomes) == 1 else deciding_questions(taxonomy, axis)
    return AxisReading(axis, outcomes, speaking, questions)


def speaks_of(entry: Entry, axis: Axis) -> bool:
    """Whether it may mean an outcome on this axis, or is a label about it."""
    about = entry.label is not None and entry.label.axis == axis.slug
    return about or bool(_on(axis, entry))


def _on(axis: Axis, entry: Entry) -> tuple[Outcome, ...]:
    return tuple(outcome for outcome in entry.outcomes if outcome.axis == axis.slug)


def _in_common(readings: Iterable[tuple[Outcome, ...]]) -> tuple[Outcome, ...]:
    """The outcomes that all readings have which have any; where there are none, those of any."""
    saying = [{outcome.slug: outcome for outcome in reading} for reading in readings if reading]
    every = {slug: outcome for reading in saying for slug, outcome in reading.items()}
    common = [
        outcome for slug, outcome in every.items() if all(slug in reading for reading in saying)
    ]
    return tuple(common or every.values())


def deciding_questions(taxonomy: Taxonomy, axis: Axis) -> tuple[Question, ...]:
    """The questions that decide this axis, without those that only break ties or tell two outcomes
    apart. Those come first that it cannot do without, then those that count most."""
    weighed = [
        (question, weight)
        for question in taxonomy.questions
        for weight in question.weights
        if weight.axis == axis.slug and weight.role == "essential" and not question.between
    ]
    weighed.sort(key=lambda pair: (not pair[1].required, -pair[1].weight))
    return tuple(question for question, _weight in weighed)


def starting_label(entries: Iterable[Entry]) -> Label | None:
    """The label to start from: the first that has several meanings, or else the first."""
    labelled = (entry for entry in entries if entry.label)
    first = max(labelled, key=lambda entry: len(entry.outcomes) > 1, default=Entry())
    return first.label


def proposed_answers(entries: Iterable[Entry]) -> tuple[tuple[str, str], ...]:
    """The answers, as question and option, that names propose; none to a question for which they
    propose different ones."""
    answers = tuple(dict.fromkeys(answer for entry in entries for answer in entry.proposals))
    asked = [question for question, _option in answers]
    return tuple(answer for answer in answers if asked.count(answer[0]) == 1)
