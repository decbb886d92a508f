"""The table of a programme to take away, for spreadsheets and for programs."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from pydantic import AwareDatetime

from matcher.core import Confidence, Match, Taxonomy
from matcher.core.taxonomy.values import Value
from matcher.exports.csv_file import Cell, write_csv
from matcher.exports.record import as_asked
from matcher.presenters.result.outside import verdict_name
from matcher.presenters.result.strips import strips
from matcher.presenters.words import answer_text
from matcher.programmes import MatchedRow, StoredProgramme, matched_rows

# ── CSV ──────────────────────────────────────────────────────────────────────────────────


def write_programme_csv(programme: StoredProgramme) -> bytes:
    """A line for each row, in the words of the edition: what it comes to, then its answers, with
    those that it has from another row."""
    taxonomy = programme.taxonomy
    lines = (_line(programme, matched) for matched in matched_rows(programme))
    return write_csv(_headings(taxonomy), lines)


def _headings(taxonomy: Taxonomy) -> Iterator[str]:
    yield from (_("Number"), _("Name"), _("Takes its answers from"), _("Verdict"))
    for axis in taxonomy.axes:
        yield from (axis.name, _("%(axis)s: how sure") % {"axis": axis.name})
    yield from (_("Open questions"), _("Last change"))
    yield from (question.prompt for question in taxonomy.questions)


def _line(programme: StoredProgramme, matched: MatchedRow) -> Iterator[Cell]:
    taxonomy, row, match = programme.taxonomy, matched.row, matched.state.match
    yield row.number
    yield row.name
    yield programme.row(row.archetype).name if row.archetype else ""
    yield verdict_name(taxonomy, match)
    yield from _decisions(taxonomy, match)
    yield len(matched.state.open)
    yield row.changed_at.date().isoformat()
    answers = row.answers.as_dict()
    for question in taxonomy.questions:
        yield answer_text(question, answers.get(question.slug, ()))


def _decisions(taxonomy: Taxonomy, match: Match) -> Iterator[str]:
    """The name and the confidence of each; empty where nothing is decided."""
    for strip in strips(taxonomy, match):
        decided = strip.outcome and not match.outside
        yield from (strip.name, strip.word) if decided else ("", "")


# ── JSON ─────────────────────────────────────────────────────────────────────────────────


class DecisionRecord(Value):
    """What is first on an axis; null where nothing is."""

    outcome: str | None
    confidence: Confidence | None


class RowRecord(Value):
    """A row, by slugs. `answers` are its own, as `manage.py match` takes them, and `archetype` is
    the number of the row that others are taken from. For another kind of buying (`outside`) there
    are no decisions."""

    number: int
    name: str
    archetype: int | None
    answers: dict[str, str | tuple[str, ...]]
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


def write_programme_json(programme: StoredProgramme) -> str:
    """The programme for programs."""
    record = ProgrammeRecord(
        title=programme.title,
        created=programme.created_at,
        edition=programme.release.number,
        rows=tuple(_record(programme.taxonomy, row) for row in matched_rows(programme)),
    )
    return record.model_dump_json(indent=2) + "\n"


def _record(taxonomy: Taxonomy, matched: MatchedRow) -> RowRecord:
    row, match = matched.row, matched.state.match
    return RowRecord(
        number=row.number,
        name=row.name,
        archetype=row.archetype,
        answers=as_asked(taxonomy, row.own),
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
