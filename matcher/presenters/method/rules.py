"""The rules of which each has a text of its own: warnings, ways to pay, sets of rules that may
apply, with the standards to ask for; and the background and the sources."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.core import Kpi, PricingModel, Regime, Standard, Taxonomy
from matcher.core.taxonomy.topics import NoteTopic
from matcher.core.taxonomy.values import CodeScheme, ExposureScale, PlaceRule, PriceExample
from matcher.presenters.guide import guide_links
from matcher.presenters.reference import (
    Link,
    NamedText,
    RegimeView,
    StandardView,
    note_texts,
    regime_views,
    standard_views,
)
from matcher.presenters.software import PriceView, price_views
from matcher.web.page import RenderContext
from matcher.wording import describe_condition

Contents = tuple[tuple[str, str], ...]
"""The parts of a page by their anchors and names."""


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule: its name, when it holds, what it says."""

    slug: str
    name: str
    when: str
    text: str


# ── Warnings ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class WarningsPage:
    """All warnings."""

    warnings: tuple[RuleView, ...]

    @property
    def contents(self) -> Contents:
        return tuple((f"warning-{warning.slug}", warning.name) for warning in self.warnings)


def warnings_page(context: RenderContext) -> WarningsPage:
    """The warnings of this edition."""
    taxonomy = context.taxonomy
    return WarningsPage(
        tuple(
            RuleView(
                slug=warning.slug,
                name=warning.title,
                when=describe_condition(taxonomy, warning.condition),
                text=warning.text,
            )
            for warning in taxonomy.warnings
        )
    )


# ── Ways to pay ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class PricingPage:
    """The ways to pay, and when one is suggested."""

    models: tuple["ModelView", ...]
    rules: tuple[RuleView, ...]
    notes: tuple[NamedText, ...]


@dataclass(frozen=True, slots=True)
class ModelView:
    """A way to pay with examples of prices."""

    model: PricingModel
    prices: tuple[PriceView, ...]


def pricing_page(context: RenderContext) -> PricingPage:
    """The ways to pay of this edition."""
    taxonomy = context.taxonomy
    return PricingPage(
        models=tuple(ModelView(model, price_views(model)) for model in taxonomy.pricing_models),
        rules=_pricing_rules(taxonomy),
        notes=note_texts(taxonomy, NoteTopic.PRICING),
    )


def _pricing_rules(taxonomy: Taxonomy) -> tuple[RuleView, ...]:
    names = {model.slug: model.name for model in taxonomy.pricing_models}
    return tuple(
        RuleView(
            slug=rule.slug,
            name=names[rule.model],
            when=describe_condition(taxonomy, rule.condition),
            text=rule.sentence,
        )
        for rule in taxonomy.pricing_rules
    )


# ── Rules that may apply ─────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class CompliancePage:
    """The sets of rules that we look for, and the standards that providers can be asked for."""

    regimes: tuple[RegimeView, ...]
    standards: tuple[StandardView, ...]
    notes: tuple[NamedText, ...]


def compliance_page(context: RenderContext) -> CompliancePage:
    """The sets of rules of this edition."""
    taxonomy = context.taxonomy
    slugs = frozenset(regime.slug for regime in taxonomy.regimes)
    return CompliancePage(
        regimes=regime_views(taxonomy, slugs),
        standards=standard_views(taxonomy, taxonomy.standards),
        notes=note_texts(taxonomy, NoteTopic.COMPLIANCE),
    )


# ── Background ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class NotesOnTopic:
    """The notes of one topic under a heading."""

    anchor: str
    title: str
    notes: tuple[NamedText, ...]


@dataclass(frozen=True, slots=True)
class BackgroundPage:
    """What stands behind the rules, by topic."""

    topics: tuple[NotesOnTopic, ...]
    guide: tuple[Link, ...]

    @property
    def contents(self) -> Contents:
        return tuple((topic.anchor, topic.title) for topic in self.topics)


def background_page(context: RenderContext) -> BackgroundPage:
    """The notes whose topic is shown on no other page. An edition that was published when topics
    were not checked may have a topic that is unknown today."""
    taxonomy = context.taxonomy
    titles: dict[str, str] = {
        NoteTopic.SAVINGS: _("Savings and the business case"),
        NoteTopic.DISAGREEMENTS: _("Where sources disagree, and what we do"),
        NoteTopic.LIMITS: _("Limits"),
    }
    shown_elsewhere = {*NoteTopic, *taxonomy.index.axis_by_slug} - titles.keys()
    topics = dict.fromkeys(
        note.topic for note in taxonomy.notes if note.topic not in shown_elsewhere
    )
    return BackgroundPage(
        topics=tuple(
            NotesOnTopic(
                anchor=topic,
                title=titles.get(topic, topic.replace("-", " ").capitalize()),
                notes=note_texts(taxonomy, topic),
            )
            for topic in topics
        ),
        guide=guide_links(context, "background"),
    )


# ── Sources ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class UsedSource:
    """A source, and the figures and rules that rest on it."""

    title: str
    url: str
    used_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourcesOfGrade:
    """The sources of one grade; `grade` is empty for those without one."""

    anchor: str
    grade: str
    name: str
    sources: tuple[UsedSource, ...]


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Every source of a figure once, by grade; and so every source of a rule or standard."""

    figures: tuple[SourcesOfGrade, ...]
    rules: tuple[SourcesOfGrade, ...]

    @property
    def contents(self) -> Contents:
        figures = tuple((grade.anchor, grade.name) for grade in self.figures)
        return (*figures, ("rules", _("Rules")))


def sources_page(context: RenderContext) -> SourcesPage:
    """The sources of this edition, with what rests on each."""
    taxonomy = context.taxonomy
    kpis = (kpi for outcome in taxonomy.outcomes for kpi in outcome.kpis)
    prices = (example for model in taxonomy.pricing_models for example in model.examples)
    scales: tuple[SourcedRow, ...] = (*taxonomy.exposure_scales, *taxonomy.code_schemes)
    figures: tuple[SourcedRow, ...] = (*kpis, *scales, *prices)
    law: tuple[SourcedRow, ...] = (*taxonomy.regimes, *taxonomy.standards, *taxonomy.place_rules)
    return SourcesPage(_by_grade(figures), _by_grade(law))


SourcedRow = Kpi | ExposureScale | PriceExample | CodeScheme | Regime | Standard | PlaceRule


def _by_grade(rows: Iterable[SourcedRow]) -> tuple[SourcesOfGrade, ...]:
    names_by_source: dict[tuple[str, str, str], dict[str, None]] = {}
    for row in rows:
        for source in row.sources:
            key = (source.grade, source.title, source.url)
            names_by_source.setdefault(key, {})[row.name] = None
    by_grade: dict[str, list[UsedSource]] = {}
    for (letter, title, url), names in sorted(names_by_source.items()):
        by_grade.setdefault(letter, []).append(UsedSource(title, url, tuple(names)))
    return tuple(
        SourcesOfGrade(
            anchor=f"grade-{letter or 'none'}".lower(),
            grade=letter,
            name=_("Grade %(letter)s") % {"letter": letter} if letter else _("Without a grade"),
            sources=tuple(sources),
        )
        for letter, sources in sorted(by_grade.items(), key=lambda item: item[0] or "Z")
    )
