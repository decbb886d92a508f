"""Questions, their weights, and the evidence that answers carry."""

from collections import Counter

from matcher.core import Taxonomy


def test_fourteen_questions_are_asked_in_two_parts(drafted: Taxonomy) -> None:
    assert [(one.slug, one.part, len(one.options)) for one in drafted.index.base_questions] == [
        ("served", "work", 4),
        ("work_kind", "work", 4),
        ("judgment", "work", 3),
        ("regulation", "work", 3),
        ("object", "work", 8),
        ("systems", "work", 8),
        ("channels", "work", 6),
        ("volume_pattern", "work", 5),
        ("control", "terms", 4),
        ("data_location", "terms", 5),
        ("language_time", "terms", 6),
        ("priority", "terms", 5),
        ("readiness", "terms", 4),
        ("sensitivity", "terms", 3),
    ]


def test_options_stand_on_a_scale_for_four_questions(drafted: Taxonomy) -> None:
    assert [one.slug for one in drafted.questions if one.ordered] == [
        "judgment",
        "regulation",
        "readiness",
        "sensitivity",
    ]


def test_every_question_says_what_not_sure_does(drafted: Taxonomy) -> None:
    assert [one.slug for one in drafted.questions if not one.not_sure.strip()] == []


def test_weights_and_roles_on_the_family(drafted: Taxonomy) -> None:
    assert weights(drafted, "family") == {
        "served": (100, "essential", False),
        "work_kind": (100, "essential", False),
        "judgment": (150, "essential", False),
        "regulation": (100, "essential", False),
        "object": (200, "essential", True),
        "systems": (150, "tie-break", False),
        "channels": (75, "tie-break", False),
        "volume_pattern": (50, "tie-break", False),
    }


def test_weights_and_roles_on_the_delivery_model(drafted: Taxonomy) -> None:
    assert weights(drafted, "delivery") == {
        "judgment": (100, "essential", False),
        "regulation": (100, "essential", False),
        "volume_pattern": (100, "essential", False),
        "control": (100, "essential", True),
        "priority": (100, "tie-break", False),
        "readiness": (100, "essential", False),
        "sensitivity": (100, "essential", False),
    }


def test_weights_and_roles_on_the_geography(drafted: Taxonomy) -> None:
    assert weights(drafted, "geography") == {
        "regulation": (100, "essential", False),
        "data_location": (100, "essential", True),
        "language_time": (100, "essential", True),
        "priority": (100, "tie-break", False),
        "sensitivity": (100, "essential", False),
    }


def weights(taxonomy: Taxonomy, axis: str) -> dict[str, tuple[int, str, bool]]:
    return {
        question.slug: (weight.weight, weight.role, weight.required)
        for question in taxonomy.index.base_questions
        for weight in question.weights
        if weight.axis == axis
    }


def test_there_are_417_cells_and_each_base_question_has_its_share(drafted: Taxonomy) -> None:
    base = {question.slug for question in drafted.index.base_questions}
    cells = [cell for cell in drafted.evidence if cell.question in base]
    assert len(cells) == 417
    assert Counter((cell.axis, cell.question) for cell in cells) == {
        ("family", "served"): 36,
        ("family", "work_kind"): 35,
        ("family", "judgment"): 23,
        ("family", "regulation"): 20,
        ("family", "object"): 58,
        ("family", "systems"): 57,
        ("family", "channels"): 40,
        ("family", "volume_pattern"): 27,
        ("delivery", "control"): 13,
        ("delivery", "volume_pattern"): 17,
        ("delivery", "readiness"): 11,
        ("delivery", "judgment"): 6,
        ("delivery", "sensitivity"): 6,
        ("delivery", "priority"): 8,
        ("delivery", "regulation"): 2,
        ("geography", "data_location"): 15,
        ("geography", "language_time"): 20,
        ("geography", "priority"): 16,
        ("geography", "regulation"): 2,
        ("geography", "sensitivity"): 5,
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


def test_six_cells_rule_a_place_out(drafted: Taxonomy) -> None:
    assert [
        (cell.question, cell.option, cell.outcome, cell.strength)
        for cell in drafted.evidence
        if cell.excludes
    ] == [
        ("data_location", "must-stay-country", "nearshore", 0),
        ("data_location", "must-stay-country", "offshore", 0),
        ("data_location", "must-stay-country", "multi-shore", 0),
        ("data_location", "must-stay-region", "offshore", 0),
        ("data_location", "licensed-people", "nearshore", 0),
        ("data_location", "licensed-people", "offshore", 0),
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
        cell.outcome for cell in drafted.evidence if cell.question == "object" and cell.strength > 1
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
        "family": ("object", 600, 300, 6, 80, 400),
        "delivery": ("control", 300, 200, 0, 80, 0),
        "geography": ("", 300, 200, 0, 80, 0),
    }
