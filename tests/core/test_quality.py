"""Rules that can be published, but are most likely not meant."""

import pytest
from hypothesis import given

from matcher.core import (
    Answers,
    Candidate,
    Kpi,
    Label,
    Outcome,
    PricingModel,
    Profile,
    Regime,
    ServiceLine,
    Stop,
    Taxonomy,
    match,
)
from matcher.core.checks import check, review, satisfiability as truths
from matcher.core.checks.duplicates import normal_form
from matcher.core.checks.verdicts import possible_scores
from matcher.core.conditions import parse
from matcher.core.taxonomy.row_ref import row_ref
from matcher.core.taxonomy.row_types import rows
from matcher.core.taxonomy.values import (
    Band,
    Evidence,
    ExposureScale,
    Fact,
    PriceExample,
    PricingRule,
    Standard,
    Suggestion,
)
from tests import builders
from tests.core.strategies import answer_sets, taxonomies

Cells = dict[str, dict[str, int | str]]

CELLS: Cells = {
    "colour=red": {"apple": 2},
    "colour=green": {"pear": 2},
    "colour=blue": {"plum": 3, "apple": "x"},
    "size=small": {"plum": 1},
    "size=large": {"pear": 1, "apple": 1},
}

GOOD = builders.written(
    builders.taxonomy(
        axes=[builders.axis("kind")],
        outcomes={"kind": ["apple", "pear", "plum"]},
        questions=[
            builders.question("colour", "red", "green", "blue", kind=1),
            builders.question("size", "small", "large", kind=1),
        ],
        evidence=builders.evidence("kind", CELLS),
        combinations=[
            builders.combination("crisp", "kind", "colour = red and size = large", apple=1)
        ],
        warnings=[builders.warning("worms", "colour = red")],
    )
)


def with_(**changes: object) -> Taxonomy:
    return builders.written(builders.changed(GOOD, **changes))


def cells(cells: Cells) -> tuple[Evidence, ...]:
    return builders.evidence("kind", cells)


def found(taxonomy: Taxonomy) -> list[tuple[str, str, str, str]]:
    return [(one.level, one.code, str(one.location), one.sentence) for one in review(taxonomy)]


def test_good_rules_have_no_findings() -> None:
    assert review(GOOD) == ()


def thin(taxonomy: Taxonomy) -> list[tuple[str, str, str, str]]:
    return [finding for finding in found(taxonomy) if finding[1] == "thin-option"]


def test_what_is_compared_by_criteria_and_cost_says_what_to_know_before_it_is_chosen() -> None:
    fact = Fact(name="What would have to be true", text="There are trees.")
    apple, *others = GOOD.outcomes
    facts = tuple(outcome.model_copy(update={"facts": (fact,)}) for outcome in others)
    compared = with_(axes=(builders.axis("kind", assessed=True),), outcomes=(apple, *facts))
    assert thin(compared) == [
        (
            "warning",
            "thin-option",
            "outcome kind/apple",
            (
                "“Apple” is compared by criteria and cost, and no fact says what to know before "
                "it is chosen."
            ),
        )
    ]
    assert thin(with_(outcomes=(apple, *facts))) == []


def test_what_is_compared_by_criteria_has_criteria() -> None:
    none = with_(axes=(builders.axis("kind", assessed=True),), questions=(), evidence=())
    none = builders.changed(none, combinations=(), warnings=())
    assert thin(none)[0] == (
        "warning",
        "thin-option",
        "axis kind",
        "It is compared by criteria and cost, and no question weighs on it.",
    )


def test_of_an_unsound_taxonomy_nothing_else_is_said() -> None:
    broken = with_(
        warnings=(builders.warning("worms", "colour ="),),
        labels=(Label(slug="fruit", names=("Fruit",), meaning="x", asks="x"),),
    )
    assert [one.code for one in review(broken)] == ["condition"]
    assert review(broken) == check(broken)


# ── What never matters ───────────────────────────────────────────────────────────────────


