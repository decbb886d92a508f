"""What was picked, as the rules read it."""

from collections.abc import Mapping

NOT_SURE = "not-sure"
"""The answer that every question accepts and that never scores."""

Answer = tuple[str, ...]
"""What was picked for one question: an option; of a question of kind `several` every option that
was ticked, in the order of the options; or *not sure* alone."""

UNSURE: Answer = (NOT_SURE,)

Picks = Mapping[str, Answer]
"""Answers by question."""
