"""What would change the result, and the value of information: exact, by trying every option."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from matcher.core.answers import answer_of
from matcher.core.matching import Match
from matcher.core.picks import UNSURE, Answer
from matcher.core.quantities import Hundredths
from matcher.core.rules import AxisRules
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import Question
from matcher.core.totals import First, Race, Total, Trial


class TippingChange(NamedTuple):
    """One answer whose change alone puts another outcome first: from one option to another, or of a
    question of kind `several` a tick more, with `before` empty, or one less, with `after` empty.
    `steps` is how far the options lie apart on an ordered question, 1 on any other; `lead` is the
    new first outcome's lead, None where it is the only one left."""

    question: str
    before: str
    after: str
    outcome: str
    steps: int
    lead: Hundredths | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A question without a real answer, and by axis the outcomes that one of its options alone
    would put first. An axis on which it changes nothing by itself has an empty tuple."""

    question: str
    outcomes: Mapping[str, tuple[str, ...]]

    @property
    def value_of_information(self) -> tuple[int, int]:
        """On how many axes an answer matters, and for how many outcomes: the larger, the more."""
        counts = [len(outcomes) for outcomes in self.outcomes.values()]
        return sum(map(bool, counts)), sum(counts)


def tipping_changes(taxonomy: Taxonomy, match: Match, axis: str) -> tuple[TippingChange, ...]:
    """Every single change of an answer to another option that puts another outcome first on the
    axis, the most plausible first: fewest steps, then the largest lead."""
    total = Total.of(taxonomy.index.rules[axis], match.answers.as_dict())
    race = Race.of(total)
    changes = [
        _tipping_change(question, given, after, first)
        for question in _weighted(taxonomy, axis)
        if (given := total.picks.get(question.slug, UNSURE)) != UNSURE
        for after, first in _other_firsts(total, race, question, given)
    ]
    return tuple(sorted(changes, key=_plausibility))


def _tipping_change(
    question: Question, given: Answer, after: Answer, first: First
) -> TippingChange:
    if question.kind == "one":
        steps = _steps(question, given, after)
        return TippingChange(question.slug, given[0], after[0], first.outcome, steps, first.lead)
    removed = "".join([option for option in given if option not in after])
    added = "".join([option for option in after if option not in given])
    return TippingChange(question.slug, removed, added, first.outcome, 1, first.lead)


def is_honest(taxonomy: Taxonomy, axis: str, change: TippingChange) -> bool:
    """Whether somebody could mean the change: another answer about the circumstances; of any other
    question, which is about what the work is, an option that itself speaks for the new outcome."""
    if taxonomy.index.question_by_slug[change.question].circumstance:
        return True
    rules = taxonomy.index.rules[axis]
    strengths = rules.for_answer(change.question, (change.after,)).strengths
    return strengths[rules.place[change.outcome]] > 0


def answer_after(question: Question, given: Answer, change: TippingChange) -> Answer:
    """The answer to the question that the change makes of the given one."""
    if question.kind == "one":
        return (change.after,)
    return answer_of(question, {*given, change.after} - {change.before})


def worth_asking(taxonomy: Taxonomy, match: Match, count: int = 3) -> tuple[Unknown, ...]:
    """The base questions without a real answer that separate the most outcomes, at most `count`,
    the best first; none that separates nothing by itself."""

    def separated(unknown: Unknown) -> int:
        return sum(len(outcomes) for outcomes in unknown.outcomes.values())

    separating = filter(separated, unknowns(taxonomy, match))
    return tuple(sorted(separating, key=separated, reverse=True)[:count])


def unknowns(taxonomy: Taxonomy, match: Match) -> tuple[Unknown, ...]:
    """Every base question without a real answer, the most valuable to know first."""
    picks = match.answers.as_dict()
    unanswered = [
        question
        for question in taxonomy.index.base_questions
        if picks.get(question.slug, UNSURE) == UNSURE
    ]
    axes = {weight.axis for question in unanswered for weight in question.weights}
    totals = {axis: Total.of(taxonomy.index.rules[axis], picks) for axis in axes}
    races = {axis: Race.of(total) for axis, total in totals.items()}
    unknowns = [
        Unknown(
            question.slug,
            {
                weight.axis: _reachable(totals[weight.axis], races[weight.axis], question)
                for weight in question.weights
            },
        )
        for question in unanswered
    ]
    return tuple(sorted(unknowns, key=lambda unknown: unknown.value_of_information, reverse=True))


def _reachable(total: Total, race: Race | None, question: Question) -> tuple[str, ...]:
    """The outcomes other than the current first one that an option alone would put first, in the
    order of the axis."""
    firsts = _other_firsts(total, race, question, UNSURE)
    outcomes = {first.outcome for _answer, first in firsts}
    return tuple([slug for slug in total.rules.outcomes if slug in outcomes])


def _weighted(taxonomy: Taxonomy, axis: str) -> Iterator[Question]:
    for slug in taxonomy.index.question_slugs_by_axis[axis]:
        yield taxonomy.index.question_by_slug[slug]


def _plausibility(change: TippingChange) -> tuple[int, float]:
    return change.steps, -change.lead if change.lead is not None else float("-inf")


def _steps(question: Question, before: Answer, after: Answer) -> int:
    if not question.ordered:
        return 1
    return abs(question.single_answers.index(before) - question.single_answers.index(after))


def _other_firsts(
    total: Total, race: Race | None, question: Question, given: Answer
) -> Iterator[tuple[Answer, First]]:
    """Every answer one change away that puts another outcome first, with that."""
    answers: Sequence[Answer] = _changed(total.rules, question, given)
    if race:
        answers = race.changed_by(question.slug, answers)
    if answers:
        yield from Trial.of(total, question.slug).other_firsts(answers, race and race.first)


def _changed(rules: AxisRules, question: Question, given: Answer) -> list[Answer]:
    """Every answer that one change leads to: another option; one tick more or less; without a real
    answer, each option alone."""
    if question.kind == "one" or given == UNSURE:
        return [answer for answer in question.single_answers if answer != given]
    known = rules.answer_rules[question.slug]
    return [answer for answer in _one_tick_apart(question, given) if answer in known]


def _one_tick_apart(question: Question, given: Answer) -> Iterator[Answer]:
    slugs = [option.slug for option in question.options]
    ticked = tuple([slug for slug in slugs if slug in given])
    passed = 0
    for slug in slugs:
        if slug in ticked:
            yield ticked[:passed] + ticked[passed + 1 :]
            passed += 1
        else:
            yield (*ticked[:passed], slug, *ticked[passed:])
