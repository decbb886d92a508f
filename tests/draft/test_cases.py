"""Cases guard what is published."""

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError
from pytest_django import DjangoAssertNumQueries

from matcher.core import Case as CoreCase, Expected
from matcher.draft.cases import all_cases, run_cases
from matcher.draft.compile import compile_draft
from matcher.editions import FailingCases, publish
from matcher.models import Case, CaseExpectation, Edition, Evidence, Outcome

pytestmark = pytest.mark.usefixtures("draft")

WHY = "We keep it as a reminder of the border."


@pytest.fixture
def failing(db: None, draft: None) -> Case:
    """A case whose family is another one than the draft says."""
    case = Case.objects.get(slug="A06")
    case.expectations.filter(outcome__axis__slug="family").delete()
    other = Outcome.objects.get(axis__slug="family", slug="sales-marketing")
    CaseExpectation.objects.create(case=case, outcome=other)
    return case


def test_the_rows_of_a_case_say_what_is_answered_and_expected() -> None:
    case = next(case for case in all_cases() if case.slug == "B11")
    row = Case.objects.get(slug="B11")
    assert case == CoreCase(
        slug="B11",
        title=row.title,
        answers=tuple(
            (one.question.slug, one.option.slug if one.option else "not-sure")
            for one in row.answers.all()
        ),
        expected=(
            Expected("family", "knowledge-specialist", ("data-document",)),
            Expected("delivery", "project-based"),
            Expected("geography", "onshore"),
        ),
        warnings=tuple(row.warnings.values_list("slug", flat=True)),
    )


def test_all_cases_cost_the_same_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    taxonomy = compile_draft()
    with django_assert_num_queries(5):
        assert all(result.state != "failed" for result in run_cases(taxonomy))
    Case.objects.exclude(slug__in=["A01", "A02"]).delete()
    with django_assert_num_queries(5):
        assert len(run_cases(taxonomy)) == 2


def test_a_failing_case_prevents_publishing(failing: Case) -> None:
    with pytest.raises(FailingCases) as caught:
        publish(note="First edition")
    assert [result.case.slug for result in caught.value.results] == ["A06"]
    assert str(caught.value).startswith(
        f"{failing.title}: Service family: Sales and marketing operations is expected, "
    )
    assert not Edition.objects.exists()


def test_a_reason_lets_it_pass_and_is_kept_with_the_edition(failing: Case) -> None:
    row = publish(note="First edition", accepted_because=f" {WHY} ")
    row.refresh_from_db()
    assert (row.failing_cases, row.accepted_because) == ("A06", WHY)


def test_a_reason_for_nothing_is_not_kept() -> None:
    row = publish(note="First edition", accepted_because=WHY)
    assert (row.failing_cases, row.accepted_because) == ("", "")


@pytest.mark.parametrize("blank", ["", "  \n"])
def test_a_blank_reason_is_none(failing: Case, blank: str) -> None:
    with pytest.raises(FailingCases):
        publish(note="First edition", accepted_because=blank)


def test_a_reason_that_is_too_long_is_refused(failing: Case) -> None:
    with pytest.raises(ValidationError) as caught:
        publish(note="First edition", accepted_because="x" * 301)
    assert list(caught.value.message_dict) == ["accepted_because"]
    assert not Edition.objects.exists()


def test_a_database_that_is_lost_while_publishing_leaves_no_half_edition(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish(note="First edition")
    Evidence.objects.filter(option__slug="external-customer").update(sentence="Another sentence.")

    def lost(self: Edition, **_options: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    with monkeypatch.context() as broken:
        broken.setattr(Edition, "save", lost)
        with pytest.raises(OperationalError):
            publish(note="Second edition")
    assert Edition.objects.count() == 1
    assert publish(note="Second edition").number == 2
