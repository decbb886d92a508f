"""What a buyer adds to a match on purpose: own weights, and the numbers of a should-cost. It is the
shape in which a link keeps it, so what came out is kept beside what was asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter

from matcher.core.should_cost import Estimate, WayCost


@dataclass(frozen=True, slots=True)
class OwnAssessment:
    """Weights by question; the word for the currency; what a should-cost was asked for, None where
    none was, and what each way costs."""

    weights: Mapping[str, int]
    currency: str = ""
    estimate: Estimate | None = None
    costs: tuple[WayCost, ...] = ()


_STORED = TypeAdapter(OwnAssessment)


def dump_own(own: OwnAssessment) -> str:
    """The assessment as JSON, for storing."""
    return _STORED.dump_json(own).decode()


def load_own(text: str) -> OwnAssessment:
    """The assessment that `dump_own` wrote. Unknown fields are ignored, so that rows written by
    other releases stay readable. Raises pydantic.ValidationError."""
    return _STORED.validate_json(text)
