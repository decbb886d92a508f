"""Calls of programs: CPU time as a ratio to a view that does nothing, the match itself left out."""

import json
from collections.abc import Callable

from django.test import override_settings

from matcher.api.assistants.protocol import CAPABILITIES_KEY, MODERN, VERSION_KEY
from matcher.core import Answers, match
from matcher.editions import Release
from matcher.exports.record import as_asked
from tests.bench.pages import Row, ask
from tests.bench.timing import cpu_seconds_in_turn

JSON = "application/json"


@override_settings(API_READ_LIMIT=10**9)
def ratios(published: Release, case: Answers) -> list[Row]:
    """What a call costs besides the match of this case, as a multiple of the view that does
    nothing."""
    taxonomy = published.taxonomy
    answers = {"answers": as_asked(taxonomy, case), "context": dict(case.context)}
    etag = dict(ask("/api/v1/taxonomy")[1])["ETag"]
    nothing, matching, api, assistant, unchanged = cpu_seconds_in_turn(
        [
            lambda: ask("/nothing/"),
            lambda: match(taxonomy, case),
            posted("/api/v1/match", answers),
            called("match", answers),
            lambda: ask("/api/v1/taxonomy", HTTP_IF_NONE_MATCH=etag),
        ]
    )
    return [
        ("`POST match`, besides the match", f"{(api - matching) / nothing:.2f}", "at most 3"),
        ("MCP `tools/call`, besides it", f"{(assistant - matching) / nothing:.2f}", "at most 6"),
        ("the taxonomy, 304", f"{unchanged / nothing:.2f}", "at most 1.5"),
    ]


def posted(path: str, value: object, **headers: str) -> Callable[[], object]:
    """A call that sends this value."""
    body = json.dumps(value)
    return lambda: ask(path, body=body, content_type=JSON, **headers)


def called(tool: str, arguments: object) -> Callable[[], object]:
    """A call of a tool, as a client of today makes it whose person is not asked."""
    params = {
        "_meta": {VERSION_KEY: MODERN, CAPABILITIES_KEY: {}},
        "name": tool,
        "arguments": arguments,
    }
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
    return posted(
        "/mcp/",
        message,
        HTTP_MCP_PROTOCOL_VERSION=MODERN,
        HTTP_MCP_METHOD="tools/call",
        HTTP_MCP_NAME=tool,
    )
