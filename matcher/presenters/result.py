"""A match as its page shows it, section by section.

What is drawn by functions that remember what they drew is the same for many visitors: results
differ in their mix of rows and sections more than in the rows and sections.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, ngettext

from matcher.core.answers import Answers, write
from matcher.core.implications import family_of, verdict_so_far, warnings_in_rank
from matcher.core.matching import Match, load, match
from matcher.core.ranking import Ranking
from matcher.core.rules import NOT_SURE
from matcher.core.sensitivity import Unknown, unknowns
from matcher.core.taxonomy.values import Outcome
from matcher.presenters.family import joined
from matcher.presenters.result_decision import decision
from matcher.presenters.result_fit import fit_drawn
from matcher.presenters.result_grid import grid_drawn
from matcher.presenters.result_implications import follows_drawn, steps_drawn
from matcher.presenters.result_label import started_from
from matcher.presenters.result_tipping import tipping_drawn
from matcher.presenters.result_why import reasons
from matcher.presenters.sensitivity import worth_sentence
from matcher.presenters.words import and_then
from matcher.web.page import ANSWERS, PARTS_KEPT, ROWS, Scene, draw, filled
from matcher.web.prose import prose


@dataclass(frozen=True, slots=True)
class AxisDrawn:
    """What the page says of one axis, in three places. `name` is empty while nothing is first."""

    name: str
    card: SafeString
    ruled_out: SafeString
    why: SafeString


@dataclass(frozen=True, slots=True)
class ResultShown:
    """The result page, drawn. `headline` names the decisions; while there is none, it is empty.

    `unsure`: all answers are *not sure*.
    """

    headline: str
    unsure: bool
    cards: SafeString
    ruled_out: SafeString
    label: SafeString
    contents: SafeString
    sections: SafeString


PRINTED = 3
"""So many unknown answers stand on a memo."""

RESULTS_KEPT = 128
"""Drawn results that a process keeps; one has about 100 KB."""


@lru_cache(maxsize=RESULTS_KEPT)
def live_result(scene: Scene, answers: Answers) -> ResultShown:
    """What these answers say in this edition, drawn once: opened again, or passed on as an
    address, a result is the same."""
    return result_shown(scene, match(scene.taxonomy, answers))


@lru_cache(maxsize=RESULTS_KEPT)
def stored_result(scene: Scene, match_json: str) -> ResultShown:
    """The stored match, drawn once: what a link shows never changes."""
    return result_shown(scene, load(match_json))


def result_shown(scene: Scene, match: Match) -> ResultShown:
    """The match with the texts of the edition that it was made by."""
    axes = [_axis(scene, ranking) for ranking in match.rankings.values()]
    family = family_of(scene.taxonomy, match)
    sections = {name: body for name, body in _sections(scene, match, axes, family) if body}
    headings = [_heading(scene, name, family.name if family else "") for name in sections]
    return ResultShown(
        headline=", ".join([axis.name for axis in axes if axis.name]),
        unsure=is_unsure(match.answers),
        cards=joined(axis.card for axis in axes),
        ruled_out=joined(axis.ruled_out for axis in axes),
        label=started_from(scene, match),
        contents=filled(_contents(scene), rows=[heading.entry for heading in headings]),
        sections=joined(
            filled(heading.frame, rows=[body])
            for heading, body in zip(headings, sections.values(), strict=True)
        ),
    )


def is_unsure(answers: Answers) -> bool:
    """Whether there are answers, and all of them are *not sure*."""
    return {option for _slug, option in answers} == {NOT_SURE}


def _sections(
    scene: Scene, match: Match, axes: list[AxisDrawn], family: Outcome | None
) -> tuple[tuple[str, SafeString], ...]:
    """The page below the decisions, from top to bottom: the names of the sections (which are
    their anchors too) and their bodies, empty where there is nothing to say."""
    return (
        ("fit", fit_drawn(scene, match.fit)),
        ("warnings", _warnings(scene, match)),
        ("why", joined(axis.why for axis in axes)),
        ("tipping", tipping_drawn(scene, match)),
        ("unknown", _unknown(scene, match)),
        ("follows" if family else "already", follows_drawn(scene, match, family)),
        ("grid", grid_drawn(scene, match)),
        ("steps", steps_drawn(scene, verdict_so_far(scene.taxonomy, match.fit))),
    )


TITLES = {
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


LEADS = {
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


@lru_cache(maxsize=PARTS_KEPT)
def _contents(scene: Scene) -> SafeString:
    return render_to_string("_result_contents.html", {"entries": ROWS})


@dataclass(frozen=True, slots=True)
class Heading:
    """A section without its body (which goes where `ROWS` stands), and its entry in the table of
    contents."""

    frame: SafeString
    entry: SafeString


@lru_cache(maxsize=PARTS_KEPT)
def _heading(scene: Scene, name: str, family: str) -> Heading:
    context = {
        "anchor": name,
        "title": str(TITLES[name]) % {"family": family},
        "lead": LEADS.get(name, ""),
        "body": ROWS,
    }
    return Heading(
        frame=render_to_string("_result_section.html", context),
        entry=render_to_string("_result_entry.html", context),
    )


@lru_cache(maxsize=PARTS_KEPT)
def _axis(scene: Scene, ranking: Ranking) -> AxisDrawn:
    context = {"decision": decision(scene.taxonomy, ranking)}
    return AxisDrawn(
        name=context["decision"].name if ranking.top else "",
        card=render_to_string("_result_decision.html", context),
        ruled_out=render_to_string("_result_ruled_out.html", context)
        if ranking.excluded
        else SafeString(),
        why=render_to_string("_result_why.html", {"reasons": reasons(scene, ranking)})
        if ranking.top
        else SafeString(),
    )


# ── Warnings ─────────────────────────────────────────────────────────────────────────────


def _warnings(scene: Scene, match: Match) -> SafeString:
    ranked = warnings_in_rank(scene.taxonomy, match)
    return joined(_warning(scene, slug, stops) for slug, stops in ranked)


@lru_cache(maxsize=PARTS_KEPT)
def _warning(scene: Scene, slug: str, stops: bool) -> SafeString:
    row = scene.taxonomy.warning_by_slug[slug]
    context = {"slug": slug, "title": row.title, "text": prose(row.text), "stops": stops}
    return render_to_string("_result_warning.html", context)


# ── What is still unknown ────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class UnknownShown:
    """A question without a real answer, with the link that answers it and comes back here."""

    prompt: str
    href: str
    unsure: bool
    worth: str


def _unknown(scene: Scene, match: Match) -> SafeString:
    """The questions without a real answer, the one that matters most first."""
    found = unknowns(scene.taxonomy, match)
    if not found:
        return _nothing_unknown(scene)
    query = and_then(write(match.answers), "result")
    context = {
        "unknowns": [_unknown_shown(scene, match, unknown) for unknown in found],
        "more": _more(len(found) - PRINTED),
        "go_on": scene.address("match", query=write(match.answers)) if match.unanswered else "",
    }
    return filled(draw("_result_unknown.html", context), query=query)


@lru_cache(maxsize=PARTS_KEPT)
def _nothing_unknown(scene: Scene) -> SafeString:
    return draw("_result_nothing_unknown.html", {})


def _more(count: int) -> str:
    """How many questions a memo leaves out."""
    if count < 1:
        return ""
    return ngettext(
        "And %(count)s more question that matters less.",
        "And %(count)s more questions that matter less.",
        count,
    ) % {"count": count}


def _unknown_shown(scene: Scene, match: Match, unknown: Unknown) -> UnknownShown:
    return UnknownShown(
        prompt=scene.taxonomy.question_by_slug[unknown.question].prompt,
        href=scene.address("question", unknown.question, query=ANSWERS),
        unsure=unknown.question not in match.unanswered,
        worth=worth_sentence(scene.taxonomy, unknown),
    )
