"""What the draft does to cases, to stored results and to random answer sets, before it is
published: compared with the current edition part by part, so that no request takes long."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import parse_qsl

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matcher.core.answers import LABEL, Answers, write
from matcher.core.checks import check
from matcher.core.impact import Impact, Move, Named, across, compare, random_answers
from matcher.core.taxonomy.values import Taxonomy
from matcher.draft.cases import every_case
from matcher.draft.compile import compile_draft
from matcher.editions import Published, Unsound, current
from matcher.models import SharedResult

DAYS = 90
"""How far back stored results are looked at."""

SAMPLES = 10_000
"""Random answer sets, unless somebody asks for another number."""

SEED = 1

CHUNK = 1_000
"""Answer sets that one step compares: about a tenth of a second."""


@dataclass(frozen=True)
class Sides:
    """The current edition, and the draft with its checksum."""

    edition: Published
    draft: Taxonomy
    checksum: str

    @property
    def same(self) -> bool:
        """Whether both say the same, word for word."""
        return self.checksum == self.edition.sha256


@dataclass(frozen=True)
class Run:
    """How far the comparison has come. `results` is how many stored results there were when it
    began, `last` the key of the last one compared."""

    edition: int
    draft: str
    samples: int
    seed: int
    since: datetime
    results: int
    last: int = 0
    results_done: bool = False
    cases: Impact = field(default_factory=Impact)
    stored: Impact = field(default_factory=Impact)
    random: Impact = field(default_factory=Impact)

    @property
    def impacts(self) -> tuple[Impact, Impact, Impact]:
        """Those on cases, stored results and random answer sets."""
        return self.cases, self.stored, self.random

    @property
    def done(self) -> int:
        """The answer sets compared so far."""
        return sum(impact.compared for impact in self.impacts)

    @property
    def total(self) -> int:
        """All that there are to compare."""
        results = self.stored.compared if self.results_done else self.results
        return self.cases.compared + results + self.samples

    @property
    def finished(self) -> bool:
        return self.results_done and self.random.compared >= self.samples

    def is_about(self, sides: Sides) -> bool:
        """Whether both sides are still those it began with."""
        return (self.edition, self.draft) == (sides.edition.number, sides.checksum)


def sides() -> Sides:
    """What is compared. Raises NoEdition, and Unsound for a draft that nothing can be matched
    with."""
    edition, draft = current(), compile_draft()
    if blocking := tuple(finding for finding in check(draft) if finding.blocks):
        raise Unsound(blocking)
    return Sides(edition, draft, sha256(draft.to_json().encode()).hexdigest())


def start(sides: Sides, *, samples: int = SAMPLES, seed: int = SEED) -> Run:
    """The first step: all cases, and the first of the stored results."""
    since = timezone.now() - timedelta(days=DAYS)
    run = Run(
        edition=sides.edition.number,
        draft=sides.checksum,
        samples=samples,
        seed=seed,
        since=since,
        results=_results(since).count(),
        cases=_compare(sides, ((case.slug, Answers(case.answers)) for case in every_case())),
    )
    return _more_results(sides, run)


def go_on(sides: Sides, run: Run) -> Run:
    """The next step: more stored results while there are any, then random answer sets."""
    return _more_random(sides, run) if run.results_done else _more_results(sides, run)


def finish(sides: Sides, run: Run) -> Run:
    """All steps that are left."""
    while not run.finished:
        run = go_on(sides, run)
    return run


def _compare(sides: Sides, answer_sets: Iterable[Named]) -> Impact:
    return compare(sides.edition.taxonomy, sides.draft, answer_sets)


# ── Where answer sets come from ──────────────────────────────────────────────────────────


def _results(since: datetime) -> QuerySet[SharedResult]:
    """The stored results since then that are neither deleted nor expired."""
    alive = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    return SharedResult.objects.filter(alive, gone_at=None, created_at__gte=since)


def _more_results(sides: Sides, run: Run) -> Run:
    rows = _results(run.since).filter(pk__gt=run.last).order_by("pk")
    found = list(rows.values_list("pk", "query")[:CHUNK])
    return replace(
        run,
        stored=run.stored + _compare(sides, ((str(pk), stored(query)) for pk, query in found)),
        last=found[-1][0] if found else run.last,
        results_done=len(found) < CHUNK,
    )


def stored(query: str) -> Answers:
    """The answers of a stored result, whatever edition they were given in."""
    picks = dict(parse_qsl(query))
    label = picks.pop(LABEL, "")
    return Answers(tuple(picks.items()), label)


def _more_random(sides: Sides, run: Run) -> Run:
    begin = run.random.compared
    count = min(CHUNK, run.samples - begin)
    return replace(
        run, random=run.random + _compare(sides, randoms(sides, run, range(begin, begin + count)))
    )


def randoms(sides: Sides, run: Run, numbers: Iterable[int]) -> Iterator[Named]:
    """The random answer sets of these numbers, as the draft asks."""
    for number in numbers:
        for answers in random_answers(sides.draft, seed=run.seed, start=number, count=1):
            yield str(number), answers


@dataclass(frozen=True, slots=True)
class Example:
    """An answer set that a move names: what it is, and its answers as an address has them."""

    name: str
    query: str


def examples(sides: Sides, run: Run) -> tuple[Mapping[str, Example], ...]:
    """The answer sets that the moves name, by that name, for each impact of the run."""
    cases, results, numbers = (
        {name for move in impact.moves for name in move.examples} for impact in run.impacts
    )
    return (
        _case_examples(cases),
        {
            str(pk): Example(_("Stored result %(number)s") % {"number": pk}, query)
            for pk, query in _queries(results)
        },
        {
            name: Example(
                _("Random answer set %(number)s") % {"number": grouped(int(name) + 1)},
                write(answers),
            )
            for name, answers in randoms(sides, run, map(int, numbers))
        },
    )


def _queries(keys: Collection[str]) -> Iterable[tuple[int, str]]:
    return SharedResult.objects.filter(pk__in=keys, gone_at=None).values_list("pk", "query")


def _case_examples(slugs: Collection[str]) -> Mapping[str, Example]:
    return {
        case.slug: Example(case.title, write(Answers(case.answers)))
        for case in every_case()
        if case.slug in slugs
    }


# ── Tables ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Row:
    """Answer sets that move from one first outcome to another, both by name: a move for cases,
    one for stored results and one for random answer sets."""

    before: str
    after: str
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What moves on one axis: how many in all of cases, of stored results and of random answer
    sets, and from where to where."""

    name: str
    changed: tuple[int, ...]
    rows: tuple[Row, ...]


