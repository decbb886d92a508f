"""Reachability: for each outcome answers that bring it first, found by search, or a proof that none
do."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from matcher.core.answers import Answers, in_order
from matcher.core.picks import UNSURE, Answer, Picks
from matcher.core.rules import AnswerRules, AxisRules
from matcher.core.scoring import close_pair, first_outcome
from matcher.core.settling import Outlook
from matcher.core.taxonomy import Taxonomy
from matcher.core.totals import Total, Trial
from matcher.core.vectors import RULED_OUT, Vector

MAX_SWEEPS = 4
"""How often the climb goes through all questions before it gives up."""

MAX_ANSWER_SETS = 5_000
"""How many sets of answers the search tries before it gives up."""


OutcomeKey = tuple[str, str]
"""The axis and the slug of an outcome."""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Proof that no answers bring an outcome first. `rival` always stays ahead of it, if a single
    outcome does: where answers have to be complete, before any border question."""

    rival: str | None


Reachability = Mapping[OutcomeKey, Answers | Unreachable | None]
"""For each outcome a few answers that bring it first, or the proof that none do; None where the
search gave up."""


def reachability(taxonomy: Taxonomy) -> Reachability:
    """Which answers bring each outcome first."""
    return {
        (axis.slug, outcome): _outcome_reachability(taxonomy, axis.slug, outcome)
        for axis in taxonomy.axes
        for outcome in taxonomy.index.rules[axis.slug].outcomes
    }


def _outcome_reachability(
    taxonomy: Taxonomy, axis: str, outcome: str
) -> Answers | Unreachable | None:
    rules = taxonomy.index.rules[axis]
    result = _climb(rules, outcome) or search(rules, outcome)
    if result is None or isinstance(result, Unreachable):
        return result
    return Answers(in_order(taxonomy, dict(_pruned(rules, outcome, result))))


def _pruned(rules: AxisRules, outcome: str, picks: Picks) -> Picks:
    """The picks without the answers and the ticks that are not needed."""
    for question, answer in tuple(picks.items()):
        others = {slug: given for slug, given in picks.items() if slug != question}
        ticks = [some for some in rules.answer_rules[question] if {*some} < {*answer}]
        smaller = (others, *({**others, question: some} for some in ticks))
        enough = (fewer for fewer in smaller if first_outcome(rules, fewer) == outcome)
        picks = next(enough, picks)
    return picks


# ── The climb: quick, and nearly always enough ───────────────────────────────────────────


def _climb(rules: AxisRules, outcome: str) -> Picks | None:
    """Without border questions if possible: nobody is asked them at first."""
    for questions in (rules.base, tuple(rules.answer_rules)):
        for start in _starts(rules, outcome, questions):
            picks = _climbed(rules, outcome, start, questions)
            if first_outcome(rules, picks) == outcome:
                return picks
    return None


def _starts(rules: AxisRules, outcome: str, questions: Sequence[str]) -> Iterator[Picks]:
    """Nothing answered; then, strongest first, each single answer that speaks for the outcome."""
    yield {}
    answers = [
        (answer_rules.points[rules.place[outcome]], question, answer)
        for question in questions
        for answer, answer_rules in rules.answer_rules[question].items()
        if len(answer) == 1
    ]
    for points, question, answer in sorted(answers, reverse=True):
        if points > 0:
            yield {question: answer}


def _climbed(rules: AxisRules, outcome: str, start: Picks, questions: Sequence[str]) -> Picks:
    """Answer one question after the other so that the outcome leads by as much as possible, until
    no answer widens its lead."""
    picks, lead = dict(start), _lead(rules, outcome, start)
    for _sweep in range(MAX_SWEEPS):
        previous_lead = lead
        for question in questions:
            trial = Trial.of(Total.of(rules, picks), question)
            for answer in rules.answer_rules[question]:
                candidate_lead = _lead_in(trial.left(answer), rules.place[outcome])
                if candidate_lead > lead:
                    picks, lead = {**picks, question: answer}, candidate_lead
        if lead == previous_lead:
            break
    return picks


def _lead(rules: AxisRules, outcome: str, picks: Picks) -> int:
    """How far the outcome leads over its best rival; far behind where it is ruled out."""
    return _lead_in(Total.of(rules, picks).left, rules.place[outcome])


def _lead_in(left: Vector, place: int) -> int:
    """How far the outcome at this place leads among the points that are left."""
    best = max((RULED_OUT, *left[:place], *left[place + 1 :]))
    if left[place] == RULED_OUT:
        return RULED_OUT
    return -RULED_OUT if best == RULED_OUT else left[place] - best


# ── The search: complete, unless it takes too long ───────────────────────────────────────


def search(rules: AxisRules, outcome: str) -> Picks | Unreachable | None:
    """Try all answers, question by question, but stop wherever a rival stays ahead whatever else is
    answered."""

    def accepts(picks: Picks) -> bool:
        return first_outcome(rules, picks) == outcome

    return _explore(rules, outcome, tuple(rules.answer_rules), accepts)


