"""What a worker keeps: the memory by which it grows while it makes results it has never made.

A process of its own measures it, because what other measurements freed would hide the growth; and
it remembers nothing of what it asked for, because that would count as growth. It reads /proc, so it
needs Linux.
"""

import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random

Row = tuple[str, str, str]

RESULTS = 20_000
EDITIONS = 300
WARM_UP = 300
"""Results made before measuring, so that modules, templates and caches of fixed size are there."""

BUDGET = "less than 10"
MEGABYTE = 1024 * 1024


def growth() -> list[Row]:
    """Megabytes by which a new process grows; it works on the database of this one."""
    asked = [sys.executable, "-m", "tests.bench.memory"]
    printed = subprocess.run(asked, check=True, stdout=subprocess.PIPE, env=os.environ).stdout
    return [(what, megabytes, budget) for what, megabytes, budget in json.loads(printed)]


def main() -> None:
    """Measure and print as JSON."""
    import django
    from django.conf import settings

    django.setup()
    settings.ROOT_URLCONF = "tests.bench.urls"
    rows = [
        *_grown(f"{RESULTS:,} distinct results", _results(), RESULTS),
        *_grown(f"results of {EDITIONS} editions", _stored(), EDITIONS),
    ]
    print(json.dumps(rows))


def _grown(what: str, paths: Iterator[str], count: int) -> Iterator[Row]:
    """The growth while asking for so many pages, after a few others. Caches that fill slowly grow
    in the first half of them; what is kept of every page grows in the second half as well."""
    _ask_all(islice(paths, min(WARM_UP, count // 5)))
    before = _resident()
    _ask_all(islice(paths, count // 2))
    halfway = _resident()
    _ask_all(islice(paths, count // 2))
    after = _resident()
    yield f"growth over {what}, MB", _megabytes(after - before), BUDGET
    yield "of it over the second half, MB", _megabytes(after - halfway), ""


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}"


def _ask_all(paths: Iterable[str]) -> None:
    from tests.bench.pages import ask

    for path in paths:
        ask(path)


def _resident() -> int:
    """Bytes of this process that are in memory."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _results() -> Iterator[str]:
    """Live results of answers drawn at random, from so many that none is drawn twice."""
    from matcher.editions import current

    questions, random = current().taxonomy.questions, Random(8)
    while True:
        answered = [question for question in questions if random.random() < 0.8]
        query = "&".join(
            f"{question.slug}={random.choice(question.options).slug}" for question in answered
        )
        yield f"/match/result/?{query}"


def _stored() -> Iterator[str]:
    """A stored result of one edition after the other, each edition made for it."""
    from django.utils import timezone

    from matcher.core import Answers
    from matcher.editions import current, edition
    from matcher.models import Edition
    from matcher.sharing import save_result

    first = current()
    answers = Answers(
        tuple((question.slug, question.options[0].slug) for question in first.taxonomy.questions)
    )
    text = first.taxonomy.to_json()
    number = first.number
    while True:
        number += 1
        Edition.objects.create(
            number=number,
            taxonomy_json=text,
            sha256=sha256(text.encode()).hexdigest(),
            note="Measured",
            published_at=timezone.now(),
        )
        token = save_result(release=edition(number), answers=answers).token
        yield f"/r/{token}/"


if __name__ == "__main__":
    main()
