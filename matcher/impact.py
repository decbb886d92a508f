"""What the draft does to cases, to stored results and to random answer sets, before it is
published: compared with the current edition part by part, so that no request takes long."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from urllib.parse import parse_qsl

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _, ngettext

from matcher.core import LABEL_PARAMETER, Answers, Taxonomy, write_query
from matcher.core.impact import Impact, Move, NamedAnswers, compare, moves_by_impact, random_answers
from matcher.draft.review import DraftReview
from matcher.editions import DraftRelease, PublishedRelease, current, require_valid
from matcher.models import SharedResult

RESULT_AGE_DAYS = 90
"""How far back stored results are compared."""

DEFAULT_SAMPLES = 10_000
"""Random answer sets, unless another number is asked for."""

DEFAULT_SEED = 1

SAMPLED_RESULTS = 2_000
"""The newest stored results, of which a sample consists."""

SAMPLED_SETS = 5_000
"""The random answer sets of a sample."""

ANSWER_SETS_PER_STEP = 1_000
"""Answer sets that one step compares: about a tenth of a second."""


@dataclass(frozen=True)
class ImpactInputs:
    """What is compared: the current edition, and the draft."""

    edition: PublishedRelease
    review: DraftReview

    @property
    def draft(self) -> Taxonomy:
        return self.review.taxonomy

    @property
    def same(self) -> bool:
        """Whether both have the same content."""
        return self.review.sha256 == self.edition.sha256


@dataclass(frozen=True)
class ImpactRun:
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

    def is_about(self, inputs: ImpactInputs) -> bool:
        """Whether edition and draft are still those it began with."""
        return (self.edition, self.draft) == (inputs.edition.number, inputs.review.sha256)


def impact_inputs(review: DraftReview | None = None) -> ImpactInputs:
    """The current edition and the draft, which is read unless a review of it is given. Raises
    NoEdition, and InvalidTaxonomy for a draft that cannot match anything."""
    inputs = ImpactInputs(current(), review or DraftReview.read())
    require_valid(inputs.review)
    return inputs


def start(
    inputs: ImpactInputs, *, samples: int = DEFAULT_SAMPLES, seed: int = DEFAULT_SEED
) -> ImpactRun:
    """The first step: all cases, and the first of the stored results."""
    since = timezone.now() - timedelta(days=RESULT_AGE_DAYS)
    run = ImpactRun(
        edition=inputs.edition.number,
        draft=inputs.review.sha256,
        samples=samples,
        seed=seed,
        since=since,
        results=_results(since).count(),
        cases=_compare(inputs, _case_answers(inputs)),
    )
    return _more_results(inputs, run)


def advance(inputs: ImpactInputs, run: ImpactRun) -> ImpactRun:
    """The next step: more stored results while there are any, then random answer sets."""
    return _more_random(inputs, run) if run.results_done else _more_results(inputs, run)


def finish(inputs: ImpactInputs, run: ImpactRun) -> ImpactRun:
    """All steps that are left."""
    while not run.finished:
        run = advance(inputs, run)
    return run


@dataclass(frozen=True, slots=True)
class ImpactSample:
    """The impact on all cases, on the newest stored results and on a few random answer sets."""

    cases: Impact
    stored: Impact
    random: Impact


def sample(inputs: ImpactInputs) -> ImpactSample:
    """What a page can say at once, before anybody asks for the full count."""
    rows = _alive_results().order_by("-pk").values_list("pk", "query")[:SAMPLED_RESULTS]
    sets = ((str(pk), stored_answers(query)) for pk, query in rows)
    draft = DraftRelease(
        number=inputs.edition.number + 1, sha256=inputs.review.sha256, taxonomy=inputs.draft
    )
    return ImpactSample(
        cases=_compare(inputs, _case_answers(inputs)),
        stored=_compare(inputs, sets),
        random=_random_sample(inputs.edition, draft),
    )


@lru_cache(maxsize=4)
def _random_sample(edition: PublishedRelease, draft: DraftRelease) -> Impact:
    """Two that say the same are compared once: editors look at a draft again and again."""
    sets = random_answers(draft.taxonomy, seed=DEFAULT_SEED, start=0, count=SAMPLED_SETS)
    return compare(edition.taxonomy, draft.taxonomy, (("", answers) for answers in sets))


def _compare(inputs: ImpactInputs, answer_sets: Iterable[NamedAnswers]) -> Impact:
    return compare(inputs.edition.taxonomy, inputs.draft, answer_sets)


# ── Where answer sets come from ──────────────────────────────────────────────────────────


def _case_answers(inputs: ImpactInputs) -> Iterator[NamedAnswers]:
    for case in inputs.review.cases:
        yield case.slug, Answers(case.answers)


def _results(since: datetime) -> QuerySet[SharedResult]:
    """The stored results since then that are neither deleted nor expired."""
    return _alive_results().filter(created_at__gte=since)


def _alive_results() -> QuerySet[SharedResult]:
    alive = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    return SharedResult.objects.filter(alive, gone_at=None)


def _more_results(inputs: ImpactInputs, run: ImpactRun) -> ImpactRun:
    rows = _results(run.since).filter(pk__gt=run.last).order_by("pk")
    batch = list(rows.values_list("pk", "query")[:ANSWER_SETS_PER_STEP])
    return replace(
        run,
        stored=run.stored
        + _compare(inputs, ((str(pk), stored_answers(query)) for pk, query in batch)),
        last=batch[-1][0] if batch else run.last,
        results_done=len(batch) < ANSWER_SETS_PER_STEP,
    )


def stored_answers(query: str) -> Answers:
    """The answers of a stored result, whatever edition they were given in."""
    pairs = parse_qsl(query)
    picks = tuple(pair for pair in pairs if pair[0] != LABEL_PARAMETER)
    return Answers(picks, dict(pairs).get(LABEL_PARAMETER, ""))


def _more_random(inputs: ImpactInputs, run: ImpactRun) -> ImpactRun:
    first = run.random.compared
    count = min(ANSWER_SETS_PER_STEP, run.samples - first)
    return replace(
        run,
        random=run.random
        + _compare(inputs, random_samples(inputs, run, range(first, first + count))),
    )


def random_samples(
    inputs: ImpactInputs, run: ImpactRun, numbers: Iterable[int]
) -> Iterator[NamedAnswers]:
    """The random answer sets of these numbers, as the draft asks."""
    for number in numbers:
        for answers in random_answers(inputs.draft, seed=run.seed, start=number, count=1):
            yield str(number), answers


@dataclass(frozen=True, slots=True)
class MoveExample:
    """An answer set that a move names: its name, and its answers as a query string."""

    name: str
    query: str


def examples(inputs: ImpactInputs, run: ImpactRun) -> tuple[Mapping[str, MoveExample], ...]:
    """The answer sets that the moves name, by that name, for each impact of the run."""
    cases, results, numbers = (
        {name for move in impact.moves for name in move.examples} for impact in run.impacts
    )
    return (
        _case_examples(inputs, cases),
        {
            str(pk): MoveExample(_("Stored result %(number)s") % {"number": pk}, query)
            for pk, query in _queries(results)
        },
        {
            name: MoveExample(
                _("Random answer set %(number)s") % {"number": format_count(int(name) + 1)},
                write_query(answers),
            )
            for name, answers in random_samples(inputs, run, map(int, numbers))
        },
    )


def _queries(pks: Collection[str]) -> Iterable[tuple[int, str]]:
    return SharedResult.objects.filter(pk__in=pks, gone_at=None).values_list("pk", "query")


def _case_examples(inputs: ImpactInputs, slugs: Collection[str]) -> Mapping[str, MoveExample]:
    return {
        case.slug: MoveExample(case.title, write_query(Answers(case.answers)))
        for case in inputs.review.cases
        if case.slug in slugs
    }


# ── Tables ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class OutcomeMoves:
    """Answer sets that move from one first outcome to another, both by name: one move for cases,
    one for stored results and one for random answer sets."""

    before: str
    after: str
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class AxisMoves:
    """What moves on one axis: how many cases, stored results and random answer sets in all, and
    from which outcome to which."""

    name: str
    changed: tuple[int, ...]
    rows: tuple[OutcomeMoves, ...]


def axis_moves(inputs: ImpactInputs, run: ImpactRun) -> tuple[AxisMoves, ...]:
    """What moves on each axis of the edition or the draft."""
    before, after = inputs.edition.taxonomy, inputs.draft
    return tuple(
        AxisMoves(
            name=axis.name,
            changed=tuple(impact.changed_on(slug) for impact in run.impacts),
            rows=tuple(
                OutcomeMoves(
                    before=first_outcome_name(before, slug, moves[0].before),
                    after=first_outcome_name(after, slug, moves[0].after),
                    moves=moves,
                )
                for moves in moves_by_impact(run.impacts, slug)
            ),
        )
        for slug, axis in {**before.index.axis_by_slug, **after.index.axis_by_slug}.items()
    )


def first_outcome_name(taxonomy: Taxonomy, axis: str, slug: str | None) -> str:
    """The name of a first outcome, or a phrase where there is none."""
    if slug is None:
        return _("nothing first")
    return taxonomy.index.outcome_name(axis, slug)


# ── Sentences ────────────────────────────────────────────────────────────────────────────


def describe_impact(run: ImpactRun) -> str:
    """How many first outcomes change, in one sentence."""
    if not run.done:
        return _("There are no answer sets to compare.")
    if not any(impact.changed for impact in run.impacts):
        params = {"all": _listed([total for total, _changed in _parts(run)])}
        return _("This draft changes no first outcome: %(all)s stay as they are.") % params
    parts = [
        _("of %(changed)s of %(all)s") % {"changed": changed, "all": total}
        for total, changed in _parts(run)
    ]
    return _("This draft changes the first outcome %(of)s.") % {"of": _listed(parts)}


def describe_sample(sample: ImpactSample) -> str:
    """How many first outcomes change in the sample, in one sentence."""
    params = {
        "changed": format_count(sample.stored.changed),
        "results": _newest_results(sample.stored.compared),
        "share": format_percent(sample.random.changed, sample.random.compared),
        "sets": _random_count(sample.random.compared),
    }
    if not sample.stored.compared:
        return _("Another first outcome: %(share)s of %(sets)s.") % params
    return (
        _("Another first outcome: %(changed)s of %(results)s and %(share)s of %(sets)s.") % params
    )


def _newest_results(count: int) -> str:
    params = {"count": format_count(count)}
    return ngettext("the only stored result", "the %(count)s newest stored results", count) % params


def _parts(run: ImpactRun) -> Iterator[tuple[str, str]]:
    """What was compared and how much of it changes; empty parts are left out."""
    results, cases, random = run.stored, run.cases, run.random
    if results.compared:
        yield _recent_results(results.compared), format_count(results.changed)
    if cases.compared:
        yield _case_count(cases.compared), format_count(cases.changed)
    if random.compared:
        yield _random_count(random.compared), format_percent(random.changed, random.compared)


def _listed(parts: list[str]) -> str:
    return get_text_list(parts, _("and"))


def _recent_results(count: int) -> str:
    params = {"count": format_count(count), "days": RESULT_AGE_DAYS}
    return (
        ngettext(
            "%(count)s stored result of the last %(days)s days",
            "%(count)s stored results of the last %(days)s days",
            count,
        )
        % params
    )


def _case_count(count: int) -> str:
    return ngettext("%(count)s case", "%(count)s cases", count) % {"count": format_count(count)}


def _random_count(count: int) -> str:
    params = {"count": format_count(count)}
    return ngettext("%(count)s random answer set", "%(count)s random answer sets", count) % params


def _result_count(count: int) -> str:
    params = {"count": format_count(count)}
    return ngettext("%(count)s stored result", "%(count)s stored results", count) % params


COUNT_DESCRIPTIONS = (_case_count, _result_count, _random_count)
"""One function for each impact of a run, in order: the number of its answer sets, as text."""


def format_count(number: int) -> str:
    """10000 is 10,000."""
    return number_format(number, force_grouping=True)


def format_percent(part: int, whole: int) -> str:
    """The share with one decimal; one that would be rounded to 0.0 % reads “under 0.1 %”."""
    tenths = round(part * 1000 / whole) if whole else 0
    if part and not tenths:
        return _("under %(share)s %%") % {"share": number_format(0.1, decimal_pos=1)}
    return f"{number_format(tenths / 10, decimal_pos=1)} %"
