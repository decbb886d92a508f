"""Taxonomy -> what each row of the draft says, as values: the inverse of `drafts`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from matcher import models
from matcher.core.rules import NOT_SURE
from matcher.core.taxonomy import values as core
from matcher.models.rows import Row

Key = tuple[str, ...]
"""The natural key of a row."""

LISTS = ("shortlist", "risks")
"""Fields that hold one item a line: their line breaks mean nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says: its natural key, its own fields, and by their keys the rows that it
    points at. `among` names the rows that it has its place among."""

    key: Key
    values: Mapping[str, object]
    links: Mapping[str, Key | None] = field(default_factory=dict)
    among: Key = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a model in their order. `among` are the look-ups that give a row's `among`;
    None where the rows have no place of their own."""

    model: type[Row]
    entries: tuple[Entry, ...]
    among: tuple[str, ...] | None = None


def tables(taxonomy: core.Taxonomy) -> tuple[Table, ...]:
    """Every table but those of the cases, so that a row stands after the rows it points at. The
    axes come twice: which question breaks their ties can be said only after the questions."""
    return (
        *_outcome_tables(taxonomy),
        *_question_tables(taxonomy),
        *_family_tables(taxonomy),
        *_rule_tables(taxonomy),
        *_fit_tables(taxonomy),
        *_label_tables(taxonomy),
        *_advice_tables(taxonomy),
    )


def example_tables(taxonomy: core.Taxonomy) -> tuple[Table, Table]:
    """The cases that are examples, and their answers."""
    return (
        Table(models.Case, tuple(_example(one) for one in taxonomy.examples), ()),
        Table(
            models.CaseAnswer,
            tuple(_answer(one, given) for one in taxonomy.examples for given in one.answers),
        ),
    )


def _said(value: core.Value, *names: str) -> dict[str, object]:
    """The fields that a value and its row call the same."""
    return {name: getattr(value, name) for name in names}


def _points(hundredths: int) -> Decimal:
    """150 -> 1.5"""
    return Decimal(hundredths) / core.HUNDREDTHS


def _link(slug: str) -> Key | None:
    return (slug,) if slug else None


# ── Axes and outcomes ────────────────────────────────────────────────────────────────────


def _outcome_tables(taxonomy: core.Taxonomy) -> Iterator[Table]:
    yield Table(models.Axis, tuple(_axis(one) for one in taxonomy.axes), ())
    yield Table(models.Outcome, tuple(_outcome(one) for one in taxonomy.outcomes), ("axis__slug",))
    yield Table(
        models.OutcomeFact,
        tuple(_fact(one, fact) for one in taxonomy.outcomes for fact in one.facts),
        ("outcome__axis__slug", "outcome__slug"),
    )


def _axis(axis: core.Axis) -> Entry:
    values = _said(axis, "slug", "name", "asks", "full_answers", "close_percent")
    thresholds = ("clear_from", "likely_from", "unclear_below")
    return Entry((axis.slug,), values | {one: _points(getattr(axis, one)) for one in thresholds})


def _outcome(outcome: core.Outcome) -> Entry:
    return Entry(
        _outcome_key(outcome),
        _said(outcome, "slug", "name", "summary", "in_first_source"),
        {"axis": (outcome.axis,)},
        among=(outcome.axis,),
    )


def _outcome_key(outcome: core.Outcome) -> Key:
    return outcome.axis, outcome.slug


def _fact(outcome: core.Outcome, fact: core.Fact) -> Entry:
    return _part_of("outcome", outcome, fact.name, _said(fact, "name", "text"))


def _part_of(name: str, outcome: core.Outcome, key: str, values: Mapping[str, object]) -> Entry:
    """A row that belongs to an outcome and has its place among others of that outcome."""
    owner = _outcome_key(outcome)
    return Entry((*owner, key), values, {name: owner}, among=owner)


# ── Questions ────────────────────────────────────────────────────────────────────────────


