"""The live result: what the answers in a URL say, and why."""

import re

import pytest
from matcher.presenters.result_grid import grid_axes

from matcher.core import Candidate, Label, NextStep, PricingModel, Regime, Source, Stop
from matcher.core.taxonomy.values import Band, PricingRule
from matcher.models import Case
from tests import builders
from tests.web.editions import publish, publish_former, question, small
from tests.web.reading import Page
from tests.web.results import cards, case, decided, inside, result_url, section, warned

pytestmark = pytest.mark.django_db


def result(client, query: str) -> Page:
    response = client.get(f"/match/result/?{query}")
    assert response.status_code == 200
    return Page(response)


def confidence(page: Page) -> str:
    """The word of the only decision, and what it rests on."""
    return page.one("p", class_="confidence").text


# ── The decisions ────────────────────────────────────────────────────────────────────────


def test_a_result_is_three_decisions_with_their_words_of_confidence(client, draft, published):
    page = Page(client.get(result_url(case("A09"))))
    assert decided(page) == {
        "family": "ecommerce-order-ops",
        "delivery": "hybrid",
        "geography": "nearshore",
    }
    assert [inside(page, "h2", card) for card in cards(page)] == [
        ["Service family : Ecommerce and order operations"],
        ["Delivery model : Hybrid"],
        ["Geography : Nearshore"],
    ]
    assert page.texts("p", class_="confidence") == [
        "Clear 6.5 points ahead of Customer operations and support.",
        "Clear 6 points ahead of Managed service.",
        "Likely 2 points ahead of Onshore. From a lead of 3 points on we call it clear.",
    ]
    assert page.title == (
        "Ecommerce and order operations, Hybrid, Nearshore – BPO Service Line Matcher"
    )
    assert page.one("p", class_="eyebrow").text == "Result with edition 1 of 22 November 2026"


def test_every_case_is_shown_with_what_is_expected_of_it(client, draft, published):
    for row in Case.objects.all():
        page = Page(client.get(result_url(case(row.slug))))
        expected = {
            expectation.outcome.axis.slug: expectation.outcome.slug
            for expectation in row.expectations.filter(also=False)
        }
        assert decided(page) == expected, row.slug
        assert {warning.slug for warning in row.warnings.all()} <= set(warned(page)), row.slug


def test_a_decision_says_what_it_means_in_one_sentence(client):
    outcomes = tuple(
        outcome.model_copy(update={"summary": f"All about {outcome.slug}s."})
        for outcome in small().outcomes
    )
    publish(small(outcomes=outcomes))
    assert "All about apples." in cards(result(client, "colour=green"))[0].text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("colour=green", "Close call Only 1 point ahead of Pear: keep both in view."),
        ("colour=green&size=large", "Close call Only 2 points ahead of Pear: keep both in view."),
        (
            "size=large",
            ("Close call Apple and Quince have the same points: 1. Apple is named first only "
            "because it comes first in our list."),
        ),
        ("colour=blue&size=small", ("Likely 5 points ahead of Quince. From a lead of 6 points on "
         "we call it clear.")),
    ],
)  # fmt: skip
def test_the_word_of_confidence_is_explained(client, query, words):
    publish(small())
    assert confidence(result(client, query)) == words


def test_a_clear_lead_with_few_answers_is_likely_and_says_so(client):
    axis = builders.axis("kind", clear_from=100, likely_from=50, full_answers=3)
    publish(small(axes=(axis,)))
    assert confidence(result(client, "size=small")) == (
        "Likely 2 points ahead of Apple. We call it clear from 3 answers about this decision on; "
        "you gave 1."
    )


def test_a_provisional_decision_says_what_it_waits_for(client):
    asked = builders.question("colour", "green", "blue", kind=builders.required("kind"))
    publish(small(questions=(asked, *small().questions[1:])))
    for query in ("size=small", "size=small&colour=not-sure"):
        assert confidence(result(client, query)) == (
            "Provisional It stays provisional until there is an answer to “colour?”. "
            "2 points ahead of Apple."
        )


