"""Make, buy or automate: what a buyer types, what the page makes of it, and what goes along into
documents."""

from decimal import Decimal
from io import BytesIO

import docx
import pytest

from matcher.assessment_form import read_range, write_range
from matcher.core import Taxonomy, match
from matcher.core.should_cost import Range
from matcher.core.taxonomy.values import Fact
from matcher.editions import current
from matcher.models import SharedResult
from matcher.presenters.assessment.page import assessment_page
from matcher.preview import PREVIEW_ROOT
from matcher.web.page import RenderContext
from tests import builders
from tests.web.editions import fenced, publish, small
from tests.web.reading import Element, Page
from tests.web.test_workbook import Read

pytestmark = pytest.mark.django_db

ANSWERS = "colour=green&size=large"
URL = f"/match/assessment/?{ANSWERS}"
NUMBERS = {
    "hours": "10,000",
    "years": "3",
    "currency": "EUR",
    "way-1": "today:",
    "way-1-rate": "30",
    "way-2": "apple",
    "way-2-rate": "15–21",
    "way-2-first_year": "110-130",
    "way-2-last_year": "80 - 100",
    "way-2-rework": "0-10",
    "way-2-transition": "20 000–40 000",
    "way-2-governance": "12,000",
    "way-2-tools": "3000",
    "way-3": "pear",
}
"""The estimate that tests/core/test_should_cost.py works out by hand."""


def assessed(taxonomy: Taxonomy) -> Taxonomy:
    axes = tuple(axis.model_copy(update={"assessed": True}) for axis in taxonomy.axes)
    return taxonomy.model_copy(update={"axes": axes})


@pytest.fixture(autouse=True)
def edition():
    return publish(assessed(small()))


def case(page: Page) -> list[str]:
    """The sentences of the case in short."""
    return [item.text for item in page.all("li") if any("case" in _classes(e) for e in item.inside)]


def recommendation(page: Page) -> str:
    return page.one("p", class_="recommendation").text


def _classes(element) -> list[str]:
    return element.attributes.get("class", "").split()


def totals(page: Page) -> list[str]:
    """Every way at a glance, with its points and its cost."""
    table = page.one("table", class_="glance")
    return [row.text for row in page.all("tr") if table in row.inside][1:]


def opened(page: Page) -> list[Element]:
    """The parts that stand open, and the ways."""
    parts = [tag for tag in page.all("details") if {"part", "way"} & set(_classes(tag))]
    return [tag for tag in parts if "open" in tag.attributes]


def value(page: Page, name: str) -> str:
    return page.one("input", name=name)["value"]


def chosen(page: Page, name: str) -> list[str]:
    select = page.one("select", name=name)
    options = [option for option in page.all("option") if select in option.inside]
    return [option["value"] for option in options if "selected" in option.attributes]


def problems(response) -> list[tuple[str, str]]:
    """The sentences at the top of the page, and the field that each leads to."""
    page = Page(response)
    summary = page.one("div", class_="error-summary")
    links = [link for link in page.all("a") if summary in link.inside]
    return [(link["href"], link.text) for link in links]


# ── What people type ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("12.5", "12.5", "12.5"),
        (" 1,200 ", "1200", "1200"),
        ("1 200", "1200", "1200"),
        ("1\u202f200\u00a0000", "1200000", "1200000"),
        ("1'200", "1200", "1200"),
        ("15-21", "15", "21"),
        ("15–21", "15", "21"),
        ("15 to 21", "15", "21"),
        ("1,200 – 1,500.5", "1200", "1500.5"),
        ("80-100 %", "80", "100"),
        ("-5", "-5", "-5"),
        ("\u22125", "-5", "-5"),
    ],
)
def test_a_number_is_read_as_people_type_it(typed, low, high):
    assert read_range(typed) == Range(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "12,5", "1,2,3", "€15", "1.", "15-", "15-20-25", "١٢", "1e9", "NaN", "9" * 41],
)
def test_what_could_be_read_in_two_ways_is_not_guessed(typed):
    assert read_range(typed) is None


@pytest.mark.parametrize("text", ["0", "1,200", "12.5", "15–21", "1,200–1,500.5"])
def test_a_number_is_written_as_it_is_read(text):
    found = read_range(text)
    assert found is not None
    assert write_range(found) == text