def test_outcomes_that_all_rules_treat_alike_cannot_be_distinguished() -> None:
    taxonomy = with_(
        evidence=cells(
            {
                "colour=red": {"apple": 2},
                "colour=green": {"pear": 2, "plum": 2},
                "colour=blue": {"apple": 1},
                "size=small": {"apple": 1},
                "size=large": {"pear": 1, "plum": 1},
            }
        )
    )
    sentence = "Nobody can tell “Plum” from “Pear”: all rules say the same of them."
    assert ("warning", "alike", "outcome kind/plum", sentence) in found(taxonomy)


def test_outcomes_that_are_always_a_close_call_cannot_be_distinguished_clearly() -> None:
    close = cells({**CELLS, "colour=green": {"pear": 2, "plum": 2}, "colour=blue": {"apple": 3}})
    sentence = (
        "Nobody can clearly tell “Plum” from “Pear”: their points never differ by more than 1."
    )
    assert found(with_(evidence=close)) == [("warning", "alike", "outcome kind/plum", sentence)]
    quick = (builders.axis("kind", likely_from=100),)
    assert found(with_(evidence=close, axes=quick)) == []


def test_outcomes_that_an_answer_rules_out_alone_can_be_distinguished() -> None:
    close = {**CELLS, "colour=green": {"pear": 2, "plum": 2}, "colour=blue": {"plum": "x"}}
    assert [one for one in found(with_(evidence=cells(close))) if one[1] == "alike"] == []


WEIGHT = "weight size on kind"


@pytest.mark.parametrize(
    ("small", "large", "because"),
    [
        ({}, {}, "it has a weight there but no evidence."),
        ({"plum": 1}, {"plum": 1}, "all its options say the same."),
    ],
)
def test_a_question_without_a_say_is_named(
    small: dict[str, int | str], large: dict[str, int | str], because: str
) -> None:
    taxonomy = with_(
        evidence=cells({**CELLS, "size=small": small, "size=large": large}), combinations=()
    )
    sentence = f"No answer to “size?” ever matters for kind: {because}"
    assert found(taxonomy) == [("warning", "never-matters", WEIGHT, sentence)]


def test_a_question_that_a_combination_asks_has_a_say() -> None:
    taxonomy = with_(evidence=cells({**CELLS, "size=small": {}, "size=large": {}}))
    assert found(taxonomy) == []


def weightless(**changes: object) -> Taxonomy:
    """The size weighs nothing, and no combination asks for it."""
    size = builders.question("size", "small", "large", kind=0)
    return with_(**{"questions": (GOOD.questions[0], size), "combinations": (), **changes})


def test_a_weight_of_nothing_is_named() -> None:
    sentence = "No answer to “size?” ever matters for kind: its weight there is 0."
    assert found(weightless()) == [("warning", "never-matters", WEIGHT, sentence)]


@pytest.mark.parametrize(
    "changes",
    [
        {"combinations": GOOD.combinations},
        {"evidence": cells({**CELLS, "size=small": {"plum": "x"}, "size=large": {"pear": "x"}})},
        {"axes": (builders.axis("kind", tie_question="size"),)},
    ],
    ids=["asked by a combination", "rules an outcome out", "settles ties"],
)
def test_a_question_may_matter_without_any_weight(changes: dict[str, object]) -> None:
    assert found(weightless(**changes)) == []


@pytest.mark.parametrize("small", [{}, {"apple": 1, "pear": 1, "plum": 1}])
def test_an_option_that_tells_nothing_apart_is_worth_knowing(small: dict[str, int | str]) -> None:
    taxonomy = with_(evidence=cells({**CELLS, "size=small": small}), combinations=())
    sentence = "“Small” never matters for kind: it speaks for no outcome more than for another."
    assert found(taxonomy) == [("info", "never-matters", "option size=small", sentence)]


# ── Scales ───────────────────────────────────────────────────────────────────────────────


def scale(*strengths: int | str) -> Taxonomy:
    """Three colours from red to blue, and what each says of pears."""
    ordered = GOOD.questions[0].model_copy(update={"ordered": True})
    table: Cells = {
        f"colour={colour}": {**CELLS[f"colour={colour}"], "apple": "x", "pear": strength}
        for colour, strength in zip(("red", "green", "blue"), strengths, strict=True)
    }
    return with_(
        questions=(ordered, GOOD.questions[1]),
        evidence=cells({**CELLS, **table, "colour=blue": {"plum": 3, "pear": strengths[2]}}),
        combinations=(),
    )


