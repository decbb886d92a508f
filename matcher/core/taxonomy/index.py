"""The look-ups over a taxonomy, and its rules compiled so that a match is fast."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from matcher.core.conditions import (
    Condition,
    Is,
    IsClose,
    Unanswered,
    atoms,
    by_given_answers,
    parse,
)
from matcher.core.picks import NOT_SURE
from matcher.core.quantities import Hundredths
from matcher.core.rules import (
    AnswerRules,
    AxisRules,
    Bonus,
    CompiledCombination,
    Contribution,
    Parts,
)
from matcher.core.taxonomy.values import (
    LINE,
    Axis,
    Combination,
    ContextOption,
    ContextQuestion,
    Evidence,
    Label,
    Outcome,
    Place,
    PlaceEntry,
    Question,
    Regime,
    Retired,
    ServiceLine,
    TaxonomyValues,
    Verdict,
    Warning,
    Weight,
)


@dataclass(frozen=True)
class Index:
    """What is looked up in the values of one taxonomy, each part computed when it is first asked
    for. A part that needs a condition raises ConditionError where that cannot be parsed."""

    values: TaxonomyValues

    @cached_property
    def axis_by_slug(self) -> dict[str, Axis]:
        return {axis.slug: axis for axis in self.values.axes}

    @cached_property
    def question_by_slug(self) -> dict[str, Question]:
        return {question.slug: question for question in self.values.questions}

    @cached_property
    def known_answers(self) -> frozenset[tuple[str, str]]:
        """Every question with each of its options, and with *not sure*."""
        return frozenset(
            (question.slug, option)
            for question in self.values.questions
            for option in (NOT_SURE, *(option.slug for option in question.options))
        )

    @cached_property
    def base_questions(self) -> tuple[Question, ...]:
        """The questions that everybody is asked, unless they are skipped."""
        return tuple(question for question in self.values.questions if not question.between)

    @cached_property
    def border_questions(self) -> dict[tuple[str, frozenset[str]], Question]:
        """The questions that distinguish two outcomes, by axis and pair."""
        return {
            (weight.axis, frozenset(question.between)): question
            for question in self.values.questions
            if question.between
            for weight in question.weights
        }

    @cached_property
    def context_by_slug(self) -> dict[str, ContextQuestion]:
        """The questions of context; that of the service line with the lines as its options."""
        questions = {question.slug: question for question in self.values.context}
        if LINE in questions:
            lines = self.line_by_slug.values()
            options = tuple(ContextOption(slug=line.slug, label=line.name) for line in lines)
            questions[LINE] = questions[LINE].model_copy(update={"options": options})
        return questions

    @cached_property
    def home_question(self) -> ContextQuestion | None:
        """The question whose answer says where the buyer is at home."""
        return next((question for question in self.values.context if question.home), None)

    def country_name(self, country: str) -> str:
        """The name of a country; the code itself where there is none."""
        question = self.home_question
        return question.names.get(country, country) if question else country

    def in_one_region(self, country: str, other: str) -> bool:
        """Whether a group has both countries."""
        question = self.home_question
        options = [question.option(slug) for slug in (country, other)] if question else []
        groups = [set(option.groups) if option else set() for option in options]
        return len(groups) > 1 and not groups[0].isdisjoint(groups[1])

    @cached_property
    def shown_places(self) -> tuple[Place, ...]:
        """The places to buy from, by name."""
        shown = (place for place in self.values.places if place.shown)
        return tuple(sorted(shown, key=lambda place: self.country_name(place.country)))

    @cached_property
    def place_entries(self) -> dict[tuple[str, str], PlaceEntry]:
        """What each rule about places says of each country, by their slugs: the first entry that
        names the country, or a group that it belongs to."""
        question = self.home_question
        options = question.options if question else ()
        return {
            (rule.slug, option.slug): entry
            for rule in self.values.place_rules
            for entry in reversed(rule.entries)
            for option in options
            if not {option.slug, *option.groups}.isdisjoint(entry.countries)
        }

    @cached_property
    def retired_by_answer(self) -> dict[tuple[str, str], Retired]:
        """Retired options by question and option."""
        return {(retired.question, retired.option): retired for retired in self.values.retired}

    @cached_property
    def retired_questions(self) -> frozenset[str]:
        """The questions that were asked once, and those that lost an option."""
        return frozenset(retired.question for retired in self.values.retired)

    @cached_property
    def line_by_slug(self) -> dict[str, ServiceLine]:
        """The service lines of all families."""
        return {
            line.slug: line for outcome in self.values.outcomes for line in outcome.service_lines
        }

    @cached_property
    def label_by_slug(self) -> dict[str, Label]:
        return {label.slug: label for label in self.values.labels}

    @cached_property
    def warning_by_slug(self) -> dict[str, Warning]:
        return {warning.slug: warning for warning in self.values.warnings}

    @cached_property
    def verdict_by_slug(self) -> dict[str, Verdict]:
        return {verdict.slug: verdict for verdict in self.values.verdicts}

    @cached_property
    def outcomes_by_axis(self) -> dict[str, tuple[Outcome, ...]]:
        return {
            axis.slug: tuple(
                outcome for outcome in self.values.outcomes if outcome.axis == axis.slug
            )
            for axis in self.values.axes
        }

    @cached_property
    def outcome_by_slug(self) -> dict[tuple[str, str], Outcome]:
        """Outcomes by (axis, slug)."""
        return {(outcome.axis, outcome.slug): outcome for outcome in self.values.outcomes}

    def outcome_name(self, axis: str, slug: str) -> str:
        """The name of an outcome; its slug where there is no such outcome."""
        outcome = self.outcome_by_slug.get((axis, slug))
        return outcome.name if outcome else slug

    def needs_sentence(self, axis: str, slug: str) -> str:
        """Why an outcome is ruled out that too few parts are left of."""
        needs = self.outcome_by_slug[axis, slug].needs
        return needs.sentence if needs else ""

    @cached_property
    def question_slugs_by_axis(self) -> dict[str, tuple[str, ...]]:
        """The questions with a weight on each axis, in the order they are asked."""
        return {
            axis.slug: tuple(
                question.slug
                for question in self.values.questions
                if any(weight.axis == axis.slug for weight in question.weights)
            )
            for axis in self.values.axes
        }

    @cached_property
    def weight_by_pair(self) -> dict[tuple[str, str], Weight]:
        """Weights by (question, axis)."""
        return {
            (question.slug, weight.axis): weight
            for question in self.values.questions
            for weight in question.weights
        }

    @cached_property
    def cells(self) -> dict[str, dict[tuple[str, str], tuple[Contribution, ...]]]:
        """Compiled evidence: axis -> (question, option) -> its cells. A cell of a question
        without a weight on its axis adds nothing and is left out."""
        cells_by_axis: dict[str, dict[tuple[str, str], list[Contribution]]] = {}
        for cell in _contributions(self.values.evidence, self.weight_by_pair):
            pairs = cells_by_axis.setdefault(cell.axis, {})
            pairs.setdefault((cell.question, cell.option), []).append(cell)
        return {
            axis.slug: {
                pair: tuple(cells) for pair, cells in cells_by_axis.get(axis.slug, {}).items()
            }
            for axis in self.values.axes
        }

    @cached_property
    def combinations_by_axis(self) -> dict[str, tuple[tuple[Combination, Condition], ...]]:
        """The combinations of each axis with their parsed conditions."""
        return {
            axis.slug: tuple(
                (combination, parse(combination.condition))
                for combination in self.values.combinations
                if combination.axis == axis.slug
            )
            for axis in self.values.axes
        }

    @cached_property
    def questions_by_combination(self) -> dict[str, tuple[str, ...]]:
        """The questions whose answers each combination depends on, in the order asked."""
        mentioned = {
            combination.slug: {
                atom.name for atom in atoms(condition) if isinstance(atom, Is | Unanswered)
            }
            for combinations in self.combinations_by_axis.values()
            for combination, condition in combinations
        }
        return {
            slug: tuple(
                question.slug for question in self.values.questions if question.slug in names
            )
            for slug, names in mentioned.items()
        }

    @cached_property
    def rules(self) -> dict[str, AxisRules]:
        """The compiled rules of each axis."""
        return {axis.slug: self._compile(axis) for axis in self.values.axes}

    def _compile(self, axis: Axis) -> AxisRules:
        cells = self.cells[axis.slug]
        outcomes = tuple(outcome.slug for outcome in self.outcomes_by_axis[axis.slug])
        return AxisRules(
            tie_question=axis.tie_question,
            close_percent=axis.close_percent,
            outcomes=outcomes,
            base=tuple(
                slug
                for slug in self.question_slugs_by_axis[axis.slug]
                if not self.question_by_slug[slug].between
            ),
            borders={
                pair: question.slug
                for (counts_on, pair), question in self.border_questions.items()
                if counts_on == axis.slug
            },
            answer_rules={
                slug: {
                    answer: AnswerRules.of(
                        outcomes,
                        [cell for option in answer for cell in cells.get((slug, option), ())],
                    )
                    for answer in self.question_by_slug[slug].answers
                }
                for slug in self.question_slugs_by_axis[axis.slug]
            },
            combinations=tuple(
                CompiledCombination.of(outcomes, condition, _bonuses(combination))
                for combination, condition in self.combinations_by_axis[axis.slug]
            ),
            parts={
                outcome.slug: Parts(frozenset(outcome.needs.of), outcome.needs.at_least)
                for outcome in self.outcomes_by_axis[axis.slug]
                if outcome.needs
            },
        )

    @cached_property
    def tie_breakers(self) -> dict[str, tuple[Condition, ...]]:
        """The base questions that do nothing but break ties: they are essential on no axis and the
        fit check does not ask them. With each, the conditions of the warnings, stops and other
        kinds of buying that depend on its answer, directly or through an axis that it counts
        on."""
        driven = {driver.question for driver in self.values.drivers}
        return {
            question.slug: tuple(
                condition for condition in self._advising if _depends(condition, question)
            )
            for question in self.base_questions
            if question.slug not in driven
            and all(weight.role == "tie-break" for weight in question.weights)
        }

    @cached_property
    def warning_conditions(self) -> tuple[tuple[str, Condition], ...]:
        """Slugs and parsed conditions of the warnings, in the order of their table."""
        return tuple((warning.slug, parse(warning.condition)) for warning in self.values.warnings)

    @cached_property
    def stop_conditions(self) -> tuple[tuple[str, Condition], ...]:
        """Slugs and parsed conditions of the hard stops, in the order of their table, as they hold
        by given answers: nobody is stopped by what is not known."""
        return tuple(
            (stop.slug, by_given_answers(parse(stop.condition), self.slugs))
            for stop in self.values.stops
        )

    @cached_property
    def pricing_conditions(self) -> tuple[tuple[str, Condition], ...]:
        """Slugs and parsed conditions of the pricing rules, in the order of their table."""
        return tuple((rule.slug, parse(rule.condition)) for rule in self.values.pricing_rules)

    @cached_property
    def regime_conditions(self) -> tuple[tuple[str, Condition], ...]:
        """Slugs and parsed conditions of the sets of rules that have one, in the order of their
        table."""
        return tuple(
            (regime.slug, parse(regime.condition))
            for regime in self.values.regimes
            if regime.condition
        )

    @cached_property
    def standard_conditions(self) -> tuple[tuple[str, Condition], ...]:
        """Slugs and parsed conditions of the standards that have one, in the order of their
        table."""
        return tuple(
            (standard.slug, parse(standard.condition))
            for standard in self.values.standards
            if standard.condition
        )

    @cached_property
    def annex_conditions(self) -> tuple[tuple[str, Condition], ...]:
        """Slugs and parsed conditions of the clauses of the annex that have one, in the order of
        their table."""
        return tuple(
            (clause.slug, parse(clause.condition))
            for clause in self.values.annex
            if clause.condition
        )

    @cached_property
    def step_conditions(self) -> tuple[tuple[str, Condition], ...]:
        """Slugs and parsed conditions of the next steps that have one, in the order of their
        table."""
        return tuple(
            (step.slug, parse(step.condition)) for step in self.values.next_steps if step.condition
        )

    @cached_property
    def regime_by_slug(self) -> dict[str, Regime]:
        return {regime.slug: regime for regime in self.values.regimes}

    @cached_property
    def outside_conditions(self) -> tuple[tuple[str, Condition], ...]:
        """Slugs and parsed conditions of the other kinds of buying, in the order of their table, as
        they hold by given answers."""
        return tuple(
            (outside.slug, by_given_answers(parse(outside.condition), self.slugs))
            for outside in self.values.outside
        )

    @cached_property
    def slugs(self) -> dict[str, tuple[str, ...]]:
        """What a condition may compare a name with: the options of each question, without *not
        sure*, and the outcomes of each axis."""
        options = {
            question.slug: tuple(option.slug for option in question.options)
            for question in self.values.questions
        }
        return options | {
            axis: tuple(outcome.slug for outcome in outcomes)
            for axis, outcomes in self.outcomes_by_axis.items()
        }

    @cached_property
    def driver_scores(self) -> dict[str, dict[str, int]]:
        """What each option of a driver's question scores."""
        return {
            driver.slug: {score.option: score.score for score in driver.scores}
            for driver in self.values.drivers
        }

    @cached_property
    def _advising(self) -> tuple[Condition, ...]:
        rules = (*self.warning_conditions, *self.stop_conditions, *self.outside_conditions)
        return tuple(condition for _slug, condition in rules)

    @cached_property
    def axes_asked_close(self) -> frozenset[str]:
        """The axes of which some warning, stop or other kind of buying asks whether a second
        outcome is close."""
        return frozenset(
            atom.name
            for condition in self._advising
            for atom in atoms(condition)
            if isinstance(atom, IsClose)
        )

    @cached_property
    def required(self) -> dict[str, tuple[str, ...]]:
        """The questions that each axis requires an answer to."""
        return {
            axis.slug: tuple(
                slug
                for slug in self.question_slugs_by_axis[axis.slug]
                if self.weight_by_pair[slug, axis.slug].required
            )
            for axis in self.values.axes
        }


def _bonuses(combination: Combination) -> tuple[Bonus, ...]:
    return tuple(
        Bonus(combination.slug, effect.outcome, effect.points, effect.sentence)
        for effect in combination.effects
    )


def _depends(condition: Condition, question: Question) -> bool:
    names = {question.slug, *(weight.axis for weight in question.weights)}
    return any(
        isinstance(atom, Is | IsClose | Unanswered) and atom.name in names
        for atom in atoms(condition)
    )


def _contributions(
    evidence: Iterable[Evidence], weights: dict[tuple[str, str], Weight]
) -> Iterable[Contribution]:
    for cell in evidence:
        weight = weights.get((cell.question, cell.axis))
        if weight is not None:
            yield Contribution(
                axis=cell.axis,
                outcome=cell.outcome,
                question=cell.question,
                option=cell.option,
                strength=cell.strength,
                weight=weight.weight,
                points=Hundredths(cell.strength * weight.weight),
                sentence=cell.sentence,
                excludes=cell.excludes,
            )
