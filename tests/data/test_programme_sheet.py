"""The questions and answers that we ship, as people have them in spreadsheets."""

import pytest

from matcher.core import NOT_SURE, Taxonomy
from matcher.core.programme_sheet import FOREIGN, NAME, SheetWords, matched_columns
from matcher.core.sheet_cells import CellReader, ReadCell
from matcher.presenters.words import answer_text

pytestmark = pytest.mark.usefixtures("draft")

WORDS = SheetWords(("Name",), ("I’m not sure",), longest_name=120)

EXPORTED = ("Number", "Takes its answers from", "Verdict", "Open questions", "Last change")


def test_every_question_is_known_by_its_slug_and_by_its_prompt(drafted: Taxonomy) -> None:
    slugs = tuple(question.slug for question in drafted.questions)
    prompts = tuple(question.prompt for question in drafted.questions)
    for headings in (slugs, prompts):
        assert matched_columns(drafted, ("Name", *headings), WORDS) == (NAME, *slugs)


def test_what_a_programme_exports_beside_its_answers_is_taken_for_none(drafted: Taxonomy) -> None:
    axes = [name for axis in drafted.axes for name in (axis.name, f"{axis.name}: how sure")]
    columns = matched_columns(drafted, ("Name", *EXPORTED, *axes), WORDS)
    assert columns == (NAME, *[FOREIGN] * (len(EXPORTED) + len(axes)))


def test_every_answer_is_known_by_its_slug_and_by_its_label(drafted: Taxonomy) -> None:
    for question in drafted.questions:
        reader = CellReader(question, WORDS.not_sure)
        for slug in (NOT_SURE, *(option.slug for option in question.options)):
            for cell in (slug, answer_text(question, (slug,))):
                assert reader.read(cell) == ReadCell((slug,)), (question.slug, cell)


def test_several_answers_are_known_as_a_programme_exports_them(drafted: Taxonomy) -> None:
    for question in drafted.questions:
        if question.kind == "several":
            slugs = tuple(option.slug for option in question.options if not option.conflicts)
            reader = CellReader(question, WORDS.not_sure)
            assert reader.read(answer_text(question, slugs)) == ReadCell(slugs)
