"""Cases that stand in the way of publishing, on the pages that publish."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from matcher.core.cases import Case, run, why
from matcher.core.taxonomy.values import Taxonomy
from matcher.models import Case as Row

MAY_ACCEPT = "matcher.accept_failing_cases"


@dataclass(frozen=True, slots=True)
class Failing:
    """A case that fails: its page, and why."""

    title: str
    href: str
    sentences: tuple[str, ...]


def failing(taxonomy: Taxonomy, cases: Iterable[Case]) -> tuple[Failing, ...]:
    """Those of the cases that fail under this taxonomy, which has to be sound."""
    keys = dict(Row.objects.values_list("slug", "pk"))
    return tuple(
        Failing(
            result.case.title,
            reverse("admin:matcher_case_change", args=[keys[result.case.slug]]),
            why(taxonomy, result),
        )
        for result in (run(taxonomy, case) for case in cases)
        if not result.passed
    )