def turns(taxonomy: Taxonomy) -> list[tuple[str, str]]:
    named = [one for one in review(taxonomy) if one.code == "order" and "Pear" in one.sentence]
    return [(one.level, one.sentence) for one in named]


@pytest.mark.parametrize("strengths", [(1, 2, 3), (3, 1, -2), (2, 2, 2), (1, 2, 2)])
def test_a_scale_that_goes_one_way_is_in_order(strengths: tuple[int, ...]) -> None:
    assert turns(scale(*strengths)) == []


def test_a_scale_that_turns_is_named_with_the_step_that_goes_against_it() -> None:
    said = "“colour?”: along its options “Pear” becomes less likely"
    turn = "but from “Green” to “Blue” it becomes likelier"
    assert turns(scale(3, -2, 1)) == [("warning", f"{said}, {turn}.")]


def test_a_slight_turn_may_well_be_meant() -> None:
    assert [level for level, _sentence in turns(scale(1, 2, -1))] == ["info"]


def test_options_that_are_not_declared_ordered_may_turn_as_they_like() -> None:
    taxonomy = scale(3, -2, 1)
    loose = tuple(one.model_copy(update={"ordered": False}) for one in taxonomy.questions)
    assert turns(builders.changed(taxonomy, questions=loose)) == []


# ── Conditions ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("condition", "code", "what"),
    [
        ("colour = red and colour = green", "never-holds", "can never hold"),
        ("colour unanswered and colour = not-sure", "never-holds", "can never hold"),
        ("kind = apple and kind = pear", "never-holds", "can never hold"),
        ("kind is close and (size = small and size = large)", "never-holds", "can never hold"),
        ("colour = blue and kind = apple", "never-holds", "can never hold"),
        ("colour is not blue and kind = apple", "", ""),
        ("kind = apple, pear, plum", "", ""),
        ("colour = red or colour is not red", "always-holds", "always holds"),
        ("label given or size unanswered or size is not x", "", ""),
        ("colour = red and size = small", "", ""),
        ("kind = apple or kind is close", "", ""),
    ],
)
def test_a_condition_that_can_never_hold_or_always_does(
    condition: str, code: str, what: str
) -> None:
    known = condition.replace("size is not x", "size = large")
    taxonomy = with_(warnings=(builders.warning("worms", known),))
    sentence = f"The condition of the warning “Worms” {what}."
    assert found(taxonomy) == ([("warning", code, "warning worms", sentence)] if code else [])


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("colour = red and staff is not nobody", ""),
        ("staff = nobody and staff = many", "never-holds"),
        ("staff = nobody or staff is not nobody", "always-holds"),
    ],
)
def test_a_condition_about_content_may_ask_the_context(condition: str, code: str) -> None:
    rule = Regime(slug="tax", name="Tax", triggered_by="", changes="", condition=condition)
    asking = builders.changed(
        with_(regimes=(rule,)), context=(builders.context("staff", "nobody", "many"),)
    )
    codes = {one.code for one in review(asking) if one.location == row_ref("regime", "tax")}
    assert codes & {"never-holds", "always-holds"} == ({code} if code else set())


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("colour = red and colour = green", ""),
        ("colour = red and colour = green and kind = plum", ""),
        # green and blue exclude each other
        ("colour = green and colour = blue", "never-holds"),
        # a plum is ruled out by blue, whatever else is ticked
        ("colour = red and colour = blue and kind = apple", "never-holds"),
        ("colour = red and colour is not red", "never-holds"),
        ("colour = red and colour = not-sure", "never-holds"),
        ("colour = red, green, blue, not-sure or colour unanswered", "always-holds"),
        ("colour is not red or colour is not green", ""),
        ("colour is not green or colour is not blue", "always-holds"),
    ],
)
def test_of_ticks_some_can_stand_together(condition: str, code: str) -> None:
    colours = builders.several("colour", "red", "green", "blue", conflicts=["green, blue"], kind=1)
    taxonomy = with_(
        questions=(colours, GOOD.questions[1]), warnings=(builders.warning("odd", condition),)
    )
    assert [one for _level, one, where, _said in found(taxonomy) if where == "warning odd"] == [
        *filter(None, [code])
    ]


