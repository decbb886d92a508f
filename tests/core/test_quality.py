"""Rules that can be published, but are most likely not meant."""

from itertools import product

import pytest
from hypothesis import given

from matcher.core.checks import check, examples, review
from matcher.core.checks.reach import unreachable
from matcher.core.checks.repeats import meaning
from matcher.core.conditions import parse
from matcher.core.rules import NOT_SURE
from matcher.core.scoring import rank
from matcher.core.taxonomy import (
    Evidence,
    Kpi,
    Label,
    Outcome,
    PricingModel,
    PricingRule,
    Profile,
    Regime,
    ServiceLine,
    Stop,
    Suggestion,
    Taxonomy,
)
from tests import builders
from tests.core.strategies import taxonomies

Cells = dict[str, dict[str, int | str]]

CELLS: Cells = {
    "colour=red": {"apple": 2},
    "colour=green": {"pear": 2},
    "colour=blue": {"plum": 3, "apple": "x"},
    "size=small": {"plum": 1},
    "size=large": {"pear": 1, "apple": 1},
}

GOOD = builders.taxonomy(
    axes=[builders.axis("kind")],
    outcomes={"kind": ["apple", "pear", "plum"]},
    questions=[
        builders.question("colour", "red", "green", "blue", kind=1),
        builders.question("size", "small", "large", kind=1),
    ],
    evidence=builders.evidence("kind", CELLS),
    combinations=[builders.combination("crisp", "kind", "colour = red and size = large", apple=1)],
    warnings=[builders.warning("worms", "colour = red")],
)


def with_(**changes: object) -> Taxonomy:
    return builders.changed(GOOD, **changes)


def cells(cells: Cells) -> tuple[Evidence, ...]:
    return builders.evidence("kind", cells)


def found(taxonomy: Taxonomy) -> list[tuple[str, str, str, str]]:
    return [(one.level, one.code, one.where, one.sentence) for one in review(taxonomy)]


def test_good_rules_have_no_findings() -> None:
    assert review(GOOD) == ()


def test_of_an_unsound_taxonomy_nothing_else_is_said() -> None:
    broken = with_(
        warnings=(builders.warning("worms", "colour ="),),
        labels=(Label(slug="fruit", names=("Fruit",), meaning="", asks=""),),
    )
    assert [one.code for one in review(broken)] == ["condition"]
    assert review(broken) == check(broken)


# ── Outcomes out of reach ────────────────────────────────────────────────────────────────


def beaten(**changes: object) -> Taxonomy:
    """Whatever speaks for a pear speaks more for an apple."""
    table: Cells = {"colour=red": {"apple": 3, "pear": 2}, "size=small": {"plum": 1}}
    return with_(evidence=cells(table), combinations=(), **changes)


def reach(taxonomy: Taxonomy) -> list[tuple[str, str, str]]:
    reached = [one for one in review(taxonomy) if one.code == "out-of-reach"]
    return [(one.level, one.where, one.sentence) for one in reached]


def test_an_outcome_that_another_always_beats_is_out_of_reach_with_proof() -> None:
    sentence = "No answers can bring “Pear” first: “Apple” always stays ahead of it."
    assert reach(beaten()) == [("look", "outcome kind/pear", sentence)]


def test_without_a_proof_we_say_that_we_looked() -> None:
    taxonomy = builders.changed(
        beaten(), evidence=(*beaten().evidence, *cells({"size=large": {"apple": "x", "plum": 3}}))
    )
    assert unreachable(taxonomy.rules["kind"], "pear") is None
    sentence = "We found no answers that bring “Pear” first."
    assert reach(taxonomy) == [("look", "outcome kind/pear", sentence)]


def test_a_tie_that_the_outcome_wins_is_no_proof_against_it() -> None:
    taxonomy = beaten(outcomes=(GOOD.outcomes[1], GOOD.outcomes[0], GOOD.outcomes[2]))
    assert unreachable(taxonomy.rules["kind"], "pear") is None
    assert unreachable(beaten().rules["kind"], "pear") == "apple"


@given(taxonomies())
def test_an_example_brings_its_outcome_first_and_without_one_no_answers_do(
    taxonomy: Taxonomy,
) -> None:
    for (axis, outcome), answers in examples(taxonomy).items():
        rival = unreachable(taxonomy.rules[axis], outcome)
        if answers is not None:
            assert rank(taxonomy, axis, answers.as_dict()).top == outcome
            assert rival is None
        elif rival is not None:
            assert outcome not in firsts(taxonomy, axis)


