"""Restoring: the draft says exactly what a taxonomy says, and nothing is touched in vain."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import F, Model
from hypothesis import given, strategies as st
from pytest_django import DjangoAssertNumQueries

from matcher.core import Taxonomy
from matcher.core.taxonomy.row_ref import row_ref
from matcher.draft.apply import StillUsed, apply_taxonomy
from matcher.draft.compile import compile_draft
from matcher.draft.writer import Unstorable, ordered_positions
from matcher.models import (
    AnnexClause,
    Axis,
    Band,
    Case,
    CaseAnswer,
    Combination,
    ContextOption,
    Driver,
    Evidence,
    ExampleTask,
    Exposure,
    ExposureLevel,
    Kpi,
    Label,
    LabelName,
    NextStep,
    Note,
    Option,
    Outcome,
    PriceExample,
    Profile,
    Question,
    RegimeSource,
    Risk,
    ServiceLine,
    Standard,
    Stop,
    Suggestion,
    Verdict,
    Warning,
    Weight,
)
from matcher.models.rows import Row
from tests import builders
from tests.draft.everything import TICKED, with_everything

REASON = "Roll back to edition 7"


def histories() -> list[type[Model]]:
    rows = [one for one in apps.get_app_config("matcher").get_models() if issubclass(one, Row)]
    return [row.history.model for row in rows]


def records() -> list[Model]:
    return [record for history in histories() for record in history.objects.all()]


@pytest.fixture(autouse=True)
def _no_history_yet(db: None) -> None:
    for history in histories():
        history.objects.all().delete()


# ── The same taxonomy comes out ──────────────────────────────────────────────────────────


def test_an_empty_database_says_what_was_applied_byte_for_byte(
    empty_draft: None, drafted: Taxonomy
) -> None:
    apply_taxonomy(drafted, reason=REASON)
    assert compile_draft().to_json() == drafted.to_json()


def test_what_the_delivered_taxonomy_does_not_use_yet_comes_and_goes_byte_for_byte(
    draft: None, drafted: Taxonomy
) -> None:
    everything = with_everything(drafted)
    for taxonomy in (everything, drafted):
        apply_taxonomy(taxonomy, reason=REASON)
        assert compile_draft().to_json() == taxonomy.to_json()
    apply_taxonomy(everything, reason=REASON)
    for history in histories():
        history.objects.all().delete()
    apply_taxonomy(everything, reason=REASON)
    assert records() == []


def test_ticks_of_an_example_come_back_after_an_editor_changed_them(
    draft: None, drafted: Taxonomy
) -> None:
    everything = with_everything(drafted)
    apply_taxonomy(everything, reason=REASON)
    answers = CaseAnswer.objects.filter(case__slug=everything.examples[0].slug)
    ticks = answers.filter(question__slug=TICKED)
    ticks.first().delete()
    ticks.update(option=None)
    answers.filter(question__slug="control").update(option=Option.objects.get(slug="we-direct"))
    apply_taxonomy(everything, reason=REASON)
    assert compile_draft().to_json() == everything.to_json()


def test_applying_what_is_there_touches_nothing(
    draft: None, drafted: Taxonomy, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(79):
        apply_taxonomy(drafted, reason=REASON)
    assert records() == []
    assert compile_draft().to_json() == drafted.to_json()


def test_an_early_edition_comes_back_without_what_counts_no_more(
    draft: None, drafted: Taxonomy
) -> None:
    """Stops by what nobody knows, which are refused today, and the scores of *not sure*."""
    wait = drafted.stops[0].model_copy(
        update={"slug": "wait", "condition": "regulation = high and data_location = not-sure"}
    )
    early = builders.changed(
        drafted,
        stops=(*drafted.stops, wait),
        drivers=tuple(driver.model_copy(update={"not_sure": 2}) for driver in drafted.drivers),
    )
    apply_taxonomy(early, reason=REASON)
    assert compile_draft() == drafted


def swap(model: type[Row], field: str, free: object) -> None:
    """Give the first two rows each other's value, by way of a free one."""
    first, second = model.objects.all()[:2]
    values = getattr(first, field), getattr(second, field)
    for row, value in ((first, free), (second, values[0]), (first, values[1])):
        model.objects.filter(pk=row.pk).update(**{field: value})


