"""A vendor’s phrase on the page: taken apart, kept nowhere, and harmless whatever it is."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from matcher.models import UnknownWord
from matcher.presenters.phrase import MAX_PHRASE_LENGTH
from matcher.views.labels import PACE
from tests.web.reading import Element, Page

pytestmark = pytest.mark.django_db

PHRASE = "offshore managed back office"
FROM_HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture(autouse=True)
def unhurried():
    """Every test begins with nothing counted."""
    PACE._counts.clear()


def paste(client, text: str, **headers: str):
    return client.post("/labels/", {"text": text}, **(headers or FROM_HERE))


def cards(page: Page, section: str) -> dict[str, str]:
    """The text of each card of a section by its heading."""
    found = page.one("section", **{"aria-labelledby": section})
    headings = [heading for heading in page.all("h3") if found in heading.inside]
    return {joined(heading): joined(heading.inside[-1]) for heading in headings}


def joined(element: Element) -> str:
    """Its text, with quotation marks beside what they quote."""
    return element.text.replace("“ ", "“").replace(" ”", "”")


def listed(page: Page, section: str) -> list[str]:
    found = page.one("section", **{"aria-labelledby": section})
    return [joined(item) for item in page.all("li") if found in item.inside]


def start(page: Page) -> list[tuple[str, str]]:
    url = urlsplit(page.link("Start with the questions"))
    assert url.path == "/match/"
    return parse_qsl(url.query)


def outcome(page: Page) -> str:
    return page.one("p", class_="found").text.removesuffix(" All words")


def test_a_phrase_is_taken_apart_word_by_word(client, published):
    words = cards(Page(paste(client, PHRASE)), "words")
    assert list(words) == ["“offshore”", "“managed”", "“back office”"]
    assert words["“offshore”"].startswith("Geography “offshore” The work is done in a distant")
    assert words["“managed”"] == (
        "Delivery model “managed” You buy a running process, and the provider directs its people. "
        "Managed service It points to the answer: The provider runs it"
    )
    assert words["“back office”"] == (
        "Service family “back office” Everything without outside contact. "
        "Finance and accounting operations HR and payroll operations "
        "Procurement and supply-chain support Data processing and document operations "
        "Industry-specific processes In the dictionary : back office"
    )


def test_what_it_leaves_open_is_said_with_the_questions_that_decide_it(client, published):
    page = Page(paste(client, PHRASE))
    assert outcome(page) == (
        "Said: Delivery model and Geography. Several meanings: Service family. Left open: Route."
    )
    decisions = cards(page, "decisions")
    assert decisions["Delivery model"].endswith("The phrase says: Managed service")
    assert decisions["Geography"].endswith("The phrase says: Offshore")
    assert (
        "Ask: What lands in the queue? These questions decide it most:"
        in (decisions["Service family"])
    )
    assert (
        "Open: the phrase does not say. These questions decide it most: Who should run"
        in (decisions["Route"])
    )
    question = page.link("How well is the way of working known today?")
    assert question.startswith("/match/readiness/?label=back-office")
    assert client.get(question).status_code == 200


def test_the_start_takes_along_what_is_implied_and_assumes_none_of_it(client, published):
    page = Page(paste(client, PHRASE))
    assert start(page) == [("label", "back-office"), ("proposed", "control.provider-results")]
    assert "From this phrase we propose: The provider runs it . It counts only" in page.text
    first = Page(client.get(page.link("Start with the questions")))
    assert first.picked == []


@pytest.mark.parametrize(
    ("phrase", "sentence", "query"),
    [
        (
            "KPO",
            "Several meanings: Service family. Left open: Delivery model, Geography and Route.",
            [("label", "kpo")],
        ),
        (
            "call centre for our EU customers",
            "Several meanings: Service family. Left open: Delivery model, Geography and Route.",
            [("label", "call-center"), ("proposed", "served.external-customer")],
        ),
        (
            "in-house hybrid multi-shore bookkeeping",
            "Said: Service family, Delivery model, Geography and Route.",
            [("proposed", "control.stay-ours"), ("proposed", "object.invoices-payments")],
        ),
        (
            "our services",
            "Left open: Service family, Delivery model, Geography and Route.",
            [],
        ),
        ("asdf qwerty", "We know none of this, so it leaves every decision open.", []),
    ],
)
def test_other_phrases_read_well_too(client, published, phrase, sentence, query):
    page = Page(paste(client, phrase))
    assert (outcome(page), start(page)) == (sentence, query)


def test_words_without_a_meaning_are_told_from_words_that_nobody_knows(client, published):
    page = Page(paste(client, "call centre for our EU customers, asdf asdf"))
    assert listed(page, "silent") == [
        "“for”, “our”: Words between the words.",
        "“EU”: A place by itself is near or far only as seen from your own country.",
    ]
    unknown = page.one("section", **{"aria-labelledby": "unknown"})
    assert joined(unknown).startswith("Words that we do not know “asdf” Ask the vendor")


@pytest.mark.parametrize("text", ["", "  \t", "…", "–", "\x00"])
def test_without_a_word_it_asks_for_one(client, published, text):
    response = paste(client, text)
    assert response.status_code == 200
    assert outcome(Page(response)) == "Paste a vendor’s phrase first: one word is enough."


@pytest.mark.parametrize(
    "text", ["👍", "客服中心外包", "مركز اتصال", "<script>alert(1)</script>", "=1+1"]
)
def test_whatever_is_pasted_comes_back_as_it_was_and_does_no_harm(client, published, text):
    response = paste(client, text)
    page = Page(response)
    assert page.one("input", name="text")["value"] == text
    assert "<script>alert" not in response.content.decode()
    assert outcome(page) == "We know none of this, so it leaves every decision open."


def test_a_long_text_is_read_from_its_beginning(client, published):
    page = Page(paste(client, "offshore " + "x" * 10_000))
    assert page.one("p", class_="notice").text.endswith("We took its first 300 characters.")
    assert len(page.one("input", name="text")["value"]) == MAX_PHRASE_LENGTH
    assert list(cards(page, "words")) == ["“offshore”"]


# ── Kept nowhere ─────────────────────────────────────────────────────────────────────────


def test_the_phrase_stands_in_no_address_and_nothing_keeps_the_page(client, published):
    response = paste(client, "offshore widgets")
    assert response.headers["Cache-Control"] == "private, no-store"
    assert not response.cookies
    page = Page(response)
    addresses = [
        *(a["href"] for a in page.all("a")),
        *(form["action"] for form in page.all("form")),
    ]
    assert not [address for address in addresses if "widgets" in address]


def test_a_phrase_in_the_address_is_not_read_and_a_search_still_is(client, published):
    page = Page(client.get("/labels/?text=offshore+managed"))
    assert page.one("input", name="text")["value"] == ""
    assert page.one("h1").text == "What vendors call it"
    found = Page(client.get("/labels/?q=kpo"))
    assert found.one("input", name="q")["value"] == "kpo"
    assert found.all("input", name="text") == []


def test_nothing_is_written_unless_the_site_counts_unknown_words(client, published, settings):
    paste(client, "offshore widgets")
    with CaptureQueriesContext(connection) as queries:
        paste(client, "offshore widgets")
    assert all(query["sql"].startswith("SELECT") for query in queries)
    settings.COUNT_UNKNOWN_WORDS = True
    paste(client, "offshore Widgets R2D2 für widgets & xy")
    words = UnknownWord.objects.order_by("word").values_list("word", "days")
    assert list(words) == [("für", 1), ("widgets", 1)]


@pytest.mark.parametrize(
    ("counts", "said"),
    [(False, "are not counted here."), (True, "Only a word that we do not know")],
)
def test_the_privacy_page_says_which(client, published, settings, counts, said):
    settings.COUNT_UNKNOWN_WORDS = counts
    assert said in Page(client.get("/privacy/")).text
    kept = "a word that we do not know is counted by itself"
    assert (kept in Page(client.get("/labels/")).text) is counts


def test_another_site_cannot_paste(client, published):
    assert paste(client, PHRASE, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403


def test_too_many_in_a_short_time_wait_and_lose_nothing(client, published, monkeypatch):
    monkeypatch.setattr(PACE, "most", 1)
    paste(client, PHRASE)
    response = paste(client, PHRASE)
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 600
    page = Page(response)
    assert page.one("input", name="text")["value"] == PHRASE
    assert outcome(page).startswith("From your network address 1 phrase was sent within ten")
    assert client.get("/labels/").status_code == 200


@pytest.mark.parametrize("method", ["put", "delete"])
def test_it_takes_no_other_method(client, published, method):
    response = getattr(client, method)("/labels/")
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, POST")


def test_without_an_edition_it_says_so(client, db):
    assert paste(client, PHRASE).status_code == 503
