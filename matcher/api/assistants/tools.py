"""What an assistant may call: each tool with what it takes, what it is for, and what it does.

Descriptions are written for a model: short, exact, with limits.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from pydantic import BaseModel, ConfigDict, Field

from matcher.api.assistants.asking import (
    QuestionToAsk,
    next_questions,
    question_to_ask,
    unconfirmed,
)
from matcher.api.callers import Caller
from matcher.api.results import valid_title
from matcher.core import Answers, Match, match as match_answers, write_query
from matcher.core.formats.jsonl import (
    ExplainedRecord,
    InputRecord,
    MatchRecord,
    explained_record,
    input_line,
    match_record,
)
from matcher.core.formats.suggestions import SuggestionsRecord, TextRecord, suggestions_record
from matcher.editions import PublishedRelease
from matcher.link_keys import Sender
from matcher.links import absolute_url
from matcher.sharing import mark_unconfirmed, save_result
from matcher.suggesting import suggester
from matcher.web.page import page_url

MOST_TEXT = 5_000
"""Characters of a text that is read."""


# ── What is taken ────────────────────────────────────────────────────────────────────────


class Arguments(BaseModel):
    """What a tool takes: fields that we know, of their own types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class NoArguments(Arguments):
    """Nothing."""


class TextArguments(Arguments):
    """A description of work."""

    text: str = Field(max_length=MOST_TEXT, description="The work in the person's own words.")


class AnswersArguments(Arguments):
    """Answers about one piece of work."""

    answers: dict[str, str | list[str]] = Field(
        default={}, description="Option slugs by question slug, from list_questions."
    )
    context: dict[str, str] = Field(
        default={}, description="Facts about the buyer by slug. Never scored."
    )
    confirmed: list[str] = Field(
        default=[],
        description="Slugs of the questions whose answers the person said or confirmed. Leave out "
        "what you inferred.",
    )


class LinkArguments(AnswersArguments):
    """Answers to be kept under a link."""

    title: str = Field(default="", max_length=120, description="A name for the work.")


class NamedAnswers(Arguments):
    """Answers about one of several pieces of work."""

    name: str = Field(max_length=120)
    answers: dict[str, str | list[str]]


class CompareArguments(Arguments):
    """Several pieces of work."""

    works: list[NamedAnswers] = Field(min_length=2, max_length=5)


# ── What is given ────────────────────────────────────────────────────────────────────────


class Questions(BaseModel):
    """All questions of an edition."""

    edition: int
    questions: list[QuestionToAsk]
    context: list[str]


class Matched(BaseModel):
    """A match for an assistant. `unconfirmed` are answers that the person has not confirmed, and
    `note` says so; `next_questions` are to be asked next, and `continue_at` is the page that asks
    them."""

    result: MatchRecord | ExplainedRecord
    unconfirmed: tuple[str, ...]
    note: str
    next_questions: list[QuestionToAsk]
    continue_at: str


class Comparison(BaseModel):
    """Several matches. `differing` are the axes that do not have the same outcome first."""

    results: list[MatchRecord]
    differing: list[str]


class CreatedLink(BaseModel):
    """A result under a link. `key` deletes it or edits its title: give it to the person only."""

    url: str
    key: str
    unconfirmed: tuple[str, ...]
    note: str


