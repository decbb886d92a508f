"""What a holder of a result can say in a meeting: every point, the runner-up, what would tip it."""

import pytest

from tests import builders
from tests.web.editions import publish, small
from tests.web.reading import Page
from tests.web.results import case, result_url, section

pytestmark = pytest.mark.django_db


CLOSE = (
    "served=partner-supplier&work_kind=knowledge-heavy&judgment=moderate-exceptions"
    "&regulation=high&object=purchases-shipments&systems=erp-purchasing&channels=work-queue"
    "&volume_pattern=low-varied&control=we-direct&data_location=must-stay-country"
    "&language_time=round-the-clock&priority=close-control&readiness=documented-only"
    "&sensitivity=routine"
)


def test_while_two_are_close_the_question_that_tells_them_apart_is_offered(client, published):
    page = Page(client.get(f"/match/result/?{CLOSE}"))
    border = published.taxonomy.index.question_by_slug["invoice-or-purchase"]
    assert page.link(border.prompt) == f"/match/invoice-or-purchase/?{CLOSE}&then=result"
    answered = Page(client.get(f"/match/result/?{CLOSE}&invoice-or-purchase=about-half"))
    assert border.prompt not in section(answered, "tipping")


def result(client, query: str) -> Page:
    return Page(client.get(f"/match/result/?{query}"))


def test_the_runner_up_is_named_with_its_margin_and_the_three_most_plausible_tips(
    client, draft, published
):
    page = Page(client.get(result_url(case("A13"))))
    text = section(page, "tipping")
    assert "Industry-specific processes" in text
    assert "No single answer, changed by itself, would put anything else first." in text
    assert "Geography : Nearshore Onshore comes next, 1 point behind." in text
    assert "5 more answers would tip it" in text


def test_a_tip_is_a_sentence_about_the_work(client, draft, published):
    text = section(Page(client.get(result_url(case("A13")))), "tipping")
    assert (
        "If you set the priorities of named people each day, this would be Dedicated team." in text
    )


def test_without_a_decision_there_is_no_runner_up(client):
    publish(small())
    assert section(result(client, "colour=not-sure"), "tipping") == ""


def test_an_outcome_that_is_the_only_one_left_has_no_rival(client):
    publish(
        small(
            evidence=builders.evidence(
                "kind", {"colour=green": {"apple": 1, "pear": "x", "plum": "x", "quince": "x"}}
            )
        )
    )
    text = section(result(client, "colour=green"), "tipping")
    assert "There is no rival: your answers rule out everything else." in text


def test_every_point_of_every_outcome_can_be_added_up(client, draft, published):
    page = Page(client.get(result_url(case("A09"))))
    titles = page.texts("summary")
    assert "Every point of Ecommerce and order operations" in titles
    assert {
        f"Why not {outcome.name}?"
        for outcome in published.taxonomy.outcomes
        if outcome.slug not in ("ecommerce-order-ops", "hybrid", "nearshore")
    } <= set(titles)
    rows = page.texts("tr")
    assert (
        "What lands in the team's queue? Orders, returns and listings +3 × 2 +6 Orders, returns, "
        "listings and seller accounts are the daily material of shop operations."
    ) in rows
    assert "In all 18.5" in rows
    assert (
        "Several of your answers together +3 Contact handling and order processing belong to one "
        "operating model, so neither half should be bought alone."
    ) in rows


def test_unknowns_are_sorted_by_what_they_are_worth(client, draft, published):
    answers = case("A13")
    for slug in ("priority", "channels"):
        del answers[slug]
    answers["control"] = "not-sure"
    page = Page(client.get(result_url(answers)))
    text = section(page, "unknown")
    assert "It cannot change what comes first by itself." in text
    order = [
        published.taxonomy.index.question_by_slug[slug].prompt for slug in ("control", "channels")
    ]
    assert text.index(order[0]) < text.index(order[1])


def test_what_is_ruled_out_in_the_grid_says_why(client, draft, published):
    answers = case("A15")
    text = section(Page(client.get(result_url(answers))), "grid")
    assert "Ruled out" in text
    assert "Ruled out: data or people would leave the country." in text


def test_a_social_preview_of_a_shared_result_tells_no_answers(client, draft, published):
    response = client.post("/results/", case("A09") | {"edition": "1", "title": "Returns"})
    page = Page(client.get(response["Location"].removesuffix("created/")))
    previews = [meta["content"] for meta in page.all("meta") if "property" in meta.attributes]
    assert previews == [
        "Returns",
        (
            "What kind of outsourcing is this work, how should it be delivered, and from where? A "
            "result with its reasons."
        ),
        "website",
    ]
