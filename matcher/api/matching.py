"""Calls that work something out and keep nothing: match, explain, suggest."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from matcher.api.reading import answer
from matcher.api.shapes import MatchBody, TextBody
from matcher.core import match as match_answers
from matcher.core.formats.jsonl import (
    ExplainedRecord,
    MatchRecord,
    explained_record,
    input_line,
    match_record,
)
from matcher.core.formats.suggestions import SuggestionsRecord, suggestions_record
from matcher.editions import current
from matcher.suggesting import suggester

router = Router(tags=["Matching"])


@router.post("/match", response=MatchRecord, summary="Match answers")
def match(request: HttpRequest, body: MatchBody) -> HttpResponse:
    """What the answers come to with the current edition, as `manage.py match` writes it."""
    release = current()
    line = input_line(release.taxonomy, body)
    matched = match_answers(release.taxonomy, line.answers)
    edition, dropped = release.number, line.dropped
    return answer(
        match_record(release.taxonomy, matched, edition=edition, id=line.id, dropped=dropped)
    )


@router.post("/explain", response=ExplainedRecord, summary="Match answers, and say why")
def explain(request: HttpRequest, body: MatchBody) -> HttpResponse:
    """The same with every point, what would change it, and the content that goes with it, as
    `manage.py match --explain` writes it."""
    release = current()
    line = input_line(release.taxonomy, body)
    matched = match_answers(release.taxonomy, line.answers)
    edition, dropped = release.number, line.dropped
    record = match_record(release.taxonomy, matched, edition=edition, id=line.id, dropped=dropped)
    return answer(explained_record(release.taxonomy, matched, record))


@router.post("/suggest", response=SuggestionsRecord, summary="Suggest families for a text")
def suggest(request: HttpRequest, body: TextBody) -> HttpResponse:
    """What somebody's own words point to, as `manage.py suggest` writes it. Nothing of it is an
    answer until somebody confirms it, and the text is not kept."""
    return answer(suggestions_record(suggester(current()), body))
