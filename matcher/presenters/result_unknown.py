"""The questions without a real answer, and what an answer to each could change."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _, ngettext

from matcher.core import Match, Taxonomy, write_query
from matcher.core.sensitivity import Unknown, unknowns
from matcher.presenters.words import and_then
from matcher.web.page import ANSWERS, PARTS_KEPT, RenderContext, fill_slots, remembered, render_part
from matcher.wording import join_or

MAX_PRINTED_UNKNOWNS = 3
"""How many unknown answers the printed page lists."""


@dataclass(frozen=True, slots=True)
class UnknownView:
    """A question without a real answer, with the link that answers it and comes back here."""

    prompt: str
    href: str
    unsure: bool
    worth: str


def render_unknown(context: RenderContext, match: Match) -> SafeString:
    """The questions without a real answer, the one that matters most first."""
    open_questions = unknowns(context.taxonomy, match)
    if not open_questions:
        return _nothing_unknown(context)
    query = and_then(write_query(match.answers), "result")
    values = {
        "unknowns": [_unknown_view(context, match, unknown) for unknown in open_questions],
        "more": _more(len(open_questions) - MAX_PRINTED_UNKNOWNS),
        "go_on": context.page_url("match", query=write_query(match.answers))
        if match.unanswered
        else "",
    }
    return fill_slots(render_part("_result_unknown.html", values), query=query)


@remembered(PARTS_KEPT)
def _nothing_unknown(context: RenderContext) -> SafeString:
    return render_part("_result_nothing_unknown.html", {})


def _more(count: int) -> str:
    """How many questions the printed page leaves out."""
    if count < 1:
        return ""
    return ngettext(
        "And %(count)s more question that matters less.",
        "And %(count)s more questions that matter less.",
        count,
    ) % {"count": count}


def _unknown_view(context: RenderContext, match: Match, unknown: Unknown) -> UnknownView:
    return UnknownView(
        prompt=context.taxonomy.index.question_by_slug[unknown.question].prompt,
        href=context.page_url("question", unknown.question, query=ANSWERS),
        unsure=unknown.question not in match.unanswered,
        worth=value_sentence(context.taxonomy, unknown),
    )


def value_sentence(taxonomy: Taxonomy, unknown: Unknown) -> str:
    """What an answer to that question alone could put first, or that it could not."""
    index = taxonomy.index
    outcomes_by_axis = [
        _("%(outcomes)s (%(axis)s)")
        % {
            "outcomes": join_or(tuple(index.outcome_name(axis, slug) for slug in outcomes)),
            "axis": index.axis_by_slug[axis].name,
        }
        for axis, outcomes in unknown.outcomes.items()
        if outcomes
    ]
    if not outcomes_by_axis:
        return _("It cannot change what comes first by itself.")
    return _("An answer could put first: %(outcomes)s.") % {"outcomes": "; ".join(outcomes_by_axis)}
