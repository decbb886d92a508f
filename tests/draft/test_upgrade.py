"""A draft of the first edition that is upgraded to the second, on small taxonomies."""

import pytest

from matcher.core import Taxonomy, write_taxonomy
from matcher.core.checks import Finding
from matcher.core.taxonomy.diff import FieldChange
from matcher.core.taxonomy.values import Example, TypicalAnswer
from matcher.draft.case_contents import CaseContent, ExpectedOutcome, ExpectedVerdict
from matcher.draft.cases import cases_to_review
from matcher.draft.shipped import ShippedEdition, drafted_edition
from matcher.draft.upgrade import (
    REASON,
    NotUpgraded,
    Upgrade,
    UpgradedAlready,
    read_first_shape,
    stems_from,
    upgrade_draft,
)
from matcher.draft.upgrade_cases import CaseConflict
from matcher.editions import InvalidTaxonomy, publish
from matcher.models import Case, CaseAnswer, Edition, Evidence, Option, Question, Verdict, Warning
from tests import builders
from tests.draft.first_edition import draft_edition

pytestmark = pytest.mark.usefixtures("empty_draft")


def taxonomy(*questions: str, verdict: str, **rest: object) -> Taxonomy:
    """Apples and pears by these questions, with a warning, a verdict and a driver."""
    asked = [builders.question(slug, "red", "green", kind=1) for slug in questions]
    first = questions[0]
    return builders.written(
        builders.taxonomy(
            axes=[builders.axis("kind")],
            outcomes={"kind": ["apple", "pear"]},
            questions=asked,
            evidence=builders.evidence("kind", {f"{slug}=red": {"apple": 3} for slug in questions}),
            warnings=[builders.warning("sweet", f"{first} = red")],
            verdicts=builders.verdicts(verdict),
            **rest,
        )
    )


def answer(pair: str) -> TypicalAnswer:
    question, option = pair.split("=")
    return TypicalAnswer(question=question, option=option)


def case(slug: str, *pairs: str, **fields: object) -> CaseContent:
    said = {"slug": slug, "title": f"Case {slug}", "text": "Some fruit.", "reason": "So."}
    return CaseContent(**{**said, "answers": tuple(map(answer, pairs)), **fields})


BASE = ShippedEdition(
    taxonomy=taxonomy("colour", "skin", verdict="ripe"),
    cases=(
        case(
            "C1",
            "colour=red",
            "skin=green",
            expectations=(ExpectedOutcome(axis="kind", outcome="apple"),),
            warnings=("sweet",),
        ),
        case("C2", "skin=red"),
    ),
)

SHIPPED = ShippedEdition(
    taxonomy=taxonomy(
        "colour",
        "taste",
        verdict="ready",
        retired=(builders.retired("skin=red", "taste=red"), builders.retired("skin=green")),
    ),
    cases=(
        case("C1", "colour=red", "taste=red", warnings=("sweet",)),
        case("C3", "taste=green", verdicts=(ExpectedVerdict(verdict="ready"),)),
    ),
)


@pytest.fixture(autouse=True)
def first(empty_draft: None) -> None:
    draft_edition(BASE)


def upgraded(**options: object) -> Upgrade:
    return upgrade_draft(BASE, SHIPPED, **options)


def cases() -> dict[str, CaseContent]:
    return {one.slug: one for one in drafted_edition().cases}


# ── The whole ────────────────────────────────────────────────────────────────────────────


def test_a_draft_that_nobody_edited_becomes_the_shipped_edition() -> None:
    upgrade = upgraded()
    assert drafted_edition() == SHIPPED
    assert (upgrade.conflicts, upgrade.displaced, upgrade.errors) == ((), (), ())
    assert (upgrade.cases.conflicts, upgrade.cases.marked) == ((), ())
    assert upgrade.cases.counts == {"added": 1, "removed": 1, "changed": 1}


def test_a_trial_says_the_same_and_changes_nothing() -> None:
    before = drafted_edition()
    trial = upgraded(dry_run=True)
    assert drafted_edition() == before
    assert upgraded() == trial


def test_every_row_that_is_touched_says_why_in_its_history() -> None:
    upgraded()
    for model in (Question, Evidence, CaseAnswer, Case):
        assert model.history.first().history_change_reason == REASON


def test_nothing_is_published() -> None:
    publish(note="First edition", accepted_because="A trial.")
    before = list(Edition.objects.values())
    upgraded()
    assert list(Edition.objects.values()) == before


def test_a_second_time_there_is_nothing_to_do_whatever_was_edited_since() -> None:
    upgraded()
    Question.objects.filter(slug="taste").update(prompt="Ours?")
    Case.objects.filter(slug="C3").delete()
    before = drafted_edition()
    with pytest.raises(UpgradedAlready):
        upgraded()
    assert drafted_edition() == before


