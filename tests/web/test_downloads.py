"""A stored result to take away: for programs, as a memo, and as the draft of a sourcing brief."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from markdown_it import MarkdownIt

from matcher.core import (
    Answers,
    Kpi,
    NextStep,
    Outcome,
    PricingModel,
    Profile,
    Question,
    Regime,
    ServiceLine,
    Source,
    Standard,
    Stop,
    Taxonomy,
)
from matcher.core.formats.jsonl import SharedRecord, run_lines
from matcher.core.taxonomy.values import (
    AnnexClause,
    Band,
    Code,
    CodeScheme,
    Exposure,
    ExposureLevel,
    ExposureScale,
    Fact,
    PricingRule,
    ScopedText,
    TypicalAnswer,
)
from matcher.editions import edition
from matcher.models import SharedResult
from matcher.sharing import delete_result, save_result
from tests import builders
from tests.web.editions import publish, small
from tests.web.reading import Page
from tests.web.results import case

pytestmark = pytest.mark.django_db

GREEN = Answers((("colour", "green"), ("size", "large")))
OFFICE = "application/vnd.openxmlformats-officedocument"
DOCUMENTS = ("/brief.docx", "/memo.pdf", "/workbook.xlsx")
TEXTS = (".json", ".md", "/brief.md")
FILES = (*TEXTS, *DOCUMENTS)


def store(answers: Answers = GREEN, taxonomy: Taxonomy | None = None, **more: object):
    return save_result(release=publish(taxonomy or small()), answers=answers, **more)


def file(client, token: str, name: str) -> str:
    response = client.get(f"/r/{token}{name}")
    assert response.status_code == 200
    return response.content.decode()


def part(text: str, title: str) -> str:
    """What is under the heading of that title."""
    after = text.partition(f"\n## {title}\n\n")[2]
    return after.partition("\n\n## ")[0].partition(f"\n\n{GUIDANCE}")[0]


def orchard(**changes: object) -> Taxonomy:
    """`small` with all that follows from a match: the apple is a family; the answers to its
    questions drive a fit check, a price, a set of rules and a warning."""
    apple = Outcome(
        axis="kind",
        slug="apple",
        name="Apple",
        summary="A fruit.",
        facts=(Fact(name="Grows", text="On trees."),),
        profile=Profile(
            **NO_PROFILE
            | {
                "definition": "Fruit of [a tree, B](https://example.org/tree).",
                "staffing": "Pickers.",
                "quality": "Tasting.",
                "training": "A season.",
                "automation": "Low.",
                "pricing": "Per basket.",
            },
        ),
        criteria=(ScopedText(text="Has ladders"),),
        risks=(ScopedText(text="Worms → nets."),),
        hand_backs=(
            ScopedText(text="Frost is near."),
            ScopedText(text="Juice boils over.", scope="line = far"),
        ),
        service_lines=(
            ServiceLine(slug="far", name="Juice", tasks=("Press",)),
            ServiceLine(
                slug="near",
                name="Picking",
                note="By hand.",
                tasks=("Climb", "Pick"),
                typical=(
                    TypicalAnswer(question="size", option="large"),
                    TypicalAnswer(question="taste", option="sour"),
                ),
            ),
        ),
        kpis=(
            Kpi(
                slug="a",
                name="Baskets",
                formula="Baskets ÷ hours",
                unit="per hour",
                better="Higher",
                range="3–5",
                range_note="In autumn.",
                sources=(
                    Source(title="A *study*", url="https://example.org/s", grade="B", note="2024"),
                    Source(title="A farmer"),
                ),
            ),
            Kpi(slug="b", name="Bruises", formula="Counted", unit="%", better="Lower"),
            Kpi(
                slug="c",
                name="Wasps",
                formula="Seen",
                unit="a day",
                better="Lower",
                range_note="No reliable range: it depends.",
            ),
        ),
    )
    plain = small()
    return builders.changed(
        plain,
        **{
            "outcomes": (apple, *plain.outcomes[1:]),
            "questions": (
                plain.questions[0],
                supposing(plain.questions[1], small="it were small"),
                plain.questions[2].model_copy(update={"part": "terms", "help": "Bite."}),
            ),
            "warnings": (
                builders.warning("ripe", "size = large"),
                builders.warning("stop", "colour = green"),
            ),
            "drivers": (builders.driver("wood", "taste", 100, sour=9, sweet=3, required=True),),
            "verdicts": builders.verdicts("pick", "wait"),
            "bands": (Band(minimum=0, verdict="wait"), Band(minimum=50, verdict="pick")),
            "stops": (Stop(slug="s", condition="size = small", verdict="wait", warning="stop"),),
            "pricing_models": (
                PricingModel(
                    slug="basket",
                    name="Per basket",
                    fits="Always.",
                    avoid="Never.",
                    behaviour="Speed.",
                    safeguards="Weigh.",
                ),
            ),
            "pricing_rules": (
                PricingRule(
                    slug="p", condition="size = large", model="basket", sentence="It is large."
                ),
                PricingRule(
                    slug="q", condition="kind = apple", model="basket", sentence="It fills."
                ),
                PricingRule(slug="r", condition="size = small", model="basket", sentence="Unsaid."),
            ),
            "regimes": (
                Regime(
                    slug="g",
                    name="Grading",
                    triggered_by="Selling.",
                    changes="Sort them.",
                    condition="colour = green",
                    sources=(Source(title="Law", url="https://example.org/l", grade="A"),),
                ),
            ),
            "next_steps": (
                NextStep(text="Look."),
                NextStep(text="Take a basket.", verdict="pick"),
                NextStep(text="Come back in autumn.", verdict="wait"),
                NextStep(text="Ask a gardener.", axis="kind"),
            ),
        }
        | changes,
    )


NO_PROFILE = dict.fromkeys(
    (name for name, field in Profile.model_fields.items() if field.is_required()), ""
)


def supposing(question: Question, **clauses: str) -> Question:
    """The question with clauses for “if”, by option."""
    options = tuple(
        option.model_copy(update={"supposing": clauses.get(option.slug, ""), "hint": "Look."})
        for option in question.options
    )
    return question.model_copy(update={"options": options})


@pytest.fixture
def created():
    """A stored result of edition 1."""
    return store(title="Apples & pears")


# ── What all files have in common ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "content_type", "filename"),
    [
        (".json", "application/json", "result.json"),
        (".md", "text/markdown; charset=utf-8", "memo.md"),
        ("/brief.md", "text/markdown; charset=utf-8", "brief.md"),
        ("/brief.docx", f"{OFFICE}.wordprocessingml.document", "brief.docx"),
        ("/memo.pdf", "application/pdf", "memo.pdf"),
        ("/workbook.xlsx", f"{OFFICE}.spreadsheetml.sheet", "workbook.xlsx"),
    ],
)
def test_a_file_has_a_name_that_says_what_it_is_and_json_is_shown(
    client, created, name, content_type, filename
):
    SharedResult.objects.update(created_at=datetime(2026, 11, 22, 23, 59, tzinfo=UTC))
    response = client.get(f"/r/{created.token}{name}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == content_type
    disposition = f'attachment; filename="Apples & pears 2026-11-22 {filename}"'
    shown = disposition.replace("attachment", "inline") if name == ".json" else disposition
    assert response.headers["Content-Disposition"] == shown
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert not response.cookies
    saved = client.get(f"/r/{created.token}{name}?download")
    assert saved.headers["Content-Disposition"] == disposition
    assert saved.content == response.content


@pytest.mark.parametrize("name", FILES)
def test_a_browser_that_has_the_file_is_told_so_until_the_release_changes(
    client, created, name, settings
):
    url = f"/r/{created.token}{name}"
    seen = client.get(url).headers["ETag"]
    publish(small(warnings=()), number=2)
    again = client.get(url, headers={"If-None-Match": seen})
    assert (again.status_code, again.content) == (304, b"")
    settings.RELEASE = "next"
    assert client.get(url, headers={"If-None-Match": seen}).status_code == 200


@pytest.mark.parametrize("name", FILES)
def test_a_file_takes_one_query_and_one_more_for_an_edition_that_is_not_read_yet(
    client, created, name, django_assert_num_queries
):
    with django_assert_num_queries(1):
        client.get(f"/r/{created.token}{name}")
    edition.cache_clear()
    with django_assert_num_queries(2):
        client.get(f"/r/{created.token}{name}")


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_the_same_after_the_next_edition(client, created, name):
    before = client.get(f"/r/{created.token}{name}").content
    publish(small(questions=(), evidence=(), outcomes=()), number=2)
    assert client.get(f"/r/{created.token}{name}").content == before


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("token", ["nothing", "a.b", "x" * 500, "ä", "%00", "'--"])
def test_an_unknown_link_is_said_in_the_words_of_its_page(client, created, name, token):
    response = client.get(f"/r/{token}{name}")
    assert response.status_code == 404
    assert sentences_on_page(client, f"/r/{token}/") == error(response)


@pytest.mark.parametrize("name", FILES)
def test_a_deleted_or_expired_link_is_gone_also_for_a_browser_that_has_the_file(
    client, created, name
):
    url = f"/r/{created.token}{name}"
    etag = client.get(url).headers["ETag"]
    SharedResult.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    expired = client.get(url, headers={"If-None-Match": etag})
    delete_result(created.token, created.deletion_key)
    deleted = client.get(url, headers={"If-None-Match": etag})
    assert (expired.status_code, deleted.status_code) == (410, 410)
    assert error(expired) == error(deleted) == sentences_on_page(client, f"/r/{created.token}/")
    assert "ETag" not in deleted.headers
    assert deleted.headers["X-Robots-Tag"] == "noindex, nofollow"


def error(response) -> str:
    """What is wrong, in the kind of text that was asked for."""
    if response.headers["Content-Type"] == "application/json":
        (text,) = response.json().values()
        return text
    if response.headers["Content-Type"] == "text/html; charset=utf-8":
        return sentences(Page(response))
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    return response.content.decode().strip()


def sentences_on_page(client, url: str) -> str:
    return sentences(Page(client.get(url)))


def sentences(page: Page) -> str:
    texts = [text for text in page.all("p") if page.one("main") in text.inside]
    said = [text.text for text in texts if text.attributes.get("class") != "row"]
    return " ".join([f"{page.one('h1').text}.", *said])


@pytest.mark.parametrize("name", FILES)
def test_a_file_can_only_be_read(client, created, name):
    response = client.post(f"/r/{created.token}{name}")
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert client.head(f"/r/{created.token}{name}").status_code == 200


def test_the_urls_of_the_files_do_not_hide_the_result(client, created):
    assert client.get(f"/r/{created.token}/").status_code == 200
    assert client.get(f"/r/{created.token}/created/").status_code == 302
    for path in (".json/", ".md/", ".txt", "/brief.md/", "/brief.json", "/memo.docx"):
        assert client.get(f"/r/{created.token}{path}", follow=True).status_code == 404


# ── For programs ─────────────────────────────────────────────────────────────────────────


def test_the_json_is_the_explained_line_with_title_day_and_answers(client):
    created = store(Answers(GREEN.picks, "fruit"), title='A "b" <c>')
    moment = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
    SharedResult.objects.update(created_at=moment)
    read = json.loads(file(client, created.token, ".json"))
    assert read.pop("title") == 'A "b" <c>'
    assert read.pop("created") == "2026-11-22T12:30:00Z"
    assert read.pop("context") == {}
    assert read["answers"] == {"colour": "green", "size": "large", "label": "fruit"}
    asked = json.dumps({"id": created.token, "answers": read.pop("answers")}).encode()
    (line,) = run_lines(small(), 1, [asked], explain=True)
    assert read == line.model_dump(mode="json", by_alias=True)


def test_the_json_of_a_case_is_what_the_command_would_write_for_its_answers(
    client, draft, published
):
    answers = case("A13") | {"work_kind": "not-sure"}
    del answers["served"]
    several = ("volume", "data_location", "language_time")
    ticks = {slug: answers[slug].split(", ") for slug in several}
    picks = builders.answers(published.taxonomy, **answers)
    token = save_result(release=published, answers=picks).token
    read = json.loads(file(client, token, ".json"))
    asked = json.dumps({"id": token, "answers": read["answers"]}).encode()
    (line,) = run_lines(published.taxonomy, 1, [asked], explain=True)
    assert read == line.model_dump(mode="json", by_alias=True) | {
        "title": "",
        "created": read["created"],
        "answers": answers | ticks,
        "context": {},
    }
    assert read["unanswered"] == ["served", "software_tried"]


def test_the_schema_in_the_documentation_is_that_of_the_json(capsys, settings):
    call_command("result_schema")
    written = capsys.readouterr().out
    assert (settings.BASE_DIR / "docs" / "result.schema.json").read_text("utf-8") == written
    schema = json.loads(written)
    assert list(schema["properties"]) == list(SharedRecord.model_fields)
    assert {*schema["properties"]} - {*schema["required"]} == {
        "assessment",
        "places",
        "unconfirmed",
    }
    assert list(schema["$defs"]["TippingChangeRecord"]["properties"]) == [
        "question",
        "from",
        "to",
        "outcome",
    ]


# ── The memo ─────────────────────────────────────────────────────────────────────────────


MADE = datetime(2026, 11, 23, 12, tzinfo=UTC)

ORIGIN = "Match with edition 1 of 22 November 2026, made on 23 November 2026. Link: "

GUIDANCE = (
    "*Guidance for your own decision, not legal advice. Check duties, contracts and figures with "
    "the people who answer for them.*\n"
)


def test_a_memo_from_top_to_bottom(client):
    token = store(taxonomy=orchard(), title="Apples & pears").token
    SharedResult.objects.update(created_at=MADE)
    assert (
        file(client, token, ".md")
        == f"""\
