"""The table of a programme to take away, for spreadsheets and for programs."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import AwareDatetime

from matcher.core import Confidence, Match, Taxonomy
from matcher.core.respondents import agreed_on
from matcher.core.sheet_archetypes import references
from matcher.core.taxonomy.values import Value
from matcher.exports.csv_file import Cell, write_csv
from matcher.exports.programme_work import ProgrammeWork, decided
from matcher.exports.record import as_asked
from matcher.presenters.programme.assumptions import RegisterEntry
from matcher.presenters.result.outside import verdict_name
from matcher.presenters.words import answer_text
from matcher.programmes import MatchedRow, StoredProgramme, matched

# ── CSV ──────────────────────────────────────────────────────────────────────────────────


def write_programme_csv(work: ProgrammeWork) -> bytes:
    """A line for each row, in the words of the edition: what it comes to, how its answers are
    known, then the answers that count, also those from its people and from another row."""
    called = references({row.number: row.name for row in work.programme.rows})
    lines = (_line(work, matched, called) for matched in work.rows)
    return write_csv(_headings(work.taxonomy), lines)


def _headings(taxonomy: Taxonomy) -> Iterator[str]:
    yield from (_("Number"), _("Name"), _("Takes its answers from"), _("Verdict"))
    for axis in taxonomy.axes:
        yield from (axis.name, _("%(axis)s: how sure") % {"axis": axis.name})
    yield from (_("Open questions"), _("Last change"), _("Review it on"), _("What is watched"))
    yield _("What is assumed")
    yield from (question.prompt for question in taxonomy.questions)


def _line(work: ProgrammeWork, matched: MatchedRow, called: Mapping[int, str]) -> Iterator[Cell]:
    taxonomy, row, match = work.taxonomy, matched.row, matched.state.match
    yield row.number
    yield row.name
    yield called[row.archetype] if row.archetype else ""
    yield verdict_name(taxonomy, match)
    yield from _decisions(taxonomy, match)
    yield len(matched.state.open)
    yield row.changed_at.date().isoformat()
    yield row.review_on.isoformat() if row.review_on else ""
    yield "; ".join(work.triggers(matched))
    yield "; ".join(map(_assumed, work.register(matched)))
    answers = row.answers.as_dict()
    for question in taxonomy.questions:
        yield answer_text(question, answers.get(question.slug, ()))


def _assumed(entry: RegisterEntry) -> str:
    known = ", ".join(filter(None, (entry.how, entry.owner)))
    return f"{entry.prompt} {known}"


def _decisions(taxonomy: Taxonomy, match: Match) -> Iterator[str]:
    """The name and the confidence of each; empty where nothing is decided."""
    for strip in decided(taxonomy, match):
        yield from (strip.name, strip.word) if strip else ("", "")


# ── JSON ─────────────────────────────────────────────────────────────────────────────────


class DecisionRecord(Value):
    """What is first on an axis; null where nothing is."""

    outcome: str | None
    confidence: Confidence | None


class AssumptionRecord(Value):
    """How an answer is known, and who can say more; null where that is not said."""

    how: str | None
    owner: str | None


class RowRecord(Value):
    """A row, by slugs. `answers` are its own, as `manage.py match` takes them; `agreed` are those
    that its people agree on beside them, and `differing` the questions on which they differ.
    `archetype` is the number of the row that others are taken from. For another kind of buying
    (`outside`) there are no decisions. `watched` are sentences."""

    number: int
    name: str
    archetype: int | None
    answers: dict[str, str | tuple[str, ...]]
    agreed: dict[str, str | tuple[str, ...]]
    differing: tuple[str, ...]
    assumptions: dict[str, AssumptionRecord]
    review: date | None
    watched: tuple[str, ...]
    decisions: dict[str, DecisionRecord]
    verdict: str | None
    outside: str | None
    open: tuple[str, ...]
    changed: AwareDatetime


class ProgrammeRecord(Value):
    """A programme, with the number of the edition that its rows are matched with."""

    title: str
    created: AwareDatetime
    edition: int
    rows: tuple[RowRecord, ...]


def write_programme_json(work: ProgrammeWork) -> str:
    """The programme for programs."""
    programme = work.programme
    record = ProgrammeRecord(
        title=programme.title,
        created=programme.created_at,
        edition=programme.release.number,
        rows=tuple(_record(work, matched) for matched in work.rows),
    )
    return record.model_dump_json(indent=2) + "\n"


def row_record(programme: StoredProgramme, number: int) -> RowRecord:
    """One row for programs. Raises what `StoredProgramme.row` raises."""
    rows = (matched(programme.row(number)),)
    return _record(ProgrammeWork.of(programme, timezone.now(), rows), *rows)


def _record(work: ProgrammeWork, matched: MatchedRow) -> RowRecord:
    taxonomy, row, match = work.taxonomy, matched.row, matched.state.match
    return RowRecord(
        number=row.number,
        name=row.name,
        archetype=row.archetype,
        answers=as_asked(taxonomy, row.own),
        agreed=as_asked(taxonomy, agreed_on(taxonomy, row.positions)),
        differing=tuple(each.question for each in row.positions if each.differs),
        assumptions={
            question: AssumptionRecord(how=each.how or None, owner=each.owner or None)
            for question, each in work.said.get(row.number, {}).items()
        },
        review=row.review_on,
        watched=work.triggers(matched),
        decisions={} if match.outside else _decision_records(match),
        verdict=match.fit.verdict,
        outside=match.outside,
        open=matched.state.open,
        changed=row.changed_at,
    )


def _decision_records(match: Match) -> dict[str, DecisionRecord]:
    return {
        axis: DecisionRecord(
            outcome=ranking.top, confidence=ranking.confidence if ranking.top else None
        )
        for axis, ranking in match.rankings.items()
    }
