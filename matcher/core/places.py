"""Places by name, as facts for a buyer at home somewhere: hours shared with home, holidays that
differ, official languages, and what rules say of them. Nothing here ranks places.

What needs time zones, calendars and the common data on countries was computed before
(`matcher.core.almanac`) and is looked up here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Self

from matcher.core.answers import Answers
from matcher.core.matching import Match
from matcher.core.picks import NOT_SURE
from matcher.core.scope import context_of
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import Option, Outcome, Place, PlaceEntry, PlaceRule, Value

Sort = Literal["", "hours", "holidays", "language", "adequacy"]
"""By what a visitor may have places sorted; empty: by name."""

HOUR = 60


class SharedTime(NamedTuple):
    """Minutes of the working day that both ends share in a year: the `least` and the `most` of any
    day and any of their time zones, and those of every day in the two zones that suit best."""

    least: int
    most: int
    every_day: int


class Holiday(Value):
    """A public holiday of the whole country."""

    day: date
    name: str


class CountryYear(Value):
    """What is known of a country in a year. `languages` are the names of its official ones;
    `holidays` is None where nobody has collected them; `weekend` are weekdays, Monday is 0."""

    languages: tuple[str, ...]
    holidays: tuple[Holiday, ...] | None
    weekend: tuple[int, ...]

    def is_working_day(self, day: date) -> bool:
        """Whether the day is neither at the weekend nor a public holiday."""
        closed = {holiday.day for holiday in self.holidays or ()}
        return day.weekday() not in self.weekend and day not in closed


class PlaceYear(Value):
    """What is known of places and homes in one year, by country; `shared` by home and place."""

    year: int
    countries: Mapping[str, CountryYear]
    shared: Mapping[str, Mapping[str, SharedTime]]

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What `model_dump_json` wrote. Raises pydantic.ValidationError."""
        return cls.model_validate_json(text)


class Saying(NamedTuple):
    """What a rule says of a place; `entry` is None where it only says so of all other places."""

    rule: PlaceRule
    entry: PlaceEntry | None

    @property
    def text(self) -> str:
        return self.entry.says if self.entry else self.rule.otherwise


@dataclass(frozen=True, slots=True)
class PlaceForHome:
    """A place as seen from home. `in_common` are official languages of both."""

    place: Place
    name: str
    shared: SharedTime
    languages: tuple[str, ...]
    in_common: tuple[str, ...]
    sayings: tuple[Saying, ...]

    @property
    def adequacy(self) -> int:
        """2 where a rule lets data go there, 1 where it does so partly, else 0."""
        entries = [one.entry for one in self.sayings if one.rule.kind == "adequacy"]
        return max((1 if entry.partly else 2 for entry in entries if entry), default=0)

    @property
    def cautions(self) -> tuple[Saying, ...]:
        """The entries of rules that forbid or restrict, or only watch, the place."""
        return tuple(one for one in self.sayings if one.entry and one.rule.kind != "adequacy")


class HolidaysThatDiffer(NamedTuple):
    """Public holidays of one end that are working days of the other."""

    only_there: tuple[Holiday, ...]
    only_home: tuple[Holiday, ...]


def home_of(taxonomy: Taxonomy, answers: Answers) -> str:
    """The country where the buyer is at home; empty while nobody said."""
    question = taxonomy.index.home_question
    answer = dict(answers.context).get(question.slug, "") if question else ""
    return "" if answer == NOT_SURE else answer


def place_rules(taxonomy: Taxonomy, home: str) -> tuple[PlaceRule, ...]:
    """The rules about places that hold for a buyer at home there."""
    question = taxonomy.index.home_question
    if question is None:
        return ()
    buyer = context_of(taxonomy, Answers(context=((question.slug, home),)))
    return buyer.sort(taxonomy.place_rules).applies


class Places:
    """The places of a taxonomy in a year. What is seen from a home is put together once, as there
    are no more homes than countries."""

    def __init__(self, taxonomy: Taxonomy, known: PlaceYear) -> None:
        self.taxonomy = taxonomy
        self.known = known
        self._seen_from: dict[str, tuple[PlaceForHome, ...]] = {}

    @property
    def year(self) -> int:
        return self.known.year

    def seen_from(self, home: str) -> tuple[PlaceForHome, ...]:
        """Every other place as seen from home, by name; nothing where home is not known."""
        if home not in self.known.shared:
            return ()
        if home not in self._seen_from:
            self._seen_from[home] = _seen_from(self.taxonomy, self.known, home)
        return self._seen_from[home]


