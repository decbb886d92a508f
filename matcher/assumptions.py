"""How answers of a row are known, and who can say more: kept beside the answers, and never
scored."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.models import Assumption, ProgrammeRow


@dataclass(frozen=True, slots=True)
class StoredAssumption:
    """How an answer is known (`Assumption.How`), and its owner; each may be empty, not both."""

    how: str
    owner: str


def keep_assumptions(row: ProgrammeRow, given: Mapping[str, StoredAssumption]) -> None:
    """Keep these, by question, in the place of whatever was kept about the row."""
    row.assumptions.all().delete()
    Assumption.objects.bulk_create(
        Assumption(row=row, question=question, how=each.how, owner=each.owner)
        for question, each in given.items()
    )


def assumptions_of(programme: int, number: int) -> dict[str, StoredAssumption]:
    """By question, what was kept about the row with this number."""
    found = Assumption.objects.filter(row__programme=programme, row__number=number)
    return {each.question: StoredAssumption(each.how, each.owner) for each in found}


def assumptions_by_row(programme: int) -> dict[int, dict[str, StoredAssumption]]:
    """The same of all rows, by their number."""
    by_row: dict[int, dict[str, StoredAssumption]] = {}
    for each in Assumption.objects.filter(row__programme=programme).select_related("row"):
        kept = by_row.setdefault(each.row.number, {})
        kept[each.question] = StoredAssumption(each.how, each.owner)
    return by_row
