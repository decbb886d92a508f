"""Answers: what was picked, to and from a query string."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl

from matcher.core.rules import NOT_SURE
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import RESERVED

LABEL_PARAMETER = "label"
"""The reserved parameter that names the label the visitor started from."""

IgnoredReason = Literal["question", "option", "label", "repeated"]


@dataclass(frozen=True, slots=True)
class Answers:
    """One option slug, or *not sure*, for each question answered, in the order asked.

    `label` is the slug of the label the visitor started from, or empty.
    """

    picks: tuple[tuple[str, str], ...] = ()
    label: str = ""

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.picks)

    def __len__(self) -> int:
        return len(self.picks)

    def as_dict(self) -> dict[str, str]:
        """A fresh dictionary of question -> option or *not sure*."""
        return dict(self.picks)


@dataclass(frozen=True, slots=True)
class Ignored:
    """A parameter that could not be used, and what is wrong with it."""

    reason: IgnoredReason
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class ParsedAnswers:
    """The answers in a query string, and what had to be ignored."""

    answers: Answers
    ignored: tuple[Ignored, ...] = ()


def parse_pairs(
    taxonomy: Taxonomy, pairs: Iterable[tuple[str, str]], *, former: Container[str] = ()
) -> ParsedAnswers:
    """The answers among name = value pairs. `former` are the slugs of questions that were asked
    once and are no longer.

    A former question, and an option or label that the taxonomy does not know, is ignored and
    named; a name given twice with different values counts as unanswered and is named. Any other
    name is not ours (`utm_source`, `fbclid`): it is dropped without a word, because a visitor who
    followed somebody's link can do nothing about it. So are reserved names other than the label.
    """
    picks: dict[str, str] = {}
    ignored: list[Ignored] = []
    for name, values in _by_name(pairs).items():
        if _is_ours(taxonomy, name):
            if reason := _reason_to_ignore(taxonomy, name, values):
                ignored.append(Ignored(reason, name, ", ".join(values)))
            else:
                picks[name] = values[0]
        elif name in former:
            ignored.append(Ignored("question", name, ", ".join(values)))
    label = picks.pop(LABEL_PARAMETER, "")
    return ParsedAnswers(Answers(in_order(taxonomy, picks), label), tuple(ignored))


def _by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The different values of each name. An empty value means that nothing was picked."""
    values_by_name: dict[str, list[str]] = {}
    for name, value in pairs:
        if value and (name == LABEL_PARAMETER or name not in RESERVED):
            values = values_by_name.setdefault(name, [])
            if value not in values:
                values.append(value)
    return values_by_name


def _is_ours(taxonomy: Taxonomy, name: str) -> bool:
    return name == LABEL_PARAMETER or name in taxonomy.index.question_by_slug


def _reason_to_ignore(taxonomy: Taxonomy, name: str, values: list[str]) -> IgnoredReason | None:
    """What is wrong with the different values of a label or of a question that is asked."""
    if len(values) > 1:
        return "repeated"
    (value,) = values
    if name == LABEL_PARAMETER:
        return None if value in taxonomy.index.label_by_slug else "label"
    question = taxonomy.index.question_by_slug[name]
    return None if value == NOT_SURE or question.option(value) else "option"


def in_order(taxonomy: Taxonomy, picks: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The picks in the order in which the taxonomy asks."""
    return tuple(
        (question.slug, picks[question.slug])
        for question in taxonomy.questions
        if question.slug in picks
    )


def parse_query(taxonomy: Taxonomy, query: str, *, former: Container[str] = ()) -> ParsedAnswers:
    """The answers in a query string, such as `served=internal-ops&object=not-sure`. `former` as in
    `parse_pairs`."""
    return parse_pairs(taxonomy, parse_qsl(query, errors="replace"), former=former)


def write_query(answers: Answers) -> str:
    """The query string that `parse_query` reads back as the same answers. Slugs hold nothing that
    would have to be quoted."""
    label = ((LABEL_PARAMETER, answers.label),) if answers.label else ()
    return "&".join([f"{name}={slug}" for name, slug in (*answers.picks, *label)])


def with_answer(taxonomy: Taxonomy, answers: Answers, question: str, option: str) -> Answers:
    """The same answers except for one question; an empty option removes its answer."""
    picks = answers.as_dict()
    if option and question in picks:  # its place stays
        picks[question] = option
        return Answers(tuple(picks.items()), answers.label)
    picks.pop(question, None)
    if option:
        picks[question] = option
    return Answers(in_order(taxonomy, picks), answers.label)