# ── What is done ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a tool: who calls, with which edition, and a `form_key` by which it is done
    once."""

    request: HttpRequest
    caller: Caller
    release: PublishedRelease
    form_key: str = ""

    def answers(self, given: AnswersArguments) -> Answers:
        """The answers that were given. Raises InvalidLine."""
        sent = InputRecord(answers=given.answers, context=given.context)
        return input_line(self.release.taxonomy, sent).answers

    def url(self, name: str, *arguments: str, query: str = "") -> str:
        """The whole URL of a page."""
        path = page_url(self.request, name, *arguments, query=query)
        return absolute_url(path)


def _list_questions(call: Call, _given: NoArguments) -> Questions:
    taxonomy = call.release.taxonomy
    return Questions(
        edition=call.release.number,
        questions=[question_to_ask(question) for question in taxonomy.index.base_questions],
        context=list(taxonomy.index.context_by_slug),
    )


def _match(call: Call, given: AnswersArguments) -> Matched:
    matched = match_answers(call.release.taxonomy, call.answers(given))
    return _matched(call, given, matched, _record(call, matched))


def _explain(call: Call, given: AnswersArguments) -> Matched:
    taxonomy = call.release.taxonomy
    matched = match_answers(taxonomy, call.answers(given))
    record = explained_record(taxonomy, matched, _record(call, matched))
    return _matched(call, given, matched, record)


def _record(call: Call, matched: Match, id: str | None = None) -> MatchRecord:
    return match_record(call.release.taxonomy, matched, edition=call.release.number, id=id)


def _matched(call: Call, given: AnswersArguments, matched: Match, record: MatchRecord) -> Matched:
    left = unconfirmed(matched.answers, given.confirmed)
    questions = next_questions(call.release.taxonomy, matched)
    return Matched(
        result=record,
        unconfirmed=left,
        note=_note(left),
        next_questions=[question_to_ask(question) for question in questions],
        continue_at=call.url("match", query=write_query(matched.answers)),
    )


def _note(left: tuple[str, ...]) -> str:
    if not left:
        return ""
    return (
        f"Nobody has confirmed the answers to {', '.join(left)}. Read them to the person and ask "
        "before relying on this result."
    )


def _suggest(call: Call, given: TextArguments) -> SuggestionsRecord:
    return suggestions_record(suggester(call.release), TextRecord(text=given.text))


def _compare(call: Call, given: CompareArguments) -> Comparison:
    records = []
    for work in given.works:
        answers = call.answers(AnswersArguments(answers=work.answers))
        matched = match_answers(call.release.taxonomy, answers)
        records.append(_record(call, matched, work.name))
    axes = [axis.slug for axis in call.release.taxonomy.axes]
    differing = [axis for axis in axes if len({each.axes[axis].top for each in records}) > 1]
    return Comparison(results=records, differing=differing)


def _create_link(call: Call, given: LinkArguments) -> CreatedLink:
    title, answers = valid_title(given.title), call.answers(given)
    left = unconfirmed(answers, given.confirmed)
    call.caller.count_new()
    created = save_result(
        release=call.release,
        answers=answers,
        title=title,
        sender=Sender(call.form_key, client=call.caller.client),
    )
    mark_unconfirmed(created.token, left)
    return CreatedLink(
        url=call.url("shared", created.token),
        key=created.deletion_key,
        unconfirmed=left,
        note=_note(left),
    )


# ── The list ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool. `asks`: where the client can, what is missing is asked before it is done. `writes`:
    it keeps something."""

    name: str
    description: str
    takes: type[Arguments]
    do: Callable[[Call, Any], BaseModel]
    asks: bool = False
    writes: bool = False
    schema: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "schema", self.takes.model_json_schema())


TOOLS = {
    tool.name: tool
    for tool in (
        Tool(
            "list_questions",
            "List the questions about a piece of work with the slugs of their options. Ask the "
            "person; never guess an answer. “not-sure” is always valid.",
            NoArguments,
            _list_questions,
        ),
        Tool(
            "suggest",
            "Read a description of work and propose service families and answers. Proposals are "
            "not answers: confirm each with the person before you pass it on.",
            TextArguments,
            _suggest,
        ),
        Tool(
            "match",
            "Match answers by published rules: service family, delivery model, geography, route, "
            "fit to be outsourced. Same answers, same result. Too few answers decide nothing.",
            AnswersArguments,
            _match,
            asks=True,
        ),
        Tool(
            "explain",
            "The same as match with every point, what would change it, and the risks, measures "
            "and rules that apply. Long; call it when the person asks why.",
            AnswersArguments,
            _explain,
        ),
        Tool(
            "compare",
            "Match two to five pieces of work and name the decisions on which they differ.",
            CompareArguments,
            _compare,
        ),
        Tool(
            "create_link",
            "Keep a result under a link that nobody can guess. Call it only when the person wants "
            "a link; give them the key, which deletes it. Unconfirmed answers are marked there.",
            LinkArguments,
            _create_link,
            asks=True,
            writes=True,
        ),
    )
}
"""By name."""
