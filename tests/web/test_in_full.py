"""A result in full: every point, why not each of the others, and every answer that would change
it."""

import re

import pytest

from matcher.core import parse_query
from matcher.editions import edition
from matcher.models import Case
from matcher.sharing import CreatedLink, delete_result, save_result
from tests import builders
from tests.web.editions import publish, small
from tests.web.reading import Page
from tests.web.results import case, inside, result_url, rows
from tests.web.test_result_parts import BOTH, PRO_AND_CON

pytestmark = [pytest.mark.django_db, pytest.mark.checker]

ANSWERS = "colour=green&size=large&taste=sour"


def in_full(client, query: str) -> Page:
    response = client.get(f"/match/result/in-full/?{query}")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    return Page(response)


def keep(query: str) -> CreatedLink:
    answers = parse_query(edition(1).taxonomy, query).answers
    return save_result(release=edition(1), answers=answers, title="Lunch")


@pytest.fixture
def fruit():
    publish(small(evidence=PRO_AND_CON, combinations=(BOTH,)))


# ── What it says ─────────────────────────────────────────────────────────────────────────


def test_every_point_of_the_first_can_be_added_up(client, fruit):
    page = in_full(client, ANSWERS)
    assert rows(page, "Every point of Apple") == [
        "colour? Green +3 × 1 +3 colour=green and apple.",
        "size? Large −1 × 1 −1 size=large and apple.",
        "taste? Sour −3 × 0.5 −1.5 taste=sour and apple.",
        "Together: “colour?”, “taste?” +1.5 both: apple.",
    ]
    (total,) = page.all("tfoot")
    assert total.text == "In all 2"


def test_why_not_each_of_the_others_is_where_the_first_gained_more(client, fruit):
    page = in_full(client, ANSWERS)
    captions = [each.text for each in page.all("caption") if each.text.startswith("Why not")]
    assert {caption: rows(page, caption) for caption in captions} == {
        "Why not Pear? 1.5 points behind. Where Apple gained more:": [
            "“colour?”, “taste?” +1.5 0 +1.5",
            "Green +3 +2 +1",
        ],
        "Why not Plum? 1.5 points behind. Where Apple gained more:": [
            "Green +3 0 +3",
            "“colour?”, “taste?” +1.5 0 +1.5",
        ],
        "Why not Quince? 4 points behind. Where Apple gained more:": [
            "Green +3 0 +3",
            "“colour?”, “taste?” +1.5 0 +1.5",
            "Large −1 −2 +1",
        ],
    }


def test_of_those_with_equal_points_the_account_is_of_the_one_that_is_named_first(client):
    cells = {"colour=green": {"apple": 2, "pear": 1}, "size=large": {"pear": 1}}
    publish(small(evidence=builders.evidence("kind", cells)))
    page = in_full(client, "colour=green&size=large")
    assert rows(page, "Every point of Apple") == ["colour? Green +2 × 1 +2 colour=green and apple."]
    caption = "Why not Pear? the same points. Where Apple gained more:"
    assert rows(page, caption) == ["Green +2 +1 +1"]


def test_what_only_comes_later_in_the_list_is_said_to(client):
    publish(small(evidence=builders.evidence("kind", {"colour=green": {"apple": 1, "pear": 1}})))
    page = in_full(client, "colour=green")
    assert "No answer set it behind; it only comes later in our list." in page.texts("p")


def test_the_points_of_every_case_add_up_on_every_axis(client, draft, published):
    for row in Case.objects.all():
        query = result_url(case(row.slug)).partition("?")[2]
        page = in_full(client, query)
        accounts = [
            caption.inside[-1]
            for caption in page.all("caption")
            if caption.text.startswith("Every point of ")
        ]
        assert accounts, row.slug
        for account in accounts:
            lines = inside(page, "tr", account)[1:]
            *parts, total = [float(_number(line).replace("−", "-")) for line in lines]
            assert sum(parts) == total, row.slug


def _number(line: str) -> str:
    """The points of a row: the number after the weight, or that of a combination or of a sum."""
    found = re.search(r"× [\d.]+ ([+−]?[\d.]+)|[”)] ([+−][\d.]+)|In all (−?[\d.]+)", line)
    return next(filter(None, found.groups()))


# ── Where it is ──────────────────────────────────────────────────────────────────────────


def test_the_result_leads_to_it_and_it_leads_back(client, fruit):
    result = Page(client.get(f"/match/result/?{ANSWERS}"))
    href = result.link("Every point, and why not each of the others : Kind of thing")
    assert href == f"/match/result/in-full/?{ANSWERS}#kind"
    page = in_full(client, ANSWERS)
    assert page.one("section", id="kind")
    assert page.link("Back to the result") == f"/match/result/?{ANSWERS}"
    assert page.title.startswith("In full: ")


def test_without_a_decision_it_says_that_there_are_no_points(client, fruit):
    page = in_full(client, "colour=not-sure")
    assert page.texts("table") == []
    assert "Too little was answered to decide anything, so there are no points to show." in (
        page.texts("p")
    )


def test_what_cannot_be_used_of_the_address_is_said(client, fruit):
    page = in_full(client, "colour=mauve")
    assert "Part of the address could not be used." in page.text


def test_a_stored_result_has_its_own_in_full_by_its_edition(client, fruit):
    token = keep(ANSWERS).token
    publish(small(), number=2)
    shared = Page(client.get(f"/r/{token}/"))
    href = shared.link("Every single answer that would change it")
    assert href == f"/r/{token}/in-full/"
    page = Page(client.get(href))
    assert page.title.startswith("Lunch – In full: ")
    assert (
        rows(page, "Every point of Apple")[-1] == "Together: “colour?”, “taste?” +1.5 both: apple."
    )
    assert page.link("Back to the result") == f"/r/{token}/"
    assert 'name="robots" content="noindex, nofollow"' in client.get(href).text


def test_a_browser_that_has_it_is_not_sent_it_again(client, fruit):
    url = f"/r/{keep(ANSWERS).token}/in-full/"
    etag = client.get(url).headers["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304


def test_of_a_link_that_never_was_or_is_deleted_there_is_nothing(client, fruit):
    created = keep(ANSWERS)
    delete_result(created.token, created.deletion_key, client="203.0.113.1")
    assert client.get("/r/nothing/in-full/").status_code == 404
    assert client.get(f"/r/{created.token}/in-full/").status_code == 410


def test_a_post_is_refused(client, fruit):
    assert client.post("/match/result/in-full/").status_code == 405