# ── The page ─────────────────────────────────────────────────────────────────────────────


def test_the_page_begins_with_our_weights_today_and_the_first_two_options(client):
    page = Page(client.get(URL))
    assert page.one("h1").text == "Make, buy or automate?"
    assert chosen(page, "weight-colour") == ["5"]
    assert totals(page) == ["Apple 20", "Pear 10", "Quince 5", "Plum −15"]
    assert [chosen(page, f"way-{place}") for place in range(1, 5)] == [
        ["today:"],
        ["apple"],
        ["pear"],
        [""],
    ]
    assert case(page) == [
        "By the weights as they stand, “Apple” comes first with a total of 20, 10 ahead of “Pear”.",
        (
            "The answer to “colour?” sets these two farthest apart, by 5; the lead does not rest "
            "on it alone."
        ),
        "The result says the same by our weights: “Apple” (close call).",
        "These weights are still ours. Agree on your own before you argue with the totals.",
    ]
    assert recommendation(page) == (
        "By weights alone: “Apple”. What it costs is not worked out, so this is no business case "
        "yet."
    )
    assert [heading.text for heading in page.all("h2")] == [
        "The case in short",
        "What it should cost",
        "Criteria and weights",
        "The options",
        "Save and share",
    ]
    assert [tag["id"] for tag in opened(page)] == ["should-cost", "criteria"]
    assert {value(page, name) for name in ("hours", "years", "currency", "way-1-rate")} == {""}


def test_nothing_of_it_is_remembered_or_found(client):
    for response in (client.get(URL), client.post(URL, NUMBERS)):
        assert response.headers["Cache-Control"] == "private, no-store"
        assert not response.cookies
        robots = [
            tag for tag in Page(response).all("meta") if tag.attributes.get("name") == "robots"
        ]
        assert [tag["content"] for tag in robots] == ["noindex, nofollow"]
    assert not SharedResult.objects.exists()


def test_the_playbook_is_credited(client):
    page = Page(client.get(URL))
    links = {link.text: link["href"] for link in page.all("a")}
    assert links["The Sourcing Playbook"].startswith("https://www.gov.uk/")
    assert links["Open Government Licence v3.0"].startswith("https://www.nationalarchives.gov.uk/")


def test_one_query_and_no_more(client, django_assert_max_num_queries):
    current()
    with django_assert_max_num_queries(1):
        client.get(URL)
    with django_assert_max_num_queries(1):
        client.post(URL, NUMBERS)


def test_own_weights_change_the_order_and_have_to_be_explained(client):
    page = Page(client.post(URL, {"weight-colour": "0", "weight-size": "1"}))
    assert chosen(page, "weight-colour") == ["0"]
    assert totals(page) == ["Apple 1", "Quince 1", "Pear 0", "Plum −2"]
    said = case(page)
    assert (
        said[0]
        == "By the weights set here, “Apple” and “Quince” share the first place, with a total of 1."
    )
    assert "Be ready to say why “colour?” counts 0 here and not 5." in said[2]


def test_an_own_order_is_held_against_ours(client):
    page = Page(client.post(f"{URL}&taste=sour", {"weight-colour": "0", "weight-taste": "5"}))
    said = case(page)
    assert (
        said[0]
        == "By the weights set here, “Quince” comes first with a total of 10, 5 ahead of “Apple”."
    )
    assert said[1] == (
        "What decides between these two is the answer to “taste?”, by 5: without it the first "
        "would not be ahead."
    )
    assert said[2].startswith("The result, which has our weights, says “Apple”")