def test_an_empty_draft_has_to_be_loaded() -> None:
    Case.objects.all().delete()
    draft_edition(
        ShippedEdition(taxonomy=builders.taxonomy(axes=[], outcomes={}, questions=[]), cases=())
    )
    with pytest.raises(NotUpgraded, match=r"The draft is empty\. Load the taxonomy"):
        upgraded()


def test_a_taxonomy_of_its_own_is_not_merged() -> None:
    Question.objects.filter(slug="colour").update(slug="size")
    Question.objects.filter(slug="skin").update(slug="weight")
    before = drafted_edition()
    with pytest.raises(NotUpgraded, match="does not stem from the first edition"):
        upgraded()
    assert drafted_edition() == before


def test_half_of_the_questions_make_a_taxonomy_that_stems_from_the_first_edition() -> None:
    assert stems_from(taxonomy("colour", "size", verdict="ripe"), BASE.taxonomy)
    assert not stems_from(taxonomy("size", verdict="ripe"), BASE.taxonomy)


def test_what_the_tables_refuse_is_said_and_nothing_is_changed() -> None:
    """Both sides added a verdict, and no two may be as severe."""
    Verdict.objects.create(slug="ours", name="Ours", text="Ours.", severity=1, proceeds=False)
    verdicts = builders.verdicts("ready", "shipped")
    shipped = SHIPPED.model_copy(
        update={"taxonomy": builders.changed(SHIPPED.taxonomy, verdicts=verdicts)}
    )
    before = drafted_edition()
    with pytest.raises(NotUpgraded, match="everity"):
        upgrade_draft(BASE, shipped)
    assert drafted_edition() == before


# ── Rows that were edited ────────────────────────────────────────────────────────────────


def test_a_rule_about_what_is_gone_stays_and_publishing_is_refused_until_it_is_mended() -> None:
    Warning.objects.update(condition="skin = red")
    sentence = "There is no question called “skin”."
    assert [error.sentence for error in upgraded().errors] == [sentence]
    with pytest.raises(InvalidTaxonomy) as refused:
        publish(note="Second edition", accepted_because="A trial.")
    assert [error.sentence for error in refused.value.findings] == [sentence]
    Warning.objects.update(condition="taste = red")
    publish(note="Second edition", accepted_because="A trial.")


def test_the_words_of_what_is_gone_are_told_and_stay_in_the_history() -> None:
    option = Option.objects.get(question__slug="skin", slug="red")
    option.label = "Ours"
    option.save()
    assert [row.value.label for row in upgraded().displaced] == ["Ours"]
    assert not Option.objects.filter(label="Ours").exists()
    assert Option.history.filter(label="Ours", history_type="-").exists()


def test_a_stop_that_asks_only_for_what_is_not_known_is_told() -> None:
    """Release 0.1.0 let such a stop be; no draft has one any more."""
    stop = {"slug": "ours", "condition": "colour = not-sure", "warning": "sweet"}
    own = BASE.taxonomy.model_copy(
        update={
            "verdicts": (*BASE.taxonomy.verdicts, builders.verdicts("", "wait")[1]),
            "stops": (builders.Stop.model_validate({**stop, "verdict": "wait"}),),
        }
    )
    upgrade = upgraded(document=own)
    assert [str(row.location) for row in upgrade.displaced] == ["stop ours"]


# ── Cases ────────────────────────────────────────────────────────────────────────────────


def test_an_edited_case_is_kept_with_what_takes_the_place_of_its_answers() -> None:
    Case.objects.filter(slug="C2").update(title="Ours")
    upgrade = upgraded()
    assert cases()["C2"] == case("C2", "taste=red", title="Ours")
    assert upgrade.cases.conflicts == (CaseConflict("removed", "Ours"),)
    assert upgrade.cases.marked == ()


def test_a_case_that_uses_what_is_gone_is_kept_and_marked_with_what_it_lost() -> None:
    ours = case(
        "ours",
        "colour=green",
        "skin=green",
        verdicts=(ExpectedVerdict(verdict="ripe"),),
        warnings=("sweet",),
    )
    Case.objects.all().delete()
    draft_edition(BASE.model_copy(update={"cases": (*BASE.cases, ours)}))
    upgrade = upgraded()
    expected = ours.model_copy(
        update={
            "answers": (answer("colour=green"),),
            "verdicts": (),
            "to_review": "Answer: “Green” to “skin?” (skin = green)\nExpected verdict: ripe",
        }
    )
    assert cases()["ours"] == expected
    assert [one.slug for one in upgrade.cases.marked] == ["ours"]


def test_not_sure_of_a_question_that_is_gone_loses_nothing() -> None:
    CaseAnswer.objects.filter(case__slug="C2").update(option=None)
    upgrade = upgraded()
    assert cases()["C2"] == case("C2")
    assert upgrade.cases.marked == ()


