"""The live result: the answer in one block, the decisions, and whether the work is ready."""

import pytest

from matcher.core import Example, NextStep, Stop
from matcher.core.taxonomy.values import Band, TypicalAnswer, Verdict
from matcher.draft.cases import all_cases
from tests import builders
from tests.web.editions import publish, publish_former, question, small
from tests.web.reading import Page
from tests.web.results import (
    case,
    dead_anchors,
    decided,
    empty_tables,
    headings,
    part,
    result_url,
    rows,
    sentence,
    stopped,
    strips,
    verdict,
    warned,
    with_mark,
)

pytestmark = pytest.mark.django_db


def result(client, query: str) -> Page:
    response = client.get(f"/match/result/?{query}")
    assert response.status_code == 200
    return Page(response)


# ── The answer ───────────────────────────────────────────────────────────────────────────


def test_a_result_is_one_sentence_with_a_verdict_and_a_decision_an_axis(client, draft, published):
    page = Page(client.get(result_url(case("A07"))))
    assert sentence(page) == (
        "This work is procurement and supply-chain support. Run it as a managed service, offshore, "
        "with AI and a provider’s people. It is ready to hand over."
    )
    assert (page.one("p", class_="pill").text, verdict(page)) == ("Ready to outsource", "ready")
    assert page.one("p", class_="dial").text == "8.6 of 10"
    assert decided(page) == {
        "family": "procurement-supply-chain",
        "delivery": "managed-service",
        "geography": "offshore",
        "route": "provider-with-ai",
    }
    assert strips(page) == [
        (
            "Service family Procurement and supply-chain support Likely "
            "then Finance and accounting operations, 5 behind"
        ),
        "Delivery model Managed service Clear then Dedicated team, 11.5 behind",
        "Geography Offshore Clear then Nearshore, 3 behind",
        (
            "Route A provider with people and AI, paid per result Clear "
            "then Software or AI you run, 6 behind"
        ),
    ]
    assert page.title == (
        "Ready to outsource: procurement and supply-chain support, as a managed service, offshore, "
        "with AI and a provider’s people – BPO Service Line Matcher"
    )
    assert page.one("p", class_="colophon").text == "Edition 1, 22 November 2026 · How we decide"


def test_the_parts_stand_in_the_order_in_which_they_are_needed_and_only_why_is_open(
    client, draft, published
):
    page = Page(client.get(result_url(case("A09"))))
    assert headings(page) == [
        "Why",
        "What would change it",
        "Watch out",
        "How to buy it",
        "How to run it",
        "Next steps",
    ]
    parts = page.all("details", class_="part")
    assert [each["id"] for each in parts if "open" in each.attributes] == ["why"]


def test_every_case_is_shown_with_what_is_expected_of_it(client, draft, published):
    for each in all_cases():
        page = Page(client.get(result_url(case(each.slug))))
        firsts = decided(page)
        for expected in each.expected:
            may_be = (expected.outcome, *expected.also)
            assert expected.disagrees or firsts[expected.axis] in may_be, each.slug
        assert {*each.warnings} <= {*warned(page)}, each.slug
        assert (empty_tables(page), dead_anchors(page)) == ([], []), each.slug


def test_work_that_should_stay_says_so_in_its_first_words(client, draft, published):
    page = Page(client.get(result_url(case("A20"))))
    assert sentence(page) == (
        "Keep the deciding part in house. This work is a knowledge-intensive specialist service. "
        "Hand over support tasks at most, as a dedicated team, onshore, "
        "beside your own people."
    )
    assert page.title.startswith(
        "Keep the deciding part: You would rather keep it: a knowledge-intensive specialist service"
    )
    assert page.one("p", class_="concern").text == (
        "Hard stop: “You would rather keep it” and 3 more to watch"
    )
    assert stopped(page) == ["stay-ours", "keep-core", "document-first"]


def test_an_example_tells_its_story_under_its_title(client):
    example = Example(
        slug="crate",
        title="A crate of apples",
        text="They are [green](https://example.org).",
        answers=(TypicalAnswer(question="colour", option="green"),),
    )
    publish(small(examples=(example,)))
    page = result(client, "colour=green")
    assert page.one("p", class_="work-name").text == "Example: A crate of apples"
    assert page.one("p", class_="story").text == "The story: They are green ."
    for other in ("colour=blue", "colour=green&size=large"):
        assert result(client, other).all("p", class_="story") == []


