"""Pages to read: they say everything that the edition says."""

import re

import pytest

from matcher.core import Candidate, Label
from matcher.core.taxonomy.values import Note
from matcher.wording import describe_condition
from tests import builders
from tests.web.editions import publish, small
from tests.web.reading import Page

pytestmark = pytest.mark.django_db

PAGES = [
    "/families/",
    "/families/customer-operations/",
    "/labels/",
    "/method/",
]


def plain(text: str) -> str:
    """A text of the taxonomy as it is read: without its Markdown and with single spaces."""
    links = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(re.sub(r"[*`]", "", links).split())


def read(page: Page) -> str:
    """The text of a page without the spaces that stand around its elements."""
    return re.sub(r"\s+([,.;:)])", r"\1", page.text).replace("( ", "(")


# ── Families ─────────────────────────────────────────────────────────────────────────────


def test_the_map_leads_to_every_family(client, published):
    page = Page(client.get("/families/"))
    families = published.taxonomy.index.outcomes_by_axis["family"]
    assert len(families) == 10
    for family in families:
        assert page.link(family.name) == f"/families/{family.slug}/"
        assert family.summary in page.text
    assert page.texts("h2") == [
        "Front office",
        "Back office",
        "Front and back office",
        "Neither front nor back office",
    ]


def test_every_family_page_says_all_that_is_known_of_it(client, published):
    for family in published.taxonomy.index.outcomes_by_axis["family"]:
        page = Page(client.get(f"/families/{family.slug}/"))
        text = read(page)
        profile = family.profile
        lines = [line.name for line in family.service_lines]
        tasks = [task for line in family.service_lines for task in line.tasks]
        kpis = [
            part
            for kpi in family.kpis
            for part in (kpi.name, kpi.formula, kpi.unit, kpi.range, kpi.range_note)
        ]
        confusions = [
            part
            for confusion in family.confusions
            for part in (confusion.goes_wrong, confusion.tell_apart)
        ]
        facts = [profile.definition, profile.position, profile.served, profile.systems]
        run = [profile.staffing, profile.quality, profile.training, profile.automation]
        buy = [profile.pricing, *profile.shortlist]
        for content in (*lines, *tasks, *kpis, *confusions, *facts, *run, *buy):
            assert plain(content) in text, (family.slug, content)
        for risk in profile.risks:
            assert plain(risk.partition("→")[0]) in text
        assert set(family.vendor_labels) <= set(page.texts("li", class_="tag"))


def test_a_confusion_leads_to_the_other_family_and_a_known_label_to_its_meaning(client, published):
    page = Page(client.get("/families/customer-operations/"))
    assert page.link("Ecommerce and order operations") == "/families/ecommerce-order-ops/"
    assert page.link("call center") == "/labels/#call-center"


def test_a_family_that_the_first_source_does_not_name_is_marked_so(client, published):
    marked = {
        family.slug
        for family in published.taxonomy.index.outcomes_by_axis["family"]
        if "Not every source counts this" in Page(client.get(f"/families/{family.slug}/")).text
    }
    assert marked == {"it-technical", "sales-marketing"}


def test_figures_have_their_source_and_grade_or_say_that_there_is_none(client, published):
    page = Page(client.get("/families/customer-operations/"))
    table = page.one("table", class_="kpis")
    rows = [row.text for row in page.all("tr") if table in row.inside]
    kpis = published.taxonomy.index.outcome_by_slug["family", "customer-operations"].kpis
    assert len(rows) == 1 + len(kpis)
    for row, kpi in zip(rows[1:], kpis, strict=True):
        for source in kpi.sources:
            assert f"{source.title} ({source.grade})" in row.replace("( ", "(")
        assert kpi.range or "No reliable range" in row
    link = next(anchor for anchor in page.all("a") if anchor.text == kpis[0].sources[0].title)
    assert link["rel"] == "nofollow noopener noreferrer"


@pytest.mark.parametrize("family", ["nobody", "managed-service"])
def test_what_is_no_family_has_no_page(client, published, family):
    response = client.get(f"/families/{family}/")
    assert response.status_code == 404
    assert Page(response).texts("h1") == ["There is no such page"]


# ── Labels ───────────────────────────────────────────────────────────────────────────────


def test_every_label_says_what_it_means_and_what_to_ask(client, published):
    page = Page(client.get("/labels/"))
    for label in published.taxonomy.labels:
        card = page.one("section", id=label.slug)
        for name in label.names:
            assert name in card.text
        assert label.meaning in card.text
        assert plain(label.asks) in card.text
        start = [link for link in page.all("a") if card in link.inside][-1]
        assert start["href"] == f"/match/?label={label.slug}"
        assert "It says nothing about: " in card.text


