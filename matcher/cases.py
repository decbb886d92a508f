"""Rows of cases -> cases, and what becomes of them under a taxonomy."""

from matcher.core.cases import Case, CaseResult, Expected, run
from matcher.core.rules import NOT_SURE
from matcher.core.taxonomy import Taxonomy
from matcher.models import Case as Row
from matcher.models import CaseExpectation


def every_case() -> tuple[Case, ...]:
    """All cases in their order, in a fixed number of queries."""
    rows = Row.objects.prefetch_related(
        "answers__question", "answers__option", "expectations__outcome__axis", "warnings"
    )
    return tuple(_case(row) for row in rows)


def run_cases(taxonomy: Taxonomy) -> tuple[CaseResult, ...]:
    """How every case fares under this taxonomy."""
    return tuple(run(taxonomy, case) for case in every_case())


def _case(row: Row) -> Case:
    return Case(
        slug=row.slug,
        title=row.title,
        answers=tuple(
            (one.question.slug, one.option.slug if one.option else NOT_SURE)
            for one in row.answers.all()
        ),
        expected=_expected(tuple(row.expectations.all())),
        warnings=tuple(one.slug for one in row.warnings.all()),
    )


def _expected(rows: tuple[CaseExpectation, ...]) -> tuple[Expected, ...]:
    """By axis. The rows stand in the order of the axes, what is only accepted last; where nothing
    else is expected on an axis, the first of those is."""
    by_axis: dict[str, list[str]] = {}
    for row in rows:
        by_axis.setdefault(row.outcome.axis.slug, []).append(row.outcome.slug)
    return tuple(Expected(axis, first, tuple(also)) for axis, (first, *also) in by_axis.items())
