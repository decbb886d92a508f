"""Suggestions for the words of visitors, from a release. Nothing of a text is kept."""

import logging
from functools import lru_cache

from django.conf import settings

from matcher.core.words.names import NameReader
from matcher.core.words.sentences import Sentences
from matcher.core.words.suggester import Suggester, texts_of
from matcher.editions import Release
from matcher.read_texts import NotReadYet, read_before
from matcher.sentence_model import ModelUnavailable, sentence_model

SUGGESTERS_KEPT = 2
"""The current edition's, and that of a preview or of the edition before."""

logger = logging.getLogger(__name__)


@lru_cache(maxsize=SUGGESTERS_KEPT)
def suggester(release: Release) -> Suggester:
    """What the texts of this release's visitors are read with: by the sentence model where that is
    wanted and can be, otherwise without."""
    return Suggester.of(release.taxonomy, _sentences(release) if settings.SEMANTIC else None)


def _sentences(release: Release) -> Sentences | None:
    """The sentence model, and how it has read this release. None where one of them is missing,
    which is logged; a draft is read when it is published."""
    try:
        model = sentence_model()
        return Sentences(model.read, read_before(model, texts_of(release.taxonomy)))
    except (ModelUnavailable, NotReadYet) as error:
        logger.warning("Suggestions are made without the sentence model. %s", error)
        return None


@lru_cache(maxsize=SUGGESTERS_KEPT)
def name_reader(release: Release) -> NameReader:
    """What the names of its pieces of work are read with."""
    return NameReader.of(release.taxonomy, suggester(release))
