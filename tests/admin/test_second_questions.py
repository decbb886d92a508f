"""The tables that came with the second edition of the questions, as editors meet them."""

import pytest
from django.contrib.auth.models import Group, User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from matcher.admin.pages.row_links import row_urls
from matcher.core import Taxonomy
from matcher.core.checks import check
from matcher.core.taxonomy.row_types import rows
from matcher.draft.apply import apply_taxonomy
from matcher.draft.compile import compile_draft
from matcher.models import (
    Axis,
    ContextQuestion,
    Option,
    Outcome,
    OutcomeNeeds,
    Outside,
    Question,
    Retired,
    ServiceLine,
)
from tests.admin.pages import add_row, address, change, deleting, errors, read_form
from tests.draft.everything import TICKED, with_everything

pytestmark = pytest.mark.usefixtures("draft")


@pytest.fixture
def several(draft: None) -> Question:
    """A question of which several options may be ticked; the first two exclude each other."""
    question = Question.objects.get(slug=TICKED)
    question.kind = "several"
    question.save()
    first, second = question.options.all()[:2]
    Option.objects.filter(pk=first.pk).update(conflicts=second.slug)
    Option.objects.filter(pk=second.pk).update(conflicts=first.slug)
    return question


def options(question: Question) -> dict[str, str]:
    """What the options exclude, of those that exclude any."""
    excluding = question.options.exclude(conflicts="")
    return {option.slug: option.conflicts for option in excluding}


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]


# ── Options that exclude each other ──────────────────────────────────────────────────────


def test_on_the_page_of_the_question_both_sides_are_named(
    admin_client: Client, several: Question
) -> None:
    data = read_form(admin_client, change(several))
    data["options-2-conflicts"] = "lowest-cost\r\nresilience"
    assert errors(admin_client.post(change(several), data)) == {
        "options-2-conflicts": [
            "The option “lowest-cost” has to name “close-control” too.",
            "The option “resilience” has to name “close-control” too.",
        ]
    }
    data["options-0-conflicts"] = "better-quality\r\nclose-control"
    data["options-7-conflicts"] = "close-control"
    assert admin_client.post(change(several), data).status_code == 302
    assert options(several) == {
        "lowest-cost": "better-quality\nclose-control",
        "better-quality": "lowest-cost",
        "close-control": "lowest-cost\nresilience",
        "resilience": "close-control",
    }
    assert check(compile_draft()) == ()


@pytest.mark.parametrize(
    ("typed", "named"), [("speed", "speed"), ("close-control", "close-control")]
)
def test_an_option_excludes_only_others_of_its_question(
    admin_client: Client, several: Question, typed: str, named: str
) -> None:
    data = read_form(admin_client, change(several)) | {"options-2-conflicts": typed}
    message = f"“{named}” is no other option of this question."
    assert errors(admin_client.post(change(several), data)) == {"options-2-conflicts": [message]}
    option = several.options.get(slug="close-control")
    data = read_form(admin_client, change(option)) | {"conflicts": typed}
    assert errors(admin_client.post(change(option), data)) == {"conflicts": [message]}


NOTHING = "Only one option of this question can be picked, so it excludes nothing."


def test_one_option_excludes_nothing(admin_client: Client, several: Question) -> None:
    data = read_form(admin_client, change(several)) | {"kind": "one"}
    assert errors(admin_client.post(change(several), data)) == {
        "options-0-conflicts": [NOTHING],
        "options-1-conflicts": [NOTHING],
    }
    data |= {"options-0-conflicts": "", "options-1-conflicts": ""}
    assert admin_client.post(change(several), data).status_code == 302
    option = several.options.first()
    data = read_form(admin_client, change(option)) | {"conflicts": "better-quality"}
    assert errors(admin_client.post(change(option), data)) == {"conflicts": [NOTHING]}


