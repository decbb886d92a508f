"""The same pages under another namespace, as a preview of a draft will be: links stay in it."""

import pytest
from django.urls import include, path

from tests.web.editions import publish, small
from tests.web.reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

urlpatterns = [
    path("preview/", include("matcher.urls", namespace="preview")),
    path("", include("bpo_matcher.urls")),
]

PAGES = [
    "",
    "match/",
    "match/?colour=green",
    "match/size/?colour=green",
    "match/answers/?size=large",
]


def leads_to(page: Page) -> set[str]:
    """Every address of ours on the page."""
    links = [one["href"] for one in page.all("a")] + [one["action"] for one in page.all("form")]
    return {link for link in links if link.startswith("/")}


@pytest.mark.parametrize("address", PAGES)
def test_links_stay_in_the_namespace_that_the_visitor_came_in_by(client, address):
    publish(small())
    for _ in range(2):  # the second time from parts that were kept
        plain = leads_to(Page(client.get(f"/{address}")))
        preview = leads_to(Page(client.get(f"/preview/{address}")))
        assert len(plain) > 5
        assert preview == {f"/preview{link}" for link in plain}


def test_a_redirect_stays_in_it_too(client):
    publish(small())
    response = client.get("/preview/match/?colour=green&size=large")
    assert response["Location"] == "/preview/match/result/?colour=green&size=large"


def test_errors_lead_on_in_it(client):
    publish(small())
    page = Page(client.get("/preview/match/weight/"))
    assert page.link("Go to the start") == "/preview/"
