"""The questions of the second edition with their evidence and rules, as a taxonomy of their own.

They are not shipped yet: the fixtures still ask those of the first edition. Here the core is held
to questions of their size, with as many ticks, before editors are.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from matcher.core import (
    Answers,
    Combination,
    Driver,
    Option,
    Outcome,
    Question,
    Stop,
    Taxonomy,
    Weight,
    parse_pairs,
)
from matcher.core.taxonomy.values import (
    Band,
    ContextOption,
    ContextQuestion,
    DriverScore,
    Effect,
    Evidence,
    Needs,
    Outside,
    Verdict,
    Warning,
)
from tests import builders

Row = Mapping[str, Any]

PLACES = ("onshore", "nearshore", "offshore")
MIX = "multi-shore"
VERDICTS = ("ready", "in-part-or-pilot", "too-small", "hold", "not-yet", "keep")
"""From the mildest to the most severe."""


@cache
def taxonomy() -> Taxonomy:
    """What the files of this folder say."""
    questions, rules = _read("questions.yaml"), _read("rules.yaml")
    return Taxonomy(
        axes=tuple(
            builders.axis(slug, robust_clear=True, **rules["axes"][slug]) for slug in rules["axes"]
        ),
        outcomes=tuple(_outcomes(rules["outcomes"])),
        questions=tuple(
            _question(row, rules["weights"]) for row in questions if "context" not in row
        ),
        evidence=tuple(_evidence(_read("evidence.yaml"))),
        combinations=tuple(_combination(row) for row in rules["combinations"]),
        warnings=(Warning(slug="w", title="Look", condition="object unanswered", text="Look."),),
        drivers=tuple(_driver(slug, row) for slug, row in rules["fit"].items()),
        verdicts=tuple(
            Verdict(slug=slug, name=slug, text="", severity=severity, proceeds=severity < 2)
            for severity, slug in enumerate(VERDICTS)
        ),
        bands=tuple(
            Band(minimum=round(minimum * 10), verdict=slug)
            for slug, minimum in rules["bands"].items()
        ),
        stops=tuple(Stop(warning="w", **row) for row in rules["stops"]),
        context=tuple(_context(row) for row in questions if "context" in row),
        outside=(
            Outside(
                slug="on-the-spot",
                name="On the spot",
                condition="object = on-the-spot",
                sentence="This is another kind of buying.",
                text="",
            ),
        ),
    )


class Described(NamedTuple):
    """A piece of work that somebody else described. `expected` are the outcomes accepted on each
    axis and the verdicts under `fit` (None: none should be given), the best first; `outside` in
    place of a family is another kind of buying. `answers` are those of two readers who saw nothing
    but the questions."""

    id: str
    expected: Mapping[str, Sequence[str | None]]
    answers: Sequence[Answers]


def described() -> tuple[Described, ...]:
    """76 descriptions, and 48 (F01 to F48) whose author had seen neither questions nor rules. Both
    were looked at while the rules were made: neither says how descriptions fare that were not. The
    answers are to a draft of the questions; labels and one option have changed since."""
    lines = (Path(__file__).parent / "described.jsonl").read_text().splitlines()
    return tuple(_described(json.loads(line)) for line in lines)


def _described(line: Row) -> Described:
    return Described(line["id"], line["expected"], [_answers(row) for row in line["answers"]])


def _answers(row: Mapping[str, str | list[str]]) -> Answers:
    pairs = [
        (slug, option)
        for slug, options in row.items()
        for option in ([options] if isinstance(options, str) else options)
    ]
    return parse_pairs(taxonomy(), pairs).answers


def typical_answers() -> dict[str, list[tuple[str, str]]]:
    """The question and option of each answer that work on a service line usually has."""
    lines = _read("lines.yaml")
    new = {line["slug"]: line["typical"] for line in lines["new"]}
    return {
        slug: [(question, option) for question, _is, option in map(_parted, answers)]
        for slug, answers in (lines["typical"] | new).items()
    }


def _parted(answer: str) -> tuple[str, str, str]:
    return answer.partition("=")


def _read(name: str) -> Any:
    return yaml.safe_load((Path(__file__).parent / name).read_text())


def _evidence(by_axis: Mapping[str, Mapping[str, Mapping[str, Row]]]) -> Iterator[Evidence]:
    for axis, questions in by_axis.items():
        for question, options in questions.items():
            for option, cells in options.items():
                for outcome, (strength, sentence) in cells.items():
                    excludes = strength == "rules out"
                    yield Evidence(
                        axis=axis,
                        question=question,
                        option=option,
                        outcome=outcome,
                        strength=0 if excludes else strength,
                        excludes=excludes,
                        sentence=sentence,
                    )


def _outcomes(by_axis: Mapping[str, Sequence[str]]) -> Iterator[Outcome]:
    """Every outcome; the mix needs two places."""
    needs = Needs(of=PLACES, at_least=2, sentence="Too few places are left.")
    for axis, slugs in by_axis.items():
        for slug in slugs:
            yield Outcome(
                axis=axis, slug=slug, name=slug, summary="", needs=needs if slug == MIX else None
            )


def _question(row: Row, weights: Mapping[str, Mapping[str, Row]]) -> Question:
    conflicts = _conflicts(row)
    return Question(
        slug=row["slug"],
        kind=row["kind"],
        part="work",
        **{name: row[name] for name in ("prompt", "help", "example", "not_sure")},
        options=tuple(
            Option(
                **{"hint": "", **option},
                conflicts=tuple(
                    other["slug"]
                    for other in row["options"]
                    if (option["slug"], other["slug"]) in conflicts
                ),
            )
            for option in row["options"]
        ),
        weights=tuple(
            Weight(axis=axis, **(counts | {"weight": round(counts["weight"] * 100)}))
            for axis, questions in weights.items()
            if (counts := questions.get(row["slug"]))
        ),
    )


def _conflicts(row: Row) -> set[tuple[str, str]]:
    """The pairs of options that exclude each other, each both ways round."""
    pairs = {
        pair for first, second in row.get("conflicts", ()) for pair in permutations((first, second))
    }
    for group in row.get("exclusive", ()):
        options = [option["slug"] for option in row["options"] if option.get("group") == group]
        pairs |= set(permutations(options, 2))
    return pairs


def _combination(row: Row) -> Combination:
    effects = tuple(
        Effect(outcome=outcome, points=points * 100, sentence="Together.")
        for outcome, points in row["effects"].items()
    )
    return Combination(**{**row, "effects": effects})


def _driver(slug: str, row: Row) -> Driver:
    scores = tuple(
        DriverScore(option=option, score=score) for option, score in row["scores"].items()
    )
    return Driver(**{**row, "slug": slug, "name": slug, "question": slug, "scores": scores})


def _context(row: Row) -> ContextQuestion:
    options = tuple(
        ContextOption(slug=option["slug"], label=option["label"], hint=option["hint"])
        for option in row["options"]
    )
    texts = {name: row[name] for name in ("slug", "prompt", "help", "example", "not_sure")}
    return ContextQuestion(asked=row["context"], options=options, **texts)
