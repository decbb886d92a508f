"""What every file of a programme is made from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.utils.translation import gettext as _

from matcher.assumptions import StoredAssumption, assumptions_by_row
from matcher.core import UNSURE, Answer, Match, Question, Taxonomy
from matcher.presenters.programme.assumptions import RegisterEntry, register
from matcher.presenters.result.strips import Strip, strips
from matcher.programmes import MatchedRow, StoredProgramme, matched_rows
from matcher.triggers import triggers_by_row


@dataclass(frozen=True, slots=True)
class ProgrammeWork:
    """A programme with these of its rows, matched; how their answers are known and what is watched,
    by the number of the row; and when the file was made."""

    programme: StoredProgramme
    rows: Sequence[MatchedRow]
    said: Mapping[int, Mapping[str, StoredAssumption]]
    watched: Mapping[int, tuple[str, ...]]
    made: datetime

    @classmethod
    def of(
        cls, programme: StoredProgramme, made: datetime, rows: Sequence[MatchedRow] | None = None
    ) -> Self:
        """Of all rows, unless these are given, with two queries."""
        said, watched = assumptions_by_row(programme.id), triggers_by_row(programme.id)
        shown = matched_rows(programme) if rows is None else rows
        return cls(programme, shown, said, watched, made)

    @property
    def taxonomy(self) -> Taxonomy:
        return self.programme.taxonomy

    def register(self, matched: MatchedRow) -> tuple[RegisterEntry, ...]:
        """How the answers of a row are known."""
        row = matched.row
        return register(self.taxonomy, row, self.said.get(row.number, {}))

    def triggers(self, matched: MatchedRow) -> tuple[str, ...]:
        """What is watched about a row."""
        return self.watched.get(matched.row.number, ())

    def archetype_name(self, matched: MatchedRow) -> str:
        """What the row is called that this one takes its answers from; empty for none."""
        archetype = matched.row.archetype
        return self.programme.row(archetype).name if archetype else ""

    def lacking(self) -> Iterator[tuple[Question, tuple[MatchedRow, ...]]]:
        """The questions that some rows lack a real answer to, with these rows, in the order
        asked."""
        lacking = [(each, each.state.summary.lacking) for each in self.rows]
        for question in self.taxonomy.questions:
            rows = tuple(each for each, slugs in lacking if question.slug in slugs)
            if rows:
                yield question, rows


def decided(taxonomy: Taxonomy, match: Match) -> tuple[Strip | None, ...]:
    """What is first on each axis; None where nothing is, as for another kind of buying."""
    return tuple(
        strip if strip.outcome and not match.outside else None for strip in strips(taxonomy, match)
    )


def why_unknown(matched: MatchedRow, question: Question) -> str:
    """What stands in the place of a real answer."""
    position = matched.row.position(question.slug)
    if position and position.differs:
        return _("Its people differ")
    answer: Answer = matched.row.answers.as_dict().get(question.slug, ())
    return _("Not sure") if answer == UNSURE else _("Not answered")


def confidential() -> str:
    """Whom a file of a programme is for."""
    return _(
        "For those who decide: it names your processes, what you answered and who can say more."
    )
