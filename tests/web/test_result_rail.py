"""The answers beside a result: each can be changed in place, which says at once what it did."""

import pytest

from tests import builders
from tests.web.editions import publish, small
from tests.web.reading import Page
from tests.web.results import case, decided, inside, result_url
from tests.web.test_result import fit_taxonomy, result

pytestmark = pytest.mark.django_db

ASKED = {"HX-Request": "true"}


def choices(page: Page) -> dict[str, dict[str, str]]:
    """The lists of the rail: by question the options, and which is chosen under an empty key."""
    rail = page.one("form", class_="change")
    lists = [each for each in page.all("select") if rail in each.inside]
    return {
        each["name"]: {
            "" if "selected" in option.attributes else option["value"]: option.text
            for option in page.all("option")
            if each in option.inside
        }
        for each in lists
    }


def last_change(page: Page) -> list[str]:
    """What the last change did, line by line; empty where the page says nothing of one."""
    boxes = page.all("div", class_="last-change")
    return inside(page, "li", boxes[0]) or inside(page, "p", boxes[0])[:1] if boxes else []


# ── The lists ────────────────────────────────────────────────────────────────────────────


def test_every_question_is_a_list_with_its_answer_chosen(client):
    publish(small())
    page = result(client, "colour=green&size=not-sure")
    assert choices(page) == {
        "colour": {"": "Green", "blue": "Blue", "not-sure": "I’m not sure"},
        "size": {"small": "Small", "large": "Large", "": "I’m not sure"},
        "taste": {
            "": "Not answered",
            "sweet": "Sweet",
            "sour": "Sour",
            "not-sure": "I’m not sure",
        },
    }
    labels = {label["for"]: label.text for label in page.all("label")}
    rail = page.one("form", class_="change")
    for each in page.all("select"):
        if rail in each.inside:
            assert labels[each["id"]] == f"{each['name']}?"


def test_a_result_has_no_question_of_the_walk(client, draft, published):
    page = Page(client.get(result_url(case("A09"))))
    assert page.all("input", type="radio") == []
    assert [each for each in page.elements if "question" in each.attributes.get("class", "")] == []


def test_a_border_question_is_there_once_it_is_answered(client, published):
    border = published.taxonomy.index.question_by_slug["invoice-or-purchase"]
    before = result(client, "served=internal-ops")
    after = result(client, f"served=internal-ops&{border.slug}={border.options[0].slug}")
    assert border.slug not in choices(before)
    assert choices(after)[border.slug][""] == border.options[0].label


def test_without_a_script_the_lists_are_a_form_that_leads_to_the_result(client):
    publish(small())
    page = result(client, "colour=green&size=large&label=fruit")
    rail = page.one("form", class_="change")
    assert (rail["method"], rail["action"]) == ("get", "/match/result/")
    assert [button.text for button in page.all("button", type="submit") if rail in button.inside]
    hidden = {
        field["name"]: field["value"]
        for field in page.all("input", type="hidden")
        if rail in field.inside
    }
    assert hidden == {"label": "fruit", "a": "colour=green&size=large&label=fruit"}


# ── What a change did ────────────────────────────────────────────────────────────────────


def test_a_change_says_what_it_was_and_is_and_how_to_go_back(client):
    publish(small())
    page = result(client, "colour=blue&size=large&a=colour%3Dgreen%26size%3Dlarge")
    assert decided(page) == {"kind": "plum"}
    assert last_change(page) == ["Kind of thing was Apple, now Plum or Quince"]
    assert page.link("Change it back") == "/match/result/?colour=green&size=large"


def test_a_change_of_the_verdict_is_said_too(client):
    publish(fit_taxonomy())
    page = result(client, "colour=green&size=small&a=colour%3Dgreen%26size%3Dlarge")
    assert last_change(page) == ["Verdict: was Wait, now Go"]
    page = result(client, "colour=not-sure&size=small&a=colour%3Dgreen%26size%3Dsmall")
    assert last_change(page) == [
        "Kind of thing was Apple, now Plum",
        "Verdict: was Go, now no verdict",
    ]


def test_a_change_that_changes_nothing_says_so(client):
    publish(small())
    page = result(client, "colour=green&taste=sweet&a=colour%3Dgreen")
    assert last_change(page) == ["The decisions and the verdict stay the same with this answer."]


def test_a_first_answer_is_a_change_from_nothing(client):
    publish(small())
    page = result(client, "colour=green&a=size%3Dnot-sure")
    assert last_change(page) == ["Kind of thing was Not decided yet, now Apple"]


@pytest.mark.parametrize("before", ["", "a=colour%3Dgreen", "a=", "a=%26%3D%26", "a=shape%3Dround"])
def test_without_a_change_nothing_is_said(client, before):
    publish(small())
    assert last_change(result(client, f"colour=green&{before}")) == []


def test_an_answer_that_no_longer_exists_is_named_and_the_list_has_none(client):
    publish(small())
    page = result(client, "colour=purple&size=large&a=colour%3Dred%26size%3Dlarge")
    assert choices(page)["colour"] == {
        "": "Not answered",
        "green": "Green",
        "blue": "Blue",
        "not-sure": "I’m not sure",
    }
    assert "“purple” is not, or no longer, an answer to “colour?”" in page.text
    assert last_change(page) == []


# ── With htmx ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("before", ["a=colour%3Dgreen&", ""])
def test_the_history_keeps_the_address_that_shows_the_result_by_itself(client, before):
    publish(small())
    url = f"/match/result/?{before}colour=blue&size=large&taste=&label=fruit"
    response = client.get(url, headers=ASKED)
    assert response.headers["HX-Push-Url"] == ("/match/result/?colour=blue&size=large&label=fruit")
    assert Page(response).all("html") == []
    assert "HX-Push-Url" not in client.get(url).headers


def test_the_rail_asks_for_the_content_alone_and_stays_where_it_is(client):
    publish(small())
    rail = result(client, "colour=green").one("form", class_="change")
    assert {name: rail[name] for name in rail.attributes if name.startswith("data-hx-")} == {
        "data-hx-get": "/match/result/",
        "data-hx-target": "#main",
        "data-hx-trigger": "change target:select, submit",
        "data-hx-swap": "innerHTML show:none",
    }


def test_what_a_change_did_is_a_status_that_is_read_aloud(client):
    publish(small())
    page = result(client, "colour=blue&a=colour%3Dgreen")
    assert page.one("div", class_="last-change")["role"] == "status"


def test_html_in_names_stays_text_in_the_rail(client):
    bad = "<b onclick=alert(1)>"
    outcomes = tuple(each.model_copy(update={"name": bad}) for each in small().outcomes)
    asked = builders.question("colour", "green", "blue", kind=1).model_copy(update={"prompt": bad})
    publish(small(outcomes=outcomes, questions=(asked, *small().questions[1:])))
    response = client.get("/match/result/?colour=blue&a=colour%3Dgreen")
    assert bad.encode() not in response.content
