"""JSON read strictly, with a reason for every refusal."""

import json

import pytest
from hypothesis import given, strategies as st

from matcher.core.formats.strict_json import InvalidJson, Position, Reason, read_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts),
    max_leaves=20,
)


@given(VALUES, st.booleans(), st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_what_json_can_write_is_read_back(value: object, escaped: bool, mark: bytes) -> None:
    text = json.dumps(value, ensure_ascii=escaped)
    if "Infinity" not in text:
        assert read_json(mark + text.encode()) == (text, value)


def refusal(data: bytes) -> tuple[Reason, str, Position | None]:
    with pytest.raises(InvalidJson) as caught:
        read_json(data)
    return caught.value.reason, caught.value.detail, caught.value.position


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ("grammar", "Expecting value", Position(1, 1, 1))),
        (b'{"a":\n [}', ("grammar", "Expecting value", Position(2, 3, 9))),
        (b"{} {}", ("grammar", "Extra data", Position(1, 4, 4))),
        ('"é'.encode() + b"\xff", ("encoding", "", Position(1, 3, 4))),
        (b"\xef\xbb\xbf\n\xff", ("encoding", "", Position(2, 1, 2))),
        (b'"\xed\xa0\x80"', ("encoding", "", Position(1, 2, 2))),
        (b"\xff\xfe1\x00", ("encoding", "", Position(1, 1, 1))),
        (b"[NaN]", ("constant", "NaN", None)),
        (b"-Infinity", ("constant", "-Infinity", None)),
        (b"9" * 5_000, ("number", "", None)),
        (b"[" * 100_000, ("nesting", "", None)),
        (b'{"a": 1, "b": 2, "a": 1}', ("name", "a", None)),
        (b'[{"b": [{"": 1, "": 2}]}]', ("name", "", None)),
        (b'{"a": ["\\uD800"]}', ("half character", "U+D800", None)),
        (b'{"\\udfff": 1}', ("half character", "U+DFFF", None)),
    ],
)
def test_what_is_read_in_two_ways_or_none_is_refused(
    data: bytes, expected: tuple[Reason, str, Position | None]
) -> None:
    assert refusal(data) == expected


def test_a_pair_of_escaped_halves_is_one_character() -> None:
    assert read_json(rb'"\ud83d\ude00 \\ud800"')[1] == "😀 \\ud800"


def test_a_name_given_twice_leaves_the_rest_readable() -> None:
    with pytest.raises(InvalidJson) as caught:
        read_json(b'{"id": 1, "answers": {"a": 1, "a": 2}}')
    assert caught.value.value == {"id": 1, "answers": {"a": 2}}
    assert caught.value.owner == {"a": 2}


def test_many_names_cost_no_more_than_reading_them() -> None:
    names = ", ".join(f'"{number}": 0' for number in [*range(50_000), 49_999])
    assert refusal(f"{{{names}}}".encode()) == ("name", "49999", None)
