"""The runner-up of each decision, and the single answers that would tip it."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _, ngettext

from matcher.core import Match, Ranking, Taxonomy, write_query
from matcher.core.sensitivity import TippingChange, tipping_changes
from matcher.core.walk import border_question
from matcher.presenters.words import and_then, answer_label, tag
from matcher.web.page import (
    ANSWERS,
    PARTS_KEPT,
    ROWS,
    RenderContext,
    fill_slots,
    join_parts,
    remembered,
    render_part,
)
from matcher.wording import count_points, join_and

MAX_CHANGES_SHOWN = 3
"""How many changes are shown at once; the others are a click away."""


def render_tipping(context: RenderContext, match: Match) -> SafeString:
    """For each axis that is decided: what comes next, and what would put another one first."""
    decided = [axis for axis, ranking in match.rankings.items() if ranking.top is not None]
    return join_parts(_tipping(context, match, axis) for axis in decided)


def _tipping(context: RenderContext, match: Match, axis: str) -> SafeString:
    ranking = match.rankings[axis]
    rows = [
        _row(context, axis, change) for change in tipping_changes(context.taxonomy, match, axis)
    ]
    first, more = rows[:MAX_CHANGES_SHOWN], rows[MAX_CHANGES_SHOWN:]
    frame = _frame(
        context,
        axis,
        context.taxonomy.index.outcome_name(ranking.axis, ranking.standings[0].outcome),
        runner_up(context.taxonomy, ranking),
        bool(first),
    )
    lists = [fill_slots(_list(""), rows=first)] if first else []
    if more:
        lists.append(fill_slots(_list(_show_more(len(more))), rows=more))
    if border := border_question(context.taxonomy, match, axis):
        query = and_then(write_query(match.answers), "result")
        lists.append(fill_slots(_border(context, border.slug), query=query))
    return fill_slots(frame, rows=lists)


@remembered(PARTS_KEPT)
def _border(context: RenderContext, slug: str) -> SafeString:
    """The question that would decide between the first two, with a link that asks it."""
    values = {
        "prompt": context.taxonomy.index.question_by_slug[slug].prompt,
        "href": context.page_url("question", slug, query=ANSWERS),
    }
    return render_part("_result_border.html", values)


def _show_more(count: int) -> str:
    return ngettext(
        "%(count)s more answer would tip it", "%(count)s more answers would tip it", count
    ) % {"count": count}


@lru_cache(maxsize=PARTS_KEPT)
def _list(summary: str) -> SafeString:
    """A list of changes, behind a summary if there is one."""
    return render_part("_tips.html", {"summary": summary, "rows": ROWS})


@remembered(PARTS_KEPT)
def _frame(
    context: RenderContext, axis: str, first: str, second: str, has_changes: bool
) -> SafeString:
    values = {
        "tag": tag(context.taxonomy.index.axis_by_slug[axis]),
        "first": first,
        "runner_up": second,
        "tips": has_changes,
        "lists": ROWS,
    }
    return render_part("_result_tipping.html", values)


@remembered(PARTS_KEPT)
def _row(context: RenderContext, axis: str, change: TippingChange) -> SafeString:
    values = {"sentence": tipping_sentence(context.taxonomy, axis, change)}
    return render_to_string("_tip.html", values)


# ── Sentences ─────────────────────────────────────────────────────────────────────────────


def runner_up(taxonomy: Taxonomy, ranking: Ranking) -> str:
    """What comes second, and how far behind; empty if nothing is first."""
    if ranking.top is None:
        return ""
    if ranking.margin is None:
        return _("There is no rival: your answers rule out everything else.")
    index = taxonomy.index
    if rivals := tuple(index.outcome_name(ranking.axis, slug) for slug in ranking.tied[1:]):
        return ngettext(
            "%(names)s has the same points.", "%(names)s have the same points.", len(rivals)
        ) % {"names": join_and(rivals)}
    return _("%(name)s comes next, %(points)s behind.") % {
        "name": index.outcome_name(ranking.axis, ranking.standings[1].outcome),
        "points": count_points(ranking.margin),
    }


def tipping_sentence(taxonomy: Taxonomy, axis: str, change: TippingChange) -> str:
    """What would come first if that one answer were another."""
    question = taxonomy.index.question_by_slug[change.question]
    option = question.option(change.after)
    outcome = taxonomy.index.outcome_name(axis, change.outcome)
    if option is not None and option.supposing:
        return _("If %(supposing)s, this would be %(outcome)s.") % {
            "supposing": option.supposing,
            "outcome": outcome,
        }
    return _("If the answer to “%(question)s” were “%(answer)s”, this would be %(outcome)s.") % {
        "question": question.prompt,
        "answer": answer_label(question, change.after),
        "outcome": outcome,
    }
