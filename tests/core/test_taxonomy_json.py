"""A taxonomy as one JSON document: the same bytes, and errors with their locations."""

import json

import pytest

from matcher.core import Taxonomy, TaxonomyJsonError, read_taxonomy, write_taxonomy
from tests import builders

SMALL = builders.taxonomy(
    axes=[builders.axis("colour")],
    outcomes={"colour": ["red", "blue"]},
    questions=[builders.question("light", "day", "night", colour=1.5)],
)


def changed(**fields: object) -> bytes:
    return json.dumps({**json.loads(write_taxonomy(SMALL)), **fields}).encode()


def findings(data: bytes) -> list[tuple[str, str]]:
    with pytest.raises(TaxonomyJsonError) as caught:
        read_taxonomy(data)
    return [(one.location, one.sentence) for one in caught.value.findings]


def test_what_is_written_is_read_and_written_again_as_the_same_bytes() -> None:
    document = write_taxonomy(SMALL)
    assert read_taxonomy(document.encode()) == SMALL
    assert write_taxonomy(read_taxonomy(document.encode())) == document


@pytest.mark.django_db
def test_the_delivered_taxonomy_survives_too(drafted: Taxonomy) -> None:
    document = write_taxonomy(drafted)
    assert write_taxonomy(read_taxonomy(document.encode())) == document


def test_a_document_is_readable_by_people() -> None:
    assert write_taxonomy(SMALL).splitlines()[:4] == [
        "{",
        '  "axes": [',
        "    {",
        '      "slug": "colour",',
    ]
    assert write_taxonomy(SMALL).endswith("}\n")


def test_a_mark_that_an_editor_left_at_the_start_is_no_part_of_it() -> None:
    assert read_taxonomy(b"\xef\xbb\xbf" + write_taxonomy(SMALL).encode()) == SMALL


@pytest.mark.parametrize(
    ("data", "where", "sentence"),
    [
        (b"", "line 1, column 1", "This is not JSON: Expecting value."),
        (b'{"axes":\n  [}', "line 2, column 4", "This is not JSON: Expecting value."),
        ('{"ä":\n"é'.encode() + b"\xff", "line 2, column 3", "This is not UTF-8 text."),
        (b'{"axes": [], "axes": []}', "document", "“axes” appears twice in one object."),
        (b"[" * 100_000, "document", "It is nested too deeply to be a taxonomy."),
        (b"[]", "document", "An object is expected here."),
        (b"1", "document", "An object is expected here."),
        (b"\x00\x00", "line 1, column 1", "This is not JSON: Expecting value."),
    ],
    ids=[
        "empty",
        "a bracket too many",
        "another encoding",
        "a name twice",
        "nested",
        "a list",
        "a number",
        "binary",
    ],
)
def test_what_is_no_document_is_refused_with_its_place(
    data: bytes, where: str, sentence: str
) -> None:
    assert findings(data) == [(where, sentence)]


def test_half_a_letter_is_refused() -> None:
    expected = [("document", "It contains half of a character: U+D800.")]
    assert findings(b'{"axes": "\\ud800"}') == expected


def test_a_number_too_long_to_read_is_refused() -> None:
    expected = [("document", "It contains a number that is too long to be read.")]
    assert findings(b"[" + b"9" * 5000 + b"]") == expected


def test_a_number_that_is_none_is_refused() -> None:
    assert findings(b'{"axes": [Infinity]}') == [
        ("document", "This is not JSON: Infinity is not a number.")
    ]


QUESTION = json.loads(write_taxonomy(SMALL))["questions"][0]
VERDICT = {"slug": "go", "name": "Go", "text": "", "severity": 0, "proceeds": True}


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"colour": 1}, [("colour", "There is no such field.")]),
        ({"axes": {}}, [("axes", "A list is expected here.")]),
        ({"outcomes": [3]}, [("outcomes[0]", "An object is expected here.")]),
        (
            {"questions": [{**QUESTION, "options": [{"label": 1}], "ordered": "yes"}]},
            [
                ("questions[0].ordered", "true or false is expected here."),
                ("questions[0].options[0].slug", "This field is missing."),
                ("questions[0].options[0].label", "A text is expected here."),
                ("questions[0].options[0].hint", "This field is missing."),
            ],
        ),
        (
            {"questions": [{**QUESTION, "part": "elsewhere"}]},
            [("questions[0].part", "Input should be 'work' or 'terms'.")],
        ),
        (
            {"verdicts": [{**VERDICT, "run": 1, "tint": "pink"}]},
            [
                ("verdicts[0].run", "A text is expected here."),
                (
                    "verdicts[0].tint",
                    "Input should be 'go', 'pilot', 'not-yet', 'keep', 'hold' or 'open'.",
                ),
            ],
        ),
        (
            {"bands": [{"minimum": 1.5, "verdict": None}]},
            [
                ("bands[0].minimum", "A whole number is expected here."),
                ("bands[0].verdict", "A text is expected here."),
            ],
        ),
    ],
    ids=[
        "unknown field",
        "no list",
        "no object",
        "missing",
        "no choice",
        "no tint",
        "wrong types",
    ],
)
def test_what_is_no_taxonomy_is_refused_with_every_place(
    fields: dict[str, object], found: list[tuple[str, str]]
) -> None:
    assert findings(changed(**fields)) == found
