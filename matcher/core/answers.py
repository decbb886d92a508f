"""Answers: what was picked, to and from a query string."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import parse_qsl

from matcher.core.picks import NOT_SURE, UNSURE, Answer
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import RESERVED, Question, Retired

LABEL_PARAMETER = "label"
"""The reserved parameter that names the label the visitor started from."""

AnswerProblem = Literal["option", "repeated", "double", "unsure", "conflict"]
"""What is wrong with the values given for one question: one that is not among its options; several
where one is asked for; one given twice; *not sure* beside others; two that exclude each other."""

IgnoredReason = Literal[AnswerProblem, "question", "label", "retired"]

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """What was picked, in the order asked: a question and its option, once for each tick, or *not
    sure*.

    `label` is the slug of the label the visitor started from, or empty. `context` are the answers
    that are not scored.
    """

    picks: Pairs = ()
    label: str = ""
    context: Pairs = ()

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.picks)

    def __len__(self) -> int:
        return len(dict(self.picks))

    def as_dict(self) -> dict[str, Answer]:
        """A fresh dictionary of the answers by question."""
        answers: dict[str, Answer] = {}
        for question, option in self.picks:
            answers[question] = (*answers.get(question, ()), option)
        return answers


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

    What the taxonomy retired is replaced by what takes its place. A former question, an option or
    label that the taxonomy does not know, what was retired without replacement, and values that
    make no answer together are ignored and named. Any other name is not ours (`utm_source`,
    `fbclid`): it is dropped without a word, because a visitor who followed somebody's link can do
    nothing about it. So are reserved names other than the label.
    """
    values, ignored = replaced(taxonomy, _by_name(pairs))
    picks: dict[str, Answer] = {}
    context: dict[str, str] = {}
    label = ""
    for name, given in values.items():
        reason = _reason_to_ignore(taxonomy, name, given, former)
        if reason:
            ignored.append(Ignored(reason, name, ", ".join(dict.fromkeys(given))))
        elif name == LABEL_PARAMETER:
            label = given[0]
        elif name in taxonomy.index.context_by_slug:
            context[name] = given[0]
        elif question := taxonomy.index.question_by_slug.get(name):
            picks[name] = answer_of(question, given) if given[1:] else tuple(given)
    answers = Answers(in_order(taxonomy, picks), label, context_in_order(taxonomy, context))
    return ParsedAnswers(answers, tuple(ignored))


