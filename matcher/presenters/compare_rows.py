"""What several results say about the same things, row by row, each in the words of its edition."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.core import Match, Ranking, Taxonomy
from matcher.editions import Release
from matcher.forms import answer_to
from matcher.presenters.result.decision import decision
from matcher.presenters.result.fit import FitView, fit_view
from matcher.presenters.result.outside import kind_name, outside_of
from matcher.presenters.words import Tag, answer_labels, question_by_slug, tag
from matcher.wording import join_and


@dataclass(frozen=True, slots=True)
class ComparedResult:
    """One of the results, with the letter that stands for it, its title and its page. `made_on` is
    a day, empty for a result that is not stored; `swaps`: it is of the part that was answered
    first."""

    letter: str
    title: str
    href: str
    made_on: str
    match: Match
    made_with: Release
    swaps: bool = False

    @property
    def taxonomy(self) -> Taxonomy:
        return self.made_with.taxonomy


@dataclass(frozen=True, slots=True)
class WarningItem:
    """A warning that holds: its slug and its title."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """What one result says about a thing; a `key` of None says nothing. Two differ when their keys
    do, whatever their wording. `outcome` is the slug of a decision, `tint` that of a verdict;
    `warnings` stand for the text where there are any, `labels` where several were ticked."""

    key: Hashable
    text: str
    note: str = ""
    outcome: str = ""
    tint: str = ""
    warnings: tuple[WarningItem, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """What the results say about one thing, in their order. Where they are decisions, `axis` is a
    slug and there is a tag."""

    name: str
    values: tuple[ComparedValue, ...]
    axis: str = ""
    tag: Tag | None = None

    @property
    def differs(self) -> bool:
        """Whether they say different things."""
        return len({value.key for value in self.values}) > 1


ValueOf = Callable[[ComparedResult], ComparedValue]


def _row(name: str, results: Sequence[ComparedResult], value_of: ValueOf) -> ComparisonRow:
    return ComparisonRow(name, tuple(map(value_of, results)))


def _nothing(text: str = "–") -> ComparedValue:
    return ComparedValue(None, text)


def _missing(result: ComparedResult) -> ComparedValue:
    return _nothing(_("Not part of edition %(number)s") % {"number": result.made_with.number})


def _not_asked(result: ComparedResult) -> ComparedValue:
    return _nothing(_("Not asked in edition %(number)s") % {"number": result.made_with.number})


def _names(
    results: Iterable[ComparedResult], names_in: Callable[[Taxonomy], Mapping[str, str]]
) -> dict[str, str]:
    """Names by slug over all editions, each as in the first result that has it."""
    names: dict[str, str] = {}
    for result in results:
        for slug, name in names_in(result.taxonomy).items():
            names.setdefault(slug, name)
    return names


# ── Decisions ────────────────────────────────────────────────────────────────────────────


def decision_rows(results: Sequence[ComparedResult]) -> Iterator[ComparisonRow]:
    """The first outcome of each axis, how sure it is, and what is ruled out. Beside outcomes that
    differ, how sure each is stands as a note. Another kind of buying is named before all."""
    if any(result.match.outside for result in results):
        yield _row(kind_name(), results, _outside)
    if all(result.match.outside for result in results):
        return
    for axis, name in _names(results, _axes).items():
        outcomes = _outcomes(results, axis, name)
        yield outcomes
        if not outcomes.differs:
            yield _row(_("%(axis)s: how sure") % {"axis": name}, results, _of(axis, _confidence))
        excluded = _row(_("%(axis)s: ruled out") % {"axis": name}, results, _of(axis, _excluded))
        if any(value.key for value in excluded.values):
            yield excluded


def _outside(result: ComparedResult) -> ComparedValue:
    outside = outside_of(result.taxonomy, result.match)
    if outside is None:
        return _nothing()
    return ComparedValue(outside.slug, outside.name, outside.sentence)


def _axes(taxonomy: Taxonomy) -> dict[str, str]:
    return {axis.slug: axis.name for axis in taxonomy.axes}


def _of(axis: str, value: Callable[[Taxonomy, Ranking], ComparedValue]) -> ValueOf:
    """What a result says about its ranking on the axis."""

    def value_of(result: ComparedResult) -> ComparedValue:
        ranking = result.match.rankings.get(axis)
        if result.match.outside:
            return _nothing()
        return value(result.taxonomy, ranking) if ranking else _not_asked(result)

    return value_of


def _outcomes(results: Sequence[ComparedResult], axis: str, name: str) -> ComparisonRow:
    axis_value = next(
        result.taxonomy.index.axis_by_slug[axis]
        for result in results
        if axis in result.taxonomy.index.axis_by_slug
    )
    values = tuple(map(_of(axis, _outcome), results))
    return ComparisonRow(name, values, axis, tag(axis_value))


def _outcome(taxonomy: Taxonomy, ranking: Ranking) -> ComparedValue:
    view = decision(taxonomy, ranking)
    return ComparedValue((ranking.top, ranking.tied), view.name, view.word, outcome=view.outcome)


def _confidence(taxonomy: Taxonomy, ranking: Ranking) -> ComparedValue:
    view = decision(taxonomy, ranking)
    return ComparedValue(ranking.top and ranking.confidence, view.word)


def _excluded(taxonomy: Taxonomy, ranking: Ranking) -> ComparedValue:
    slugs = frozenset(exclusion.outcome for exclusion in ranking.excluded)
    names = join_and(tuple(outcome.name for outcome in decision(taxonomy, ranking).excluded))
    return ComparedValue(slugs or None, names or _("Nothing"))


# ── The fit check and the warnings ───────────────────────────────────────────────────────


def fit_rows(results: Sequence[ComparedResult]) -> Iterator[ComparisonRow]:
    """The verdict and the score."""
    if any(result.taxonomy.drivers and not result.match.outside for result in results):
        yield _row(_("Verdict"), results, _verdict)
        yield _row(_("Score"), results, _score)


def _fit(result: ComparedResult) -> FitView | None:
    return fit_view(result.taxonomy, result.match.fit) if result.taxonomy.drivers else None


def _verdict(result: ComparedResult) -> ComparedValue:
    if result.match.outside:
        return _nothing()
    fit = _fit(result)
    if fit is None:
        return _missing(result)
    verdict = result.taxonomy.index.verdict_by_slug.get(fit.verdict)
    tint = verdict.tint if verdict else ""
    return ComparedValue(fit.verdict or None, fit.verdict_name, fit.because, tint=tint)


def _score(result: ComparedResult) -> ComparedValue:
    fit = _fit(result)
    if fit is None or not fit.score:
        return _nothing()
    return ComparedValue(fit.score, _("%(score)s of 10") % {"score": fit.score})


def warning_rows(results: Sequence[ComparedResult]) -> Iterator[ComparisonRow]:
    """The warnings that hold in some of the results, and those that hold in all."""
    held = [frozenset(_held(result)) for result in results]
    common = frozenset.intersection(*held)
    if any(warnings - common for warnings in held):
        yield _row(_("Warnings"), results, _warnings(lambda slug: slug not in common))
    if common:
        yield _row(_("Warnings in all"), results, _warnings(lambda slug: slug in common))


def _held(result: ComparedResult) -> tuple[str, ...]:
    """The warnings that its page shows."""
    return () if result.match.outside else result.match.warnings


def _warnings(is_wanted: Callable[[str], bool]) -> ValueOf:
    def value_of(result: ComparedResult) -> ComparedValue:
        titles = result.taxonomy.index.warning_by_slug
        items = tuple(
            WarningItem(slug, titles[slug].title) for slug in _held(result) if is_wanted(slug)
        )
        if not items:
            return _nothing(_("None"))
        return ComparedValue(frozenset(item.slug for item in items), "", warnings=items)

    return value_of


# ── Answers ──────────────────────────────────────────────────────────────────────────────


def answer_rows(results: Sequence[ComparedResult]) -> Iterator[ComparisonRow]:
    """The answers to the questions that were answered in at least one of the results, and the
    labels that visitors started from."""
    for slug, prompt in _names(results, _questions).items():
        if any(answer_to(result.match.answers, slug) for result in results):
            yield _row(prompt, results, _answer(slug))
    if any(result.match.answers.label for result in results):
        yield _row(_("Started from the label"), results, _label)


def _questions(taxonomy: Taxonomy) -> dict[str, str]:
    context = {question.slug: question.prompt for question in taxonomy.context}
    return {question.slug: question.prompt for question in taxonomy.questions} | context


def _answer(slug: str) -> ValueOf:
    def value_of(result: ComparedResult) -> ComparedValue:
        question = question_by_slug(result.taxonomy, slug)
        if question is None:
            return _not_asked(result)
        answer = answer_to(result.match.answers, slug)
        if not answer:
            return _nothing(_("Not answered"))
        labels = answer_labels(question, answer)
        return ComparedValue(answer, "; ".join(labels), labels=labels)

    return value_of


def _label(result: ComparedResult) -> ComparedValue:
    label = result.taxonomy.index.label_by_slug.get(result.match.answers.label)
    return ComparedValue(label.slug, ", ".join(label.names)) if label else _nothing()
