"""40 editions, whose results anybody opens and saves in turn: the memory of the processes.

python -m tests.bench.drills.many_editions
"""

from collections.abc import Iterator

from tests.bench.drills.databases import query
from tests.bench.drills.report import Outcome, run
from tests.bench.drills.site import Site, a_site

EDITIONS = 40
ROUNDS = 10
MOST_MEGABYTES = 300

FIELDS = (
    "taxonomy_json, note, published_at, changes, former_questions, failing_cases, accepted_because"
)
COPY = f"""
INSERT INTO matcher_edition (number, sha256, {FIELDS})
SELECT %s, '%s', {FIELDS} FROM matcher_edition WHERE number = 1
"""


def drill() -> Iterator[Outcome]:
    with a_site() as site:
        add_editions(site)
        queries = [form.query for form in site.forms(EDITIONS)]
        lost = []
        for each in range(EDITIONS * ROUNDS):
            number = each % EDITIONS + 1
            body = f"{queries[each % EDITIONS]}&edition={number}&title={'x' * 121}&expires=never"
            if (status := site.post("/results/", body).status) not in (400, 429):
                lost.append(f"a title that is too long was answered {status}")
        if (size := site.megabytes()) > MOST_MEGABYTES:
            lost.append(f"a process has {size:.0f} MB")
        tried = EDITIONS * ROUNDS
        yield Outcome(f"refused forms of {EDITIONS} editions", tried, tuple(lost), f"{size:.0f} MB")


def add_editions(site: Site) -> None:
    """The first one again and again, each with a checksum of its own."""
    for number in range(2, EDITIONS + 1):
        query(site.url, COPY % (number, number))


if __name__ == "__main__":
    run(drill)