def test_a_condition_that_asks_for_an_outcome_out_of_reach_can_never_hold() -> None:
    beaten: Cells = {"colour=red": {"apple": 3, "pear": 2}, "size=small": {"plum": 1}}
    warnings = (
        builders.warning("ripe", "kind = pear"),
        builders.warning("fresh", "kind is not pear"),
    )
    taxonomy = with_(evidence=cells(beaten), combinations=(), warnings=warnings)
    assert [one[1:3] for one in found(taxonomy) if one[1] in ("never-holds", "always-holds")] == [
        ("never-holds", "warning ripe"),
        ("always-holds", "warning fresh"),
    ]


@pytest.mark.parametrize(
    ("condition", "never_counts"),
    [
        ("colour = red, not-sure", True),
        ("colour = red or size unanswered", True),
        ("colour = red", False),
        ("colour is not not-sure", False),
        ("colour is not red", False),
    ],
)
def test_a_part_of_a_stop_that_asks_for_what_is_not_known_never_counts(
    condition: str, never_counts: bool
) -> None:
    stop = Stop(slug="halt", condition=condition, verdict="go", warning="worms")
    taxonomy = with_(stops=(stop,), verdicts=builders.verdicts("go"))
    sentence = "“not-sure” or a missing answer never makes a stop hold: take that part out."
    expected = ("warning", "never-counts", "stop halt", sentence)
    assert (expected in found(taxonomy)) is never_counts


def test_what_would_take_too_long_to_try_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(truths, "MAX_SITUATIONS", 1)
    never = builders.warning("worms", "colour = red and colour = green")
    assert found(with_(warnings=(never,))) == []


def test_a_combination_for_what_its_own_answers_rule_out_is_in_vain() -> None:
    vain = builders.combination("vain", "kind", "colour = blue and size = small", apple=2, plum=1)
    sentence = "It adds points to “Apple”, which the answers that it asks for rule out."
    assert found(with_(combinations=(vain,))) == [
        ("warning", "contradiction", "combination vain", sentence)
    ]


# ── Rules that repeat or contradict each other ───────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("colour = red, green", "colour = green,red"),
        ("colour = red and size = small", "size = small and  colour = red"),
        ("(colour = red)", "colour = red"),
        ("label given or size unanswered", "size unanswered or label given"),
    ],
)
def test_two_ways_to_write_a_condition_mean_the_same(one: str, other: str) -> None:
    assert normal_form(parse(one)) == normal_form(parse(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("colour = red", "colour is not red"),
        ("colour = red and size = small", "colour = red or size = small"),
        ("size unanswered", "colour unanswered"),
        ("kind is close", "kind unanswered"),
    ],
)
def test_other_conditions_do_not(one: str, other: str) -> None:
    assert normal_form(parse(one)) != normal_form(parse(other))


def pair(**rules: object) -> list[tuple[str, str, str]]:
    return [(one.code, str(one.location), one.sentence) for one in review(with_(**rules))]


def test_combinations_contradict_or_repeat_each_other() -> None:
    crisp = GOOD.combinations[0]
    said = "The combination “crisp” and the combination “other” hold under the same condition and"
    condition = "size = large and colour = red"
    for points, code, what in (
        (-2, "contradiction", "contradict each other"),
        (2, "repeat", "say the same"),
    ):
        other = builders.combination("other", "kind", condition, apple=points)
        assert pair(combinations=(crisp, other)) == [(code, "combination other", f"{said} {what}.")]
    elsewhere = builders.combination("other", "kind", condition, plum=-1)
    assert pair(combinations=(crisp, elsewhere)) == []