def change_everything() -> None:
    """Something of every kind is changed, moved, added, deleted or swapped."""
    family = Outcome.objects.filter(profile__isnull=False).first()
    Axis.objects.filter(slug="family").update(clear_from="7.25", tie_question=None)
    Outcome.objects.filter(axis__slug="delivery").update(position=100 - F("position"))
    Profile.objects.update(office="both")
    Risk.objects.update(scope="sector = bank")
    ServiceLine.objects.filter(position=10).delete()
    ServiceLine.objects.update(family=family)
    ExampleTask.objects.update(position=0)
    Kpi.objects.filter(family=family).delete()
    RegimeSource.objects.all().delete()
    Exposure.objects.filter(family=family).delete()
    Exposure.objects.update(score="0.33", checked_on="")
    ExposureLevel.objects.filter(exposures=None).delete()
    AnnexClause.objects.first().delete()
    AnnexClause.objects.update(regime=None, condition="label given")
    PriceExample.objects.first().delete()
    Standard.objects.first().delete()
    Standard.objects.update(condition="label given", position=10)
    Question.objects.update(position=500 - F("position"))
    Option.objects.create(question=Question.objects.first(), slug="more", label="More", hint="?")
    Weight.objects.update(weight="0.33")
    Evidence.objects.filter(option__question__slug="served").delete()
    Evidence.objects.filter(strength=1).update(strength=2)
    Suggestion.objects.all()[2].delete()
    Combination.objects.first().effects.all().delete()
    swap(Verdict, "severity", free=99)
    swap(Band, "minimum", free="9.9")
    swap(Driver, "question", free=Question.objects.filter(driver=None).first().pk)
    Stop.objects.all().delete()
    LabelName.objects.update(label=Label.objects.last())
    NextStep.objects.create(slug="new-step", text="New.")
    Note.objects.update(topic="elsewhere")
    Case.objects.filter(example=True).update(example=False, title="Another title")


def test_a_changed_draft_says_what_was_restored_byte_for_byte(
    draft: None, drafted: Taxonomy
) -> None:
    change_everything()
    assert compile_draft() != drafted
    apply_taxonomy(drafted, reason=REASON)
    assert compile_draft().to_json() == drafted.to_json()
    for history in histories():
        history.objects.all().delete()
    apply_taxonomy(drafted, reason=REASON)
    assert records() == []


def test_a_taxonomy_of_other_axes_takes_the_place_of_everything_and_goes_again(
    draft: None, drafted: Taxonomy
) -> None:
    other = builders.taxonomy(
        axes=[builders.axis("colour", tie_question="light"), builders.axis("size")],
        outcomes={"colour": ["red", "blue"], "size": ["big", "small"]},
        questions=[
            builders.question("light", "day", "night", colour=1.5),
            builders.question("room", "wide", "narrow", size=2),
        ],
        evidence=builders.evidence("colour", {"light=day": {"red": 2, "blue": "x"}}),
        warnings=[builders.warning("dark", "light = night")],
        labels=["paint"],
    )
    Case.objects.all().delete()
    apply_taxonomy(other, reason="Another one")
    assert compile_draft().to_json() == other.to_json()
    apply_taxonomy(drafted, reason=REASON)
    assert compile_draft().to_json() == drafted.to_json()


# ── History ──────────────────────────────────────────────────────────────────────────────


def test_every_row_that_changes_says_why_and_by_whom_and_at_the_same_moment(
    draft: None, drafted: Taxonomy, django_user_model: type[User]
) -> None:
    editor = django_user_model.objects.create_user("editor")
    Note.objects.filter(pk=Note.objects.first().pk).delete()
    Warning.objects.filter(slug="brand-voice").update(title="Another title")
    NextStep.objects.bulk_create([NextStep(slug="new-step", text="New.")])
    Case.objects.filter(pk=Case.objects.filter(example=True).first().pk).update(example=False)
    before = {type(one): one.history_id for one in records()}
    apply_taxonomy(drafted, reason=REASON, by=editor)
    made = [one for one in records() if one.history_id != before.get(type(one))]
    assert sorted((type(one).__name__, one.history_type) for one in made) == [
        ("HistoricalCase", "~"),
        ("HistoricalNextStep", "-"),
        ("HistoricalNote", "+"),
        ("HistoricalWarning", "~"),
    ]
    assert {(one.history_change_reason, one.history_user) for one in made} == {(REASON, editor)}
    assert len({one.history_date for one in made}) == 1


