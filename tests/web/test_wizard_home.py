"""The start."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.web.editions import publish, small
from tests.web.reading import Page

pytestmark = pytest.mark.django_db


def test_the_start_asks_the_question_and_has_one_button(client, published, drafted):
    page = Page(client.get("/"))
    assert page.texts("h1") == ["What kind of outsourcing is it, really?"]
    assert page.texts("a", class_="button") == ["Describe the work"]
    assert page.link("Describe the work") == "/match/"
    assert (
        f"{len(drafted.index.base_questions)} questions, fewer where your answers settle it"
        in page.text
    )
    assert "Nothing is stored unless you create a link." in page.text


def test_the_three_decisions_are_distinct(client, published, drafted):
    page = Page(client.get("/"))
    assert page.texts("h3", class_="axis-tag") == [axis.name for axis in drafted.axes]
    assert [box["class"] for box in page.all("div", class_="card--axis")] == [
        f"card card--axis axis-{axis.slug}" for axis in drafted.axes
    ]


def test_the_worked_examples_open_their_results(client, published, drafted):
    page = Page(client.get("/"))
    assert len(drafted.examples) == 3
    assert [element.text for element in page.all("a") if "result" in element["href"]] == [
        example.title for example in drafted.examples
    ]
    for example in drafted.examples:
        link = urlsplit(page.link(example.title))
        assert link.path == "/match/result/"
        assert dict(parse_qsl(link.query)) == {
            answer.question: answer.option for answer in example.answers
        }


def test_every_family_is_on_the_map(client, published, drafted):
    page = Page(client.get("/"))
    families = [outcome for outcome in drafted.outcomes if outcome.profile]
    assert len(families) == 10
    for family in families:
        assert page.link(family.name) == f"/families/{family.slug}/"
        assert family.summary in page.texts("p")


def test_a_taxonomy_without_examples_or_families_has_a_start_too(client):
    publish(small())
    page = Page(client.get("/"))
    assert page.texts("h2") == ["Three separate decisions", "The families, as a map"]