def _question_tables(taxonomy: core.Taxonomy) -> Iterator[Table]:
    asked = taxonomy.questions
    yield Table(models.Question, tuple(_question(one) for one in asked), ())
    yield Table(models.Axis, tuple(_tie_question(one) for one in taxonomy.axes))
    yield Table(
        models.Option,
        tuple(_option(one, option) for one in asked for option in one.options),
        ("question__slug",),
    )
    yield Table(
        models.Weight, tuple(_weight(one, weight) for one in asked for weight in one.weights)
    )
    yield Table(models.Evidence, tuple(_evidence(one) for one in taxonomy.evidence))
    yield Table(
        models.Suggestion,
        tuple(_suggestion(one) for one in taxonomy.suggestions),
        ("option__question__slug",),
    )


def _question(question: core.Question) -> Entry:
    names = ("slug", "part", "prompt", "help", "example", "not_sure", "ordered")
    first, second = question.between or ("", "")
    axis = question.weights[0].axis if question.weights else ""
    return Entry(
        (question.slug,),
        _said(question, *names),
        {
            "border_first": (axis, first) if first else None,
            "border_second": (axis, second) if second else None,
        },
    )


def _tie_question(axis: core.Axis) -> Entry:
    return Entry((axis.slug,), {}, {"tie_question": _link(axis.tie_question)})


def _option(question: core.Question, option: core.Option) -> Entry:
    return Entry(
        (question.slug, option.slug),
        _said(option, "slug", "label", "hint", "supposing"),
        {"question": (question.slug,)},
        among=(question.slug,),
    )


def _weight(question: core.Question, weight: core.Weight) -> Entry:
    return Entry(
        (question.slug, weight.axis),
        _said(weight, "role", "required") | {"weight": _points(weight.weight)},
        {"question": (question.slug,), "axis": (weight.axis,)},
    )


def _evidence(cell: core.Evidence) -> Entry:
    return Entry(
        (cell.question, cell.option, cell.axis, cell.outcome),
        _said(cell, "strength", "sentence", "excludes"),
        {"option": (cell.question, cell.option), "outcome": (cell.axis, cell.outcome)},
    )


def _suggestion(suggestion: core.Suggestion) -> Entry:
    option = (suggestion.question, suggestion.option)
    return Entry(
        (*option, suggestion.condition),
        _said(suggestion, "condition", "sentence"),
        {"option": option},
        among=(suggestion.question,),
    )


# ── What hangs on a family ───────────────────────────────────────────────────────────────


def _family_tables(taxonomy: core.Taxonomy) -> Iterator[Table]:
    families = taxonomy.outcomes
    of_family = ("family__axis__slug", "family__slug")
    yield Table(models.Profile, tuple(_profiles(families)))
    yield from _service_line_tables(families)
    yield Table(
        models.Kpi, tuple(_kpi(one, kpi) for one in families for kpi in one.kpis), of_family
    )
    yield Table(
        models.KpiSource,
        tuple(_kpi_sources(families)),
        ("kpi__family__axis__slug", "kpi__family__slug", "kpi__slug"),
    )
    yield Table(models.Confusion, tuple(_confusions(taxonomy)), of_family)
    yield Table(
        models.VendorLabel,
        tuple(
            _part_of("family", one, name, {"name": name})
            for one in families
            for name in one.vendor_labels
        ),
        of_family,
    )


def _profiles(families: Iterable[core.Outcome]) -> Iterator[Entry]:
    for family in families:
        if profile := family.profile:
            values = {name: getattr(profile, name) for name in core.Profile.model_fields}
            lists = {name: "\n".join(getattr(profile, name)) for name in LISTS}
            key = _outcome_key(family)
            yield Entry(key, values | lists, {"outcome": key})


def _service_line_tables(families: Iterable[core.Outcome]) -> Iterator[Table]:
    lines = [(family, line) for family in families for line in family.service_lines]
    yield Table(
        models.ServiceLine,
        tuple(_service_line(family, line) for family, line in lines),
        ("family__axis__slug", "family__slug"),
    )
    yield Table(
        models.ExampleTask,
        tuple(_task(line, text) for _family, line in lines for text in line.tasks),
        ("line__slug",),
    )
    yield Table(
        models.TypicalAnswer,
        tuple(_typical(line, one) for _family, line in lines for one in line.typical),
        ("line__slug",),
    )


def _service_line(family: core.Outcome, line: core.ServiceLine) -> Entry:
    owner = _outcome_key(family)
    return Entry((line.slug,), _said(line, "slug", "name", "note"), {"family": owner}, among=owner)


