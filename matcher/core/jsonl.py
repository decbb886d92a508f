"""The match for programs, in and out: JSON Lines, one object per line."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import AwareDatetime, Field

from matcher.core.answers import LABEL, Answers, in_order
from matcher.core.matching import Match, match
from matcher.core.quantities import points_as_number, score_as_number
from matcher.core.ranking import Bonus, Confidence, Ranking
from matcher.core.rules import NOT_SURE, Contribution
from matcher.core.sensitivity import TippingChange, Unknown, tipping_changes, unknowns
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import Value


class OutcomePoints(Value):
    """An outcome and its points, exactly."""

    outcome: str
    points: float


class ExcludedOutcome(Value):
    """An excluded outcome and the sentence that rules it out."""

    outcome: str
    reason: str


class AxisRecord(Value):
    """The result on one axis. `ranking` holds every outcome that is not excluded, in the order
    that decides `top`; `margin` is its lead in points, null without a second outcome."""

    top: str | None
    confidence: Confidence
    margin: float | None
    settled: bool
    ranking: tuple[OutcomePoints, ...]
    excluded: tuple[ExcludedOutcome, ...]


class FitRecord(Value):
    """The fit check: a score from 0 to 10 with one decimal, the verdict, the hard stops."""

    score: float | None
    verdict: str | None
    stops: tuple[str, ...]


class MatchRecord(Value):
    """One match, as `manage.py match` writes it."""

    id: str | None
    edition: int
    axes: dict[str, AxisRecord]
    fit: FitRecord
    warnings: tuple[str, ...]
    unanswered: tuple[str, ...]


class ContributionRecord(Value):
    """What one answer adds to one outcome. `points` are `strength` times `weight`."""

    outcome: str
    question: str
    option: str
    strength: int
    weight: float
    points: float
    sentence: str


class CombinationRecord(Value):
    """What a combination adds to one outcome."""

    id: str
    outcome: str
    points: float
    sentence: str


class TippingChangeRecord(Value):
    """A single answer whose change alone puts another outcome first."""

    question: str
    before: str = Field(serialization_alias="from")
    after: str = Field(serialization_alias="to")
    outcome: str


class UnknownRecord(Value):
    """A question without a real answer, and the outcomes other than the current first one that
    one of its options alone would put first."""

    question: str
    outcomes: tuple[str, ...]


class AxisExplanation(Value):
    """Why an axis is decided this way, for every outcome that is not excluded, and what would
    change it, the most plausible first."""

    contributions: tuple[ContributionRecord, ...]
    combinations: tuple[CombinationRecord, ...]
    tipping: tuple[TippingChangeRecord, ...]
    unknown: tuple[UnknownRecord, ...]


class ExplainedRecord(MatchRecord):
    """One match with its explanation by axis, as `manage.py match --explain` writes it."""

    explain: dict[str, AxisExplanation]


class SharedRecord(ExplainedRecord):
    """A stored result, as its link gives it to programs. `id` is the token of the link; `answers`
    are what `manage.py match` takes: an option or `not-sure` for each question answered, and
    `label` where the visitor started from one."""

    title: str
    created: AwareDatetime
    answers: dict[str, str]


def shared_schema() -> str:
    """The JSON schema of a stored result."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema = SharedRecord.model_json_schema(mode="serialization")
    return json.dumps(dialect | schema, indent=2)


class ErrorRecord(Value):
    """A line that could not be matched. `line` counts from 1; `id` is null where none was read."""

    id: str | None
    line: int
    error: str


class InvalidLine(ValueError):
    """Why a line cannot be matched, in a sentence, with the id where it has one."""

    def __init__(self, message: str, id: str | None = None) -> None:
        super().__init__(message)
        self.id = id


@dataclass(frozen=True, slots=True)
class InputRecord:
    """A line of the input: its id, and the answers in it."""

    id: str | None
    answers: Answers


def run_lines(
    taxonomy: Taxonomy, edition: int, lines: Iterable[bytes], *, explain: bool = False
) -> Iterator[MatchRecord | ErrorRecord]:
    """One result for each line that is not blank. An empty input is an error."""
    empty = True
    for number, raw in enumerate(lines, start=1):
        if raw.strip():
            empty = False
            try:
                yield _run_line(taxonomy, edition, raw, explain=explain)
            except InvalidLine as error:
                yield ErrorRecord(id=error.id, line=number, error=str(error))
    if empty:
        yield ErrorRecord(id=None, line=1, error="The input is empty: give one JSON object a line.")


def _run_line(taxonomy: Taxonomy, edition: int, raw: bytes, *, explain: bool) -> MatchRecord:
    given = read_line(taxonomy, raw)
    result = match(taxonomy, given.answers)
    record = match_record(result, edition=edition, id=given.id)
    return explained_record(taxonomy, result, record) if explain else record


def explained_record(taxonomy: Taxonomy, match: Match, record: MatchRecord) -> ExplainedRecord:
    """The record of this match with its explanation."""
    unanswered = unknowns(taxonomy, match)
    explain = {
        axis: _axis_explanation(taxonomy, match, axis, unanswered) for axis in match.rankings
    }
    return ExplainedRecord(**dict(record), explain=explain)


