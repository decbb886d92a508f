"""What may be watched about a row: what would change its result, and whatever else is typed."""

from dataclasses import dataclass

from matcher.core import match
from matcher.presenters.result.change import tips
from matcher.programme_form import (
    OWN_TRIGGER_FIELD,
    OWN_TRIGGER_LENGTH,
    TRIGGER_FIELD,
    SentRow,
)
from matcher.programmes import StoredRow
from matcher.web.programme import OpenProgramme


@dataclass(frozen=True, slots=True)
class TriggerChoice:
    """A sentence that can be watched."""

    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class TriggersField:
    """What can be watched, what somebody typed beside it, and what is wrong with that."""

    name: str
    choices: tuple[TriggerChoice, ...]
    own_name: str
    own: str
    most: int
    error: str

    @property
    def is_open(self) -> bool:
        """Whether there is something to be seen in it at once."""
        return bool(self.error) or any(choice.chosen for choice in self.choices)


def triggers_field(
    opened: OpenProgramme, row: StoredRow, form: SentRow, kept: tuple[str, ...]
) -> TriggersField:
    """What would change the result of the row, and whatever else is watched already."""
    found = tips(opened.context, match(opened.taxonomy, row.answers)) if row.answers.picks else ()
    texts = dict.fromkeys((*found, *kept, *form.triggers))
    return TriggersField(
        name=TRIGGER_FIELD,
        choices=tuple(TriggerChoice(text, text in form.triggers) for text in texts),
        own_name=OWN_TRIGGER_FIELD,
        own=form.own_trigger,
        most=OWN_TRIGGER_LENGTH,
        error=form.trigger_error,
    )
