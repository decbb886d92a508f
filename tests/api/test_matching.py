"""Calls that read or work something out."""

import json
from io import BytesIO

import pytest
from pytest_django import DjangoAssertNumQueries

from matcher.core import Taxonomy
from matcher.core.formats.jsonl import run_lines
from matcher.core.formats.suggestions import suggest_lines
from matcher.core.formats.taxonomy_json import write_taxonomy
from matcher.editions import Release
from matcher.suggesting import suggester
from tests.api.calls import Program, problem
from tests.client import Client

LINE = {"id": 10**399, "answers": {"object": "invoices-payments"}, "context": {}}


@pytest.mark.parametrize(("call", "explain"), [("match", False), ("explain", True)])
def test_a_match_has_the_shape_of_the_command(
    program: Program, published: Release, call: str, explain: bool
) -> None:
    (record,) = run_lines(
        published.taxonomy, 1, BytesIO(json.dumps(LINE).encode()), explain=explain
    )
    response = program.post(f"/{call}", LINE)
    assert response.status_code == 200
    assert response.json() == json.loads(record.model_dump_json(by_alias=True))
    assert response["Cache-Control"] == "private, no-store"
    assert not response.cookies


def test_a_suggestion_has_the_shape_of_the_command(program: Program, published: Release) -> None:
    line = {"id": "A01", "text": "We chase late payers."}
    (record,) = suggest_lines(suggester(published), BytesIO(json.dumps(line).encode()))
    assert program.post("/suggest", line).json() == json.loads(record.model_dump_json())