def _axis_explanation(
    taxonomy: Taxonomy, match: Match, axis: str, unanswered: tuple[Unknown, ...]
) -> AxisExplanation:
    standings = match.rankings[axis].standings
    return AxisExplanation(
        contributions=tuple(
            _contribution_record(cell) for standing in standings for cell in standing.contributions
        ),
        combinations=tuple(
            _combination_record(bonus) for standing in standings for bonus in standing.bonuses
        ),
        tipping=tuple(
            _tipping_change_record(change) for change in tipping_changes(taxonomy, match, axis)
        ),
        unknown=tuple(
            UnknownRecord(question=unknown.question, outcomes=unknown.outcomes.get(axis, ()))
            for unknown in unanswered
        ),
    )


def _contribution_record(cell: Contribution) -> ContributionRecord:
    return ContributionRecord(
        outcome=cell.outcome,
        question=cell.question,
        option=cell.option,
        strength=cell.strength,
        weight=points_as_number(cell.weight),
        points=points_as_number(cell.points),
        sentence=cell.sentence,
    )


def _combination_record(bonus: Bonus) -> CombinationRecord:
    return CombinationRecord(
        id=bonus.combination,
        outcome=bonus.outcome,
        points=points_as_number(bonus.points),
        sentence=bonus.sentence,
    )


def _tipping_change_record(change: TippingChange) -> TippingChangeRecord:
    return TippingChangeRecord(
        question=change.question,
        before=change.before,
        after=change.after,
        outcome=change.outcome,
    )


def match_record(match: Match, *, edition: int, id: str | None) -> MatchRecord:
    """The match in the form that programs read."""
    return MatchRecord(
        id=id,
        edition=edition,
        axes={axis: _axis_record(ranking) for axis, ranking in match.rankings.items()},
        fit=FitRecord(
            score=None if match.fit.score is None else score_as_number(match.fit.score),
            verdict=match.fit.verdict,
            stops=match.fit.stops,
        ),
        warnings=match.warnings,
        unanswered=match.unanswered,
    )


def _axis_record(ranking: Ranking) -> AxisRecord:
    return AxisRecord(
        top=ranking.top,
        confidence=ranking.confidence,
        margin=None if ranking.margin is None else points_as_number(ranking.margin),
        settled=ranking.settled,
        ranking=tuple(
            OutcomePoints(outcome=standing.outcome, points=points_as_number(standing.points))
            for standing in ranking.standings
        ),
        excluded=tuple(
            ExcludedOutcome(
                outcome=exclusion.outcome,
                reason=" ".join(cell.sentence for cell in exclusion.reasons),
            )
            for exclusion in ranking.excluded
        ),
    )


def read_line(taxonomy: Taxonomy, raw: bytes) -> InputRecord:
    """The id and the answers in one line. Raises InvalidLine with a sentence for the user."""
    record = _record(raw)
    id = record.get("id")
    if id is not None and not isinstance(id, str):
        raise InvalidLine(f"“id” must be text, not {_json_type(id)}.")
    if "answers" not in record:
        raise InvalidLine("“answers” is missing.", id)
    answers = record["answers"]
    if not isinstance(answers, dict):
        raise InvalidLine(
            f"“answers” must be an object of question and option, not {_json_type(answers)}.", id
        )
    try:
        return InputRecord(id, _answers(taxonomy, answers))
    except InvalidLine as error:
        raise InvalidLine(str(error), id) from None


class _RepeatedName(dict[str, object]):
    """An object in which a name is given twice. It keeps that name."""

    name = ""


def _object_of(pairs: list[tuple[str, object]]) -> dict[str, object]:
    record = dict(pairs)
    if len(record) == len(pairs):
        return record
    repeated = _RepeatedName(record)
    names = [name for name, _value in pairs]
    repeated.name = next(name for name in names if names.count(name) > 1)
    return repeated


def _record(raw: bytes) -> dict[str, object]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidLine(f"The line is not valid UTF-8 (byte {error.start + 1}).") from None
    try:
        record = json.loads(text, object_pairs_hook=_object_of)
    except json.JSONDecodeError as error:
        raise InvalidLine(
            f"The line is not JSON: {error.msg} at character {error.pos + 1}."
        ) from None
    except RecursionError:
        raise InvalidLine("The line is nested too deeply.") from None
    except ValueError:
        raise InvalidLine("The line holds a number that is too long to be read.") from None
    if not isinstance(record, dict):
        raise InvalidLine(f"A line must be a JSON object, not {_json_type(record)}.")
    if isinstance(record, _RepeatedName):
        raise InvalidLine(f"“{record.name}” is given twice.")
    return record


def _json_type(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, str):
        return "text"
    if isinstance(value, list):
        return "a list"
    return "an object" if isinstance(value, dict) else "a number"


def _answers(taxonomy: Taxonomy, record: dict[str, object]) -> Answers:
    if isinstance(record, _RepeatedName):
        raise InvalidLine(f"The question “{record.name}” is answered twice.")
    picks = {name: _pick(taxonomy, name, value) for name, value in record.items()}
    label = picks.pop(LABEL, "")
    return Answers(in_order(taxonomy, picks), label)


def _pick(taxonomy: Taxonomy, name: str, value: object) -> str:
    question = taxonomy.index.question_by_slug.get(name)
    if question is None and name != LABEL:
        raise InvalidLine(f"There is no question “{name}”.")
    if not isinstance(value, str):
        raise InvalidLine(f"The answer to “{name}” must be text, not {_json_type(value)}.")
    known = (
        value in taxonomy.index.label_by_slug
        if question is None
        else value == NOT_SURE or question.option(value) is not None
    )
    if not known:
        raise InvalidLine(f"“{name}” has no option “{value}”.")
    return value
