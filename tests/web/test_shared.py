"""A stored result: what its link shows, the page that hands the links out, and its deletion."""

import pytest
from django.utils import timezone

from matcher import sharing
from matcher.core import Answers, Profile
from matcher.models import SharedResult
from matcher.sharing import save_result
from matcher.web import deletion_key
from tests import builders
from tests.core.test_implications import NO_PROFILE
from tests.web.editions import publish, small
from tests.web.reading import Page
from tests.web.results import (
    case,
    decided,
    inside,
    sentence,
    two_links,
    warned,
    with_mark,
    work_name,
)

pytestmark = pytest.mark.django_db

GREEN = Answers((("colour", "green"), ("size", "large")))


@pytest.fixture
def created():
    """A stored result of edition 1."""
    return save_result(release=publish(small()), answers=GREEN, title="Apples & pears")


@pytest.fixture
def link(created):
    return f"/r/{created.token}/"


@pytest.fixture
def deletion_link(created):
    return f"/r/{created.token}/delete/{created.deletion_key}/"


def newer(**changes):
    """Publish edition 2."""
    return publish(small(**changes), number=2)


# ── The stored result ────────────────────────────────────────────────────────────────────


def test_a_link_shows_the_stored_match_with_its_name_date_and_edition(client, created, link):
    page = Page(client.get(link))
    assert work_name(page) == "Apples & pears"
    assert sentence(page) == "It would be run Apple."
    assert page.title == "Apples & pears – No verdict yet: Apple – BPO Service Line Matcher"
    today = timezone.now()
    assert f"Kept on {today.day} {today:%B %Y} with edition 1; it never changes." in page.text
    assert decided(page) == {"kind": "apple"}
    assert page.link("Change answers") == "/match/result/?colour=green&size=large"
    assert f"/compare/?r={created.token}" in [link["href"] for link in page.all("a")]
    assert page.link("New process") == "/match/"


def test_a_stored_result_lists_its_answers_and_nothing_to_change_them_with(client, link):
    page = Page(client.get(link))
    lists = page.all("dl", class_="given")
    assert [(inside(page, "dt", each), inside(page, "dd", each)) for each in lists] == [
        (["colour?", "size?"], ["Green", "Large"])
    ] * 2  # beside the result, and at the end of what is printed
    assert page.all("select") == []
    assert page.all("input", id="work-name") == []


def test_a_result_without_a_title_is_named_by_its_decisions(client):
    created = save_result(release=publish(small()), answers=GREEN)
    page = Page(client.get(f"/r/{created.token}/"))
    assert work_name(page) == ""
    assert page.title == "No verdict yet: Apple – BPO Service Line Matcher"


def test_the_title_is_the_subject_of_the_sentence_where_no_service_line_is(client):
    title = "\u05d4\u05d7\u05d6\u05e8\u05d5\u05ea"
    family = Profile.model_validate(NO_PROFILE)
    outcomes = tuple(each.model_copy(update={"profile": family}) for each in small().outcomes)
    created = save_result(release=publish(small(outcomes=outcomes)), answers=GREEN, title=title)
    page = Page(client.get(f"/r/{created.token}/"))
    assert sentence(page) == f"{title} is Apple."
    assert title in page.texts("bdi")


def test_a_result_that_decided_nothing_says_so_and_asks_nothing(client):
    unsure = Answers((("colour", "not-sure"),))
    created = save_result(release=publish(small()), answers=unsure)
    page = Page(client.get(f"/r/{created.token}/"))
    assert sentence(page) == "Not enough to decide yet."
    assert "Too little was answered when this result was kept to decide anything." in page.text
    assert page.all("section", class_="ask-here") == []


def test_a_result_of_release_0_1_0_that_will_end_at_some_hour_says_so(client):
    created = save_result(release=publish(small()), answers=GREEN)
    end = timezone.now() + timezone.timedelta(days=40)
    SharedResult.objects.update(expires_at=end)
    text = Page(client.get(f"/r/{created.token}/")).text
    assert f"The link works until {end.day} {end:%B %Y, %H:%M} UTC." in text


