"""Two publishers who have read the same draft press *Publish* at the same moment.

    python -m tests.bench.drills.two_publishers

With DATABASE_URL on the PostgreSQL server that it names, otherwise on SQLite.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.bench.drills.databases import query
from tests.bench.drills.report import Outcome, run
from tests.bench.drills.site import KEY, Site, a_site
from tests.bench.drills.visitors import Answer, Desk

ROUNDS = 8
PAGE = "/admin/desk/editions/publish/"
TOLD = ("Somebody else has just published", "Nothing was published")
CHANGE = "UPDATE matcher_label SET meaning = '{}' WHERE id = (SELECT MIN(id) FROM matcher_label)"


def drill() -> Iterator[Outcome]:
    with a_site() as site:
        desks = [logged_in(site, name) for name in ("ada", "ben")]
        lost = [
            loss for round_number in range(ROUNDS) for loss in pressed(site, desks, round_number)
        ]
        numbers = [
            row[0] for row in query(site.url, "SELECT number FROM matcher_edition ORDER BY 1")
        ]
        if numbers != list(range(1, ROUNDS + 2)):
            lost.append(f"the editions are {numbers}")
        yield Outcome(
            "presses of two publishers at once",
            2 * ROUNDS,
            tuple(lost),
            f"{len(numbers) - 1} editions, each once; the other is told why",
        )


def logged_in(site: Site, name: str) -> Desk:
    site.add_administrator(name)
    desk = Desk(site)
    answer = desk.log_in(name, KEY)
    assert answer.status == 302, answer
    return desk


def pressed(site: Site, desks: list[Desk], round_number: int) -> Iterator[str]:
    """Let both publish the same change. A sentence for what went wrong."""
    query(site.url, CHANGE.format(f"Drilled {round_number}"))
    pages = [desk.get(PAGE) for desk in desks]
    ready = Barrier(len(desks))

    def press(desk: Desk, page: Answer) -> Answer:
        ready.wait()
        return desk.fill_in(PAGE, page, note=f"Round {round_number} & more")

    with ThreadPoolExecutor(len(desks)) as threads:
        answers = list(threads.map(press, desks, pages))
    yield from not_right(answers, round_number)


def not_right(answers: list[Answer], round_number: int) -> Iterator[str]:
    """One has published, and the other is told that somebody did, with the note kept where there is
    still something to publish."""
    statuses = sorted(answer.status for answer in answers)
    if statuses != [200, 302]:
        yield f"round {round_number} was answered {statuses}"
    for answer in answers:
        if answer.status == 200 and not any(words in answer.body for words in TOLD):
            yield f"round {round_number}: the other was not told why"


if __name__ == "__main__":
    run(drill)
