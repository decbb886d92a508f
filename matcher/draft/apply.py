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
from matcher.draft.compile import lines
from matcher.draft.row_specs import LISTS, Entry, Key, Table, example_tables, tables
from matcher.models.rows import REASON_LENGTH, Row, follow

STEP = 10
"""Places that are given anew go up in tens, so that a row fits between two others."""


@dataclass(frozen=True, slots=True)
class Use:
    """A case, by slug and title, and what it uses."""

    case: str
    title: str
    what: str


class StillUsed(Exception):
    """Cases use what the taxonomy lacks. `uses` say which, and what."""

    def __init__(self, uses: tuple[Use, ...]) -> None:
        named = "; ".join(f"“{use.title}” ({use.what})" for use in uses)
        super().__init__(_("Cases use what would be gone: %s. Change them first.") % named)
        self.uses = uses


class Unstorable(Exception):
    """The tables cannot hold the taxonomy. The message says why, in words."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to many rows: their histories say the same of it."""

    reason: str
    by: AbstractBaseUser | None
    at: datetime


def restore(taxonomy: Taxonomy, *, reason: str, by: AbstractBaseUser | None = None) -> None:
    """Make the draft say exactly this, all of it or nothing, and touch no row that says it
    already. Every row that is touched has `reason` and `by` in its history.

    Cases stay, but for those that are examples: their text and answers become what the taxonomy
    says, and one that it does not name is an example no more. Raises StillUsed and Unstorable.
    """
    event = Event(reason[:REASON_LENGTH], by, timezone.now())
    try:
        with transaction.atomic():
            _restore(_with_steps_named(taxonomy), event)
    except (IntegrityError, DataError) as error:
        raise Unstorable(_reason(error)) from error


def _restore(taxonomy: Taxonomy, event: Event) -> None:
    if found := tuple(uses(taxonomy)):
        raise StillUsed(found)
    _make_room(taxonomy, event)
    draft = _Draft(event)
    for table in tables(taxonomy):
        draft.put(table, table.model.objects.all())
    _restore_examples(taxonomy, draft, event)
    draft.drop_the_rest()


def _restore_examples(taxonomy: Taxonomy, draft: "_Draft", event: Event) -> None:
    cases, answers = example_tables(taxonomy)
    named = [one.slug for one in taxonomy.examples]
    for case in models.Case.objects.filter(example=True).exclude(slug__in=named):
        case.example = False
        _as_part_of(event, case).save()
    draft.put(cases, models.Case.objects.filter(slug__in=named))
    draft.put(answers, models.CaseAnswer.objects.filter(case__slug__in=named))


def _with_steps_named(taxonomy: Taxonomy) -> Taxonomy:
    """Early editions know their next steps by text only."""
    if all(step.slug for step in taxonomy.next_steps):
        return taxonomy
    known = {step.text: step.slug for step in models.NextStep.objects.all()}
    steps = (
        _named(step, known.get(step.text) or f"{slugify(step.text)[:40]}-{place}")
        for place, step in enumerate(taxonomy.next_steps, start=1)
    )
    return taxonomy.model_copy(update={"next_steps": tuple(steps)})


def _named(step: NextStep, slug: str) -> NextStep:
    return step if step.slug else step.model_copy(update={"slug": slug})


def _reason(error: Exception) -> str:
    """What a constraint says that was broken, or else what the database says."""
    for model in Row.__subclasses__():
        for constraint in model._meta.constraints:
            if constraint.name in str(error):
                return f"{model._meta.verbose_name}: {constraint.get_violation_error_message()}"
    return str(error)


# ── What stands in the way ───────────────────────────────────────────────────────────────


