"""A draft of the first edition becomes one of the shipped edition, and keeps what was edited."""

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from matcher.core import Taxonomy, TaxonomyJsonError, read_taxonomy
from matcher.core.checks import Finding, check, dead_stops
from matcher.core.taxonomy.diff import Change, diff_taxonomies
from matcher.core.taxonomy.merge import Merge, merge
from matcher.core.taxonomy.row_types import TaxonomyRow, rows
from matcher.core.taxonomy.values import Example
from matcher.draft.apply import apply_taxonomy, without_dead_stops
from matcher.draft.case_contents import CaseContent
from matcher.draft.compile import compile_draft
from matcher.draft.shipped import ShippedEdition, drafted_edition
from matcher.draft.upgrade_cases import CaseMerge, Gone, detach_cases, merge_cases, write_cases
from matcher.draft.writer import Provenance, Unstorable

REASON = "Upgrade to the second edition"


class NotUpgraded(Exception):
    """The draft cannot be upgraded. The message says why; nothing was changed."""


class UpgradedAlready(Exception):
    """The draft retires what the shipped taxonomy retires: there is nothing to do."""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What an upgrade did. `changes` are those of the draft; `conflicts` are rows that both sides
    changed and that were kept, each as the change that would make it the shipped one; `displaced`
    are edited rows that could not stay; `errors` prevent publishing the draft as it is now."""

    changes: tuple[Change, ...]
    conflicts: tuple[Change, ...]
    displaced: tuple[TaxonomyRow, ...]
    cases: CaseMerge
    errors: tuple[Finding, ...]


def upgrade_draft(
    base: ShippedEdition,
    shipped: ShippedEdition,
    *,
    document: Taxonomy | None = None,
    reason: str = REASON,
    by: AbstractBaseUser | None = None,
    dry_run: bool = False,
) -> Upgrade:
    """Make the draft what is shipped, but for what the installation changed since `base`: all of it
    or nothing, and with `dry_run` nothing. A `document` takes the place of the rows of the draft,
    and its examples that of the cases of the same name. Raises NotUpgraded and UpgradedAlready.
    """
    with transaction.atomic():
        before = drafted_edition()
        own = _with_document(before, base, document) if document else before
        _refuse_what_is_no_first_edition(own.taxonomy, base.taxonomy, shipped.taxonomy)
        merged = _merged(base.taxonomy, own.taxonomy, shipped.taxonomy)
        cases = merge_cases(
            base=base.cases if own.cases else (),
            own=own.cases,
            shipped=shipped.cases,
            gone=Gone(former=own.taxonomy, taxonomy=merged.taxonomy),
        )
        _write(merged.taxonomy, cases, Provenance.now(reason, by))
        after = compile_draft()
        transaction.set_rollback(dry_run)
    return Upgrade(
        changes=diff_taxonomies(before.taxonomy, after),
        conflicts=merged.conflicts,
        displaced=merged.displaced,
        cases=cases,
        errors=tuple(finding for finding in check(after) if finding.is_error),
    )


def read_first_shape(data: bytes, base: Taxonomy) -> Taxonomy | None:
    """The taxonomy that `export_taxonomy` of release 0.1.0 wrote, as a draft of today says it; None
    of any other document. It has the first shape if at the top it has exactly the parts that the
    `base` has: later releases always write those that they added."""
    try:
        taxonomy = read_taxonomy(data)
    except TaxonomyJsonError:
        return None
    if taxonomy.model_fields_set != base.model_fields_set:
        return None
    return without_dead_stops(_without_scores_of_not_sure(taxonomy))


def stems_from(taxonomy: Taxonomy, base: Taxonomy) -> bool:
    """Whether a taxonomy asks at least half of the questions of the base, border questions aside:
    else it is one of its own, in which rows of the same name mean something else."""
    questions = [question.slug for question in base.questions if not question.between]
    asked = [slug for slug in questions if slug in taxonomy.index.question_by_slug]
    return 2 * len(asked) >= len(questions)


def _refuse_what_is_no_first_edition(own: Taxonomy, base: Taxonomy, shipped: Taxonomy) -> None:
    if not own.axes:
        raise NotUpgraded(_("The draft is empty. Load the taxonomy: manage.py load_taxonomy"))
    if own.index.retired_by_answer.keys() & shipped.index.retired_by_answer.keys():
        raise UpgradedAlready
    if not stems_from(own, base):
        raise NotUpgraded(
            _("The draft does not stem from the first edition: nothing can be merged.")
        )


def _without_scores_of_not_sure(taxonomy: Taxonomy) -> Taxonomy:
    """Release 0.1.0 gave *not sure* a score, which no draft has any more."""
    drivers = (driver.model_copy(update={"not_sure": None}) for driver in taxonomy.drivers)
    return taxonomy.model_copy(update={"drivers": tuple(drivers)})


# ── Merging ──────────────────────────────────────────────────────────────────────────────


def _merged(base: Taxonomy, own: Taxonomy, shipped: Taxonomy) -> Merge:
    """The merge of all but the examples, which are cases. A stop that asks only for what is not
    known has no place any more."""
    merged = merge(base=_bare(base), own=_bare(own), shipped=_bare(shipped))
    dead = dead_stops(merged.taxonomy)
    stops = [row for row in rows(merged.taxonomy) if row.location.row_type == "stop"]
    return Merge(
        without_dead_stops(merged.taxonomy),
        merged.conflicts,
        (*merged.displaced, *(row for row in stops if row.value.slug in dead)),
    )


def _bare(taxonomy: Taxonomy) -> Taxonomy:
    return taxonomy.model_copy(update={"examples": ()})


def _with_document(
    drafted: ShippedEdition, base: ShippedEdition, document: Taxonomy
) -> ShippedEdition:
    """The document, and the cases of the draft with those of its examples that were edited."""
    shipped = {example.slug: example for example in base.taxonomy.examples}
    edited = [example for example in document.examples if shipped.get(example.slug) != example]
    cases = {case.slug: case for case in drafted.cases}
    cases |= {example.slug: _as_case(example, cases.get(example.slug)) for example in edited}
    return ShippedEdition(taxonomy=document, cases=tuple(cases.values()))


def _as_case(example: Example, case: CaseContent | None) -> CaseContent:
    """The example as a case, with what a case of its name has besides."""
    present = case or CaseContent(slug=example.slug, title=example.title, text=example.text)
    said = {name: getattr(example, name) for name in type(example).model_fields}
    return present.model_copy(update={**said, "example": True})


def _write(taxonomy: Taxonomy, cases: CaseMerge, provenance: Provenance) -> None:
    """Cases let go of what will be gone before it goes, and name what is new once it is there."""
    examples = tuple(case.as_example() for case in cases.cases if case.example)
    whole = taxonomy.model_copy(update={"examples": examples})
    try:
        detach_cases(cases.cases, whole, provenance)
        apply_taxonomy(whole, reason=provenance.reason, by=provenance.by)
        write_cases(cases.cases, whole, provenance)
    except Unstorable as error:
        raise NotUpgraded(str(error)) from None
