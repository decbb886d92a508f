"""Move a programme to a newer edition: match its rows with both, see what changes, then move all of
them at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import F

from matcher.core import Ignored, Taxonomy, parse_query
from matcher.core.work_summary import WorkSummary, load_summary
from matcher.editions import PublishedRelease
from matcher.models import Respondent
from matcher.programmes import (
    MATCHED_AT_ONCE,
    StoredProgramme,
    StoredRow,
    SummarisedRow,
    editing,
    make_due,
    stored_programme,
    summarised_rows,
    try_to_summarise,
)


class StaleMove(Exception):
    """The programme would not become what was shown: somebody has changed or moved it meanwhile."""


# ── What would change ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class LostAnswer:
    """An answer that the newer edition does not know, and who gave it: empty for the row itself,
    else the label of a respondent."""

    respondent: str
    ignored: Ignored


@dataclass(frozen=True, slots=True)
class RowMove:
    """What a row comes to with the edition of the programme and with the newer one, each None while
    it waits or where it failed; and the answers that are lost."""

    row: StoredRow
    before: WorkSummary | None
    after: WorkSummary | None
    lost: tuple[LostAnswer, ...]

    @property
    def is_decided_otherwise(self) -> bool:
        """Whether it comes to something else."""
        before, after = (each and each.decided for each in (self.before, self.after))
        return before != after


def row_moves(programme: StoredProgramme, newer: PublishedRelease) -> tuple[RowMove, ...]:
    """All rows. As `summarised_rows` it matches few that are due at once, and leaves many to the
    queue."""
    asked = frozenset(programme.release.ever_asked)
    waiting = sum(row.waits for row in programme.rows)
    at_once = waiting <= MATCHED_AT_ONCE
    return tuple(
        RowMove(
            row=each.row,
            before=each.summary,
            after=_after(each, newer.taxonomy, at_once=at_once),
            lost=tuple(_lost(newer.taxonomy, each.row, asked)),
        )
        for each in summarised_rows(programme)
    )


def _after(each: SummarisedRow, taxonomy: Taxonomy, *, at_once: bool) -> WorkSummary | None:
    if each.row.next_summary_json:
        return load_summary(each.row.next_summary_json)
    return try_to_summarise(each.row.read_with(taxonomy)) if each.row.waits and at_once else None


def _lost(taxonomy: Taxonomy, row: StoredRow, asked: frozenset[str]) -> Iterator[LostAnswer]:
    said = [("", row.query), *((each.label, each.query) for each in row.respondents)]
    for label, query in said:
        for ignored in parse_query(taxonomy, query, former=asked).ignored:
            yield LostAnswer(label, ignored)


def fingerprint(moves: Sequence[RowMove]) -> str:
    """A checksum of what these moves show, so that nothing else is done than what was seen."""
    shown = [
        (each.row.number, each.row.query, each.before, each.after, each.lost) for each in moves
    ]
    return sha256(repr(shown).encode()).hexdigest()


# ── Looking at it, and moving ────────────────────────────────────────────────────────────


def look_at_edition(programme: StoredProgramme, newer: PublishedRelease) -> None:
    """Let all rows be matched with this edition too. Raises what `editing` raises."""
    with editing(programme) as locked:
        locked.next_edition_id = newer.id
        locked.save(update_fields=["next_edition"])
        make_due(locked.rows.all())


def stay_with_edition(programme: StoredProgramme) -> None:
    """Think of no other edition any more. Raises what `editing` raises."""
    with editing(programme) as locked:
        locked.next_edition = None
        locked.save(update_fields=["next_edition"])
        locked.rows.update(next_summary_json="")


def move_to_edition(programme: StoredProgramme, *, seen: str) -> None:
    """Move all rows to the edition that was looked at, when that does what was `seen`: the
    `fingerprint` of it. Forms about its rows that are open are stale from then on, as they ask the
    questions of before. Raises StaleMove, and what `editing` raises."""
    with editing(programme) as locked:
        now = stored_programme(locked)
        if now.next_release is None or seen != fingerprint(row_moves(now, now.next_release)):
            raise StaleMove
        locked.edition_id, locked.next_edition_id = now.next_release.id, None
        locked.save(update_fields=["edition", "next_edition"])
        make_due(locked.rows.filter(is_due=True))  # whoever matches them does so with the old one
        locked.rows.update(
            summary_json=F("next_summary_json"), next_summary_json="", version=F("version") + 1
        )
        Respondent.objects.filter(programme=locked).update(version=F("version") + 1)
