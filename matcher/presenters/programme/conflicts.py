"""What two people have changed at the same time, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.core import Answers, Taxonomy
from matcher.presenters.words import answer_text, question_by_slug


@dataclass(frozen=True, slots=True)
class BothValues:
    """What somebody else has kept meanwhile, and what is in this form."""

    what: str
    theirs: str
    ours: str


def other_answers(taxonomy: Taxonomy, theirs: Answers, ours: Answers) -> Iterator[BothValues]:
    """The questions to which what is kept now is not the answer of the form."""
    kept, sent = theirs.as_dict(), ours.as_dict()
    for slug in dict.fromkeys((*kept, *sent)):
        question = question_by_slug(taxonomy, slug)
        if question is not None and kept.get(slug) != sent.get(slug):
            texts = (answer_text(question, each.get(slug, ())) for each in (kept, sent))
            yield BothValues(question.prompt, *(text or _("Not answered") for text in texts))
