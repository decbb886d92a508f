"""Markdown in which every text stays text."""

from html import escape

import pytest
from hypothesis import given, strategies as st
from markdown_it import MarkdownIt

from matcher.exports.markdown import (
    Markdown,
    bullets,
    document,
    fill,
    heading,
    join_inline,
    link,
    plain,
    rich,
    section,
    under,
)
from matcher.web.prose import prose

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""Reads everything that a reader of Markdown may: HTML, tables and crossed out text too."""

nasty = st.text("ab1.)-+*_`[]()<>!&;#~\\|=: \t\n\"'/@", max_size=14).filter(
    lambda text: text.strip()
)
prosaic = (
    st.lists(
        st.sampled_from([*"ab1.*_`[]()<>!&;#\\ :", "[a](https://x.org/_?b=1&copy;)"]), max_size=14
    )
    .map("".join)
    .filter(lambda text: text.strip())
)


def read(*blocks: str) -> str:
    return READER.render(document(*blocks))


@given(nasty)
def test_a_text_is_read_as_it_was_written_wherever_it_is(text):
    shown = escape(" ".join(text.split()), quote=False).replace('"', "&quot;")
    assert read(plain(text)) == f"<p>{shown}</p>\n"
    assert read(heading(2, text)) == f"<h2>{shown}</h2>\n"
    assert read(bullets([text])) == f"<ul>\n<li>{shown}</li>\n</ul>\n"
    assert read(bullets([under(text, [text])])) == (
        f"<ul>\n<li>{shown}\n<ul>\n<li>{shown}</li>\n</ul>\n</li>\n</ul>\n"
    )


@given(prosaic)
def test_a_text_of_the_taxonomy_is_read_as_its_page_shows_it(text):
    shown = prose(" ".join(text.split())).replace(' rel="nofollow noopener noreferrer"', "")
    assert READER.renderInline(rich(text)) == shown
    assert read(bullets([rich(text)])) == f"<ul>\n<li>{shown}</li>\n</ul>\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Returns & refunds (5%): R&D, 2 < 3 > 1, it's “fine”!", None),
        ("−4.5 to +3 – see 2. below", None),
        ("# x [a](javascript:alert(1))", r"\# x \[a\](javascript:alert(1))"),
        ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
        ("a\n\n    b", "a b"),
        ("1. one", r"1\. one"),
        ("- one", r"\- one"),
        ("> one", r"\> one"),
        ("&copy; & co", r"\&copy; & co"),
        (r"a\*b", r"a\\\*b"),
    ],
)
def test_only_what_could_begin_something_is_marked(text, written):
    assert plain(text) == (text if written is None else written)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "See [a *big* chart, B](https://x.org/a_(b)).",
            "See [a *big* chart, B](https://x.org/a_%28b%29).",
        ),
        ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
        ("[x](/families/)", r"\[x\](/families/)"),
        ("**bold** and `a|b`", "**bold** and `a|b`"),
        ("``a`b``", "``a`b``"),
        (r"\[x\]", r"\[x\]"),
        ("<b>x</b>", "&lt;b>x&lt;/b>"),
        ("# x", r"\# x"),
    ],
)
def test_links_emphasis_and_code_of_the_taxonomy_are_kept_and_nothing_else(text, written):
    assert rich(text) == written


def test_a_link_leads_to_a_page_or_is_no_link():
    assert link("A [b]", "https://x.org/a b?c=(d)&copy;") == (
        r"[A \[b\]](https://x.org/a%20b?c=%28d%29&amp;copy;)"
    )
    assert link("A [b]", "javascript:alert(1)") == r"A \[b\]"


def test_values_are_marked_once_and_markdown_never():
    assert fill("**%(a)s** %(b)s", a="*", b=Markdown("*x*")) == r"**\*** *x*"
    assert join_inline(["*", "", Markdown("*x*")], ", ") == r"\*, *x*"
    assert plain(plain("*")) == r"\*"


def test_what_is_empty_leaves_no_trace():
    assert document("", heading(1, "A"), section(2, "B", "", ""), section(2, "C", "", "c")) == (
        "# A\n\n## C\n\nc\n"
    )
    assert bullets([]) == ""
