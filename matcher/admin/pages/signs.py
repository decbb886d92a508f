"""Warnings about evidence whose sentence does not go with its sign, on the pages that show what a
draft changes."""

from dataclasses import dataclass

from matcher.admin.pages.row_links import row_urls
from matcher.core import Taxonomy
from matcher.core.checks import Finding
from matcher.core.checks.signs import contrary_sentences, turned_signs


@dataclass(frozen=True, slots=True)
class SignView:
    """A warning about a cell of evidence, and the page on which it is edited."""

    sentence: str
    href: str


def sign_views(edition: Taxonomy, draft: Taxonomy) -> tuple[SignView, ...]:
    """The warnings that the draft brings for `admin/desk/_signs.html`."""
    findings = _sign_findings(edition, draft)
    urls = row_urls(finding.location for finding in findings)
    return tuple(SignView(finding.sentence, urls.get(finding.location, "")) for finding in findings)


def _sign_findings(edition: Taxonomy, draft: Taxonomy) -> tuple[Finding, ...]:
    """A cell that turned is told once, and a contrary sentence only where the edition had none."""
    known = set(contrary_sentences(edition))
    new = (finding for finding in contrary_sentences(draft) if finding not in known)
    findings = (*turned_signs(edition, draft), *new)
    return tuple({finding.location: finding for finding in reversed(findings)}.values())
