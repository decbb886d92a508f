"""Is this taxonomy sound, and are its rules good ones? Findings in plain words, each naming the row
it is about."""

from matcher.core.checks.findings import Finding, Findings, Level
from matcher.core.checks.quality import quality
from matcher.core.checks.reachability import examples
from matcher.core.checks.validity import check, check_condition, check_on_axis
from matcher.core.taxonomy.values import Taxonomy

__all__ = [
    "Finding",
    "Findings",
    "Level",
    "check",
    "check_condition",
    "check_on_axis",
    "examples",
    "review",
]


def review(taxonomy: Taxonomy) -> tuple[Finding, ...]:
    """Everything worth knowing. Rules are looked at once nothing stands in the way of publishing:
    of a taxonomy that is not sound little can be said."""
    found = check(taxonomy)
    if any(finding.blocks for finding in found):
        return found
    return (*found, *quality(taxonomy))
