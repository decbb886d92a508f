"""What would break the draft is refused in words, beside the field, and nothing is lost."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import Client

from matcher.admin import WarningAdmin
from matcher.models import (
    Axis,
    Band,
    Case,
    Combination,
    Driver,
    Evidence,
    Kpi,
    Label,
    LabelName,
    Option,
    Outcome,
    Question,
    Verdict,
    Warning,
)
from matcher.models.rows import Row
from tests.admin.pages import Data, add_row, address, change, errors, read_form

pytestmark = pytest.mark.usefixtures("draft")


def send(client: Client, row: Row, **changes: object) -> HttpResponse:
    """Change some fields of the row's page and save it."""
    return client.post(change(row), read_form(client, change(row)) | changes)


# ── Conditions ───────────────────────────────────────────────────────────────────────────


def test_a_condition_that_cannot_be_read_names_the_place(admin_client: Client) -> None:
    warning = Warning.objects.first()
    response = send(admin_client, warning, condition="regulation = high or", title="Kept")
    assert errors(response) == {
        "condition": [
            (
                "The condition cannot be read. Expected a question, an axis or “label given”, "
                "found the end (at character 21)."
            )
        ]
    }
    assert response.context["adminform"].form["title"].value() == "Kept"
    assert Warning.objects.get(pk=warning.pk).condition == warning.condition


def test_control_characters_are_refused_beside_the_text_that_has_them(
    admin_client: Client,
) -> None:
    warning = Warning.objects.first()
    response = send(admin_client, warning, title="A\x01 title\x9f", text="One line\r\nand\x1b one")
    message = "Invisible control characters are not allowed: {}. Type the text without them."
    assert errors(response) == {
        "title": [message.format("U+0001, U+009F")],
        "text": [message.format("U+001B")],
    }
    assert Warning.objects.get(pk=warning.pk).title == warning.title


def test_a_condition_names_only_what_the_draft_has(admin_client: Client) -> None:
    text = "regulated = high or regulation = highest or family = nobody or place is close"
    assert errors(send(admin_client, Warning.objects.first(), condition=text)) == {
        "condition": [
            (
                "There is no question called “regulated” (at character 1). "
                "Did you mean “regulation”?"
            ),
            (
                "There is no option called “regulation = highest” (at character 34). "
                "Did you mean “high”?"
            ),
            "There is no outcome called “family = nobody” (at character 54).",
            "There is no axis called “place” (at character 64).",
        ]
    }


def test_a_condition_inside_a_page_is_checked_too(admin_client: Client) -> None:
    option = Option.objects.first()
    data = read_form(admin_client, change(option))
    row = int(data["suggestions-TOTAL_FORMS"])
    add_row(data, "suggestions", condition="nothing = none", sentence="Why.", position=10)
    assert errors(admin_client.post(change(option), data)) == {
        f"suggestions-{row}-condition": ["There is no question called “nothing” (at character 1)."]
    }


def test_a_combination_looks_only_at_what_counts_on_its_axis(admin_client: Client) -> None:
    combination = Combination.objects.first()
    foreign = Question.objects.exclude(weights__axis=combination.axis).first()
    text = f"{foreign.slug} unanswered or {combination.axis.slug} is close"
    assert errors(send(admin_client, combination, condition=text)) == {
        "condition": [
            f"“{foreign.slug}” has no weight on {combination.axis.slug} (at character 1).",
            (
                "A combination may look at answers only "
                f"(at character {len(foreign.slug) + len(' unanswered or ') + 1})."
            ),
        ]
    }


# ── Slugs ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("slug", ["result", "label", "close", "unanswered"])
def test_a_question_takes_no_name_that_means_something_else(
    admin_client: Client, slug: str
) -> None:
    assert errors(send(admin_client, Question.objects.first(), slug=slug)) == {
        "slug": [f"“{slug}” has a meaning of its own in addresses or conditions."]
    }


def test_a_question_is_not_called_like_an_axis(admin_client: Client) -> None:
    slug = Axis.objects.first().slug
    assert list(errors(send(admin_client, Question.objects.first(), slug=slug))) == ["slug"]


