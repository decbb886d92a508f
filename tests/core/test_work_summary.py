"""What the answers to one piece of work come to, as it is stored with rows of programmes."""

import json

import pytest
from pydantic import ValidationError

from matcher.core import Answers, Taxonomy, load
from matcher.core.programme import work_state
from matcher.core.work_summary import (
    RELEASE,
    FirstPlace,
    WorkSummary,
    dump_summary,
    load_summary,
)
from tests import builders
from tests.stored.samples import FOLDER, RELEASES
from tests.stored.shapes import Shape
from tests.web.editions import small


def summary(**picks: str) -> WorkSummary:
    return work_state(small(), builders.answers(small(), **picks)).summary


def test_it_says_what_is_first_and_what_is_open() -> None:
    assert summary(colour="green", size="not-sure") == WorkSummary(
        firsts=(
            FirstPlace(
                axis="kind",
                top="apple",
                confidence="close-call",
                tied=(),
                runner_up="pear",
                margin=100,
                possible=True,
            ),
        ),
        verdict=None,
        outside=None,
        answered=("colour", "size"),
        unsure=("size",),
        open=(),
    )


def test_nothing_is_first_where_nothing_is_answered() -> None:
    nothing = work_state(small(), Answers()).summary
    assert (nothing.outcome("kind"), nothing.outcome("other"), nothing.answered) == ("", "", ())
    assert nothing.open == ("colour", "size", "taste")


def test_it_is_read_as_it_was_stored_and_what_a_later_release_adds_is_passed_over() -> None:
    whole = summary(colour="green")
    stored = json.loads(dump_summary(whole))
    assert load_summary(json.dumps(stored)) == whole
    assert load_summary(json.dumps(stored | {"novel": 1})) == whole


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"firsts": 1}'])
def test_what_is_no_summary_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        load_summary(text)


def test_what_is_stored_is_what_this_release_says() -> None:
    """If this fails, summaries say something else of the same answers, or more: raise RELEASE, so
    that rows are matched again, and write the sample anew."""
    sample = json.loads((FOLDER / "summaries.json").read_text("utf-8"))
    first = RELEASES[0]
    taxonomy = Taxonomy.from_json(first.edition_json)
    says = {
        name: json.loads(
            dump_summary(work_state(taxonomy, load(row["match_json"]).answers).summary)
        )
        for name, row in first.results.items()
    }
    assert {"release": RELEASE, "summaries": says} == sample
    shape = Shape(WorkSummary)
    assert shape.objects(says.values()).keys() == shape.types
