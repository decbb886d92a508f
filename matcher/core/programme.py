"""Many pieces of work at once: what one takes from another that is like it, what two people who
edit the same answer leave, and what is still unknown across all of them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matcher.core.answers import Answers, context_in_order, in_order
from matcher.core.matching import Match, match
from matcher.core.picks import Answer
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import Question
from matcher.core.walk import Walk, walk
from matcher.core.work_summary import WorkSummary, summarise


def inherit(taxonomy: Taxonomy, own: Answers, archetype: Answers) -> Answers:
    """The answers of a piece of work that is like another: its own, *not sure* among them, and
    where it has none, those of the other."""
    return Answers(
        picks=in_order(taxonomy, archetype.as_dict() | own.as_dict()),
        label=own.label or archetype.label,
        context=context_in_order(taxonomy, dict(archetype.context) | dict(own.context)),
    )


@dataclass(frozen=True, slots=True)
class AnswerEdit:
    """What somebody does to the answer to a question: it was `opened` in a form, and is sent back
    by it. An empty answer is none."""

    opened: Answer
    sent: Answer

    def collides(self, stored: Answer) -> bool:
        """Whether somebody else has changed the answer too, and to something else."""
        return self.sent not in (self.opened, stored) and stored != self.opened

    def applied(self, stored: Answer) -> Answer:
        """The answer to keep: what the form left alone stays as it is stored now."""
        return stored if self.sent == self.opened else self.sent


def write_by_number(answers: Mapping[int, Answer]) -> str:
    """Answers to one question, as `read_by_number` reads them: “1.green 2 3.cards.orders”."""
    return " ".join(".".join((str(number), *answer)) for number, answer in answers.items())


_NUMBERED = re.compile(r"([1-9][0-9]{0,8})((?:\.[-\w]+)*)")


def read_by_number(text: str) -> dict[int, Answer]:
    """What `write_by_number` wrote. Anything else is left out."""
    found = (_NUMBERED.fullmatch(part) for part in text.split())
    return {int(each[1]): tuple(each[2].split(".")[1:]) for each in found if each}


# ── How far each is ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class WorkState:
    """What the answers to one piece of work say, and what of it is still to be asked."""

    match: Match
    walk: Walk

    @property
    def open(self) -> tuple[str, ...]:
        """The questions without an answer that may still change something."""
        return self.walk.open

    @property
    def summary(self) -> WorkSummary:
        """All that a table says of it."""
        return summarise(self.match, self.walk)


def work_state(taxonomy: Taxonomy, answers: Answers) -> WorkState:
    """Where these answers are."""
    result = match(taxonomy, answers)
    return WorkState(result, walk(taxonomy, result))


@dataclass(frozen=True, slots=True)
class UnknownCount:
    """A question, and how many pieces of work lack a real answer to it."""

    question: Question
    count: int


def unknowns(taxonomy: Taxonomy, works: Sequence[WorkSummary]) -> tuple[UnknownCount, ...]:
    """The questions that some of them lack a real answer to, in the order asked."""
    counts = Counter(slug for each in works for slug in each.lacking)
    return tuple(
        UnknownCount(question, counts[question.slug])
        for question in taxonomy.questions
        if counts[question.slug]
    )


def next_open(taxonomy: Taxonomy, works: Iterable[WorkSummary], after: str = "") -> str | None:
    """The slug of the first question that some of them have open; only after the given one, so
    that whoever leaves questions open comes to an end. None where there is no further one."""
    slugs = [question.slug for question in taxonomy.questions]
    left = slugs[slugs.index(after) + 1 :] if after else slugs
    opened = {slug for each in works for slug in each.open}
    return next((slug for slug in left if slug in opened), None)
