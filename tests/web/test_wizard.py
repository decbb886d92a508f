"""The questions: one at a time, from the URL alone."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from matcher.core import Option, Taxonomy
from matcher.core.taxonomy.values import Suggestion
from tests import builders
from tests.web.editions import publish, publish_former, question, small
from tests.web.reading import Page
from tests.web.results import inside

pytestmark = pytest.mark.django_db


def query(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query)


def given(page: Page) -> list[str]:
    """The answers so far, as they stand on the page of a question."""
    lists = page.all("dl", class_="given")
    return [row.text for row in page.all("div") if lists and lists[0] in row.inside]


def radios(page: Page) -> list[Mapping[str, str]]:
    return [radio.attributes for radio in page.all("input", type="radio")]


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
    assert page.texts("label")[:-1] == ["Green", "Blue", "I’m not sure"]
    assert page.hidden == [("asked", "colour")]
    form = page.one("form", class_="question")
    assert (form["action"], form["method"]) == ("/match/", "get")


def test_the_plain_words_are_the_label_and_the_term_is_the_hint(client):
    asked = question("colour", "green")
    option = Option(slug="green", label="Like grass", hint="Green; 520 nm.")
    publish(small(questions=(asked.model_copy(update={"options": (option,)}),)))
    page = Page(client.get("/match/"))
    radio = page.one("input", value="green")
    assert page.one("label", **{"for": radio["id"]}).text == "Like grass"
    assert page.one("p", id=radio["aria-describedby"]).text == "Green; 520 nm."


def test_a_digit_chooses_each_of_the_first_nine_options_and_no_other(client):
    publish(small(questions=(question("colour", *"abcdefghijk"),)))
    page = Page(client.get("/match/"))
    digits = {radio["value"]: radio.get("aria-keyshortcuts") for radio in radios(page)}
    assert digits == {
        **{letter: str(number) for number, letter in enumerate("abcdefghi", start=1)},
        **dict.fromkeys(["j", "k", "not-sure"]),
    }
    assert page.texts("span", class_="badge") == [*"123456789", "", "", ""]


@pytest.mark.parametrize(("count", "classes"), [(5, "choices"), (6, "choices choices--two")])
def test_six_options_and_more_stand_in_two_columns(client, count, classes):
    publish(small(questions=(question("colour", *"abcdefgh"[:count]),)))
    assert Page(client.get("/match/")).one("div", class_="choices")["class"] == classes


def test_one_line_helps_at_once_and_the_rest_is_behind_need_help(client):
    asked = question(
        "colour",
        "green",
        help="Look at [a chart](https://example.org/a).",
        example="Moss is green.",
    )
    publish(small(questions=(asked,)))
    page = Page(client.get("/match/"))
    assert page.one("div", id="help").text == "Look at a chart ."
    assert page.disclosed("Need help?") == "For example: Moss is green. Not sure? Skipped."
    link = page.one("a", href="https://example.org/a")
    assert link["rel"] == "nofollow noopener noreferrer"
    assert page.one("fieldset")["aria-describedby"] == "help"


def test_the_two_parts_of_the_walk_have_their_own_colour(client):
    first, *rest = small().questions
    terms = [question.model_copy(update={"part": "terms"}) for question in rest]
    publish(small(questions=(first, *terms)))
    parts = [
        Page(client.get(url)).one("div", class_="steps")["class"]
        for url in ("/match/", "/match/?colour=green")
    ]
    assert parts == ["steps steps--work", "steps steps--terms"]


def test_an_answer_leads_to_the_next_question_and_is_carried_along(client):
    publish(small())
    page = Page(client.get("/match/?asked=colour&colour=blue"))
    assert page.texts("h1") == ["size?"]
    assert page.hidden == [("colour", "blue"), ("asked", "size")]
    assert given(page) == ["colour? Blue Change : colour?"]
    assert page.link("Change : colour?") == "/match/colour/?colour=blue"
    assert page.link("Check all answers") == "/match/answers/?colour=blue"


def test_not_sure_is_an_answer(client):
    publish(small())
    page = Page(client.get("/match/?asked=colour&colour=not-sure"))
    assert page.texts("h1") == ["size?"]
    assert given(page) == ["colour? I’m not sure Change : colour?"]


def test_the_last_answer_leads_to_the_result_with_the_same_answers(client):
    publish(small())
    response = client.get("/match/?colour=green&asked=size&size=large")
    assert response.status_code == 302
    assert response["Location"] == "/match/result/?colour=green&size=large"


def test_what_could_not_be_used_is_kept_for_the_result_to_name(client):
    publish_former("shape")
    response = client.get("/match/?colour=green&size=large&shape=round&taste=odd&utm_source=mail")
    assert response["Location"] == ("/match/result/?colour=green&size=large&shape=round&taste=odd")


def test_how_far_it_is_is_said_in_honest_words_and_shown_as_a_bar(client):
    publish(small())

    def progress(url: str) -> tuple[str, list[str]]:
        page = Page(client.get(url))
        bar = page.one("p", class_="segments")
        segments = [part["class"] for part in page.all("span") if bar in part.inside]
        return page.one("p", class_="step").text, segments

    assert progress("/match/") == ("Question 1 of about 3", ["here", "left", "left"])
    assert progress("/match/?colour=blue") == ("Question 2 of about 3", ["done", "here", "left"])
    assert progress("/match/?colour=green") == ("Question 2 of 2", ["done", "here"])
    assert progress("/match/size/?colour=green&size=large") == (
        "Question 2 of 2",
        ["done", "here"],
    )
    assert progress("/match/colour/?colour=green&size=large") == (
        "Question 1 of 2",
        ["here", "done"],
    )


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


def back(page: Page) -> list[str]:
    """Where the form goes back to; nothing on a page without such a button."""
    return [button["formaction"] for button in page.all("button", **{"data-back": ""})]


def test_back_is_a_button_of_the_form_and_leads_to_the_question_answered_before(client):
    publish(small())
    assert back(Page(client.get("/match/"))) == []
    assert back(Page(client.get("/match/colour/?colour=blue"))) == []
    assert back(Page(client.get("/match/?colour=blue"))) == ["/match/colour/"]
    assert back(Page(client.get("/match/taste/?colour=blue"))) == ["/match/colour/"]
    assert back(Page(client.get("/match/taste/?colour=blue&size=small"))) == ["/match/size/"]


def test_back_keeps_the_pick_that_was_not_sent_yet_and_all_answers(client):
    publish(small())
    sent = "colour=blue&asked=size&size=small"
    page = Page(client.get(f"/match/colour/?{sent}"))
    assert page.picked == ["blue"]
    assert page.hidden == [("size", "small"), ("asked", "colour")]
    again = client.get("/match/?size=small&asked=colour&colour=green")
    assert query(again["Location"]) == [("size", "small"), ("colour", "green")]


def test_who_only_changes_one_answer_goes_back_with_nothing_changed(client):
    publish(small())
    page = Page(client.get("/match/size/?colour=blue&size=small&then=answers"))
    assert back(page) == []
    assert page.link("Back") == "/match/answers/?colour=blue&size=small"


RENAMED = "It may have had another name in an earlier edition."
KEPT = "Your answers are kept."


@pytest.mark.parametrize(
    ("asked", "sentences", "on", "onwards"),
    [
        ("colour=blue", [RENAMED, KEPT], "Go on with your answers", "?colour=blue"),
        ("size=not-sure", [RENAMED, KEPT], "Go on with your answers", "?size=not-sure"),
        ("label=fruit", [RENAMED], "Start with the first question", "?label=fruit"),
        ("colour=gone", [RENAMED], "Start with the first question", ""),
        ("", [RENAMED], "Start with the first question", ""),
    ],
)
def test_an_unknown_question_is_not_found_and_the_answers_are_kept_if_there_are_any(
    client, asked, sentences, on, onwards
):
    publish(small())
    response = client.get(f"/match/weight/?{asked}")
    page = Page(response)
    assert response.status_code == 404
    assert page.texts("h1") == ["There is no such question"]
    *said, _links = inside(page, "p", page.one("div", class_="plain-page"))
    assert said == sentences
    assert page.link(on) == f"/match/{onwards}"


# ── What is left out, and what may be seen early ─────────────────────────────────────────


def test_a_question_that_cannot_change_anything_is_left_out_and_may_be_answered(client):
    publish(small())
    assert Page(client.get("/match/?colour=green")).texts("h1") == ["size?"]
    offered = Page(client.get("/match/taste/?colour=green"))
    words = "This question cannot change the result any more. You may answer it all the same."
    assert offered.texts("p", class_="notice") == [words]
    assert offered.offered == ["sweet", "sour", "not-sure"]


def test_a_question_page_lists_no_other_questions(client):
    publish(small())
    page = Page(client.get("/match/?colour=green"))
    assert "taste?" not in page.text
    assert "Left out" not in page.text


def test_a_first_result_may_be_seen_from_the_fifth_answer_on(client, published, drafted):
    base = drafted.index.base_questions
    unsure = builders.answers(drafted, **{question.slug: "not-sure" for question in base})

    def page(count: int) -> Page:
        return Page(client.get("/match/", dict(unsure.picks[:count])))

    assert "See a first result" not in page(4).text
    link = urlsplit(page(5).link("See a first result"))
    assert link.path == "/match/result/"
    assert parse_qsl(link.query) == list(unsure.picks[:5])


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
    publish_former("weight")
    page = Page(
        client.get("/match/?weight=1&colour=pink&size=small&size=large&label=tree&taste=sour")
    )
    assert page.texts("h1") == ["colour?"]
    assert given(page) == ["taste? Sour Change : taste?"]
    notice = page.one("div", class_="notice--caution")
    sentences = [item.text for item in page.all("li") if notice in item.inside]
    assert sentences == [
        "“weight” is no longer one of the questions.",
        "“pink” is not, or no longer, an answer to “colour?”, which counts as unanswered.",
        "“size?” is given more than once with different answers, and counts as unanswered.",
        "We know no label “tree”.",
    ]


def test_of_many_such_parts_five_are_named_and_the_rest_counted(client):
    publish_former(*(f"q{number}" for number in range(7)))
    page = Page(client.get("/match/?" + "&".join(f"q{number}=1" for number in range(7))))
    notice = page.one("div", class_="notice--caution")
    sentences = [item.text for item in page.all("li") if notice in item.inside]
    assert sentences == [f"“q{number}” is no longer one of the questions." for number in range(5)]
    assert "And 2 more." in notice.text


def test_the_same_parameter_twice_with_the_same_value_is_one_answer(client):
    publish(small())
    page = Page(client.get("/match/?colour=blue&colour=blue"))
    assert page.texts("h1") == ["size?"]
    assert page.all("div", class_="notice--caution") == []


@pytest.mark.parametrize(
    "query",
    ["colour=%3Cscript%3Ealert(1)%3C/script%3E", "label=%3Cscript%3Ealert(1)%3C/script%3E"],
)
def test_a_strangers_text_in_the_url_stays_text(client, query):
    publish(small())
    response = client.get(f"/match/?{query}")
    assert b"<script>alert" not in response.content
    assert b"&lt;script&gt;alert(1)&lt;/script&gt;" in response.content


def test_a_strangers_long_text_is_cut(client):
    publish(small())
    page = Page(client.get(f"/match/?colour={'x' * 5000}"))
    assert f"“{'x' * 60}…” is not, or no longer, an answer to “colour?”" in page.text
    assert "x" * 61 not in page.text


@pytest.mark.parametrize(
    "query",
    ["utm_source=mail&fbclid=a&gclid=b", "shape=round", "utm_source=a&utm_source=b", "=x", "%00=x"],
)
def test_parameters_that_were_never_ours_are_dropped_without_a_word(client, query):
    publish(small())
    for url in ("/match/", "/match/answers/", "/match/result/", "/match/size/"):
        page = Page(client.get(f"{url}?colour=blue&{query}"))
        assert page.all("div", class_="notice--caution") == []
        assert not [field for field in page.hidden if field[0] in query.split("=")]
        assert not [link for link in page.all("a") if "utm_" in link["href"]]


@pytest.mark.parametrize("mark", ["%00", "%0A", "%07", "%E2%80%AE", "%E2%80%8F", "%E2%81%A6"])
def test_no_character_that_changes_how_a_page_is_read_comes_from_the_address(client, mark):
    publish_former("shape")
    query = f"colour=gr{mark}een&size=hu{mark}ge&sha{mark}pe=ro{mark}und&label=tr{mark}ee"
    for url in ("/match/", "/match/answers/", "/match/result/"):
        response = client.get(f"{url}?{query}")
        page = Page(response)
        assert "“huge” is not, or no longer, an answer to “size?”" in page.text
        assert "“shape” is no longer one of the questions." in page.text
        assert "We know no label “tree”." in page.text
        assert unquote(mark) not in page.text.replace("\n", "")


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
