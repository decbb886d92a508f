"""The review of the draft: how it compares with the current edition, and all findings about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from matcher.admin.pages.change_list import changes_view
from matcher.admin.pages.failing_cases import failing_case_views
from matcher.admin.pages.impact import impact_context
from matcher.admin.pages.row_links import row_urls
from matcher.core import Answers, write_query
from matcher.core.checks import Finding
from matcher.core.checks.signs import turned_signs
from matcher.core.taxonomy.diff import diff_taxonomies
from matcher.core.taxonomy.row_ref import Location
from matcher.desk import desk_context, desk_page
from matcher.draft.review import DraftReview
from matcher.editions import NoEdition, PublishedRelease, current
from matcher.impact import impact_inputs, start
from matcher.permissions import VIEW_EDITIONS


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding, and the page of the row that it is about; empty where there is none."""

    sentence: str
    location: Location
    href: str


@dataclass(frozen=True, slots=True)
class FindingLevelView:
    """The findings of one level. Those that only inform are folded."""

    name: str
    slug: str
    findings: tuple[FindingView, ...]

    @property
    def folded(self) -> bool:
        return self.slug == "info"


@dataclass(frozen=True, slots=True)
class ReachedOutcomeView:
    """An outcome, and a few answers that bring it first; without any, the finding about
    it says why. `query` leads to the side-by-side page of these answers."""

    axis: str
    name: str
    answers: tuple[str, ...]
    query: str


@desk_page("review", "review/", permission=VIEW_EDITIONS)
def review(request: HttpRequest) -> HttpResponse:
    """Changes, findings, cases and impact."""
    draft = DraftReview.read()
    values: dict[str, object] = {"has_errors": bool(draft.errors), **_changes(draft)}
    if not draft.errors:
        values |= _case_results(draft)
    context = desk_context(request, _("Review of the draft"), **values)
    return TemplateResponse(request, "admin/desk/review.html", context)


def _levels(findings: tuple[Finding, ...]) -> tuple[FindingLevelView, ...]:
    names = {
        "error": _("Errors: they prevent publishing"),
        "warning": _("Warnings: look at these"),
        "info": _("For information"),
    }
    urls = row_urls(finding.location for finding in findings)
    levels = (
        FindingLevelView(
            name,
            level,
            tuple(
                FindingView(finding.sentence, finding.location, urls.get(finding.location, ""))
                for finding in findings
                if finding.level == level
            ),
        )
        for level, name in names.items()
    )
    return tuple(level for level in levels if level.findings)


def _changes(review: DraftReview) -> dict[str, object]:
    """What the draft changes of the current edition; without one there is nothing to compare."""
    try:
        edition = current()
    except NoEdition:
        return {"edition": None, "levels": _levels(review.findings)}
    changes = diff_taxonomies(edition.taxonomy, review.taxonomy)
    urls = row_urls(change.location for change in changes)
    return {
        "edition": edition,
        "diff": changes_view(changes, urls),
        "total": len(changes),
        "levels": _levels((*review.findings, *_turned_signs(edition, review))),
    }


def _turned_signs(edition: PublishedRelease, review: DraftReview) -> tuple[Finding, ...]:
    return () if review.errors else tuple(turned_signs(edition.taxonomy, review.taxonomy))


def _reached_outcomes(review: DraftReview) -> Iterator[ReachedOutcomeView]:
    draft = review.taxonomy
    for (axis, slug), answers in review.example_answers.items():
        given = answers or Answers()
        questions = draft.index.question_by_slug
        yield ReachedOutcomeView(
            axis=draft.index.axis_by_slug[axis].name,
            name=draft.index.outcome_name(axis, slug),
            answers=tuple(
                f"{questions[question].prompt} {option.label}"
                for question, picked in given
                if (option := questions[question].option(picked))
            ),
            query=write_query(given),
        )


def _case_results(review: DraftReview) -> dict[str, object]:
    """The cases that fail under the draft, and the first step of its impact."""
    values: dict[str, object] = {
        "failing": failing_case_views(review.taxonomy, review.failing),
        "cases": len(review.cases),
        "explained": sum(result.state == "explained" for result in review.case_results),
        "reached": tuple(_reached_outcomes(review)),
    }
    try:
        inputs = impact_inputs(review)
    except NoEdition:
        return values
    if inputs.same:
        return values
    return {**values, **impact_context(inputs, start(inputs), brief=True)}
