"""What applies to a buyer, what may, and what is left out and why."""

import pytest

from matcher.core import Answers, Ignored, Taxonomy, match, parse_query
from matcher.core.condition_errors import condition_problems
from matcher.core.implications import Implications
from matcher.core.scope import Scoped, context_of, deciding, missed
from matcher.core.taxonomy.values import (
    AnnexClause,
    ContextGroup,
    ContextOption,
    Kpi,
    NextStep,
    PricingModel,
    PricingRule,
    Regime,
    ServiceLine,
    Standard,
    TypicalAnswer,
)
from matcher.core.walk import walk
from tests import builders
from tests.core.test_implications import NO_PROFILE, Profile as FamilyProfile

COUNTRY = builders.context("country", "de", "fr", "us").model_copy(
    update={
        "options": tuple(
            ContextOption(slug=slug, label=slug.upper(), groups=("eu",) if slug != "us" else ())
            for slug in ("de", "fr", "us")
        ),
        "groups": (ContextGroup(slug="eu", name="the Union"),),
    }
)


def line(slug: str, scope: str = "", typical: str = "big") -> ServiceLine:
    answer = TypicalAnswer(question="size", option=typical)
    return ServiceLine(slug=slug, name=slug.title(), scope=scope, typical=(answer,))


LINES = (
    line("cleaning"),
    line("wiring", "sector = bank"),
    line("wrapping", typical="small"),
)


def kpi(slug: str, scope: str = "") -> Kpi:
    return Kpi(slug=slug, name=slug, formula="f", unit="%", better="Higher", scope=scope)


def regime(slug: str, condition: str, scope: str = "") -> Regime:
    return Regime(
        slug=slug, name=slug, triggered_by="t", changes="c", condition=condition, scope=scope
    )


def standard(slug: str, condition: str = "", scope: str = "") -> Standard:
    return Standard(
        slug=slug,
        name=slug,
        covers="c",
        attested_by="b",
        ask="a",
        condition=condition,
        scope=scope,
    )


def with_family(taxonomy: Taxonomy) -> Taxonomy:
    ball = taxonomy.index.outcome_by_slug["kind", "ball"].model_copy(
        update={"profile": FamilyProfile(**NO_PROFILE), "service_lines": LINES}
    )
    return builders.changed(
        taxonomy,
        outcomes=tuple(ball if one.slug == "ball" else one for one in taxonomy.outcomes),
    )


SMALL = with_family(
    builders.taxonomy(
        axes=[builders.axis("kind")],
        outcomes={"kind": ["ball", "box"]},
        questions=[builders.question("size", "big", "small", kind=1)],
        evidence=builders.evidence("kind", {"size=big": {"ball": 2}, "size=small": {"box": 2}}),
        context=(COUNTRY, builders.context("sector", "bank", "shop"), builders.context("line")),
    )
)
BALL = SMALL.index.outcome_by_slug["kind", "ball"]


def given(size: str = "", **context: str) -> Answers:
    picks = (("size", size),) if size else ()
    return Answers(picks, "", tuple(context.items()))


@pytest.mark.parametrize(
    ("scope", "context", "expected"),
    [
        ("", {}, True),
        ("country = de", {}, None),
        ("country = de", {"country": "not-sure"}, None),
        ("country = de", {"country": "de"}, True),
        ("country = de", {"country": "fr"}, False),
        # a group is what its options belong to
        ("country = eu", {"country": "fr"}, True),
        ("country = eu", {"country": "us"}, False),
        ("country is not eu", {"country": "us"}, True),
        # one part that is not met is enough, whatever else is known
        ("country = eu and sector = bank", {"sector": "shop"}, False),
        ("country = eu and sector = bank", {"sector": "bank"}, None),
        ("country = us or sector = bank", {"sector": "bank"}, True),
    ],
)
def test_a_scope_is_met_is_not_or_nobody_knows(
    scope: str, context: dict[str, str], expected: bool | None
) -> None:
    assert context_of(SMALL, given(**context)).meets(scope) is expected


@pytest.mark.parametrize(
    ("size", "context", "expected"),
    [
        # of the lines for everybody the nearest is the work, of another nobody knows
        ("big", {}, {"cleaning": True, "wiring": None, "wrapping": None}),
        ("small", {}, {"cleaning": None, "wiring": None, "wrapping": True}),
        ("", {}, {"cleaning": None, "wiring": None, "wrapping": None}),
        ("big", {"sector": "bank"}, {"cleaning": True, "wiring": True, "wrapping": None}),
        ("big", {"sector": "shop"}, {"cleaning": True, "wiring": False, "wrapping": None}),
        # what the buyer said it is holds against everything else
        ("big", {"line": "wrapping"}, {"cleaning": False, "wiring": False, "wrapping": True}),
        (
            "big",
            {"sector": "shop", "line": "wiring"},
            {"cleaning": False, "wiring": True, "wrapping": False},
        ),
        ("big", {"line": "not-sure"}, {"cleaning": True, "wiring": None, "wrapping": None}),
    ],
)
def test_a_line_is_the_work_where_it_is_for_the_buyer_and_near_to_the_answers(
    size: str, context: dict[str, str], expected: dict[str, bool | None]
) -> None:
    buyer = context_of(SMALL, given(size, **context), BALL)
    assert {slug: buyer.meets(f"line = {slug}") for slug in expected} == expected
    either = {expected["wiring"], expected["cleaning"]}
    assert buyer.meets("line = wiring, cleaning") is (
        True if True in either else None if None in either else False
    )