def tables(sides: Sides, run: Run) -> tuple[Table, ...]:
    """What moves on each axis of either side."""
    before, after = sides.edition.taxonomy, sides.draft
    return tuple(
        Table(
            name=axis.name,
            changed=tuple(impact.changed_on(slug) for impact in run.impacts),
            rows=tuple(
                Row(
                    before=outcome_name(before, slug, moves[0].before),
                    after=outcome_name(after, slug, moves[0].after),
                    moves=moves,
                )
                for moves in across(run.impacts, slug)
            ),
        )
        for slug, axis in {**before.axis_by_slug, **after.axis_by_slug}.items()
    )


def outcome_name(taxonomy: Taxonomy, axis: str, slug: str | None) -> str:
    """The name of a first outcome, also where there is none."""
    if slug is None:
        return _("nothing first")
    outcome = taxonomy.outcome_by_slug.get((axis, slug))
    return outcome.name if outcome else slug


# ── In words ─────────────────────────────────────────────────────────────────────────────


def in_words(run: Run) -> str:
    """How many first outcomes change, in one sentence."""
    if not run.done:
        return _("There are no answer sets to compare.")
    if not any(impact.changed for impact in run.impacts):
        said = {"all": _listed([everything for everything, _changed in _parts(run)])}
        return _("This draft changes no first outcome: %(all)s stay as they are.") % said
    parts = [
        _("of %(changed)s of %(all)s") % {"changed": changed, "all": everything}
        for everything, changed in _parts(run)
    ]
    return _("This draft changes the first outcome %(of)s.") % {"of": _listed(parts)}


def _parts(run: Run) -> Iterator[tuple[str, str]]:
    """What was compared and how much of it changes, without what there is none of."""
    stored, cases, random = run.stored, run.cases, run.random
    if stored.compared:
        yield _stored(stored.compared), grouped(stored.changed)
    if cases.compared:
        yield _cases(cases.compared), grouped(cases.changed)
    if random.compared:
        yield _random(random.compared), percent(random.changed, random.compared)


def _listed(parts: list[str]) -> str:
    return get_text_list(parts, _("and"))


def _stored(count: int) -> str:
    said = {"count": grouped(count), "days": DAYS}
    return (
        ngettext(
            "%(count)s stored result of the last %(days)s days",
            "%(count)s stored results of the last %(days)s days",
            count,
        )
        % said
    )


def _cases(count: int) -> str:
    return ngettext("%(count)s case", "%(count)s cases", count) % {"count": grouped(count)}


def _random(count: int) -> str:
    said = {"count": grouped(count)}
    return ngettext("%(count)s random answer set", "%(count)s random answer sets", count) % said


def _results_counted(count: int) -> str:
    said = {"count": grouped(count)}
    return ngettext("%(count)s stored result", "%(count)s stored results", count) % said


COUNTED = (_cases, _results_counted, _random)
"""How many answer sets of each kind, in words, in the order of the impacts of a run."""


def grouped(number: int) -> str:
    """10000 is 10,000."""
    return number_format(number, force_grouping=True)


def percent(part: int, whole: int) -> str:
    """The share with one decimal; a share that would be rounded to nothing is said to be small."""
    tenths = round(part * 1000 / whole) if whole else 0
    if part and not tenths:
        return _("under %(share)s %%") % {"share": number_format(0.1, decimal_pos=1)}
    return f"{number_format(tenths / 10, decimal_pos=1)} %"
