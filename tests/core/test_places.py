"""Places as seen from home: what is looked up, what rules say, and by what they are sorted."""

from datetime import date

import pytest

from matcher.core import Answers, Source, Taxonomy, match, parse_query
from matcher.core.checks import check
from matcher.core.places import (
    CountryYear,
    Holiday,
    HolidaysThatDiffer,
    Places,
    PlaceYear,
    SharedTime,
    Sort,
    fitting,
    holidays_that_differ,
    home_of,
    named_places,
    outcome_with_places,
    sorted_places,
)
from matcher.core.taxonomy.values import ContextGroup, ContextOption, Place, PlaceEntry, PlaceRule
from tests import builders

NEW_YEAR = Holiday(day=date(2026, 1, 1), name="New Year’s Day")  # a Thursday
FEAST = Holiday(day=date(2026, 3, 2), name="Feast")  # a Monday
FRIDAY = Holiday(day=date(2026, 5, 1), name="Day of Work")
SATURDAY = Holiday(day=date(2026, 8, 1), name="A Saturday")

COUNTRIES = {"aa": "Aland", "bb": "Borduria", "cc": "Cagliostro", "dd": "Drackma"}

QUESTION = builders.context("country").model_copy(
    update={
        "home": True,
        "options": tuple(
            ContextOption(slug=slug, label=name, groups=("union",) if slug in "aabb" else ())
            for slug, name in COUNTRIES.items()
        ),
        "groups": (ContextGroup(slug="union", name="the Union"),),
    }
)

DATA = PlaceRule(
    slug="data",
    name="Data",
    kind="adequacy",
    says="Data may go there.",
    otherwise="Safeguards are needed.",
    scope="country = union",
    entries=(
        PlaceEntry(countries=("cc",), says="Firms on a list only.", partly=True),
        PlaceEntry(countries=("union",), says="The same law."),
    ),
    sources=(Source(title="The Union: Data, 2026"),),
)
LIST = PlaceRule(
    slug="list",
    name="List",
    kind="watched",
    says="Watch out.",
    entries=(PlaceEntry(countries=("dd", "bb"), says="On the list."),),
    sources=(Source(title="The League: List, 2026"),),
)

TAXONOMY = builders.changed(
    builders.taxonomy(
        axes=[builders.axis("where")],
        outcomes={"where": ["near", "home"]},
        questions=[builders.question("hours", "same", "any", where=1)],
        evidence=builders.evidence(
            "where", {"hours=same": {"near": 2}, "hours=any": {"home": 2, "near": -1}}
        ),
    ),
    context=(QUESTION,),
    places=(
        *(Place(country=country) for country in ("dd", "cc", "bb")),
        Place(country="aa", shown=False),
    ),
    place_rules=(DATA, LIST),
)
NEAR = TAXONOMY.index.outcome_by_slug["where", "near"].model_copy(update={"min_shared_hours": 5})
TAXONOMY = builders.changed(
    TAXONOMY,
    outcomes=(NEAR, TAXONOMY.index.outcome_by_slug["where", "home"]),
)


def country(
    *holidays: Holiday, languages: tuple[str, ...] = (), weekend: tuple[int, ...] = (5, 6)
) -> CountryYear:
    return CountryYear(languages=languages, holidays=holidays, weekend=weekend)


KNOWN = PlaceYear(
    year=2026,
    countries={
        "aa": country(NEW_YEAR, SATURDAY, languages=("Alandic", "Latin")),
        "bb": country(NEW_YEAR, FEAST, FRIDAY, languages=("Bordurian",)),
        "cc": country(FEAST, FRIDAY, languages=("Latin",), weekend=(4, 5)),
        "dd": CountryYear(languages=("Dutch",), holidays=None, weekend=(5, 6)),
    },
    shared={
        "aa": {
            "bb": SharedTime(60, 480, 300),
            "cc": SharedTime(240, 299, 299),
            "dd": SharedTime(480, 480, 480),
        },
    },
)
PLACES = Places(TAXONOMY, KNOWN)


def test_the_taxonomy_of_these_tests_is_valid() -> None:
    assert check(TAXONOMY) == ()


def test_every_other_place_is_seen_from_home_by_name_with_what_rules_say_of_it() -> None:
    seen = [
        (one.name, one.in_common, one.adequacy, [saying.text for saying in one.sayings])
        for one in PLACES.seen_from("aa")
    ]
    assert seen == [
        ("Borduria", (), 2, ["The same law.", "On the list."]),
        ("Cagliostro", ("Latin",), 1, ["Firms on a list only."]),
        ("Drackma", (), 0, ["Safeguards are needed.", "On the list."]),
    ]
    cautioned = [one.name for one in PLACES.seen_from("aa") if one.cautions]
    assert cautioned == ["Borduria", "Drackma"]


@pytest.mark.parametrize("home", ["", "zz", "bb"])
def test_nothing_is_seen_from_a_home_of_which_nothing_is_known(home: str) -> None:
    assert PLACES.seen_from(home) == ()


