"""Work of two kinds: both parts are answered one after the other, and shown side by side."""

from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit

import pytest

from matcher.models import ProgrammeRow, SharedResult
from tests.web.editions import framed, publish
from tests.web.reading import Page
from tests.web.results import share_form

pytestmark = pytest.mark.django_db

FIRST = "kinds=two&colour=green&size=large"
OTHER = f"other={quote(FIRST, safe='')}"
SECOND = "kinds=two&colour=blue&size=small"
UNREADABLE = "The answers for the other part could not be read. This part stands on its own."


def notices(page: Page) -> list[str]:
    """What the page says could not be used."""
    return [
        item.text
        for item in page.all("li")
        if any("notice--caution" in outer.attributes.get("class", "") for outer in item.inside)
    ]


def carried(url: str) -> str:
    return "".join(parse_qs(urlsplit(url).query).get("other", []))


# ── From one part to the other ───────────────────────────────────────────────────────────


def test_the_result_of_one_part_leads_to_the_questions_for_the_other(client):
    publish(framed())
    page = Page(client.get(f"/match/result/?{FIRST}"))
    link = urlsplit(page.link("Now the other part"))
    assert link.path == "/match/"
    assert parse_qsl(link.query) == [("kinds", "two"), ("other", FIRST)]


def test_work_of_one_kind_has_no_other_part(client):
    publish(framed())
    for kind in ("one", "not-sure"):
        page = Page(client.get(f"/match/result/?kinds={kind}&colour=green"))
        assert "other part" not in page.text


def test_it_is_offered_only_once_something_is_answered(client):
    publish(framed())
    assert "other part" not in Page(client.get("/match/result/?kinds=two")).text


def test_the_second_walk_says_what_it_is_and_does_not_ask_again_what_is_known(client):
    publish(framed())
    page = Page(client.get(f"/match/?kinds=two&{OTHER}"))
    assert page.title.startswith("colour?")
    assert "You are answering for the other part of the work." in page.text
    assert page.hidden == [("kinds", "two"), ("other", FIRST), ("asked", "colour")]


@pytest.mark.parametrize("path", ["/match/size/", "/match/answers/", "/match/result/"])
def test_every_step_of_the_second_walk_carries_the_first_part(client, path):
    publish(framed())
    page = Page(client.get(f"{path}?{SECOND}&{OTHER}"))
    links = [link["href"] for link in page.all("a") if "colour=" in urlsplit(link["href"]).query]
    steps = [link for link in links if link.startswith("/match/")]
    assert steps
    assert {carried(link) for link in steps} == {FIRST}


def test_the_way_on_and_the_way_back_carry_it(client):
    publish(framed())
    response = client.get(f"/match/?{SECOND}&land=hill&taste=sour&asked=land&{OTHER}")
    assert carried(response["Location"]) == FIRST
    page = Page(client.get(f"/match/size/?{SECOND}&{OTHER}"))
    assert page.one("button", formaction="/match/colour/").text == "Back"
    rail = Page(client.get(f"/match/result/?{SECOND}&{OTHER}"))
    assert ("other", FIRST) in rail.hidden


def test_a_part_that_could_not_be_kept_still_has_the_other(client):
    publish(framed())
    form = share_form(Page(client.get(f"/match/result/?{SECOND}&{OTHER}")))
    refused = client.post("/results/", form | {"title": "x" * 5_000})
    assert refused.status_code == 400
    assert "Both parts side by side" in Page(refused).text


def test_a_kept_part_is_kept_alone(client):
    publish(framed())
    form = share_form(Page(client.get(f"/match/result/?{SECOND}&{OTHER}")))
    client.post("/results/", form)
    assert SharedResult.objects.get().query == SECOND