def test_no_option_is_called_not_sure(admin_client: Client) -> None:
    assert errors(send(admin_client, Option.objects.first(), slug="not-sure")) == {
        "__all__": ["Every question has “not-sure” already."]
    }


def test_a_slug_is_given_once(admin_client: Client) -> None:
    first, second = Warning.objects.all()[:2]
    assert errors(send(admin_client, second, slug=first.slug)) == {
        "slug": ["Warning with this Slug already exists."]
    }
    first, second = Question.objects.first().options.all()[:2]
    assert errors(send(admin_client, second, slug=first.slug)) == {
        "__all__": ["This question has an option with that slug already."]
    }


def test_a_slug_that_rules_still_name_is_changed_with_a_warning(admin_client: Client) -> None:
    question = Question.objects.first()
    for slug in ("first", "second"):
        condition = f"{question.slug} unanswered"
        Warning.objects.create(slug=slug, title=slug, text=slug, condition=condition)
    data = read_form(admin_client, change(question)) | {"slug": "renamed"}
    response = admin_client.post(change(question), data, follow=True)
    said = next(str(message) for message in response.context["messages"])
    assert said.startswith("Publishing is refused until these rows name the new slug: ")
    assert "warning first, warning second" in said


def test_the_slug_of_an_option_is_watched_on_the_page_of_its_question_too(
    admin_client: Client,
) -> None:
    question = Question.objects.first()
    condition = f"{question.slug} = {question.options.first().slug}"
    Warning.objects.create(slug="new", title="New", text="New.", condition=condition)
    data = read_form(admin_client, change(question)) | {"options-0-slug": "renamed"}
    response = admin_client.post(change(question), data, follow=True)
    assert "warning new" in "".join(str(message) for message in response.context["messages"])


# ── Evidence ─────────────────────────────────────────────────────────────────────────────


def first_cell(client: Client) -> tuple[Option, Data]:
    """An option with evidence, and the form of its page."""
    option = Evidence.objects.first().option
    return option, read_form(client, change(option))


@pytest.mark.parametrize(
    ("changes", "where", "said"),
    [
        (
            {"strength": 0},
            "__all__",
            "Give a strength other than 0, or rule the outcome out with strength 0.",
        ),
        (
            {"excludes": "on"},
            "__all__",
            "Give a strength other than 0, or rule the outcome out with strength 0.",
        ),
        ({"strength": -4}, "strength", "Ensure this value is greater than or equal to -3."),
        ({"strength": 4}, "strength", "Ensure this value is less than or equal to 3."),
        ({"strength": "much"}, "strength", "Enter a whole number."),
        ({"sentence": " "}, "sentence", "This field is required."),
        ({"outcome": ""}, "outcome", "This field is required."),
    ],
    ids=str,
)
def test_evidence_is_whole(
    admin_client: Client, changes: dict[str, Any], where: str, said: str
) -> None:
    option, data = first_cell(admin_client)
    data |= {f"evidence-0-{name}": value for name, value in changes.items()}
    assert errors(admin_client.post(change(option), data)) == {f"evidence-0-{where}": [said]}


UNWEIGHTED = (
    "The question has no weight on the axis of this outcome, so the evidence would never count. "
    "Give it a weight there first."
)


def test_evidence_needs_a_weight_on_its_axis(admin_client: Client) -> None:
    question = Question.objects.exclude(weights__axis__slug="geography").first()
    foreign = Outcome.objects.get(axis__slug="geography", slug="onshore")
    option = question.options.first()
    data = read_form(admin_client, change(option))
    row = int(data["evidence-TOTAL_FORMS"])
    add_row(data, "evidence", outcome=foreign.pk, strength=1, sentence="Why.")
    response = admin_client.post(change(option), data)
    assert errors(response) == {f"evidence-{row}-outcome": [UNWEIGHTED]}