def test_a_tie_names_both_and_the_answer_that_puts_one_first(client):
    axis = builders.axis("kind", tie_question="size")
    cells = {"colour=green": {"apple": 2, "quince": 1}, "size=large": {"quince": 1}}
    publish(small(axes=(axis,), evidence=builders.evidence("kind", cells)))
    page = result(client, "colour=green&size=large")
    assert decided(page) == {"kind": "quince"}
    assert inside(page, "h2", cards(page)[0]) == ["Kind : Quince or Apple"]
    assert confidence(page) == (
        "Close call Quince and Apple have the same points: 2. Quince is named first, because "
        "your answer to “size?” favours it."
    )
    assert page.title.startswith("Quince or Apple – ")


def test_an_axis_without_any_word_on_it_says_so(client):
    publish(small())
    page = result(client, "taste=sweet")
    assert decided(page) == {"kind": ""}
    assert inside(page, "h2", cards(page)[0]) == ["Kind of thing : Not decided yet"]
    assert confidence(page) == "Open None of your answers says anything about this decision yet."
    assert section(page, "why") == ""
    assert page.title == "Your result – BPO Service Line Matcher"


def test_the_only_one_left_is_clear(client):
    cells = {"colour=blue": {"apple": "x", "pear": "x", "plum": 1, "quince": "x"}}
    publish(small(evidence=builders.evidence("kind", cells)))
    assert confidence(result(client, "colour=blue")) == (
        "Clear It is the only one that your answers leave possible."
    )


def test_what_is_ruled_out_is_listed_apart_with_the_sentence_and_the_answer(client):
    publish(small())
    page = result(client, "colour=blue")
    (apart,) = page.all("section", class_="ruled-out")
    assert inside(page, "dt", apart) == ["Apple", "Pear"]
    assert inside(page, "dd", apart) == [
        "colour=blue and apple. Your answer to “colour?” is “Blue”.",
        "colour=blue and pear. Your answer to “colour?” is “Blue”.",
    ]
    assert [row.text for row in page.all("tr", class_="out")] == [
        "Apple ruled out",
        "Pear ruled out",
    ]


def test_when_all_is_ruled_out_the_answers_that_collide_are_named(client):
    cells = {
        "colour=blue": {"apple": "x", "pear": "x"},
        "size=small": {"plum": "x", "quince": "x", "apple": "x"},
    }
    publish(small(evidence=builders.evidence("kind", cells)))
    page = result(client, "colour=blue&size=small")
    assert decided(page) == {"kind": ""}
    assert inside(page, "h2", cards(page)[0]) == ["Kind of thing : Nothing is left"]
    assert confidence(page).startswith("Open Your answers collide")
    (apart,) = page.all("section", class_="ruled-out")
    assert inside(page, "dt", apart) == ["Apple", "Pear", "Plum", "Quince"]
    assert inside(page, "dd", apart)[0] == (
        "colour=blue and apple. Your answer to “colour?” is “Blue”. "
        "size=small and apple. Your answer to “size?” is “Small”."
    )


def test_answers_that_describe_no_one_kind_of_work_are_told_to_split_it(client):
    publish(small(axes=(builders.axis("kind", unclear_below=400, full_answers=1),)))
    split = cards(result(client, "colour=green"))[0].text
    assert "even the best fit has only 3 points. Split the scope" in split
    assert "Split" not in cards(result(client, "colour=green&size=large"))[0].text


# ── Is it ready ──────────────────────────────────────────────────────────────────────────


def fit_taxonomy(**changes):
    """Two drivers, the first of them required, and two stops."""
    return small(
        **{
            "drivers": (
                builders.driver("paper", "colour", 60, required=True, not_sure=2, green=9, blue=4),
                builders.driver("flow", "size", 40, small=6, large=1),
            ),
            "verdicts": builders.verdicts("go", "slow", "wait"),
            "bands": (Band(minimum=75, verdict="go"), Band(minimum=0, verdict="wait")),
            "warnings": (
                builders.warning("sour", "taste = sour"),
                builders.warning("large", "size = large"),
            ),
            "stops": (
                Stop(slug="large", condition="size = large", verdict="wait", warning="large"),
                Stop(
                    slug="sour",
                    condition="taste = sour and colour = green",
                    verdict="slow",
                    warning="sour",
                    at_most=True,
                ),
            ),
            **changes,
        }
    )


