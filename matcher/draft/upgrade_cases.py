"""Cases through an upgrade: the shipped ones are replaced, an installation's own are kept and lose
only what is gone."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import filterfalse

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from matcher import models
from matcher.core import NOT_SURE, Taxonomy
from matcher.core.answers import replaced
from matcher.core.taxonomy.diff import ChangeKind, FieldChange
from matcher.core.taxonomy.merge import merged_order
from matcher.core.taxonomy.values import TypicalAnswer
from matcher.draft.case_contents import CaseContent, Cases, ExpectedOutcome, ExpectedVerdict
from matcher.draft.row_specs import TableSpec, case_table_specs
from matcher.draft.writer import DraftWriter, Provenance
from matcher.models.rows import Row

CaseSequence = Sequence[CaseContent]
CasesBySlug = Mapping[str, CaseContent]


@dataclass(frozen=True, slots=True)
class CaseConflict:
    """A case that both sides changed: what happens to it, and where the kept one differs from the
    shipped one."""

    kind: ChangeKind
    title: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseMerge:
    """All cases, how many are other than they were, those that both sides changed, and those from
    which something was taken away."""

    counts: Mapping[ChangeKind, int]
    cases: tuple[CaseContent, ...]
    conflicts: tuple[CaseConflict, ...]
    marked: tuple[CaseContent, ...]


@dataclass(frozen=True, slots=True)
class _Versions:
    """A case in the three editions; None where there is none."""

    base: CaseContent | None
    own: CaseContent | None
    shipped: CaseContent | None

    @property
    def merged(self) -> CaseContent | None:
        return self.shipped if _same(self.own, self.base) else self.own

    @property
    def is_contested(self) -> bool:
        pairs = ((self.own, self.base), (self.own, self.shipped), (self.base, self.shipped))
        return not any(_same(one, other) for one, other in pairs)


def merge_cases(
    *, base: CaseSequence, own: CaseSequence, shipped: CaseSequence, gone: "Gone"
) -> CaseMerge:
    """Cases as they were in `base` become what is shipped; those that the installation added,
    changed or deleted stay so, but for what is `gone`."""
    bases, owns, now = ({case.slug: case for case in cases} for cases in (base, own, shipped))
    versions = [
        _Versions(bases.get(slug), owns.get(slug), now.get(slug))
        for slug in merged_order([*bases], [*owns], [*now])
    ]
    merged = [version.merged for version in versions]
    fitted = [(case, gone.taken_from(case)) for case in merged if case]
    cases = {case.slug: case for _before, case in fitted}
    return CaseMerge(
        counts=Counter(_change_kinds(owns, cases)),
        cases=tuple(cases.values()),
        conflicts=tuple(_conflict(version) for version in versions if version.is_contested),
        marked=tuple(case for before, case in fitted if case.to_review != before.to_review),
    )


def _same(one: CaseContent | None, other: CaseContent | None) -> bool:
    return one.same_as(other) if one and other else one is other


def _change_kinds(before: CasesBySlug, after: CasesBySlug) -> Iterator[ChangeKind]:
    for slug in {**before, **after}:
        if slug not in before or slug not in after:
            yield "removed" if slug in before else "added"
        elif not before[slug].same_as(after[slug]):
            yield "changed"


def _conflict(version: _Versions) -> CaseConflict:
    own, shipped = version.own, version.shipped
    if own and shipped:
        return CaseConflict("changed", own.title, tuple(_differences(own, shipped)))
    return CaseConflict("removed", own.title) if own else CaseConflict("added", _title(shipped))


def _title(case: CaseContent | None) -> str:
    return case.title if case else ""


def _differences(own: CaseContent, shipped: CaseContent) -> Iterator[FieldChange]:
    before, after = own.as_text(), shipped.as_text()
    for name in before:
        if before[name] != after[name]:
            yield FieldChange(name.replace("_", " "), before[name], after[name])


# ── What an upgrade takes away ───────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Gone:
    """What cases named in the `former` taxonomy and the present one lacks."""

    former: Taxonomy
    taxonomy: Taxonomy

    def taken_from(self, case: CaseContent) -> CaseContent:
        """The case with what takes the place of what is gone; `to_review` has a line for each thing
        that nothing takes the place of."""
        answers, lost = self._answers(case)
        kept = {
            "expectations": (*filter(self._has_outcome, case.expectations),),
            "verdicts": (*filter(self._has_verdict, case.verdicts),),
            "warnings": (*filter(self._has_warning, case.warnings),),
        }
        lines = [*filter(None, [case.to_review]), *lost, *self._unexpected(case)]
        return case.model_copy(update={**kept, "answers": answers, "to_review": "\n".join(lines)})

    def _answers(self, case: CaseContent) -> tuple[tuple[TypicalAnswer, ...], list[str]]:
        """The answers that the taxonomy reads, and those that it has nothing for, in words. *Not
        sure* said nothing, so that nothing is lost with it."""
        given: dict[str, list[str]] = {}
        for answer in case.answers:
            given.setdefault(answer.question, []).append(answer.option)
        values, retired = replaced(self.taxonomy, given)
        pairs = [(question, option) for question in values for option in values[question]]
        lost = [pair for pair in pairs if not self._is_asked(*pair)]
        lost += [(ignored.name, ignored.value) for ignored in retired]
        answers = [
            TypicalAnswer(question=question, option=option)
            for question, option in pairs
            if (question, option) not in lost
        ]
        return tuple(answers), [self._answer(*pair) for pair in lost if pair[1] != NOT_SURE]

    def _is_asked(self, question_slug: str, option: str) -> bool:
        question = self.taxonomy.index.question_by_slug.get(question_slug)
        return question is not None and (option == NOT_SURE or bool(question.option(option)))

    def _answer(self, question_slug: str, option_slug: str) -> str:
        question = self.former.index.question_by_slug.get(question_slug)
        option = question.option(option_slug) if question else None
        if question is None or option is None:
            return _("Answer: %(question)s = %(option)s") % {
                "question": question_slug,
                "option": option_slug,
            }
        return _("Answer: “%(option)s” to “%(question)s” (%(slugs)s)") % {
            "option": option.label,
            "question": question.prompt,
            "slugs": f"{question_slug} = {option_slug}",
        }

    def _has_outcome(self, expected: ExpectedOutcome) -> bool:
        return (expected.axis, expected.outcome) in self.taxonomy.index.outcome_by_slug

    def _has_verdict(self, expected: ExpectedVerdict) -> bool:
        return expected.verdict in self.taxonomy.index.verdict_by_slug

    def _has_warning(self, warning: str) -> bool:
        return warning in self.taxonomy.index.warning_by_slug

    def _unexpected(self, case: CaseContent) -> Iterator[str]:
        """What was expected and cannot come any more."""
        for expected in filterfalse(self._has_outcome, case.expectations):
            slugs = f"{expected.axis} / {expected.outcome}"
            yield _("Expected outcome: %(outcome)s") % {"outcome": slugs}
        for verdict in filterfalse(self._has_verdict, case.verdicts):
            yield _("Expected verdict: %(verdict)s") % {"verdict": verdict.verdict}
        for warning in filterfalse(self._has_warning, case.warnings):
            yield _("Expected warning: %(warning)s") % {"warning": warning}


# ── Rows ─────────────────────────────────────────────────────────────────────────────────


def detach_cases(cases: CaseSequence, taxonomy: Taxonomy, provenance: Provenance) -> None:
    """Delete what the cases will no longer say, so that what it names can go."""
    for table in reversed(_tables(cases, taxonomy)):
        wanted = {spec.key for spec in table.specs}
        for row in _rows(table.model):
            if row.natural_key() not in wanted:
                provenance.attach_to(row).delete()
    _write_warnings(cases, provenance)


def write_cases(cases: CaseSequence, taxonomy: Taxonomy, provenance: Provenance) -> None:
    """Make the rows of all cases say this. Raises Unstorable."""
    writer = DraftWriter(provenance)
    for model in (models.Question, models.Option, models.Outcome, models.Verdict):
        writer.know(model, {row.natural_key(): row for row in _rows(model)})
    for table in _tables(cases, taxonomy):
        writer.write(table, table.model._default_manager.all())
    writer.delete_leftovers()
    _write_warnings(cases, provenance)


def _tables(cases: CaseSequence, taxonomy: Taxonomy) -> tuple[TableSpec, ...]:
    return case_table_specs(taxonomy, Cases(cases=tuple(cases)))


def _rows(model: type[Row]) -> QuerySet[Row]:
    owners = {path.rpartition("__")[0] for path in model.natural_fields} - {""}
    rows = model._default_manager.all()
    return rows.select_related(*sorted(owners)) if owners else rows


def _write_warnings(cases: CaseSequence, provenance: Provenance) -> None:
    """Give the cases that are there those of their warnings that are."""
    wanted = {case.slug: set(case.warnings) for case in cases}
    warnings = {warning.slug: warning for warning in models.Warning.objects.all()}
    for row in models.Case.objects.prefetch_related("warnings"):
        named = wanted[row.slug] & warnings.keys()
        if {warning.slug for warning in row.warnings.all()} != named:
            provenance.attach_to(row)
            row.warnings.set([warnings[slug] for slug in sorted(named)])
