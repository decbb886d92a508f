"""The whole site on the draft, under a signed URL that expires."""

from datetime import timedelta

import pytest
from django.urls import get_script_prefix
from django.utils import timezone

from matcher.core import parse_query
from matcher.models import ContextQuestion, Edition, SharedResult, Warning
from matcher.preview import preview_root
from matcher.sharing import save_result
from tests.web.reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("draft")]

GIVEN = "served=external-customer&work_kind=interaction-heavy"

PAGES = [
    "",
    "match/",
    f"match/?{GIVEN}",
    f"match/volume/?{GIVEN}",
    f"match/answers/?{GIVEN}",
    f"match/result/?{GIVEN}",
    "families/",
    "families/hr-payroll/",
    "labels/",
    "guide/",
    "guide/what-bpo-is/",
    "guide/changes/",
    "guide/places/",
    "method/",
    "privacy/",
    "compare/",
]


@pytest.fixture
def root() -> str:
    """The root of a preview, such as `/preview/Ijox…/`."""
    return preview_root(timezone.now() + timedelta(days=1))


def leads_to(page: Page) -> set[str]:
    """Every URL of ours on the page."""
    links = [link["href"] for link in page.all("a")] + [form["action"] for form in page.all("form")]
    return {link for link in links if link.startswith("/")}


# ── The same pages at another root ───────────────────────────────────────────────────────


@pytest.mark.parametrize("url", PAGES)
def test_links_stay_in_the_preview(client, published, root, url):
    plain = leads_to(Page(client.get(f"/{url}")))
    preview = leads_to(Page(client.get(f"{root}{url}")))
    assert len(plain) >= 5
    assert preview == {f"{root[:-1]}{link}" for link in plain if not sends(link)}


def sends(link: str) -> bool:
    """Whether it is that of a form which sends something. A preview takes nothing."""
    return link == "/results/" or link.startswith("/match/result.")


def test_a_form_that_sends_something_is_not_offered(client, published, root):
    assert [form["method"] for form in Page(client.get(f"{root}labels/")).all("form")] == ["get"]


def test_the_desk_is_no_part_of_it(client, root):
    for path in ("admin/", "admin/login/"):
        response = client.get(f"{root}{path}")
        assert response.status_code == 404
        assert "The desk is no part of a preview" in Page(response).text


def test_a_redirect_and_an_error_stay_in_it_too(client, root):
    response = client.get(f"{root}match/?then=answers&asked=served&served=internal-ops")
    assert response["Location"] == f"{root}match/answers/?served=internal-ops"
    assert Page(client.get(f"{root}match/weight/")).link("Go to the start") == root


def test_static_files_do_not(client, root):
    page = Page(client.get(root))
    assert {link["href"].split("/")[1] for link in page.all("link")} == {"static"}


def test_the_pages_after_it_are_those_of_visitors_again(client, published, root):
    client.get(root)
    assert get_script_prefix() == "/"
    assert Page(client.get("/")).link("Families") == "/families/"


# ── The draft, marked as such ────────────────────────────────────────────────────────────


def test_it_shows_the_draft_of_the_moment_and_visitors_the_edition(client, published, root):
    for prompt in ("Who is it for?", "Who is it really for?"):
        ContextQuestion.objects.filter(slug="pieces").update(prompt=prompt)
        assert Page(client.get(f"{root}match/")).one("h1").text == prompt
    assert Page(client.get("/match/")).one("h1").text not in ("Who is it for?", prompt)


def test_it_needs_no_edition(client, root):
    assert Edition.objects.count() == 0
    assert client.get(f"{root}match/").status_code == 200


@pytest.mark.parametrize("url", [*PAGES, "no-such-page/"])
def test_every_page_is_marked_and_kept_by_nobody(client, published, root, url):
    response = client.get(f"{root}{url}")
    page = Page(response)
    assert page.one("p", class_="preview-mark").text.startswith("Preview of the draft.")
    assert page.title.endswith("Preview of the draft: BPO Service Line Matcher")
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response
    assert not Page(client.get(f"/{url}")).all("p", class_="preview-mark")


def test_a_result_of_it_says_what_it_is(client, published, root):
    page = Page(client.get(f"{root}match/result/?{GIVEN}"))
    assert page.one("p", class_="colophon").text.startswith("Draft, as edition 2 would be")


def test_a_draft_that_is_not_sound_says_what_is_in_the_way(client, published, root):
    Warning.objects.filter(slug="brand-voice").update(condition="mood = sunny")
    response = client.get(root)
    assert response.status_code == 409
    assert "warning brand-voice: There is no question called “mood”." in Page(response).text
    assert client.get("/").status_code == 200


# ── Nothing is kept ──────────────────────────────────────────────────────────────────────


def test_a_result_cannot_be_kept(client, published, root):
    page = Page(client.get(f"{root}match/result/?{GIVEN}"))
    assert page.all("form", method="post") == []
    refused = client.post(f"{root}results/", {"served": "internal-ops", "edition": "1"})
    assert refused.status_code == 403
    assert Page(refused).one("h1").text == "A preview cannot keep anything"
    assert SharedResult.objects.count() == 0


def test_what_visitors_kept_can_be_read_but_not_deleted(client, published, root):
    answers = parse_query(published.taxonomy, GIVEN).answers
    kept = save_result(release=published, answers=answers)
    assert client.get(f"{root}r/{kept.token}/").status_code == 200
    refused = client.post(f"{root}r/{kept.token}/delete/{kept.deletion_key}/")
    assert refused.status_code == 403
    assert SharedResult.objects.get().gone_at is None


# ── The URL ──────────────────────────────────────────────────────────────────────────────


def test_it_ends(client, published):
    over = preview_root(timezone.now() - timedelta(seconds=1))
    response = client.get(f"{over}match/")
    assert response.status_code == 410
    assert Page(response).one("h1").text == "This preview is over"
    assert Page(response).link("Go to the start") == "/"


@pytest.mark.parametrize(
    "path", ["/preview/", "/preview/x/", "/preview//match/", "/preview/a:b:c/"]
)
def test_nobody_makes_one_up(client, published, path):
    response = client.get(path)
    assert response.status_code == 404
    assert Page(response).one("h1").text == "There is no such preview"


def test_a_changed_url_is_refused(client, published, root):
    start, _colon, signature = root.rpartition(":")
    later = preview_root(timezone.now() + timedelta(days=900)).rpartition(":")[0]
    assert client.get(f"{later}:{signature}").status_code == 404
    assert client.get(f"{start}:{signature}").status_code == 200


def test_it_sets_no_cookie(client, root):
    assert client.get(root).cookies == {}
