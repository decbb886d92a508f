"""Where the match is heading, beside the questions."""

import pytest

from tests import builders
from tests.web.editions import publish, small
from tests.web.reading import Page

pytestmark = pytest.mark.django_db


def boxes(client, query: str) -> list[str]:
    """What is shown of each axis."""
    return Page(client.get(f"/match/size/?{query}")).texts("div", class_="standing")


def test_nothing_answered_says_so(client):
    publish(small())
    assert boxes(client, "") == ["Kind of thing Nothing answered yet."]


def test_not_sure_alone_is_nothing_answered(client):
    publish(small())
    assert boxes(client, "colour=not-sure") == ["Kind of thing Nothing answered yet."]


def test_the_leading_three_stand_with_points_and_the_word_of_confidence(client):
    publish(small())
    assert boxes(client, "colour=green") == [
        (
            "Kind of thing Close call Apple 3 Pear 2 Quince 0 "
            "Settled: no further answer changes the first place."
        )
    ]


def test_the_bars_have_the_width_of_the_points_and_keep_their_names_from_step_to_step(client):
    publish(small())

    def bars(query: str) -> list[tuple[str, str]]:
        page = Page(client.get(f"/match/taste/?{query}"))
        return [(rect["id"], rect["width"]) for rect in page.all("rect") if "id" in rect.attributes]

    assert bars("colour=blue&size=large") == [("bar-kind-plum", "8"), ("bar-kind-quince", "8")]
    assert bars("colour=green&size=large") == [
        ("bar-kind-apple", "33"),
        ("bar-kind-pear", "17"),
        ("bar-kind-quince", "8"),
    ]


def test_a_bar_of_negative_points_is_empty_and_its_minus_is_a_minus(client):
    evidence = builders.evidence("kind", {"colour=green": {"apple": 1, "pear": -2, "plum": -3}})
    outcomes = tuple(outcome for outcome in small().outcomes if outcome.slug != "quince")
    publish(small(evidence=evidence, outcomes=outcomes))
    page = Page(client.get("/match/?colour=green"))
    assert page.texts("span", class_="number") == ["1", "−2", "−3"]
    assert [rect["width"] for rect in page.all("rect") if "id" in rect.attributes] == [
        "8",
        "0",
        "0",
    ]


def test_a_first_outcome_far_ahead_fills_its_bar(client):
    evidence = builders.evidence("kind", {"colour=green": {"apple": 3}, "size=large": {"apple": 3}})
    axis = builders.axis("kind", clear_from=100, likely_from=50)
    publish(small(axes=(axis,), evidence=evidence))
    page = Page(client.get("/match/taste/?colour=green&size=large"))
    assert page.one("rect", id="bar-kind-apple")["width"] == "100"


def test_a_tie_is_said(client):
    evidence = builders.evidence(
        "kind", {"colour=green": {"apple": 2, "pear": 2}, "size=large": {"pear": 1}}
    )
    publish(small(evidence=evidence))
    assert boxes(client, "colour=green") == [
        "Kind of thing Close call Apple 2 Pear 2 Plum 0 Two or more share the first place."
    ]


def test_outcomes_that_are_ruled_out_are_struck_and_said(client):
    publish(small())
    page = Page(client.get("/match/?colour=blue"))
    assert page.texts("s") == ["Apple", "Pear"]
    assert page.one("div", class_="standing").text == (
        "Kind of thing Likely Plum 3 Quince 0 Apple ruled out Pear ruled out"
    )


def test_when_all_are_ruled_out_that_is_said(client):
    cells = {"colour=blue": dict.fromkeys(("apple", "pear", "plum", "quince"), "x")}
    publish(small(evidence=builders.evidence("kind", cells)))
    assert boxes(client, "colour=blue") == [
        (
            "Kind of thing Apple ruled out Pear ruled out Plum ruled out Quince ruled out "
            "Your answers rule out every one of them."
        )
    ]


def test_answers_that_speak_for_nothing_say_so(client):
    publish(small(evidence=builders.evidence("kind", {"size=large": {"apple": 1}})))
    words = "Kind of thing Nothing in your answers speaks for one of them yet."
    assert boxes(client, "colour=green") == [words]


def test_every_axis_has_its_own_picture(client, published, drafted):
    page = Page(client.get("/match/?served=external-customer"))
    boxes = page.all("div", class_="standing")
    assert [box["class"] for box in boxes] == [
        f"standing axis-{axis.slug}" for axis in drafted.axes
    ]
    pictures = [
        "".join(
            element["d"]
            for element in page.elements
            if element.tag == "path" and box in element.inside
        )
        for box in boxes
    ]
    assert len(set(pictures)) == len(drafted.axes)


def test_an_axis_without_a_picture_of_its_own_has_a_plain_one(client):
    publish(small())
    page = Page(client.get("/match/"))
    box = page.one("div", class_="standing")
    assert [svg["class"] for svg in page.all("svg") if box in svg.inside] == ["icon"]


def test_a_new_edition_changes_the_picture_at_once(client):
    publish(small())
    assert "Apple 3" in boxes(client, "colour=green")[0]
    publish(small(evidence=builders.evidence("kind", {"colour=green": {"plum": 3}})), number=2)
    assert "Plum 3" in boxes(client, "colour=green")[0]
