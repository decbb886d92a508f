"""An assessment kept with a link: stored only on purpose, read as it was, and deleted with it."""

import re
from io import BytesIO

import docx
import pytest

from matcher.assessment_form import fields_of
from matcher.core import Answers
from matcher.core.own_assessment import OwnAssessment, load_own
from matcher.models import SharedResult
from matcher.sharing import open_result, save_result
from tests.stored.samples import FOLDER
from tests.web.database import database_away
from tests.web.editions import publish, small
from tests.web.reading import Page
from tests.web.results import two_links, with_mark
from tests.web.test_assessment import ANSWERS, NUMBERS, URL, assessed, case, problems, totals, value
from tests.web.test_workbook import Read

pytestmark = pytest.mark.django_db

KEEP = f"/results/?{ANSWERS}"
KEY = "0123456789abcdef" * 2
SENT = NUMBERS | {
    "assessment": "1",
    "edition": "1",
    "key": KEY,
    "title": "Apples",
    "weight-colour": "5",
    "weight-size": "2",
}
SAMPLE = FOLDER / "assessment.json"


@pytest.fixture(autouse=True)
def edition():
    return publish(assessed(small()))


@pytest.fixture
def token(client) -> str:
    return created_token(client.post(KEEP, SENT))


def created_token(response) -> str:
    assert response.status_code == 303
    return re.fullmatch(r"/r/([\w-]+)/created/", response["Location"])[1]


# ── Storing ──────────────────────────────────────────────────────────────────────────────


def test_the_form_on_the_page_leads_to_where_a_link_is_made(client):
    page = Page(client.get(URL))
    (form,) = with_mark(page, "data-assessment")
    sent = {field["name"]: field["value"] for field in page.all("input") if form in field.inside}
    assert (sent["edition"], sent["tz"], sent["title"]) == ("1", "", "")
    assert re.fullmatch("[0-9a-f]{32}", sent["key"])
    (button,) = [button for button in page.all("button") if button.text == "Create the link"]
    assert button["formaction"] == KEEP
    stored = open_result(created_token(client.post(KEEP, sent)))
    assert stored.assessment == OwnAssessment({"colour": 5, "size": 5})


def test_weights_numbers_and_what_they_come_to_are_stored(token):
    stored = open_result(token)
    assert stored.match.answers == Answers((("colour", "green"), ("size", "large")))
    assert stored.title == "Apples"
    own = stored.assessment
    assert (own.weights, own.currency) == ({"colour": 5, "size": 2}, "EUR")
    assert {way.name: [cost.total for cost in way.by_scenario.values()] for way in own.costs} == {
        "today:": [900_000, 900_000, 900_000],
        "apple": [881_950, 670_350, 492_500],
    }


def test_what_is_kept_can_be_typed_again(token):
    own = open_result(token).assessment
    typed = {name: text for name, text in fields_of(own).items() if text}
    assert typed == {
        **{name: text for name, text in NUMBERS.items() if name != "way-3"},
        "weight-colour": "5",
        "weight-size": "2",
        "way-2-transition": "20,000–40,000",
        "way-2-first_year": "110–130",
        "way-2-last_year": "80–100",
        "way-2-rework": "0–10",
        "way-2-tools": "3,000",
    }


def test_the_same_form_twice_stores_one_and_another_number_another(client, token):
    shown = two_links(Page(client.get(f"/r/{token}/created/")))
    assert two_links(Page(client.get(client.post(KEEP, SENT)["Location"]))) == shown
    assert SharedResult.objects.count() == 1
    assert created_token(client.post(KEEP, SENT | {"hours": "9,000"})) != token
    assert SharedResult.objects.count() == 2


def test_a_link_made_on_the_result_stores_no_assessment(client):
    form = {"colour": "green", "size": "large", "edition": "1", "key": KEY}
    token = created_token(client.post("/results/", form))
    assert open_result(token).assessment is None
    assert "assessment" not in client.get(f"/r/{token}.json").json()
    page = Page(client.get(f"/r/{token}/"))
    assert "Kept with it" not in page.text
    assert page.link("Defend it: options, weights and cost") == f"{URL}&edition=1"
    response = client.get(f"/r/{token}/assessment/")
    assert response.status_code == 404
    assert Page(response).one("h1").text == "No assessment was kept with this result"


# ── Refusing ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"hours": "0"}, ("#hours", "Hours of work in a year, today: Type how many hours")),
        ({"way-2-rate": "free"}, ("#way-2-rate", "Way 2, An hour of work: Type digits alone")),
        ({"weight-size": "6"}, ("#weight-size", "Your weight of “size?”: Choose a whole number")),
        ({"title": "A" * 121}, ("#title", "Use 120 characters at most; the title has 121.")),
        ({"expires": "7"}, ("#expires", "We cannot keep it for “7”.")),
        ({"edition": "9"}, ("#share", "There is no edition 9.")),
    ],
)
def test_what_is_refused_comes_back_as_it_was_typed_and_is_not_stored(client, change, fault):
    response = client.post(KEEP, SENT | change)
    assert response.status_code == 400
    assert response.headers["Cache-Control"] == "private, no-store"
    ((href, said),) = problems(response)
    assert href == fault[0]
    assert said.startswith(fault[1])
    page = Page(response)
    assert page.one("form")["action"] == URL
    for name in ("key", "title", "hours", "currency", "way-2-rate", "way-2-transition"):
        assert value(page, name) == (SENT | change)[name]
    assert not SharedResult.objects.exists()


