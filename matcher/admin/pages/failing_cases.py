"""Cases that prevent publishing, on the pages that publish."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from matcher.core import CaseResult, Taxonomy, failure_reasons
from matcher.models import Case as CaseRow


@dataclass(frozen=True, slots=True)
class FailingCaseView:
    """A case that fails: its page, and why."""

    title: str
    href: str
    sentences: tuple[str, ...]


def failing_case_views(
    taxonomy: Taxonomy, results: Iterable[CaseResult]
) -> tuple[FailingCaseView, ...]:
    """Those cases that fail and do not explain it, of the results under this taxonomy."""
    keys = dict(CaseRow.objects.values_list("slug", "pk"))
    return tuple(
        FailingCaseView(
            result.case.title,
            reverse("admin:matcher_case_change", args=[keys[result.case.slug]]),
            failure_reasons(taxonomy, result),
        )
        for result in results
        if result.failed
    )
