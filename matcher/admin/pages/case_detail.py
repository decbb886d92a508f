"""How one case fares on the draft and on the edition: what is expected beside what comes out."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.admin.pages.cases import Side, is_draft_tried, sides
from matcher.core.cases import AxisResult, Case, CaseResult, outcome_name, run, wanted
from matcher.core.taxonomy.values import Taxonomy
from matcher.draft.cases import stored_case

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """What comes out on one side. `passed` is None where nothing is expected."""

    text: str
    passed: bool | None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is judged: what is expected, and what comes out on each side."""

    name: str
    expected: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class CaseFares:
    """A case as its page shows it: on what it is tried, whether it holds there, and why.
    `unsound` when it cannot be tried on the draft."""

    sides: tuple[str, ...]
    passed: tuple[bool, ...]
    lines: tuple[Line, ...]
    unsound: bool


def case_fares(pk: int) -> CaseFares:
    """How the case of that row fares, as it is stored."""
    case, found = stored_case(pk), sides()
    tried = tuple(_Tried.on(side, case) for side in found)
    return CaseFares(
        sides=tuple(side.name for side in found),
        passed=tuple(one.result.passed for one in tried),
        lines=tuple(_lines(case, tried)) if tried else (),
        unsound=not is_draft_tried(found),
    )


@dataclass(frozen=True, slots=True)
class _Tried:
    """What one side makes of the case."""

    taxonomy: Taxonomy
    result: CaseResult

    @classmethod
    def on(cls, side: Side, case: Case) -> "_Tried":
        return cls(side.taxonomy, run(side.taxonomy, case))

    def came_first(self, axis: str) -> Cell:
        found = next(one for one in self.result.axes if one.axis == axis)
        return Cell(self._got(found), found.passed if found.expected else None)

    def _got(self, found: AxisResult) -> str:
        if not found.got:
            return _("nothing comes first")
        return outcome_name(self.taxonomy, found.axis, found.got)

    def showed(self) -> Cell:
        if missing := self.result.missing_warnings:
            titles = _titles(self.taxonomy, missing)
            return Cell(_("missing: %(titles)s") % {"titles": titles}, passed=False)
        return Cell(_("all of them show"), passed=True)

    def answered(self) -> Cell:
        if unknown := self.result.unknown:
            lost = _("there is no %(answers)s") % {"answers": ", ".join(unknown)}
            return Cell(lost, passed=False)
        return Cell(_("all of them exist"), passed=True)


def _lines(case: Case, tried: tuple[_Tried, ...]) -> Iterator[Line]:
    """The axes are the same on every side, though perhaps in another order."""
    taxonomy = tried[0].taxonomy
    expected = {one.axis: one for one in case.expected}
    for axis in taxonomy.axes:
        cells = tuple(one.came_first(axis.slug) for one in tried)
        yield Line(axis.name, wanted(taxonomy, expected.get(axis.slug)) or NOTHING, cells)
    if case.warnings:
        shown = tuple(one.showed() for one in tried)
        yield Line(_("Warnings"), _titles(taxonomy, case.warnings), shown)
    if any(one.result.unknown for one in tried):
        yield Line(_("Answers"), NOTHING, tuple(one.answered() for one in tried))


def _titles(taxonomy: Taxonomy, slugs: tuple[str, ...]) -> str:
    found = taxonomy.warning_by_slug
    return "; ".join(found[slug].title if slug in found else slug for slug in slugs)
