"""The page of a file that was sent: how its columns were understood, what is wrong with its rows,
and what comes of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _, ngettext

from matcher.core import Taxonomy
from matcher.core.programme_sheet import ARCHETYPE, FOREIGN, NAME, NUMBER, SheetReading
from matcher.presenters.problems import Problem
from matcher.presenters.programme.progress import Progress, progress_while_waiting
from matcher.presenters.programme.sheet_problem import problem_sentence
from matcher.presenters.words import answer_text, shortened
from matcher.programme_form import (
    ADD_FIELD,
    DELETE_FIELD,
    FORGET_FIELD,
    SentColumns,
    column_field,
)
from matcher.programme_uploads import StoredUpload, room
from matcher.programmes import MAX_ROWS, summarised_rows
from matcher.sheets.table import Table
from matcher.web.programme import OpenProgramme

SAMPLES = 3
"""Cells of a column that are shown."""

MOST_LISTED = 200
"""Problems that are listed one by one, and slips of the pen."""


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """Something that a column may be used as."""

    value: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column with its first cells, and what it is used as."""

    field: str
    heading: str
    samples: str
    uses: tuple[ColumnUse, ...]
    error: str


@dataclass(frozen=True, slots=True)
class CellNote:
    """Something about a cell, by the number of its row and the heading of its column."""

    row: int
    heading: str
    sentence: str


@dataclass(frozen=True, slots=True)
class UploadedPage:
    """What was read. `progress` is None unless rows that were added are still to be matched, until
    when the file is not given back. `problems` are about the form; `wrong` and `slips` about cells,
    with how many more there are of each. `good` rows can be added, and `adding` of them are; `left`
    says why not all. Once they were added, `is_added` is true and `added` is how many were."""

    file_name: str
    progress: Progress | None
    sheet: str
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]
    columns: tuple[ColumnView, ...]
    wrong: tuple[CellNote, ...]
    more_wrong: int
    slips: tuple[CellNote, ...]
    good: int
    adding: int
    left: str
    is_added: bool
    added: int
    add_field: str
    forget_field: str
    delete_field: str
    returned: str
    action: str
    again: str
    links: str
    back: str


def uploaded_page(
    opened: OpenProgramme, kept: StoredUpload, sent: SentColumns | None = None
) -> UploadedPage:
    """The page of this file; or with the columns as they were sent, and what is wrong with them."""
    reading, taxonomy = kept.reading(opened.taxonomy), opened.taxonomy
    wrong = tuple(_wrong(taxonomy, kept, reading))
    good, free = len(reading.rows), room(opened.stored)
    columns = tuple(_columns(taxonomy, kept, sent))
    return UploadedPage(
        file_name=kept.file_name,
        progress=file_progress(opened, kept),
        sheet=_sheet(kept),
        notes=(*_notes(kept), *_namesakes(opened, kept, reading)),
        problems=tuple(
            Problem(f"{column.heading}: {column.error}", f"#{column.field}")
            for column in columns
            if column.error
        ),
        columns=columns,
        wrong=wrong[:MOST_LISTED],
        more_wrong=max(len(wrong) - MOST_LISTED, 0),
        slips=tuple(_slips(taxonomy, kept, reading))[:MOST_LISTED],
        good=good,
        adding=min(good, free),
        left=_left(good, free),
        is_added=kept.is_added,
        added=len(kept.numbers),
        add_field=ADD_FIELD,
        forget_field=FORGET_FIELD,
        delete_field=DELETE_FIELD,
        returned=opened.editing("returned", str(kept.number)),
        action=opened.editing("uploaded", str(kept.number)),
        again=opened.editing("upload"),
        links=opened.editing("links"),
        back=opened.url,
    )


def file_progress(opened: OpenProgramme, kept: StoredUpload) -> Progress | None:
    """How far the programme is matched, unless all of its rows are, or none is of the file."""
    if not kept.is_added:
        return None
    return progress_while_waiting(opened, summarised_rows(opened.stored))


def _sheet(kept: StoredUpload) -> str:
    """Which sheet was read, and how many rows of it."""
    count = len(kept.table.lines)
    if not kept.table.name:
        read = ngettext("%(count)s row was read.", "%(count)s rows were read.", count)
        return read % {"count": f"{count:,}"}
    read = ngettext(
        "%(count)s row of the sheet “%(sheet)s” was read.",
        "%(count)s rows of the sheet “%(sheet)s” were read.",
        count,
    )
    return read % {"count": f"{count:,}", "sheet": kept.table.name}