def test_it_can_only_be_read(client, link):
    page = Page(client.get(link))
    assert page.all("form") == []
    for method in ("post", "put", "patch", "delete"):
        response = getattr(client, method)(link)
        assert response.status_code == 405
        assert response.headers["Allow"] == "GET, HEAD"


def test_it_shows_what_its_sender_saw_after_the_texts_have_changed(client, link):
    before = Page(client.get(link))
    sentence = "colour=green and apple."
    assert sentence in before.text
    cells = builders.evidence("kind", {"colour=green": {"apple": 3, "pear": 2, "plum": -1}})
    new = tuple(cell.model_copy(update={"sentence": "New."}) for cell in cells)
    newer(evidence=new, outcomes=tuple(
        outcome.model_copy(update={"name": "Renamed"}) for outcome in small().outcomes
    ))  # fmt: skip
    after = Page(client.get(link))
    assert sentence in after.text
    assert "New." not in after.text
    assert "Renamed" not in after.text
    assert [heading.text for heading in after.all("h2")] == [
        heading.text for heading in before.all("h2")
    ]


def test_a_newer_edition_that_says_the_same_is_mentioned(client, link):
    newer(labels=())
    page = Page(client.get(link))
    assert (
        "Edition 2 has been published since. With the same answers it comes to the same decisions."
    ) in page.text
    again = page.link("See today’s result for these answers")
    assert again == "/match/result/?colour=green&size=large"


def test_a_newer_edition_that_says_something_else_is_named_with_the_rules(client, link):
    newer(evidence=builders.evidence("kind", {"colour=green": {"pear": 3}}))
    page = Page(client.get(link))
    assert (
        "Edition 2 has been published since. With the same answers it would decide: Kind of "
        "thing Pear instead of Apple. Apple: 3 points, now no points. colour=green and apple. "
        "Apple: 1 point, now no points. size=large and apple. "
        "Pear: 2 points, now 3 points. colour=green and pear."
    ) in page.text
    assert decided(page) == {"kind": "apple"}


def test_a_newer_edition_without_the_question_or_the_axis_is_no_obstacle(client, link):
    other = builders.taxonomy(
        axes=[builders.axis("use")],
        outcomes={"use": ["pie"]},
        questions=[builders.question("hunger", "yes", use=1)],
    )
    publish(other, number=2)
    page = Page(client.get(link))
    assert decided(page) == {"kind": "apple"}
    assert "cannot use all answers that were given then: “colour?” is no longer asked." in page.text
    assert "comes to the same decisions" in page.text


def test_another_verdict_of_the_fit_check_is_named_too(client, draft, published):
    answers = builders.answers(published.taxonomy, **case("A01"))
    token = save_result(release=published, answers=answers).token
    drivers = tuple(
        driver.model_copy(
            update={"scores": tuple(s.model_copy(update={"score": 1}) for s in driver.scores)}
        )
        for driver in published.taxonomy.drivers
    )
    publish(builders.changed(published.taxonomy, drivers=drivers), number=2)
    page = Page(client.get(f"/r/{token}/"))
    assert "comes to the same decisions" not in page.text
    assert (
        "Verdict: “Not yet” (1.0 of 10) instead of “Ready to outsource” (7.8 of 10)." in page.text
    )


def test_other_warnings_alone_are_mentioned(client, link):
    newer(warnings=(builders.warning("worms", "colour = green"),))
    assert "comes to the same decisions, but shows other warnings." in Page(client.get(link)).text


def test_what_is_gone_is_called_as_the_sender_saw_it(client, link):
    colour, *others = small().questions
    fewer = colour.model_copy(update={"options": colour.options[1:]})
    _apple, *fruit = small().outcomes
    newer(
        questions=(fewer, *others),
        outcomes=tuple(fruit),
        evidence=builders.evidence("kind", {"size=large": {"quince": 3}}),
    )
    text = Page(client.get(link)).text
    assert "“Green” is no longer an answer to “colour?”." in text
    assert "Quince instead of Apple. Apple is no longer one of them." in text


