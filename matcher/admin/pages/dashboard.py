"""The first page of the desk: where the draft stands against the current edition."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from matcher.admin.pages.change_list import show_changes
from matcher.admin.pages.failing_cases import failing
from matcher.admin.pages.impact import impact_shown
from matcher.admin.pages.publish_form import MAY_PUBLISH
from matcher.admin.pages.row_links import row_addresses
from matcher.core.answers import Answers, write
from matcher.core.checks import Finding, examples, review
from matcher.core.taxonomy.diff import changes
from matcher.core.taxonomy.values import Taxonomy
from matcher.desk import on_front_page
from matcher.draft.cases import every_case
from matcher.draft.compile import compile_draft
from matcher.editions import NoEdition, current
from matcher.impact import sides, start

MAY_LOOK = "matcher.view_edition"


@dataclass(frozen=True, slots=True)
class FindingShown:
    """What is to be said of a row, and the page of that row; empty where there is none."""

    sentence: str
    where: str
    href: str


@dataclass(frozen=True, slots=True)
class LevelShown:
    """The findings of one level. What only informs is folded away."""

    name: str
    slug: str
    findings: tuple[FindingShown, ...]

    @property
    def folded(self) -> bool:
        return self.slug == "info"


@dataclass(frozen=True, slots=True)
class Reach:
    """An outcome, and a few answers in words that bring it first; without any, the finding about
    it says why. `query` leads to the page that explains them."""

    axis: str
    outcome: str
    answers: tuple[str, ...]
    query: str


@on_front_page
def front(request: HttpRequest) -> dict[str, object]:
    """Changes, findings, cases and impact, for staff who may see editions."""
    if not request.user.has_perm(MAY_LOOK):
        return {}
    draft = compile_draft()
    findings = review(draft)
    blocked = any(finding.blocks for finding in findings)
    shown: dict[str, object] = {
        "levels": _levels(findings),
        "blocked": blocked,
        "may_publish": request.user.has_perm(MAY_PUBLISH),
        **_against(draft),
    }
    return shown if blocked else {**shown, **_tried(draft)}


def _levels(findings: tuple[Finding, ...]) -> tuple[LevelShown, ...]:
    names = {
        "blocks": _("Stands in the way of publishing"),
        "look": _("Look at it"),
        "info": _("For information"),
    }
    pages = row_addresses(finding.where for finding in findings)
    levels = (
        LevelShown(
            name,
            level,
            tuple(
                FindingShown(one.sentence, one.where, pages.get(one.where, ""))
                for one in findings
                if one.level == level
            ),
        )
        for level, name in names.items()
    )
    return tuple(level for level in levels if level.findings)


def _against(draft: Taxonomy) -> dict[str, object]:
    """What the draft changes of the current edition; without one there is nothing to compare."""
    try:
        edition = current()
    except NoEdition:
        return {"edition": None}
    found = changes(edition.taxonomy, draft)
    pages = row_addresses(change.where for change in found)
    return {"edition": edition, "found": show_changes(found, pages), "total": len(found)}


def _reached(draft: Taxonomy) -> Iterator[Reach]:
    for (axis, slug), answers in examples(draft).items():
        given = answers or Answers()
        questions = draft.question_by_slug
        yield Reach(
            axis=draft.axis_by_slug[axis].name,
            outcome=draft.outcome_by_slug[axis, slug].name,
            answers=tuple(
                f"{questions[question].prompt} {option.label}"
                for question, picked in given
                if (option := questions[question].option(picked))
            ),
            query=write(given),
        )


def _tried(draft: Taxonomy) -> dict[str, object]:
    """How the cases fare under the draft, and the first step of its impact."""
    tried = every_case()
    shown: dict[str, object] = {
        "failing": failing(draft, tried),
        "cases": len(tried),
        "reached": tuple(_reached(draft)),
    }
    try:
        compared = sides()
    except NoEdition:
        return shown
    return (
        shown if compared.same else {**shown, **impact_shown(compared, start(compared), brief=True)}
    )