def test_the_taxonomy_is_that_of_the_export_and_is_sent_once(
    program: Program, drafted: Taxonomy
) -> None:
    response = program.get("/taxonomy")
    assert response.content.decode() == write_taxonomy(drafted)
    again = program.get("/taxonomy", **{"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert program.get("/editions/1/taxonomy").content == response.content
    assert program.client.head("/api/v1/taxonomy").status_code == 200


def test_editions_are_listed(program: Program) -> None:
    assert program.get("/editions").json() == {
        "editions": [
            {
                "number": 1,
                "published": "2026-11-22T12:00:00Z",
                "note": "First edition",
                "changes": 0,
                "rolls_back_to": None,
            }
        ],
        "count": 1,
    }


def test_labels_are_those_of_the_edition(program: Program, drafted: Taxonomy) -> None:
    labels = program.get("/labels").json()
    assert labels["edition"] == 1
    assert [label["slug"] for label in labels["labels"]] == [label.slug for label in drafted.labels]


@pytest.mark.usefixtures("with_places")
def test_places_are_seen_from_home(program: Program) -> None:
    seen = program.get("/places?home=de").json()
    assert (seen["edition"], seen["home"]) == (1, "de")
    poland = next(place for place in seen["places"] if place["country"] == "pl")
    assert poland["every_day_hours"] == 8
    assert problem(program.get("/places?home=xx")) == (
        422,
        "Nothing is known of places as seen from “xx”.",
        ("home",),
    )


@pytest.mark.parametrize(
    ("body", "sentence", "fields"),
    [
        ({}, "“answers” is missing.", ("answers",)),
        ({"answers": []}, "“answers” must be an object, not a list.", ("answers",)),
        (
            {"answers": {"object": 7}},
            "“answers.object” must be text or a list, not a number.",
            ("answers.object",),
        ),
        ({"id": True, "answers": {}}, "“id” must be text or a whole number", ("id",)),
        ({"answers": {}, "anwsers": {}}, "There is no field “anwsers”.", ("anwsers",)),
        ({"answers": {"nosuch": "x"}}, "There is no question “nosuch”.", ("answers.nosuch",)),
        ({"answers": {"object": "x"}}, "“object” has no option “x”.", ("answers.object",)),
        (
            {"answers": {}, "context": {"country": "x"}},
            "“country” has no option “x”.",
            ("context.country",),
        ),
        ([], "“body” must be an object, not a list.", ("body",)),
    ],
)
def test_what_is_wrong_is_said_with_its_field(
    program: Program, body: object, sentence: str, fields: tuple[str, ...]
) -> None:
    status, detail, named = problem(program.post("/match", body))
    assert (status, named) == (422, fields)
    assert detail.startswith(sentence)


@pytest.mark.parametrize(
    ("data", "content_type", "status", "sentence"),
    [
        (b'{"answers": ' + b"[" * 9_000, "application/json", 400, "It is nested too deeply."),
        (b'{"answers": {}, "answers": {}}', "application/json", 400, "“answers” is given twice."),
        (b'{"id": 1' + b"0" * 5_000 + b"}", "application/json", 400, "It holds a number that is"),
        (b'{"id": NaN}', "application/json", 400, "It is not JSON: NaN is not a number."),
        (b'{"id": "\xff"}', "application/json", 400, "It is not valid UTF-8 (byte 9)."),
        (b"{", "application/json", 400, "It is not JSON:"),
        (b"", "application/json", 422, "“body” is missing."),
        (b"answers=x", "application/x-www-form-urlencoded", 415, "Send the header"),
        (b"{}", "text/plain", 415, "Send the header"),
        (b"{}", "multipart/form-data; boundary=x", 415, "No files are taken here."),
        (b" " * 100_000, "application/json", 413, "What is sent here may have 20,000 bytes"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(
    program: Program, data: bytes, content_type: str, status: int, sentence: str
) -> None:
    response = program.send("POST", "/match", data, content_type)
    got, detail, _fields = problem(response)
    assert got == status
    assert detail.startswith(sentence)


def test_a_body_of_100_mb_is_refused_by_its_length(program: Program) -> None:
    response = program.client.generic(
        "POST", "/api/v1/programmes", b"{}", "application/json", CONTENT_LENGTH="100000000"
    )
    assert problem(response)[0] == 413


def test_brackets_in_brackets_100_000_deep_are_refused(program: Program) -> None:
    body = b'{"rows": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    status, detail, _fields = problem(program.send("POST", "/programmes", body))
    assert (status, detail) == (400, "It is nested too deeply. Nothing was changed.")


@pytest.mark.parametrize("path", ["/api/v1/match", "/mcp/"])
def test_a_body_of_unknown_length_is_asked_to_come_with_it(program: Program, path: str) -> None:
    response = program.client.generic(
        "POST", path, b"", "application/json", headers={"transfer-encoding": "chunked"}
    )
    status, detail, _fields = problem(response)
    assert status == 411
    assert detail.startswith("Send the body with the header “Content-Length”")


@pytest.mark.parametrize(
    ("method", "path", "status", "sentence"),
    [
        ("GET", "/nosuch", 404, "The address may have been copied in part"),
        ("GET", "/editions/7/taxonomy", 404, "There is no edition 7."),
        ("GET", "/editions/99999999999999999999/taxonomy", 404, "There is no edition 999"),
        ("GET", "/match", 405, "It takes POST, not GET. Nothing was changed."),
        ("TRACE", "/taxonomy", 405, "It takes GET, not TRACE. Nothing was changed."),
    ],
)
def test_a_wrong_address_or_method_is_answered_in_words(
    program: Program, method: str, path: str, status: int, sentence: str
) -> None:
    got, detail, _fields = problem(program.send(method, path, b""))
    assert got == status
    assert detail.startswith(sentence)


@pytest.mark.django_db
def test_without_an_edition_it_is_said_when_to_come_back() -> None:

    response = Program(Client()).post("/match", {"answers": {}})
    assert problem(response)[0] == 503
    assert response["Retry-After"] == "60"


@pytest.mark.parametrize(
    ("path", "body", "queries"),
    [("/match", {"answers": {}}, 1), ("/explain", {"answers": {}}, 1), ("/taxonomy", None, 1)],
)
def test_a_read_asks_the_database_once(
    program: Program,
    django_assert_num_queries: DjangoAssertNumQueries,
    path: str,
    body: object,
    queries: int,
) -> None:
    program.get("/taxonomy")  # compiled
    with django_assert_num_queries(queries):
        program.get(path) if body is None else program.post(path, body)
