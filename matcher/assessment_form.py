"""What a buyer types into an assessment, own weights and the numbers of a should-cost, as
values."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal

from django.utils.translation import gettext as _, gettext_lazy

from matcher.core import without_control
from matcher.core.assessment import MOST_WEIGHT, Criterion
from matcher.core.own_assessment import OwnAssessment
from matcher.core.should_cost import (
    ALL,
    MOST_WAYS,
    MOST_YEARS,
    NOTHING,
    PER_CENT,
    Estimate,
    Fault,
    Range,
    Way,
    faults,
    most_of,
    should_cost,
)

ASSESSMENT = "assessment"
"""The reserved name under which a form says that it holds an assessment."""

TODAY = "today:"
"""The way in which the work is done today: no slug, so that no outcome is called so."""

HOURS, YEARS, CURRENCY = "hours", "years", "currency"
MOST_TYPED = 40
"""Characters of a number."""

MOST_CURRENCY = 12

NUMBERS = tuple(field.name for field in fields(Way))
"""What is asked of each way."""

DEFAULTS = {"first_year": ALL, "last_year": ALL}
"""What an empty field means where it does not mean nothing at all."""


def weight_field(question: str) -> str:
    """The name of the field for the own weight of a question."""
    return f"weight-{question}"


def way_field(place: int, number: str = "") -> str:
    """The name of the field for a way, or for a number of it."""
    return "-".join(filter(None, ("way", str(place), number)))


# ── A number, as people type it ──────────────────────────────────────────────────────────

_SPACE = "[ \u00a0\u2009\u202f]"
_BETWEEN = rf"(?:[,'\u2019]|{_SPACE})"
"""What may stand between thousands. Any other comma may be a decimal one: we do not guess."""

_NUMBER = rf"[-\u2212]?(?:[0-9]{{1,3}}(?:{_BETWEEN}[0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?"
_PART = rf"({_NUMBER}){_SPACE}*%?"
_RANGE = re.compile(rf"{_PART}(?:{_SPACE}*(?:-|\u2013|\u2014|to){_SPACE}*{_PART})?")


def read_range(typed: str) -> Range | None:
    """A number or two, as “1,200”, “12.5” or “15–21”; None for anything else."""
    text = typed.strip()
    found = _RANGE.fullmatch(text) if len(text) <= MOST_TYPED else None
    if not found:
        return None
    low, high = found[1], found[2] or found[1]
    return Range(_decimal(low), _decimal(high))


def _decimal(number: str) -> Decimal:
    return Decimal(re.sub(_BETWEEN, "", number).replace("\u2212", "-"))


def unreadable_sentence(text: str) -> str:
    """What is wrong with a text that `read_range` cannot read, and what to do."""
    if len(text) > MOST_TYPED:
        return _("This is too long for a number. Look for a digit too many.")
    if _DECIMAL_COMMA.search(text):
        return _(
            "This comma could be a decimal one. Write decimals with a point, such as 1.5, and "
            "thousands as 1,200."
        )
    if _NO_PART_OF_A_NUMBER.search(text):
        return _(
            "Type digits alone, such as 1,200 or 15–21: no letters and no unit. The currency has a "
            "field of its own."
        )
    return _("We cannot read this. Type a number such as 1,200 or 12.5, or two such as 15–21.")


_DECIMAL_COMMA = re.compile("[0-9],(?![0-9]{3}(?![0-9]))")
_NO_PART_OF_A_NUMBER = re.compile(r"[^0-9\s.,'\u2019%\u2212\u2013\u2014-]")


def write_range(value: Range) -> str:
    """What `read_range` reads again: “1,200” or “15–21”."""
    ends = (value.low,) if value.low == value.high else (value.low, value.high)
    return "–".join(f"{end:,}" for end in ends)


# ── The form ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class AssessmentForm:
    """An assessment as it was sent, or as it is before anything is. `estimate` is None where no
    cost is asked for, or something is wrong with it. `typed` is what stands in each field, `errors`
    what is wrong with it, in a sentence."""

    weights: Mapping[str, int]
    estimate: Estimate | None
    currency: str
    typed: Mapping[str, str]
    errors: Mapping[str, str]

    @property
    def own(self) -> OwnAssessment:
        """What it says, worked out."""
        costs = should_cost(self.estimate) if self.estimate else ()
        return OwnAssessment(self.weights, self.currency, self.estimate, costs)


def fields_of(own: OwnAssessment) -> dict[str, str]:
    """The fields of a form that says the same. What means the same when it is empty is empty."""
    weights = {weight_field(question): str(weight) for question, weight in own.weights.items()}
    if own.estimate is None:
        return weights
    whole = {HOURS: write_range(own.estimate.hours), YEARS: str(own.estimate.years)}
    ways = enumerate(own.estimate.ways.items(), start=1)
    numbers = {name: text for place, way in ways for name, text in _way_fields(place, *way)}
    return {**weights, **whole, CURRENCY: own.currency, **numbers}


def _way_fields(place: int, name: str, way: Way) -> Iterator[tuple[str, str]]:
    yield way_field(place), name
    for number in NUMBERS:
        value: Range = getattr(way, number)
        is_empty = value == DEFAULTS.get(number, NOTHING)
        yield way_field(place, number), "" if is_empty else write_range(value)


def new_form(
    criteria: Iterable[Criterion], ways: Sequence[str], sent: Mapping[str, str] | None = None
) -> AssessmentForm:
    """The form: as it was sent or, with nothing sent, with our weights and with these ways to
    compare, which are all that there are in the order in which they are proposed."""
    before = _before(tuple(criteria), ways)
    typed = {name: without_control((sent or {}).get(name, text)) for name, text in before.items()}
    return _Reader(typed, tuple(criteria), frozenset((*ways, TODAY))).form()


PROPOSED = 2
"""How many ways are proposed to be compared in cost with how it is done today."""


def _before(criteria: Iterable[Criterion], ways: Sequence[str]) -> dict[str, str]:
    """Every field with what stands in it before anything is typed."""
    proposed = dict(enumerate((TODAY, *ways[:PROPOSED]), start=1))
    return {
        **{weight_field(row.question): str(row.our_weight) for row in criteria},
        HOURS: "",
        YEARS: "",
        CURRENCY: "",
        **{way_field(place): proposed.get(place, "") for place in range(1, MOST_WAYS + 1)},
        **{way_field(place, number): "" for place in range(1, MOST_WAYS + 1) for number in NUMBERS},
    }


class _Reader:
    """Reads the fields one by one and gathers what is wrong with them."""

    def __init__(
        self, typed: Mapping[str, str], criteria: tuple[Criterion, ...], ways: frozenset[str]
    ) -> None:
        self.typed, self.criteria, self.ways = typed, criteria, ways
        self.errors: dict[str, str] = {}

    def form(self) -> AssessmentForm:
        weights = self._weights()
        currency = self._currency()
        estimate = self._estimate() if self._asks_for_cost() else None
        order = {name: place for place, name in enumerate(self.typed)}
        errors = dict(sorted(self.errors.items(), key=lambda error: order[error[0]]))
        wrong_cost = any(not name.startswith(weight_field("")) for name in errors)
        return AssessmentForm(
            weights, None if wrong_cost else estimate, currency, self.typed, errors
        )

    def _weights(self) -> dict[str, int]:
        weights = {row.question: self._weight(row) for row in self.criteria}
        if weights and not any(weights.values()):
            first = weight_field(self.criteria[0].question)
            self.errors.setdefault(first, _("Give at least one answer a weight above 0."))
        return weights

    def _weight(self, row: Criterion) -> int:
        name = weight_field(row.question)
        text = self.typed[name].strip()
        if text in {str(weight) for weight in range(MOST_WEIGHT + 1)}:
            return int(text)
        self.errors[name] = _("Choose a whole number from 0 to %(most)s.") % {"most": MOST_WEIGHT}
        return row.our_weight

    def _currency(self) -> str:
        currency = self.typed[CURRENCY].strip()
        if len(currency) <= MOST_CURRENCY:
            return currency
        self.errors[CURRENCY] = _("Use %(most)s characters at most, such as EUR.") % {
            "most": MOST_CURRENCY
        }
        return ""

    # ── The should-cost ──────────────────────────────────────────────────────────────────

    def _asks_for_cost(self) -> bool:
        whole = any(self.typed[name].strip() for name in (HOURS, YEARS))
        return whole or any(map(self._numbers_typed, range(1, MOST_WAYS + 1)))

    def _numbers_typed(self, place: int) -> bool:
        return any(self.typed[way_field(place, number)].strip() for number in NUMBERS)

    def _estimate(self) -> Estimate:
        hours = self._range(HOURS, HOURS)
        places = dict(self._places())
        ways = {slug: self._way(place) for slug, place in places.items()}
        estimate = Estimate(hours, self._years(), ways)
        if not ways:
            first = way_field(1, "rate")
            self.errors.setdefault(first, _("Type the numbers of one way at least."))
        for fault in faults(estimate):
            name = _field_of(fault, places)
            if name in self.typed:
                self.errors.setdefault(name, fault_sentence(fault))
        return estimate

    def _places(self) -> Iterator[tuple[str, int]]:
        """The ways that have numbers, and where each stands."""
        seen = set()
        for place in range(1, MOST_WAYS + 1):
            if not self._numbers_typed(place):
                continue
            name = way_field(place)
            slug = self.typed[name]
            if slug not in self.ways:
                self.errors[name] = _("Choose which way these numbers are about.")
            elif slug in seen:
                self.errors[name] = _("This way is here twice. Choose another.")
            else:
                seen.add(slug)
                yield slug, place

    def _way(self, place: int) -> Way:
        return Way(**{number: self._range(way_field(place, number), number) for number in NUMBERS})

    def _range(self, name: str, number: str) -> Range:
        text, empty = self.typed[name].strip(), DEFAULTS.get(number, NOTHING)
        if not text:
            return empty
        found = read_range(text)
        if found is None:
            self.errors[name] = unreadable_sentence(text)
        elif "%" in text and number not in PER_CENT:
            self.errors[name] = _("This is no share: type the number without the per cent sign.")
        return found or empty

    def _years(self) -> int:
        text = self.typed[YEARS].strip()
        return int(text) if re.fullmatch("[0-9]{1,3}", text) else 0


def _field_of(fault: Fault, places: Mapping[str, int]) -> str:
    return way_field(places[fault.way], fault.field) if fault.way else fault.field


def fault_sentence(fault: Fault) -> str:
    """What is wrong with a number, and what to do."""
    most = most_of(fault.field)
    if fault.field == YEARS:
        sentence = _("Type a whole number of years from 1 to %(most)s.")
        return sentence % {"most": MOST_YEARS}
    if fault.kind == "missing" and fault.field == HOURS:
        return _("Type how many hours the work takes in a year: more than 0.")
    if fault.kind == "missing":
        return _("Type what an hour costs this way: more than 0.")
    return str(_FAULTS[fault.kind]) % {"most": f"{most:,}"}


_FAULTS = {
    "negative": gettext_lazy("A number below 0 cannot be. Type 0 or more."),
    "upside-down": gettext_lazy("The first number is the higher one. Type the lower one first."),
    "absurd": gettext_lazy("More than %(most)s cannot be. Look for a digit too many."),
    "no-mix": gettext_lazy("The shares of a mix have to add up to 100, over two ways or more."),
}
