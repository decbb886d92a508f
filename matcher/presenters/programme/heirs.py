"""The page on which it is chosen which rows take their answers from one."""

from dataclasses import dataclass

from matcher.programme_form import HEIR_FIELD, OPENED_FIELD
from matcher.programmes import StoredRow
from matcher.web.programme import OpenProgramme


@dataclass(frozen=True, slots=True)
class Heir:
    """A row that may take its answers from another, and whether it does."""

    number: int
    name: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class HeirsPage:
    """The rows that may take their answers from this one: those that take them from no other, and
    that no other takes them from. None where the row takes its own from another."""

    name: str
    field: str
    opened: tuple[str, str]
    heirs: tuple[Heir, ...]
    action: str
    back: str


def heirs_page(opened: OpenProgramme, row: StoredRow) -> HeirsPage:
    """The page of this row."""
    stored = opened.stored
    taken = {other.archetype for other in stored.rows}
    heirs = tuple(
        Heir(other.number, other.name, other.archetype == row.number)
        for other in stored.rows
        if row.archetype is None
        and other != row
        and other.number not in taken
        and other.archetype in (None, row.number)
    )
    ticked = " ".join(str(heir.number) for heir in heirs if heir.ticked)
    return HeirsPage(
        name=row.name,
        field=HEIR_FIELD,
        opened=(OPENED_FIELD, ticked),
        heirs=heirs,
        action=opened.editing("row_heirs", str(row.number)),
        back=opened.editing("row", str(row.number)),
    )