def test_the_verdict_is_beside_its_score_on_a_scale_of_bands(client):
    publish(fit_taxonomy())
    page = result(client, "colour=green&size=small")
    assert page.one("p", class_="verdict").text == "Go"
    assert page.one("p", class_="score").text == "7.8 of 10"
    assert page.texts("ul", class_="bands") == ["0.0 to 7.4 Wait 7.5 to 10.0 Go"]
    assert [item.text for item in page.all("li", **{"aria-current": "true"})] == ["7.5 to 10.0 Go"]
    bands = page.all("rect", class_="band")
    assert [(band["x"], band["width"]) for band in bands] == [("0", "75"), ("75", "25")]
    assert page.one("line", class_="mark")["x1"] == "78"
    rows = [row.text for row in page.all("tr") if "%" in row.text]
    assert rows == ["Paper Green 9 60 %", "Flow Small 6 40 %"]


def test_no_verdict_is_given_before_the_required_answers_and_it_says_which(client):
    publish(fit_taxonomy())
    page = result(client, "size=small")
    assert page.one("p", class_="verdict").text == "No verdict yet"
    assert "It needs an answer to “colour?”." in section(page, "fit")
    assert "Left out of the score, because there is no answer to count: Paper." in section(
        page, "fit"
    )


def test_not_sure_counts_where_the_driver_says_so_and_is_left_out_and_named_elsewhere(client):
    publish(fit_taxonomy())
    page = result(client, "colour=not-sure&size=not-sure")
    rows = [row.text for row in page.all("tr") if "%" in row.text]
    assert rows == ["Paper I’m not sure 2 60 %", "Flow I’m not sure left out 40 %"]
    assert page.one("p", class_="score").text == "2.0 of 10"
    assert section(page, "fit").endswith("no answer to count: Flow.")


def test_a_stop_that_holds_says_that_it_overrides_the_score(client):
    publish(fit_taxonomy())
    page = result(client, "colour=green&size=large&taste=sour")
    text = section(page, "fit")
    assert page.one("p", class_="verdict").text == "Wait"
    assert "Large sets the verdict, whatever the score: Wait" in text
    assert "Sour limits the verdict to: Slow" in text
    assert "The score alone would say" not in text  # it says Wait, too


def test_a_cap_says_what_the_score_alone_would_say(client):
    publish(fit_taxonomy())
    page = result(client, "colour=green&size=small&taste=sour")
    assert page.one("p", class_="verdict").text == "Slow"
    assert "The score alone would say: Go." in section(page, "fit")


def test_warnings_of_hard_stops_come_first_and_the_rest_in_the_order_of_the_table(client):
    publish(fit_taxonomy())
    page = result(client, "colour=blue&size=large&taste=sour")
    assert warned(page) == ["large", "sour"]
    assert section(page, "warnings") == ("What to watch out for Hard stop Large large! Sour sour!")
    assert section(result(client, "colour=blue&size=small"), "warnings") == ""


# ── Why ──────────────────────────────────────────────────────────────────────────────────


def reasons(page: Page) -> list[list[str]]:
    """The rows of each axis: the points, the sentence and the answer."""
    return [
        [row.text for row in page.all("tr") if table in row.inside]
        for table in page.all("table", class_="reasons")
    ]


def test_the_reasons_stand_in_the_order_of_their_weight_and_add_up(client):
    extra = builders.combination("both", "kind", "colour = green and taste = sour", apple=1.5)
    cells = {
        "colour=green": {"apple": 3, "pear": 2},
        "size=large": {"apple": -1},
        "taste=sour": {"apple": -3},
    }
    publish(small(evidence=builders.evidence("kind", cells), combinations=(extra,)))
    page = result(client, "colour=green&size=large&taste=sour")
    assert reasons(page) == [
        [
            "Points Reason",
            "What speaks for it",
            "+3 colour=green and apple. colour? Green",
            "+1.5 both: apple. Several of your answers together",
            "What speaks against it",
            "−1.5 taste=sour and apple. taste? Sour",
            "−1 size=large and apple. size? Large",
            "2 points in all",
        ]
    ]


