"""The parts of a result: why, what to watch out for, how to buy and run it, what to do next."""

import pytest

from matcher.core import (
    Candidate,
    Label,
    NextStep,
    PricingModel,
    Profile,
    Regime,
    Source,
    Standard,
)
from matcher.core.scope import context_of
from matcher.core.taxonomy.values import AnnexClause, PriceExample, PricingRule
from tests import builders
from tests.web.editions import framed, publish, small
from tests.web.reading import Page
from tests.web.results import (
    case,
    empty_tables,
    fields,
    headings,
    inside,
    part,
    result_url,
    rows,
)
from tests.web.test_result import fit_taxonomy, result

pytestmark = pytest.mark.django_db


# ── Why ──────────────────────────────────────────────────────────────────────────────────

BOTH = builders.combination("both", "kind", "colour = green and taste = sour", apple=1.5)
PRO_AND_CON = builders.evidence(
    "kind",
    {
        "colour=green": {"apple": 3, "pear": 2},
        "size=large": {"apple": -1, "quince": -2},
        "taste=sour": {"apple": -3, "pear": -3, "plum": 1},
    },
)


def test_the_strongest_reasons_come_first_each_with_its_answer(client):
    publish(small(evidence=PRO_AND_CON, combinations=(BOTH,)))
    page = result(client, "colour=green&size=large&taste=sour")
    (reasons,) = page.all("ul", class_="reasons")
    assert inside(page, "li", reasons) == [
        "+3 colour=green and apple. Green",
        "+1.5 both: apple. “colour?”, “taste?”",
    ]


def test_why_not_the_runner_up_is_where_the_first_gained_more(client):
    publish(small(evidence=PRO_AND_CON, combinations=(BOTH,)))
    page = result(client, "colour=green&size=large&taste=sour")
    caption = "Why not Pear? 1.5 points behind. Where Apple gained more:"
    assert rows(page, caption) == ["“colour?”, “taste?” +1.5 0 +1.5", "Green +3 +2 +1"]
    assert "Plum" not in part(page, "why")


def test_an_outcome_that_is_first_without_a_point_of_its_own_has_no_table_of_them(client):
    cells = {"colour=green": {"pear": -1, "plum": -2, "quince": -3}}
    publish(small(evidence=builders.evidence("kind", cells)))
    page = result(client, "colour=green")
    assert rows(page, "Why not Pear? 1 point behind. Where Apple gained more:") == ["Green 0 −1 +1"]
    assert empty_tables(page) == []
    assert page.all("ul", class_="reasons") == []


# ── Watch out ────────────────────────────────────────────────────────────────────────────


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


def test_rules_that_the_answers_touch_are_hints_with_their_sources(client):
    publish(small(**rules()))
    page = result(client, "colour=green")
    assert part(page, "watch") == ("Watch out Rules that may apply Peel act Gloves. The act")
    assert page.link("The act") == "https://example.org/act"
    assert "not legal advice" in page.one("footer").text


# ── How to buy it ────────────────────────────────────────────────────────────────────────

NO_PROFILE = dict.fromkeys(
    (name for name, field in Profile.model_fields.items() if field.is_required()), ""
)
APPLE_FAMILY = tuple(
    one.model_copy(update={"profile": Profile(**NO_PROFILE)}) if one.slug == "apple" else one
    for one in small().outcomes
)
"""The outcomes of `small`, of which the apple is a family."""


def test_all_pricing_rules_that_hold_suggest_their_model_with_their_reasons(client):
    publish(small(**rules()))
    page = result(client, "colour=green&size=large")
    rest = "Fits when Small. Avoid when Large. What it rewards Calm. Safeguards A."
    assert part(page, "buy") == (
        "How to buy it Ways to pay that your answers point to "
        f"Unit It is large. An apple. {rest} Flat Green. {rest}"
    )
    assert part(result(client, "colour=blue"), "buy") == ""


def test_criteria_for_providers_are_those_of_the_family(client, draft, published):
    text = part(Page(client.get(result_url(case("A09")))), "buy")
    family = published.taxonomy.index.outcome_by_slug["family", "ecommerce-order-ops"]
    assert f"What is usual {family.profile.pricing}" in text
    everybody = [criterion.text for criterion in family.criteria if not criterion.scope]
    assert f"What to ask of a provider {' '.join(everybody[:2])}" in text
    scoped = [criterion.text for criterion in family.criteria if criterion.scope]
    assert "more may apply" in text
    assert all(text.count(criterion) == 1 for criterion in scoped)


def test_preparation_takes_the_place_of_the_criteria_where_the_verdict_says_wait(
    client, draft, published
):
    page = Page(client.get(result_url(case("A20"))))
    text = part(page, "buy")
    (step,) = [step.text for step in published.taxonomy.next_steps if step.verdict == "keep"]
    assert text.startswith(f"How to buy it First: prepare {step}")
    assert "What to ask of a provider" not in text
    assert page.text.count(step) == 1


