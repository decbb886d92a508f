"""The audit as a page of docs/."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from django.utils import timezone

from bpo_matcher.launch import VAR
from tests.audit.checks import Audit, Look
from tests.browser import ibm, vnu
from tests.browser.accessibility import AXE
from tests.browser.heights import FIRST_SIGHT, Measure

PATH = Path(__file__).parents[2] / "docs" / "audit.md"
EVERYTHING = VAR / "audit.txt"

INTRODUCTION = """\
# Every page under every checker

Written by `make audit` on {date} with Chromium {chromium}, axe {axe}, IBM’s
accessibility-checker-engine {ibm} and the W3C’s validator {vnu}: every state that
`tests/browser/tour.py` names, every question, family and described case, and the main pages of the
desk, with everything unfolded.
The numbers are findings; *to judge* are those of IBM’s rules that only a person can decide.
"""


def write(audit: Audit) -> None:
    """Write the page, and every finding with its element for whoever removes them."""
    PATH.write_text("\n".join(lines(audit)) + "\n")
    EVERYTHING.write_text("\n".join(everything(audit)) + "\n")
    print(f"The audit is in docs/{PATH.name}, every single finding in var/{EVERYTHING.name}.")


def everything(audit: Audit) -> Iterator[str]:
    for slug, measured in audit.measures.items():
        yield from (f"{slug} | height | {fault}" for each in measured for fault in each.faults())
    for name, look in (audit.public | audit.desk).items():
        for checker, title in CHECKERS.items():
            yield from (f"{name} | {title} | {finding}" for finding in getattr(look, checker))


def lines(audit: Audit) -> Iterator[str]:
    yield INTRODUCTION.format(
        date=f"{timezone.localdate():%-d %B %Y}",
        chromium=audit.browser,
        axe=axe_version(),
        ibm=ibm.VERSION,
        vnu=vnu.version(),
    )
    yield from heights(audit.measures)
    yield f"\nContinue is below the first screen at 1440 x 900 on: {listed(audit.hidden_continue)}."
    for title, looks in {"Public pages": audit.public, "The desk": audit.desk}.items():
        yield f"\n## {title}\n"
        yield from table(looks)
        yield f"\n### What was found: {title.lower()}\n"
        yield from findings(looks)


def axe_version() -> str:
    return AXE.axe_script.split("axe v", 1)[1].split()[0]


def listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"


# ── Tables ───────────────────────────────────────────────────────────────────────────────


def heights(measures: Mapping[str, tuple[Measure, ...]]) -> Iterator[str]:
    yield "## Heights of the results\n"
    yield "In screens, as the page first loads. *Ends* is where the verdict and the first stop end,"
    yield f"in pixels (at most {FIRST_SIGHT}).\n"
    sizes = next(iter(measures.values()))
    heads = [f"{each.width} px (at most {each.most_screens}) | ends" for each in sizes]
    yield row("Case", "Verdict", *heads, "Within limits")
    yield row("---", "---", *["---: | ---:"] * len(sizes), "---")
    for slug, measured in measures.items():
        cells = [f"{each.screens:.2f} | {ends(each)}" for each in measured]
        faulty = any(True for each in measured for _fault in each.faults())
        yield row(slug, measured[0].names[0], *cells, "no" if faulty else "yes")


def ends(measure: Measure) -> str:
    both = (measure.verdict_ends, measure.stop_ends)
    return ", ".join(str(end) for end in both if end is not None) or "–"


def table(looks: Mapping[str, Look]) -> Iterator[str]:
    yield row("State", "axe, light", "axe, dark", "IBM", "to judge", "vnu", "Screens, 360", "1440")
    yield row("---", *["---:"] * 7)
    for name, look in looks.items():
        found = (look.light, look.dark, look.ibm, look.to_judge, look.vnu)
        heights_seen = [f"{height:.1f}" for height in look.screens]
        yield row(name, *[str(len(each)) for each in found], *heights_seen)


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


# ── Findings ─────────────────────────────────────────────────────────────────────────────


def findings(looks: Mapping[str, Look]) -> Iterator[str]:
    """Each rule once, with how often and where first."""
    for checker, title in CHECKERS.items():
        times: Counter[str] = Counter()
        first: dict[str, str] = {}
        for name, look in looks.items():
            for finding in getattr(look, checker):
                rule = finding.split(" (line")[0] if checker == "vnu" else finding.split(": ")[0]
                times[rule] += 1
                first.setdefault(rule, name)
        for rule, count in times.most_common():
            yield f"* {title}: {rule.rstrip('.')} ({count}, first on *{first[rule]}*)"


CHECKERS = {
    "light": "axe, light",
    "dark": "axe, dark",
    "ibm": "IBM",
    "vnu": "vnu",
    "to_judge": "IBM, to judge",
}
