"""The page that compares results: the form that takes their links, and the table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _, ngettext

from matcher.editions import edition
from matcher.presenters.compare_rows import (
    ComparedResult,
    ComparisonRow,
    answer_rows,
    decision_rows,
    fit_rows,
    warning_rows,
)
from matcher.presenters.problems import Problem
from matcher.presenters.words import day
from matcher.web.page import page_url
from matcher.web.submitted_links import MAX_RESULTS, SubmittedLink
from matcher.wording import join_and

RESULT_PARAMETER = "r"
"""The reserved name of the parameter of a URL that names a result."""

ONLY_PARAMETER, ONLY_DIFFERENCES = "only", "differences"
"""The name and the value of the parameter that leaves out what is the same everywhere."""

MIN_RESULTS = 2
"""A comparison needs at least this many results."""


@dataclass(frozen=True, slots=True)
class LinkField:
    """A field of the form, with what was submitted in it and what is wrong with that."""

    anchor: str
    label: str
    text: str
    error: str


@dataclass(frozen=True, slots=True)
class ComparisonColumn:
    """One result: the letter that stands for it, its title and page, and how it was made."""

    letter: str
    title: str
    href: str
    made: str


@dataclass(frozen=True, slots=True)
class ComparisonGroup:
    """Rows under one heading, and how many of them differ."""

    title: str
    count: str
    rows: tuple[ComparisonRow, ...]


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """The comparison. `width` counts its columns, including that of the names. `everything` and
    `differences` are the URLs of its two forms; `only` says that this is the second one,
    `editions` that the results were made with different editions."""

    columns: tuple[ComparisonColumn, ...]
    width: int
    groups: tuple[ComparisonGroup, ...]
    summary: str
    editions: str
    everything: str
    differences: str
    only: bool
    count: int


@dataclass(frozen=True, slots=True)
class CompareView:
    """The page. There is no table with fewer than two results."""

    action: str
    fields: tuple[LinkField, ...]
    problems: tuple[Problem, ...]
    table: ComparisonTable | None


def compare_view(
    request: HttpRequest, links: Sequence[SubmittedLink], *, sent: bool, only: bool
) -> CompareView:
    """The page of these links. `sent`: somebody has asked for a comparison, if only an empty
    one; `only`: what is the same everywhere is left out."""
    results = _compared_results(links)
    return CompareView(
        action=page_url(request, "compare"),
        fields=_fields(links),
        problems=(*_problems(links), *(_too_few(links, results) if sent else ())),
        table=_table(request, links, results, only=only) if len(results) >= MIN_RESULTS else None,
    )


def _compared_results(links: Iterable[SubmittedLink]) -> tuple[ComparedResult, ...]:
    stored_results = [link.result for link in links if link.result]
    return tuple(
        ComparedResult(letter, stored, edition(stored.edition))
        for letter, stored in zip(ascii_uppercase, stored_results, strict=False)
    )


# ── The form ─────────────────────────────────────────────────────────────────────────────


def _fields(links: Sequence[SubmittedLink]) -> tuple[LinkField, ...]:
    """A field for each link, and empty ones up to the number of results that fit."""
    empty = SubmittedLink("", "", None)
    return tuple(
        LinkField(f"link-{number}", _field_label(number), link.text, link.error)
        for number, link in enumerate((*links, *[empty] * (MAX_RESULTS - len(links))), start=1)
    )


def _field_label(number: int) -> str:
    return _("Link %(place)s") % {"place": number}


def _problems(links: Sequence[SubmittedLink]) -> tuple[Problem, ...]:
    return tuple(
        Problem(f"{_field_label(number)}: {link.error}", f"#link-{number}")
        for number, link in enumerate(links, start=1)
        if link.error
    )


def _too_few(
    links: Sequence[SubmittedLink], results: Sequence[ComparedResult]
) -> tuple[Problem, ...]:
    """What is missing for a comparison."""
    if len(results) >= MIN_RESULTS:
        return ()
    empty_field = f"#link-{min(len(links) + 1, MAX_RESULTS)}"
    if results:
        more = _("One result has nothing to be compared with. Paste the link of another one.")
        return (Problem(more, empty_field),)
    return (Problem(_("Paste the links of two to five results."), "#link-1"),)


# ── The table ────────────────────────────────────────────────────────────────────────────


def _table(
    request: HttpRequest,
    links: Sequence[SubmittedLink],
    results: Sequence[ComparedResult],
    *,
    only: bool,
) -> ComparisonTable:
    groups = _groups(results)
    parameters = [(RESULT_PARAMETER, link.text) for link in links]
    return ComparisonTable(
        columns=tuple(_column(request, result) for result in results),
        width=1 + len(results),
        groups=_differing(groups) if only else groups,
        summary=_summary(groups[0]),
        editions=_editions(results),
        everything=page_url(request, "compare", query=urlencode(parameters)),
        differences=page_url(
            request, "compare", query=urlencode([*parameters, (ONLY_PARAMETER, ONLY_DIFFERENCES)])
        ),
        only=only,
        count=sum(row.differs for group in groups for row in group.rows),
    )


def _column(request: HttpRequest, result: ComparedResult) -> ComparisonColumn:
    return ComparisonColumn(
        letter=result.letter,
        title=result.stored.title or _("A shared match"),
        href=page_url(request, "shared", result.stored.token),
        made=_("Edition %(number)s, made on %(day)s")
        % {"number": result.made_with.number, "day": day(result.stored.created_at)},
    )


def _groups(results: Sequence[ComparedResult]) -> tuple[ComparisonGroup, ...]:
    groups = (
        _group(_("The decisions"), decision_rows(results)),
        _group(_("Is it ready to be outsourced?"), fit_rows(results)),
        _group(_("What to watch out for"), warning_rows(results)),
        _group(_("The answers"), answer_rows(results)),
    )
    return tuple(group for group in groups if group.rows)


def _group(title: str, compared: Iterable[ComparisonRow]) -> ComparisonGroup:
    rows = tuple(compared)
    differing = sum(row.differs for row in rows)
    count = ngettext(
        "%(differing)s of %(all)s row differs", "%(differing)s of %(all)s rows differ", len(rows)
    ) % {"differing": differing, "all": len(rows)}
    return ComparisonGroup(title, count, rows)


def _differing(groups: Iterable[ComparisonGroup]) -> tuple[ComparisonGroup, ...]:
    remaining = [
        replace(group, rows=tuple(row for row in group.rows if row.differs)) for group in groups
    ]
    return tuple(group for group in remaining if group.rows)


def _summary(decisions: ComparisonGroup) -> str:
    """Whether they decide the same, in a sentence."""
    names = tuple(row.name for row in decisions.rows if row.tag and row.differs)
    if not names:
        return _("They come to the same decisions.")
    return _("They decide differently on: %(axes)s.") % {"axes": join_and(names)}


def _editions(results: Sequence[ComparedResult]) -> str:
    """That the results were made with different editions; empty if they were not."""
    numbers = sorted({result.made_with.number for result in results})
    if len(numbers) == 1:
        return ""
    return _(
        "They were made with different editions (%(numbers)s). Each is shown in the words of its "
        "own; what differs may come from the answers or from the rules."
    ) % {"numbers": join_and(tuple(map(str, numbers)))}