def test_a_case_that_both_sides_changed_is_told_field_by_field() -> None:
    Case.objects.filter(slug="C1").update(title="Ours")
    assert upgraded().cases.conflicts == (
        CaseConflict(
            "changed",
            "Ours",
            (
                FieldChange("title", "Ours", "Case C1"),
                FieldChange("answers", "colour red\nskin green", "colour red\ntaste red"),
                FieldChange("expectations", "kind apple no", ""),
            ),
        ),
    )
    assert cases()["C1"].to_review == "Answer: “Green” to “skin?” (skin = green)"


def test_a_deleted_case_stays_deleted_and_is_told_where_it_is_shipped_with_changes() -> None:
    Case.objects.get(slug="C1").delete()
    assert upgraded().cases.conflicts == (CaseConflict("added", "Case C1"),)
    assert list(cases()) == ["C3"]


def test_a_shipped_case_lacks_what_the_installation_deleted() -> None:
    Evidence.objects.filter(option__question__slug="colour").delete()
    CaseAnswer.objects.filter(case__slug="C1", question__slug="colour").delete()
    Case.objects.get(slug="C1").warnings.clear()
    Warning.objects.all().delete()
    upgraded()
    assert cases()["C1"].warnings == ()
    assert not Warning.objects.exists()


def test_examples_are_upgraded_as_the_cases_that_they_are() -> None:
    shown = {"example": True}
    base = BASE.model_copy(update={"cases": (BASE.cases[0].model_copy(update=shown),)})
    shipped = SHIPPED.model_copy(update={"cases": (SHIPPED.cases[1].model_copy(update=shown),)})
    Case.objects.all().delete()
    draft_edition(base)
    upgrade_draft(base, shipped)
    after = drafted_edition()
    assert after.cases == shipped.cases
    assert after.taxonomy.examples == (shipped.cases[0].as_example(),)


# ── A document of the first shape ────────────────────────────────────────────────────────

FIRST_SHAPE = Taxonomy.model_validate(
    BASE.taxonomy.model_dump(exclude={"context", "outside", "retired"})
)
"""As release 0.1.0 knew it: the parts of later releases are not even empty."""


def document(of: Taxonomy) -> bytes:
    return of.model_dump_json(exclude_unset=True).encode()


def test_a_document_without_the_parts_of_later_releases_has_the_first_shape() -> None:
    assert read_first_shape(document(FIRST_SHAPE), FIRST_SHAPE) == FIRST_SHAPE
    assert read_first_shape(write_taxonomy(BASE.taxonomy).encode(), FIRST_SHAPE) is None
    partial = FIRST_SHAPE.model_dump_json(exclude={"context", "outside", "retired", "notes"})
    assert read_first_shape(partial.encode(), FIRST_SHAPE) is None
    assert read_first_shape(b"{}", FIRST_SHAPE) is None


def test_scores_of_not_sure_are_read_and_dropped() -> None:
    drivers = (builders.driver("ripeness", "colour", 100, red=9, green=1, not_sure=5),)
    read = read_first_shape(
        document(FIRST_SHAPE.model_copy(update={"drivers": drivers})), FIRST_SHAPE
    )
    assert read
    assert [one.not_sure for one in read.drivers] == [None]


def test_a_document_takes_the_place_of_the_draft_and_is_upgraded() -> None:
    own = FIRST_SHAPE.model_copy(update={"warnings": (builders.warning("ours", "colour = red"),)})
    upgraded(document=own, reason="Imported from ours.json")
    after = drafted_edition()
    assert [one.slug for one in after.taxonomy.warnings] == ["ours"]
    assert [one.slug for one in after.taxonomy.questions] == ["colour", "taste"]
    assert Warning.history.first().history_change_reason == "Imported from ours.json"


def test_a_document_may_come_into_a_draft_that_was_upgraded_already() -> None:
    upgraded()
    upgraded(document=FIRST_SHAPE)
    assert drafted_edition() == SHIPPED


def test_a_document_brings_the_examples_that_were_edited() -> None:
    shown = Example(slug="C9", title="Ours", text="Ours.", answers=(answer("skin=green"),))
    upgraded(document=FIRST_SHAPE.model_copy(update={"examples": (shown,)}))
    assert cases()["C9"] == CaseContent(
        slug="C9",
        title="Ours",
        text="Ours.",
        example=True,
        to_review="Answer: “Green” to “skin?” (skin = green)",
    )


def test_a_document_brings_the_shipped_cases_into_an_empty_draft() -> None:
    Case.objects.all().delete()
    upgraded(document=FIRST_SHAPE)
    assert drafted_edition() == SHIPPED


# ── What editors see ─────────────────────────────────────────────────────────────────────


def test_marked_cases_are_findings_until_the_field_is_emptied() -> None:
    Case.objects.filter(slug="C1").update(to_review="Answer: a\nAnswer: b")
    assert list(cases_to_review()) == [
        Finding(
            "warning",
            "to-review",
            "Case C1: an upgrade took something away. Answer: a; Answer: b",
            "case C1",
        )
    ]
    Case.objects.filter(slug="C1").update(to_review="")
    assert list(cases_to_review()) == []
