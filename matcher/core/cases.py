"""Cases: described pieces of work with the result that is expected of them."""

from dataclasses import dataclass
from typing import Literal

from matcher.core.answers import ParsedAnswers, parse_pairs
from matcher.core.checks.findings import Findings, warning
from matcher.core.fit import FIT
from matcher.core.matching import Match, match
from matcher.core.taxonomy import Taxonomy

CaseState = Literal["passed", "failed", "explained"]


@dataclass(frozen=True, slots=True)
class Expected:
    """What must come first on an axis: the outcome, or one of those accepted as well; of the fit
    check the verdict. `disagrees` is the reason why something else comes out, and is left so."""

    axis: str
    outcome: str
    also: tuple[str, ...] = ()
    disagrees: str = ""

    def accepts(self, outcome: str | None) -> bool:
        """Whether it is the expected outcome, or one accepted as well."""
        return outcome in (self.outcome, *self.also)


@dataclass(frozen=True, slots=True)
class Case:
    """A piece of work. `answers` are pairs of question and option, once for each tick, or *not
    sure*; `warnings` are those that must show. An axis without an expectation is not judged, nor is
    the fit check."""

    slug: str
    title: str
    answers: tuple[tuple[str, str], ...]
    expected: tuple[Expected, ...]
    warnings: tuple[str, ...] = ()
    fit: Expected | None = None


@dataclass(frozen=True, slots=True)
class AxisResult:
    """What came first on an axis, or out of the fit check, and what was expected there, None for
    nothing."""

    axis: str
    expected: Expected | None
    first: str | None

    @property
    def passed(self) -> bool:
        return self.expected is None or self.expected.accepts(self.first)

    @property
    def explained(self) -> str:
        """Why something else came out than was expected; empty where it did not, or nobody said."""
        return self.expected.disagrees if self.expected and not self.passed else ""

    @property
    def agrees_again(self) -> bool:
        """Whether the case says why it disagrees, and does not."""
        return self.passed and self.expected is not None and bool(self.expected.disagrees)

    def record(self) -> dict[str, object]:
        expected = self.expected
        record: dict[str, object] = {
            "expected": expected.outcome if expected else None,
            "also": list(expected.also) if expected else [],
            "got": self.first,
        }
        return record | ({"explained": self.explained} if self.explained else {})


@dataclass(frozen=True, slots=True)
class CaseResult:
    """The result of a case, on each axis of the taxonomy and on any other that the case judges.
    `fit` is that of the fit check, None where the case does not judge it.

    `unknown_answers` are answers (`question=option`) that the taxonomy does not have, or ticks that
    make none together: a case that cannot be answered as described fails. So does one that expects
    an outcome, a verdict or a warning that the taxonomy does not have, for it never gets it.
    `dropped_answers` were retired without another in their place; they fail no case."""

    case: Case
    axes: tuple[AxisResult, ...]
    missing_warnings: tuple[str, ...]
    unknown_answers: tuple[str, ...]
    dropped_answers: tuple[str, ...] = ()
    fit: AxisResult | None = None

    @property
    def judged(self) -> tuple[AxisResult, ...]:
        """All that a single thing was expected of: the axes and the fit check."""
        return (*self.axes, *([self.fit] if self.fit else []))

    @property
    def state(self) -> CaseState:
        """*Explained*: it does not pass, and the case gives a reason for all that is wrong."""
        wrong = [result for result in self.judged if not result.passed]
        if self.missing_warnings or self.unknown_answers:
            return "failed"
        if not wrong:
            return "passed"
        return "explained" if all(result.explained for result in wrong) else "failed"

    @property
    def passed(self) -> bool:
        return self.state == "passed"

    @property
    def failed(self) -> bool:
        return self.state == "failed"

    def record(self) -> dict[str, object]:
        """The result as JSON for programs (`manage.py run_cases`). What is explained or dropped is
        there only where something is."""
        reasons = [result.explained for result in self.judged if result.explained]
        return {
            "id": self.case.slug,
            "passed": self.passed,
            **({"explained": " ".join(reasons)} if self.state == "explained" else {}),
            **{result.axis: result.record() for result in self.judged},
            "missing_warnings": list(self.missing_warnings),
            "unknown_answers": list(self.unknown_answers),
            **({"dropped": list(self.dropped_answers)} if self.dropped_answers else {}),
        }


