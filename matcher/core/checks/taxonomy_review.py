"""All that the checks say about a taxonomy, worked out once however often it is asked for."""

from dataclasses import dataclass
from functools import cached_property

from matcher.core.answers import Answers
from matcher.core.checks.findings import Finding
from matcher.core.checks.quality import quality
from matcher.core.checks.reachability import OutcomeKey, Reachability, reachability
from matcher.core.checks.validity import check
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.row_types import TaxonomyRow, rows


@dataclass(frozen=True)
class TaxonomyReview:
    """A taxonomy, and what is found out about it. Each part is worked out when it is first asked
    for, so that a page pays only for what it shows."""

    taxonomy: Taxonomy

    @cached_property
    def errors(self) -> tuple[Finding, ...]:
        """What prevents publishing it."""
        return check(self.taxonomy)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything worth knowing. The rules are reviewed only once nothing prevents publishing:
        little can be said about a taxonomy that is not valid."""
        return self.errors or quality(self.taxonomy, self.rows, self.reachability)

    @cached_property
    def rows(self) -> tuple[TaxonomyRow, ...]:
        """Every row, each followed by those that belong to it."""
        return tuple(rows(self.taxonomy))

    @cached_property
    def reachability(self) -> Reachability:
        """Which answers bring each outcome first. Only for a valid taxonomy."""
        return reachability(self.taxonomy)

    @property
    def example_answers(self) -> dict[OutcomeKey, Answers | None]:
        """For each outcome a few answers that bring it first; None where there are none, or none
        were found."""
        return {
            outcome: result if isinstance(result, Answers) else None
            for outcome, result in self.reachability.items()
        }