def _task(line: core.ServiceLine, text: str) -> Entry:
    owner = (line.slug,)
    return Entry((line.slug, text), {"text": text}, {"line": owner}, among=owner)


def _typical(line: core.ServiceLine, answer: core.TypicalAnswer) -> Entry:
    option = (answer.question, answer.option)
    owner = (line.slug,)
    return Entry((line.slug, *option), {}, {"line": owner, "option": option}, among=owner)


def _kpi(family: core.Outcome, kpi: core.Kpi) -> Entry:
    names = ("slug", "name", "formula", "unit", "better", "range", "range_note")
    return _part_of("family", family, kpi.slug, _said(kpi, *names))


def _kpi_sources(families: Iterable[core.Outcome]) -> Iterator[Entry]:
    for family in families:
        for kpi in family.kpis:
            yield from _sources("kpi", (*_outcome_key(family), kpi.slug), kpi.sources)


def _sources(name: str, owner: Key, sources: Iterable[core.Source]) -> Iterator[Entry]:
    for source in sources:
        values = _said(source, "title", "url", "grade", "note")
        yield Entry((*owner, source.title), values, {name: owner}, among=owner)


def _confusions(taxonomy: core.Taxonomy) -> Iterator[Entry]:
    for family in taxonomy.outcomes:
        for one in family.confusions:
            values = _said(one, "other_name", "goes_wrong", "tell_apart")
            entry = _part_of("family", family, one.other_name, values)
            other = _found(taxonomy, family.axis, one.other) if one.other else None
            yield Entry(entry.key, values, {**entry.links, "other": other}, among=entry.among)


def _found(taxonomy: core.Taxonomy, axis: str, slug: str) -> Key:
    """The outcome of that slug: that of the axis, or the first one that is called so."""
    named = (_outcome_key(one) for one in taxonomy.outcomes if one.slug == slug)
    return (axis, slug) if (axis, slug) in taxonomy.outcome_by_slug else next(named, ("", slug))


# ── Rules ────────────────────────────────────────────────────────────────────────────────


def _rule_tables(taxonomy: core.Taxonomy) -> Iterator[Table]:
    combinations = taxonomy.combinations
    yield Table(
        models.Combination, tuple(_combination(one) for one in combinations), ("axis__slug",)
    )
    yield Table(
        models.Effect,
        tuple(_effect(one, effect) for one in combinations for effect in one.effects),
    )
    yield Table(
        models.Warning,
        tuple(
            Entry((one.slug,), _said(one, "slug", "title", "condition", "text"))
            for one in taxonomy.warnings
        ),
        (),
    )


def _combination(one: core.Combination) -> Entry:
    axis = (one.axis,)
    return Entry((one.slug,), _said(one, "slug", "condition"), {"axis": axis}, among=axis)


def _effect(combination: core.Combination, effect: core.Effect) -> Entry:
    outcome = (combination.axis, effect.outcome)
    return Entry(
        (combination.slug, *outcome),
        {"points": _points(effect.points), "sentence": effect.sentence},
        {"combination": (combination.slug,), "outcome": outcome},
    )


# ── The fit check ────────────────────────────────────────────────────────────────────────


def _fit_tables(taxonomy: core.Taxonomy) -> Iterator[Table]:
    yield Table(models.Driver, tuple(_driver(one) for one in taxonomy.drivers), ())
    yield Table(
        models.DriverScore,
        tuple(_score(one, score) for one in taxonomy.drivers for score in one.scores),
    )
    yield Table(models.Verdict, tuple(_verdict(one) for one in taxonomy.verdicts))
    yield Table(models.Band, tuple(_band(one) for one in taxonomy.bands))
    yield Table(models.Stop, tuple(_stop(one) for one in taxonomy.stops), ())


def _driver(driver: core.Driver) -> Entry:
    values = _said(driver, "slug", "name", "weight", "not_sure", "required")
    return Entry((driver.slug,), values, {"question": (driver.question,)})


def _score(driver: core.Driver, score: core.DriverScore) -> Entry:
    option = (driver.question, score.option)
    return Entry(
        (driver.slug, *option),
        {"score": score.score},
        {"driver": (driver.slug,), "option": option},
    )


