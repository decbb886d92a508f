"""Documents over HTTP: of a live result, with the name that a form gives it, and under a link."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from urllib.parse import quote, urlencode

import docx
import pytest
from django.db.models import F
from django.utils import timezone

from matcher.editions import current
from matcher.models import Edition, SharedResult, WriteCount
from matcher.presenters import downloads
from matcher.presenters.downloads import live_downloads, shared_downloads
from matcher.preview import preview_root
from matcher.sharing import delete_result, save_result
from matcher.web import document_guard
from tests.stored.samples import RELEASES
from tests.web.editions import publish, small
from tests.web.reading import Page
from tests.web.test_downloads import DOCUMENTS, GREEN, OFFICE

pytestmark = [pytest.mark.django_db, pytest.mark.checker]

QUERY = "colour=green&size=large"
LIVE = {
    "docx": ("brief.docx", f"{OFFICE}.wordprocessingml.document"),
    "pdf": ("memo.pdf", "application/pdf"),
    "xlsx": ("workbook.xlsx", f"{OFFICE}.spreadsheetml.sheet"),
    "md": ("memo.md", "text/markdown; charset=utf-8"),
    "json": ("result.json", "application/json"),
}
every_format = pytest.mark.parametrize("extension", LIVE)


@pytest.fixture(autouse=True)
def edition():
    return publish(small())


def ask(client, extension: str, name: str | None = None, query: str = QUERY, **headers: str):
    url = f"/match/result.{extension}?{query}"
    if name is None:
        return client.get(url, headers=headers)
    return client.post(url, {"name": name}, headers=headers)


def title(response) -> str:
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    return Page(response).one("h1").text


# ── A live result ────────────────────────────────────────────────────────────────────────


@every_format
def test_a_live_result_is_saved_under_the_name_that_was_typed_and_nothing_is_stored(
    client, extension, django_assert_max_num_queries
):
    current()
    kind, content_type = LIVE[extension]
    with django_assert_max_num_queries(1):
        response = ask(client, extension, "First check of claims")
    today = f"{timezone.now():%Y-%m-%d}"
    assert response.status_code == 200
    assert response.headers["Content-Type"] == content_type
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="First check of claims {today} {kind}"'
    )
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert not response.cookies
    assert not SharedResult.objects.exists()
    assert not WriteCount.objects.exists()


@every_format
def test_a_link_that_is_opened_answers_without_a_name(client, extension):
    today = f"{timezone.now():%Y-%m-%d}"
    for query in (QUERY, f"{QUERY}&name=Secret&utm_source=x"):
        response = ask(client, extension, query=query)
        assert response.headers["Content-Disposition"] == (
            f'attachment; filename="{today} {LIVE[extension][0]}"'
        )
    assert client.head(f"/match/result.{extension}?{QUERY}").status_code == 200


def test_the_name_stands_in_the_document(client):
    file = docx.Document(BytesIO(ask(client, "docx", " Äpfel ").content))
    assert file.paragraphs[1].text == file.core_properties.title == "Äpfel"
    assert ask(client, "md", "Äpfel").content.decode().startswith("# Äpfel\n")
    record = json.loads(ask(client, "json", "Äpfel").content)
    assert (record["title"], record["id"]) == ("Äpfel", None)
    assert record["answers"] == {"colour": "green", "size": "large"}


def test_a_document_leads_back_to_its_answers(client):
    text = ask(client, "md").content.decode()
    assert f"(http://testserver/match/result/?{QUERY})" in text


@every_format
def test_another_site_cannot_make_a_visitor_ask(client, extension):
    response = ask(client, extension, "x", **{"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert title(response) == "This was sent from another site"


@every_format
@pytest.mark.parametrize("query", ["", "colour=mauve", "utm_source=x"])
def test_without_an_answer_there_is_nothing_to_write_down(client, extension, query):
    response = ask(client, extension, "x", query=query)
    assert response.status_code == 400
    assert title(response) == "Nothing is answered yet"
    assert Page(response).link("Start with the first question") == "/match/"


def test_not_sure_alone_is_written_down_as_open(client):
    text = ask(client, "md", query="colour=not-sure").content.decode()
    assert "Outcome: **Not decided yet** (open)" in text
    assert "## Why" not in text
    assert "## The answers" not in text


@pytest.mark.parametrize("path", ["/match/result.txt", "/match/result.", "/match/result.docx/"])
def test_there_are_no_other_formats(client, path):
    assert client.get(f"{path}?{QUERY}").status_code == 404


def test_a_document_of_a_site_without_an_edition_says_so(client):
    Edition.objects.all().delete()
    assert ask(client, "docx").status_code == 503


# ── Names ────────────────────────────────────────────────────────────────────────────────


@every_format
@pytest.mark.parametrize(
    "name",
    [
        "x" * 500,
        "\U0001f600" * 60,
        "שלום: 12-34",
        "<script>alert(1)</script>",
        '"; filename="evil.exe',
        "../../etc/passwd",
        "a\tb",
        "%0d%0aSet-Cookie: a=b",
        "=1+1",
        "   ",
    ],
    ids=ascii,
)
def test_any_name_that_can_be_read_fits(client, extension, name):
    response = ask(client, extension, name.replace("\t", " "))
    assert response.status_code == 200
    disposition = response.headers["Content-Disposition"]
    assert len(disposition) < 1000
    assert not {"\r", "\n", "/", "\\"} & set(disposition)
    assert disposition.endswith((f'{LIVE[extension][0]}"', quote(f" {LIVE[extension][0]}")))


@every_format
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("a\x00b", "It holds invisible control characters."),
        ("a\r\nSet-Cookie: b=c", "It holds invisible control characters."),
        ("a\u202eb", "It holds invisible control characters."),
        ("x" * 501, "Use 500 characters at most; the name has 501."),
    ],
    ids=ascii,
)
def test_a_name_that_cannot_be_used_is_refused_in_words_and_the_answers_are_kept(
    client, extension, name, why
):
    response = ask(client, extension, name)
    assert response.status_code == 400
    assert title(response) == "This name does not work"
    assert why in Page(response).text
    assert Page(response).link("Back to your result") == f"/match/result/?{QUERY}"


# ── Who asks, and how often ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 AppleWebKit/537.36 (compatible; bingbot/2.0)",
        "SomeCrawler/1.0",
        "WhatsApp/2.23",
    ],
)
def test_robots_get_no_documents(client, agent):
    token = _token()
    for path in (f"/match/result.docx?{QUERY}", *(f"/r/{token}{name}" for name in DOCUMENTS)):
        response = client.get(path, headers={"User-Agent": agent})
        assert response.status_code == 403
        assert title(response) == "Documents are for people"
    assert client.get(f"/r/{token}.json", headers={"User-Agent": agent}).status_code == 200


def _token() -> str:
    return save_result(release=current(), answers=GREEN).token


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 Chrome/120 Mobile",
        "python-requests/2.32",
    ],
)
def test_whoever_is_no_robot_does(client, agent):
    assert ask(client, "xlsx", **{"User-Agent": agent}).status_code == 200


def test_the_61st_document_of_an_address_has_to_wait_and_others_do_not(client):
    token = _token()
    for _number in range(document_guard.DOCUMENTS_AN_HOUR):
        document_guard.document_count.add("203.0.113.9")
    document_guard.document_count.add("2001:db8::/64")
    visitor = {"X-Forwarded-For": ""}
    for path in (f"/match/result.docx?{QUERY}", f"/r/{token}/workbook.xlsx"):
        response = client.get(path, headers=visitor, REMOTE_ADDR="203.0.113.9")
        assert response.status_code == 429
        assert title(response) == "That was a lot of documents"
        assert 0 < int(response.headers["Retry-After"]) <= 3600
        assert "ETag" not in response.headers
        back = [link["href"] for link in Page(response).all("a")]
        assert f"/match/result/?{QUERY}" in back or f"/r/{token}/" in back
        assert client.get(path, REMOTE_ADDR="203.0.113.10").status_code == 200


def test_the_network_of_an_ipv6_address_is_counted_as_one(client, monkeypatch):
    monkeypatch.setattr(document_guard, "DOCUMENTS_AN_HOUR", 1)
    path = f"/match/result.xlsx?{QUERY}"
    assert client.get(path, REMOTE_ADDR="2001:db8::1").status_code == 200
    assert client.get(path, REMOTE_ADDR="2001:db8::2").status_code == 429
    assert client.get(path, REMOTE_ADDR="2001:db8:0:1::1").status_code == 200


def test_a_file_that_the_browser_has_counts_for_nothing(client, monkeypatch):
    monkeypatch.setattr(document_guard, "DOCUMENTS_AN_HOUR", 1)
    url = f"/r/{_token()}/workbook.xlsx"
    etag = client.get(url).headers["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
    assert client.get(url).status_code == 429


def test_the_next_hour_begins_anew_and_old_addresses_are_forgotten(monkeypatch):
    now = [3600.0]
    monkeypatch.setattr(document_guard, "time", lambda: now[0])
    monkeypatch.setattr(document_guard, "DOCUMENTS_AN_HOUR", 1)
    monkeypatch.setattr(document_guard, "MAX_ADDRESSES", 2)
    count = document_guard.DocumentCount()
    count.add("a")
    now[0] += 600
    with pytest.raises(document_guard.TooManyDocuments) as refused:
        count.add("a")
    assert refused.value.seconds == 3000
    count.add("b")
    count.add("c")  # for which the first is forgotten
    count.add("a")
    now[0] += 3000
    count.add("c")


def test_a_document_waits_for_another_one_and_says_so_when_it_takes_too_long(client, monkeypatch):
    monkeypatch.setattr(document_guard, "TURN_SECONDS", 0.01)
    with document_guard._turn:
        response = ask(client, "docx")
    assert response.status_code == 503
    assert title(response) == "Other documents are being made"
    assert response.headers["Retry-After"] == "5"
    assert ask(client, "docx").status_code == 200


def test_search_engines_are_told_to_stay_away(client):
    assert "Disallow: /match/result\n" in client.get("/robots.txt").content.decode()


# ── Without the extra ────────────────────────────────────────────────────────────────────


@pytest.fixture
def without_typst(monkeypatch):
    downloads.pdf_is_available.cache_clear()
    monkeypatch.setattr(downloads, "find_spec", lambda _name: None)
    yield
    downloads.pdf_is_available.cache_clear()


@pytest.mark.usefixtures("without_typst")
def test_without_the_extra_the_pdf_is_missing_in_words(client):
    token = _token()
    for path, back in (
        (f"/match/result.pdf?{QUERY}", f"/match/result/?{QUERY}"),
        (f"/r/{token}/memo.pdf", f"/r/{token}/"),
    ):
        response = client.get(path)
        assert response.status_code == 404
        assert title(response) == "This site makes no PDF"
        assert "print it" in Page(response).text
        assert back in [link["href"] for link in Page(response).all("a")]
    assert ask(client, "docx").status_code == 200


@pytest.mark.usefixtures("without_typst")
def test_without_the_extra_pages_know_that_there_is_no_pdf(rf):
    live, kept = live_downloads(rf.get("/"), GREEN), shared_downloads(rf.get("/"), "t")
    assert (live.pdf, live.pdf_available, kept.pdf, kept.pdf_available) == ("", False, "", False)


def test_pages_know_where_the_documents_are(rf):
    assert live_downloads(rf.get("/"), GREEN) == downloads.Downloads(
        *(f"/match/result.{name}?{QUERY}" for name in ("docx", "pdf", "xlsx", "md", "json")),
        posted=True,
    )
    assert shared_downloads(rf.get("/"), "t") == downloads.Downloads(
        "/r/t/brief.docx",
        "/r/t/memo.pdf",
        "/r/t/workbook.xlsx",
        "/r/t.md",
        "/r/t.json",
        posted=False,
    )


# ── Links ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_of_a_link_that_is_gone_or_unknown_answers_with_its_page(client, name):
    created = save_result(release=current(), answers=GREEN)
    unknown = client.get(f"/r/{'x' * 32}{name}")
    assert (unknown.status_code, title(unknown)) == (404, "There is no result under this link")
    SharedResult.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    expired = client.get(f"/r/{created.token}{name}")
    delete_result(created.token, created.deletion_key)
    deleted = client.get(f"/r/{created.token}{name}")
    assert (expired.status_code, deleted.status_code) == (410, 410)
    assert title(expired) == title(deleted) == "This result is no longer here"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_new_title_is_a_new_file(client, name):
    url = f"/r/{_token()}{name}"
    etag = client.get(url).headers["ETag"]
    SharedResult.objects.update(title="果物", revision=F("revision") + 1)
    response = client.get(url, headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert f"filename*=UTF-8''{quote('果物')}" in response.headers["Content-Disposition"]


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.name)
def test_what_a_release_stored_is_written_today(client, name, release):
    old = Edition.objects.create(
        number=2,
        taxonomy_json=release.edition_json,
        sha256=sha256(release.edition_json.encode()).hexdigest(),
        published_at=datetime(2026, 11, 28, 12, tzinfo=UTC),
    )
    for row in release.results.values():
        SharedResult.objects.create(edition=old, **row)
        assert client.get(f"/r/{row['token']}{name}").status_code == 200


def test_a_preview_writes_documents_of_the_draft(client, draft, drafted):
    root = preview_root(timezone.now() + timedelta(hours=1))
    query = urlencode({"served": drafted.index.question_by_slug["served"].options[0].slug})
    text = client.get(f"{root}match/result.md?{query}").content.decode()
    assert "A preview of the draft, made on" in text
