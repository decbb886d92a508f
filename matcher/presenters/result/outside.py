"""Another kind of buying than the taxonomy is about: what takes the place of an answer."""

from django.utils.translation import gettext as _

from matcher.core import Match, Taxonomy
from matcher.core.taxonomy.values import Outside

OUTSIDE = "outside"
"""What stands in the place of a verdict."""


def outside_of(taxonomy: Taxonomy, match: Match) -> Outside | None:
    """The kind of buying that the answers describe; None where the taxonomy is about it."""
    return next((row for row in taxonomy.outside if row.slug == match.outside), None)


def kind_name() -> str:
    """What the verdict is called."""
    return _("Another kind of buying")


def verdict_name(taxonomy: Taxonomy, match: Match) -> str:
    """The verdict in words, or the other kind of buying; empty without either."""
    return named_verdict(taxonomy, match.fit.verdict, match.outside)


def named_verdict(taxonomy: Taxonomy, verdict: str | None, outside: str | None) -> str:
    """The name of the verdict, or of the other kind of buying, by their slugs; empty without."""
    kinds = {kind.slug: kind.name for kind in taxonomy.outside}
    if name := kinds.get(outside or ""):
        return name
    row = taxonomy.index.verdict_by_slug.get(verdict or "")
    return row.name if row else ""
