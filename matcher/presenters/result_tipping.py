"""The runner-up of each decision, and the single answers that would tip it."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from matcher.core.answers import write
from matcher.core.matching import Match
from matcher.core.sensitivity import Tip, tips
from matcher.core.walk import border_question
from matcher.presenters.family import joined
from matcher.presenters.result_decision import outcome_name
from matcher.presenters.sensitivity import runner_up, tip_sentence
from matcher.presenters.words import and_then, tag
from matcher.web.page import ANSWERS, PARTS_KEPT, ROWS, Scene, draw, filled

MOST_PLAUSIBLE = 3
"""So many tips are shown at once; the others are a click away."""


def tipping_drawn(scene: Scene, match: Match) -> SafeString:
    """For each axis that is decided: who comes next, and what would put another one first."""
    decided = [axis for axis, ranking in match.rankings.items() if ranking.top is not None]
    return joined(_tipping(scene, match, axis) for axis in decided)


def _tipping(scene: Scene, match: Match, axis: str) -> SafeString:
    ranking = match.rankings[axis]
    rows = [_row(scene, axis, tip) for tip in tips(scene.taxonomy, match, axis)]
    shown, more = rows[:MOST_PLAUSIBLE], rows[MOST_PLAUSIBLE:]
    frame = _frame(
        scene,
        axis,
        outcome_name(scene.taxonomy, ranking, ranking.standings[0].outcome),
        runner_up(scene.taxonomy, ranking),
        bool(shown),
    )
    lists = [filled(_list(""), rows=shown)] if shown else []
    if more:
        lists.append(filled(_list(_show_more(len(more))), rows=more))
    if border := border_question(scene.taxonomy, match, axis):
        query = and_then(write(match.answers), "result")
        lists.append(filled(_border(scene, border.slug), query=query))
    return filled(frame, rows=lists)


@lru_cache(maxsize=PARTS_KEPT)
def _border(scene: Scene, slug: str) -> SafeString:
    """The question that would tell the first two apart, with a link that asks it."""
    context = {
        "prompt": scene.taxonomy.question_by_slug[slug].prompt,
        "href": scene.address("question", slug, query=ANSWERS),
    }
    return draw("_result_border.html", context)


def _show_more(count: int) -> str:
    return ngettext(
        "%(count)s more answer would tip it", "%(count)s more answers would tip it", count
    ) % {"count": count}


@lru_cache(maxsize=PARTS_KEPT)
def _list(summary: str) -> SafeString:
    """A list of tips, behind a summary if there is one."""
    return draw("_tips.html", {"summary": summary, "rows": ROWS})


@lru_cache(maxsize=PARTS_KEPT)
def _frame(scene: Scene, axis: str, first: str, second: str, tips: bool) -> SafeString:
    context = {
        "tag": tag(scene.taxonomy.axis_by_slug[axis]),
        "first": first,
        "runner_up": second,
        "tips": tips,
        "lists": ROWS,
    }
    return draw("_result_tipping.html", context)


@lru_cache(maxsize=PARTS_KEPT)
def _row(scene: Scene, axis: str, tip: Tip) -> SafeString:
    context = {"sentence": tip_sentence(scene.taxonomy, axis, tip)}
    return render_to_string("_tip.html", context)
