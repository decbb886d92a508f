"""What is known of places in a year, from the time zones, the collected public holidays and the
common data on countries (CLDR): of every country that a buyer may be at home in.

It loads 20 MB and takes a second, so it runs while an edition is published and never for a visitor
(docs/adr/0029). A day of work is 9 to 17 by the clocks of both ends.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import product
from operator import sub
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages
from holidays import country_holidays

from matcher.core.places import CountryYear, Holiday, PlaceYear, SharedTime
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import Place

WORKING_DAY = 8 * 60
"""Minutes from 9 to 17."""

WHOLE_DAY = 24 * 60

WORDS = Locale("en", "GB")
"""In which languages are named, as the texts of the taxonomy are."""

HOLIDAY_WORDS = "en_US"
"""The English that holidays are named in; where there is none, their names are local."""

Clock = tuple[int, ...]
"""Minutes ahead of UTC at noon (UTC) of each day of a year."""


def place_year(taxonomy: Taxonomy, year: int) -> PlaceYear:
    """What is known of all places and homes of the taxonomy in this year."""
    question = taxonomy.index.home_question
    homes = [option.slug for option in question.options] if question else []
    places = {place.country: place for place in taxonomy.places}
    clocks = {
        country: _clocks(_zones(places.get(country), country), year)
        for country in {*homes, *places}
    }
    return PlaceYear(
        year=year,
        countries={
            country: _country_year(country, _languages(places.get(country), country), year)
            for country in clocks
        },
        shared={
            home: {
                place.country: shared_time(clocks[home], clocks[place.country])
                for place in taxonomy.index.shown_places
                if clocks[place.country]
            }
            for home in homes
            if clocks[home]
        },
    )


# ── Hours ────────────────────────────────────────────────────────────────────────────────


def _zones(place: Place | None, country: str) -> tuple[str, ...]:
    """The time zones that count: those that editors chose, or all of the country."""
    chosen = place.zones if place else ()
    return chosen or tuple(get_global("territory_zones").get(country.upper(), ()))


def _clocks(zones: Iterable[str], year: int) -> frozenset[Clock]:
    """The clocks of these time zones, each once."""
    return frozenset(clock(zone, year) for zone in zones)


@lru_cache(maxsize=1024)
def clock(zone: str, year: int) -> Clock:
    """The clock of a time zone in this year. Raises ZoneInfoNotFoundError."""
    info = ZoneInfo(zone)
    noon = datetime(year, 1, 1, 12, tzinfo=UTC)
    days = (datetime(year + 1, 1, 1, 12, tzinfo=UTC) - noon).days
    return tuple(_minutes_ahead(noon + timedelta(days=day), info) for day in range(days))


def _minutes_ahead(moment: datetime, info: ZoneInfo) -> int:
    ahead = moment.astimezone(info).utcoffset() or timedelta()
    return round(ahead.total_seconds() / 60)


@lru_cache(maxsize=65_536)
def shared_time(home: frozenset[Clock], place: frozenset[Clock]) -> SharedTime:
    """How much of the working day both ends share."""
    pairs = [_range_of(one, other) for one, other in product(home, place)]
    return SharedTime(
        least=min(least for least, _most in pairs),
        most=max(most for _least, most in pairs),
        every_day=max(least for least, _most in pairs),
    )


@lru_cache(maxsize=65_536)
def _range_of(here: Clock, there: Clock) -> tuple[int, int]:
    """The fewest and the most minutes that two clocks share on a day of the year."""
    differences = set(map(sub, there, here))
    minutes = [_overlap(difference) for difference in differences]
    return min(minutes), max(minutes)


def _overlap(difference: int) -> int:
    """Minutes that two working days share whose clocks differ by so many minutes: the same day's,
    or across midnight those of the day before or after."""
    apart = (abs(difference + days * WHOLE_DAY) for days in (-1, 0, 1))
    return max(0, WORKING_DAY - min(apart))


# ── Holidays and languages ───────────────────────────────────────────────────────────────


@lru_cache(maxsize=1024)
def _country_year(country: str, languages: tuple[str, ...], year: int) -> CountryYear:
    """What is known of the country. Its holidays are those of all of it, not those of parts."""
    names = tuple(WORDS.languages.get(code, code) for code in languages)
    try:
        calendar = country_holidays(country.upper(), years=year, language=HOLIDAY_WORDS)
    except NotImplementedError:
        return CountryYear(languages=names, holidays=None, weekend=(5, 6))
    return CountryYear(
        languages=names,
        holidays=tuple(Holiday(day=day, name=calendar[day]) for day in sorted(calendar)),
        weekend=tuple(sorted(calendar.weekend)),
    )


def _languages(place: Place | None, country: str) -> tuple[str, ...]:
    """The codes of the official languages; where none is so by law, of those that are in fact."""
    chosen = place.languages if place else ()
    by_law = get_official_languages(country.upper())
    in_fact = by_law or get_official_languages(country.upper(), de_facto=True)
    return chosen or tuple(_distinct(in_fact))


def _distinct(codes: Iterable[str]) -> Iterator[str]:
    """Each language once, whatever script it is written in."""
    yield from dict.fromkeys(code.partition("_")[0] for code in codes)
