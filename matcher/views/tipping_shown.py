"""The runner-up of each decision, and the single answers that would tip it."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from matcher.core.matching import Match
from matcher.core.whatif import Tip, tips
from matcher.views.content_shown import joined
from matcher.views.decision_shown import outcome_name
from matcher.views.page import PARTS_KEPT, Scene
from matcher.views.shown import tag
from matcher.views.whatif_shown import runner_up, tip_sentence

MOST_PLAUSIBLE = 3
"""So many tips are shown at once; the others are a click away."""


def tipping_drawn(scene: Scene, match: Match) -> SafeString:
    """For each axis that is decided: who comes next, and what would put another one first."""
    decided = [axis for axis, ranking in match.rankings.items() if ranking.top is not None]
    return joined(_tipping(scene, match, axis) for axis in decided)


def _tipping(scene: Scene, match: Match, axis: str) -> SafeString:
    ranking = match.rankings[axis]
    rows = [_row(scene, axis, tip) for tip in tips(scene.taxonomy, match, axis)]
    more = rows[MOST_PLAUSIBLE:]
    context = {
        "tag": tag(scene.taxonomy.axis_by_slug[axis]),
        "first": outcome_name(scene.taxonomy, ranking, ranking.standings[0].outcome),
        "runner_up": runner_up(scene.taxonomy, ranking),
        "tips": joined(rows[:MOST_PLAUSIBLE]),
        "more": joined(more),
        "show_more": ngettext(
            "%(count)s more answer would tip it", "%(count)s more answers would tip it", len(more)
        )
        % {"count": len(more)},
    }
    return render_to_string("_result_tipping.html", context)


@lru_cache(maxsize=PARTS_KEPT)
def _row(scene: Scene, axis: str, tip: Tip) -> SafeString:
    context = {"sentence": tip_sentence(scene.taxonomy, axis, tip)}
    return render_to_string("_tip.html", context)
