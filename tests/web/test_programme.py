"""Programmes: making one from a list of names, its links, and its table to read."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.utils import timezone

from matcher.models import Programme, ProgrammeRow
from matcher.programmes import delete_programme, delete_row
from matcher.sharing import save_result
from matcher.web.bodies import MAX_LONG_BODY
from tests.client import Client
from tests.web.database import database_away
from tests.web.editions import fenced, publish, small
from tests.web.programmes import NAMES, form_of, give, made, table
from tests.web.reading import Page
from tests.web.results import two_links, with_mark

pytestmark = pytest.mark.django_db

RIGHT_TO_LEFT = "\u202e"

MOST = "a programme has 2,000 rows at most."


@pytest.fixture
def release():
    return publish(small())


def form(client, **changes):
    """What the form sends, with a list of names."""
    return form_of(Page(client.get("/programme/"))) | {"names": "\n".join(NAMES)} | changes


def names() -> list[str]:
    return list(ProgrammeRow.objects.values_list("name", flat=True))


# ── Making one ───────────────────────────────────────────────────────────────────────────


def test_the_start_page_leads_to_it(client, release):
    assert Page(client.get("/")).link("Many processes? Classify a list") == "/programme/"


def test_a_pasted_list_becomes_a_programme_and_its_links_are_shown(client, release):
    response = client.post("/programme/", form(client, title="All of “finance”"))
    assert response.status_code == 303
    assert client.cookies == {}
    page = Page(client.get(response["Location"]))
    assert page.one("meta", name="robots")["content"] == "noindex, nofollow"
    assert "All of “finance” . Kept until it is deleted." in page.text
    edit, read = two_links(page)
    assert edit.startswith(f"{read}edit/")
    assert page.link("Go to the programme") == edit
    question = page.link("Answer question by question")
    assert f"http://testserver{question}" == f"{edit}question/colour/"
    assert [client.get(link).status_code for link in (read, edit)] == [200, 200]
    assert names() == list(NAMES)


def test_the_same_form_makes_one_programme_with_the_same_links(client, release):
    sent = form(client)
    first, second = (client.post("/programme/", sent)["Location"] for _time in range(2))
    assert first == second
    assert Programme.objects.count() == 1


def test_blank_lines_and_doubled_spaces_are_dropped(client, release):
    text = "  Invoices  and\tbills \r\n\r\n\n   \nReturns\r"
    client.post("/programme/", form(client, names=text))
    assert names() == ["Invoices and bills", "Returns"]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", ["Type or paste at least one name."]),
        (" \n\t\r\n ", ["Type or paste at least one name."]),
        (
            f"Good\n{'x' * 121}\n\nRet{RIGHT_TO_LEFT}urns\n\u200b\nAlso good",
            [
                "Line 2: use 120 characters at most; it has 121.",
                "Line 4: it held invisible control characters. Look at it without them.",
                "Line 5: nothing in it can be seen.",
            ],
        ),
        ("nul\0", ["Line 1: it held invisible control characters. Look at it without them."]),
        (
            "\n".join(map(str, range(10_000))),
            [f"These are 10,000 names, and there is room for 2,000: {MOST}"],
        ),
        (
            "\n".join(["\u202e!"] * 13),
            [
                *(
                    f"Line {number}: it held invisible control characters. Look at it without them."
                    for number in range(1, 11)
                ),
                "And 3 more.",
            ],
        ),
    ],
    ids=["nothing", "blank lines", "three bad lines", "NUL", "10,000 names", "many bad lines"],
)
def test_each_problem_is_named_with_its_line_and_nothing_is_kept(client, release, text, problems):
    response = client.post("/programme/", form(client, names=text, title="Kept as typed"))
    assert response.status_code == 400
    page = Page(response)
    (summary,) = page.all("div", class_="error-summary")
    assert [item.text for item in page.all("li") if summary in item.inside] == problems
    again = form_of(page)
    typed = "\n".join(" ".join(line.split()) for line in text.replace("\r", "").split("\n"))
    assert again["names"] == [typed.replace("\0", "").replace(RIGHT_TO_LEFT, "")]
    assert again["title"] == ["Kept as typed"]
    assert Programme.objects.count() == 0


def test_a_title_and_an_end_that_cannot_be_kept_are_named_beside_the_names(client, release):
    sent = form(client, names="", title=f"a{RIGHT_TO_LEFT}b", expires="7 weeks")
    page = Page(client.post("/programme/", sent))
    assert [link["href"] for link in page.all("a") if link["href"].startswith("#n")] == ["#names"]
    assert "The title held invisible control characters. Look at it without them." in page.text
    assert "We cannot keep it for “7 weeks”. Choose one of these times." in page.text


def test_it_is_kept_to_the_end_of_a_day_where_its_creator_is(client, release):
    sent = form(client, expires="30", tz="Asia/Tokyo")
    page = Page(client.get(client.post("/programme/", sent)["Location"]))
    assert "(Asia/Tokyo time), or until it is deleted." in page.text


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}]
)
def test_another_site_makes_none(client, release, headers):
    response = client.post("/programme/", form(client), headers=headers)
    assert response.status_code == 403
    assert Programme.objects.count() == 0


def test_too_many_are_refused_with_everything_still_typed(client, release, settings):
    settings.WRITE_LIMIT = 1
    client.post("/programme/", form(client))
    response = client.post("/programme/", form(client, title="Second"))
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 3600
    again = form_of(Page(response))
    assert (again["names"], again["title"]) == (["\n".join(NAMES)], ["Second"])
    assert Programme.objects.count() == 1


def test_a_database_that_is_away_loses_nothing_that_was_typed(client, release):
    sent = form(client)
    with database_away("matcher_programme"):
        response = client.post("/programme/", sent)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert form_of(Page(response))["names"] == ["\n".join(NAMES)]


def test_two_hundred_long_names_in_any_script_are_taken(client, release):
    text = "\n".join(["\N{GRINNING FACE}" * 120] * 200)
    assert client.post("/programme/", form(client, names=text)).status_code == 303


def test_a_form_without_end_is_refused_unread(client, release):
    response = client.post("/programme/", {"names": "x" * MAX_LONG_BODY})
    assert response.status_code == 413
    assert "What is sent here may have 300,000 bytes at most." in Page(response).text


# ── The table ────────────────────────────────────────────────────────────────────────────


def test_the_table_says_what_each_row_comes_to(client):
    programme = made("colour=green&size=large", "colour=not-sure", title="All of finance")
    page = Page(client.get(programme.read))
    today = timezone.now()
    day = f"{today.day} {today:%B %Y}"
    assert table(page) == [
        [
            "1 Invoices & bills Result : Invoices & bills",
            "No verdict yet",
            "Apple Close call",
            "0",
            day,
        ],
        ["2 Returns Result : Returns", "No verdict yet", "Not decided yet", "2", day],
        ["3 Payroll", "Nothing answered yet", "3", day],
    ]
    assert page.one("h1").text == "All of finance"
    assert "3 pieces of work, 2 answered." in page.text
    assert "All rows are matched with one edition: Edition 1, 22 November 2026." in page.text
    assert page.link("Result : Returns") == "/match/result/?colour=not-sure"


def test_a_reader_finds_nothing_to_edit_with(client):
    programme = made("colour=green")
    response = client.get(programme.read)
    page = Page(response)
    assert page.all("form") == []
    assert programme.links.key not in response.content.decode()
    assert not [link for link in page.all("a") if "/edit/" in link["href"]]
    for method in ("post", "put", "delete"):
        assert getattr(client, method)(programme.read).status_code == 405


def test_no_search_engine_no_cache_and_no_other_page_keeps_it(client):
    programme = made("colour=green", title="Secret")
    for url in (
        programme.read,
        f"{programme.read}programme.csv",
        f"{programme.read}programme.json",
    ):
        response = client.get(url)
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in response["Cache-Control"]
    assert Page(client.get(programme.read)).one("meta", name="robots")["content"].startswith("noin")
    assert "Disallow: /programme/*/\n" in client.get("/robots.txt").content.decode()


def test_another_kind_of_buying_has_no_decisions(client):
    programme = made("colour=green&size=small", release=publish(fenced()))
    (first, *_others) = table(Page(client.get(programme.read)))
    assert first[1:3] == ["Peas", "0"]


def test_a_row_names_the_one_that_it_takes_answers_from(client):
    programme = made("colour=green")
    give(programme, 2, archetype=1)
    rows = table(Page(client.get(programme.read)))
    assert rows[1][0] == "2 Returns as in Invoices & bills Result : Returns"
    assert rows[1][2] == rows[0][2]


def test_rows_are_chosen_and_sorted_by_links(client):
    programme = made("colour=green&size=large", "colour=blue", "colour=blue&size=small")
    page = Page(client.get(programme.read))
    assert page.link("Plum 2") == f"{programme.read}?kind=plum"
    chosen = Page(client.get(f"{programme.read}?kind=plum"))
    assert [row[0][0] for row in table(chosen)] == ["2", "3"]
    assert "3 pieces of work, 3 answered, 2 shown." in chosen.text
    assert "Only: Plum. Show all rows" in chosen.text
    assert chosen.link("Plum 2") == chosen.link("Show all rows") == programme.read
    both = f"{programme.read}?kind=plum&sort=open"
    assert chosen.link("Most open questions first 3") == both
    (first, *_others) = table(Page(client.get(f"{programme.read}?sort=open")))
    assert first[0] == "2 Returns Result : Returns"


@pytest.mark.parametrize("query", ["kind=nothing", "verdict=nothing", "kind=apple&verdict=go"])
def test_a_choice_that_no_row_has_shows_none_and_leads_back(client, query):
    programme = made("colour=green")
    page = Page(client.get(f"{programme.read}?{query}"))
    assert "No row is like that any more." in page.text
    assert page.link("Show all rows") == programme.read


def test_parameters_that_are_not_ours_are_dropped(client):
    programme = made("colour=green")
    assert len(table(Page(client.get(f"{programme.read}?utm_source=x&sort=name&colour=a")))) == 3


def test_what_is_unknown_is_counted_across_rows(client):
    programme = made("colour=green&size=large", "colour=not-sure")
    page = Page(client.get(programme.read))
    (listed,) = page.all("ul", class_="unknowns")
    assert [item.text for item in page.all("li") if listed in item.inside] == [
        "colour? 2 rows",
        "size? 2 rows",
        "taste? 2 rows",
    ]


def test_families_are_set_against_places_once_three_rows_are_decided(client, published):
    answers = "object=invoices-payments&served=internal-ops&priority=lowest-cost"
    programme = made(answers, answers, names=("a", "b", "c", "d"), release=published)
    assert "What is done where" not in Page(client.get(programme.read)).texts("h2")
    give(programme, 3, answers)
    page = Page(client.get(programme.read))
    assert "What is done where" in page.texts("h2")
    first = next(element for element in page.elements if element.attributes.get("data-axis"))
    (cell,) = [link for link in page.all("a") if "&geography=" in link["href"]]
    assert cell["href"].startswith(f"{programme.read}?family={first['data-outcome']}&geography=")
    assert cell.text.startswith("3")
    assert len(table(Page(client.get(cell["href"])))) == 3


def test_names_and_titles_are_text_whatever_they_look_like(client):
    hostile = "<script>alert(1)</script>"
    programme = made("colour=green", names=(hostile, "=1+1"), title=hostile)
    for url in (programme.read, programme.edit, programme.row(1), programme.question("colour")):
        html = client.get(url).content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize("count", [1, 60])
def test_the_page_takes_the_same_queries_for_any_number_of_rows(
    client, release, django_assert_num_queries, count
):
    programme = made(names=tuple(map(str, range(count))), release=release)
    for name, queries in (("", 2), ("programme.csv", 4), ("programme.xlsx", 4)):
        url = f"{programme.read}{name}"
        with django_assert_num_queries(queries):
            assert client.get(url).status_code == 200


# ── Side by side ─────────────────────────────────────────────────────────────────────────


def test_ticked_rows_are_compared(client):
    programme = made("colour=green&size=large", "colour=blue")
    page = Page(client.get(programme.read))
    ticks = page.all("input", type="checkbox")
    token = programme.links.token
    assert [tick["value"] for tick in ticks] == [f"{token}.1", f"{token}.2"]
    compared = Page(client.get("/compare/", {"r": [tick["value"] for tick in ticks]}))
    assert "They decide differently on: Kind of thing." in compared.text
    assert compared.link("Returns") == programme.read
    assert [cell["data-outcome"] for cell in with_mark(compared, "data-outcome")] == [
        "apple",
        "plum",
    ]


def test_a_row_is_compared_with_a_result_that_was_kept(client, release):
    programme = made("colour=green", release=release)
    kept = save_result(release=release, answers=programme.stored.row(1).answers, title="Kept")
    text = f"{programme.links.token}.1 {kept.token}"
    page = Page(client.get("/compare/", {"r": text}))
    assert "They come to the same decisions." in page.text
    assert [page.link(name) for name in ("Invoices & bills", "Kept")] == [
        programme.read,
        f"/r/{kept.token}/",
    ]


def test_what_is_not_there_to_be_compared_is_named(client, release):
    programme, gone = (made("colour=green", release=release) for _time in range(2))
    delete_row(programme.stored, 2)
    delete_programme(gone.stored)
    token = programme.links.token
    sent = [f"{token}.2", f"{gone.links.token}.1", f"{token}.9", f"{'x' * 32}.1", programme.edit]
    page = Page(client.get("/compare/", {"r": sent}))
    (summary,) = page.all("div", class_="error-summary")
    problems = [item.text.partition(": ")[2] for item in page.all("li") if summary in item.inside]
    assert problems == [
        *["This row is no longer here: it or its programme was deleted, or has expired."] * 2,
        *["There is no such row of a programme. Copy it again from the programme."] * 2,
        "This is the link of a programme: open it, and tick up to five of its rows there.",
    ]


# ── As a file ────────────────────────────────────────────────────────────────────────────


def test_the_csv_file_holds_the_table_and_the_answers(client):
    programme = made("colour=green&size=large", title="Finance: all / 2026")
    give(programme, 2, "size=small", archetype=1)
    response = client.get(f"{programme.read}programme.csv")
    day = f"{timezone.now():%Y-%m-%d}"
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == (
        f'attachment; filename="Finance all 2026 {day} programme.csv"'
    )
    assert list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")))) == [
        [
            *("Number", "Name", "Takes its answers from", "Verdict"),
            *("Kind of thing", "Kind of thing: how sure", "Open questions", "Last change"),
            *("Review it on", "What is watched", "What is assumed", "colour?", "size?", "taste?"),
        ],
        [
            *("1", "Invoices & bills", "", "", "Apple", "Close call", "0", day),
            *("", "", "", "Green", "Large", ""),
        ],
        [
            *("2", "Returns", "Invoices & bills", "", "Apple", "Close call", "0", day),
            *("", "", "", "Green", "Small", ""),
        ],
        ["3", "Payroll", "", "", "", "", "3", day, "", "", "", "", "", ""],
    ]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\uff1d1", "'=1"])
def test_a_name_like_a_formula_is_text_in_a_spreadsheet(client, name):
    programme = made(names=(name,))
    text = client.get(f"{programme.read}programme.csv").content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1][1] == f"'{name}"
    json_text = client.get(f"{programme.read}programme.json").content
    assert json.loads(json_text)["rows"][0]["name"] == name


def test_the_json_file_says_the_same_by_slugs(client):
    programme = made("colour=green&size=large", names=("Invoices",), title="Finance")
    response = client.get(f"{programme.read}programme.json")
    assert response["Content-Type"] == "application/json"
    record = json.loads(response.content)
    assert record.pop("created").startswith(f"{timezone.now():%Y-}")
    (row,) = record.pop("rows")
    assert record == {"title": "Finance", "edition": 1}
    assert row.pop("changed").startswith(f"{timezone.now():%Y-}")
    assert row == {
        "number": 1,
        "name": "Invoices",
        "archetype": None,
        "answers": {"colour": "green", "size": "large"},
        "agreed": {},
        "differing": [],
        "assumptions": {},
        "review": None,
        "watched": [],
        "decisions": {"kind": {"outcome": "apple", "confidence": "close-call"}},
        "verdict": None,
        "outside": None,
        "open": [],
    }


# ── What is not there ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("token", ["nothing", "%00", "x" * 500, "’"])
def test_an_unknown_link_is_told(client, release, token):
    for rest in ("", "programme.csv", "edit/key/", "edit/key/row/1/"):
        response = client.get(f"/programme/{token}/{rest}")
        assert response.status_code == 404
        assert Page(response).one("h1").text == "There is no programme under this link"


def test_every_link_of_a_deleted_or_expired_programme_says_that_it_is_gone(client, release):
    deleted, expired = (made("colour=green", release=release) for _time in range(2))
    delete_programme(deleted.stored)
    Programme.objects.filter(gone_at=None).update(expires_at=timezone.now() - timedelta(1))
    for programme in (deleted, expired):
        urls = (
            *(programme.read, f"{programme.read}programme.csv", f"{programme.read}programme.json"),
            *(programme.edit, f"{programme.edit}links/", f"{programme.edit}title/"),
            *(f"{programme.edit}delete/", programme.question("colour"), programme.row(1)),
            f"{programme.row(1)}delete/",
        )
        for url in urls:
            response = client.get(url)
            assert response.status_code == 410
            assert Page(response).one("h1").text == "This programme is no longer here"
        assert client.post(programme.edit, {"names": "Late"}).status_code == 410


def test_a_wrong_key_is_an_unknown_link_until_there_were_too_many(client: Client):
    programme = made()
    wrong = f"{programme.read}edit/{programme.links.token}/"
    assert [client.get(wrong).status_code for _time in range(21)] == [404] * 20 + [429]
    assert client.get(programme.edit).status_code == 200
