"""The pages for developers, and the document that clients are made from."""

import json
import shlex
from hashlib import sha256
from typing import Any

from django.utils import timezone
from jsonschema import Draft202012Validator
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from matcher.core import Taxonomy
from matcher.models import Edition, SharedResult
from tests.api.calls import Program
from tests.web.reading import Page


def test_the_three_examples_lead_from_a_text_to_a_link(program: Program) -> None:
    page = Page(program.client.get("/developers/"))
    commands = [pre for pre in page.all("pre") if " -d " in pre.text]
    answers = [run(program, command.text) for command in commands]
    suggested, matched, links = answers
    assert suggested["id"] == 1
    assert suggested["suggestions"]
    assert matched["axes"]["family"]["top"]
    assert program.client.get(links["url"]).status_code == 200
    assert SharedResult.objects.count() == 1


def run(program: Program, command: str) -> dict[str, object]:
    """What the command answers, as a terminal would send it."""
    curl, url, *options = shlex.split(command.replace("\\ -", "-"))
    sent = dict(zip(options[::2], options[1::2], strict=True))
    assert (curl, set(sent)) == ("curl", {"-H", "-d"})
    path = url.removeprefix("http://testserver/api/v1")
    answer = program.send("POST", path, sent["-d"], sent["-H"].partition(": ")[2])
    assert answer.status_code in (200, 201)
    return json.loads(answer.content)  # type: ignore[no-any-return]


def test_a_result_is_deleted_as_the_page_says(program: Program) -> None:
    page = Page(program.client.get("/developers/"))
    (command,) = (pre.text for pre in page.all("pre") if "DELETE" in pre.text)
    links = program.post("/results", {"answers": {}}).json()
    filled = command.replace("TOKEN", links["token"]).replace("KEY", links["key"])
    curl, _x, method, url, _h, header = shlex.split(filled)
    name, _colon, key = header.partition(": ")
    path = url.removeprefix("http://testserver/api/v1")
    assert (curl, name) == ("curl", "Edit-Key")
    assert program.send(method, path, b"", edit_key=key).status_code == 204
    assert program.client.get(links["url"]).status_code == 410


def test_the_page_says_where_assistants_call(program: Program) -> None:
    page = Page(program.client.get("/developers/"))
    assert "http://testserver/mcp/" in [pre.text for pre in page.all("pre")]


def test_the_document_names_the_slugs_of_the_edition(program: Program) -> None:
    document = program.client.get("/api/v1/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    OPENAPI_31_VALIDATOR.validate(document)
    schemas = document["components"]["schemas"]
    answers = schemas["Answers"]["properties"]
    assert "not-sure" in answers["object"]["anyOf"][0]["enum"]
    assert schemas["MatchBody"]["properties"]["answers"] == {"$ref": "#/components/schemas/Answers"}
    Draft202012Validator.check_schema({"$defs": schemas})
    create = document["paths"]["/api/v1/results"]["post"]
    assert create["security"] == [{}, {"ApiKeyAuth": []}]
    assert "Idempotency-Key" in [each["name"] for each in create["parameters"]]


def test_the_document_follows_the_current_edition(program: Program, drafted: Taxonomy) -> None:
    url = "/api/v1/openapi.json"
    first = program.client.get(url)
    text = drafted.to_json().replace('"invoices-payments"', '"bills"')
    Edition.objects.create(
        number=2,
        taxonomy_json=text,
        sha256=sha256(text.encode()).hexdigest(),
        note="Another slug",
        published_at=timezone.now(),
    )
    second = program.client.get(url, headers={"if-none-match": first["ETag"]})
    old, new = (slugs(each.json(), "object") for each in (first, second))
    assert (old - new, new - old) == ({"invoices-payments"}, {"bills"})


def slugs(document: dict[str, Any], question: str) -> set[str]:
    answers = document["components"]["schemas"]["Answers"]["properties"]
    return set(answers[question]["anyOf"][0]["enum"])


def test_the_reference_lists_every_call_and_its_links_lead_somewhere(program: Program) -> None:
    document = program.client.get("/api/v1/openapi.json").json()
    page = Page(program.client.get("/developers/reference/"))
    listed = [code.text for code in page.all("code")]
    for path, methods in document["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in listed
    anchors = {element.attributes.get("id") for element in page.elements}
    inside = [link["href"] for link in page.all("a") if link["href"].startswith("#")]
    assert {f"#{anchor}" for anchor in anchors} >= set(inside)
