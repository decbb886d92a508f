"""The page that explains how the matcher decides, made from the data: what counts, how much, and
why."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matcher.core import (
    ONE_POINT,
    Axis,
    Combination,
    Contribution,
    Driver,
    Outcome,
    Question,
    Source,
    Stop,
    Taxonomy,
    format_points,
    format_signed_points,
    format_strength,
)
from matcher.core.taxonomy.topics import NoteTopic
from matcher.presenters.family import (
    FactView,
    RegimeView,
    grade_name,
    note_views,
    outcome_anchor,
    regime_views,
)
from matcher.presenters.result_fit import BandView, band_views
from matcher.presenters.words import Tag, tag
from matcher.web.prose import prose
from matcher.wording import count_points, describe_condition, join_and


@dataclass(frozen=True, slots=True)
class WeightView:
    """A question that an axis looks at, and how much it counts there."""

    prompt: str
    weight: str
    role: str


@dataclass(frozen=True, slots=True)
class StrengthRow:
    """What each option of a question does to one outcome."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhyCell:
    """One cell of the evidence with its sentence."""

    strength: str
    outcome: str
    sentence: str


@dataclass(frozen=True, slots=True)
class WhyOption:
    """The cells of one option."""

    label: str
    cells: tuple[WhyCell, ...]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """The evidence of one question on one axis: a table, and the sentence of each cell."""

    prompt: str
    counts: str
    options: tuple[str, ...]
    rows: tuple[StrengthRow, ...]
    why: tuple[WhyOption, ...]


@dataclass(frozen=True, slots=True)
class EffectView:
    """What a combination adds."""

    points: str
    outcome: str
    sentence: str


@dataclass(frozen=True, slots=True)
class CombinationView:
    """A rule over several answers."""

    when: str
    effects: tuple[EffectView, ...]


@dataclass(frozen=True, slots=True)
class ExplainedOutcome:
    """An outcome that has no page of its own."""

    anchor: str
    name: str
    summary: str
    facts: tuple[FactView, ...]


@dataclass(frozen=True, slots=True)
class AxisMethod:
    """How one axis is decided."""

    tag: Tag
    asks: str
    rules: tuple[str, ...]
    weights: tuple[WeightView, ...]
    outcomes: tuple[ExplainedOutcome, ...]
    evidence: tuple[EvidenceView, ...]
    combinations: tuple[CombinationView, ...]
    notes: tuple[FactView, ...]