def test_the_points_of_every_case_add_up_on_every_axis(client, draft, published):
    for row in Case.objects.all():
        for rows in reasons(Page(client.get(result_url(case(row.slug))))):
            matches = [re.match(r"[+−]?[\d.]+", text) for text in rows]
            *parts, total = [float(match[0].replace("−", "-")) for match in matches if match]
            assert sum(parts) == total, row.slug


def test_the_full_ranking_is_there_in_numbers_and_bars(client):
    publish(small())
    page = result(client, "colour=green&size=large")
    table = page.one("table", class_="ranking")
    rows = [row for row in page.all("tr") if table in row.inside][1:]
    assert [row.text for row in rows] == ["Apple 4", "Pear 2", "Quince 1", "Plum −3"]
    bars = [rect for rect in page.all("rect") if table in rect.inside]
    assert [bar["width"] for bar in bars] == ["100", "50", "25", "0"]


# ── What is unknown ──────────────────────────────────────────────────────────────────────


def test_open_and_unsure_questions_lead_to_an_answer_and_back_to_the_result(client):
    publish(small())
    page = result(client, "colour=green&size=not-sure")
    assert section(page, "unknown") == (
        "What is still unknown, and whether it matters What an answer to each question could "
        "change by itself, the most important first. "
        "size? I’m not sure It cannot change what comes first by itself. "
        "taste? It cannot change what comes first by itself. Go on with the questions"
    )
    kept = "?colour=green&size=not-sure&then=result"
    assert page.link("taste?") == f"/match/taste/{kept}"
    assert page.link("size?") == f"/match/size/{kept}"


def test_it_says_that_nothing_is_unknown_when_all_is_known(client):
    publish(small())
    page = result(client, "colour=green&size=large&taste=sour")
    assert "Nothing: every question has an answer." in section(page, "unknown")


# ── What follows ─────────────────────────────────────────────────────────────────────────


def test_the_service_lines_nearest_to_the_answers_come_first(client, draft, published):
    page = Page(client.get(result_url(case("A09"))))
    family = published.taxonomy.index.outcome_by_slug["family", "ecommerce-order-ops"]
    given = case("A09")
    counts = {
        line.name: sum(given[answer.question] == answer.option for answer in line.typical)
        for line in family.service_lines
    }
    lines = page.one("ol", class_="lines")
    shown = inside(page, "h4", lines)
    assert sorted(shown) == sorted(counts)
    assert [counts[name] for name in shown] == sorted(counts.values(), reverse=True)
    assert counts[shown[0]] == 4
    assert inside(page, "p", lines)[0] == "You gave 4 of its 4 typical answers."
    tasks = {task for line in family.service_lines for task in line.tasks}
    assert tasks <= set(inside(page, "li", lines))


def test_the_content_of_the_family_follows_with_ranges_and_sources(client, draft, published):
    page = Page(client.get(result_url(case("A09"))))
    text = section(page, "follows")
    family = published.taxonomy.index.outcome_by_slug["family", "ecommerce-order-ops"]
    assert text.startswith("What follows from Ecommerce and order operations")
    for kpi in family.kpis:
        assert kpi.name in text
        assert kpi.range in text
        assert kpi.range_note in text
        for source in kpi.sources:
            assert page.link(source.title).startswith("https://")
    for criterion in family.profile.shortlist:
        assert criterion in text
    for confusion in family.confusions:
        assert confusion.tell_apart in text
        assert page.link(confusion.other_name) == f"/families/{confusion.other}/"
    assert page.link("All about Ecommerce and order operations") == "/families/ecommerce-order-ops/"


def test_preparation_takes_the_place_of_the_shortlist_where_the_verdict_says_wait(
    client, draft, published
):
    page = Page(client.get(result_url(case("A20"))))
    text = section(page, "follows")
    steps = [step.text for step in published.taxonomy.next_steps if step.verdict == "keep"]
    assert "The fit check says “Keep the deciding part”." in text
    assert "Criteria for a shortlist" not in text
    assert len(steps) == 1
    assert page.text.count(steps[0]) == 1