def test_a_label_leads_to_what_it_may_mean_on_whatever_axis(client, published):
    page = Page(client.get("/labels/"))
    assert page.link("Customer operations and support") == "/families/customer-operations/"
    assert page.link("Nearshore") == "/method/#geography-nearshore"
    target = Page(client.get("/method/")).one("h4", id="geography-nearshore")
    assert target.text == "Nearshore"


def test_a_label_of_none_of_the_decisions_says_so(client):
    told = Label(slug="nut", names=("nut",), meaning="A shell", asks="Is it?")
    kind = told.model_copy(
        update={"slug": "fruit", "axis": "kind", "candidates": (Candidate(outcome="pear"),)}
    )
    publish(small(labels=(told, kind)))
    page = Page(client.get("/labels/"))
    assert "None of the three decisions" in page.one("section", id="nut").text
    assert "Kind of thing" in page.one("section", id="fruit").text
    assert page.link("Pear") == "/method/#kind-pear"


# ── The method ───────────────────────────────────────────────────────────────────────────


def test_every_piece_of_evidence_can_be_read_with_its_sentence(client, published):
    page = Page(client.get("/method/"))
    taxonomy = published.taxonomy
    items = [item.text for item in page.all("li")]
    for cell in taxonomy.evidence:
        name = taxonomy.index.outcome_by_slug[cell.axis, cell.outcome].name
        strength = "ruled out" if cell.excludes else f"{cell.strength:+}".replace("-", "−")
        assert f"{strength} {name}: {cell.sentence}" in items
    tables = page.all("table", class_="strengths")
    assert len(tables) == sum(
        len(slugs) for slugs in taxonomy.index.question_slugs_by_axis.values()
    )
    filled = [
        element
        for element in page.all("td")
        if element.text and any(outer in tables for outer in element.inside)
    ]
    assert len(filled) == len(taxonomy.evidence)


def test_an_evidence_table_has_outcomes_down_and_options_across(client):
    publish(small())
    page = Page(client.get("/method/"))
    table = page.all("table", class_="strengths")[0]
    rows = [row.text for row in page.all("tr") if table in row.inside]
    assert rows == [
        "Green Blue",
        "Apple +3 ruled out",
        "Pear +2 ruled out",
        "Plum −1 +3",
        "Quince",
    ]


def test_weights_thresholds_and_the_order_of_equals_are_told_from_the_data(client):
    axis = builders.axis(
        "kind", tie_question="size", full_answers=2, close_percent=70, unclear_below=250
    )
    first = builders.question("colour", "green", "blue", kind=builders.required("kind", 1.5))
    publish(small(axes=(axis,), questions=(first, *small().questions[1:])))
    page = Page(client.get("/method/"))
    (weights,) = page.all("table", class_="weights")
    rows = [row.text for row in page.all("tr") if weights in row.inside]
    assert rows == [
        "Question Weight Role",
        "colour? × 1.5 always asked, required",
        "size? × 1 always asked, settles equal points",
        "taste? × 0.5 asked while it can matter",
    ]
    for sentence in (
        "From a lead of 6 points on, a result is called clear; from 3 points on, likely.",
        (
            "With fewer than 2 of its 3 questions answered it is called likely at most, unless no "
            "answer that is still open can change it."
        ),
        "It stays provisional until there is an answer to “colour?”.",
        (
            "Of equal points, the one comes first that the answer to “size?” speaks for most; then "
            "the order of our list: Apple, Pear, Plum, Quince."
        ),
        "A second outcome is close when it reaches 70 % of the points of the first.",
        (
            "With a full picture and a best score below 2.5 points, we say that the answers do not "
            "describe one kind of work."
        ),
    ):
        assert sentence in page.texts("li")


def test_a_note_of_an_edition_whose_topic_is_unknown_today_is_still_shown(client):
    publish(small(notes=(Note(slug="old", topic="old-topic", title="Old", text="Still true."),)))
    page = Page(client.get("/method/"))
    assert "Old topic" in page.texts("h2")
    assert "Still true." in page.text


def test_the_fit_check_is_told_from_the_data(client, published):
    page = Page(client.get("/method/"))
    fit = page.one("section", **{"aria-labelledby": "fit"}).text
    assert "No verdict is given until there is an answer to “How well is the process known" in fit
    assert (
        "Documentation maturity How well is the process known today? 30 % Written down and "
        "measured: 9; Written down, not measured: 6; In people's heads: 2; Changing right now: 1 "
        "counts as 2"
    ) in fit
    assert "0.0 to 5.4 : Not yet" in fit
    assert "7.5 to 10.0 : Ready to outsource" in fit
    for verdict in published.taxonomy.verdicts:
        assert verdict.text in fit
    for stop in published.taxonomy.stops:
        assert describe_condition(published.taxonomy, stop.condition) in fit


