"""Codes of other classifications: their form, and what has the code that somebody types.

Nothing here scores. A code leads to a family or a service line, as a word of the dictionary does.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import Code, CodeScheme, Outcome, ServiceLine

DIGIT = "N"
"""What stands for a digit in the form of a code. Everything else stands for itself."""

_DIGITS = frozenset("0123456789")


def has_form(code: str, forms: Iterable[str]) -> bool:
    """Whether the code is written in one of the forms, such as NN-NNNN.NN."""
    return any(_fits(code, form) for form in forms)


def _fits(code: str, form: str) -> bool:
    return len(code) == len(form) and all(
        character in _DIGITS if place == DIGIT else character == place
        for character, place in zip(code, form, strict=True)
    )


def without_check_digit(code: str, forms: tuple[str, ...]) -> str:
    """The code without the hyphen and digit that one of its forms adds to another."""
    shorter = code[:-2]
    return shorter if code[-2:-1] == "-" and has_form(shorter, forms) else code


class CodeHolder(NamedTuple):
    """A code, and what has it: a service line, or its family as a whole."""

    code: Code
    family: Outcome
    line: ServiceLine | None = None


class CodeHit(NamedTuple):
    """A code that somebody typed, in the classification that has it, and all that hold it."""

    scheme: CodeScheme
    code: Code
    holders: tuple[CodeHolder, ...]


def codes_of(family: Outcome, lines: Iterable[ServiceLine]) -> Iterator[CodeHolder]:
    """The codes of the family as a whole, and then those of these service lines of it."""
    yield from (CodeHolder(code, family) for code in family.codes)
    for line in lines:
        yield from (CodeHolder(code, family, line) for code in line.codes)


def code_hits(taxonomy: Taxonomy, text: str) -> tuple[CodeHit, ...]:
    """What has the code that the text is, alone or beside the name of its classification: “CPV
    79512000-6”. Nothing where the text is anything else; one hit for each classification that has
    the code."""
    return tuple(
        CodeHit(scheme, found[0].code, found)
        for scheme in taxonomy.code_schemes
        if (typed := _typed_code(scheme, text))
        if (found := tuple(_holding(taxonomy, scheme, typed)))
    )


def _typed_code(scheme: CodeScheme, text: str) -> str:
    """The code in the text; empty where it has more words than that and the name."""
    names = {*scheme.name.casefold().split(), *re.findall(r"\w+", scheme.name.casefold())}
    words = [word for word in text.split() if has_form(word, scheme.forms)]
    others = {word.casefold().strip(":") for word in text.split()} - {*words, *names}
    return words[0] if len(words) == 1 and not others else ""


def _holding(taxonomy: Taxonomy, scheme: CodeScheme, typed: str) -> Iterator[CodeHolder]:
    wanted = without_check_digit(typed, scheme.forms)
    for family in taxonomy.outcomes:
        for holder in codes_of(family, family.service_lines):
            code = holder.code
            if code.scheme == scheme.slug and wanted == without_check_digit(
                code.code, scheme.forms
            ):
                yield holder