def _verdict(verdict: core.Verdict) -> Entry:
    return Entry((verdict.slug,), _said(verdict, "slug", "name", "text", "severity", "proceeds"))


def _band(band: core.Band) -> Entry:
    verdict = (band.verdict,)
    return Entry(verdict, {"minimum": Decimal(band.minimum) / 10}, {"verdict": verdict})


def _stop(stop: core.Stop) -> Entry:
    return Entry(
        (stop.slug,),
        _said(stop, "slug", "condition", "at_most"),
        {"verdict": (stop.verdict,), "warning": (stop.warning,)},
    )


# ── Labels ───────────────────────────────────────────────────────────────────────────────


def _label_tables(taxonomy: core.Taxonomy) -> Iterator[Table]:
    labels = taxonomy.labels
    yield Table(models.Label, tuple(_label(one) for one in labels), ())
    yield Table(
        models.LabelName,
        tuple(_label_name(one, name) for one in labels for name in one.names),
        ("label__slug",),
    )
    yield Table(models.LabelCandidate, tuple(_candidates(taxonomy)), ("label__slug",))


def _label(label: core.Label) -> Entry:
    values = _said(label, "slug", "meaning", "asks")
    return Entry((label.slug,), values, {"axis": _link(label.axis)})


def _label_name(label: core.Label, name: str) -> Entry:
    owner = (label.slug,)
    return Entry((name,), {"name": name}, {"label": owner}, among=owner)


def _candidates(taxonomy: core.Taxonomy) -> Iterator[Entry]:
    for label in taxonomy.labels:
        owner = (label.slug,)
        for one in label.candidates:
            outcome = _found(taxonomy, label.axis, one.outcome)
            links = {"label": owner, "outcome": outcome}
            yield Entry((*owner, *outcome), {"note": one.note}, links, among=owner)


# ── Advice ───────────────────────────────────────────────────────────────────────────────


def _advice_tables(taxonomy: core.Taxonomy) -> Iterator[Table]:
    yield Table(
        models.PricingModel, tuple(_pricing_model(one) for one in taxonomy.pricing_models), ()
    )
    yield Table(models.PricingRule, tuple(_pricing_rule(one) for one in taxonomy.pricing_rules), ())
    yield Table(models.Regime, tuple(_regime(one) for one in taxonomy.regimes), ())
    yield Table(
        models.RegimeSource,
        tuple(
            source
            for one in taxonomy.regimes
            for source in _sources("regime", (one.slug,), one.sources)
        ),
        ("regime__slug",),
    )
    yield Table(models.NextStep, tuple(_next_step(one) for one in taxonomy.next_steps), ())
    yield Table(models.Note, tuple(_note(one) for one in taxonomy.notes), ("topic",))


def _pricing_model(model: core.PricingModel) -> Entry:
    names = ("slug", "name", "fits", "avoid", "behaviour", "safeguards")
    return Entry((model.slug,), _said(model, *names))


def _pricing_rule(rule: core.PricingRule) -> Entry:
    values = _said(rule, "slug", "condition", "sentence")
    return Entry((rule.slug,), values, {"model": (rule.model,)})


def _regime(regime: core.Regime) -> Entry:
    names = ("slug", "name", "triggered_by", "changes", "condition")
    return Entry((regime.slug,), _said(regime, *names))


def _next_step(step: core.NextStep) -> Entry:
    links = {"verdict": _link(step.verdict), "axis": _link(step.axis)}
    return Entry((step.slug,), _said(step, "slug", "text"), links)


def _note(note: core.Note) -> Entry:
    values = _said(note, "slug", "topic", "title", "text")
    return Entry((note.slug,), values, among=(note.topic,))


# ── Examples ─────────────────────────────────────────────────────────────────────────────


def _example(example: core.Example) -> Entry:
    values = {**_said(example, "slug", "title"), "vignette": example.text, "example": True}
    return Entry((example.slug,), values)


def _answer(example: core.Example, given: core.TypicalAnswer) -> Entry:
    option = None if given.option == NOT_SURE else (given.question, given.option)
    return Entry(
        (example.slug, given.question),
        {},
        {"case": (example.slug,), "question": (given.question,), "option": option},
    )
