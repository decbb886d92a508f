"""The taxonomy: its values with their index, its row types, and the difference between two."""

from functools import cached_property

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
