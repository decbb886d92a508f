"""Suggestions: how often they are right, from which figure on something is said of them, and what
they cost. `python -m tests.bench.words` writes the first two into docs/suggestions.md; it takes
some three minutes, and the extra `semantic`."""

import gc
import json
import re
import resource
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import NamedTuple

from matcher.core import Taxonomy
from matcher.core.words.documents import Document, Source, family_axis, family_source, option_source
from matcher.core.words.engine import Engine
from matcher.core.words.indexing import engines
from matcher.core.words.names import LINES_OFFERED, near_lines
from matcher.core.words.sentences import Sentences
from matcher.core.words.suggest import (
    SHOWN,
    Suggestions,
    nearest,
    nearness,
    shared,
    suggest,
)
from matcher.core.words.suggester import Suggester, texts_of
from matcher.core.words.table import meaning, word_table

Row = tuple[str, str, str]
Table = tuple[str, tuple[str, ...], list[tuple[str, ...]]]
"""A title, headings and rows."""

DESCRIBED = Path(__file__).parents[1] / "data" / "described.jsonl"
DOCUMENT = Path(__file__).parents[2] / "docs" / "suggestions.md"

MARK = "<!-- written by python -m tests.bench.words -->\n"
BY_WORDS = "\n## As it is\n"
BY_SENTENCES = "\n## With the extra `[semantic]`\n"

OWN_TASKS = "own tasks, each left out"

LEADS = (0.5, 0.75, 1.0, 1.2, 1.4, 1.5, 1.6, 1.7, 1.8)
SCORES = (1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2.0)
NEAR = (0.0, 0.2, 0.27, 0.33, 0.4, 0.5)
SHARED = (0.0, 0.3, 0.4, 0.46, 0.52, 0.6, 0.7)
PROPOSED = (0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 1.0)

ELSEWHERE = (
    "good morning how are you",
    "thanks a lot see you tomorrow",
    "what is the weather like in paris today",
    "tell me a joke",
    "my cat sleeps on the sofa all day",
    "who won the football match last night",
    "the quick brown fox jumps over the lazy dog",
    "once upon a time there was a princess in a castle",
    "happy birthday dear grandma",
    "we went hiking in the mountains and saw a bear",
    "mix two eggs with flour and sugar and bake for thirty minutes",
    "chop the onions, fry them in butter and add the tomatoes",
    (
        "Heat the oven to 180 degrees. Butter a tin and line it with paper. Beat the butter and "
        "sugar until pale, add the eggs one at a time, then fold in the flour and a pinch of salt. "
        "Spoon into the tin, smooth the top and bake for forty minutes. Leave to cool, dust with "
        "icing sugar and serve with cream."
    ),
    (
        "Fry the onion and garlic in olive oil until soft. Add the minced beef and brown it all "
        "over. Pour in the tomatoes and a glass of red wine, season with salt, pepper and oregano, "
        "and simmer gently for an hour. Cook the spaghetti in plenty of salted water, drain, and "
        "toss with the sauce."
    ),
)
"""Texts about something else."""


class Text(NamedTuple):
    """A text, and what is right: families, options of the first question that is proposed an
    answer, and the service line; none where nobody said."""

    text: str
    families: frozenset[str]
    options: frozenset[str] = frozenset()
    line: str = ""


class Read(NamedTuple):
    """A text as the engine reads it, and what is right."""

    found: Suggestions
    near: float
    shared: float
    right: frozenset[str]
    line: str

    def among(self, count: int) -> bool:
        """Whether a right family is among so many."""
        return any(each.subject in self.right for each in self.found.ranked[:count])


# ── Texts ────────────────────────────────────────────────────────────────────────────────


