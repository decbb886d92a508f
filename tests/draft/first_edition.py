"""A draft that says an edition, cases included, as a database of an earlier release does."""

from matcher.draft.apply import apply_taxonomy
from matcher.draft.shipped import ShippedEdition
from matcher.draft.upgrade_cases import write_cases
from matcher.draft.writer import Provenance


def draft_edition(edition: ShippedEdition) -> None:
    """Write the edition into an empty draft."""
    examples = tuple(case.as_example() for case in edition.cases if case.example)
    taxonomy = edition.taxonomy.model_copy(update={"examples": examples})
    apply_taxonomy(taxonomy, reason="The taxonomy as delivered")
    write_cases(edition.cases, taxonomy, Provenance.now("The taxonomy as delivered", None))
