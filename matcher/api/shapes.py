"""What programs send and get, as far as it is not a shape of the commands or of a link."""

from datetime import datetime
from typing import Literal

from pydantic import ConfigDict, Field

from matcher.core.formats.jsonl import InputRecord, PlaceRecord
from matcher.core.formats.suggestions import TextRecord
from matcher.core.taxonomy.values import Label, Value

GivenAnswers = dict[str, str | list[str]]
"""As `manage.py match` takes them."""


class Body(Value):
    """Something that is sent: every field is one that we know, and of its own type."""

    model_config = ConfigDict(extra="forbid", strict=True)


class MatchBody(InputRecord):
    """Answers to be matched. `answers` and `context` are by the slugs of questions; `id` is given
    back as it was given."""

    model_config = ConfigDict(extra="forbid")


class TextBody(TextRecord):
    """A description of work in somebody's own words, which is read and not kept."""

    model_config = ConfigDict(extra="forbid")


class Kept(Body):
    """What is to be kept under a link: its title, for how many days, which end in a time zone by
    its IANA name, or without an end."""

    title: str = ""
    keep_days: Literal[30, 90, 365] | None = None
    time_zone: str = ""


class NewResult(Kept):
    """A result to be kept. `edition` is the one that the answers were matched with; without it, the
    current one."""

    answers: GivenAnswers
    context: dict[str, str] = {}
    edition: int | None = Field(default=None, ge=1, le=2**31 - 1)


class NewTitle(Body):
    """The title that a result or a programme is to have; empty for none."""

    title: str


class NewRow(Body):
    """A piece of work to be added to a programme."""

    name: str
    answers: GivenAnswers = {}
    context: dict[str, str] = {}


class NewProgramme(Kept):
    """Many pieces of work to be kept under one link."""

    rows: list[NewRow] = Field(min_length=1)


class MoreRows(Body):
    """Pieces of work to be added."""

    rows: list[NewRow] = Field(min_length=1)


class RowChange(Body):
    """What is to be otherwise in a row; what is left out stays. `answers` and `context` take the
    place of all that the row had of its own."""

    name: str | None = None
    answers: GivenAnswers | None = None
    context: dict[str, str] = {}


class Links(Value):
    """Where something is kept. `url` is for everybody who is to read it; `key` deletes and changes
    it, as the header `Edit-Key`, and is given only now; `edit_url` is the page that does so."""

    token: str
    url: str
    key: str
    edit_url: str


class EditionRecord(Value):
    """An edition of the taxonomy. `changes` counts its rows that the edition before did not have
    so."""

    number: int
    published: datetime
    note: str
    changes: int
    rolls_back_to: int | None


class EditionsRecord(Value):
    """The latest editions, the newest first, and how many there are in all."""

    editions: tuple[EditionRecord, ...]
    count: int


class LabelsRecord(Value):
    """What vendors call things, in an edition."""

    edition: int
    labels: tuple[Label, ...]


class PlacesForHome(Value):
    """Every other place as seen from home, by name, with what is known of them in a year."""

    edition: int
    home: str
    year: int
    places: tuple[PlaceRecord, ...]


class Added(Value):
    """The numbers of the rows that were added."""

    added: tuple[int, ...]


class UploadProblem(Value):
    """Why a row of a spreadsheet was not added: the number of the row, its column from 1 where it
    is one, and the text at fault. Where there was no `room` left, that is the name of the row."""

    row: int
    column: int | None
    reason: str
    text: str


class UploadRecord(Value):
    """What came of a spreadsheet: the numbers of the rows that were added, and all that kept others
    from it."""

    added: tuple[int, ...]
    problems: tuple[UploadProblem, ...]


class Problem(Value):
    """What could not be done (RFC 9457): what is wrong and what to do, with the fields at fault
    where it is fields."""

    type: str
    title: str
    status: int
    detail: str
    errors: tuple["FieldError", ...] = ()


class FieldError(Value):
    """What is wrong with one field, by its path: “answers.served”."""

    field: str
    detail: str
