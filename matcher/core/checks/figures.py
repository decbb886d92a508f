"""Figures and names of rules in texts that do not say where they come from."""

import re
from collections.abc import Iterable, Iterator
from textwrap import shorten

from matcher.core.checks.findings import Findings, warning
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.row_ref import RowTypeName
from matcher.core.taxonomy.row_types import TaxonomyRow
from matcher.core.taxonomy.values import Regime, Source

# ── What a figure is ─────────────────────────────────────────────────────────────────────

_NUMBER = r"\d+(?:[.,]\d+)*"
_AMOUNT = rf"{_NUMBER}(?:(?:\s?[–-]\s?|\sto\s){_NUMBER})?"
_START = r"(?<![\w.,-])"
_IN_WORDS = (
    r"\b(?i:[a-z]+ty-)?(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion)"
)
_LARGE = r"(?:\s(?:hundred|thousand|million|billion))?"
_CODES = r"(?:EUR|USD|GBP|CHF|JPY|INR|AUD)"
_MONEY = r"(?:euros?|dollars?|pounds?|cents?|pence|francs?|rupees?|pesos?|yen)"

PERCENTAGE = re.compile(
    rf"(?:{_START}{_AMOUNT}|{_IN_WORDS})\s?(?:%|percent\b|per\scent\b|percentage\b)"
)
CURRENCY = re.compile(
    rf"(?:[$€£¥₹]\s?|\b{_CODES}\s?){_AMOUNT}{_LARGE}"
    rf"|(?:{_START}{_AMOUNT}|{_IN_WORDS}){_LARGE}\s(?:{_CODES}|{_MONEY})\b"
)
TIME_UNITS = {
    "second": r"\ss|[\s-]?sec(?:ond)?s?",
    "minute": r"\s?min|[\s-]minutes?",
    "hour": r"\s?h|[\s-]hours?",
    "day": r"[\s-]days?",
    "week": r"[\s-]weeks?",
    "month": r"[\s-]months?",
    "year": r"[\s-]years?",
}
"""How each unit of time is written after a number in digits."""

TIME = re.compile(
    rf"{_START}{_AMOUNT}(?:\s(?:business|working|calendar|full))?(?:{'|'.join(TIME_UNITS.values())})\b"
)
_RATIO = re.compile(rf"{_START}{_AMOUNT}\stimes\b")

_FIGURES = (PERCENTAGE, CURRENCY, TIME, _RATIO)

_HINT = re.compile(rf"\d|%|per\s?cent|{_CODES}|{_MONEY}")
"""What every figure has something of; most sentences have nothing of it, and are seen through at
once."""


def figures(text: str) -> tuple[str, ...]:
    """Percentages, amounts of money, and numbers with a unit of time or with “times”.

    Left alone are a time in words (“after two stable months”), which is how we write what we
    advise, and numbers without such a unit: years, dates, versions, numbers of standards and forms,
    “24/7”, “one in six”, and counts, whose nouns nobody could list.
    """
    patterns = _FIGURES if _HINT.search(text) else ()
    return tuple(found[0] for pattern in patterns for found in pattern.finditer(text))


# ── What a regime is called ──────────────────────────────────────────────────────────────

_NAME = re.compile(r"\b[A-Z][\w/-]*(?:\s(?:[A-Z][\w/-]*|\d+(?:-\d+)?(?!\d|[.,]\d)))*")
_ABBREVIATION = re.compile(r"[A-Z/]{3,}[\w-]*")


def regime_names(regime: Regime) -> frozenset[str]:
    """The proper names in the name of a regime: several capitalised words in a row (“Digital
    Services Act”, “SOC 2”), and in brackets also an abbreviation by itself (“HIPAA”). Versions are
    no part of it, nor is the name of a place."""
    bracketed = ", ".join(re.findall(r"\(([^()]*)\)", regime.name))
    phrases = [name for name in _NAME.findall(regime.name) if re.search(r"\s", name)]
    short = [name for name in _NAME.findall(bracketed) if _ABBREVIATION.fullmatch(name)]
    return frozenset(name for name in (*phrases, *short) if name not in regime.jurisdiction)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names as whole words, the longest first; nothing where there are none."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)")


# ── Where they stand without a source ────────────────────────────────────────────────────

_RETOLD: frozenset[RowTypeName] = frozenset(
    {"example", "example task", "label name", "vendor label"}
)
"""Rows that claim nothing: pieces of work as somebody tells them, and what things are called."""

_DEFINING = frozenset({"name", "formula"})
"""Fields that claim nothing: what something is called, and how it is counted."""

_LINK = re.compile(r"\[[^\[\]]+\]\(https?://[^()\s]+\)")
_SOURCE_MARK = "\0"
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[^a-z])")


def unsourced_figures(taxonomy: Taxonomy, rows: Iterable[TaxonomyRow]) -> Findings:
    """Figures and names of regimes in sentences without a link, of rows without a source."""
    regime = _any_of(name for one in taxonomy.regimes for name in regime_names(one))
    for row in rows:
        if row.row_type.name not in _RETOLD and not _has_source(row):
            for sentence in _unlinked_sentences(row):
                found = (*figures(sentence), *regime.findall(sentence))
                if found:
                    yield warning("unsourced", row.location, _complaint(found, sentence))


def _has_source(row: TaxonomyRow) -> bool:
    """An entry rests on the sources of its rule, a row that names a regime as its law on those of
    that."""
    holders = (row.value, row.owner_value)
    return isinstance(row.value, Source) or any(
        getattr(one, name, None) for one in holders for name in ("sources", "regime")
    )


def _unlinked_sentences(row: TaxonomyRow) -> Iterator[str]:
    texts = row.fields or {"": row.value}
    for field, text in texts.items():
        if isinstance(text, str) and field not in _DEFINING:
            sentences = _SENTENCE_END.split(_LINK.sub(_SOURCE_MARK, text))
            yield from (one for one in sentences if _SOURCE_MARK not in one)


def _complaint(found: tuple[str, ...], sentence: str) -> str:
    distinct = tuple(dict.fromkeys(found))
    named = " and ".join(f"“{one}”" for one in distinct)
    has = "has" if len(distinct) == 1 else "have"
    quoted = shorten(sentence, 160, placeholder=" …")
    return f"{named} {has} no source: “{quoted}” Name a source, or take it out."