def test_a_long_reason_is_cut_rather_than_refused(draft: None, drafted: Taxonomy) -> None:
    Warning.objects.filter(slug="brand-voice").update(title="Another title")
    apply_taxonomy(drafted, reason="x" * 301)
    assert [one.history_change_reason for one in records()] == ["x" * 300]


def test_a_row_moved_by_an_editor_moves_back_alone(draft: None, drafted: Taxonomy) -> None:
    NextStep.objects.filter(pk=NextStep.objects.last().pk).update(position=1)
    apply_taxonomy(drafted, reason=REASON)
    assert [type(one).__name__ for one in records()] == ["HistoricalNextStep"]
    assert compile_draft() == drafted


def test_rows_that_share_a_position_stay_as_they_are_while_their_order_holds(
    draft: None,
) -> None:
    Warning.objects.update(position=0)
    taxonomy = compile_draft()
    apply_taxonomy(taxonomy, reason=REASON)
    assert records() == []


def test_line_breaks_of_a_list_are_no_change(draft: None, drafted: Taxonomy) -> None:
    option = ContextOption.objects.filter(groups__contains="\n").first()
    text = option.groups.replace("\n", "\r\n") + "\r\n"
    ContextOption.objects.filter(pk=option.pk).update(groups=text)
    apply_taxonomy(drafted, reason=REASON)
    assert records() == []


# ── What is in the way ───────────────────────────────────────────────────────────────────


def using_case(question: str = "served", option: str | None = None) -> Case:
    case = Case.objects.create(slug="mine", title="My case", vignette="Mine.")
    asked = Question.objects.get(slug=question)
    case.answers.create(question=asked, option=asked.options.get(slug=option) if option else None)
    return case


def test_an_option_that_a_case_uses_is_not_taken_away(draft: None, drafted: Taxonomy) -> None:
    Option.objects.create(
        question=Question.objects.get(slug="served"), slug="more", label="More", hint="?"
    )
    using_case("served", "more")
    Warning.objects.filter(slug="brand-voice").update(title="Another title")
    before = compile_draft()
    with pytest.raises(StillUsed, match=r"“My case” \(option served=more\)") as caught:
        apply_taxonomy(drafted, reason=REASON)
    assert [(use.case, use.title, use.row) for use in caught.value.uses] == [
        ("mine", "My case", row_ref("option", "served", "more"))
    ]
    assert compile_draft() == before


def test_a_question_that_a_case_is_not_sure_of_is_not_taken_away(
    draft: None, drafted: Taxonomy
) -> None:
    Question.objects.create(slug="extra", part="work", prompt="?", help="", example="")
    using_case("extra")
    with pytest.raises(StillUsed, match=r"“My case” \(question extra\)"):
        apply_taxonomy(drafted, reason=REASON)


def test_an_outcome_a_verdict_or_a_warning_that_a_case_expects_is_not_taken_away(
    draft: None, drafted: Taxonomy
) -> None:
    case = using_case()
    axis = Axis.objects.get(slug="delivery")
    outcome = Outcome.objects.create(axis=axis, slug="other", name="Other", summary="Other.")
    case.expectations.create(outcome=outcome)
    case.warnings.add(Warning.objects.create(slug="new", title="New", text="!", condition="?"))
    case.verdicts.create(verdict=Verdict.objects.create(slug="perhaps", severity=99, proceeds=True))
    with pytest.raises(StillUsed) as caught:
        apply_taxonomy(drafted, reason=REASON)
    assert [use.row for use in caught.value.uses] == [
        row_ref("outcome", "delivery", "other"),
        row_ref("verdict", "perhaps"),
        row_ref("warning", "new"),
    ]


def test_a_case_that_is_no_example_any_more_stays_a_case(draft: None, drafted: Taxonomy) -> None:
    example = Case.objects.filter(example=True).first()
    Case.objects.filter(example=False).update(example=True)
    apply_taxonomy(drafted, reason=REASON)
    assert Case.objects.filter(example=True).count() == len(drafted.examples)
    example.delete()
    apply_taxonomy(drafted, reason=REASON)
    again = Case.objects.get(slug=example.slug)
    assert (again.title, again.vignette, again.example) == (example.title, example.vignette, True)