def test_the_name_of_the_work_is_a_field_that_the_server_never_learns(client):
    publish(small())
    page = result(client, "colour=green&name=Secret+project&title=Secret+project")
    field = page.one("input", id="work-name")
    assert {"name", "value"}.isdisjoint(field.attributes)
    assert field["maxlength"] == "120"
    assert "Secret" not in page.text
    (start,) = [link for link in page.all("a") if "data-new-process" in link.attributes]
    assert (start.text, start["href"]) == ("New process", "/match/")


# ── The decisions ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("query", "strip", "because"),
    [
        (
            "colour=green",
            "Apple Close call then Pear, 1 behind",
            "Only 1 point ahead of Pear: keep both in view.",
        ),
        (
            "colour=green&size=large",
            "Apple Close call then Pear, 2 behind",
            "Only 2 points ahead of Pear: keep both in view.",
        ),
        (
            "size=large",
            "Apple or Quince Close call equal points",
            (
                "Apple and Quince have the same points: 1. Apple is named first only because it "
                "comes first in our list."
            ),
        ),
        (
            "colour=blue&size=small",
            "Plum Likely then Quince, 5 behind",
            "5 points ahead of Quince. From a lead of 6 points on we call it clear.",
        ),
    ],
)
def test_a_decision_says_how_sure_it_is_and_why(client, query, strip, because):
    publish(small())
    page = result(client, query)
    assert strips(page) == [f"Kind of thing {strip}"]
    assert page.texts("p", class_="because") == [because]


def test_how_sure_a_decision_is_can_be_counted_in_dots(client):
    publish(small())
    page = result(client, "colour=blue&size=small")
    (dots,) = page.all("span", class_="dots")
    filled = [each for each in page.all("span", class_="filled") if dots in each.inside]
    assert len(filled) == 3


def test_a_clear_lead_with_few_answers_is_likely_and_says_so(client):
    axis = builders.axis("kind", clear_from=100, likely_from=50, full_answers=3)
    publish(small(axes=(axis,)))
    assert result(client, "size=small").texts("p", class_="because") == [
        (
            "2 points ahead of Apple. We call it clear from 3 answers about this decision on; "
            "you gave 1."
        )
    ]


def test_a_provisional_decision_says_what_it_waits_for(client):
    asked = builders.question("colour", "green", "blue", kind=builders.required("kind"))
    publish(small(questions=(asked, *small().questions[1:])))
    for query in ("size=small", "size=small&colour=not-sure"):
        page = result(client, query)
        assert strips(page) == ["Kind of thing Plum Provisional then Apple, 2 behind"]
        assert page.texts("p", class_="because") == [
            "It stays provisional until there is an answer to “colour?”. 2 points ahead of Apple."
        ]


def test_a_tie_names_both_and_the_answer_that_puts_one_first(client):
    axis = builders.axis("kind", tie_question="size")
    cells = {"colour=green": {"apple": 2, "quince": 1}, "size=large": {"quince": 1}}
    publish(small(axes=(axis,), evidence=builders.evidence("kind", cells)))
    page = result(client, "colour=green&size=large")
    assert decided(page) == {"kind": "quince"}
    assert sentence(page) == "It would be run Quince or Apple."
    assert strips(page) == ["Kind Quince or Apple Close call equal points"]
    assert page.texts("p", class_="because") == [
        (
            "Quince and Apple have the same points: 2. Quince is named first, because your answer "
            "to “size?” favours it."
        )
    ]
    assert page.title.startswith("No verdict yet: Quince or Apple – ")


def test_the_only_one_left_is_clear(client):
    cells = {"colour=blue": {"apple": "x", "pear": "x", "plum": 1, "quince": "x"}}
    publish(small(evidence=builders.evidence("kind", cells)))
    page = result(client, "colour=blue")
    assert strips(page) == ["Kind of thing Plum Clear nothing else is possible"]
    assert page.texts("p", class_="because") == [
        "It is the only one that your answers leave possible."
    ]


def test_what_is_ruled_out_is_named_with_the_sentence_and_the_answer(client):
    publish(small())
    assert result(client, "colour=blue").texts("p", class_="ruled-out") == [
        "Not possible: Apple. colour=blue and apple. Your answer to “colour?” is “Blue”.",
        "Not possible: Pear. colour=blue and pear. Your answer to “colour?” is “Blue”.",
    ]


