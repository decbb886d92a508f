"""Lists of what visitors keep, which has no end."""

from functools import cached_property

from django.core.paginator import Paginator

MOST_LISTED = 10_000
"""Rows that a list leads to. To count a million takes seconds, and nobody turns that many pages: a
search or a filter finds the others."""


class FirstRows(Paginator):  # type: ignore[type-arg]  # what it is used for is Django's to say
    """The pages of the first MOST_LISTED rows."""

    @cached_property
    def count(self) -> int:
        """How many rows are listed: as many as there are, or MOST_LISTED."""
        counted: int = self.object_list.order_by()[:MOST_LISTED].count()  # type: ignore[attr-defined]
        return counted
