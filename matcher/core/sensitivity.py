"""What would change the result, and the value of information: exact, by trying every option."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Self

from matcher.core.answers import Answers, answer_of, with_answer
from matcher.core.facts import CurrentFacts
from matcher.core.matching import Match
from matcher.core.picks import UNSURE, Answer, Picks
from matcher.core.quantities import Hundredths
from matcher.core.ranking import Ranking
from matcher.core.rules import AxisRules, CompiledCombination, Pair
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import Question


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


class Tip(NamedTuple):
    """An answer that could honestly be other: with `after` instead of `before` (as in a tipping
    change) the `outcome` comes first. `answers` are all answers after the change."""

    question: str
    before: str
    after: str
    outcome: str
    answers: Answers


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
    picks, rules, ranking = (
        match.answers.as_dict(),
        taxonomy.index.rules[axis],
        match.rankings[axis],
    )
    rivals, total = _rivals(rules, ranking), _Total.of(rules, picks)
    changes = [
        _tipping_change(question, given, after, outcome, lead)
        for question in _weighted(taxonomy, axis)
        if (given := picks.get(question.slug, UNSURE)) != UNSURE
        if _may_tip(rules, ranking.top, rivals, question.slug, given)
        for after, outcome, lead in _try_answers(total, question)
        if outcome != ranking.top
    ]
    return tuple(sorted(changes, key=_plausibility))


def _tipping_change(
    question: Question, given: Answer, after: Answer, outcome: str, lead: Hundredths | None
) -> TippingChange:
    removed = "".join([option for option in given if option not in after])
    added = "".join([option for option in after if option not in given])
    steps = _steps(question, removed, added)
    return TippingChange(question.slug, removed, added, outcome, steps, lead)


def honest_tips(taxonomy: Taxonomy, match: Match, axis: str) -> tuple[Tip, ...]:
    """Of the changes that put another outcome first, those that somebody could mean, in the same
    order."""
    return tuple(
        tip_of(taxonomy, match, change)
        for change in tipping_changes(taxonomy, match, axis)
        if is_honest(taxonomy, axis, change)
    )


def is_honest(taxonomy: Taxonomy, axis: str, change: TippingChange) -> bool:
    """Whether somebody could mean the change: another answer about the circumstances; of any other
    question, which is about what the work is, an option that itself speaks for the new outcome."""
    if taxonomy.index.question_by_slug[change.question].circumstance:
        return True
    answer = taxonomy.index.rules[axis].for_answer(change.question, (change.after,))
    return answer.strengths.get(change.outcome, 0) > 0


def tip_of(taxonomy: Taxonomy, match: Match, change: TippingChange) -> Tip:
    """The change with the answers that it leads to."""
    question = taxonomy.index.question_by_slug[change.question]
    given = match.answers.as_dict().get(change.question, UNSURE)
    kept = [option for option in given if option != change.before]
    answer = answer_of(question, [*kept, change.after])
    answers = with_answer(taxonomy, match.answers, change.question, answer)
    return Tip(change.question, change.before, change.after, change.outcome, answers)


def worth_asking(taxonomy: Taxonomy, match: Match, count: int = 3) -> tuple[Unknown, ...]:
    """The base questions without a real answer that separate the most outcomes, at most `count`,
    the best first; none that separates nothing by itself."""

    def separated(unknown: Unknown) -> int:
        return sum(len(outcomes) for outcomes in unknown.outcomes.values())

    separating = filter(separated, unknowns(taxonomy, match))
    return tuple(sorted(separating, key=separated, reverse=True)[:count])


def unknowns(taxonomy: Taxonomy, match: Match) -> tuple[Unknown, ...]:
    """Every base question without a real answer, the most valuable to know first."""
    unknowns = [
        Unknown(
            slug, {axis: _reachable(taxonomy, match, axis, slug) for axis in _axes(taxonomy, slug)}
        )
        for slug in _without_answer(taxonomy, match)
    ]
    return tuple(sorted(unknowns, key=lambda unknown: unknown.value_of_information, reverse=True))


def _without_answer(taxonomy: Taxonomy, match: Match) -> Iterator[str]:
    picks = match.answers.as_dict()
    for question in taxonomy.index.base_questions:
        if picks.get(question.slug, UNSURE) == UNSURE:
            yield question.slug


def _axes(taxonomy: Taxonomy, slug: str) -> Iterator[str]:
    for weight in taxonomy.index.question_by_slug[slug].weights:
        yield weight.axis


def _reachable(taxonomy: Taxonomy, match: Match, axis: str, slug: str) -> tuple[str, ...]:
    """The outcomes other than the current first one, in the order of the axis."""
    rules, ranking = taxonomy.index.rules[axis], match.rankings[axis]
    if not _may_tip(rules, ranking.top, _rivals(rules, ranking), slug, UNSURE):
        return ()
    question = taxonomy.index.question_by_slug[slug]
    results = _try_answers(_Total.of(rules, match.answers.as_dict()), question)
    outcomes = {outcome for _answer, outcome, _lead in results} - {ranking.top}
    return tuple(slug for slug in rules.outcomes if slug in outcomes)


def _weighted(taxonomy: Taxonomy, axis: str) -> Iterator[Question]:
    for slug in taxonomy.index.question_slugs_by_axis[axis]:
        yield taxonomy.index.question_by_slug[slug]


def _plausibility(change: TippingChange) -> tuple[int, float]:
    return change.steps, -change.lead if change.lead is not None else float("-inf")


def _steps(question: Question, before: str, after: str) -> int:
    if not question.ordered or question.kind == "several":
        return 1
    slugs = [option.slug for option in question.options]
    return abs(slugs.index(before) - slugs.index(after))


_Rival = tuple[Pair, int]
"""A rival of the first outcome, and how many points it is behind."""


def _rivals(rules: AxisRules, ranking: Ranking) -> list[_Rival]:
    """Every outcome but the first."""
    return [
        (rules.pair(rival.outcome, first.outcome), first.points - rival.points)
        for first in ranking.standings[:1]
        for rival in ranking.standings[1:]
    ]


def _may_tip(
    rules: AxisRules, top: str | None, rivals: Iterable[_Rival], slug: str, given: Answer
) -> bool:
    """Whether trying other answers to a question is worth it: False only where the best of them
    cannot close any rival's gap, with the combinations that mention it at their best for the
    rival, nor rule the first outcome out or anything back in."""
    given_answer = rules.for_answer(slug, given)
    if (
        top is None
        or slug not in rules.base
        or given_answer.excluded
        or rules.may_exclude(slug, top)
    ):
        return True
    effects = [
        combination.points for combination in rules.combinations if slug in combination.questions
    ]
    for pair, gap in rivals:
        gain = pair.gains[slug][1] - pair.lead(given_answer.points)
        if effects:
            gain += sum([abs(pair.lead(points)) for points in effects])
        if gain >= gap:
            return True
    return False


_AnswerResult = tuple[Answer, str, Hundredths | None]
"""An answer, the outcome that it would put first, and the lead of that."""


def _try_answers(total: "_Total", question: Question) -> Iterator[_AnswerResult]:
    """The result of every answer that is one change away."""
    picks = dict(total.picks)
    given = picks.pop(question.slug, UNSURE)
    trial = _Trial.of(total, question.slug, given)
    for answer in _changed(total.rules, question, given):
        first = trial.first({**picks, question.slug: answer}, answer)
        if first is not None:
            yield answer, *first


def _changed(rules: AxisRules, question: Question, given: Answer) -> Iterator[Answer]:
    """Every answer that one change leads to: another option; one tick more or less; without a real
    answer, each option alone."""
    if question.kind == "one" or given == UNSURE:
        yield from ((option.slug,) for option in question.options if option.slug not in given)
        return
    for option in question.options:
        ticked = {*given} ^ {option.slug}
        answer = tuple([each.slug for each in question.options if each.slug in ticked])
        if answer in rules.answer_rules[question.slug]:
            yield answer


@dataclass(frozen=True, slots=True)
class _Total:
    """An axis with all answers: the points from them alone, and the combinations that hold."""

    rules: AxisRules
    picks: Picks
    points: Mapping[str, int]
    combinations: tuple[CompiledCombination, ...]

    @classmethod
    def of(cls, rules: AxisRules, picks: Picks) -> Self:
        facts = CurrentFacts(picks, {})
        holding = [each for each in rules.combinations if each.condition.truth(facts)]
        return cls(rules, picks, rules.points(picks), tuple(holding))


@dataclass(frozen=True, slots=True)
class _Trial:
    """An axis with every answer except the one to a question, ready to try answers to that.
    `combinations` are those that mention the question; the others are in the points."""

    rules: AxisRules
    slug: str
    points: Mapping[str, int]
    excluded: frozenset[str]
    scored: bool
    combinations: tuple[CompiledCombination, ...]

    @classmethod
    def of(cls, total: _Total, slug: str, given: Answer) -> Self:
        rules = total.rules
        others = [
            rules.for_answer(other, answer)
            for other, answer in total.picks.items()
            if other != slug
        ]
        points = dict(total.points)
        for outcome, value in rules.for_answer(slug, given).points.items():
            points[outcome] -= value
        for combination in total.combinations:
            if slug not in combination.questions:
                _add(points, combination.points)
        return cls(
            rules=rules,
            slug=slug,
            points=points,
            excluded=frozenset().union(*[answer.excluded for answer in others]),
            scored=any(answer.strengths for answer in others),
            combinations=tuple([each for each in rules.combinations if slug in each.questions]),
        )

    def first(self, picks: Picks, answer: Answer) -> tuple[str, Hundredths | None] | None:
        """The first outcome and its lead with this answer, as `rank` would say without reasons."""
        picked = self.rules.for_answer(self.slug, answer)
        if not (self.scored or picked.strengths):
            return None
        points = dict(self.points)
        _add(points, picked.points)
        if self.combinations:
            facts = CurrentFacts(picks, {})
            for combination in self.combinations:
                if combination.condition.truth(facts):
                    _add(points, combination.points)
        excluded = self.excluded | picked.excluded
        if excluded and self.rules.parts:
            excluded |= self.rules.without_parts(excluded)
        return self.rules.leader(points, excluded, picks)


def _add(points: dict[str, int], more: Mapping[str, int]) -> None:
    for outcome, value in more.items():
        points[outcome] = points.get(outcome, 0) + value