COLLIDING = builders.evidence(
    "kind",
    {
        "colour=blue": {"apple": "x", "pear": "x"},
        "size=small": {"plum": "x", "quince": "x", "apple": "x"},
    },
)


def test_when_all_is_ruled_out_the_answers_that_collide_are_named(client):
    """Beside an axis on which something is first."""
    use = builders.question("use", "pie", other=1)
    publish(
        small(
            axes=(*small().axes, builders.axis("other")),
            outcomes=(*small().outcomes, *OTHER.outcomes),
            questions=(*small().questions, use),
            evidence=(*COLLIDING, *OTHER.evidence),
        )
    )
    page = result(client, "colour=blue&size=small&use=pie")
    assert decided(page) == {"kind": "", "other": "bake"}
    assert strips(page)[0] == "Kind of thing Nothing is left your answers rule out every one"
    assert page.texts("p", class_="because")[0].startswith("Your answers collide")
    assert page.texts("p", class_="ruled-out")[0] == (
        "Not possible: Apple. colour=blue and apple. Your answer to “colour?” is “Blue”. "
        "size=small and apple. Your answer to “size?” is “Small”."
    )
    assert "Kind of thing" not in part(page, "change")
    assert (empty_tables(page), dead_anchors(page)) == ([], [])


OTHER = builders.taxonomy(
    axes=[builders.axis("other")],
    outcomes={"other": ["bake", "sell"]},
    questions=[],
    evidence=builders.evidence("other", {"use=pie": {"bake": 1}}),
)


def test_when_nothing_but_a_collision_is_there_it_is_still_explained(client):
    publish(small(evidence=COLLIDING))
    page = result(client, "colour=blue&size=small")
    assert decided(page) == {"kind": ""}
    assert strips(page) == ["Kind of thing Nothing is left your answers rule out every one"]
    assert len(page.texts("p", class_="ruled-out")) == 4
    assert dead_anchors(page) == []


def test_answers_that_describe_no_one_kind_of_work_are_told_to_split_it(client):
    publish(small(axes=(builders.axis("kind", unclear_below=400, full_answers=1),)))
    split = part(result(client, "colour=green"), "why-kind")
    assert "even the best fit has only 3 points. Split the scope" in split
    assert "Split" not in part(result(client, "colour=green&size=large"), "why-kind")


# ── Is it ready ──────────────────────────────────────────────────────────────────────────

WORDED = tuple(
    Verdict.model_validate({"text": f"{words['name']}, really.", **words})
    for words in (
        {
            "slug": "go",
            "name": "Go",
            "severity": 0,
            "proceeds": True,
            "run": "Peel it as",
            "closing": "Enjoy.",
            "tint": "go",
        },
        {"slug": "slow", "name": "Slow", "severity": 1, "proceeds": True, "tint": "pilot"},
        {
            "slug": "wait",
            "name": "Wait",
            "severity": 2,
            "proceeds": False,
            "opening": "Not before it is ripe.",
            "run": "Then peel it as",
            "tint": "not-yet",
        },
    )
)


