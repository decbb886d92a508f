"""Are the rules good ones? None of these findings prevents publishing, but most of what they report
is probably not meant."""

from collections.abc import Callable

from matcher.core.checks.content import (
    dead_links,
    empty_families,
    missing_sources,
    missing_texts,
    overlong_texts,
    unused_content,
)
from matcher.core.checks.duplicates import duplicate_reasons, duplicate_rules
from matcher.core.checks.evidence import idle_questions, turning_scales, unclear_outcomes
from matcher.core.checks.findings import Finding, Findings
from matcher.core.checks.satisfiability import satisfiability
from matcher.core.taxonomy import Taxonomy

CHECKS: tuple[Callable[[Taxonomy], Findings], ...] = (
    unclear_outcomes,
    idle_questions,
    turning_scales,
    satisfiability,
    duplicate_rules,
    duplicate_reasons,
    empty_families,
    missing_texts,
    missing_sources,
    unused_content,
    overlong_texts,
    dead_links,
)


def quality(taxonomy: Taxonomy) -> tuple[Finding, ...]:
    """All warnings and information about a valid taxonomy."""
    return tuple(finding for check in CHECKS for finding in check(taxonomy))
