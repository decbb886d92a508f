"""The match as machines read it: one JSON object a line, in and out."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import AwareDatetime, Field

from matcher.core.answers import LABEL, Answers, in_order
from matcher.core.matching import Match, match
from matcher.core.ranking import Bonus, Confidence, Ranking
from matcher.core.rules import NOT_SURE, Contribution
from matcher.core.sensitivity import Unknown, tips, unknowns
from matcher.core.taxonomy.values import HUNDREDTHS, Taxonomy, Value


class Points(Value):
    """An outcome and its points, exactly."""

    outcome: str
    points: float


class RuledOut(Value):
    """An excluded outcome and the sentence that rules it out."""

    outcome: str
    reason: str


class AxisLine(Value):
    """The result on one axis. `ranking` holds every outcome that is not excluded, in the order
    that decides `top`; `margin` is its lead in points, null without a second outcome."""

    top: str | None
    confidence: Confidence
    margin: float | None
    settled: bool
    ranking: tuple[Points, ...]
    excluded: tuple[RuledOut, ...]


class FitLine(Value):
    """The fit check: a score from 0 to 10 with one decimal, the verdict, the hard stops."""

    score: float | None
    verdict: str | None
    stops: tuple[str, ...]


class MatchLine(Value):
    """One match, as `manage.py match` writes it."""

    id: str | None
    edition: int
    axes: dict[str, AxisLine]
    fit: FitLine
    warnings: tuple[str, ...]
    unanswered: tuple[str, ...]


class ContributionLine(Value):
    """What one answer adds to one outcome. `points` are `strength` times `weight`."""

    outcome: str
    question: str
    option: str
    strength: int
    weight: float
    points: float
    sentence: str


class CombinationLine(Value):
    """What a combination of answers adds to one outcome."""

    id: str
    outcome: str
    points: float
    sentence: str


class TipLine(Value):
    """A single answer whose change alone puts another outcome first."""

    question: str
    before: str = Field(serialization_alias="from")
    after: str = Field(serialization_alias="to")
    outcome: str


class UnknownLine(Value):
    """A question without a real answer, and the outcomes other than the present first one that
    one of its options alone would put first."""

    question: str
    outcomes: tuple[str, ...]


class AxisExplained(Value):
    """Why an axis is decided as it is, for every outcome that is not excluded, and what would
    change it, the most plausible first."""

    contributions: tuple[ContributionLine, ...]
    combinations: tuple[CombinationLine, ...]
    tipping: tuple[TipLine, ...]
    unknown: tuple[UnknownLine, ...]


class ExplainedLine(MatchLine):
    """One match with its explanation by axis, as `manage.py match --explain` writes it."""

    explain: dict[str, AxisExplained]


class SharedLine(ExplainedLine):
    """A stored result, as its link hands it to programs. `id` is the token of the link; `answers`
    are what `manage.py match` takes: an option or `not-sure` for each question answered, and
    `label` where the visitor started from one."""

    title: str
    created: AwareDatetime
    answers: dict[str, str]


def shared_schema() -> str:
    """The JSON schema of a stored result."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema = SharedLine.model_json_schema(mode="serialization")
    return json.dumps(dialect | schema, indent=2)


class ErrorLine(Value):
    """A line that could not be matched. `line` counts from 1; `id` is null where none was read."""

    id: str | None
    line: int
    error: str


class LineError(ValueError):
    """Why a line cannot be matched, in a sentence, with the id where it has one."""

    def __init__(self, message: str, id: str | None = None) -> None:
        super().__init__(message)
        self.id = id


@dataclass(frozen=True, slots=True)
class Asked:
    """A line that was read: its id, and the answers in it."""

    id: str | None
    answers: Answers


def run_lines(
    taxonomy: Taxonomy, edition: int, lines: Iterable[bytes], *, explain: bool = False
) -> Iterator[MatchLine | ErrorLine]:
    """One result for each line that is not blank. An input without any line is an error."""
    found = False
    for number, raw in enumerate(lines, start=1):
        if raw.strip():
            found = True
            try:
                yield _run_line(taxonomy, edition, raw, explain=explain)
            except LineError as error:
                yield ErrorLine(id=error.id, line=number, error=str(error))
    if not found:
        yield ErrorLine(id=None, line=1, error="The input is empty: give one JSON object a line.")


def _run_line(taxonomy: Taxonomy, edition: int, raw: bytes, *, explain: bool) -> MatchLine:
    asked = read_line(taxonomy, raw)
    result = match(taxonomy, asked.answers)
    line = match_line(result, edition=edition, id=asked.id)
    return explained(taxonomy, result, line) if explain else line


def explained(taxonomy: Taxonomy, match: Match, line: MatchLine) -> ExplainedLine:
    """The line of this match with its explanation."""
    found = unknowns(taxonomy, match)
    parts = {axis: _axis_explained(taxonomy, match, axis, found) for axis in match.rankings}
    return ExplainedLine(**dict(line), explain=parts)


