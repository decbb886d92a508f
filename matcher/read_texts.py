"""How the sentence model reads the texts of the taxonomy, kept by what they say: it takes
milliseconds a text, a taxonomy has well over a thousand, and most stay the same from one edition to
the next."""

import logging
import math
from array import array
from collections.abc import Collection, Mapping
from hashlib import sha256

from matcher.core import Taxonomy
from matcher.core.words.suggester import texts_of
from matcher.core.words.table import Direction
from matcher.models import ReadText
from matcher.sentence_model import ModelUnavailable, SentenceModel, sentence_model

STEPS = 127
"""The largest number of a direction, of 8 bits each, is so many steps long."""

logger = logging.getLogger(__name__)


class NotReadYet(Exception):
    """The model has not read all of these texts; the message says how many, and what to do."""


def read_ahead(taxonomy: Taxonomy) -> None:
    """Have the texts of this taxonomy read before anybody asks for them. Where the model is not to
    be had, that is logged, and all else goes on."""
    try:
        read_missing(texts_of(taxonomy))
    except ModelUnavailable as error:
        logger.warning("The texts of the taxonomy were not read ahead. %s", error)


def read_missing(texts: Collection[str]) -> int:
    """Read those of these texts that the model has not read yet, and keep what it saw; return how
    many. Raises ModelUnavailable."""
    model = sentence_model()
    kept = _kept(model, texts)
    missing = [text for text in dict.fromkeys(texts) if text not in kept]
    rows = [
        ReadText(model=model.name, digest=_digest(text), direction=_packed(model.read(text)))
        for text in missing
    ]
    ReadText.objects.bulk_create(rows, ignore_conflicts=True)  # another process may do the same
    return len(missing)


def read_before(model: SentenceModel, texts: Collection[str]) -> Mapping[str, Direction]:
    """The directions, of length 1, in which the model saw these texts. Raises NotReadYet."""
    kept = _kept(model, texts)
    if missing := len(set(texts)) - len(kept):
        raise NotReadYet(
            f"{missing} texts of the taxonomy were not read yet: run "
            "`manage.py prepare_suggestions`, then start the site again."
        )
    return kept


def _kept(model: SentenceModel, texts: Collection[str]) -> dict[str, Direction]:
    by_digest = {_digest(text): text for text in texts}
    rows = ReadText.objects.filter(model=model.name, digest__in=by_digest)
    found = rows.values_list("digest", "direction")
    return {by_digest[digest]: _unpacked(bytes(packed)) for digest, packed in found}


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _packed(direction: Direction) -> bytes:
    """A byte a number, as steps: where it points changes by a few thousandths."""
    step = max(map(abs, direction)) / STEPS
    return array("b", [round(each / step) for each in direction]).tobytes()


def _unpacked(packed: bytes) -> Direction:
    steps = array("b", packed)
    length = math.hypot(*steps)
    return tuple([each / length for each in steps])