def firsts(taxonomy: Taxonomy, axis: str) -> set[str | None]:
    """Every outcome that some answers bring first, by trying them all."""
    slugs = taxonomy.rules[axis].base
    options = [
        [None, NOT_SURE, *(one.slug for one in taxonomy.question_by_slug[slug].options)]
        for slug in slugs
    ]
    sets = (zip(slugs, picked, strict=True) for picked in product(*options))
    return {
        rank(taxonomy, axis, {slug: option for slug, option in one if option}).top for one in sets
    }


@given(taxonomies())
def test_a_small_taxonomy_has_an_example_for_every_outcome_that_can_be_first(
    taxonomy: Taxonomy,
) -> None:
    reached = {pair for pair, answers in examples(taxonomy).items() if answers is not None}
    possible = {
        (axis.slug, outcome)
        for axis in taxonomy.axes
        for outcome in firsts(taxonomy, axis.slug)
        if outcome
    }
    assert reached == possible


def test_an_example_asks_no_more_than_it_needs() -> None:
    assert {pair: answers and answers.picks for pair, answers in examples(GOOD).items()} == {
        ("kind", "apple"): (("size", "large"),),
        ("kind", "pear"): (("colour", "green"),),
        ("kind", "plum"): (("size", "small"),),
    }


# ── What never matters ───────────────────────────────────────────────────────────────────


def test_outcomes_that_all_rules_treat_alike_cannot_be_told_apart() -> None:
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
    sentence = "Nobody can tell “Plum” from “Pear”: all rules say the same."
    assert ("look", "alike", "outcome kind/plum", sentence) in found(taxonomy)


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
    assert found(taxonomy) == [("look", "never-matters", WEIGHT, sentence)]


def test_a_question_that_a_combination_asks_has_a_say() -> None:
    taxonomy = with_(evidence=cells({**CELLS, "size=small": {}, "size=large": {}}))
    assert found(taxonomy) == []


def test_a_weight_of_nothing_is_named() -> None:
    weightless = builders.question("size", "small", "large", kind=0)
    sentence = "No answer to “size?” ever matters for kind: its weight there is 0."
    assert found(with_(questions=(GOOD.questions[0], weightless))) == [
        ("look", "never-matters", WEIGHT, sentence)
    ]


def test_an_option_without_evidence_is_worth_knowing() -> None:
    taxonomy = with_(evidence=cells({**CELLS, "size=small": {}}), combinations=())
    sentence = "“Small” never matters for kind: it has no evidence."
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
    assert turns(scale(3, -2, 1)) == [("look", f"{said}, {turn}.")]


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
    assert found(taxonomy) == ([("look", code, "warning worms", sentence)] if code else [])


