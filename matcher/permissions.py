"""The permissions that the desk asks for, by what they allow."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


@dataclass(frozen=True, slots=True)
class Permission:
    """Something that may be done by whoever has any one of these permissions of Django."""

    any_of: tuple[str, ...]

    def is_granted_to(self, user: "User | AnonymousUser") -> bool:
        """Whether this user may do it."""
        return any(map(user.has_perm, self.any_of))


VIEW_EDITIONS = Permission(("matcher.view_edition",))
PUBLISH = Permission(("matcher.publish_edition",))
ACCEPT_FAILING_CASES = Permission(("matcher.accept_failing_cases",))
PREVIEW_DRAFT = Permission(("matcher.change_question",))
VIEW_QUESTIONS = Permission(("matcher.view_question", "matcher.change_question"))
VIEW_CASES = Permission(("matcher.view_case",))
ADD_CASES = Permission(("matcher.add_case",))
VIEW_EVIDENCE = Permission(("matcher.view_evidence", "matcher.change_evidence"))

EVIDENCE_EDITING = ("matcher.add_evidence", "matcher.change_evidence", "matcher.delete_evidence")
"""All of them are needed: a cell of a grid is added, changed and emptied alike."""
