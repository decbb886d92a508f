"""The matcher in a frame of another site."""

import re
from contextlib import closing

import pytest
from django.db import OperationalError
from django.urls import get_script_prefix

from matcher.core import parse_query
from matcher.embedding import embed_root, snippet
from matcher.models import EmbeddingSite, SharedResult
from matcher.models.embedding import ResultsOpen, Theme
from matcher.sharing import save_result
from tests.web.reading import Page
from tests.web.test_preview import GIVEN, leads_to

pytestmark = pytest.mark.django_db

ORIGINS = "https://intranet.example.org\nhttps://team.example.org:8443"

PAGES = [
    "match/",
    f"match/?{GIVEN}",
    f"match/volume/?{GIVEN}",
    f"match/answers/?{GIVEN}",
    f"match/context/?{GIVEN}",
    f"match/result/?{GIVEN}",
    f"match/result/in-full/?{GIVEN}",
    "suggest/",
    "compare/",
    "families/",
    "families/hr-payroll/",
    "labels/",
    "guide/",
    "guide/what-bpo-is/",
    "guide/places/",
    "method/",
    "privacy/",
]


@pytest.fixture
def site(db: None) -> EmbeddingSite:
    return EmbeddingSite.objects.create(name="Intranet", origins=ORIGINS)


@pytest.fixture
def root(site: EmbeddingSite) -> str:
    """The root of its frames, such as `/embed/aB3dE5gH7jK9/auto/`."""
    return embed_root(site)


def ancestors(response) -> str:
    """Who may show this in a frame."""
    policy = response.headers["Content-Security-Policy"]
    return re.search(r"frame-ancestors ([^;]*)", policy)[1]


def refuses_frames(response) -> bool:
    return (ancestors(response), response.headers["X-Frame-Options"]) == ("'none'", "DENY")


# ── Where a frame begins ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("query", "theme"),
    [("", "auto"), ("&theme=dark", "dark"), ("&theme=light", "light"), ("&theme=pink", "auto")],
)
def test_a_frame_begins_with_the_first_question_in_its_theme(client, published, site, query, theme):
    response = client.get(f"/embed/?site={site.public_id}{query}")
    assert response["Location"] == f"/embed/{site.public_id}/{theme}/match/"
    page = Page(client.get(response["Location"]))
    assert page.one("html")["data-theme"] == theme
    assert page.one("h1").text


def test_the_theme_of_the_site_counts_where_the_frame_names_none(client, published, site):
    EmbeddingSite.objects.update(theme=Theme.DARK)
    assert "/dark/match/" in client.get(f"/embed/?site={site.public_id}")["Location"]


@pytest.mark.parametrize(
    "url",
    [
        *("/embed/", "/embed/?site=", "/embed/?site=aaaaaaaaaaaa", "/embed/?site=%00%27"),
        *("/embed/aaaaaaaaaaaa/auto/match/", "/embed/short/auto/match/"),
    ],
)
def test_for_an_unknown_site_there_is_no_page_and_no_frame(client, published, site, url):
    response = client.get(url)
    assert response.status_code == 404
    assert refuses_frames(response)


def test_a_theme_that_nobody_listed_is_no_root(client, published, site):
    response = client.get(f"/embed/{site.public_id}/pink/match/")
    assert response.status_code == 404
    assert refuses_frames(response)


def test_a_site_that_was_deleted_is_shown_nothing_more(client, published, site, root):
    site.delete()
    assert refuses_frames(client.get(f"{root}match/"))


# ── Every page of it may be framed, and by nobody else ───────────────────────────────────


def test_every_step_is_for_the_listed_origins_and_leaves_nothing_behind(client, published, root):
    for url in PAGES:
        response = client.get(f"{root}{url}")
        assert (url, response.status_code) == (url, 200)
        assert ancestors(response) == ORIGINS.replace("\n", " ")
        kept = {"X-Frame-Options", "ETag", "Set-Cookie"} & set(response.headers)
        assert (url, kept, response.cookies) == (url, set(), {})
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"


def test_links_stay_in_the_frame_or_open_a_tab(client, published, root):
    for url in (*PAGES, "no-such-page/", "match/weight/"):
        page = Page(client.get(f"{root}{url}"))
        away = {link["href"] for link in page.all("a") if link.attributes.get("target") == "_blank"}
        assert "/" in away
        outside = {link for link in leads_to(page) - away if not link.startswith(root)}
        assert (url, outside) == (url, set())


def test_the_menu_of_the_site_is_left_out(client, published, root):
    page = Page(client.get(f"{root}match/"))
    assert page.all("header", class_="masthead") == []
    assert Page(client.get("/match/")).all("header", class_="masthead") != []


def test_the_same_page_of_the_site_itself_is_as_it_was(client, published, root):
    client.get(f"{root}families/")
    assert get_script_prefix() == "/"
    response = client.get("/families/")
    assert refuses_frames(response)
    assert response["Cache-Control"] == "no-cache"
    assert "ETag" in response
    assert "data-theme" not in Page(response).one("html").attributes


def test_a_page_in_a_frame_costs_one_query_more(client, published, root, django_assert_num_queries):
    client.get("/match/")
    with django_assert_num_queries(1):
        client.get("/match/")
    with django_assert_num_queries(2):
        client.get(f"{root}match/")