def test_a_rule_that_is_not_for_home_says_nothing() -> None:
    known = KNOWN.model_copy(update={"shared": {"dd": KNOWN.shared["aa"]}})
    seen = Places(TAXONOMY, known).seen_from("dd")
    assert {one.name: [saying.text for saying in one.sayings] for one in seen} == {
        "Borduria": ["On the list."],
        "Cagliostro": [],
    }


def test_a_place_fits_that_shares_enough_hours_on_every_day() -> None:
    assert [one.name for one in fitting(PLACES.seen_from("aa"), NEAR)] == ["Borduria", "Drackma"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("hours=same&country=aa", ["Borduria", "Drackma"]),
        ("hours=same&data=inside&country=aa", ["Borduria"]),
        ("hours=same&data=inside", []),
        ("hours=same&data=free&country=aa", ["Borduria", "Drackma"]),
    ],
)
def test_an_answer_may_keep_places_to_the_region_of_home(query: str, names: list[str]) -> None:
    data = builders.question("data", "inside", "free")
    inside = data.options[0].model_copy(update={"same_region": True})
    data = data.model_copy(update={"options": (inside, data.options[1])})
    taxonomy = builders.changed(TAXONOMY, questions=(*TAXONOMY.questions, data))
    result = match(taxonomy, parse_query(taxonomy, query).answers)
    named = named_places(taxonomy, result, Places(taxonomy, KNOWN))
    assert named
    assert [one.name for one in named.places] == names
    assert named.limit == (inside if "inside" in query else None)


def test_a_country_without_a_group_shares_a_region_with_none() -> None:
    pairs = [("aa", "bb"), ("aa", "cc"), ("cc", "dd"), ("aa", "zz")]
    assert [TAXONOMY.index.in_one_region(*pair) for pair in pairs] == [True, False, False, False]


def test_holidays_differ_on_days_on_which_the_other_end_works() -> None:
    assert holidays_that_differ(KNOWN, "aa", "bb") == HolidaysThatDiffer((FEAST, FRIDAY), ())
    # The Friday is weekend in Cagliostro, and the Saturday at home.
    assert holidays_that_differ(KNOWN, "aa", "cc") == HolidaysThatDiffer((FEAST,), (NEW_YEAR,))
    assert holidays_that_differ(KNOWN, "aa", "dd") is None


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("", "Borduria Cagliostro Drackma"),
        ("hours", "Drackma Borduria Cagliostro"),
        ("holidays", "Borduria Cagliostro Drackma"),  # two each; of the last nothing is known
        ("language", "Cagliostro Borduria Drackma"),
        ("adequacy", "Borduria Cagliostro Drackma"),
    ],
)
def test_places_stand_by_what_the_visitor_chose(by: Sort, names: str) -> None:
    assert [one.name for one in sorted_places(PLACES, "aa", by)] == names.split()


def test_what_is_known_is_the_same_when_it_is_read_again() -> None:
    assert PlaceYear.from_json(KNOWN.model_dump_json()) == KNOWN


@pytest.mark.parametrize(
    ("query", "outcome"), [("hours=same", NEAR), ("hours=any", None), ("", None)]
)
def test_places_are_named_with_an_outcome_that_asks_for_hours(query: str, outcome: object) -> None:
    result = match(TAXONOMY, parse_query(TAXONOMY, query).answers)
    assert outcome_with_places(TAXONOMY, result) == outcome


@pytest.mark.parametrize(
    ("context", "home"), [((("country", "aa"),), "aa"), ((("country", "not-sure"),), ""), ((), "")]
)
def test_home_is_what_the_buyer_said(context: tuple[tuple[str, str], ...], home: str) -> None:
    assert home_of(TAXONOMY, Answers(context=context)) == home


def with_(**changes: object) -> Taxonomy:
    return builders.changed(TAXONOMY, **changes)


@pytest.mark.parametrize(
    ("taxonomy", "found"),
    [
        (with_(places=(Place(country="xx"),)), ("place xx", "There is no country called “xx”.")),
        (
            with_(places=(Place(country="aa", zones=("Europe/Atlantis",)),)),
            ("place aa", "There is no time zone called “Europe/Atlantis”."),
        ),
        (
            with_(places=(Place(country="aa"), Place(country="aa"))),
            ("place aa", "There are 2 rows called “aa”."),
        ),
        (
            with_(
                place_rules=(
                    LIST.model_copy(
                        update={"entries": (PlaceEntry(countries=("xx",), says="So."),)}
                    ),
                )
            ),
            ("place entry list/So.", "There is no country or group called “xx”."),
        ),
        (
            with_(place_rules=(LIST.model_copy(update={"scope": "hours = same"}),)),
            ("place rule list", "There is no question called “hours”."),
        ),
    ],
)
def test_a_place_and_a_rule_name_what_there_is(taxonomy: Taxonomy, found: tuple[str, str]) -> None:
    assert [(str(one.location), one.sentence) for one in check(taxonomy)] == [found]
