"""The match for programs, in and out: JSON Lines, one object per line."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from pydantic import AwareDatetime, ConfigDict, Field, ValidationError

from matcher.core.answers import (
    LABEL_PARAMETER,
    AnswerProblem,
    Answers,
    Pairs,
    answer_of,
    context_in_order,
    in_order,
    problem_with,
    replaced,
)
from matcher.core.assessment import Assessment
from matcher.core.codes import CodeHolder, codes_of
from matcher.core.fit import Fit
from matcher.core.formats.lines import (
    ErrorRecord,
    InvalidLine,
    RecordId,
    RepeatedName,
    each_line,
    json_type,
    read_object,
    record_id,
)
from matcher.core.implications import (
    Implications,
    ranked_stops,
)
from matcher.core.matching import Match, match
from matcher.core.own_assessment import OwnAssessment
from matcher.core.picks import NOT_SURE, Answer
from matcher.core.places import (
    HOUR,
    PlaceForHome,
    Places,
    named_places,
)
from matcher.core.quantities import points_as_number, score_as_number
from matcher.core.ranking import Confidence, Ranking
from matcher.core.rules import Bonus, Contribution
from matcher.core.scope import Context, HasScope, Row, Scoped
from matcher.core.sensitivity import TippingChange, Unknown, tipping_changes, unknowns
from matcher.core.should_cost import Scenario
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import Outcome, ScopedText, Value
from matcher.core.verified import ExposureOnScale, verified_exposures
from matcher.core.walk import open_borders


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
    that decides `top`; `margin` is its lead in points, null without a second outcome. `settled`: no
    answer that may still be asked for, border questions included, changes `top`."""

    top: str | None
    confidence: Confidence
    margin: float | None
    settled: bool
    ranking: tuple[OutcomePoints, ...]
    excluded: tuple[ExcludedOutcome, ...]


class FitRecord(Value):
    """The fit check: a score from 0 to 10 with one decimal, the verdict, and the hard stops that
    hold, the strongest first. The score is null until every required driver has a real answer; the
    verdict then too, unless a stop that overrides the score holds."""

    score: float | None
    verdict: str | None
    stops: tuple[str, ...]


class DroppedRecord(Value):
    """An answer that was retired without another in its place."""

    question: str
    option: str


