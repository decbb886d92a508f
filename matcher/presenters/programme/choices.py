"""Which rows of a programme are shown and in which order, as links: by the first outcome of an
axis, by verdict, and those with the most open questions first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from matcher.core import Taxonomy
from matcher.presenters.result.outside import OUTSIDE, kind_name
from matcher.programme_form import number_in
from matcher.programmes import SummarisedRow
from matcher.web.request_input import PAGE, SORT

VERDICT = "verdict"
"""The parameter that chooses rows by their verdict; of an axis it is the slug."""

MOST_OPEN = "open"
"""The value of `SORT` that puts rows with the most open questions first."""


def value_of(row: SummarisedRow, parameter: str) -> str:
    """The slug by which a parameter chooses this row; empty where nothing is decided."""
    summary = row.summary
    if summary is None:
        return ""
    if parameter == VERDICT:
        return OUTSIDE if summary.outside else summary.verdict or ""
    return summary.outcome(parameter)


def _open(row: SummarisedRow) -> int:
    """How many questions are open in the row."""
    return len(row.summary.open) if row.summary else 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen: the value of each parameter that was given one, the order, and the page of
    them."""

    values: Mapping[str, str]
    sort: str = ""
    page: int = 1

    def of(self, rows: Sequence[SummarisedRow]) -> list[SummarisedRow]:
        """The rows to show."""
        shown = [
            row
            for row in rows
            if all(value_of(row, name) == value for name, value in self.values.items())
        ]
        return sorted(shown, key=_open, reverse=True) if self.sort else shown

    def with_value(self, parameter: str, value: str) -> "Chosen":
        """The same with another value for a parameter; an empty one chooses nothing. It begins
        with the first page."""
        values = {**self.values, parameter: value}
        return replace(self, values={name: each for name, each in values.items() if each}, page=1)

    def url(self, page: str) -> str:
        """The page with this choice."""
        beside = ((SORT, self.sort), (PAGE, str(self.page) if self.page > 1 else ""))
        query = urlencode([*self.values.items(), *(each for each in beside if each[1])])
        return f"{page}?{query}" if query else page


def chosen(taxonomy: Taxonomy, parameters: Mapping[str, str]) -> Chosen:
    """What the parameters of a URL choose. Those that are not ours are left out."""
    values = {name: parameters[name] for name in names(taxonomy) if parameters.get(name)}
    sort = MOST_OPEN if parameters.get(SORT) == MOST_OPEN else ""
    return Chosen(values, sort, number_in(parameters.get(PAGE, "")) or 1)


def names(taxonomy: Taxonomy) -> dict[str, dict[str, str]]:
    """By parameter what it may choose, and the name of that."""
    outcomes = taxonomy.index.outcomes_by_axis
    by_axis = {
        axis: {outcome.slug: outcome.name for outcome in outcomes[axis]} for axis in outcomes
    }
    verdicts = {verdict.slug: verdict.name for verdict in taxonomy.verdicts}
    return {**by_axis, VERDICT: {**verdicts, OUTSIDE: kind_name()}}


def chosen_names(taxonomy: Taxonomy, current: Chosen) -> str:
    """What is chosen, as one string; empty where nothing is, or nothing that we know."""
    known = names(taxonomy)
    chosen = [known[parameter].get(value, "") for parameter, value in current.values.items()]
    return "; ".join(filter(None, chosen))


# ── As links ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class RowChoice:
    """A link to other rows, how many those are, and whether they are the ones that are shown."""

    name: str
    href: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class RowFilter:
    """What rows can be chosen by."""

    name: str
    choices: tuple[RowChoice, ...]


def filters(
    taxonomy: Taxonomy, rows: Sequence[SummarisedRow], current: Chosen, page: str
) -> tuple[RowFilter, ...]:
    """Everything by which rows differ, or by which some are chosen."""
    titles = {axis.slug: axis.name for axis in taxonomy.axes} | {VERDICT: _("Verdict")}
    made = (
        RowFilter(titles[parameter], _choices(parameter, values, rows, current, page))
        for parameter, values in names(taxonomy).items()
    )
    return tuple(each for each in made if len(each.choices) > 1)


def _choices(
    parameter: str,
    values: Mapping[str, str],
    rows: Sequence[SummarisedRow],
    current: Chosen,
    page: str,
) -> tuple[RowChoice, ...]:
    """The values that some row has. The one that is chosen leads back to all of them."""
    counts = Counter(value_of(row, parameter) for row in rows)
    present = current.values.get(parameter, "")
    return tuple(
        RowChoice(
            name,
            current.with_value(parameter, "" if value == present else value).url(page),
            counts[value],
            chosen=value == present,
        )
        for value, name in values.items()
        if counts[value]
    )


def sorts(current: Chosen, page: str, count: int) -> tuple[RowChoice, ...]:
    """The orders of so many rows."""
    orders = (("", _("As listed")), (MOST_OPEN, _("Most open questions first")))
    return tuple(
        RowChoice(
            name,
            replace(current, sort=sort, page=1).url(page),
            count,
            chosen=sort == current.sort,
        )
        for sort, name in orders
    )
