"""How the cases fare: against the draft and against the current edition."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from matcher.core.cases import Case, CaseResult, outcome_name, run, why
from matcher.core.taxonomy.values import Taxonomy
from matcher.desk import desk_context, desk_page
from matcher.draft.cases import every_case
from matcher.editions import NoEdition, Unsound, current, draft
from matcher.models import Case as Row

MAY_LOOK = "matcher.view_case"
FAILING = "failing"


@dataclass(frozen=True, slots=True)
class Fared:
    """Whether a case holds, and if not, why."""

    passed: bool
    sentences: tuple[str, ...]

    @classmethod
    def of(cls, taxonomy: Taxonomy, result: CaseResult) -> "Fared":
        return cls(result.passed, why(taxonomy, result))


@dataclass(frozen=True, slots=True)
class Side:
    """What the cases are tried on."""

    name: str
    taxonomy: Taxonomy
    is_draft: bool

    def fared(self, case: Case) -> Fared:
        return Fared.of(self.taxonomy, run(self.taxonomy, case))


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case in the list: a link to its page, what it expects, and how it fares on each side."""

    slug: str
    title: str
    href: str
    expects: tuple[str, ...]
    fared: tuple[Fared, ...]

    @property
    def passed(self) -> bool:
        return all(one.passed for one in self.fared)


def sides() -> tuple[Side, ...]:
    """The draft, unless it is not sound, and the current edition, if there is one."""
    found = []
    with suppress(Unsound):
        found.append(Side(_("Draft"), draft().taxonomy, is_draft=True))
    with suppress(NoEdition):
        edition = current()
        name = _("Edition %(number)s") % {"number": edition.number}
        found.append(Side(name, edition.taxonomy, is_draft=False))
    return tuple(found)


def is_draft_tried(tried: tuple[Side, ...]) -> bool:
    """Whether the draft is among the sides; an unsound one is not."""
    return any(side.is_draft for side in tried)


@desk_page("cases", "cases/")
def cases(request: HttpRequest) -> HttpResponse:
    """Every case, or those that fail somewhere."""
    if not request.user.has_perm(MAY_LOOK):
        raise PermissionDenied
    tried = sides()
    every = _every(tried)
    only = FAILING in request.GET
    context = desk_context(
        request,
        _("Cases"),
        sides=tuple(_counted(side, place, every) for place, side in enumerate(tried)),
        unsound=not is_draft_tried(tried),
        cases=tuple(case for case in every if not (only and case.passed)),
        only=only,
        total=len(every),
        may_add=request.user.has_perm("matcher.add_case"),
    )
    return TemplateResponse(request, "admin/desk/cases.html", context)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many cases hold on one side."""

    name: str
    passed: int
    failed: int


def _counted(side: Side, place: int, every: tuple[CaseShown, ...]) -> Counted:
    passed = sum(case.fared[place].passed for case in every)
    return Counted(side.name, passed, len(every) - passed)


def _every(tried: tuple[Side, ...]) -> tuple[CaseShown, ...]:
    keys = dict(Row.objects.values_list("slug", "pk"))
    return tuple(_shown(case, tried, keys) for case in every_case() if case.slug in keys)


def _shown(case: Case, tried: tuple[Side, ...], keys: Mapping[str, int]) -> CaseShown:
    return CaseShown(
        slug=case.slug,
        title=case.title,
        href=reverse("admin:matcher_case_change", args=[keys[case.slug]]),
        expects=_expects(case, tried),
        fared=tuple(side.fared(case) for side in tried),
    )


def _expects(case: Case, tried: tuple[Side, ...]) -> tuple[str, ...]:
    if not tried:
        return tuple(one.outcome for one in case.expected)
    taxonomy = tried[0].taxonomy
    return tuple(outcome_name(taxonomy, one.axis, one.outcome) for one in case.expected)


# ── In the list of rows ──────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Mark:
    """Whether a case holds on the draft and on the edition; None where it is not tried."""

    draft: bool | None = None
    edition: bool | None = None


def marks() -> Mapping[str, Mark]:
    """How every case fares, by its slug, worked out at once."""
    tried = sides()
    return {case.slug: _mark(case, tried) for case in every_case()}


def _mark(case: Case, tried: tuple[Side, ...]) -> Mark:
    passed = {side.is_draft: side.fared(case).passed for side in tried}
    return Mark(draft=passed.get(True), edition=passed.get(False))
