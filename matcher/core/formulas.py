"""What spreadsheets make of cells: what they would take for a formula, and what they write where
one failed."""

import re

_BEGINS = r"\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n]"
"""How a formula begins; the characters by number are the full-width ones of East Asian keyboards.
Some programs pass over blanks before it, over tabs and over line breaks."""

_TO_ESCAPE = re.compile(f"'*{_BEGINS}")
_ESCAPED = re.compile(f"'+{_BEGINS}")

_FAILED = re.compile(
    r"""\#(?!.*[a-zß-ÿа-я])[¡¿]?[\w/]+[!?]  # NAME, REF, VALUE, DIV/0, NULL, NUM, in any language
      | \#(\w/\w|NV)                        # not available
      | \#GETTING_DATA
      | Err:[0-9]{3}                         # by number, as LibreOffice has them""",
    re.VERBOSE,
)


def escaped(cell: str) -> str:
    """The text so that no spreadsheet takes it for a formula: with an apostrophe in front, also
    where it begins with apostrophes and then like one. `unescaped` is the exact inverse."""
    return f"'{cell}" if _TO_ESCAPE.match(cell) else cell


def unescaped(cell: str) -> str:
    """The text as it was before it was escaped."""
    return cell[1:] if _ESCAPED.match(cell) else cell


def is_failed_formula(cell: str) -> bool:
    """Whether this is what a spreadsheet writes where it cannot calculate, such as “#NAME?”."""
    return bool(_FAILED.fullmatch(cell.strip()))
