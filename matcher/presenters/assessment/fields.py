"""The fields that a buyer fills in: weights, and the numbers of a should-cost."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from matcher.assessment_form import (
    CURRENCY,
    HOURS,
    MOST_CURRENCY,
    MOST_TYPED,
    TODAY,
    YEARS,
    AssessmentForm,
    fields_of,
    way_field,
    weight_field,
)
from matcher.core import Axis, Match, Taxonomy
from matcher.core.assessment import MOST_WEIGHT
from matcher.core.own_assessment import OwnAssessment
from matcher.core.should_cost import MOST_WAYS, MOST_YEARS
from matcher.presenters.assessment.numbers import option_names
from matcher.presenters.problems import Problem


class Field(NamedTuple):
    """A field of the form: its name, which is also its id, what stands in it, and what is wrong."""

    name: str
    label: str
    hint: str
    value: str
    error: str
    most: int = MOST_TYPED


class Choice(NamedTuple):
    """What may be picked, and whether it is."""

    value: str
    name: str
    chosen: bool


class TypedNumber(NamedTuple):
    """A number that a should-cost rests on: of which way (empty: of the whole), and its text."""

    way: str
    label: str
    typed: str


class WayFields(NamedTuple):
    """The fields of one way, under what is picked in it; `more` are those that most leave empty.
    `typed`: it holds a number. `open` and `more_open`: it is not folded, as something stands or is
    wrong in it."""

    title: str
    picked: str
    name: str
    choices: tuple[Choice, ...]
    error: str
    numbers: tuple[Field, ...]
    more: tuple[Field, ...]
    typed: bool
    open: bool
    more_open: bool


class WeightField(NamedTuple):
    """The field for the own weight of a criterion."""

    name: str
    choices: tuple[Choice, ...]
    error: str


def problems(form: AssessmentForm, taxonomy: Taxonomy) -> Iterator[Problem]:
    """Every error with the name of its field, which it leads to."""
    labels = dict(_labels(form, taxonomy))
    for name, sentence in form.errors.items():
        yield Problem(f"{labels[name]}: {sentence}", f"#{name}")


def _labels(form: AssessmentForm, taxonomy: Taxonomy) -> Iterator[tuple[str, str]]:
    """The name of each field, as a summary of errors says it."""
    for slug in form.weights:
        prompt = taxonomy.index.question_by_slug[slug].prompt
        yield weight_field(slug), _("Your weight of “%(prompt)s”") % {"prompt": prompt}
    yield from ((field.name, field.label) for field in whole_fields(form))
    for place in range(1, MOST_WAYS + 1):
        title = _way_title(place)
        yield way_field(place), title
        for field in (*_numbers(form, place, AMOUNTS), *_numbers(form, place, CHANGES)):
            yield field.name, f"{title}, {field.label}"


def weight_fields(form: AssessmentForm) -> Iterator[WeightField]:
    """The fields for own weights, in the order of the criteria."""
    for name in map(weight_field, form.weights):
        typed = form.typed[name].strip()
        scale = map(str, range(MOST_WEIGHT + 1))
        choices = tuple(Choice(weight, weight, weight == typed) for weight in scale)
        yield WeightField(name, choices, form.errors.get(name, ""))


NumberWords = Mapping[str, tuple[Promise, Promise]]
"""Fields in the order in which they are asked for: names, and what belongs to them."""

WHOLE: NumberWords = {
    HOURS: (
        gettext_lazy("Hours of work in a year, today"),
        gettext_lazy("Such as 9,000–11,000"),
    ),
    YEARS: (gettext_lazy("Years"), gettext_lazy("From 1 to %(most)s")),
    CURRENCY: (gettext_lazy("Currency"), gettext_lazy("Such as EUR")),
}
"""What is asked of the work as a whole."""

AMOUNTS: NumberWords = {
    "rate": (
        gettext_lazy("An hour of work"),
        gettext_lazy("With pay, taxes, room, tools and leadership, or as a provider bills it"),
    ),
    "transition": (
        gettext_lazy("Transition, once"),
        gettext_lazy("Choosing, moving, training, both sides running"),
    ),
    "governance": (
        gettext_lazy("Governance, each year"),
        gettext_lazy("Your people who steer and check"),
    ),
    "tools": (
        gettext_lazy("Tools, each year"),
        gettext_lazy("Licences and links that the rate leaves out"),
    ),
}
"""What a way costs."""

CHANGES: NumberWords = {
    "rework": (
        gettext_lazy("Rework, per cent of hours"),
        gettext_lazy("Empty: none"),
    ),
    "first_year": (
        gettext_lazy("Hours in the first year, per cent of today’s"),
        gettext_lazy("Empty: 100"),
    ),
    "last_year": (
        gettext_lazy("Hours in the last year, per cent of today’s"),
        gettext_lazy("Empty: 100"),
    ),
    "share": (
        gettext_lazy("Share of a mix, per cent of its hours"),
        gettext_lazy("Empty: none. Over two ways or more, adding up to 100"),
    ),
}
"""How the hours of a way change; most people leave it empty at first."""


def whole_fields(form: AssessmentForm) -> Iterator[Field]:
    """What is asked of the work as a whole."""
    for name, (label, hint) in WHOLE.items():
        field = _field(form, name, str(label), str(hint) % {"most": MOST_YEARS})
        yield field._replace(most=MOST_CURRENCY) if name == CURRENCY else field


def _field(form: AssessmentForm, name: str, label: str, hint: str) -> Field:
    return Field(name, label, hint, form.typed[name], form.errors.get(name, ""))


def way_fields(
    taxonomy: Taxonomy, match: Match, axis: Axis, form: AssessmentForm
) -> Iterator[WayFields]:
    """The fields of every way."""
    names = option_names(taxonomy, axis)
    slugs = (TODAY, *(standing.outcome for standing in match.rankings[axis.slug].standings))
    options = {"": _("None")} | {slug: names[slug] for slug in slugs}
    return (_way(form, place, options) for place in range(1, MOST_WAYS + 1))


def _way(form: AssessmentForm, place: int, options: Mapping[str, str]) -> WayFields:
    name = way_field(place)
    picked = form.typed[name] if form.typed[name] in options else ""
    numbers, more = tuple(_numbers(form, place, AMOUNTS)), tuple(_numbers(form, place, CHANGES))
    error = form.errors.get(name, "")
    return WayFields(
        title=_way_title(place),
        picked=options[picked],
        name=name,
        choices=tuple(Choice(slug, option, slug == picked) for slug, option in options.items()),
        error=error,
        numbers=numbers,
        more=more,
        typed=any(field.value for field in (*numbers, *more)),
        open=bool(error) or _in_use((*numbers, *more)),
        more_open=_in_use(more),
    )


def _in_use(fields: Iterable[Field]) -> bool:
    """Whether something stands in one of the fields, or is wrong with it."""
    return any(field.value or field.error for field in fields)


def _way_title(place: int) -> str:
    return _("Way %(place)s") % {"place": place}


def _numbers(form: AssessmentForm, place: int, words: NumberWords) -> Iterator[Field]:
    for number, (label, hint) in words.items():
        yield _field(form, way_field(place, number), str(label), str(hint))


def typed_numbers(own: OwnAssessment, names: Mapping[str, str]) -> Iterator[TypedNumber]:
    """What a should-cost rests on; what was left empty is left out."""
    if own.estimate is None:
        return
    typed = fields_of(own)
    for name, (label, _hint) in WHOLE.items():
        if typed[name]:
            yield TypedNumber("", str(label), typed[name])
    for place, way in enumerate(own.estimate.ways, start=1):
        for number, (label, _hint) in {**AMOUNTS, **CHANGES}.items():
            if text := typed[way_field(place, number)]:
                yield TypedNumber(names[way], str(label), text)
