"""Suggestions for programs, in and out: JSON Lines, one object per line."""

from collections.abc import Iterable, Iterator

from pydantic import ConfigDict, Field, ValidationError

from matcher.core.codes import CodeHolder, code_hits
from matcher.core.formats.lines import (
    ErrorRecord,
    InvalidLine,
    RecordId,
    each_line,
    json_type,
    read_object,
    record_id,
)
from matcher.core.taxonomy.values import Value
from matcher.core.words.suggest import Suggestion
from matcher.core.words.suggester import ALL, Proposal, Suggester

DECIMALS = 4


class BecauseRecord(Value):
    """What brought a family: its service lines nearest to the text, and the words that spoke most
    for it."""

    lines: tuple[str, ...]
    words: tuple[str, ...]


class SuggestionRecord(Value):
    """A family. `score` is how far it stands out among all of them (z)."""

    family: str
    score: float
    because: BecauseRecord


class ProposalRecord(Value):
    """The answer that the text proposes to a question, and how far it leads over the next."""

    option: str
    lead: float


class CodedRecord(Value):
    """A family with the code that the text is, by its classification and its official title; `line`
    is the service line that has it, null where the family as a whole does."""

    scheme: str
    code: str
    title: str
    family: str
    line: str | None


class SuggestionsRecord(Value):
    """What one text suggests: all families, the best first, and the answers that it proposes.
    `confidence` is the lead of the first family over the second; `abstain`: there is too little to
    go by, whatever the list says. `codes`: the text is a code of another classification, which
    leads to these families whatever its words suggest."""

    id: RecordId
    suggestions: tuple[SuggestionRecord, ...]
    answers: dict[str, ProposalRecord]
    confidence: float
    abstain: bool
    codes: tuple[CodedRecord, ...] = Field(default=(), exclude_if=lambda codes: not codes)


class TextRecord(Value):
    """A line of the input."""

    model_config = ConfigDict(strict=True)

    id: RecordId = None
    text: str


def suggest_lines(
    suggester: Suggester, lines: Iterable[bytes]
) -> Iterator[SuggestionsRecord | ErrorRecord]:
    """One result for each line that is not blank. An empty input is an error."""
    return each_line(lines, lambda raw: suggestions_record(suggester, read_text(raw)))


def suggestions_record(suggester: Suggester, line: TextRecord) -> SuggestionsRecord:
    """What the text suggests, in the form that programs read."""
    families, answers = suggester.suggest(line.text, explained=ALL)
    return SuggestionsRecord(
        id=line.id,
        suggestions=tuple(map(_suggestion_record, families.ranked)),
        answers={each.question: _proposal_record(each) for each in answers},
        confidence=round(families.lead, DECIMALS),
        abstain=families.abstain,
        codes=tuple(
            _coded_record(holder)
            for hit in code_hits(suggester.taxonomy, line.text)
            for holder in hit.holders
        ),
    )


def _coded_record(holder: CodeHolder) -> CodedRecord:
    code, family, line = holder
    return CodedRecord(
        scheme=code.scheme,
        code=code.code,
        title=code.title,
        family=family.slug,
        line=line.slug if line else None,
    )


def _proposal_record(proposal: Proposal) -> ProposalRecord:
    return ProposalRecord(option=proposal.option, lead=round(proposal.lead, DECIMALS))


def _suggestion_record(suggestion: Suggestion) -> SuggestionRecord:
    return SuggestionRecord(
        family=suggestion.subject,
        score=round(suggestion.score, DECIMALS),
        because=BecauseRecord(lines=suggestion.lines, words=suggestion.words),
    )


def read_text(raw: bytes) -> TextRecord:
    """The text in one line. Raises InvalidLine with a sentence for the user."""
    record = read_object(raw)
    try:
        return TextRecord.model_validate(record)
    except ValidationError as error:
        raise InvalidLine(_shape_error(error), record_id(record)) from None


def _shape_error(error: ValidationError) -> str:
    """The first thing that is wrong with the shape of a line."""
    problem = error.errors(include_url=False)[0]
    match problem["type"], problem["loc"]:
        case "missing", _:
            return "“text” is missing."
        case _, ("id", *_):
            return f"“id” must be text or a whole number, not {json_type(problem['input'])}."
        case _:
            return f"“text” must be text, not {json_type(problem['input'])}."
