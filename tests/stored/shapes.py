"""The shapes of stored types: which objects of a sample each type reads, and what it requires.

Pydantic's JSON schema of a type names its fields and those that have no default, for models and
dataclasses alike, and leads to all types inside it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import TypeAdapter

Json = Any
"""What `json.loads` gives."""

Objects = dict[str, list[dict[str, Json]]]
"""The JSON objects that each type reads, by the name of the type."""


class Shape:
    """A stored type and all types inside it."""

    def __init__(self, stored: type) -> None:
        schema = TypeAdapter(stored).json_schema()
        self._root = {"$ref": f"#/$defs/{stored.__name__}"}
        self._types: dict[str, Json] = {**schema.pop("$defs", {}), stored.__name__: schema}

    @property
    def types(self) -> frozenset[str]:
        """The names of the types that read an object."""
        return frozenset(name for name, schema in self._types.items() if "properties" in schema)

    def objects(self, samples: Iterable[Json]) -> Objects:
        """The objects in the samples, by the type that reads them."""
        found: Objects = defaultdict(list)
        for sample in samples:
            self._gather(self._root, sample, found)
        return dict(found)

    def _gather(self, schema: Json, value: Json, found: Objects) -> None:
        match schema, value:
            case {"$ref": reference}, dict():
                name = reference.rpartition("/")[2]
                found[name].append(value)
                for field, inner in self._types[name]["properties"].items():
                    self._gather(inner, value.get(field), found)
            case {"anyOf": alternatives}, _:
                for alternative in alternatives:
                    self._gather(alternative, value, found)
            case {"items": item}, list():
                for element in value:
                    self._gather(item, element, found)
            case {"additionalProperties": item}, dict():
                for element in value.values():
                    self._gather(item, element, found)

    def missing(self, samples: Iterable[Json]) -> list[str]:
        """The fields without a default that the samples have no value for."""
        return [
            f"{name}.{field}"
            for name, objects in self.objects(samples).items()
            for field in self._types[name].get("required", ())
            if any(field not in value for value in objects)
        ]

    def optional(self) -> list[str]:
        """Where the fields with a default are, so that they may be left out."""
        return sorted(set(self._optional(self._root, "")))

    def _optional(self, schema: Json, at: str) -> Iterator[str]:
        match schema:
            case {"$ref": reference}:
                inside = self._types[reference.rpartition("/")[2]]
                for field, inner in inside["properties"].items():
                    place = f"{at}.{field}".lstrip(".")
                    if field not in inside.get("required", ()):
                        yield place
                    yield from self._optional(inner, place)
            case {"anyOf": alternatives}:
                for alternative in alternatives:
                    yield from self._optional(alternative, at)
            case {"items": item}:
                yield from self._optional(item, f"{at}[]")
            case {"additionalProperties": dict(item)}:
                yield from self._optional(item, f"{at}.*")


def lost(before: Json, after: Json, at: str = "") -> Iterator[str]:
    """The places where what was stored is not what is kept. What is new in `after` is no loss."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key, value in before.items():
            place = f"{at}.{key}".lstrip(".")
            if key in after:
                yield from lost(value, after[key], place)
            else:
                yield place
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from lost(old, new, f"{at}[{number}]")
    elif before != after:
        yield at