def descriptions(taxonomy: Taxonomy) -> list[Text]:
    """Every case, and every other piece of work, as somebody tells it."""
    from matcher.models import Case

    axis = family_axis(taxonomy)
    cases = Case.objects.prefetch_related(
        "expectations__outcome__axis", "answers__question", "answers__option"
    )
    told = [
        Text(
            case.vignette,
            frozenset(
                each.outcome.slug
                for each in case.expectations.all()
                if each.outcome.axis.slug == axis
            ),
            frozenset(
                each.option.slug
                for each in case.answers.all()
                if each.option and each.question.slug == _proposed(taxonomy)
            ),
        )
        for case in cases
    ]
    return [*told, *_by_others(_proposed(taxonomy))]


def _by_others(question: str) -> Iterator[Text]:
    for row in map(json.loads, DESCRIBED.read_text().splitlines()):
        if "text" in row:
            families = frozenset(filter(None, row["expected"].get("family", ())))
            options = frozenset(
                reading[question] for reading in row["answers"] if question in reading
            )
            yield Text(row["text"], families, options)


def _proposed(taxonomy: Taxonomy) -> str:
    asked = (each.slug for each in taxonomy.questions if each.proposed_from is not None)
    return next(asked, "")


def beginnings(texts: Iterable[Text], sentences: int) -> list[Text]:
    """The same as far as so many sentences go."""
    return [
        each._replace(text=" ".join(re.split(r"(?<=[.!?]) ", each.text)[:sentences]))
        for each in texts
    ]


def read_own_tasks(taxonomy: Taxonomy, sentences: Sentences | None = None) -> list[Read]:
    """Every task of a service line, read by an engine that has all texts but that one."""
    subjects, texts = family_source(taxonomy)
    tasks = {
        (line.slug, task)
        for outcome in taxonomy.outcomes
        for line in outcome.service_lines
        for task in line.tasks
    }
    return [
        _read(
            _without(subjects, texts, at, sentences),
            Text(each.text, frozenset(each.shares), line=each.group),
        )
        for at, each in enumerate(texts)
        if each.line and (each.group, each.text) in tasks
    ]


def read_own_names(taxonomy: Taxonomy, sentences: Sentences | None) -> list[Read]:
    """The name of every service line, read by an engine that has all texts but the one with it."""
    subjects, texts = family_source(taxonomy)
    names = {line.slug: line.name for each in taxonomy.outcomes for line in each.service_lines}
    return [
        _read(
            _without(subjects, texts, at, sentences),
            Text(names[each.group], frozenset(each.shares), line=each.group),
        )
        for at, each in enumerate(texts)
        if each.line and each.text.startswith(f"{names[each.group]}.")
    ]


def _without(
    subjects: tuple[str, ...], texts: tuple[Document, ...], at: int, sentences: Sentences | None
) -> Engine:
    others = Source(subjects, (*texts[:at], *texts[at + 1 :]))
    (engine,) = engines(others, sentences=sentences)
    return engine


def _read(engine: Engine, text: Text) -> Read:
    heard = engine.hear(text.text)
    found = suggest(engine, heard)
    near = (
        nearness(engine, heard, engine.subjects.index(found.ranked[0].subject))
        if found.ranked
        else 0
    )
    return Read(found, near, shared(engine, heard), text.families, text.line)


# ── How often they are right ─────────────────────────────────────────────────────────────


def tables(taxonomy: Taxonomy, sentences: Sentences | None = None) -> list[Table]:
    """All that is known of how often suggestions are right."""
    (engine,) = engines(family_source(taxonomy), sentences=sentences)
    used = engine.figures
    told = descriptions(taxonomy)
    kinds = {
        "whole descriptions": told,
        "their first two sentences": beginnings(told, 2),
        "their first sentence": beginnings(told, 1),
    }
    read = {OWN_TASKS: read_own_tasks(taxonomy, sentences)} | {
        kind: [_read(engine, each) for each in texts if each.families]
        for kind, texts in kinds.items()
    }
    short = [*read["their first two sentences"], *read["their first sentence"]]
    elsewhere = [_read(engine, Text(each, frozenset())) for each in ELSEWHERE]
    return [
        _right(read),
        _from("The lead of the first", LEADS, used.often_right_from, read, _lead, 1),
        _from("The score of the first, right among two", SCORES, used.two_from, read, _score, 2),
        _between("Nearness", NEAR, used.near_enough, short, elsewhere, lambda each: each.near),
        _between(
            "Share of words that our texts have too",
            SHARED,
            used.shared_enough,
            short,
            elsewhere,
            lambda each: each.shared,
        ),
        _by_proposal(taxonomy, kinds, sentences),
        _by_line(
            {"names of lines, each left out": read_own_names(taxonomy, sentences)}
            | {OWN_TASKS: read[OWN_TASKS]}
        ),
    ]


