"""Walks through the product with the `frequency` of a KPI, and says as JSON where it was.

`test_recipes` starts it in a checkout in which somebody followed the recipe for a field, with the
taxonomy to begin with as its input.
"""

import json
import sys

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from matcher.core import Answers, Taxonomy, match  # noqa: E402
from matcher.core.checks.content import missing_texts  # noqa: E402
from matcher.core.taxonomy.row_types import rows  # noqa: E402
from matcher.draft.apply import apply_taxonomy  # noqa: E402
from matcher.editions import current, publish, roll_back  # noqa: E402
from matcher.models import Edition, Kpi  # noqa: E402
from matcher.sharing import save_result  # noqa: E402
from tests.admin.pages import address, change, read_form  # noqa: E402
from tests.client import Client  # noqa: E402

TAXONOMY = Taxonomy.from_json(sys.stdin.read())
ANSWERS = Answers(
    tuple((answer.question, answer.option) for answer in TAXONOMY.examples[0].answers)
)


def main() -> None:
    call_command("makemigrations", "matcher", verbosity=0)
    call_command("migrate", verbosity=0)
    apply_taxonomy(TAXONOMY, reason="As delivered")
    setup_test_environment()
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    kpi = Kpi.objects.filter(family=family_of_match(), scope="").order_by("pk")[0]

    first = write(client, kpi, "zebra-daily")
    write(client, kpi, "zebra-weekly")
    second = texts(client, kpi)
    roll_back(first.number, note="As before")
    report = {
        "shown": [name for name, text in second.items() if "zebra-weekly" in text],
        "kept": [name for name, text in second.items() if "zebra-daily" in text],
        "rolled back to": Kpi.objects.get(pk=kpi.pk).frequency,
        "missed where empty": [
            str(finding.location)
            for finding in missing_texts(rows(current().taxonomy))
            if "frequency" in finding.sentence
        ],
    }
    sys.stdout.write(json.dumps(report))


def family_of_match() -> object:
    """The family that the answers lead to."""
    tops = {ranking.top for ranking in match(TAXONOMY, ANSWERS).rankings.values()}
    return Kpi.objects.filter(family__slug__in=tops)[0].family


def write(client: Client, kpi: Kpi, word: str) -> Edition:
    """Write the word on the KPI's page at the desk, and publish."""
    response = client.post(change(kpi), read_form(client, change(kpi)) | {"frequency": word})
    assert response.status_code == 302
    return publish(note=word)


def texts(client: Client, kpi: Kpi) -> dict[str, str]:
    """All that is to show it."""
    result = f"/r/{save_result(release=current(), answers=ANSWERS).token}"
    urls = {
        "family": f"/families/{kpi.family.slug}/",
        "result": f"{result}/",
        "memo": f"{result}.md",
        "brief": f"{result}/brief.md",
        "spreadsheet": address(Kpi, "export"),
        "history": address(Kpi, "history", kpi.pk),
    }
    return {name: client.get(url).content.decode() for name, url in urls.items()}


if __name__ == "__main__":
    main()
