"""A result as the sheets of a workbook: to sort, to filter, and to fill in what is measured."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.utils.translation import gettext as _

from matcher.core import Bonus, Contribution, Match, Outcome, Ranking, Taxonomy
from matcher.core.implications import Implications, family_of, ranked_warnings
from matcher.core.quantities import points_as_number, score_as_number
from matcher.core.taxonomy.values import Outside
from matcher.exports.codes import nearest_codes
from matcher.exports.document import Text, join, one_line, plain, prose
from matcher.exports.sections import given, guidance, kpi_range, origin, steps
from matcher.exports.work import Work
from matcher.presenters.assessment.cost import CostView
from matcher.presenters.assessment.view import AssessmentView
from matcher.presenters.codes import SchemeView
from matcher.presenters.result.decision import decision
from matcher.presenters.result.fit import fit_view
from matcher.presenters.result.outside import kind_name, outside_of
from matcher.presenters.words import answer_text, given as given_answers

Cell = str | float


@dataclass(frozen=True, slots=True)
class Choices:
    """What a cell may be chosen from: the first so many cells below the heading of the column with
    this index, of another sheet. Unless it is `strict`, anything else may be typed."""

    sheet: str
    column: int
    count: int
    strict: bool


@dataclass(frozen=True, slots=True)
class Column:
    """The heading of a column, its width in characters, and what its cells are chosen from."""

    heading: str
    width: int
    choices: Choices | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: rows of cells below the headings of its columns."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a file, its title, and when it was made."""

    title: str
    made: datetime
    sheets: tuple[Sheet, ...]


def workbook(work: Work) -> Workbook:
    """The workbook of a result. Of another kind of buying there is nothing but the answers."""
    outside = outside_of(work.taxonomy, work.match)
    return Workbook(
        one_line(work.name) or (outside.name if outside else _("A matched piece of work")),
        work.made,
        (
            make_sheet(
                _("Summary"),
                {_("What"): 30, _("Result"): 60, _("Because"): 70},
                _summary(work, outside),
            ),
            make_sheet(
                _("Answers"),
                {_("Question"): 60, _("Answer"): 60},
                _answers(work.taxonomy, work.match),
            ),
            *(() if outside else _sheets(work.taxonomy, work.match)),
            *(_assessment(work.assessment) if work.assessment else ()),
        ),
    )


def _sheets(taxonomy: Taxonomy, match: Match) -> tuple[Sheet, ...]:
    """The sheets about work that is handed over."""
    family = family_of(taxonomy, match)
    return (
        make_sheet(
            _("Reasons"),
            {
                _("Decision"): 18,
                _("Place"): 8,
                _("Outcome"): 36,
                _("Points"): 8,
                _("Sentence"): 70,
                _("Because of"): 60,
            },
            _reasons(taxonomy, match),
        ),
        make_sheet(
            _("KPIs"),
            {
                _("Measure"): 30,
                _("Formula"): 45,
                _("Unit"): 18,
                _("Better"): 12,
                _("Typical range"): 55,
                _("Baseline"): 18,
            },
            _kpis(taxonomy, match, family),
        ),
        make_sheet(
            _("Risks"),
            {_("Kind"): 14, _("Title"): 36, _("Text"): 90},
            _risks(taxonomy, match, family),
        ),
        make_sheet(
            _("Next steps"),
            {_("When"): 28, _("Step"): 90, _("Done"): 12},
            _steps(taxonomy, match),
        ),
        *(_code_sheet(taxonomy, match, family) if family else ()),
    )


def _code_sheet(taxonomy: Taxonomy, match: Match, family: Outcome) -> Iterator[Sheet]:
    """Codes for tenders and process maps, where there are any."""
    if views := nearest_codes(taxonomy, match, family):
        yield make_sheet(
            _("Codes"),
            {_("Classification"): 18, _("Code"): 14, _("Title"): 60, _("Service lines"): 60},
            chain.from_iterable(map(_codes, views)),
        )


def _assessment(view: AssessmentView) -> Iterator[Sheet]:
    """The options by the visitor's own weights and, where it is worked out, what each costs."""
    yield make_sheet(
        _("Options"),
        {
            _("Question"): 50,
            _("Answer"): 40,
            _("Option"): 36,
            _("Strength"): 9,
            _("Your weight"): 9,
            _("Our weight"): 9,
            _("Points"): 8,
            _("Sentence"): 70,
        },
        _options(view),
    )
    if view.cost:
        yield make_sheet(
            _("Should-cost"),
            {_("Scenario"): 14, _("Way"): 36, _("What"): 16, _("Amount"): 16, _("Currency"): 12},
            _costs(view.cost),
        )
        yield make_sheet(
            _("Numbers"),
            {_("Way"): 36, _("What"): 44, _("Number"): 20},
            ((number.way or _("The work"), number.label, number.typed) for number in view.numbers),
        )


def make_sheet(
    name: str, widths: Mapping[str, int], rows: Iterable[Iterable[Cell | Text]]
) -> Sheet:
    """A sheet; `widths` are those of its columns by their headings."""
    columns = tuple(Column(heading, width) for heading, width in widths.items())
    return Sheet(name, columns, tuple(tuple(map(_cell, row)) for row in rows))


def _cell(value: Cell | Text) -> Cell:
    if isinstance(value, float):
        return value
    return "".join(run.text for run in plain(value))


Rows = Iterator[tuple[Cell | Text, ...]]


