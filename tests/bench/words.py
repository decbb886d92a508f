"""Suggestions: how often they are right, on what stands in the taxonomy, and what they cost."""

from collections.abc import Iterable, Sequence
from statistics import median
from time import perf_counter

from matcher.core import Taxonomy
from matcher.core.words.documents import documents, family_axis
from matcher.core.words.engine import Engine
from matcher.core.words.suggest import OFTEN_RIGHT_FROM, TWO_FROM, Suggestions, suggest
from matcher.core.words.suggester import Suggester
from matcher.core.words.table import direction
from matcher.models import Case
from tests.bench.timing import cpu_seconds

Row = tuple[str, str, str]
Judged = tuple[Suggestions, frozenset[str]]
"""What a text suggests, and what is right."""

LEADS = (0.5, 0.75, 1.0, 1.25, OFTEN_RIGHT_FROM, 1.75, 2.0)


def figures(taxonomy: Taxonomy) -> list[Row]:
    """All of it, for a table."""
    tasks, cases = list(own_tasks(taxonomy)), list(descriptions(taxonomy))
    return [
        *_right("own tasks, each left out", tasks, "first at least .41"),
        *_right("descriptions of cases", cases, ""),
        *_often_right("own tasks", tasks),
        *_often_right("descriptions of cases", cases),
        *_proposed(taxonomy),
        *_cost(taxonomy),
    ]


def own_tasks(taxonomy: Taxonomy) -> Iterable[Judged]:
    """Every task of a service line, read by an engine that has all texts but that one."""
    subjects, texts = _subjects(taxonomy), documents(taxonomy)
    tasks = {
        (line.slug, task)
        for outcome in taxonomy.outcomes
        for line in outcome.service_lines
        for task in line.tasks
    }
    for left_out, document in enumerate(texts):
        if document.line and (document.group, document.text) in tasks:
            others = [*texts[:left_out], *texts[left_out + 1 :]]
            engine = Engine.of(subjects, others)
            yield suggest(engine, document.text, explained=0), frozenset(document.shares)


def descriptions(taxonomy: Taxonomy) -> Iterable[Judged]:
    """Every case as somebody tells it, with the families that its author accepts."""
    axis, engine = family_axis(taxonomy), Engine.of(_subjects(taxonomy), documents(taxonomy))
    for case in Case.objects.prefetch_related("expectations__outcome__axis"):
        accepted = [
            each.outcome.slug for each in case.expectations.all() if each.outcome.axis.slug == axis
        ]
        if accepted:
            yield suggest(engine, case.vignette, explained=0), frozenset(accepted)


def _subjects(taxonomy: Taxonomy) -> tuple[str, ...]:
    axis = family_axis(taxonomy)
    return tuple(outcome.slug for outcome in taxonomy.outcomes if outcome.axis == axis)


def _right(what: str, judged: Sequence[Judged], budget: str) -> list[Row]:
    shares = [_share([_among(each, count) for each in judged]) for count in (1, 2, 3)]
    shown = _share([_among(each, each[0].shown) for each in judged])
    silent = _share([each[0].abstain for each in judged])
    return [
        (f"{what} ({len(judged)}): right among the first, two, three", " ".join(shares), budget),
        (f"{what}: right among those shown; nothing shown", f"{shown} {silent}", ""),
    ]


def _often_right(what: str, judged: Sequence[Judged]) -> list[Row]:
    """For several leads: in how many texts the first leads so far, and how often it is right."""
    rows = []
    for least in LEADS:
        leading = [each for each in judged if each[0].lead >= least and not each[0].abstain]
        right = _share([_among(each, 1) for each in leading])
        of_all = f"{len(leading) / len(judged):.2f}"
        mark = "said from here" if least == OFTEN_RIGHT_FROM else ""
        rows.append(
            (f"{what}: first leads by {least}, of all; of these right", f"{of_all} {right}", mark)
        )
    two = [each for each in judged if each[0].ranked and each[0].ranked[0].score >= TWO_FROM]
    rows.append(
        (
            f"{what}: first from {TWO_FROM}; right among two",
            _share([_among(each, 2) for each in two]),
            "",
        )
    )
    return rows


def _among(judged: Judged, count: int) -> bool:
    found, right = judged
    return any(each.subject in right for each in found.ranked[:count])


def _share(truths: Sequence[bool]) -> str:
    return f"{sum(truths) / len(truths):.2f}" if truths else "none"


def _proposed(taxonomy: Taxonomy) -> list[Row]:
    """Of the answers that descriptions of cases propose, how many are those of the case."""
    suggester = Suggester.of(taxonomy)
    made, right, count = 0, 0, 0
    for case in Case.objects.prefetch_related("answers__question", "answers__option"):
        given = {(a.question.slug, a.option.slug) for a in case.answers.all() if a.option}
        proposals = list(suggester.proposals(case.vignette))
        count += len(suggester.proposers)
        made += len(proposals)
        right += sum((each.question, each.option) in given for each in proposals)
    shares = f"{made / max(count, 1):.2f} {right / max(made, 1):.2f}"
    return [("answers proposed from descriptions, of all; of these right", shares, "right in .80")]


def _cost(taxonomy: Taxonomy) -> list[Row]:
    texts = list(Case.objects.values_list("vignette", flat=True))
    sentences = [sentence for text in texts for sentence in text.split(". ") if sentence]
    subjects, read = _subjects(taxonomy), documents(taxonomy)
    build = cpu_seconds(lambda: Engine.of(subjects, read), round_seconds=0)
    direction.cache_clear()
    engine = Engine.of(subjects, read)
    first_times = [_timed(engine, sentence) for sentence in sentences]
    again = cpu_seconds(lambda: [suggest(engine, each) for each in sentences]) / len(sentences)
    return [
        ("engine, milliseconds", f"{build * 1e3:.0f}", "at most 100"),
        (
            "a new sentence, milliseconds, median and most",
            f"{median(first_times) * 1e3:.1f} {max(first_times) * 1e3:.1f}",
            "at most 8",
        ),
        ("a sentence of words met before, microseconds", f"{again * 1e6:.0f}", "at most 150"),
    ]


def _timed(engine: Engine, text: str) -> float:
    started = perf_counter()
    suggest(engine, text)
    return perf_counter() - started