class MatchRecord(Value):
    """One match, as `manage.py match` writes it. `outside` is another kind of buying that the
    answers describe: the fit check is then null. `dropped` are answers of an earlier edition that
    nothing takes the place of."""

    id: RecordId
    edition: int
    axes: dict[str, AxisRecord]
    fit: FitRecord | None
    warnings: tuple[str, ...]
    unanswered: tuple[str, ...]
    outside: str | None
    dropped: tuple[DroppedRecord, ...]


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
    change it, the most plausible first. `tipping` and `unknown` are about base questions; `border`
    is the border question of this axis that is open, null while none is."""

    contributions: tuple[ContributionRecord, ...]
    combinations: tuple[CombinationRecord, ...]
    tipping: tuple[TippingChangeRecord, ...]
    unknown: tuple[UnknownRecord, ...]
    border: str | None


class ScopedRecord(Value):
    """Rows by whether they are for this buyer: what applies, what may once more is known, and what
    is left out. A row is named by its slug or, where it has none, by its text."""

    applies: tuple[str, ...]
    may_apply: tuple[str, ...]
    left_out: tuple[str, ...]


class OccupationRecord(Value):
    """An occupation near the family, by its code in ISCO-08, with its score from 0 to 1."""

    code: str
    title: str
    score: float
    level: str


class ExposureRecord(Value):
    """How exposed the work is to generative AI on one scale. `meaning` says what the scores say and
    what they do not, and `citation` how to name the publisher."""

    scale: str
    meaning: str
    citation: str
    occupations: tuple[OccupationRecord, ...]


class CodeRecord(Value):
    """A code of another classification with its title; `line` is the service line that it fits,
    null where it fits the family as a whole."""

    scheme: str
    code: str
    title: str
    line: str | None


class ContentRecord(Value):
    """What goes with the family that is first; the ways to pay, sets of rules, standards and
    clauses of the annex on software that the answers bring up; and all notes. What is for everybody
    applies; of the service lines only the one that the buyer named, if so. Where the verdict
    advises to wait, `criteria` and `standards` say what will be asked of providers later. `codes`
    are those of the family and of the service lines that apply."""

    service_lines: ScopedRecord
    kpis: ScopedRecord
    criteria: ScopedRecord
    risks: ScopedRecord
    hand_backs: ScopedRecord
    pricing: ScopedRecord
    regimes: ScopedRecord
    standards: ScopedRecord
    annex: ScopedRecord
    exposure: tuple[ExposureRecord, ...]
    notes: ScopedRecord
    codes: tuple[CodeRecord, ...]


class ExplainedRecord(MatchRecord):
    """One match with its explanation by axis and its content, as `manage.py match --explain`
    writes it."""

    explain: dict[str, AxisExplanation]
    content: ContentRecord


class PlaceRecord(Value):
    """A place by its ISO 3166 code in small letters. Hours are those of a working day from 9 to 17
    that it shares with home: the least, the most, and those of every day in the time zones that
    suit best. `cautions` are the rules that forbid, restrict or watch it."""

    country: str
    least_hours: float
    most_hours: float
    every_day_hours: float
    languages: tuple[str, ...]
    cautions: tuple[str, ...]


class PlacesRecord(Value):
    """The places that go with the outcome that is first, by name, as seen from home in a year."""

    outcome: str
    home: str
    year: int
    places: tuple[PlaceRecord, ...]


def places_record(taxonomy: Taxonomy, match: Match, places: Places) -> PlacesRecord | None:
    """The places of this match; None where it names none or home is not known."""
    named = named_places(taxonomy, match, places)
    if named is None or not named.home:
        return None
    return PlacesRecord(
        outcome=named.outcome.slug,
        home=named.home,
        year=places.year,
        places=tuple(map(place_record, named.places)),
    )


def place_record(seen: PlaceForHome) -> PlaceRecord:
    """The place in the form that programs read."""
    return PlaceRecord(
        country=seen.place.country,
        least_hours=seen.shared.least / HOUR,
        most_hours=seen.shared.most / HOUR,
        every_day_hours=seen.shared.every_day / HOUR,
        languages=seen.languages,
        cautions=tuple(one.rule.slug for one in seen.cautions),
    )


class OptionTotal(Value):
    """An option and its total: the strength of each answer times the buyer's weight."""

    outcome: str
    points: int


class WayCostRecord(Value):
    """What a way costs in a scenario, in whole units of money: once, then each year. `way` is an
    outcome; with a colon at its end it is how the work is done `today:`, or a `mixed:` way."""

    way: str
    scenario: Scenario
    transition: int
    by_year: tuple[int, ...]


class AssessmentRecord(Value):
    """How the options of the axis compare by the buyer's weights, from 0 to 5 by question, the best
    first, and what each way of getting the work done should cost; no costs where no numbers were
    typed."""

    axis: str
    weights: dict[str, int]
    totals: tuple[OptionTotal, ...]
    currency: str
    costs: tuple[WayCostRecord, ...]


class SharedRecord(ExplainedRecord):
    """A stored result, as its link gives it to programs. `id` is the token of the link; `answers`
    are what `manage.py match` takes: an option or `not-sure` for each question answered, a list of
    them where several may be ticked, and `label` where the visitor started from one; `context` are
    the answers that are not scored. `places` is there only where the result names some and home is
    known, `assessment` only where the buyer made one, and `unconfirmed` only where an assistant
    gave answers that nobody confirmed: the slugs of their questions."""

    id: str | None
    title: str
    created: AwareDatetime
    answers: dict[str, str | tuple[str, ...]]
    context: dict[str, str]
    places: PlacesRecord | None = Field(default=None, exclude_if=lambda known: known is None)
    assessment: AssessmentRecord | None = Field(default=None, exclude_if=lambda made: made is None)
    unconfirmed: tuple[str, ...] = Field(default=(), exclude_if=lambda slugs: not slugs)


