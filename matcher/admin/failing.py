"""Cases that stand in the way of publishing, on the pages that publish."""

from dataclasses import dataclass

from django.urls import reverse

from matcher.cases import run_cases
from matcher.core.cases import why
from matcher.core.taxonomy import Taxonomy
from matcher.models import Case

MAY_ACCEPT = "matcher.accept_failing_cases"


@dataclass(frozen=True, slots=True)
class Failing:
    """A case that fails: its page, and why."""

    title: str
    href: str
    sentences: tuple[str, ...]


def failing(taxonomy: Taxonomy) -> tuple[Failing, ...]:
    """The cases that fail under this taxonomy, which has to be sound."""
    keys = dict(Case.objects.values_list("slug", "pk"))
    return tuple(
        Failing(
            result.case.title,
            reverse("admin:matcher_case_change", args=[keys[result.case.slug]]),
            why(taxonomy, result),
        )
        for result in run_cases(taxonomy)
        if not result.passed
    )
