"""Conditions while they are written: completed, checked at the place, read back in words."""

import re

import pytest
from django.contrib import admin
from django.db.models import TextField
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from matcher.admin.base.condition_field import ConditionFormField
from matcher.admin.base.multiline import MultilineField
from matcher.core import NOT_SURE
from matcher.models import Axis, Combination, Option, Outcome, Question, Suggestion, Warning
from matcher.models.rows import ConditionField
from tests.admin.conftest import StaffWith
from tests.admin.pages import address, change, read_form

pytestmark = pytest.mark.usefixtures("draft")

CHECK = "admin:desk_condition"
WORDS = "admin:desk_condition_words"


def ask(client: Client, text: str, **more: object) -> HttpResponse:
    return client.post(reverse(CHECK), {"text": text} | more)


def said(response: HttpResponse) -> str:
    """The text of the fragment as it is read."""
    assert response.status_code == 200
    text = re.sub(r"</?(mark|strong)>", "", response.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


# ── While it is written ──────────────────────────────────────────────────────────────────


def test_a_condition_is_read_back_in_plain_words(admin_client: Client) -> None:
    question = Question.objects.get(slug="regulation")
    high = question.options.get(slug="high")
    assert said(ask(admin_client, "regulation = high\r\nand label given")) == (
        f"Holds when “{question.prompt}” is “{high.label}” and you started from a label."
    )


def test_a_problem_is_marked_in_the_text_and_listed_with_its_position(admin_client: Client) -> None:
    response = ask(admin_client, "regulation = hihg")
    assert "<pre>regulation = <mark>hihg</mark></pre>" in response.content.decode()
    assert said(response) == (
        "regulation = hihg There is no option called “regulation = hihg” (at character 14). "
        "Did you mean “high”?"
    )


def test_a_condition_of_a_combination_is_checked_for_its_axis(admin_client: Client) -> None:
    axis = Axis.objects.get(slug="family")
    foreign = Question.objects.exclude(weights__axis=axis).first()
    text = f"{foreign.slug} unanswered"
    assert said(ask(admin_client, text)) == f"Holds when “{foreign.prompt}” is not answered."
    assert "has no weight on family (at character 1)." in said(
        ask(admin_client, text, axis=axis.pk)
    )


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_is_said_of_nothing(admin_client: Client, text: str) -> None:
    assert said(ask(admin_client, text)) == ""


def test_many_problems_are_counted_and_all_marked(admin_client: Client) -> None:
    response = ask(admin_client, " or ".join(f"x{number} unanswered" for number in range(200)))
    assert response.content.decode().count("<mark>") == 200
    assert said(response).count("There is no question") == 5
    assert said(response).endswith("195 more places are marked.")


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "(" * 4000, "“" * 4000, "a = b or " * 400]
)
def test_hostile_text_is_quoted_and_never_obeyed(admin_client: Client, text: str) -> None:
    response = ask(admin_client, text)
    assert response.status_code == 200
    assert "<script" not in response.content.decode()
    assert "Holds when" not in response.content.decode()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"text": "a" * 4001}, "Ensure this value has at most 4000 characters (it has 4001)."),
        ({"text": "a\0"}, "Null characters are not allowed."),
        ({"text": "a", "axis": "none"}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_read_at_all_is_refused_in_words(
    admin_client: Client, sent: dict[str, str], words: str
) -> None:
    response = admin_client.post(reverse(CHECK), sent)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_all_words_come_with_what_they_say(admin_client: Client) -> None:
    names = {one["word"]: one for one in admin_client.get(reverse(WORDS)).json()["names"]}
    questions = list(Question.objects.values_list("slug", flat=True))
    assert list(names) == [*questions, *Axis.objects.values_list("slug", flat=True)]
    options = Option.objects.filter(question__slug="regulation")
    assert names["regulation"] == {
        "word": "regulation",
        "says": Question.objects.get(slug="regulation").prompt,
        "kind": "question",
        "values": [
            *({"word": one.slug, "says": one.label} for one in options),
            {"word": NOT_SURE, "says": "I’m not sure"},
        ],
    }
    outcomes = Outcome.objects.filter(axis__slug="family")
    assert names["family"]["values"] == [{"word": one.slug, "says": one.name} for one in outcomes]


def test_both_pages_cost_a_fixed_number_of_queries(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(14):
        ask(admin_client, "regulation = high")
    with django_assert_num_queries(14):
        admin_client.get(reverse(WORDS))


def test_who_may_not_look_at_questions_is_told_nothing(staff_with: StaffWith) -> None:
    client = staff_with("view_edition")
    assert ask(client, "regulation = high").status_code == 403
    assert client.get(reverse(WORDS)).status_code == 403


def test_who_may_look_at_questions_is_enough(staff_with: StaffWith) -> None:
    client = staff_with("view_question")
    assert ask(client, "regulation = high").status_code == 200
    assert client.get(reverse(WORDS)).status_code == 200


def test_a_condition_is_posted_and_the_words_are_read(admin_client: Client) -> None:
    assert admin_client.get(reverse(CHECK)).status_code == 405
    assert admin_client.post(reverse(WORDS)).status_code == 405


def test_strangers_are_sent_to_the_log_in(client: Client) -> None:
    for name in (CHECK, WORDS):
        response = client.get(reverse(name))
        assert response["Location"].startswith(reverse("admin:login"))


# ── On the page of a row ─────────────────────────────────────────────────────────────────


def page(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def test_a_page_reads_the_saved_condition_back(admin_client: Client) -> None:
    warning = Warning.objects.get(slug="too-thin")
    warning.condition = "regulation = high"
    warning.save()
    shown = page(admin_client.get(change(warning)))
    assert (
        "<strong>Holds when</strong> “How strict are the rules for this work?” is “A regulator, "
        "a licence or a law for this field alone”."
    ) in shown


def test_a_page_for_a_new_row_says_nothing_yet(admin_client: Client) -> None:
    assert "Holds when" not in page(admin_client.get(address(Warning, "add")))


def test_a_refused_page_keeps_the_text_and_marks_the_place(admin_client: Client) -> None:
    warning = Warning.objects.first()
    data = read_form(admin_client, change(warning)) | {"condition": "regulation = <b> or"}
    shown = page(admin_client.post(change(warning), data))
    assert "<pre>regulation = <mark>&lt;</mark>b&gt; or</pre>" in shown
    assert "“&lt;” is not expected (at character 14)." in shown
    assert "regulation = &lt;b&gt; or</textarea>" in shown


def test_a_page_refused_for_another_field_still_reads_the_condition_back(
    admin_client: Client,
) -> None:
    warning = Warning.objects.first()
    data = read_form(admin_client, change(warning))
    shown = page(
        admin_client.post(change(warning), data | {"title": "", "condition": "label given"})
    )
    assert "<strong>Holds when</strong> you started from a label." in shown


def test_every_kind_of_rule_has_the_field(admin_client: Client) -> None:
    asks = dict.fromkeys(("pricingrule", "regime", "standard", "annexclause"), "?asks=content")
    asks |= {"kpi": "?asks=scope"}
    for name in ("combination", "warning", "stop", "option", *asks):
        shown = page(admin_client.get(reverse(f"admin:matcher_{name}_add")))
        assert f'data-condition="{reverse(CHECK)}{asks.get(name, "")}"' in shown, name
        assert "admin_matcher/condition.js" in shown, name


def test_only_a_combination_is_checked_for_an_axis(admin_client: Client) -> None:
    assert "data-on-axis" in page(admin_client.get(address(Combination, "add")))
    assert "data-on-axis" not in page(admin_client.get(address(Warning, "add")))


def test_who_may_only_look_at_a_combination_sees_its_text(staff_with: StaffWith) -> None:
    combination = Combination.objects.first()
    shown = page(staff_with("view_combination").get(change(combination)))
    assert "data-condition" not in shown
    assert combination.condition.split(" and ")[0] in shown


def test_a_field_is_taken_for_a_condition_by_its_kind_and_not_by_its_name(
    rf: RequestFactory,
) -> None:
    page = admin.site.get_model_admin(Warning)
    fields = (ConditionField("When", name="when"), TextField("Condition", name="condition"))
    forms = [page.formfield_for_dbfield(field, rf.get("/")) for field in fields]
    assert [type(form) for form in forms] == [ConditionFormField, MultilineField]


def test_many_suggestions_on_a_page_cost_no_more_than_one(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    option = Option.objects.filter(suggestions=None).first()
    admin_client.get(change(option))  # the process then knows its content types
    for number in range(1, 4):
        text = "label given"
        Suggestion.objects.create(option=option, condition=text, sentence=str(number), position=1)
        with django_assert_num_queries(27):
            admin_client.get(change(option))
