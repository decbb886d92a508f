"""What a condition may ask of a match: what is true now, and what is certain to stay true."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.core.picks import Picks
from matcher.core.ranking import Ranking


@dataclass(frozen=True, slots=True)
class CurrentFacts:
    """What is true now: an unanswered question has no answer."""

    picks: Picks
    rankings: Mapping[str, Ranking]
    label: str = ""

    def is_one_of(self, name: str, slugs: frozenset[str]) -> bool:
        answer = self.picks.get(name)
        if answer is not None:
            return not slugs.isdisjoint(answer)
        ranking = self.rankings.get(name)
        return ranking is not None and ranking.top in slugs

    def is_unanswered(self, name: str) -> bool:
        return name not in self.picks

    def is_close(self, axis: str) -> bool:
        return self.rankings[axis].close

    def label_given(self) -> bool:
        return bool(self.label)


@dataclass(frozen=True, slots=True)
class CertainFacts:
    """What no further answer to a base question can change: an unanswered question leaves it open
    (None).
    *Not sure* is an answer for this."""

    picks: Picks
    rankings: Mapping[str, Ranking]
    closeness: Mapping[str, bool | None]
    label: str = ""

    def is_one_of(self, name: str, slugs: frozenset[str]) -> bool | None:
        ranking = self.rankings.get(name)
        if ranking is not None:
            return ranking.top in slugs if ranking.base_settled else None
        answer = self.picks.get(name)
        return None if answer is None else not slugs.isdisjoint(answer)

    def is_unanswered(self, name: str) -> bool | None:
        return False if name in self.picks else None

    def is_close(self, axis: str) -> bool | None:
        return self.closeness[axis]

    def label_given(self) -> bool:
        return bool(self.label)
