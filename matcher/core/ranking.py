"""The result on one axis, as values: points, margin, confidence, and what they are made of."""

from dataclasses import dataclass
from typing import Literal

from matcher.core.quantities import Hundredths
from matcher.core.rules import Bonus, Contribution

Confidence = Literal["clear", "likely", "close-call", "provisional"]


@dataclass(frozen=True, slots=True)
class Standing:
    """The score of one outcome. Its points are the sum of its contributions and bonuses."""

    outcome: str
    points: Hundredths
    contributions: tuple[Contribution, ...] = ()
    bonuses: tuple[Bonus, ...] = ()


@dataclass(frozen=True, slots=True)
class Exclusion:
    """An outcome that is ruled out, and the evidence that does it. `sentence` says why where it is
    made of others, too few of which are left."""

    outcome: str
    reasons: tuple[Contribution, ...]
    sentence: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """All that rules it out, in words."""
        own = (self.sentence,) if self.sentence else ()
        return (*(cell.sentence for cell in self.reasons), *own)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The result on one axis. `standings` holds every outcome that is not excluded, the best
    first; `margin` is the lead of the first over the second, None without a second.

    `answered` counts real answers (not *not sure*) to base questions of this axis, `missing` names
    the required questions without one. `close`: the second reaches the axis's share of the
    first. `unclear`: enough is answered, and yet the best score is low.

    `settled`: no answer that may still be asked for changes the first place. `base_settled`: no
    answer to a base question does, which is all that the walk needs to skip one; a border question
    may be open.
    """

    axis: str
    standings: tuple[Standing, ...]
    excluded: tuple[Exclusion, ...]
    top: str | None
    margin: Hundredths | None
    confidence: Confidence
    settled: bool
    close: bool
    unclear: bool
    answered: int
    missing: tuple[str, ...]
    base_settled: bool = False

    @property
    def tied(self) -> tuple[str, ...]:
        """The outcomes that share the first place in points, if more than one does."""
        if self.top is None or self.margin != 0:
            return ()
        best = self.standings[0].points
        return tuple(standing.outcome for standing in self.standings if standing.points == best)
