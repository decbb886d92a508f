"""Taxonomy -> draft rows: make the draft say exactly what a taxonomy says."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import DataError, IntegrityError, transaction
from django.db.models import F, Model, QuerySet
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from matcher import models
from matcher.core.rules import NOT_SURE
from matcher.core.taxonomy.values import NextStep, Taxonomy
from matcher.draft.mapping import NaturalKey, RowMapping
from matcher.draft.row_specs import RowSpec, TableSpec, example_table_specs, table_specs
from matcher.models.rows import REASON_LENGTH, Row, follow

POSITION_STEP = 10
"""Renumbered positions go up in tens, so that a row fits between two others."""


@dataclass(frozen=True, slots=True)
class CaseUse:
    """A case, by slug and title, and something that it uses."""

    case: str
    title: str
    what: str


class StillUsed(Exception):
    """Cases use what the taxonomy lacks. `uses` says which cases, and what."""

    def __init__(self, uses: tuple[CaseUse, ...]) -> None:
        listed = "; ".join(f"“{use.title}” ({use.what})" for use in uses)
        super().__init__(_("Cases use what would be gone: %s. Change them first.") % listed)
        self.uses = uses


class Unstorable(Exception):
    """The tables cannot hold the taxonomy. The message says why."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Why, by whom and when rows were changed: the same in the histories of all of them."""

    reason: str
    by: AbstractBaseUser | None
    at: datetime


def apply_taxonomy(taxonomy: Taxonomy, *, reason: str, by: AbstractBaseUser | None = None) -> None:
    """Make the draft say exactly this, all of it or nothing, and touch no row that says it
    already. Every row that is touched has `reason` and `by` in its history.

    Cases stay, except the examples: their text and answers become what the taxonomy says, and
    one that it does not name is no longer an example. Raises StillUsed and Unstorable.
    """
    provenance = Provenance(reason[:REASON_LENGTH], by, timezone.now())
    try:
        with transaction.atomic():
            _apply(_with_step_slugs(taxonomy), provenance)
    except (IntegrityError, DataError) as error:
        raise Unstorable(_reason(error)) from error


def _apply(taxonomy: Taxonomy, provenance: Provenance) -> None:
    if uses := tuple(dangling_uses(taxonomy)):
        raise StillUsed(uses)
    _make_room(taxonomy, provenance)
    writer = _DraftWriter(provenance)
    for table in table_specs(taxonomy):
        writer.write(table, table.model.objects.all())
    _apply_examples(taxonomy, writer, provenance)
    writer.delete_leftovers()


def _apply_examples(taxonomy: Taxonomy, writer: "_DraftWriter", provenance: Provenance) -> None:
    cases, answers = example_table_specs(taxonomy)
    slugs = [example.slug for example in taxonomy.examples]
    for case in models.Case.objects.filter(example=True).exclude(slug__in=slugs):
        case.example = False
        _attributed(provenance, case).save()
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


def _with_slug(step: NextStep, slug: str) -> NextStep:
    return step if step.slug else step.model_copy(update={"slug": slug})


def _reason(error: Exception) -> str:
    """The sentence of the constraint that was broken, or else the message of the database."""
    for model in Row.__subclasses__():
        for constraint in model._meta.constraints:
            if constraint.name in str(error):
                return f"{model._meta.verbose_name}: {constraint.get_violation_error_message()}"
    return str(error)


# ── What is in the way ───────────────────────────────────────────────────────────────────


def dangling_uses(taxonomy: Taxonomy) -> Iterator[CaseUse]:
    """What cases use and the taxonomy lacks. The answers of its own examples come with it."""
    examples = [example.slug for example in taxonomy.examples]
    answers = models.CaseAnswer.objects.exclude(case__slug__in=examples)
    for answer in answers.select_related("case", "question", "option"):
        question = taxonomy.question_by_slug.get(answer.question.slug)
        option = answer.option.slug if answer.option else NOT_SURE
        if question is None or not (option == NOT_SURE or question.option(option)):
            yield CaseUse(answer.case.slug, answer.case.title, f"{answer.question.slug} = {option}")
    for expectation in models.CaseExpectation.objects.select_related("case", "outcome__axis"):
        case, key = expectation.case, expectation.outcome.natural_key()
        if key not in taxonomy.outcome_by_slug:
            yield CaseUse(case.slug, case.title, " = ".join(key))
    for case in models.Case.objects.prefetch_related("warnings"):
        for warning in case.warnings.all():
            if warning.slug not in taxonomy.warning_by_slug:
                yield CaseUse(case.slug, case.title, f"warning {warning.slug}")