def test_the_should_cost_is_a_table_and_a_picture(client):
    page = Page(client.post(URL, NUMBERS))
    table = page.one("table", class_="costs")
    rows = [row.text for row in page.all("tr") if table in row.inside]
    assert rows == [
        "Way Transition Year 1 Year 2 Year 3 In all Cheaper than “As it is done today”",
        "Cautious the dear end of every range",
        "As it is done today 0 300,000 300,000 300,000 900,000 –",
        "Apple 40,000 315,300 280,650 246,000 881,950 from year 3",
        "Middle the middle of every range",
        "As it is done today 0 300,000 300,000 300,000 900,000 –",
        "Apple 30,000 241,800 213,450 185,100 670,350 from year 1",
        "Hopeful the cheap end of every range",
        "As it is done today 0 300,000 300,000 300,000 900,000 –",
        "Apple 20,000 180,000 157,500 135,000 492,500 from year 1",
    ]
    assert totals(page) == [
        "Apple 20 670,350 EUR 492,500 to 881,950",
        "Pear 10 not worked out",
        "Quince 5 not worked out",
        "Plum −15 not worked out",
        "As it is done today – 900,000 EUR",
    ]
    assert len(page.all("svg", class_="bar")) == 4 + 2
    assert case(page)[-3:] == [
        (
            "“Apple” costs least in the middle scenario: 670,350 EUR over 3 years, 229,650 EUR "
            "less than “As it is done today”."
        ),
        (
            "“Apple” and “As it is done today” cost the same once an hour of “Apple” costs 24.94 "
            "EUR, with all else in the middle; the number typed is 15–21 EUR."
        ),
        "No cost is worked out for “Pear”, “Quince” and “Plum”.",
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            {},
            (
                "Recommended: “Apple”. It is first by weights and costs least of the ways worked "
                "out, in every scenario."
            ),
        ),
        (
            {"way-2-rate": "15-28"},
            (
                "Recommended on one condition: “Apple” is first by weights and costs least in the "
                "middle scenario, but not in “Cautious”. Show why that will not come, or narrow "
                "the ranges."
            ),
        ),
        (
            {"way-2-rate": "50", "way-2-first_year": "", "way-2-last_year": "", "way-2-rework": ""},
            (
                "The weights say “Apple”, the cost says “As it is done today”. Recommend “Apple” "
                "only if what speaks for it is worth 675,000 EUR to you."
            ),
        ),
        (
            {"way-2": "pear", "way-3": ""},
            (
                "By weights alone: “Apple”. What it costs is not worked out, so this is no "
                "business case yet."
            ),
        ),
        (
            {"way-1-rate": ""},
            (
                "By weights: “Apple”, for 670,350 EUR in the middle scenario. No other way is "
                "worked out to compare that with."
            ),
        ),
        (
            {"weight-colour": "0", "weight-size": "1"},
            (
                "No single recommendation: “Apple” and “Quince” share the first place. Let the "
                "cost decide, or try them side by side."
            ),
        ),
        (
            {"weight-colour": "0", "weight-size": "0"},
            (
                "No recommendation: by these weights no option is ahead. Agree on weights that "
                "tell the options apart."
            ),
        ),
    ],
)
def test_the_recommendation_follows_from_weights_and_cost(client, typed, sentence):
    assert recommendation(Page(client.post(URL, NUMBERS | typed))) == sentence


def test_what_to_know_of_the_first_option_stands_before_it_is_chosen(client):
    apple = Fact(name="What would have to be true", text="There are [trees](https://a.example/).")
    taxonomy = assessed(small())
    outcomes = tuple(
        outcome.model_copy(update={"facts": (apple,)}) if outcome.slug == "apple" else outcome
        for outcome in taxonomy.outcomes
    )
    publish(taxonomy.model_copy(update={"outcomes": outcomes}), number=2)
    page = Page(client.get(URL))
    assert page.all("h2")[1].text == "Before you choose it"
    assert page.texts("dt")[0] == "What would have to be true"
    assert page.texts("dd")[0].startswith("There are trees")


def test_what_a_change_leaves_out_is_said(client):
    bare = NUMBERS | {"way-2-transition": "", "way-2-governance": "0", "way-3-rate": "20"}
    assert case(Page(client.post(URL, bare)))[-2:] == [
        (
            "No transition is counted for “Apple” and “Pear”. Type what the change takes, or say "
            "why nothing."
        ),
        (
            "No governance is counted for “Apple” and “Pear”. Type who steers and checks, or say "
            "why nobody."
        ),
    ]


def test_a_mix_is_worked_out_from_the_shares_of_its_ways(client):
    mix = NUMBERS | {"way-1-share": "40", "way-2-share": "60"}
    page = Page(client.post(URL, mix))
    table = page.one("table", class_="costs")
    rows = [row.text for row in page.all("tr") if table in row.inside]
    rows = [row for row in rows if row.startswith("A mix of these")]
    assert "A mix of these – 792,210 EUR 681,500 to 923,170" in totals(page)
    assert rows[1] == "A mix of these 30,000 271,080 254,070 237,060 792,210 from year 2"


