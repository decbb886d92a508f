"""What IBM's accessibility-checker-engine finds wrong with a page.

The engine is one file, `vendor/ace.js`: release 4.0.34 of the npm package of that name, unchanged,
under the Apache License 2.0, which lies beside it. It is run inside the page, like axe.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

ENGINE = (Path(__file__).parent / "vendor" / "ace.js").read_text()
VERSION = "4.0.34"
RULES = ["WCAG_2_2", "IBM_Accessibility"]

FINDINGS = """async (rules) => {
  const { results } = await new ace.Checker().check(document, rules);
  return results
    .filter(({ value: [kind, outcome] }) => kind !== "INFORMATION" && outcome !== "PASS")
    .map(({ value: [kind, outcome], ruleId, message, snippet }) =>
      [kind, outcome, ruleId, `${message} ${snippet.slice(0, 150)}`]);
}"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing at one element. `kind` is VIOLATION or RECOMMENDATION; `outcome` is FAIL, or
    POTENTIAL or MANUAL where only a person can decide."""

    kind: str
    outcome: str
    rule: str
    text: str


def findings(page: Page) -> list[Finding]:
    """What the engine finds on the whole page as it stands, passed rules left out."""
    page.evaluate(ENGINE)
    return [Finding(*finding) for finding in page.evaluate(FINDINGS, RULES)]


def is_violation(finding: Finding) -> bool:
    return (finding.kind, finding.outcome) == ("VIOLATION", "FAIL")


def violations(found: Sequence[Finding]) -> list[str]:
    """Those that are wrong for sure, in words."""
    return [f"{each.rule}: {each.text}" for each in found if is_violation(each)]
