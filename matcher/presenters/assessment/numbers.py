"""Numbers, names and bars as an assessment writes them, and whose method it follows."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from matcher.assessment_form import TODAY
from matcher.core import Axis, Taxonomy
from matcher.core.should_cost import MIXED

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
"""Under which it may be followed."""

PLAYBOOK = "https://www.gov.uk/government/publications/the-sourcing-and-consultancy-playbooks"
"""Where the method comes from."""


class Bar(NamedTuple):
    """Where a bar begins and how long it is, of 100; `middle` is a mark on it."""

    start: str
    length: str
    middle: str = ""


def option_names(taxonomy: Taxonomy, axis: Axis) -> Mapping[str, str]:
    """The outcomes of the axis, how it is done today, and a mix of these, by slug."""
    outcomes = taxonomy.index.outcomes_by_axis[axis.slug]
    beside = {TODAY: _("As it is done today"), MIXED: _("A mix of these")}
    return beside | {outcome.slug: outcome.name for outcome in outcomes}


def share(part: int, whole: int) -> str:
    """A part of 100, for a bar."""
    return f"{100 * part / whole:.1f}" if whole else "0"


def signed(number: int) -> str:
    """A total, which may be below zero."""
    return f"{number:,}".replace("-", "−")


def amount_text(number: int) -> str:
    """An amount of money without its currency."""
    return f"{number:,}"


def money(amount: int, currency: str) -> str:
    """An amount of money with the word for its currency, if there is one."""
    return f"{amount_text(amount)} {currency}".strip()
