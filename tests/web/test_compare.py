"""Stored results side by side."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from matcher.core import Stop, Taxonomy
from matcher.core.taxonomy.values import Band
from matcher.editions import edition
from matcher.models import SharedResult
from matcher.sharing import CreatedLink, delete_result, save_result
from tests import builders
from tests.web.editions import publish, small
from tests.web.reading import Element, Page
from tests.web.results import case

pytestmark = pytest.mark.django_db

GREEN = {"colour": "green", "size": "large"}
BLUE = {"colour": "blue", "size": "large"}


def garden(**changes: object) -> Taxonomy:
    """`small` with a fit check and warnings."""
    return small(
        **{
            "drivers": (builders.driver("wood", "size", 100, small=2, large=8, required=True),),
            "verdicts": builders.verdicts("pick", "wait"),
            "bands": (Band(minimum=0, verdict="wait"), Band(minimum=50, verdict="pick")),
            "stops": (Stop(slug="s", condition="colour = blue", verdict="wait", warning="stop"),),
            "warnings": (
                builders.warning("ripe", "size = large"),
                builders.warning("stop", "colour = blue"),
                builders.warning("never", "size = small"),
            ),
        }
        | changes
    )


def store(
    answers: dict[str, str], title: str = "", *, number: int = 1, label: str = ""
) -> CreatedLink:
    seen = edition(number)
    picks = builders.answers(seen.taxonomy, label, **answers)
    return save_result(release=seen, answers=picks, title=title)


def compare(client, *texts: str) -> Page:
    response = client.get(f"/compare/?{urlencode([('r', text) for text in texts])}")
    assert response.status_code == 200
    return Page(response)


def cells(page: Page, row: Element) -> list[str]:
    return [
        element.text
        for element in page.elements
        if element.tag in ("th", "td") and row in element.inside
    ]


def table(page: Page) -> list[list[str]]:
    """The rows that differ, with the texts of their cells."""
    return [cells(page, row) for row in page.all("tr")]


def common(page: Page) -> dict[str, str]:
    """What is the same in all, as the disclosure says it."""
    names = [name.text for name in page.all("dt")]
    return dict(zip(names, page.texts("dd"), strict=True))


def compared(page: Page) -> list[str]:
    """The titles of the results in the table, with their letters."""
    return page.texts("th", scope="col")


def problems(page: Page) -> list[str]:
    """What the summary at the top says is wrong."""
    summaries = page.all("div", class_="error-summary")
    return [link.text for link in page.all("a") if summaries and summaries[0] in link.inside]


def pasted(page: Page) -> list[str]:
    """What the field for links holds, line by line."""
    return page.one("textarea", name="r").texts[0].removeprefix("\n").split("\n")


@pytest.fixture
def two():
    """The tokens of two results of edition 1."""
    publish(garden())
    return store(GREEN, "Apples & pears").token, store(BLUE, label="fruit").token


# ── The table ────────────────────────────────────────────────────────────────────────────


def test_what_differs_stands_side_by_side_and_what_is_the_same_once(client, two):
    today = timezone.now()
    made = f"{today.day} {today:%B %Y}"
    page = compare(client, *two)
    assert page.texts("h1") == ["Compare results"]
    assert page.title == "Compare results – BPO Service Line Matcher"
    assert page.one("p", class_="lead").text == "They decide differently on: Kind of thing."
    assert table(page) == [
        ["", f"A Apples & pears {made}", f"B Untitled result {made}"],
        ["The decisions"],
        ["Kind of thing", "Apple Close call", "Plum or Quince Close call"],
        ["Kind of thing: ruled out", "Nothing", "Apple and Pear"],
        ["Is it ready to be outsourced?"],
        ["Verdict", "Pick", "Wait The score alone would say: Pick."],
        ["What to watch out for"],
        ["Warnings", "None", "Stop"],
        ["The answers"],
        ["colour?", "Green", "Blue"],
        ["Started from the label", "–", "fruit"],
    ]
    assert page.one("summary").text == "3 things are the same in all"
    assert common(page) == {"Score": "8.0 of 10", "Warnings in all": "Ripe", "size?": "Large"}
    assert problems(page) == []


def test_a_column_leads_to_its_result(client, two):
    page = compare(client, *two)
    assert page.link("Apples & pears") == f"/r/{two[0]}/"
    assert page.link("Untitled result") == f"/r/{two[1]}/"


def marked(page: Page) -> list[tuple[str, str, str]]:
    """The decisions by their marks: of which results, on which axis, which outcome."""
    return [
        (cell.attributes.get("data-column", "all"), cell["data-axis"], cell["data-outcome"])
        for cell in page.elements
        if "data-outcome" in cell.attributes
    ]


def test_decisions_and_warnings_can_be_found_by_their_slugs(client, two):
    page = compare(client, *two)
    assert marked(page) == [("A", "kind", "apple"), ("B", "kind", "plum")]
    warned = [item for item in page.all("li") if "data-warning" in item.attributes]
    assert [
        (item["data-warning"], item.inside[-2].attributes.get("data-column")) for item in warned
    ] == [
        ("stop", "B"),
        ("ripe", None),
    ]


def test_the_table_has_headers_and_its_cells_name_their_result(client, two):
    page = compare(client, *two)
    assert len(page.all("th", scope="col")) == 2
    assert len(page.all("th", scope="rowgroup")) == 4
    assert len(page.all("th", scope="row")) == len(table(page)) - 5
    named = [(cell["data-column"], cell["data-title"]) for cell in page.all("td")[1:3]]
    assert named == [("A", "Apples & pears"), ("B", "Untitled result")]


def test_what_is_the_same_is_folded(client, two):
    page = compare(client, *two)
    assert "open" not in page.one("details", class_="common").attributes


def test_results_that_say_the_same_say_so_and_show_what(client, two):
    page = compare(client, two[0], store(GREEN).token)
    assert page.one("p", class_="lead").text == "They come to the same decisions."
    assert page.one("caption").text == "Nothing differs: they say the same throughout."
    assert len(table(page)) == 1
    assert "open" in page.one("details", class_="common").attributes
    assert common(page)["Kind of thing"] == "Apple"
    assert marked(page) == [("all", "kind", "apple")]


def test_how_sure_they_are_of_the_same_decision_may_differ(client, two):
    page = compare(client, two[0], store({"colour": "green", "size": "small"}).token)
    rows = {row[0]: row[1:] for row in table(page)}
    assert "Kind of thing" not in rows
    assert common(page)["Kind of thing"] == "Apple"
    assert "Kind of thing: how sure" in rows | common(page)


def test_an_answer_of_not_sure_differs_from_none(client, two):
    page = compare(client, two[0], store(GREEN | {"taste": "not-sure"}).token)
    assert table(page)[1:] == [
        ["The answers"],
        ["taste?", "Not answered", "I’m not sure"],
    ]


def test_five_results_fit(client, two):
    more = [store({"colour": "green", "size": "small"}, f"No. {number}").token for number in "345"]
    page = compare(client, *two, *more)
    assert [title.split()[0] for title in compared(page)] == ["A", "B", "C", "D", "E"]
    assert problems(page) == []


def test_the_results_of_cases_are_compared_on_each_decision(client, draft, published):
    made = [store(case(slug), slug).token for slug in ("A13", "A09")]
    page = compare(client, *made)
    assert marked(page) == [
        ("A", "family", "industry-specific"),
        ("B", "family", "ecommerce-order-ops"),
        ("A", "route", "provider-people"),
        ("B", "route", "provider-with-ai"),
        ("all", "delivery", "hybrid"),
        ("all", "geography", "nearshore"),
    ]
    assert (
        page.one("p", class_="lead").text == "They decide differently on: Service family and Route."
    )


# ── Editions ─────────────────────────────────────────────────────────────────────────────


def test_results_of_different_editions_are_distinguished_and_keep_their_own_words(client, two):
    changed = garden()
    questions = (
        changed.questions[0].model_copy(update={"prompt": "Which colour?"}),
        changed.questions[2],
    )
    outcomes = tuple(
        outcome.model_copy(update={"name": f"{outcome.name} tree"}) for outcome in changed.outcomes
    )
    publish(builders.changed(changed, questions=questions, outcomes=outcomes, drivers=()), number=2)
    page = compare(client, two[0], store({"colour": "green"}, number=2).token)
    assert page.one("p", class_="notice").text == (
        "They were made with different editions (1 and 2). Each is shown in the words of its own; "
        "what differs may come from the answers or from the rules."
    )
    today = timezone.now()
    assert compared(page)[1] == f"B Untitled result Edition 2, {today.day} {today:%B %Y}"
    rows = {row[0]: row[1:] for row in table(page)}
    assert rows["Verdict"] == ["Pick", "Not part of edition 2"]
    assert rows["Score"] == ["8.0 of 10", "–"]
    assert rows["size?"] == ["Large", "Not asked in edition 2"]
    assert common(page)["Kind of thing"] == "Apple"
    assert common(page)["colour?"] == "Green"


def test_an_axis_that_an_edition_does_not_have_is_said_so(client, two):
    publish(small(axes=(builders.axis("size-class"),), questions=()), number=2)
    page = compare(client, two[0], store({}, number=2).token)
    rows = {row[0]: row[1:] for row in table(page)}
    assert rows["Kind of thing"] == ["Apple Close call", "Not asked in edition 2"]
    assert rows["Size-Class"] == ["Not asked in edition 1", "Nothing is left Open"]


# ── Links as people paste them ───────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "written",
    [
        "{token}",
        "r/{token}",
        "testserver/r/{token}",
        "  {token}\n",
        "/r/{token}/",
        "/r/{token}",
        "r/{token}/",
        "http://testserver/r/{token}/",
        "https://testserver/r/{token}",
        "HTTP://TestServer:8000/r/{token}/?x=1#why",
        "testserver/r/{token}/",
        "//testserver/r/{token}/",
        "http://testserver/r/{token}.json",
        "/r/{token}.md?download",
        "http://testserver/r/{token}/brief.md",
        "http://testserver/r/{token}/created/",
        "<http://testserver/r/{token}/>",
        "Plums, as Ann sees them: http://testserver/r/{token}/",
    ],
)
def test_a_link_may_be_pasted_in_any_form(client, two, written):
    page = compare(client, two[0], written.format(token=two[1]))
    assert problems(page) == []
    assert len(compared(page)) == 2
    assert pasted(page) == [two[0], written.format(token=two[1]).strip()]


@pytest.mark.parametrize("between", ["\n", "\r\n", " ", ", ", ";", "\t", "\n\n  \n"])
def test_several_links_may_be_pasted_at_once(client, two, between):
    links = [f"http://testserver/r/{token}/" for token in two]
    page = compare(client, between.join(links))
    assert problems(page) == []
    assert len(compared(page)) == 2


NO_LINK = "This is not a link to a result. Copy the whole link from the address bar."
ELSEWHERE = "This link leads to another site; only results of this one can be opened."
UNKNOWN = (
    "There is no result under this link. The link may have been copied in part. "
    "Ask whoever sent it to send it again."
)
GONE = (
    "This result is no longer here. "
    "It was deleted by the person who made the link, or it has expired."
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("apples", NO_LINK),
        ("/families/", NO_LINK),
        ("http://testserver/", NO_LINK),
        ("http://testserver/r/", NO_LINK),
        ("http://[", NO_LINK),
        ("javascript:alert(1)", NO_LINK),
        ("mailto:a@testserver", NO_LINK),
        ("<script>alert(1)</script>", NO_LINK),
        ("é" * 32, NO_LINK),
        ("https://elsewhere.example/r/{token}/", ELSEWHERE),
        ("elsewhere.example/r/{token}/", ELSEWHERE),
        ("https://testserver@elsewhere.example/r/{token}/", NO_LINK),
        ("https://testserver.elsewhere.example/r/{token}/", ELSEWHERE),
        ("/r/" + "x" * 32 + "/", UNKNOWN),
        ("x" * 32, UNKNOWN),
        ("/r/x/", UNKNOWN),
        ("/r/%00/", UNKNOWN),
        ("/r/" + "x" * 500 + "/", UNKNOWN),
    ],
)
def test_a_broken_link_is_named_and_the_others_are_compared(client, two, text, sentence):
    text = text.format(token=two[0])
    page = compare(client, two[0], text, two[1])
    words = f"“{text.strip('<>') if len(text) <= 60 else text[:60] + '…'}”: {sentence}"
    assert problems(page) == [words]
    assert len(compared(page)) == 2
    field = page.one("textarea", id="links")
    assert pasted(page) == [two[0], text, two[1]]
    described = [page.one("p", id=id_).text for id_ in field["aria-describedby"].split()]
    assert described[1] == f"Error: {words}"
    assert page.link(words) == "#links"
    assert not page.title.startswith("Error")


def test_invisible_characters_of_the_url_never_reach_the_page(client, two):
    page = compare(client, f"\0{two[0]}\u202e", "\0", two[1])
    assert problems(page) == []
    assert pasted(page) == [*two]


def test_deleted_and_expired_links_are_named_too(client, two):
    deleted, expired = store(GREEN), store(BLUE)
    delete_result(deleted.token, deleted.deletion_key)
    ended = timezone.now() - timedelta(seconds=1)
    SharedResult.objects.filter(token=expired.token).update(expires_at=ended)
    page = compare(client, deleted.token, *two, expired.token)
    assert problems(page) == [f"“{link.token}”: {GONE}" for link in (deleted, expired)]
    assert [title[0] for title in compared(page)] == ["A", "B"]


def test_the_link_that_deletes_is_not_taken_for_one_to_share(client, two):
    secret = store(GREEN)
    link = f"/r/{secret.token}/delete/{secret.deletion_key}/"
    page = compare(client, *two, link)
    (problem,) = problems(page)
    assert problem.startswith(f"“{link[:60]}…”: This is the secret link that deletes a result")
    assert client.get(f"/r/{secret.token}/").status_code == 200


def test_characters_that_nobody_sees_are_left_out_of_a_link(client, two):
    assert problems(compare(client, two[0], f"{two[1]}\u200e")) == []
    assert problems(compare(client, *two, "\0")) == []


# ── Too few, too many, the same ──────────────────────────────────────────────────────────


def test_without_links_there_is_a_form_and_nothing_wrong(client):
    page = Page(client.get("/compare/"))
    assert problems(page) == []
    assert pasted(page) == [""]
    assert page.texts("label") == ["Links of two to five results"]
    form = page.one("form")
    assert (form["action"], form["method"]) == ("/compare/", "get")
    assert page.all("table") == []


def test_a_form_sent_empty_says_what_to_paste(client):
    page = Page(client.get("/compare/?r=&r=+&r="))
    assert problems(page) == ["Paste the links of two to five results."]
    assert page.title == "Error: Compare results – BPO Service Line Matcher"


def test_one_link_waits_for_another(client, two):
    page = compare(client, two[0])
    assert problems(page) == []
    assert page.one("p", class_="lead").text == (
        "“Apples & pears” is here. Add the link of another result to put beside it."
    )
    assert pasted(page) == [two[0]]
    assert page.all("table") == []


def test_the_same_link_twice_is_shown_once(client, two):
    same = f"http://testserver/r/{two[0]}/"
    once = f"“{same[:60]}”: This is the same result as link 1; it is shown once."
    assert problems(compare(client, two[0], same)) == [once]
    page = compare(client, two[0], same, two[1])
    assert problems(page) == [once]
    assert len(compared(page)) == 2
    assert pasted(page) == [two[0], same, two[1]]


def test_six_links_are_one_too_many_and_none_is_lost(client, two):
    tokens = [*two, *(store(GREEN, f"No. {number}").token for number in "3456")]
    page = compare(client, *tokens)
    assert problems(page) == [
        f"“{tokens[5]}”: This link is left out: 5 at most are compared at a time."
    ]
    assert len(compared(page)) == 5
    assert pasted(page) == tokens


# ── Around it ────────────────────────────────────────────────────────────────────────────


def test_it_takes_a_query_for_each_link_and_one_for_an_edition_that_is_not_read_yet(
    client, two, django_assert_num_queries
):
    publish(garden(warnings=()), number=2)
    tokens = [*two, store(GREEN, number=2).token]
    with django_assert_num_queries(3):
        compare(client, *tokens)
    edition.cache_clear()
    with django_assert_num_queries(3 + 2):
        compare(client, *tokens)
    with django_assert_num_queries(5):
        compare(client, *tokens, *("x" * 32 + number for number in "123456"))


def test_it_is_not_listed_sets_no_cookie_and_can_only_be_read(client, two):
    response = client.get(f"/compare/?r={two[0]}&r={two[1]}")
    assert not response.cookies
    assert Page(response).one("meta", name="robots")["content"] == "noindex"
    assert client.post("/compare/").status_code == 405


def test_titles_and_pasted_texts_are_escaped(client, two):
    evil = '"><script>alert(1)</script>'
    page = compare(client, two[0], store(GREEN, evil).token, evil)
    assert page.link(evil).startswith("/r/")
    assert pasted(page)[2] == evil
    assert [script for script in page.all("script") if "src" not in script.attributes] == []


@pytest.mark.parametrize("query", ["r=%ff", "r=" + "x" * 10_000, "&".join(["r=x"] * 1_001)])
def test_a_url_that_cannot_be_read_is_refused_with_a_page(client, query):
    response = client.get(f"/compare/?{query}")
    assert response.status_code == 400
    assert Page(response).texts("h1") == ["This address cannot be read"]