# Apples & pears

{ORIGIN}<http://testserver/r/{token}/>

## Decisions

- **Kind of thing**
  - Outcome: **Apple** (close call)
  - Because: Only 2 points ahead of Pear: keep both in view.

## Is it ready to be outsourced?

**No verdict yet.** It needs an answer to “taste?”.

## What to watch out for

- **Ripe**: ripe!
- **Stop**: stop!

## Why

### Kind of thing: Apple

- +3: colour=green and apple. (colour? Green)
- +1: size=large and apple. (size? Large)

## The runner-up, and what would tip it

- **Kind of thing**: Pear comes next, 2 points behind.
  - If the answer to “colour?” were “Blue”, this would be Plum.

## The answers

- **colour?** Green
- **size?** Large

## What is still unknown

- **taste?** It cannot change what comes first by itself.

## What to measure

- **Baskets**
  - Formula: Baskets ÷ hours
  - Unit: per hour; better: higher
- **Bruises**
  - Formula: Counted
  - Unit: %; better: lower
- **Wasps**
  - Formula: Seen
  - Unit: a day; better: lower

## Next steps

### In any case

1. Look.

### To check

- **Kind of thing**: Ask a gardener.

{GUIDANCE}"""
    )


def test_a_brief_from_top_to_bottom(client):
    token = store(taxonomy=orchard(), title="Apples & pears").token
    SharedResult.objects.update(created_at=MADE)
    assert (
        file(client, token, "/brief.md")
        == f"""\
