"""Which answers bring an outcome first: an example for each, found by search; or a proof that none
does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from matcher.core.answers import Answers, in_order
from matcher.core.facts import Now
from matcher.core.rules import NOT_SURE, AxisRules, Picks
from matcher.core.scoring import first
from matcher.core.settling import possible_changes, span
from matcher.core.taxonomy.values import Taxonomy

SWEEPS = 4
"""How often every question is tried again before the climb gives up."""

MOST = 5_000
"""So many sets of answers are tried one by one before the search gives up."""


@dataclass(frozen=True, slots=True)
class Never:
    """Proof that no answers bring an outcome first; `ahead` is the rival that always stays ahead
    of it, if a single one does."""

    ahead: str | None


def examples(taxonomy: Taxonomy) -> dict[tuple[str, str], Answers | None]:
    """For each outcome, by axis and slug, a few answers that bring it first; None where there are
    none, or none were found."""
    return {
        pair: found if isinstance(found, Answers) else None
        for pair, found in reaches(taxonomy).items()
    }


def reaches(taxonomy: Taxonomy) -> dict[tuple[str, str], Answers | Never | None]:
    """The same, but with the proof where no answers bring the outcome first; None where the search
    gave up."""
    return {
        (axis.slug, outcome): _reach(taxonomy, axis.slug, outcome)
        for axis in taxonomy.axes
        for outcome in taxonomy.rules[axis.slug].outcomes
    }


def _reach(taxonomy: Taxonomy, axis: str, outcome: str) -> Answers | Never | None:
    rules = taxonomy.rules[axis]
    found = _climb(rules, outcome) or search(rules, outcome)
    if found is None or isinstance(found, Never):
        return found
    return Answers(in_order(taxonomy, dict(_pruned(rules, outcome, found))))


def _pruned(rules: AxisRules, outcome: str, picks: Picks) -> Picks:
    """The same without the answers that are not needed."""
    for question in list(picks):
        fewer = {slug: option for slug, option in picks.items() if slug != question}
        if first(rules, fewer) == outcome:
            picks = fewer
    return picks


# ── The climb: quick, and nearly always enough ───────────────────────────────────────────


def _climb(rules: AxisRules, outcome: str) -> Picks | None:
    """Without border questions if that can be: nobody is asked them at first."""
    for questions in (rules.base, tuple(rules.choices)):
        for start in _starts(rules, outcome, questions):
            picks = _climbed(rules, outcome, start, questions)
            if first(rules, picks) == outcome:
                return picks
    return None


def _starts(rules: AxisRules, outcome: str, questions: Sequence[str]) -> Iterator[Picks]:
    """Nothing answered; then, strongest first, each single answer that speaks for the outcome."""
    yield {}
    speaking = [
        (choice.points.get(outcome, 0), question, option)
        for question in questions
        for option, choice in rules.choices[question].items()
    ]
    for points, question, option in sorted(speaking, reverse=True):
        if points > 0:
            yield {question: option}


def _climbed(rules: AxisRules, outcome: str, start: Picks, questions: Sequence[str]) -> Picks:
    """Answer one question after the other so that the outcome leads by most, until that is no more
    to be had."""
    picks, lead = dict(start), _lead(rules, outcome, start)
    for _sweep in range(SWEEPS):
        before = lead
        for question in questions:
            for option in rules.choices[question]:
                tried = {**picks, question: option}
                if (leads := _lead(rules, outcome, tried)) > lead:
                    picks, lead = tried, leads
        if lead == before:
            break
    return picks


def _lead(rules: AxisRules, outcome: str, picks: Picks) -> int:
    """How far the outcome leads over its best rival; far behind where it is ruled out."""
    out = _ruled_out(rules, picks)
    if outcome in out:
        return -(10**9)
    points = _points(rules, picks)
    rivals = [points.get(one, 0) for one in rules.outcomes if one != outcome and one not in out]
    return points.get(outcome, 0) - max(rivals) if rivals else 10**9


def _ruled_out(rules: AxisRules, picks: Picks) -> frozenset[str]:
    choices = (rules.choice(question, option) for question, option in picks.items())
    return frozenset(chain.from_iterable(choice.excluded for choice in choices))


def _points(rules: AxisRules, picks: Picks) -> Mapping[str, int]:
    points = rules.points(picks)
    facts = Now(picks, {})
    for combination in rules.combinations:
        if combination.condition.truth(facts):
            for outcome, value in combination.points.items():
                points[outcome] = points.get(outcome, 0) + value
    return points


# ── The search: complete, unless it takes too long ───────────────────────────────────────


def search(rules: AxisRules, outcome: str) -> Picks | Never | None:
    """Go through all answers, question by question, but no further where a rival stays ahead
    whatever else is answered."""
    questions = tuple(rules.choices)
    waiting: list[tuple[Picks, int]] = [({}, 0)]
    for _tried in range(MOST):
        if not waiting:
            return Never(_ahead(rules, outcome, {}, questions))
        picks, decided = waiting.pop()
        if first(rules, picks) == outcome:
            return picks
        if not _in_vain(rules, outcome, picks, questions[decided:]):
            waiting += [(more, decided + 1) for more in _with(rules, picks, questions[decided])]
    return None


def _in_vain(rules: AxisRules, outcome: str, picks: Picks, free: Sequence[str]) -> bool:
    """Whether no further answers can bring the outcome first."""
    return (
        not free
        or outcome in _ruled_out(rules, picks)
        or _ahead(rules, outcome, picks, free) is not None
    )


def _with(rules: AxisRules, picks: Picks, question: str) -> Iterator[Picks]:
    """The picks with the question left open, and with each answer to it."""
    yield picks
    if any(question in combination.questions for combination in rules.combinations):
        yield {**picks, question: NOT_SURE}  # elsewhere it is the same as no answer
    for option in rules.choices[question]:
        yield {**picks, question: option}


def _ahead(rules: AxisRules, outcome: str, picks: Picks, free: Sequence[str]) -> str | None:
    """A rival that comes before the outcome whatever the free questions are answered: with all
    that helps, the outcome is level with it at most, and loses every tie."""
    points, changes = rules.points(picks), possible_changes(rules, picks)
    for rival in rules.outcomes:
        if rival == outcome or _may_fall(rules, rival, picks, free):
            continue
        _least, most = span(rules.pair(outcome, rival), points, free, changes)
        if most < 0 or (most == 0 and _loses_ties(rules, outcome, rival, picks, free)):
            return rival
    return None


def _may_fall(rules: AxisRules, rival: str, picks: Picks, free: Sequence[str]) -> bool:
    """Whether the rival is ruled out, or may be."""
    return rival in _ruled_out(rules, picks) or any(rules.may_exclude(one, rival) for one in free)


def _loses_ties(
    rules: AxisRules, outcome: str, rival: str, picks: Picks, free: Sequence[str]
) -> bool:
    tie = rules.tie_question
    ways = _with(rules, picks, tie) if tie in free else [picks]
    return all(rules.wins_ties(rival, outcome, way) for way in ways)
