"""From a row that a finding or a change is about to the page on which that row is edited."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from matcher.core.taxonomy.row_ref import Location, RowRef, RowTypeName
from matcher.models import (
    AnnexClause,
    Axis,
    Case,
    CodeScheme,
    Combination,
    ContextQuestion,
    Driver,
    Exposure,
    ExposureScale,
    FamilyCode,
    GuidePage,
    Kpi,
    Label,
    LineCode,
    NextStep,
    Note,
    Option,
    Outcome,
    Outside,
    Place,
    PlaceRule,
    PriceExample,
    PricingModel,
    PricingRule,
    Question,
    Regime,
    Retired,
    ServiceLine,
    Standard,
    Stop,
    Term,
    Verdict,
    Warning,
)
from matcher.models.rows import Row


def _pages(model: type[Row], *row_types: RowTypeName) -> dict[RowTypeName, type[Row]]:
    return dict.fromkeys(row_types, model)


PAGES: Mapping[RowTypeName, type[Row]] = {
    **_pages(Axis, "axis"),
    **_pages(Outcome, "outcome", "fact", "profile", "criterion", "risk", "hand-back"),
    **_pages(Outcome, "confusion", "vendor label", "parts"),
    **_pages(ServiceLine, "service line", "example task", "typical answer"),
    **_pages(LineCode, "line code"),
    **_pages(FamilyCode, "family code"),
    **_pages(Kpi, "KPI", "source"),
    **_pages(Exposure, "exposure"),
    **_pages(Question, "question", "weight"),
    **_pages(Option, "option", "evidence", "suggestion"),
    **_pages(Combination, "combination", "effect"),
    **_pages(Warning, "warning"),
    **_pages(Driver, "fit driver", "score"),
    **_pages(Verdict, "verdict", "band"),
    **_pages(Stop, "stop"),
    **_pages(Label, "label", "label name", "candidate"),
    **_pages(Term, "term"),
    **_pages(PricingModel, "pricing model"),
    **_pages(PriceExample, "price example", "price source"),
    **_pages(PricingRule, "pricing rule"),
    **_pages(Regime, "regime", "regime source"),
    **_pages(Standard, "standard", "standard source"),
    **_pages(Place, "place"),
    **_pages(PlaceRule, "place rule", "place entry", "place rule source"),
    **_pages(ExposureScale, "exposure scale", "exposure level", "scale source"),
    **_pages(AnnexClause, "annex clause"),
    **_pages(CodeScheme, "classification", "code source"),
    **_pages(NextStep, "next step"),
    **_pages(Note, "note"),
    **_pages(Case, "example", "example answer"),
    **_pages(ContextQuestion, "context question", "context option", "context group"),
    **_pages(Outside, "other buying"),
    **_pages(Retired, "retired answer", "answer instead"),
    **_pages(GuidePage, "guide page", "guide section"),
}
"""By the type of a row: the table whose row has the page on which it is edited. The key of the row
begins with the natural key of that one."""


def row_urls(locations: Iterable[Location]) -> dict[Location, str]:
    """The URL of the page of each row, with one query a table; a row that is gone has none, and
    neither has what is not a row."""
    refs = [location for location in locations if isinstance(location, RowRef)]
    pks = {model: _pks(model) for model in {PAGES[ref.row_type] for ref in refs}}
    urls: dict[Location, str] = {}
    for ref in refs:
        model = PAGES[ref.row_type]
        pk = pks[model].get(ref.key[: len(model.natural_fields)])
        if pk is not None:
            urls[ref] = reverse(f"admin:matcher_{model._meta.model_name}_change", args=[pk])
    return urls


def _pks(model: type[Row]) -> dict[tuple[str, ...], int]:
    rows = model.objects.values_list("pk", *model.natural_fields)
    return {tuple(key): pk for pk, *key in rows}
