"""A stored result as a memo in Markdown: what was decided, why, and what would change it."""

from itertools import chain

from django.utils.translation import gettext as _, ngettext

from matcher.core import (
    Bonus,
    Contribution,
    Match,
    Outcome,
    Ranking,
    Standing,
    Taxonomy,
    format_points,
    format_signed_points,
)
from matcher.core.implications import family_of
from matcher.core.sensitivity import Unknown, tipping_changes, unknowns
from matcher.editions import PublishedRelease
from matcher.exports.markdown import (
    Markdown,
    bullets,
    document,
    fill,
    heading,
    join_inline,
    section,
)
from matcher.exports.sections import (
    exclusions,
    fit_markdown,
    guidance,
    kpis_markdown,
    origin,
    steps_markdown,
    warnings_markdown,
)
from matcher.presenters.result_change import (
    MAX_CHANGES_SHOWN,
    runner_up,
    tipping_sentence,
    value_sentence,
)
from matcher.presenters.result_decision import (
    Decision,
    decision,
)
from matcher.presenters.words import answer_label
from matcher.sharing import StoredResult
from matcher.wording import count_points


def memo(stored: StoredResult, made_with: PublishedRelease, url: str) -> str:
    """The result in Markdown. The URL is that of its link."""
    taxonomy, match = made_with.taxonomy, stored.match
    decisions = [decision(taxonomy, ranking) for ranking in match.rankings.values()]
    rankings = match.rankings.values()
    return document(
        heading(1, stored.title or _("A shared match")),
        origin(stored, made_with, url),
        section(2, _("Decisions"), bullets(map(_decision, decisions))),
        section(2, _("Ruled out"), bullets(chain.from_iterable(map(exclusions, decisions)))),
        section(2, _("Is it ready to be outsourced?"), *fit_markdown(taxonomy, match.fit)),
        section(2, _("What to watch out for"), warnings_markdown(taxonomy, match)),
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


def _decision(decision: Decision) -> Markdown:
    head = fill(
        "**%(axis)s: %(name)s** (%(word)s).",
        axis=decision.tag.name,
        name=decision.name,
        word=decision.word.lower(),
    )
    return join_inline((head, decision.summary, decision.because, decision.split))


# ── Why ──────────────────────────────────────────────────────────────────────────────────


def _why(taxonomy: Taxonomy, ranking: Ranking) -> Markdown:
    """What spoke for the first outcome and against it, and how many points the others have."""
    if ranking.top is None:
        return Markdown()
    first = ranking.standings[0]
    parts: list[Contribution | Bonus] = [*first.contributions, *first.bonuses]
    parts.sort(key=lambda part: -abs(part.points))
    return section(
        3,
        _("%(axis)s: %(outcome)s")
        % {
            "axis": taxonomy.index.axis_by_slug[ranking.axis].name,
            "outcome": taxonomy.index.outcome_name(ranking.axis, first.outcome),
        },
        bullets(_reason(taxonomy, part) for part in parts if part.points),
        fill(_("Together: **%(points)s**."), points=count_points(first.points)),
        _others(taxonomy, ranking),
    )


def _reason(taxonomy: Taxonomy, part: Contribution | Bonus) -> Markdown:
    answers = _("Several of your answers together")
    if isinstance(part, Contribution):
        question = taxonomy.index.question_by_slug[part.question]
        answers = f"{question.prompt} {answer_label(question, part.option)}"
    return fill(
        "%(points)s: %(sentence)s (%(given)s)",
        points=format_signed_points(part.points),
        sentence=part.sentence,
        given=answers,
    )


def _others(taxonomy: Taxonomy, ranking: Ranking) -> Markdown:
    def outcome_points(standing: Standing) -> str:
        name = taxonomy.index.outcome_name(ranking.axis, standing.outcome)
        return f"{name} {format_points(standing.points)}"

    others = ", ".join(map(outcome_points, ranking.standings[1:]))
    return fill(_("The others: %(others)s."), others=others) if others else Markdown()


# ── What would change it ─────────────────────────────────────────────────────────────────


def _tipping(taxonomy: Taxonomy, match: Match, ranking: Ranking) -> Markdown:
    if ranking.top is None:
        return Markdown()
    changes = tipping_changes(taxonomy, match, ranking.axis)
    named = [
        tipping_sentence(taxonomy, ranking.axis, change) for change in changes[:MAX_CHANGES_SHOWN]
    ]
    none = _("No single answer, changed alone, would put another one first.")
    return section(
        3,
        taxonomy.index.axis_by_slug[ranking.axis].name,
        join_inline((runner_up(taxonomy, ranking), "" if named else none)),
        bullets(named),
        _more(len(changes) - len(named)),
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
        prompt = taxonomy.index.question_by_slug[unknown.question].prompt
        return fill(
            "**%(prompt)s** %(worth)s", prompt=prompt, worth=value_sentence(taxonomy, unknown)
        )

    items = [item(unknown) for unknown in unknowns(taxonomy, match)]
    return bullets(items) if items else fill(_("Nothing: every question has an answer."))


# ── What follows ─────────────────────────────────────────────────────────────────────────


def _measures(family: Outcome | None) -> Markdown:
    return kpis_markdown(family) if family else Markdown()


def _steps(taxonomy: Taxonomy, match: Match) -> tuple[Markdown, ...]:
    """What to do in any case, what to do with the verdict, and what to check axis by axis."""
    verdict = match.fit.verdict or ""
    named = taxonomy.index.verdict_by_slug.get(verdict)
    return (
        section(3, _("In any case"), steps_markdown(taxonomy)),
        section(3, named.name, steps_markdown(taxonomy, verdict=verdict)) if named else Markdown(),
        *(
            section(
                3,
                _("To check: %(axis)s") % {"axis": axis.name},
                steps_markdown(taxonomy, axis=axis.slug),
            )
            for axis in taxonomy.axes
        ),
    )
