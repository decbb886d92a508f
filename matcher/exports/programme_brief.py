"""A programme as one document: what each row comes to, what is assumed and still unknown, and then
a sourcing brief of each row."""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.utils.translation import gettext as _, ngettext

from matcher.core.implications import family_of
from matcher.exports.document import (
    Blocks,
    Document,
    Text,
    bullets,
    chapter,
    facts,
    fill,
    one_line,
    paragraph,
    section,
    table,
)
from matcher.exports.programme_work import ProgrammeWork, confidential, decided, why_unknown
from matcher.exports.sections import guidance
from matcher.exports.sourcing_brief import how_to_use, what_to_know
from matcher.exports.work import Work
from matcher.presenters.programme.assumptions import RegisterEntry
from matcher.presenters.result.outside import verdict_name
from matcher.presenters.words import day, edition_sentence
from matcher.programmes import MatchedRow
from matcher.wording import join_and

MAX_BRIEFS = 50
"""Rows of one document: it then has some hundreds of pages."""


def programme_brief(work: ProgrammeWork) -> Document:
    """The document of these rows."""
    return Document(
        kind=_("Programme"),
        title=one_line(work.programme.title) or _("Pieces of work"),
        about=_about(work),
        blocks=(
            *paragraph(confidential()),
            *section(1, _("Summary"), _summary(work)),
            *section(1, _("What is still unknown"), _unknown(work)),
            *section(1, _("What is assumed"), _assumed(work)),
            *section(1, _("The briefs"), paragraph(how_to_use())),
            *chain.from_iterable(_brief(work, each) for each in work.rows),
        ),
        closing=guidance(),
    )


def _about(work: ProgrammeWork) -> Text:
    count = len(work.rows)
    rows = ngettext("%(count)s piece of work", "%(count)s pieces of work", count)
    return fill(
        _("%(rows)s, matched with: %(edition)s. Made on %(made)s."),
        rows=rows % {"count": count},
        edition=edition_sentence(work.programme.release),
        made=day(work.made),
    )


# ── Across rows ──────────────────────────────────────────────────────────────────────────


def _summary(work: ProgrammeWork) -> Blocks:
    axes = work.taxonomy.axes
    columns = (
        (_("Name"), 22),
        (_("Verdict"), 15),
        *((axis.name, 56 // len(axes)) for axis in axes),
        (_("Open"), 8),
    )
    return table(columns, (tuple(_line(work, each)) for each in work.rows))


def _line(work: ProgrammeWork, matched: MatchedRow) -> Iterator[str | Text]:
    match = matched.state.match
    yield matched.row.name
    yield verdict_name(work.taxonomy, match) or _("No verdict yet")
    for strip in decided(work.taxonomy, match):
        word = strip.word.lower() if strip else ""
        yield fill("%(name)s (%(word)s)", name=strip.name, word=word) if strip else "–"
    yield str(len(matched.state.open))


def _unknown(work: ProgrammeWork) -> Blocks:
    """The questions that some rows lack a real answer to, each with these rows."""
    columns = ((_("Question"), 50), (_("Rows"), 10), (_("Which"), 40))
    rows = (
        (question.prompt, str(len(lacking)), "; ".join(each.row.name for each in lacking))
        for question, lacking in work.lacking()
    )
    return table(columns, rows)


def _assumed(work: ProgrammeWork) -> Blocks:
    columns = (
        (_("Name"), 22),
        (_("Question"), 28),
        (_("Answer"), 22),
        (_("How it is known"), 12),
        (_("Who can say more"), 16),
    )
    return table(
        columns,
        (
            (matched.row.name, *_cells(entry))
            for matched in work.rows
            for entry in work.register(matched)
        ),
    )


def _cells(entry: RegisterEntry) -> tuple[str, str, str, str]:
    return entry.prompt, entry.answer, entry.how, entry.owner


# ── One row ──────────────────────────────────────────────────────────────────────────────


def _brief(work: ProgrammeWork, matched: MatchedRow) -> Blocks:
    """What is known of a row; while the kind of work is not decided, what is to be asked."""
    match, release = matched.state.match, work.programme.release
    known = match.outside or family_of(work.taxonomy, match)
    return chapter(
        matched.row.name,
        facts(_facts(work, matched)),
        section(1, _("What is watched"), bullets(work.triggers(matched))),
        section(1, _("What is assumed"), _register(work.register(matched))),
        what_to_know(Work(matched.row.name, match, release, work.made, ""))
        if known
        else _to_ask(work, matched),
    )


def _facts(work: ProgrammeWork, matched: MatchedRow) -> Iterator[tuple[str, str]]:
    row = matched.row
    if archetype := work.archetype_name(matched):
        yield _("Takes its answers from"), archetype
    if heirs := tuple(heir.name for heir in work.programme.heirs(row.number)):
        yield _("Others take their answers from it"), join_and(heirs)
    if row.review_on:
        yield _("Review it on"), row.review_on.isoformat()


def _register(entries: Iterable[RegisterEntry]) -> Blocks:
    columns = (
        (_("Question"), 36),
        (_("Answer"), 30),
        (_("How it is known"), 14),
        (_("Who can say more"), 20),
    )
    return table(columns, map(_cells, entries))


def _to_ask(work: ProgrammeWork, matched: MatchedRow) -> Blocks:
    lacking = matched.state.summary.lacking
    questions = (question for question in work.taxonomy.questions if question.slug in lacking)
    return (
        *paragraph(_("Too little is answered for a brief: what kind of work it is stays open.")),
        *section(
            1,
            _("What is still unknown"),
            bullets(
                fill("%(prompt)s (%(why)s)", prompt=each.prompt, why=why_unknown(matched, each))
                for each in questions
            ),
        ),
    )
