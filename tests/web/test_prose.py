"""Sentences of editors as HTML."""

import pytest
from hypothesis import given, strategies as st
from markdown_it.common.utils import escapeHtml
from markupsafe import Markup

from matcher.web.prose import ProseParser, prose

PARSER = ProseParser()
LINK = "[A study (B & C)](https://x.org/a_b/?q=1#c)"

prosaic = st.lists(
    st.sampled_from(
        [*"ab1.*_`[]()<>!&;#\\ :'\"%\n", LINK, "[d](https://x.org/?a=1&copy;)", "](", "https://"]
    ),
    max_size=14,
).map("".join)


@given(prosaic)
def test_what_is_written_without_the_parser_is_what_the_parser_writes(text):
    html = prose(text)
    written = html if isinstance(html, Markup) else escapeHtml(html)
    assert written == PARSER.renderInline(text)


def test_a_text_without_markup_stays_a_plain_string():
    assert type(prose("Less than 3 & more than 2")) is str


def linked(url: str, label: str) -> str:
    return f'<a href="{url}" rel="nofollow noopener noreferrer">{label}</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (f"See ({LINK}).", f"See ({linked('https://x.org/a_b/?q=1#c', 'A study (B &amp; C)')})."),
        ("[a](javascript:alert)", "[a](javascript:alert)"),
        ("[<b>](https://x.org/)<i>", f"{linked('https://x.org/', '&lt;b&gt;')}&lt;i&gt;"),
        ("*Ask:* a[b](https://x.org/)", f"<em>Ask:</em> a{linked('https://x.org/', 'b')}"),
    ],
)
def test_links_lead_to_pages_and_everything_else_is_text(text, html):
    assert prose(text) == Markup(html)
