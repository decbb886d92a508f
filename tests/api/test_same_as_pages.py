"""By whichever way answers come, they are the same answers, and come to the same."""

import json
from random import Random

from matcher.core import NOT_SURE, Answers, Taxonomy, match, parse_query, write_query
from matcher.core.formats.jsonl import InputRecord, input_line, match_record
from matcher.exports.record import as_asked
from tests.api.calls import Program

SETS = 300
CALLED = 12
"""So many of them by way of a page and a call, which takes longer."""


def test_300_random_sets_of_answers_come_to_what_their_pages_say(drafted: Taxonomy) -> None:
    random = Random(13)
    for _set in range(SETS):
        page = parse_query(drafted, query(drafted, random)).answers
        sent = json.dumps({"answers": as_asked(drafted, page), "context": dict(page.context)})
        called = input_line(drafted, InputRecord.model_validate_json(sent)).answers
        assert called == page
        assert record(drafted, called) == record(drafted, page)


def test_calls_and_pages_answer_alike(program: Program, drafted: Taxonomy) -> None:
    random = Random(14)
    for _set in range(CALLED):
        parsed = parse_query(drafted, query(drafted, random)).answers
        url = f"/match/result.json?{write_query(parsed)}"
        page = program.client.get(url).json()
        sent = {"answers": page["answers"], "context": page["context"]}
        called = program.post("/match", sent).json()
        assert {field: page[field] for field in called} == called


def record(taxonomy: Taxonomy, answers: Answers) -> str:
    matched = match(taxonomy, answers)
    return match_record(taxonomy, matched, edition=1, id=None).model_dump_json()


def query(taxonomy: Taxonomy, random: Random) -> str:
    """Answers to some of the questions, as they stand in the address of a page."""
    chosen = [
        (question.slug, option)
        for question in taxonomy.questions
        if random.random() < 0.7
        for option in random.choice((*question.answers, (NOT_SURE,)))
    ]
    facts = [
        (question.slug, random.choice(question.options).slug)
        for question in taxonomy.context
        if question.options and random.random() < 0.5
    ]
    return "&".join(f"{name}={value}" for name, value in (*chosen, *facts))
