"""A result as a memo of two pages: what was decided, why, what would change it, and what to do."""

from collections.abc import Iterator
from itertools import chain

from django.utils.translation import gettext as _, ngettext

from matcher.core import Match, Ranking, Taxonomy
from matcher.core.implications import Implications, family_of
from matcher.core.reasons import reasons_each
from matcher.core.sensitivity import Unknown, is_honest, tipping_changes, unknowns
from matcher.core.taxonomy.values import Outside
from matcher.exports.document import (
    Blocks,
    Document,
    Item,
    Text,
    bullets,
    facts,
    fill,
    join,
    one_line,
    paragraph,
    prose,
    section,
    table,
    under,
)
from matcher.exports.sections import (
    answered,
    decisions_table,
    exclusions,
    fit_blocks,
    guidance,
    kpi_unit,
    origin,
    outside_blocks,
    reasons,
    step_blocks,
    warning_blocks,
)
from matcher.exports.work import Work
from matcher.presenters.result.change import (
    runner_up,
    tipping_sentence,
    value_sentence,
)
from matcher.presenters.result.decision import decision
from matcher.presenters.result.outside import outside_of

MAX_MEASURES = 5
"""How many measures the memo names; the brief has them all."""


def memo(work: Work) -> Document:
    """The memo of a result."""
    outside = outside_of(work.taxonomy, work.match)
    return Document(
        kind="",
        title=one_line(work.name) or (outside.name if outside else _("A matched piece of work")),
        about=origin(work),
        blocks=_outside(work, outside) if outside else _decided(work.taxonomy, work.match),
        closing=guidance(),
    )


def _outside(work: Work, outside: Outside) -> Blocks:
    answers = facts(answered(work.taxonomy, work.match.answers))
    return (*outside_blocks(outside), *section(1, _("The answers"), answers))


def _decided(taxonomy: Taxonomy, match: Match) -> Blocks:
    rankings = match.rankings.values()
    decisions = [decision(taxonomy, ranking) for ranking in rankings]
    return (
        *section(1, _("Decisions"), decisions_table(decisions)),
        *section(1, _("Is it ready to be outsourced?"), fit_blocks(taxonomy, match.fit)),
        *section(1, _("What to watch out for"), warning_blocks(taxonomy, match)),
        *section(1, _("Why"), *(reasons(taxonomy, ranking) for ranking in rankings)),
        *section(1, _("Ruled out"), bullets(chain.from_iterable(map(exclusions, decisions)))),
        *section(
            1,
            _("The runner-up, and what would tip it"),
            bullets(_tipping(taxonomy, match)),
        ),
        *section(1, _("The answers"), facts(answered(taxonomy, match.answers))),
        *section(1, _("What is still unknown"), _unknown(taxonomy, match)),
        *section(1, _("What to measure"), _measures(taxonomy, match)),
        *section(1, _("Next steps"), step_blocks(taxonomy, match)),
    )


# ── What would change it ─────────────────────────────────────────────────────────────────


def _tipping(taxonomy: Taxonomy, match: Match) -> Iterator[Item]:
    for ranking in match.rankings.values():
        if ranking.top is not None:
            yield _changes(taxonomy, match, ranking)


def _changes(taxonomy: Taxonomy, match: Match, ranking: Ranking) -> Item:
    every = tipping_changes(taxonomy, match, ranking.axis)
    changes = [change for change in every if is_honest(taxonomy, ranking.axis, change)]
    shown = changes[: reasons_each(taxonomy)]
    named = [tipping_sentence(taxonomy, ranking.axis, change) for change in shown]
    none = (
        _("No other circumstance, changed alone, would put another one first.")
        if every
        else _("No single answer, changed alone, would put another one first.")
    )
    head = fill(
        "**%(axis)s**: %(runner_up)s",
        axis=taxonomy.index.axis_by_slug[ranking.axis].name,
        runner_up=runner_up(taxonomy, ranking),
    )
    return under(join((head, "" if named else none)), (*named, _more(len(changes) - len(named))))


def _more(rest: int) -> str:
    if rest <= 0:
        return ""
    return ngettext(
        "%(rest)s other single change would do so too.",
        "%(rest)s other single changes would do so too.",
        rest,
    ) % {"rest": rest}


# ── What is known, and what is not ───────────────────────────────────────────────────────


def _unknown(taxonomy: Taxonomy, match: Match) -> Blocks:
    def item(unknown: Unknown) -> Text:
        prompt = taxonomy.index.question_by_slug[unknown.question].prompt
        worth = value_sentence(taxonomy, unknown)
        return fill("**%(prompt)s** %(worth)s", prompt=prompt, worth=worth)

    items = [item(unknown) for unknown in unknowns(taxonomy, match)]
    return bullets(items) or paragraph(_("Nothing: every question has an answer."))


def _measures(taxonomy: Taxonomy, match: Match) -> Blocks:
    family = family_of(taxonomy, match)
    kpis = Implications(taxonomy, match).buyer.sort(family.kpis).applies if family else ()
    columns = ((_("Measure"), 30), (_("Formula"), 45), (_("Unit"), 25))
    rest = len(kpis) - MAX_MEASURES
    more = ngettext(
        "%(rest)s more is in the sourcing brief.", "%(rest)s more are in the sourcing brief.", rest
    )
    rows = ((kpi.name, prose(kpi.formula), kpi_unit(kpi)) for kpi in kpis[:MAX_MEASURES])
    return (*table(columns, rows), *paragraph(more % {"rest": rest} if rest > 0 else ""))