def test_every_rule_note_and_source_is_on_a_page(client, published):
    taxonomy = published.taxonomy
    method, labels = Page(client.get("/method/")), Page(client.get("/labels/"))
    text = read(method) + read(labels)
    for warning in taxonomy.warnings:
        assert warning.title in text
        assert plain(warning.text) in text
        assert describe_condition(taxonomy, warning.condition) in text
    for combination in taxonomy.combinations:
        assert describe_condition(taxonomy, combination.condition) in text
        for effect in combination.effects:
            assert effect.sentence in text
    for model in taxonomy.pricing_models:
        assert model.name in text
        assert model.safeguards in text
    for rule in taxonomy.pricing_rules:
        assert rule.sentence in text
    for regime in taxonomy.regimes:
        assert regime.name in text
        assert plain(regime.changes) in text
    for note in taxonomy.notes:
        assert note.title in text
        assert plain(note.text) in text, note.slug
    sources = {
        source.title
        for content in (
            *taxonomy.regimes,
            *(kpi for family in taxonomy.outcomes for kpi in family.kpis),
        )
        for source in content.sources
    }
    assert sources <= set(method.texts("a"))


def test_no_condition_shows_the_short_names_of_the_machine(published):
    taxonomy = published.taxonomy
    slugs = {slug for slug in taxonomy.index.question_by_slug if "_" in slug}
    rules = (
        *taxonomy.combinations, *taxonomy.warnings, *taxonomy.stops, *taxonomy.pricing_rules,
        *taxonomy.regimes,
    )  # fmt: skip
    assert len(rules) > 40
    for rule in rules:
        words = describe_condition(taxonomy, rule.condition)
        assert "=" not in words
        assert not [slug for slug in slugs if slug in words]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("colour = green", "“colour?” is “Green”"),
        ("colour = green, blue", "“colour?” is “Green” or “Blue”"),
        ("colour is not green", "“colour?” is not “Green”"),
        ("colour = not-sure", "“colour?” is “not sure”"),
        ("colour unanswered", "“colour?” is not answered"),
        ("kind = apple, pear, plum", "Kind of thing is Apple, Pear or Plum"),
        ("kind is close", "Kind of thing: two are close"),
        ("label given", "you started from a label"),
        (
            "colour = green and (size = large or taste = sour)",
            "“colour?” is “Green” and (“size?” is “Large” or “taste?” is “Sour”)",
        ),
        (
            "(colour = green and size = large) or label given",
            "(“colour?” is “Green” and “size?” is “Large”) or you started from a label",
        ),
    ],
)
def test_a_condition_reads_as_a_sentence(condition, words):
    assert describe_condition(small(), condition) == words


# ── Privacy ──────────────────────────────────────────────────────────────────────────────


def test_privacy_says_what_is_kept_and_how_often_one_may_write(client, settings):
    settings.WRITE_LIMIT = 7
    text = Page(client.get("/privacy/")).text
    assert "no row in a database, no cookie, no account" in text
    assert "it ends after 10 minutes" in text
    assert "may store or delete 7 times an hour" in text


# ── All of them ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("url", PAGES)
def test_a_page_of_an_edition_takes_one_query_and_sets_no_cookie(
    client, published, url, django_assert_num_queries
):
    with django_assert_num_queries(1):
        response = client.get(url)
    assert response.status_code == 200
    assert response.cookies == {}
    assert "Cookie" not in response.headers["Vary"]
    assert "Edition 1" in Page(response).text


@pytest.mark.parametrize("url", PAGES)
def test_a_page_is_sent_again_only_after_it_may_have_changed(client, published, url):
    etag = client.get(url).headers["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
    publish(builders.changed(published.taxonomy, examples=()), number=2)
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("url", [*PAGES, "/privacy/"])
def test_a_page_can_only_be_read(client, published, url):
    response = client.post(url)
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("url", PAGES)
def test_before_anything_is_published_a_page_says_so(client, url):
    assert client.get(url).status_code == 503


@pytest.mark.parametrize("url", [*PAGES, "/privacy/"])
def test_htmx_gets_the_fragment(client, published, url):
    page = Page(client.get(url, headers={"HX-Request": "true"}))
    assert page.all("html") == []
    assert len(page.texts("h1")) == 1
