"""Taxonomy -> draft rows: make the draft say exactly what a taxonomy says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import DataError, IntegrityError, transaction
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext as _

from matcher import models
from matcher.core import NextStep, Taxonomy
from matcher.core.checks import dead_stops
from matcher.core.quantities import score_from_decimal
from matcher.core.taxonomy.row_ref import RowRef, row_ref
from matcher.draft.row_specs import example_table_specs, table_specs
from matcher.draft.validation import constraint_sentence
from matcher.draft.writer import DraftWriter, Provenance, Unstorable


@dataclass(frozen=True, slots=True)
class CaseUse:
    """A case, by slug and title, and a row that it uses."""

    case: str
    title: str
    row: RowRef


class StillUsed(Exception):
    """Cases use what the taxonomy lacks. `uses` says which cases use which rows."""

    def __init__(self, uses: tuple[CaseUse, ...]) -> None:
        listed = "; ".join(f"“{use.title}” ({use.row})" for use in uses)
        super().__init__(_("Cases use what would be gone: %s. Change them first.") % listed)
        self.uses = uses


def apply_taxonomy(taxonomy: Taxonomy, *, reason: str, by: AbstractBaseUser | None = None) -> None:
    """Make the draft say exactly this, all of it or nothing, and touch no row that says it
    already. Every row that is touched has `reason` and `by` in its history.

    Cases stay, except the examples: their text and answers become what the taxonomy says, and
    one that it does not name is no longer an example. Raises StillUsed and Unstorable.
    """
    provenance = Provenance.now(reason, by)
    try:
        with transaction.atomic():
            _apply(without_dead_stops(_with_step_slugs(taxonomy)), provenance)
    except (IntegrityError, DataError) as error:
        raise Unstorable(constraint_sentence(error)) from error


def _apply(taxonomy: Taxonomy, provenance: Provenance) -> None:
    if uses := tuple(dangling_uses(taxonomy)):
        raise StillUsed(uses)
    _make_room(taxonomy, provenance)
    writer = DraftWriter(provenance)
    for table in table_specs(taxonomy):
        writer.write(table, table.model.objects.all())
    _apply_examples(taxonomy, writer, provenance)
    writer.delete_leftovers()


def _apply_examples(taxonomy: Taxonomy, writer: DraftWriter, provenance: Provenance) -> None:
    cases, answers = example_table_specs(taxonomy)
    slugs = [example.slug for example in taxonomy.examples]
    for case in models.Case.objects.filter(example=True).exclude(slug__in=slugs):
        case.example = False
        provenance.attach_to(case).save()
    writer.write(cases, models.Case.objects.filter(slug__in=slugs))
    writer.write(answers, models.CaseAnswer.objects.filter(case__slug__in=slugs))


def _with_step_slugs(taxonomy: Taxonomy) -> Taxonomy:
    """With a slug for every next step: early editions know them by text only."""
    if all(step.slug for step in taxonomy.next_steps):
        return taxonomy
    known = {step.text: step.slug for step in models.NextStep.objects.all()}
    steps = (
        _with_slug(step, known.get(step.text) or f"{slugify(step.text)[:40]}-{number}")
        for number, step in enumerate(taxonomy.next_steps, start=1)
    )
    return taxonomy.model_copy(update={"next_steps": tuple(steps)})


def without_dead_stops(taxonomy: Taxonomy) -> Taxonomy:
    """Without the hard stops of early editions that asked only for what is not known: they hold no
    more, and no draft may have them."""
    dead = dead_stops(taxonomy)
    stops = tuple(stop for stop in taxonomy.stops if stop.slug not in dead)
    return taxonomy.model_copy(update={"stops": stops})


def _with_slug(step: NextStep, slug: str) -> NextStep:
    return step if step.slug else step.model_copy(update={"slug": slug})


# ── What is in the way ───────────────────────────────────────────────────────────────────


def dangling_uses(taxonomy: Taxonomy) -> Iterator[CaseUse]:
    """What cases use and the taxonomy lacks. The answers of its own examples come with it."""
    examples = [example.slug for example in taxonomy.examples]
    answers = models.CaseAnswer.objects.exclude(case__slug__in=examples)
    for answer in answers.select_related("case", "question", "option"):
        question = taxonomy.index.question_by_slug.get(answer.question.slug)
        if question is None or (answer.option and not question.option(answer.option.slug)):
            yield CaseUse(answer.case.slug, answer.case.title, _answer_row(answer))
    for expectation in models.CaseExpectation.objects.select_related("case", "outcome__axis"):
        case, key = expectation.case, expectation.outcome.natural_key()
        if key not in taxonomy.index.outcome_by_slug:
            yield CaseUse(case.slug, case.title, row_ref("outcome", *key))
    for verdict in models.CaseVerdict.objects.select_related("case", "verdict"):
        case, slug = verdict.case, verdict.verdict.slug
        if slug not in taxonomy.index.verdict_by_slug:
            yield CaseUse(case.slug, case.title, row_ref("verdict", slug))
    for case in models.Case.objects.prefetch_related("warnings"):
        for warning in case.warnings.all():
            if warning.slug not in taxonomy.index.warning_by_slug:
                yield CaseUse(case.slug, case.title, row_ref("warning", warning.slug))


def _answer_row(answer: models.CaseAnswer) -> RowRef:
    """The option that is the answer; the question where the answer is *not sure*."""
    if answer.option is None:
        return row_ref("question", answer.question.slug)
    return row_ref("option", answer.question.slug, answer.option.slug)


def _make_room(taxonomy: Taxonomy, provenance: Provenance) -> None:
    """Some values are unique and may be swapped between rows: a row that holds a value meant for
    another one gives it up before anything is written."""
    _make_room_for_bands({band.minimum: band.verdict for band in taxonomy.bands}, provenance)
    _make_room_for_drivers(
        {driver.question: driver.slug for driver in taxonomy.drivers}, provenance
    )
    _make_room_for_verdicts({verdict.severity: verdict.slug for verdict in taxonomy.verdicts})
    removed = models.Axis.objects.exclude(slug__in=taxonomy.index.axis_by_slug)
    removed.update(tie_question=None)  # else the axis and its question would protect each other


def _make_room_for_bands(wanted: Mapping[int, str], provenance: Provenance) -> None:
    for band in models.Band.objects.select_related("verdict"):
        if wanted.get(score_from_decimal(band.minimum), band.verdict.slug) != band.verdict.slug:
            provenance.attach_to(band).delete()


def _make_room_for_drivers(wanted: Mapping[str, str], provenance: Provenance) -> None:
    for driver in models.Driver.objects.select_related("question").prefetch_related("scores"):
        if wanted.get(driver.question.slug, driver.slug) != driver.slug:
            for row in (*driver.scores.all(), driver):
                provenance.attach_to(row).delete()


def _make_room_for_verdicts(wanted: Mapping[int, str]) -> None:
    """Stops name verdicts, so that they are moved rather than deleted."""
    present = dict(models.Verdict.objects.values_list("slug", "severity"))
    moving = [slug for slug, severity in present.items() if wanted.get(severity, slug) != slug]
    if moving:
        beyond = max(*present.values(), *wanted) + 1
        models.Verdict.objects.filter(slug__in=moving).update(severity=F("severity") + beyond)
