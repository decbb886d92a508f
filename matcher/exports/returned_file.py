"""The spreadsheet that somebody sent, as they had it, with three columns beside: what comes of each
row, why, and what is wrong with it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from matcher.core import Answers, Match, Taxonomy, match
from matcher.core.programme_sheet import SheetReading
from matcher.exports.excel_tables import write_tables
from matcher.presenters.programme.sheet_problem import problem_sentence
from matcher.presenters.programme.uploaded import heading_of
from matcher.presenters.result.decision import decision
from matcher.presenters.result.outside import outside_of, verdict_name
from matcher.presenters.result.strips import strips
from matcher.programme_uploads import StoredUpload
from matcher.programmes import StoredProgramme
from matcher.sheets.table import Table

Beside = tuple[str, str, str]
"""The three cells beside a row."""


def write_returned_file(programme: StoredProgramme, kept: StoredUpload) -> bytes:
    """The file as a workbook: all its sheets, rows and cells in their order, without formats, and
    the three columns. Rows that were added have the answers that they have by now."""
    read = _with_columns(kept.table, _beside(programme, kept))
    tables = tuple(read if table is kept.table else table for table in kept.tables)
    return write_tables(tables, first=read)


def _with_columns(table: Table, beside: Mapping[int, Beside]) -> Table:
    width = max(map(len, table.rows))
    rows = (
        (*row, *[""] * (width - len(row)), *beside[number]) if number in beside else row
        for number, row in enumerate(table.rows, start=1)
    )
    return replace(table, rows=tuple(rows))


def _beside(programme: StoredProgramme, kept: StoredUpload) -> dict[int, Beside]:
    """The cells beside each row that holds anything, by its number."""
    reading = kept.reading(programme.taxonomy)
    answers = _answers(programme, kept, reading)
    problems = _problems(programme.taxonomy, kept, reading)
    rows = {
        number: _row(programme.taxonomy, answers.get(number), problems.get(number, ""))
        for number, _cells in kept.table.lines
    }
    return {kept.table.heading_row: (_("Result"), _("Reason"), _("Problem")), **rows}


def _answers(
    programme: StoredProgramme, kept: StoredUpload, reading: SheetReading
) -> dict[int, Answers]:
    """The answers of each row that counts, by its number in the file: those of the programme or,
    before it was added, those of the file."""
    if not kept.is_added:
        return reading.answers(programme.taxonomy)
    rows = {row.number: row.answers for row in programme.rows}
    return {line: rows[made] for line, made in kept.numbers.items() if made in rows}


def _problems(taxonomy: Taxonomy, kept: StoredUpload, reading: SheetReading) -> dict[int, str]:
    """Everything that is wrong with a row, by its number, a line for each cell."""
    found: dict[int, str] = {}
    for problem in reading.problems:
        sentence = problem_sentence(taxonomy, kept.columns, problem)
        line = f"{heading_of(kept.table, problem.column)}: {sentence}"
        found[problem.row] = f"{found[problem.row]}\n{line}" if problem.row in found else line
    return found


def _row(taxonomy: Taxonomy, answers: Answers | None, problem: str) -> Beside:
    if answers is None:
        return "", "", problem or _("This row is not in the programme.")
    if not answers.picks:
        return _("Nothing answered yet"), "", ""
    result = match(taxonomy, answers)
    return "\n".join(_result(taxonomy, result)), "\n".join(_reason(taxonomy, result)), ""


def _result(taxonomy: Taxonomy, result: Match) -> Iterator[str]:
    """The verdict, and on each axis what is first and how sure that is."""
    yield verdict_name(taxonomy, result) or _("No verdict yet")
    if not result.outside:
        for strip in strips(taxonomy, result):
            sure = f" ({strip.word.lower()})" if strip.word else ""
            yield f"{strip.tag.name}: {strip.name}{sure}"


def _reason(taxonomy: Taxonomy, result: Match) -> Iterator[str]:
    if outside := outside_of(taxonomy, result):
        yield outside.sentence
        return
    for ranking in result.rankings.values():
        view = decision(taxonomy, ranking)
        yield f"{view.tag.name}: {view.because}"