def _explore(
    rules: AxisRules,
    outcome: str,
    questions: Sequence[str],
    accepts: Callable[[Picks], bool],
    later: Sequence[str] = (),
) -> Picks | Unreachable | None:
    """The first answers to the questions that are accepted, where those to later ones may help. A
    rival is named that stays ahead without them."""
    waiting: list[tuple[Picks, int]] = [({}, 0)]
    for _attempt in range(MAX_ANSWER_SETS):
        if not waiting:
            return Unreachable(_unbeatable_rival(rules, outcome, {}, questions))
        picks, depth = waiting.pop()
        left = questions[depth:]
        if not (left and rules.complete) and accepts(picks):
            return picks
        if left and not _is_hopeless(rules, outcome, picks, (*left, *later)):
            waiting += [(deeper, depth + 1) for deeper in _with(rules, picks, left[0])]
    return None


def _is_hopeless(rules: AxisRules, outcome: str, picks: Picks, unanswered: Sequence[str]) -> bool:
    """Whether no further answers can bring the outcome first."""
    return (
        outcome in Total.of(rules, picks).excluded
        or _unbeatable_rival(rules, outcome, picks, unanswered) is not None
    )


def _with(rules: AxisRules, picks: Picks, question: str) -> Iterator[Picks]:
    """The picks with the question left unanswered, if it may be, and with each answer to it."""
    if not rules.complete:
        yield picks
        if any(question in combination.questions for combination in rules.combinations):
            yield {**picks, question: UNSURE}  # elsewhere it is the same as no answer
    for answer in rules.answer_rules[question]:
        yield {**picks, question: answer}


def _unbeatable_rival(
    rules: AxisRules, outcome: str, picks: Picks, unanswered: Sequence[str]
) -> str | None:
    """A rival that stays ahead of the outcome whatever is answered to the unanswered questions: at
    best the outcome draws level with it, and loses every tie."""
    total = Total.of(rules, picks)
    least = Outlook(rules, picks, total.from_answers, unanswered).least(rules.leads(outcome))
    for rival, lead in zip(rules.outcomes, least, strict=True):
        if rival == outcome or _may_fall(total, rival, unanswered):
            continue
        if lead > 0 or (lead == 0 and _loses_ties(rules, outcome, rival, picks, unanswered)):
            return rival
    return None


def _may_fall(total: Total, rival: str, unanswered: Sequence[str]) -> bool:
    """Whether the rival is ruled out, or may be."""
    return rival in total.excluded or any(
        total.rules.may_exclude(question, rival) for question in unanswered
    )


def _loses_ties(
    rules: AxisRules, outcome: str, rival: str, picks: Picks, unanswered: Sequence[str]
) -> bool:
    """Whether it does; always among complete answers, which have to bring it first alone."""
    if rules.complete:
        return True
    tie = rules.tie_question
    endings = _with(rules, picks, tie) if tie in unanswered else [picks]
    return all(rules.wins_ties(rival, outcome, ending) for ending in endings)


# ── Complete answers that contain others ─────────────────────────────────────────────────


def leading_answers(
    rules: AxisRules, outcome: str, given: Picks, *, start: Picks
) -> Picks | Unreachable | None:
    """Real answers to all base questions, with at least the ticks of the given ones, that put the
    outcome alone in first place, or let a border question do so; or the proof that there are none;
    None where the search gave up. The climb begins with what can be kept of the answers to start
    from."""
    narrowed = _narrowed(rules, given)
    questions = tuple(slug for slug in rules.answer_rules if slug in rules.base or slug in given)
    later = tuple(slug for slug in rules.answer_rules if slug not in questions)

    def accepts(picks: Picks) -> bool:
        return _leads(rules, outcome, picks)

    picks = _completed(narrowed, questions, start)
    if not accepts(picks):
        picks = _climbed(narrowed, outcome, picks, questions)
    return picks if accepts(picks) else _explore(narrowed, outcome, questions, accepts, later)


def _completed(rules: AxisRules, questions: Sequence[str], start: Picks) -> Picks:
    """What can be kept of the answers to start from, and the shortest answer to each other
    question."""
    return {
        question: start[question] if start.get(question) in answers else next(iter(answers))
        for question, answers in rules.answer_rules.items()
        if question in questions
    }


def _leads(rules: AxisRules, outcome: str, picks: Picks) -> bool:
    """Whether the outcome is alone in first place, or may get there by the border question that is
    asked with these answers."""
    if first_outcome(rules, picks) == outcome and _lead(rules, outcome, picks) > 0:
        return True
    pair = close_pair(rules, picks)
    border = rules.open_border(*pair, picks) if pair else None
    return border is not None and any(
        _leads(rules, outcome, {**picks, border: answer}) for answer in rules.answer_rules[border]
    )


def _narrowed(rules: AxisRules, given: Picks) -> AxisRules:
    """The rules of the complete answers that contain the given ones, for proofs in which the
    outcome loses every tie."""
    return replace(
        rules,
        answer_rules={
            question: _containing(answers, given.get(question, ()), rules.nothing)
            for question, answers in rules.answer_rules.items()
        },
        complete=True,
    )


def _containing(
    answers: Mapping[Answer, AnswerRules], ticks: Answer, nothing: AnswerRules
) -> Mapping[Answer, AnswerRules]:
    """The answers with at least these ticks. *Not sure* is no answer, but it may be given, and does
    nothing."""
    if ticks == UNSURE:
        return {UNSURE: nothing}
    wanted = frozenset(ticks)
    return {answer: rules for answer, rules in answers.items() if wanted.issubset(answer)}
