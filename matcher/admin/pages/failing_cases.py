"""Cases that prevent publishing, on the pages that publish."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from matcher.core.cases import Case, failure_reasons, run_case
from matcher.core.taxonomy import Taxonomy
from matcher.models import Case as CaseRow

MAY_ACCEPT = "matcher.accept_failing_cases"


@dataclass(frozen=True, slots=True)
class FailingCaseView:
    """A case that fails: its page, and why."""

    title: str
    href: str
    sentences: tuple[str, ...]


def failing_cases(taxonomy: Taxonomy, cases: Iterable[Case]) -> tuple[FailingCaseView, ...]:
    """Those of the cases that fail under this taxonomy, which has to be valid."""
    keys = dict(CaseRow.objects.values_list("slug", "pk"))
    return tuple(
        FailingCaseView(
            result.case.title,
            reverse("admin:matcher_case_change", args=[keys[result.case.slug]]),
            failure_reasons(taxonomy, result),
        )
        for result in (run_case(taxonomy, case) for case in cases)
        if not result.passed
    )