def assessment_record(assessment: Assessment, own: OwnAssessment) -> AssessmentRecord:
    """The assessment in the form that programs read."""
    return AssessmentRecord(
        axis=assessment.axis,
        weights={row.question: row.weight for row in assessment.criteria},
        totals=tuple(
            OptionTotal(outcome=total.option, points=total.points) for total in assessment.totals
        ),
        currency=own.currency,
        costs=tuple(
            WayCostRecord(
                way=way.name,
                scenario=scenario,
                transition=cost.transition,
                by_year=cost.by_year,
            )
            for way in own.costs
            for scenario, cost in way.by_scenario.items()
        ),
    )


def shared_schema() -> str:
    """The JSON schema of a stored result."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema = SharedRecord.model_json_schema(mode="serialization")
    return json.dumps(dialect | schema, indent=2)


def run_lines(
    taxonomy: Taxonomy, edition: int, lines: Iterable[bytes], *, explain: bool = False
) -> Iterator[MatchRecord | ErrorRecord]:
    """One result for each line that is not blank. An empty input is an error."""
    return each_line(lines, lambda raw: _run_line(taxonomy, edition, raw, explain=explain))


def _run_line(taxonomy: Taxonomy, edition: int, raw: bytes, *, explain: bool) -> MatchRecord:
    line = read_line(taxonomy, raw)
    result = match(taxonomy, line.answers)
    record = match_record(taxonomy, result, edition=edition, id=line.id, dropped=line.dropped)
    return explained_record(taxonomy, result, record) if explain else record


def explained_record(taxonomy: Taxonomy, match: Match, record: MatchRecord) -> ExplainedRecord:
    """The record of this match with its explanation."""
    unanswered, borders = unknowns(taxonomy, match), open_borders(taxonomy, match)
    explain = {
        axis: _axis_explanation(taxonomy, match, axis, unanswered, borders.get(axis))
        for axis in match.rankings
    }
    content = _content_record(taxonomy, match)
    return ExplainedRecord(**dict(record), explain=explain, content=content)


def _content_record(taxonomy: Taxonomy, match: Match) -> ContentRecord:
    implied = Implications(taxonomy, match)
    family, buyer = implied.family, implied.buyer
    lines = buyer.sort_lines(family.service_lines if family else ())
    return ContentRecord(
        service_lines=_by_slug(lines),
        kpis=_by_slug(buyer.sort(family.kpis if family else ())),
        criteria=_by_text(buyer.sort(family.criteria if family else ())),
        risks=_by_text(buyer.sort(family.risks if family else ())),
        hand_backs=_by_text(buyer.sort(family.hand_backs if family else ())),
        pricing=_by_slug(implied.pricing_models),
        regimes=_by_slug(implied.regimes),
        standards=_by_slug(implied.standards),
        annex=_by_slug(implied.annex),
        exposure=_exposures(taxonomy, family, buyer),
        notes=_by_slug(buyer.sort(taxonomy.notes)),
        codes=tuple(map(code_record, codes_of(family, lines.applies))) if family else (),
    )


def code_record(holder: CodeHolder) -> CodeRecord:
    """The code in the form that programs read."""
    code, line = holder.code, holder.line
    return CodeRecord(
        scheme=code.scheme, code=code.code, title=code.title, line=line.slug if line else None
    )


def _exposures(
    taxonomy: Taxonomy, family: Outcome | None, buyer: Context
) -> tuple[ExposureRecord, ...]:
    near = verified_exposures(taxonomy, family, buyer) if family else ()
    return tuple(map(_exposure, near))


def _exposure(on_scale: ExposureOnScale) -> ExposureRecord:
    scale = on_scale.scale
    return ExposureRecord(
        scale=scale.slug,
        meaning=scale.meaning,
        citation=scale.citation,
        occupations=tuple(
            OccupationRecord(
                code=occupation.exposure.code,
                title=occupation.exposure.title,
                score=points_as_number(occupation.exposure.score),
                level=occupation.level.slug,
            )
            for occupation in on_scale.occupations
        ),
    )


class _HasSlug(HasScope, Protocol):
    @property
    def slug(self) -> str: ...


Named = TypeVar("Named", bound=_HasSlug)


def _by_slug(scoped: Scoped[Named]) -> ScopedRecord:
    return _scoped_record(scoped, lambda row: row.slug)


def _by_text(scoped: Scoped[ScopedText]) -> ScopedRecord:
    return _scoped_record(scoped, lambda row: row.text)


def _scoped_record(scoped: Scoped[Row], name: Callable[[Row], str]) -> ScopedRecord:
    return ScopedRecord(
        applies=tuple(map(name, scoped.applies)),
        may_apply=tuple(map(name, scoped.may_apply)),
        left_out=tuple(map(name, scoped.left_out)),
    )


def _axis_explanation(
    taxonomy: Taxonomy,
    match: Match,
    axis: str,
    unanswered: tuple[Unknown, ...],
    border: str | None,
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
            _tipping_change_record(change)
            for change in tipping_changes(taxonomy, match, axis)
            if change.question in taxonomy.index.rules[axis].base
        ),
        unknown=tuple(
            UnknownRecord(question=unknown.question, outcomes=unknown.outcomes.get(axis, ()))
            for unknown in unanswered
        ),
        border=border,
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


def match_record(
    taxonomy: Taxonomy,
    match: Match,
    *,
    edition: int,
    id: RecordId,
    dropped: tuple[DroppedRecord, ...] = (),
) -> MatchRecord:
    """The match in the form that programs read."""
    return MatchRecord(
        id=id,
        edition=edition,
        axes={axis: _axis_record(ranking) for axis, ranking in match.rankings.items()},
        fit=None if match.outside else _fit_record(taxonomy, match.fit),
        warnings=match.warnings,
        unanswered=match.unanswered,
        outside=match.outside,
        dropped=dropped,
    )


def _fit_record(taxonomy: Taxonomy, fit: Fit) -> FitRecord:
    return FitRecord(
        score=None if fit.score is None else score_as_number(fit.score),
        verdict=fit.verdict,
        stops=tuple(stop.slug for stop in ranked_stops(taxonomy, fit)),
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
                reason=" ".join(exclusion.sentences),
            )
            for exclusion in ranking.excluded
        ),
    )


# ── Input ────────────────────────────────────────────────────────────────────────────────


class InputRecord(Value):
    """A line of the input. `answers` are those of `manage.py match`: an option or `not-sure` for
    each question answered, or a list of them, and `label` for a visitor who started from one;
    `context` are those that are not scored."""

    model_config = ConfigDict(strict=True)

    id: RecordId = None
    answers: dict[str, str | list[str]]
    context: dict[str, str] = {}


class InputLine(NamedTuple):
    """What one line asks for."""

    id: RecordId
    answers: Answers
    dropped: tuple[DroppedRecord, ...]


def read_line(taxonomy: Taxonomy, raw: bytes) -> InputLine:
    """What is in one line. Raises InvalidLine with a sentence for the user."""
    record = _read_object(raw)
    try:
        return input_line(taxonomy, InputRecord.model_validate(record))
    except ValidationError as error:
        raise InvalidLine(_shape_error(error), record_id(record)) from None
    except InvalidLine as error:
        raise InvalidLine(str(error), record_id(record)) from None


def _read_object(raw: bytes) -> dict[str, object]:
    try:
        return read_object(raw)
    except RepeatedName as error:
        if error.owner is error.record.get("answers"):
            message = f"The question “{error.name}” is answered twice."
            raise InvalidLine(message, record_id(error.record)) from None
        raise


def _shape_error(error: ValidationError) -> str:
    """The first thing that is wrong with the shape of a line."""
    problem = error.errors(include_url=False)[0]
    actual, place = json_type(problem["input"]), problem["loc"]
    if place[0] == "context":
        return _context_shape_error(place, actual)
    match place:
        case ("id", *_):
            return f"“id” must be text or a whole number, not {actual}."
        case ("answers", name, *_):
            if actual == "a list":
                return f"The answers to “{name}” must be a list of texts."
            return f"The answer to “{name}” must be text or a list of texts, not {actual}."
        case _ if problem["type"] == "missing":
            return "“answers” is missing."
        case _:
            return f"“answers” must be an object of question and option, not {actual}."


def _context_shape_error(place: tuple[int | str, ...], actual: str) -> str:
    if len(place) > 1:
        return f"The answer to “{place[1]}” must be text, not {actual}."
    return f"“context” must be an object of question and option, not {actual}."


def input_line(taxonomy: Taxonomy, line: InputRecord) -> InputLine:
    """What the line asks this taxonomy for. Raises InvalidLine with a sentence for the user, and
    with the field."""
    given = {
        name: [values] if isinstance(values, str) else values
        for name, values in line.answers.items()
    }
    for name, options in given.items():
        if not options:
            message = f"The list of answers to “{name}” is empty."
            raise InvalidLine(message, field=f"answers.{name}")
    label = given.pop(LABEL_PARAMETER, [""])
    if label != [""] and (len(label) != 1 or label[0] not in taxonomy.index.label_by_slug):
        message = f"“{LABEL_PARAMETER}” has no option “{', '.join(label)}”."
        raise InvalidLine(message, field=f"answers.{LABEL_PARAMETER}")
    values, dropped = replaced(taxonomy, given)
    picks = {name: _answer(taxonomy, name, options) for name, options in values.items()}
    return InputLine(
        line.id,
        Answers(in_order(taxonomy, picks), label[0], _context(taxonomy, line.context)),
        tuple(DroppedRecord(question=each.name, option=each.value) for each in dropped),
    )


_NO_ANSWER: Mapping[AnswerProblem, str] = {
    "repeated": "“{name}” takes one answer, not several.",
    "double": "“{name}” has an answer twice: {values}.",
    "unsure": "“{name}” has “not-sure” together with other answers.",
    "conflict": "The answers to “{name}” exclude each other: {values}.",
}


def _answer(taxonomy: Taxonomy, name: str, values: Sequence[str]) -> Answer:
    field, question = f"answers.{name}", taxonomy.index.question_by_slug.get(name)
    if question is None:
        raise InvalidLine(f"There is no question “{name}”.", field=field)
    problem = problem_with(question, values)
    if problem is None and len(set(values)) < len(values):
        problem = "double"  # which only a URL may say
    if problem == "option":
        unknown = [value for value in values if value != NOT_SURE and not question.option(value)]
        raise InvalidLine(f"“{name}” has no option “{unknown[0]}”.", field=field)
    if problem:
        message = _NO_ANSWER[problem].format(name=name, values=", ".join(values))
        raise InvalidLine(message, field=field)
    return answer_of(question, values) if values[1:] else tuple(values)


def _context(taxonomy: Taxonomy, context: Mapping[str, str]) -> Pairs:
    for name, option in context.items():
        question = taxonomy.index.context_by_slug.get(name)
        if question is None:
            message = f"There is no question of context “{name}”."
            raise InvalidLine(message, field=f"context.{name}")
        if option != NOT_SURE and question.option(option) is None:
            message = f"“{name}” has no option “{option}”."
            raise InvalidLine(message, field=f"context.{name}")
    return context_in_order(taxonomy, context)
