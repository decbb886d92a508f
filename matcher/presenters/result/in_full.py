"""All that stands behind a result: every point of each first outcome, in which rows it gained more
than each of the others, and every single answer that would change it."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from matcher.core import (
    Bonus,
    Contribution,
    Match,
    Ranking,
    Standing,
    Taxonomy,
    format_points,
    format_signed_points,
    format_strength,
    write_query,
)
from matcher.core.sensitivity import TippingChange, is_honest, tipping_changes
from matcher.presenters.result.answer import answer_block
from matcher.presenters.result.change import AnswersToChange, TipView, runner_up, tip_views
from matcher.presenters.result.why import OtherOutcome, other_outcomes, together
from matcher.presenters.words import IgnoredView, Tag, answer_label, edition_sentence, tag
from matcher.web.page import RenderContext


class AccountRow(NamedTuple):
    """One row of an account that can be added up: the answer with its question, the `factors` of
    its points, and why."""

    given: str
    factors: str
    points: str
    sentence: str


@dataclass(frozen=True, slots=True)
class AxisInFull:
    """One decision: every point of what came `first`, the `others`, and the answers that would put
    one of them first: those that could honestly be given, and those of `other_work`."""

    tag: Tag
    first: str
    account: tuple[AccountRow, ...]
    total: str
    runner_up: str
    others: tuple[OtherOutcome, ...]
    tips: tuple[TipView, ...]
    other_work: tuple[TipView, ...]


@dataclass(frozen=True, slots=True)
class InFullPage:
    """Everything on the page. `back` is the result, whose answer in words is the `answer`."""

    answer: str
    back: str
    axes: tuple[AxisInFull, ...]
    ignored: IgnoredView | None
    edition: str


def in_full_url(context: RenderContext, match: Match) -> str:
    """Where all that stands behind this live result is."""
    return context.page_url("in_full", query=write_query(match.answers))


def in_full_page(
    context: RenderContext, match: Match, back: str, ignored: IgnoredView | None = None
) -> InFullPage:
    """The match in full."""
    answer = answer_block(context, match)
    given = AnswersToChange.of(match.answers)
    decided = [ranking for ranking in match.rankings.values() if ranking.top is not None]
    return InFullPage(
        answer=answer.title,
        back=back,
        axes=tuple(_axis(context, match, ranking, given) for ranking in decided),
        ignored=ignored,
        edition=edition_sentence(context.release),
    )


def _axis(
    context: RenderContext, match: Match, ranking: Ranking, given: AnswersToChange
) -> AxisInFull:
    taxonomy, first = context.taxonomy, ranking.standings[0]
    honest: list[TippingChange] = []
    others: list[TippingChange] = []
    for change in tipping_changes(taxonomy, match, ranking.axis):
        (honest if is_honest(taxonomy, ranking.axis, change) else others).append(change)
    return AxisInFull(
        tag=tag(taxonomy.index.axis_by_slug[ranking.axis]),
        first=taxonomy.index.outcome_name(ranking.axis, first.outcome),
        account=_account(taxonomy, first),
        total=format_points(first.points),
        runner_up=runner_up(taxonomy, ranking),
        others=tuple(other_outcomes(taxonomy, ranking)),
        tips=tip_views(context, ranking.axis, given, honest),
        other_work=tip_views(context, ranking.axis, given, others),
    )


# ── Every point ──────────────────────────────────────────────────────────────────────────


def _account(taxonomy: Taxonomy, standing: Standing) -> tuple[AccountRow, ...]:
    """Every point of an outcome, answers in the order asked, then combinations."""
    return (
        *(_answer_row(taxonomy, cell) for cell in standing.contributions),
        *(_bonus_row(taxonomy, bonus) for bonus in standing.bonuses),
    )


def _answer_row(taxonomy: Taxonomy, cell: Contribution) -> AccountRow:
    question = taxonomy.index.question_by_slug[cell.question]
    return AccountRow(
        given=f"{question.prompt} {answer_label(question, cell.option)}",
        factors=f"{format_strength(cell.strength)} × {format_points(cell.weight)}",
        points=format_signed_points(cell.points),
        sentence=cell.sentence,
    )


def _bonus_row(taxonomy: Taxonomy, bonus: Bonus) -> AccountRow:
    return AccountRow(
        given=_("Together: %(answers)s") % {"answers": together(taxonomy, bonus)},
        factors="",
        points=format_signed_points(bonus.points),
        sentence=bonus.sentence,
    )
