"""How one decision is made: the questions and their weights, the thresholds, the outcomes."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.core import (
    Axis,
    Combination,
    Outcome,
    Question,
    Taxonomy,
    format_points,
    format_signed_points,
)
from matcher.presenters.method.overview import axis_questions
from matcher.presenters.reference import (
    Link,
    NamedText,
    note_texts,
    outcome_anchor,
    outcome_url,
)
from matcher.presenters.words import Tag, tag
from matcher.web.page import RenderContext
from matcher.wording import count_points, describe_condition, join_and


@dataclass(frozen=True, slots=True)
class AxisPage:
    """Everything on the page. `families` are the outcomes with a page of their own, `outcomes` the
    others, which are explained here."""

    tag: Tag
    asks: str
    rules: tuple[str, ...]
    questions: tuple["WeightRow", ...]
    borders: tuple["BorderRow", ...]
    families: tuple[Link, ...]
    outcomes: tuple["ExplainedOutcome", ...]
    combinations: tuple["CombinationView", ...]
    notes: tuple[NamedText, ...]


def axis_page(context: RenderContext, axis: Axis) -> AxisPage:
    """The page about this axis."""
    taxonomy = context.taxonomy
    questions = axis_questions(taxonomy, axis)
    outcomes = taxonomy.index.outcomes_by_axis[axis.slug]
    return AxisPage(
        tag=tag(axis),
        asks=axis.asks,
        rules=_rules(taxonomy, axis),
        questions=tuple(_row(context, axis, base) for base in questions if not base.between),
        borders=tuple(_border(context, axis, border) for border in questions if border.between),
        families=tuple(
            Link(outcome.name, outcome_url(context, outcome))
            for outcome in outcomes
            if outcome.profile is not None
        ),
        outcomes=tuple(
            _explained(taxonomy, outcome) for outcome in outcomes if outcome.profile is None
        ),
        combinations=tuple(
            _combination(taxonomy, combination)
            for combination in taxonomy.combinations
            if combination.axis == axis.slug
        ),
        notes=note_texts(taxonomy, axis.slug),
    )


# ── Thresholds and the order of equals, in sentences ─────────────────────────────────────


def _rules(taxonomy: Taxonomy, axis: Axis) -> tuple[str, ...]:
    required = tuple(quoted(taxonomy, slug) for slug in taxonomy.index.required[axis.slug])
    sentences = (
        _("From a lead of %(clear)s on, a result is called clear; from %(likely)s on, likely.")
        % {"clear": count_points(axis.clear_from), "likely": count_points(axis.likely_from)},
        _("With a smaller lead, or none, it is a close call."),
        _full(taxonomy, axis),
        _robust(axis),
        _("It stays provisional until there is an answer to %(questions)s.")
        % {"questions": join_and(required)}
        if required
        else "",
        _order(taxonomy, axis),
        _("A second outcome is close when it reaches %(percent)s %% of the points of the first.")
        % {"percent": axis.close_percent},
        _("With a full picture and a best score below %(points)s, we say that the answers do not "
          "describe one kind of work.")
        % {"points": count_points(axis.unclear_below)}
        if axis.unclear_below
        else "",
    )  # fmt: skip
    return tuple(sentence for sentence in sentences if sentence)


def _full(taxonomy: Taxonomy, axis: Axis) -> str:
    if not axis.full_answers:
        return ""
    return _(
        "With fewer than %(full)s of its %(all)s questions answered it is called likely at most, "
        "unless no answer that is still open can change it."
    ) % {"full": axis.full_answers, "all": len(taxonomy.index.rules[axis.slug].base)}


def _robust(axis: Axis) -> str:
    if not axis.robust_clear:
        return ""
    return _(
        "What rests on a single answer, without which it would not come first, is likely at most."
    )


def _order(taxonomy: Taxonomy, axis: Axis) -> str:
    names = ", ".join(outcome.name for outcome in taxonomy.index.outcomes_by_axis[axis.slug])
    if axis.tie_question:
        return _(
            "Of equal points, the one comes first that the answer to %(question)s speaks for "
            "most; then the order of our list: %(names)s."
        ) % {"question": quoted(taxonomy, axis.tie_question), "names": names}
    return _("Of equal points, the order of our list decides: %(names)s.") % {"names": names}


def quoted(taxonomy: Taxonomy, question: str) -> str:
    """The question as it is named inside a sentence."""
    return f"“{taxonomy.index.question_by_slug[question].prompt}”"


# ── Questions ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class WeightRow:
    """A question that an axis looks at, and how much it counts there."""

    question: Link
    weight: str
    role: str


@dataclass(frozen=True, slots=True)
class BorderRow:
    """A question that is asked only while the two outcomes that it tells apart are close."""

    question: Link
    between: str
    weight: str


def _row(context: RenderContext, axis: Axis, question: Question) -> WeightRow:
    return WeightRow(
        question=Link(question.prompt, context.page_url("method_of", question.slug)),
        weight=weight_in_words(context.taxonomy, axis, question),
        role=role_in_words(context.taxonomy, axis, question),
    )


def _border(context: RenderContext, axis: Axis, question: Question) -> BorderRow:
    names = tuple(context.taxonomy.index.outcome_name(axis.slug, slug) for slug in question.between)
    return BorderRow(
        question=Link(question.prompt, context.page_url("method_of", question.slug)),
        between=join_and(names),
        weight=weight_in_words(context.taxonomy, axis, question),
    )


def weight_in_words(taxonomy: Taxonomy, axis: Axis, question: Question) -> str:
    """What the strengths of a question are multiplied by on an axis: “× 1.5”."""
    weight = taxonomy.index.weight_by_pair[question.slug, axis.slug].weight
    return f"× {format_points(weight)}"


def role_in_words(taxonomy: Taxonomy, axis: Axis, question: Question) -> str:
    """When the question is asked for the sake of an axis, and what else it does there."""
    weight = taxonomy.index.weight_by_pair[question.slug, axis.slug]
    roles = [_when_asked(question, weight.role == "essential")]
    if weight.required:
        roles.append(_("required"))
    if question.slug == axis.tie_question:
        roles.append(_("settles equal points"))
    return ", ".join(roles)


def _when_asked(question: Question, essential: bool) -> str:
    if question.between:
        return _("asked only while the two that it tells apart are first and close")
    return _("always asked") if essential else _("asked while it can matter")


# ── Outcomes and combinations ────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ExplainedOutcome:
    """An outcome that has no page of its own."""

    anchor: str
    name: str
    summary: str
    facts: tuple[NamedText, ...]


def _explained(taxonomy: Taxonomy, outcome: Outcome) -> ExplainedOutcome:
    facts = [NamedText(fact.name, fact.text) for fact in outcome.facts]
    return ExplainedOutcome(
        anchor=outcome_anchor(outcome),
        name=outcome.name,
        summary=outcome.summary,
        facts=(*facts, *_needs(taxonomy, outcome)),
    )


def _needs(taxonomy: Taxonomy, outcome: Outcome) -> Iterator[NamedText]:
    """When an outcome that is made of others is ruled out."""
    if needs := outcome.needs:
        names = tuple(taxonomy.index.outcome_name(outcome.axis, slug) for slug in needs.of)
        sentence = _("When fewer than %(least)s are left of: %(names)s.")
        params = {"least": needs.at_least, "names": ", ".join(names)}
        yield NamedText(_("Ruled out"), sentence % params)


@dataclass(frozen=True, slots=True)
class EffectView:
    """What a combination adds to an outcome, and why."""

    points: str
    outcome: str
    sentence: str


@dataclass(frozen=True, slots=True)
class CombinationView:
    """A rule over several answers."""

    when: str
    effects: tuple[EffectView, ...]


def _combination(taxonomy: Taxonomy, combination: Combination) -> CombinationView:
    return CombinationView(
        describe_condition(taxonomy, combination.condition),
        tuple(
            EffectView(
                format_signed_points(effect.points),
                taxonomy.index.outcome_name(combination.axis, effect.outcome),
                effect.sentence,
            )
            for effect in combination.effects
        ),
    )