def test_origins_count_from_the_next_page_on(client, published, root):
    EmbeddingSite.objects.update(origins="https://other.example.org")
    assert ancestors(client.get(f"{root}match/")) == "https://other.example.org"


def test_while_the_database_is_away_a_frame_shows_nothing(client, published, root, monkeypatch):
    def away(public_id):
        raise OperationalError

    monkeypatch.setattr("matcher.web.embed_middleware.find_site", away)
    client.raise_request_exception = False
    response = client.get(f"{root}match/")
    assert response.status_code == 503
    assert ancestors(response) == "'none'"


# ── The walk and its result ──────────────────────────────────────────────────────────────


def test_the_start_is_the_first_question(client, published, root):
    assert client.get(root)["Location"] == f"{root}match/"


def test_an_answer_leads_on_in_the_frame(client, published, root):
    response = client.get(f"{root}match/?then=answers&asked=served&served=internal-ops")
    assert response["Location"] == f"{root}match/answers/?served=internal-ops"


def test_a_result_inside_leads_to_a_tab_in_which_it_can_be_kept(client, published, root):
    page = Page(client.get(f"{root}match/result/?{GIVEN}"))
    assert page.all("form", method="post") == []
    link = next(link for link in page.all("a") if link.text.startswith("Save, share"))
    assert link["target"] == "_blank"
    own = Page(client.get(link["href"]))
    assert own.one("h1").text == page.one("h1").text
    assert own.all("form", method="post") != []


def test_a_site_may_have_its_results_in_a_tab(client, published, site, root):
    EmbeddingSite.objects.update(results_open=ResultsOpen.NEW_TAB)
    response = client.get(f"{root}match/result/?{GIVEN}")
    page = Page(response)
    assert page.one("h1").text == "Your result is ready"
    links = {link.text: link["href"] for link in page.all("a")}
    assert links["Open it (in a new tab)"] == f"/match/result/?{GIVEN}"
    assert links["Change answers"] == f"{root}match/answers/?{GIVEN}"
    assert ancestors(response) == ORIGINS.replace("\n", " ")


def test_somebody_may_say_it_in_their_own_words(client, published, root):
    text = {"text": "we answer the phone for customers"}
    own = {"HTTP_SEC_FETCH_SITE": "same-origin"}
    assert client.post(f"{root}suggest/", text, **own).status_code == 200
    assert client.post(f"{root}labels/", text, **own).status_code == 200
    foreign = {"HTTP_SEC_FETCH_SITE": "cross-site"}
    assert client.post(f"{root}suggest/", text, **foreign).status_code == 403


# ── Nothing is kept from there ───────────────────────────────────────────────────────────


def test_what_keeps_something_takes_nothing_in_a_frame(client, published, root):
    answers = parse_query(published.taxonomy, GIVEN).answers
    kept = save_result(release=published, answers=answers)
    urls = ("results/", "programme/", f"r/{kept.token}/delete/{kept.deletion_key}/", "api/v1/match")
    for url in (*urls, "mcp/", "admin/login/", "match/result.docx"):
        response = client.post(f"{root}{url}", {"served": "internal-ops", "edition": "1"})
        assert (url, response.status_code, response.cookies) == (url, 403, {})
    assert SharedResult.objects.filter(gone_at=None).count() == 1


@pytest.mark.parametrize(
    "path",
    [
        *(
            "r/aaaaaaaaaaaaaaaaaaaaaaaa/",
            "programme/",
            "admin/",
            "developers/",
            "match/assessment/",
        ),
        *("r/%22%3E%3Cscript%3E/", "r/%5Cevil.example/"),
    ],
)
def test_what_no_frame_shows_opens_a_tab(client, published, root, path):
    response = client.get(f"{root}{path}?a=1&b=%22")
    page = Page(response)
    assert page.one("h1").text == "This opens in a tab of its own"
    link = next(link for link in page.all("a") if link.text == "Open it (in a new tab)")
    assert (link["href"], link["target"]) == (f"/{path}?a=1&b=%22", "_blank")
    assert (response.cookies, ancestors(response)) == ({}, ORIGINS.replace("\n", " "))


@pytest.mark.parametrize("path", ["/evil.example/", "%5C%5Cevil.example/", "no-such-page/"])
def test_a_page_that_does_not_exist_leads_nowhere_else(client, published, root, path):
    response = client.get(f"{root}{path}")
    assert response.status_code == 404
    assert not any("evil" in link["href"] for link in Page(response).all("a"))


# ── The lines for pages of others ────────────────────────────────────────────────────────


def test_the_lines_to_paste_name_the_site_and_have_a_title():
    assert snippet("https://match.example.org", "aB3dE5gH7jK9").splitlines() == [
        '<iframe src="https://match.example.org/embed/?site=aB3dE5gH7jK9"',
        '        title="What kind of outsourcing is it?"',
        '        width="100%" height="800" frameborder="0"></iframe>',
        '<script src="https://match.example.org/embed.js" defer></script>',
    ]


def test_the_script_of_the_lines_is_served_to_every_site(client):
    with closing(client.get("/embed.js")) as response:
        kind = response["Content-Type"].partition(";")[0]
    assert (response.status_code, kind) == (200, "text/javascript")
