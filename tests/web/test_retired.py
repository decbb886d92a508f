"""Answers of an earlier edition: replaced where something takes their place, else named."""

import pytest

from matcher.core import Answers
from matcher.core.taxonomy.values import Needs
from matcher.editions import edition
from matcher.sharing import save_result
from tests import builders
from tests.web.editions import publish, question, retired, small
from tests.web.reading import Page
from tests.web.results import inside
from tests.web.test_workbook import Read

pytestmark = pytest.mark.django_db

RETIRED = (
    retired("colour", "teal", "Green or blue, who can say"),
    retired("hue", "leaf", "Like a leaf", colour="green"),
    retired("colour", "lime", "Light green", colour="green"),
)


def named(page: Page) -> list[str]:
    (notice,) = page.all("div", class_="notice--caution")
    return inside(page, "li", notice)


@pytest.mark.parametrize("path", ["/match/", "/match/size/", "/match/answers/", "/match/result/"])
def test_one_that_nothing_takes_the_place_of_is_named_in_words(client, path):
    publish(small(retired=RETIRED))
    assert named(Page(client.get(f"{path}?colour=teal&size=large"))) == [
        "“Green or blue, who can say” is no longer an answer, and nothing takes its place."
    ]


def test_one_that_has_a_successor_is_read_as_that(client):
    publish(small(retired=RETIRED))
    for sent in ("hue=leaf", "colour=lime"):
        page = Page(client.get(f"/match/size/?{sent}"))
        assert page.all("div", class_="notice--caution") == []
        assert page.hidden == [("colour", "green"), ("asked", "size")]


def test_it_is_not_lost_on_the_way_to_the_result(client):
    publish(small(retired=RETIRED))
    response = client.get("/match/?hue=leaf&asked=size&size=large&then=result")
    page = Page(client.get(response["Location"]))
    assert page.hidden[:1] == [("a", "colour=green&size=large")]


def test_one_without_a_successor_is_named_after_the_way_to_the_result(client):
    publish(small(retired=RETIRED))
    response = client.get("/match/?colour=teal&asked=size&size=large&then=result")
    assert "Green or blue, who can say" in named(Page(client.get(response["Location"])))[0]


def test_match_again_names_it_in_words(client):
    first, *others = small().questions
    publish(small(questions=(question("colour", "teal", "lime", "green", "blue"), *others)))
    answers = [Answers((("colour", pick), ("size", "large"))) for pick in ("teal", "lime")]
    teal, lime = (save_result(release=edition(1), answers=one).token for one in answers)
    publish(small(retired=RETIRED, questions=(first, *others)), number=2)
    page = Page(client.get(f"/r/{teal}/"))
    assert "“Green or blue, who can say” is no longer an answer." in page.text
    again = Page(client.get(page.link("See today’s result for these answers")))
    assert "Green or blue, who can say" in named(again)[0]
    assert "is no longer an answer" not in Page(client.get(f"/r/{lime}/")).text


# ── What an outcome is made of ───────────────────────────────────────────────────────────


def test_an_outcome_with_too_few_parts_left_says_why_it_is_ruled_out(client):
    needs = Needs(of=("apple", "pear"), at_least=1, sentence="A mix needs an apple or a pear.")
    mixed = tuple(
        outcome.model_copy(update={"needs": needs}) if outcome.slug == "quince" else outcome
        for outcome in small().outcomes
    )
    publish(small(outcomes=mixed))
    page = Page(client.get("/match/result/?colour=blue&size=small"))
    assert page.texts("p", class_="ruled-out") == [
        "Not possible: Apple. colour=blue and apple. Your answer to “colour?” is “Blue”.",
        "Not possible: Pear. colour=blue and pear. Your answer to “colour?” is “Blue”.",
        "Not possible: Quince. A mix needs an apple or a pear.",
    ]
    answers = builders.answers(small(), colour="blue", size="small")
    token = save_result(release=edition(1), answers=answers).token
    text = client.get(f"/r/{token}.md").content.decode()
    assert "**Quince**: A mix needs an apple or a pear." in text
    rows = Read(client.get(f"/r/{token}/workbook.xlsx").content).rows("Reasons")
    assert ["Kind of thing", "ruled out", "Quince", "", needs.sentence, ""] in rows
    assert (
        "Ruled out When fewer than 1 are left of: Apple, Pear."
        in Page(client.get("/method/kind/")).text
    )


@pytest.mark.parametrize(
    ("answers", "because"),
    [
        (
            "colour=blue",
            (
                "3 points ahead of Quince. "
                "It rests on a single answer: without that one, it would not come first."
            ),
        ),
        ("colour=blue&size=small&taste=sour", "4.5 points ahead of Quince."),
    ],
)
def test_what_rests_on_one_answer_says_why_it_is_not_clear(client, answers, because):
    (kind,) = small().axes
    bounds = {"robust_clear": True, "clear_from": 300, "likely_from": 100}
    publish(small(axes=(kind.model_copy(update=bounds),)))
    page = Page(client.get(f"/match/result/?{answers}"))
    assert page.one("p", class_="because").text == because
    assert "What rests on a single answer" in Page(client.get("/method/kind/")).text
