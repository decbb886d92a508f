"""Sentences that do not go with the sign of their evidence."""

import pytest

from matcher.core import Taxonomy
from matcher.core.checks.signs import contrary_sentences, turned_signs
from matcher.core.taxonomy.row_ref import row_ref
from matcher.core.taxonomy.values import Evidence
from tests import builders

CELL = row_ref("evidence", "colour", "red", "kind", "apple")
SENTENCE = "Red goes with apples."


def taxonomy(strength: int, sentence: str = SENTENCE, *, excludes: bool = False) -> Taxonomy:
    return builders.taxonomy(
        axes=[builders.axis("kind")],
        outcomes={"kind": ["apple", "pear"]},
        questions=[builders.question("colour", "red", "green", kind=1)],
        evidence=[
            Evidence(
                question="colour",
                option="red",
                axis="kind",
                outcome="apple",
                strength=strength,
                sentence=sentence,
                excludes=excludes,
            )
        ],
    )


@pytest.mark.parametrize(
    ("strength", "sentence", "speaks"),
    [
        (2, "Apples are seldom red.", "for"),
        (3, "Red is not a colour of apples.", "for"),
        (1, "This is the wrong fruit.", "for"),
        (-1, "Being red is what apples are for.", "against"),
        (-2, "Red is exactly right.", "against"),
    ],
)
def test_a_sentence_that_argues_against_its_own_sign_is_a_warning(
    strength: int, sentence: str, speaks: str
) -> None:
    (finding,) = contrary_sentences(taxonomy(strength, sentence))
    assert (finding.level, finding.code, finding.location) == (
        "warning",
        "contrary-sentence",
        CELL,
    )
    assert f"speaks {speaks} the outcome" in finding.sentence
    assert sentence in finding.sentence
    assert list(contrary_sentences(taxonomy(-strength, sentence))) == []


@pytest.mark.parametrize(
    "sentence",
    [
        SENTENCE,
        "So little red seldom hurts an apple.",
        "No apple is seldom red.",
        "Äpfel sind rot.",
    ],
    ids=["plain", "turned round", "turned round twice", "another language"],
)
@pytest.mark.parametrize("strength", [2, -2])
def test_what_single_words_cannot_tell_is_let_pass(strength: int, sentence: str) -> None:
    assert list(contrary_sentences(taxonomy(strength, sentence))) == []


def test_ruling_out_counts_as_speaking_against() -> None:
    (finding,) = contrary_sentences(taxonomy(0, "Red is exactly right.", excludes=True))
    assert "speaks against the outcome" in finding.sentence


@pytest.mark.parametrize(("before", "after", "now"), [(-1, 3, "for"), (2, -1, "against")])
def test_a_sign_that_turned_under_an_unchanged_sentence_is_a_warning(
    before: int, after: int, now: str
) -> None:
    (finding,) = turned_signs(taxonomy(before), taxonomy(after))
    assert (finding.level, finding.code, finding.location) == ("warning", "turned-sign", CELL)
    assert f"now speaks {now} the outcome" in finding.sentence


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (taxonomy(1), taxonomy(3)),
        (taxonomy(-1), taxonomy(3, "Another sentence.")),
        (taxonomy(0), taxonomy(3)),
        (taxonomy(-1), taxonomy(0, excludes=True)),
    ],
    ids=["only stronger", "another sentence", "from nothing", "ruled out"],
)
def test_any_other_change_of_a_cell_is_none(before: Taxonomy, after: Taxonomy) -> None:
    assert list(turned_signs(before, after)) == []


def test_what_is_shipped_argues_for_itself(drafted: Taxonomy) -> None:
    assert list(contrary_sentences(drafted)) == []
