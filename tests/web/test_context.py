"""The last page of the walk: who buys, on one page, never scored."""

import pytest

from matcher.core import Regime, parse_query
from matcher.core.taxonomy.values import ContextGroup, ContextOption
from matcher.sharing import save_result
from tests.web.editions import asked, framed, publish, ticked
from tests.web.reading import Page
from tests.web.results import inside

pytestmark = pytest.mark.django_db

ANSWERED = "kinds=one&colour=blue&size=large&taste=sweet"
RESULT = f"/match/result/?{ANSWERED}"


def selects(page: Page) -> dict[str, list[str]]:
    """The options of each select by its name."""
    return {one["name"]: inside(page, "option", one) for one in page.all("select")}


def test_it_comes_after_all_that_is_scored_and_stands_on_one_page(client):
    land, trade = asked("land", "last", "hill", "valley"), asked("trade", "last", "smith", "baker")
    kinds = framed().context[0]
    publish(framed(context=(kinds, land, trade)))
    page = Page(client.get(f"/match/?{ANSWERED}"))
    assert page.texts("h1") == ["About you"]
    assert selects(page) == {
        "land": ["Not said", "Hill", "Valley"],
        "trade": ["Not said", "Smith", "Baker"],
    }
    assert "Question 5 of 5" in page.text
    assert page.link("Skip all") == RESULT


@pytest.mark.parametrize(
    ("sent", "kept"), [("land=", ""), ("land=valley", "&land=valley"), ("", "")]
)
def test_whatever_is_sent_leads_to_the_result(client, sent: str, kept: str):
    publish(framed())
    response = client.get(f"/match/?{ANSWERED}&{sent}&asked=context")
    assert response.status_code == 302
    assert response.url == f"{RESULT}{kept}"


def test_an_option_that_is_not_offered_is_named_on_the_result(client):
    publish(framed())
    response = client.get(f"/match/?{ANSWERED}&land=sea&asked=context", follow=True)
    assert response.status_code == 200
    assert "land" in response.text
    assert "sea" in response.text


def test_it_is_changed_from_the_result_which_shows_it(client):
    publish(framed())
    page = Page(client.get(f"{RESULT}&land=hill"))
    href = page.link("Change : about you")
    assert href == f"/match/context/?{ANSWERED}&land=hill&then=result".replace(
        f"{ANSWERED}&land=hill", "kinds=one&land=hill&colour=blue&size=large&taste=sweet"
    )
    form = Page(client.get(href))
    assert [one.text for one in form.all("option") if "selected" in one.attributes] == ["Hill"]
    fields = {one["name"]: one["value"] for one in form.all("input")}
    assert fields == {
        "kinds": "one",
        "colour": "blue",
        "size": "large",
        "taste": "sweet",
        "asked": "context",
        "then": "result",
    }
    assert [button.text for button in form.all("button")][-1] == "Continue"
    assert form.link("Change nothing").startswith("/match/result/?")


def test_the_rail_carries_it_along_and_does_not_repeat_it(client):
    publish(framed())
    page = Page(client.get(f"{RESULT}&land=hill"))
    hidden = [
        (one["name"], one["value"])
        for one in page.all("input")
        if one.attributes.get("name") == "land"
    ]
    assert ("land", "hill") in hidden
    assert "land" not in [one.attributes.get("name") for one in page.all("select")]


def test_every_tick_goes_along(client):
    land = asked("land", "last", "hill", "valley")
    publish(ticked(context=(land,)))
    page = Page(client.get("/match/context/?uses=eaten&uses=pressed&colour=green"))
    ticks = [one["value"] for one in page.all("input") if one["name"] == "uses"]
    assert ticks == ["eaten", "pressed"]


def test_an_edition_that_asks_nothing_of_the_buyer_goes_on_to_the_result(client):
    publish(ticked())
    response = client.get("/match/context/?colour=green")
    assert (response.status_code, response.url) == (302, "/match/result/?colour=green")


