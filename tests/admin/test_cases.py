"""Cases on the desk: how they fare, and one made of a result."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from matcher.admin.pages.case_detail import CaseDetailView, ResultCell, ResultLine, case_detail_view
from matcher.admin.pages.cases import CaseStatus
from matcher.core import Expected, parse_query, run_case, write_query
from matcher.draft.cases import stored_case
from matcher.draft.compile import compile_draft
from matcher.editions import Release, publish
from matcher.models import (
    Case,
    CaseAnswer,
    ContextQuestion,
    Edition,
    Option,
    Outcome,
    Question,
    Verdict,
    Warning,
)
from matcher.sharing import CreatedLink, delete_result, save_result
from tests.admin.conftest import StaffWith
from tests.admin.pages import add_row, address, change, errors, publishing, read_form

pytestmark = pytest.mark.usefixtures("draft")

LIST = "/admin/desk/cases/"
MADE = "/admin/desk/cases/from-result/"
GIVEN = "served=internal-ops&object=invoices-payments&work_kind=transaction-heavy&control=not-sure"
PAYROLL = "HR and payroll operations"
WORDS = {"title": "Invoices", "vignette": "We pay bills.", "reason": "It is plain payables."}


@pytest.fixture
def editor(staff_with: StaffWith) -> Client:
    return staff_with("view_case", "add_case", "change_case")


def break_a_case() -> Case:
    """A case that asks for a warning which does not show."""
    case = Case.objects.get(slug="A06")
    case.warnings.add(Warning.objects.get(slug="two-families"))
    return case


# ── How they fare ────────────────────────────────────────────────────────────────────────


def test_every_case_is_tried_on_the_draft_and_on_the_edition(
    editor: Client, published: Release
) -> None:
    Warning.objects.filter(slug="two-families").update(condition="family = sales-marketing")
    break_a_case()
    shown = editor.get(LIST).context
    assert [(one.name, one.passed, one.failed) for one in shown["sides"]] == [
        ("Draft", 67, 1),
        ("Edition 1", 67, 1),
    ]
    failing = [case for case in shown["cases"] if case.fails]
    assert [(case.slug, [one.state for one in case.results]) for case in failing] == [
        ("A06", ["failed", "failed"])
    ]


def test_a_draft_that_is_not_sound_leaves_the_edition(editor: Client, published: Release) -> None:
    Warning.objects.filter(slug="two-families").update(condition="family =")
    response = editor.get(LIST)
    assert [one.name for one in response.context["sides"]] == ["Edition 1"]
    assert "The draft is not valid, so no case can be tried on it." in response.content.decode()


def test_without_an_edition_they_are_tried_on_the_draft(editor: Client) -> None:
    shown = editor.get(LIST).context
    assert [(one.name, one.passed) for one in shown["sides"]] == [("Draft", 68)]


def test_only_those_that_fail_are_shown_when_asked_for(editor: Client) -> None:
    assert (
        "None: every case holds, or explains why it does not."
        in editor.get(LIST, {"failing": ""}).content.decode()
    )
    case = break_a_case()
    (shown,) = editor.get(LIST, {"failing": ""}).context["cases"]
    assert (shown.slug, shown.href) == ("A06", change(case))


def test_the_list_costs_the_same_for_many_and_for_few(editor: Client, published: Release) -> None:
    editor.get(LIST)
    with CaptureQueriesContext(connection) as many:
        editor.get(LIST)
    Case.objects.exclude(slug__in=["A03", "A09"]).delete()
    with CaptureQueriesContext(connection) as few:
        assert len(editor.get(LIST).context["cases"]) == 2
    assert len(many) == len(few)


# ── The page of a case, and the list of rows ─────────────────────────────────────────────


def test_the_page_of_a_case_says_what_comes_out_beside_what_is_expected(
    editor: Client, turned: None
) -> None:
    case = break_a_case()
    case.expectations.filter(outcome__axis__slug="geography").delete()
    wanted = [one.title for one in case.warnings.all()]
    missing = Warning.objects.get(slug="two-families").title
    assert case_detail_view(case.pk) == CaseDetailView(
        sides=("Draft", "Edition 1"),
        states=("failed", "failed"),
        lines=(
            ResultLine(
                "Service family",
                f"{PAYROLL} or Finance and accounting operations",
                (ResultCell(PAYROLL, True),) * 2,
            ),
            ResultLine(
                "Delivery model", "Managed service", (ResultCell("Managed service", True),) * 2
            ),
            ResultLine("Geography", "–", (ResultCell("Multi-shore mix", None),) * 2),
            ResultLine(
                "Route",
                "A provider’s people or A provider with people and AI, paid per result",
                (ResultCell("A provider with people and AI, paid per result", True),) * 2,
            ),
            ResultLine(
                "Fit check", "Ready to outsource", (ResultCell("Ready to outsource", True),) * 2
            ),
            ResultLine(
                "Warnings", "; ".join(wanted), (ResultCell(f"missing: {missing}", False),) * 2
            ),
        ),
        draft_invalid=False,
    )
    shown = editor.get(change(case)).content.decode()
    assert shown.count(f"missing: {missing}") == 2


def test_the_page_of_a_case_says_where_draft_and_edition_differ(turned: None) -> None:
    case = Case.objects.get(slug="A02")
    family = case_detail_view(case.pk).lines[0]
    assert family == ResultLine(
        "Service family",
        "Customer operations and support or IT and technical services",
        (
            ResultCell(PAYROLL, False),
            ResultCell("Customer operations and support", True),
        ),
    )


def test_the_page_of_a_case_names_answers_that_the_edition_does_not_have(
    published: Release,
) -> None:
    answer = CaseAnswer.objects.get(case__slug="A02", question__slug="control")
    answer.option = Option.objects.create(question=answer.question, slug="new", label="N", hint="")
    answer.save()
    assert case_detail_view(answer.case_id).lines[-1] == ResultLine(
        "Answers",
        "–",
        (ResultCell("all of them exist", True), ResultCell("there is no control=new", False)),
    )


def test_the_page_of_a_case_says_that_the_draft_is_not_sound(
    editor: Client, published: Release
) -> None:
    Warning.objects.filter(slug="two-families").update(condition="family =")
    shown = editor.get(change(Case.objects.get(slug="A06"))).content.decode()
    assert "The draft is not valid, so the case cannot be tried on it." in shown
    assert case_detail_view(Case.objects.get(slug="A06").pk).sides == ("Edition 1",)


def test_a_case_whose_slug_is_being_changed_still_says_how_it_fares(admin_client: Client) -> None:
    page = change(Case.objects.get(slug="A06"))
    data = read_form(admin_client, page) | {"slug": "another", "title": ""}
    assert errors(admin_client.post(page, data)) == {"title": ["This field is required."]}


def test_a_new_case_does_not_fare_yet(admin_client: Client) -> None:
    assert 'class="case-results"' not in admin_client.get(address(Case, "add")).content.decode()


def test_the_list_of_rows_marks_each_case_in_words(editor: Client, turned: None) -> None:
    rows = editor.get(address(Case)).context["cl"].result_list
    failing = {row.slug for row in rows if row.status == CaseStatus("failed", "passed")}
    assert failing == {*("A01", "A02", "B03", "B04", "B05", "R03", "R08", "S01", "V25", "V27")}
    shown = editor.get(address(Case)).content.decode()
    marks = [shown.count(mark) for mark in ("✓ Passes", "✗ Fails", "≠ Explained")]
    assert marks == [126, 12, 20]


def test_the_list_of_rows_says_what_is_not_tried(editor: Client) -> None:
    Warning.objects.filter(slug="two-families").update(condition="family =")
    shown = editor.get(address(Case)).content.decode()
    assert shown.count("not tried") == 2 * Case.objects.count()


def test_the_list_of_rows_costs_the_same_for_many_and_for_few(
    editor: Client, published: Release
) -> None:
    editor.get(address(Case))
    with CaptureQueriesContext(connection) as many:
        editor.get(address(Case))
    Case.objects.exclude(slug__in=["A03", "A09"]).delete()
    with CaptureQueriesContext(connection) as few:
        editor.get(address(Case))
    assert len(many) == len(few)


def test_the_list_of_rows_leads_to_the_pages_about_cases(staff_with: StaffWith) -> None:
    shown = staff_with("view_case", "add_case").get(address(Case)).content.decode()
    assert all(f'href="{page}"' in shown for page in (LIST, MADE, address(Case, "add")))


def test_the_list_of_rows_offers_nothing_to_make_to_who_may_only_look(
    staff_with: StaffWith,
) -> None:
    shown = staff_with("view_case").get(address(Case)).content.decode()
    assert f'href="{LIST}"' in shown
    assert not any(page in shown for page in (MADE, address(Case, "add")))


# ── What is expected ─────────────────────────────────────────────────────────────────────


def test_two_outcomes_are_not_expected_on_one_axis(admin_client: Client) -> None:
    page = change(Case.objects.get(slug="A06"))
    data = read_form(admin_client, page)
    other = Outcome.objects.get(axis__slug="family", slug="sales-marketing")
    add_row(data, "expectations", outcome=other.pk)
    assert errors(admin_client.post(page, data)) == {
        "expectations": [
            "Service family: expect one outcome, and tick “also acceptable” for the others."
        ]
    }


@pytest.mark.parametrize(
    ("given", "also"),
    [({"expectations-{added}-also": "on"}, True), ({"expectations-0-DELETE": "on"}, False)],
    ids=["as well", "instead"],
)
def test_another_outcome_is_accepted_as_well_or_expected_instead(
    admin_client: Client, given: dict[str, str], also: bool
) -> None:
    case = Case.objects.get(slug="A06")
    data = read_form(admin_client, change(case))
    added = case.expectations.count()
    other = Outcome.objects.get(axis__slug="family", slug="sales-marketing")
    add_row(data, "expectations", outcome=other.pk)
    given = {name.format(added=added): value for name, value in given.items()}
    assert admin_client.post(change(case), data | given)["Location"] == address(Case)
    assert case.expectations.get(outcome=other).also is also


def test_two_verdicts_are_not_expected(admin_client: Client) -> None:
    case = Case.objects.get(slug="A06")
    case.verdicts.all().delete()
    data = read_form(admin_client, change(case))
    for slug in ("ready", "not-yet"):
        add_row(data, "verdicts", verdict=Verdict.objects.get(slug=slug).pk)
    assert errors(admin_client.post(change(case), data)) == {
        "verdicts": ["Expect one verdict, and tick “also acceptable” for the others."]
    }
    data["verdicts-1-also"] = "on"
    assert admin_client.post(change(case), data).status_code == 302
    assert stored_case(case.pk).fit == Expected("fit", "ready", ("not-yet",))


# ── Answers ──────────────────────────────────────────────────────────────────────────────


PRIORITY = "What matters most?"


@pytest.fixture
def several(draft: None) -> Question:
    """A question of which several options may be ticked; the first two exclude each other."""
    question = Question.objects.get(slug="priority")
    Question.objects.filter(pk=question.pk).update(kind="several", prompt=PRIORITY)
    first, second = question.options.all()[:2]
    Option.objects.filter(pk=first.pk).update(conflicts=second.slug)
    Option.objects.filter(pk=second.pk).update(conflicts=first.slug)
    return question


def ticking(client: Client, question: Question, *slugs: str) -> tuple[str, dict[str, object]]:
    """The page of a case, and its form with these answers to the question."""
    case = Case.objects.get(slug="A06")
    case.answers.filter(question=question).delete()
    data = read_form(client, change(case))
    for slug in slugs:
        option = question.options.filter(slug=slug).first()
        add_row(data, "answers", question=question.pk, option=option.pk if option else "")
    return change(case), data


def test_a_case_may_have_several_answers_to_one_question(
    admin_client: Client, several: Question
) -> None:
    page, data = ticking(admin_client, several, "resilience", "balanced")
    assert admin_client.post(page, data).status_code == 302
    case = stored_case(Case.objects.get(slug="A06").pk)
    assert [pair for pair in case.answers if pair[0] == "priority"] == [
        ("priority", "resilience"),
        ("priority", "balanced"),
    ]
    assert run_case(compile_draft(), case).passed


@pytest.mark.parametrize(
    ("slugs", "sentence"),
    [
        (("lowest-cost", "better-quality"), "has answers that exclude each other: {0}, {1}."),
        (("better-quality", ""), "has “not sure” beside other answers: {1}, “not sure”."),
        (("", ""), "has the same answer twice: “not sure”."),
    ],
    ids=["conflict", "not sure", "twice not sure"],
)
def test_ticks_that_make_no_answer_are_refused_in_words(
    admin_client: Client, several: Question, slugs: tuple[str, ...], sentence: str
) -> None:
    labels = [f"“{option.label}”" for option in several.options.all()]
    page, data = ticking(admin_client, several, *slugs)
    assert errors(admin_client.post(page, data)) == {
        "answers": [f"“{PRIORITY}” {sentence.format(*labels)}"]
    }
    assert not CaseAnswer.objects.filter(case__slug="A06", question=several).exists()


def test_one_answer_is_not_given_twice(admin_client: Client, several: Question) -> None:
    page, data = ticking(admin_client, several, "balanced", "balanced")
    (message,) = errors(admin_client.post(page, data))["answers"]
    assert message.startswith("Please correct the duplicate")


def test_a_question_of_one_answer_has_one(admin_client: Client, several: Question) -> None:
    Question.objects.filter(pk=several.pk).update(kind="one")
    labels = [f"“{option.label}”" for option in several.options.all()]
    page, data = ticking(admin_client, several, "better-quality", "resilience")
    assert errors(admin_client.post(page, data)) == {
        "answers": [f"“{PRIORITY}” takes one answer, not several: {labels[1]}, {labels[7]}."]
    }


def test_an_answer_that_is_taken_away_does_not_count(
    admin_client: Client, several: Question
) -> None:
    page, data = ticking(admin_client, several, "lowest-cost", "balanced")
    last = int(data["answers-TOTAL_FORMS"]) - 1
    response = admin_client.post(page, data | {f"answers-{last}-DELETE": "on"})
    assert response.status_code == 302, errors(response)


# ── Cases that disagree ──────────────────────────────────────────────────────────────────

WHY = "It is on a border."


@pytest.fixture
def explained(draft: None) -> Case:
    """A case that says why another family comes out, and why another verdict, which does not."""
    case = Case.objects.get(slug="A06")
    case.expectations.filter(outcome__axis__slug="family").delete()
    other = Outcome.objects.get(axis__slug="family", slug="sales-marketing")
    case.expectations.create(outcome=other, disagrees=WHY)
    case.verdicts.update(disagrees=WHY)
    return case


SENTENCES = (
    (
        f"Service family: Sales and marketing operations is expected, {PAYROLL} comes first. "
        f"Explained: {WHY}"
    ),
    (
        "One payroll process for eleven countries: Fit check comes out as expected again, so the "
        "reason why it does not can go."
    ),
)


def test_a_case_that_explains_itself_is_counted_apart(
    editor: Client, published: Release, explained: Case
) -> None:
    response = editor.get(LIST)
    assert [(one.passed, one.failed, one.explained) for one in response.context["sides"]] == [
        (67, 0, 12),
        (67, 0, 12),
    ]
    (shown,) = [case for case in response.context["cases"] if case.slug == "A06"]
    assert (shown.fails, shown.expects[0], shown.expects[-1]) == (
        False,
        "Sales and marketing operations",
        "Ready to outsource",
    )
    assert [(one.state, one.sentences) for one in shown.results] == [("explained", SENTENCES)] * 2
    assert "67 pass, 0 fail, 12 explained" in response.content.decode()
    assert editor.get(LIST, {"failing": ""}).context["cases"] == ()


def test_the_page_of_a_case_shows_its_reasons(editor: Client, explained: Case) -> None:
    detail = case_detail_view(explained.pk)
    assert detail.states == ("explained",)
    assert detail.lines[0] == ResultLine(
        "Service family",
        "Sales and marketing operations",
        (ResultCell(f"{PAYROLL}, explained: {WHY}", None),),
    )
    assert detail.lines[4] == ResultLine(
        "Fit check", "Ready to outsource", (ResultCell("Ready to outsource", True),)
    )
    shown = editor.get(change(explained)).content.decode()
    assert "≠ Explained" in shown
    assert "≠ Explained" in editor.get(address(Case)).content.decode()


def test_an_explained_case_stands_in_no_way(
    staff_with: StaffWith, published: Release, explained: Case
) -> None:
    Warning.objects.filter(slug="brand-voice").update(title="Another title")
    client = staff_with("view_edition", "publish_edition")
    shown = client.get(reverse("admin:desk_review"))
    assert (shown.context["failing"], shown.context["explained"]) == ((), 12)
    assert "No case fails; 12 explain why they disagree" in shown.content.decode()
    findings = [one for level in shown.context["levels"] for one in level.findings]
    assert SENTENCES[1] in [one.sentence for one in findings]
    data = publishing(client, note="Second edition")
    assert client.post(reverse("admin:desk_editions_publish"), data).status_code == 302
    assert Edition.objects.count() == 2


# ── Who may look and make ────────────────────────────────────────────────────────────────


def test_staff_without_a_permission_see_none_and_make_none(staff_with: StaffWith) -> None:
    client = staff_with("view_edition")
    assert [client.get(page).status_code for page in (LIST, MADE)] == [403, 403]
    assert client.post(MADE, {"link": "x", **WORDS}).status_code == 403


def test_who_may_only_look_is_offered_nothing_to_make(staff_with: StaffWith) -> None:
    assert MADE not in staff_with("view_case").get(LIST).content.decode()


# ── Made of a result ─────────────────────────────────────────────────────────────────────


@pytest.fixture
def kept(published: Release) -> CreatedLink:
    answers = parse_query(published.taxonomy, GIVEN).answers
    return save_result(release=published, answers=answers)


def expectations(case: Case) -> dict[str, str]:
    return {one.outcome.axis.slug: one.outcome.slug for one in case.expectations.all()}


@pytest.mark.parametrize(
    "link",
    [
        "http://testserver/r/{token}/",
        "/r/{token}.json",
        " {token} ",
        f"http://testserver/match/result/?{GIVEN}",
        f"/match/result/?{GIVEN}",
        f"testserver/match/result/?{GIVEN}#why",
        f"http://testserver/preview/signed/match/result/?{GIVEN}",
    ],
)
def test_a_case_is_made_of_a_link(editor: Client, kept: CreatedLink, link: str) -> None:
    response = editor.post(MADE, {"link": link.format(token=kept.token), **WORDS})
    case = Case.objects.get(slug="invoices")
    assert response["Location"] == change(case)
    assert (case.title, case.vignette, case.reason) == tuple(WORDS.values())
    assert {one.question.slug: one.option and one.option.slug for one in case.answers.all()} == {
        "served": "internal-ops",
        "object": "invoices-payments",
        "work_kind": "transaction-heavy",
        "control": None,
    }
    assert expectations(case)["family"] == "finance-accounting"
    assert case.warnings.exists()
    assert {one.history_user.username for one in case.history.all()} == {"member"}


def test_the_new_case_holds(editor: Client, kept: CreatedLink) -> None:
    editor.post(MADE, {"link": kept.token, **WORDS})
    shown = editor.get(LIST).context["cases"]
    (made,) = [case for case in shown if case.slug == "invoices"]
    assert not made.fails


def test_a_second_case_of_the_same_title_has_a_slug_of_its_own(
    editor: Client, kept: CreatedLink
) -> None:
    for _time in range(2):
        editor.post(MADE, {"link": kept.token, **WORDS})
    slugs = Case.objects.filter(title="Invoices").values_list("slug", flat=True)
    assert sorted(slugs) == ["invoices", "invoices-2"]


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]


MADE_OF_IT = "The case is made. It expects what the result says: change that where it is wrong."


def test_what_the_draft_no_longer_has_is_named(editor: Client, kept: CreatedLink) -> None:
    Question.objects.filter(slug="work_kind").update(slug="sort_of_work")
    (lost,) = Case.objects.get(slug="A03").warnings.all()
    lost.delete()
    response = editor.post(MADE, {"link": kept.token, **WORDS}, follow=True)
    assert said(response) == [
        MADE_OF_IT,
        (
            "The draft does not have these, so the case is without them: "
            f"work_kind=transaction-heavy, warning {lost.slug}."
        ),
    ]
    assert CaseAnswer.objects.filter(case__slug="invoices").count() == 3


def test_ticks_become_answers_and_what_is_not_scored_is_named(
    editor: Client, several: Question
) -> None:
    context = ContextQuestion.objects.create(
        slug="parts", asked="first", prompt="?", help="?", example="?", not_sure="?"
    )
    for slug in ("one", "two"):
        context.options.create(slug=slug, label=slug, hint="?")
    publish(note="First edition")
    link = f"/match/result/?{GIVEN}&priority=resilience&priority=balanced&parts=two"
    assert said(editor.post(MADE, {"link": link, **WORDS}, follow=True)) == [
        MADE_OF_IT,
        "The result does not count these, nor does the case: parts=two.",
    ]
    case = stored_case(Case.objects.get(slug="invoices").pk)
    assert case.answers[-2:] == (("priority", "resilience"), ("priority", "balanced"))


def test_what_the_result_does_not_count_is_named(editor: Client, published: Release) -> None:
    link = f"/match/result/?{GIVEN}&mood=sunny&judgment=none-at-all"
    assert said(editor.post(MADE, {"link": link, **WORDS}, follow=True)) == [
        MADE_OF_IT,
        "The result does not count these, nor does the case: mood=sunny, judgment=none-at-all.",
    ]


@pytest.mark.parametrize("stored", [True, False])
def test_a_case_is_without_what_shows_only_because_of_a_label(
    editor: Client, published: Release, stored: bool
) -> None:
    given = parse_query(published.taxonomy, f"{GIVEN}&label=call-center").answers
    assert given.label
    link = f"/match/result/?{write_query(given)}"
    if stored:
        link = save_result(release=published, answers=given).token
    response = editor.post(MADE, {"link": link, **WORDS}, follow=True)
    assert said(response) == [
        MADE_OF_IT,
        (
            "These warnings show only because the visitor started from a label. A case does not, "
            "so it is without them: The label does not decide."
        ),
    ]
    (made,) = [case for case in editor.get(LIST).context["cases"] if case.slug == "invoices"]
    assert not made.fails


def test_of_a_preview_it_expects_what_the_draft_says(editor: Client, turned: None) -> None:
    given = "?object=customer-contacts"
    editor.post(MADE, {"link": f"/match/result/{given}", **WORDS})
    editor.post(MADE, {"link": f"/preview/signed/match/result/{given}", **WORDS})
    found = [expectations(Case.objects.get(slug=slug)) for slug in ("invoices", "invoices-2")]
    assert [one["family"] for one in found] == ["customer-operations", "hr-payroll"]


def test_of_a_preview_of_an_invalid_draft_there_is_no_result(editor: Client) -> None:
    Warning.objects.filter(slug="two-families").update(condition="family =")
    link = f"/preview/signed/match/result/?{GIVEN}"
    form = editor.post(MADE, {"link": link, **WORDS}).context["form"]
    assert form.errors["link"] == [
        "The draft is not valid, so there is no result. The desk says what is wrong."
    ]


@pytest.mark.parametrize(
    ("link", "error"),
    [
        ("", "This field is required."),
        ("hello", "This is not a link to a result. Copy the whole link from the address bar."),
        (
            "https://elsewhere.example/r/x/",
            "This link leads to another site; only results of this one can be opened.",
        ),
        (
            "/r/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/",
            "There is no result under this link. It may have been copied in part.",
        ),
        ("/match/result/", "This result has no answers, so there is nothing to guard."),
        (
            "/match/result/?mood=sunny&judgment=none-at-all",
            "None of the answers in this address exists: mood=sunny, judgment=none-at-all.",
        ),
    ],
)
def test_what_is_no_link_is_said_in_words_and_nothing_lost(
    editor: Client, published: Release, link: str, error: str
) -> None:
    form = editor.post(MADE, {"link": link, **WORDS}).context["form"]
    assert form.errors == {"link": [error]}
    assert form["vignette"].value() == WORDS["vignette"]
    assert not Case.objects.filter(title="Invoices").exists()


def test_a_deleted_result_is_said_to_be_gone(editor: Client, kept: CreatedLink) -> None:
    delete_result(kept.token, kept.deletion_key)
    form = editor.post(MADE, {"link": kept.token, **WORDS}).context["form"]
    assert form.errors["link"] == [
        "This result was deleted or has expired. We keep no copy of its answers."
    ]


def test_a_case_says_why(editor: Client, kept: CreatedLink) -> None:
    form = editor.post(MADE, {"link": kept.token, "title": "Invoices"}).context["form"]
    required = ["This field is required."]
    assert form.errors == {"vignette": required, "reason": required}


def test_before_the_first_edition_there_is_nothing_to_match_with(editor: Client) -> None:
    assert not Edition.objects.exists()
    form = editor.post(MADE, {"link": f"/match/result/?{GIVEN}", **WORDS}).context["form"]
    assert form.errors["link"] == ["Nothing has been published yet."]


# ── Deletion ─────────────────────────────────────────────────────────────────────────────


def test_only_who_may_deletes_a_case(staff_with: StaffWith) -> None:
    case = Case.objects.get(slug="A06")
    editor = staff_with("view_case", "change_case")
    assert editor.post(f"/admin/matcher/case/{case.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Case.objects.filter(pk=case.pk).exists()


def test_an_option_that_cases_use_is_not_deleted_and_the_cases_are_named(
    admin_client: Client,
) -> None:
    option = Option.objects.get(question__slug="served", slug="external-customer")
    page = reverse("admin:matcher_option_delete", args=[option.pk])
    shown = admin_client.get(page).content.decode()
    users = Case.objects.filter(answers__option=option)
    assert all(case.title in shown for case in users)
    admin_client.post(page, {"post": "yes"})
    assert Option.objects.filter(pk=option.pk).exists()


# ── What an upgrade took away ────────────────────────────────────────────────────────────


def test_cases_to_review_are_found_in_the_list_and_say_on_their_page_what_is_gone(
    editor: Client,
) -> None:
    lost = "Answer: “Live phone” to “How?” (channels = live-voice)"
    Case.objects.filter(slug="A06").update(to_review=lost)
    case = Case.objects.get(slug="A06")
    shown = editor.get("/admin/matcher/case/", {"to_review__isempty": "0"})
    assert [row.slug for row in shown.context["cl"].result_list] == ["A06"]
    assert lost in editor.get(change(case)).content.decode()
