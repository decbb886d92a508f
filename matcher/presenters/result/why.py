"""Why an outcome came first: its strongest reasons, and where the runner-up fell behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from matcher.core import (
    Bonus,
    Hundredths,
    Match,
    Ranking,
    Standing,
    Taxonomy,
    format_signed_points,
    write_query,
)
from matcher.core.assessment import assessed_axis
from matcher.core.reasons import (
    Advantage,
    Reason,
    ReasonsByRow,
    advantages,
    reasons_by_row,
    reasons_each,
    strongest_reasons,
)
from matcher.core.taxonomy.values import Fact
from matcher.core.walk import border_question, open_borders
from matcher.presenters.result.decision import ExclusionView, because, exclusions, split_advice
from matcher.presenters.result.strips import first_names
from matcher.presenters.words import (
    QuestionLink,
    Tag,
    and_then,
    answer_label,
    assessment_url,
    question_links,
    tag,
)
from matcher.web.page import RenderContext
from matcher.wording import count_points


class ReasonView(NamedTuple):
    """What one answer adds, or what several add together, and the answer it comes from."""

    points: str
    sentence: str
    given: str


class AdvantageRow(NamedTuple):
    """A row in which the first outcome gained more than the other."""

    given: str
    first: str
    other: str
    lead: str


class OtherOutcome(NamedTuple):
    """An outcome that did not come first, and all rows in which it gained less; none where only the
    order of our list put it behind."""

    name: str
    behind: str
    rows: tuple[AdvantageRow, ...]


@dataclass(frozen=True, slots=True)
class AxisReasons:
    """All about one decision. Without a first outcome there are no reasons and no runner-up, only
    `because` and what is ruled out. `name` names all that share the first place; `first` is the one
    that the runner-up is compared with. `border` would tell the first two apart; None where there
    is none to ask. `assessment` leads to where its outcomes are compared by criteria and cost;
    empty where they are not."""

    tag: Tag
    name: str
    first: str
    summary: str
    facts: tuple[Fact, ...]
    because: str
    split: str
    reasons: tuple[ReasonView, ...]
    runner_up: OtherOutcome | None
    ruled_out: tuple[ExclusionView, ...]
    border: QuestionLink | None
    assessment: str


def axis_reasons(
    context: RenderContext, match: Match, defended_at: str = ""
) -> tuple[AxisReasons, ...]:
    """Every axis, in their order. `defended_at` is where a stored match is, if it is stored."""
    return tuple(
        _axis(
            context.taxonomy,
            ranking,
            _border(context, match, axis),
            defended_at or assessment_url(context, match) if _assessed(context, ranking) else "",
        )
        for axis, ranking in match.rankings.items()
    )


def _border(context: RenderContext, match: Match, axis: str) -> QuestionLink | None:
    """The border question of the axis, once no base question is left that might separate the first
    two."""
    border = border_question(context.taxonomy, match, axis)
    if border is None or axis not in open_borders(context.taxonomy, match):
        return None
    return question_links(context, [border.slug], and_then(write_query(match.answers), "result"))[0]


def _assessed(context: RenderContext, ranking: Ranking) -> bool:
    """Whether this is the axis whose outcomes are compared, and something is first on it."""
    axis = assessed_axis(context.taxonomy)
    return axis is not None and axis.slug == ranking.axis and ranking.top is not None


def _axis(
    taxonomy: Taxonomy, ranking: Ranking, border: QuestionLink | None, assessment: str
) -> AxisReasons:
    axis = taxonomy.index.axis_by_slug[ranking.axis]
    first = ranking.standings[0] if ranking.top else None
    count = reasons_each(taxonomy)
    top = taxonomy.index.outcome_by_slug.get((axis.slug, ranking.top or ""))
    return AxisReasons(
        tag=tag(axis),
        name=first_names(taxonomy, ranking),
        first=top.name if top else "",
        summary=top.summary if top and not ranking.tied else "",
        facts=top.facts if top and not ranking.tied else (),
        because=because(taxonomy, ranking),
        split=split_advice(ranking),
        reasons=tuple(_reason(taxonomy, part) for part in strongest_reasons(first, count))
        if first
        else (),
        runner_up=next(other_outcomes(taxonomy, ranking), None) if first else None,
        ruled_out=exclusions(taxonomy, ranking),
        border=border,
        assessment=assessment,
    )


# ── What speaks for the first ────────────────────────────────────────────────────────────


def _reason(taxonomy: Taxonomy, part: Reason) -> ReasonView:
    return ReasonView(format_signed_points(part.points), part.sentence, _given(taxonomy, part))


def _given(taxonomy: Taxonomy, part: Reason) -> str:
    """The answer that the points come from."""
    if isinstance(part, Bonus):
        return together(taxonomy, part)
    return answer_label(taxonomy.index.question_by_slug[part.question], part.option)


def together(taxonomy: Taxonomy, bonus: Bonus) -> str:
    """The questions whose answers add points together."""
    return ", ".join(
        f"“{taxonomy.index.question_by_slug[slug].prompt}”"
        for slug in taxonomy.index.questions_by_combination.get(bonus.combination, ())
    ) or _("Several answers together")


# ── Where the others fell behind ─────────────────────────────────────────────────────────


def other_outcomes(taxonomy: Taxonomy, ranking: Ranking) -> Iterator[OtherOutcome]:
    """What did not come first, the runner-up first, each with the rows in which it gained less."""
    first, *others = ranking.standings
    reasons = reasons_by_row(first)
    for other in others:
        yield OtherOutcome(
            name=taxonomy.index.outcome_name(ranking.axis, other.outcome),
            behind=_behind(Hundredths(first.points - other.points)),
            rows=_rows(taxonomy, reasons, other),
        )


def _behind(points: Hundredths) -> str:
    if not points:
        return _("the same points")
    return _("%(points)s behind") % {"points": count_points(points)}


def _rows(taxonomy: Taxonomy, reasons: ReasonsByRow, other: Standing) -> tuple[AdvantageRow, ...]:
    """All rows in which the first outcome gained more."""
    rows = advantages(reasons, reasons_by_row(other))
    return tuple([_advantage(taxonomy, row) for row in rows])


def _advantage(taxonomy: Taxonomy, row: Advantage) -> AdvantageRow:
    part = row.winner or row.other
    return AdvantageRow(
        given=_given(taxonomy, part) if part else "",
        first=format_signed_points(row.winner.points) if row.winner else "0",
        other=format_signed_points(row.other.points) if row.other else "0",
        lead=format_signed_points(row.lead),
    )
