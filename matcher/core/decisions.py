"""What a match decides, and nothing of why: small enough to be read from many stored ones, and to
be compared with what other editions decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from matcher.core.answers import Answers
from matcher.core.fit import FIT
from matcher.core.matching import Match
from matcher.core.quantities import Tenths
from matcher.core.ranking import Confidence
from matcher.core.work_summary import WorkSummary

OUTSIDE = "outside"
"""What takes the place of an axis where another kind of buying is meant."""


@dataclass(frozen=True, slots=True)
class FirstOutcome:
    """What is first on an axis, as in its `Ranking`."""

    top: str | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class FitOutline:
    """What the fit check says, as in `Fit`."""

    score: Tenths | None
    verdict: str | None


@dataclass(frozen=True, slots=True)
class MatchOutline:
    """What is read of a stored match, field by field as in `Match`."""

    answers: Answers
    rankings: Mapping[str, FirstOutcome]
    fit: FitOutline
    outside: str | None = None


_STORED = TypeAdapter(MatchOutline)


def load_outline(text: str) -> MatchOutline:
    """The outline of what `dump` wrote of a match. Raises pydantic.ValidationError."""
    return _STORED.validate_json(text)


@dataclass(frozen=True, slots=True)
class Decisions:
    """The other kind of buying, or else the verdict and the first outcome of each axis."""

    outside: str | None = None
    verdict: str | None = None
    firsts: Mapping[str, str | None] = field(default_factory=dict)


def decisions(match: Match | MatchOutline) -> Decisions:
    """What it decides."""
    if match.outside:
        return Decisions(outside=match.outside)
    firsts = {axis: ranking.top for axis, ranking in match.rankings.items()}
    return Decisions(verdict=match.fit.verdict, firsts=firsts)


def summarised_decisions(summary: WorkSummary) -> Decisions:
    """The same of what was kept of a match."""
    if summary.outside:
        return Decisions(outside=summary.outside)
    return Decisions(
        verdict=summary.verdict, firsts={first.axis: first.top for first in summary.firsts}
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is decided otherwise: on an axis, of the fit check (`FIT`), or whether it is
    another kind of buying (`OUTSIDE`)."""

    subject: str
    before: str | None
    after: str | None


def differences(before: Decisions, after: Decisions) -> tuple[Difference, ...]:
    """What the later decides otherwise. Between two kinds of buying nothing else is compared; an
    axis that did not exist before had no first outcome, and one that is gone decides nothing."""
    if before.outside != after.outside:
        return (Difference(OUTSIDE, before.outside, after.outside),)
    compared = (
        (FIT, before.verdict, after.verdict),
        *((axis, before.firsts.get(axis), first) for axis, first in after.firsts.items()),
    )
    return tuple(Difference(*each) for each in compared if each[1] != each[2])