def test_a_scenario_that_turns_the_order_is_named(client):
    risky = NUMBERS | {"way-2-rate": "15-28"}
    assert "In the scenario “Cautious” it is “As it is done today” that costs least." in case(
        Page(client.post(URL, risky))
    )


# ── What is wrong ────────────────────────────────────────────────────────────────────────

UNREADABLE = "We cannot read this. Type a number such as 1,200 or 12.5, or two such as 15–21."
DIGITS_ALONE = "Type digits alone, such as 1,200 or 15–21: no letters and no unit."
DECIMAL_COMMA = "This comma could be a decimal one. Write decimals with a point, such as 1.5"


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        (
            "hours",
            "0",
            "Hours of work in a year, today: Type how many hours the work takes in a year",
        ),
        (
            "hours",
            "",
            "Hours of work in a year, today: Type how many hours the work takes in a year",
        ),
        ("hours", "-5", "Hours of work in a year, today: A number below 0 cannot be."),
        (
            "hours",
            "9,999,999,999",
            "Hours of work in a year, today: More than 1,000,000,000 cannot",
        ),
        ("years", "0", "Years: Type a whole number of years from 1 to 7."),
        ("years", "99", "Years: Type a whole number of years from 1 to 7."),
        ("years", "", "Years: Type a whole number of years from 1 to 7."),
        ("years", "two", "Years: Type a whole number of years from 1 to 7."),
        ("currency", "Euros and cents", "Currency: Use 12 characters at most, such as EUR."),
        (
            "way-1-rate",
            "0",
            "Way 1, An hour of work: Type what an hour costs this way: more than 0.",
        ),
        (
            "way-1-rate",
            "0–30",
            "Way 1, An hour of work: Type what an hour costs this way: more than 0.",
        ),
        ("way-1-rate", "30 %", "Way 1, An hour of work: This is no share: type the number without"),
        ("way-1-rate", "12,5", f"Way 1, An hour of work: {DECIMAL_COMMA}"),
        ("way-1-rate", "15,5 to 21,5", f"Way 1, An hour of work: {DECIMAL_COMMA}"),
        ("way-1-rate", "1.5.2", f"Way 1, An hour of work: {UNREADABLE}"),
        ("way-1-rate", "€30", f"Way 1, An hour of work: {DIGITS_ALONE}"),
        ("way-1-rate", "30 EUR", f"Way 1, An hour of work: {DIGITS_ALONE}"),
        ("way-2-tools", "free", f"Way 2, Tools, each year: {DIGITS_ALONE}"),
        ("way-2-tools", "1e308", f"Way 2, Tools, each year: {DIGITS_ALONE}"),
        ("way-2-tools", "9" * 309, "Way 2, Tools, each year: This is too long for a number."),
        ("hours", "1000000 FTE", f"Hours of work in a year, today: {DIGITS_ALONE}"),
        ("way-2-transition", "9-1", "Way 2, Transition, once: The first number is the higher one."),
        ("way-2-rework", "101", "Way 2, Rework, per cent of hours: More than 100 cannot be."),
        (
            "way-2-first_year",
            "501 %",
            "Way 2, Hours in the first year, per cent of today’s: More than 500 cannot be.",
        ),
        (
            "way-2-share",
            "150",
            "Way 2, Share of a mix, per cent of its hours: More than 100 cannot be.",
        ),
        (
            "way-2-share",
            "60",
            (
                "Way 2, Share of a mix, per cent of its hours: The shares of a mix have to add "
                "up to 100, over two ways or more."
            ),
        ),
        ("way-2", "mixed:", "Way 2: Choose which way these numbers are about."),
        ("way-2", "today:", "Way 2: This way is here twice. Choose another."),
        ("way-2", "durian", "Way 2: Choose which way these numbers are about."),
        ("weight-size", "6", "Your weight of “size?”: Choose a whole number from 0 to 5."),
        ("weight-size", "-1", "Your weight of “size?”: Choose a whole number from 0 to 5."),
        ("weight-size", "1.5", "Your weight of “size?”: Choose a whole number from 0 to 5."),
    ],
)
def test_each_fault_has_its_sentence_and_nothing_is_lost(client, name, typed, sentence):
    response = client.post(URL, NUMBERS | {name: typed})
    assert response.status_code == 400
    ((href, said),) = problems(response)
    assert href == f"#{name}"
    assert said.startswith(sentence)
    page = Page(response)
    assert page.one("title").text.startswith("Error:")
    for field, before in (NUMBERS | {name: typed}).items():
        if (field.startswith("way-") and field.count("-") == 1) or field.startswith("weight-"):
            continue
        assert value(page, field) == before
    if not name.startswith("weight-"):
        assert not page.all("table", class_="costs")


