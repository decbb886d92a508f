"""Taxonomy -> what each row of the draft says, as values: the inverse of `compile`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from matcher import models
from matcher.core.rules import NOT_SURE
from matcher.core.taxonomy import values as core
from matcher.models.rows import Row

NaturalKey = tuple[str, ...]
"""The natural key of a row."""

LIST_FIELDS = ("shortlist", "risks")
"""Fields that hold one item a line: blank lines and blanks around an item mean nothing."""


@dataclass(frozen=True, slots=True)
class RowSpec:
    """What one row says: its natural key, its own fields, and by their keys the rows that it
    points at. Rows with the same `siblings` are ordered among each other."""

    key: NaturalKey
    values: Mapping[str, object]
    links: Mapping[str, NaturalKey | None] = field(default_factory=dict)
    siblings: NaturalKey = ()


@dataclass(frozen=True, slots=True)
class TableSpec:
    """The rows of a model in their order. `siblings` are the look-ups that give the `siblings` of
    a stored row; None where the rows have no order of their own."""

    model: type[Row]
    specs: tuple[RowSpec, ...]
    siblings: tuple[str, ...] | None = None


def table_specs(taxonomy: core.Taxonomy) -> tuple[TableSpec, ...]:
    """Every table but those of the cases, so that a row comes after the rows it points at. The
    axes come twice: the question that breaks their ties can be set only after the questions."""
    return (
        *_outcome_tables(taxonomy),
        *_question_tables(taxonomy),
        *_family_tables(taxonomy),
        *_rule_tables(taxonomy),
        *_fit_tables(taxonomy),
        *_label_tables(taxonomy),
        *_recommendation_tables(taxonomy),
    )


def example_table_specs(taxonomy: core.Taxonomy) -> tuple[TableSpec, TableSpec]:
    """The cases that are examples, and their answers."""
    return (
        TableSpec(models.Case, tuple(_example(example) for example in taxonomy.examples), ()),
        TableSpec(
            models.CaseAnswer,
            tuple(
                _answer(example, answer)
                for example in taxonomy.examples
                for answer in example.answers
            ),
        ),
    )


def _fields(value: core.Value, *names: str) -> dict[str, object]:
    """The fields that have the same name in a value and in its row."""
    return {name: getattr(value, name) for name in names}


def _points(hundredths: int) -> Decimal:
    """150 -> 1.5"""
    return Decimal(hundredths) / core.HUNDREDTHS


def _link(slug: str) -> NaturalKey | None:
    return (slug,) if slug else None


# ── Axes and outcomes ────────────────────────────────────────────────────────────────────


def _outcome_tables(taxonomy: core.Taxonomy) -> Iterator[TableSpec]:
    yield TableSpec(models.Axis, tuple(_axis(axis) for axis in taxonomy.axes), ())
    yield TableSpec(
        models.Outcome, tuple(_outcome(outcome) for outcome in taxonomy.outcomes), ("axis__slug",)
    )
    yield TableSpec(
        models.OutcomeFact,
        tuple(_fact(outcome, fact) for outcome in taxonomy.outcomes for fact in outcome.facts),
        ("outcome__axis__slug", "outcome__slug"),
    )


def _axis(axis: core.Axis) -> RowSpec:
    values = _fields(axis, "slug", "name", "asks", "full_answers", "close_percent")
    thresholds = ("clear_from", "likely_from", "unclear_below")
    return RowSpec(
        (axis.slug,), values | {name: _points(getattr(axis, name)) for name in thresholds}
    )


def _outcome(outcome: core.Outcome) -> RowSpec:
    return RowSpec(
        _outcome_key(outcome),
        _fields(outcome, "slug", "name", "summary", "in_first_source"),
        {"axis": (outcome.axis,)},
        siblings=(outcome.axis,),
    )


def _outcome_key(outcome: core.Outcome) -> NaturalKey:
    return outcome.axis, outcome.slug


def _fact(outcome: core.Outcome, fact: core.Fact) -> RowSpec:
    return _part_of("outcome", outcome, fact.name, _fields(fact, "name", "text"))


def _part_of(name: str, outcome: core.Outcome, key: str, values: Mapping[str, object]) -> RowSpec:
    """A row that belongs to an outcome and is ordered among others of that outcome."""
    owner = _outcome_key(outcome)
    return RowSpec((*owner, key), values, {name: owner}, siblings=owner)


# ── Questions ────────────────────────────────────────────────────────────────────────────


def _question_tables(taxonomy: core.Taxonomy) -> Iterator[TableSpec]:
    questions = taxonomy.questions
    yield TableSpec(models.Question, tuple(_question(question) for question in questions), ())
    yield TableSpec(models.Axis, tuple(_tie_question(axis) for axis in taxonomy.axes))
    yield TableSpec(
        models.Option,
        tuple(_option(question, option) for question in questions for option in question.options),
        ("question__slug",),
    )
    yield TableSpec(
        models.Weight,
        tuple(_weight(question, weight) for question in questions for weight in question.weights),
    )
    yield TableSpec(models.Evidence, tuple(_evidence(cell) for cell in taxonomy.evidence))
    yield TableSpec(
        models.Suggestion,
        tuple(_suggestion(suggestion) for suggestion in taxonomy.suggestions),
        ("option__question__slug",),
    )


def _question(question: core.Question) -> RowSpec:
    names = ("slug", "part", "prompt", "help", "example", "not_sure", "ordered")
    first, second = question.between or ("", "")
    axis = question.weights[0].axis if question.weights else ""
    return RowSpec(
        (question.slug,),
        _fields(question, *names),
        {
            "border_first": (axis, first) if first else None,
            "border_second": (axis, second) if second else None,
        },
    )


def _tie_question(axis: core.Axis) -> RowSpec:
    return RowSpec((axis.slug,), {}, {"tie_question": _link(axis.tie_question)})


def _option(question: core.Question, option: core.Option) -> RowSpec:
    return RowSpec(
        (question.slug, option.slug),
        _fields(option, "slug", "label", "hint", "supposing"),
        {"question": (question.slug,)},
        siblings=(question.slug,),
    )


def _weight(question: core.Question, weight: core.Weight) -> RowSpec:
    return RowSpec(
        (question.slug, weight.axis),
        _fields(weight, "role", "required") | {"weight": _points(weight.weight)},
        {"question": (question.slug,), "axis": (weight.axis,)},
    )


def _evidence(cell: core.Evidence) -> RowSpec:
    return RowSpec(
        (cell.question, cell.option, cell.axis, cell.outcome),
        _fields(cell, "strength", "sentence", "excludes"),
        {"option": (cell.question, cell.option), "outcome": (cell.axis, cell.outcome)},
    )


def _suggestion(suggestion: core.Suggestion) -> RowSpec:
    option = (suggestion.question, suggestion.option)
    return RowSpec(
        (*option, suggestion.condition),
        _fields(suggestion, "condition", "sentence"),
        {"option": option},
        siblings=(suggestion.question,),
    )


# ── What belongs to a family ─────────────────────────────────────────────────────────────


def _family_tables(taxonomy: core.Taxonomy) -> Iterator[TableSpec]:
    families = taxonomy.outcomes
    of_family = ("family__axis__slug", "family__slug")
    yield TableSpec(models.Profile, tuple(_profiles(families)))
    yield from _service_line_tables(families)
    yield TableSpec(
        models.Kpi,
        tuple(_kpi(family, kpi) for family in families for kpi in family.kpis),
        of_family,
    )
    yield TableSpec(
        models.KpiSource,
        tuple(_kpi_sources(families)),
        ("kpi__family__axis__slug", "kpi__family__slug", "kpi__slug"),
    )
    yield TableSpec(models.Confusion, tuple(_confusions(taxonomy)), of_family)
    yield TableSpec(
        models.VendorLabel,
        tuple(
            _part_of("family", family, name, {"name": name})
            for family in families
            for name in family.vendor_labels
        ),
        of_family,
    )


def _profiles(families: Iterable[core.Outcome]) -> Iterator[RowSpec]:
    for family in families:
        if profile := family.profile:
            values = {name: getattr(profile, name) for name in core.Profile.model_fields}
            lists = {name: "\n".join(getattr(profile, name)) for name in LIST_FIELDS}
            key = _outcome_key(family)
            yield RowSpec(key, values | lists, {"outcome": key})


def _service_line_tables(families: Iterable[core.Outcome]) -> Iterator[TableSpec]:
    lines = [(family, line) for family in families for line in family.service_lines]
    yield TableSpec(
        models.ServiceLine,
        tuple(_service_line(family, line) for family, line in lines),
        ("family__axis__slug", "family__slug"),
    )
    yield TableSpec(
        models.ExampleTask,
        tuple(_task(line, text) for _family, line in lines for text in line.tasks),
        ("line__slug",),
    )
    yield TableSpec(
        models.TypicalAnswer,
        tuple(_typical(line, answer) for _family, line in lines for answer in line.typical),
        ("line__slug",),
    )


def _service_line(family: core.Outcome, line: core.ServiceLine) -> RowSpec:
    owner = _outcome_key(family)
    return RowSpec(
        (line.slug,), _fields(line, "slug", "name", "note"), {"family": owner}, siblings=owner
    )


def _task(line: core.ServiceLine, text: str) -> RowSpec:
    owner = (line.slug,)
    return RowSpec((line.slug, text), {"text": text}, {"line": owner}, siblings=owner)


def _typical(line: core.ServiceLine, answer: core.TypicalAnswer) -> RowSpec:
    option = (answer.question, answer.option)
    owner = (line.slug,)
    return RowSpec((line.slug, *option), {}, {"line": owner, "option": option}, siblings=owner)


def _kpi(family: core.Outcome, kpi: core.Kpi) -> RowSpec:
    names = ("slug", "name", "formula", "unit", "better", "range", "range_note")
    return _part_of("family", family, kpi.slug, _fields(kpi, *names))


def _kpi_sources(families: Iterable[core.Outcome]) -> Iterator[RowSpec]:
    for family in families:
        for kpi in family.kpis:
            yield from _sources("kpi", (*_outcome_key(family), kpi.slug), kpi.sources)


def _sources(name: str, owner: NaturalKey, sources: Iterable[core.Source]) -> Iterator[RowSpec]:
    for source in sources:
        values = _fields(source, "title", "url", "grade", "note")
        yield RowSpec((*owner, source.title), values, {name: owner}, siblings=owner)


def _confusions(taxonomy: core.Taxonomy) -> Iterator[RowSpec]:
    for family in taxonomy.outcomes:
        for confusion in family.confusions:
            yield _confusion(taxonomy, family, confusion)


def _confusion(taxonomy: core.Taxonomy, family: core.Outcome, confusion: core.Confusion) -> RowSpec:
    values = _fields(confusion, "other_name", "goes_wrong", "tell_apart")
    other = _outcome_named(taxonomy, family.axis, confusion.other) if confusion.other else None
    spec = _part_of("family", family, confusion.other_name, values)
    return replace(spec, links={**spec.links, "other": other})


def _outcome_named(taxonomy: core.Taxonomy, axis: str, slug: str) -> NaturalKey:
    """The outcome with that slug: the one of the axis, or else the first one of any axis."""
    if (axis, slug) in taxonomy.outcome_by_slug:
        return axis, slug
    keys = (_outcome_key(outcome) for outcome in taxonomy.outcomes if outcome.slug == slug)
    return next(keys, ("", slug))


# ── Rules ────────────────────────────────────────────────────────────────────────────────


def _rule_tables(taxonomy: core.Taxonomy) -> Iterator[TableSpec]:
    combinations = taxonomy.combinations
    yield TableSpec(
        models.Combination,
        tuple(_combination(combination) for combination in combinations),
        ("axis__slug",),
    )
    yield TableSpec(
        models.Effect,
        tuple(
            _effect(combination, effect)
            for combination in combinations
            for effect in combination.effects
        ),
    )
    yield TableSpec(
        models.Warning,
        tuple(
            RowSpec((warning.slug,), _fields(warning, "slug", "title", "condition", "text"))
            for warning in taxonomy.warnings
        ),
        (),
    )


def _combination(combination: core.Combination) -> RowSpec:
    axis = (combination.axis,)
    values = _fields(combination, "slug", "condition")
    return RowSpec((combination.slug,), values, {"axis": axis}, siblings=axis)


def _effect(combination: core.Combination, effect: core.Effect) -> RowSpec:
    outcome = (combination.axis, effect.outcome)
    return RowSpec(
        (combination.slug, *outcome),
        {"points": _points(effect.points), "sentence": effect.sentence},
        {"combination": (combination.slug,), "outcome": outcome},
    )


# ── The fit check ────────────────────────────────────────────────────────────────────────


def _fit_tables(taxonomy: core.Taxonomy) -> Iterator[TableSpec]:
    yield TableSpec(models.Driver, tuple(_driver(driver) for driver in taxonomy.drivers), ())
    yield TableSpec(
        models.DriverScore,
        tuple(_score(driver, score) for driver in taxonomy.drivers for score in driver.scores),
    )
    yield TableSpec(models.Verdict, tuple(_verdict(verdict) for verdict in taxonomy.verdicts))
    yield TableSpec(models.Band, tuple(_band(band) for band in taxonomy.bands))
    yield TableSpec(models.Stop, tuple(_stop(stop) for stop in taxonomy.stops), ())


def _driver(driver: core.Driver) -> RowSpec:
    values = _fields(driver, "slug", "name", "weight", "not_sure", "required")
    return RowSpec((driver.slug,), values, {"question": (driver.question,)})


def _score(driver: core.Driver, score: core.DriverScore) -> RowSpec:
    option = (driver.question, score.option)
    return RowSpec(
        (driver.slug, *option),
        {"score": score.score},
        {"driver": (driver.slug,), "option": option},
    )


def _verdict(verdict: core.Verdict) -> RowSpec:
    return RowSpec(
        (verdict.slug,), _fields(verdict, "slug", "name", "text", "severity", "proceeds")
    )


def _band(band: core.Band) -> RowSpec:
    verdict = (band.verdict,)
    return RowSpec(verdict, {"minimum": Decimal(band.minimum) / 10}, {"verdict": verdict})


def _stop(stop: core.Stop) -> RowSpec:
    return RowSpec(
        (stop.slug,),
        _fields(stop, "slug", "condition", "at_most"),
        {"verdict": (stop.verdict,), "warning": (stop.warning,)},
    )


# ── Labels ───────────────────────────────────────────────────────────────────────────────


def _label_tables(taxonomy: core.Taxonomy) -> Iterator[TableSpec]:
    labels = taxonomy.labels
    yield TableSpec(models.Label, tuple(_label(label) for label in labels), ())
    yield TableSpec(
        models.LabelName,
        tuple(_label_name(label, name) for label in labels for name in label.names),
        ("label__slug",),
    )
    yield TableSpec(models.LabelCandidate, tuple(_candidates(taxonomy)), ("label__slug",))


def _label(label: core.Label) -> RowSpec:
    values = _fields(label, "slug", "meaning", "asks")
    return RowSpec((label.slug,), values, {"axis": _link(label.axis)})


def _label_name(label: core.Label, name: str) -> RowSpec:
    owner = (label.slug,)
    return RowSpec((name,), {"name": name}, {"label": owner}, siblings=owner)


def _candidates(taxonomy: core.Taxonomy) -> Iterator[RowSpec]:
    for label in taxonomy.labels:
        owner = (label.slug,)
        for candidate in label.candidates:
            outcome = _outcome_named(taxonomy, label.axis, candidate.outcome)
            links = {"label": owner, "outcome": outcome}
            yield RowSpec((*owner, *outcome), {"note": candidate.note}, links, siblings=owner)


# ── Recommendations ──────────────────────────────────────────────────────────────────────


def _recommendation_tables(taxonomy: core.Taxonomy) -> Iterator[TableSpec]:
    yield TableSpec(
        models.PricingModel, tuple(_pricing_model(model) for model in taxonomy.pricing_models), ()
    )
    yield TableSpec(
        models.PricingRule, tuple(_pricing_rule(rule) for rule in taxonomy.pricing_rules), ()
    )
    yield TableSpec(models.Regime, tuple(_regime(regime) for regime in taxonomy.regimes), ())
    yield TableSpec(
        models.RegimeSource,
        tuple(
            source
            for regime in taxonomy.regimes
            for source in _sources("regime", (regime.slug,), regime.sources)
        ),
        ("regime__slug",),
    )
    yield TableSpec(models.NextStep, tuple(_next_step(step) for step in taxonomy.next_steps), ())
    yield TableSpec(models.Note, tuple(_note(note) for note in taxonomy.notes), ("topic",))


def _pricing_model(model: core.PricingModel) -> RowSpec:
    names = ("slug", "name", "fits", "avoid", "behaviour", "safeguards")
    return RowSpec((model.slug,), _fields(model, *names))


def _pricing_rule(rule: core.PricingRule) -> RowSpec:
    values = _fields(rule, "slug", "condition", "sentence")
    return RowSpec((rule.slug,), values, {"model": (rule.model,)})


def _regime(regime: core.Regime) -> RowSpec:
    names = ("slug", "name", "triggered_by", "changes", "condition")
    return RowSpec((regime.slug,), _fields(regime, *names))


def _next_step(step: core.NextStep) -> RowSpec:
    links = {"verdict": _link(step.verdict), "axis": _link(step.axis)}
    return RowSpec((step.slug,), _fields(step, "slug", "text"), links)


def _note(note: core.Note) -> RowSpec:
    values = _fields(note, "slug", "topic", "title", "text")
    return RowSpec((note.slug,), values, siblings=(note.topic,))


# ── Examples ─────────────────────────────────────────────────────────────────────────────


def _example(example: core.Example) -> RowSpec:
    values = {**_fields(example, "slug", "title"), "vignette": example.text, "example": True}
    return RowSpec((example.slug,), values)


def _answer(example: core.Example, answer: core.TypicalAnswer) -> RowSpec:
    option = None if answer.option == NOT_SURE else (answer.question, answer.option)
    return RowSpec(
        (example.slug, answer.question),
        {},
        {"case": (example.slug,), "question": (answer.question,), "option": option},
    )