# ── What cannot be used ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "other",
    [
        "nonsense",
        "kinds=two",
        "colour=red",
        "<script>alert(1)</script>",
        "other=colour%3Dgreen",
        "colour=green&x=" + "x" * 3_000,
        "\udcff".encode("utf-8", "surrogateescape").decode("latin-1"),
    ],
)
@pytest.mark.parametrize("path", ["/match/", "/match/size/", "/match/answers/", "/match/result/"])
def test_what_is_not_the_answers_of_a_part_is_dropped_with_a_sentence(client, path, other):
    publish(framed())
    response = client.get(path, {"kinds": "two", "colour": "green", "other": other})
    assert response.status_code == 200
    page = Page(response)
    assert notices(page) == [UNREADABLE]
    assert "alert" not in response.content.decode()
    assert not any(carried(link["href"]) == other for link in page.all("a"))


def test_two_different_other_parts_are_none(client):
    publish(framed())
    page = Page(client.get("/match/?kinds=two&other=colour%3Dgreen&other=colour%3Dblue"))
    assert notices(page) == [UNREADABLE]


def test_another_part_has_no_other_part_of_its_own(client):
    publish(framed())
    nested = urlencode({"colour": "green", "other": "colour=blue"})
    page = Page(client.get("/match/size/", {"colour": "blue", "other": nested}))
    assert dict(page.hidden)["other"] == "colour=green"
    assert notices(page) == []


def test_what_is_no_answer_in_it_is_said_and_the_rest_goes_along(client):
    publish(framed())
    page = Page(client.get("/match/size/", {"kinds": "two", "other": "colour=green&size=huge"}))
    assert notices(page) == ["Some answers for the other part could not be used."]
    assert dict(page.hidden)["other"] == "colour=green"


def test_the_way_to_the_result_says_it_too(client):
    publish(framed())
    response = client.get(f"/match/?{SECOND}&land=hill&taste=sour&asked=land&other=nonsense")
    assert notices(Page(client.get(response["Location"]))) == [UNREADABLE]


# ── Side by side ─────────────────────────────────────────────────────────────────────────


def test_once_both_are_ready_they_are_side_by_side(client):
    publish(framed())
    page = Page(client.get(f"/match/result/?{SECOND}&{OTHER}"))
    assert "Now the other part" not in page.text
    link = page.link("Both parts side by side")
    assert parse_qsl(urlsplit(link).query) == [("a", FIRST), ("b", SECOND)]
    both = Page(client.get(link))
    assert both.texts("th", scope="col") == [
        "A The first part Not stored",
        "B The other part Not stored",
    ]
    rows = both.texts("tr")
    assert any(row.startswith("Kind of thing Apple") and "Plum" in row for row in rows)
    assert "colour? Green Blue" in rows
    assert SharedResult.objects.count() == 0


def test_it_says_that_nothing_is_stored_and_how_to_keep_each(client):
    publish(framed())
    both = Page(client.get("/compare/", {"a": FIRST, "b": SECOND}))
    assert (
        "These results are live: nothing of them is stored." in both.one("p", class_="notice").text
    )
    first, second = (both.link(title) for title in ("The first part", "The other part"))
    assert parse_qsl(urlsplit(first).query) == [*parse_qsl(FIRST), ("other", SECOND)]
    assert parse_qsl(urlsplit(second).query) == [*parse_qsl(SECOND), ("other", FIRST)]
    assert share_form(Page(client.get(first)))["colour"] == "green"


def test_only_the_page_of_the_first_part_changes_the_name_of_the_work(client):
    publish(framed())
    both = Page(client.get("/compare/", {"a": FIRST, "b": SECOND}))
    swapping = [link.text for link in both.all("a") if "data-swap-parts" in link.attributes]
    assert swapping == ["The first part"]
    page = Page(client.get(f"/match/result/?{FIRST}"))
    assert (
        "data-swap-parts"
        in next(link for link in page.all("a") if link.text == "Now the other part").attributes
    )


