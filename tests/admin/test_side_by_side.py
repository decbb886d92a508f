"""One set of answers under the edition and under the draft, side by side."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from matcher.admin.pages.side_by_side_lines import ComparisonLine
from matcher.core import Taxonomy
from matcher.draft.apply import apply_taxonomy
from matcher.editions import Release, publish
from matcher.models import Axis, Combination, Evidence, Option, Question, Warning
from tests.admin.conftest import StaffWith
from tests.admin.pages import change
from tests.draft.everything import TICKED, with_everything

pytestmark = pytest.mark.usefixtures("draft")


@pytest.fixture
def member(staff_with: StaffWith) -> Client:
    return staff_with("view_edition")


def beside(client: Client, query: str) -> HttpResponse:
    response = client.get(f"{reverse('admin:desk_side_by_side')}?{query}")
    assert response.status_code == 200
    return response


def line(lines: tuple[ComparisonLine, ...], name: str) -> tuple[str, str, str]:
    (found,) = (one for one in lines if one.name == name)
    return found.edition, found.draft, found.difference


@pytest.mark.usefixtures("turned")
def test_both_explanations_stand_side_by_side(member: Client) -> None:
    response = beside(member, "object=customer-contacts&priority=lowest-cost")
    family = response.context["axes"][0]
    assert response.context["title"] == "Edition 1 and the draft side by side"
    assert line(family.decision, "First") == (
        "Customer operations and support",
        "HR and payroll operations",
        "differs",
    )
    option = Option.objects.get(slug="customer-contacts", question__slug="object")
    (rule,) = (
        one
        for one in family.changed
        if one.name == f"“{option.label}” on HR and payroll operations"
    )
    cell = option.evidence.get(outcome__slug="hr-payroll")
    weight = option.question.weights.get(axis__slug="family").weight.normalize()
    assert rule.draft == f"+{3 * weight:f} points: {cell.sentence}"
    assert rule.href == change(option)
    shown = response.content.decode()
    assert escape(rule.draft) in shown
    assert f'href="{change(option)}"' in shown
    assert (
        f'href="{reverse("matcher:result")}?object=customer-contacts&amp;priority=lowest-cost"'
        in shown
    )


@pytest.mark.usefixtures("published")
def test_equal_rules_differ_nowhere(member: Client) -> None:
    response = beside(member, "object=customer-contacts")
    axes = response.context["axes"]
    assert [axis.differs for axis in axes] == [False] * 4
    assert [axis.changed for axis in axes] == [()] * 4
    assert len(axes[0].alike) > 0
    assert "differs" not in {one.difference for one in response.context["answers"]}
    assert response.content.decode().count("Nothing differs.") == 4


@pytest.mark.usefixtures("published")
def test_other_points_words_and_exclusions_are_named(member: Client) -> None:
    cells = Evidence.objects.filter(option__slug="customer-contacts", outcome__axis__slug="family")
    words, gone, out = cells.order_by("pk")[:3]
    Evidence.objects.filter(pk=words.pk).update(sentence="Other words.")
    gone.delete()
    Evidence.objects.filter(pk=out.pk).update(strength=0, excludes=True)
    family = beside(member, "object=customer-contacts").context["axes"][0]
    label = words.option.label
    names = {one.name: one for one in family.changed}
    assert [
        names[f"“{label}” on {cell.outcome.name}"].difference for cell in (words, gone, out)
    ] == ["other words", "gone", "differs"]
    assert names[f"“{label}” on {gone.outcome.name}"].draft == "says nothing"
    assert names[f"“{label}” on {out.outcome.name}"].draft == f"rules it out: {out.sentence}"
    assert line(family.standings, out.outcome.name)[1:] == ("ruled out", "differs")


@pytest.mark.usefixtures("published")
def test_combinations_warnings_and_the_fit_check_are_compared(member: Client) -> None:
    combination = Combination.objects.create(
        slug="new", axis=Axis.objects.get(slug="family"), condition="object = orders-listings"
    )
    outcome = combination.axis.outcomes.first()
    combination.effects.create(outcome=outcome, points=2, sentence="Both.")
    Warning.objects.create(slug="loud", title="Loud", text="!", condition="object unanswered")
    response = beside(member, "object=orders-listings")
    assert line(response.context["axes"][0].changed, f"Combination “new” on {outcome.name}") == (
        "says nothing",
        "+2 points: Both.",
        "new",
    )
    assert "Loud" not in {one.name for one in response.context["warnings"]}
    other = beside(member, "readiness=in-heads&sensitivity=routine")
    assert line(other.context["warnings"], "Loud") == ("does not show", "shows", "differs")
    assert line(other.context["fit"], "Verdict")[2] == ""


@pytest.mark.usefixtures("published")
def test_answers_that_one_side_does_not_know_are_named(member: Client) -> None:
    question = Question.objects.get(slug="object")
    question.options.create(slug="new", label="New thing", hint="New.")
    response = beside(
        member, "object=new&nobody=nothing&served=internal-ops&served=external-customer"
    )
    assert '<details class="side-by-side-details" open>' in response.content.decode()
    answers = response.context["answers"]
    assert line(answers, question.prompt) == ("not known here: “new”", "New thing", "differs")
    assert line(answers, "“nobody”") == (*["not known here: “nothing”"] * 2, "")
    assert line(answers, Question.objects.get(slug="served").prompt) == (
        *["counts as unanswered: several answers were given"] * 2,
        "",
    )


@pytest.mark.usefixtures("turned")
@pytest.mark.parametrize(
    "query",
    [
        "object=%3Cscript%3Ealert(1)%3C/script%3E",
        "%3Cscript%3Ealert(1)%3C/script%3E=1",
        "object=%00",
        "object=%FF%FE",
        "label=nobody",
        "object=not-sure",
        "=&&=&object",
    ],
)
def test_hostile_answers_are_shown_as_text(member: Client, query: str) -> None:
    assert "<script>alert" not in beside(member, query).content.decode()


@pytest.mark.usefixtures("turned")
def test_without_answers_the_page_leads_to_some(member: Client) -> None:
    shown = beside(member, "").content.decode()
    assert "There are no answers in the address." in shown
    assert f'href="{reverse("admin:desk_impact")}"' in shown


@pytest.mark.usefixtures("turned")
def test_a_side_by_side_page_costs_a_fixed_number_of_queries(
    member: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for query in (
        "object=customer-contacts",
        "object=customer-contacts&priority=lowest-cost&served=internal-ops",
    ):
        beside(member, query)
        with django_assert_num_queries(72):
            beside(member, query)


def test_ticks_and_what_each_side_makes_of_retired_answers_are_shown(
    member: Client, drafted: Taxonomy, published: Release
) -> None:
    everything = with_everything(drafted)
    served = everything.index.question_by_slug["served"]
    everybody = served.options[0].model_copy(update={"slug": "everybody", "label": "Everybody"})
    former = served.model_copy(update={"options": (everybody, *served.options)})
    questions = tuple(former if one is served else one for one in everything.questions)
    apply_taxonomy(
        everything.model_copy(update={"retired": (), "questions": questions}), reason="Test"
    )
    publish(note="Second edition", accepted_because="It is a trial.")
    apply_taxonomy(everything, reason="Test")
    query = f"served=everybody&{TICKED}=resilience&{TICKED}=balanced&parts=two&mood=sunny"
    lines = beside(member, query).context["answers"]
    resilience, balanced = (
        Option.objects.get(question__slug=TICKED, slug=slug).label
        for slug in ("resilience", "balanced")
    )
    both = f"{resilience}; {balanced}"
    internal_ops = Option.objects.get(question__slug="served", slug="internal-ops")
    assert [(one.name, one.edition, one.draft) for one in lines] == [
        (served.prompt, "Everybody", internal_ops.label),
        (everything.index.question_by_slug[TICKED].prompt, both, both),
        ("What about parts?", "Two", "Two"),
        ("“mood”", "not known here: “sunny”", "retired, and not counted: “sunny”"),
        (
            everything.index.question_by_slug["control"].prompt,
            "no answer",
            "I’m not sure",
        ),
    ]


@pytest.mark.parametrize(
    ("ticks", "words"),
    [
        (
            ("lowest-cost", "better-quality"),
            "counts as unanswered: the answers exclude each other: lowest-cost, better-quality",
        ),
        (
            ("balanced", "not-sure"),
            "counts as unanswered: “not sure” was given beside other answers",
        ),
        (("balanced", "balanced"), "counts as unanswered: one answer was given twice"),
    ],
)
def test_ticks_that_make_no_answer_count_for_nothing(
    member: Client, drafted: Taxonomy, published: Release, ticks: tuple[str, ...], words: str
) -> None:
    everything = with_everything(drafted)
    apply_taxonomy(everything, reason="Test")
    query = "&".join(f"{TICKED}={tick}" for tick in ticks)
    (shown,) = beside(member, query).context["answers"]
    assert shown.draft == words
