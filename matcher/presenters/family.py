"""What the taxonomy says of its outcomes, ready to be shown: the same for every visitor."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matcher.core.taxonomy.values import (
    Confusion,
    Kpi,
    Outcome,
    Profile,
    ServiceLine,
    Source,
    Taxonomy,
)
from matcher.web.page import PARTS_KEPT, Scene
from matcher.web.prose import paragraphs, prose
from matcher.wording import in_words

STRONGEST = 3
"""The strength of evidence that says the most for an outcome."""


@dataclass(frozen=True, slots=True)
class SourceShown:
    """Where a figure comes from. `letter` is its grade and `grade` what that means; both are
    empty without one."""

    title: str
    url: str
    letter: str
    grade: str
    note: SafeString


@dataclass(frozen=True, slots=True)
class KpiShown:
    """A measure. `range` is empty where there is no reliable one; `note` then says so."""

    name: str
    formula: SafeString
    unit: str
    better: str
    range: SafeString
    note: SafeString
    sources: tuple[SourceShown, ...]


@dataclass(frozen=True, slots=True)
class LineShown:
    """A service line with its tasks, and how many typical answers it has."""

    slug: str
    name: str
    note: SafeString
    tasks: tuple[str, ...]
    typical: int


@dataclass(frozen=True, slots=True)
class FactShown:
    """A named text."""

    name: str
    text: SafeString


@dataclass(frozen=True, slots=True)
class RiskShown:
    """A risk and its control; no control where the text names none."""

    risk: SafeString
    control: SafeString


@dataclass(frozen=True, slots=True)
class ConfusionShown:
    """Another kind of work that is mistaken for this one; no address if it is no family."""

    name: str
    url: str
    goes_wrong: SafeString
    tell_apart: SafeString


@dataclass(frozen=True, slots=True)
class RegimeShown:
    """Rules that work may fall under, and which answers bring them up."""

    name: str
    triggered_by: SafeString
    changes: SafeString
    when: str
    sources: tuple[SourceShown, ...]


@dataclass(frozen=True, slots=True)
class SignShown:
    """An answer that speaks for a family as strongly as an answer can."""

    question: str
    answer: str
    sentence: str


@dataclass(frozen=True, slots=True)
class VendorLabelShown:
    """A word under which a family is sold; no address if the dictionary does not explain it."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class FamilyShown:
    """A family with all that hangs on it."""

    name: str
    url: str
    summary: str
    definition: SafeString
    office: str
    in_first_source: bool
    character: tuple[FactShown, ...]
    signs: tuple[SignShown, ...]
    lines: tuple[LineShown, ...]
    kpis: tuple[KpiShown, ...]
    running: tuple[FactShown, ...]
    pricing: SafeString
    shortlist: tuple[SafeString, ...]
    risks: tuple[RiskShown, ...]
    automation: SafeString
    confusions: tuple[ConfusionShown, ...]
    vendor_labels: tuple[VendorLabelShown, ...]


def joined(parts: Iterable[SafeString]) -> SafeString:
    """The drawn parts, one after the other."""
    return SafeString("".join(parts))


@lru_cache(maxsize=PARTS_KEPT)
def family_part(scene: Scene, family: str, part: str) -> SafeString:
    """One part of what hangs on a family, as HTML: `intro`, `kpis`, `running`, `pricing`,
    `shortlist`, `risks` or `confusions`."""
    return render_to_string(f"_family_{part}.html", {"family": family_shown(scene, family)})


@lru_cache(maxsize=PARTS_KEPT)
def family_shown(scene: Scene, family: str) -> FamilyShown:
    """The family of that slug. Raises KeyError if the edition has no such family."""
    taxonomy = scene.taxonomy
    outcome, profile = families(taxonomy)[family]
    return FamilyShown(
        name=outcome.name,
        url=outcome_address(scene, outcome),
        summary=outcome.summary,
        definition=prose(profile.definition),
        office=office(profile.office),
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
        confusions=tuple(_confusion(scene, outcome, one) for one in outcome.confusions),
        vendor_labels=_vendor_labels(scene, outcome),
    )


def families(taxonomy: Taxonomy) -> dict[str, tuple[Outcome, Profile]]:
    """The outcomes with a profile, by slug: the families."""
    return {
        outcome.slug: (outcome, outcome.profile)
        for outcome in taxonomy.outcomes
        if outcome.profile is not None
    }


def office(slug: str) -> str:
    """The coarse tag of a family as a word."""
    return {
        "front": _("Front office"),
        "back": _("Back office"),
        "neither": _("Neither front nor back office"),
    }.get(slug, _("Front and back office"))


