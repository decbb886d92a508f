"""A stored result whose edition is still the current one, while the code that matches changed."""

from dataclasses import replace

import pytest

from matcher.core import Answers, dump, load
from matcher.models import SharedResult
from matcher.sharing import save_result
from tests import builders
from tests.web.editions import publish, small
from tests.web.reading import Page
from tests.web.results import decided, warned

pytestmark = pytest.mark.django_db

GREEN = Answers((("colour", "green"), ("size", "large")))

OTHER_CODE = (
    "No newer edition has been published, but the way results are calculated has changed since. "
    "With the same answers edition 1 "
)
TODAY = "See today’s result for these answers"


@pytest.fixture
def link():
    """A stored result of edition 1."""
    worms = builders.warning("worms", "colour = blue")
    created = save_result(release=publish(small(warnings=(worms,))), answers=GREEN)
    return f"/r/{created.token}/"


def made_by_other_code(change):
    """Let the stored match be what another release made of the same answers."""
    row = SharedResult.objects.get()
    row.match_json = dump(change(load(row.match_json)))
    row.save()


def pear_first(match):
    ranking = match.rankings["kind"]
    apple, pear, *others = ranking.standings
    winner = replace(pear, points=apple.points + 100)
    standings = (winner, apple, *others)
    return replace(
        match, rankings={"kind": replace(ranking, top="pear", margin=100, standings=standings)}
    )


def surer(match):
    return replace(match, rankings={"kind": replace(match.rankings["kind"], confidence="clear")})


def wormy(match):
    return replace(match, warnings=("worms",))


def test_nothing_is_said_while_edition_and_code_say_the_same(client, link):
    page = Page(client.get(link))
    assert page.all("div", class_="notice") == []
    assert page.link("Change answers") == "/match/result/?colour=green&size=large"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (wormy, "comes to the same decisions today, but shows other warnings."),
        (
            surer,
            "comes to the same decisions today; details differ, such as points or how sure it is.",
        ),
    ],
)
def test_what_todays_code_would_say_is_said(client, link, change, sentence):
    made_by_other_code(change)
    page = Page(client.get(link))
    assert page.all("div", class_="notice")[0].text == f"{OTHER_CODE}{sentence} {TODAY}"
    assert page.link(TODAY) == "/match/result/?colour=green&size=large"


def test_another_decision_of_todays_code_is_named_and_the_stored_one_stays(client, link):
    made_by_other_code(pear_first)
    page = Page(client.get(link))
    assert page.all("div", class_="notice")[0].text == (
        f"{OTHER_CODE}would decide today: Kind of thing Apple instead of Pear. {TODAY}"
    )
    assert decided(page) == {"kind": "pear"}
    made_by_other_code(wormy)
    assert warned(Page(client.get(link))) == ["worms"]


def test_saying_so_takes_no_more_queries(client, link, django_assert_num_queries):
    made_by_other_code(pear_first)
    with django_assert_num_queries(2):
        client.get(link)
