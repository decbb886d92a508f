"""`make bench`: everything measured, as Markdown tables on the standard output."""

import json
import os
import platform
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

Row = tuple[str, str, str]


def main() -> None:
    """Measure with a new database of its own."""
    with TemporaryDirectory() as folder:
        measure(Path(folder))


def measure(folder: Path) -> None:
    from tests.bench.database import published as publish

    published = publish(f"sqlite:///{folder}/bench.sqlite3")
    import django

    from matcher.core import parse_query
    from matcher.models import Case
    from tests.bench import calls, core, documents, memory, pages, rows, words
    from tests.browser.cases import described

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
    show(
        "Calls of programs, CPU time as a multiple of a view that does nothing",
        calls.ratios(published, cases[8]),
    )
    a13 = cases[slugs.index("A13")]
    show("Documents of case A13, CPU milliseconds", documents.milliseconds(published, a13))
    show("Over the wire, KB", pages.first_load(cases[8]))
    show("The memory of a worker", memory.growth())
    show("Many rows", rows.figures(taxonomy))


def show(title: str, rows: Iterable[Row]) -> None:
    print(f"## {title}\n\n| What | Measured | Budget |\n|---|---:|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    print()


if __name__ == "__main__":
    main()