def _by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The values of each name. An empty value means that nothing was picked."""
    values_by_name: dict[str, list[str]] = {}
    for name, value in pairs:
        if value and (name == LABEL_PARAMETER or name not in RESERVED):
            values_by_name.setdefault(name, []).append(value)
    return values_by_name


def replaced(
    taxonomy: Taxonomy, values: Mapping[str, Sequence[str]]
) -> tuple[dict[str, list[str]], list[Ignored]]:
    """The values by question with what takes the place of retired ones, unless that question has
    an answer of its own; and the retired ones that nothing takes the place of."""
    kept: dict[str, list[str]] = {}
    retired = []
    for name, given in values.items():
        for value in given:
            if answer := taxonomy.index.retired_by_answer.get((name, value)):
                retired.append(answer)
            else:
                kept.setdefault(name, []).append(value)
    kept = _instead(taxonomy, retired) | kept
    return kept, [
        Ignored("retired", answer.question, answer.option)
        for answer in dict.fromkeys(retired)
        if not any(instead.question in kept for instead in answer.instead)
    ]


def _instead(taxonomy: Taxonomy, retired: Iterable[Retired]) -> dict[str, list[str]]:
    """What takes the place of the retired answers, where it makes an answer together."""
    instead: dict[str, list[str]] = {}
    for answer in (answer for each in retired for answer in each.instead):
        options = instead.setdefault(answer.question, [])
        if answer.option not in options:
            options.append(answer.option)
    questions = taxonomy.index.question_by_slug
    return {
        name: options
        for name, options in instead.items()
        if name in questions and not problem_with(questions[name], options)
    }


def _reason_to_ignore(
    taxonomy: Taxonomy, name: str, values: Sequence[str], former: Container[str]
) -> IgnoredReason | None:
    """What is wrong with the values of a name; None where nothing is, or where it is not ours."""
    if name == LABEL_PARAMETER:
        return _reason_among(values, taxonomy.index.label_by_slug, "label")
    if context := taxonomy.index.context_by_slug.get(name):
        options = {NOT_SURE, *(option.slug for option in context.options)}
        return _reason_among(values, options, "option")
    if question := taxonomy.index.question_by_slug.get(name):
        return problem_with(question, values)
    return "question" if name in former or name in taxonomy.index.retired_questions else None


def _reason_among(
    values: Sequence[str], known: Container[str], reason: IgnoredReason
) -> IgnoredReason | None:
    if len(set(values)) > 1:
        return "repeated"
    return None if values[0] in known else reason


def problem_with(question: Question, values: Sequence[str]) -> AnswerProblem | None:
    """What keeps the values from being an answer to the question. There is at least one."""
    if len(values) == 1:
        return None if values[0] == NOT_SURE or question.option(values[0]) else "option"
    different = set(values)
    if not all(value == NOT_SURE or question.option(value) for value in different):
        return "option"
    if question.kind == "one":
        return "repeated" if len(different) > 1 else None
    if len(different) < len(values):
        return "double"
    if len(different) > 1 and NOT_SURE in different:
        return "unsure"
    return "conflict" if conflict_among(question, values) else None


def conflict_among(question: Question, values: Iterable[str]) -> tuple[str, str] | None:
    """The first two of the options that exclude each other, in the order of the question."""
    ticked = [option for option in question.options if option.slug in values]
    for option in ticked:
        for other in ticked:
            if other.slug in option.conflicts:
                return option.slug, other.slug
    return None


def answer_of(question: Question, values: Iterable[str]) -> Answer:
    """The values, with which nothing is wrong, as an answer."""
    ticked = set(values)
    return tuple([option.slug for option in question.options if option.slug in ticked]) or UNSURE


def in_order(taxonomy: Taxonomy, picks: Mapping[str, Answer]) -> Pairs:
    """The picks in the order in which the taxonomy asks, and ticks in that of the options."""
    return tuple(
        (question.slug, option)
        for question in taxonomy.questions
        if (answer := picks.get(question.slug))
        for option in (answer_of(question, answer) if answer[1:] else answer)
    )


def context_in_order(taxonomy: Taxonomy, given: Mapping[str, str]) -> Pairs:
    """The answers that are not scored, in the order of the taxonomy."""
    return tuple(
        (question.slug, given[question.slug])
        for question in taxonomy.context
        if question.slug in given
    )


def parse_query(taxonomy: Taxonomy, query: str, *, former: Container[str] = ()) -> ParsedAnswers:
    """The answers in a query string, such as `served=internal-ops&object=not-sure`. `former` as in
    `parse_pairs`."""
    return parse_pairs(taxonomy, parse_qsl(query, errors="replace"), former=former)


def write_query(answers: Answers) -> str:
    """The query string that `parse_query` reads back as the same answers. Slugs hold nothing that
    would have to be quoted."""
    label = ((LABEL_PARAMETER, answers.label),) if answers.label else ()
    return "&".join([f"{name}={slug}" for name, slug in (*answers.context, *answers.picks, *label)])


class ChangedQueries:
    """The query strings of these answers with another answer to one of their questions: where many
    are written, each from its answers would take most of the time."""

    def __init__(self, answers: Answers) -> None:
        parts = _parts_by_question(answers)
        query, start = "&".join(parts.values()), 0
        self._around: dict[str, tuple[str, str]] = {}
        for name, part in parts.items():
            end = start + len(part)
            self._around[name] = query[:start], query[end:]
            start = end + 1

    def with_answer(self, question: str, answer: Answer) -> str:
        """The query string with another answer to a question that has one."""
        before, after = self._around[question]
        changed = "&".join([f"{question}={option}" for option in answer])
        return f"{before}{changed}{after}"


def _parts_by_question(answers: Answers) -> dict[str, str]:
    """The parts of the query string by the name that they begin with."""
    parts: dict[str, str] = {}
    for part in write_query(answers).split("&"):
        name = part.partition("=")[0]
        parts[name] = f"{parts[name]}&{part}" if name in parts else part
    return parts


def with_answer(taxonomy: Taxonomy, answers: Answers, question: str, answer: Answer) -> Answers:
    """The same answers except for one question; an empty answer removes what it has."""
    picks = answers.as_dict()
    if answer and question in picks:  # its place stays
        picks[question] = answer
        pairs = tuple((slug, option) for slug, given in picks.items() for option in given)
        return replace(answers, picks=pairs)
    picks.pop(question, None)
    if answer:
        picks[question] = answer
    return replace(answers, picks=in_order(taxonomy, picks))
