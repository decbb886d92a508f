"""One piece of work answered by several people: where they agree, what differs, and what each
difference would change."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from matcher.core.answers import Answers, in_order, with_answer
from matcher.core.matching import Match, match
from matcher.core.picks import UNSURE, Answer
from matcher.core.programme import inherit
from matcher.core.taxonomy import Taxonomy

ByRespondent = Mapping[int, Answers]
"""What each respondent answered, by their number."""


@dataclass(frozen=True, slots=True)
class Voice:
    """An answer to a question, and the numbers of the respondents who gave it."""

    answer: Answer
    respondents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """What respondents say about a question, at least one of them: each answer is a voice of its
    own, *not sure* among them. `settled` is the answer that the piece of work has of its own, and
    empty where it has none."""

    question: str
    voices: tuple[Voice, ...]
    settled: Answer

    @property
    def differs(self) -> bool:
        """Whether they say different things and nobody has settled it."""
        return not self.settled and len(self.voices) > 1

    @property
    def answer(self) -> Answer:
        """What it comes to: what was settled, or what all of them say; empty while they differ."""
        return self.settled or (() if self.differs else self.voices[0].answer)


def positions(taxonomy: Taxonomy, own: Answers, given: ByRespondent) -> tuple[Position, ...]:
    """Where each question stands that somebody has answered, in the order asked."""
    settled = own.as_dict()
    by_question = _numbers_by_answer(given)
    return tuple(
        Position(slug, _voices(by_question[slug]), settled.get(slug, ()))
        for slug in (question.slug for question in taxonomy.questions)
        if slug in by_question
    )


def _numbers_by_answer(given: ByRespondent) -> dict[str, dict[Answer, list[int]]]:
    """By question and answer, who gave it."""
    numbers: dict[str, dict[Answer, list[int]]] = {}
    for number, answers in given.items():
        for question, answer in answers.as_dict().items():
            numbers.setdefault(question, {}).setdefault(answer, []).append(number)
    return numbers


def _voices(numbers: Mapping[Answer, list[int]]) -> tuple[Voice, ...]:
    return tuple(Voice(answer, tuple(respondents)) for answer, respondents in numbers.items())


def changed_since(
    seen: Mapping[int, Answer], question: str, given: ByRespondent
) -> tuple[int, ...]:
    """The respondents whose answer to the question, or none, is not what was `seen` of them when it
    was settled."""
    return tuple(
        number
        for number, answers in given.items()
        if answers.as_dict().get(question, ()) != seen.get(number, ())
    )


# ── What the piece of work is answered with ──────────────────────────────────────────────


def answers_of_all(
    taxonomy: Taxonomy, own: Answers, given: ByRespondent, archetype: Answers
) -> Answers:
    """The answers that count: its own; where it has none, what its respondents agree on, and
    nothing while they differ; and where they say nothing, those of its archetype."""
    agreed = agreed_on(taxonomy, positions(taxonomy, own, given))
    inherited = unheard(taxonomy, given, archetype)
    return inherit(taxonomy, own, inherit(taxonomy, agreed, inherited))


def agreed_on(taxonomy: Taxonomy, stands: Iterable[Position]) -> Answers:
    """The answers that count because all who gave one say the same, and nothing else is settled."""
    agreed = {each.question: each.answer for each in stands if not each.settled}
    return Answers(in_order(taxonomy, agreed))


def alone(
    taxonomy: Taxonomy, own: Answers, stands: Collection[Position], archetype: Answers
) -> Answers:
    """The answers with which a row comes to the same without anybody else who answers it: its own,
    those that are agreed on, and *not sure* where people differ on what its archetype answers."""
    inherited = archetype.as_dict()
    differing = {each.question: UNSURE for each in stands if each.differs}
    open_here = {slug: answer for slug, answer in differing.items() if slug in inherited}
    agreed = agreed_on(taxonomy, stands).as_dict()
    return replace(own, picks=in_order(taxonomy, open_here | agreed | own.as_dict()))


def unheard(taxonomy: Taxonomy, given: ByRespondent, archetype: Answers) -> Answers:
    """The answers of an archetype to whatever no respondent has answered."""
    heard = {question for answers in given.values() for question, _option in answers}
    picks = {slug: each for slug, each in archetype.as_dict().items() if slug not in heard}
    return replace(archetype, picks=in_order(taxonomy, picks))


# ── What a difference would change ───────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the answers that differ, and what the piece of work comes to with it."""

    voice: Voice
    match: Match


@dataclass(frozen=True, slots=True)
class Difference:
    """A question on which respondents differ, and what it comes to with each of their answers."""

    question: str
    alternatives: tuple[Alternative, ...]

    @property
    def turned(self) -> tuple[str, ...]:
        """The axes on which the answers do not all lead to the same first outcomes."""
        matches = [each.match for each in self.alternatives]
        axes = matches[0].rankings
        return tuple(axis for axis in axes if len({_firsts(match, axis) for match in matches}) > 1)

    @property
    def turns_verdict(self) -> bool:
        """Whether the answers do not all lead to the same verdict."""
        return len({_verdict(each.match) for each in self.alternatives}) > 1


def _firsts(match: Match, axis: str) -> tuple[str, ...]:
    """What is first on an axis: several in a tie, nothing for another kind of buying."""
    ranking = match.rankings[axis]
    if match.outside or ranking.top is None:
        return ()
    return ranking.tied or (ranking.top,)


def _verdict(match: Match) -> tuple[str | None, str | None]:
    return match.outside, match.fit.verdict


def difference(taxonomy: Taxonomy, answers: Answers, position: Position) -> Difference:
    """The piece of work with these answers, matched once with each answer that was given."""
    matches = (
        match(taxonomy, with_answer(taxonomy, answers, position.question, voice.answer))
        for voice in position.voices
    )
    return Difference(position.question, tuple(map(Alternative, position.voices, matches)))
