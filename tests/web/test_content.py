"""Pages to read: they say everything that the edition says."""

import re

import pytest

from matcher.core import Candidate, Label, format_strength
from matcher.core.taxonomy.values import Note
from matcher.wording import describe_condition
from tests import builders
from tests.web.editions import publish, small
from tests.web.reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.checker]

RULES = ("fit", "warnings", "pricing", "compliance", "background", "sources")

PAGES = [
    "/families/",
    "/families/customer-operations/",
    "/labels/",
    "/labels/?q=kpo",
    "/method/",
    "/method/family/",
    "/method/served/",
    *(f"/method/rules/{part}/" for part in RULES),
]


def plain(text: str) -> str:
    """A text of the taxonomy as it is read: without its Markdown and with single spaces."""
    links = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(re.sub(r"[*`]", "", links).split())


def read(page: Page) -> str:
    """The text of a page without the spaces that stand around its elements."""
    return re.sub(r"\s+([,.;:)])", r"\1", page.text).replace("( ", "(")


# ── Families ─────────────────────────────────────────────────────────────────────────────


def test_map_and_cards_lead_to_every_family(client, published):
    page = Page(client.get("/families/"))
    families = published.taxonomy.index.outcomes_by_axis["family"]
    assert len(families) == 10
    for family in families:
        leading = [link["href"] for link in page.all("a") if link.text == family.name]
        assert leading == [f"/families/{family.slug}/"] * 2
        assert family.summary in page.text
    cards = page.texts("li", class_="card")
    assert cards[0].startswith("Front office Customer operations and support")
    assert cards[0].endswith("service lines · 11 measures")


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
        buy = [profile.pricing, *(criterion.text for criterion in family.criteria)]
        for content in (*lines, *tasks, *kpis, *confusions, *facts, *run, *buy):
            assert plain(content) in text, (family.slug, content)
        for risk in family.risks:
            assert plain(risk.text.partition("→")[0]) in text
        assert set(family.vendor_labels) <= set(page.texts("li"))


def test_a_family_page_has_contents_and_a_place_for_every_link_into_it(client, published):
    page = Page(client.get("/families/customer-operations/"))
    anchors = [link["href"] for link in page.all("a") if link["href"].startswith("#")]
    ids = {element["id"] for element in page.elements if "id" in element.attributes}
    assert {f"#{name}" for name in ("lines", "kpis", "running", "pricing", "shortlist", "risks",
        "regimes", "automation", "confusions", "labels")} <= {*anchors}  # fmt: skip
    assert {anchor[1:] for anchor in anchors} <= ids
    family = published.taxonomy.index.outcome_by_slug["family", "customer-operations"]
    assert {f"line-{line.slug}" for line in family.service_lines} <= ids
    assert {f"kpi-{kpi.slug}" for kpi in family.kpis} <= ids


def test_a_family_page_shows_the_rules_whose_condition_names_it(client, published):
    calls = "State laws on moving call centres abroad (US)"
    page = Page(client.get("/families/ecommerce-order-ops/"))
    assert calls in page.texts("summary")
    assert "Only for United States" in page.text
    assert calls not in Page(client.get("/families/knowledge-specialist/")).texts("summary")


def test_a_family_page_shows_the_standards_that_name_it_and_those_that_name_none(client, published):
    names = {one.slug: one.name for one in published.taxonomy.standards}
    shown = {
        family: set(Page(client.get(f"/families/{family}/")).texts("summary"))
        for family in ("customer-operations", "finance-accounting")
    }
    assert {names["copc-cx"], names["iso-27001"]} <= shown["customer-operations"]
    assert {names["soc-1"], names["iso-27001"]} <= shown["finance-accounting"]
    assert names["soc-1"] not in shown["customer-operations"]
    assert names["copc-cx"] not in shown["finance-accounting"]


def test_a_family_page_says_closed_how_exposed_the_work_is_and_what_that_means(client, published):
    taxonomy = published.taxonomy
    (scale,) = taxonomy.exposure_scales
    for family in (outcome for outcome in taxonomy.outcomes if outcome.profile):
        page = Page(client.get(f"/families/{family.slug}/"))
        assert "How exposed this work is to generative AI" in page.texts("summary")
        for text in (family.profile.exposure_note, scale.meaning, scale.citation):
            assert plain(text) in read(page), family.slug
        for exposure in family.exposures:
            said = f"{exposure.title} (ISCO-08 {exposure.code}): 0.{exposure.score:02},"
            assert said in read(page), family.slug


