"""What a release stored is read by every later one, and its page shows what its sender saw."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from html import unescape

import pytest
from pydantic import ValidationError

from matcher.core import Match, Ranking, Taxonomy, dump, load, parse_query
from matcher.core.answer_sentence import AnswerSentence, AxisPhrases, answer_sentence
from matcher.core.own_assessment import OwnAssessment, dump_own, load_own
from matcher.models import Edition, SharedResult
from matcher.sharing import save_result
from tests.stored.samples import FOLDER, RELEASES, Release
from tests.stored.shapes import Shape, lost
from tests.web.editions import publish
from tests.web.reading import Page
from tests.web.results import decided, part, strips, warned

PROMISE = "ADR 7 promises that what release {release} stored can be read for years. {breach}"

UNRELEASED = {
    *("AnnexClause", "Exposure", "ExposureLevel", "ExposureScale", "PriceExample"),
    *("ContextGroup", "ContextOption", "ContextQuestion", "GuidePage", "GuideSection", "Needs"),
    *("Outside", "Place", "PlaceEntry", "PlaceRule", "Retired", "ScopedText", "Standard", "Term"),
    *("Cost", "Estimate", "OwnAssessment", "Range", "Way", "WayCost"),
    *("Code", "CodeScheme"),
}
"""Types that no release has stored yet, so that they may still change. The samples of the next
release have them, and then they go from here."""

STORED = (Match, Taxonomy, OwnAssessment)

every_release = pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.name)

every_result = pytest.mark.parametrize(
    ("release", "name"),
    [(release, name) for release in RELEASES for name in release.results],
    ids=lambda value: value if isinstance(value, str) else value.name,
)


def broken(release: Release, breach: str) -> str:
    return PROMISE.format(release=release.name, breach=breach)


def samples(release: Release, stored: type) -> list[object]:
    """What the release stored of this type, as plain JSON."""
    texts = {Match: release.matches, Taxonomy: (release.edition_json,)}
    return [json.loads(text) for text in texts.get(stored, release.assessments)]


# ── Shapes ───────────────────────────────────────────────────────────────────────────────


def test_there_is_a_rich_and_a_sparse_result_of_the_first_release() -> None:
    first = RELEASES[0]
    assert (first.name, *first.results) == ("0.1.0", "result-rich", "result-sparse")


@every_release
@pytest.mark.parametrize("stored", STORED)
def test_every_field_that_a_release_did_not_store_has_a_default(release, stored) -> None:
    missing = Shape(stored).missing(samples(release, stored))
    assert not missing, broken(
        release, f"It did not store these fields, so give each a default: {', '.join(missing)}."
    )


@every_release
@pytest.mark.parametrize("stored", STORED)
def test_every_field_that_might_be_left_out_still_may(release, stored) -> None:
    required = {*release.optional.get(stored.__name__, ())} - {*Shape(stored).optional()}
    assert not required, broken(
        release, f"These fields had a default, so let them keep it: {', '.join(sorted(required))}."
    )


@pytest.mark.parametrize("stored", STORED)
def test_there_is_a_sample_of_every_stored_type(stored) -> None:
    shape = Shape(stored)
    sampled = {name for release in RELEASES for name in shape.objects(samples(release, stored))}
    assert shape.types - UNRELEASED == sampled, (
        "Nothing would be noticed if these lost or gained a field: add samples of the next "
        "release (python -m tests.stored)."
    )


@every_release
def test_everything_that_a_match_said_is_kept(release) -> None:
    for text in release.matches:
        gone = [*lost(json.loads(text), json.loads(dump(load(text))))]
        assert not gone, broken(release, f"This is not kept: {', '.join(gone[:3])}.")


@every_release
def test_everything_that_an_edition_said_is_kept(release) -> None:
    """Criteria and risks of the first release, bare strings then, are rows now."""
    said = json.loads(release.edition_json)
    kept = json.loads(Taxonomy.from_json(release.edition_json).to_json())
    for outcome in kept["outcomes"]:
        if profile := outcome["profile"]:
            profile["shortlist"] = [row["text"] for row in outcome["criteria"]]
            profile["risks"] = [row["text"] for row in outcome["risks"]]
    gone = [*lost(said, kept)]
    assert not gone, broken(release, f"This is not kept: {', '.join(gone[:3])}.")


def test_everything_that_the_first_assessment_said_is_kept() -> None:
    """Its sample has every field of every type, and no release has stored one yet."""
    text = (FOLDER / "assessment.json").read_text("utf-8")
    said = json.loads(text)
    assert [*lost(said, json.loads(dump_own(load_own(text))))] == []
    shape = Shape(OwnAssessment)
    assert shape.objects([said]).keys() == shape.types
    assert [*lost(json.loads(dump_own(load_own(text))), said)] == []


@every_release
@pytest.mark.parametrize(
    ("stored", "read"), [(Match, load), (Taxonomy, Taxonomy.from_json), (OwnAssessment, load_own)]
)
def test_fields_that_only_a_later_release_knows_are_passed_over(release, stored, read) -> None:
    """So that a release can be rolled back."""
    plain, later = samples(release, stored), samples(release, stored)
    for objects in Shape(stored).objects(later).values():
        for value in objects:
            value["of_a_later_release"] = {"novel": 1}
    assert [read(json.dumps(value)) for value in later] == [
        read(json.dumps(value)) for value in plain
    ]


def test_the_sentence_of_an_edition_without_words_is_made_of_names() -> None:
    first = RELEASES[0]
    taxonomy = Taxonomy.from_json(first.edition_json)
    stored = load(first.results["result-rich"]["match_json"])
    assert answer_sentence(taxonomy, stored) == AnswerSentence(
        opening="Not yet.",
        family=AxisPhrases("family", ("Industry-specific processes",)),
        run="",
        others=(),
        closing="",
    )
    assert {verdict.tint for verdict in taxonomy.verdicts} == {"open"}


def test_what_the_first_release_called_settled_was_settled_by_the_base_questions() -> None:
    for text in RELEASES[0].matches:
        said = {axis: ranking["settled"] for axis, ranking in json.loads(text)["rankings"].items()}
        rankings = load(text).rankings
        assert {axis: ranking.settled for axis, ranking in rankings.items()} == said
        assert {axis: ranking.base_settled for axis, ranking in rankings.items()} == said


@pytest.mark.parametrize("text", ["[]", "{}", '{"rankings": []}', '{"rankings": {"family": 1}}'])
def test_what_is_no_match_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        load(text)


# ── The check of shapes, tried on types of its own ───────────────────────────────────────


@dataclass(frozen=True)
class Leaf:
    name: str
    colour: str = ""


@dataclass(frozen=True)
class Tree:
    leaves: tuple[Leaf, ...]
    by_name: dict[str, Leaf]
    best: Leaf | None


def test_a_field_without_a_default_is_named_wherever_its_type_is_used() -> None:
    whole = {"leaves": [], "by_name": {}, "best": None}
    shape = Shape(Tree)
    assert shape.missing([whole]) == []
    assert shape.missing([{"leaves": []}]) == ["Tree.by_name", "Tree.best"]
    for branch in ({"leaves": [{}]}, {"by_name": {"a": {}}}, {"best": {"colour": "red"}}):
        assert shape.missing([whole | branch]) == ["Leaf.name"]


def test_a_field_with_a_default_is_found_wherever_its_type_is_used() -> None:
    assert Shape(Tree).optional() == ["best.colour", "by_name.*.colour", "leaves[].colour"]


def test_what_is_left_out_shortened_or_changed_is_lost_and_what_is_new_is_not() -> None:
    before = {"a": 1, "b": [{"c": 2}, {"c": 3}], "d": None}
    assert [*lost(before, {**before, "e": 4})] == []
    assert [*lost(before, {"a": 1, "b": [{}, {"c": 4}]})] == ["b[0].c", "b[1].c", "d"]
    assert [*lost(before, {**before, "b": []})] == ["b"]


# ── Pages ────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def stored(db: None, release: Release) -> Release:
    """The release's edition and results, in the database."""
    edition = Edition.objects.create(
        number=1,
        taxonomy_json=release.edition_json,
        sha256=sha256(release.edition_json.encode()).hexdigest(),
        published_at=datetime(2026, 11, 28, 12, tzinfo=UTC),
    )
    for row in release.results.values():
        SharedResult.objects.create(edition=edition, **row)
    return release