def test_on_the_page_of_an_option_the_others_are_kept_in_step(
    admin_client: Client, several: Question
) -> None:
    option = several.options.get(slug="lowest-cost")
    data = read_form(admin_client, change(option)) | {"conflicts": "resilience"}
    response = admin_client.post(change(option), data, follow=True)
    better, resilience = (several.options.get(slug=s) for s in ("better-quality", "resilience"))
    assert said(response)[0] == (
        "These options were changed too, so that both sides agree: "
        f"“{better.label}”, “{resilience.label}”."
    )
    assert options(several) == {"lowest-cost": "resilience", "resilience": "lowest-cost"}
    assert resilience.history.first().history_user.username == "admin"


def test_an_option_of_another_name_is_still_excluded(
    admin_client: Client, several: Question
) -> None:
    option = several.options.get(slug="lowest-cost")
    data = read_form(admin_client, change(option)) | {"slug": "cheapest"}
    assert admin_client.post(change(option), data).status_code == 302
    assert options(several)["better-quality"] == "cheapest"


def test_a_new_option_is_excluded_from_the_start(admin_client: Client, several: Question) -> None:
    data = read_form(admin_client, address(Option, "add")) | {
        "question": several.pk,
        "label": "Speed",
        "slug": "speed",
        "hint": "Fast.",
        "conflicts": "better-quality",
    }
    assert admin_client.post(address(Option, "add"), data).status_code == 302
    assert options(several)["better-quality"] == "lowest-cost\nspeed"


def test_saving_an_option_without_a_change_touches_no_other(
    admin_client: Client, several: Question
) -> None:
    option = several.options.first()
    response = admin_client.post(
        change(option), read_form(admin_client, change(option)), follow=True
    )
    assert len(said(response)) == 1


# ── Evidence and suggestions ─────────────────────────────────────────────────────────────


def test_the_grid_says_that_ticks_add_up(admin_client: Client, several: Question) -> None:
    sentence = "Several options may be ticked: what they add is summed up"
    for question, says in (("served", False), (TICKED, True)):
        axis = Question.objects.get(slug=question).weights.first().axis.slug
        page = reverse("admin:desk_evidence_grid", args=[question, axis])
        assert (sentence in admin_client.get(page).content.decode()) is says


def test_each_of_several_options_may_be_suggested_and_typical(
    admin_client: Client, several: Question
) -> None:
    line = ServiceLine.objects.first()
    for option in several.options.all()[1:3]:
        data = read_form(admin_client, change(option))
        add_row(data, "suggestions", condition="served = internal-ops", sentence="So.", position=5)
        assert admin_client.post(change(option), data).status_code == 302
        data = read_form(admin_client, change(line))
        add_row(data, "typical", option=option.pk, position=500)
        assert admin_client.post(change(line), data).status_code == 302
    draft = compile_draft()
    suggested = [one.option for one in draft.suggestions if one.question == TICKED]
    assert {"better-quality", "close-control"} <= set(suggested)
    row = next(
        each for one in draft.outcomes for each in one.service_lines if each.slug == line.slug
    )
    assert {(TICKED, "better-quality"), (TICKED, "close-control")} <= row.typical_picks
    assert check(draft) == ()


# ── Parts of an outcome ──────────────────────────────────────────────────────────────────

PARTS = {"of": "onshore\r\nnearshore\r\noffshore", "at_least": 2, "sentence": "Two places."}


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ({}, {}),
        (
            {"of": "onshore\r\nthe-moon"},
            {"of": ["“the-moon” is no other outcome on this axis that stands by itself."]},
        ),
        (
            {"of": "onshore\r\nhr-payroll\r\nmulti-shore"},
            {
                "of": [
                    f"“{slug}” is no other outcome on this axis that stands by itself."
                    for slug in ("hr-payroll", "multi-shore")
                ]
            },
        ),
        ({"at_least": 4}, {"at_least": ["It is not made of so many."]}),
        (
            {"at_least": 0},
            {"at_least": ["Ensure this value is greater than or equal to 1."]},
        ),
        (
            {"of": "", "sentence": ""},
            {
                "of": ["This field is required."],
                "at_least": ["It is not made of so many."],
                "sentence": ["This field is required."],
            },
        ),
    ],
    ids=["right", "unknown", "elsewhere and itself", "too many", "none", "empty"],
)
def test_an_outcome_is_made_of_others_on_its_axis(
    admin_client: Client, typed: dict[str, object], refused: dict[str, list[str]]
) -> None:
    OutcomeNeeds.objects.all().delete()
    mix = Outcome.objects.get(slug="multi-shore")
    data = read_form(admin_client, change(mix))
    add_row(data, "needs", **PARTS | typed)
    response = admin_client.post(change(mix), data)
    if refused:
        assert errors(response) == {f"needs-0-{name}": each for name, each in refused.items()}
        assert not OutcomeNeeds.objects.exists()
    else:
        needs = compile_draft().index.outcome_by_slug["geography", "multi-shore"].needs
        assert (needs.of, needs.at_least) == (("onshore", "nearshore", "offshore"), 2)


