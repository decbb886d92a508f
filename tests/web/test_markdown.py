"""Markdown in which every text stays text."""

from collections import Counter
from collections.abc import Iterator
from html import escape

import pytest
from hypothesis import given, strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from matcher.exports.document import (
    Block,
    Document,
    Item,
    Run,
    Text,
    blank,
    bold,
    bullets,
    facts,
    fill,
    join,
    link,
    paragraph,
    plain,
    prose,
    section,
    table,
    under,
)
from matcher.exports.markdown import write_markdown

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


def write(*blocks: tuple[Block, ...]) -> str:
    """The blocks as Markdown, without what is around them."""
    document = Document("", "T", plain("A"), tuple(block for some in blocks for block in some), ())
    return write_markdown(document).removeprefix("# T\n\nA\n\n").removesuffix("\n\n**\n")


def read(*blocks: tuple[Block, ...]) -> str:
    return READER.render(write(*blocks))


def looks(tokens: list[Token]) -> Iterator[tuple[str, bool, bool, bool, str]]:
    """How a reader of Markdown shows each character."""
    depth, url = Counter(), ""
    for token in tokens:
        if token.nesting:
            name = token.type.partition("_")[0]
            depth[name] += token.nesting
            url = str(token.attrGet("href") or "") if name == "link" else url
        for character in token.content:
            bold, italic = bool(depth["strong"]), bool(depth["em"])
            yield character, bold, italic, token.type == "code_inline", url


@given(nasty)
def test_a_text_is_read_as_it_was_written_wherever_it_is(text):
    shown = escape(" ".join(text.split()), quote=False).replace('"', "&quot;")
    assert read(paragraph(text)) == f"<p>{shown}</p>\n"
    assert read(section(1, text, paragraph("x"))) == f"<h2>{shown}</h2>\n<p>x</p>\n"
    assert read(bullets([text])) == f"<ul>\n<li>{shown}</li>\n</ul>\n"
    assert read(bullets([text], numbered=True)) == f"<ol>\n<li>{shown}</li>\n</ol>\n"
    assert read(bullets([under(text, [text])])) == (
        f"<ul>\n<li>{shown}\n<ul>\n<li>{shown}</li>\n</ul>\n</li>\n</ul>\n"
    )


@given(prosaic)
def test_a_text_of_the_taxonomy_is_read_as_its_page_shows_it(text):
    (line,) = READER.parseInline(write(paragraph(prose(text))))
    assert list(looks(line.children)) == [
        (character, run.bold, run.italic, run.code, run.url)
        for run in prose(text)
        for character in run.text
    ]


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
    assert write(paragraph(text)) == (text if written is None else written)


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
        ("**[a](https://x.org/) b** c", "**[a](https://x.org/) b** c"),
        ("``a`b``", "``a`b``"),
        (r"\[x\]", r"\[x\]"),
        (r"so\![x](https://x.org/)", r"so\![x](https://x.org/)"),
        ("<b>x</b>", "&lt;b>x&lt;/b>"),
        ("# x", r"\# x"),
    ],
)
def test_links_emphasis_and_code_of_the_taxonomy_are_kept_and_nothing_else(text, written):
    assert write(paragraph(prose(text))) == written


def test_a_link_leads_to_a_page_or_is_no_link():
    assert write(paragraph(link("A [b]", "https://x.org/a b?c=(d)&copy;"))) == (
        r"[A \[b\]](https://x.org/a%20b?c=%28d%29&amp;copy;)"
    )
    assert link("A", "javascript:alert(1)") == link("A", "") == (Run("A"),)
    assert write(paragraph(link("https://x.org/_a_", "https://x.org/_a_"))) == "<https://x.org/_a_>"


def test_a_sentence_of_ours_has_bold_parts_and_its_values_are_only_text():
    text: Text = fill("**%(a)s**: %(b)s", a="*", b=bold("x"))
    assert text == (Run("*", bold=True), Run(": "), Run("x", bold=True))
    assert write(paragraph(text)) == r"**\***: **x**"
    assert join(["a", "", bold("b")], ", ") == (Run("a, "), Run("b", bold=True))


def test_a_blank_keeps_its_brackets_and_is_no_link():
    assert write(paragraph(blank("a [b](https://x.org/)"))) == (
        r"[to be filled in: a \[b\](https://x.org/)]"
    )


def test_rows_stand_below_each_other_under_their_first_cell():
    rows = [("a", "b", ""), ("c", prose("**d**"), "e?")]
    assert write(table((("A", 1), ("B", 1), ("C?", 1)), rows)) == (
        "- **a**\n  - B: b\n- **c**\n  - B: **d**\n  - C? e?"
    )
    assert write(facts([("Who?", "Us"), ("When", "Now")])) == "- **Who?** Us\n- **When**: Now"


def test_what_is_empty_leaves_no_trace():
    assert section(1, "B", (), paragraph("", "")) == bullets([]) == facts([]) == ()
    assert table((("A", 1),), []) == paragraph() == ()
    assert under("a", ["", "b"]) == Item((Run("a"),), ((Run("b"),),))


def test_characters_that_no_file_may_hold_are_left_out():
    assert plain("a\x00b\u202ec\ufffe\ud800d\n e") == (Run("abcd e"),)