def _axis_explained(
    taxonomy: Taxonomy, match: Match, axis: str, found: tuple[Unknown, ...]
) -> AxisExplained:
    standings = match.rankings[axis].standings
    return AxisExplained(
        contributions=tuple(
            _contribution_line(cell) for one in standings for cell in one.contributions
        ),
        combinations=tuple(_combination_line(bonus) for one in standings for bonus in one.bonuses),
        tipping=tuple(
            TipLine(question=tip.question, before=tip.before, after=tip.after, outcome=tip.outcome)
            for tip in tips(taxonomy, match, axis)
        ),
        unknown=tuple(
            UnknownLine(question=one.question, outcomes=one.outcomes.get(axis, ())) for one in found
        ),
    )


def _contribution_line(cell: Contribution) -> ContributionLine:
    return ContributionLine(
        outcome=cell.outcome,
        question=cell.question,
        option=cell.option,
        strength=cell.strength,
        weight=cell.weight / HUNDREDTHS,
        points=cell.points / HUNDREDTHS,
        sentence=cell.sentence,
    )


def _combination_line(bonus: Bonus) -> CombinationLine:
    return CombinationLine(
        id=bonus.combination,
        outcome=bonus.outcome,
        points=bonus.points / HUNDREDTHS,
        sentence=bonus.sentence,
    )


def match_line(match: Match, *, edition: int, id: str | None) -> MatchLine:
    """The match in the shape that machines read."""
    return MatchLine(
        id=id,
        edition=edition,
        axes={axis: _axis_line(ranking) for axis, ranking in match.rankings.items()},
        fit=FitLine(
            score=None if match.fit.score is None else match.fit.score / 10,
            verdict=match.fit.verdict,
            stops=match.fit.stops,
        ),
        warnings=match.warnings,
        unanswered=match.unanswered,
    )


def _axis_line(ranking: Ranking) -> AxisLine:
    return AxisLine(
        top=ranking.top,
        confidence=ranking.confidence,
        margin=None if ranking.margin is None else ranking.margin / HUNDREDTHS,
        settled=ranking.settled,
        ranking=tuple(
            Points(outcome=one.outcome, points=one.points / HUNDREDTHS) for one in ranking.standings
        ),
        excluded=tuple(
            RuledOut(outcome=one.outcome, reason=" ".join(cell.sentence for cell in one.reasons))
            for one in ranking.excluded
        ),
    )


def read_line(taxonomy: Taxonomy, raw: bytes) -> Asked:
    """The id and the answers in one line. Raises LineError with what is wrong, in words."""
    record = _record(raw)
    id = record.get("id")
    if id is not None and not isinstance(id, str):
        raise LineError(f"“id” must be text, not {_kind(id)}.")
    if "answers" not in record:
        raise LineError("“answers” is missing.", id)
    answers = record["answers"]
    if not isinstance(answers, dict):
        raise LineError(
            f"“answers” must be an object of question and option, not {_kind(answers)}.", id
        )
    try:
        return Asked(id, _answers(taxonomy, answers))
    except LineError as error:
        raise LineError(str(error), id) from None


class _Repeated(dict[str, object]):
    """An object in which a name stands twice; it keeps the name."""

    name = ""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    record = dict(pairs)
    if len(record) == len(pairs):
        return record
    repeated = _Repeated(record)
    names = [name for name, _value in pairs]
    repeated.name = next(name for name in names if names.count(name) > 1)
    return repeated


def _record(raw: bytes) -> dict[str, object]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LineError(f"The line is not valid UTF-8 (byte {error.start + 1}).") from None
    try:
        record = json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise LineError(
            f"The line is not JSON: {error.msg} at character {error.pos + 1}."
        ) from None
    except RecursionError:
        raise LineError("The line is nested too deeply.") from None
    except ValueError:
        raise LineError("The line holds a number that is too long to be read.") from None
    if not isinstance(record, dict):
        raise LineError(f"A line must be a JSON object, not {_kind(record)}.")
    if isinstance(record, _Repeated):
        raise LineError(f"“{record.name}” is given twice.")
    return record


def _kind(value: object) -> str:
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
    if isinstance(record, _Repeated):
        raise LineError(f"The question “{record.name}” is answered twice.")
    picks = {name: _pick(taxonomy, name, value) for name, value in record.items()}
    label = picks.pop(LABEL, "")
    return Answers(in_order(taxonomy, picks), label)


def _pick(taxonomy: Taxonomy, name: str, value: object) -> str:
    question = taxonomy.question_by_slug.get(name)
    if question is None and name != LABEL:
        raise LineError(f"There is no question “{name}”.")
    if not isinstance(value, str):
        raise LineError(f"The answer to “{name}” must be text, not {_kind(value)}.")
    known = (
        value in taxonomy.label_by_slug
        if question is None
        else value == NOT_SURE or question.option(value) is not None
    )
    if not known:
        raise LineError(f"“{name}” has no option “{value}”.")
    return value
