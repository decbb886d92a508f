"""Another kind of buying: every page and document says so first, and nothing of handing over."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from matcher.core import Answers
from matcher.core.taxonomy.values import Band, NextStep, PricingModel, PricingRule
from matcher.editions import edition
from matcher.sharing import save_result
from tests import builders
from tests.web.editions import asked, fenced, publish, small
from tests.web.reading import Page
from tests.web.results import (
    dead_anchors,
    decided,
    headings,
    inside,
    sentence,
    share_form,
    verdict,
    warned,
)
from tests.web.test_workbook import Read

pytestmark = pytest.mark.django_db

PEAS = Answers((("colour", "green"), ("size", "small")))
SENTENCE = "These are peas, which are bought by the pound."
RESULT = "/match/result/?colour=green&size=small"


def market():
    """`fenced` with all that would be said of work that is handed over."""
    model = PricingModel(
        slug="pound", name="By the pound", fits="f", avoid="a", behaviour="b", safeguards="s"
    )
    return fenced(
        drivers=(builders.driver("wood", "size", 100, small=2, large=8, required=True),),
        verdicts=builders.verdicts("pick", "wait"),
        bands=(Band(minimum=0, verdict="wait"),),
        warnings=(builders.warning("worms", "colour = green"),),
        next_steps=(NextStep(text="Pick them."),),
        pricing_models=(model,),
        pricing_rules=(
            PricingRule(slug="r", condition="colour = green", model="pound", sentence="Green."),
        ),
    )


@pytest.fixture
def token():
    publish(market())
    return save_result(release=edition(1), answers=PEAS, title="Lunch").token


def test_the_result_begins_with_its_sentence_and_its_text(client):
    publish(market())
    page = Page(client.get(RESULT))
    assert verdict(page) == "outside"
    assert sentence(page) == SENTENCE
    (text,) = page.all("div", class_="outside")
    assert inside(page, "p", text) == ["Ask a greengrocer .", "Bring a bag."]
    assert page.title.startswith("Another kind of buying: Peas –")


def test_nothing_is_said_of_handing_it_over(client):
    publish(market())
    page = Page(client.get(RESULT))
    assert headings(page) == []
    assert warned(page) == []
    assert page.all("p", class_="dial") == []
    assert "By the pound" not in page.text
    assert "Pick them." not in page.text
    assert dead_anchors(page) == []


def test_what_the_scoring_would_say_is_closed_and_unchanged(client):
    publish(market())
    page = Page(client.get(RESULT))
    assert "Apple" in page.disclosed("What the scoring would say")
    publish(small(), number=2)
    assert decided(page) == decided(Page(client.get(RESULT)))


def test_its_answers_may_be_changed_and_it_may_be_kept(client):
    publish(market())
    page = Page(client.get(RESULT))
    assert page.link("Change answers") == "/match/answers/?colour=green&size=small"
    assert share_form(page)["colour"] == "green"


def test_a_change_into_it_names_it(client):
    publish(market())
    page = Page(client.get(f"{RESULT}&a=colour%3Dgreen%26size%3Dlarge"))
    (notice,) = page.all("div", class_="last-change")
    assert "Verdict: was Wait, now Peas" in notice.text


def test_the_kept_result_says_the_same(client, token):
    page = Page(client.get(f"/r/{token}/"))
    assert verdict(page) == "outside"
    assert sentence(page) == SENTENCE
    assert page.title.startswith("Lunch – Another kind of buying: Peas")


@pytest.mark.parametrize("name", [".md", "/brief.md"])
def test_a_document_says_the_same_and_no_more_than_the_answers(client, token, name):
    text = client.get(f"/r/{token}{name}").content.decode().replace("\\", "")
    assert text.index(SENTENCE) < text.index("size?")
    assert "greengrocer" in text
    for unsaid in ("Apple", "worms", "By the pound", "Pick them.", "Wait"):
        assert unsaid not in text


def test_a_document_without_a_name_is_called_what_it_is(client):
    publish(market())
    token = save_result(release=edition(1), answers=PEAS).token
    assert client.get(f"/r/{token}.md").content.decode().startswith("# Peas\n")
    assert (
        client.get(f"/r/{token}/brief.md").content.decode().startswith("# Sourcing brief: Peas\n")
    )


def test_the_workbook_has_it_in_its_summary_and_no_sheet_about_handing_over(client, token):
    file = Read(client.get(f"/r/{token}/workbook.xlsx").content)
    assert file.names == ["Summary", "Answers"]
    _titles, work, kind, *_origin = file.rows("Summary")
    assert work == ["Work", "Lunch", ""]
    assert kind[:2] == ["Another kind of buying", "Peas"]
    assert str(kind[2]).startswith(f"{SENTENCE} Ask a")


def test_word_says_the_same(client, token):
    with ZipFile(BytesIO(client.get(f"/r/{token}/brief.docx").content)) as archive:
        written = archive.read("word/document.xml").decode()
    assert SENTENCE in written
    assert "Apple" not in written


def test_programs_read_it(client, token):
    read = client.get(f"/r/{token}.json").json()
    assert (read["outside"], read["fit"]) == ("peas", None)


def test_beside_other_work_it_is_named_first(client, token):
    other = Answers((("colour", "blue"), ("size", "small")))
    plums = save_result(release=edition(1), answers=other).token
    page = Page(client.get("/compare/", {"r": f"{token} {plums}"}))
    assert page.one("p", class_="lead").text == "They are different kinds of buying."
    rows = [element.text for element in page.all("tr")]
    assert f"Another kind of buying Peas {SENTENCE} –" in rows
    assert "Kind of thing – Plum Likely" in rows


def test_two_of_them_are_compared_by_their_answers_alone(client, token):
    more = Answers((*PEAS.picks, ("taste", "sour")))
    again = save_result(release=edition(1), answers=more).token
    page = Page(client.get("/compare/", {"r": f"{token} {again}"}))
    assert [row for row in page.texts("tr") if "Kind of thing" in row] == []
    assert "taste? Not answered Sour" in page.texts("tr")


def test_match_again_says_that_it_is_now_another_kind_of_buying(client):
    publish(small())
    token = save_result(release=edition(1), answers=PEAS).token
    publish(market(), number=2)
    text = Page(client.get(f"/r/{token}/")).text
    assert "Edition 2 has been published since. With the same answers it would decide:" in text
    assert "Kind of buying: Peas." in text


def test_match_again_says_that_it_no_longer_is(client, token):
    publish(small(), number=2)
    assert "Kind of buying: work that can be handed over." in Page(client.get(f"/r/{token}/")).text


def test_nothing_else_is_asked_of_it_and_the_check_of_the_answers_says_why(client):
    publish(market().model_copy(update={"context": (asked("land", "last", "hill", "valley"),)}))
    next_page = client.get("/match/?colour=green&size=small")
    assert (next_page.status_code, next_page.url) == (302, RESULT)
    page = Page(client.get("/match/answers/?colour=green&size=small"))
    assert page.text.count("2 answered, nothing left to ask") == 1
    assert page.texts("h2") == ["Left out"]
    assert (
        f"{SENTENCE} The other questions are about work that is handed over. "
        "You may answer them all the same."
    ) in page.texts("p")
    assert page.link("taste?") == "/match/taste/?colour=green&size=small&then=answers"
