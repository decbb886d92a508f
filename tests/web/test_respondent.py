"""Somebody answers one row of a programme by a link of their own."""

import pytest

from matcher import programmes
from matcher.hourly_limit import HourlyLimit
from matcher.link_keys import WRONG_KEYS
from matcher.programmes import delete_programme, delete_row
from matcher.respondents import delete_respondent
from tests.web.editions import publish, ticked
from tests.web.programmes import Made, form_of, made
from tests.web.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Made:
    programme = made("colour=green", title="Finance & HR")
    programme.ask(1, "Ann <b>", "Bo")
    return programme


@pytest.fixture
def link(programme: Made) -> str:
    return programme.respondent(1, 1)


def given(programme: Made, number: int = 1) -> dict[str, tuple[str, ...]]:
    return programme.stored.row(1).respondent(number).answers.as_dict()


def problems(page: Page) -> list[str]:
    (summary,) = page.all("div", class_="error-summary")
    return [item.text for item in page.all("li") if summary in item.inside]


def test_the_page_says_what_is_asked_for_whom_and_what_is_kept(client, link):
    response = client.get(link)
    page = Page(response)
    assert page.one("h1").text == "Invoices & bills"
    assert page.one("p", class_="lead").text == (
        "You are asked about this piece of work as Ann <b> , for the programme Finance & HR ."
    )
    assert "All of it is kept until it is deleted." in page.text
    assert page.link("What is stored") == "/privacy/#programme"
    assert page.one("meta", name="robots")["content"] == "noindex, nofollow"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]
    assert response.cookies == {}


def test_every_base_question_is_asked_at_once_and_nothing_is_suggested(client, programme, link):
    programme.say(1, 2, "size=large")
    page = Page(client.get(link))
    assert page.texts("legend") == ["colour?", "size?", "taste?"]
    assert form_of(page) == {"row.version": ["1"], "colour": [""], "size": [""], "taste": [""]}


def test_whoever_has_answered_sees_what_differs_and_what_it_would_change(client, programme, link):
    programme.ask(2, "Ann", "Bo", "Cy")
    for number, query in enumerate(("colour=green", "colour=blue", "colour=blue"), start=1):
        assert Page(client.get(programme.respondent(2, number))).all("table") == []
        programme.say(2, number, query)
    page = Page(client.get(programme.respondent(2, 2)))
    cells = [each.text for each in page.elements if each.tag in ("th", "td")]
    assert cells == [
        *("Answer", "Kind of thing"),
        *("Green ( 1 other )", "Apple"),
        *("Blue ( you , 1 other )", "Plum"),
    ]
    assert "Cy" not in page.text


def test_a_border_is_not_asked_about(client, published):
    programme = made(names=("One",), release=published)
    programme.ask(1, "Ann")
    asked = Page(client.get(programme.respondent(1, 1))).texts("legend")
    assert asked == [each.prompt for each in published.taxonomy.questions if not each.between]


def test_answers_are_kept_and_can_be_changed_and_taken_back(client, programme, link):
    sent = form_of(Page(client.get(link)))
    response = client.post(link, sent | {"colour": "blue", "size": "not-sure"})
    assert (response.status_code, response["Location"]) == (303, link)
    assert given(programme) == {"colour": ("blue",), "size": ("not-sure",)}
    page = Page(client.get(link))
    assert page.one("p", class_="notice").text.startswith("Your answers are kept, as of ")
    client.post(link, form_of(page) | {"colour": ""})
    assert given(programme) == {"size": ("not-sure",)}
    assert given(programme, 2) == {}
    assert programme.queries[1] == "colour=green"


def test_several_may_be_ticked(client):
    programme = made(release=publish(ticked()))
    programme.ask(1, "Ann")
    link = programme.respondent(1, 1)
    sent = form_of(Page(client.get(link)))
    assert client.post(link, sent | {"uses": ["pressed", "baked"]}).status_code == 303
    page = Page(client.get(link))
    assert page.ticked == ["baked", "pressed"]
    response = client.post(link, form_of(page) | {"uses": ["eaten", "kept"], "colour": "blue"})
    assert response.status_code == 400
    page = Page(response)
    assert problems(page) == ["uses? “Eaten” and “Kept” exclude each other. Untick one of them."]
    assert (page.ticked, "blue" in page.picked) == (["eaten", "kept"], True)
    assert given(programme) == {"uses": ("baked", "pressed")}


