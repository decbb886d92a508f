"""Everything that reads a visitor's own words, for one taxonomy."""

from collections.abc import Iterator
from typing import NamedTuple, Self

from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import Question
from matcher.core.words.documents import Source, family_source, option_source
from matcher.core.words.engine import Engine, Heard
from matcher.core.words.indexing import engines
from matcher.core.words.sentences import Sentences
from matcher.core.words.suggest import Suggestions, nearest, suggest

MAX_TEXT_LENGTH = 5_000
"""Characters."""

ALL = 1_000
"""More families than there are."""


class Proposal(NamedTuple):
    """An answer that a text proposes, and how far it leads over the next one."""

    question: str
    option: str
    lead: float


class Proposer(NamedTuple):
    """A question that may be proposed an answer to, and what its options are compared by."""

    question: Question
    engine: Engine


class Suggested(NamedTuple):
    """What a text suggests: families, and answers that each are to be confirmed."""

    families: Suggestions
    answers: tuple[Proposal, ...]


def texts_of(taxonomy: Taxonomy) -> tuple[str, ...]:
    """What texts of visitors are compared with, each once."""
    sources = _sources(taxonomy)
    return tuple(dict.fromkeys(each.text for source in sources for each in source.documents))


def _sources(taxonomy: Taxonomy) -> Iterator[Source]:
    yield family_source(taxonomy)
    yield from (option_source(taxonomy, question) for question in _asked(taxonomy))


def _asked(taxonomy: Taxonomy) -> tuple[Question, ...]:
    """The questions that may be proposed an answer to."""
    return tuple(each for each in taxonomy.questions if each.proposed_from is not None)


class Suggester(NamedTuple):
    """What texts are read with: the families, and the questions that they may propose answers
    to."""

    families: Engine
    proposers: tuple[Proposer, ...]
    taxonomy: Taxonomy

    @classmethod
    def of(cls, taxonomy: Taxonomy, sentences: Sentences | None = None) -> Self:
        """The suggester for this taxonomy. It takes about a tenth of a second, and two of them with
        a sentence model, which has to know `texts_of` the taxonomy."""
        families, *options = engines(*_sources(taxonomy), sentences=sentences)
        return cls(families, tuple(map(Proposer, _asked(taxonomy), options)), taxonomy)

    def suggest(self, text: str, *, explained: int | None = None) -> Suggested:
        """What the text suggests; for so many families, or those worth showing, with what brought
        them. Of a long text the beginning is read: what somebody says first matters most."""
        heard = self.families.hear(text[:MAX_TEXT_LENGTH])
        families = suggest(self.families, heard, explained=explained)
        return Suggested(families, () if families.abstain else tuple(self._proposals(heard)))

    def _proposals(self, heard: Heard) -> Iterator[Proposal]:
        for question, engine in self.proposers:
            found = nearest(engine, heard)
            if found and 100 * found.lead >= (question.proposed_from or 0):
                yield Proposal(question.slug, found.subject, found.lead)
