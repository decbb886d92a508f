"""What to agree on software and AI: that the sourcing brief has an annex on it, and its points."""

from dataclasses import dataclass

from matcher.core.implications import Implications
from matcher.presenters.scope import ScopeNote, scope_note
from matcher.web.page import RenderContext


@dataclass(frozen=True, slots=True)
class ResultAnnex:
    """The titles of the clauses, and what is said of those that may apply or are left out."""

    titles: tuple[str, ...]
    note: ScopeNote | None


def result_annex(context: RenderContext, implied: Implications) -> ResultAnnex | None:
    """The annex of the brief of this match; None where it has none."""
    clauses = implied.annex
    if not clauses.applies:
        return None
    answers, buyer = implied.match.answers, implied.buyer
    note = scope_note(context, answers, buyer, clauses, lambda clause: clause.title)
    return ResultAnnex(tuple(clause.title for clause in clauses.applies), note)
