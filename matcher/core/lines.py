"""The match as machines read it: one JSON object a line, in and out."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matcher.core.answers import LABEL, Answers, in_order
from matcher.core.matching import Match, match
from matcher.core.rules import NOT_SURE
from matcher.core.scoring import Confidence, Ranking
from matcher.core.taxonomy import HUNDREDTHS, Taxonomy, Value


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
    taxonomy: Taxonomy, edition: int, lines: Iterable[bytes]
) -> Iterator[MatchLine | ErrorLine]:
    """One result for each line that is not blank. An input without any line is an error."""
    found = False
    for number, raw in enumerate(lines, start=1):
        if raw.strip():
            found = True
            yield _run_line(taxonomy, edition, raw, number)
    if not found:
        yield ErrorLine(id=None, line=1, error="The input is empty: give one JSON object a line.")


def _run_line(taxonomy: Taxonomy, edition: int, raw: bytes, number: int) -> MatchLine | ErrorLine:
    try:
        asked = read_line(taxonomy, raw)
    except LineError as error:
        return ErrorLine(id=error.id, line=number, error=str(error))
    return match_line(match(taxonomy, asked.answers), edition=edition, id=asked.id)


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