def run_case(taxonomy: Taxonomy, case: Case) -> CaseResult:
    """Match the answers of the case, read as those in an address are, and compare the result with
    what it expects."""
    asked = {question for question, _option in case.answers}
    parsed = parse_pairs(taxonomy, case.answers, former=asked)
    result = match(taxonomy, parsed.answers)
    return CaseResult(
        case=case,
        axes=_axis_results(case, result),
        missing_warnings=tuple(slug for slug in case.warnings if slug not in result.warnings),
        unknown_answers=_named(parsed, retired=False),
        dropped_answers=_named(parsed, retired=True),
        fit=AxisResult(FIT, case.fit, result.fit.verdict) if case.fit else None,
    )


def _named(parsed: ParsedAnswers, *, retired: bool) -> tuple[str, ...]:
    """The answers that could not be used: those that were retired, or all others."""
    return tuple(
        f"{answer.name}={answer.value}"
        for answer in parsed.ignored
        if (answer.reason == "retired") is retired
    )


def _axis_results(case: Case, match: Match) -> tuple[AxisResult, ...]:
    expected = {expectation.axis: expectation for expectation in case.expected}
    first = {axis: ranking.top for axis, ranking in match.rankings.items()}
    return tuple(
        AxisResult(axis, expected.get(axis), first.get(axis))
        for axis in dict.fromkeys((*first, *expected))
    )


# ── As sentences ─────────────────────────────────────────────────────────────────────────────


def failure_reasons(taxonomy: Taxonomy, result: CaseResult) -> tuple[str, ...]:
    """What is wrong with a case, in sentences, and the reasons that it gives itself; nothing for
    one that passes."""
    return (
        *(_mismatch(taxonomy, judged) for judged in result.judged if not judged.passed),
        *(_missing(taxonomy, slug) for slug in result.missing_warnings),
        *(f"There is no answer “{answer}”." for answer in result.unknown_answers),
    )


def needless_reasons(taxonomy: Taxonomy, result: CaseResult) -> Findings:
    """The reasons to disagree of a case that agrees again."""
    for judged in result.judged:
        if judged.agrees_again:
            subject = subject_name(taxonomy, judged.axis)
            yield warning(
                "agrees-again",
                f"case {result.case.slug}",
                f"{result.case.title}: {subject} comes out as expected again, so the reason why it "
                "does not can go.",
            )


def expected_names(taxonomy: Taxonomy, expected: Expected | None) -> str:
    """The names of the outcomes that may come first; empty where none is expected."""
    if expected is None:
        return ""
    slugs = (expected.outcome, *expected.also)
    return " or ".join(describe_outcome(taxonomy, expected.axis, slug) for slug in slugs)


def describe_outcome(taxonomy: Taxonomy, axis: str, slug: str) -> str:
    """The name of an outcome or a verdict, or its slug and that there is none."""
    verdict = taxonomy.index.verdict_by_slug.get(slug) if axis == FIT else None
    row = verdict or taxonomy.index.outcome_by_slug.get((axis, slug))
    return row.name if row else f"“{slug}” (which does not exist)"


def subject_name(taxonomy: Taxonomy, axis: str) -> str:
    """What something is expected of: the axis by its name, or the fit check."""
    return "Fit check" if axis == FIT else taxonomy.index.axis_by_slug[axis].name


def _mismatch(taxonomy: Taxonomy, result: AxisResult) -> str:
    if result.axis not in (FIT, *taxonomy.index.axis_by_slug):
        return f"There is no axis “{result.axis}”, so nothing comes first on it."
    came_out = describe_outcome(taxonomy, result.axis, result.first) if result.first else "nothing"
    expected = expected_names(taxonomy, result.expected)
    comes = "out" if result.axis == FIT else "first"
    sentence = (
        f"{subject_name(taxonomy, result.axis)}: {expected} is expected, {came_out} comes {comes}."
    )
    return f"{sentence} Explained: {result.explained}" if result.explained else sentence


def _missing(taxonomy: Taxonomy, slug: str) -> str:
    row = taxonomy.index.warning_by_slug.get(slug)
    return f"The warning “{row.title}” is missing." if row else f"There is no warning “{slug}”."
