"""Assistants: the official client in both protocols, questions put to the person, and hostile
messages."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Queue
from typing import Any

import httpx2
import pytest
from django.core import signing
from mcp.client.client import Client as Assistant
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult, ElicitRequestParams, ElicitResult
from pytest_django import DjangoAssertNumQueries, Settings

from matcher.api.assistants.protocol import CAPABILITIES_KEY, MODERN, VERSION_KEY, VERSIONS
from matcher.api.assistants.state import SALT
from matcher.api.assistants.tools import TOOLS
from matcher.core import Taxonomy
from matcher.core.formats.jsonl import run_lines
from matcher.models import SharedResult
from tests.api.calls import Program, problem
from tests.client import Client

ANSWERS = {"object": "invoices-payments"}
LEGACY = "legacy"


class ToTheTest(httpx2.AsyncBaseTransport):
    """Hands what the official client sends to the thread of the test, which has the database."""

    def __init__(self, requests: "Requests") -> None:
        self.requests = requests

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        await request.aread()
        answer: Future[httpx2.Response] = Future()
        self.requests.put((request, answer))
        return await asyncio.wrap_future(answer)


Requests = Queue[tuple[httpx2.Request, Future[httpx2.Response]] | None]


def served(client: Client, request: httpx2.Request) -> httpx2.Response:
    """What the site answers."""
    own = ("host", "accept-encoding", "content-type", "content-length")
    headers = {name: value for name, value in request.headers.items() if name not in own}
    content_type = request.headers.get("content-type", "")
    answer = client.generic(
        request.method, request.url.path, request.content, content_type, headers=headers
    )
    return httpx2.Response(answer.status_code, headers=dict(answer.headers), content=answer.content)


def talk(
    client: Client,
    mode: str,
    say: Callable[[Assistant], Awaitable[Any]],
    person: Callable[[ElicitRequestParams], ElicitResult] | None = None,
) -> Any:
    """What the conversation of an official client in this mode comes to."""
    requests: Requests = Queue()

    async def answered(_context: object, params: ElicitRequestParams) -> ElicitResult:
        assert person is not None
        return person(params)

    async def conversation() -> Any:
        async with httpx2.AsyncClient(transport=ToTheTest(requests)) as http:
            transport = streamable_http_client("http://testserver/mcp/", http_client=http)
            asked = {"elicitation_callback": answered} if person else {}
            async with Assistant(transport, mode=mode, **asked) as assistant:
                return await say(assistant)

    with ThreadPoolExecutor(1) as threads:
        said = threads.submit(asyncio.run, conversation())
        said.add_done_callback(lambda _said: requests.put(None))
        for request, answer in iter(requests.get, None):
            answer.set_result(served(client, request))
        return said.result()


@pytest.mark.parametrize("mode", [LEGACY, MODERN, "auto"])
def test_the_official_client_finds_and_calls_every_tool(program: Program, mode: str) -> None:
    calls: dict[str, dict[str, Any]] = {
        "list_questions": {},
        "suggest": {"text": "We chase late payers."},
        "match": {"answers": ANSWERS},
        "explain": {"answers": ANSWERS},
        "compare": {"works": [{"name": "A", "answers": ANSWERS}, {"name": "B", "answers": {}}]},
        "create_link": {"answers": ANSWERS},
    }

    async def say(assistant: Assistant) -> dict[str, CallToolResult]:
        listed = await assistant.list_tools()
        assert [tool.name for tool in listed.tools] == list(TOOLS)
        return {name: await assistant.call_tool(name, given) for name, given in calls.items()}

    results = talk(program.client, mode, say)
    assert {name: result.is_error or False for name, result in results.items()} == dict.fromkeys(
        calls, False
    )
    structured = {name: result.structured_content for name, result in results.items()}
    assert structured["compare"]["differing"]
    assert program.client.get(structured["create_link"]["url"]).status_code == 200


def test_a_match_is_that_of_the_command_and_says_what_nobody_confirmed(
    program: Program, drafted: Taxonomy
) -> None:
    given = {"answers": ANSWERS | {"served": "not-sure"}, "confirmed": ["served"]}
    matched = structured(call(program, "match", given))
    (record,) = run_lines(drafted, 1, [json.dumps({"answers": given["answers"]}).encode()])
    assert matched["result"] == json.loads(record.model_dump_json(by_alias=True))
    assert matched["unconfirmed"] == ["object"]
    assert matched["note"].startswith("Nobody has confirmed the answers to object.")
    assert len(matched["next_questions"]) == 4
    page = program.client.get(matched["continue_at"], follow=True)
    assert page.status_code == 200


def test_what_is_missing_is_asked_of_the_person_and_is_then_confirmed(program: Program) -> None:
    forms: list[ElicitRequestParams] = []

    def person(form: ElicitRequestParams) -> ElicitResult:
        forms.append(form)
        fields = form.model_dump(by_alias=True)["requestedSchema"]["properties"]
        return ElicitResult(action="accept", content=dict(map(first_option, fields.items())))

    async def say(assistant: Assistant) -> CallToolResult:
        return await assistant.call_tool("match", {"answers": ANSWERS})

    matched = talk(program.client, MODERN, say, person).structured_content
    sizes = [len(form.model_dump()["requested_schema"]["properties"]) for form in forms]
    assert 2 <= len(sizes) <= 5
    assert min(sizes[:-1]) >= 3  # the last asks what is left
    assert matched["unconfirmed"] == ["object"]
    assert matched["next_questions"] == []


def first_option(field: tuple[str, dict[str, Any]]) -> tuple[str, str | list[str]]:
    name, schema = field
    if schema["type"] == "array":
        return name, [schema["items"]["anyOf"][0]["const"]]
    return name, schema["oneOf"][0]["const"]


def test_somebody_who_wants_no_questions_gets_the_result_as_it_stands(program: Program) -> None:
    async def say(assistant: Assistant) -> CallToolResult:
        return await assistant.call_tool("match", {"answers": ANSWERS})

    matched = talk(
        program.client, MODERN, say, lambda _form: ElicitResult(action="decline")
    ).structured_content
    assert matched["unconfirmed"] == ["object"]
    assert matched["next_questions"]


def test_a_link_says_what_nobody_confirmed(program: Program, drafted: Taxonomy) -> None:
    link = structured(call(program, "create_link", {"answers": ANSWERS, "title": "Ours"}))
    assert link["unconfirmed"] == ["object"]
    page = program.client.get(link["url"]).content.decode()
    prompt = drafted.index.question_by_slug["object"].prompt
    assert "An assistant gave these answers, and nobody confirmed them:" in page
    assert page.count(prompt) >= 1
    assert program.client.get(f"{link['url'].rstrip('/')}.json").json()["unconfirmed"] == ["object"]
    said = f"An assistant gave these answers, and nobody confirmed them: {prompt}"
    for document in (".md", "/brief.md"):
        assert said in program.client.get(f"{link['url'].rstrip('/')}{document}").content.decode()
    sure = {"answers": ANSWERS, "confirmed": ["object"]}
    page = program.client.get(structured(call(program, "create_link", sure))["url"])
    assert "An assistant gave" not in page.content.decode()


# ── State ────────────────────────────────────────────────────────────────────────────────


def test_the_same_state_twice_keeps_one_result(program: Program) -> None:
    state = asked(program, "create_link", {"answers": ANSWERS})["requestState"]
    declined = {"questions": {"action": "decline"}}
    links = [
        structured(call(program, "create_link", {"answers": ANSWERS}, state, declined, ask=True))
        for _time in range(2)
    ]
    assert links[0] == links[1]
    assert SharedResult.objects.count() == 1


def test_a_forged_state_is_refused_in_words(program: Program) -> None:
    state = asked(program, "match", {})["requestState"]
    refused = call(program, "match", {}, state[:-1] + "x", ask=True).json()["result"]
    assert refused["isError"]
    assert refused["content"][0]["text"].startswith("“requestState” is not as we gave it.")


@pytest.mark.parametrize("change", [{"until": 1}, {"edition": 7}, {"tool": "create_link"}])
def test_a_stale_state_keeps_its_answers_and_asks_again(
    program: Program, change: dict[str, object]
) -> None:
    state = signing.loads(asked(program, "match", {"answers": ANSWERS})["requestState"], salt=SALT)
    stale = signing.dumps(state | change, salt=SALT)
    again = asked(program, "match", {}, stale, {"questions": {"action": "decline"}})
    kept = signing.loads(again["requestState"], salt=SALT)
    assert (kept["answers"], kept["edition"], kept["tool"]) == (ANSWERS, 1, "match")


# ── Hostile and mistaken ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "arguments", "sentence"),
    [
        ("match", {"answers": {"object": "x"}}, "“object” has no option “x”."),
        ("match", {"anwsers": {}}, "There is no field “anwsers”."),
        ("match", {"answers": []}, "“answers” must be an object, not a list."),
        ("suggest", {}, "“text” is missing."),
        ("create_link", {"title": "a\x00"}, "The title held invisible control characters."),
    ],
)
def test_wrong_arguments_are_said_to_the_model(
    program: Program, name: str, arguments: dict[str, object], sentence: str
) -> None:
    refused = call(program, name, arguments).json()["result"]
    assert refused["isError"]
    assert refused["content"][0]["text"].startswith(sentence)
    assert not SharedResult.objects.exists()


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, -32700),
        (b"[" * 9_000, 400, -32700),
        (b'{"id": 1, "id": 2}', 400, -32700),
        (b"[]", 400, -32600),
        (b'{"jsonrpc": "2.0", "id": true, "method": "ping"}', 400, -32600),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": []}', 400, -32602),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "nosuch"}', 404, -32601),
        (
            b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "nosuch"}}',
            400,
            -32602,
        ),
    ],
)
def test_a_message_that_cannot_be_answered_has_a_code_and_words(
    program: Program, body: bytes, status: int, code: int
) -> None:
    response = post(program, body)
    error = response.json()["error"]
    assert (response.status_code, error["code"]) == (status, code)
    assert error["message"]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"[" * 9_000, "We cannot read this. It is nested too deeply."),
        (b'{"id": 1, "id": 2}', "We cannot read this. “id” is given twice."),
        (b'{"id": ' + b"9" * 5_000 + b"}", "We cannot read this. It holds a number that is too"),
        (b"\xff", "We cannot read this. It is not valid UTF-8 (byte 1)."),
    ],
)
def test_what_cannot_be_read_is_said_in_the_words_of_the_api(
    program: Program, body: bytes, sentence: str
) -> None:
    assert post(program, body).json()["error"]["message"].startswith(sentence)


def test_an_id_of_400_digits_is_given_back(program: Program) -> None:
    body = b'{"jsonrpc": "2.0", "id": ' + b"7" * 400 + b', "method": "ping"}'
    assert post(program, body).json()["id"] == int("7" * 400)


def test_a_message_that_does_not_say_that_it_is_json_is_refused(program: Program) -> None:
    body = message("ping", {})
    refused = program.client.generic("POST", "/mcp/", body, "text/plain")
    assert problem(refused)[0] == 415


def test_a_protocol_of_another_year_is_told_which_we_speak(program: Program) -> None:
    headers = {"mcp-protocol-version": "2031-01-01"}
    response = post(program, message("ping", {}), **headers)
    assert response.status_code == 400
    assert response.json()["error"]["data"] == {
        "supported": list(VERSIONS),
        "requested": "2031-01-01",
    }


def test_headers_that_differ_from_the_body_are_refused(program: Program) -> None:
    params = {"_meta": {VERSION_KEY: MODERN, CAPABILITIES_KEY: {}}}
    headers = {"mcp-protocol-version": MODERN, "mcp-method": "ping"}
    response = post(program, message("tools/list", params), **headers)
    assert response.json()["error"]["code"] == -32020


def test_a_notification_is_accepted_and_nothing_can_be_read(program: Program) -> None:
    body = b'{"jsonrpc": "2.0", "method": "notifications/initialized"}'
    assert post(program, body).status_code == 202
    refused = program.client.get("/mcp/")
    assert problem(refused)[0] == 405
    assert refused["Allow"] == "POST"


def test_limits_keys_and_origins_are_those_of_the_api(program: Program, settings: Settings) -> None:
    ping = message("ping", {})
    assert problem(post(program, ping, authorization="Bearer bpo_x"))[0] == 401
    assert problem(post(program, ping, origin="https://other.example"))[0] == 403
    settings.API_READ_LIMIT = 1
    assert problem(post(program, ping))[0] == 429


def test_a_link_too_many_is_said_to_the_model(program: Program, settings: Settings) -> None:
    settings.WRITE_LIMIT = 1
    assert structured(call(program, "create_link", {"answers": ANSWERS}))["url"]
    refused = call(program, "create_link", {"answers": ANSWERS}).json()["result"]
    assert refused["isError"]
    said = refused["content"][0]["text"]
    assert said.startswith("That is the most that we allow. Nothing was kept. Wait")
    assert SharedResult.objects.count() == 1


def test_a_call_asks_the_database_once(
    program: Program, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    call(program, "match", {})
    with django_assert_num_queries(1):
        call(program, "match", {"answers": ANSWERS})


def test_llms_txt_says_it_in_twenty_lines(program: Program) -> None:
    response = program.client.get("/llms.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    text = response.content.decode()
    assert len(text.splitlines()) <= 20
    assert "(http://testserver/mcp/)" in text


# ── Messages ─────────────────────────────────────────────────────────────────────────────


def message(method: str, params: dict[str, Any]) -> bytes:
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()


def post(program: Program, body: bytes, **headers: str) -> Any:
    return program.client.generic("POST", "/mcp/", body, "application/json", headers=headers)


def call(
    program: Program,
    name: str,
    arguments: dict[str, Any],
    state: str | None = None,
    responses: dict[str, Any] | None = None,
    *,
    ask: bool = False,
) -> Any:
    """Call a tool as a client of 2026-07-28 that can ask its person, or cannot."""
    meta = {VERSION_KEY: MODERN, CAPABILITIES_KEY: {"elicitation": {}} if ask else {}}
    params: dict[str, Any] = {"_meta": meta, "name": name, "arguments": arguments}
    if state is not None:
        params |= {"requestState": state, "inputResponses": responses or {}}
    headers = {"mcp-protocol-version": MODERN, "mcp-method": "tools/call", "mcp-name": name}
    return post(program, message("tools/call", params), **headers)


def structured(response: Any) -> dict[str, Any]:
    result: dict[str, Any] = response.json()["result"]
    assert result["resultType"] == "complete"
    assert json.loads(result["content"][0]["text"]) == result["structuredContent"]
    return dict(result["structuredContent"])


def asked(
    program: Program,
    name: str,
    arguments: dict[str, Any],
    state: str | None = None,
    responses: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """What is asked of the person."""
    response = call(program, name, arguments, state, responses, ask=True)
    result: dict[str, Any] = response.json()["result"]
    assert result["resultType"] == "input_required"
    return result
