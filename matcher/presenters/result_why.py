"""Why an outcome came first: the answers that spoke for it and against it, and how the others
compare."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matcher.core import (
    Bonus,
    Contribution,
    Hundredths,
    Ranking,
    Standing,
    format_points,
    format_signed_points,
    format_strength,
)
from matcher.presenters.words import Tag, answer_label, tag
from matcher.web.page import PARTS_KEPT, RenderContext, join_parts, remembered, render_part
from matcher.wording import count_points

FULL_WIDTH = 100
"""The width of the bar of the first outcome."""


@dataclass(frozen=True, slots=True)
class RankedOutcome:
    """One row of the full ranking. `width` is that of its bar in percent."""

    name: str
    points: str
    width: int
    first: bool


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why one outcome came first on its axis. The points of the rows that speak for it (the
    largest first) and against it (the strongest first) add up to `total`."""

    tag: Tag
    outcome_name: str
    speak_for: SafeString
    speak_against: SafeString
    total: str
    ranking: tuple[RankedOutcome, ...]
    ruled_out: tuple[str, ...]
    account: SafeString
    others: SafeString


def reasons(context: RenderContext, ranking: Ranking) -> Reasons:
    """The reasons of a ranking that has a first outcome."""
    taxonomy, first = context.taxonomy, ranking.standings[0]
    parts: list[Contribution | Bonus] = [*first.contributions, *first.bonuses]
    parts.sort(key=lambda part: -abs(part.points))
    return Reasons(
        tag=tag(taxonomy.index.axis_by_slug[ranking.axis]),
        outcome_name=taxonomy.index.outcome_name(ranking.axis, first.outcome),
        speak_for=join_parts(_row(context, part) for part in parts if part.points > 0),
        speak_against=join_parts(_row(context, part) for part in parts if part.points < 0),
        total=format_points(first.points),
        ranking=_ranked_outcomes(context, ranking),
        ruled_out=tuple(
            taxonomy.index.outcome_name(ranking.axis, exclusion.outcome)
            for exclusion in ranking.excluded
        ),
        account=_account(context, ranking, first),
        others=join_parts(
            _account(context, ranking, standing) for standing in ranking.standings[1:]
        ),
    )


@remembered(PARTS_KEPT)
def _row(context: RenderContext, part: Contribution | Bonus) -> SafeString:
    """What one answer adds, or what several add together, as a row of a table."""
    if isinstance(part, Contribution):
        question = context.taxonomy.index.question_by_slug[part.question]
        answers = f"{question.prompt} {answer_label(question, part.option)}"
    else:
        answers = _("Several of your answers together")
    values = {
        "points": format_signed_points(part.points),
        "sentence": part.sentence,
        "given": answers,
    }
    return render_to_string("_reason.html", values)


# ── The full account ─────────────────────────────────────────────────────────────────────


def _account(context: RenderContext, ranking: Ranking, standing: Standing) -> SafeString:
    """Every point of one outcome in a table that can be added up; of any but the first, also how
    far behind it is."""
    first = ranking.standings[0]
    name = context.taxonomy.index.outcome_name(ranking.axis, standing.outcome)
    behind = count_points(Hundredths(first.points - standing.points))
    parts: tuple[Contribution | Bonus, ...] = (*standing.contributions, *standing.bonuses)
    values = {
        "title": _("Every point of %(name)s") % {"name": name}
        if standing is first
        else _("Why not %(name)s?") % {"name": name},
        "sentence": "" if standing is first else _("%(points)s behind.") % {"points": behind},
        "rows": join_parts(_account_row(context, part) for part in parts),
        "total": format_points(standing.points),
    }
    return render_part("_result_full.html", values)


@remembered(PARTS_KEPT)
def _account_row(context: RenderContext, part: Contribution | Bonus) -> SafeString:
    values = {"points": format_signed_points(part.points), "sentence": part.sentence}
    if isinstance(part, Contribution):
        question = context.taxonomy.index.question_by_slug[part.question]
        values |= {
            "question": question.prompt,
            "answer": answer_label(question, part.option),
            "strength": format_strength(part.strength),
            "weight": f"× {format_points(part.weight)}",
        }
    else:
        values["question"] = _("Several of your answers together")
    return render_part("_account.html", values)


def _ranked_outcomes(context: RenderContext, ranking: Ranking) -> tuple[RankedOutcome, ...]:
    firsts = ranking.tied or (ranking.top,)
    best = max(ranking.standings[0].points, 1)

    def ranked(standing: Standing) -> RankedOutcome:
        return RankedOutcome(
            name=context.taxonomy.index.outcome_name(ranking.axis, standing.outcome),
            points=format_points(standing.points),
            width=max(0, standing.points) * FULL_WIDTH // best,
            first=standing.outcome in firsts,
        )

    return tuple(ranked(standing) for standing in ranking.standings)