def test_the_expectations_of_an_example_stay(draft: None, drafted: Taxonomy) -> None:
    example = Case.objects.filter(example=True).first()
    expected = sorted(one.outcome_id for one in example.expectations.all())
    Case.objects.filter(pk=example.pk).update(example=False, title="Another title")
    apply_taxonomy(drafted, reason=REASON)
    assert sorted(one.outcome_id for one in example.expectations.all()) == expected


LOST = (
    "The evidence “served / nowhere / family / it-technical” needs the option "
    "“served / nowhere”: there is none."
)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"option": "nowhere"}, LOST),
        (
            {"option": "internal-ops", "strength": 0},
            "evidence: Give a strength other than 0, or rule the outcome out with strength 0.",
        ),
    ],
    ids=["a missing row", "a broken rule"],
)
def test_what_the_tables_cannot_hold_is_refused_in_words(
    draft: None, drafted: Taxonomy, change: dict[str, object], said: str
) -> None:
    cell = next(one for one in drafted.evidence if one.outcome == "it-technical")
    evidence = [one for one in drafted.evidence if one.question != "served"]
    taxonomy = builders.changed(
        drafted, evidence=(*evidence, cell.model_copy(update={"question": "served", **change}))
    )
    with pytest.raises(Unstorable) as caught:
        apply_taxonomy(taxonomy, reason=REASON)
    assert str(caught.value) == said
    assert compile_draft() == drafted


def test_steps_of_early_editions_are_known_by_their_text(draft: None, drafted: Taxonomy) -> None:
    steps = [step.model_copy(update={"slug": ""}) for step in drafted.next_steps]
    steps.append(steps[0].model_copy(update={"text": "Look twice!"}))
    apply_taxonomy(builders.changed(drafted, next_steps=tuple(steps)), reason=REASON)
    assert [(type(one).__name__, one.slug) for one in records()] == [
        ("HistoricalNextStep", f"look-twice-{len(steps)}")
    ]


# ── Places ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("places", "positions"),
    [
        ([(0, 5), (1, 7)], (5, 7)),
        ([(0, 5), (1, 5)], (5, 5)),
        ([None, None], (10, 20)),
        ([(0, 10), None, (1, 20)], (10, 15, 20)),
        ([(0, 10), None], (10, 20)),
        ([None, (0, 10)], (5, 10)),
        ([None, (0, 0)], (10, 20)),
        ([(0, 10), None, (1, 11)], (10, 20, 30)),
        ([(1, 20), (0, 10)], (10, 20)),
    ],
    ids=[
        "as they are",
        "ties",
        "all new",
        "between",
        "last",
        "first",
        "no room in front",
        "no room between",
        "turned",
    ],
)
def test_positions_are_kept_as_far_as_the_order_allows(
    places: list[tuple[int, int] | None], positions: tuple[int, ...]
) -> None:
    assert ordered_positions(places) == positions


@st.composite
def standing(draw: st.DrawFn) -> list[tuple[int, int] | None]:
    """Rows with rising positions, ties among them, in any order and with newcomers."""
    positions = sorted(draw(st.lists(st.integers(0, 60), max_size=8)))
    rows = [*enumerate(positions), *[None] * draw(st.integers(0, 4))]
    return draw(st.permutations(rows))


@given(standing())
def test_positions_always_give_the_order_that_is_asked_for(
    places: list[tuple[int, int] | None],
) -> None:
    found = ordered_positions(places)
    numbered = [
        (position, place[0] if place else -1) for position, place in zip(found, places, strict=True)
    ]
    assert sorted(numbered) == numbered
    newcomers = [one for one, place in zip(found, places, strict=True) if place is None]
    assert all(found.count(one) == 1 for one in newcomers)


@given(st.lists(st.integers(0, 60), min_size=1))
def test_positions_that_give_the_order_already_are_kept(positions: list[int]) -> None:
    assert ordered_positions([*enumerate(sorted(positions))]) == tuple(sorted(positions))