def test_a_way_stands_open_while_something_is_typed_or_wrong_in_it(client):
    sent = NUMBERS | {"way-2": "durian", "way-3-share": "60", "way-4": "quince"}
    page = Page(client.post(URL, sent))
    ways = [tag for tag in page.all("details") if "way" in _classes(tag)]
    assert ["open" in way.attributes for way in ways] == [True, True, True, False]
    folded = [tag for tag in page.all("details") if ways[2] in tag.inside or ways[3] in tag.inside]
    assert ["open" in tag.attributes for tag in folded] == [True, False]


def test_spaces_that_came_along_from_a_table_are_no_fault(client):
    pasted = NUMBERS | {
        "hours": "\u00a010\u202f000\u00a0",
        "years": "3\u00a0",
        "currency": "EUR\u00a0",
    }
    assert totals(Page(client.post(URL, pasted))) == totals(Page(client.post(URL, NUMBERS)))


def test_weights_that_are_all_zero_order_nothing(client):
    response = client.post(URL, {"weight-colour": "0", "weight-size": "0"})
    assert problems(response) == [
        ("#weight-colour", "Your weight of “colour?”: Give at least one answer a weight above 0.")
    ]
    assert case(Page(response))[0] == "By the weights set here, no option is ahead of another."


def test_hours_alone_ask_for_a_way(client):
    response = client.post(URL, {"hours": "100"})
    assert problems(response) == [
        ("#years", "Years: Type a whole number of years from 1 to 7."),
        ("#way-1-rate", "Way 1, An hour of work: Type the numbers of one way at least."),
    ]


def test_hostile_text_is_text(client):
    hostile = "<script>x</script>\u202e"
    typed = NUMBERS | {"hours": hostile, "currency": '"><b>', "way-1": hostile}
    response = client.post(URL, typed)
    content = response.content.decode()
    assert "<script>x" not in content
    assert '"><b>' not in content
    assert "\u202e" not in content
    assert value(Page(response), "hours") == "<script>x</script>"


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_other_sites_send_nothing(client, site):
    response = client.post(URL, NUMBERS, HTTP_SEC_FETCH_SITE=site)
    assert response.status_code == 403
    assert "670,350" not in response.content.decode()


def test_other_methods_are_refused(client):
    assert client.put(URL).status_code == 405


# ── Nothing to compare ───────────────────────────────────────────────────────────────────


def test_an_edition_that_does_not_ask_says_so(client):
    publish(small(), number=2)
    for response in (client.get(URL), client.post(URL, NUMBERS)):
        assert response.status_code == 200
        assert "This edition does not ask whether to make, buy or automate." in Page(response).text
    assert "Defend it" not in Page(client.get(f"/match/result/?{ANSWERS}")).text


@pytest.mark.parametrize("answers", ["", "colour=not-sure"])
def test_without_an_answer_nothing_is_compared(client, answers):
    page = Page(client.get(f"/match/assessment/?{answers}"))
    assert "Answer some questions first." in page.text
    assert not page.all("form")


def test_another_kind_of_buying_is_not_compared(client):
    publish(assessed(fenced()), number=2)
    page = Page(client.get("/match/assessment/?colour=green&size=small"))
    assert "another kind of buying" in page.text


def test_a_preview_shows_it_and_takes_no_form(edition):
    found = match(edition.taxonomy, builders.answers(edition.taxonomy, colour="green"))
    shown = assessment_page(RenderContext(edition, f"{PREVIEW_ROOT}signed/"), found)
    assert shown.view is not None
    assert shown.action == ""


def test_what_is_ruled_out_is_no_option_and_says_why(client):
    page = Page(client.get("/match/assessment/?colour=blue"))
    assert {row.split()[0] for row in totals(page)} == {"Plum", "Quince"}
    assert "Not possible: Apple." in page.text