def _lead(read: Read) -> float:
    return read.found.lead


def _score(read: Read) -> float:
    return read.found.ranked[0].score if read.found.ranked else 0.0


def _right(read: Mapping[str, Sequence[Read]]) -> Table:
    heads = ("texts", "how many", "first", "of two", "of three", "of those shown", "nothing shown")
    rows = [
        (
            kind,
            str(len(texts)),
            *(share([each.among(count) for each in texts]) for count in (1, 2, SHOWN)),
            share([each.among(each.found.shown) for each in texts if each.found.shown]),
            share([each.found.abstain for each in texts]),
        )
        for kind, texts in read.items()
    ]
    return "A right family is", heads, rows


def _from(
    title: str,
    least: Sequence[float],
    used: float,
    read: Mapping[str, Sequence[Read]],
    measure: Callable[[Read], float],
    count: int,
) -> Table:
    """From each of these figures on: in how many texts, and in how many of these it is right."""
    everything = read | {"all of these": [each for texts in read.values() for each in texts]}
    rows = []
    for figure in least:
        cells = [f"**{figure}**" if figure == used else f"{figure}"]
        for texts in everything.values():
            said = [each for each in texts if measure(each) >= figure and not each.found.abstain]
            right = share([each.among(count) for each in said])
            cells.append(f"{len(said) / len(texts):.2f}: {right}")
        rows.append(tuple(cells))
    return title, ("from", *everything), rows


def _between(
    title: str,
    edges: Sequence[float],
    used: float,
    read: Sequence[Read],
    elsewhere: Sequence[Read],
    measure: Callable[[Read], float],
) -> Table:
    """Between each of these figures and the next: how many texts, how many of these are right, and
    how many of those that are about something else."""
    rows = []
    for low, high in zip(edges, (*edges[1:], 9.0), strict=True):
        within = [each for each in read if low <= measure(each) < high]
        strange = [each for each in elsewhere if low <= measure(each) < high]
        rows.append(
            (
                f"**{low}**" if low == used else f"{low}",
                str(len(within)),
                *(share([each.among(count) for each in within]) for count in (1, SHOWN)),
                str(len(strange)),
            )
        )
    heads = ("from", "first sentence, or two", "first right", "of three", "about something else")
    return title, heads, rows


def _by_proposal(
    taxonomy: Taxonomy, kinds: Mapping[str, Sequence[Text]], sentences: Sentences | None
) -> Table:
    """From each lead on: to how many texts an answer is proposed, and how many are right."""
    question = taxonomy.index.question_by_slug[_proposed(taxonomy)]
    families, engine = engines(
        family_source(taxonomy), option_source(taxonomy, question), sentences=sentences
    )
    rows = []
    for least in PROPOSED:
        used = question.proposed_from == round(100 * least)
        cells = [f"**{least}**" if used else f"{least}"]
        for texts in kinds.values():
            answered = [each for each in texts if each.options]
            made = [
                option in each.options
                for each in answered
                if (option := _option(families, engine, each.text, least))
            ]
            cells.append(f"{len(made) / len(answered):.2f}: {share(made)}")
        rows.append(tuple(cells))
    return f"Proposed answers to “{question.prompt}”", ("from a lead of", *kinds), rows