def fit_taxonomy(**changes):
    """Two drivers, the first of them required, and two stops, of which one only caps."""
    return small(
        **{
            "drivers": (
                builders.driver("paper", "colour", 60, required=True, green=9, blue=4),
                builders.driver("flow", "size", 40, small=6, large=1),
            ),
            "verdicts": WORDED,
            "bands": (Band(minimum=75, verdict="go"), Band(minimum=0, verdict="wait")),
            "warnings": (
                builders.warning("ripe", "size = large"),
                builders.warning("large", "size = large"),
                builders.warning("sour", "taste = sour"),
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


def test_the_verdict_speaks_in_the_sentence_with_its_score_and_its_tint(client):
    publish(fit_taxonomy())
    page = result(client, "colour=green&size=small")
    (block,) = with_mark(page, "data-verdict")
    assert block["class"] == "answer tint-go"
    assert (verdict(page), page.one("p", class_="pill").text) == ("go", "Go")
    assert sentence(page) == "Peel it as Apple. Enjoy."
    assert page.one("p", class_="dial").text == "7.8 of 10"
    assert page.one("circle", class_="dial-score")["stroke-dasharray"] == "78 100"
    assert page.title.startswith("Go: Apple – ")
    assert page.all("p", class_="concern") == []


def test_what_the_score_is_made_of_can_be_added_up(client):
    publish(fit_taxonomy())
    page = result(client, "colour=green&size=small")
    assert rows(page, "Score: 7.8 of 10, the mean of these, each counted by its weight") == [
        "Paper Green 9 60 %",
        "Flow Small 6 40 %",
    ]
    text = part(page, "why-verdict")
    assert text.startswith("Whether to hand it over: Go Go, really.")
    assert text.endswith("What a score means 0.0 to 7.4 Wait 7.5 to 10.0 Go")
    assert page.texts("li", **{"aria-current": "true"}) == ["7.5 to 10.0 Go"]


@pytest.mark.parametrize("query", ["size=small", "size=small&colour=not-sure"])
def test_before_the_required_answers_there_is_no_verdict_and_no_number(client, query):
    publish(fit_taxonomy())
    page = result(client, query)
    assert (verdict(page), page.one("p", class_="pill").text) == ("open", "No verdict yet")
    assert sentence(page) == "It would be run Plum."
    assert page.all("p", class_="dial") == []
    assert page.title.startswith("No verdict yet: Plum – ")
    assert page.one("p", class_="needs").text == "For a verdict, answer: colour?"
    kept = "&".join(sorted(query.split("&")))
    assert page.link("colour?") == f"/match/colour/?{kept}&then=result"
    text = part(page, "why-verdict")
    assert "It needs an answer to “colour?”." in text
    assert "Score" not in text
    assert page.all("li", **{"aria-current": "true"}) == []


def test_an_answer_that_nobody_has_is_left_out_of_the_score_and_named(client):
    publish(fit_taxonomy())
    for query, shown in [
        ("colour=green&size=not-sure", "I’m not sure"),
        ("colour=green", "Not answered"),
    ]:
        page = result(client, query)
        caption = "Score: 9.0 of 10, the mean of these, each counted by its weight"
        assert rows(page, caption) == ["Paper Green 9 60 %", f"Flow {shown} left out 40 %"]
        assert "because there is no answer to count: Flow." in part(page, "why-verdict")


def test_a_hard_stop_stands_under_the_verdict_and_in_the_title_and_leads_to_its_warning(client):
    publish(fit_taxonomy())
    page = result(client, "colour=green&size=large&taste=sour")
    assert (verdict(page), stopped(page)) == ("wait", ["large", "sour"])
    assert sentence(page) == "Not before it is ripe. Then peel it as Apple."
    assert page.title.startswith("Wait: Large: Apple – ")
    (line,) = page.all("p", class_="concern")
    assert (line.text, line["data-stop"]) == ("Hard stop: “Large” and 2 more to watch", "large")
    assert page.link("Hard stop: “Large”") == "#watch-large"
    assert page.link("and 2 more to watch") == "#watch"
    text = part(page, "why-verdict")
    assert "Large sets the verdict, whatever the score" in text
    assert "Sour limits the verdict to: Slow" in text
    assert "The score alone would say" not in text  # it says Wait, too


def test_the_title_of_a_stop_is_quoted_and_never_read_as_one_phrase_with_what_it_is(
    client, draft, published
):
    page = Page(client.get(result_url(case("A05"))))
    assert page.link("Hard stop: “Stop and settle”") == "#watch-stabilise-first"
    assert "Hard stop: “Stop and settle” The process is moving." in part(page, "watch")


def test_the_stop_under_the_verdict_is_the_one_that_gave_it_wherever_it_stands(client):
    strong, cap = fit_taxonomy().stops
    late = Stop(slug="late", condition="size = large", verdict="slow", warning="ripe")
    publish(fit_taxonomy(stops=(late, cap, strong)))
    query = "colour=green&size=large&taste=sour"
    page = result(client, query)
    assert (verdict(page), stopped(page)) == ("wait", ["large", "ripe", "sour"])
    assert page.title.startswith("Wait: Large: Apple – ")
    stops = [item for item in page.texts("li") if " the verdict" in item]
    assert [item.split()[0] for item in stops] == ["Large", "Ripe", "Sour"]
    record = client.get(f"/match/result.json?{query}").json()
    assert record["fit"]["stops"] == ["large", "late", "sour"]
    text = client.get(f"/match/result.md?{query}").content.decode()
    marked = [line for line in text.splitlines() if "(hard stop)" in line]
    assert [line.split("**")[1] for line in marked] == ["Large", "Ripe", "Sour"]


def test_a_cap_says_what_the_score_alone_would_say(client):
    publish(fit_taxonomy())
    page = result(client, "colour=green&size=small&taste=sour")
    assert (verdict(page), page.one("p", class_="pill").text) == ("slow", "Slow")
    assert "The score alone would say: Go." in part(page, "why-verdict")


def test_a_stop_that_overrides_gives_its_verdict_while_the_score_is_missing(client):
    publish(fit_taxonomy())
    page = result(client, "size=large")
    assert (verdict(page), stopped(page)) == ("wait", ["large"])
    assert page.title.startswith("Wait: Large: Apple or Quince – ")
    assert page.all("p", class_="dial") == []


def test_a_warning_without_a_stop_is_one_line_that_stops_nothing(client):
    publish(fit_taxonomy())
    page = result(client, "colour=blue&size=small&taste=sour")
    (line,) = page.all("p", class_="concern")
    assert (line.text, "data-stop" in line.attributes) == ("Sour", False)
    assert stopped(page) == []
    assert "Sour" not in page.title


def test_warnings_of_hard_stops_come_first_and_the_rest_in_the_order_of_the_table(client):
    publish(fit_taxonomy())
    page = result(client, "colour=blue&size=large&taste=sour")
    assert warned(page) == ["large", "ripe", "sour"]
    assert part(page, "watch") == "Watch out Hard stop: “Large” large! Ripe ripe! Sour sour!"
    assert part(result(client, "colour=blue&size=small"), "watch") == ""


# ── Nothing, and nothing but not sure ────────────────────────────────────────────────────


def test_not_sure_everywhere_is_not_enough_and_offers_the_questions_worth_asking(
    client, draft, published
):
    unsure = {each.slug: "not-sure" for each in published.taxonomy.index.base_questions}
    page = Page(client.get(result_url(unsure)))
    assert sentence(page) == "Not enough to decide yet."
    assert page.title == "Not enough to decide yet – BPO Service Line Matcher"
    assert (verdict(page), page.one("p", class_="pill").text) == ("open", "No verdict yet")
    assert decided(page) == {"family": "", "delivery": "", "geography": "", "route": ""}
    assert (stopped(page), page.all("p", class_="dial")) == ([], [])
    assert warned(page) == ["check-readiness", "check-location"]
    assert headings(page) == ["Watch out"]
    offered = page.all("section", class_="ask-here")
    assert len(offered) == 3
    for section in offered:
        links = [link for link in page.all("a") if section in link.inside]
        prompts = [each.text for each in page.all("h3") if section in each.inside]
        (asked,) = [each for each in published.taxonomy.questions if [each.prompt] == prompts]
        assert {link.text: link["href"] for link in links} == {
            option.label: result_url(unsure | {asked.slug: option.slug}) for option in asked.options
        }
    assert dead_anchors(page) == []
    assert len(page.all("select", name="served")) == 1


def test_one_answer_from_there_leads_to_a_result(client, draft, published):
    unsure = {each.slug: "not-sure" for each in published.taxonomy.index.base_questions}
    page = Page(client.get(result_url(unsure)))
    lists = page.all("ul", class_="picks")
    first = next(link for link in page.all("a") if lists[1] in link.inside)
    assert any(decided(Page(client.get(first["href"]))).values())


def test_without_an_answer_there_are_questions_to_begin_with(client):
    publish(small())
    page = result(client, "label=fruit")
    assert sentence(page) == "Not enough to decide yet."
    assert decided(page) == {"kind": ""}
    assert page.link("Green") == "/match/result/?colour=green&label=fruit"
    assert page.texts("section", class_="ask-here")[0] == "colour? Green Blue"
    assert headings(page) == []


def test_an_answer_that_says_nothing_about_any_decision_decides_nothing(client):
    publish(small())
    page = result(client, "taste=sweet")
    assert decided(page) == {"kind": ""}
    assert strips(page) == ["Kind of thing Not decided yet"]
    assert page.title == "Not enough to decide yet – BPO Service Line Matcher"
    assert headings(page) == []


def test_after_two_answers_what_is_open_is_called_open(client, draft, published):
    page = result(client, "served=external-customer&work_kind=interaction-heavy")
    assert sentence(page) == "This work is customer operations and support."
    assert decided(page) == {
        "family": "customer-operations",
        "delivery": "",
        "geography": "",
        "route": "",
    }
    assert strips(page)[1:] == [
        "Delivery model Not decided yet",
        "Geography Not decided yet",
        "Route Not decided yet",
    ]
    assert verdict(page) == "open"
    assert part(page, "why-delivery").endswith(
        "None of your answers says anything about this decision yet."
    )
    assert headings(page) == [
        "Why",
        "What would change it",
        "Watch out",
        "How to buy it",
        "How to run it",
    ]


def test_a_part_with_nothing_in_it_is_not_there(client):
    publish(small())
    assert headings(result(client, "colour=green")) == ["Why", "What would change it"]


def test_next_steps_wait_for_a_verdict(client):
    publish(fit_taxonomy(next_steps=(NextStep(text="Always."),)))
    assert "Next steps" not in headings(result(client, "size=small"))
    assert "Next steps" in headings(result(client, "colour=green&size=small"))


# ── The page itself ──────────────────────────────────────────────────────────────────────


def test_what_could_not_be_used_is_named_and_stays_text(client):
    publish_former("shape")
    response = client.get(
        "/match/result/?colour=green&size=<script>alert(1)</script>&shape=round&utm_source=mail"
    )
    notice = Page(response).one("div", class_="notice--caution").text
    assert "“<script>alert(1)</script>” is not, or no longer, an answer to “size?”" in notice
    assert "“shape” is no longer one of the questions." in notice
    assert "utm_source" not in response.content.decode()
    assert b"<script>alert" not in response.content


def test_what_was_never_ours_is_dropped_without_a_word(client):
    publish(small())
    for stranger in ("utm_source=mail", "fbclid=1&gclid=2", "then=result&asked=colour"):
        page = result(client, f"colour=green&{stranger}")
        assert page.all("div", class_="notice--caution") == []
        assert decided(page) == {"kind": "apple"}


@pytest.mark.parametrize("strange", ["\x00", "\u202e", "\u2066", "\u200f", "\x1b"])
def test_characters_that_change_how_a_page_is_read_never_reach_it(client, strange):
    publish(small())
    response = client.get(
        "/match/result/",
        {"colour": f"gr{strange}een", "size": f"hu{strange}ge", "a": f"colour=bl{strange}ue"},
    )
    assert response.status_code == 200
    assert strange not in response.content.decode()
    assert "“huge” is not, or no longer, an answer to “size?”" in Page(response).text


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
    client.get(asked)  # what is known of places is read once in a process
    with django_assert_num_queries(1):
        response = client.get(asked)
    assert response.cookies == {}
    assert "Cookie" not in response.headers["Vary"]


def test_a_result_is_kept_out_of_search_engines_and_of_every_cache(client):
    publish(small())
    for query in ("colour=green", ""):
        response = client.get(f"/match/result/?{query}")
        assert Page(response).one("meta", name="robots")["content"] == "noindex, nofollow"
        assert response.headers["Cache-Control"] == "private, no-store"


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


def test_while_two_are_close_the_reasons_lead_to_the_question_that_tells_them_apart(client):
    border = question("skin", "smooth", "rough", between=("apple", "pear"))
    evidence = builders.evidence("kind", {"colour=green": {"apple": 3, "pear": 3}})
    asked = (*small().questions, border)
    publish(small(questions=asked, evidence=evidence))

    def because(query: str) -> tuple[str, list[str | None]]:
        page = Page(client.get(f"/match/result/?{query}"))
        (words,) = page.all("p", class_="because")
        return words.text, [link["href"] for link in page.all("a") if words in link.inside]

    text, links = because("colour=green&size=small&taste=sour")
    assert text.endswith("One question tells them apart: skin?")
    assert links == ["/match/skin/?colour=green&size=small&taste=sour&then=result"]
    # a base question may still part them, or the border question is answered
    for query in ("colour=green", "colour=green&size=small&taste=sour&skin=smooth"):
        assert because(query)[1] == []