def _summary(work: Work, outside: Outside | None) -> Rows:
    yield _("Work"), work.name, ""
    if outside:
        yield kind_name(), outside.name, join((outside.sentence, prose(outside.text)))
    else:
        yield from _decisions(work.taxonomy, work.match)
        yield from _fit(work.taxonomy, work.match)
    yield _("Made from"), origin(work), work.url
    yield _("Please note"), guidance(), ""


def _decisions(taxonomy: Taxonomy, match: Match) -> Rows:
    for ranking in match.rankings.values():
        view = decision(taxonomy, ranking)
        yield view.tag.name, f"{view.name} ({view.word.lower()})", f"{view.because} {view.split}"


def _fit(taxonomy: Taxonomy, match: Match) -> Rows:
    """The verdict, its score and the hard stops, of a taxonomy that has a fit check."""
    if not taxonomy.drivers:
        return
    view = fit_view(taxonomy, match.fit)
    verdict = taxonomy.index.verdict_by_slug.get(view.verdict)
    yield (
        _("Fit check"),
        view.verdict_name,
        join((prose(verdict.text) if verdict else "", view.because)),
    )
    if view.verdict and match.fit.score is not None:
        yield _("Score, of 10"), score_as_number(match.fit.score), view.left_out
    for stop in view.stops:
        yield _("Hard stop"), stop.title, stop.effect


def _answers(taxonomy: Taxonomy, match: Match) -> Rows:
    """Every answer, then the questions without any."""
    for question, answer in given_answers(taxonomy, match.answers):
        yield question.prompt, answer_text(question, answer)
    for slug in match.unanswered:
        yield taxonomy.index.question_by_slug[slug].prompt, _("Not answered")


def _reasons(taxonomy: Taxonomy, match: Match) -> Rows:
    """Every point of every outcome, and what rules one out."""
    for ranking in match.rankings.values():
        axis = taxonomy.index.axis_by_slug[ranking.axis].name
        for place, standing in enumerate(ranking.standings, start=1):
            name = taxonomy.index.outcome_name(ranking.axis, standing.outcome)
            parts: list[Contribution | Bonus] = [*standing.contributions, *standing.bonuses]
            for part in parts:
                points = points_as_number(part.points)
                yield axis, float(place), name, points, part.sentence, given(taxonomy, part)
        yield from _exclusions(taxonomy, ranking, axis)


def _exclusions(taxonomy: Taxonomy, ranking: Ranking, axis: str) -> Rows:
    for exclusion in ranking.excluded:
        name = taxonomy.index.outcome_name(ranking.axis, exclusion.outcome)
        for cell in exclusion.reasons:
            yield axis, _("ruled out"), name, "", cell.sentence, given(taxonomy, cell)
        if exclusion.sentence:
            yield axis, _("ruled out"), name, "", exclusion.sentence, ""


def _kpis(taxonomy: Taxonomy, match: Match, family: Outcome | None) -> Rows:
    """The measures that are for this buyer, with a place for what they are today."""
    buyer = Implications(taxonomy, match).buyer
    for kpi in buyer.sort(family.kpis if family else ()).applies:
        yield kpi.name, prose(kpi.formula), kpi.unit, kpi.better, kpi_range(kpi), ""


def _risks(taxonomy: Taxonomy, match: Match, family: Outcome | None) -> Rows:
    for slug, stops in ranked_warnings(taxonomy, match):
        warning = taxonomy.index.warning_by_slug[slug]
        yield _("Hard stop") if stops else _("Warning"), warning.title, prose(warning.text)
    buyer = Implications(taxonomy, match).buyer
    for risk in buyer.sort(family.risks if family else ()).applies:
        yield _("Risk"), "", prose(risk.text)
    for reason in buyer.sort(family.hand_backs if family else ()).applies:
        yield _("Hand back"), "", prose(reason.text)


def _codes(view: SchemeView) -> Rows:
    """The codes of a classification, and below them its notice."""
    for code in view.codes:
        yield view.scheme.name, code.code, code.title, ", ".join(code.lines)
    yield view.scheme.name, "", view.scheme.notice, ""


def _options(view: AssessmentView) -> Rows:
    """What every answer says of every option."""
    for row in view.criteria:
        for mark in row.marks:
            numbers = map(float, (mark.strength, row.weight, row.our_weight, mark.points))
            yield row.prompt, row.answer, mark.option, *numbers, " ".join(mark.sentences)


def _costs(cost: CostView) -> Rows:
    """Every amount of every way, to be summed and drawn."""
    for scenario in cost.scenarios:
        for row in scenario.rows:
            yield scenario.name, row.way, _("Transition"), float(row.cost.transition), cost.currency
            for year, amount in enumerate(row.cost.by_year, start=1):
                what = _("Year %(year)s") % {"year": year}
                yield scenario.name, row.way, what, float(amount), cost.currency
            yield scenario.name, row.way, _("In all"), float(row.cost.total), cost.currency


def _steps(taxonomy: Taxonomy, match: Match) -> Rows:
    verdict = taxonomy.index.verdict_by_slug.get(match.fit.verdict or "")
    rows = Implications(taxonomy, match).next_steps
    groups = [
        (_("In any case"), steps(rows)),
        *([(verdict.name, steps(rows, verdict=verdict.slug))] if verdict else []),
        *(
            (_("To check: %(axis)s") % {"axis": axis.name}, steps(rows, axis=axis.slug))
            for axis in taxonomy.axes
        ),
    ]
    for when, texts in groups:
        for step in texts:
            yield when, step, ""
