"""Hours, holidays and languages, computed from time zones, calendars and CLDR."""

from datetime import date
from zoneinfo import ZoneInfoNotFoundError

import pytest

from matcher.core import Taxonomy
from matcher.core.almanac import clock, place_year, shared_time
from matcher.core.places import SharedTime, holidays_that_differ
from matcher.core.taxonomy.values import Place
from tests import builders

YEAR = 2026


def between(home: str, place: str) -> SharedTime:
    """Of zones separated by spaces, the working time that both ends share in 2026."""
    ends = (frozenset(clock(zone, YEAR) for zone in zones.split()) for zones in (home, place))
    return shared_time(*ends)


@pytest.mark.parametrize(
    ("home", "place", "least", "most"),
    [
        ("Europe/Berlin", "Europe/Warsaw", 8, 8),
        ("Europe/Berlin", "Asia/Manila", 1, 2),  # seven hours ahead in winter, six in summer
        ("Europe/Berlin", "Asia/Kolkata", 3.5, 4.5),
        ("Europe/London", "Europe/Lisbon", 8, 8),
        ("America/New_York", "Asia/Manila", 0, 0),
        ("America/New_York", "America/Bogota", 7, 8),
        ("Europe/London", "Asia/Kathmandu", 2.25, 3.25),
        ("America/Los_Angeles", "Australia/Sydney", 1, 3),  # across midnight
        ("Pacific/Honolulu", "Pacific/Kiritimati", 8, 8),  # the same hours of another day
    ],
)
def test_a_working_day_from_nine_to_five_shares_so_many_hours(
    home: str, place: str, least: float, most: float
) -> None:
    shared = SharedTime(round(least * 60), round(most * 60), every_day=round(least * 60))
    assert between(home, place) == shared
    assert between(place, home) == between(home, place)


def test_several_zones_make_a_range_and_those_that_suit_best_count_for_every_day() -> None:
    shared = between("America/New_York America/Los_Angeles", "America/Bogota")
    assert shared == SharedTime(least=5 * 60, most=8 * 60, every_day=7 * 60)


def test_a_zone_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        clock("Europe/Atlantis", YEAR)


def world(*countries: str, **changes: object) -> Taxonomy:
    """Homes by their codes, and the places among them."""
    home = builders.context("country", *countries).model_copy(update={"home": True})
    return builders.changed(
        builders.taxonomy(axes=[], outcomes={}, questions=[]), context=(home,), **changes
    )


def test_holidays_and_languages_are_those_of_the_country() -> None:
    known = place_year(world("de", "ch", "mx", "ua"), YEAR)
    languages = {country: known.countries[country].languages for country in known.countries}
    assert languages == {
        "de": ("German",),
        "ch": ("German", "French", "Italian"),
        "mx": ("Spanish",),  # by law there is none; it is the one that government works in
        "ua": ("Ukrainian",),
    }
    unity = next(day for day in known.countries["de"].holidays or () if day.day.month == 10)
    assert (unity.day, unity.name) == (date(2026, 10, 3), "German Unity Day")


def test_what_editors_say_of_zones_and_languages_counts() -> None:
    places = (Place(country="us", zones=("America/New_York",), languages=("en", "es")),)
    known = place_year(world("us", "co", places=places), YEAR)
    assert known.shared["co"]["us"] == SharedTime(7 * 60, 8 * 60, 7 * 60)
    assert known.countries["us"].languages == ("English", "Spanish")


def test_a_country_of_which_nothing_is_known_has_no_hours_and_no_holidays() -> None:
    known = place_year(world("de", "xq", places=(Place(country="xq"), Place(country="de"))), YEAR)
    assert known.countries["xq"].holidays is None
    assert known.shared == {"de": {"de": SharedTime(480, 480, 480)}}
    assert holidays_that_differ(known, "de", "xq") is None