def test_an_edition_of_an_earlier_release_says_nothing_of_exposure(client, drafted):
    bare = tuple(outcome.model_copy(update={"exposures": ()}) for outcome in drafted.outcomes)
    publish(builders.changed(drafted, outcomes=bare))
    page = Page(client.get("/families/customer-operations/"))
    assert "How exposed this work is to generative AI" not in page.texts("summary")


def test_an_edition_without_standards_does_not_mention_them(client):
    publish(small())
    page = Page(client.get("/method/rules/compliance/"))
    assert "Standards" not in page.texts("h2")


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


def words(page: Page) -> list[str]:
    """The words that have a card, in their order."""
    cards = page.all("li", class_="card")
    return [heading.text for heading in page.all("h3") if heading.inside[-1] in cards]


def test_every_label_says_what_it_means_and_what_to_ask(client, published):
    page = Page(client.get("/labels/"))
    for label in published.taxonomy.labels:
        card = page.one("li", id=label.slug)
        for name in label.names:
            assert name in card.text
        assert label.meaning in card.text
        assert f"Ask: {plain(label.asks)}" in card.text
        start = [link for link in page.all("a") if card in link.inside][-1]
        assert start["href"] == f"/match/?label={label.slug}"
        assert "says nothing about" not in card.text


def test_labels_stand_from_a_to_z_and_each_of_their_names_in_an_index(client, published):
    page = Page(client.get("/labels/"))
    assert words(page) == sorted(words(page), key=str.casefold)
    index = page.one("nav", **{"aria-labelledby": "a-to-z"})
    links = [(link.text, link["href"]) for link in page.all("a") if index in link.inside]
    assert links == sorted(
        ((name, f"#{label.slug}") for label in published.taxonomy.labels for name in label.names),
        key=lambda link: link[0].casefold(),
    )
    assert page.texts("dt")[:3] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("query", "found", "sentence"),
    [
        ("kpo", ["KPO"], "1 entry for “kpo”."),
        ("  KPO ", ["KPO"], "1 entry for “KPO”."),
        ("helpdesk", ["technical support"], "1 entry for “helpdesk”."),
        ("office back", ["back office"], "1 entry for “office back”."),
        (
            "call centre",
            ["call center"],
            "There is no entry for “call centre”. Is it one of these?",
        ),
        (
            "zeppelin",
            [],
            "There is no entry for “zeppelin”. Vendors coin words faster than we explain them.",
        ),
        ("<b>\x00\u202e", [], "There is no entry for “<b>”. Vendors coin words faster"),
    ],
)
def test_a_search_without_a_script_finds_a_word_or_says_what_is_like_it(
    client, published, query, found, sentence
):
    page = Page(client.get("/labels/", {"q": query}))
    assert words(page) == found
    assert sentence in page.one("p", class_="found").text
    assert page.one("input", name="q")["value"] == " ".join(query.strip("\x00\u202e").split())
    assert page.link("All words") == "/labels/"
    assert page.one("meta", name="robots")["content"] == "noindex"


def test_what_is_called_exactly_so_comes_first(client, published):
    page = Page(client.get("/labels/", {"q": "payroll"}))
    assert words(page)[0] == "payroll"
    assert len(words(page)) > 1


def test_a_search_for_nothing_is_the_whole_dictionary(client, published):
    page = Page(client.get("/labels/", {"q": " \t"}))
    assert len(words(page)) == len(published.taxonomy.labels)
    assert page.all("p", class_="found") == []


def test_a_very_long_search_is_cut(client, published):
    page = Page(client.get("/labels/", {"q": "x" * 500}))
    assert page.one("input", name="q")["value"] == "x" * 80


def test_a_label_leads_to_what_it_may_mean_on_whatever_axis(client, published):
    page = Page(client.get("/labels/"))
    assert page.link("Customer operations and support") == "/families/customer-operations/"
    assert page.link("Nearshore") == "/method/geography/#geography-nearshore"
    target = Page(client.get("/method/geography/")).one("h3", id="geography-nearshore")
    assert target.text == "Nearshore"


def test_a_label_of_none_of_the_decisions_says_so(client):
    told = Label(slug="nut", names=("nut",), meaning="A shell", asks="Is it?")
    kind = told.model_copy(
        update={"slug": "fruit", "axis": "kind", "candidates": (Candidate(outcome="pear"),)}
    )
    publish(small(labels=(told, kind)))
    page = Page(client.get("/labels/"))
    assert "None of the decisions" in page.one("li", id="nut").text
    assert "Kind of thing" in page.one("li", id="fruit").text
    assert page.link("Pear") == "/method/kind/#kind-pear"


