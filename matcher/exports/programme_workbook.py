"""A programme as a workbook: what each row comes to, its answers to be changed and sent again, and
what is assumed and still unknown."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from matcher.core import Answers
from matcher.core.quantities import score_as_number
from matcher.core.respondents import alone
from matcher.core.sheet_archetypes import references
from matcher.exports.document import Text
from matcher.exports.programme_template import answers_to_choose, columns_to_fill
from matcher.exports.programme_work import ProgrammeWork, confidential, decided, why_unknown
from matcher.exports.sections import guidance
from matcher.exports.workbook import Cell, Column, Sheet, Workbook, make_sheet
from matcher.presenters.programme.matrix import MatrixRow, matrix
from matcher.presenters.result.outside import verdict_name
from matcher.presenters.words import answer_text, day, edition_sentence
from matcher.programmes import MatchedRow, StoredRow, SummarisedRow

Rows = Iterator[tuple[Cell | Text, ...]]


def programme_workbook(work: ProgrammeWork) -> Workbook:
    """The sheets; those about which there is nothing to say are left out."""
    to_choose = answers_to_choose(work.taxonomy, _("To choose from"))
    answers = _answers(work, to_choose.name)
    others = (_assumptions(work), _unknown(work), *_matrix(work))
    return Workbook(
        work.programme.title or _("Programme"),
        work.made,
        (
            _summary(work),
            answers,
            *(sheet for sheet in others if sheet.rows),
            _about(work, answers.name),
            to_choose,
        ),
    )


# ── Summary ──────────────────────────────────────────────────────────────────────────────


def _summary(work: ProgrammeWork) -> Sheet:
    widths = {_("Number"): 9, _("Name"): 36, _("Verdict"): 22, _("Score, of 10"): 8}
    for axis in work.taxonomy.axes:
        widths |= {axis.name: 30, _("%(axis)s: how sure") % {"axis": axis.name}: 14}
    widths |= {_("Open questions"): 11, _("Takes its answers from"): 28, _("Review it on"): 13}
    widths |= {_("What is watched"): 40, _("Last change"): 13}
    return make_sheet(_("Summary"), widths, (tuple(_line(work, each)) for each in work.rows))


def _line(work: ProgrammeWork, matched: MatchedRow) -> Iterator[Cell]:
    row, match = matched.row, matched.state.match
    score = match.fit.score if match.fit.verdict else None
    yield from (float(row.number), row.name, verdict_name(work.taxonomy, match))
    yield "" if score is None else score_as_number(score)
    for strip in decided(work.taxonomy, match):
        yield from (strip.name, strip.word) if strip else ("", "")
    yield from (float(len(matched.state.open)), work.archetype_name(matched))
    yield row.review_on.isoformat() if row.review_on else ""
    yield "; ".join(work.triggers(matched))
    yield row.changed_at.date().isoformat()


# ── Answers, which can be sent again ─────────────────────────────────────────────────────


def _answers(work: ProgrammeWork, to_choose: str) -> Sheet:
    """The answers of each row without those of its archetype, which it names."""
    called = references({row.number: row.name for row in work.programme.rows})
    columns = (
        Column(_("Number"), 9),
        Column(_("Name"), 40),
        Column(_("Takes its answers from"), 28),
        *columns_to_fill(work.taxonomy, to_choose),
    )
    cells = tuple(tuple(_cells(work, each.row, called)) for each in work.rows)
    return Sheet(_("Answers"), columns, cells)


def _cells(work: ProgrammeWork, row: StoredRow, called: Mapping[int, str]) -> Iterator[Cell]:
    taxonomy = work.taxonomy
    yield from (float(row.number), row.name, called[row.archetype] if row.archetype else "")
    archetype = work.programme.row(row.archetype).answers if row.archetype else Answers()
    answers = alone(taxonomy, row.own, row.positions, archetype).as_dict()
    for question in taxonomy.questions:
        yield answer_text(question, answers.get(question.slug, ()))


# ── What else there is to say ────────────────────────────────────────────────────────────


def _assumptions(work: ProgrammeWork) -> Sheet:
    widths = {
        _("Number"): 9,
        _("Name"): 36,
        _("Question"): 60,
        _("Answer"): 50,
        _("How it is known"): 16,
        _("Who can say more"): 30,
    }
    return make_sheet(
        _("Assumptions"),
        widths,
        (
            (
                float(each.row.number),
                each.row.name,
                entry.prompt,
                entry.answer,
                entry.how,
                entry.owner,
            )
            for each in work.rows
            for entry in work.register(each)
        ),
    )


def _unknown(work: ProgrammeWork) -> Sheet:
    widths = {_("Question"): 60, _("Number"): 9, _("Name"): 36, _("What is missing"): 24}
    rows = (
        (question.prompt, float(each.row.number), each.row.name, why_unknown(each, question))
        for question, lacking in work.lacking()
        for each in lacking
    )
    return make_sheet(_("Unknown"), widths, rows)


def _matrix(work: ProgrammeWork) -> Iterator[Sheet]:
    """The families against the places, with how many rows have both."""
    rows = [SummarisedRow(each.row, each.state.summary) for each in work.rows]
    counted = matrix(work.taxonomy, rows, "")
    if counted:
        widths = {counted.down.name: 36, **dict.fromkeys(counted.columns, 18)}
        yield make_sheet(_("What is done where"), widths, map(_counts, counted.rows))


def _counts(row: MatrixRow) -> Iterator[Cell]:
    yield row.name
    yield from (float(cell.count) for cell in row.cells)


def _about(work: ProgrammeWork, answers: str) -> Sheet:
    rows: Rows = iter(
        (
            (_("Programme"), work.programme.title),
            (_("Matched with"), edition_sentence(work.programme.release)),
            (_("Made on"), day(work.made)),
            (_("Confidential"), confidential()),
            (
                _("To send again"),
                _(
                    "The sheet “%(sheet)s” can be changed and sent to a programme as a "
                    "spreadsheet, which adds its rows and changes none that is there. An empty "
                    "cell takes the answer of the row that is named beside it. What several people "
                    "agree on stands there as an answer of the row. The other sheets are to read."
                )
                % {"sheet": answers},
            ),
            (_("Please note"), guidance()),
        )
    )
    return make_sheet(_("About"), {_("What"): 20, _("Text"): 100}, rows)