def _make_room(taxonomy: Taxonomy, provenance: Provenance) -> None:
    """Some values are unique and may be swapped between rows: a row that holds a value meant for
    another one gives it up before anything is written."""
    _make_room_for_bands({band.minimum: band.verdict for band in taxonomy.bands}, provenance)
    _make_room_for_drivers(
        {driver.question: driver.slug for driver in taxonomy.drivers}, provenance
    )
    _make_room_for_verdicts({verdict.severity: verdict.slug for verdict in taxonomy.verdicts})
    removed = models.Axis.objects.exclude(slug__in=taxonomy.axis_by_slug)
    removed.update(tie_question=None)  # else the axis and its question would protect each other


def _make_room_for_bands(wanted: Mapping[int, str], provenance: Provenance) -> None:
    for band in models.Band.objects.select_related("verdict"):
        if wanted.get(int(band.minimum * 10), band.verdict.slug) != band.verdict.slug:
            _delete(band, provenance)


def _make_room_for_drivers(wanted: Mapping[str, str], provenance: Provenance) -> None:
    for driver in models.Driver.objects.select_related("question").prefetch_related("scores"):
        if wanted.get(driver.question.slug, driver.slug) != driver.slug:
            for row in (*driver.scores.all(), driver):
                _delete(row, provenance)


def _make_room_for_verdicts(wanted: Mapping[int, str]) -> None:
    """Stops name verdicts, so that they are moved rather than deleted."""
    present = dict(models.Verdict.objects.values_list("slug", "severity"))
    moving = [slug for slug, severity in present.items() if wanted.get(severity, slug) != slug]
    if moving:
        beyond = max(*present.values(), *wanted) + 1
        models.Verdict.objects.filter(slug__in=moving).update(severity=F("severity") + beyond)


def _delete(row: Row, provenance: Provenance) -> None:
    _attributed(provenance, row).delete()


def _attributed(provenance: Provenance, row: Row) -> Row:
    """The row, whose next change will have this provenance in its history."""
    vars(row).update(
        _change_reason=provenance.reason, _history_user=provenance.by, _history_date=provenance.at
    )
    return row


# ── Table by table ───────────────────────────────────────────────────────────────────────


Pairing = tuple[RowSpec, Row | None]
"""What a row has to say, and the row that is there already."""


class _DraftWriter:
    """The rows of the draft by their keys, while they become what the taxonomy says."""

    def __init__(self, provenance: Provenance) -> None:
        self._history = {
            "default_change_reason": provenance.reason,
            "default_user": provenance.by,
            "default_date": provenance.at,
        }
        self._provenance = provenance
        self._rows: dict[type[Model], dict[NaturalKey, Row]] = defaultdict(dict)
        self._leftovers: dict[Row, None] = {}

    def write(self, table: TableSpec, present: "QuerySet[Row]") -> None:
        """Make the present rows say what the table says, and remember those left over."""
        rows = tuple(_with_owners(table, present))
        pairs, leftovers = _paired(table.specs, rows)
        positions = _positions(table, pairs, rows)
        new: dict[NaturalKey, Row] = {}
        changed: dict[Row, set[str]] = {}
        for index, (spec, row) in enumerate(pairs):
            values = {**spec.values, **self._links(table.model, spec), **positions.get(index, {})}
            if row is None:
                new[spec.key] = table.model(**values)
            elif names := _assign(table.mapping, row, values):
                changed[row] = names
        self._create(table.model, new)
        self._update(table.model, changed)
        self._rows[table.model] = {spec.key: row for spec, row in pairs if row} | new
        self._leftovers |= dict.fromkeys(leftovers)

    def delete_leftovers(self) -> None:
        """Delete the rows left over, those that point at others first."""
        for row in reversed(self._leftovers):
            _delete(row, self._provenance)

    def _links(self, model: type[Row], spec: RowSpec) -> dict[str, object]:
        return {
            f"{name}_id": key and self._target(model, name, key, spec).pk
            for name, key in spec.links.items()
        }

    def _target(self, model: type[Row], name: str, key: NaturalKey, spec: RowSpec) -> Row:
        target = cast("type[Row]", model._meta.get_field(name).related_model)
        try:
            return self._rows[target][key]
        except KeyError:
            params = {
                "row": model._meta.verbose_name,
                "key": " / ".join(spec.key),
                "kind": target._meta.verbose_name,
                "missing": " / ".join(key),
            }
            sentence = _("The %(row)s “%(key)s” needs the %(kind)s “%(missing)s”: there is none.")
            raise Unstorable(sentence % params) from None

    def _create(self, model: type[Row], new: Mapping[NaturalKey, Row]) -> None:
        if new:
            bulk_create_with_history(list(new.values()), model, **self._history)

    def _update(self, model: type[Row], changed: Mapping[Row, set[str]]) -> None:
        if model._meta.many_to_many:  # which the bulk history leaves out
            for row in changed:
                _attributed(self._provenance, row).save()
        elif changed:
            names = sorted(set().union(*changed.values()))
            bulk_update_with_history(list(changed), model, names, **self._history)


