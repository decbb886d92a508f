"""Questions to which several options may be ticked: asked, answered wrongly, shown, changed."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from matcher.core import Answers
from matcher.core.taxonomy.values import Suggestion
from matcher.editions import edition
from matcher.sharing import save_result
from tests.web.editions import publish, question, ticked, uses
from tests.web.reading import Element, Page
from tests.web.results import inside, result_url

pytestmark = pytest.mark.django_db

EATEN_AND_KEPT = "uses=eaten&uses=kept"


def boxes(page: Page) -> list[Element]:
    return page.all("input", type="checkbox")


def query(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query)


def problems(page: Page) -> list[str]:
    (summary,) = page.all("div", class_="error-summary")
    return inside(page, "li", summary)


# ── The page ─────────────────────────────────────────────────────────────────────────────


def test_its_options_are_checkboxes_that_say_what_they_exclude(client):
    publish(ticked())
    page = Page(client.get("/match/"))
    assert page.one("legend").text == "uses?"
    assert len(page.all("fieldset")) == 1
    assert page.offered == []
    assert {box["name"] for box in boxes(page)} == {"uses"}
    assert {box["value"]: box["data-unticks"] for box in boxes(page)} == {
        "eaten": "not-sure kept",
        "baked": "not-sure",
        "pressed": "not-sure",
        "kept": "not-sure eaten",
        "not-sure": "eaten baked pressed kept",
    }
    assert page.ticked == []


def test_its_options_stand_under_their_headings_and_not_sure_apart(client):
    publish(ticked())
    page = Page(client.get("/match/"))
    titles = {
        heading["id"]: heading.text for heading in page.all("h2") if "id" in heading.attributes
    }
    groups = page.all("div", role="group")
    assert {titles[group["aria-labelledby"]]: inside(page, "label", group) for group in groups} == {
        "At once": ["Eaten", "Baked"],
        "Later": ["Pressed", "Kept"],
    }
    assert inside(page, "label", page.one("form", class_="question"))[-1] == "I’m not sure"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (uses().options, "Tick all that apply. Some exclude each other."),
        (uses().options[1:3], "Tick all that apply: one, several or all of them."),
    ],
)
def test_it_says_how_many_may_be_ticked(client, options, sentence):
    publish(ticked(questions=(uses().model_copy(update={"options": options}),), evidence=()))
    page = Page(client.get("/match/"))
    assert page.one("p", id="several").text == sentence
    assert page.one("fieldset")["aria-describedby"] == "help several"


def test_a_question_with_one_answer_is_asked_as_before(client):
    publish(ticked())
    page = Page(client.get("/match/size/"))
    assert page.offered == ["small", "large", "not-sure"]
    assert boxes(page) == []
    assert [field for field in page.elements if "data-unticks" in field.attributes] == []
    assert page.all("p", id="several") == []


# ── Answering ────────────────────────────────────────────────────────────────────────────


def test_all_ticks_go_along_in_every_form_and_link(client):
    publish(ticked())
    page = Page(client.get("/match/?asked=uses&uses=baked&uses=eaten"))
    assert page.one("legend").text == "colour?"
    assert page.hidden == [("uses", "eaten"), ("uses", "baked"), ("asked", "colour")]
    assert page.link("Check all answers") == "/match/answers/?uses=eaten&uses=baked"
    assert page.text.count("Your 1 answer so far") == 1


def test_a_question_that_was_answered_shows_its_ticks(client):
    publish(ticked())
    assert Page(client.get("/match/uses/?uses=eaten&uses=baked")).ticked == ["eaten", "baked"]


def test_nothing_ticked_is_said_so(client):
    publish(ticked())
    page = Page(client.get("/match/?asked=uses"))
    assert problems(page) == ["Tick at least one answer. If you cannot tell, tick “I’m not sure”."]
    assert page.one("h1").text == "uses?"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (
            EATEN_AND_KEPT,
            "“Eaten” and “Kept” exclude each other. Untick one of them.",
        ),
        (
            "uses=eaten&uses=not-sure",
            "“I’m not sure” stands alone. Untick it, or untick the others.",
        ),
    ],
)
def test_ticks_that_make_no_answer_stay_ticked_beside_the_sentence(client, sent, sentence):
    publish(ticked())
    page = Page(client.get(f"/match/?asked=uses&size=small&{sent}"))
    assert problems(page) == [sentence]
    assert page.one("p", id="error").text == f"Error: {sentence}"
    assert page.ticked == [value for _name, value in parse_qsl(sent)]
    assert page.hidden == [("size", "small"), ("asked", "uses")]
    assert page.all("div", class_="notice--caution") == []


def test_ticks_that_make_no_answer_are_not_lost_on_the_way_back_or_on(client):
    publish(ticked())
    page = Page(client.get(f"/match/colour/?{EATEN_AND_KEPT}"))
    (notice,) = page.all("div", class_="notice--caution")
    assert inside(page, "li", notice) == [
        "Two answers to “uses?” exclude each other: “Eaten” and “Kept”. It counts as unanswered."
    ]
    assert page.hidden == [("uses", "eaten"), ("uses", "kept"), ("asked", "colour")]
    again = Page(client.get(f"/match/?asked=colour&colour=green&{EATEN_AND_KEPT}"))
    assert again.one("h1").text == "uses?"
    assert again.ticked == ["eaten", "kept"]


def test_they_are_not_lost_where_one_answer_is_changed(client):
    publish(ticked())
    response = client.get(f"/match/?asked=colour&colour=green&then=result&{EATEN_AND_KEPT}")
    assert query(response["Location"]) == [
        *(("colour", "green"), ("uses", "eaten"), ("uses", "kept")),
    ]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ("uses=baked&uses=baked", "An answer to “uses?” is given twice; it counts as unanswered."),
        (
            "uses=baked&uses=raw",
            "“baked, raw” is not, or no longer, an answer to “uses?”, which counts as unanswered.",
        ),
        (
            "uses=%3Cb%3E",
            "“<b>” is not, or no longer, an answer to “uses?”, which counts as unanswered.",
        ),
    ],
)
def test_an_address_that_no_form_makes_is_named(client, sent, sentence):
    publish(ticked())
    page = Page(client.get(f"/match/size/?{sent}"))
    (notice,) = page.all("div", class_="notice--caution")
    assert inside(page, "li", notice) == [sentence]


def test_a_suggested_option_is_ticked_beside_those_that_go_with_it(client):
    suggestion = Suggestion(
        question="uses", option="kept", condition="size = small", sentence="Small ones keep."
    )
    publish(ticked(suggestions=(suggestion,)))
    page = Page(client.get("/match/uses/?uses=eaten&uses=baked&size=small"))
    assert query(page.link("Pick “Kept”")) == [
        *(("uses", "baked"), ("uses", "kept"), ("size", "small")),
    ]


def test_it_may_have_another_place_in_the_walk(client):
    publish(ticked(questions=(question("colour", "green", "blue"), uses())))
    page = Page(client.get("/match/?colour=green"))
    assert page.one("h1").text == "uses?"
    assert page.one("button", formaction="/match/colour/").text == "Back"


# ── On the result and everywhere else ────────────────────────────────────────────────────


def test_a_result_changes_its_ticks_in_the_rail(client):
    publish(ticked())
    page = Page(client.get("/match/result/?uses=eaten&uses=baked&colour=green"))
    (rail,) = page.all("form", class_="change")
    (ticks,) = page.all("details", class_="change-ticks")
    assert rail in ticks.inside
    assert "open" not in ticks.attributes
    assert inside(page, "summary", ticks) == ["uses? Eaten; Baked"]
    assert page.ticked == ["eaten", "baked"]
    assert inside(page, "button", ticks) == ["Show the result with these : uses?"]
    assert rail["data-hx-trigger"] == "change target:select, submit"


def test_ticks_that_exclude_each_other_stay_ticked_in_the_rail(client):
    publish(ticked())
    page = Page(client.get(f"/match/result/?{EATEN_AND_KEPT}&colour=green"))
    assert page.ticked == ["eaten", "kept"]
    assert "Two answers to “uses?” exclude each other: “Eaten” and “Kept”." in page.text


def test_a_change_of_ticks_says_what_it_did(client):
    publish(ticked())
    before = "uses%3Deaten%26colour%3Dgreen"
    page = Page(client.get(f"/match/result/?uses=pressed&uses=kept&colour=green&a={before}"))
    (notice,) = page.all("div", class_="last-change")
    assert "The decisions and the verdict stay the same with this answer." in notice.text
    assert page.link("Change it back") == "/match/result/?uses=eaten&colour=green"


def test_the_answers_list_every_tick(client):
    publish(ticked())
    page = Page(client.get("/match/answers/?uses=eaten&uses=pressed&colour=green"))
    (ticks,) = page.all("ul", class_="ticks")
    assert inside(page, "li", ticks) == ["Eaten", "Pressed"]
    assert page.text.startswith("Check your answers 2 answered")


def test_a_tick_that_rules_out_says_so(client):
    publish(ticked())
    page = Page(client.get("/match/result/?uses=baked&uses=kept&colour=green"))
    (sentence,) = page.all("p", class_="ruled-out")
    assert sentence.text == ("Not possible: Pear. uses=kept and pear. You ticked “Kept”.")


def test_a_kept_result_and_its_documents_name_every_tick(client):
    publish(ticked())
    answers = Answers((("uses", "eaten"), ("uses", "pressed"), ("colour", "green")))
    token = save_result(release=edition(1), answers=answers).token
    page = Page(client.get(f"/r/{token}/"))
    (ticks,) = page.all("ul", class_="ticks")
    assert inside(page, "li", ticks) == ["Eaten", "Pressed"]
    assert client.get(f"/r/{token}.json").json()["answers"] == {
        "uses": ["eaten", "pressed"],
        "colour": "green",
    }
    assert "Eaten; Pressed" in client.get(f"/r/{token}.md").content.decode()
    assert "Eaten. As it is. Pressed. Into juice." in client.get(
        f"/r/{token}/brief.md"
    ).content.decode().replace("\\", "")


def test_ticks_are_compared_as_one_answer(client):
    publish(ticked())
    links = [
        save_result(release=edition(1), answers=Answers(tuple(("uses", pick) for pick in picks)))
        for picks in (("eaten", "baked"), ("eaten", "pressed"))
    ]
    page = Page(client.get("/compare/", {"r": " ".join(link.token for link in links)}))
    rows = {row.text for row in page.all("tr")}
    assert "uses? Eaten Baked Eaten Pressed" in rows


def test_the_form_that_keeps_a_result_sends_every_tick(client):
    publish(ticked())
    page = Page(client.get(result_url({"colour": "green"}) + "&uses=eaten&uses=baked"))
    (form,) = (form for form in page.all("form") if "data-share-form" in form.attributes)
    sent = [(field["name"], field["value"]) for field in page.all("input") if form in field.inside]
    assert sent[:3] == [("uses", "eaten"), ("uses", "baked"), ("colour", "green")]
    response = client.post("/results/", dict_of_lists(sent))
    assert response.status_code == 303


def dict_of_lists(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    """The pairs as Django's client sends them."""
    return {name: [value for other, value in pairs if other == name] for name, _value in pairs}


def test_how_we_decide_says_how_ticks_count(client):
    publish(ticked())
    assert (
        "Several of them may be ticked: their points add up"
        in Page(client.get("/method/uses/")).text
    )
    assert "may be ticked" not in Page(client.get("/method/colour/")).text