@every_result
@pytest.mark.parametrize("address", ["/r/{}/", "/r/{}.json", "/r/{}.md", "/r/{}/brief.md"])
def test_a_stored_result_opens_in_every_form(client, stored, name, address) -> None:
    response = client.get(address.format(stored.results[name]["token"]))
    assert response.status_code == 200
    assert stored.results[name]["title"] in unescape(response.content.decode())


@every_release
def test_stored_results_can_be_compared(client, stored) -> None:
    links = [f"http://testserver/r/{row['token']}/" for row in stored.results.values()]
    page = Page(client.get("/compare/", {"r": links}))
    titles = [row["title"] or "Untitled result" for row in stored.results.values()]
    assert [link.text for link in page.all("a") if link["href"].startswith("/r/")] == titles


@every_release
def test_what_its_edition_did_not_ask_is_said_so_beside_a_result_of_today(
    client, drafted, stored
) -> None:
    today = publish(drafted, number=2)
    answers = parse_query(drafted, "object=invoices-payments&control=provider-results").answers
    token = save_result(release=today, answers=answers).token
    former = next(iter(stored.results.values()))["token"]
    page = Page(client.get("/compare/", {"r": [former, token]}))
    rows = [row.text for row in page.all("tr")]
    assert [row.split()[:6] for row in rows if row.startswith("Route")] == [
        ["Route", "Not", "asked", "in", "edition", "1"]
    ]
    assert "route" not in client.get(f"/r/{former}.json").json()["axes"]
    assert len(Page(client.get(f"/r/{former}/")).all("a", class_="strip")) == 3