@pytest.mark.parametrize("value", ["round", "\0x", "<script>", ["green", "blue"]])
def test_what_is_not_offered_is_named_and_nothing_is_kept(client, programme, link, value):
    sent = form_of(Page(client.get(link)))
    response = client.post(link, sent | {"colour": value, "size": "large"})
    assert response.status_code == 400
    page = Page(response)
    assert [problem.partition("? ")[0] for problem in problems(page)] == ["colour"]
    assert form_of(page)["size"] == ["large"]
    assert given(programme) == {}


def test_whatever_is_not_asked_is_dropped(client, programme, link):
    sent = form_of(Page(client.get(link)))
    extra = {"label": "fruit", "row.name": "x", "row.archetype": "2", "\0": "x", "nothing": "y"}
    assert client.post(link, sent | extra | {"colour": "blue"}).status_code == 303
    row = programme.stored.row(1)
    assert (row.name, row.archetype, row.respondent(1).answers.label) == (
        "Invoices & bills",
        None,
        "",
    )


def test_a_page_that_was_open_twice_shows_both_answers(client, programme, link):
    sent = form_of(Page(client.get(link)))
    client.post(link, sent | {"colour": "blue"})
    assert client.post(link, sent | {"colour": "blue"}).status_code == 303
    response = client.post(link, sent | {"colour": "green", "size": "large"})
    assert response.status_code == 409
    page = Page(response)
    rows = [element for element in page.all("tr") if element.inside[-1].tag == "tbody"]
    assert [row.text for row in rows] == ["colour? Blue Green", "size? Not answered Large"]
    assert given(programme) == {"colour": ("blue",)}
    assert client.post(link, form_of(page)).status_code == 303
    assert given(programme) == {"colour": ("green",), "size": ("large",)}


@pytest.mark.parametrize("version", ["", "0", "-1", "x", "9" * 40])
def test_answers_of_no_version_are_not_kept(client, programme, link, version):
    response = client.post(link, {"row.version": version, "colour": "blue"})
    assert response.status_code == 409
    assert given(programme) == {}


def test_another_site_changes_nothing(client, programme, link):
    sent = form_of(Page(client.get(link))) | {"colour": "blue"}
    response = client.post(link, sent, headers={"sec-fetch-site": "cross-site"})
    assert (response.status_code, given(programme)) == (403, {})


def test_after_many_edits_in_an_hour_a_page_says_to_wait(client, programme, link, monkeypatch):
    sent = form_of(Page(client.get(link)))
    monkeypatch.setattr(programmes, "EDITS", HourlyLimit("programme edit", 0))
    response = client.post(link, sent | {"colour": "blue"})
    assert response.status_code == 429
    assert "what you filled in is still there" in Page(response).text


def test_no_other_method_is_answered(client, link):
    assert client.put(link).status_code == 405


# ── Links that lead nowhere ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "end",
    [
        lambda programme: delete_respondent(programme.stored, 1, 1),
        lambda programme: delete_row(programme.stored, 1),
        lambda programme: delete_programme(programme.stored),
    ],
    ids=["the respondent", "the row", "the programme"],
)
def test_a_link_is_gone_with_what_it_led_to(client, programme, link, end):
    sent = form_of(Page(client.get(link)))
    end(programme)
    for response in (client.get(link), client.post(link, sent | {"colour": "blue"})):
        assert response.status_code == 410
        assert Page(response).one("meta", name="robots")["content"].startswith("noindex")


@pytest.mark.parametrize("token", ["x", "1", "%00", "%E2%80%AE", "a" * 500])
def test_a_wrong_link_is_told(client, programme, token):
    response = client.get(f"{programme.read}row/{token}/")
    assert response.status_code == 404
    assert Page(response).one("h1").text == "Nobody is asked under this link"
    assert client.get(f"/programme/nothing/row/{token}/").status_code == 404


def test_too_many_wrong_links_are_refused_and_right_ones_still_open(client, programme, link):
    for _time in range(WRONG_KEYS.most):
        client.get(f"{programme.read}row/x/")
    assert client.get(f"{programme.read}row/x/").status_code == 429
    assert client.get(link).status_code == 200


def test_a_page_takes_the_same_queries_for_any_number(
    client, programme, link, django_assert_num_queries
):
    programme.ask(2, *map(str, range(12)))
    with django_assert_num_queries(4):
        assert client.get(link).status_code == 200
