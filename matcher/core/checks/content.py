"""Content that is missing, too long for where it is shown, or leads nowhere."""

import re
from collections.abc import Iterable, Iterator, Mapping

from matcher.core.assessment import assessed_axis
from matcher.core.checks.findings import Findings, info, warning
from matcher.core.checks.reachability import Reachability, Unreachable
from matcher.core.checks.satisfiability import NEVER_TRUE, Truths
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.row_ref import RowRef, row_ref
from matcher.core.taxonomy.row_types import TaxonomyRow
from matcher.core.taxonomy.values import (
    RESERVED_GUIDE_SLUGS,
    CodeScheme,
    ExposureScale,
    Label,
    Outcome,
    PlaceRule,
    PriceExample,
    Regime,
    Source,
    Standard,
)


def empty_families(taxonomy: Taxonomy) -> Findings:
    """Families with nothing in them."""
    for outcome in taxonomy.outcomes:
        if outcome.profile:
            yield from _family(outcome)


def _family(family: Outcome) -> Findings:
    parts = {
        "service line": family.service_lines,
        "KPI": family.kpis,
        "common confusion": family.confusions,
    }
    for name, rows_of_part in parts.items():
        if not rows_of_part:
            location = row_ref("outcome", family.axis, family.slug)
            yield warning("empty-family", location, f"“{family.name}” has no {name}.")
    for line in family.service_lines:
        if not line.tasks:
            location = row_ref("service line", line.slug)
            yield warning("empty-family", location, f"“{line.name}” has no example task.")


def missing_exposure(taxonomy: Taxonomy) -> Findings:
    """Families without an occupation on any scale, where there is a scale."""
    for outcome in taxonomy.outcomes:
        if outcome.profile and not outcome.exposures and taxonomy.exposure_scales:
            location = row_ref("outcome", outcome.axis, outcome.slug)
            sentence = f"“{outcome.name}” does not say how exposed it is to AI."
            yield info("no-exposure", location, sentence)


def thin_options(taxonomy: Taxonomy) -> Findings:
    """What the comparison by criteria and cost needs: answers that weigh, and of each option what
    it is and what to know before it is chosen."""
    axis = assessed_axis(taxonomy)
    if axis is None:
        return
    if not taxonomy.index.question_slugs_by_axis[axis.slug]:
        sentence = "It is compared by criteria and cost, and no question weighs on it."
        yield warning("thin-option", row_ref("axis", axis.slug), sentence)
    for option in taxonomy.index.outcomes_by_axis[axis.slug]:
        if not option.facts:
            yield warning(
                "thin-option",
                row_ref("outcome", option.axis, option.slug),
                f"“{option.name}” is compared by criteria and cost, and no fact says what to know "
                "before it is chosen.",
            )


def missing_sources(taxonomy: Taxonomy) -> Findings:
    """Figures and rules without a source."""
    for outcome in taxonomy.outcomes:
        for kpi in outcome.kpis:
            if kpi.range and not kpi.sources:
                location = row_ref("KPI", outcome.axis, outcome.slug, kpi.slug)
                yield warning("no-source", location, f"The range of “{kpi.name}” has no source.")
    for location, row in sourced_rows(taxonomy):
        if not row.sources:
            yield warning("no-source", location, f"“{row.name}” has no source.")


SourcedRow = Regime | Standard | PlaceRule | ExposureScale | CodeScheme | PriceExample


def sourced_rows(taxonomy: Taxonomy) -> Iterator[tuple[RowRef, SourcedRow]]:
    """The rows that cannot be without a source."""
    yield from ((row_ref("regime", row.slug), row) for row in taxonomy.regimes)
    yield from ((row_ref("standard", row.slug), row) for row in taxonomy.standards)
    yield from ((row_ref("place rule", row.slug), row) for row in taxonomy.place_rules)
    yield from ((row_ref("exposure scale", row.slug), row) for row in taxonomy.exposure_scales)
    yield from ((row_ref("classification", row.slug), row) for row in taxonomy.code_schemes)
    for model in taxonomy.pricing_models:
        for example in model.examples:
            yield row_ref("price example", model.slug, example.name), example


_SOURCE_TITLE = re.compile(r"[^:]+: .+, (?:\d{4}|undated)")


def unnamed_sources(rows: Iterable[TaxonomyRow]) -> Findings:
    """Sources whose title does not name publisher, work and year."""
    for row in rows:
        if isinstance(row.value, Source) and not _SOURCE_TITLE.fullmatch(row.value.title):
            sentence = (
                f"“{row.value.title}” does not name publisher, work and year: write “Publisher: "
                "work, 2026”, or “undated” for the year."
            )
            yield warning("source-name", row.location, sentence)


def missing_texts(rows: Iterable[TaxonomyRow]) -> Findings:
    """Names, reasons and other texts that are missing. What has a default may stay empty."""
    for row in rows:
        for name, value in row.required_fields.items():
            if isinstance(value, str) and not value.strip():
                yield warning("no-text", row.location, f"{_field_name(row, name)} is missing.")


