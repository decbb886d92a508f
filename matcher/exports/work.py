"""What every document is made from: a piece of work and what it matches."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from matcher.core import Match, Taxonomy
from matcher.core.assessment import assessed_axis
from matcher.core.own_assessment import OwnAssessment
from matcher.core.places import Places
from matcher.editions import PublishedRelease, Release, places
from matcher.presenters.assessment.view import AssessmentView, assessment_view
from matcher.sharing import StoredResult


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work with its match, the release that it was matched with, and when.

    `name` is what the visitor calls it; empty without one. `url` leads to the result, and `token`
    is that of its link; empty for a result that is not stored. `own` is what the visitor made of
    it with weights and numbers of their own; None without any. `unconfirmed` are questions whose
    answers an assistant gave and nobody confirmed.
    """

    name: str
    match: Match
    release: Release
    made: datetime
    url: str
    token: str = ""
    own: OwnAssessment | None = None
    unconfirmed: tuple[str, ...] = ()

    @classmethod
    def stored(cls, result: StoredResult, release: PublishedRelease, url: str) -> Self:
        """A stored result, with the edition that it is pinned to."""
        return cls(
            name=result.title,
            match=result.match,
            release=release,
            made=result.created_at,
            url=url,
            token=result.token,
            own=result.assessment,
            unconfirmed=result.unconfirmed,
        )

    @property
    def taxonomy(self) -> Taxonomy:
        return self.release.taxonomy

    @property
    def places(self) -> Places | None:
        """What was known of places in the year that the match was made in."""
        return places(self.release, self.made.year)

    @property
    def assessment(self) -> AssessmentView | None:
        """What those weights and numbers say."""
        axis = assessed_axis(self.taxonomy)
        if self.own is None or axis is None:
            return None
        return assessment_view(self.taxonomy, self.match, axis, self.own)
