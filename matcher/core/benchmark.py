"""Score what anybody says of described pieces of work against what is expected of them: how often
it is right, how far two raters agree, and whether one says the same again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from matcher.core.cases import Case, Expected
from matcher.core.fit import FIT
from matcher.core.taxonomy import Taxonomy

EXPECTED = "expected"
"""The name of the rater who says what the cases expect."""

Rating = Mapping[str, str | None]
"""What is said of one case: by axis, and for the fit check, the outcome; None for none."""

NO_RATING: Rating = {}


@dataclass(frozen=True, slots=True)
class Rater:
    """Somebody, or a program, and what they say of each case in each run."""

    name: str
    ratings: Mapping[tuple[str, int], Rating]

    @property
    def runs(self) -> tuple[int, ...]:
        """The numbers of the runs, in order."""
        return tuple(sorted({run for _case, run in self.ratings}))

    def says(self, case: str, run: int, axis: str) -> str | None:
        """What they say of the case in this run; None where they say nothing."""
        return self.ratings.get((case, run), NO_RATING).get(axis)


@dataclass(frozen=True, slots=True)
class AxisScore:
    """How often a rater is right on an axis. `judged` counts the cases with an expectation in each
    run, `answered` those of them that something is said of, `expected` where that is what is
    expected first, and `accepted` where it is that or something accepted as well."""

    axis: str
    judged: int
    answered: int
    expected: int
    accepted: int


@dataclass(frozen=True, slots=True)
class AxisRepeat:
    """Of how many cases something was said in more than one run, and of how many the `same`."""

    axis: str
    cases: int
    same: int


@dataclass(frozen=True, slots=True)
class RaterScore:
    """All about one rater. `missing` are the cases that some run says nothing of at all."""

    name: str
    runs: int
    missing: tuple[str, ...]
    axes: tuple[AxisScore, ...]
    repeats: tuple[AxisRepeat, ...]


@dataclass(frozen=True, slots=True)
class AxisAgreement:
    """Of how many cases both raters say something, and of how many the `same`. `kappa` is Cohen's;
    None where it is not defined."""

    axis: str
    cases: int
    same: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class RaterAgreement:
    """How far two raters agree, each by the first of their runs."""

    raters: tuple[str, str]
    axes: tuple[AxisAgreement, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores, and the agreement of each two, the expectations counting as a rater."""

    raters: tuple[RaterScore, ...]
    agreements: tuple[RaterAgreement, ...]


def judged_axes(taxonomy: Taxonomy) -> tuple[str, ...]:
    """What something is said of: each axis, and the fit check."""
    return (*taxonomy.index.axis_by_slug, FIT)


def score(axes: Sequence[str], cases: Sequence[Case], raters: Sequence[Rater]) -> Scores:
    """The scores of all raters."""
    pairs = combinations((expected_rater(cases), *raters), 2)
    return Scores(
        raters=tuple(_score(axes, cases, rater) for rater in raters),
        agreements=tuple(
            RaterAgreement(
                raters=(one.name, other.name),
                axes=tuple(_agreement(axis, cases, one, other) for axis in axes),
            )
            for one, other in pairs
        ),
    )


def expected_rater(cases: Iterable[Case]) -> Rater:
    """The rater who says what is expected first."""
    return Rater(
        EXPECTED,
        {
            (case.slug, 1): {axis: each.outcome for axis, each in expectations(case).items()}
            for case in cases
        },
    )


def expectations(case: Case) -> Mapping[str, Expected]:
    """What the case expects, by axis; the fit check is one of them."""
    return {each.axis: each for each in (*case.expected, *([case.fit] if case.fit else []))}


def _score(axes: Sequence[str], cases: Sequence[Case], rater: Rater) -> RaterScore:
    missing = (
        case.slug
        for case in cases
        if any((case.slug, run) not in rater.ratings for run in rater.runs or (1,))
    )
    return RaterScore(
        name=rater.name,
        runs=len(rater.runs),
        missing=tuple(missing),
        axes=tuple(_axis_score(axis, cases, rater) for axis in axes),
        repeats=tuple(_repeat(axis, cases, rater) for axis in axes),
    )


def _axis_score(axis: str, cases: Sequence[Case], rater: Rater) -> AxisScore:
    judged = [
        (expected, rater.says(case.slug, run, axis))
        for case in cases
        for run in rater.runs or (1,)
        if (expected := expectations(case).get(axis))
    ]
    return AxisScore(
        axis=axis,
        judged=len(judged),
        answered=sum(said is not None for _expected, said in judged),
        expected=sum(said == expected.outcome for expected, said in judged),
        accepted=sum(expected.accepts(said) for expected, said in judged),
    )


def _repeat(axis: str, cases: Sequence[Case], rater: Rater) -> AxisRepeat:
    by_case = [_said_in_runs(axis, case, rater) for case in cases]
    repeated = [said for said in by_case if len(said) > 1]
    return AxisRepeat(axis, len(repeated), sum(len(set(said)) == 1 for said in repeated))


def _said_in_runs(axis: str, case: Case, rater: Rater) -> tuple[str, ...]:
    every = (rater.says(case.slug, run, axis) for run in rater.runs)
    return tuple(said for said in every if said is not None)


# ── Agreement ────────────────────────────────────────────────────────────────────────────


def _agreement(axis: str, cases: Sequence[Case], one: Rater, other: Rater) -> AxisAgreement:
    pairs = tuple(_both(axis, cases, one, other))
    return AxisAgreement(axis, len(pairs), _same(pairs), cohens_kappa(pairs))


def _both(axis: str, cases: Sequence[Case], one: Rater, other: Rater) -> Iterator[tuple[str, str]]:
    """What both say of each case that both say something of."""
    if one.runs and other.runs:
        for case in cases:
            said = one.says(case.slug, one.runs[0], axis)
            says = other.says(case.slug, other.runs[0], axis)
            if said is not None and says is not None:
                yield said, says


def _same(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(said == says for said, says in pairs)


def cohens_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """How far two raters agree beyond what chance would bring: 1 always, 0 as often as by chance.
    All disagreements count alike (Cohen 1960, “A coefficient of agreement for nominal scales”).
    None without a pair, and where both say one and the same thing of everything."""
    count = len(pairs)
    firsts, seconds = (Counter(side) for side in zip(*pairs, strict=True)) if pairs else ({}, {})
    by_chance = sum(firsts[outcome] * seconds.get(outcome, 0) for outcome in firsts)
    if by_chance == count * count:
        return None
    return (count * _same(pairs) - by_chance) / (count * count - by_chance)
