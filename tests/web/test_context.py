"""Questions that are never scored: asked at either end of the walk, and carried everywhere."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from matcher.core import Answers
from matcher.editions import edition
from matcher.sharing import open_result, save_result
from tests.web.editions import asked, framed, publish, small
from tests.web.reading import Page
from tests.web.results import decided, inside, share_form

pytestmark = pytest.mark.django_db

ALL = "kinds=one&colour=green&size=large&taste=sour&land=hill"
GIVEN = Answers(
    (("colour", "green"), ("size", "large")), context=(("kinds", "one"), ("land", "hill"))
)


def query(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query)


def prompts(page: Page) -> list[str]:
    (given,) = page.all("dl", class_="given")
    return inside(page, "dt", given)


# ── The walk ─────────────────────────────────────────────────────────────────────────────


def test_it_is_asked_first_and_says_that_it_changes_nothing(client):
    publish(framed())
    page = Page(client.get("/match/"))
    assert page.title.startswith("kinds?")
    assert page.offered == ["one", "two", "not-sure"]
    assert page.hidden == [("asked", "kinds")]
    assert "Your answer changes nothing about the recommendation." in page.text
    assert "Where this is heading" not in page.texts("summary")
    assert "Question 1 of about 5" in page.text
    assert page.all("button", class_="button--quiet") == []


def test_it_is_asked_last_when_nothing_else_is_left(client):
    publish(framed())
    page = Page(client.get("/match/?kinds=one&colour=green&size=large&asked=taste&taste=sour"))
    assert page.title.startswith("land?")
    assert "Question 5 of 5" in page.text
    assert page.one("button", formaction="/match/taste/").text == "Back"


def test_after_the_last_one_comes_the_result(client):
    publish(framed())
    response = client.get(f"/match/?asked=land&{ALL}")
    assert urlsplit(response["Location"]).path == "/match/result/"
    assert query(response["Location"]) == parse_qsl(ALL)


def test_progress_counts_it_and_the_way_back_leads_to_it(client):
    publish(framed())
    page = Page(client.get("/match/?asked=kinds&kinds=two"))
    assert page.title.startswith("colour?")
    assert "Question 2 of about 5" in page.text
    (bar,) = page.all("p", class_="segments")
    segments = [part["class"] for part in page.all("span") if bar in part.inside]
    assert segments == ["done", "here", "left", "left", "left"]
    assert page.one("button", formaction="/match/kinds/").text == "Back"
    assert page.hidden == [("kinds", "two"), ("asked", "colour")]


def test_without_an_answer_it_is_asked_again_and_says_so(client):
    publish(framed())
    page = Page(client.get("/match/?asked=kinds&colour=green"))
    assert page.title.startswith("Error: kinds?")
    assert page.one("p", id="error").text == (
        "Error: Choose an answer. If you cannot tell, choose “I’m not sure”."
    )
    assert page.hidden == [("colour", "green"), ("asked", "kinds")]


def test_not_sure_is_an_answer_to_it(client):
    publish(framed())
    assert Page(client.get("/match/?asked=kinds&kinds=not-sure")).title.startswith("colour?")


def test_it_is_changed_at_an_address_of_its_own(client):
    publish(framed())
    page = Page(client.get(f"/match/land/?{ALL}&then=result"))
    assert page.picked == ["hill"]
    assert page.link("Back") == f"/match/result/?{_written(ALL)}"
    response = client.get("/match/?kinds=one&colour=green&land=valley&asked=land&then=result")
    assert query(response["Location"])[-1] == ("land", "valley")


def _written(sent: str) -> str:
    """The same answers as a link has them: context first."""
    pairs = parse_qsl(sent)
    context = [pair for pair in pairs if pair[0] in ("kinds", "land")]
    others = [pair for pair in pairs if pair not in context]
    return "&".join(f"{name}={value}" for name, value in (*context, *others))


def test_what_is_not_among_its_options_is_named(client):
    publish(framed())
    page = Page(client.get("/match/colour/?kinds=three&land=hill&land=valley"))
    (notice,) = page.all("div", class_="notice--caution")
    assert inside(page, "li", notice) == [
        "“three” is not, or no longer, an answer to “kinds?”, which counts as unanswered.",
        "“land?” is given more than once with different answers, and counts as unanswered.",
    ]


def test_the_answers_list_it_at_its_place(client):
    publish(framed())
    page = Page(client.get(f"/match/answers/?{ALL}"))
    assert prompts(page) == ["kinds?", "colour?", "size?", "taste?", "land?"]
    assert "5 answered, nothing left to ask" in page.text
    assert page.link("Change : kinds?") == f"/match/kinds/?{_written(ALL)}&then=answers"


# ── An old link ──────────────────────────────────────────────────────────────────────────


def test_a_link_without_it_opens_its_result_and_calls_nothing_unanswered(client):
    publish(framed())
    sent = "colour=green&size=large&taste=sour"
    page = Page(client.get(f"/match/result/?{sent}"))
    publish(small(), number=2)
    before = Page(client.get(f"/match/result/?{sent}"))
    assert page.one("h1").text == before.one("h1").text
    assert decided(page) == decided(before)
    assert page.texts("option") == before.texts("option")
    assert "Not answered" not in page.text


def test_its_answers_may_be_added_without_being_missing(client):
    publish(framed())
    page = Page(client.get("/match/answers/?colour=green&size=large&taste=sour"))
    assert page.texts("h2") == ["Also asked, and never scored"]
    assert page.link("kinds?").startswith("/match/kinds/?colour=green")


# ── The result ───────────────────────────────────────────────────────────────────────────


def test_it_changes_nothing_about_the_result(client):
    publish(framed())
    one, two = (
        Page(client.get(f"/match/result/?kinds={kind}&colour=green&size=large"))
        for kind in ("one", "not-sure")
    )
    assert one.one("h1").text == two.one("h1").text
    assert decided(one) == decided(two)


def test_every_link_of_a_result_carries_it(client):
    publish(framed())
    page = Page(client.get("/match/result/?kinds=one&colour=green"))
    carrying = [link["href"] for link in page.all("a") if "colour=" in link["href"]]
    assert carrying
    assert all("kinds=one" in href for href in carrying)
    (rail,) = page.all("form", class_="change")
    assert inside(page, "label", rail)[0] == "kinds?"
    documents = [
        button["formaction"] for button in page.all("button") if "formaction" in button.attributes
    ]
    assert all("kinds=one" in url for url in documents)
    assert share_form(page)["kinds"] == "one"


def test_a_kept_result_has_it_and_match_again_carries_it(client):
    publish(framed())
    form = share_form(Page(client.get("/match/result/?kinds=one&colour=green")))
    response = client.post("/results/", form)
    token = response["Location"].split("/")[2]
    assert open_result(token).match.answers == Answers(
        (("colour", "green"),), context=(("kinds", "one"),)
    )
    page = Page(client.get(f"/r/{token}/"))
    assert {tuple(inside(page, "dt", given)) for given in page.all("dl", class_="given")} == {
        ("kinds?", "colour?")
    }
    assert page.link("Change answers") == "/match/result/?kinds=one&colour=green"


def test_match_again_names_context_that_is_no_longer_asked(client):
    publish(framed())
    token = save_result(release=edition(1), answers=GIVEN).token
    publish(framed(context=(asked("land", "last", "valley"),)), number=2)
    text = Page(client.get(f"/r/{token}/")).text
    assert "“kinds?” is no longer asked." in text
    assert "“Hill” is no longer an answer to “land?”." in text


def test_its_answers_are_in_every_document(client):
    publish(framed())
    token = save_result(release=edition(1), answers=GIVEN).token
    read = client.get(f"/r/{token}.json").json()
    assert (read["answers"], read["context"]) == (
        {"colour": "green", "size": "large"},
        {"kinds": "one", "land": "hill"},
    )
    for name in (".md", "/brief.md"):
        text = client.get(f"/r/{token}{name}").content.decode().replace("\\", "")
        assert "kinds?" in text
        assert "Hill" in text


def test_it_is_compared(client):
    publish(framed())
    links = [
        save_result(
            release=edition(1), answers=Answers((("colour", "green"),), context=(("land", land),))
        )
        for land in ("hill", "valley")
    ]
    page = Page(client.get("/compare/", {"r": " ".join(link.token for link in links)}))
    assert "land? Hill Valley" in page.texts("tr")


def test_a_question_that_was_once_asked_is_still_named(client):
    publish(framed())
    publish(small(), number=2)
    page = Page(client.get("/match/?kinds=one"))
    assert "“kinds” is no longer one of the questions." in page.text
