"""Everything that reads a visitor's own words, for one taxonomy."""

from collections.abc import Iterator
from typing import NamedTuple, Self

from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import Question
from matcher.core.words.documents import documents, family_axis, option_documents
from matcher.core.words.engine import Engine
from matcher.core.words.suggest import Suggestions, suggest


class Proposal(NamedTuple):
    """An answer that a text proposes, and how far it leads over the next one."""

    question: str
    option: str
    lead: float


class Proposer(NamedTuple):
    """A question that may be proposed an answer to, from which lead on, and what its options are
    compared by."""

    question: str
    least_lead: float
    engine: Engine


class Suggester(NamedTuple):
    """What texts are read with: the families, and the questions that they may propose answers
    to."""

    engine: Engine
    proposers: tuple[Proposer, ...]

    @classmethod
    def of(cls, taxonomy: Taxonomy) -> Self:
        """The suggester for this taxonomy. It takes about a tenth of a second."""
        axis = family_axis(taxonomy)
        families = tuple(each.slug for each in taxonomy.outcomes if each.axis == axis)
        proposers = (_proposer(taxonomy, question) for question in taxonomy.questions)
        return cls(Engine.of(families, documents(taxonomy)), tuple(filter(None, proposers)))

    def suggest(self, text: str) -> Suggestions:
        """The families that the text suggests."""
        return suggest(self.engine, text)

    def explain(self, text: str) -> Suggestions:
        """The same with what brought each of them."""
        return suggest(self.engine, text, explained=len(self.engine.subjects))

    def proposals(self, text: str) -> Iterator[Proposal]:
        """The answers that the text proposes, each to be confirmed."""
        for proposer in self.proposers:
            found = suggest(proposer.engine, text, explained=0)
            if not found.abstain and found.lead >= proposer.least_lead:
                yield Proposal(proposer.question, found.ranked[0].subject, found.lead)


def _proposer(taxonomy: Taxonomy, question: Question) -> Proposer | None:
    if question.proposed_from is None:
        return None
    options = tuple(option.slug for option in question.options)
    engine = Engine.of(options, option_documents(taxonomy, question))
    return Proposer(question.slug, question.proposed_from / 100, engine)
