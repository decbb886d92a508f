"""Measures whose parts do not fit together, and families with too little to measure by."""

import re
from collections.abc import Mapping

from matcher.core.checks.figures import CURRENCY, PERCENTAGE, TIME, TIME_UNITS
from matcher.core.checks.findings import Findings, warning
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.row_ref import row_ref
from matcher.core.taxonomy.values import Kpi, Outcome

MIN_RANGES = 3
"""How many ranges of a benchmark body or a practitioner a family has, or it says that there are
none."""

_AVERAGE = re.compile(r"\b(?:average|mean)\b", re.IGNORECASE)
_MEDIAN = re.compile(r"\bmedian\b", re.IGNORECASE)


def mismatched_measures(taxonomy: Taxonomy) -> Findings:
    """Measures whose range is of another unit or another aggregate than they say."""
    for family in taxonomy.outcomes:
        for kpi in family.kpis:
            location = row_ref("KPI", family.axis, family.slug, kpi.slug)
            for problem in (_other_aggregate(kpi), _other_unit(kpi)):
                if problem:
                    sentence = f"{problem}: are both the same measure?"
                    yield warning("mismatch", location, sentence)


def _other_aggregate(kpi: Kpi) -> str:
    """Only a formula that begins with the word is one: “÷ average headcount” is not."""
    kinds = {"a median": _MEDIAN, "an average": _AVERAGE}
    defined = [name for name, word in kinds.items() if word.match(kpi.formula)]
    quoted = [name for name, word in kinds.items() if word.search(kpi.range)]
    if defined and quoted and defined != quoted:
        joined = " and ".join(quoted)
        return f"The formula of “{kpi.name}” is {defined[0]}, and its range {joined}"
    return ""


_UNITS: Mapping[str, re.Pattern[str]] = {
    "a percentage": PERCENTAGE,
    "an amount of money": CURRENCY,
    "a time": TIME,
}


def _other_unit(kpi: Kpi) -> str:
    """What the first figure with a unit is, where the unit of the measure is another kind. Those
    after it may be conditions: “93% within 5 days”."""
    expected = _kind_of_unit(kpi.unit)
    found = {name: match for name, unit in _UNITS.items() if (match := unit.search(kpi.range))}
    if not (expected and found):
        return ""
    first = min(found, key=lambda name: found[name].start())
    if first == expected and (first != "a time" or _same_time(kpi.unit, found[first][0])):
        return ""
    return f"The unit of “{kpi.name}” is “{kpi.unit}”, and its range says “{found[first][0]}”"


def _kind_of_unit(unit: str) -> str:
    """Empty for a count, an index or a rate: their figures have no unit of their own."""
    if unit.startswith("%"):
        return "a percentage"
    if unit.startswith("currency"):
        return "an amount of money"
    return "a time" if unit.startswith(("time", *TIME_UNITS)) else ""


def _same_time(unit: str, figure: str) -> bool:
    """Whether the figure is in that unit of time; “time” is any."""
    written = next((TIME_UNITS[one] for one in TIME_UNITS if unit.startswith(one)), "")
    return not written or re.search(rf"\d(?:\s[a-z]+)?(?:{written})$", figure) is not None


# ── Enough of them ───────────────────────────────────────────────────────────────────────


def few_ranges(taxonomy: Taxonomy) -> Findings:
    """Families with fewer than three ranges of grade A or B, unless every measure without a range
    says that there is no reliable one."""
    for family in taxonomy.outcomes:
        count = sum(_is_good(kpi) for kpi in family.kpis)
        silent = _silent_measures(family)
        if count < MIN_RANGES and silent:
            sentence = (
                f"“{family.name}” has {count} of {MIN_RANGES} ranges of grade A or B, and "
                f"“{silent[0].name}” does not say “No reliable range”."
            )
            yield warning("few-ranges", row_ref("outcome", family.axis, family.slug), sentence)


def _is_good(kpi: Kpi) -> bool:
    return bool(kpi.range) and any(source.grade in ("A", "B") for source in kpi.sources)


def _silent_measures(family: Outcome) -> list[Kpi]:
    says_so = "no reliable range"
    return [kpi for kpi in family.kpis if not kpi.range and says_so not in kpi.range_note.lower()]