def test_warnings_repeat_each_other_only_with_the_same_text() -> None:
    worms = builders.warning("worms", "colour = red")
    again = worms.model_copy(update={"slug": "again", "title": "Again"})
    said = (
        "The warning “Worms” and the warning “Again” hold under the same condition "
        "and say the same."
    )
    assert pair(warnings=(worms, again)) == [("repeat", "warning again", said)]
    assert pair(warnings=(worms, builders.warning("frost", "colour = red"))) == []


def test_stops_contradict_each_other_with_another_verdict() -> None:
    stops = [
        Stop(slug=verdict, condition="size = small", verdict=verdict, warning="worms")
        for verdict in ("wait", "keep")
    ]
    said = (
        "The stop “wait” and the stop “keep” hold under the same condition "
        "and contradict each other."
    )
    rules = {"verdicts": builders.verdicts("wait", "keep"), "stops": tuple(stops)}
    assert pair(**rules) == [("contradiction", "stop keep", said)]


def test_suggestions_contradict_each_other_with_another_answer_to_the_same_question() -> None:
    offers = tuple(
        Suggestion(question="size", option=size, condition="colour = red", sentence="So.")
        for size in ("small", "large")
    )
    said = (
        "The suggestion “Small” and the suggestion “Large” hold under the same condition "
        "and contradict each other."
    )
    assert pair(suggestions=offers) == [("contradiction", "suggestion size=large", said)]


def test_pricing_rules_repeat_each_other_with_the_same_model() -> None:
    model = PricingModel(
        slug="unit", name="Unit", fits="x", avoid="x", behaviour="x", safeguards="x"
    )
    rules = tuple(
        PricingRule(slug=slug, condition="colour = red", model="unit", sentence="So.")
        for slug in ("one", "two")
    )
    said = (
        "The pricing rule “one” and the pricing rule “two” hold under the same condition "
        "and say the same."
    )
    assert pair(pricing_models=(model,), pricing_rules=rules) == [
        ("repeat", "pricing rule two", said)
    ]


def test_one_reason_in_two_places_is_worth_knowing() -> None:
    size = "size=large and apple."
    copied = tuple(
        one.model_copy(update={"sentence": size}) if one.strength == 2 else one
        for one in GOOD.evidence
    )
    said = "The evidence “Red” on Apple and the evidence “Large” on Apple give the same reason:"
    where = "evidence size=large on kind/apple"
    assert found(with_(evidence=copied)) == [("info", "repeat", where, f"{said} “{size}”")]
    effect = GOOD.combinations[0].effects[0].model_copy(update={"sentence": size})
    crisp = GOOD.combinations[0].model_copy(update={"effects": (effect,)})
    said = "The evidence “Large” on Apple and the effect “crisp” on Apple give the same reason:"
    assert found(with_(combinations=(crisp,))) == [
        ("info", "repeat", "effect crisp on apple", f"{said} “{size}”")
    ]


def test_the_answers_to_one_question_may_share_a_reason() -> None:
    shared = tuple(
        one.model_copy(update={"sentence": f"So says its {one.question}."}) for one in GOOD.evidence
    )
    assert found(with_(evidence=shared)) == []


# ── Content ──────────────────────────────────────────────────────────────────────────────


def family(**parts: object) -> Taxonomy:
    """Apples as a family with these parts."""
    required = [name for name, field in Profile.model_fields.items() if field.is_required()]
    texts = dict.fromkeys(required, "x")
    full = {
        "service_lines": (ServiceLine(slug="pie", name="Pie", tasks=("bake",)),),
        "kpis": (_kpi(range="", range_note="No reliable range."),),
        "confusions": ({"other_name": "Pear", "goes_wrong": "x", "tell_apart": "x"},),
    }
    apple = {"axis": "kind", "slug": "apple", "name": "Apple", "summary": "x", "profile": texts}
    outcome = Outcome.model_validate(apple | full | parts)
    return with_(outcomes=(outcome, *GOOD.outcomes[1:]))


def _kpi(**changes: str) -> Kpi:
    return Kpi.model_validate(
        {"slug": "weight", "name": "Weight", "formula": "g", "unit": "g", "better": "Higher"}
        | changes
    )