def rules():
    model = PricingModel(
        slug="flat", name="Flat", fits="Small.", avoid="Large.", behaviour="Calm.", safeguards="A."
    )
    return {
        "pricing_models": (model, model.model_copy(update={"slug": "unit", "name": "Unit"})),
        "pricing_rules": (
            PricingRule(slug="a", condition="size = large", model="unit", sentence="It is large."),
            PricingRule(slug="b", condition="colour = green", model="flat", sentence="Green."),
            PricingRule(slug="c", condition="kind = apple", model="unit", sentence="An apple."),
        ),
        "regimes": (
            Regime(
                slug="peel",
                name="Peel act",
                triggered_by="Peeling.",
                changes="Gloves.",
                condition="kind = apple, pear",
                sources=(Source(title="The act", url="https://example.org/act", grade="A"),),
            ),
            Regime(
                slug="pit", name="Pit act", triggered_by="", changes="", condition="kind = plum"
            ),
        ),
    }


def test_all_pricing_rules_that_hold_suggest_their_model_with_their_reasons(client):
    publish(small(**rules()))
    page = result(client, "colour=green&size=large")
    models = [details.text for details in page.all("details") if "Safeguards" in details.text]
    rest = "Fits when Small. Avoid when Large. Behaviour it creates Calm. Safeguards A."
    assert models == [f"Unit It is large. An apple. {rest}", f"Flat Green. {rest}"]
    assert "Pricing models" not in result(client, "colour=blue").text


def test_rules_that_the_answers_touch_are_hints_with_their_sources(client):
    publish(small(**rules()))
    page = result(client, "colour=green")
    text = section(page, "already")
    assert "not legal advice" in text
    assert "Peel act Touched by: Peeling. Gloves. Sources: The act (A)" in text
    assert "Pit act" not in text
    assert page.link("The act") == "https://example.org/act"


def test_the_grid_shows_where_the_match_sits_and_what_is_ruled_out(client, draft, published):
    answers = case("A09") | {"data_location": "must-stay-region"}
    page = Page(client.get(result_url(answers)))
    grid = page.one("table", class_="place-grid")
    rows = [inside(page, "td", row) for row in page.all("tr") if grid in row.inside]
    assert inside(page, "th", grid)[:4] == ["Onshore", "Nearshore", "Offshore", "Multi-shore mix"]
    assert rows[1:] == [
        ["Possible", "Possible", "Ruled out", "Possible"],
        ["Possible", "Possible", "Ruled out", "Possible"],
        ["Possible", "Possible", "Ruled out", "Possible"],
        ["Possible", "Your match", "Ruled out", "Possible"],
    ]


@pytest.mark.parametrize(
    ("slugs", "sides"),
    [(["up"], None), (["up", "left"], ("up", "left")), (["up", "left", "in"], ("up", "left"))],
)
def test_the_grid_has_the_first_two_axes_without_families_as_its_sides(slugs, sides):
    taxonomy = builders.taxonomy(
        axes=[builders.axis(slug) for slug in slugs],
        outcomes={slug: ["yes", "no"] for slug in slugs},
        questions=[],
    )
    axes = grid_axes(taxonomy)
    assert (axes and tuple(axis.slug for axis in axes)) == sides


def test_the_next_steps_are_those_of_always_of_the_verdict_and_of_each_axis(client):
    steps = (
        NextStep(text="Always [read](https://example.org)."),
        NextStep(text="Now go.", verdict="go"),
        NextStep(text="Now wait.", verdict="wait"),
        NextStep(text="Mind the kind.", axis="kind"),
    )
    publish(fit_taxonomy(next_steps=steps))
    assert section(result(client, "colour=green&size=small"), "steps") == (
        "Next steps In any case Always read . Go Now go. To check: Kind of thing Mind the kind."
    )
    waiting = result(client, "colour=blue&size=large")
    assert section(waiting, "steps") == (
        "Next steps In any case Always read . To check: Kind of thing Mind the kind."
    )
    assert section(waiting, "already").endswith("These steps take the place of criteria for "
                                                "providers: Now wait.")  # fmt: skip