def unused_content(taxonomy: Taxonomy, truths: Truths) -> Findings:
    """Labels that lead nowhere, and pricing models that no rule which can hold suggests."""
    for label in taxonomy.labels:
        if not (label.candidates or label.axis):
            sentence = f"“{_name(label)}” speaks about none of the decisions and names no outcome."
            yield info("unused", row_ref("label", label.slug), sentence)
    suggested = {
        rule.model
        for rule in taxonomy.pricing_rules
        if truths[row_ref("pricing rule", rule.slug)] != NEVER_TRUE
    }
    for model in taxonomy.pricing_models:
        if model.slug not in suggested:
            location = row_ref("pricing model", model.slug)
            yield warning("unused", location, f"No rule ever suggests “{model.name}”.")


def misleading_labels(taxonomy: Taxonomy, reachability: Reachability) -> Findings:
    """Labels that may mean what no answers bring first."""
    for label in taxonomy.labels:
        for candidate in label.candidates:
            if isinstance(reachability.get((label.axis, candidate.outcome)), Unreachable):
                location = row_ref("candidate", label.slug, candidate.outcome)
                outcome = taxonomy.index.outcome_name(label.axis, candidate.outcome)
                sentence = f"“{_name(label)}” may mean “{outcome}”, which no answers bring first."
                yield warning("out-of-reach", location, sentence)


def _name(label: Label) -> str:
    return next(iter(label.names), label.slug)


# ── Length ───────────────────────────────────────────────────────────────────────────────

MAX_LENGTHS: Mapping[tuple[str, str], int] = {
    ("axis", "name"): 24,  # in a tag beside its icon
    ("outcome", "name"): 48,  # in a third of the page, and beside a bar
    ("outcome", "summary"): 200,  # one sentence on the map of families
    ("outcome", "phrase"): 48,  # part of a sentence in the largest type, at 360 px too
    ("question", "prompt"): 140,  # the heading of a page, at 360 px too
    ("question", "help"): 240,  # beside the options, not on another page
    ("question", "example"): 300,  # below the options, behind “Need help?”
    ("question", "not_sure"): 320,
    ("option", "label"): 60,  # a large radio card holds two lines of it
    ("option", "hint"): 180,
    ("option", "supposing"): 100,  # a clause in a sentence
    ("evidence", "sentence"): 180,  # a line in a table of points
    ("effect", "sentence"): 180,
    ("warning", "title"): 70,  # a heading
    ("warning", "text"): 320,
    ("verdict", "name"): 48,
    ("verdict", "opening"): 48,  # these three stand in the largest type, at 360 px too
    ("verdict", "run"): 48,
    ("verdict", "closing"): 60,
    ("label", "meaning"): 80,  # a cell of the dictionary
    ("term", "says"): 120,
    ("KPI", "name"): 60,
    ("service line", "name"): 60,
    ("pricing model", "name"): 80,
    ("regime", "name"): 80,
    ("annex clause", "title"): 60,  # an item of a list on the result
    ("guide page", "title"): 48,  # a card, and an entry of the contents
    ("guide section", "title"): 80,
    ("place rule", "name"): 80,
    ("place entry", "says"): 120,  # a cell of a table
    ("standard", "name"): 60,
    ("standard", "ask"): 240,  # an item of a short list
}
"""The most characters that fit where the text is shown."""


def overlong_texts(rows: Iterable[TaxonomyRow]) -> Findings:
    """Texts that are too long for where they are shown."""
    for row in rows:
        for name, value in row.fields.items():
            limit = MAX_LENGTHS.get((row.row_type.name, name))
            if limit and isinstance(value, str) and len(value) > limit:
                sentence = f"{_field_name(row, name)} has {len(value)} characters"
                yield warning("too-long", row.location, f"{sentence}, and its place fits {limit}.")


def _field_name(row: TaxonomyRow, name: str) -> str:
    return f"The {name.replace('_', ' ')} of the {row.noun_phrase}"


# ── Links ────────────────────────────────────────────────────────────────────────────────

_LINK = re.compile(r"(?<![\w/])/(families|labels|match|guide)/#?([\w-]+)")


def dead_links(taxonomy: Taxonomy, rows: Iterable[TaxonomyRow]) -> Findings:
    """Links in texts to pages of this site that do not exist."""
    known = {
        "families": {outcome.slug for outcome in taxonomy.outcomes if outcome.profile},
        "labels": set(taxonomy.index.label_by_slug),
        "match": {*taxonomy.index.question_by_slug, "result", "answers"},
        "guide": {*(page.slug for page in taxonomy.guide), *RESERVED_GUIDE_SLUGS},
    }
    for row in rows:
        for text in _texts(row):
            for page, slug in _LINK.findall(text) if "/" in text else ():
                if slug not in known[page]:
                    sentence = (
                        f"The {row.noun_phrase} links to /{page}/{slug}, which does not exist."
                    )
                    yield warning("dead-link", row.location, sentence)


def _texts(row: TaxonomyRow) -> Iterator[str]:
    """Every text of the row, including those in lists."""
    values = row.fields.values() if row.fields else [row.value]
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, str))
