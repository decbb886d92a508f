"""The label that a visitor started from, beside what the answers say."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matcher.core.matching import Match
from matcher.core.taxonomy.values import Label, Taxonomy
from matcher.presenters.labels import leaves_open
from matcher.web.page import PARTS_KEPT, Scene
from matcher.web.prose import prose


def started_from(scene: Scene, match: Match) -> SafeString:
    """What the label means and leaves open; nothing for a visitor who started from none."""
    label = scene.taxonomy.label_by_slug.get(match.answers.label)
    if label is None:
        return SafeString()
    ranking = match.rankings.get(label.axis)
    return _drawn(scene, label.slug, (ranking.top if ranking else None) or "")


@lru_cache(maxsize=PARTS_KEPT)
def _drawn(scene: Scene, slug: str, top: str) -> SafeString:
    label = scene.taxonomy.label_by_slug[slug]
    context = {
        "names": ", ".join(label.names),
        "url": f"{scene.address('labels')}#{slug}",
        "meaning": label.meaning,
        "asks": prose(label.asks),
        "leaves_open": leaves_open(scene.taxonomy, label),
        "agrees": _agrees(scene.taxonomy, label, top),
    }
    return render_to_string("_result_label.html", context)


def _agrees(taxonomy: Taxonomy, label: Label, top: str) -> str:
    """Whether what the label usually means is what the answers say."""
    if not top or not label.candidates:
        return ""
    name = {"name": taxonomy.outcome_by_slug[label.axis, top].name}
    if top in {candidate.outcome for candidate in label.candidates}:
        return _("Your answers point to %(name)s, one of the things that it may mean.") % name
    return _("Your answers point to %(name)s, which is not what it usually means.") % name
