"""Are the rules good ones? What is found here can be published, but is most likely not meant."""

from collections.abc import Callable

from matcher.core.checks.content import (
    dead_links,
    families,
    labels,
    lengths,
    sources,
    texts,
)
from matcher.core.checks.duplicates import echoes, repeats
from matcher.core.checks.evidence import order, outcomes, questions
from matcher.core.checks.findings import Finding, Findings
from matcher.core.checks.satisfiability import truths
from matcher.core.taxonomy.values import Taxonomy

PARTS: tuple[Callable[[Taxonomy], Findings], ...] = (
    outcomes,
    questions,
    order,
    truths,
    repeats,
    echoes,
    families,
    texts,
    sources,
    labels,
    lengths,
    dead_links,
)


def quality(taxonomy: Taxonomy) -> tuple[Finding, ...]:
    """Everything worth a look in a sound taxonomy."""
    return tuple(finding for part in PARTS for finding in part(taxonomy))