def uses(taxonomy: Taxonomy) -> Iterator[Use]:
    """What cases use and the taxonomy lacks. The answers of its own examples are its own."""
    examples = [one.slug for one in taxonomy.examples]
    answers = models.CaseAnswer.objects.exclude(case__slug__in=examples)
    for answer in answers.select_related("case", "question", "option"):
        question = taxonomy.question_by_slug.get(answer.question.slug)
        option = answer.option.slug if answer.option else NOT_SURE
        if question is None or not (option == NOT_SURE or question.option(option)):
            yield Use(answer.case.slug, answer.case.title, f"{answer.question.slug} = {option}")
    for one in models.CaseExpectation.objects.select_related("case", "outcome__axis"):
        if one.outcome.natural_key() not in taxonomy.outcome_by_slug:
            yield Use(one.case.slug, one.case.title, " = ".join(one.outcome.natural_key()))
    for case in models.Case.objects.prefetch_related("warnings"):
        for warning in case.warnings.all():
            if warning.slug not in taxonomy.warning_by_slug:
                yield Use(case.slug, case.title, f"warning {warning.slug}")


def _make_room(taxonomy: Taxonomy, event: Event) -> None:
    """Some values may be there only once and can be swapped between rows: a row that holds what
    another one is to get is out of the way before anything is written."""
    _make_room_for_bands({one.minimum: one.verdict for one in taxonomy.bands}, event)
    _make_room_for_drivers({one.question: one.slug for one in taxonomy.drivers}, event)
    _make_room_for_verdicts({one.severity: one.slug for one in taxonomy.verdicts})
    gone = models.Axis.objects.exclude(slug__in=taxonomy.axis_by_slug)
    gone.update(tie_question=None)  # else the axis and its question would protect each other


def _make_room_for_bands(wanted: Mapping[int, str], event: Event) -> None:
    for band in models.Band.objects.select_related("verdict"):
        if wanted.get(int(band.minimum * 10), band.verdict.slug) != band.verdict.slug:
            _delete(band, event)


def _make_room_for_drivers(wanted: Mapping[str, str], event: Event) -> None:
    for driver in models.Driver.objects.select_related("question").prefetch_related("scores"):
        if wanted.get(driver.question.slug, driver.slug) != driver.slug:
            for row in (*driver.scores.all(), driver):
                _delete(row, event)


def _make_room_for_verdicts(wanted: Mapping[int, str]) -> None:
    """Stops name verdicts, so that they are moved rather than deleted."""
    present = dict(models.Verdict.objects.values_list("slug", "severity"))
    moving = [slug for slug, severity in present.items() if wanted.get(severity, slug) != slug]
    if moving:
        beyond = max(*present.values(), *wanted) + 1
        models.Verdict.objects.filter(slug__in=moving).update(severity=F("severity") + beyond)


def _delete(row: Row, event: Event) -> None:
    _as_part_of(event, row).delete()


def _as_part_of(event: Event, row: Row) -> Row:
    """The row, whose history will say of its next change what it says of the others."""
    vars(row).update(_change_reason=event.reason, _history_user=event.by, _history_date=event.at)
    return row


# ── Table by table ───────────────────────────────────────────────────────────────────────


Pair = tuple[Entry, Row | None]
"""What is to be said, and the row that says it or something else already."""


class _Draft:
    """The rows of the draft by their keys, while they become what the taxonomy says."""

    def __init__(self, event: Event) -> None:
        self._history = {
            "default_change_reason": event.reason,
            "default_user": event.by,
            "default_date": event.at,
        }
        self._event = event
        self._rows: dict[type[Model], dict[Key, Row]] = defaultdict(dict)
        self._left: dict[Row, None] = {}

    def put(self, table: Table, present: "QuerySet[Row]") -> None:
        """Make the rows that are present say what the table says, and remember those left over."""
        rows = tuple(_with_keys(table, present))
        pairs, left = _paired(table.entries, rows)
        places = _places(table, pairs, rows)
        new: dict[Key, Row] = {}
        changed: dict[Row, set[str]] = {}
        for at, (entry, row) in enumerate(pairs):
            values = {**entry.values, **self._links(table.model, entry), **places.get(at, {})}
            if row is None:
                new[entry.key] = table.model(**values)
            elif names := _put(row, values):
                changed[row] = names
        self._create(table.model, new)
        self._update(table.model, changed)
        self._rows[table.model] = {entry.key: row for entry, row in pairs if row} | new
        self._left |= dict.fromkeys(left)

    def drop_the_rest(self) -> None:
        """Delete the rows left over, those that point at others first."""
        for row in reversed(self._left):
            _delete(row, self._event)

    def _links(self, model: type[Row], entry: Entry) -> dict[str, object]:
        return {
            f"{name}_id": key and self._found(model, name, key, entry).pk
            for name, key in entry.links.items()
        }

    def _found(self, model: type[Row], name: str, key: Key, entry: Entry) -> Row:
        other = cast("type[Row]", model._meta.get_field(name).related_model)
        try:
            return self._rows[other][key]
        except KeyError:
            said = {
                "row": model._meta.verbose_name,
                "key": " / ".join(entry.key),
                "kind": other._meta.verbose_name,
                "missing": " / ".join(key),
            }
            sentence = _("The %(row)s “%(key)s” needs the %(kind)s “%(missing)s”: there is none.")
            raise Unstorable(sentence % said) from None

    def _create(self, model: type[Row], new: Mapping[Key, Row]) -> None:
        if new:
            bulk_create_with_history(list(new.values()), model, **self._history)

    def _update(self, model: type[Row], changed: Mapping[Row, set[str]]) -> None:
        if model._meta.many_to_many:  # which the history of many rows at once leaves out
            for row in changed:
                _as_part_of(self._event, row).save()
        elif changed:
            names = sorted(set().union(*changed.values()))
            bulk_update_with_history(list(changed), model, names, **self._history)


