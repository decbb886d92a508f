"""Content that is missing, too long for its place, or leads nowhere."""

import re
from collections.abc import Iterator, Mapping

from matcher.core.checks.findings import Findings, info, look
from matcher.core.taxonomy.row_types import Row, rows
from matcher.core.taxonomy.values import Outcome, Taxonomy


def families(taxonomy: Taxonomy) -> Findings:
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
    for name, held in parts.items():
        if not held:
            where = f"outcome {family.axis}/{family.slug}"
            yield look("empty-family", where, f"“{family.name}” has no {name}.")
    for line in family.service_lines:
        if not line.tasks:
            where = f"service line {line.slug}"
            yield look("empty-family", where, f"“{line.name}” has no example task.")


def sources(taxonomy: Taxonomy) -> Findings:
    """Figures and rules without a source."""
    for outcome in taxonomy.outcomes:
        for kpi in outcome.kpis:
            if kpi.range and not kpi.sources:
                where = f"KPI {outcome.axis}/{outcome.slug}/{kpi.slug}"
                yield look("no-source", where, f"The range of “{kpi.name}” has no source.")
    for regime in taxonomy.regimes:
        if not regime.sources:
            yield look("no-source", f"regime {regime.slug}", f"“{regime.name}” has no source.")


MAY_BE_EMPTY = frozenset(
    {
        ("axis", "tie_question"),
        ("service line", "note"),
        ("KPI", "range"),
        ("KPI", "range_note"),
        ("source", "url"),
        ("source", "grade"),
        ("source", "note"),
        ("confusion", "other"),
        ("option", "supposing"),
        ("label", "axis"),
        ("candidate", "note"),
        ("regime source", "url"),
        ("regime source", "grade"),
        ("regime source", "note"),
        ("next step", "slug"),
        ("next step", "verdict"),
        ("next step", "axis"),
    }
)
"""Texts that a row does well without."""


def texts(taxonomy: Taxonomy) -> Findings:
    """Names, reasons and other texts that are missing."""
    for row in rows(taxonomy):
        for name, text in row.fields().items():
            missing = isinstance(text, str) and not text.strip()
            if missing and (row.kind.name, name) not in MAY_BE_EMPTY:
                yield look("no-text", row.where, f"{_part(row, name)} is missing.")


def labels(taxonomy: Taxonomy) -> Findings:
    """Labels and pricing models that nothing leads to."""
    for label in taxonomy.labels:
        if not (label.candidates or label.axis):
            name = next(iter(label.names), label.slug)
            sentence = f"“{name}” speaks about none of the decisions and names no outcome."
            yield info("unused", f"label {label.slug}", sentence)
    suggested = {rule.model for rule in taxonomy.pricing_rules}
    for model in taxonomy.pricing_models:
        if model.slug not in suggested:
            where = f"pricing model {model.slug}"
            yield info("unused", where, f"No rule ever suggests “{model.name}”.")


# ── Length ───────────────────────────────────────────────────────────────────────────────

LONGEST: Mapping[tuple[str, str], int] = {
    ("axis", "name"): 24,  # stands in a tag beside its icon
    ("outcome", "name"): 48,  # stands in a third of the page, and beside a bar
    ("outcome", "summary"): 200,  # one sentence on the map of families
    ("question", "prompt"): 140,  # the heading of a page, at 360 px too
    ("question", "help"): 240,  # beside the options, not on another page
    ("question", "example"): 200,
    ("question", "not_sure"): 320,
    ("option", "label"): 60,  # a large radio card holds two lines of it
    ("option", "hint"): 180,
    ("option", "supposing"): 100,  # a clause in a sentence
    ("evidence", "sentence"): 180,  # a line in a table of points
    ("effect", "sentence"): 180,
    ("warning", "title"): 70,  # a heading
    ("warning", "text"): 320,
    ("verdict", "name"): 48,
    ("label", "meaning"): 80,  # a cell of the dictionary
    ("KPI", "name"): 60,
    ("service line", "name"): 60,
    ("pricing model", "name"): 80,
    ("regime", "name"): 80,
}
"""Characters that the place of a text has room for."""


def lengths(taxonomy: Taxonomy) -> Findings:
    """Texts that are too long for their place."""
    for row in rows(taxonomy):
        for name, text in row.fields().items():
            most = LONGEST.get((row.kind.name, name))
            if most and isinstance(text, str) and len(text) > most:
                sentence = f"{_part(row, name)} has {len(text)} characters"
                yield look("too-long", row.where, f"{sentence}, and its place fits {most}.")


def _part(row: Row, name: str) -> str:
    return f"The {name.replace('_', ' ')} of the {row.named}"


# ── Links ────────────────────────────────────────────────────────────────────────────────

_LINK = re.compile(r"(?<![\w/])/(families|labels|match)/#?([\w-]+)")


def dead_links(taxonomy: Taxonomy) -> Findings:
    """Links in texts to pages of ours that do not exist."""
    known = {
        "families": {one.slug for one in taxonomy.outcomes if one.profile},
        "labels": set(taxonomy.label_by_slug),
        "match": {*taxonomy.question_by_slug, "result", "answers"},
    }
    for row in rows(taxonomy):
        for text in _texts(row):
            for page, slug in _LINK.findall(text):
                if slug not in known[page]:
                    sentence = f"The {row.named} links to /{page}/{slug}, which does not exist."
                    yield look("dead-link", row.where, sentence)


def _texts(row: Row) -> Iterator[str]:
    """Every text of the row, those in lists too."""
    values = row.fields().values() if row.fields() else [row.value]
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from (one for one in value if isinstance(one, str))
