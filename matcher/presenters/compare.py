"""The page that compares results: the form that takes their links, and the table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase

from django.http import HttpRequest
from django.utils.translation import gettext as _

from matcher.core import match, parse_query
from matcher.editions import Release, edition
from matcher.presenters.compare_rows import (
    ComparedResult,
    ComparisonRow,
    answer_rows,
    decision_rows,
    fit_rows,
    warning_rows,
)
from matcher.presenters.problems import Problem
from matcher.presenters.share_form import ShareFormView, form_of_two
from matcher.presenters.words import day, shortened
from matcher.web.other_part import OtherPart
from matcher.web.page import page_url, render_context
from matcher.web.submitted_links import SubmittedLink
from matcher.wording import join_and

RESULT_PARAMETER = "r"
"""The reserved name of the parameter of a URL that names a result."""

LINKS_FIELD = "#links"
"""Where the field is that takes the links."""

MIN_RESULTS = 2
"""A comparison needs at least this many results."""


@dataclass(frozen=True, slots=True)
class ComparisonColumn:
    """One result: the letter that stands for it, its title and page, and the day it was made, with
    the edition where those are not all the same. `swaps`: its page is that of the other part."""

    letter: str
    title: str
    href: str
    origin: str
    swaps: bool


@dataclass(frozen=True, slots=True)
class ComparisonGroup:
    """Rows under one heading."""

    title: str
    rows: tuple[ComparisonRow, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The comparison: the groups of rows that differ, and those that are the same in all, with
    their number. `editions` says that the results were made with different editions."""

    columns: tuple[ComparisonColumn, ...]
    summary: str
    editions: str
    differing: tuple[ComparisonGroup, ...]
    common: tuple[ComparisonGroup, ...]
    common_count: int


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The page. `text` is what the field for links holds, `waiting` the title of the only result
    that there is so far. There is no comparison with fewer than two results. `live`: they are two
    parts of one piece of work, and not stored; the form makes a programme of them."""

    action: str
    text: str
    problems: tuple[Problem, ...]
    waiting: str
    comparison: Comparison | None
    live: bool = False
    form: ShareFormView | None = None


def compare_page(
    request: HttpRequest, text: str, links: Sequence[SubmittedLink], *, sent: bool
) -> ComparePage:
    """The page of these links, found in the text. `sent`: somebody has asked for a comparison, if
    only an empty one."""
    results = _compared_results(request, links)
    is_complete = len(results) >= MIN_RESULTS
    return ComparePage(
        action=page_url(request, "compare"),
        text=text,
        problems=_problems(links, is_empty=sent and not links),
        waiting=results[0].title if results and not is_complete else "",
        comparison=_comparison(results) if is_complete else None,
    )


def parts_page(
    request: HttpRequest, release: Release, parts: tuple[OtherPart, OtherPart]
) -> ComparePage:
    """The page of two parts of one piece of work, which are matched here and now."""
    is_complete = all(part.query for part in parts)
    problems = (_part_problem(title, part) for title, part in zip(part_names(), parts, strict=True))
    return ComparePage(
        action=page_url(request, "compare"),
        text="",
        problems=tuple(Problem(sentence) for sentence in problems if sentence),
        waiting="",
        comparison=_comparison(_compared_parts(request, release, parts)) if is_complete else None,
        live=True,
        form=form_of_two(render_context(request, release), *(part.query for part in parts))
        if is_complete
        else None,
    )


def part_names() -> tuple[str, str]:
    """What the two parts are called."""
    return _("The first part"), _("The other part")


def _part_problem(title: str, part: OtherPart) -> str:
    """What could not be used of a part; empty where all of it was."""
    if not part.query:
        unreadable = _("%(part)s: its answers cannot be read. Copy the whole address again.")
        return unreadable % {"part": title}
    return _("%(part)s: some answers could not be used.") % {"part": title} if part.error else ""


def _compared_parts(
    request: HttpRequest, release: Release, parts: tuple[OtherPart, OtherPart]
) -> tuple[ComparedResult, ...]:
    """Both parts. The page of each carries the other, so that it leads back here."""
    return tuple(
        ComparedResult(
            letter=letter,
            title=title,
            href=render_context(request, release, other).page_url("result", query=part.query),
            made_on="",
            match=match(release.taxonomy, parse_query(release.taxonomy, part.query).answers),
            made_with=release,
            swaps=part is parts[0],
        )
        for letter, title, part, other in zip(
            "AB", part_names(), parts, reversed(parts), strict=True
        )
    )


def _compared_results(
    request: HttpRequest, links: Iterable[SubmittedLink]
) -> tuple[ComparedResult, ...]:
    results = [link.result for link in links if link.result]
    return tuple(
        ComparedResult(
            letter=letter,
            title=result.title or _("Untitled result"),
            href=page_url(request, *result.page),
            made_on=day(result.made_on),
            match=result.match,
            made_with=edition(result.edition),
        )
        for letter, result in zip(ascii_uppercase, results, strict=False)
    )


def _problems(links: Sequence[SubmittedLink], *, is_empty: bool) -> tuple[Problem, ...]:
    """What could not be used, each with what was pasted; or that nothing was."""
    if is_empty:
        return (Problem(_("Paste the links of two to five results."), LINKS_FIELD),)
    return tuple(
        Problem(f"“{shortened(link.text)}”: {link.error}", LINKS_FIELD)
        for link in links
        if link.error
    )


# ── The comparison ───────────────────────────────────────────────────────────────────────


def _comparison(results: Sequence[ComparedResult]) -> Comparison:
    groups = _groups(results)
    common = _only(groups, differing=False)
    editions = _editions(results)
    return Comparison(
        columns=tuple(_column(result, with_edition=bool(editions)) for result in results),
        summary=_summary(results, groups[0]),
        editions=editions,
        differing=_only(groups, differing=True),
        common=common,
        common_count=sum(len(group.rows) for group in common),
    )


def _column(result: ComparedResult, *, with_edition: bool) -> ComparisonColumn:
    edition_and_day = {"number": result.made_with.number, "day": result.made_on}
    return ComparisonColumn(
        letter=result.letter,
        title=result.title,
        href=result.href,
        origin=_("Edition %(number)s, %(day)s") % edition_and_day
        if with_edition
        else result.made_on or _("Not stored"),
        swaps=result.swaps,
    )


def _groups(results: Sequence[ComparedResult]) -> tuple[ComparisonGroup, ...]:
    return (
        ComparisonGroup(_("The decisions"), tuple(decision_rows(results))),
        ComparisonGroup(_("Is it ready to be outsourced?"), tuple(fit_rows(results))),
        ComparisonGroup(_("What to watch out for"), tuple(warning_rows(results))),
        ComparisonGroup(_("The answers"), tuple(answer_rows(results))),
    )


def _only(groups: Iterable[ComparisonGroup], *, differing: bool) -> tuple[ComparisonGroup, ...]:
    """The groups with only the rows that differ, or only those that are the same in all."""
    remaining = [
        replace(group, rows=tuple(row for row in group.rows if row.differs == differing))
        for group in groups
    ]
    return tuple(group for group in remaining if group.rows)


def _summary(results: Sequence[ComparedResult], decisions: ComparisonGroup) -> str:
    """Whether they decide the same, in a sentence."""
    if len({result.match.outside for result in results}) > 1:
        return _("They are different kinds of buying.")
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
