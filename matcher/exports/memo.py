"""A stored result as a memo in Markdown: what was decided, why, and what would change it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matcher.core.implications import family_of
from matcher.core.matching import Match
from matcher.core.ranking import Bonus, Ranking, Standing
from matcher.core.rules import Contribution
from matcher.core.sensitivity import Unknown, tips, unknowns
from matcher.core.taxonomy.values import Outcome, Taxonomy
from matcher.editions import Published
from matcher.exports.markdown import Markdown, bullets, document, fill, heading, joined, section
from matcher.exports.sections import (
    exclusions,
    fit_written,
    guidance,
    measures_written,
    origin,
    steps_written,
    warnings_written,
)
from matcher.presenters.result_decision import (
    Decision,
    counted_points,
    decision,
    outcome_name,
    signed_points,
)
from matcher.presenters.result_tipping import MOST_PLAUSIBLE
from matcher.presenters.sensitivity import runner_up, tip_sentence, worth_sentence
from matcher.presenters.words import answer_label, points
from matcher.sharing import Shared


def memo(stored: Shared, made_with: Published, address: str) -> str:
    """The result in Markdown. The address is that of its link."""
    taxonomy, match = made_with.taxonomy, stored.match
    decisions = [decision(taxonomy, ranking) for ranking in match.rankings.values()]
    rankings = match.rankings.values()
    return document(
        heading(1, stored.title or _("A shared match")),
        origin(stored, made_with, address),
        section(2, _("Decisions"), bullets(map(_decision, decisions))),
        section(2, _("Ruled out"), bullets(one for each in decisions for one in exclusions(each))),
        section(2, _("Is it ready to be outsourced?"), *fit_written(taxonomy, match.fit)),
        section(2, _("What to watch out for"), warnings_written(taxonomy, match)),
        section(2, _("Why"), *(_why(taxonomy, ranking) for ranking in rankings)),
        section(
            2,
            _("The runner-up, and what would tip it"),
            *(_tipping(taxonomy, match, ranking) for ranking in rankings),
        ),
        section(2, _("What is still unknown"), _unknown(taxonomy, match)),
        section(2, _("What to measure"), _measures(family_of(taxonomy, match))),
        section(2, _("Next steps"), *_steps(taxonomy, match)),
        guidance(),
    )


def _decision(one: Decision) -> Markdown:
    head = fill(
        "**%(axis)s: %(name)s** (%(word)s).",
        axis=one.tag.name,
        name=one.name,
        word=one.word.lower(),
    )
    return joined((head, one.summary, one.because, one.split))


# ── Why ──────────────────────────────────────────────────────────────────────────────────


def _why(taxonomy: Taxonomy, ranking: Ranking) -> Markdown:
    """What spoke for the first outcome and against it, and where the others stand."""
    if ranking.top is None:
        return Markdown()
    first = ranking.standings[0]
    parts: list[Contribution | Bonus] = [*first.contributions, *first.bonuses]
    parts.sort(key=lambda part: -abs(part.points))
    return section(
        3,
        _("%(axis)s: %(outcome)s")
        % {
            "axis": taxonomy.axis_by_slug[ranking.axis].name,
            "outcome": outcome_name(taxonomy, ranking, first.outcome),
        },
        bullets(_reason(taxonomy, part) for part in parts if part.points),
        fill(_("Together: **%(points)s**."), points=counted_points(first.points)),
        _others(taxonomy, ranking),
    )


def _reason(taxonomy: Taxonomy, part: Contribution | Bonus) -> Markdown:
    given = _("Several of your answers together")
    if isinstance(part, Contribution):
        question = taxonomy.question_by_slug[part.question]
        given = f"{question.prompt} {answer_label(question, part.option)}"
    return fill(
        "%(points)s: %(sentence)s (%(given)s)",
        points=signed_points(part.points),
        sentence=part.sentence,
        given=given,
    )


def _others(taxonomy: Taxonomy, ranking: Ranking) -> Markdown:
    def place(standing: Standing) -> str:
        return f"{outcome_name(taxonomy, ranking, standing.outcome)} {points(standing.points)}"

    others = ", ".join(map(place, ranking.standings[1:]))
    return fill(_("The others: %(others)s."), others=others) if others else Markdown()


# ── What would change it ─────────────────────────────────────────────────────────────────


def _tipping(taxonomy: Taxonomy, match: Match, ranking: Ranking) -> Markdown:
    if ranking.top is None:
        return Markdown()
    found = tips(taxonomy, match, ranking.axis)
    named = [tip_sentence(taxonomy, ranking.axis, tip) for tip in found[:MOST_PLAUSIBLE]]
    none = _("No single answer, changed alone, would put another one first.")
    return section(
        3,
        taxonomy.axis_by_slug[ranking.axis].name,
        joined((runner_up(taxonomy, ranking), "" if named else none)),
        bullets(named),
        _more(len(found) - len(named)),
    )


def _more(rest: int) -> str:
    if rest <= 0:
        return ""
    return ngettext(
        "%(rest)s other single change would do so too.",
        "%(rest)s other single changes would do so too.",
        rest,
    ) % {"rest": rest}


def _unknown(taxonomy: Taxonomy, match: Match) -> Markdown:
    def item(unknown: Unknown) -> Markdown:
        prompt = taxonomy.question_by_slug[unknown.question].prompt
        return fill(
            "**%(prompt)s** %(worth)s", prompt=prompt, worth=worth_sentence(taxonomy, unknown)
        )

    items = [item(one) for one in unknowns(taxonomy, match)]
    return bullets(items) if items else fill(_("Nothing: every question has an answer."))


# ── What follows ─────────────────────────────────────────────────────────────────────────


def _measures(family: Outcome | None) -> Markdown:
    return measures_written(family) if family else Markdown()


def _steps(taxonomy: Taxonomy, match: Match) -> tuple[Markdown, ...]:
    """What to do always, with the verdict, and what to check axis by axis."""
    verdict = match.fit.verdict or ""
    named = taxonomy.verdict_by_slug.get(verdict)
    return (
        section(3, _("In any case"), steps_written(taxonomy)),
        section(3, named.name, steps_written(taxonomy, verdict=verdict)) if named else Markdown(),
        *(
            section(
                3,
                _("To check: %(axis)s") % {"axis": axis.name},
                steps_written(taxonomy, axis=axis.slug),
            )
            for axis in taxonomy.axes
        ),
    )
