"""The OpenAPI document: what ninja knows of the calls, with the slugs of an edition as enums, and
what every call may be refused with."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from matcher.api.service import service
from matcher.api.shapes import Problem
from matcher.core import LABEL_PARAMETER, NOT_SURE, Question, Taxonomy
from matcher.editions import Release
from matcher.web.problem_details import PROBLEM_JSON

Schema = dict[str, Any]
"""A part of a JSON schema: whatever JSON holds."""

BASE = "api/v1/"
"""The root of the API, as ninja takes it."""

WRITES = ("post", "patch", "put", "delete")

READING_POSTS = ("Matching",)
"""The tag of the calls that send something and keep nothing."""

REFUSALS = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.GONE,
    HTTPStatus.LENGTH_REQUIRED,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
"""What any call may be refused with, each time as a `Problem`."""


@lru_cache(maxsize=2)
def openapi(release: Release, site: str) -> str:
    """The document as JSON, for a site at this URL."""
    return json.dumps(document(release.taxonomy, site), ensure_ascii=False)


def document(taxonomy: Taxonomy, site: str) -> Schema:
    """The document."""
    made: Schema = json.loads(json.dumps(service.get_openapi_schema(path_prefix=BASE)))
    made["servers"] = [{"url": site}]
    schemas: Schema = made["components"]["schemas"]
    schemas |= _problem_schemas()
    schemas["Answers"] = answers_schema(taxonomy)
    schemas["Context"] = context_schema(taxonomy)
    for schema in schemas.values():
        _name_slugs(schema)
    for path, method, call in calls(made):
        _complete(call, path, method, taxonomy)
    return made


def calls(made: Schema) -> Iterator[tuple[str, str, Schema]]:
    """Every call of the document: its path, its method, and what is said of it."""
    for path, methods in made["paths"].items():
        for method, call in methods.items():
            yield path, method, call


def _problem_schemas() -> Schema:
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    named: Schema = schema.pop("$defs", {})
    return {**named, Problem.__name__: schema}


def _name_slugs(schema: Schema) -> None:
    """Say of the fields that take answers which there are."""
    if schema.get("additionalProperties") is not False:
        return
    for field, name in (("answers", "Answers"), ("context", "Context")):
        if taken := schema.get("properties", {}).get(field):
            optional = [{"type": "null"}] if "anyOf" in taken else []
            ref = {"$ref": f"#/components/schemas/{name}"}
            schema["properties"][field] = {"anyOf": [ref, *optional]} if optional else ref


def _complete(call: Schema, path: str, method: str, taxonomy: Taxonomy) -> None:
    """Add what ninja does not know of the call."""
    call["operationId"] = call["operationId"].removeprefix("matcher_api_")
    call["description"] = " ".join(call["description"].split())
    call["security"] = [{}, *call["security"]]  # a key may be left out
    content = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status in REFUSALS:
        call["responses"][str(status.value)] = {"description": status.phrase, "content": content}
    for parameter in call["parameters"]:
        if parameter["name"] == "home":
            parameter["schema"]["enum"] = list(homes(taxonomy))
    if method in WRITES and call["tags"][0] not in READING_POSTS:
        call["parameters"].append(_IDEMPOTENCY_KEY)


_IDEMPOTENCY_KEY: Schema = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
    "description": "The same key with the same body does it once within 24 hours.",
}


# ── Slugs ────────────────────────────────────────────────────────────────────────────────


def homes(taxonomy: Taxonomy) -> tuple[str, ...]:
    """The countries that a buyer may be at home in."""
    question = taxonomy.index.home_question
    return tuple(option.slug for option in question.options) if question else ()


def answers_schema(taxonomy: Taxonomy) -> Schema:
    """What may be answered, by the slugs of questions and options."""
    questions = {each.slug: _answer_schema(each) for each in taxonomy.questions}
    labels = _one_of(["", *taxonomy.index.label_by_slug])
    return {
        "type": "object",
        "description": "Answers by the slugs of questions; see /api/v1/taxonomy.",
        "properties": questions | {LABEL_PARAMETER: labels},
        "additionalProperties": False,
    }


def context_schema(taxonomy: Taxonomy) -> Schema:
    """What may be said of the buyer and is not scored."""
    return {
        "type": "object",
        "description": "Facts about the buyer, which are never scored.",
        "properties": {
            slug: {"enum": [NOT_SURE, *(option.slug for option in question.options)]}
            for slug, question in taxonomy.index.context_by_slug.items()
        },
        "additionalProperties": False,
    }


def _answer_schema(question: Question) -> Schema:
    slugs = [option.slug for option in question.options]
    schema = _one_of([NOT_SURE, *slugs])
    schema["description"] = question.prompt
    if question.kind == "several":
        several: Schema = {"type": "array", "items": {"enum": slugs}, "minItems": 2}
        several |= {"uniqueItems": True, **_without_conflicts(question)}
        schema["anyOf"].append(several)
    return schema


def _one_of(slugs: Sequence[str]) -> Schema:
    """One of them, by itself or as the only one of a list."""
    one: Mapping[str, object] = {"enum": list(slugs)}
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1, "maxItems": 1}]}


def _without_conflicts(question: Question) -> Schema:
    """That no two options are ticked together that exclude each other."""
    pairs = {
        tuple(sorted((option.slug, other)))
        for option in question.options
        for other in option.conflicts
    }
    both = [{"allOf": [{"contains": {"const": slug}} for slug in pair]} for pair in sorted(pairs)]
    return {"not": {"anyOf": both}} if both else {}
