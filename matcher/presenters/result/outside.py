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
    outside = outside_of(taxonomy, match)
    verdict = taxonomy.index.verdict_by_slug.get(match.fit.verdict or "")
    return outside.name if outside else verdict.name if verdict else ""
