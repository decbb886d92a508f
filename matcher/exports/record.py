"""A result for programs, as JSON; docs/result.schema.json describes it."""

from matcher.core import LABEL_PARAMETER, Answers, Taxonomy
from matcher.core.assessment import assess, assessed_axis
from matcher.core.formats.jsonl import (
    AssessmentRecord,
    SharedRecord,
    assessment_record,
    explained_record,
    match_record,
    places_record,
)
from matcher.exports.work import Work


def write_record(work: Work) -> str:
    """The result with its name, day and answers. Without a link its id is null."""
    record_id, known = work.token or None, work.places
    line = match_record(work.taxonomy, work.match, edition=work.release.number, id=record_id)
    shared = SharedRecord(
        **dict(explained_record(work.taxonomy, work.match, line)),
        title=work.name,
        created=work.made,
        answers=as_asked(work.taxonomy, work.match.answers),
        context=dict(work.match.answers.context),
        places=places_record(work.taxonomy, work.match, known) if known else None,
        assessment=_assessment(work),
        unconfirmed=work.unconfirmed,
    )
    return shared.model_dump_json(by_alias=True, indent=2) + "\n"


def _assessment(work: Work) -> AssessmentRecord | None:
    axis = assessed_axis(work.taxonomy)
    if work.own is None or axis is None:
        return None
    weighed = assess(work.taxonomy, work.match, axis.slug, work.own.weights)
    return assessment_record(weighed, work.own)


def as_asked(taxonomy: Taxonomy, answers: Answers) -> dict[str, str | tuple[str, ...]]:
    """The answers as `manage.py match` takes them."""
    label = {LABEL_PARAMETER: answers.label} if answers.label else {}
    picks = {
        slug: answer if taxonomy.index.question_by_slug[slug].kind == "several" else answer[0]
        for slug, answer in answers.as_dict().items()
    }
    return picks | label