def test_rows_keep_their_order_in_each_part() -> None:
    rows = [kpi("b"), kpi("c", "country = us"), kpi("a"), kpi("d", "sector = bank")]
    sorted_rows = context_of(SMALL, given(country="de")).sort(rows)
    parts = (sorted_rows.applies, sorted_rows.may_apply, sorted_rows.left_out)
    assert [[row.slug for row in part] for part in parts] == [["b", "a"], ["d"], ["c"]]


def test_the_line_that_the_buyer_said_it_is_stands_alone() -> None:
    scoped = context_of(SMALL, given("big", line="wiring"), BALL).sort_lines(LINES)
    assert (scoped.applies, scoped.may_apply, scoped.left_out) == ((LINES[1],), (), ())
    unsaid = context_of(SMALL, given("big", line="sewing"), BALL).sort_lines(LINES)
    assert unsaid.applies == (LINES[0], LINES[2])


def test_a_line_is_answered_like_any_question_of_context() -> None:
    answers = parse_query(SMALL, "size=big&line=wiring")
    assert answers.answers.context == (("line", "wiring"),)
    assert parse_query(SMALL, "line=sewing").ignored == (Ignored("option", "line", "sewing"),)


def test_what_is_left_out_gives_the_first_reason_only() -> None:
    buyer = context_of(SMALL, given(country="de", sector="shop"))
    assert missed(SMALL, buyer, "sector = bank and country = us") == ("US",)
    assert missed(SMALL, buyer, "sector = bank and country = de") == ("Bank",)
    assert missed(SMALL, buyer, "sector = shop") == ()


def test_the_questions_that_would_decide_are_those_without_an_answer() -> None:
    rows = [kpi("a", "country = us and sector = bank"), kpi("b", "line = wiring")]
    assert deciding(context_of(SMALL, given(country="us")), rows) == {"sector"}
    assert deciding(context_of(SMALL, given()), rows) == {"country", "sector"}
    unsaid = context_of(SMALL, given("big"), BALL)
    assert deciding(unsaid, rows) == {"country", "sector", "line"}


def test_a_regime_holds_where_answers_touch_it_and_it_is_law() -> None:
    taxonomy = builders.changed(
        SMALL,
        regimes=(
            regime("here", "size = big", "country = de"),
            regime("there", "size = big", "country = us"),
            regime("banks", "size = big and sector = bank"),
            regime("not-touched", "size = small"),
            regime("everywhere", "kind = ball"),
        ),
    )

    def found(**context: str) -> list[list[str]]:
        rows = Implications(taxonomy, match(taxonomy, given("big", **context))).regimes
        return [
            [one.slug for one in part] for part in (rows.applies, rows.may_apply, rows.left_out)
        ]

    assert found() == [["everywhere"], ["here", "there", "banks"], []]
    assert found(country="de") == [["here", "everywhere"], ["banks"], ["there"]]
    assert found(country="us", sector="shop") == [["there", "everywhere"], [], ["here"]]


def test_a_regime_that_asks_for_no_answer_holds_for_its_buyers_once_the_family_is_known() -> None:
    taxonomy = builders.changed(SMALL, regimes=(regime("banks", "", "sector = bank"),))

    def found(*size: str, **context: str) -> list[list[str]]:
        rows = Implications(taxonomy, match(taxonomy, given(*size, **context))).regimes
        return [
            [one.slug for one in part] for part in (rows.applies, rows.may_apply, rows.left_out)
        ]

    assert found("big", sector="bank") == [["banks"], [], []]
    assert found("big") == [[], ["banks"], []]
    assert found("big", sector="shop") == [[], [], ["banks"]]
    assert found(sector="bank") == [[], [], []]


