"""Pieces of work to write documents of, without a database."""

from datetime import UTC, datetime

from matcher.core import Answers, Taxonomy, match
from matcher.editions import PublishedRelease
from matcher.exports.work import Work
from tests.web.test_downloads import GREEN, orchard

LINK = "https://match.example.org/r/token/"


def work(
    name: str = "Apples & pears", answers: Answers = GREEN, taxonomy: Taxonomy | None = None
) -> Work:
    """A stored result of the orchard."""
    release = PublishedRelease(
        number=3,
        sha256="",
        taxonomy=taxonomy or orchard(),
        id=1,
        note="",
        published_at=datetime(2026, 11, 22, 12, tzinfo=UTC),
    )
    made = datetime(2026, 11, 23, 12, tzinfo=UTC)
    return Work(name, match(release.taxonomy, answers), release, made, LINK, "token")
