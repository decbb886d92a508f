"""Cases: described pieces of work with the result that they must have."""

from collections.abc import Iterator
from dataclasses import dataclass

from matcher.core.answers import Answers, in_order
from matcher.core.matching import Match, match
from matcher.core.rules import NOT_SURE
from matcher.core.taxonomy.values import Taxonomy


@dataclass(frozen=True, slots=True)
class Expected:
    """What must come first on an axis: the outcome, or one of those accepted as well."""

    axis: str
    outcome: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A piece of work. `answers` are pairs of question and option or *not sure*; `warnings` are
    those that must show. An axis that nothing is expected of is not judged."""

    slug: str
    title: str
    answers: tuple[tuple[str, str], ...]
    expected: tuple[Expected, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AxisResult:
    """What came first on an axis, beside what was expected (None: nothing was)."""

    axis: str
    expected: Expected | None
    got: str | None

    @property
    def passed(self) -> bool:
        accepted = (self.expected.outcome, *self.expected.also) if self.expected else (self.got,)
        return self.got in accepted


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How a case fared, on each axis of the taxonomy and on any other that the case judges.

    `unknown` are answers (`question=option`) that the taxonomy does not have: a case that cannot
    be answered as described does not hold. Nor does one that expects an outcome or a warning that
    the taxonomy does not have, for it never gets it."""

    case: Case
    axes: tuple[AxisResult, ...]
    missing_warnings: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def passed(self) -> bool:
        wrong = self.missing_warnings or self.unknown
        return not wrong and all(axis.passed for axis in self.axes)

    def line(self) -> dict[str, object]:
        """The result as a line for machines (`manage.py run_cases`)."""
        return {
            "id": self.case.slug,
            "passed": self.passed,
            **{axis.axis: _axis_line(axis) for axis in self.axes},
            "missing_warnings": list(self.missing_warnings),
            "unknown_answers": list(self.unknown),
        }


def _axis_line(result: AxisResult) -> dict[str, object]:
    expected = result.expected
    return {
        "expected": expected.outcome if expected else None,
        "also": list(expected.also) if expected else [],
        "got": result.got,
    }


def run(taxonomy: Taxonomy, case: Case) -> CaseResult:
    """Match the answers of the case and hold the result against what it expects."""
    unknown = tuple(f"{question}={option}" for question, option in _unknown(taxonomy, case))
    found = match(taxonomy, _answers(taxonomy, case))
    return CaseResult(
        case=case,
        axes=_axes(taxonomy, case, found),
        missing_warnings=tuple(slug for slug in case.warnings if slug not in found.warnings),
        unknown=unknown,
    )


def _unknown(taxonomy: Taxonomy, case: Case) -> Iterator[tuple[str, str]]:
    for question, option in case.answers:
        asked = taxonomy.question_by_slug.get(question)
        if asked is None or not (option == NOT_SURE or asked.option(option)):
            yield question, option


def _answers(taxonomy: Taxonomy, case: Case) -> Answers:
    unknown = set(_unknown(taxonomy, case))
    return Answers(in_order(taxonomy, dict(one for one in case.answers if one not in unknown)))


def _axes(taxonomy: Taxonomy, case: Case, found: Match) -> tuple[AxisResult, ...]:
    expected = {one.axis: one for one in case.expected}
    first = {axis: ranking.top for axis, ranking in found.rankings.items()}
    return tuple(
        AxisResult(axis, expected.get(axis), first.get(axis))
        for axis in dict.fromkeys((*first, *expected))
    )


# ── In words ─────────────────────────────────────────────────────────────────────────────


def why(taxonomy: Taxonomy, result: CaseResult) -> tuple[str, ...]:
    """Why a case does not hold, in sentences; nothing for one that does."""
    return (
        *(_mismatch(taxonomy, axis) for axis in result.axes if not axis.passed),
        *(_missing(taxonomy, slug) for slug in result.missing_warnings),
        *(f"There is no answer “{pair}”." for pair in result.unknown),
    )


def wanted(taxonomy: Taxonomy, expected: Expected | None) -> str:
    """The names of the outcomes that may come first; empty where none is expected."""
    if expected is None:
        return ""
    slugs = (expected.outcome, *expected.also)
    return " or ".join(outcome_name(taxonomy, expected.axis, slug) for slug in slugs)


def outcome_name(taxonomy: Taxonomy, axis: str, slug: str) -> str:
    """The name of an outcome, or its slug and that there is no such outcome."""
    found = taxonomy.outcome_by_slug.get((axis, slug))
    return found.name if found else f"“{slug}” (which does not exist)"


def _mismatch(taxonomy: Taxonomy, result: AxisResult) -> str:
    axis = taxonomy.axis_by_slug.get(result.axis)
    if axis is None:
        return f"There is no axis “{result.axis}”, so nothing comes first on it."
    got = outcome_name(taxonomy, result.axis, result.got) if result.got else "nothing"
    return f"{axis.name}: {wanted(taxonomy, result.expected)} is expected, {got} comes first."


def _missing(taxonomy: Taxonomy, slug: str) -> str:
    found = taxonomy.warning_by_slug.get(slug)
    return f"The warning “{found.title}” is missing." if found else f"There is no warning “{slug}”."
