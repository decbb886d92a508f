"""The guide: what it says, where it is linked from, and what changed between editions."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from matcher.core.taxonomy.values import GuidePage, GuideSection, Label
from matcher.editions import MAX_LISTED_EDITIONS
from matcher.models import Edition, GuideSection as SectionRow
from matcher.preview import preview_root
from tests.web.editions import publish, small
from tests.web.reading import Page
from tests.web.test_content import plain, read

pytestmark = [pytest.mark.django_db, pytest.mark.checker]

PLUMS = GuidePage(
    slug="plums",
    title="What plums are",
    summary="Plums in one sentence.",
    linked_from="labels",
    sections=(GuideSection(slug="stones", title="Stones", text="One each.\n\nNo *more*."),),
)

PIE = Label(slug="pie", names=("pie",), meaning="Plums in dough", asks="With cream?")


@pytest.fixture
def root(draft: None) -> str:
    """The root of a preview of the draft."""
    return preview_root(timezone.now() + timedelta(days=1))


def test_the_overview_says_what_bpo_is_and_leads_to_every_page(client, published):
    page = Page(client.get("/guide/"))
    assert page.title.startswith("Guide to outsourcing a process")
    assert "BPO, business process outsourcing, means that another firm runs one of" in page.text
    for guide in published.taxonomy.guide:
        assert page.link(guide.title) == f"/guide/{guide.slug}/"
        assert guide.summary in page.text
    assert page.link("What changed") == "/guide/changes/"


def test_every_page_says_all_its_sections_and_has_a_place_for_each(client, published):
    assert len(published.taxonomy.guide) == 9
    for guide in published.taxonomy.guide:
        page = Page(client.get(f"/guide/{guide.slug}/"))
        assert page.texts("h1") == [guide.title]
        assert page.title.startswith(f"Guide: {guide.title}")
        assert page.texts("h2") == [section.title for section in guide.sections]
        ids = {element["id"] for element in page.elements if "id" in element.attributes}
        assert {section.slug for section in guide.sections} <= ids
        for section in guide.sections:
            assert plain(section.text).replace("**", "") in read(page), section.slug


def test_a_new_reader_learns_what_it_is_how_providers_earn_and_when_not_to(client, published):
    what, earning, not_to = (
        Page(client.get(f"/guide/{slug}/")).text
        for slug in ("what-bpo-is", "how-providers-earn", "when-not-to")
    )
    assert "Yes, if another firm runs it for you." in what
    for word in ("margin", "Shrinkage", "ramp", "turnover", "Per case, call or document"):
        assert word in earning
    for word in ("Keep it", "Not yet", "Too small", "A way back"):
        assert word in not_to


def test_thirteen_disagreements_each_say_the_positions_and_ours(published):
    pages = {page.slug: page for page in published.taxonomy.guide}
    texts = [section.text for section in pages["disagreements"].sections]
    assert sum("*The sources:*" in text and "*What we do:*" in text for text in texts) == 13


def test_ten_providers_are_names_and_nothing_is_ranked(published):
    pages = {page.slug: page for page in published.taxonomy.guide}
    names = [section.title for section in pages["providers"].sections[1:]]
    assert len(names) == 10
    assert names == sorted(names, key=str.casefold)


@pytest.mark.parametrize("url", ["/guide/nothing/", "/guide/what-bpo-is/more/"])
def test_a_page_that_nobody_wrote_says_so_with_a_way_out(client, published, url):
    response = client.get(url)
    assert response.status_code == 404
    page = Page(response)
    assert page.texts("h1") == ["There is no such page"]
    assert page.link("Guide") == "/guide/"


def test_the_menu_marks_the_guide_on_all_its_pages(client, published):
    for url in ("/guide/", "/guide/providers/", "/guide/changes/"):
        page = Page(client.get(url))
        current = [a for a in page.all("a") if a.attributes.get("aria-current") == "page"]
        assert [link["href"] for link in current] == ["/guide/"]


def test_the_pages_lead_on_to_one_another(client, published):
    slugs = [page.slug for page in published.taxonomy.guide]
    for slug, after in zip(slugs, [*slugs[1:], None], strict=True):
        page = Page(client.get(f"/guide/{slug}/"))
        following = [a["href"] for a in page.all("a") if a.text.startswith("Next:")]
        assert following == ([f"/guide/{after}/"] if after else [])


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("/families/", "Front office and back office"),
        ("/labels/", "What BPO is"),
        ("/method/rules/fit/", "What makes a process good to hand over"),
        ("/method/rules/background/", "Where the sources disagree"),
    ],
)
def test_other_pages_lead_to_what_says_more(client, published, url, title):
    guide = next(page for page in published.taxonomy.guide if page.title == title)
    assert Page(client.get(url)).link(title) == f"/guide/{guide.slug}/"


def test_a_search_for_a_label_does_not_lead_there(client):
    publish(small(guide=(PLUMS,)))
    assert PLUMS.title in Page(client.get("/labels/")).texts("a")
    assert PLUMS.title not in Page(client.get("/labels/?q=plum")).texts("a")


BEGUN = "judgment=low-rules&sensitivity=routine"
"""Answers that the verdict needs."""


@pytest.mark.parametrize(
    ("query", "verdict"),
    [
        (f"{BEGUN}&volume=under-one&readiness=documented-measured", "too-small"),
        (f"{BEGUN}&readiness=changing-now", "not-yet"),
        (f"{BEGUN}&control=stay-ours&readiness=documented-measured", "keep"),
    ],
)
def test_a_result_that_says_wait_leads_to_when_not_to(client, published, query, verdict):
    page = Page(client.get(f"/match/result/?{query}"))
    assert page.one("section", class_="answer")["data-verdict"] == verdict
    assert page.link("When not to outsource") == "/guide/when-not-to/"


def test_an_edition_from_before_the_guide_has_an_empty_one(client):
    publish(small())
    page = Page(client.get("/guide/"))
    assert page.texts("h3") == ["What changed"]
    assert client.get("/guide/plums/").status_code == 404
    assert "More in the guide" not in Page(client.get("/families/")).text


def test_editors_see_the_draft_and_visitors_the_edition(client, published, root):
    SectionRow.objects.filter(slug="call-centre").update(text="Only sometimes.")
    assert "Only sometimes." in Page(client.get(f"{root}guide/what-bpo-is/")).text
    assert "Only sometimes." not in Page(client.get("/guide/what-bpo-is/")).text


def test_the_pages_cost_the_same_whatever_they_say(client, published, django_assert_num_queries):
    client.get("/guide/")
    for url in ("/guide/", "/guide/what-bpo-is/", "/guide/providers/"):
        with django_assert_num_queries(1):
            client.get(url)
    with django_assert_num_queries(2):
        client.get("/guide/changes/")


# ── What changed ─────────────────────────────────────────────────────────────────────────


def announce(number: int, note: str, day: int, **fields: object) -> None:
    Edition.objects.filter(number=number).update(
        note=note, published_at=datetime(2026, 11, day, 12, tzinfo=UTC), **fields
    )


def test_the_first_edition_has_nothing_to_be_compared_with(client):
    publish(small())
    announce(1, "The first one", 3)
    page = Page(client.get("/guide/changes/"))
    assert "It is the first edition" in page.text
    assert page.texts("h3") == ["Edition 1, 3 November 2026"]
    assert "The first one" in page.text
    assert not page.all("table")


def test_later_editions_tell_their_day_note_and_how_much_changed(client):
    publish(small(labels=()))
    publish(small(guide=(PLUMS,), labels=(PIE,)), 2)
    announce(1, "The first one", 3)
    announce(2, "Plums", 9, changes=3)
    page = Page(client.get("/guide/changes/"))
    assert page.texts("h3") == ["Edition 2, 9 November 2026", "Edition 1, 3 November 2026"]
    assert "3 rows added, changed or removed." in page.text
    (table,) = page.all("table")
    rows = [row.text for row in page.all("tr") if table in row.inside]
    assert rows == ["Part Added Changed Removed", "Labels 2 0 0", "Guide 2 0 0"]


def test_a_roll_back_says_what_it_repeats(client):
    for number in (1, 2, 3):
        publish(small() if number != 2 else small(guide=(PLUMS,)), number)
    announce(3, "Back", 12, changes=2, rolls_back_to=1)
    page = Page(client.get("/guide/changes/"))
    assert "Repeats edition 1." in page.text
    assert "Guide 0 0 2" in page.texts("tr")


def test_nobody_is_named_and_no_reason_for_failing_cases_is_given(client, admin_user):
    publish(small())
    announce(
        1,
        "The first one",
        3,
        published_by=admin_user,
        failing_cases="A01",
        accepted_because="Known and secret",
    )
    text = Page(client.get("/guide/changes/")).text
    assert admin_user.username not in text
    assert "Known and secret" not in text


def test_only_so_many_editions_are_listed(client):
    for number in range(1, MAX_LISTED_EDITIONS + 3):
        publish(small(), number)
    page = Page(client.get("/guide/changes/"))
    assert len(page.texts("h3")) == MAX_LISTED_EDITIONS
    assert "2 older editions are not listed." in page.text
    assert "Nothing differs." in page.text


def test_a_preview_compares_the_draft_with_the_current_edition(client, published, root):
    SectionRow.objects.filter(slug="call-centre").update(text="Only sometimes.")
    page = Page(client.get(f"{root}guide/changes/"))
    assert page.texts("h2") == ["What edition 2 changed", "All editions"]
    assert "Guide 0 1 0" in page.texts("tr")