def test_what_is_known_decides_what_is_shown_and_what_is_left_out_says_why(client):
    land = asked("land", "last", "hill", "valley").model_copy(
        update={
            "options": (
                ContextOption(slug="hill", label="Hill", groups=("high",)),
                ContextOption(slug="valley", label="Valley"),
            ),
            "groups": (ContextGroup(slug="high", name="the highlands"),),
        }
    )
    rules = [("deer", "land = high"), ("fish", "land = valley"), ("all", "")]
    regimes = tuple(
        Regime(
            slug=slug,
            name=f"Rule of {slug}",
            triggered_by="t",
            changes="c",
            condition="colour = blue",
            scope=scope,
        )
        for slug, scope in rules
    )
    publish(framed(context=(framed().context[0], land), regimes=regimes))

    def watch(query: str) -> str:
        page = Page(client.get(f"{RESULT}{query}"))
        (part,) = [one for one in page.all("details") if one.attributes.get("id") == "watch"]
        return part.text

    unknown, hill = watch(""), watch("&land=hill")
    assert "Rule of all" in unknown
    assert "2 more may apply" in unknown
    assert "May apply, depending on who you are: Rule of deer; Rule of fish." in unknown
    assert "Answer to know: land?" in unknown
    assert "Rule of deer c" in hill
    assert "1 is left out" in hill
    assert "Left out: 1 only for Valley." in hill
    assert "Rule of fish" not in hill


# ── The service line ─────────────────────────────────────────────────────────────────────


def invoices(published) -> str:
    """The answers of the example whose work is checking suppliers’ invoices."""
    answers = published.taxonomy.examples[0].answers
    return "&".join(f"{one.question}={one.option}" for one in answers)


def test_the_lines_of_the_family_that_is_found_are_offered(client, published):
    form = Page(client.get(f"/match/context/?{invoices(published)}"))
    family = published.taxonomy.index.outcome_by_slug["family", "finance-accounting"]
    names = [line.name for line in family.service_lines]
    assert selects(form)["line"] == ["Not said", *names]
    assert "line" not in selects(Page(client.get("/match/context/")))


def test_what_belongs_to_another_line_is_left_out_once_it_is_said_which_it_is(client, published):
    result = f"/match/result/?{invoices(published)}"
    unsaid, said = (
        Page(client.get(result)),
        Page(client.get(f"{result}&line=accounts-payable")),
    )
    names = [inside(page, "dt", page.all("dl", class_="measures")[0]) for page in (unsaid, said)]
    assert "Cost per invoice" not in names[0]
    assert "Cost per invoice" in names[1]
    assert unsaid.link("Which service line comes nearest?").endswith("&then=result")
    assert "Your service line" in said.texts("h3")
    assert "Service line comes nearest" not in said.text
    assert "Accounts payable processing" in said.texts("h4")


def test_the_memo_names_only_the_measures_that_are_for_this_buyer(client, published):
    answers = parse_query(published.taxonomy, invoices(published)).answers
    memo = client.get(f"/r/{save_result(release=published, answers=answers).token}.md").text
    assert "Posting accuracy" in memo
    assert "Cost per invoice" not in memo


def test_a_family_page_shows_what_applies_to_the_buyer_that_its_address_names(client, published):
    url = "/families/industry-specific/"
    everybody, insurer = Page(client.get(url)), Page(client.get(f"{url}?sector=insurance"))
    claims = "Insurance claims support"
    assert any(claims in summary for summary in everybody.texts("summary"))
    assert not any(claims in summary for summary in insurer.texts("summary"))
    assert any("Medical coding" in summary for summary in insurer.texts("summary"))
    assert claims in insurer.texts("h3")
    assert "Claim cycle time" in insurer.text
    assert "Shown as it applies to you: Insurance." in insurer.text
    assert insurer.link("Show it for everybody") == url
    assert "Shown as it applies" not in Page(client.get(f"{url}?sector=nowhere")).text


def test_what_is_known_of_the_buyer_goes_along_to_the_page_of_the_family(client, published):
    result = f"/match/result/?{invoices(published)}&country=de&line=accounts-payable"
    page = Page(client.get(result))
    url = "/families/finance-accounting/?country=de&line=accounts-payable"
    assert page.link("All measures, with sources") == f"{url}#kpis"