def test_a_label_says_what_it_leaves_open_beside_the_result(client):
    label = Label(
        slug="fruit",
        names=("fruit", "top fruit"),
        meaning="What grows on trees",
        asks="Which tree?",
        axis="kind",
        candidates=(Candidate(outcome="apple"),),
    )
    publish(small(labels=(label,)))
    page = result(client, "colour=green&label=fruit")
    text = section(page, "label")
    assert text.startswith("You started from: fruit, top fruit It usually means: What grows on")
    assert "Your answers point to Apple, one of the things that it may mean." in text
    assert page.link("More about this label") == "/labels/#fruit"
    other = section(result(client, "colour=blue&label=fruit"), "label")
    assert "Your answers point to Plum, which is not what it usually means." in other
    assert section(result(client, "colour=green"), "label") == ""


# ── Nothing, and nothing but not sure ────────────────────────────────────────────────────


def test_without_an_answer_there_is_a_way_to_begin_and_no_form(client):
    publish(small())
    page = result(client, "label=fruit")
    assert page.texts("h1") == ["No result yet"]
    assert page.link("Start with the first question") == "/match/?label=fruit"
    assert decided(page) == {"kind": ""}
    assert page.all("form") == []


def test_not_sure_everywhere_is_a_page_that_says_whom_to_ask(client):
    publish(small())
    page = result(client, "colour=not-sure&size=not-sure")
    assert "So far every answer is “I’m not sure”" in page.text
    assert decided(page) == {"kind": ""}
    assert "colour? I’m not sure An answer could put first: " in section(page, "unknown")
    assert "every answer is" not in result(client, "colour=not-sure&size=large").text


# ── The page itself ──────────────────────────────────────────────────────────────────────


def test_what_could_not_be_used_is_named_and_stays_text(client):
    publish_former("shape")
    response = client.get("/match/result/?colour=green&size=<script>alert(1)</script>&shape=round")
    page = Page(response)
    notice = page.one("div", class_="notice--caution").text
    assert "“<script>alert(1)</script>” is not, or no longer, an answer to “size?”" in notice
    assert "“shape” is no longer one of the questions." in notice
    assert b"<script>alert" not in response.content


def test_html_in_a_taxonomy_stays_text(client):
    bad = "<b onclick=alert(1)>"
    tasted = question("taste", "sour").model_copy(update={"prompt": bad})
    outcomes = tuple(outcome.model_copy(update={"name": bad}) for outcome in small().outcomes)
    cells = builders.evidence("kind", {"taste=sour": {"apple": 3, "pear": "x"}})
    evil = tuple(cell.model_copy(update={"sentence": bad}) for cell in cells)
    warning = builders.warning("bad", "taste = sour").model_copy(update={"title": bad, "text": bad})
    publish(small(questions=(tasted,), outcomes=outcomes, evidence=evil, warnings=(warning,)))
    response = client.get("/match/result/?taste=sour")
    assert bad.encode() not in response.content
    assert response.content.count(b"&lt;b onclick") > 5


def test_a_result_takes_one_query_and_sets_no_cookie(
    client, draft, published, django_assert_num_queries
):
    asked = result_url(case("A09"))
    with django_assert_num_queries(1):
        response = client.get(asked)
    assert response.cookies == {}
    assert "Cookie" not in response.headers["Vary"]


def test_a_result_is_kept_out_of_search_engines(client):
    publish(small())
    for query in ("colour=green", ""):
        page = result(client, query)
        assert page.one("meta", name="robots")["content"] == "noindex"


def test_htmx_gets_the_fragment_and_the_history_the_whole_page(client):
    publish(small())
    asked = "/match/result/?colour=green"
    fragment = client.get(asked, headers={"HX-Request": "true"})
    restored = client.get(
        asked, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
    )
    assert Page(fragment).all("html") == []
    assert decided(Page(fragment)) == {"kind": "apple"}
    assert len(Page(restored).all("html")) == 1
    assert "HX-Request" in fragment.headers["Vary"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_result_can_only_be_read(client, method):
    publish(small())
    response = getattr(client, method)("/match/result/?colour=green")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"


def test_before_anything_is_published_the_page_says_so(client, db):
    response = client.get("/match/result/?colour=green")
    assert response.status_code == 503
    assert "Nothing has been published yet" in Page(response).text


def test_a_url_too_long_to_read_is_refused_with_a_page(client):
    publish(small())
    response = client.get(f"/match/result/?colour={'x' * 10_000}")
    assert response.status_code == 400
    assert Page(response).texts("h1") == ["This address cannot be read"]
