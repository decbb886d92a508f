"""Two editors who open the heaviest pages of the desk without a pause, and two readers of a preview
of the draft. Meanwhile others walk and save as ever.

    python -m tests.bench.drills.heavy_pages
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Event, Thread

from tests.bench.drills.databases import query
from tests.bench.drills.report import Outcome, run
from tests.bench.drills.site import Site, a_site
from tests.bench.drills.slow_clients import RESULTS, others_served
from tests.bench.drills.two_publishers import CHANGE, logged_in
from tests.bench.drills.visitors import Desk

HEAVY = ("/admin/desk/review/", "/admin/desk/editions/publish/", "/admin/desk/editions/compare/")
PREVIEW = "/admin/desk/preview/"


def drill() -> Iterator[Outcome]:
    with a_site() as site:
        forms = site.forms(2 * RESULTS)
        desks = [logged_in(site, name) for name in ("ada", "ben")]
        with pressing(*(opening(site, desk) for desk in desks)):
            yield others_served(site, "beside two editors on heavy pages", forms[:RESULTS])
        preview = preview_of(desks[0])
        with pressing(*(lambda: site.get(preview) for _reader in desks)):
            yield others_served(site, "beside two readers of a preview", forms[RESULTS:])


def opening(site: Site, desk: Desk) -> Callable[[], object]:
    """Change the draft, so that nothing is remembered of it, and open each of the pages."""

    def once() -> None:
        for page in HEAVY:
            query(site.url, CHANGE.format("Drilled"))
            desk.get(page)

    return once


def preview_of(desk: Desk) -> str:
    """The address of a preview of the draft."""
    found = re.search("/preview/[^\"'<> ]+/", desk.send(PREVIEW, days="1").body)
    assert found, "no address of a preview was made"
    return found[0]


@contextmanager
def pressing(*calls: Callable[[], object]) -> Iterator[None]:
    """Make each of the calls again and again, each in a thread of its own."""
    over = Event()

    def again(call: Callable[[], object]) -> None:
        while not over.is_set():
            call()

    with ExitStack() as stack:
        for call in calls:
            thread = Thread(target=again, args=(call,))
            stack.callback(thread.join)
            thread.start()
        stack.callback(over.set)
        yield


if __name__ == "__main__":
    run(drill)