def _seen_from(taxonomy: Taxonomy, known: PlaceYear, home: str) -> tuple[PlaceForHome, ...]:
    shared, rules = known.shared[home], place_rules(taxonomy, home)
    spoken = frozenset(known.countries[home].languages)
    return tuple(
        _seen(taxonomy, known, place, shared[place.country], rules, spoken)
        for place in taxonomy.index.shown_places
        if place.country in shared and place.country != home
    )


def _seen(
    taxonomy: Taxonomy,
    known: PlaceYear,
    place: Place,
    shared: SharedTime,
    rules: tuple[PlaceRule, ...],
    spoken: frozenset[str],
) -> PlaceForHome:
    languages = known.countries[place.country].languages
    return PlaceForHome(
        place=place,
        name=taxonomy.index.country_name(place.country),
        shared=shared,
        languages=languages,
        in_common=tuple(language for language in languages if language in spoken),
        sayings=tuple(_sayings(taxonomy, rules, place.country)),
    )


def _sayings(taxonomy: Taxonomy, rules: tuple[PlaceRule, ...], country: str) -> Iterator[Saying]:
    for rule in rules:
        entry = taxonomy.index.place_entries.get((rule.slug, country))
        if entry or rule.otherwise:
            yield Saying(rule, entry)


def fitting(places: tuple[PlaceForHome, ...], outcome: Outcome) -> tuple[PlaceForHome, ...]:
    """The places that share as many hours with home on every day as the outcome asks for, in the
    time zones that suit best."""
    wanted = (outcome.min_shared_hours or 0) * HOUR
    return tuple(place for place in places if place.shared.every_day >= wanted)


@dataclass(frozen=True, slots=True)
class NamedPlaces:
    """The places that go with a match, by name, as seen from home, which is empty while nobody said
    it. `limit` is the answer by which only places in the region of home are named."""

    outcome: Outcome
    home: str
    limit: Option | None
    places: tuple[PlaceForHome, ...]


def named_places(taxonomy: Taxonomy, match: Match, places: Places) -> NamedPlaces | None:
    """The places that go with this match; None where it names none."""
    outcome, home = outcome_with_places(taxonomy, match), home_of(taxonomy, match.answers)
    if outcome is None:
        return None
    limit, named = _limit(taxonomy, match.answers), fitting(places.seen_from(home), outcome)
    if limit:
        inside = taxonomy.index.in_one_region
        named = tuple(one for one in named if inside(home, one.place.country))
    return NamedPlaces(outcome, home, limit, named)


def _limit(taxonomy: Taxonomy, answers: Answers) -> Option | None:
    questions = taxonomy.index.question_by_slug
    picked = (questions[question].option(slug) for question, slug in answers)
    return next((option for option in picked if option and option.same_region), None)


def holidays_that_differ(known: PlaceYear, home: str, place: str) -> HolidaysThatDiffer | None:
    """The public holidays on which only one end works; None where those of one are not known."""
    here, there = known.countries[home], known.countries[place]
    if here.holidays is None or there.holidays is None:
        return None
    return HolidaysThatDiffer(_working_days_of(here, there), _working_days_of(there, here))


def _working_days_of(country: CountryYear, other: CountryYear) -> tuple[Holiday, ...]:
    """The holidays of the other country, outside of its weekend, on which this one works."""
    return tuple(
        holiday
        for holiday in other.holidays or ()
        if holiday.day.weekday() not in other.weekend and country.is_working_day(holiday.day)
    )


def sorted_places(places: Places, home: str, by: Sort) -> tuple[PlaceForHome, ...]:
    """The places seen from home by what the visitor chose; those that are equal stay in the order
    of their names, and a place whose holidays are not known comes last by these."""

    def key(seen: PlaceForHome) -> tuple[int, int]:
        match by:
            case "hours":
                return -seen.shared.every_day, -seen.shared.most
            case "holidays":
                differ = holidays_that_differ(places.known, home, seen.place.country)
                return (0, sum(map(len, differ))) if differ else (1, 0)
            case "language":
                return -len(seen.in_common), 0
            case "adequacy":
                return -seen.adequacy, 0
            case _:
                return 0, 0

    return tuple(sorted(places.seen_from(home), key=key))


def outcome_with_places(taxonomy: Taxonomy, match: Match) -> Outcome | None:
    """The first outcome of an axis with which places are named, if there is one."""
    tops = ((axis, ranking.top or "") for axis, ranking in match.rankings.items())
    outcomes = (taxonomy.index.outcome_by_slug.get(top) for top in tops)
    return next((one for one in outcomes if one and one.min_shared_hours is not None), None)
