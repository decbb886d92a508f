"""The page of a family."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from matcher.core import (
    Answers,
    Confusion,
    Kpi,
    Outcome,
    Profile,
    ServiceLine,
    Standard,
    Taxonomy,
)
from matcher.core.answers import Pairs
from matcher.core.conditions import Is, atoms, parse
from matcher.core.scope import Context, HasScope, context_of
from matcher.core.taxonomy.values import ScopedText
from matcher.presenters.codes import SchemeView, code_views
from matcher.presenters.reference import (
    Link,
    NamedText,
    RegimeView,
    StandardView,
    families,
    outcome_url,
    regime_views,
    standard_views,
)
from matcher.presenters.scope import lines_named, only_for
from matcher.presenters.software import ExposureView, exposure_view
from matcher.presenters.words import answer_text, given_context
from matcher.web.page import RenderContext

STRONGEST_EVIDENCE = 3
"""The strength of the evidence that speaks for an outcome most."""


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """A family with all of its content. `buyer` is what is known of the buyer, in words, and
    `everybody` leads to the page without that."""

    name: str
    axis: str
    summary: str
    buyer: str
    everybody: str
    definition: str
    office: str
    in_first_source: bool
    character: tuple[NamedText, ...]
    signs: tuple["SignView", ...]
    lines: tuple["Audience[ServiceLine]", ...]
    kpis: tuple["Audience[Kpi]", ...]
    running: tuple[NamedText, ...]
    pricing: str
    criteria: tuple["TextFor", ...]
    standards: tuple[StandardView, ...]
    risks: tuple["RiskView", ...]
    hand_backs: tuple["TextFor", ...]
    automation: str
    exposure: ExposureView | None
    regimes: tuple[RegimeView, ...]
    confusions: tuple["ConfusionView", ...]
    vendor_labels: tuple[Link, ...]
    codes: tuple[SchemeView, ...]


def family_page(context: RenderContext, family: str, about: Pairs = ()) -> FamilyPage:
    """The family of that slug, for the buyer that `about` describes. Raises KeyError if the edition
    has no such family."""
    taxonomy = context.taxonomy
    outcome, profile = families(taxonomy)[family]
    answers = Answers(context=about)
    reader = _reader(taxonomy, answers, outcome)
    for_whom = partial(_for_whom, taxonomy, reader)
    return FamilyPage(
        name=outcome.name,
        axis=outcome.axis,
        summary=outcome.summary,
        buyer=_buyer(taxonomy, answers),
        everybody=context.page_url("family", family),
        definition=profile.definition,
        office=office_name(profile.office),
        in_first_source=outcome.in_first_source,
        character=_character(profile),
        signs=_signs(taxonomy, outcome),
        lines=_audiences(for_whom, outcome.service_lines),
        kpis=_audiences(for_whom, outcome.kpis),
        running=_running(profile),
        pricing=profile.pricing,
        criteria=tuple(TextFor(row.text, for_whom(row)) for row in outcome.criteria),
        standards=standard_views(taxonomy, _standards_of(taxonomy, outcome)),
        risks=tuple(_risk(risk, for_whom(risk)) for risk in outcome.risks),
        hand_backs=tuple(
            TextFor(row.text, lines_named(taxonomy, row.scope) or for_whom(row))
            for row in outcome.hand_backs
        ),
        automation=profile.automation,
        exposure=exposure_view(taxonomy, outcome, reader),
        regimes=regime_views(taxonomy, _regimes_that_name(taxonomy, outcome)),
        confusions=tuple(_confusion(context, outcome, other) for other in outcome.confusions),
        vendor_labels=_vendor_labels(context, outcome),
        codes=code_views(taxonomy, outcome, outcome.service_lines),
    )


def office_name(slug: str) -> str:
    """The name of the office that a family belongs to."""
    return {
        "front": _("Front office"),
        "back": _("Back office"),
        "neither": _("Neither front nor back office"),
    }.get(slug, _("Front and back office"))


# ── What it is ───────────────────────────────────────────────────────────────────────────


def _character(profile: Profile) -> tuple[NamedText, ...]:
    return (
        NamedText(_("Position"), profile.position),
        NamedText(_("Who is served"), profile.served),
        NamedText(_("Kind of work"), profile.work_kind),
        NamedText(_("Judgment"), profile.judgment),
        NamedText(_("Regulation"), profile.regulation),
        NamedText(_("Volume"), profile.volume),
        NamedText(_("Channels"), profile.channels),
        NamedText(_("Systems"), profile.systems),
    )


@dataclass(frozen=True, slots=True)
class SignView:
    """An answer that speaks for a family as strongly as an answer can, and why."""

    question: str
    answer: str
    sentence: str


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


@dataclass(frozen=True, slots=True)
class ConfusionView:
    """Another kind of work that is mistaken for this one."""

    other: Link
    goes_wrong: str
    tell_apart: str


def _confusion(context: RenderContext, outcome: Outcome, confusion: Confusion) -> ConfusionView:
    other = context.taxonomy.index.outcome_by_slug.get((outcome.axis, confusion.other))
    href = outcome_url(context, other) if other else ""
    return ConfusionView(
        Link(confusion.other_name, href), confusion.goes_wrong, confusion.tell_apart
    )


def _vendor_labels(context: RenderContext, outcome: Outcome) -> tuple[Link, ...]:
    """The words under which the family is sold; those that the dictionary explains lead to it."""
    labels_url = context.page_url("labels")
    url_by_name = {
        name.casefold(): f"{labels_url}#{label.slug}"
        for label in context.taxonomy.labels
        for name in label.names
    }
    return tuple(Link(name, url_by_name.get(name.casefold(), "")) for name in outcome.vendor_labels)


# ── For whom it is ───────────────────────────────────────────────────────────────────────


def _buyer(taxonomy: Taxonomy, answers: Answers) -> str:
    """What is known of the buyer that scopes may ask, in words."""
    about = given_context(taxonomy, answers, "last")
    return "; ".join(answer_text(question, answer) for question, answer in about)


def _reader(taxonomy: Taxonomy, answers: Answers, family: Outcome) -> Context:
    """What is known of the buyer. Unless it is said which line it is, all that are for this buyer
    are of interest."""
    buyer = context_of(taxonomy, answers, family)
    if buyer.said_line(family.service_lines):
        return buyer
    return replace(
        buyer, lines={line.slug: buyer.meets(line.scope) for line in family.service_lines}
    )


def _for_whom(taxonomy: Taxonomy, buyer: Context, row: HasScope) -> str:
    """Whom the row is for; empty where that is everybody, or this buyer."""
    return "" if buyer.meets(row.scope) else only_for(taxonomy, row.scope)


NamedRow = TypeVar("NamedRow", ServiceLine, Kpi)


@dataclass(frozen=True, slots=True)
class Audience(Generic[NamedRow]):
    """Rows for the same buyers, and who these are; empty for what is for everybody."""

    only_for: str
    rows: tuple[NamedRow, ...]

    @property
    def names(self) -> str:
        """The names of the rows, as one text."""
        return ", ".join(row.name for row in self.rows)


def _audiences(
    for_whom: Callable[[NamedRow], str], rows: Iterable[NamedRow]
) -> tuple[Audience[NamedRow], ...]:
    """The rows by whom they are for: first what is for everybody."""
    by_audience: dict[str, list[NamedRow]] = {"": []}
    for row in rows:
        by_audience.setdefault(for_whom(row), []).append(row)
    return tuple(Audience(whom, tuple(rows)) for whom, rows in by_audience.items() if rows)


@dataclass(frozen=True, slots=True)
class TextFor:
    """A text, and whom it is for."""

    text: str
    only_for: str


# ── What follows from it ─────────────────────────────────────────────────────────────────


def _running(profile: Profile) -> tuple[NamedText, ...]:
    return (
        NamedText(_("Staffing model"), profile.staffing),
        NamedText(_("Quality model"), profile.quality),
        NamedText(_("Training model"), profile.training),
    )


@dataclass(frozen=True, slots=True)
class RiskView:
    """A risk and its control, and whom it is for; no control where the text names none."""

    risk: str
    control: str
    only_for: str


def _risk(row: ScopedText, whom: str) -> RiskView:
    risk, _arrow, control = (part.strip() for part in row.text.partition("→"))
    return RiskView(risk, control[:1].upper() + control[1:], whom)


def _regimes_that_name(taxonomy: Taxonomy, family: Outcome) -> frozenset[str]:
    """The rules whose condition names the family: with some answers they come up for it."""
    return frozenset(
        regime.slug
        for regime in taxonomy.regimes
        if family.slug in _named(family.axis, regime.condition)
    )


def _standards_of(taxonomy: Taxonomy, family: Outcome) -> Iterator[Standard]:
    """The standards that come up for the family: those that name it, and those that name none."""
    for standard in taxonomy.standards:
        named = _named(family.axis, standard.condition)
        if not named or family.slug in named:
            yield standard


def _named(axis: str, condition: str) -> frozenset[str]:
    """The outcomes of the axis that the condition may ask for; none without a condition."""
    return frozenset(
        slug
        for atom in (atoms(parse(condition)) if condition else ())
        if isinstance(atom, Is) and not atom.negated and atom.name == axis
        for slug in atom.slugs
    )