def test_a_combination_for_what_its_own_answers_rule_out_is_in_vain() -> None:
    vain = builders.combination("vain", "kind", "colour = blue and size = small", apple=2, plum=1)
    sentence = "It adds points to “Apple”, which the answers that it asks for rule out."
    assert found(with_(combinations=(vain,))) == [
        ("look", "contradiction", "combination vain", sentence)
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
    assert meaning(parse(one)) == meaning(parse(other))


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
    assert meaning(parse(one)) != meaning(parse(other))


def pair(**rules: object) -> list[tuple[str, str, str]]:
    return [(one.code, one.where, one.sentence) for one in review(with_(**rules))]


def test_combinations_contradict_or_repeat_each_other() -> None:
    crisp = GOOD.combinations[0]
    said = "The combinations “crisp” and “other” hold under the same condition and"
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
    said = "The warnings “Worms” and “Again” hold under the same condition and say the same."
    assert pair(warnings=(worms, again)) == [("repeat", "warning again", said)]
    assert pair(warnings=(worms, builders.warning("frost", "colour = red"))) == []


def test_stops_contradict_each_other_with_another_verdict() -> None:
    stops = [
        Stop(slug=verdict, condition="size = small", verdict=verdict, warning="worms")
        for verdict in ("wait", "keep")
    ]
    said = (
        "The hard stops “wait” and “keep” hold under the same condition and contradict each other."
    )
    rules = {"verdicts": builders.verdicts("wait", "keep"), "stops": tuple(stops)}
    assert pair(**rules) == [("contradiction", "stop keep", said)]


def test_suggestions_contradict_each_other_with_another_answer_to_the_same_question() -> None:
    offers = tuple(
        Suggestion(question="size", option=size, condition="colour = red", sentence="So.")
        for size in ("small", "large")
    )
    ((code, where, _sentence),) = pair(suggestions=offers)
    assert (code, where) == ("contradiction", "suggestion size=large")


def test_pricing_rules_repeat_each_other_with_the_same_model() -> None:
    model = PricingModel(slug="unit", name="Unit", fits="", avoid="", behaviour="", safeguards="")
    rules = tuple(
        PricingRule(slug=slug, condition="colour = red", model="unit", sentence="So.")
        for slug in ("one", "two")
    )
    ((code, where, _sentence),) = pair(pricing_models=(model,), pricing_rules=rules)
    assert (code, where) == ("repeat", "pricing rule two")


# ── Content ──────────────────────────────────────────────────────────────────────────────


def family(**parts: object) -> Taxonomy:
    """Apples as a family with these parts."""
    texts = dict.fromkeys(Profile.model_fields, "x") | {"shortlist": (), "risks": ()}
    full = {
        "service_lines": (ServiceLine(slug="pie", name="Pie", tasks=("bake",)),),
        "kpis": (_kpi(range="", range_note="None."),),
        "confusions": ({"other_name": "Pear", "goes_wrong": "x", "tell_apart": "x"},),
    }
    apple = {"axis": "kind", "slug": "apple", "name": "Apple", "summary": "", "profile": texts}
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
        ("look", "empty-family", "outcome kind/apple", f"“Apple” has no {name}.")
    ]


def test_a_line_without_tasks_is_named() -> None:
    assert found(family(service_lines=(ServiceLine(slug="pie", name="Pie"),))) == [
        ("look", "empty-family", "service line pie", "“Pie” has no example task.")
    ]


def test_a_range_and_a_regime_need_a_source() -> None:
    regime = Regime(slug="tax", name="Tax", triggered_by="", changes="", condition="size = small")
    assert found(builders.changed(family(kpis=(_kpi(range="100 g"),)), regimes=(regime,))) == [
        ("look", "no-source", "KPI kind/apple/weight", "The range of “Weight” has no source."),
        ("look", "no-source", "regime tax", "“Tax” has no source."),
    ]


def test_rules_that_do_not_say_why_are_named() -> None:
    offer = Suggestion(question="size", option="small", condition="colour = red", sentence=" ")
    assert [one[1:3] for one in found(with_(suggestions=(offer,)))] == [
        ("no-sentence", "suggestion size=small")
    ]


def test_a_label_that_says_nothing_and_a_model_that_nothing_suggests_are_unused() -> None:
    model = PricingModel(slug="unit", name="Unit", fits="", avoid="", behaviour="", safeguards="")
    label = Label(slug="fruit", names=("Fruit",), meaning="", asks="")
    assert found(with_(pricing_models=(model,), labels=(label,))) == [
        (
            "info",
            "unused",
            "label fruit",
            "“Fruit” speaks about none of the decisions and names no outcome.",
        ),
        ("info", "unused", "pricing model unit", "No rule ever suggests “Unit”."),
    ]
    assert found(with_(labels=(label.model_copy(update={"axis": "kind"}),))) == []


def test_a_text_that_is_too_long_for_its_place_is_named() -> None:
    long = builders.warning("worms", "colour = red").model_copy(update={"title": "W" * 71})
    ((level, code, where, sentence),) = found(with_(warnings=(long,)))
    assert (level, code, where) == ("look", "too-long", "warning worms")
    assert sentence.endswith("its title has 71 characters, and its place fits 70.")


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("See [pears](/families/pear/).", "/families/pear"),
        ("See /labels/#fruit.", "/labels/fruit"),
        ("See /match/weight/.", "/match/weight"),
        ("See /families/apple/ and /match/colour/.", ""),
        ("See https://example.org/families/pear/.", ""),
    ],
)
def test_a_link_to_a_page_that_does_not_exist_is_dead(text: str, lost: str) -> None:
    worms = builders.warning("worms", "colour = red").model_copy(update={"text": text})
    dead = found(builders.changed(family(), warnings=(worms,)))
    sentence = f"Warning: Worms: it links to {lost}, which does not exist."
    assert dead == ([("look", "dead-link", "warning worms", sentence)] if lost else [])
