"""The start page."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from matcher.core import Answers, Taxonomy, match
from matcher.core.walk import walk
from tests import builders
from tests.web.editions import publish, small
from tests.web.reading import Element, Page

pytestmark = pytest.mark.django_db


def links_in(page: Page, outer: Element) -> list[str]:
    return [link["href"] for link in page.all("a") if outer in link.inside]


def first_outcomes(taxonomy: Taxonomy, query: str) -> list[str]:
    """The names of what these answers bring first, axis by axis."""
    rankings = match(taxonomy, Answers(tuple(parse_qsl(query)))).rankings
    return [
        taxonomy.index.outcome_name(axis, ranking.top or "") for axis, ranking in rankings.items()
    ]


# ── The way in ───────────────────────────────────────────────────────────────────────────


def test_the_start_asks_the_question_and_says_what_an_answer_costs(client, published):
    page = Page(client.get("/"))
    assert page.texts("h1") == ["What kind of outsourcing is it, really?"]
    taxonomy = published.taxonomy
    position = walk(taxonomy, match(taxonomy, Answers()))
    start = f"Start: {position.least} to {position.most} short questions, about 6 minutes"
    assert page.texts("a", class_="button") == [start]
    assert page.link(start) == "/match/"
    assert "Nothing is stored unless you create a link" in page.text


def test_the_box_for_the_visitors_own_words_takes_a_word_of_vendors_too(client, published):
    page = Page(client.get("/"))
    form = page.one("form")
    assert (form["method"], form["action"]) == ("post", "/suggest/")
    assert page.one("textarea")["name"] == "text"
    assert "the word that you were given: call center, back office, front office …" in page.text


# ── Answers ──────────────────────────────────────────────────────────────────────────────


def test_the_miniature_is_the_answer_of_the_first_example_that_is_more_than_a_yes(
    client, published
):
    page = Page(client.get("/"))
    example = next(example for example in published.taxonomy.examples if example.slug == "A13")
    mini = page.one("section", class_="mini")
    (href,) = links_in(page, mini)
    query = urlsplit(href).query
    assert {*parse_qsl(query)} == {(pick.question, pick.option) for pick in example.answers}
    for name in (example.title, *first_outcomes(published.taxonomy, query)):
        assert name in mini.text


def test_an_example_says_what_work_was_sold_as_and_what_it_is(client, published):
    page = Page(client.get("/"))
    taxonomy = published.taxonomy
    cards = page.all("li", class_="example")
    assert [card.text for card in cards]
    for card, example in zip(cards, taxonomy.examples, strict=True):
        (href,) = links_in(page, card)
        link = urlsplit(href)
        assert link.path == "/match/result/"
        assert {*parse_qsl(link.query)} == {
            (pick.question, pick.option) for pick in example.answers
        }
        assert f"Sold as “{example.sold_as}”" in card.text
        for name in first_outcomes(taxonomy, link.query):
            assert name in card.text
    assert all(example.sold_as for example in taxonomy.examples)


def test_an_example_that_was_sold_as_nothing_only_says_what_it_is(client, published):
    first, *_others = published.taxonomy.examples
    unsold = first.model_copy(update={"sold_as": ""})
    publish(builders.changed(published.taxonomy, examples=(unsold,)), number=2)
    card = Page(client.get("/")).one("li", class_="example").text
    assert "Sold as" not in card
    assert card.startswith(first.title)


# ── The map ──────────────────────────────────────────────────────────────────────────────


def test_every_family_is_on_the_map(client, published):
    page = Page(client.get("/"))
    (plane,) = page.all("ul", class_="map-plane")
    families = [outcome for outcome in published.taxonomy.outcomes if outcome.profile]
    assert len(families) == 10
    assert links_in(page, plane) == [f"/families/{family.slug}/" for family in families]


def test_a_taxonomy_without_examples_families_or_labels_has_a_start_too(client):
    publish(small(labels=()))
    page = Page(client.get("/"))
    assert page.texts("h2") == []
    assert [form["action"] for form in page.all("form")] == ["/suggest/"]
    assert "the word that you were given" not in page.text
    assert page.texts("a", class_="button") == ["Start: 2 to 3 short questions, about 2 minutes"]
