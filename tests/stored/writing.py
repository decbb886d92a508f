"""Store an edition and results as a site does, and keep what was written as samples."""

import json
import sys
from pathlib import Path

from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder

from matcher.core import Answers, Match, Taxonomy, match, parse_query
from matcher.core.own_assessment import OwnAssessment
from matcher.editions import current
from matcher.models import Edition, SharedResult
from matcher.presenters.assessment.view import assessment_form
from matcher.sharing import save_result
from tests.stored.samples import RELEASES
from tests.stored.shapes import Shape

STORED = (Match, Taxonomy, OwnAssessment)
TYPED = {"hours": "9,000-11,000", "years": "3", "currency": "EUR"} | {
    f"way-{place}-{number}": text
    for place, rate in ((1, "30"), (2, "15-21"))
    for number, text in (("rate", rate), ("transition", "20,000"), ("share", "50"))
}
"""What the buyer types whose assessment is kept."""


def write(folder: Path) -> None:
    """Publish fixtures/ and store the answers of the oldest samples, in an empty database."""
    call_command("migrate", verbosity=0)
    call_command("load_taxonomy", stdout=sys.stderr)
    call_command("publish", note="First edition", stdout=sys.stderr)
    edition_json = Edition.objects.get().taxonomy_json
    (folder / "edition.json").write_text(f"{edition_json}\n", encoding="utf-8")
    optional = {stored.__name__: Shape(stored).optional() for stored in STORED}
    (folder / "optional.json").write_text(f"{json.dumps(optional, indent=1)}\n", encoding="utf-8")
    for name, row in RELEASES[0].results.items():
        answers = parse_query(current().taxonomy, row["query"]).answers
        own = _own(answers) if name == "result-rich" else None
        save_result(release=current(), answers=answers, title=row["title"], assessment=own)
        (folder / f"{name}.json").write_text(_latest_row(), encoding="utf-8")


def _own(answers: Answers) -> OwnAssessment:
    taxonomy = current().taxonomy
    axis = next(axis for axis in taxonomy.axes if axis.assessed)
    return assessment_form(taxonomy, match(taxonomy, answers), axis, TYPED).own


def _latest_row() -> str:
    row = SharedResult.objects.values().latest("id")
    del row["id"], row["edition_id"]
    return json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1) + "\n"