def test_answers_that_this_edition_does_not_know_are_named(client):
    page = Page(client.get(f"{URL}&taste=durian"))
    assert "Part of the address could not be used." in page.text


def test_the_page_says_its_edition_and_what_a_link_stays(client):
    assert "The link that you come from" not in Page(client.get(URL)).text
    assert "Edition 1" in Page(client.get(URL)).text
    stays = "Nothing here changes that link: what you keep here gets a link of its own."
    same = Page(client.get(f"{URL}&edition=1"))
    assert (
        f"This page and the link that you come from are of the same edition, 1. {stays}"
        in same.text
    )
    publish(assessed(fenced()), number=2)
    other = Page(client.get(f"{URL}&edition=1"))
    said = (
        "The link that you come from has edition 1. This page has today’s, edition 2, and may "
        f"say something else. {stays}"
    )
    assert said in other.text
    assert said in Page(client.post(other.one("form")["action"], NUMBERS)).text


@pytest.mark.parametrize("number", ["0", "-1", "x", "1e3", "9" * 40])
def test_a_number_that_no_edition_has_says_nothing_of_a_link(client, number):
    assert "The link that" not in Page(client.get(f"{URL}&edition={number}")).text


def test_the_result_leads_here(client):
    page = Page(client.get(f"/match/result/?{ANSWERS}"))
    (link,) = [link for link in page.all("a") if link.text.startswith("Defend it")]
    assert link["href"] == URL


# ── Documents ────────────────────────────────────────────────────────────────────────────


def test_the_buttons_lead_to_documents_with_the_same_form(client):
    page = Page(client.get(URL))
    actions = [button.attributes.get("formaction") for button in page.all("button")]
    assert f"/match/result.docx?{ANSWERS}" in actions
    assert f"/match/result.xlsx?{ANSWERS}" in actions
    assert page.one("input", name="assessment")["value"] == "1"


def test_the_workbook_has_the_options_and_the_cost(client):
    sent = NUMBERS | {"assessment": "1", "weight-size": "2"}
    file = Read(client.post(f"/match/result.xlsx?{ANSWERS}", sent).content)
    assert file.names[-3:] == ["Options", "Should-cost", "Numbers"]
    options = file.rows("Options")
    assert options[1] == ["colour?", "Green", "Apple", 3.0, 5.0, 5.0, 15.0, options[1][-1]]
    assert ["size?", "Large", "Plum", -2.0, 2.0, 5.0, -4.0] in [row[:7] for row in options]
    costs = file.rows("Should-cost")
    assert ["Middle", "Apple", "In all", 670_350.0, "EUR"] in costs
    assert len(costs) == 1 + 3 * 2 * 5
    numbers = file.rows("Numbers")
    assert numbers[1] == ["The work", "Hours of work in a year, today", "10,000"]
    assert ["Apple", "An hour of work", "15–21"] in numbers


def test_the_brief_has_a_section_of_it(client):
    sent = NUMBERS | {"assessment": "1"}
    response = client.post(f"/match/result.docx?{ANSWERS}", sent)
    assert response.status_code == 200
    document = docx.Document(BytesIO(response.content))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert "Make, buy or automate" in headings
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert {"670,350", "20,000–40,000"} <= set(cells)
    assert any(
        paragraph.text.startswith("Recommended: “Apple”") for paragraph in document.paragraphs
    )
    assert any("No saving is assumed" in paragraph.text for paragraph in document.paragraphs)


def test_without_numbers_a_document_has_the_weights_alone(client):
    file = Read(client.post(f"/match/result.xlsx?{ANSWERS}", {"assessment": "1"}).content)
    assert file.names[-1] == "Options"


def test_a_document_without_an_assessment_is_as_before(client):
    file = Read(client.post(f"/match/result.xlsx?{ANSWERS}", {"name": "Apples"}).content)
    assert "Options" not in file.names


def test_wrong_numbers_come_back_on_the_page_instead_of_a_document(client):
    sent = NUMBERS | {"assessment": "1", "hours": "0"}
    response = client.post(f"/match/result.docx?{ANSWERS}", sent)
    assert response.status_code == 400
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Content-Type"].startswith("text/html")
    assert value(Page(response), "way-1-rate") == "30"