@pytest.mark.parametrize(
    ("parts", "sentences"),
    [
        (
            {"a": FIRST},
            ["The other part: its answers cannot be read. Copy the whole address again."],
        ),
        (
            {"a": "x", "b": "<b>=1"},
            [
                "The first part: its answers cannot be read. Copy the whole address again.",
                "The other part: its answers cannot be read. Copy the whole address again.",
            ],
        ),
    ],
)
def test_a_part_that_cannot_be_read_leaves_nothing_to_compare(client, parts, sentences):
    publish(framed())
    response = client.get("/compare/", parts)
    assert response.status_code == 200
    page = Page(response)
    (summary,) = page.all("div", class_="error-summary")
    assert [item.text for item in page.all("li") if summary in item.inside] == sentences
    assert page.all("table") == []


def test_what_could_not_be_used_of_a_part_is_said_beside_the_comparison(client):
    publish(framed())
    page = Page(client.get("/compare/", {"a": f"{FIRST}&taste=bitter", "b": SECOND}))
    assert "The first part: some answers could not be used." in page.text
    assert len(page.all("table")) == 1


# ── A programme of the two ───────────────────────────────────────────────────────────────

OF_TWO = "/programme/of-two/"


def form_of_two(page: Page) -> dict[str, str]:
    """What the button sends that makes a programme of the two."""
    form = page.one("form", action=OF_TWO)
    fields = [field for field in page.all("input") if form in field.inside]
    return {field["name"]: field.attributes.get("value", "") for field in fields}


def rows() -> list[tuple[str, str]]:
    return list(ProgrammeRow.objects.values_list("name", "query"))


def test_work_of_two_kinds_becomes_a_programme_of_two(client):
    publish(framed())
    page = Page(client.get(f"/match/result/?{FIRST}&land=hill"))
    response = client.post(OF_TWO, form_of_two(page))
    assert response.status_code == 303
    assert response["Location"].endswith("/links/")
    assert rows() == [
        ("The first part", "land=hill&colour=green&size=large"),
        ("The other part", "land=hill"),
    ]


@pytest.mark.parametrize(
    "path",
    [f"/match/result/?{SECOND}&{OTHER}", f"/compare/?{urlencode({'a': FIRST, 'b': SECOND})}"],
)
def test_both_parts_go_along_once_they_are_answered(client, path):
    publish(framed())
    client.post(OF_TWO, form_of_two(Page(client.get(path))))
    assert rows() == [
        ("The first part", "colour=green&size=large"),
        ("The other part", "colour=blue&size=small"),
    ]


def test_the_same_button_pressed_twice_makes_one_programme(client):
    publish(framed())
    sent = form_of_two(Page(client.get(f"/match/result/?{FIRST}")))
    assert client.post(OF_TWO, sent)["Location"] == client.post(OF_TWO, sent)["Location"]
    assert len(rows()) == 2


def test_work_of_one_kind_becomes_none(client):
    publish(framed())
    page = Page(client.get("/match/result/?kinds=one&colour=green"))
    assert OF_TWO not in [form.attributes.get("action") for form in page.all("form")]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"a": "nonsense"},
        {"a": "colour=red"},
        {"a": "colour=green&size=red"},
        {"a": "colour=green", "b": ""},
        {"a": "colour=green&x=" + "x" * 3_000},
    ],
)
def test_of_parts_that_cannot_be_read_in_full_no_programme_is_made(client, sent):
    publish(framed())
    response = client.post(OF_TWO, sent)
    assert (response.status_code, rows()) == (400, [])
    assert "No programme was made of the two parts" in Page(response).text


def test_another_site_makes_none(client):
    publish(framed())
    response = client.post(OF_TWO, {"a": FIRST}, HTTP_SEC_FETCH_SITE="cross-site")
    assert (response.status_code, rows()) == (403, [])


def test_whoever_makes_too_many_is_told_to_wait(client, settings):
    publish(framed())
    settings.WRITE_LIMIT = 1
    assert client.post(OF_TWO, {"a": FIRST}).status_code == 303
    response = client.post(OF_TWO, {"a": SECOND})
    assert (response.status_code, len(rows())) == (429, 2)
    assert "1 programme was created within this hour" in Page(response).text


def test_whoever_only_looks_is_led_to_lists(client):
    publish(framed())
    assert client.get(OF_TWO)["Location"] == "/programme/"
