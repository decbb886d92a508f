"""From the rows of the draft to its taxonomy."""

import pytest

from matcher.draft.compile import compile_draft
from matcher.models import Evidence, Option, Outcome, Question


@pytest.mark.usefixtures("draft")
def test_rows_that_share_a_position_come_in_the_order_in_which_they_were_added() -> None:
    for model in (Question, Option, Outcome):
        model.objects.update(position=0)
    Evidence.objects.filter(strength=1).update(strength=2)  # PostgreSQL moves rows it updates
    cells = compile_draft().evidence
    added = Evidence.objects.order_by("outcome__axis__position", "pk").values_list("sentence")
    assert [(cell.sentence,) for cell in cells] == list(added)
