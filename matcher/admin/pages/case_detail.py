"""The result of one case on the draft and on the edition, beside what it expects."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.admin.pages.cases import CaseSide, case_sides, is_draft_evaluated
from matcher.core import Case, CaseResult, Taxonomy, run_case
from matcher.core.cases import AxisResult, CaseState, describe_outcome, expected_names
from matcher.core.fit import FIT
from matcher.draft.cases import stored_case

NOT_EXPECTED = "–"


@dataclass(frozen=True, slots=True)
class ResultCell:
    """What comes out on one side. `passed` is None where nothing is expected, or where the case
    explains why something else comes out: then the text says so."""

    text: str
    passed: bool | None


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One thing that a case checks: what is expected, and what comes out on each side."""

    name: str
    expected: str
    cells: tuple[ResultCell, ...]


@dataclass(frozen=True, slots=True)
class CaseDetailView:
    """A case as its page shows it: the sides that it is evaluated on, whether it passes there, and
    why. `draft_invalid` when it cannot be evaluated on the draft."""

    sides: tuple[str, ...]
    states: tuple[CaseState, ...]
    lines: tuple[ResultLine, ...]
    draft_invalid: bool


def case_detail_view(pk: int) -> CaseDetailView:
    """The results of the stored case with that primary key."""
    case, sides = stored_case(pk), case_sides()
    results = tuple(_SideResult.of(side, case) for side in sides)
    return CaseDetailView(
        sides=tuple(side.name for side in sides),
        states=tuple(side_result.result.state for side_result in results),
        lines=tuple(_lines(case, results)) if results else (),
        draft_invalid=not is_draft_evaluated(sides),
    )


@dataclass(frozen=True, slots=True)
class _SideResult:
    """The result of the case on one side."""

    taxonomy: Taxonomy
    result: CaseResult

    @classmethod
    def of(cls, side: CaseSide, case: Case) -> "_SideResult":
        return cls(side.taxonomy, run_case(side.taxonomy, case))

    def first_outcome(self, axis: str) -> ResultCell:
        judged = next(result for result in self.result.judged if result.axis == axis)
        came_out = self._first(judged)
        if judged.explained:
            params = {"outcome": came_out, "reason": judged.explained}
            return ResultCell(_("%(outcome)s, explained: %(reason)s") % params, None)
        return ResultCell(came_out, judged.passed if judged.expected else None)

    def _first(self, judged: AxisResult) -> str:
        if judged.first:
            return describe_outcome(self.taxonomy, judged.axis, judged.first)
        return _("no verdict") if judged.axis == FIT else _("nothing comes first")

    @property
    def unread_answers(self) -> tuple[str, ...]:
        return (*self.result.unknown_answers, *self.result.dropped_answers)

    def warnings(self) -> ResultCell:
        if missing := self.result.missing_warnings:
            titles = _titles(self.taxonomy, missing)
            return ResultCell(_("missing: %(titles)s") % {"titles": titles}, passed=False)
        return ResultCell(_("all of them show"), passed=True)

    def answers(self) -> ResultCell:
        if unknown := self.result.unknown_answers:
            message = _("there is no %(answers)s") % {"answers": "; ".join(unknown)}
            return ResultCell(message, passed=False)
        if dropped := self.result.dropped_answers:
            message = _("retired, and not counted: %(answers)s") % {"answers": "; ".join(dropped)}
            return ResultCell(message, passed=None)
        return ResultCell(_("all of them exist"), passed=True)


def _lines(case: Case, results: tuple[_SideResult, ...]) -> Iterator[ResultLine]:
    """The axes are the same on every side, though perhaps in another order."""
    taxonomy = results[0].taxonomy
    expected = {expectation.axis: expectation for expectation in case.expected}
    for axis in taxonomy.axes:
        cells = tuple(side_result.first_outcome(axis.slug) for side_result in results)
        names = expected_names(taxonomy, expected.get(axis.slug)) or NOT_EXPECTED
        yield ResultLine(axis.name, names, cells)
    if case.fit:
        cells = tuple(side_result.first_outcome(FIT) for side_result in results)
        yield ResultLine(_("Fit check"), expected_names(taxonomy, case.fit), cells)
    if case.warnings:
        cells = tuple(side_result.warnings() for side_result in results)
        yield ResultLine(_("Warnings"), _titles(taxonomy, case.warnings), cells)
    if any(side_result.unread_answers for side_result in results):
        cells = tuple(side_result.answers() for side_result in results)
        yield ResultLine(_("Answers"), NOT_EXPECTED, cells)


def _titles(taxonomy: Taxonomy, slugs: tuple[str, ...]) -> str:
    warnings = taxonomy.index.warning_by_slug
    return "; ".join(warnings[slug].title if slug in warnings else slug for slug in slugs)