def test_a_stored_result_takes_two_queries_and_sets_no_cookie(
    client, draft, published, django_assert_num_queries
):
    answers = builders.answers(published.taxonomy, **case("A09"))
    token = save_result(release=published, answers=answers).token
    client.get(f"/r/{token}/")  # what is known of places is read once in a process
    with django_assert_num_queries(2):
        response = client.get(f"/r/{token}/")
    assert response.cookies == {}
    assert warned(Page(response)) == ["check-readiness", "check-location", "ecommerce-blend"]


def test_it_is_kept_out_of_search_engines(client, link, deletion_link):
    for url in (link, deletion_link):
        assert Page(client.get(url)).one("meta", name="robots")["content"].startswith("noindex")


def test_a_title_stays_text(client):
    evil = "<script>alert(1)</script>"
    created = save_result(release=publish(small()), answers=GREEN, title=evil)
    for url in (
        f"/r/{created.token}/",
        f"/r/{created.token}/delete/{created.deletion_key}/",
    ):
        response = client.get(url)
        assert evil.encode() not in response.content
        assert evil in Page(response).text


# ── A browser that has the page already ──────────────────────────────────────────────────


def test_a_page_that_has_not_changed_is_not_sent_again_nor_read(client, link, monkeypatch):
    first = client.get(link)
    assert first.headers["Cache-Control"] == "no-cache"
    monkeypatch.setattr(sharing, "load", None)  # reading the match would fail
    again = client.get(link, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "HX-Request" in again.headers["Vary"]


def test_a_page_changes_with_the_edition_the_release_and_what_asks_for_it(client, link, settings):
    seen = [client.get(link).headers["ETag"]]
    seen.append(client.get(link, headers={"HX-Request": "true"}).headers["ETag"])
    settings.RELEASE = "next"
    seen.append(client.get(link).headers["ETag"])
    newer()
    seen.append(client.get(link).headers["ETag"])
    assert len(set(seen)) == 4
    for old in seen[:3]:
        assert client.get(link, headers={"If-None-Match": old}).status_code == 200


def test_a_developer_always_gets_the_page(client, link, settings):
    settings.DEBUG = True
    assert "ETag" not in client.get(link).headers


def test_a_deleted_result_is_gone_also_for_a_browser_that_has_it(client, link, deletion_link):
    etag = client.get(link).headers["ETag"]
    client.post(deletion_link)
    assert client.get(link, headers={"If-None-Match": etag}).status_code == 410


# ── Links that lead nowhere ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize("token", ["nothing", "x" * 500, "a.b", "ä", "%00", "'--", "..."])
def test_an_unknown_link_is_not_found(client, link, token):
    response = client.get(f"/r/{token}/")
    assert response.status_code == 404
    assert len(Page(response).texts("h1")) == 1
    assert client.get(f"/r/{token}/delete/{token}/").status_code == 404


def test_an_expired_result_is_gone(client, created, link, deletion_link):
    SharedResult.objects.update(expires_at=timezone.now())
    response = client.get(link)
    assert response.status_code == 410
    assert Page(response).texts("h1") == ["This result is no longer here"]


# ── The page that hands out the links ────────────────────────────────────────────────────


@pytest.fixture
def shared(client):
    """The answer to creating a link; the client has the cookie now."""
    publish(small())
    fields = {"colour": "green", "edition": "1", "title": "Apples"}
    return client.post("/results/", fields)


def test_links_name_the_address_of_the_site_by_whatever_port_it_is_asked(client, settings, shared):
    settings.SITE_URL = "https://match.example.org"
    settings.ALLOWED_HOSTS = ["match.example.org"]
    asked = {"HTTP_HOST": "match.example.org:444"}
    token = shared["Location"].split("/")[2]
    for url in (shared["Location"], f"/r/{token}/", f"/r/{token}.md"):
        shown = client.get(url, **asked).content.decode()
        assert f"https://match.example.org/r/{token}/" in shown
        assert ":444" not in shown


def test_the_creator_gets_both_links_with_what_each_is_for(client, shared):
    response = client.get(shared["Location"])
    page = Page(response)
    token = shared["Location"].split("/")[2]
    to_share, to_delete = two_links(page)
    assert "no-store" in response.headers["Cache-Control"]
    assert to_share == f"http://testserver/r/{token}/"
    assert to_delete.startswith(f"http://testserver/r/{token}/delete/")
    assert [each["data-copy"] for each in with_mark(page, "data-copy")] == [to_share, to_delete]
    assert client.get(to_share).status_code == 200
    client.post(to_delete)
    assert client.get(to_share).status_code == 410


def test_nobody_else_gets_the_second_link(client, shared):
    location = shared["Location"]
    cookie = client.cookies["deletion_key"].value
    for value in (None, "", "x", cookie[:-1], f"{cookie}x", cookie.replace(":", ".")):
        client.cookies.clear()
        if value is not None:
            client.cookies["deletion_key"] = value
        response = client.get(location)
        assert response.status_code == 302
        assert response["Location"] == location.removesuffix("created/")
        assert "no-store" in response.headers["Cache-Control"]


def test_the_cookie_of_one_result_opens_no_other(client, shared):
    cookie = client.cookies["deletion_key"].value
    other = client.post("/results/", {"colour": "blue", "edition": "1"})
    client.cookies["deletion_key"] = cookie
    assert client.get(other["Location"]).status_code == 302


def test_after_ten_minutes_the_links_are_not_shown_any_more(client, shared, monkeypatch):
    assert client.get(shared["Location"]).status_code == 200
    monkeypatch.setattr(deletion_key, "KEY_SECONDS", -1)
    assert client.get(shared["Location"]).status_code == 302


def test_once_deleted_the_page_leads_to_what_is_left(client, shared):
    to_delete = Page(client.get(shared["Location"])).all("a")
    client.post(next(link["href"] for link in to_delete if "/delete/" in link["href"]))
    response = client.get(shared["Location"], follow=True)
    assert response.status_code == 410


# ── Deletion ─────────────────────────────────────────────────────────────────────────────


def test_deletion_asks_first(client, created, link, deletion_link):
    response = client.get(deletion_link)
    page = Page(response)
    assert page.texts("h1") == ["Delete this result?"]
    assert "Apples & pears" in page.text
    assert page.link("Keep it") == link
    assert page.one("form")["method"] == "post"
    assert "no-store" in response.headers["Cache-Control"]
    assert client.get(link).status_code == 200


def test_deletion_erases_all_that_was_said_and_says_so(client, link, deletion_link):
    response = client.post(deletion_link)
    assert response.status_code == 200
    assert Page(response).texts("h1") == ["The result is deleted"]
    row = SharedResult.objects.get()
    assert (row.title, row.query, row.match_json) == ("", "", "")
    assert client.get(link).status_code == 410


def test_the_second_time_it_is_gone(client, deletion_link):
    client.post(deletion_link)
    for again in (client.get(deletion_link), client.post(deletion_link)):
        assert again.status_code == 410
        assert Page(again).texts("h1") == ["This result is no longer here"]


def test_another_key_is_not_found_and_deletes_nothing(client, created, link):
    wrong = f"{link}delete/{created.token}/"
    assert client.get(wrong).status_code == 404
    assert client.post(wrong).status_code == 404
    assert client.get(link).status_code == 200


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}]
)
def test_another_site_cannot_make_a_visitor_delete(client, link, deletion_link, headers):
    response = client.post(deletion_link, headers=headers)
    assert response.status_code == 403
    assert client.get(link).status_code == 200


