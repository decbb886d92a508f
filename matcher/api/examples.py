"""The three calls that the page for developers begins with, made of the current edition."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.core import ServiceLine, Taxonomy


@dataclass(frozen=True, slots=True)
class Example:
    """A call as it is typed into a terminal, and what comes of it."""

    heading: str
    command: str
    outcome: str


def examples(taxonomy: Taxonomy, site: str) -> tuple[Example, ...]:
    """From a text and answers to a link, on the site at this URL."""
    line = _described_line(taxonomy)
    text = ", ".join(line.tasks) if line else ""
    answers = {pick.question: pick.option for pick in line.typical} if line else {}
    return (
        Example(
            _("What do these words point to?"),
            _curl(site, "suggest", {"id": 1, "text": text}),
            _(
                "Families, the best first, and under “answers” an option that the words propose "
                "for a question. Show them to somebody: what they confirm goes into the next call."
            ),
        ),
        Example(
            _("What do these answers come to?"),
            _curl(site, "match", {"id": "A01", "answers": answers}),
            _(
                "Each decision with its ranking and how sure it is, the fit check, warnings, and "
                "what is still unanswered, all by short names: “/api/v1/taxonomy” has their texts. "
                "“explain” in the place of “match” adds why."
            ),
        ),
        Example(
            _("Keep it under a link"),
            _curl(site, "results", {"title": _("Work of our branch"), "answers": answers}),
            _("The link to pass on, and a key that deletes it or edits its title."),
        ),
    )


def _described_line(taxonomy: Taxonomy) -> ServiceLine | None:
    """The first service line that has tasks and typical answers."""
    lines = (line for outcome in taxonomy.outcomes for line in outcome.service_lines)
    return next((line for line in lines if line.tasks and line.typical), None)


def _curl(site: str, call: str, body: dict[str, object]) -> str:
    data = json.dumps(body, ensure_ascii=False).replace("'", "’")
    return f"curl {site}/api/v1/{call} \\\n  -H 'Content-Type: application/json' \\\n  -d '{data}'"
