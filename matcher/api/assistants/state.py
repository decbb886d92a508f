"""What an assistant hands back with the answers of its person: signed, so that nobody changes what
was said."""

from dataclasses import dataclass
from time import time

from django.core import signing
from pydantic import BaseModel, ConfigDict

VALID_SECONDS = 30 * 60
"""For so long a state may be handed back."""

SALT = "mcp"


class ForgedState(Exception):
    """The state was not signed here."""


class State(BaseModel):
    """Where a call stands: its tool, the edition that was asked, the answers so far, those of them
    that the person confirmed, and until when it holds, in seconds since 1970. `key` makes a call
    one of its kind."""

    model_config = ConfigDict(frozen=True)

    tool: str
    edition: int
    answers: dict[str, str | list[str]]
    confirmed: list[str]
    until: int
    key: str

    def signed(self) -> str:
        """The state as it travels."""
        return signing.dumps(self.model_dump(), salt=SALT, compress=True)


@dataclass(frozen=True, slots=True)
class HandedBack:
    """A state that was handed back. `is_stale`: too late, or of another edition or tool. Its
    answers are still what the person said."""

    state: State
    is_stale: bool


def hand_back(text: str, tool: str, edition: int) -> HandedBack:
    """The state in the text. Raises ForgedState."""
    try:
        state = State.model_validate(signing.loads(text, salt=SALT))
    except (signing.BadSignature, ValueError):
        raise ForgedState from None
    stale = state.until < time() or (state.tool, state.edition) != (tool, edition)
    return HandedBack(state, stale)


def until() -> int:
    """Until when a state holds that is made now."""
    return int(time()) + VALID_SECONDS