# ── Context, other kinds of buying, retired answers ──────────────────────────────────────


def test_a_question_of_context_is_made_with_its_options(admin_client: Client) -> None:
    data = read_form(admin_client, address(ContextQuestion, "add")) | {
        "prompt": "One kind of work or two?",
        "slug": "parts",
        "asked": "first",
        "help": "!",
        "example": "!",
        "not_sure": "!",
    }
    add_row(data, "options", label="One", slug="one", hint="One kind.", position=10)
    add_row(data, "options", label="Two", slug="two", hint="Two.", other_part="on", position=20)
    assert admin_client.post(address(ContextQuestion, "add"), data).status_code == 302
    question = compile_draft().index.context_by_slug["parts"]
    assert [(option.slug, option.other_part) for option in question.options] == [
        ("one", False),
        ("two", True),
    ]


@pytest.mark.parametrize("slug", ["result", "served"])
def test_a_question_of_context_has_a_name_of_its_own(admin_client: Client, slug: str) -> None:
    data = read_form(admin_client, address(ContextQuestion, "add")) | {
        **dict.fromkeys(("prompt", "help", "example", "not_sure"), "?"),
        "slug": slug,
        "asked": "last",
    }
    assert errors(admin_client.post(address(ContextQuestion, "add"), data)) == {
        "slug": [f"“{slug}” has a meaning of its own in addresses or conditions."]
    }


def test_the_condition_of_another_kind_of_buying_is_read_back_and_checked(
    admin_client: Client,
) -> None:
    row = Outside.objects.create(
        slug="guards", name="Guards", condition="work_kind = casework", sentence="!", text="!"
    )
    shown = admin_client.get(change(row)).content.decode()
    assert f'data-condition="{reverse("admin:desk_condition")}"' in shown
    assert f'data-words="{reverse("admin:desk_condition_words")}"' in shown
    assert "Holds when" in shown
    data = read_form(admin_client, change(row)) | {"condition": "work_kind = caswork"}
    (message,) = errors(admin_client.post(change(row), data))["condition"]
    assert message == (
        "There is no option called “work_kind = caswork” (at character 13). "
        "Did you mean “casework”?"
    )


@pytest.mark.parametrize(
    ("answer", "refused"),
    [
        (("served", "internal-ops"), True),
        (("served", "not-sure"), True),
        (("served", "everybody"), False),
        (("mood", "not-sure"), False),
        (("mood", "sunny"), False),
    ],
)
def test_an_answer_that_can_still_be_given_is_not_retired(
    admin_client: Client, answer: tuple[str, str], refused: bool
) -> None:
    question, option = answer
    data = read_form(admin_client, address(Retired, "add"))
    data |= {"question": question, "option": option, "name": "Somebody"}
    response = admin_client.post(address(Retired, "add"), data)
    if refused:
        assert errors(response) == {"option": ["This answer can still be given."]}
    assert Retired.objects.filter(question=question, option=option).exists() is not refused