def grade(letter: str) -> str:
    """What the grade of a source means; empty without a grade."""
    return {
        "A": _("Grade A: regulator, rule-setter or benchmark body"),
        "B": _("Grade B: practitioner, trade or research publication"),
        "C": _("Grade C: vendor or single-author page"),
    }.get(letter, "")


def sources_shown(sources: tuple[Source, ...]) -> tuple[SourceShown, ...]:
    """The sources of a figure or a rule."""
    return tuple(
        SourceShown(source.title, source.url, source.grade, grade(source.grade), prose(source.note))
        for source in sources
    )


def regimes_shown(taxonomy: Taxonomy, slugs: Collection[str]) -> tuple[RegimeShown, ...]:
    """The rules with these slugs, in their own order."""
    return tuple(
        RegimeShown(
            regime.name,
            prose(regime.triggered_by),
            prose(regime.changes),
            in_words(taxonomy, regime.condition),
            sources_shown(regime.sources),
        )
        for regime in taxonomy.regimes
        if regime.slug in slugs
    )


def notes_shown(taxonomy: Taxonomy, topic: str) -> tuple[FactShown, ...]:
    """The notes on a topic."""
    return tuple(
        FactShown(note.title, paragraphs(note.text))
        for note in taxonomy.notes
        if note.topic == topic
    )


def outcome_anchor(outcome: Outcome) -> str:
    """The place of an outcome on the method page."""
    return f"{outcome.axis}-{outcome.slug}"


def outcome_address(scene: Scene, outcome: Outcome) -> str:
    """The page that explains an outcome: its own, or its place on the method page."""
    if outcome.profile is not None:
        return scene.address("family", outcome.slug)
    return f"{scene.address('method')}#{outcome_anchor(outcome)}"


def _character(profile: Profile) -> tuple[FactShown, ...]:
    return (
        FactShown(_("Position"), prose(profile.position)),
        FactShown(_("Who is served"), prose(profile.served)),
        FactShown(_("Kind of work"), prose(profile.work_kind)),
        FactShown(_("Judgment"), prose(profile.judgment)),
        FactShown(_("Regulation"), prose(profile.regulation)),
        FactShown(_("Volume"), prose(profile.volume)),
        FactShown(_("Channels"), prose(profile.channels)),
        FactShown(_("Systems"), prose(profile.systems)),
    )


def _signs(taxonomy: Taxonomy, outcome: Outcome) -> tuple[SignShown, ...]:
    return tuple(
        SignShown(question.prompt, option.label, cell.sentence)
        for cell in taxonomy.evidence
        if (cell.axis, cell.outcome, cell.strength) == (outcome.axis, outcome.slug, STRONGEST)
        for question in (taxonomy.question_by_slug[cell.question],)
        for option in question.options
        if option.slug == cell.option
    )


def _vendor_labels(scene: Scene, outcome: Outcome) -> tuple[VendorLabelShown, ...]:
    labels = scene.address("labels")
    explained = {
        name.casefold(): f"{labels}#{label.slug}"
        for label in scene.taxonomy.labels
        for name in label.names
    }
    return tuple(
        VendorLabelShown(name, explained.get(name.casefold(), "")) for name in outcome.vendor_labels
    )


def _running(profile: Profile) -> tuple[FactShown, ...]:
    return (
        FactShown(_("Staffing model"), prose(profile.staffing)),
        FactShown(_("Quality model"), prose(profile.quality)),
        FactShown(_("Training model"), prose(profile.training)),
    )


def _line(line: ServiceLine) -> LineShown:
    return LineShown(line.slug, line.name, prose(line.note), line.tasks, len(line.typical))


def _kpi(kpi: Kpi) -> KpiShown:
    return KpiShown(
        name=kpi.name,
        formula=prose(kpi.formula),
        unit=kpi.unit,
        better=kpi.better,
        range=prose(kpi.range),
        note=prose(kpi.range_note),
        sources=sources_shown(kpi.sources),
    )


def _risk(text: str) -> RiskShown:
    risk, _arrow, control = (part.strip() for part in text.partition("→"))
    return RiskShown(prose(risk), prose(control[:1].upper() + control[1:]))


def _confusion(scene: Scene, outcome: Outcome, confusion: Confusion) -> ConfusionShown:
    other = scene.taxonomy.outcome_by_slug.get((outcome.axis, confusion.other))
    return ConfusionShown(
        name=confusion.other_name,
        url=outcome_address(scene, other) if other else "",
        goes_wrong=prose(confusion.goes_wrong),
        tell_apart=prose(confusion.tell_apart),
    )
