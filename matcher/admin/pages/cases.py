"""The cases with their results: on the draft and on the current edition."""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from matcher.core import Case, CaseResult, Taxonomy, failure_reasons, run_case
from matcher.core.cases import CaseState, describe_outcome, needless_reasons
from matcher.desk import desk_context, desk_page
from matcher.draft.cases import all_cases
from matcher.editions import InvalidTaxonomy, NoEdition, current, draft
from matcher.models import Case as CaseRow
from matcher.permissions import ADD_CASES, VIEW_CASES

FAILING_ONLY = "failing"


@dataclass(frozen=True, slots=True)
class CaseResultView:
    """Whether a case holds, and what there is to say about it."""

    state: CaseState
    sentences: tuple[str, ...]

    @classmethod
    def of(cls, taxonomy: Taxonomy, result: CaseResult) -> "CaseResultView":
        needless = (finding.sentence for finding in needless_reasons(taxonomy, result))
        return cls(result.state, (*failure_reasons(taxonomy, result), *needless))


@dataclass(frozen=True, slots=True)
class CaseSide:
    """A taxonomy that the cases are evaluated on: the draft or the current edition."""

    name: str
    taxonomy: Taxonomy
    is_draft: bool

    def evaluate(self, case: Case) -> CaseResultView:
        return CaseResultView.of(self.taxonomy, run_case(self.taxonomy, case))


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case in the list: a link to its page, what it expects, and its result on each side."""

    slug: str
    title: str
    href: str
    expects: tuple[str, ...]
    results: tuple[CaseResultView, ...]

    @property
    def fails(self) -> bool:
        """Whether it fails on some side without an explanation."""
        return any(result.state == "failed" for result in self.results)


def case_sides() -> tuple[CaseSide, ...]:
    """The draft, unless it is invalid, and the current edition, if there is one."""
    sides = []
    with suppress(InvalidTaxonomy):
        sides.append(CaseSide(_("Draft"), draft().taxonomy, is_draft=True))
    with suppress(NoEdition):
        edition = current()
        name = _("Edition %(number)s") % {"number": edition.number}
        sides.append(CaseSide(name, edition.taxonomy, is_draft=False))
    return tuple(sides)


def is_draft_evaluated(sides: tuple[CaseSide, ...]) -> bool:
    """Whether the draft is among the sides; an invalid one is not."""
    return any(side.is_draft for side in sides)


@desk_page("cases", "cases/", permission=VIEW_CASES)
def cases(request: HttpRequest) -> HttpResponse:
    """Every case, or those that fail somewhere."""
    sides = case_sides()
    views = _case_views(sides)
    failing_only = FAILING_ONLY in request.GET
    context = desk_context(
        request,
        _("Cases"),
        sides=tuple(_counts(side, index, views) for index, side in enumerate(sides)),
        draft_invalid=not is_draft_evaluated(sides),
        cases=tuple(view for view in views if view.fails or not failing_only),
        failing_only=failing_only,
        total=len(views),
        may_add=ADD_CASES.is_granted_to(request.user),
    )
    return TemplateResponse(request, "admin/desk/cases.html", context)


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """How many cases hold on one side, how many fail, and how many explain why they do."""

    name: str
    passed: int
    failed: int
    explained: int


def _counts(side: CaseSide, index: int, views: tuple[CaseView, ...]) -> CaseCounts:
    counts = Counter(view.results[index].state for view in views)
    return CaseCounts(side.name, counts["passed"], counts["failed"], counts["explained"])


def _case_views(sides: tuple[CaseSide, ...]) -> tuple[CaseView, ...]:
    keys = dict(CaseRow.objects.values_list("slug", "pk"))
    return tuple(_case_view(case, sides, keys) for case in all_cases() if case.slug in keys)


def _case_view(case: Case, sides: tuple[CaseSide, ...], keys: Mapping[str, int]) -> CaseView:
    return CaseView(
        slug=case.slug,
        title=case.title,
        href=reverse("admin:matcher_case_change", args=[keys[case.slug]]),
        expects=_expects(case, sides),
        results=tuple(side.evaluate(case) for side in sides),
    )


def _expects(case: Case, sides: tuple[CaseSide, ...]) -> tuple[str, ...]:
    everything = (*case.expected, *([case.fit] if case.fit else []))
    if not sides:
        return tuple(expected.outcome for expected in everything)
    taxonomy = sides[0].taxonomy
    return tuple(
        describe_outcome(taxonomy, expected.axis, expected.outcome) for expected in everything
    )


# ── In the list of rows ──────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class CaseStatus:
    """Whether a case passes on the draft and on the edition; None where it is not evaluated."""

    draft: CaseState | None = None
    edition: CaseState | None = None


def case_statuses() -> Mapping[str, CaseStatus]:
    """The status of every case, by its slug."""
    sides = case_sides()
    return {case.slug: _status(case, sides) for case in all_cases()}


def _status(case: Case, sides: tuple[CaseSide, ...]) -> CaseStatus:
    states = {side.is_draft: run_case(side.taxonomy, case).state for side in sides}
    return CaseStatus(draft=states.get(True), edition=states.get(False))
