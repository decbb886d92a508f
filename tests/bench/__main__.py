"""`make bench`: everything measured, as Markdown tables on the standard output."""

import json
import os
import platform
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

Row = tuple[str, str, str]


def main() -> None:
    """Measure with a new database of its own."""
    with TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        measure(Path(folder))


def measure(folder: Path) -> None:
    import django
    from django.conf import settings

    django.setup()
    settings.ROOT_URLCONF = "tests.bench.urls"
    settings.WRITE_LIMIT = 10**9
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_taxonomy", stdout=sys.stderr)
    call_command("publish", note="Measured", stdout=sys.stderr)
    from matcher.core import parse_query
    from matcher.editions import current
    from matcher.models import Case
    from tests.bench import core, documents, memory, pages, words
    from tests.browser.cases import described

    published = current()
    taxonomy = published.taxonomy
    slugs = list(Case.objects.values_list("slug", flat=True))
    works = [described(slug) for slug in slugs]
    cases = [parse_query(taxonomy, work.query).answers for work in works]
    raw = [
        json.dumps({"id": slug, "answers": case.as_dict()}).encode()
        for slug, case in zip(slugs, cases, strict=True)
    ]
    print(
        f"CPython {platform.python_version()}, Django {django.get_version()}, "
        f"{platform.machine()}, {os.cpu_count()} cores\n"
    )
    show("The core, CPU microseconds", [*core.speed(taxonomy, cases), core.lines(taxonomy, raw)])
    show("Suggestions", words.figures(taxonomy))
    show(f"The walk over {len(cases)} cases", core.walks(taxonomy, cases))
    show(
        "Pages, CPU time as a multiple of a view that does nothing",
        pages.ratios(published, cases[8]),
    )
    a13 = cases[slugs.index("A13")]
    show("Documents of case A13, CPU milliseconds", documents.milliseconds(published, a13))
    show("Over the wire, KB", pages.first_load(cases[8]))
    show("The memory of a worker", memory.growth())


def show(title: str, rows: Iterable[Row]) -> None:
    print(f"## {title}\n\n| What | Measured | Budget |\n|---|---:|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    print()


if __name__ == "__main__":
    main()