def test_a_retired_answer_is_replaced_by_answers_that_go_together(admin_client: Client) -> None:
    retired = Retired.objects.create(question="served", option="everybody", name="Everybody")
    data = read_form(admin_client, change(retired))
    first, second = Option.objects.filter(question__slug="object")[:2]
    for option in (first, second):
        add_row(data, "instead", question=option.question_id, option=option.pk, position=0)
    assert errors(admin_client.post(change(retired), data)) == {
        "instead": [
            (
                f"“{first.question.prompt}” takes one answer, not several: "
                f"“{first.label}”, “{second.label}”."
            )
        ]
    }
    data["instead-1-question"] = Question.objects.get(slug="control").pk
    data["instead-1-option"] = ""
    assert admin_client.post(change(retired), data).status_code == 302
    value = compile_draft().index.retired_by_answer["served", "everybody"]
    assert [(answer.question, answer.option) for answer in value.instead] == [
        ("object", first.slug),
        ("control", "not-sure"),
    ]


def test_the_desk_counts_how_robust_a_clear_result_is(admin_client: Client) -> None:
    axis = Axis.objects.first()
    data = read_form(admin_client, change(axis)) | {"robust_clear": "on"}
    assert admin_client.post(change(axis), data).status_code == 302
    assert compile_draft().axes[0].robust_clear


# ── Their links, their history, and who may edit them ────────────────────────────────────


@pytest.fixture
def everything(drafted: Taxonomy) -> Taxonomy:
    taxonomy = with_everything(drafted)
    apply_taxonomy(taxonomy, reason="Test")
    return taxonomy


def test_every_new_row_is_edited_somewhere(everything: Taxonomy, admin_client: Client) -> None:
    types = {"parts", "context question", "context option", "other buying"}
    types |= {"retired answer", "answer instead"}
    locations = [row.location for row in rows(everything) if row.row_type.name in types]
    urls = row_urls(locations)
    assert {location.row_type for location in urls} == types
    assert set(urls) == set(locations)
    pages = {url.partition("#")[0] for url in urls.values()}
    assert {admin_client.get(url).status_code for url in pages} == {200}


def test_findings_and_changes_lead_to_the_new_rows(
    everything: Taxonomy, admin_client: Client, published: None
) -> None:
    retired = Retired.objects.first()
    Retired.objects.filter(pk=retired.pk).update(option="internal-ops")
    shown = admin_client.get(reverse("admin:desk_review"))
    (finding,) = [one for level in shown.context["levels"] for one in level.findings]
    assert (str(finding.location), finding.sentence, finding.href) == (
        "retired answer served=internal-ops",
        "This answer can still be given.",
        change(retired),
    )
    for row in (ContextQuestion.objects.first(), Outside.objects.get(), retired):
        assert f'href="{change(row)}"' in shown.content.decode()


def test_the_history_of_a_new_row_is_on_its_page(
    everything: Taxonomy, admin_client: Client
) -> None:
    row = ContextQuestion.objects.get(slug="parts")
    data = read_form(admin_client, change(row)) | {"options-1-label": "Two kinds"}
    assert admin_client.post(change(row), data).status_code == 302
    shown = admin_client.get(address(ContextQuestion, "history", row.pk)).content.decode()
    assert "Two kinds" in shown
    last = admin_client.get(reverse("admin:desk_history")).context["events"][0]
    assert [(view.change.table, view.change.row) for view in last.changes] == [
        ("option of context", "Two kinds")
    ]


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_who_edits_the_draft_edits_the_new_rows(everything: Taxonomy, role: str) -> None:
    user = User.objects.create_user(role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    mix = Outcome.objects.get(slug="multi-shore")
    for row, field in (
        (ContextQuestion.objects.first(), "options-0-hint"),
        (Outside.objects.get(), "text"),
        (Retired.objects.first(), "name"),
        (mix, "needs-0-sentence"),
    ):
        data = read_form(client, change(row)) | {field: "Other words."}
        assert client.post(change(row), data).status_code == 302
    assert compile_draft().to_json().count("Other words.") == 4
    retired = Retired.objects.first()
    page = address(Retired, "delete", retired.pk)
    assert client.post(page, deleting(client, retired)).status_code == 302
    assert Retired.objects.count() == 1
