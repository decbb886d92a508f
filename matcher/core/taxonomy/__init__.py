"""The taxonomy: its values with their index, its row types, and the difference between two."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Self

from matcher.core.taxonomy.index import Index
from matcher.core.taxonomy.values import TaxonomyValues


class Taxonomy(TaxonomyValues):
    """Everything a match is computed from, with an index to look it up."""

    @cached_property
    def index(self) -> Index:
        """The look-ups over these values, which live as long as the taxonomy. They read a copy
        that shares its values: were they to hold the taxonomy that holds them, both would stay in
        memory until the garbage collector comes by."""
        return Index(self.model_copy())

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy, in which `update` replaces values. It gets an index of its own."""
        copied = super().model_copy(update=update, deep=deep)
        copied.__dict__.pop("index", None)
        return copied
