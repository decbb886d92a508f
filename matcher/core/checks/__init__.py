"""Is this taxonomy valid, and are its rules good ones? Findings in plain English, each naming the
row it is about."""

from matcher.core.checks.findings import Finding, Findings, Level
from matcher.core.checks.taxonomy_review import TaxonomyReview
from matcher.core.checks.validity import check, check_condition, check_on_axis, dead_stops
from matcher.core.taxonomy import Taxonomy

__all__ = [
    "Finding",
    "Findings",
    "Level",
    "TaxonomyReview",
    "check",
    "check_condition",
    "check_on_axis",
    "dead_stops",
    "review",
]


def review(taxonomy: Taxonomy) -> tuple[Finding, ...]:
    """Everything worth knowing about the taxonomy."""
    return TaxonomyReview(taxonomy).findings
