"""Evidence whose sentence does not go with its sign: one that argues the other way, and one that
stayed as it was when the sign was turned round."""

import re

from matcher.core.checks.findings import Findings, warning
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.row_ref import RowRef, row_ref
from matcher.core.taxonomy.values import Evidence

ARGUES_AGAINST = re.compile(
    r"\b(seldom|rarely|neither|does not|do not|are not|not an?|wrong)\b", re.IGNORECASE
)
"""Words of a sentence against an outcome."""

TURNS_AROUND = re.compile(r"\b(few|little|no|nobody|nothing|without)\b", re.IGNORECASE)
"""Words that may turn such a sentence round: “so little work seldom repays the effort”."""

ARGUES_FOR = re.compile(r"\bis what [^,;]+ (do|does|is for|are for)\b|\bexactly\b", re.IGNORECASE)
"""Words of a sentence for an outcome."""


def contrary_sentences(taxonomy: Taxonomy) -> Findings:
    """Cells whose sentence argues against their own sign, as far as single words can tell. Most
    sentences have none of these words: they are let pass."""
    for cell in taxonomy.evidence:
        side = _side(cell.sentence)
        if side * _sign(cell) < 0:
            speaks, argues = ("against", "for") if side > 0 else ("for", "against")
            yield warning(
                "contrary-sentence",
                _location(cell),
                f"{_name(taxonomy, cell)} speaks {speaks} the outcome, but its sentence argues "
                f"{argues} it: “{cell.sentence}”",
            )


def turned_signs(before: Taxonomy, after: Taxonomy) -> Findings:
    """Cells whose sign was turned round under an unchanged sentence, so that this one most likely
    argues against it now."""
    old = {_location(cell): cell for cell in before.evidence}
    for cell in after.evidence:
        was = old.get(_location(cell))
        if was and was.sentence == cell.sentence and _sign(was) * _sign(cell) < 0:
            now = "for" if _sign(cell) > 0 else "against"
            yield warning(
                "turned-sign",
                _location(cell),
                f"{_name(after, cell)} now speaks {now} the outcome, and its sentence is still the "
                f"old one: “{cell.sentence}”",
            )


def _side(sentence: str) -> int:
    """1 where the words of the sentence argue for the outcome, -1 against it, 0 where they do not
    tell."""
    if ARGUES_AGAINST.search(sentence):
        return 0 if TURNS_AROUND.search(sentence) else -1
    return 1 if ARGUES_FOR.search(sentence) else 0


def _sign(cell: Evidence) -> int:
    return -1 if cell.excludes or cell.strength < 0 else cell.strength


def _location(cell: Evidence) -> RowRef:
    return row_ref("evidence", cell.question, cell.option, cell.axis, cell.outcome)


def _name(taxonomy: Taxonomy, cell: Evidence) -> str:
    question = taxonomy.index.question_by_slug[cell.question]
    option = question.option(cell.option)
    label = option.label if option else cell.option
    return f"“{label}” on “{taxonomy.index.outcome_name(cell.axis, cell.outcome)}”"