def test_deleting_and_editing_do_not_count(client, deletion_link, title_link, settings):
    settings.WRITE_LIMIT = 0
    assert client.post(title_link, {"title": "Pears"}).status_code == 303
    assert client.post(deletion_link).status_code == 200


def test_after_20_wrong_keys_in_an_hour_a_client_opens_nothing_by_key(
    client, created, link, deletion_link, title_link
):
    pages = ("delete", "title")
    for number in range(10):
        for name in pages:
            ask = client.post if number % 2 else client.get
            assert ask(f"{link}{name}/wrong-{number}/").status_code == 404
    for url in (deletion_link, title_link):
        response = client.post(url, {"title": "Pears"})
        page = Page(response)
        assert response.status_code == 429
        assert 0 < int(response.headers["Retry-After"]) <= 3600
        assert "20 links with a wrong key were opened within this hour" in page.text
        assert page.link("Open this link again") == url
    assert work_name(Page(client.get(link))) == "Apples & pears"
    elsewhere = client.post(deletion_link, REMOTE_ADDR="198.51.100.7")
    assert elsewhere.status_code == 200


# ── The title ────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def title_link(created):
    return f"/r/{created.token}/title/{created.deletion_key}/"


def test_the_creator_edits_the_title_and_nothing_else(client, link, title_link):
    page = Page(client.get(title_link))
    assert page.texts("h1") == ["Edit the name"]
    assert page.one("input", name="title")["value"] == "Apples & pears"
    before = SharedResult.objects.values().get()
    response = client.post(title_link, {"title": "  Äpfel 🍏  "})
    assert (response.status_code, response["Location"]) == (303, link)
    assert work_name(Page(client.get(link))) == "Äpfel 🍏"
    after = SharedResult.objects.values().get()
    assert after == before | {"title": "Äpfel 🍏", "revision": 1}


