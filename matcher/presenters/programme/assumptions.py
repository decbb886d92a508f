"""How the answers of a row are known: the register of what was assumed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.assumptions import StoredAssumption
from matcher.core import Taxonomy
from matcher.models import Assumption
from matcher.presenters.programme.conflicts import BothValues
from matcher.presenters.words import answer_text
from matcher.programmes import StoredRow

NOTHING_SAID = StoredAssumption("", "")


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """An answer that counts, how it is known, and who can say more; the last two may be empty, but
    not both."""

    prompt: str
    answer: str
    how: str
    owner: str


def register(
    taxonomy: Taxonomy, row: StoredRow, assumptions: Mapping[str, StoredAssumption]
) -> tuple[RegisterEntry, ...]:
    """What was said of the answers of the row, in the order asked. Without an answer there is
    nothing to be known."""
    answers = row.answers.as_dict()
    return tuple(
        RegisterEntry(
            prompt=question.prompt,
            answer=answer_text(question, answers[question.slug]),
            how=how_text(assumptions[question.slug]),
            owner=assumptions[question.slug].owner,
        )
        for question in taxonomy.questions
        if question.slug in answers and question.slug in assumptions
    )


def how_text(said: StoredAssumption) -> str:
    """How an answer is known, in words; empty where that is not said."""
    return str(Assumption.How(said.how).label) if said.how else ""


def known_text(said: StoredAssumption) -> str:
    """How an answer is known and who can say more, in one line."""
    return ", ".join(filter(None, (how_text(said), said.owner)))


def other_assumptions(
    taxonomy: Taxonomy,
    theirs: Mapping[str, StoredAssumption],
    ours: Mapping[str, StoredAssumption],
) -> Iterator[BothValues]:
    """The questions of which something else is kept now than the form says."""
    for question in taxonomy.questions:
        both = [each.get(question.slug, NOTHING_SAID) for each in (theirs, ours)]
        if both[0] != both[1]:
            what = _("How we know: %(question)s") % {"question": question.prompt}
            yield BothValues(what, *(known_text(each) or _("Not said") for each in both))
