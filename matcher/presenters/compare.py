"""The page that compares results: the form that takes their links, and the table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matcher.editions import edition
from matcher.presenters.compare_rows import (
    Row,
    Side,
    answer_rows,
    decision_rows,
    fit_rows,
    warning_rows,
)
from matcher.presenters.share_form import Problem, day
from matcher.web.page import address
from matcher.web.submitted_links import MOST, Pasted
from matcher.wording import both

RESULT = "r"
"""The reserved name under which an address names a result."""

ONLY, DIFFERENCES = "only", "differences"
"""The name and the value with which an address leaves out what is the same everywhere."""

FEWEST = 2
"""Fewer results are no comparison."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form, with what was pasted into it and what is wrong with that."""

    anchor: str
    label: str
    text: str
    error: str


@dataclass(frozen=True, slots=True)
class Column:
    """One result: the letter that stands for it, its title and page, and how it was made."""

    letter: str
    title: str
    href: str
    made: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading, and how many of them differ."""

    title: str
    count: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The comparison. `width` counts its columns, with that of the names. `everything` and
    `differences` lead to its two forms; `only` says that it has the second one, `editions` that
    the results were made by different ones."""

    columns: tuple[Column, ...]
    width: int
    groups: tuple[Group, ...]
    summary: str
    editions: str
    everything: str
    differences: str
    only: bool
    count: int


@dataclass(frozen=True, slots=True)
class CompareShown:
    """The page. There is no table with fewer than two results."""

    action: str
    fields: tuple[Field, ...]
    problems: tuple[Problem, ...]
    table: Table | None


def compare_shown(
    request: HttpRequest, pasted: Sequence[Pasted], *, sent: bool, only: bool
) -> CompareShown:
    """The page of these links. `sent`: somebody has asked for a comparison, if only an empty
    one; `only`: what is the same everywhere is left out."""
    sides = _sides(pasted)
    return CompareShown(
        action=address(request, "compare"),
        fields=_fields(pasted),
        problems=(*_problems(pasted), *(_too_few(pasted, sides) if sent else ())),
        table=_table(request, pasted, sides, only=only) if len(sides) >= FEWEST else None,
    )


def _sides(pasted: Iterable[Pasted]) -> tuple[Side, ...]:
    results = [one.result for one in pasted if one.result]
    return tuple(
        Side(letter, stored, edition(stored.edition))
        for letter, stored in zip(ascii_uppercase, results, strict=False)
    )


# ── The form ─────────────────────────────────────────────────────────────────────────────


def _fields(pasted: Sequence[Pasted]) -> tuple[Field, ...]:
    """A field for each text, and empty ones up to the number of results that fit."""
    empty = Pasted("", "", None)
    return tuple(
        Field(f"link-{place}", _place(place), one.text, one.error)
        for place, one in enumerate((*pasted, *[empty] * (MOST - len(pasted))), start=1)
    )


def _place(place: int) -> str:
    return _("Link %(place)s") % {"place": place}


def _problems(pasted: Sequence[Pasted]) -> tuple[Problem, ...]:
    return tuple(
        Problem(f"{_place(place)}: {one.error}", f"#link-{place}")
        for place, one in enumerate(pasted, start=1)
        if one.error
    )


def _too_few(pasted: Sequence[Pasted], sides: Sequence[Side]) -> tuple[Problem, ...]:
    """What is missing where there is no comparison."""
    if len(sides) >= FEWEST:
        return ()
    free = f"#link-{min(len(pasted) + 1, MOST)}"
    if sides:
        more = _("One result has nothing to be compared with. Paste the link of another one.")
        return (Problem(more, free),)
    return (Problem(_("Paste the links of two to five results."), "#link-1"),)


# ── The table ────────────────────────────────────────────────────────────────────────────


def _table(
    request: HttpRequest, pasted: Sequence[Pasted], sides: Sequence[Side], *, only: bool
) -> Table:
    groups = _groups(sides)
    links = [(RESULT, one.text) for one in pasted]
    return Table(
        columns=tuple(_column(request, side) for side in sides),
        width=1 + len(sides),
        groups=_differing(groups) if only else groups,
        summary=_summary(groups[0]),
        editions=_editions(sides),
        everything=address(request, "compare", query=urlencode(links)),
        differences=address(request, "compare", query=urlencode([*links, (ONLY, DIFFERENCES)])),
        only=only,
        count=sum(row.differs for group in groups for row in group.rows),
    )


def _column(request: HttpRequest, side: Side) -> Column:
    return Column(
        letter=side.letter,
        title=side.stored.title or _("A shared match"),
        href=address(request, "shared", side.stored.token),
        made=_("Edition %(number)s, made on %(day)s")
        % {"number": side.made_with.number, "day": day(side.stored.created_at)},
    )


def _groups(sides: Sequence[Side]) -> tuple[Group, ...]:
    groups = (
        _group(_("The decisions"), decision_rows(sides)),
        _group(_("Is it ready to be outsourced?"), fit_rows(sides)),
        _group(_("What to watch out for"), warning_rows(sides)),
        _group(_("The answers"), answer_rows(sides)),
    )
    return tuple(group for group in groups if group.rows)


def _group(title: str, found: Iterable[Row]) -> Group:
    rows = tuple(found)
    differing = sum(row.differs for row in rows)
    count = ngettext(
        "%(differing)s of %(all)s row differs", "%(differing)s of %(all)s rows differ", len(rows)
    ) % {"differing": differing, "all": len(rows)}
    return Group(title, count, rows)


def _differing(groups: Iterable[Group]) -> tuple[Group, ...]:
    left = [
        replace(group, rows=tuple(row for row in group.rows if row.differs)) for group in groups
    ]
    return tuple(group for group in left if group.rows)


def _summary(decisions: Group) -> str:
    """Whether they decide the same, in a sentence."""
    names = tuple(row.name for row in decisions.rows if row.tag and row.differs)
    if not names:
        return _("They come to the same decisions.")
    return _("They decide differently on: %(axes)s.") % {"axes": both(names)}


def _editions(sides: Sequence[Side]) -> str:
    """That the results were made by different editions; empty where they were not."""
    numbers = sorted({side.made_with.number for side in sides})
    if len(numbers) == 1:
        return ""
    return _(
        "They were made with different editions (%(numbers)s). Each is shown in the words of its "
        "own; what differs may come from the answers or from the rules."
    ) % {"numbers": both(tuple(map(str, numbers)))}