def standards(*scopes: str):
    """Standards for apples, numbered, with these scopes."""
    return tuple(
        Standard(
            slug=f"s{number}",
            name=f"Seal {number}",
            covers="Peel.",
            attested_by="A grower.",
            ask="Its date.",
            condition="kind = apple",
            scope=scope,
        )
        for number, scope in enumerate(scopes, start=1)
    )


def certificates(page: Page) -> str:
    """What is said of certificates, from their heading on."""
    return part(page, "buy").partition("Certificates to ask for ")[2]


def test_five_certificates_to_ask_for_are_in_view_and_the_others_closed(client):
    publish(small(outcomes=APPLE_FAMILY, standards=standards(*[""] * 7)))
    page = result(client, "colour=green&size=small")
    seen = " ".join(f"Seal {number} : Its date." for number in range(1, 6))
    assert certificates(page) == (
        f"{seen} 2 more : certificates to ask for Seal 6 : Its date. Seal 7 : Its date. "
        "What each covers, and its sources"
    )
    assert page.link("What each covers, and its sources") == "/method/rules/compliance/#standards"


def test_certificates_that_may_apply_are_named_and_those_for_others_are_counted(client):
    land = framed().context
    rows = standards("", "land = hill", "land = valley")
    publish(framed(outcomes=APPLE_FAMILY, context=land, standards=rows))
    unknown = certificates(result(client, "colour=green&size=small"))
    assert "2 more may apply" in unknown
    assert "May apply, depending on who you are: Seal 2; Seal 3." in unknown
    hill = certificates(result(client, "colour=green&size=small&land=hill"))
    assert hill.startswith("Seal 1 : Its date. Seal 2 : Its date. 1 is left out")
    assert "Seal 3" not in hill


def test_the_result_says_that_the_brief_has_an_annex_on_software(client):
    clauses = (
        AnnexClause(slug="say", title="Say so", text="Tell them.", condition="kind = apple"),
        AnnexClause(slug="end", title="Leaving", text="Take it along.", scope="land = hill"),
        AnnexClause(slug="sea", title="At sea", text="Swim.", condition="kind = plum"),
    )
    publish(framed(outcomes=APPLE_FAMILY, context=framed().context, annex=clauses))
    unknown = part(result(client, "colour=green&size=small"), "annex")
    assert "you still have to fill in: Say so 1 more may apply" in unknown
    assert "May apply, depending on who you are: Leaving." in unknown
    hill = part(result(client, "colour=green&size=small&land=hill"), "annex")
    assert hill.endswith("you still have to fill in: Say so Leaving")


def test_without_a_clause_that_is_called_for_nothing_is_said_of_an_annex(client):
    publish(small(annex=(AnnexClause(slug="a", title="A", text="a", condition="size = small"),)))
    assert "annex" not in result(client, "colour=green&size=large").text


def test_a_way_to_pay_has_examples_of_prices_with_their_day_and_source(client):
    opened = Source(title="Shop", url="https://example.org/shop", grade="C", checked_on="2026-11")
    examples = (
        PriceExample(
            name="Cart",
            unit="basket",
            price="USD 1",
            dated="2026-05-15",
            note="Washed.",
            sources=(opened,),
        ),
        PriceExample(name="Rumour", unit="basket", price="USD 9"),
    )
    model = PricingModel(
        slug="basket",
        name="Per basket",
        fits="f",
        avoid="a",
        behaviour="b",
        safeguards="s",
        examples_note="They change.",
        examples=examples,
    )
    rule = PricingRule(slug="r", condition="size = small", model="basket", sentence="It is small.")
    publish(small(pricing_models=(model,), pricing_rules=(rule,)))
    said = "They change. Cart : USD 1 for each basket, as of 15 May 2026. Washed. Shop (C)"
    page = result(client, "colour=green&size=small")
    assert f"Examples of prices : Per basket {said}" in part(page, "buy")
    explained = Page(client.get("/method/rules/pricing/"))
    assert f"Examples of prices {said}" in explained.text
    assert "Rumour" not in page.text + explained.text


def test_nothing_is_asked_of_providers_of_another_kind_of_work(client):
    publish(small(outcomes=APPLE_FAMILY, standards=standards("")))
    assert certificates(result(client, "colour=blue&size=large")) == ""


def test_no_certificate_is_asked_for_where_the_verdict_says_wait(client, draft, published):
    ready, waiting = (Page(client.get(result_url(case(slug)))) for slug in ("A09", "A20"))
    assert certificates(ready)
    assert certificates(waiting) == ""


# ── How to run it ────────────────────────────────────────────────────────────────────────


def test_the_three_service_lines_nearest_to_the_answers_are_there(client, draft, published):
    page = Page(client.get(result_url(case("A09"))))
    family = published.taxonomy.index.outcome_by_slug["family", "ecommerce-order-ops"]
    given = fields(case("A09"))
    agreeing = {
        line.slug: sum(answer.option in given[answer.question] for answer in line.typical)
        for line in family.service_lines
        if not line.scope
    }
    lines = [
        each["aria-labelledby"].removeprefix("line-")
        for each in page.all("section")
        if each.attributes.get("aria-labelledby", "").startswith("line-")
    ]
    assert [agreeing[slug] for slug in lines] == sorted(agreeing.values(), reverse=True)[:3]
    first = next(line for line in family.service_lines if line.slug == lines[0])
    tasks = "; ".join(first.tasks)
    assert page.one("section", **{"aria-labelledby": f"line-{first.slug}"}).text == (
        f"{first.name} {tasks}. You gave 4 of its 4 typical answers."
    )
    more = f"{len(agreeing) - 3} more service lines"
    assert page.link(more) == "/families/ecommerce-order-ops/#lines"


