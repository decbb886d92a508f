"""How a row of a table and a value of the taxonomy say the same: declared once, read both ways.

What a row and its value call the same is copied without a word. Only what differs is declared: a
number kept in another unit, a reference to another row, parts that are rows of their own. A field
that only one side has is refused by name when the mapping is made, that is, when the site starts.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol, cast

from django.db.models import DecimalField, PositiveSmallIntegerField

from matcher.core import Taxonomy, Value
from matcher.models.rows import Row

NaturalKey = tuple[str, ...]
"""The natural key of a row."""

Fields = Mapping[str, object]
"""Fields of a row or of a value by their names."""

Links = Mapping[str, NaturalKey | None]
"""The rows that a row points at, by the names of its foreign keys; None where it points at none."""


class Unmapped(TypeError):
    """A row and its value do not say the same. The message names the field."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """How a field is turned into the form that the value has it in, and back."""

    to_value: Callable[[Any], object]
    to_row: Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Holder:
    """What holds a value: a taxonomy, and in it another value or the taxonomy itself."""

    taxonomy: Taxonomy
    owner: object


class Reference(Protocol):
    """Foreign keys of a row, and what its value says instead of them. `deferred`: the rows that
    they point at are written after the row itself."""

    @property
    def foreign_keys(self) -> tuple[str, ...]: ...

    @property
    def value_fields(self) -> tuple[str, ...]: ...

    @property
    def deferred(self) -> bool: ...

    def read(self, links: Links) -> Fields:
        """What the value says of the rows that its row points at."""

    def links(self, value: Any, holder: Holder) -> Links:  # noqa: ANN401  # values of any type
        """The rows that this one has to point at."""


@dataclass(frozen=True, kw_only=True, eq=False)
class RowMapping:
    """The rows of one table, and the values of one type.

    `attribute` is where the values are held, by the taxonomy or by the value that owns them. Rows
    that belong to another row are its `parts`: `owner` is their foreign key to it, and `attribute`
    also the name under which it finds them. Where `value` is None, each value is a bare string:
    the only field of its row.

    `conversions` are fields that both sides name alike and keep in different forms; `renamed` are
    fields of the value with the name that the row has for them; `constant` fields are the same in
    all rows of this kind; `ignored` ones do not belong to the taxonomy. `retired` fields of the
    value are those that only early editions use: they keep their default. `order` sorts the rows
    where the table's own order is not that of the taxonomy. `siblings` are the look-ups by which
    rows are grouped: a position counts within its group. Rows that belong to another row are
    grouped by it.
    """

    model: type[Row]
    value: type[Value] | None
    attribute: str
    owner: str = ""
    conversions: Mapping[str, Conversion] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    constant: Fields = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    retired: frozenset[str] = frozenset()
    parts: "tuple[RowMapping, ...]" = ()
    order: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._refuse_undeclared()
        if self.value is not None:
            self._refuse(self._row_fields - self._value_fields, self.model, self.value)
            self._refuse(self._value_fields - self._row_fields, self.value, self.model)

    @cached_property
    def same(self) -> tuple[str, ...]:
        """The fields that are copied as they are."""
        return tuple(sorted(self._row_fields - self.conversions.keys()))

    @cached_property
    def bare_field(self) -> str:
        """The only field of rows whose value is a bare string."""
        (name,) = self._row_fields
        return name

    @cached_property
    def key_paths(self) -> Mapping[str, tuple[str, ...]]:
        """The look-ups of the natural key that each foreign key leads to."""
        return {name: tuple(_key_paths(self.model, name)) for name in sorted(self.foreign_keys)}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """All that has to be read of a row to know what its value says."""
        owner = {f"{self.owner}_id"} if self.owner else set()
        paths = _all(self.key_paths.values())
        return tuple(sorted({"pk", *self._row_fields, *self.renamed.values(), *paths, *owner}))

    @cached_property
    def single(self) -> bool:
        """Whether an owner has one row of these at most."""
        return bool(self.owner and self.model._meta.get_field(self.owner).one_to_one)

    @cached_property
    def foreign_keys(self) -> frozenset[str]:
        """The foreign keys of these rows, but for the one to their owner."""
        return frozenset(_all(reference.foreign_keys for reference in self.references))

    @cached_property
    def sibling_paths(self) -> tuple[str, ...] | None:
        """The look-ups by which rows are grouped, as a position counts within its group; None where
        rows have no position, and so the order of other rows."""
        if not any(_is_position(column) for column in self.model._meta.concrete_fields):
            return None
        if not self.owner:
            return self.siblings
        return tuple(
            f"{self.owner}__{path}" for path in related(self.model, self.owner).natural_fields
        )

    @property
    def _row_fields(self) -> frozenset[str]:
        """What a row says of itself, under the names of the value."""
        columns = self.model._meta.concrete_fields
        own = {column.name for column in columns if not _is_position(column)}
        declared = {self.owner, *self.foreign_keys, *self.constant, *self.renamed.values()}
        return frozenset(own - declared - self.ignored - {"id"})

    @property
    def _value_fields(self) -> frozenset[str]:
        """What a value says of its row alone."""
        held = {part.attribute for part in self.parts}
        referring = _all(reference.value_fields for reference in self.references)
        return frozenset(self.value.model_fields if self.value else ()) - {
            *held,
            *referring,
            *self.renamed,
            *self.retired,
        }

    def _refuse_undeclared(self) -> None:
        """A foreign key or a decimal cannot be copied: a value has slugs and whole numbers."""
        for name in sorted(self._row_fields - self.conversions.keys()):
            column = self.model._meta.get_field(name)
            if column.is_relation or isinstance(column, DecimalField):
                raise Unmapped(
                    f"{self.model.__name__}.{name} cannot be copied as it is: say in "
                    "draft/row_mappings.py what its value says instead."
                )

    def _refuse(self, names: frozenset[str], has: type, lacks: type) -> None:
        for name in sorted(names):
            raise Unmapped(
                f"{has.__module__}.{has.__name__} has “{name}” and {lacks.__module__}."
                f"{lacks.__name__} has not: an editor's text would be lost there. Add it to both, "
                "or say in draft/row_mappings.py how they belong together."
            )


def related(model: type[Row], foreign_key: str) -> type[Row]:
    """The table that a foreign key leads to."""
    return cast("type[Row]", model._meta.get_field(foreign_key).related_model)


def _key_paths(model: type[Row], foreign_key: str) -> Iterator[str]:
    for path in related(model, foreign_key).natural_fields:
        yield f"{foreign_key}__{path}"


def _is_position(column: object) -> bool:
    return isinstance(column, PositiveSmallIntegerField) and column.name == "position"


def _all(names: Iterable[Iterable[str]]) -> set[str]:
    return set().union(*names)