@every_result
def test_a_newer_edition_is_mentioned_on_its_page(client, drafted, stored, name) -> None:
    publish(drafted, number=2)
    page = Page(client.get(f"/r/{stored.results[name]['token']}/"))
    assert page.all("div", class_="notice")[0].text.startswith(
        "Edition 2 has been published since."
    )


# ── What its sender saw ──────────────────────────────────────────────────────────────────


def judged_by_nobody(match: Match, taxonomy: Taxonomy) -> Match:
    """A match that says of everything something else than our code would: the second outcomes
    stand first, and the fit check, its stops and the warnings are made up."""
    verdict = next(
        candidate.slug for candidate in taxonomy.verdicts if candidate.slug != match.fit.verdict
    )
    warning = next(
        candidate.slug for candidate in taxonomy.warnings if candidate.slug not in match.warnings
    )
    stop = next(
        candidate.slug for candidate in taxonomy.stops if candidate.slug not in match.fit.stops
    )
    return replace(
        match,
        rankings={axis: _second_first(ranking) for axis, ranking in match.rankings.items()},
        fit=replace(match.fit, score=91, verdict=verdict, band=verdict, stops=(stop,)),
        warnings=(warning,),
    )


def _second_first(ranking: Ranking) -> Ranking:
    first, second, *others = ranking.standings
    reasons = [replace(cell, sentence=f"Said of {ranking.axis}.") for cell in second.contributions]
    winner = replace(second, points=first.points + 1, contributions=tuple(reasons))
    return replace(
        ranking,
        standings=(winner, first, *others),
        top=winner.outcome,
        margin=1,
        confidence="provisional",
        settled=not ranking.settled,
    )


@pytest.fixture
def made_up(stored: Release) -> Match:
    """What the rich result says now."""
    taxonomy = Taxonomy.from_json(stored.edition_json)
    row = stored.results["result-rich"]
    match = judged_by_nobody(load(row["match_json"]), taxonomy)
    SharedResult.objects.filter(token=row["token"]).update(match_json=dump(match))
    return match


@every_release
def test_the_data_of_a_stored_result_are_as_stored(client, stored, made_up) -> None:
    data = client.get(f"/r/{stored.results['result-rich']['token']}.json").json()
    assert data["fit"] == {
        "score": 9.1,
        "verdict": made_up.fit.verdict,
        "stops": list(made_up.fit.stops),
    }
    assert data["warnings"] == list(made_up.warnings)
    for axis, ranking in made_up.rankings.items():
        shown = data["axes"][axis]
        assert (shown["top"], shown["margin"]) == (ranking.top, 0.01)
        assert (shown["confidence"], shown["settled"]) == ("provisional", ranking.settled)
        assert f"Said of {axis}." in {
            cell["sentence"] for cell in data["explain"][axis]["contributions"]
        }


@every_release
def test_the_page_of_a_stored_result_shows_what_is_stored(client, stored, made_up) -> None:
    page = Page(client.get(f"/r/{stored.results['result-rich']['token']}/"))
    taxonomy = Taxonomy.from_json(stored.edition_json)
    verdict = taxonomy.index.verdict_by_slug[made_up.fit.verdict].name
    assert decided(page) == {axis: ranking.top for axis, ranking in made_up.rankings.items()}
    assert warned(page) == list(made_up.warnings)
    assert all("Provisional" in strip for strip in strips(page))
    assert page.texts("p", class_="pill") == [verdict]
    assert page.texts("p", class_="dial") == ["9.1 of 10"]
    for axis in made_up.rankings:
        assert f"Said of {axis}." in part(page, "why")


@every_release
@pytest.mark.parametrize("address", ["/r/{}.md", "/r/{}/brief.md"])
def test_the_files_of_a_stored_result_say_what_is_stored(client, stored, made_up, address) -> None:
    token = stored.results["result-rich"]["token"]
    text = client.get(address.format(token)).content.decode()
    taxonomy = Taxonomy.from_json(stored.edition_json)
    assert taxonomy.index.verdict_by_slug[made_up.fit.verdict].name in text
    assert taxonomy.index.warning_by_slug[made_up.warnings[0]].title in text
    for axis, ranking in made_up.rankings.items():
        assert f"{taxonomy.index.outcome_by_slug[axis, ranking.top].name}** (provisional)" in text