def _with_keys(table: Table, present: "QuerySet[Row]") -> "QuerySet[Row]":
    """The rows with all that their keys and places are told by."""
    paths = (*table.model.natural_fields, *(table.among or ()))
    owners = {path.rpartition("__")[0] for path in paths} - {""}
    return present.select_related(*sorted(owners)) if owners else present


def _paired(entries: Iterable[Entry], rows: Iterable[Row]) -> tuple[list[Pair], list[Row]]:
    """Each entry with a row of its key, and the rows left over. Where the tables allow several
    rows of a key, they are taken in their order."""
    known: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        known[row.natural_key()].append(row)
    pairs = [(entry, known[entry.key].pop(0) if known[entry.key] else None) for entry in entries]
    return pairs, [row for left in known.values() for row in left]


def _put(row: Row, values: Mapping[str, object]) -> set[str]:
    """Give the row these values; the names of those that differ."""
    names = {name for name, value in values.items() if not _same(name, getattr(row, name), value)}
    for name in names:
        setattr(row, name, values[name])
    return names


def _same(name: str, present: object, wanted: object) -> bool:
    if name in LISTS:
        return lines(str(present)) == lines(str(wanted))
    return present == wanted


# ── Places ───────────────────────────────────────────────────────────────────────────────

Place = tuple[int, int]
"""Where a row stands: its number in the order of the database, and its position."""


def _places(table: Table, pairs: Sequence[Pair], rows: Sequence[Row]) -> dict[int, dict[str, int]]:
    """The positions of the entries, by their number; none where rows have no place."""
    if table.among is None:
        return {}
    numbers = {row: number for number, row in enumerate(rows)}
    groups: dict[Key, dict[int, Place | None]] = defaultdict(dict)
    for at, (entry, row) in enumerate(pairs):
        stays = row is not None and entry.among == tuple(follow(row, one) for one in table.among)
        groups[entry.among][at] = (
            (numbers[row], row.serializable_value("position")) if row and stays else None
        )
    return {
        at: {"position": position}
        for group in groups.values()
        for at, position in zip(group, in_order(tuple(group.values())), strict=True)
    }


def in_order(places: Sequence[Place | None]) -> tuple[int, ...]:
    """Positions that put rows in this order: those they have, with newcomers (None) in between.
    Where the rows stand in another order, or too close together, all are given anew."""
    present = [place for place in places if place]
    filled = _filled([place and place[1] for place in places])
    if filled and present == sorted(present):
        return filled
    return tuple(range(STEP, STEP * len(places) + 1, STEP))


def _filled(positions: Sequence[int | None]) -> tuple[int, ...]:
    """The positions with places for newcomers half-way to the next one; empty without room."""
    filled = [0]
    for at, position in enumerate(positions):
        after = next((one for one in positions[at:] if one is not None), filled[-1] + 2 * STEP)
        place = (filled[-1] + after) // 2 if position is None else position
        if position is None and not filled[-1] < place < after:
            return ()
        filled.append(place)
    return tuple(filled[1:])
