"""The page of a match, section by section.

Rows and sections are rendered by cached functions, because many visitors get the same ones:
results differ less in their rows and sections than in the mix of them.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from matcher.core import NOT_SURE, Answers, Match, Outcome, Ranking, load, match
from matcher.core.implications import family_of, ranked_warnings, verdict_so_far
from matcher.presenters.result_decision import decision
from matcher.presenters.result_fit import render_fit
from matcher.presenters.result_grid import render_grid
from matcher.presenters.result_implications import render_implications, render_steps
from matcher.presenters.result_label import render_starting_label
from matcher.presenters.result_tipping import render_tipping
from matcher.presenters.result_unknown import render_unknown
from matcher.presenters.result_why import reasons
from matcher.web.page import (
    PARTS_KEPT,
    RESULTS_KEPT,
    ROWS,
    RenderContext,
    fill_slots,
    join_parts,
    remembered,
)
from matcher.web.prose import prose


@dataclass(frozen=True, slots=True)
class AxisParts:
    """The parts of the page about one axis. `name` is empty while nothing is first."""

    name: str
    card: SafeString
    ruled_out: SafeString
    why: SafeString


@dataclass(frozen=True, slots=True)
class ResultView:
    """The rendered result page. `headline` names the decisions; it is empty while there is none.

    `unsure`: all answers are *not sure*.
    """

    headline: str
    unsure: bool
    cards: SafeString
    ruled_out: SafeString
    label: SafeString
    contents: SafeString
    sections: SafeString


@remembered(RESULTS_KEPT)
def live_result_view(context: RenderContext, answers: Answers) -> ResultView:
    """What these answers say in this edition, rendered once: opened again, or passed on as a URL,
    a result is the same."""
    return result_view(context, match(context.taxonomy, answers))


@remembered(RESULTS_KEPT)
def stored_result_view(context: RenderContext, match_json: str) -> ResultView:
    """The stored match, rendered once: what a link shows never changes."""
    return result_view(context, load(match_json))


def result_view(context: RenderContext, match: Match) -> ResultView:
    """The match with the texts of the edition that it was made with."""
    axes = [_axis(context, ranking) for ranking in match.rankings.values()]
    family = family_of(context.taxonomy, match)
    sections = {name: body for name, body in _sections(context, match, axes, family) if body}
    headings = [_heading(context, name, family.name if family else "") for name in sections]
    return ResultView(
        headline=", ".join([axis.name for axis in axes if axis.name]),
        unsure=is_unsure(match.answers),
        cards=join_parts(axis.card for axis in axes),
        ruled_out=join_parts(axis.ruled_out for axis in axes),
        label=render_starting_label(context, match),
        contents=fill_slots(_contents(context), rows=[heading.entry for heading in headings]),
        sections=join_parts(
            fill_slots(heading.frame, rows=[body])
            for heading, body in zip(headings, sections.values(), strict=True)
        ),
    )


def is_unsure(answers: Answers) -> bool:
    """Whether there are answers, and all of them are *not sure*."""
    return {option for _slug, option in answers} == {NOT_SURE}


def _sections(
    context: RenderContext, match: Match, axes: list[AxisParts], family: Outcome | None
) -> tuple[tuple[str, SafeString], ...]:
    """The page below the decisions, from top to bottom: the names of the sections (which are
    their anchors too) and their bodies, empty where there is nothing to say."""
    return (
        ("fit", render_fit(context, match.fit)),
        ("warnings", _warnings(context, match)),
        ("why", join_parts(axis.why for axis in axes)),
        ("tipping", render_tipping(context, match)),
        ("unknown", render_unknown(context, match)),
        ("follows" if family else "already", render_implications(context, match, family)),
        ("grid", render_grid(context, match)),
        ("steps", render_steps(context, verdict_so_far(context.taxonomy, match.fit))),
    )


SECTION_TITLES = {
    "fit": gettext_lazy("Is it ready to be outsourced?"),
    "warnings": gettext_lazy("What to watch out for"),
    "why": gettext_lazy("Why"),
    "tipping": gettext_lazy("The runner-up, and what would tip it"),
    "unknown": gettext_lazy("What is still unknown, and whether it matters"),
    "follows": gettext_lazy("What follows from %(family)s"),
    "already": gettext_lazy("What follows already"),
    "grid": gettext_lazy("Where the match sits"),
    "steps": gettext_lazy("Next steps"),
}


SECTION_LEADS = {
    "why": gettext_lazy(
        "Each answer adds points to what it speaks for and takes points from what it speaks "
        "against. The decisions are made one by one; none looks at another."
    ),
    "tipping": gettext_lazy(
        "Every change of one answer, alone, that would put something else first: none is left out."
    ),
    "unknown": gettext_lazy(
        "What an answer to each question could change by itself, the most important first."
    ),
}


@remembered(PARTS_KEPT)
def _contents(context: RenderContext) -> SafeString:
    return render_to_string("_result_contents.html", {"entries": ROWS})


@dataclass(frozen=True, slots=True)
class Heading:
    """A section without its body (which goes into the slot `ROWS`), and its entry in the table of
    contents."""

    frame: SafeString
    entry: SafeString


@remembered(PARTS_KEPT)
def _heading(context: RenderContext, name: str, family: str) -> Heading:
    values = {
        "anchor": name,
        "title": str(SECTION_TITLES[name]) % {"family": family},
        "lead": SECTION_LEADS.get(name, ""),
        "body": ROWS,
    }
    return Heading(
        frame=render_to_string("_result_section.html", values),
        entry=render_to_string("_result_entry.html", values),
    )


@remembered(PARTS_KEPT)
def _axis(context: RenderContext, ranking: Ranking) -> AxisParts:
    values = {"decision": decision(context.taxonomy, ranking)}
    return AxisParts(
        name=values["decision"].name if ranking.top else "",
        card=render_to_string("_result_decision.html", values),
        ruled_out=render_to_string("_result_ruled_out.html", values)
        if ranking.excluded
        else SafeString(),
        why=render_to_string("_result_why.html", {"reasons": reasons(context, ranking)})
        if ranking.top
        else SafeString(),
    )


# ── Warnings ─────────────────────────────────────────────────────────────────────────────


def _warnings(context: RenderContext, match: Match) -> SafeString:
    ranked = ranked_warnings(context.taxonomy, match)
    return join_parts(_warning(context, slug, stops) for slug, stops in ranked)


@remembered(PARTS_KEPT)
def _warning(context: RenderContext, slug: str, stops: bool) -> SafeString:
    warning = context.taxonomy.index.warning_by_slug[slug]
    values = {"slug": slug, "title": warning.title, "text": prose(warning.text), "stops": stops}
    return render_to_string("_result_warning.html", values)