def test_a_full_family_has_no_findings() -> None:
    assert found(family()) == []


@pytest.mark.parametrize(
    ("part", "name"),
    [("service_lines", "service line"), ("kpis", "KPI"), ("confusions", "common confusion")],
)
def test_an_empty_family_is_named(part: str, name: str) -> None:
    assert found(family(**{part: ()})) == [
        ("warning", "empty-family", "outcome kind/apple", f"“Apple” has no {name}.")
    ]


def test_a_line_without_tasks_is_named() -> None:
    assert found(family(service_lines=(ServiceLine(slug="pie", name="Pie"),))) == [
        ("warning", "empty-family", "service line pie", "“Pie” has no example task.")
    ]


def test_a_range_and_a_regime_need_a_source() -> None:
    regime = Regime(slug="tax", name="Tax", triggered_by="x", changes="x", condition="size = small")
    assert found(builders.changed(family(kpis=(_kpi(range="100 g"),)), regimes=(regime,))) == [
        ("warning", "no-source", "KPI kind/apple/weight", "The range of “Weight” has no source."),
        ("warning", "no-source", "regime tax", "“Tax” has no source."),
    ]


def test_a_standard_needs_a_source_and_no_condition() -> None:
    seal = Standard(slug="seal", name="Seal", covers="x", attested_by="x", ask="x")
    assert found(builders.changed(GOOD, standards=(seal,))) == [
        ("warning", "no-source", "standard seal", "“Seal” has no source.")
    ]


def test_a_scale_and_a_price_need_a_source_and_a_family_an_occupation() -> None:
    scale = ExposureScale(slug="ilo", name="ILO", meaning="x", citation="x")
    rated = builders.changed(family(), exposure_scales=(scale,))
    assert found(rated) == [
        ("warning", "no-source", "exposure scale ilo", "“ILO” has no source."),
        (
            "info",
            "no-exposure",
            "outcome kind/apple",
            "“Apple” does not say how exposed it is to AI.",
        ),
    ]
    example = PriceExample(name="Shop", unit="basket", price="USD 1")
    assert ("no-source", "price example basket/Shop") in [
        one[1:3] for one in found(with_(pricing_models=(basket(examples=(example,)),)))
    ]


def basket(**changes: object) -> PricingModel:
    texts = dict.fromkeys(("name", "fits", "avoid", "behaviour", "safeguards"), "x")
    return PricingModel.model_validate({"slug": "basket"} | texts | changes)


def test_texts_that_are_missing_are_named() -> None:
    offer = Suggestion(question="size", option="small", condition="colour = red", sentence=" ")
    worms = GOOD.warnings[0].model_copy(update={"text": ""})
    assert found(with_(suggestions=(offer,), warnings=(worms,))) == [
        ("warning", "no-text", "warning worms", "The text of the warning “Worms” is missing."),
        (
            "warning",
            "no-text",
            "suggestion size=small",
            "The sentence of the suggestion “Small” is missing.",
        ),
    ]


def test_what_has_a_default_may_be_empty_and_nothing_else() -> None:
    kpi = _kpi(unit="", range="", range_note="")
    missing = [one for one in found(family(kpis=(kpi,))) if one[1] == "no-text"]
    assert missing == [
        (
            "warning",
            "no-text",
            "KPI kind/apple/weight",
            "The unit of the KPI “Weight” is missing.",
        ),
    ]


def test_a_label_that_says_nothing_and_a_model_that_nothing_suggests_are_unused() -> None:
    model = PricingModel(
        slug="unit", name="Unit", fits="x", avoid="x", behaviour="x", safeguards="x"
    )
    label = Label(slug="fruit", names=("Fruit",), meaning="x", asks="x")
    assert found(with_(pricing_models=(model,), labels=(label,))) == [
        (
            "info",
            "unused",
            "label fruit",
            "“Fruit” speaks about none of the decisions and names no outcome.",
        ),
        ("warning", "unused", "pricing model unit", "No rule ever suggests “Unit”."),
    ]
    assert found(with_(labels=(label.model_copy(update={"axis": "kind"}),))) == []


