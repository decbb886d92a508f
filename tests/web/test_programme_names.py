"""What the names of a programme propose is confirmed row by row; nothing counts before."""

import pytest

from matcher.core import parse_query
from matcher.editions import current
from matcher.models import ProgrammeRow
from matcher.presenters.programme import names
from matcher.programmes import delete_row
from tests.web.programmes import Made, form_of, give, made
from tests.web.reading import Page

pytestmark = pytest.mark.django_db

NAMES = ("Receivables", "Back office", "First line helpdesk", "HR queries")
WORDS = "object.invoices-payments"
FOLLOW_UP = (
    "object.invoices-payments served.external-customer work_kind.written-contact "
    "judgment.moderate-exceptions"
)
HELPDESK = "HR helpdesk"


@pytest.fixture
def programme(published) -> Made:
    return made(names=NAMES, release=current())


def named(programme: Made) -> str:
    return f"{programme.edit}names/"


def choices(page: Page, number: int) -> dict[str, str]:
    """What can be confirmed of a row, by its value."""
    labels = page.all("label", class_="option")
    return {
        field["value"]: label.text
        for label in labels
        for field in page.all("input", name=f"row-{number}")
        if label in field.inside
    }


def answers(programme: Made, number: int) -> dict[str, tuple[str, ...]]:
    query = programme.queries[number]
    return dict(parse_query(programme.stored.taxonomy, query).answers.as_dict())


def test_each_name_is_shown_with_what_it_proposes_and_nothing_is_picked(client, programme):
    page = Page(client.get(named(programme)))
    offered = choices(page, 1)
    assert [*list(offered)[:2], list(offered)[-1]] == [WORDS, FOLLOW_UP, ""]
    assert offered[WORDS] == (
        "From its words What does the team work on, item by item? Bills, payments and the books"
    )
    assert offered[FOLLOW_UP].startswith("Receivables follow-up What does the team work on")
    assert "“back office” is a word of vendors." in page.text
    assert "These say too little to go by: First line helpdesk" in page.text
    assert form_of(page) == {"row-1": [""], "row-4": [""]}
    assert programme.queries == {1: "", 2: "", 3: "", 4: ""}


def test_the_links_and_the_table_lead_there_while_a_name_may_propose_something(client, programme):
    for url in (programme.edit, f"{programme.edit}links/"):
        page = Page(client.get(url))
        assert page.link("See what the names say") == named(programme)
    for number in (1, 2, 3, 4):
        give(programme, number, "object=not-sure")
    assert "See what the names say" not in Page(client.get(programme.edit)).texts("a")
    page = Page(client.get(named(programme)))
    assert "No name has anything left to confirm." in page.text


def test_readers_are_not_led_there(client, programme):
    assert "See what the names say" not in Page(client.get(programme.read)).texts("a")


def test_what_is_picked_is_kept_and_the_first_question_follows(client, programme):
    response = client.post(named(programme), {"row-1": FOLLOW_UP, "row-4": ""})
    assert (response.status_code, response["Location"]) == (303, programme.question("object"))
    assert answers(programme, 1) == {
        "object": ("invoices-payments",),
        "judgment": ("moderate-exceptions",),
        "served": ("external-customer",),
        "work_kind": ("written-contact",),
    }
    assert {number: programme.queries[number] for number in (2, 3, 4)} == {2: "", 3: "", 4: ""}


def test_only_questions_without_an_answer_are_proposed_one(client, programme):
    give(programme, 1, "work_kind=casework")
    offered = choices(Page(client.get(named(programme))), 1)
    assert not any("work_kind" in value for value in offered)
    client.post(named(programme), {"row-1": list(offered)[1]})
    assert answers(programme, 1)["work_kind"] == ("casework",)


def test_a_row_that_takes_its_answers_from_another_is_not_asked(client, programme):
    give(programme, 4, archetype=1)
    assert choices(Page(client.get(named(programme))), 4) == {}