def test_evidence_of_an_option_that_is_just_added_needs_it_too(admin_client: Client) -> None:
    question = Question.objects.exclude(weights__axis__slug="geography").first()
    foreign = Outcome.objects.get(axis__slug="geography", slug="onshore")
    data = read_form(admin_client, address(Option, "add")) | {
        "question": question.pk,
        "label": "New",
        "slug": "new",
        "hint": "New.",
    }
    add_row(data, "evidence", outcome=foreign.pk, strength=1, sentence="Why.")
    response = admin_client.post(address(Option, "add"), data)
    assert errors(response) == {"evidence-0-outcome": [UNWEIGHTED]}
    without = admin_client.post(address(Option, "add"), data | {"question": ""})
    assert errors(without) == {"question": ["This field is required."]}


def test_an_option_says_one_thing_about_an_outcome(admin_client: Client) -> None:
    option, data = first_cell(admin_client)
    data["evidence-1-outcome"] = data["evidence-0-outcome"]
    assert errors(admin_client.post(change(option), data)) == {
        "evidence-1-__all__": ["This option already says something about that outcome."]
    }


def test_two_new_cells_are_not_about_the_same_outcome(admin_client: Client) -> None:
    option, data = first_cell(admin_client)
    row = int(data["evidence-TOTAL_FORMS"])
    axis = option.evidence.first().outcome.axis
    free = axis.outcomes.exclude(evidence__option=option).first()
    for _time in range(2):
        add_row(data, "evidence", outcome=free.pk, strength=1, sentence="Why.")
    assert errors(admin_client.post(change(option), data)) == {
        "evidence": ["Please correct the duplicate data for outcome."],
        f"evidence-{row + 1}-__all__": ["Please correct the duplicate values below."],
    }


def test_two_cells_do_not_swap_their_outcomes_in_one_go(admin_client: Client) -> None:
    option, data = first_cell(admin_client)
    before = list(option.evidence.values_list("outcome", "sentence"))
    first, second = data["evidence-0-outcome"], data["evidence-1-outcome"]
    data |= {"evidence-0-outcome": second, "evidence-1-outcome": first}
    said = ["This option already says something about that outcome."]
    assert errors(admin_client.post(change(option), data)) == {
        "evidence-0-__all__": said,
        "evidence-1-__all__": said,
    }
    assert list(option.evidence.values_list("outcome", "sentence")) == before


# ── Rows that must fit together ──────────────────────────────────────────────────────────


def test_a_tie_question_counts_on_its_axis(admin_client: Client) -> None:
    axis = Axis.objects.first()
    foreign = Question.objects.exclude(weights__axis=axis).first()
    assert errors(send(admin_client, axis, tie_question=foreign.pk)) == {
        "tie_question": ["This question has no weight on this axis: it settles nothing."]
    }


def test_clear_is_not_below_likely(admin_client: Client) -> None:
    assert errors(send(admin_client, Axis.objects.first(), clear_from="1", likely_from="2")) == {
        "__all__": ["“Clear from” cannot be below “likely from”."]
    }


def test_an_effect_stays_on_the_axis_of_its_combination(admin_client: Client) -> None:
    combination = Combination.objects.first()
    foreign = Outcome.objects.exclude(axis=combination.axis).first()
    changes = {"effects-0-outcome": foreign.pk}
    assert errors(send(admin_client, combination, **changes)) == {
        "effects-0-outcome": ["This outcome belongs to another axis than the combination."]
    }


def test_a_driver_scores_the_options_of_its_question(admin_client: Client) -> None:
    driver = Driver.objects.first()
    foreign = Option.objects.exclude(question=driver.question).first()
    changes = {"scores-0-option": foreign.pk, "scores-1-score": 11}
    assert errors(send(admin_client, driver, **changes)) == {
        "scores-0-option": ["This option belongs to another question than the driver’s."],
        "scores-1-score": ["Ensure this value is less than or equal to 10."],
    }


def test_a_case_answers_a_question_with_its_own_options(admin_client: Client) -> None:
    case = Case.objects.first()
    foreign = Option.objects.exclude(question=case.answers.first().question).first()
    assert errors(send(admin_client, case, **{"answers-0-option": foreign.pk})) == {
        "answers-0-option": ["This answer belongs to another question."]
    }