def test_a_model_whose_rules_can_never_hold_is_unused() -> None:
    model = PricingModel(
        slug="unit", name="Unit", fits="x", avoid="x", behaviour="x", safeguards="x"
    )
    never = PricingRule(
        slug="never", condition="colour = red and colour = blue", model="unit", sentence="So."
    )
    said = "The condition of the pricing rule “never” can never hold."
    assert found(with_(pricing_models=(model,), pricing_rules=(never,))) == [
        ("warning", "never-holds", "pricing rule never", said),
        ("warning", "unused", "pricing model unit", "No rule ever suggests “Unit”."),
    ]
    ever = never.model_copy(update={"slug": "ever", "condition": "kind = apple"})
    assert [
        one[1] for one in found(with_(pricing_models=(model,), pricing_rules=(never, ever)))
    ] == ["never-holds"]


@pytest.mark.parametrize(
    ("rules", "location"),
    [
        ({"suggestions": (("size", "small"),)}, "suggestion size=small"),
        ({"regimes": ("tax",)}, "regime tax"),
        ({"standards": ("seal",)}, "standard seal"),
    ],
)
def test_suggestions_rules_and_standards_whose_condition_can_never_hold_are_named(
    rules: dict[str, object], location: str
) -> None:
    condition = "size = large and kind = apple and colour = blue"
    offer = Suggestion(question="size", option="small", condition=condition, sentence="So.")
    regime = Regime(slug="tax", name="Tax", triggered_by="x", changes="x", condition=condition)
    seal = Standard(
        slug="seal", name="Seal", covers="x", attested_by="x", ask="x", condition=condition
    )
    made = {"suggestions": (offer,), "regimes": (regime,), "standards": (seal,)}
    taxonomy = with_(**{name: made[name] for name in rules})
    assert ("never-holds", location) in [one[1:3] for one in found(taxonomy)]


@pytest.mark.parametrize(
    ("axis", "candidate", "said"),
    [
        ("kind", "pear", ["“Fruit” may mean “Pear”, which no answers bring first."]),
        ("kind", "plum", []),
        ("", "pear", []),
    ],
)
def test_a_label_that_may_mean_what_no_answers_bring_first_is_named(
    axis: str, candidate: str, said: list[str]
) -> None:
    beaten: Cells = {"colour=red": {"apple": 3, "pear": 2}, "size=small": {"plum": 1}}
    label = Label(
        slug="fruit",
        names=("Fruit",),
        meaning="x",
        asks="x",
        axis=axis,
        candidates=(Candidate(outcome=candidate),),
    )
    taxonomy = with_(evidence=cells(beaten), combinations=(), labels=(label,))
    assert [
        one.sentence
        for one in review(taxonomy)
        if one.location == row_ref("candidate", "fruit", candidate)
    ] == said


# ── Verdicts ─────────────────────────────────────────────────────────────────────────────

SIZES = (
    builders.driver("size", "size", 50, small=9, large=4),
    builders.driver("fresh", "colour", 50, red=8, green=8, blue=6, required=True),
)
"""Scores from 5.0 to 8.5, and of the colour alone 6 or 8."""


def weighed(*, stops: tuple[Stop, ...] = (), **minimums: int) -> Taxonomy:
    """Bands from these scores on, in tenths; and one verdict more, the most severe."""
    return with_(
        verdicts=builders.verdicts(*minimums, "keep"),
        drivers=SIZES,
        bands=tuple(Band(minimum=low, verdict=verdict) for verdict, low in minimums.items()),
        stops=stops,
    )


def stop(verdict: str, condition: str = "colour = red", *, at_most: bool = False) -> Stop:
    return Stop(slug="halt", condition=condition, verdict=verdict, warning="worms", at_most=at_most)


