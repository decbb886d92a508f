"""The label that a visitor started from, beside what the answers say."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matcher.core import Label, Match, Taxonomy
from matcher.presenters.labels import leaves_open
from matcher.web.page import PARTS_KEPT, RenderContext, remembered
from matcher.web.prose import prose


def render_starting_label(context: RenderContext, match: Match) -> SafeString:
    """What the label means and leaves open; empty for a visitor who did not start from one."""
    label = context.taxonomy.index.label_by_slug.get(match.answers.label)
    if label is None:
        return SafeString()
    ranking = match.rankings.get(label.axis)
    return _render(context, label.slug, (ranking.top if ranking else None) or "")


@remembered(PARTS_KEPT)
def _render(context: RenderContext, slug: str, top: str) -> SafeString:
    label = context.taxonomy.index.label_by_slug[slug]
    values = {
        "names": ", ".join(label.names),
        "url": f"{context.page_url('labels')}#{slug}",
        "meaning": label.meaning,
        "asks": prose(label.asks),
        "leaves_open": leaves_open(context.taxonomy, label),
        "agrees": _agrees(context.taxonomy, label, top),
    }
    return render_to_string("_result_label.html", values)


def _agrees(taxonomy: Taxonomy, label: Label, top: str) -> str:
    """Whether what the label usually means is what the answers say."""
    if not top or not label.candidates:
        return ""
    params = {"name": taxonomy.index.outcome_name(label.axis, top)}
    if top in {candidate.outcome for candidate in label.candidates}:
        return _("Your answers point to %(name)s, one of the things that it may mean.") % params
    return _("Your answers point to %(name)s, which is not what it usually means.") % params
