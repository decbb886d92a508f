"""Exposure, prices and the annex as delivered: each with what it rests on."""

import re

import pytest

from matcher.core import Taxonomy, match, parse_query
from matcher.core.implications import Implications
from matcher.core.scope import Context
from matcher.core.verified import verified_exposures, verified_prices

CONTACTS = (
    "object=customer-contacts&judgment=low-rules&regulation=low&served=external-customer"
    "&work_kind=written-contact&volume=ten-or-more&readiness=documented-measured"
    "&sensitivity=visible&control=provider-results&priority=lowest-cost"
)
LAWS = {"disclosure-eu", "generated-voices-us", "hiring-eu", "credit-insurance-eu", "data-abroad"}


def test_every_family_says_how_exposed_it_is_and_what_to_make_of_it(drafted: Taxonomy) -> None:
    families = [outcome for outcome in drafted.outcomes if outcome.profile]
    assert len(families) == 10
    for family in families:
        anybody = Context({}, dict.fromkeys(line.slug for line in family.service_lines))
        (on_scale,) = verified_exposures(drafted, family, anybody)
        assert len(on_scale.occupations) == len(family.exposures) >= 3, family.slug
        assert family.profile.exposure_note


def test_the_levels_are_those_of_the_scores_but_where_the_spread_decides(drafted: Taxonomy) -> None:
    """The publisher cuts at means before rounding, and by the spread of the tasks below them."""
    ranges = {
        "gradient-4": (60, 100),
        "gradient-3": (50, 60),
        "gradient-2": (40, 50),
        "gradient-1": (0, 40),
        "minimal": (0, 40),
    }
    rows = [row for outcome in drafted.outcomes for row in outcome.exposures]
    assert len(rows) == 36
    strangers = [row for row in rows if not _within(row.score, ranges[row.level])]
    assert strangers == []


def _within(score: int, bounds: tuple[int, int]) -> bool:
    return bounds[0] <= score <= bounds[1]


def test_an_occupation_has_one_score_wherever_it_stands(drafted: Taxonomy) -> None:
    scores: dict[str, set[tuple[str, int, str]]] = {}
    for outcome in drafted.outcomes:
        for row in outcome.exposures:
            scores.setdefault(row.code, set()).add((row.title, row.score, row.level))
    assert [code for code, said in scores.items() if len(said) > 1] == []


def test_the_meaning_stands_with_the_scores_and_names_the_publisher(drafted: Taxonomy) -> None:
    (scale,) = drafted.exposure_scales
    assert "Not a share of jobs" in scale.meaning
    assert "not a forecast" in scale.meaning
    assert "CC BY 4.0" in scale.citation


def test_every_price_has_a_day_and_an_opened_source(drafted: Taxonomy) -> None:
    priced = [model for model in drafted.pricing_models if model.examples]
    assert [model.slug for model in priced] == ["resolution"]
    (model,) = priced
    assert verified_prices(model) == model.examples
    assert all(example.dated and example.note for example in model.examples)
    assert "re-contact window" in model.examples_note


def test_a_clause_about_the_law_names_it_and_has_its_scope(drafted: Taxonomy) -> None:
    lawful = {clause.slug: clause for clause in drafted.annex if clause.regime}
    assert lawful.keys() == LAWS
    for clause in lawful.values():
        regime = drafted.index.regime_by_slug[clause.regime]
        assert clause.scope == regime.scope, clause.slug
    named = [one.slug for one in drafted.annex if re.search(r"\b(AI Act|EU|US)\b", one.title)]
    assert set(named) <= LAWS


@pytest.mark.parametrize(
    ("query", "laws"),
    [
        ("&country=de", {"disclosure-eu", "data-abroad"}),
        ("&country=gb", {"data-abroad"}),
        ("&country=us", set()),
    ],
)
def test_the_annex_names_the_law_of_the_buyer_alone(
    drafted: Taxonomy, query: str, laws: set[str]
) -> None:
    clauses = Implications(
        drafted, match(drafted, parse_query(drafted, CONTACTS + query).answers)
    ).annex
    slugs = {clause.slug for clause in clauses.applies}
    assert slugs & LAWS == laws
    assert {"where-ai-may-act", "human-takeover", "your-data", "exit"} <= slugs
    assert clauses.may_apply == ()


def test_without_software_in_the_first_two_routes_there_is_no_annex(drafted: Taxonomy) -> None:
    experts = "object=study-advice-build&judgment=high-domain&control=we-direct&sensitivity=visible"
    result = match(drafted, parse_query(drafted, experts).answers)
    first = [standing.outcome for standing in result.rankings["route"].standings[:2]]
    assert not {"own-software", "provider-with-ai"} & set(first)
    assert Implications(drafted, result).annex.applies == ()