def _notes(kept: StoredUpload) -> Iterator[str]:
    others = [table.name for table in kept.tables if table is not kept.table]
    if others:
        yield _("Not read: %(sheets)s.") % {"sheets": "; ".join(map(shortened, others))}
    if kept.table.heading_row > 1:
        headings = _("The headings are those of row %(row)s, the first with anything in it.")
        yield headings % {"row": kept.table.heading_row}
    if kept.table.merged:
        merged = _(
            "Cells are merged (%(ranges)s): only the first of each has anything, so the "
            "others are read as empty."
        )
        yield merged % {"ranges": shortened(", ".join(kept.table.merged))}
    yield from _repeated(kept.table.headings)


def _namesakes(opened: OpenProgramme, kept: StoredUpload, reading: SheetReading) -> Iterator[str]:
    """That rows to be added are called like some that are there already."""
    names = {row.name for row in opened.stored.rows}
    count = sum(row.name in names for row in reading.rows)
    if count and not kept.is_added:
        sentence = ngettext(
            "%(count)s row is called like one that the programme has already. It is added beside "
            "it and changes nothing there: to change a row, open it in the table.",
            "%(count)s rows are called like some that the programme has already. They are added "
            "beside these and change nothing there: to change a row, open it in the table.",
            count,
        )
        yield sentence % {"count": count}


def _repeated(headings: Sequence[str]) -> Iterator[str]:
    """That there are headings more than once."""
    repeated = {heading for heading in headings if heading and headings.count(heading) > 1}
    for heading in sorted(repeated):
        sentence = _("Several columns are called “%(heading)s”: below you see which one is read.")
        yield sentence % {"heading": shortened(heading)}


def _left(good: int, free: int) -> str:
    """Why not all good rows are added; empty where they are."""
    if good <= free:
        return ""
    sentence = _(
        "%(good)s rows can be read, and there is room for %(room)s: a programme has "
        "%(most)s rows at most. The first are taken."
    )
    numbers = {"good": good, "room": free, "most": MAX_ROWS}
    return sentence % {name: f"{number:,}" for name, number in numbers.items()}


# ── Columns ──────────────────────────────────────────────────────────────────────────────


def _columns(
    taxonomy: Taxonomy, kept: StoredUpload, sent: SentColumns | None
) -> Iterator[ColumnView]:
    uses = sent.columns if sent else kept.columns
    errors = sent.problems if sent else {}
    names = _names_of_uses(taxonomy)
    for index, use in enumerate(uses):
        yield ColumnView(
            field=column_field(index),
            heading=heading_of(kept.table, index),
            samples=_samples(kept.table, index),
            uses=tuple(ColumnUse(value, name, value == use) for value, name in names.items()),
            error=errors.get(index, ""),
        )


def _names_of_uses(taxonomy: Taxonomy) -> dict[str, str]:
    prompts = {question.slug: question.prompt for question in taxonomy.questions}
    return {
        FOREIGN: _("Not read, and kept beside"),
        NAME: _("Name"),
        NUMBER: _("Number of the row"),
        ARCHETYPE: _("Takes its answers from"),
        **prompts,
    }


def heading_of(table: Table, index: int) -> str:
    """What the column is called, or its number."""
    heading = table.headings[index].strip() if index < len(table.headings) else ""
    return shortened(heading) or _("Column %(number)s") % {"number": index + 1}


def _samples(table: Table, index: int) -> str:
    cells = (cells[index].strip() for _number, cells in table.lines if index < len(cells))
    different = list(dict.fromkeys(filter(None, cells)))
    return " · ".join(map(shortened, different[:SAMPLES]))


# ── Cells ────────────────────────────────────────────────────────────────────────────────


def _wrong(taxonomy: Taxonomy, kept: StoredUpload, reading: SheetReading) -> Iterator[CellNote]:
    for problem in reading.problems:
        sentence = problem_sentence(taxonomy, kept.columns, problem)
        yield CellNote(problem.row, heading_of(kept.table, problem.column), sentence)


def _slips(taxonomy: Taxonomy, kept: StoredUpload, reading: SheetReading) -> Iterator[CellNote]:
    for close in reading.close:
        question = taxonomy.index.question_by_slug[kept.columns[close.column]]
        answer = answer_text(question, close.answer)
        sentence = _("“%(text)s” was read as “%(answer)s”.")
        texts = {"text": shortened(close.text), "answer": answer}
        yield CellNote(close.row, heading_of(kept.table, close.column), sentence % texts)