@dataclass(frozen=True, slots=True)
class DriverMethod:
    """A part of the fit check: what each answer scores."""

    name: str
    prompt: str
    weight: str
    scores: str
    without: str


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule: its name, when it holds, what it says."""

    name: str
    when: str
    text: SafeString


@dataclass(frozen=True, slots=True)
class FitMethod:
    """How the fit check works."""

    required: str
    drivers: tuple[DriverMethod, ...]
    bands: tuple[BandView, ...]
    stops: tuple[RuleView, ...]
    verdicts: tuple[FactView, ...]
    notes: tuple[FactView, ...]


@dataclass(frozen=True, slots=True)
class PricingModelView:
    """A way to pay."""

    name: str
    fits: SafeString
    avoid: SafeString
    behaviour: SafeString
    safeguards: SafeString


@dataclass(frozen=True, slots=True)
class UsedSource:
    """A source, and the figures and rules that rest on it."""

    title: str
    url: str
    used_for: str


@dataclass(frozen=True, slots=True)
class GradeView:
    """The sources of one grade."""

    grade: str
    sources: tuple[UsedSource, ...]


@dataclass(frozen=True, slots=True)
class NotesView:
    """The notes of one topic under a heading."""

    anchor: str
    title: str
    notes: tuple[FactView, ...]


@dataclass(frozen=True, slots=True)
class MethodView:
    """Everything on the page."""

    reading: tuple[FactView, ...]
    axes: tuple[AxisMethod, ...]
    fit: FitMethod
    warnings: tuple[RuleView, ...]
    pricing_models: tuple[PricingModelView, ...]
    pricing_rules: tuple[RuleView, ...]
    pricing_notes: tuple[FactView, ...]
    regimes: tuple[RegimeView, ...]
    regime_notes: tuple[FactView, ...]
    sources: tuple[GradeView, ...]
    more: tuple[NotesView, ...]


def method_view(taxonomy: Taxonomy) -> MethodView:
    """The method of this edition."""
    return MethodView(
        reading=note_views(taxonomy, NoteTopic.READING),
        axes=tuple(_axis(taxonomy, axis) for axis in taxonomy.axes),
        fit=_fit(taxonomy),
        warnings=tuple(
            RuleView(
                warning.title, describe_condition(taxonomy, warning.condition), prose(warning.text)
            )
            for warning in taxonomy.warnings
        ),
        pricing_models=tuple(
            PricingModelView(
                model.name,
                prose(model.fits),
                prose(model.avoid),
                prose(model.behaviour),
                prose(model.safeguards),
            )
            for model in taxonomy.pricing_models
        ),
        pricing_rules=_pricing_rules(taxonomy),
        pricing_notes=note_views(taxonomy, NoteTopic.PRICING),
        regimes=regime_views(taxonomy, {regime.slug for regime in taxonomy.regimes}),
        regime_notes=note_views(taxonomy, NoteTopic.COMPLIANCE),
        sources=_sources(taxonomy),
        more=_more(taxonomy),
    )


# ── One axis ─────────────────────────────────────────────────────────────────────────────


def _axis(taxonomy: Taxonomy, axis: Axis) -> AxisMethod:
    slugs = taxonomy.index.question_slugs_by_axis[axis.slug]
    questions = tuple(taxonomy.index.question_by_slug[slug] for slug in slugs)
    return AxisMethod(
        tag=tag(axis),
        asks=axis.asks,
        rules=_rules(taxonomy, axis),
        weights=tuple(_weight(taxonomy, axis, question) for question in questions),
        outcomes=tuple(
            _explained(outcome)
            for outcome in taxonomy.index.outcomes_by_axis[axis.slug]
            if outcome.profile is None
        ),
        evidence=tuple(_evidence(taxonomy, axis, question) for question in questions),
        combinations=tuple(
            _combination(taxonomy, combination)
            for combination in taxonomy.combinations
            if combination.axis == axis.slug
        ),
        notes=note_views(taxonomy, axis.slug),
    )


def _rules(taxonomy: Taxonomy, axis: Axis) -> tuple[str, ...]:
    """The thresholds and the order of an axis, in sentences."""
    required = tuple(_quoted(taxonomy, slug) for slug in taxonomy.index.required[axis.slug])
    sentences = (
        _("From a lead of %(clear)s on, a result is called clear; from %(likely)s on, likely.")
        % {"clear": count_points(axis.clear_from), "likely": count_points(axis.likely_from)},
        _("With a smaller lead, or none, it is a close call."),
        _full(taxonomy, axis),
        _("It stays provisional until there is an answer to %(questions)s.")
        % {"questions": join_and(required)}
        if required
        else "",
        _order(taxonomy, axis),
        _("A second outcome is close when it reaches %(percent)s %% of the points of the first.")
        % {"percent": axis.close_percent},
        _("With a full picture and a best score below %(points)s, we say that the answers do not "
          "describe one kind of work.")
        % {"points": count_points(axis.unclear_below)}
        if axis.unclear_below
        else "",
    )  # fmt: skip
    return tuple(sentence for sentence in sentences if sentence)


def _full(taxonomy: Taxonomy, axis: Axis) -> str:
    if not axis.full_answers:
        return ""
    return _(
        "With fewer than %(full)s of its %(all)s questions answered it is called likely at most, "
        "unless no answer that is still open can change it."
    ) % {"full": axis.full_answers, "all": len(taxonomy.index.rules[axis.slug].base)}


def _order(taxonomy: Taxonomy, axis: Axis) -> str:
    names = ", ".join(outcome.name for outcome in taxonomy.index.outcomes_by_axis[axis.slug])
    if axis.tie_question:
        return _(
            "Of equal points, the one comes first that the answer to %(question)s speaks for "
            "most; then the order of our list: %(names)s."
        ) % {"question": _quoted(taxonomy, axis.tie_question), "names": names}
    return _("Of equal points, the order of our list decides: %(names)s.") % {"names": names}


def _quoted(taxonomy: Taxonomy, question: str) -> str:
    return f"“{taxonomy.index.question_by_slug[question].prompt}”"


def _weight(taxonomy: Taxonomy, axis: Axis, question: Question) -> WeightView:
    weight = taxonomy.index.weight_by_pair[question.slug, axis.slug]
    roles = [
        _("asked only while the two that it tells apart are first and close")
        if question.between
        else _("always asked")
        if weight.role == "essential"
        else _("asked while it can matter")
    ]
    if weight.required:
        roles.append(_("required"))
    if question.slug == axis.tie_question:
        roles.append(_("settles equal points"))
    return WeightView(question.prompt, f"× {format_points(weight.weight)}", ", ".join(roles))


def _explained(outcome: Outcome) -> ExplainedOutcome:
    return ExplainedOutcome(
        anchor=outcome_anchor(outcome),
        name=outcome.name,
        summary=outcome.summary,
        facts=tuple(FactView(fact.name, prose(fact.text)) for fact in outcome.facts),
    )


def _evidence(taxonomy: Taxonomy, axis: Axis, question: Question) -> EvidenceView:
    cells = taxonomy.index.cells[axis.slug]
    columns = [cells.get((question.slug, option.slug), ()) for option in question.options]
    weight = taxonomy.index.weight_by_pair[question.slug, axis.slug].weight
    return EvidenceView(
        prompt=question.prompt,
        counts=_("Each number counts once.")
        if weight == ONE_POINT
        else _("Each number counts × %(weight)s.") % {"weight": format_points(weight)},
        options=tuple(option.label for option in question.options),
        rows=tuple(
            StrengthRow(outcome.name, tuple(_strength(column, outcome) for column in columns))
            for outcome in taxonomy.index.outcomes_by_axis[axis.slug]
        ),
        why=tuple(
            WhyOption(option.label, tuple(_why(taxonomy, cell) for cell in column))
            for option, column in zip(question.options, columns, strict=True)
            if column
        ),
    )


def _strength(column: tuple[Contribution, ...], outcome: Outcome) -> str:
    return next((_strength_word(cell) for cell in column if cell.outcome == outcome.slug), "")


def _strength_word(cell: Contribution) -> str:
    return _("ruled out") if cell.excludes else format_strength(cell.strength)


def _why(taxonomy: Taxonomy, cell: Contribution) -> WhyCell:
    outcome = taxonomy.index.outcome_by_slug[cell.axis, cell.outcome]
    return WhyCell(_strength_word(cell), outcome.name, cell.sentence)


def _combination(taxonomy: Taxonomy, combination: Combination) -> CombinationView:
    return CombinationView(
        describe_condition(taxonomy, combination.condition),
        tuple(
            EffectView(
                format_signed_points(effect.points),
                taxonomy.index.outcome_name(combination.axis, effect.outcome),
                effect.sentence,
            )
            for effect in combination.effects
        ),
    )


# ── The fit check ────────────────────────────────────────────────────────────────────────


def _fit(taxonomy: Taxonomy) -> FitMethod:
    required = tuple(
        _quoted(taxonomy, driver.question) for driver in taxonomy.drivers if driver.required
    )
    return FitMethod(
        required=_("No verdict is given until there is an answer to %(questions)s.")
        % {"questions": join_and(required)}
        if required
        else "",
        drivers=tuple(_driver(taxonomy, driver) for driver in taxonomy.drivers),
        bands=band_views(taxonomy, reached=None),
        stops=tuple(_stop(taxonomy, stop) for stop in taxonomy.stops),
        verdicts=tuple(
            FactView(verdict.name, prose(verdict.text)) for verdict in taxonomy.verdicts
        ),
        notes=note_views(taxonomy, NoteTopic.FIT),
    )


def _driver(taxonomy: Taxonomy, driver: Driver) -> DriverMethod:
    question = taxonomy.index.question_by_slug[driver.question]
    scores = {score.option: score.score for score in driver.scores}
    return DriverMethod(
        name=driver.name,
        prompt=question.prompt,
        weight=f"{driver.weight} %",
        scores="; ".join(
            f"{option.label}: {scores[option.slug]}"
            for option in question.options
            if option.slug in scores
        ),
        without=_("left out"),
    )


def _stop(taxonomy: Taxonomy, stop: Stop) -> RuleView:
    verdict = taxonomy.index.verdict_by_slug[stop.verdict].name
    text = _("At most: %(verdict)s") if stop.at_most else _("Whatever the score: %(verdict)s")
    return RuleView(
        taxonomy.index.warning_by_slug[stop.warning].title,
        describe_condition(taxonomy, stop.condition),
        prose(text % {"verdict": verdict}),
    )


# ── What follows ─────────────────────────────────────────────────────────────────────────


def _pricing_rules(taxonomy: Taxonomy) -> tuple[RuleView, ...]:
    names = {model.slug: model.name for model in taxonomy.pricing_models}
    return tuple(
        RuleView(
            names[rule.model], describe_condition(taxonomy, rule.condition), prose(rule.sentence)
        )
        for rule in taxonomy.pricing_rules
    )


def _sources(taxonomy: Taxonomy) -> tuple[GradeView, ...]:
    """Every source once, by grade, with what rests on it."""
    names_by_source: dict[tuple[str, str, str], list[str]] = {}
    for source, name in _uses(taxonomy):
        names = names_by_source.setdefault((source.grade, source.title, source.url), [])
        if name not in names:
            names.append(name)
    sources_by_grade: dict[str, list[UsedSource]] = {}
    for (letter, title, url), names in sorted(names_by_source.items()):
        sources_by_grade.setdefault(letter, []).append(UsedSource(title, url, ", ".join(names)))
    return tuple(
        GradeView(grade_name(letter) or _("Without a grade"), tuple(sources))
        for letter, sources in sorted(sources_by_grade.items(), key=lambda item: item[0] or "Z")
    )


def _uses(taxonomy: Taxonomy) -> Iterable[tuple[Source, str]]:
    for outcome in taxonomy.outcomes:
        for kpi in outcome.kpis:
            for source in kpi.sources:
                yield source, kpi.name
    for regime in taxonomy.regimes:
        for source in regime.sources:
            yield source, regime.name


def _more(taxonomy: Taxonomy) -> tuple[NotesView, ...]:
    """The notes whose topic is shown nowhere else on a page, by topic. An edition that was
    published when topics were not checked may have a topic that is unknown today."""
    titles: dict[str, str] = {
        NoteTopic.SAVINGS: _("Savings and the business case"),
        NoteTopic.DISAGREEMENTS: _("Where sources disagree, and what we do"),
        NoteTopic.LIMITS: _("Limits"),
    }
    shown_elsewhere = {*NoteTopic, *taxonomy.index.axis_by_slug} - titles.keys()
    topics = dict.fromkeys(
        note.topic for note in taxonomy.notes if note.topic not in shown_elsewhere
    )
    return tuple(
        NotesView(
            anchor=topic,
            title=titles.get(topic, topic.replace("-", " ").capitalize()),
            notes=note_views(taxonomy, topic),
        )
        for topic in topics
    )
