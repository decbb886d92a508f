"""Store an edition and results as a site does, and keep what was written as samples."""

import json
import sys
from pathlib import Path

from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder

from matcher.core import Match, Taxonomy, parse_query
from matcher.core.own_assessment import OwnAssessment, load_own
from matcher.editions import current
from matcher.models import Edition, SharedResult
from matcher.sharing import save_result
from tests.stored.samples import FOLDER, RELEASES
from tests.stored.shapes import Shape

STORED = (Match, Taxonomy, OwnAssessment)
_ASSESSMENT = FOLDER / "assessment.json"


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
        assessment = load_own(_ASSESSMENT.read_text("utf-8")) if name == "result-rich" else None
        save_result(release=current(), answers=answers, title=row["title"], assessment=assessment)
        (folder / f"{name}.json").write_text(_latest_row(), encoding="utf-8")


def _latest_row() -> str:
    row = SharedResult.objects.values().latest("id")
    del row["id"], row["edition_id"]
    return json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1) + "\n"
