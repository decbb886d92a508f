"""How to run it: the service lines nearest to the answers, measures, people and quality."""

from dataclasses import dataclass

from django.utils.translation import gettext as _, ngettext

from matcher.core import Answers, Kpi, Match, Outcome, ServiceLine, write_query
from matcher.core.implications import Implications
from matcher.core.scope import NEAREST_LINES, NearServiceLine, nearest_lines
from matcher.core.taxonomy.values import LINE, ScopedText
from matcher.presenters.codes import SchemeView, code_views
from matcher.presenters.scope import ScopeNote, scope_note
from matcher.presenters.software import ExposureView, exposure_view
from matcher.presenters.words import QuestionLink, and_then, question_links
from matcher.web.page import RenderContext

KPIS_SHOWN = 5
"""So many stand on the result; the page of the family has all of them."""


@dataclass(frozen=True, slots=True)
class LineView:
    """A service line, and how far the answers are those that such work usually has."""

    line: ServiceLine
    agrees: str


@dataclass(frozen=True, slots=True)
class RunningFact:
    """A named text about running the work."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ResultRunning:
    """The part of the page. `said`: the buyer said which line it is; `say_which` is where to.
    `more_lines` and `more_kpis` count what only the page of the family (`url`) has; `hand_backs`
    say when a provider hands an item back. The notes are on what may apply and what is left
    out."""

    family: str
    url: str
    say_which: QuestionLink | None
    said: bool
    lines: tuple[LineView, ...]
    more_lines: int
    line_note: ScopeNote | None
    kpis: tuple[Kpi, ...]
    more_kpis: int
    kpi_note: ScopeNote | None
    facts: tuple[RunningFact, ...]
    exposure: ExposureView | None
    hand_backs: tuple[ScopedText, ...]
    hand_back_note: ScopeNote | None
    codes: tuple[SchemeView, ...]


def result_running(context: RenderContext, implied: Implications) -> ResultRunning | None:
    """How to run what this match describes; None while no family is first."""
    match, family, buyer = implied.match, implied.family, implied.buyer
    if family is None or family.profile is None:
        return None
    profile, answers = family.profile, match.answers
    lines, kpis = buyer.sort_lines(family.service_lines), buyer.sort(family.kpis)
    hand_backs = buyer.sort(family.hand_backs)
    near = nearest_lines(lines.applies, answers)
    shown = near[:NEAREST_LINES]
    return ResultRunning(
        say_which=_say_which(context, match),
        said=buyer.said_line(family.service_lines) is not None,
        family=family.name,
        url=_family_url(context, family, answers),
        lines=tuple(map(_line, shown)),
        more_lines=len(near[NEAREST_LINES:]),
        line_note=scope_note(context, answers, buyer, lines, lambda line: line.name),
        kpis=kpis.applies[:KPIS_SHOWN],
        more_kpis=len(kpis.applies[KPIS_SHOWN:]),
        kpi_note=scope_note(context, answers, buyer, kpis, lambda kpi: kpi.name),
        facts=(
            RunningFact(_("Staffing"), profile.staffing),
            RunningFact(_("Quality"), profile.quality),
            RunningFact(_("Training"), profile.training),
        ),
        exposure=exposure_view(context.taxonomy, family, buyer),
        hand_backs=hand_backs.applies,
        hand_back_note=scope_note(context, answers, buyer, hand_backs, lambda row: row.text),
        codes=code_views(context.taxonomy, family, (each.line for each in shown)),
    )


def _family_url(context: RenderContext, family: Outcome, answers: Answers) -> str:
    """The page of the family, as it applies to the buyer."""
    last = {question.slug for question in context.taxonomy.context if question.asked == "last"}
    about = tuple(pick for pick in answers.context if pick[0] in last)
    url = context.page_url("family", family.slug)
    return f"{url}?{write_query(Answers(context=about))}" if about else url


def _say_which(context: RenderContext, match: Match) -> QuestionLink | None:
    """Where to say which service line it is, in an edition that asks."""
    query = and_then(write_query(match.answers), "result")
    return next(iter(question_links(context, [LINE], query)), None)


def _line(near: NearServiceLine) -> LineView:
    typical = len(near.line.typical)
    if not near.agreeing:
        return LineView(near.line, "")
    sentence = ngettext(
        "You gave %(agreeing)s of its %(typical)s typical answer.",
        "You gave %(agreeing)s of its %(typical)s typical answers.",
        typical,
    )
    return LineView(near.line, sentence % {"agreeing": near.agreeing, "typical": typical})