def _with_owners(table: TableSpec, present: "QuerySet[Row]") -> "QuerySet[Row]":
    """The rows with everything that their keys and siblings are read from."""
    paths = (*table.model.natural_fields, *(table.siblings or ()))
    owners = {path.rpartition("__")[0] for path in paths} - {""}
    return present.select_related(*sorted(owners)) if owners else present


def _paired(specs: Iterable[RowSpec], rows: Iterable[Row]) -> tuple[list[Pairing], list[Row]]:
    """Each spec with a row of its key, and the rows left over. Where the tables allow several
    rows with the same key, they are taken in their order."""
    known: dict[NaturalKey, list[Row]] = defaultdict(list)
    for row in rows:
        known[row.natural_key()].append(row)
    pairs = [(spec, known[spec.key].pop(0) if known[spec.key] else None) for spec in specs]
    return pairs, [row for rows_of_key in known.values() for row in rows_of_key]


def _assign(mapping: RowMapping, row: Row, values: Mapping[str, object]) -> set[str]:
    """Give the row these values; the names of those that differ."""
    names = {
        name
        for name, value in values.items()
        if not _same(mapping, name, getattr(row, name), value)
    }
    for name in names:
        setattr(row, name, values[name])
    return names


def _same(mapping: RowMapping, name: str, present: object, wanted: object) -> bool:
    """Whether two contents of a field make the same value."""
    conversion = mapping.conversions.get(name)
    if conversion is None:
        return present == wanted
    return conversion.to_value(present) == conversion.to_value(wanted)


# ── Positions ────────────────────────────────────────────────────────────────────────────

StoredPosition = tuple[int, int]
"""The number of a row in the order of the database, and its position."""


def _positions(
    table: TableSpec, pairs: Sequence[Pairing], rows: Sequence[Row]
) -> dict[int, dict[str, int]]:
    """The positions of the specs, by their index; none where the rows have no order."""
    if table.siblings is None:
        return {}
    numbers = {row: number for number, row in enumerate(rows)}
    groups: dict[NaturalKey, dict[int, StoredPosition | None]] = defaultdict(dict)
    for index, (spec, row) in enumerate(pairs):
        stays = row is not None and spec.siblings == tuple(
            follow(row, path) for path in table.siblings
        )
        groups[spec.siblings][index] = (
            (numbers[row], row.serializable_value("position")) if row and stays else None
        )
    return {
        index: {"position": position}
        for group in groups.values()
        for index, position in zip(group, ordered_positions(tuple(group.values())), strict=True)
    }


def ordered_positions(stored: Sequence[StoredPosition | None]) -> tuple[int, ...]:
    """Positions that put rows in this order: those they have, with new rows (None) in between.
    Where the rows have another order, or no gaps, all are numbered again."""
    present = [row for row in stored if row]
    positions = _fill_gaps([row and row[1] for row in stored])
    if positions and present == sorted(present):
        return positions
    return tuple(range(POSITION_STEP, POSITION_STEP * len(stored) + 1, POSITION_STEP))


def _fill_gaps(positions: Sequence[int | None]) -> tuple[int, ...]:
    """The positions with new rows half-way to the next one; empty where there is no room."""
    filled = [0]
    for index, position in enumerate(positions):
        following = (later for later in positions[index:] if later is not None)
        after = next(following, filled[-1] + 2 * POSITION_STEP)
        middle = (filled[-1] + after) // 2
        if position is None and not filled[-1] < middle < after:
            return ()
        filled.append(middle if position is None else position)
    return tuple(filled[1:])
