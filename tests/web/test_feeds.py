"""Feeds that say when an edition decides a result or a programme otherwise, and calendars."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from matcher.core import Answers
from matcher.core.taxonomy.values import Outside
from matcher.editions import forget_editions
from matcher.later_editions import MOST
from matcher.models import ProgrammeRow, SharedResult
from matcher.presenters import change_feed
from matcher.programmes import delete_programme
from matcher.sharing import delete_result, save_result
from tests import builders
from tests.web.editions import publish, small
from tests.web.programmes import Made, made
from tests.web.reading import Page

pytestmark = pytest.mark.django_db

GREEN = Answers((("colour", "green"), ("size", "large")))
PEAR = {"evidence": builders.evidence("kind", {"colour=green": {"pear": 3}})}
PLUM = {"evidence": builders.evidence("kind", {"colour=green": {"plum": 3}})}
ATOM = "{http://www.w3.org/2005/Atom}"

Entries = list[tuple[str, str]]


def store(**more: object) -> str:
    """The URL of a result of edition 1."""
    release = publish(small())
    return f"/r/{save_result(release=release, answers=GREEN, **more).token}/"


@pytest.fixture
def programme() -> Made:
    return made("colour=green&size=large", "colour=blue", title="Secret title")


def entries(client, url: str) -> Entries:
    """Title and text of each item of the feed, the newest first."""
    feed = client.get(f"{url}changes.json").json()
    return [(item["title"], item["content_text"]) for item in feed["items"]]


# ── What changes ─────────────────────────────────────────────────────────────────────────


def test_a_feed_begins_with_what_was_kept(client):
    assert entries(client, store()) == [("Kept with edition 1", "Kind of thing: Apple.")]


def test_an_edition_that_decides_otherwise_is_an_entry_and_one_that_does_not_is_none(client):
    url = store()
    publish(small(labels=()), number=2)
    publish(small(**PEAR), number=3)
    publish(small(**PEAR, labels=()), number=4)
    publish(small(), number=5)
    assert entries(client, url) == [
        ("Edition 5 decides it otherwise", "Kind of thing: Apple instead of Pear."),
        ("Edition 3 decides it otherwise", "Kind of thing: Pear instead of Apple."),
        ("Kept with edition 1", "Kind of thing: Apple."),
    ]


def test_another_kind_of_buying_is_said_by_its_name(client):
    url = store()
    guarding = Outside(
        slug="guarding", name="Guarding", condition="colour = green", sentence="", text=""
    )
    publish(small(outside=(guarding,)), number=2)
    publish(small(), number=3)
    assert [text for _title, text in entries(client, url)[:2]] == [
        "Kind of buying: work that can be handed over instead of Guarding.",
        "Kind of buying: Guarding instead of work that can be handed over.",
    ]


def test_of_many_editions_the_newest_are_read_and_the_others_said_together(
    client, django_assert_num_queries
):
    url = store()
    publish(small(**PEAR), number=2)
    for number in range(3, 40):
        publish(small(**PEAR), number=number)
    publish(small(**PLUM), number=40)
    first = 40 - MOST + 1
    forget_editions()
    with django_assert_num_queries(2 + 1 + MOST):  # the result, the numbers, and the editions
        read = entries(client, url)
    assert read == [
        ("Edition 40 decides it otherwise", "Kind of thing: Plum instead of Pear."),
        (f"By edition {first} it is decided otherwise", "Kind of thing: Pear instead of Apple."),
        ("Kept with edition 1", "Kind of thing: Apple."),
    ]
    publish(small(**PLUM), number=41)
    items = client.get(f"{url}changes.json").json()["items"]
    assert [item["id"].partition("#")[2] for item in items] == ["edition-40", "earlier", "kept"]


def test_the_rows_of_a_programme_are_told_by_their_numbers(client, programme):
    publish(small(**PEAR), number=2)
    assert entries(client, programme.read) == [
        ("Edition 2 decides 2 rows otherwise", TWO_ROWS),
        ("Matched with edition 1", "2 rows with answers are followed."),
    ]


TWO_ROWS = (
    "Row 1: Kind of thing: Pear instead of Apple.\nRow 2: Kind of thing: nothing instead of Plum."
)


def test_a_long_programme_is_followed_for_fewer_editions_and_rows(client, programme, monkeypatch):
    monkeypatch.setattr(change_feed, "MATCHES", 3)
    monkeypatch.setattr(change_feed, "MOST_LISTED", 1)
    publish(small(), number=2)
    publish(small(**PEAR), number=3)
    feed = client.get(f"{programme.read}changes.json").json()
    assert feed["items"][0]["title"] == "By edition 3 it is decided otherwise"
    assert feed["items"][0]["content_text"].endswith("\nAnd 1 further row.")
    assert "the newest one is looked at" in feed["description"]


# ── Two formats ──────────────────────────────────────────────────────────────────────────


def test_atom_and_json_say_the_same(client):
    url = store()
    publish(small(**PEAR), number=2)
    response = client.get(f"{url}changes.atom")
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    json_feed = client.get(f"{url}changes.json")
    assert json_feed.headers["Content-Type"] == "application/feed+json"
    document = json_feed.json()
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert root.findtext(f"{ATOM}title") == document["title"]
    assert root.findtext(f"{ATOM}id") == document["feed_url"].replace(".json", ".atom")
    assert root.findtext(f"{ATOM}updated") == "2026-11-22T12:00:00+00:00"
    assert [
        (each.findtext(f"{ATOM}id"), each.findtext(f"{ATOM}title"), each.findtext(f"{ATOM}summary"))
        for each in root.iter(f"{ATOM}entry")
    ] == [
        (item["id"], item["title"], f"<p>{item['content_text']}</p>") for item in document["items"]
    ]
    assert {item["url"] for item in document["items"]} == {f"http://testserver{url}"}


def test_names_of_editions_are_escaped_in_the_text_of_atom(client):
    outcomes = [each.model_copy(update={"name": "<b>&"}) for each in small().outcomes]
    release = publish(small(outcomes=tuple(outcomes)))
    token = save_result(release=release, answers=GREEN).token
    root = ElementTree.fromstring(client.get(f"/r/{token}/changes.atom").content)
    assert root.findtext(f".//{ATOM}summary") == "<p>Kind of thing: &lt;b&gt;&amp;.</p>"


# ── Who gets what ────────────────────────────────────────────────────────────────────────

FEEDS = ("changes.atom", "changes.json")


@pytest.mark.parametrize("feed", FEEDS)
def test_a_feed_holds_no_title_no_name_and_no_key(client, programme, feed):
    result = store_with_title()
    for url in (result, programme.read):
        text = client.get(f"{url}{feed}").content.decode()
        for secret in ("Secret", "Invoices", "Returns", programme.links.key):
            assert secret not in text


def store_with_title() -> str:
    token = save_result(release=publish(small(), number=2), answers=GREEN, title="Secret").token
    return f"/r/{token}/"


@pytest.mark.parametrize("feed", FEEDS)
def test_whoever_has_a_feed_is_told_so_at_little_cost(
    client, programme, feed, settings, django_assert_num_queries
):
    settings.DEBUG = False
    publish(small(), number=2)
    url = f"/r/{save_result(release=publish(small(), number=3), answers=GREEN).token}/"
    for path, queries in ((url, 1), (programme.read, 3)):
        response = client.get(f"{path}{feed}")
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert response.headers["Cache-Control"] == "no-cache"
        known = {"If-None-Match": response.headers["ETag"]}
        with django_assert_num_queries(queries):
            assert client.get(f"{path}{feed}", headers=known).status_code == 304
    ProgrammeRow.objects.filter(number=1).update(version=7)
    assert client.get(f"{programme.read}{feed}", headers=known).status_code == 200
    known = {"If-None-Match": client.get(f"{url}{feed}").headers["ETag"]}
    publish(small(**PEAR), number=4)
    assert client.get(f"{url}{feed}", headers=known).status_code == 200


@pytest.mark.parametrize("name", [*FEEDS, "review-in-3-months.ics"])
def test_a_result_that_is_gone_has_no_feed_and_no_calendar(client, name):
    created = save_result(release=publish(small()), answers=GREEN)
    assert client.get(f"/r/nothing/{name}").status_code == 404
    delete_result(created.token, created.deletion_key)
    response = client.get(f"/r/{created.token}/{name}")
    assert response.status_code == 410
    expired = save_result(release=publish(small(), number=2), answers=GREEN)
    past = timezone.now() - timedelta(days=1)
    SharedResult.objects.filter(token=expired.token).update(expires_at=past)
    assert client.get(f"/r/{expired.token}/{name}").status_code == 410
    assert client.post(f"/r/{expired.token}/{name}").status_code == 405


@pytest.mark.parametrize("name", [*FEEDS, "reviews.ics"])
def test_a_programme_that_is_gone_has_no_feed_and_no_calendar(client, programme, name):
    assert client.get(f"/programme/nothing/{name}").status_code == 404
    delete_programme(programme.stored)
    response = client.get(f"{programme.read}{name}")
    assert response.status_code == 410
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"


# ── Where they are found ─────────────────────────────────────────────────────────────────


def alternates(page: Page) -> list[tuple[str, str]]:
    return [(link["type"], link["href"]) for link in page.all("link") if link["rel"] == "alternate"]


def test_the_pages_lead_to_their_feeds(client, programme):
    url = store_with_title()
    reading = programme.read
    for path, root in ((url, url), (reading, reading), (programme.edit, reading)):
        page = Page(client.get(path))
        assert alternates(page) == [
            ("application/atom+xml", f"{root}changes.atom"),
            ("application/feed+json", f"{root}changes.json"),
        ]
        assert page.link("Atom") == f"{root}changes.atom"
        assert page.link("JSON Feed") == f"{root}changes.json"


# ── Calendars ────────────────────────────────────────────────────────────────────────────


def calendar(response) -> dict[str, str]:
    """The values of a calendar of one event, unfolded."""
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    text = response.content.decode().replace("\r\n ", "")
    return dict(line.split(":", 1) for line in reversed(text.split("\r\n")[:-1]))


def test_a_result_is_looked_at_again_in_some_months(client):
    url = store(title="Apples, pears", keep_days=30)
    page = Page(client.get(url))
    response = client.get(page.link("in 3 months"))
    event = calendar(response)
    assert event["SUMMARY"] == "Review: Apples\\, pears"
    day = date.fromisoformat(event["DTSTART;VALUE=DATE"])
    assert 85 < (day - timezone.now().date()).days < 95
    description = event["DESCRIPTION"]
    assert description.startswith(f"http://testserver{url}\\nThe link works until ")
    assert "\\nIf the answer to “colour?” were “Blue”\\, this would be Plum." in description
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    assert calendar(client.get(page.link("in 12 months")))["UID"] == event["UID"]


@pytest.mark.parametrize("months", ["0", "4", "x", "-3", "٣"])
def test_other_months_than_those_offered_are_not_found(client, months):
    assert client.get(f"{store()}review-in-{months}-months.ics").status_code == 404


def test_the_days_of_the_rows_are_one_calendar_for_everybody_who_has_the_link(client, programme):
    assert client.get(f"{programme.read}reviews.ics").status_code == 404
    assert "the days that are set" not in Page(client.get(programme.read)).text
    for number in (1, 3):
        ProgrammeRow.objects.filter(number=number).update(review_on=date(2027, 3, number))
    href = Page(client.get(programme.read)).link("the days that are set")
    assert href == f"{programme.read}reviews.ics"
    text = client.get(href).content.decode()
    starts = [line for line in text.split("\r\n") if line.startswith(("DTSTART", "SUMMARY"))]
    assert starts == [
        "DTSTART;VALUE=DATE:20270301",
        "SUMMARY:Review: Invoices & bills",
        "DTSTART;VALUE=DATE:20270303",
        "SUMMARY:Review: Payroll",
    ]
    own = calendar(client.get(f"{programme.row(1)}review.ics"))
    assert f"UID:{own['UID']}\r\n" in text
