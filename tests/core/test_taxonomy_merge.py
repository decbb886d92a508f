"""What an installation made of the first edition, and the second edition: which rows come out."""

import pytest

from matcher.core import Taxonomy, Value
from matcher.core.checks import check
from matcher.core.taxonomy.merge import Merge, merge, merged_order
from matcher.core.taxonomy.values import Note
from tests import builders
from tests.builders import changed


def fruit(*questions: str, sweet: str = "Sweet.") -> Taxonomy:
    """Apples and pears by these questions, `colour=red` speaking for apples."""
    asked = [builders.question(slug, "red", "green", kind=1) for slug in questions]
    pairs = {f"{slug}=red": {"apple": 3} for slug in questions}
    return builders.taxonomy(
        axes=[builders.axis("kind")],
        outcomes={"kind": ["apple", "pear"]},
        questions=asked,
        evidence=builders.evidence("kind", pairs),
        warnings=[builders.warning("sweet", "colour = red").model_copy(update={"text": sweet})],
    )


BASE = fruit("colour", "skin")
SHIPPED = fruit("colour", "taste", sweet="Very sweet.")


def with_row(taxonomy: Taxonomy, attribute: str, slug: str, **fields: object) -> Taxonomy:
    """The taxonomy with other fields in one row."""
    return changed(
        taxonomy,
        **{
            attribute: tuple(
                row.model_copy(update=fields) if row.slug == slug else row
                for row in getattr(taxonomy, attribute)
            )
        },
    )


def with_sentence(taxonomy: Taxonomy, question: str, sentence: str) -> Taxonomy:
    cells = [
        cell.model_copy(update={"sentence": sentence}) if cell.question == question else cell
        for cell in taxonomy.evidence
    ]
    return changed(taxonomy, evidence=tuple(cells))


def merged(own: Taxonomy, *, base: Taxonomy = BASE, shipped: Taxonomy = SHIPPED) -> Merge:
    return merge(base=base, own=own, shipped=shipped)


def conflicts(merge: Merge) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """The kind and location of each conflict, with its fields."""
    return [
        (one.kind, str(one.location), [(name.name, name.before, name.after) for name in one.fields])
        for one in merge.conflicts
    ]


def displaced(merge: Merge) -> list[str]:
    return [str(row.location) for row in merge.displaced]


def slugs(rows: tuple[Value, ...]) -> list[str]:
    return [row.slug for row in rows]


# ── Whose row it is ──────────────────────────────────────────────────────────────────────


def test_rows_that_nobody_edited_become_the_shipped_ones() -> None:
    assert merged(BASE) == Merge(SHIPPED, (), ())


def test_a_draft_that_is_the_shipped_one_already_stays_so() -> None:
    assert merged(SHIPPED) == Merge(SHIPPED, (), ())


def test_a_row_that_both_sides_edited_is_kept_and_told_beside_the_shipped_one() -> None:
    result = merged(with_row(BASE, "warnings", "sweet", text="Ours."))
    assert result.taxonomy == with_row(SHIPPED, "warnings", "sweet", text="Ours.")
    assert conflicts(result) == [
        ("changed", "warning sweet", [("text", "Ours.", "Very sweet.")]),
    ]
    assert displaced(result) == []


def test_both_sides_saying_the_same_is_no_conflict() -> None:
    assert merged(with_row(BASE, "warnings", "sweet", text="Very sweet.")) == Merge(SHIPPED, (), ())


def test_an_edited_row_that_is_shipped_as_it_was_is_simply_kept() -> None:
    result = merged(with_row(BASE, "questions", "colour", prompt="Which colour?"))
    expected = with_row(SHIPPED, "questions", "colour", prompt="Which colour?")
    assert result == Merge(expected, (), ())


def test_an_added_row_stays_where_it_was_among_its_neighbours() -> None:
    own = changed(BASE, warnings=(*BASE.warnings, builders.warning("ours", "colour = green")))
    shipped = changed(
        SHIPPED, warnings=(*SHIPPED.warnings, builders.warning("new", "colour = green"))
    )
    result = merged(own, shipped=shipped)
    assert slugs(result.taxonomy.warnings) == ["sweet", "ours", "new"]
    assert (result.conflicts, result.displaced) == ((), ())


