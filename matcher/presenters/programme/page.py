"""The page of a programme: its table, two decisions against each other, what is still unknown, and
for whoever has the key what can be edited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _, ngettext

from matcher.core import write_query
from matcher.core.programme import unknowns
from matcher.core.work_summary import WorkSummary
from matcher.editions import current
from matcher.presenters.follow import FollowLinks, follow_programme
from matcher.presenters.programme.choices import (
    RowChoice,
    RowFilter,
    chosen,
    chosen_names,
    filters,
    sorts,
)
from matcher.presenters.programme.matrix import Matrix, matrix
from matcher.presenters.programme.names import names_url
from matcher.presenters.programme.paging import Paging, page_among, page_slice, paging
from matcher.presenters.programme.people import PeopleLink, people_link
from matcher.presenters.programme.progress import Progress, progress_while_waiting
from matcher.presenters.programme.question import first_question
from matcher.presenters.programme.start import NamesField, names_field
from matcher.presenters.result.outside import named_verdict
from matcher.presenters.result.strips import Strip, strips_of
from matcher.presenters.words import Tag, day, edition_sentence, tag, until
from matcher.programme_form import TypedNames
from matcher.programmes import MAX_ROWS, SummarisedRow, summaries, summarised_rows
from matcher.web.programme import OpenProgramme

NOTHING_KNOWN = WorkSummary(firsts=(), verdict=None, outside=None, answered=(), unsure=(), open=())
"""In the place of the summary of a row that has none yet."""


@dataclass(frozen=True, slots=True)
class ProgrammeRowView:
    """A row of the table. Without any answer nothing is decided, and there is no `result` to open.
    `decided` is empty for another kind of buying, `verdict` where there is none yet, `archetype`
    where it takes answers from no other row, and `edit` for readers; `people` is None for them
    and where nobody is asked about it. `compared` is how a comparison names it; empty without
    answers. Of a row that `waits` to be matched, or `failed` to be, nothing of that is known."""

    number: int
    name: str
    archetype: str
    answered: bool
    waits: bool
    failed: bool
    verdict: str
    tint: str
    decided: tuple[Strip, ...]
    open: int
    changed: str
    result: str
    edit: str
    people: PeopleLink | None
    compared: str


@dataclass(frozen=True, slots=True)
class UnknownView:
    """A question, and how many rows lack a real answer to it; `href` is empty for readers."""

    prompt: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Editing:
    """What whoever has the key may do. `confirm` leads to what names propose, and is empty where no
    name has anything to propose to; `answer` leads to the first question that is open in some row,
    and is empty where none is; `names` is None where there is no room for more rows. `edition`
    leads to what the edition of the number `newer` changes; without one it is empty."""

    action: str
    names: NamesField | None
    upload: str
    confirm: str
    answer: str
    edition: str
    newer: int
    links: str
    title: str
    delete: str


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """Everything on the page. `progress` is None once all rows are matched, and `paging` where all
    fit on one page. `only` says which rows were chosen, and `all_rows` leads to all of
    them; both are empty while all are shown. `matrix` is None where too little is decided, and
    `editing` for readers. `compare` is where ticked rows are compared, and empty with fewer than
    two to tick; `word` is the document of the rows that are shown."""

    title: str
    summary: str
    progress: Progress | None
    edition: str
    until: str
    columns: tuple[Tag, ...]
    rows: tuple[ProgrammeRowView, ...]
    paging: Paging | None
    filters: tuple[RowFilter, ...]
    sorts: tuple[RowChoice, ...]
    only: str
    all_rows: str
    matrix: Matrix | None
    unknown: tuple[UnknownView, ...]
    compare: str
    word: str
    excel: str
    csv: str
    json: str
    follow: FollowLinks
    editing: Editing | None


def programme_page(
    opened: OpenProgramme, parameters: Mapping[str, str], refused: TypedNames | None = None
) -> ProgrammePage:
    """The page, with what its URL chooses, and the names that could not be added."""
    taxonomy, stored, page = opened.taxonomy, opened.stored, opened.url
    all_rows = summarised_rows(stored)
    current = chosen(taxonomy, parameters)
    chosen_rows = current.of(all_rows)
    number = page_among(len(chosen_rows), current.page)
    shown = chosen_rows[page_slice(number)]
    return ProgrammePage(
        title=stored.title,
        summary=_summary(all_rows, chosen_rows),
        progress=progress_while_waiting(opened, all_rows),
        edition=edition_sentence(stored.release),
        until=until(stored.expiry) if stored.expiry else "",
        columns=tuple(map(tag, taxonomy.axes)),
        rows=tuple(_row(opened, row) for row in shown),
        paging=paging(
            len(chosen_rows), number, lambda other: replace(current, page=other).url(page)
        ),
        filters=filters(taxonomy, all_rows, current, page),
        sorts=sorts(current, page, len(all_rows)),
        only=chosen_names(taxonomy, current),
        all_rows=page if current.values else "",
        matrix=matrix(taxonomy, all_rows, page),
        unknown=_unknown(opened, summaries(all_rows)),
        compare=opened.context.page_url("compare") if _comparable(shown) else "",
        word=current.url(opened.reading("programme_docx")),
        excel=opened.reading("programme_xlsx"),
        csv=opened.reading("programme_csv"),
        json=opened.reading("programme_json"),
        follow=follow_programme(opened),
        editing=_editing(opened, all_rows, refused) if opened.may_edit else None,
    )


def _summary(matched: Sequence[SummarisedRow], shown: Sequence[SummarisedRow]) -> str:
    """“12 pieces of work, 9 answered”, and how many are shown where not all are."""
    answered = sum(map(_is_answered, matched))
    sentence = ngettext(
        "%(count)s piece of work, %(answered)s answered",
        "%(count)s pieces of work, %(answered)s answered",
        len(matched),
    ) % {"count": f"{len(matched):,}", "answered": f"{answered:,}"}
    if len(shown) == len(matched):
        return sentence
    return f"{sentence}, {_('%(shown)s shown') % {'shown': f'{len(shown):,}'}}"


def _is_answered(each: SummarisedRow) -> bool:
    return bool(each.summary.answered if each.summary else each.row.answers.picks)


def _comparable(shown: Sequence[SummarisedRow]) -> bool:
    return sum(map(_is_answered, shown)) > 1


def _row(opened: OpenProgramme, summarised: SummarisedRow) -> ProgrammeRowView:
    row, summary, taxonomy = summarised.row, summarised.summary or NOTHING_KNOWN, opened.taxonomy
    verdict = taxonomy.index.verdict_by_slug.get(summary.verdict or "")
    result = opened.context.page_url("result", query=write_query(row.answers))
    return ProgrammeRowView(
        number=row.number,
        name=row.name,
        archetype=row.inherits.name if row.inherits else "",
        answered=bool(row.answers.picks),
        waits=row.waits and summarised.summary is None,
        failed=row.failed,
        verdict=named_verdict(taxonomy, summary.verdict, summary.outside),
        tint=verdict.tint if verdict else "open",
        decided=() if summary.outside else strips_of(taxonomy, summary.firsts),
        open=len(summary.open),
        changed=day(row.changed_at),
        result=result if row.answers.picks else "",
        edit=opened.editing("row", str(row.number)) if opened.may_edit else "",
        people=people_link(opened, row) if opened.may_edit and row.respondents else None,
        compared=f"{opened.token}.{row.number}" if row.answers.picks else "",
    )


def _unknown(opened: OpenProgramme, works: Sequence[WorkSummary]) -> tuple[UnknownView, ...]:
    return tuple(
        UnknownView(
            unknown.question.prompt,
            unknown.count,
            opened.editing("question", unknown.question.slug) if opened.may_edit else "",
        )
        for unknown in unknowns(opened.taxonomy, works)
    )


def _editing(
    opened: OpenProgramme, rows: Sequence[SummarisedRow], refused: TypedNames | None
) -> Editing:
    room, newest = MAX_ROWS - len(rows), current().number
    typed = (refused.text, refused.problems) if refused else ("", ())
    return Editing(
        action=opened.url,
        names=names_field(*typed, room=room) if room > 0 or refused else None,
        upload=opened.editing("upload"),
        confirm=names_url(opened),
        answer=first_question(opened, summaries(rows)),
        edition=opened.editing("edition") if newest > opened.stored.release.number else "",
        newer=newest,
        links=opened.editing("links"),
        title=opened.editing("title"),
        delete=opened.editing("delete"),
    )