def test_a_kpi_has_a_range_or_says_why_not(admin_client: Client) -> None:
    assert errors(send(admin_client, Kpi.objects.first(), range="", range_note="")) == {
        "__all__": ["Give a range, or say in the note that there is none."]
    }


def test_two_verdicts_do_not_start_at_the_same_score(admin_client: Client) -> None:
    first, second = Band.objects.select_related("verdict")[:2]
    changes = {"band-0-minimum": str(first.minimum)}
    assert errors(send(admin_client, second.verdict, **changes)) == {
        "band-0-__all__": ["Another verdict starts at that score."]
    }
    severity = Verdict.objects.first().severity
    assert errors(send(admin_client, Verdict.objects.last(), severity=severity)) == {
        "severity": ["Verdict with this Severity already exists."]
    }


def test_a_verdict_has_one_of_the_tints_and_room_for_one_line(admin_client: Client) -> None:
    changes = {"tint": "pink", "opening": "a" * 81}
    assert errors(send(admin_client, Verdict.objects.first(), **changes)) == {
        "tint": ["Select a valid choice. pink is not one of the available choices."],
        "opening": ["Ensure this value has at most 80 characters (it has 81)."],
    }


def test_a_name_belongs_to_one_label(admin_client: Client) -> None:
    first, second = Label.objects.all()[:2]
    taken = LabelName.objects.filter(label=first).first().name
    assert errors(send(admin_client, second, **{"names-0-name": taken})) == {
        "names-0-name": ["Name with this Name already exists."]
    }


# ── Deleting ─────────────────────────────────────────────────────────────────────────────


def test_what_others_need_is_not_deleted_and_they_are_listed(admin_client: Client) -> None:
    outcome = Outcome.objects.first()
    for send_it in (admin_client.get, admin_client.post):
        response = send_it(address(Outcome, "delete", outcome.pk), {"post": "yes"}, follow=True)
        shown = response.content.decode()
        assert "would require deleting the following protected related objects" in shown
        assert str(outcome.evidence.first()) in shown
    assert Outcome.objects.filter(pk=outcome.pk).exists()


def test_an_option_that_cases_use_is_not_deleted_on_its_question_s_page_either(
    admin_client: Client,
) -> None:
    question = Question.objects.first()
    kept = question.options.first()
    response = send(admin_client, question, **{"options-0-DELETE": "on"})
    (said,) = errors(response)["options"]
    assert "would require deleting the following protected related objects" in said
    assert all(f"answer {used.case}: {kept}" in said for used in kept.case_answers.all())
    assert question.options.filter(slug=kept.slug).exists()


# ── At the same time ─────────────────────────────────────────────────────────────────────


def test_a_collision_while_saving_is_checked_again_and_said(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two people give the same slug: both are checked before either is written."""
    looked: list[str] = []

    def somebody_else_is_first(*args: object) -> None:
        raise IntegrityError

    def look(page: WarningAdmin, request: HttpRequest, pk: str, field: str | None = None) -> Row:
        if looked:
            Warning.objects.create(slug="same", title="T", text="T", condition="label given")
        looked.append(pk)
        return Warning.objects.get(pk=pk)

    warning = Warning.objects.first()
    data = read_form(admin_client, change(warning)) | {"slug": "same"}
    monkeypatch.setattr(WarningAdmin, "save_model", somebody_else_is_first)
    monkeypatch.setattr(WarningAdmin, "get_object", look)
    assert errors(admin_client.post(change(warning), data)) == {
        "slug": ["Warning with this Slug already exists."]
    }


def test_a_row_that_was_deleted_meanwhile_is_said_to_be_gone(admin_client: Client) -> None:
    warning = Warning.objects.create(slug="new", title="T", text="T", condition="label given")
    data = read_form(admin_client, change(warning))
    warning.delete()
    response = admin_client.post(change(warning), data, follow=True)
    assert "doesn’t exist. Perhaps it was deleted?" in response.content.decode()
