"""What the taxonomy says about its outcomes, the same for every visitor: the page of a family,
and the facts, regimes, notes and sources that other pages show too."""

from collections.abc import Collection
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matcher.core import Confusion, Kpi, Outcome, Profile, ServiceLine, Source, Taxonomy
from matcher.web.page import PARTS_KEPT, RenderContext, remembered
from matcher.web.prose import paragraphs, prose
from matcher.wording import describe_condition

STRONGEST_EVIDENCE = 3
"""The strength of the evidence that speaks for an outcome most."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where a figure comes from. `letter` is its grade and `grade` what that means; both are
    empty without one."""

    title: str
    url: str
    letter: str
    grade: str
    note: SafeString


@dataclass(frozen=True, slots=True)
class KpiView:
    """A measure. `range` is empty where there is no reliable one; `note` then says so."""

    name: str
    formula: SafeString
    unit: str
    better: str
    range: SafeString
    note: SafeString
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class ServiceLineView:
    """A service line with its tasks, and how many typical answers it has."""

    slug: str
    name: str
    note: SafeString
    tasks: tuple[str, ...]
    typical: int


@dataclass(frozen=True, slots=True)
class FactView:
    """A named text."""

    name: str
    text: SafeString


@dataclass(frozen=True, slots=True)
class RiskView:
    """A risk and its control; no control where the text names none."""

    risk: SafeString
    control: SafeString


@dataclass(frozen=True, slots=True)
class ConfusionView:
    """Another kind of work that is mistaken for this one; no URL if it is not a family."""

    name: str
    url: str
    goes_wrong: SafeString
    tell_apart: SafeString


@dataclass(frozen=True, slots=True)
class RegimeView:
    """Rules that work may fall under, and which answers bring them up."""

    name: str
    triggered_by: SafeString
    changes: SafeString
    when: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class SignView:
    """An answer that speaks for a family as strongly as an answer can."""

    question: str
    answer: str
    sentence: str


