"""From the location of a row, as findings and changes name it (“evidence object=returns on
family/x”), to the page on which that row is edited."""

import re
from collections.abc import Iterable, Iterator

from django.urls import reverse

from matcher.models import (
    Axis,
    Case,
    Combination,
    Driver,
    Kpi,
    Label,
    NextStep,
    Note,
    Option,
    Outcome,
    PricingModel,
    PricingRule,
    Question,
    Regime,
    ServiceLine,
    Stop,
    Verdict,
    Warning,
)
from matcher.models.rows import Row

_SLUG = r"([\w-]+)"
_PAIR = rf"{_SLUG}[=/]{_SLUG}"

RowPage = tuple[type[Row], re.Pattern[str]]


def _pages(model: type[Row], pattern: str, *kinds: str) -> Iterator[tuple[str, RowPage]]:
    for kind in kinds:
        yield kind, (model, re.compile(pattern))


PAGES: tuple[tuple[str, RowPage], ...] = (
    *_pages(Axis, _SLUG, "axis"),
    *_pages(Outcome, _PAIR, "outcome", "fact", "profile", "confusion", "vendor label"),
    *_pages(ServiceLine, _SLUG, "service line", "example task", "typical answer"),
    *_pages(Kpi, rf"{_PAIR}/{_SLUG}", "KPI", "source"),
    *_pages(Question, _SLUG, "question", "weight"),
    *_pages(Option, _PAIR, "option", "evidence", "suggestion"),
    *_pages(Combination, _SLUG, "combination", "effect"),
    *_pages(Warning, _SLUG, "warning"),
    *_pages(Driver, _SLUG, "fit driver", "score"),
    *_pages(Verdict, _SLUG, "verdict", "band"),
    *_pages(Stop, _SLUG, "stop"),
    *_pages(Label, _SLUG, "label", "label name", "candidate"),
    *_pages(PricingModel, _SLUG, "pricing model"),
    *_pages(PricingRule, _SLUG, "pricing rule"),
    *_pages(Regime, _SLUG, "regime", "regime source"),
    *_pages(NextStep, _SLUG, "next step"),
    *_pages(Note, _SLUG, "note"),
    *_pages(Case, _SLUG, "example", "example answer", "case"),
)
"""By the kind of row: the table whose row has the page on which it is edited, and how the natural
key of that row begins the location."""


def row_urls(locations: Iterable[str]) -> dict[str, str]:
    """The URL of the page of each row, with one query a table; a row that is gone has none."""
    candidates = {location: list(_candidates(location)) for location in locations}
    models = {model for rows in candidates.values() for model, _key in rows}
    pks = {model: _pks(model) for model in models}
    urls: dict[str, str] = {}
    for location, rows in candidates.items():
        for model, key in rows:
            if key in pks[model]:
                name = f"admin:matcher_{model._meta.model_name}_change"
                urls.setdefault(location, reverse(name, args=[pks[model][key]]))
    return urls


def _candidates(location: str) -> Iterator[tuple[type[Row], tuple[str, ...]]]:
    """The rows that the location may be about."""
    for kind, (model, pattern) in PAGES:
        prefix = f"{kind} "
        if location.startswith(prefix) and (match := pattern.match(location, len(prefix))):
            yield model, match.groups()


def _pks(model: type[Row]) -> dict[tuple[str, ...], int]:
    rows = model.objects.values_list("pk", *model.natural_fields)
    return {tuple(key): pk for pk, *key in rows}
