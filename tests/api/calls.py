"""A program that calls the API."""

import json
from typing import Any

from django.http import HttpResponse

from tests.client import Client

ROOT = "/api/v1"
JSON = "application/json"
PROBLEM = "application/problem+json"


class Program:
    """Sends JSON and reads JSON."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(ROOT + path, headers=headers)

    def post(self, path: str, body: object, **headers: str) -> Any:
        return self.send("POST", path, json.dumps(body), **headers)

    def patch(self, path: str, body: object, **headers: str) -> Any:
        return self.send("PATCH", path, json.dumps(body), **headers)

    def delete(self, path: str, **headers: str) -> Any:
        return self.send("DELETE", path, "", **headers)

    def send(
        self, method: str, path: str, data: str | bytes, content_type: str = JSON, **headers: str
    ) -> Any:
        return self.client.generic(
            method, ROOT + path, data, content_type=content_type, headers=_named(headers)
        )


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def problem(response: HttpResponse) -> tuple[int, str, tuple[str, ...]]:
    """The status, the sentence and the fields of a problem."""
    assert response["Content-Type"] == PROBLEM
    details = json.loads(response.content)
    assert details["status"] == response.status_code
    fields = tuple(error["field"] for error in details.get("errors", ()))
    return response.status_code, details["detail"], fields
