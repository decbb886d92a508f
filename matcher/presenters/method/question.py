"""What one question does: its options, what it weighs, and the evidence of each option."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.core import Axis, Contribution, Outcome, Question, Taxonomy, format_strength
from matcher.forms import takes_several
from matcher.presenters.method.axis import role_in_words, weight_in_words
from matcher.presenters.reference import Link, outcome_url
from matcher.presenters.words import Tag, tag
from matcher.web.page import RenderContext
from matcher.wording import join_and


@dataclass(frozen=True, slots=True)
class MethodQuestionPage:
    """Everything on the page. `asked` leads to the question itself; `before` and `after` to the
    same page about its neighbours of the same kind, None at the ends."""

    prompt: str
    help: str
    between: str
    several: bool
    asked: str
    options: tuple["OptionText", ...]
    axes: tuple["EvidenceOnAxis", ...]
    scores: tuple["ScoresOfDriver", ...]
    before: Link | None
    after: Link | None


def method_question_page(context: RenderContext, question: Question) -> MethodQuestionPage:
    """The page about this question."""
    taxonomy = context.taxonomy
    axes = [taxonomy.index.axis_by_slug[weight.axis] for weight in question.weights]
    names = (_name(taxonomy, axis, slug) for axis in axes for slug in question.between)
    before, after = _neighbours(taxonomy, question)
    return MethodQuestionPage(
        prompt=question.prompt,
        help=question.help,
        between=join_and(tuple(names)),
        several=takes_several(question),
        asked=context.page_url("question", question.slug),
        options=tuple(OptionText(option.label, option.hint) for option in question.options),
        axes=tuple(_on_axis(context, axis, question) for axis in axes),
        scores=_scores(taxonomy, question),
        before=_link(context, before),
        after=_link(context, after),
    )


def _name(taxonomy: Taxonomy, axis: Axis, slug: str) -> str:
    return f"“{taxonomy.index.outcome_name(axis.slug, slug)}”"


def _neighbours(taxonomy: Taxonomy, question: Question) -> tuple[Question | None, Question | None]:
    kin = [other for other in taxonomy.questions if bool(other.between) == bool(question.between)]
    around = [None, *kin, None]
    at = around.index(question)
    return around[at - 1], around[at + 1]


def _link(context: RenderContext, question: Question | None) -> Link | None:
    if question is None:
        return None
    return Link(question.prompt, context.page_url("method_of", question.slug))


@dataclass(frozen=True, slots=True)
class OptionText:
    """An option as visitors read it."""

    label: str
    hint: str


# ── The evidence on one axis ─────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class StrengthCell:
    """What an option does to an outcome: `kind` is `for`, `against`, `out`, or empty for nothing;
    `level` is how strongly, from 1 to 3, and `strength` the same in words."""

    kind: str
    level: int
    strength: str


@dataclass(frozen=True, slots=True)
class StrengthRow:
    """What each option does to one outcome."""

    outcome: Link
    cells: tuple[StrengthCell, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A cell of the evidence with its sentence."""

    strength: str
    outcome: str
    sentence: str


@dataclass(frozen=True, slots=True)
class OptionReasons:
    """The sentences of one option."""

    option: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class EvidenceOnAxis:
    """What the question does on one axis: as a table, and with the sentence of each number."""

    tag: Tag
    weight: str
    role: str
    options: tuple[str, ...]
    rows: tuple[StrengthRow, ...]
    reasons: tuple[OptionReasons, ...]


def _on_axis(context: RenderContext, axis: Axis, question: Question) -> EvidenceOnAxis:
    taxonomy = context.taxonomy
    cells = taxonomy.index.cells[axis.slug]
    columns = [cells.get((question.slug, option.slug), ()) for option in question.options]
    by_label = zip((option.label for option in question.options), columns, strict=True)
    outcomes = taxonomy.index.outcomes_by_axis[axis.slug]
    shown = [outcome for outcome in outcomes if outcome.slug in question.between]
    return EvidenceOnAxis(
        tag=tag(axis),
        weight=weight_in_words(taxonomy, axis, question),
        role=role_in_words(taxonomy, axis, question),
        options=tuple(option.label for option in question.options),
        rows=tuple(_row(context, columns, outcome) for outcome in shown or outcomes),
        reasons=tuple(
            OptionReasons(label, tuple(_reason(taxonomy, cell) for cell in column))
            for label, column in by_label
            if column
        ),
    )


def _row(
    context: RenderContext, columns: list[tuple[Contribution, ...]], outcome: Outcome
) -> StrengthRow:
    link = Link(outcome.name, outcome_url(context, outcome))
    return StrengthRow(link, tuple(_cell(column, outcome) for column in columns))


def _cell(column: tuple[Contribution, ...], outcome: Outcome) -> StrengthCell:
    for cell in column:
        if cell.outcome == outcome.slug:
            kind = "out" if cell.excludes else "for" if cell.strength > 0 else "against"
            return StrengthCell(kind, abs(cell.strength), _strength(cell))
    return StrengthCell("", 0, "")


def _strength(cell: Contribution) -> str:
    return _("ruled out") if cell.excludes else format_strength(cell.strength)


def _reason(taxonomy: Taxonomy, cell: Contribution) -> Reason:
    name = taxonomy.index.outcome_name(cell.axis, cell.outcome)
    return Reason(_strength(cell), name, cell.sentence)


# ── The fit check ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ScoresOfDriver:
    """What each option scores for a driver of the fit check, of 10; `weight` is in percent."""

    driver: str
    weight: str
    scores: tuple[tuple[str, int], ...]


def _scores(taxonomy: Taxonomy, question: Question) -> tuple[ScoresOfDriver, ...]:
    labels = {option.slug: option.label for option in question.options}
    return tuple(
        ScoresOfDriver(
            driver.name,
            f"{driver.weight} %",
            tuple((labels[score.option], score.score) for score in driver.scores),
        )
        for driver in taxonomy.drivers
        if driver.question == question.slug
    )