def test_a_title_can_be_taken_away(client, link, title_link):
    client.post(title_link, {"title": " "})
    assert work_name(Page(client.get(link))) == ""


def test_another_title_makes_another_page_and_other_files(client, link, title_link):
    urls = (link, f"{link.removesuffix('/')}.md", f"{link.removesuffix('/')}.json")
    before = [client.get(url).headers["ETag"] for url in urls]
    client.post(title_link, {"title": "Pears"})
    for url, etag in zip(urls, before, strict=True):
        response = client.get(url, headers={"If-None-Match": etag})
        assert response.status_code == 200
        assert "Pears" in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "shown", "words"),
    [
        ("x" * 121, "x" * 121, "Use 120 characters at most; the title has 121."),
        ("\u202eabc", "abc", "The title held invisible control characters."),
        ("\u200b", "", "Nothing in this title can be seen."),
    ],
)
def test_a_title_that_cannot_be_kept_comes_back_with_what_is_wrong(
    client, link, title_link, typed, shown, words
):
    response = client.post(title_link, {"title": typed})
    page = Page(response)
    assert response.status_code == 400
    assert page.one("p", id="title-error").text.startswith(f"Error: {words}")
    assert page.one("input", name="title")["value"] == shown
    assert work_name(Page(client.get(link))) == "Apples & pears"


def test_a_title_is_edited_neither_from_another_site_nor_with_another_key(
    client, created, link, title_link
):
    from_elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(title_link, {"title": "x"}, headers=from_elsewhere).status_code == 403
    assert client.post(f"{link}title/{created.token}/", {"title": "x"}).status_code == 404
    assert work_name(Page(client.get(link))) == "Apples & pears"


def test_a_title_of_what_is_gone_is_not_edited(client, deletion_link, title_link):
    SharedResult.objects.update(expires_at=timezone.now())
    assert client.get(title_link).status_code == client.post(title_link).status_code == 410
    client.post(deletion_link)
    assert client.get(title_link).status_code == client.post(title_link).status_code == 410
    assert SharedResult.objects.get().title == ""


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_deletion_takes_no_other_method(client, deletion_link, method):
    response = getattr(client, method)(deletion_link)
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, POST"