# ── The method ───────────────────────────────────────────────────────────────────────────


def test_the_method_in_short_leads_to_every_question_decision_and_kind_of_rule(client, published):
    page = Page(client.get("/method/"))
    leading = {link["href"] for link in page.all("a")}
    index = published.taxonomy.index
    assert {f"/method/{question.slug}/" for question in index.base_questions} <= leading
    assert {f"/method/{axis}/" for axis in index.axis_by_slug} <= leading
    assert {f"/method/rules/{part}/" for part in RULES} <= leading


def test_every_page_of_the_method_has_the_same_frame(client, published):
    index = published.taxonomy.index
    parts = (*index.axis_by_slug, *index.question_by_slug, *(f"rules/{part}" for part in RULES))
    for part in parts:
        page = Page(client.get(f"/method/{part}/"))
        opening = page.one("header", class_="opening")
        up, link, heading, lead = [tag for tag in page.elements if opening in tag.inside][:4]
        assert [up.tag, heading.tag, lead["class"]] == ["p", "h1", "lead"], part
        assert (link.text, link["href"]) == ("How we decide", "/method/")
        assert page.title.startswith("How we decide: ")
        assert page.texts("p", class_="edition") == ["Edition 1"]


def test_a_link_to_an_outcome_on_the_method_page_of_before_still_arrives(client, published):
    page = Page(client.get("/method/"))
    assert page.one("li", id="geography-nearshore").text == "Nearshore"


def test_every_piece_of_evidence_can_be_read_with_its_sentence(client, published):
    taxonomy = published.taxonomy
    read_cells = 0
    for question in taxonomy.questions:
        page = Page(client.get(f"/method/{question.slug}/"))
        items = page.texts("li")
        tables = page.all("table", class_="strengths")
        assert len(tables) == len(question.weights)
        for cell in taxonomy.evidence:
            if cell.question == question.slug:
                name = taxonomy.index.outcome_by_slug[cell.axis, cell.outcome].name
                strength = "ruled out" if cell.excludes else format_strength(cell.strength)
                assert f"{strength} {name}: {cell.sentence}" in items
        read_cells += len([cell for cell in page.all("td", class_="strength") if cell.text])
    assert read_cells == len(taxonomy.evidence)


def test_an_evidence_table_has_outcomes_down_and_options_across(client):
    publish(small())
    page = Page(client.get("/method/colour/"))
    table = page.one("table", class_="strengths")
    rows = [row.text for row in page.all("tr") if table in row.inside]
    assert rows == [
        "Outcome Green Blue",
        "Apple +3 ruled out",
        "Pear +2 ruled out",
        "Plum −1 +3",
        "Quince",
    ]


def test_a_border_question_shows_only_the_two_that_it_tells_apart(client, published):
    border = next(question for question in published.taxonomy.questions if question.between)
    page = Page(client.get(f"/method/{border.slug}/"))
    names = [
        published.taxonomy.index.outcome_name(border.weights[0].axis, slug)
        for slug in border.between
    ]
    table = page.one("table", class_="strengths")
    rows = [th.text for th in page.all("th", scope="row") if table in th.inside]
    assert sorted(rows) == sorted(names)
    assert all(f"“{name}”" in page.one("p", class_="notice").text for name in names)


def test_a_question_says_what_it_scores_in_the_fit_check(client, published):
    page = Page(client.get("/method/readiness/"))
    fit = page.one("section", **{"aria-labelledby": "fit"}).text
    assert "How well the work is known makes up 30 % of the score." in fit
    driver = next(one for one in published.taxonomy.drivers if one.question == "readiness")
    for score in driver.scores:
        label = published.taxonomy.index.question_by_slug["readiness"].option(score.option).label
        assert f"{label} {score.score}" in fit


def test_questions_lead_to_one_another_in_the_order_asked(client):
    publish(small())
    page = Page(client.get("/method/size/"))
    neighbours = page.one("nav", class_="neighbours")
    assert [link["href"] for link in page.all("a") if neighbours in link.inside] == [
        "/method/colour/",
        "/method/taste/",
    ]


@pytest.mark.parametrize("url", ["/method/nothing/", "/method/rules/nothing/", "/method/rules/"])
def test_what_is_no_part_of_the_method_has_no_page(client, published, url):
    response = client.get(url)
    assert response.status_code == 404
    assert Page(response).texts("h1") == ["There is no such page"]


