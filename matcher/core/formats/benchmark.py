"""The public benchmark, in and out: described pieces of work without what is expected of them, what
there is to choose from, and what anybody says of them. JSON Lines, one object per line."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import ConfigDict, Field, ValidationError

from matcher.core.answers import Answers, parse_pairs
from matcher.core.benchmark import Rater, Rating
from matcher.core.cases import Case
from matcher.core.fit import FIT
from matcher.core.formats.jsonl import MatchRecord
from matcher.core.formats.lines import (
    ErrorRecord,
    InvalidLine,
    each_line,
    json_type,
    read_object,
    record_id,
)
from matcher.core.picks import UNSURE, Answer
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import Question, Value

# ── What raters get ──────────────────────────────────────────────────────────────────────


class CaseRecord(Value):
    """A piece of work as somebody who has it would tell it."""

    id: str
    title: str
    text: str


class AnsweredCaseRecord(CaseRecord):
    """With what somebody who read the text answers to our questions: `facts` in words, and
    `answers` as `manage.py match` takes them."""

    facts: dict[str, str]
    answers: dict[str, str | tuple[str, ...]]


class OutcomeRecord(Value):
    """Something that can be said on an axis."""

    id: str
    name: str
    summary: str


class AxisChoicesRecord(Value):
    """What is asked, and all that can be said."""

    name: str
    asks: str
    outcomes: tuple[OutcomeRecord, ...]


class ChoicesRecord(Value):
    """All that there is to choose from, by axis, `fit` last, in an edition."""

    edition: int
    axes: dict[str, AxisChoicesRecord]


def case_record(case: Case, text: str) -> CaseRecord:
    """The case without what is expected of it."""
    return CaseRecord(id=case.slug, title=case.title, text=text)


def answered_case_record(taxonomy: Taxonomy, case: Case, text: str) -> AnsweredCaseRecord:
    """The case with its answers, as this taxonomy reads them."""
    asked = {question for question, _option in case.answers}
    answers = parse_pairs(taxonomy, case.answers, former=asked).answers
    return AnsweredCaseRecord(
        **dict(case_record(case, text)),
        facts=dict(_facts(taxonomy, answers)),
        answers={
            slug: answer if len(answer) > 1 else answer[0]
            for slug, answer in answers.as_dict().items()
        },
    )


def _facts(taxonomy: Taxonomy, answers: Answers) -> Iterator[tuple[str, str]]:
    for slug, answer in answers.as_dict().items():
        question = taxonomy.index.question_by_slug[slug]
        yield question.prompt, _in_words(question, answer)


def _in_words(question: Question, answer: Answer) -> str:
    if answer == UNSURE:
        return "Not sure"
    return "; ".join(label for slug, label in question.choices if slug in answer)


def choices_record(taxonomy: Taxonomy, edition: int) -> ChoicesRecord:
    """What there is to choose from."""
    axes = {
        axis.slug: AxisChoicesRecord(
            name=axis.name,
            asks=axis.asks,
            outcomes=tuple(
                OutcomeRecord(id=outcome.slug, name=outcome.name, summary=outcome.summary)
                for outcome in taxonomy.outcomes
                if outcome.axis == axis.slug
            ),
        )
        for axis in taxonomy.axes
    }
    return ChoicesRecord(edition=edition, axes=axes | {FIT: _verdicts(taxonomy)})


def _verdicts(taxonomy: Taxonomy) -> AxisChoicesRecord:
    return AxisChoicesRecord(
        name="Fit check",
        asks="Should the work be handed over now?",
        outcomes=tuple(
            OutcomeRecord(id=verdict.slug, name=verdict.name, summary=verdict.text)
            for verdict in taxonomy.verdicts
        ),
    )


# ── What raters say ──────────────────────────────────────────────────────────────────────


class RatingRecord(Value):
    """A line of answers: what is said of a case, by axis, null for nothing. `run` numbers the runs
    of whoever answers more than once."""

    model_config = ConfigDict(strict=True)

    id: str
    run: int = Field(default=1, ge=1)
    answers: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class ReadRatings:
    """What a file says, and what is wrong with it, in the order of its lines. What is wrong counts
    as not said."""

    rater: Rater
    problems: tuple[ErrorRecord, ...]


def read_ratings(
    taxonomy: Taxonomy, cases: Iterable[Case], name: str, lines: Iterable[bytes]
) -> ReadRatings:
    """What the lines of a rater of this name say of these cases. A line that `manage.py match`
    wrote says what is first on each axis, and the verdict."""
    reading = _Reading(taxonomy, frozenset(case.slug for case in cases))
    found = each_line(lines, reading.read)
    problems = tuple(each for each in found if isinstance(each, ErrorRecord))
    return ReadRatings(Rater(name, reading.ratings), problems)


class _Reading:
    """Reads line after line. What can be used of a line is, whatever else is wrong with it."""

    def __init__(self, taxonomy: Taxonomy, cases: frozenset[str]) -> None:
        choices = choices_record(taxonomy, edition=0).axes
        self._choices = {
            axis: frozenset(outcome.id for outcome in each.outcomes)
            for axis, each in choices.items()
        }
        self._cases = cases
        self.ratings: dict[tuple[str, int], Rating] = {}

    def read(self, raw: bytes) -> None:
        """Read a line. Raises InvalidLine with a sentence for each thing that is wrong with it."""
        line = _rating_record(raw)
        if line.id not in self._cases:
            raise InvalidLine(f"There is no case “{line.id}”.", line.id)
        key = line.id, line.run
        if key in self.ratings:
            message = f"“{line.id}” is answered twice in run {line.run}: the first one counts."
            raise InvalidLine(message, line.id)
        problems = tuple(self._problems(line.answers))
        self.ratings[key] = {
            axis: outcome
            for axis, outcome in line.answers.items()
            if outcome in self._choices.get(axis, ())
        }
        if problems:
            raise InvalidLine(" ".join(problems), line.id)

    def _problems(self, answers: Mapping[str, str | None]) -> Iterator[str]:
        for axis in self._choices:
            if axis not in answers:
                yield f"“{axis}” is missing: give null where nothing is said."
        for axis, outcome in answers.items():
            if axis not in self._choices:
                yield f"There is nothing called “{axis}” to be said."
            elif outcome is not None and outcome not in self._choices[axis]:
                yield f"“{axis}” has no “{outcome}”."


def _rating_record(raw: bytes) -> RatingRecord:
    record = read_object(raw)
    try:
        if "axes" in record:
            return _of_match(MatchRecord.model_validate(record))
        return RatingRecord.model_validate(record)
    except ValidationError as error:
        raise InvalidLine(_shape_error(error), record_id(record)) from None


def _of_match(record: MatchRecord) -> RatingRecord:
    firsts = {axis: each.top for axis, each in record.axes.items()}
    verdict = record.fit.verdict if record.fit else None
    return RatingRecord(id=str(record.id), answers=firsts | {FIT: verdict})


def _shape_error(error: ValidationError) -> str:
    """The first thing that is wrong with the shape of a line."""
    problem = error.errors(include_url=False)[0]
    actual = json_type(problem["input"])
    match problem["type"], problem["loc"]:
        case _, ("axes" | "fit", *_):
            return "This is no line that “manage.py match” has written."
        case "missing", (name, *_):
            return f"“{name}” is missing."
        case _, ("id", *_):
            return f"“id” must be the id of a case, not {actual}."
        case _, ("run", *_):
            return "“run” must be a whole number from 1 on."
        case _, ("answers", axis, *_):
            return f"What is said of “{axis}” must be text or null, not {actual}."
        case _:
            return f"“answers” must be an object, not {actual}."
