"""Suggestions for the words of visitors, from a release. Nothing of a text is kept."""

from functools import lru_cache

from matcher.core.words.names import NameReader
from matcher.core.words.suggester import Suggester
from matcher.editions import Release

SUGGESTERS_KEPT = 2
"""The current edition's, and that of a preview or of the edition before."""


@lru_cache(maxsize=SUGGESTERS_KEPT)
def suggester(release: Release) -> Suggester:
    """What the texts of this release's visitors are read with."""
    return Suggester.of(release.taxonomy)


@lru_cache(maxsize=SUGGESTERS_KEPT)
def name_reader(release: Release) -> NameReader:
    """What the names of its pieces of work are read with."""
    return NameReader.of(release.taxonomy, suggester(release))