def _by_line(read: Mapping[str, Sequence[Read]]) -> Table:
    """How often the line of a text is among the lines that a name like it is offered."""
    rows = []
    for kind, texts in read.items():
        offered = [(each.line, near_lines(each.found)) for each in texts]
        first, two, three = (
            share([line in near[:count] for line, near in offered])
            for count in range(1, LINES_OFFERED + 1)
        )
        nothing = share([not near for _line, near in offered])
        rows.append((kind, str(len(texts)), first, two, three, nothing))
    heads = ("texts", "how many", "first", "of two", "of three", "none offered")
    return "The right service line is", heads, rows


def _option(families: Engine, options: Engine, text: str, least: float) -> str:
    """The option that is proposed; empty where none is."""
    heard = families.hear(text)
    found = nearest(options, heard)
    if suggest(families, heard, explained=0).abstain or found is None or found.lead < least:
        return ""
    return found.subject


def share(truths: Sequence[bool]) -> str:
    """How many of these are true."""
    return f"{sum(truths) / len(truths):.2f}" if truths else "none"


# ── What they cost ───────────────────────────────────────────────────────────────────────


def figures(taxonomy: Taxonomy) -> list[Row]:
    """The time and memory of suggestions, with the budgets of a sentence."""
    gc.collect()
    gc.freeze()  # as a worker does: what is there stays
    before = _resident()
    word_table.cache_clear()
    meaning.cache_clear()
    first = _timed(lambda: Suggester.of(taxonomy))
    suggester = Suggester.of(taxonomy)
    again = min(_timed(lambda: Suggester.of(taxonomy)) for _time in range(5))
    texts = [each.text for each in descriptions(taxonomy)]
    sentences = [each for text in texts for each in re.split(r"(?<=[.!?]) ", text)]
    new = [_timed(lambda text=text: suggester.suggest(text)) for text in sentences]  # type: ignore[misc]
    for text in (*sentences, *sentences):
        suggester.suggest(text)
    met = min(
        _timed(lambda: [suggester.suggest(text) for text in sentences]) for _time in range(5)
    ) / len(sentences)
    return [
        (
            "index, milliseconds: the first, and another edition",
            f"{first * 1e3:.0f} {again * 1e3:.0f}",
            "at most 100",
        ),
        (
            "a new sentence, milliseconds, median and most",
            f"{median(new) * 1e3:.1f} {max(new) * 1e3:.1f}",
            "at most 8",
        ),
        (
            f"one of {len(sentences):,} sentences met before, microseconds",
            f"{met * 1e6:.0f}",
            "at most 150",
        ),
        ("memory after all of them, MB", f"{(_resident() - before) / 1024:.0f}", "at most 30"),
    ]


def _timed(call: Callable[[], object]) -> float:
    started = process_time()
    call()
    return process_time() - started


def _resident() -> int:
    """The most kilobytes that this process had in memory."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


# ── The document ─────────────────────────────────────────────────────────────────────────


def main() -> None:
    """Measure with a new database of its own, and write the tables between the marks."""
    from tests.bench.database import published

    with TemporaryDirectory() as folder:
        taxonomy = published(f"sqlite:///{folder}/words.sqlite3").taxonomy
        parts = {BY_WORDS: tables(taxonomy), BY_SENTENCES: tables(taxonomy, _sentences(taxonomy))}
    head, _between_marks = DOCUMENT.read_text().split(MARK)
    written = (title + "".join(map(_markdown, found)) for title, found in parts.items())
    DOCUMENT.write_text(head + MARK + "".join(written))


def _sentences(taxonomy: Taxonomy) -> Sentences:
    """The sentence model, after it has read all texts."""
    from matcher.read_texts import read_before, read_missing
    from matcher.sentence_model import sentence_model

    texts = texts_of(taxonomy)
    read_missing(texts)
    model = sentence_model()
    return Sentences(cache(model.read), read_before(model, texts))


def _markdown(table: Table) -> str:
    title, heads, rows = table
    lines = [" | ".join(cells) for cells in (heads, ("---",) * len(heads), *rows)]
    return f"\n### {title}\n\n" + "".join(f"| {line} |\n" for line in lines)


if __name__ == "__main__":
    main()