@dataclass(frozen=True, slots=True)
class VendorLabelView:
    """A word under which a family is sold; no URL if the label dictionary does not explain it."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class FamilyView:
    """A family with all of its content."""

    name: str
    url: str
    summary: str
    definition: SafeString
    office: str
    in_first_source: bool
    character: tuple[FactView, ...]
    signs: tuple[SignView, ...]
    lines: tuple[ServiceLineView, ...]
    kpis: tuple[KpiView, ...]
    running: tuple[FactView, ...]
    pricing: SafeString
    shortlist: tuple[SafeString, ...]
    risks: tuple[RiskView, ...]
    automation: SafeString
    confusions: tuple[ConfusionView, ...]
    vendor_labels: tuple[VendorLabelView, ...]


@remembered(PARTS_KEPT)
def render_family_part(context: RenderContext, family: str, part: str) -> SafeString:
    """One part of the content of a family, as HTML: `intro`, `kpis`, `running`, `pricing`,
    `shortlist`, `risks` or `confusions`."""
    return render_to_string(f"_family_{part}.html", {"family": family_view(context, family)})


@remembered(PARTS_KEPT)
def family_view(context: RenderContext, family: str) -> FamilyView:
    """The family of that slug. Raises KeyError if the edition has no such family."""
    taxonomy = context.taxonomy
    outcome, profile = families(taxonomy)[family]
    return FamilyView(
        name=outcome.name,
        url=outcome_url(context, outcome),
        summary=outcome.summary,
        definition=prose(profile.definition),
        office=office_name(profile.office),
        in_first_source=outcome.in_first_source,
        character=_character(profile),
        signs=_signs(taxonomy, outcome),
        lines=tuple(_line(line) for line in outcome.service_lines),
        kpis=tuple(_kpi(kpi) for kpi in outcome.kpis),
        running=_running(profile),
        pricing=prose(profile.pricing),
        shortlist=tuple(prose(criterion) for criterion in profile.shortlist),
        risks=tuple(_risk(risk) for risk in profile.risks),
        automation=prose(profile.automation),
        confusions=tuple(
            _confusion(context, outcome, confusion) for confusion in outcome.confusions
        ),
        vendor_labels=_vendor_labels(context, outcome),
    )


def families(taxonomy: Taxonomy) -> dict[str, tuple[Outcome, Profile]]:
    """The outcomes with a profile, by slug: the families."""
    return {
        outcome.slug: (outcome, outcome.profile)
        for outcome in taxonomy.outcomes
        if outcome.profile is not None
    }


def office_name(slug: str) -> str:
    """The name of the office that a family belongs to."""
    return {
        "front": _("Front office"),
        "back": _("Back office"),
        "neither": _("Neither front nor back office"),
    }.get(slug, _("Front and back office"))


def grade_name(letter: str) -> str:
    """What the grade of a source means; empty without a grade."""
    return {
        "A": _("Grade A: regulator, rule-setter or benchmark body"),
        "B": _("Grade B: practitioner, trade or research publication"),
        "C": _("Grade C: vendor or single-author page"),
    }.get(letter, "")


def source_views(sources: tuple[Source, ...]) -> tuple[SourceView, ...]:
    """The sources of a figure or a rule."""
    return tuple(
        SourceView(
            source.title, source.url, source.grade, grade_name(source.grade), prose(source.note)
        )
        for source in sources
    )


def regime_views(taxonomy: Taxonomy, slugs: Collection[str]) -> tuple[RegimeView, ...]:
    """The rules with these slugs, in their own order."""
    return tuple(
        RegimeView(
            regime.name,
            prose(regime.triggered_by),
            prose(regime.changes),
            describe_condition(taxonomy, regime.condition),
            source_views(regime.sources),
        )
        for regime in taxonomy.regimes
        if regime.slug in slugs
    )


def note_views(taxonomy: Taxonomy, topic: str) -> tuple[FactView, ...]:
    """The notes on a topic."""
    return tuple(
        FactView(note.title, paragraphs(note.text))
        for note in taxonomy.notes
        if note.topic == topic
    )


def outcome_anchor(outcome: Outcome) -> str:
    """The anchor of an outcome on the method page."""
    return f"{outcome.axis}-{outcome.slug}"


def outcome_url(context: RenderContext, outcome: Outcome) -> str:
    """The URL that explains an outcome: its own page, or its anchor on the method page."""
    if outcome.profile is not None:
        return context.page_url("family", outcome.slug)
    return f"{context.page_url('method')}#{outcome_anchor(outcome)}"


def _character(profile: Profile) -> tuple[FactView, ...]:
    return (
        FactView(_("Position"), prose(profile.position)),
        FactView(_("Who is served"), prose(profile.served)),
        FactView(_("Kind of work"), prose(profile.work_kind)),
        FactView(_("Judgment"), prose(profile.judgment)),
        FactView(_("Regulation"), prose(profile.regulation)),
        FactView(_("Volume"), prose(profile.volume)),
        FactView(_("Channels"), prose(profile.channels)),
        FactView(_("Systems"), prose(profile.systems)),
    )


def _signs(taxonomy: Taxonomy, outcome: Outcome) -> tuple[SignView, ...]:
    return tuple(
        SignView(question.prompt, option.label, cell.sentence)
        for cell in taxonomy.evidence
        if (cell.axis, cell.outcome, cell.strength)
        == (outcome.axis, outcome.slug, STRONGEST_EVIDENCE)
        for question in (taxonomy.index.question_by_slug[cell.question],)
        for option in question.options
        if option.slug == cell.option
    )


def _vendor_labels(context: RenderContext, outcome: Outcome) -> tuple[VendorLabelView, ...]:
    labels_url = context.page_url("labels")
    url_by_name = {
        name.casefold(): f"{labels_url}#{label.slug}"
        for label in context.taxonomy.labels
        for name in label.names
    }
    return tuple(
        VendorLabelView(name, url_by_name.get(name.casefold(), ""))
        for name in outcome.vendor_labels
    )


def _running(profile: Profile) -> tuple[FactView, ...]:
    return (
        FactView(_("Staffing model"), prose(profile.staffing)),
        FactView(_("Quality model"), prose(profile.quality)),
        FactView(_("Training model"), prose(profile.training)),
    )


def _line(line: ServiceLine) -> ServiceLineView:
    return ServiceLineView(line.slug, line.name, prose(line.note), line.tasks, len(line.typical))


def _kpi(kpi: Kpi) -> KpiView:
    return KpiView(
        name=kpi.name,
        formula=prose(kpi.formula),
        unit=kpi.unit,
        better=kpi.better,
        range=prose(kpi.range),
        note=prose(kpi.range_note),
        sources=source_views(kpi.sources),
    )


def _risk(text: str) -> RiskView:
    risk, _arrow, control = (part.strip() for part in text.partition("→"))
    return RiskView(prose(risk), prose(control[:1].upper() + control[1:]))


def _confusion(context: RenderContext, outcome: Outcome, confusion: Confusion) -> ConfusionView:
    other = context.taxonomy.index.outcome_by_slug.get((outcome.axis, confusion.other))
    return ConfusionView(
        name=confusion.other_name,
        url=outcome_url(context, other) if other else "",
        goes_wrong=prose(confusion.goes_wrong),
        tell_apart=prose(confusion.tell_apart),
    )