def test_five_measures_are_there_and_the_family_has_all_of_them(client, draft, published):
    page = Page(client.get(result_url(case("A09"))))
    family = published.taxonomy.index.outcome_by_slug["family", "ecommerce-order-ops"]
    (measures,) = page.all("dl", class_="measures")
    buyer = context_of(
        published.taxonomy, builders.answers(published.taxonomy, **case("A09")), family
    )
    kpis = buyer.sort(family.kpis).applies[:5]
    assert len(kpis) == 5
    assert inside(page, "dt", measures) == [kpi.name for kpi in kpis]
    assert inside(page, "dd", measures) == [f"{kpi.range} {kpi.formula}".strip() for kpi in kpis]
    assert page.link("All measures, with sources") == "/families/ecommerce-order-ops/#kpis"
    for text in (family.profile.staffing, family.profile.quality, family.profile.training):
        assert text in part(page, "run")
    assert page.link("Ecommerce and order operations") == "/families/ecommerce-order-ops/"


# ── Next steps ───────────────────────────────────────────────────────────────────────────

STEPS = (
    NextStep(text="Always [read](https://example.org)."),
    NextStep(text="Now go.", verdict="go"),
    NextStep(text="Now wait.", verdict="wait"),
    NextStep(text="Mind the kind.", axis="kind"),
)


def test_the_next_steps_are_those_of_always_of_the_verdict_and_of_each_axis(client):
    publish(fit_taxonomy(next_steps=STEPS))
    page = result(client, "colour=green&size=small")
    assert part(page, "steps") == (
        "Next steps In any case Always read . Go Now go. To check: Kind of thing Mind the kind."
    )
    assert len(page.all("input", type="checkbox")) == 3


def test_the_steps_of_a_verdict_that_waits_are_the_preparation(client):
    publish(fit_taxonomy(next_steps=STEPS))
    page = result(client, "colour=blue&size=large")
    assert part(page, "steps") == (
        "Next steps In any case Always read . To check: Kind of thing Mind the kind."
    )
    assert part(page, "buy") == "How to buy it First: prepare Now wait."


def test_a_verdict_that_waits_without_steps_of_its_own_prepares_nothing(client):
    publish(fit_taxonomy())
    page = result(client, "colour=blue&size=large")
    assert "How to buy it" not in headings(page)
    assert page.all("ol") == []


# ── The label ────────────────────────────────────────────────────────────────────────────


FRUIT = Label(
    slug="fruit",
    names=("fruit", "top fruit"),
    meaning="What grows on trees",
    asks="Which tree?",
    axis="kind",
    candidates=(Candidate(outcome="apple"),),
)


def test_a_label_says_what_it_leaves_open_beside_the_reasons(client):
    publish(small(labels=(FRUIT,)))
    page = result(client, "colour=green&label=fruit")
    text = page.one("section", **{"aria-labelledby": "label-title"}).text
    assert text.startswith("You started from “fruit, top fruit” What grows on trees. ")
    assert "Your answers point to Apple, one of the things that it may mean." in text
    assert page.link("More on this label") == "/labels/#fruit"
    other = part(result(client, "colour=blue&label=fruit"), "why")
    assert "Your answers point to Plum, which is not what it usually means." in other
    assert "You started from" not in part(result(client, "colour=green"), "why")


@pytest.mark.parametrize("answers", ["", "colour=not-sure&", "taste=sweet&"])
def test_a_label_is_shown_also_while_nothing_is_decided(client, answers):
    """There it stands under the answer itself, not in a part; of agreement there is nothing yet."""
    place = builders.axis("place")
    publish(small(labels=(FRUIT,), axes=(*small().axes, place)))
    page = result(client, f"{answers}label=fruit")
    assert page.texts("h1") == ["Not enough to decide yet."]
    assert page.one("section", **{"aria-labelledby": "label-title"}).text == (
        "You started from “fruit, top fruit” What grows on trees. It says nothing about: Place. "
        "More on this label"
    )
    assert page.one("h2", id="label-title")
    assert part(page, "why") == ""


def test_a_label_stands_once_where_nothing_is_left_to_decide(client):
    """Everything is ruled out: there is no decision, but a *why*."""
    nothing = builders.evidence(
        "kind", {"colour=blue": dict.fromkeys(("apple", "pear", "plum", "quince"), "x")}
    )
    publish(small(labels=(FRUIT,), evidence=nothing))
    page = result(client, "colour=blue&label=fruit")
    assert "You started from “fruit, top fruit”" in part(page, "why")
    assert len(page.all("section", **{"aria-labelledby": "label-title"})) == 1
