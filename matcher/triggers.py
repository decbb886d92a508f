"""What is watched about a row, because it may change what the row comes to: sentences of its
result, and of whoever edits the programme."""

from collections.abc import Sequence

from matcher.models import ProgrammeRow, Trigger

MAX_TRIGGERS = 12
"""Triggers of one row."""


def keep_triggers(row: ProgrammeRow, texts: Sequence[str]) -> None:
    """Keep these, each once, in the place of whatever was watched about the row."""
    row.triggers.all().delete()
    Trigger.objects.bulk_create(Trigger(row=row, text=text) for text in dict.fromkeys(texts))


def triggers_of(programme: int, number: int) -> tuple[str, ...]:
    """What is watched about the row with this number."""
    found = Trigger.objects.filter(row__programme=programme, row__number=number)
    return tuple(found.values_list("text", flat=True))


def triggers_by_row(programme: int) -> dict[int, tuple[str, ...]]:
    """The same of all rows, by their number."""
    by_row: dict[int, tuple[str, ...]] = {}
    found = Trigger.objects.filter(row__programme=programme)
    for number, text in found.values_list("row__number", "text"):
        by_row[number] = (*by_row.get(number, ()), text)
    return by_row