# Sourcing brief: Apples & pears

{ORIGIN}<http://testserver/r/{token}/>

A draft to work on. It says what the answers say; whatever they leave open is marked [to be filled \
in: …]. “You” is the organisation that buys.

## Decisions

- **Kind of thing**
  - Outcome: **Apple** (close call)
  - Because: Only 2 points ahead of Pear: keep both in view.

## Why

### Kind of thing: Apple

- +3: colour=green and apple. (colour? Green)
- +1: size=large and apple. (size? Large)

## Is it ready to be outsourced?

**No verdict yet.** It needs an answer to “taste?”.

## Scope

The kind of thing is **Apple** (close call). Fruit of [a tree, B](https://example.org/tree).

- [to be filled in: who you are, and whom providers may ask]
- [to be filled in: where the scope begins and ends, and what stays inside]
- [to be filled in: who does the work today, and from when on it should be done elsewhere]

## Service lines

The nearest to the answers first.

- **Picking** (1 of 2 typical answers) By hand.
  - Climb
  - Pick
- **Juice**
  - Press

[to be filled in: which of these are in scope, and how much of each]

## What the work is

- **colour?** Green.
- **size?** Large. Look.

Providers also need figures and names:

- [to be filled in: items a month over the last three months, and the busiest day]
- [to be filled in: minutes an item takes, from the first touch to the last]
- [to be filled in: share of items with an error or a second round]
- [to be filled in: systems by name, classes of data, and who may see them]

## How and where

- **taste?** [to be filled in: one of: Sweet; Sour]

## What to measure

- **Baskets**
  - Formula: Baskets ÷ hours
  - Unit: per hour; better: higher
  - Typical range: 3–5. In autumn. Source: [A \\*study\\*](https://example.org/s) (grade B) – \
2024; A farmer.
  - Today: [to be filled in: your figure today]
- **Bruises**
  - Formula: Counted
  - Unit: %; better: lower
  - Typical range: No reliable range: measure a baseline first.
  - Today: [to be filled in: a baseline, measured first]
- **Wasps**
  - Formula: Seen
  - Unit: a day; better: lower
  - Typical range: No reliable range: it depends.
  - Today: [to be filled in: a baseline, measured first]

## How it is run

- **Staffing model**: Pickers.
- **Quality model**: Tasting.
- **Training model**: A season.
- **Automation potential**: Low.

## Pricing

- **Per basket**: It is large. It fills.
  - Avoid when: Never.
  - Behaviour it creates: Speed.
  - Safeguards: Weigh.

For this kind of work: Per basket.

## Criteria for a shortlist of providers

- Has ladders

## Risks and controls

- Worms → nets.

## When to hand an item back

Nobody at the provider settles it alone when one of these holds:

- Frost is near.

May apply, depending on who you are: Juice boils over (Juice).

[to be filled in: to whom of yours, how, and within what time]

## What to watch out for

- **Ripe**: ripe!
- **Stop**: stop!

## Rules that may apply

- **Grading**
  - Touched by: Selling.
  - Sort them.
  - Source: [Law](https://example.org/l) (grade A).

[to be filled in: rules of your country, your sector and your contracts]

## Open questions

- **taste?** (not answered)
  - Bite.
  - It cannot change what comes first by itself.
  - The fit check gives no verdict before it is answered.
- **Kind of thing**: a close call. Only 2 points ahead of Pear: keep both in view.
- Every place of this brief that is marked as to be filled in.

## Next steps

### In any case

1. Look.

### To check

- **Kind of thing**: Ask a gardener.

{GUIDANCE}"""
    )


# ── What a memo says in each case ────────────────────────────────────────────────────────


def memo(client, answers: dict[str, str], taxonomy: Taxonomy | None = None) -> str:
    made = taxonomy or orchard()
    return file(client, store(builders.answers(made, **answers), made).token, ".md")


def test_a_score_is_shown_against_its_bands_and_a_stop_says_what_it_does(client):
    text = memo(client, {"colour": "green", "size": "small", "taste": "sour"})
    assert (
        part(text, "Is it ready to be outsourced?")
        == """\
**Wait.** The score alone would say: Pick.

- **Stop** sets the verdict, whatever the score

The score is 9.0 of 10 (0.0 to 4.9: Wait; 5.0 to 10.0: Pick)."""
    )
    assert part(text, "What to watch out for") == "- **Stop** (hard stop): stop!"
    assert part(text, "Next steps").split("### ")[2] == "Wait\n\n1. Come back in autumn.\n\n"
    assert part(text, "What is still unknown") == "Nothing: every question has an answer."


def test_a_single_change_is_said_in_the_words_of_its_option(client):
    text = memo(client, {"colour": "blue", "size": "large"}, tipped_by_size())
    assert (
        part(text, "The runner-up, and what would tip it")
        == """\
- **Kind of thing**: Quince comes next, 2 points behind.
  - If it were small, this would be Quince."""
    )


def tipped_by_size() -> Taxonomy:
    """Blue is a plum, unless it is small."""
    taxonomy = orchard()
    evidence = builders.evidence(
        "kind",
        {
            "colour=green": {"plum": 3},
            "colour=blue": {"plum": 3, "apple": "x", "pear": "x"},
            "size=large": {"quince": 1},
            "size=small": {"quince": 4},
        },
    )
    return builders.changed(taxonomy, evidence=evidence)


def test_equal_points_are_said(client):
    tied = builders.evidence("kind", {"colour=green": {"pear": 2, "plum": 2, "quince": 1}})
    taxonomy = builders.changed(small(), evidence=tied)
    token = store(builders.answers(taxonomy, colour="green"), taxonomy).token
    text = file(client, token, ".md")
    assert (
        part(text, "The runner-up, and what would tip it")
        == """\
- **Kind of thing**: Equal points: Plum. No single answer, changed alone, would put another \
one first."""
    )


def test_without_any_answer_nothing_is_decided_and_there_is_no_why(client):
    text = memo(client, {}, small())
    assert part(text, "Decisions") == (
        "- **Kind of thing**\n  - Outcome: **Not decided yet** (open)\n"
        "  - Because: None of your answers says anything about this decision yet."
    )
    assert re.findall("^## (.*)", text, re.MULTILINE) == ["Decisions", "What is still unknown"]


def test_what_is_ruled_out_is_listed_apart(client):
    text = memo(client, {"colour": "blue"}, small())
    assert (
        part(text, "Ruled out")
        == """\
- **Apple**: colour=blue and apple. Your answer to “colour?” is “Blue”.
- **Pear**: colour=blue and pear. Your answer to “colour?” is “Blue”."""
    )


def test_an_unanswered_question_says_what_it_could_put_first(client):
    text = memo(client, {"size": "large", "taste": "not-sure"}, small())
    assert (
        part(text, "What is still unknown")
        == """\
- **colour?** An answer could put first: Plum (Kind of thing).
- **taste?** An answer could put first: Quince (Kind of thing)."""
    )


def test_only_the_most_plausible_changes_are_named_and_the_others_counted(client, draft, published):
    answers = builders.answers(published.taxonomy, **case("A13"))
    token = save_result(release=published, answers=answers).token
    tipping = part(file(client, token, ".md"), "The runner-up, and what would tip it")
    geography = tipping.split("- **Geography**: ")[1].split("\n- **Route**: ")[0]
    assert geography.startswith("Onshore comes next, 1 point behind.\n  - If ")
    assert geography.count("\n  - If ") == 2
    assert geography.endswith("\n  - 3 other single changes would do so too.")


# ── What a brief says in each case ───────────────────────────────────────────────────────


def test_a_brief_without_any_answer_is_nothing_but_blanks(client):
    text = file(client, store(Answers(), orchard()).token, "/brief.md")
    undecided = (
        "[to be filled in: depends on the kind of work, which the answers do not decide yet]"
    )
    assert text.startswith("# Sourcing brief: work to be described\n")
    assert part(text, "Scope").startswith("The kind of thing is [to be filled in: ?].\n")
    for title in (
        "Service lines",
        "What to measure",
        "How it is run",
        "Criteria for a shortlist of providers",
        "Risks and controls",
        "When to hand an item back",
    ):
        assert part(text, title) == undecided
    assert part(text, "Pricing") == "[to be filled in: a pricing model: the answers point to none]"
    assert part(text, "What the work is").startswith(
        "- **colour?** [to be filled in: one of: Green; Blue]\n"
        "- **size?** [to be filled in: one of: Small; Large]\n\n"
    )
    assert part(text, "Open questions").count("(not answered)") == 3


def test_the_brief_tells_which_certificates_to_ask_for_with_their_sources(client):
    seal = Standard(
        slug="seal",
        name="Seal",
        covers="Peel.",
        attested_by="A grower.",
        ask="Its date.",
        condition="kind = apple",
        sources=(Source(title="Seals", url="https://example.org/seals", grade="B"),),
    )
    others = seal.model_copy(update={"slug": "pears", "name": "Pears", "condition": "kind = pear"})
    taxonomy = orchard(standards=(seal, others))
    release = publish(taxonomy)

    def made(answers: Answers, name: str) -> str:
        return file(client, save_result(release=release, answers=answers).token, name)

    assert part(made(GREEN, "/brief.md"), "Certificates to ask for") == (
        "- **Seal**\n  - Its date.\n  - Covers: Peel.\n  - Attested by: A grower.\n"
        "  - Source: [Seals](https://example.org/seals) (grade B)."
    )
    assert "Seal" not in made(GREEN, ".md")
    waiting = builders.answers(taxonomy, colour="green", size="small", taste="sour")
    assert "Certificates" not in made(waiting, "/brief.md")
    undecided = part(made(Answers(), "/brief.md"), "Certificates to ask for")
    assert "depends on the kind of work" in undecided


def test_the_brief_has_an_annex_on_software_with_the_law_and_what_is_to_be_filled_in(client):
    law = Regime(
        slug="law",
        name="Peel Act",
        triggered_by="x",
        changes="x",
        condition="colour = blue",
        jurisdiction="Orchards",
        in_force="2026-08",
        sources=(Source(title="Acts", url="https://example.org/acts", grade="A"),),
    )
    clauses = (
        AnnexClause(slug="say", title="Say so", text="Tell them.", to_fill_in="how", regime="law"),
        AnnexClause(slug="end", title="Leaving", text="Take it along.", condition="kind = apple"),
        AnnexClause(slug="never", title="Never", text="x", condition="size = small"),
    )
    release = publish(orchard(annex=clauses, regimes=(law,)))
    token = save_result(release=release, answers=GREEN).token
    assert part(file(client, token, "/brief.md"), "Annex: software and AI") == (
        "What to agree before software does a part of the work, point by point.\n\n"
        "- **Say so**: Tell them.\n"
        "  - Orchards, in force since August 2026. Not checked.\n"
        "  - Source: [Acts](https://example.org/acts) (grade A).\n"
        "  - [to be filled in: how]\n"
        "- **Leaving**: Take it along."
    )
    assert "Annex" not in file(client, token, ".md")


def test_without_a_clause_the_brief_has_no_annex(client):
    assert "Annex" not in file(client, store(GREEN, orchard()).token, "/brief.md")


def test_the_brief_says_how_exposed_the_work_is_and_what_that_means(client):
    taxonomy = exposed(orchard())
    token = store(GREEN, taxonomy).token
    running = part(file(client, token, "/brief.md"), "How it is run")
    assert running.partition("### Exposure to generative AI\n\n")[2] == (
        "Let software pick first.\n\n"
        "How far software could do it; not a forecast.\n\n"
        "- **Pickers**\n  - ISCO-08: 9211\n  - Score: 0.40\n  - Level: **High**: Most tasks.\n\n"
        "Office of Labour, CC BY 4.0. Checked on 30 November 2026. "
        "Source: [Scores](https://example.org/scores) (grade A)."
    )
    content = json.loads(file(client, token, ".json"))["content"]
    assert content["exposure"] == [
        {
            "scale": "scale",
            "meaning": "How far software could do it; not a forecast.",
            "citation": "Office of Labour, CC BY 4.0.",
            "occupations": [{"code": "9211", "title": "Pickers", "score": 0.4, "level": "high"}],
        }
    ]


def exposed(taxonomy: Taxonomy) -> Taxonomy:
    """The taxonomy with a score of the apple on a scale."""
    source = Source(
        title="Scores", url="https://example.org/scores", grade="A", checked_on="2026-11-30"
    )
    scale = ExposureScale(
        slug="scale",
        name="Scale",
        meaning="How far software could do it; not a forecast.",
        citation="Office of Labour, CC BY 4.0.",
        levels=(ExposureLevel(slug="high", name="High", means="Most tasks."),),
        sources=(source,),
    )
    score = Exposure(
        scale="scale",
        code="9211",
        title="Pickers",
        score=40,
        level="high",
        checked_on="2026-11-30",
    )
    apple, *others = taxonomy.outcomes
    profile = apple.profile.model_copy(update={"exposure_note": "Let software pick first."})
    apple = apple.model_copy(update={"exposures": (score,), "profile": profile})
    return builders.changed(taxonomy, outcomes=(apple, *others), exposure_scales=(scale,))


def test_the_brief_has_the_codes_of_the_family_and_of_the_nearest_lines(client):
    token = store(GREEN, coded(orchard())).token
    assert part(file(client, token, "/brief.md"), "For tenders and process maps") == (
        "### Fruit code\n\n"
        "What is grown.\n\n"
        "- **01** Fruit\n"
        "- **02** Juices (Picking, Juice)\n\n"
        "Free to use. Source: [Codes](https://example.org/codes) (grade A)."
    )
    assert json.loads(file(client, token, ".json"))["content"]["codes"] == [
        {"scheme": "fruit", "code": "01", "title": "Fruit", "line": None},
        {"scheme": "fruit", "code": "02", "title": "Juices", "line": "far"},
        {"scheme": "fruit", "code": "02", "title": "Juices", "line": "near"},
    ]


def test_the_brief_of_an_edition_without_codes_says_nothing_of_them(client):
    assert "tenders" not in file(client, store(GREEN, orchard()).token, "/brief.md")


def coded(taxonomy: Taxonomy) -> Taxonomy:
    """The taxonomy with a code of the apple, and one of both its lines."""
    fruit, juices = (
        Code(scheme="fruit", code=code, title=title)
        for code, title in (("01", "Fruit"), ("02", "Juices"))
    )
    scheme = CodeScheme(
        slug="fruit",
        name="Fruit code",
        about="What is grown.",
        notice="Free to use.",
        forms=("NN",),
        sources=(Source(title="Codes", url="https://example.org/codes", grade="A"),),
    )
    apple, *others = taxonomy.outcomes
    lines = tuple(line.model_copy(update={"codes": (juices,)}) for line in apple.service_lines)
    apple = apple.model_copy(update={"codes": (fruit,), "service_lines": lines})
    return builders.changed(taxonomy, outcomes=(apple, *others), code_schemes=(scheme,))


def test_where_the_verdict_argues_for_waiting_preparation_takes_the_place_of_criteria(client):
    answers = builders.answers(orchard(), colour="green", size="small", taste="sour")
    text = file(client, store(answers, orchard()).token, "/brief.md")
    assert part(text, "Before you look for providers") == "- Come back in autumn."
    assert "Criteria for a shortlist" not in text


def test_not_sure_is_an_open_question(client):
    answers = builders.answers(orchard(), colour="green", size="not-sure", taste="sour")
    text = file(client, store(answers, orchard()).token, "/brief.md")
    assert "- **size?** [to be filled in: one of: Small; Large]" in part(text, "What the work is")
    assert part(text, "Open questions").startswith("- **size?** (answered “not sure”)\n")


def test_the_brief_of_a_case_tells_providers_what_they_have_to_know(client, draft, published):
    answers = case("A13")
    picks = {slug: pick for slug, pick in answers.items() if slug != "volume"}
    buyer = (("country", "us"), ("sector", "insurance"))
    given = replace(builders.answers(published.taxonomy, **picks), context=buyer)
    made = save_result(release=published, answers=given)
    text = file(client, made.token, "/brief.md")
    lines = part(text, "Service lines").splitlines()
    assert lines[2] == "- **Insurance claims support** (3 of 4 typical answers)"
    work, terms = part(text, "What the work is"), part(text, "How and where")
    assert "- **Who gets the result?** Customers or the public. Whoever already buys" in work
    assert "- **What do people do for most of the hours?** Decide cases one by one." in work
    assert "and when does it come?** [to be filled in: some of: Less than one full-time" in work
    assert "- **Who should run the day?** They do the routine, we keep the decisions." in terms
    assert "demand?** Fluent speech. Spoken live" in terms
    assert "Together with our own team during the day. Questions go" in terms
    assert [line for line in terms.splitlines() if line.startswith("### ")] == [
        "### Delivery model: Hybrid",
        "### Geography: Nearshore",
        "### Route: A provider’s people",
    ]
    assert "- **Who directs people**: Split." in terms
    assert "(grade " in part(text, "What to measure")
    assert "- **Insurance adjuster and claims-handling licences (US states)**" in part(
        text, "Rules that may apply"
    )
    assert "Left out: 15 only for" not in text
    assert "patient" not in part(text, "Risks and controls").lower()
    assert part(text, "Open questions").splitlines()[0] == (
        "- **How much work is there, and when does it come?** (not answered)"
    )


# ── Hostile texts ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [".md", "/brief.md"])
def test_a_hostile_title_or_text_stays_text(client, name):
    evil = "# x [a](javascript:alert(1)) <script>alert(2)</script> ![i](https://e.example/i) *b*"
    taxonomy = small()
    hostile = builders.changed(
        taxonomy,
        outcomes=tuple(outcome.model_copy(update={"name": evil}) for outcome in taxonomy.outcomes),
        questions=tuple(
            question.model_copy(update={"prompt": evil, "help": evil})
            for question in taxonomy.questions
        ),
        warnings=(builders.warning("w", "colour = green").model_copy(update={"title": evil}),),
    )
    token = store(GREEN, hostile, title=evil).token
    html = MarkdownIt("commonmark").render(file(client, token, name))
    assert "# x [a](javascript:alert(1)) &lt;script&gt;alert(2)&lt;/script&gt; ![i]" in html
    tags = {tag.split()[0].strip("/") for tag in re.findall(r"<([^>]*)>", html)}
    assert tags <= {"h1", "h2", "h3", "h4", "p", "ul", "li", "strong", "em", "a"}
    of_editors = {"https://e.example/i"}  # help of a question may have links
    assert set(re.findall('href="([^"]*)"', html)) - of_editors == {f"http://testserver/r/{token}/"}
