"""What strangers may send behind a proxy, what a probe by IP address is answered, and what of it
stands in the log.

    python -m tests.bench.drills.strangers
"""

from collections.abc import Iterator, Mapping

from tests.bench.drills.report import Outcome, run
from tests.bench.drills.site import Site, a_site
from tests.bench.drills.visitors import Form

LIMIT = 5
SETTINGS = {
    "TRUSTED_PROXIES": "127.0.0.1",
    "WRITE_LIMIT": str(LIMIT),
    "SITE_URL": "https://match.example.org",
}
SENT_BY_THE_PROXY = {"Host": "match.example.org", "X-Forwarded-Proto": "https"}

DISGUISES: Mapping[str, tuple[dict[str, str], bool]] = {
    "a header with an underscore": ({"X_Forwarded_For": "6.6.6.{}"}, True),
    "a hop that the client made up": ({"X-Forwarded-For": "6.6.6.{}, 198.51.100.2"}, True),
    "a port beside the address": ({"X-Forwarded-For": "198.51.100.3:100{}"}, True),
    "another address of one IPv6 network": ({"X-Forwarded-For": "2001:db8::{}"}, True),
    "other clients": ({"X-Forwarded-For": "203.0.113.{}"}, False),
}
"""What each save sends, and whether it is one client all the same. Where the proxy adds nothing of
its own, it stands for the client."""

PROBES = ("/healthz", "/readyz")


def drill() -> Iterator[Outcome]:
    with a_site(**SETTINGS) as site:
        yield Outcome("probes by IP address", len(PROBES), tuple(probed(site)))
        forms = iter(site.forms((LIMIT + 1) * len(DISGUISES) + 1))
        link = created(site, next(forms))
        for name, (headers, is_one) in DISGUISES.items():
            mine = [next(forms) for _form in range(LIMIT + 1)]
            lost = tuple(not_counted(site, mine, headers, is_one=is_one))
            yield Outcome(f"saves: {name}", LIMIT + 1, lost)
        yield in_the_log(site, link)


def probed(site: Site) -> Iterator[str]:
    for path in PROBES:
        if (status := site.get(path).status) != 200:
            yield f"{path} answered {status}"


def created(site: Site, form: Form) -> str:
    """The path of a new result."""
    answer = site.post("/results/", form.body, **SENT_BY_THE_PROXY)
    assert answer.status == 303, answer
    return answer.headers["Location"].removesuffix("created/")


def not_counted(
    site: Site, forms: list[Form], headers: Mapping[str, str], *, is_one: bool
) -> Iterator[str]:
    """The last is one too many for one client, and for nobody else."""
    statuses = []
    for number, form in enumerate(forms, 1):
        sent = {name: value.format(number) for name, value in headers.items()}
        statuses.append(site.post("/results/", form.body, **SENT_BY_THE_PROXY, **sent).status)
    if (statuses[-1] == 429) != is_one or statuses[0] != 303:
        yield f"answered {statuses}"


def in_the_log(site: Site, link: str) -> Outcome:
    """Tries to delete with wrong keys, to open what is not there, and odd hosts."""
    token, key = link.split("/")[2], "wrong-key-" * 4
    paths = [f"{link}delete/{key}/", f"{link}title/{key}/", f"{link[:-1]}.pdf", f"{link}nope/"]
    for path in paths:
        site.get(path, **SENT_BY_THE_PROXY)
        site.post(path, **SENT_BY_THE_PROXY)
        site.get(path, Host="evil.example")
    log = site.log.read_text()
    lost = [f"the log has {secret}" for secret in (token, key) if secret in log]
    if "Traceback" in log:
        lost.append("the log has a traceback")
    return Outcome("secrets kept out of the log", 3 * len(paths), tuple(lost))


if __name__ == "__main__":
    run(drill)
