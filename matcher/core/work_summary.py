"""What the answers to one piece of work come to, small enough to be stored with each of thousands:
all that a table says of it, and nothing of why."""

from dataclasses import dataclass

from pydantic import TypeAdapter

from matcher.core.matching import Match
from matcher.core.picks import UNSURE
from matcher.core.quantities import Hundredths
from matcher.core.ranking import Confidence, Ranking
from matcher.core.walk import Walk

RELEASE = 1
"""Raised by one whenever summaries say something else of the same answers, or more: what an earlier
release has stored is then matched again, and a process of an earlier release leaves it alone."""


@dataclass(frozen=True, slots=True)
class FirstPlace:
    """What is first on an axis, as in its `Ranking`. `runner_up` is the second outcome, and
    `possible` whether any is left at all."""

    axis: str
    top: str | None
    confidence: Confidence
    tied: tuple[str, ...]
    runner_up: str | None
    margin: Hundredths | None
    possible: bool


def first_place(ranking: Ranking) -> FirstPlace:
    """What is first in this ranking."""
    second = ranking.standings[1].outcome if len(ranking.standings) > 1 else None
    return FirstPlace(
        axis=ranking.axis,
        top=ranking.top,
        confidence=ranking.confidence,
        tied=ranking.tied,
        runner_up=second,
        margin=ranking.margin,
        possible=bool(ranking.standings),
    )


@dataclass(frozen=True, slots=True)
class WorkSummary:
    """The first place on each axis, in their order, and what of the fit check has a name. Questions
    are slugs: those with an answer, those of them with *not sure*, and those without one that may
    still change something."""

    firsts: tuple[FirstPlace, ...]
    verdict: str | None
    outside: str | None
    answered: tuple[str, ...]
    unsure: tuple[str, ...]
    open: tuple[str, ...]

    def asks(self, question: str) -> bool:
        """Whether the question has an answer, or one may still change something."""
        return question in self.answered or question in self.open

    @property
    def lacking(self) -> frozenset[str]:
        """The questions of which it matters that they have no real answer."""
        return frozenset((*self.unsure, *self.open))

    def outcome(self, axis: str) -> str:
        """The first outcome; empty where none is, and for another kind of buying."""
        firsts = () if self.outside else self.firsts
        return next((first.top or "" for first in firsts if first.axis == axis), "")

    @property
    def decided(self) -> tuple[str, ...]:
        """All that it decides: the other kind of buying or the verdict, and the first outcomes."""
        outcomes = [f"{first.axis} {first.top}" for first in self.firsts]
        return self.outside or "", self.verdict or "", *([] if self.outside else outcomes)


def summarise(match: Match, walk: Walk) -> WorkSummary:
    """The summary of a match, and of what is still to be asked."""
    return WorkSummary(
        firsts=tuple(map(first_place, match.rankings.values())),
        verdict=match.fit.verdict,
        outside=match.outside,
        answered=walk.answered,
        unsure=tuple(
            question for question, answer in match.answers.as_dict().items() if answer == UNSURE
        ),
        open=walk.open,
    )


_STORED = TypeAdapter(WorkSummary)


def dump_summary(summary: WorkSummary) -> str:
    """The summary as JSON, for storing."""
    return _STORED.dump_json(summary).decode()


def load_summary(text: str) -> WorkSummary:
    """The summary that `dump_summary` wrote. Unknown fields are ignored. Raises
    pydantic.ValidationError."""
    return _STORED.validate_json(text)
