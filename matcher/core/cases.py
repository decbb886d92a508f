"""Cases: described pieces of work with the result that is expected of them."""

from dataclasses import dataclass

from matcher.core.answers import parse_pairs
from matcher.core.matching import Match, match
from matcher.core.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Expected:
    """What must come first on an axis: the outcome, or one of those accepted as well."""

    axis: str
    outcome: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A piece of work. `answers` are pairs of question and option or *not sure*, one for each tick;
    `warnings` are those that must show. An axis without an expectation is not judged."""

    slug: str
    title: str
    answers: tuple[tuple[str, str], ...]
    expected: tuple[Expected, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AxisResult:
    """What came first on an axis, and what was expected there, None for nothing."""

    axis: str
    expected: Expected | None
    first: str | None

    @property
    def passed(self) -> bool:
        accepted = (self.expected.outcome, *self.expected.also) if self.expected else (self.first,)
        return self.first in accepted


@dataclass(frozen=True, slots=True)
class CaseResult:
    """The result of a case, on each axis of the taxonomy and on any other that the case judges.

    `unknown_answers` are answers (`question=option`) that the taxonomy does not have, or ticks that
    make none together: a case that cannot be answered as described fails. So does one that expects
    an outcome or a warning that the taxonomy does not have, for it never gets it."""

    case: Case
    axes: tuple[AxisResult, ...]
    missing_warnings: tuple[str, ...]
    unknown_answers: tuple[str, ...]

    @property
    def passed(self) -> bool:
        problems = self.missing_warnings or self.unknown_answers
        return not problems and all(axis.passed for axis in self.axes)

    def record(self) -> dict[str, object]:
        """The result as JSON for programs (`manage.py run_cases`)."""
        return {
            "id": self.case.slug,
            "passed": self.passed,
            **{axis.axis: _axis_record(axis) for axis in self.axes},
            "missing_warnings": list(self.missing_warnings),
            "unknown_answers": list(self.unknown_answers),
        }


def _axis_record(result: AxisResult) -> dict[str, object]:
    expected = result.expected
    return {
        "expected": expected.outcome if expected else None,
        "also": list(expected.also) if expected else [],
        "got": result.first,
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
        unknown_answers=tuple(f"{answer.name}={answer.value}" for answer in parsed.ignored),
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
    """Why a case fails, in sentences; nothing for one that passes."""
    return (
        *(_mismatch(taxonomy, axis) for axis in result.axes if not axis.passed),
        *(_missing(taxonomy, slug) for slug in result.missing_warnings),
        *(f"There is no answer “{answer}”." for answer in result.unknown_answers),
    )


def expected_names(taxonomy: Taxonomy, expected: Expected | None) -> str:
    """The names of the outcomes that may come first; empty where none is expected."""
    if expected is None:
        return ""
    slugs = (expected.outcome, *expected.also)
    return " or ".join(describe_outcome(taxonomy, expected.axis, slug) for slug in slugs)


def describe_outcome(taxonomy: Taxonomy, axis: str, slug: str) -> str:
    """The name of an outcome, or its slug and that there is no such outcome."""
    outcome = taxonomy.index.outcome_by_slug.get((axis, slug))
    return outcome.name if outcome else f"“{slug}” (which does not exist)"


def _mismatch(taxonomy: Taxonomy, result: AxisResult) -> str:
    axis = taxonomy.index.axis_by_slug.get(result.axis)
    if axis is None:
        return f"There is no axis “{result.axis}”, so nothing comes first on it."
    first = describe_outcome(taxonomy, result.axis, result.first) if result.first else "nothing"
    expected = expected_names(taxonomy, result.expected)
    return f"{axis.name}: {expected} is expected, {first} comes first."


def _missing(taxonomy: Taxonomy, slug: str) -> str:
    warning = taxonomy.index.warning_by_slug.get(slug)
    if warning is None:
        return f"There is no warning “{slug}”."
    return f"The warning “{warning.title}” is missing."