def test_weights_thresholds_and_the_order_of_equals_are_told_from_the_data(client):
    axis = builders.axis(
        "kind", tie_question="size", full_answers=2, close_percent=70, unclear_below=250
    )
    first = builders.question("colour", "green", "blue", kind=builders.required("kind", 1.5))
    publish(small(axes=(axis,), questions=(first, *small().questions[1:])))
    page = Page(client.get("/method/kind/"))
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
    page = Page(client.get("/method/rules/background/"))
    assert "Old topic" in page.texts("h2")
    assert "Still true." in page.text


def test_the_fit_check_is_told_from_the_data(client, published):
    page = Page(client.get("/method/rules/fit/"))
    fit = read(page)
    assert "No verdict is given until there is an answer to “How often does it take" in fit
    driver = next(one for one in published.taxonomy.drivers if one.question == "readiness")
    question = published.taxonomy.index.question_by_slug["readiness"]
    scores = " ".join(
        f"{question.option(score.option).label}: {score.score}" for score in driver.scores
    )
    assert f"{driver.name} {question.prompt} {driver.weight} % {scores}" in fit
    assert "0.0 to 5.4 Not yet" in fit
    assert "7.0 to 10.0 Ready to outsource" in fit
    for verdict in published.taxonomy.verdicts:
        assert verdict.text in fit
    for stop in published.taxonomy.stops:
        assert describe_condition(published.taxonomy, stop.condition) in fit


def test_every_rule_note_and_source_is_on_a_page(client, published):
    taxonomy = published.taxonomy
    urls = (
        *("/labels/", "/method/"),
        *(f"/method/{axis.slug}/" for axis in taxonomy.axes),
        *(f"/method/rules/{part}/" for part in RULES),
    )
    pages = {url: Page(client.get(url)) for url in urls}
    text = " ".join(read(page) for page in pages.values())
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
    for standard in taxonomy.standards:
        for content in (standard.name, standard.covers, standard.attested_by, standard.ask):
            assert content in text, standard.slug
    for note in taxonomy.notes:
        assert note.title in text
        assert plain(note.text) in text, note.slug
    sources = {
        source.title
        for content in (
            *taxonomy.regimes,
            *taxonomy.standards,
            *taxonomy.exposure_scales,
            *(example for model in taxonomy.pricing_models for example in model.examples),
            *(kpi for family in taxonomy.outcomes for kpi in family.kpis),
        )
        for source in content.sources
    }
    assert sources <= set(pages["/method/rules/sources/"].texts("a"))


def test_no_condition_shows_the_short_names_of_the_machine(published):
    taxonomy = published.taxonomy
    slugs = {slug for slug in taxonomy.index.question_by_slug if "_" in slug}
    rules = (
        *taxonomy.combinations, *taxonomy.warnings, *taxonomy.stops, *taxonomy.pricing_rules,
        *(one for one in (*taxonomy.regimes, *taxonomy.standards) if one.condition),
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
    assert "may store 7 results and as many programmes an hour, and try 20 wrong keys." in text
    assert "checksums of the random parts of its two links, not the links." in text
    assert "the columns that we do not ask for among them, for 24 hours;" in text
    assert "a checksum of the random part of their link;" in text


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


READ_ONLY = [url for url in (*PAGES, "/privacy/") if not url.startswith("/labels/")]
"""Words can be sent to the dictionary: see `test_phrase`."""


@pytest.mark.parametrize("url", READ_ONLY)
def test_a_page_can_only_be_read(client, published, url):
    response = client.post(url)
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("url", PAGES)
def test_before_anything_is_published_a_page_says_so(client, url):
    assert client.get(url).status_code == 503


@pytest.mark.parametrize("url", [*PAGES, "/privacy/", "/"])
def test_every_section_has_a_name_every_table_has_rows_and_no_id_is_used_twice(
    client, published, url
):
    page = Page(client.get(url))
    ids = [element["id"] for element in page.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for landmark in (*page.all("section"), *page.all("nav")):
        named = landmark.attributes.get("aria-labelledby", "") in ids
        assert named or landmark.attributes.get("aria-label"), landmark.attributes
    for table in page.all("table"):
        assert any(row for row in page.all("td") if table in row.inside)


@pytest.mark.parametrize("url", ["/families/", "/labels/", "/method/", "/method/kind/"])
def test_a_page_of_a_small_edition_holds_together(client, url):
    publish(small(labels=()))
    response = client.get(url)
    assert response.status_code == 200
    assert "Edition 1" in Page(response).text


@pytest.mark.parametrize("url", [*PAGES, "/privacy/"])
def test_htmx_gets_the_fragment(client, published, url):
    page = Page(client.get(url, headers={"HX-Request": "true"}))
    assert page.all("html") == []
    assert len(page.texts("h1")) == 1