def test_a_row_that_both_sides_added_is_kept_and_told_where_they_differ() -> None:
    own = changed(BASE, notes=(Note(slug="n", topic="fit", title="Ours", text="T."),))
    shipped = changed(SHIPPED, notes=(Note(slug="n", topic="fit", title="Shipped", text="T."),))
    result = merged(own, shipped=shipped)
    assert result.taxonomy == changed(SHIPPED, notes=own.notes)
    assert conflicts(result) == [("changed", "note n", [("title", "Ours", "Shipped")])]


def test_a_deleted_row_stays_deleted_and_is_told_only_where_it_is_shipped_with_changes() -> None:
    own = changed(BASE, warnings=())
    result = merged(own)
    assert result.taxonomy == changed(SHIPPED, warnings=())
    assert conflicts(result) == [("added", "warning sweet", [])]
    unchanged = merged(own, shipped=fruit("colour", "taste"))
    assert (unchanged.taxonomy.warnings, unchanged.conflicts) == ((), ())


def test_what_belongs_to_a_deleted_row_is_told_with_it_alone() -> None:
    own = changed(BASE, questions=BASE.questions[1:], evidence=BASE.evidence[1:])
    options = tuple(
        option.model_copy(update={"label": "Shipped"}) for option in SHIPPED.questions[0].options
    )
    shipped = with_row(SHIPPED, "questions", "colour", prompt="Shipped?", options=options)
    result = merged(own, shipped=shipped)
    assert slugs(result.taxonomy.questions) == ["taste"]
    assert conflicts(result) == [("added", "question colour", [])]


def test_an_edited_rule_that_is_no_longer_shipped_stays_and_is_told() -> None:
    own = with_row(BASE, "warnings", "sweet", text="Ours.")
    result = merged(own, shipped=changed(SHIPPED, warnings=()))
    assert result.taxonomy.warnings == own.warnings
    assert conflicts(result) == [("removed", "warning sweet", [])]


def test_what_belongs_to_an_edited_rule_that_is_no_longer_shipped_stays_with_it() -> None:
    rule = builders.combination("both", "kind", "colour = red", apple=1)
    base = changed(BASE, combinations=(rule,))
    own = with_row(base, "combinations", "both", condition="colour = green")
    result = merged(own, base=base)
    assert result.taxonomy.combinations == own.combinations
    assert conflicts(result) == [("removed", "combination both", [])]


def test_a_field_that_the_base_did_not_have_is_the_shipped_one_unless_somebody_filled_it_in() -> (
    None
):
    """A draft of the first edition has the default in every column that came later."""
    shipped = with_row(SHIPPED, "questions", "colour", kind="several", prompt="Shipped?")
    prompt = {"prompt": "Ours?"}
    result = merged(with_row(BASE, "questions", "colour", **prompt), shipped=shipped)
    assert result.taxonomy == with_row(shipped, "questions", "colour", **prompt)
    assert conflicts(result) == [
        ("changed", "question colour", [("prompt", "Ours?", "Shipped?")]),
    ]
    filled_in = merged(with_row(BASE, "questions", "colour", circumstance=True), shipped=shipped)
    assert filled_in.taxonomy.questions[0].circumstance


# ── What has no place ────────────────────────────────────────────────────────────────────


def test_an_edited_question_that_is_no_longer_asked_has_no_place() -> None:
    own = with_row(BASE, "questions", "skin", prompt="What skin?")
    result = merged(own)
    assert result == Merge(SHIPPED, (), result.displaced)
    assert [row.value.prompt for row in result.displaced] == ["What skin?"]


def test_what_says_something_of_a_question_that_is_gone_has_no_place() -> None:
    result = merged(with_sentence(BASE, "skin", "Ours."))
    assert result.taxonomy == SHIPPED
    assert displaced(result) == ["evidence skin=red on kind/apple"]
    assert [row.value.sentence for row in result.displaced] == ["Ours."]


