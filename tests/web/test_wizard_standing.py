"""*Where this is heading*: closed, so that nobody answers towards the leader."""

import re

import pytest
from django.conf import settings

from tests import builders
from tests.web.editions import publish, small
from tests.web.reading import Page

pytestmark = pytest.mark.django_db

STYLES = {
    selector: dict(re.findall(r"(--(?:axis|axis-wash|icon)): (.+?);", declarations))
    for selector, declarations in re.findall(
        r"^(:root|\.axis-[\w-]+) \{ (--axis: .+) \}$",
        (settings.BASE_DIR / "static/matcher/site.css").read_text(),
        re.MULTILINE,
    )
}
"""What the style sheet says of the identity of each axis, and in :root of any other."""


def heading(client, query: str) -> str:
    """What the disclosure says at the question on size."""
    return Page(client.get(f"/match/size/?{query}")).disclosed("Where this is heading")


def test_it_is_closed_and_shows_no_ranking(client):
    publish(small())
    page = Page(client.get("/match/?colour=green"))
    assert [part for part in page.all("details") if "open" in part.attributes] == []
    assert "Pear" not in page.text


@pytest.mark.parametrize("query", ["", "colour=not-sure"])
def test_nothing_answered_and_not_sure_lead_to_nothing_yet(client, query):
    publish(small())
    assert heading(client, query) == "Kind of thing Nothing yet"


def test_the_first_stands_with_the_word_of_confidence(client):
    publish(small())
    assert heading(client, "colour=blue") == "Kind of thing Plum Likely"


def test_a_first_that_no_answer_can_change_is_settled(client):
    publish(small())
    words = "Settled: no further answer changes the first place."
    assert heading(client, "colour=green") == f"Kind of thing Apple {words}"


def test_all_that_share_the_first_place_stand_there(client):
    evidence = builders.evidence(
        "kind", {"colour=green": {"apple": 2, "pear": 2}, "size=large": {"pear": 1}}
    )
    publish(small(evidence=evidence))
    assert heading(client, "colour=green") == "Kind of thing Apple or Pear Close call"


def test_when_all_are_ruled_out_that_is_said(client):
    cells = {"colour=blue": dict.fromkeys(("apple", "pear", "plum", "quince"), "x")}
    publish(small(evidence=builders.evidence("kind", cells)))
    assert heading(client, "colour=blue") == (
        "Kind of thing Nothing is left Your answers rule out every one of them."
    )


def test_answers_that_speak_for_nothing_lead_to_nothing_yet(client):
    publish(small(evidence=builders.evidence("kind", {"size=large": {"apple": 1}})))
    assert heading(client, "colour=green") == "Kind of thing Nothing yet"


def test_every_axis_has_its_own_picture_and_colour(client, published, drafted):
    page = Page(client.get("/match/?pieces=one&served=external-customer"))
    standings = page.one("dl", class_="standings")
    boxes = [box for box in page.all("div") if standings in box.inside]
    assert [box["class"] for box in boxes] == [f"axis-{axis.slug}" for axis in drafted.axes]
    rules = [STYLES[f".axis-{axis.slug}"] for axis in drafted.axes]
    for name in ("--axis", "--axis-wash", "--icon"):
        assert len({rule[name] for rule in rules}) == len(drafted.axes)


def test_an_axis_without_a_picture_of_its_own_has_a_plain_one():
    assert set(STYLES[":root"]) == {"--axis", "--axis-wash", "--icon"}


def test_a_new_edition_changes_where_it_leads_at_once(client):
    publish(small())
    assert "Apple" in heading(client, "colour=green")
    publish(small(evidence=builders.evidence("kind", {"colour=green": {"plum": 3}})), number=2)
    assert "Plum" in heading(client, "colour=green")
