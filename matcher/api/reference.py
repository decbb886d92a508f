"""The OpenAPI document as a page: every call with what it takes and gives."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from matcher.api.openapi import REFUSALS, Schema, calls

REF = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Field:
    """A field that is sent or answered, or a parameter: its type in words, and what it is for.
    `shape` is the name of the shape that it has, where that has fields of its own."""

    name: str
    type: str
    shape: str
    is_required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Call:
    """A call. `body` and `answer` are names of shapes; empty where nothing of a shape is sent or
    answered. `files` are the content types of a file that is sent instead."""

    anchor: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Field, ...]
    body: str
    files: tuple[str, ...]
    status: str
    answer: str


@dataclass(frozen=True, slots=True)
class Group:
    """Calls about one thing."""

    name: str
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What an object is made of."""

    name: str
    description: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class ReferencePage:
    """Everything on the page. `refusals` are the statuses of problems."""

    groups: tuple[Group, ...]
    shapes: tuple[Shape, ...]
    refusals: tuple[str, ...]


def reference_page(document: Schema) -> ReferencePage:
    """The page of this document."""
    tagged = [
        (call["tags"][0], _call(path, method, call)) for path, method, call in calls(document)
    ]
    return ReferencePage(
        groups=tuple(
            Group(name, tuple(call for _tag, call in group))
            for name, group in groupby(tagged, key=lambda pair: pair[0])
        ),
        shapes=tuple(
            Shape(name, _line(schema), tuple(_fields(schema)))
            for name, schema in sorted(document["components"]["schemas"].items())
        ),
        refusals=tuple(f"{status.value} {status.phrase}" for status in REFUSALS),
    )


def _call(path: str, method: str, call: Schema) -> Call:
    status, response = next(iter(call["responses"].items()))
    sent = call.get("requestBody", {})
    body = _content_shape(sent)
    return Call(
        anchor=call["operationId"].replace("_", "-"),
        method=method.upper(),
        path=path,
        summary=call["summary"],
        description=_line(call),
        parameters=tuple(
            Field(
                name=each["name"],
                type=_type(each["schema"]),
                shape="",
                is_required=each["required"],
                description=each.get("description", ""),
            )
            for each in call["parameters"]
        ),
        body=body,
        files=() if body else tuple(sent.get("content", ())),
        status=status,
        answer=_content_shape(response),
    )


def _content_shape(message: Schema) -> str:
    schemas = [each["schema"] for each in message.get("content", {}).values()]
    return _shape(schemas[0]) if schemas else ""


def _fields(schema: Schema) -> Iterator[Field]:
    required = schema.get("required", ())
    for name, field in schema.get("properties", {}).items():
        yield Field(name, _type(field), _shape(field), name in required, _line(field))


def _line(described: Schema) -> str:
    """The description as one line, without the marks of Markdown."""
    return " ".join(described.get("description", "").replace("`", "").split())


def _shape(schema: Schema) -> str:
    """The name of the shape that this is, or that its items or values have."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(REF)
    inner = (schema.get("items"), schema.get("additionalProperties"), *schema.get("anyOf", ()))
    return next(filter(None, (_shape(each) for each in inner if isinstance(each, dict))), "")


_NAMES = {
    "string": "text",
    "integer": "whole number",
    "boolean": "true or false",
    "null": "null",
    "number": "number",
    "object": "object",
    "array": "list",
    "date": "day",
    "date-time": "moment",
}


def _type(schema: Schema) -> str:
    """The type in words, with the values of an enum."""
    match schema:
        case {"enum": values}:
            return ", ".join(map(_value, values))
        case {"anyOf": options}:
            return " or ".join(dict.fromkeys(map(_type, options)))
        case {"items": items}:
            return f"list of {_type(items)}"
        case {"additionalProperties": dict(values)}:
            return f"object of {_type(values)}"
    return _NAMES.get(schema.get("format", ""), _NAMES[schema.get("type", "object")])


def _value(value: object) -> str:
    return str(value) if value != "" else "empty text"