def test_the_hourly_limit_and_a_database_that_is_away_lose_nothing(client, settings):
    settings.WRITE_LIMIT = 1
    created_token(client.post(KEEP, SENT))
    limited = client.post(KEEP, SENT | {"hours": "9,000"})
    assert limited.status_code == 429
    with database_away("INSERT"):
        away = client.post(KEEP, SENT | {"hours": "9,000"})
    assert away.status_code == 503
    for response in (limited, away):
        assert value(Page(response), "hours") == "9,000"
        assert problems(response)[0][0] == "#share"
    assert SharedResult.objects.count() == 1


def test_another_site_stores_nothing(client):
    assert client.post(KEEP, SENT, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
    assert not SharedResult.objects.exists()


def test_without_an_answer_nothing_is_kept(client):
    response = client.post("/results/?", SENT)
    assert response.status_code == 400
    assert "Nothing is answered yet" in Page(response).text
    assert not SharedResult.objects.exists()


# ── Reading ──────────────────────────────────────────────────────────────────────────────


def test_the_link_leads_to_what_was_kept(client, token):
    page = Page(client.get(f"/r/{token}/"))
    links = [link.text for link in page.all("a") if link["href"] == f"/r/{token}/assessment/"]
    assert links == ["Make, buy or automate?", "Defend it: options, weights and cost"]
    assert not [link for link in page.all("a") if link["href"].startswith("/match/assessment/")]
    created = Page(client.post(KEEP, SENT, follow=True))
    assert f"/r/{token}/assessment/" in [link["href"] for link in created.all("a")]


def test_its_page_says_what_was_worked_out_and_takes_nothing(client, token):
    live, kept = Page(client.post(URL, SENT)), Page(client.get(f"/r/{token}/assessment/"))
    assert case(kept) == case(live)
    assert totals(kept) == totals(live)
    assert kept.one("table", class_="costs").text == live.one("table", class_="costs").text
    assert "Apples" in kept.text
    assert "The work Hours of work in a year, today 10,000" in kept.text
    assert {field["type"] for field in kept.all("input")} == {"hidden"}
    assert not kept.all("select")


def test_its_numbers_can_be_taken_further_without_changing_it(client, token):
    page = Page(client.get(f"/r/{token}/assessment/"))
    form = page.one("form")
    again = Page(client.post(form["action"], dict(page.hidden)))
    assert case(again) == case(page)
    assert "Nothing here changes that link" in again.text
    client.post(form["action"], dict(page.hidden) | {"hours": "1"})
    assert case(Page(client.get(f"/r/{token}/assessment/"))) == case(page)


def test_it_says_the_same_after_another_edition(client, token):
    before = client.get(f"/r/{token}/assessment/").content
    publish(small(), number=2)
    assert client.get(f"/r/{token}/assessment/").content == before


def test_a_browser_keeps_its_copy_until_the_title_is_edited(client, token, settings):
    settings.DEBUG = False
    url = f"/r/{token}/assessment/"
    first = client.get(url)
    assert first.headers["Cache-Control"] == "no-cache"
    assert client.get(url, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    assert client.get(f"/r/{token}/")["ETag"] != first["ETag"]
    SharedResult.objects.update(title="Pears", revision=1)
    assert "Pears" in client.get(url, HTTP_IF_NONE_MATCH=first["ETag"]).content.decode()


def test_it_is_opened_with_the_query_of_its_result(client, token, django_assert_max_num_queries):
    client.get(f"/r/{token}/assessment/")
    with django_assert_max_num_queries(1):
        client.get(f"/r/{token}/assessment/")


def test_the_files_of_the_link_carry_it(client, token):
    made = client.get(f"/r/{token}.json").json()["assessment"]
    assert {name: made[name] for name in ("axis", "weights", "currency")} == {
        "axis": "kind",
        "weights": {"colour": 5, "size": 2},
        "currency": "EUR",
    }
    assert made["totals"][0] == {"outcome": "apple", "points": 17}
    assert {
        "way": "apple",
        "scenario": "middle",
        "transition": 30_000,
        "by_year": [241_800, 213_450, 185_100],
    } in made["costs"]
    assert "670,350" in client.get(f"/r/{token}/brief.md").content.decode()
    assert "Should-cost" in Read(client.get(f"/r/{token}/workbook.xlsx").content).names
    document = docx.Document(BytesIO(client.get(f"/r/{token}/brief.docx").content))
    assert "Make, buy or automate" in [paragraph.text for paragraph in document.paragraphs]


# ── Its end ──────────────────────────────────────────────────────────────────────────────


def test_deleting_the_result_deletes_it(client, token):
    _to_share, to_delete = two_links(Page(client.get(client.post(KEEP, SENT)["Location"])))
    client.post(to_delete)
    assert SharedResult.objects.get().assessment_json == ""
    assert client.get(f"/r/{token}/assessment/").status_code == 410


def test_an_unknown_link_has_none(client):
    assert client.get("/r/unknown-link-of-nobody-x/assessment/").status_code == 404


# ── The promise ──────────────────────────────────────────────────────────────────────────


def test_the_amounts_of_the_sample_are_shown_as_stored(client, edition):
    """Even those that today's code would not come to."""
    own = load_own(SAMPLE.read_text("utf-8").replace("241800", "241801"))
    answers = Answers((("colour", "green"), ("size", "large")))
    token = save_result(release=edition, answers=answers, assessment=own).token
    page = Page(client.get(f"/r/{token}/assessment/"))
    assert "241,801" in page.one("table", class_="costs").text
