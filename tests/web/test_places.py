"""Places by name: the page of the guide, the part of a result, and the documents."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from matcher.core import parse_query
from matcher.editions import forget_editions, places, prepare_places
from matcher.link_keys import Sender
from matcher.models import Edition, EditionPlaces
from matcher.place_facts import prepare
from matcher.sharing import save_result
from tests.web.editions import publish, small
from tests.web.reading import Page
from tests.web.results import part

pytestmark = [pytest.mark.django_db, pytest.mark.checker]

PAGE = "/guide/places/"
NEARSHORE = "language_time=same-day-teamwork"


def rows(page: Page) -> list[str]:
    """The names of the places in the table."""
    return page.texts("th", scope="row")


@pytest.fixture
def nearshore(with_places) -> str:
    """Answers that bring an outcome first with which places are named."""
    return NEARSHORE


# ── The page ─────────────────────────────────────────────────────────────────────────────


def test_without_a_home_the_page_asks_for_it_and_names_the_places(client, with_places):
    page = Page(client.get(PAGE))
    assert rows(page) == []
    assert "Choose your country to see the facts for it. The places are: Albania," in page.text


def test_from_home_every_place_has_its_hours_holidays_languages_and_rules(client, with_places):
    page = Page(client.get(f"{PAGE}?country=de"))
    assert len(rows(page)) == 42
    assert rows(page) == sorted(rows(page), key=lambda name: name)
    assert "Germany" not in rows(page)
    assert f"As seen from Germany in {timezone.now().year}, sorted by: Name." in page.text
    assert page.texts("td", **{"data-label": "Shared hours"})[rows(page).index("Philippines")] == (
        "1 to 2 hours"
    )
    for sentence in (
        "In the European Economic Area: the same rules apply, no decision is needed.",
        "FATF: jurisdictions under increased monitoring: On the list of June 2026.",
        "Weekend: Friday and Saturday",
        "9 to 17 by the clocks of both sides",
        "Checked on 30 November 2026.",
    ):
        assert sentence in page.text
    assert "28 CFR" not in page.text


def test_a_rule_of_another_home_is_not_there_and_one_of_this_home_is(client, with_places):
    text = Page(client.get(f"{PAGE}?country=us")).text
    assert "A country of concern: transactions with sensitive personal data" in text
    assert "European Economic Area" not in text


def test_places_are_sorted_by_what_was_chosen(client, with_places):
    page = Page(client.get(f"{PAGE}?country=us&sort=hours"))
    assert rows(page)[:2] == ["Canada", "Mexico"]
    assert rows(page)[-1] == "Vietnam"
    assert "sorted by: Most shared working hours." in page.text


def test_what_cannot_be_used_of_the_address_is_named(client, with_places):
    text = Page(client.get(f"{PAGE}?country=nowhere&sort=cost")).text
    assert "“nowhere” is not, or no longer, an answer to “Where is your organisation" in text
    assert "Places cannot be sorted by “cost”, so they stand by name." in text


def test_an_edition_without_places_says_so_and_is_not_linked(client):
    publish(small())
    assert "This edition names no places." in Page(client.get(PAGE)).text
    assert "Places by name" not in Page(client.get("/guide/")).text


def test_an_edition_for_which_nothing_was_prepared_says_so(client, published):
    page = Page(client.get(f"{PAGE}?country=de"))
    assert "have not been prepared for this edition yet" in page.text
    assert rows(page) == []
    assert Page(client.get("/guide/")).link("Places by name") == PAGE


def test_the_page_costs_a_fixed_number_of_queries(client, with_places, django_assert_num_queries):
    client.get(f"{PAGE}?country=de")
    with django_assert_num_queries(1):
        client.get(f"{PAGE}?country=us&sort=holidays")


# ── On a result ──────────────────────────────────────────────────────────────────────────


def test_a_result_names_the_places_that_share_enough_hours(client, nearshore):
    named = part(Page(client.get(f"/match/result/?{nearshore}&country=de")), "places")
    year = timezone.now().year
    assert f"at least 5 working hours with your country (Germany) on every day of {year}" in named
    assert "Poland: 8 hours" in named
    assert "Philippines" not in named
    assert "Kenya: 6 to 7 hours, see the rules" in named


def test_a_result_without_a_home_asks_for_it(client, nearshore):
    page = Page(client.get(f"/match/result/?{nearshore}"))
    named = part(page, "places")
    assert "Tell us your country to know which places share your working hours" in named
    assert page.link("Where is your organisation at home?").startswith("/match/country/?")
    assert "Poland" not in named


def test_a_result_whose_data_stay_in_the_region_names_no_place_outside(client, nearshore):
    query = f"{nearshore}&data_location=must-stay-region&country=de"
    named = part(Page(client.get(f"/match/result/?{query}")), "places")
    assert (
        "Only those in the region of your country, since you said “Data or work must stay" in named
    )
    assert ("Poland: 8 hours" in named, "Albania" in named, "Kenya" in named) == (
        True,
        False,
        False,
    )


def test_a_result_at_home_names_no_places(client, with_places):
    page = Page(client.get("/match/result/?data_location=must-stay-country&country=de"))
    assert page.all("details", id="places") == []


def test_a_stored_result_says_what_was_known_in_the_year_it_was_made(
    client, with_places, nearshore, known_places
):
    stored = save_result(
        release=with_places,
        answers=parse_query(with_places.taxonomy, f"{nearshore}&country=de").answers,
        title="",
        keep_days=None,
        sender=Sender("a" * 32, "", "127.0.0.1"),
    )
    url = f"/r/{stored.token}/"
    before = part(Page(client.get(url)), "places")
    later = known_places.model_copy(update={"year": known_places.year + 1, "shared": {}})
    EditionPlaces.objects.create(
        edition_id=with_places.id, year=later.year, facts_json=later.model_dump_json()
    )
    forget_editions()
    assert part(Page(client.get(url)), "places") == before


def test_the_brief_and_the_json_have_the_places_too(client, nearshore):
    address = f"/match/result.%s?{nearshore}&country=de"
    record = json.loads(client.get(address % "json").content)["places"]
    assert (record["outcome"], record["home"]) == ("nearshore", "de")
    assert next(one for one in record["places"] if one["country"] == "ke") == {
        "country": "ke",
        "least_hours": 6.0,
        "most_hours": 7.0,
        "every_day_hours": 6.0,
        "languages": ["Swahili", "English"],
        "cautions": ["fatf-monitoring"],
    }
    assert "places" not in json.loads(client.get(f"/match/result.json?{nearshore}").content)


# ── Preparing ────────────────────────────────────────────────────────────────────────────


def test_what_is_prepared_once_stays(with_places):
    row = Edition.objects.get()
    year = timezone.now().year
    kept = row.places.get().facts_json
    assert prepare(row, with_places.taxonomy, (year, year + 1)) == 1
    assert [one.year for one in row.places.order_by("year")] == [year, year + 1]
    assert row.places.get(year=year).facts_json == kept


def test_a_year_that_was_not_prepared_takes_the_one_before_it(with_places):
    year = timezone.now().year
    later, earlier = places(with_places, year + 3), places(with_places, year - 1)
    assert later is not None
    assert (later.year, earlier) == (year, None)


def test_a_taxonomy_without_places_needs_nothing():
    release = publish(small())
    assert places(release, 2026) is None
    assert prepare_places(2) == 0
    assert not EditionPlaces.objects.exists()


def test_the_command_counts_the_years_that_it_prepared(with_places, capsys):
    call_command("prepare_places", years=2)
    call_command("prepare_places", years=4)
    call_command("prepare_places", years=4)
    assert capsys.readouterr().out.splitlines() == [
        "Prepared what is known of places for 1 year.",
        "Prepared what is known of places for 2 years.",
        "Places need no preparation for these years.",
    ]


def test_the_command_says_what_it_did_and_what_it_cannot_do(capsys):
    with pytest.raises(CommandError, match="Nothing has been published yet"):
        call_command("prepare_places")
    publish(small())
    call_command("prepare_places")
    assert capsys.readouterr().out == "Places need no preparation for these years.\n"
    with pytest.raises(CommandError, match="from 1 to 10"):
        call_command("prepare_places", years=0)
