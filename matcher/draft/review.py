"""The draft as its pages ask about it: compiled once, and each answer worked out once."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Self

from django.utils import timezone

from matcher.core import Case, CaseResult, run_case
from matcher.core.cases import needless_reasons
from matcher.core.checks import Finding, TaxonomyReview
from matcher.core.checks.findings import Findings
from matcher.core.checks.freshness import stale_rows
from matcher.core.checks.reachability import Reachability
from matcher.draft.cases import all_cases, cases_to_review
from matcher.draft.compile import compile_draft

MOST_REMEMBERED = 2
"""So many drafts are remembered, by what they say, with what was found out about them."""

_remembered: dict[str, TaxonomyReview] = {}


def forget_reviews() -> None:
    """Look at every draft anew."""
    _remembered.clear()


@dataclass(frozen=True)
class DraftReview(TaxonomyReview):
    """The draft at one moment. Whoever needs several things of it reads it once and hands this on,
    so that all of them are about the same rows."""

    @classmethod
    def read(cls) -> Self:
        """The draft as its rows are now."""
        return cls(compile_draft())

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Those about its rules, about reasons that its cases give in vain, and about cases to
        review."""
        return self.errors or (
            *self._remembered.findings,
            *stale_rows(self.taxonomy, timezone.localdate()),
            *self._needless_reasons(),
            *cases_to_review(),
        )

    @cached_property
    def errors(self) -> tuple[Finding, ...]:
        return self._remembered.errors

    @cached_property
    def reachability(self) -> Reachability:
        return self._remembered.reachability

    @cached_property
    def _remembered(self) -> TaxonomyReview:
        """What is found out about the taxonomy alone. It takes a second or two, and a draft is
        looked at more often than it is changed."""
        if self.sha256 not in _remembered:
            while len(_remembered) >= MOST_REMEMBERED:
                _remembered.pop(next(iter(_remembered)), None)
            _remembered[self.sha256] = TaxonomyReview(self.taxonomy)
        return _remembered[self.sha256]

    def _needless_reasons(self) -> Findings:
        for result in self.case_results:
            yield from needless_reasons(self.taxonomy, result)

    @cached_property
    def json(self) -> str:
        """The draft as an edition would keep it."""
        return self.taxonomy.to_json()

    @cached_property
    def sha256(self) -> str:
        """The checksum that tells whether two drafts or editions say the same."""
        return sha256(self.json.encode()).hexdigest()

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """All cases, in their order."""
        return all_cases()

    @cached_property
    def case_results(self) -> tuple[CaseResult, ...]:
        """The result of each case. Only for a valid draft."""
        return tuple(run_case(self.taxonomy, case) for case in self.cases)

    @cached_property
    def failing(self) -> tuple[CaseResult, ...]:
        """The results of the cases that fail and do not explain it. Only for a valid draft."""
        return tuple(result for result in self.case_results if result.failed)