def test_what_people_are_asked_about_is_left_to_them(client, programme):
    programme.ask(1, "Finance")
    programme.say(1, 1, "object=technology")
    assert choices(Page(client.get(named(programme))), 1) == {}


def test_somebody_who_answered_otherwise_meanwhile_is_named_and_nothing_is_lost(client, programme):
    give(programme, 1, "object=technology")
    response = client.post(named(programme), {"row-1": WORDS, "row-4": "object.employee-matters"})
    page = Page(response)
    assert response.status_code == 409
    assert programme.queries == {1: "object=technology", 2: "", 3: "", 4: ""}
    assert form_of(page)["row-4"] == ["object.employee-matters"]
    assert "Receivables: somebody else has answered it meanwhile." in page.text
    assert page.title.startswith("Error:")


def test_somebody_who_answered_the_same_meanwhile_is_no_matter(client, programme):
    give(programme, 1, WORDS.replace(".", "="))
    assert client.post(named(programme), {"row-1": WORDS}).status_code == 303


@pytest.mark.parametrize("value", ["object.nothing", "nonsense", "<b>.x", "object." + "x" * 9999])
def test_what_makes_no_answer_is_refused_and_nothing_is_kept(client, programme, value):
    response = client.post(named(programme), {"row-1": value, "row-4": "object.employee-matters"})
    page = Page(response)
    assert response.status_code == 400
    assert programme.queries == {1: "", 2: "", 3: "", 4: ""}
    assert form_of(page) == {"row-1": [""], "row-4": ["object.employee-matters"]}
    assert "Receivables: that is not one of its proposals. Choose again." in page.text


def test_a_row_that_was_deleted_meanwhile_is_left_out(client, programme):
    delete_row(programme.stored, 1)
    response = client.post(named(programme), {"row-1": WORDS, "row-4": "object.employee-matters"})
    assert response.status_code == 303
    assert programme.queries == {2: "", 3: "", 4: "object=employee-matters"}


def test_a_long_list_goes_on_over_pages_and_skips_no_row(client, programme, monkeypatch):
    monkeypatch.setattr(names, "NAMES_ON_A_PAGE", 2)
    first = named(programme)
    page = Page(client.get(first))
    assert page.link("Confirm nothing") == f"{first}?after=2"
    response = client.post(first, {"row-1": WORDS})
    assert response["Location"] == f"{first}?after=2"
    page = Page(client.get(response["Location"]))
    assert (choices(page, 1), bool(choices(page, 4))) == ({}, True)
    assert page.one("form", class_="all-rows")["action"] == f"{first}?after=2"
    response = client.post(f"{first}?after=2", {"row-4": "object.employee-matters"})
    assert response["Location"] == programme.question("object")


@pytest.mark.parametrize("after", ["x", "-1", "9" * 20, "1&after=2"])
def test_a_page_that_is_not_there_breaks_nothing(client, programme, after):
    assert client.get(f"{named(programme)}?after={after}").status_code == 200


def test_another_site_confirms_nothing(client, programme):
    sent = {"row-1": WORDS}
    response = client.post(named(programme), sent, HTTP_SEC_FETCH_SITE="cross-site")
    assert (response.status_code, programme.queries[1]) == (403, "")


def test_a_wrong_key_sees_nothing(client, programme):
    url = f"{programme.read}edit/{'x' * 22}/names/"
    assert client.get(url).status_code == 404


def test_names_are_escaped(client, published):
    programme = made(names=("<b>Receivables</b>",), release=current())
    page = client.get(named(programme)).content.decode()
    assert "&lt;b&gt;Receivables" in page
    assert "<b>" not in page


def test_the_page_takes_the_same_queries_for_any_number(
    client, programme, django_assert_num_queries
):
    with django_assert_num_queries(2):
        client.get(named(programme))
    ProgrammeRow.objects.filter(number__gt=1).delete()
    with django_assert_num_queries(2):
        client.get(named(programme))