def test_an_option_added_to_a_question_that_is_gone_goes_with_all_that_points_at_it() -> None:
    skin = builders.question("skin", "red", "green", "blue", kind=1)
    own = changed(
        BASE,
        questions=(BASE.questions[0], skin),
        evidence=(*BASE.evidence, *builders.evidence("kind", {"skin=blue": {"pear": 2}})),
    )
    result = merged(own)
    assert result.taxonomy == SHIPPED
    assert displaced(result) == ["option skin=blue", "evidence skin=blue on kind/pear"]


def test_a_question_of_ones_own_stays_with_its_options_and_evidence() -> None:
    own = fruit("colour", "skin", "weight")
    result = merged(own)
    assert slugs(result.taxonomy.questions) == ["colour", "weight", "taste"]
    assert own.evidence[-1] in result.taxonomy.evidence
    assert (result.conflicts, result.displaced) == ((), ())


def test_a_rule_about_what_is_gone_stays_and_the_checks_say_what_is_wrong_with_it() -> None:
    own = with_row(BASE, "warnings", "sweet", condition="skin = red")
    result = merged(own)
    assert result.taxonomy.warnings == own.warnings
    sentences = [one.sentence for one in check(builders.written(result.taxonomy)) if one.is_error]
    assert sentences == ["There is no question called “skin”."]


def test_shipped_rows_about_what_was_deleted_do_not_come_back() -> None:
    own = changed(
        BASE,
        questions=(BASE.questions[0].model_copy(update={"options": ()}), BASE.questions[1]),
        evidence=BASE.evidence[1:],
    )
    shipped = with_sentence(SHIPPED, "colour", "Shipped.")
    result = merged(own, shipped=shipped)
    assert [cell.question for cell in result.taxonomy.evidence] == ["taste"]
    assert displaced(result) == []


def test_a_row_that_points_at_what_is_gone_gives_way_to_the_shipped_one() -> None:
    """A driver of the fit check whose question was replaced, and whose weight was edited."""
    base = changed(BASE, drivers=(builders.driver("ripeness", "skin", 100, red=9, green=1),))
    shipped = changed(SHIPPED, drivers=(builders.driver("ripeness", "taste", 100, red=8, green=2),))
    result = merged(with_row(base, "drivers", "ripeness", weight=50), base=base, shipped=shipped)
    assert result.taxonomy == shipped
    assert [(str(row.location), row.value.weight) for row in result.displaced] == [
        ("fit driver ripeness", 50)
    ]
    assert result.conflicts == ()


def test_scores_go_with_the_question_that_their_driver_keeps() -> None:
    base = changed(BASE, drivers=(builders.driver("ripeness", "colour", 100, red=9),))
    taste = builders.question("taste", "sour", kind=1)
    shipped = changed(
        SHIPPED,
        questions=(SHIPPED.questions[0], taste),
        evidence=(),
        drivers=(builders.driver("ripeness", "taste", 100, sour=2),),
    )
    result = merged(with_row(base, "drivers", "ripeness", weight=50), base=base, shipped=shipped)
    assert result.taxonomy.drivers == (builders.driver("ripeness", "colour", 50),)


def test_an_axis_whose_tie_question_is_gone_has_the_shipped_one() -> None:
    base = with_row(BASE, "axes", "kind", tie_question="skin")
    shipped = with_row(SHIPPED, "axes", "kind", tie_question="taste")
    own = with_row(base, "axes", "kind", name="Ours")
    result = merged(own, base=base, shipped=shipped)
    assert result.taxonomy == with_row(shipped, "axes", "kind", name="Ours")


# ── Order ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("base", "own", "shipped", "expected"),
    [
        pytest.param("abc", "abc", "cab", "cab", id="the shipped one"),
        pytest.param("abc", "bac", "abcd", "bacd", id="the own one where it was changed"),
        pytest.param("abc", "axbc", "cab", "caxb", id="own ones after their neighbour"),
        pytest.param("abc", "xabc", "abc", "xabc", id="own ones at the beginning"),
        pytest.param("abc", "axyc", "abcd", "axybcd", id="own ones in their order"),
        pytest.param("", "", "ab", "ab", id="new ones"),
    ],
)
def test_siblings_come_in_one_order(base: str, own: str, shipped: str, expected: str) -> None:
    assert "".join(merged_order(base, own, shipped)) == expected
