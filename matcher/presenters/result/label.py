"""The label that a visitor started from, beside what the answers say."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.core import Label, Match, Taxonomy
from matcher.web.page import RenderContext
from matcher.wording import join_and


@dataclass(frozen=True, slots=True)
class LabelComparison:
    """What the label means and leaves open, and whether the answers agree with it."""

    names: str
    href: str
    meaning: str
    asks: str
    leaves_open: str
    agrees: str


def label_comparison(context: RenderContext, match: Match) -> LabelComparison | None:
    """None for a visitor who did not start from a label."""
    label = context.taxonomy.index.label_by_slug.get(match.answers.label)
    if label is None:
        return None
    ranking = match.rankings.get(label.axis)
    return LabelComparison(
        names=", ".join(label.names),
        href=f"{context.page_url('labels')}#{label.slug}",
        meaning=label.meaning,
        asks=label.asks,
        leaves_open=_leaves_open(context.taxonomy, label),
        agrees=_agrees(context.taxonomy, label, (ranking.top if ranking else None) or ""),
    )


def _leaves_open(taxonomy: Taxonomy, label: Label) -> str:
    """Which decisions the label says nothing about."""
    others = tuple(axis.name for axis in taxonomy.axes if axis.slug != label.axis)
    return _("It says nothing about: %(axes)s.") % {"axes": join_and(others)}


def _agrees(taxonomy: Taxonomy, label: Label, top: str) -> str:
    """Whether what the label usually means is what the answers say."""
    if not top or not label.candidates:
        return ""
    params = {"name": taxonomy.index.outcome_name(label.axis, top)}
    if top in {candidate.outcome for candidate in label.candidates}:
        return _("Your answers point to %(name)s, one of the things that it may mean.") % params
    return _("Your answers point to %(name)s, which is not what it usually means.") % params