@pytest.mark.parametrize(
    ("taxonomy", "silent"),
    [
        (weighed(go=85, wait=0, stops=(stop("keep"),)), []),
        (weighed(go=86, wait=0, stops=(stop("keep"),)), ["go"]),
        (weighed(go=61, wait=51, no=0, stops=(stop("keep"),)), []),
        (weighed(go=61, wait=51, no=0), ["keep"]),
        (weighed(go=51, wait=50, no=0, stops=(stop("keep"),)), ["no"]),
        # a stop gives a verdict that no score does, unless it can never hold
        (weighed(go=86, wait=0, stops=(stop("go"),)), ["keep"]),
        (
            weighed(go=50, wait=0, stops=(stop("keep", "colour = red and colour = blue"),)),
            ["wait", "keep"],
        ),
        # a cap gives its verdict only where the score alone would give a milder one
        (weighed(go=50, wait=0, stops=(stop("keep", at_most=True),)), ["wait"]),
        (weighed(go=86, wait=0, stops=(stop("go", at_most=True),)), ["go", "keep"]),
    ],
)
def test_verdicts_that_neither_a_score_nor_a_stop_gives_are_named(
    taxonomy: Taxonomy, silent: list[str]
) -> None:
    assert [one for one in found(taxonomy) if one[1] == "out-of-reach"] == [
        (
            "warning",
            "out-of-reach",
            f"verdict {slug}",
            f"“{slug.title()}” never comes out: no score and no stop can give it.",
        )
        for slug in silent
    ]


def test_the_scores_that_are_possible_are_those_of_all_answers() -> None:
    assert possible_scores(weighed(go=0)) == {85, 75, 60, 80, 50}


def test_two_drivers_of_one_question_are_scored_by_the_same_answer() -> None:
    drivers = (
        builders.driver("plain", "size", 50, small=10, large=0),
        builders.driver("reverse", "size", 50, small=0, large=10),
    )
    assert possible_scores(with_(drivers=drivers)) == {50}


def test_without_a_fit_check_there_is_no_score() -> None:
    assert possible_scores(GOOD) == set()


def test_a_text_that_is_too_long_for_its_place_is_named() -> None:
    long = builders.warning("worms", "colour = red").model_copy(update={"title": "W" * 71})
    said = f"The title of the warning “{'W' * 71}” has 71 characters, and its place fits 70."
    assert found(with_(warnings=(long,))) == [("warning", "too-long", "warning worms", said)]


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("See [pears](/families/pear/).", "/families/pear"),
        ("See /labels/#fruit.", "/labels/fruit"),
        ("See /match/weight/.", "/match/weight"),
        ("See /guide/plums/.", "/guide/plums"),
        ("See /families/apple/, /match/colour/ and /guide/changes/.", ""),
        ("See https://example.org/families/pear/.", ""),
    ],
)
def test_a_link_to_a_page_that_does_not_exist_is_dead(text: str, lost: str) -> None:
    worms = builders.warning("worms", "colour = red").model_copy(update={"text": text})
    dead = found(builders.changed(family(), warnings=(worms,)))
    sentence = f"The warning “Worms” links to {lost}, which does not exist."
    assert dead == ([("warning", "dead-link", "warning worms", sentence)] if lost else [])


# ── On any taxonomy ──────────────────────────────────────────────────────────────────────


@given(taxonomies())
def test_every_finding_is_about_a_row(taxonomy: Taxonomy) -> None:
    assert {one.location for one in review(taxonomy)} <= {row.location for row in rows(taxonomy)}


@given(taxonomies(), answer_sets())
def test_no_answers_show_a_warning_that_can_never_hold_or_hide_one_that_always_does(
    taxonomy: Taxonomy, answers: Answers
) -> None:
    codes = {one.location: one.code for one in review(taxonomy)}
    shown = match(taxonomy, answers).warnings
    for warning in taxonomy.warnings:
        said = codes.get(row_ref("warning", warning.slug))
        assert said != ("never-holds" if warning.slug in shown else "always-holds")


@given(taxonomies(), answer_sets())
def test_no_answers_get_a_verdict_or_a_score_that_nobody_gets(
    taxonomy: Taxonomy, answers: Answers
) -> None:
    silent = {one.location for one in review(taxonomy) if one.code == "out-of-reach"}
    fit = match(taxonomy, answers).fit
    assert fit.score is None or fit.score in possible_scores(taxonomy)
    assert row_ref("verdict", fit.verdict or "") not in silent
