"""Where and since when rules are law, what changes next, and when somebody last opened a source."""

from collections.abc import Iterable

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from matcher.core import Regime, Source
from matcher.core.days import first_day


def day_as_known(text: str) -> str:
    """A day as in ISO 8601, as far as it is known, written out: “2 August 2026”, “August 2026”,
    “2026”; empty where nothing is."""
    if not text:
        return ""
    known, first = text.count("-"), first_day(text)
    parts = (str(first.day), str(MONTHS[first.month]), str(first.year))
    return " ".join(parts[-1 - known :])


def law(regime: Regime) -> str:
    """Where and since when it is law, what changes next, and when it was checked, in sentences.
    Empty for a regime of the first editions, which said nothing of it."""
    if not regime.jurisdiction:
        return ""
    return " ".join(filter(None, (_in_force(regime), _next(regime), checked(regime.sources))))


def _in_force(regime: Regime) -> str:
    params = {"where": regime.jurisdiction, "since": day_as_known(regime.in_force)}
    if not regime.in_force:
        return _("%(where)s; since when is not stated.") % params
    return _("%(where)s, in force since %(since)s.") % params


def _next(regime: Regime) -> str:
    if not regime.next_date:
        return ""
    params = {"day": day_as_known(regime.next_date), "change": regime.next_change}
    return _("Next date: %(day)s. %(change)s") % params


def checked(sources: Iterable[Source]) -> str:
    """When somebody last opened one of these sources, as a sentence."""
    day = max((source.checked_on for source in sources), default="")
    return _("Checked on %(day)s.") % {"day": day_as_known(day)} if day else _("Not checked.")