def test_a_standard_is_asked_for_where_answers_bring_it_up_and_it_is_for_the_buyer() -> None:
    taxonomy = builders.changed(
        SMALL,
        standards=(
            standard("always"),
            standard("ball", "kind = ball"),
            standard("box", "kind = box"),
            standard("banks", "size = big", "sector = bank"),
            standard("cleaners", scope="line = cleaning"),
            standard("wirers", scope="line = wiring"),
        ),
    )

    def found(size: str, **context: str) -> list[list[str]]:
        rows = Implications(taxonomy, match(taxonomy, given(size, **context))).standards
        return [
            [one.slug for one in part] for part in (rows.applies, rows.may_apply, rows.left_out)
        ]

    assert found("big") == [["always", "ball", "cleaners"], ["banks", "wirers"], []]
    assert found("big", sector="shop") == [
        ["always", "ball", "cleaners"],
        [],
        ["banks", "wirers"],
    ]
    assert found("big", sector="bank", line="wiring") == [
        ["always", "ball", "banks", "wirers"],
        [],
        ["cleaners"],
    ]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        # the second outcome counts like the first, the third does not
        (given("big"), ["always", "ball", "box"]),
        (given("small"), ["always", "box", "bag"]),
        (given("big", country="de"), ["always", "ball", "box", "here"]),
        (given(), ["always"]),
    ],
)
def test_the_annex_is_for_the_first_two_outcomes(answers: Answers, expected: list[str]) -> None:
    three = builders.taxonomy(
        axes=[builders.axis("kind")],
        outcomes={"kind": ["ball", "box", "bag"]},
        questions=[builders.question("size", "big", "small", kind=1)],
        evidence=builders.evidence(
            "kind", {"size=big": {"ball": 2, "box": 1}, "size=small": {"box": 2, "bag": 1}}
        ),
        context=(COUNTRY,),
    )
    clauses = (
        AnnexClause(slug="always", title="A", text="a"),
        *(
            AnnexClause(slug=slug, title="A", text="a", condition=f"kind = {slug}")
            for slug in ("ball", "box", "bag")
        ),
        AnnexClause(slug="here", title="A", text="a", condition="size = big", scope="country = eu"),
    )
    taxonomy = builders.changed(three, annex=clauses)
    assert [
        one.slug for one in Implications(taxonomy, match(taxonomy, answers)).annex.applies
    ] == expected


@pytest.mark.parametrize("size", ["", "small"])
def test_nothing_is_asked_for_without_a_family(size: str) -> None:
    taxonomy = builders.changed(SMALL, standards=(standard("always"),))
    assert Implications(taxonomy, match(taxonomy, given(size))).standards == Scoped((), (), ())


def test_ways_to_pay_may_ask_the_context_and_steps_have_a_scope() -> None:
    model = PricingModel(slug="m", name="M", fits="", avoid="", behaviour="", safeguards="")
    taxonomy = builders.changed(
        SMALL,
        pricing_models=(model,),
        pricing_rules=(
            PricingRule(slug="banks", condition="sector = bank", model="m", sentence="."),
        ),
        next_steps=(NextStep(text="All."), NextStep(text="Banks.", scope="sector = bank")),
    )
    bank, shop = (match(taxonomy, given("big", sector=slug)) for slug in ("bank", "shop"))
    assert (
        Implications(taxonomy, bank).pricing_rules,
        Implications(taxonomy, shop).pricing_rules,
    ) == (("banks",), ())
    assert [step.text for step in Implications(taxonomy, bank).next_steps] == ["All.", "Banks."]
    assert [step.text for step in Implications(taxonomy, shop).next_steps] == ["All."]


def test_a_next_step_may_be_for_some_answers_only() -> None:
    steps = (
        NextStep(slug="all", text="All."),
        NextStep(slug="big", text="Big.", condition="size = big"),
    )
    taxonomy = builders.changed(SMALL, next_steps=steps)
    shown = {
        size: [
            step.slug for step in Implications(taxonomy, match(taxonomy, given(size))).next_steps
        ]
        for size in ("big", "small", "")
    }
    assert shown == {"big": ["all", "big"], "small": ["all"], "": ["all"]}


@pytest.mark.parametrize(
    "context",
    [{}, *({"country": slug} for slug in ("not-sure", "de", "us")), {"line": "wiring"}],
)
@pytest.mark.parametrize("size", ["", "big", "not-sure"])
def test_no_context_changes_anything_that_is_decided(size: str, context: dict[str, str]) -> None:
    plain, told = (match(SMALL, given(size, **each)) for each in ({}, context))
    assert (told.rankings, told.fit, told.warnings, told.unanswered, told.outside) == (
        plain.rankings,
        plain.fit,
        plain.warnings,
        plain.unanswered,
        plain.outside,
    )
    assert (walk(SMALL, told).open, walk(SMALL, told).skipped) == (
        walk(SMALL, plain).open,
        walk(SMALL, plain).skipped,
    )


# ── What a condition may ask ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("asks", "condition", "messages"),
    [
        ("answers", "country = de", ["“country” is context, which decides nothing"]),
        ("content", "country = de, eu and size = big", []),
        ("content", "country = at", ["There is no option called “country = at”"]),
        ("scope", "country = de and line = wiring", []),
        ("scope", "size = big", ["There is no question called “size”"]),
        ("scope", "line = washing", ["There is no service line called “line = washing”"]),
        ("scope", "land = de", ["There is no question called “land”"]),
        ("scope", "country unanswered", ["A scope compares context and service lines only"]),
        ("scope", "label given", ["A scope compares context and service lines only"]),
        ("answers", "line = wiring", ["“line” is context, which decides nothing"]),
    ],
)
def test_a_condition_asks_what_it_may_ask(asks, condition: str, messages: list[str]) -> None:  # type: ignore[no-untyped-def]
    found = condition_problems(SMALL, condition, asks)
    assert [problem.message for problem in found] == messages
