"""Names of files in any script, and the header that says them."""

from urllib.parse import unquote

import pytest
from hypothesis import given, strategies as st

from matcher.web.file_names import MAX_BYTES, content_disposition, file_name

END = ("2026-11-29", "brief.docx")


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("Apples & pears", "Apples & pears "),
        ("", ""),
        ("果物", "果物 "),
        ("Café", "Café "),
        ("שלום: 12-34", "שלום 12-34 "),
        ("नमस्ते", "नमस्ते "),
        ("👨\u200d👩\u200d👧 x", "👨\u200d👩\u200d👧 x "),
        ("../../etc/passwd", "etc passwd "),
        ('C:\\a|b?*<c>"', "C a b c "),
        ("a\x00\u202eb\u2066c\ue000", "abc "),
        ("...", ""),
        (" a \n b ", "a b "),
    ],
)
def test_a_name_keeps_its_script_and_loses_what_is_invisible_or_reserved(name, cleaned):
    assert file_name(name, *END) == f"{cleaned}2026-11-29 brief.docx"


@given(st.text(max_size=600))
def test_a_name_is_never_too_long_nor_broken(name):
    cleaned = file_name(name, *END).removesuffix("2026-11-29 brief.docx")
    assert len(cleaned.encode()) <= MAX_BYTES + 1
    assert not set('<>:"/\\|?*%\r\n\x00') & set(cleaned)


@given(st.text(max_size=100))
def test_the_header_is_one_line_of_ascii_that_says_the_whole_name(name):
    written = file_name(name, *END)
    header = content_disposition(written, attached=True)
    assert header.isascii()
    assert header.isprintable()
    assert header.startswith('attachment; filename="')
    assert header.count('"') == 2
    said = header.partition("filename*=UTF-8''")[2]
    assert (unquote(said) if said else header.split('"')[1]) == written


def test_old_programs_get_a_name_without_accents():
    assert content_disposition("Café 果物.docx", attached=False) == (
        "inline; filename=\"Cafe .docx\"; filename*=UTF-8''Caf%C3%A9%20%E6%9E%9C%E7%89%A9.docx"
    )
