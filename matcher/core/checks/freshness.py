"""Rows about the law and figures that nobody has looked at for a while."""

from collections.abc import Iterator
from datetime import date, timedelta

from matcher.core.checks.content import sourced_rows
from matcher.core.checks.findings import Finding, Findings, info, warning
from matcher.core.days import first_day
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.row_ref import RowRef, row_ref
from matcher.core.taxonomy.values import Regime, Source

MAX_AGE = timedelta(days=183)
"""After half a year a row has to be looked at again."""


def stale_rows(taxonomy: Taxonomy, today: date) -> Findings:
    """Ranges, scores, rules, also those about places, standards and prices whose sources nobody
    opened, or not for half a year, and rules that announced a change which has come since."""
    for outcome in taxonomy.outcomes:
        for kpi in outcome.kpis:
            if kpi.range:
                location = row_ref("KPI", outcome.axis, outcome.slug, kpi.slug)
                yield from _sources(f"The range of “{kpi.name}”", kpi.sources, location, today)
        for exposure in outcome.exposures:
            location = row_ref("exposure", outcome.axis, outcome.slug, exposure.code)
            yield from _checked(
                f"The score of “{exposure.title}”", exposure.checked_on, location, today
            )
    for location, row in sourced_rows(taxonomy):
        yield from _sources(f"“{row.name}”", row.sources, location, today)
    for regime in taxonomy.regimes:
        yield from _overtaken(regime, row_ref("regime", regime.slug), today)


def _sources(
    subject: str, sources: tuple[Source, ...], location: RowRef, today: date
) -> Iterator[Finding]:
    checked = max((source.checked_on for source in sources), default="")
    yield from _checked(subject, checked, location, today)


def _checked(subject: str, checked: str, location: RowRef, today: date) -> Iterator[Finding]:
    if not checked:
        yield info("not-checked", location, f"{subject} was never checked.")
    elif today - first_day(checked) > MAX_AGE:
        yield warning("not-checked", location, f"{subject} was last checked on {checked}.")


def _overtaken(regime: Regime, location: RowRef, today: date) -> Iterator[Finding]:
    if regime.next_date and first_day(regime.next_date) <= today:
        sentence = f"What “{regime.name}” announced for {regime.next_date} has come: look again."
        yield warning("overtaken", location, sentence)
