"""From a row's address in findings and changes (“evidence object=returns on family/x”) to the page
of the desk on which it is edited."""

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

Page = tuple[type[Row], re.Pattern[str]]


def _pages(model: type[Row], pattern: str, *kinds: str) -> Iterator[tuple[str, Page]]:
    for kind in kinds:
        yield kind, (model, re.compile(pattern))


PAGES: tuple[tuple[str, Page], ...] = (
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
"""The row with a page of its own that a row of each kind is edited on, and how the natural key of
that one stands at the start of the address."""


def row_addresses(wheres: Iterable[str]) -> dict[str, str]:
    """The address of the page of each row, with one query a table; a row that is gone has none."""
    named = {where: list(_named(where)) for where in wheres}
    concerned = {model for found in named.values() for model, _key in found}
    keys = {model: _keys(model) for model in concerned}
    addresses: dict[str, str] = {}
    for where, found in named.items():
        for model, key in found:
            if key in keys[model]:
                name = f"admin:matcher_{model._meta.model_name}_change"
                addresses.setdefault(where, reverse(name, args=[keys[model][key]]))
    return addresses


def _named(where: str) -> Iterator[tuple[type[Row], tuple[str, ...]]]:
    """The rows that the address may be about."""
    for kind, (model, pattern) in PAGES:
        if where.startswith(f"{kind} ") and (match := pattern.match(where, len(kind) + 1)):
            yield model, match.groups()


def _keys(model: type[Row]) -> dict[tuple[str, ...], int]:
    rows = model.objects.values_list("pk", *model.natural_fields)
    return {tuple(key): pk for pk, *key in rows}
