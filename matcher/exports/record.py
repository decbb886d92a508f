"""A result for programs, as JSON; docs/result.schema.json describes it."""

from matcher.core import LABEL_PARAMETER, Answers
from matcher.core.formats.jsonl import SharedRecord, explained_record, match_record
from matcher.exports.work import Work


def write_record(work: Work) -> str:
    """The result with its name, day and answers. Without a link its id is null."""
    record_id = work.token or None
    line = match_record(work.taxonomy, work.match, edition=work.release.number, id=record_id)
    shared = SharedRecord(
        **dict(explained_record(work.taxonomy, work.match, line)),
        title=work.name,
        created=work.made,
        answers=_as_asked(work.match.answers),
    )
    return shared.model_dump_json(by_alias=True, indent=2) + "\n"


def _as_asked(answers: Answers) -> dict[str, str]:
    """The answers as `manage.py match` takes them."""
    label = {LABEL_PARAMETER: answers.label} if answers.label else {}
    return answers.as_dict() | label
