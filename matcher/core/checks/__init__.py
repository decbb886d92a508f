"""Is this taxonomy valid, and are its rules good ones? Findings in plain English, each naming the
row it is about."""

from matcher.core.checks.findings import Finding, Findings, Level
from matcher.core.checks.quality import quality
from matcher.core.checks.reachability import example_answers
from matcher.core.checks.validity import check, check_condition, check_on_axis
from matcher.core.taxonomy import Taxonomy

__all__ = [
    "Finding",
    "Findings",
    "Level",
    "check",
    "check_condition",
    "check_on_axis",
    "example_answers",
    "review",
]


def review(taxonomy: Taxonomy) -> tuple[Finding, ...]:
    """Everything worth knowing. The rules are reviewed only once nothing prevents publishing:
    little can be said about a taxonomy that is not valid."""
    findings = check(taxonomy)
    if any(finding.is_error for finding in findings):
        return findings
    return (*findings, *quality(taxonomy))
