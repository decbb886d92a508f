"""The Model Context Protocol over HTTP, without sessions: a message in, a message out.

Since 2026-07-28 each request says its protocol and what its client can do. Earlier clients, which
begin with `initialize`, get the same tools, and questions as data.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from matcher.api.assistants.tools import TOOLS, Tool
from matcher.api.parsing import JSON, json_problem
from matcher.core.formats.strict_json import InvalidJson, read_json

MODERN = "2026-07-28"
HANDSHAKE = ("2025-11-25", "2025-06-18", "2025-03-26")
VERSIONS = (MODERN, *HANDSHAKE)

PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS = -32700, -32600, -32601, -32602
HEADER_MISMATCH, UNSUPPORTED_VERSION = -32020, -32022

_META = "io.modelcontextprotocol/"
VERSION_KEY, CAPABILITIES_KEY = f"{_META}protocolVersion", f"{_META}clientCapabilities"

LIST_SECONDS = 300
"""For so long a client may keep the list of tools."""

INSTRUCTIONS = (
    "Find out to which BPO service family a piece of work belongs, how and where to run it, and "
    "whether to outsource it at all. Start with suggest or list_questions, ask the person, then "
    "match. Never invent answers: list in “confirmed” what the person said."
)

Params = Mapping[str, Any]


class RpcError(Exception):
    """A message that cannot be answered: a code of JSON-RPC, and a sentence."""

    def __init__(self, code: int, message: str, data: object = None) -> None:
        super().__init__(message)
        self.code, self.message, self.data = code, message, data


@dataclass(frozen=True, slots=True)
class Message:
    """A request. `is_modern`: it says itself which protocol it speaks and what its client can
    do."""

    id: str | int
    method: str
    params: Params
    is_modern: bool

    @property
    def can_ask(self) -> bool:
        """Whether the client shows our questions to its person as a form."""
        if not self.is_modern:
            return False
        elicitation = self.params["_meta"][CAPABILITIES_KEY].get("elicitation")
        return isinstance(elicitation, dict) and (not elicitation or "form" in elicitation)

    def result(self, result: dict[str, Any], kind: str = "complete") -> HttpResponse:
        """The answer."""
        named = {"resultType": kind, **result} if self.is_modern else result
        return _json({"jsonrpc": "2.0", "id": self.id, "result": named})


def read_message(request: HttpRequest) -> Message | None:
    """The request in the body; None for a notification. Raises RpcError."""
    body = _body(request)
    if "id" not in body:
        return None
    id, method, params = body["id"], body.get("method"), body.get("params", {})
    if not isinstance(id, str | int) or isinstance(id, bool) or not isinstance(method, str):
        raise RpcError(INVALID_REQUEST, "“id” is text or a whole number, and “method” is text.")
    if not isinstance(params, dict):
        raise RpcError(INVALID_PARAMS, "“params” is an object.")
    return Message(id, method, params, is_modern=_is_modern(request, method, params))


def _body(request: HttpRequest) -> dict[str, Any]:
    try:
        body = read_json(request.body)[1]
    except InvalidJson as error:
        raise RpcError(PARSE_ERROR, f"We cannot read this. {json_problem(error)}") from None
    if not isinstance(body, dict) or body.get("jsonrpc") != "2.0":
        raise RpcError(INVALID_REQUEST, "Send one JSON-RPC 2.0 message.")
    return body


def _is_modern(request: HttpRequest, method: str, params: Params) -> bool:
    """Whether the request says its protocol itself. Raises RpcError where it says one that we do
    not speak, or headers say something else."""
    meta, header = params.get("_meta"), request.META.get("HTTP_MCP_PROTOCOL_VERSION")
    said = meta.get(VERSION_KEY) if isinstance(meta, dict) else None
    if said is None and (header is None or header in HANDSHAKE):
        return False
    version = header if said is None else said
    if version not in VERSIONS:
        data = {"supported": list(VERSIONS), "requested": str(version)}
        raise RpcError(UNSUPPORTED_VERSION, "We do not speak this version.", data)
    if not isinstance(meta, dict) or not isinstance(meta.get(CAPABILITIES_KEY), dict):
        raise RpcError(INVALID_PARAMS, f"“_meta” needs “{VERSION_KEY}” and “{CAPABILITIES_KEY}”.")
    _check_headers(request, method, params, version)
    return True


def _check_headers(request: HttpRequest, method: str, params: Params, version: str) -> None:
    expected = {"MCP_PROTOCOL_VERSION": version, "MCP_METHOD": method}
    if method == "tools/call":
        expected["MCP_NAME"] = params.get("name", "")
    for name, value in expected.items():
        if request.META.get(f"HTTP_{name}") != value:
            header = name.replace("_", "-").title()
            raise RpcError(HEADER_MISMATCH, f"The header “{header}” differs from the body.")


def error_response(error: RpcError, id: str | int | None = None) -> HttpResponse:
    """The error as an answer."""
    details: dict[str, object] = {"code": error.code, "message": error.message}
    if error.data is not None:
        details["data"] = error.data
    status = HTTPStatus.BAD_REQUEST
    if error.code == METHOD_NOT_FOUND:
        status = HTTPStatus.NOT_FOUND
    return _json({"jsonrpc": "2.0", "id": id, "error": details}, status)


def _json(message: dict[str, Any], status: int = HTTPStatus.OK) -> HttpResponse:
    return HttpResponse(json.dumps(message), content_type=JSON, status=status)


# ── What needs no tool ───────────────────────────────────────────────────────────────────


def initialized(params: Params) -> dict[str, Any]:
    """The answer to `initialize`, for clients of before 2026-07-28."""
    asked = params.get("protocolVersion")
    return {
        "protocolVersion": asked if asked in HANDSHAKE else HANDSHAKE[0],
        "capabilities": {"tools": {}},
        "serverInfo": _server(),
        "instructions": INSTRUCTIONS,
    }


def discovered() -> dict[str, Any]:
    """The answer to `server/discover`."""
    return {
        "supportedVersions": list(VERSIONS),
        "capabilities": {"tools": {}},
        "instructions": INSTRUCTIONS,
        "_meta": {f"{_META}serverInfo": _server()},
        **_CACHE,
    }


def listed() -> dict[str, Any]:
    """The answer to `tools/list`."""
    return {"tools": [_described(tool) for tool in TOOLS.values()], **_CACHE}


_CACHE = {"ttlMs": LIST_SECONDS * 1_000, "cacheScope": "public"}


def _server() -> dict[str, str]:
    return {"name": "bpo-matcher", "title": "BPO Service Line Matcher", "version": settings.RELEASE}


def _described(tool: Tool) -> dict[str, Any]:
    hints = {"readOnlyHint": not tool.writes, "destructiveHint": False, "openWorldHint": False}
    return {
        "name": tool.name,
        "description": tool.description,
        "inputSchema": tool.schema,
        "annotations": hints,
    }
