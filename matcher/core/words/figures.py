"""From where on something is said of a suggestion. Every figure is read off a table of
docs/suggestions.md, which `python -m tests.bench.words` writes."""

from typing import NamedTuple


class Figures(NamedTuple):
    """What an engine goes by.

    `nearest_groups`: of its groups of texts so many that are nearest speak for a subject; the best
    single one is the worst rule, and all together are blurred. `two_from`: from this score of the
    first on, two hold a right one more often than three do otherwise. `often_right_from`: from this
    lead of the first over the second on, the first is right in five of six texts. `near_enough`:
    below this nearness of the text and the nearest group of the first family there is too little to
    go by, as in a greeting; about a cosine. `shared_enough`: where less than this share of the
    words stands in our texts, the text is about something else, such as a recipe.
    """

    nearest_groups: int
    two_from: float
    often_right_from: float
    near_enough: float
    shared_enough: float


BY_WORDS = Figures(8, two_from=1.8, often_right_from=1.6, near_enough=0.33, shared_enough=0.46)
"""Where the word table says what a text means."""

BY_SENTENCES = Figures(12, two_from=1.7, often_right_from=1.4, near_enough=0.33, shared_enough=0.46)
"""Where a sentence model does."""
