"""The questions: one at a time, from the URL alone."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from matcher.core import Option, Taxonomy
from matcher.core.answers import in_order
from matcher.core.taxonomy.values import Suggestion
from tests import builders
from tests.web.editions import publish, question, small
from tests.web.reading import Page

pytestmark = pytest.mark.django_db


def query(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query)


# ── Asking ───────────────────────────────────────────────────────────────────────────────


def test_the_first_question_is_asked_with_nothing_picked_and_not_sure_last(client):
    publish(small())
    page = Page(client.get("/match/"))
    assert page.texts("h1") == ["colour?"]
    assert page.title == "colour? – BPO Service Line Matcher"
    assert page.one("legend").text == "colour?"
    assert {field["name"] for field in page.all("input", type="radio")} == {"colour"}
    assert page.offered == ["green", "blue", "not-sure"]
    assert page.picked == []
    assert page.texts("label") == ["Green", "Blue", "I’m not sure"]
    assert page.hidden == [("asked", "colour")]
    form = page.one("form")
    assert (form["action"], form["method"]) == ("/match/", "get")


def test_not_sure_says_what_it_does(client):
    publish(small())
    page = Page(client.get("/match/"))
    radio = page.one("input", value="not-sure")
    assert page.one("p", id=radio["aria-describedby"]).text == "Skipped."


def test_help_and_example_stand_beside_the_question_with_their_links(client):
    asked = question(
        "colour",
        "green",
        help="Look at [a chart](https://example.org/a).",
        example="Moss is green.",
    )
    publish(small(questions=(asked,)))
    page = Page(client.get("/match/"))
    assert page.one("div", id="help").text == "Look at a chart . For example: Moss is green."
    link = page.one("a", href="https://example.org/a")
    assert link["rel"] == "nofollow noopener noreferrer"
    assert page.one("fieldset")["aria-describedby"] == "help"


def test_the_parts_of_the_walk_and_the_axes_of_the_question_are_named(client):
    first, *rest = small().questions
    publish(
        small(
            questions=(first, *(question.model_copy(update={"part": "terms"}) for question in rest))
        )
    )
    page = Page(client.get("/match/?colour=green"))
    assert page.texts("li", **{"aria-current": "step"}) == ["How and where"]
    assert page.one("ol", class_="parts").text == "What the work is How and where"
    assert page.texts("li", class_="axis-tag") == ["Kind of thing"]


def test_a_question_of_the_fit_check_says_so(client):
    driver = builders.driver("care", "colour", 100, green=10, blue=0)
    publish(small(drivers=(driver,)))
    assert Page(client.get("/match/")).one("ul", class_="tags").text == (
        "Counts for: Kind of thing Fit check"
    )
    later = Page(client.get("/match/size/"))
    assert later.one("ul", class_="tags").text == "Counts for: Kind of thing"


def test_an_answer_leads_to_the_next_question_and_is_carried_along(client):
    publish(small())
    page = Page(client.get("/match/?asked=colour&colour=blue"))
    assert page.texts("h1") == ["size?"]
    assert page.hidden == [("colour", "blue"), ("asked", "size")]
    assert page.texts("dd") == ["Blue Change : colour?"]


def test_not_sure_is_an_answer(client):
    publish(small())
    page = Page(client.get("/match/?asked=colour&colour=not-sure"))
    assert page.texts("h1") == ["size?"]
    assert page.texts("dd") == ["I’m not sure Change : colour?"]


def test_the_last_answer_leads_to_the_result_with_the_same_answers(client):
    publish(small())
    response = client.get("/match/?colour=green&asked=size&size=large")
    assert response.status_code == 302
    assert response["Location"] == "/match/result/?colour=green&size=large"


def test_what_could_not_be_used_is_kept_for_the_result_to_name(client):
    publish(small())
    response = client.get("/match/?colour=green&size=large&sort=up")
    assert response["Location"] == "/match/result/?colour=green&size=large&sort=up"


def test_how_far_it_is_is_said_in_honest_words(client):
    publish(small())

    def progress(query: str) -> str:
        return Page(client.get(f"/match/?{query}")).one("p", class_="progress").text

    assert progress("") == "Nothing answered yet, 2 to 3 to go"
    assert progress("colour=blue") == "1 answered, 1 to 2 to go"
    assert progress("colour=green") == "1 answered, 1 to go"
    shown = Page(client.get("/match/size/?colour=green&size=large"))
    assert shown.one("p", class_="progress").text == "2 answered, nothing left to ask"


# ── Forgetting to pick, and picking what is not there ────────────────────────────────────


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("", "Choose an answer. If you cannot tell, choose “I’m not sure”."),
        ("&size=", "Choose an answer. If you cannot tell, choose “I’m not sure”."),
        ("&size=huge", "That answer is not offered here. Choose one of these."),
        ("&size=small&size=large", "Choose one answer only."),
    ],
)
def test_continue_without_a_usable_answer_says_so_and_keeps_the_others(client, given, words):
    publish(small())
    response = client.get(f"/match/?colour=blue&asked=size{given}")
    page = Page(response)
    assert response.status_code == 200
    assert page.title.startswith("Error: size?")
    assert page.texts("h1") == ["size?"]
    summary = page.one("div", role="alert")
    link = page.link(words)
    assert summary.text == f"There is a problem {words}"
    assert link == "#size-small"
    assert page.all("input", id="size-small", type="radio")
    assert page.one("p", id="error").text == f"Error: {words}"
    assert page.one("fieldset")["aria-describedby"] == "help error"
    assert page.hidden == [("colour", "blue"), ("asked", "size")]
    assert page.all("div", class_="notice") == []


def test_a_form_of_an_unknown_question_is_passed_over(client):
    publish(small())
    assert Page(client.get("/match/?asked=weight&colour=blue")).texts("h1") == ["size?"]


# ── One question again ───────────────────────────────────────────────────────────────────


def test_a_question_is_shown_again_with_its_answer_picked(client):
    publish(small())
    page = Page(client.get("/match/colour/?colour=blue&size=small"))
    assert page.texts("h1") == ["colour?"]
    assert page.picked == ["blue"]
    assert page.hidden == [("size", "small"), ("asked", "colour")]


def test_changing_an_answer_keeps_the_later_ones(client):
    publish(small())
    response = client.get("/match/?size=small&taste=sour&asked=colour&colour=not-sure")
    assert query(response["Location"]) == [
        ("size", "small"),
        ("taste", "sour"),
        ("colour", "not-sure"),
    ]


def test_a_changed_answer_leads_on_where_the_visitor_was(client):
    publish(small())
    page = Page(client.get("/match/?asked=colour&colour=green"))
    assert page.texts("h1") == ["size?"]
    changed = Page(client.get("/match/?asked=colour&colour=blue"))
    assert changed.texts("h1") == ["size?"]


@pytest.mark.parametrize("then", ["result", "answers"])
def test_a_visitor_who_changes_one_answer_is_brought_back(client, then):
    publish(small())
    shown = Page(client.get(f"/match/colour/?colour=blue&then={then}"))
    assert shown.hidden == [("asked", "colour"), ("then", then)]
    assert shown.link("Back") == f"/match/{then}/?colour=blue"
    response = client.get(f"/match/?asked=colour&then={then}&colour=green")
    assert response.status_code == 302
    assert response["Location"] == f"/match/{then}/?colour=green"


def test_an_error_on_the_way_back_keeps_the_way_back(client):
    publish(small())
    page = Page(client.get("/match/?asked=colour&then=result&size=small"))
    assert page.hidden == [("size", "small"), ("asked", "colour"), ("then", "result")]


@pytest.mark.parametrize("then", ["//example.org", "home", "https://example.org/"])
def test_nobody_is_sent_anywhere_else(client, then):
    publish(small())
    page = Page(client.get("/match/", {"asked": "colour", "colour": "blue", "then": then}))
    assert page.texts("h1") == ["size?"]
    assert page.hidden == [("colour", "blue"), ("asked", "size")]


def test_back_leads_to_the_question_answered_before(client):
    publish(small())
    assert Page(client.get("/match/")).link("Back") == "/"
    assert Page(client.get("/match/?colour=blue")).link("Back") == "/match/colour/?colour=blue"
    assert Page(client.get("/match/colour/?colour=blue")).link("Back") == "/"
    page = Page(client.get("/match/taste/?colour=blue"))
    assert page.link("Back") == "/match/colour/?colour=blue"


def test_an_unknown_question_is_not_found_and_the_answers_are_kept(client):
    publish(small())
    response = client.get("/match/weight/?colour=blue")
    page = Page(response)
    assert response.status_code == 404
    assert page.texts("h1") == ["There is no such question"]
    assert page.link("Go on with your answers") == "/match/?colour=blue"


# ── What is left out, and what may be seen early ─────────────────────────────────────────


def test_a_question_that_cannot_change_anything_is_left_out_named_and_offered(client):
    publish(small())
    page = Page(client.get("/match/?colour=green"))
    assert page.texts("h1") == ["size?"]
    assert "Left out, because no answer can change anything any more:" in page.texts("p")
    assert page.link("taste?") == "/match/taste/?colour=green"
    offered = Page(client.get("/match/taste/?colour=green"))
    words = "This question cannot change the result any more. You may answer it all the same."
    assert offered.texts("p", class_="notice") == [words]
    assert offered.offered == ["sweet", "sour", "not-sure"]


def test_nothing_is_said_of_left_out_questions_when_there_are_none(client):
    publish(small())
    assert "Left out" not in Page(client.get("/match/?colour=blue")).text


def test_the_result_may_be_seen_from_the_fifth_answer_on(client, published, drafted):
    questions = drafted.index.base_questions
    picks = {question.slug: "not-sure" for question in questions}

    def page(count: int) -> Page:
        return Page(client.get("/match/", dict(in_order(drafted, picks)[:count])))

    assert "See the result now" not in page(4).text
    early = page(5)
    link = urlsplit(early.link("See the result now"))
    assert link.path == "/match/result/"
    assert parse_qsl(link.query) == list(in_order(drafted, picks)[:5])
    open_ = [item.text for item in early.all("li") if any(o.tag == "details" for o in item.inside)]
    assert open_ == [question.prompt for question in questions[5:]]


# ── Suggestions and labels ───────────────────────────────────────────────────────────────


def suggesting() -> Taxonomy:
    suggestion = Suggestion(
        question="size",
        option="large",
        condition="colour = green",
        sentence="Green ones are large.",
    )
    return small(suggestions=(suggestion,))


def test_a_suggested_answer_is_offered_and_never_assumed(client):
    publish(suggesting())
    page = Page(client.get("/match/?colour=green"))
    assert page.picked == []
    assert page.texts("p", class_="notice") == ["Green ones are large. Pick “Large”"]
    offer = page.link("Pick “Large”")
    assert offer == "/match/size/?colour=green&size=large"
    taken = Page(client.get(offer))
    assert taken.picked == ["large"]
    assert taken.texts("p", class_="notice") == []


def test_a_suggestion_replaces_another_answer_and_keeps_the_way_back(client):
    publish(suggesting())
    page = Page(client.get("/match/size/?colour=green&size=small&then=result"))
    assert page.link("Pick “Large”") == "/match/size/?colour=green&size=large&then=result"


def test_nothing_is_suggested_before_the_other_answers_say_so(client):
    publish(suggesting())
    assert Page(client.get("/match/size/?colour=blue")).texts("p", class_="notice") == []


def test_a_label_to_start_from_is_kept_named_and_may_be_dropped(client):
    fruit = builders.taxonomy(axes=[], outcomes={}, questions=[], labels=["fruit"]).labels[0]
    fruit = fruit.model_copy(update={"meaning": "Anything sweet.", "asks": "Is it sweet?"})
    publish(small(labels=(fruit,)))
    page = Page(client.get("/match/?label=fruit"))
    assert page.hidden == [("label", "fruit"), ("asked", "colour")]
    assert page.one("div", class_="notice").text == (
        "You started from “fruit”. Anything sweet. Is it sweet? Go on without the label"
    )
    assert page.link("Go on without the label") == "/match/colour/"
    later = Page(client.get("/match/?label=fruit&colour=blue"))
    assert later.all("div", class_="notice") == []
    assert later.hidden == [("colour", "blue"), ("label", "fruit"), ("asked", "size")]
    response = client.get("/match/?colour=green&label=fruit&asked=size&size=large")
    assert query(response["Location"]) == [
        ("colour", "green"),
        ("label", "fruit"),
        ("size", "large"),
    ]


# ── What cannot be used ──────────────────────────────────────────────────────────────────


def test_parts_of_the_url_that_cannot_be_used_are_named(client):
    publish(small())
    page = Page(
        client.get("/match/?weight=1&colour=pink&size=small&size=large&label=tree&taste=sour")
    )
    assert page.texts("h1") == ["colour?"]
    assert page.texts("dt") == ["taste?"]
    notice = page.one("div", class_="notice--caution")
    sentences = [item.text for item in page.all("li") if notice in item.inside]
    assert sentences == [
        "“weight” is not one of the questions.",
        "“pink” is not, or no longer, an answer to “colour?”, which counts as unanswered.",
        "“size?” is given more than once with different answers, and counts as unanswered.",
        "We know no label “tree”.",
    ]


def test_of_many_such_parts_five_are_named_and_the_rest_counted(client):
    publish(small())
    page = Page(client.get("/match/?" + "&".join(f"q{number}=1" for number in range(7))))
    notice = page.one("div", class_="notice--caution")
    sentences = [item.text for item in page.all("li") if notice in item.inside]
    assert sentences == [f"“q{number}” is not one of the questions." for number in range(5)]
    assert "And 2 more." in notice.text


def test_the_same_parameter_twice_with_the_same_value_is_one_answer(client):
    publish(small())
    page = Page(client.get("/match/?colour=blue&colour=blue"))
    assert page.texts("h1") == ["size?"]
    assert page.all("div", class_="notice--caution") == []


@pytest.mark.parametrize(
    "query",
    ["%3Cscript%3Ealert(1)%3C/script%3E=1", "label=%3Cscript%3Ealert(1)%3C/script%3E"],
)
def test_a_strangers_text_in_the_url_stays_text(client, query):
    publish(small())
    response = client.get(f"/match/?{query}")
    assert b"<script>alert" not in response.content
    assert b"&lt;script&gt;alert(1)&lt;/script&gt;" in response.content


def test_a_strangers_long_text_is_cut(client):
    publish(small())
    page = Page(client.get(f"/match/?{'x' * 5000}=1"))
    assert f"“{'x' * 60}…” is not one of the questions." in page.text
    assert "x" * 61 not in page.text


def test_html_in_a_taxonomy_stays_text(client):
    nasty = "<img src=x onerror=alert(1)>"
    asked = question("colour", "green", prompt=nasty, help=nasty, example=nasty, not_sure=nasty)
    asked = asked.model_copy(update={"options": (Option(slug="green", label=nasty, hint=nasty),)})
    publish(small(questions=(asked,)))
    for url in ("/match/", "/match/colour/?colour=green", "/match/answers/?colour=green"):
        content = client.get(url).content
        assert b"<img" not in content
        assert b"&lt;img src=x onerror=alert(1)&gt;" in content


# ── Border questions ─────────────────────────────────────────────────────────────────────


def test_a_border_question_says_what_it_tells_apart(client):
    border = question("skin", "smooth", "rough", between=("apple", "pear"))
    publish(small(questions=(*small().questions[:1], border)))
    page = Page(client.get("/match/skin/?colour=green"))
    words = "This tells “Apple” and “Pear” apart. It is asked only while they are close."
    assert words in page.texts("p")
    assert "apart" not in Page(client.get("/match/colour/")).text
