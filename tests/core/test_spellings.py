"""Texts that are known however they are written."""

import pytest

from matcher.core.spellings import Spelled, Spellings

KNOWN = Spellings(
    (
        ("internal-ops", "inside"),
        ("Our own, internal people", "inside"),
        ("External customers", "outside"),
        ("10 to 50 cases", "some"),
        ("Regulated", "rules"),
        ("Colour centre", "colour"),
        ("Carts", "carts"),
        ("Cards", "cards"),
        ("?!", "nothing"),
    )
)


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("internal-ops", Spelled("inside")),
        ("INTERNAL OPS", Spelled("inside")),
        (" our own internal people.", Spelled("inside")),
        ("color center", Spelled("colour")),
        ("Cards", Spelled("cards")),
        ("extrenal custommers", Spelled("outside", is_close=True)),
        ("Externl customers", Spelled("outside", is_close=True)),
        ("customers", None),
        ("not regulated", None),
        ("unregulated", None),
        ("internal customers", None),
        ("10 to 90 cases", None),
        ("10 to 500 cases", None),
        ("10 to 50 casses", Spelled("some", is_close=True)),
        ("cardts", None),
        ("e" * 100_000, None),
        ("", None),
        ("?!", None),
    ],
    ids=[
        *("a slug", "a slug by its words", "punctuation", "the other side of the Atlantic"),
        *("exact before close", "two slips", "a letter less", "a word less", "a word more"),
        *("the opposite in one word", "the opposite in two", "another number", "a digit more"),
        *("a slip beside a number", "close to two", "endless", "nothing", "no word"),
    ],
)
def test_a_text_is_known_but_for_a_slip_of_the_pen(text: str, spelled: Spelled | None) -> None:
    assert KNOWN.read(text) == spelled
