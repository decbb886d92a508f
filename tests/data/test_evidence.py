"""Questions, their weights, and the evidence that answers carry."""

from collections import Counter

from matcher.core import Taxonomy


def test_thirteen_questions_are_scored_in_two_parts(drafted: Taxonomy) -> None:
    assert [
        (one.slug, one.part, one.kind, len(one.options)) for one in drafted.index.base_questions
    ] == [
        ("object", "work", "one", 14),
        ("judgment", "work", "one", 3),
        ("regulation", "work", "one", 3),
        ("served", "work", "one", 5),
        ("work_kind", "work", "one", 8),
        ("volume", "work", "several", 9),
        ("readiness", "terms", "one", 10),
        ("sensitivity", "terms", "one", 5),
        ("control", "terms", "one", 6),
        ("data_location", "terms", "several", 14),
        ("language_time", "terms", "several", 13),
        ("priority", "terms", "one", 9),
        ("software_tried", "terms", "one", 5),
    ]


def test_options_stand_on_a_scale_for_two_questions(drafted: Taxonomy) -> None:
    assert [one.slug for one in drafted.questions if one.ordered] == [
        "judgment",
        "regulation",
    ]


def test_every_question_says_what_not_sure_does(drafted: Taxonomy) -> None:
    assert [one.slug for one in drafted.questions if not one.not_sure.strip()] == []


def test_weights_and_roles_on_the_family(drafted: Taxonomy) -> None:
    assert weights(drafted, "family") == {
        "judgment": (100, "essential", False),
        "object": (250, "essential", True),
        "regulation": (100, "essential", False),
        "served": (100, "tie-break", False),
        "work_kind": (100, "tie-break", False),
    }


def test_weights_and_roles_on_the_delivery_model(drafted: Taxonomy) -> None:
    assert weights(drafted, "delivery") == {
        "control": (150, "essential", True),
        "judgment": (100, "essential", False),
        "priority": (100, "tie-break", False),
        "readiness": (100, "essential", False),
        "regulation": (50, "essential", False),
        "sensitivity": (50, "essential", False),
        "volume": (100, "essential", False),
    }


def test_weights_and_roles_on_the_geography(drafted: Taxonomy) -> None:
    assert weights(drafted, "geography") == {
        "data_location": (100, "essential", True),
        "language_time": (100, "essential", True),
        "priority": (100, "tie-break", False),
        "regulation": (100, "essential", False),
        "sensitivity": (100, "essential", False),
        "volume": (100, "essential", False),
    }


def test_weights_and_roles_on_the_route(drafted: Taxonomy) -> None:
    assert weights(drafted, "route") == {
        "control": (150, "essential", True),
        "judgment": (100, "essential", False),
        "object": (100, "essential", False),
        "priority": (50, "tie-break", False),
        "readiness": (150, "essential", False),
        "regulation": (50, "essential", False),
        "sensitivity": (100, "essential", False),
        "software_tried": (50, "tie-break", False),
        "volume": (100, "essential", False),
    }


def weights(taxonomy: Taxonomy, axis: str) -> dict[str, tuple[int, str, bool]]:
    return {
        question.slug: (weight.weight, weight.role, weight.required)
        for question in taxonomy.index.base_questions
        for weight in question.weights
        if weight.axis == axis
    }


def test_there_are_623_cells_and_each_base_question_has_its_share(drafted: Taxonomy) -> None:
    base = {question.slug for question in drafted.index.base_questions}
    cells = [cell for cell in drafted.evidence if cell.question in base]
    assert len(cells) == 623
    assert Counter((cell.axis, cell.question) for cell in cells) == {
        ("delivery", "control"): 20,
        ("delivery", "judgment"): 6,
        ("delivery", "priority"): 11,
        ("delivery", "readiness"): 25,
        ("delivery", "regulation"): 2,
        ("delivery", "sensitivity"): 6,
        ("delivery", "volume"): 27,
        ("family", "judgment"): 23,
        ("family", "object"): 98,
        ("family", "regulation"): 19,
        ("family", "served"): 44,
        ("family", "work_kind"): 62,
        ("geography", "data_location"): 42,
        ("geography", "language_time"): 30,
        ("geography", "priority"): 19,
        ("geography", "regulation"): 2,
        ("geography", "sensitivity"): 5,
        ("geography", "volume"): 9,
        ("route", "control"): 24,
        ("route", "judgment"): 10,
        ("route", "object"): 36,
        ("route", "priority"): 18,
        ("route", "readiness"): 35,
        ("route", "regulation"): 3,
        ("route", "sensitivity"): 8,
        ("route", "software_tried"): 14,
        ("route", "volume"): 25,
    }


def test_every_cell_belongs_to_a_question_weighted_on_its_axis(drafted: Taxonomy) -> None:
    assert [
        cell
        for cell in drafted.evidence
        if (cell.question, cell.axis) not in drafted.index.weight_by_pair
    ] == []


def test_every_weight_has_evidence(drafted: Taxonomy) -> None:
    assert {(cell.question, cell.axis) for cell in drafted.evidence} == set(
        drafted.index.weight_by_pair
    )


def test_every_cell_says_why_in_a_sentence(drafted: Taxonomy) -> None:
    assert [cell for cell in drafted.evidence if not cell.sentence.endswith(".")] == []


def test_eight_cells_rule_a_place_out(drafted: Taxonomy) -> None:
    assert [
        (cell.question, cell.option, cell.outcome, cell.strength)
        for cell in drafted.evidence
        if cell.excludes
    ] == [
        ("data_location", "must-stay-country", "nearshore", 0),
        ("data_location", "must-stay-country", "offshore", 0),
        ("data_location", "must-stay-region", "offshore", 0),
        ("data_location", "licensed-people", "nearshore", 0),
        ("data_location", "licensed-people", "offshore", 0),
        ("data_location", "our-site", "nearshore", 0),
        ("data_location", "our-site", "offshore", 0),
        ("data_location", "face-to-face", "offshore", 0),
    ]


def test_every_family_and_model_has_an_answer_that_speaks_for_it_strongly(
    drafted: Taxonomy,
) -> None:
    strongest = {
        (axis, outcome.slug): max(
            cell.strength
            for cell in drafted.evidence
            if (cell.axis, cell.outcome) == (axis, outcome.slug)
        )
        for axis in drafted.index.outcomes_by_axis
        for outcome in drafted.index.outcomes_by_axis[axis]
    }
    assert {pair for pair, strength in strongest.items() if strength < 3} == set()


def test_what_lands_in_the_queue_points_to_each_family_at_least_once(drafted: Taxonomy) -> None:
    pointed = {
        cell.outcome
        for cell in drafted.evidence
        if (cell.axis, cell.question) == ("family", "object") and cell.strength > 1
    }
    assert pointed == {outcome.slug for outcome in drafted.index.outcomes_by_axis["family"]}


def test_the_tie_rules_and_thresholds_of_the_axes(drafted: Taxonomy) -> None:
    assert {
        axis.slug: (
            axis.tie_question,
            axis.clear_from,
            axis.likely_from,
            axis.full_answers,
            axis.close_percent,
            axis.unclear_below,
        )
        for axis in drafted.axes
    } == {
        "family": ("object", 600, 300, 5, 80, 400),
        "delivery": ("control", 300, 200, 0, 80, 0),
        "geography": ("priority", 300, 200, 0, 80, 0),
        "route": ("control", 400, 200, 5, 80, 0),
    }
