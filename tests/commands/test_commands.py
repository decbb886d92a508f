"""The commands for machines: publish, check_taxonomy, match, suggest."""

import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from matcher.core import Answers
from matcher.editions import Release, current
from matcher.models import Case, CaseExpectation, Edition, Evidence, Outcome, Warning
from matcher.sharing import save_result


def run(*arguments: str) -> str:
    """What the command prints."""
    output = io.StringIO()
    call_command(*arguments, stdout=output)
    return output.getvalue()


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> object:
    """Put bytes on the standard input."""

    def feed(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return feed


# ── publish ──────────────────────────────────────────────────────────────────────────────


def test_publish_says_what_it_published(draft: None) -> None:
    assert run("publish", "--note", "First edition").startswith("Published edition 1 (")
    assert current().note == "First edition"


def test_publish_says_that_nothing_has_changed(draft: None) -> None:
    run("publish", "--note", "First edition")
    assert run("publish", "--note", "Again") == "Nothing has changed since edition 1.\n"


def test_publish_only_if_there_is_no_edition_yet(draft: None) -> None:
    run("publish", "--if-none", "--note", "First edition")
    Warning.objects.filter(slug="brand-voice").update(title="An editor's unpublished work")
    assert run("publish", "--if-none", "--note", "Again") == (
        "Edition 1 is published already; the draft is left alone.\n"
    )
    assert Edition.objects.count() == 1


def test_publish_refuses_an_unsound_draft_in_words(draft: None) -> None:
    Warning.objects.filter(slug="brand-voice").update(condition="family =")
    with pytest.raises(CommandError, match="warning brand-voice: The condition cannot be read"):
        run("publish", "--note", "Broken")


@pytest.fixture
def failing_case(draft: None) -> str:
    """The slug of a case that asks for a warning which does not show."""
    Case.objects.get(slug="A06").warnings.add(Warning.objects.get(slug="two-families"))
    return "A06"


def test_publish_refuses_failing_cases_until_somebody_says_why(failing_case: str) -> None:
    with pytest.raises(CommandError, match="say why that is accepted"):
        run("publish", "--note", "First edition")
    run("publish", "--note", "First edition", "--accept-failing", "It is on a border.")
    row = Edition.objects.get()
    assert (row.failing_cases, row.accepted_because) == ("A06", "It is on a border.")


def test_publish_says_which_text_is_too_long(failing_case: str) -> None:
    with pytest.raises(CommandError, match="Reason: Ensure this value has at most 300 characters"):
        run("publish", "--note", "First edition", "--accept-failing", "x" * 301)


def test_publish_says_which_text_has_control_characters(failing_case: str) -> None:
    with pytest.raises(CommandError) as caught:
        run("publish", "--note", "a\x01b", "--accept-failing", "a\u202eb")
    sentence = "Invisible control characters are not allowed: {}. Type the text without them."
    assert str(caught.value) == (
        f"Not published. Note: {sentence.format('U+0001')} Reason: {sentence.format('U+202E')}"
    )
    assert not Edition.objects.exists()


# ── run_cases ────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("draft")
def test_run_cases_writes_a_line_a_case_and_counts_them(published: Release) -> None:
    *lines, last = run("run_cases").splitlines()
    assert last == "68 passed, 0 failed, 11 explained"
    assert json.loads(lines[0]) == {
        "id": "A01",
        "passed": True,
        "family": {"expected": "customer-operations", "also": [], "got": "customer-operations"},
        "delivery": {"expected": "managed-service", "also": [], "got": "managed-service"},
        "geography": {"expected": "onshore", "also": [], "got": "onshore"},
        "route": {
            "expected": "provider-with-ai",
            "also": ["provider-people"],
            "got": "provider-with-ai",
        },
        "fit": {"expected": "ready", "also": [], "got": "ready"},
        "missing_warnings": [],
        "unknown_answers": [],
    }


def test_run_cases_tries_the_edition_or_the_draft(
    published: Release, draft: None, capsys: pytest.CaptureFixture[str]
) -> None:
    Warning.objects.filter(slug="brand-voice").update(condition="served = internal-ops")
    assert run("run_cases").endswith("\n68 passed, 0 failed, 11 explained\n")
    with pytest.raises(SystemExit) as ended:
        call_command("run_cases", "--draft")
    *lines, last = capsys.readouterr().out.splitlines()
    missing = [one for one in map(json.loads, lines) if one["missing_warnings"]]
    assert {slug for one in missing for slug in one["missing_warnings"]} == {"brand-voice"}
    assert (ended.value.code, last) == (
        1,
        f"{68 - len(missing)} passed, {len(missing)} failed, 11 explained",
    )


def test_run_cases_counts_apart_what_is_explained_and_names_needless_reasons(
    published: Release, draft: None
) -> None:
    expectations = CaseExpectation.objects.filter(also=False, outcome__axis__slug="family")
    payroll = Outcome.objects.get(axis__slug="family", slug="hr-payroll")
    expectations.filter(case__slug="A03").update(outcome=payroll, disagrees="It is on a border.")
    expectations.filter(case__slug="A01").update(disagrees="We thought so.")
    out, err = io.StringIO(), io.StringIO()
    call_command("run_cases", stdout=out, stderr=err)
    *lines, last = out.getvalue().splitlines()
    explained = [line for line in map(json.loads, lines) if "explained" in line]
    assert [(line["id"], line["passed"], line["explained"]) for line in explained[:1]] == [
        ("A03", False, "It is on a border.")
    ]
    assert explained[0]["family"] == {
        "expected": "hr-payroll",
        "also": ["procurement-supply-chain"],
        "got": "finance-accounting",
        "explained": "It is on a border.",
    }
    assert last == "67 passed, 0 failed, 12 explained"
    title = Case.objects.get(slug="A01").title
    assert err.getvalue() == (
        f"case A01: {title}: Service family comes out as expected again, so the reason why it does "
        "not can go.\n"
    )


def test_run_cases_says_that_there_is_no_edition_or_no_valid_draft(draft: None) -> None:
    with pytest.raises(CommandError, match="Nothing has been published yet"):
        run("run_cases")
    Warning.objects.filter(slug="brand-voice").update(condition="family =")
    with pytest.raises(CommandError, match="not valid, so no case can be tried on it"):
        run("run_cases", "--draft")


@pytest.mark.parametrize("note", ["", "x" * 301])
def test_publish_refuses_a_note_that_is_empty_or_too_long(draft: None, note: str) -> None:
    with pytest.raises(CommandError, match=r"Not published\. Note: "):
        run("publish", "--note", note)


# ── check_taxonomy ───────────────────────────────────────────────────────────────────────


def test_check_taxonomy_says_that_the_draft_is_sound_and_what_is_worth_knowing(draft: None) -> None:
    *lines, last = run("check_taxonomy").splitlines()
    assert last == "The draft is valid."
    assert {line.split(":")[0] for line in lines} == {"Info"}


def test_check_taxonomy_names_reasons_of_cases_that_are_needless_by_now(draft: None) -> None:
    case = Case.objects.get(slug="A01")
    case.expectations.filter(outcome__axis__slug="delivery").update(disagrees="We thought so.")
    assert (
        f"Warning: case A01: {case.title}: Delivery model comes out as expected again, so the "
        "reason why it does not can go."
    ) in run("check_taxonomy").splitlines()


def test_check_taxonomy_writes_json_for_machines(draft: None) -> None:
    Warning.objects.filter(slug="brand-voice").update(condition="family = x")
    output = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("check_taxonomy", "--json", stdout=output)
    assert json.loads(output.getvalue()) == {
        "findings": [
            {
                "level": "error",
                "code": "unknown-slug",
                "sentence": "There is no outcome called “family = x”.",
                "where": "warning brand-voice",
            }
        ]
    }


def test_check_taxonomy_checks_a_file_and_leaves_the_draft_alone(
    published: Release, tmp_path: Path
) -> None:
    file = tmp_path / "taxonomy.json"
    file.write_text(published.taxonomy.to_json())
    assert run("check_taxonomy", "--file", str(file)).endswith("\nThe taxonomy is valid.\n")


@pytest.mark.parametrize(
    ("content", "where", "sentence"),
    [
        (b"{", "line 1, column 2", "This is not JSON: "),
        (b"\xff", "line 1, column 1", "This is not UTF-8 text."),
        (b"{}", "axes", "This field is missing."),
        (b"[]", "document", "An object is expected here."),
        (None, "file", "Cannot read "),
    ],
)
def test_check_taxonomy_says_what_is_wrong_with_a_file(
    db: None, tmp_path: Path, content: bytes | None, where: str, sentence: str
) -> None:
    file = tmp_path / "taxonomy.json"
    if content is not None:
        file.write_bytes(content)
    output = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_taxonomy", "--json", "--file", str(file), stdout=output)
    first = json.loads(output.getvalue())["findings"][0]
    assert ended.value.code == 1
    assert (first["level"], first["code"], first["where"]) == ("error", "file", where)
    assert first["sentence"].startswith(sentence)


def test_check_taxonomy_does_not_read_a_file_that_is_far_too_large(
    db: None, tmp_path: Path
) -> None:
    file = tmp_path / "taxonomy.json"
    with file.open("wb") as large:
        large.truncate(50_000_000)
    output = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("check_taxonomy", "--json", "--file", str(file), stdout=output)
    (found,) = json.loads(output.getvalue())["findings"]
    assert found["sentence"].endswith("has more than 10 MB: it is not a taxonomy of this matcher.")


def test_check_taxonomy_names_what_is_wrong_and_fails(
    draft: None, capsys: pytest.CaptureFixture[str]
) -> None:
    Warning.objects.filter(slug="brand-voice").update(condition="family = nobody")
    with pytest.raises(SystemExit) as caught:
        call_command("check_taxonomy")
    assert caught.value.code == 1
    assert capsys.readouterr().out == (
        "Error: warning brand-voice: There is no outcome called “family = nobody”.\n"
        "The draft is not valid.\n"
    )


# ── match ────────────────────────────────────────────────────────────────────────────────


def test_match_reads_a_file_and_writes_a_line_for_each(published: Release, tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"id": "a", "answers": {"served": "internal-ops"}}\n\n{"answers": {}}\n')
    results = [json.loads(line) for line in run("match", str(lines)).splitlines()]
    assert [(one["id"], one["edition"], one["axes"]["family"]["top"]) for one in results] == [
        ("a", 1, "finance-accounting"),
        (None, 1, None),
    ]


def test_match_has_the_documented_shape(published: Release, tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"id": "x", "answers": {"data_location": "must-stay-country"}}')
    line = json.loads(run("match", str(lines)))
    assert list(line) == [
        *("id", "edition", "axes", "fit", "warnings", "unanswered", "outside", "dropped")
    ]
    geography = line["axes"]["geography"]
    assert geography == {
        "top": "onshore",
        "confidence": "clear",
        "margin": None,
        "settled": True,
        "ranking": [{"outcome": "onshore", "points": 3.0}],
        "excluded": geography["excluded"],
    }
    assert geography["excluded"][0] == {
        "outcome": "nearshore",
        "reason": "A neighbouring country is still another country.",
    }
    assert line["fit"] == {"score": None, "verdict": None, "stops": []}
    assert line["warnings"] == ["location-locked"]
    assert len(line["unanswered"]) == 12


def test_match_reads_the_standard_input_and_fails_after_a_bad_line(
    published: Release, feed: object, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(b'{"id": "bad"}\n\xff\n{"id": "good", "answers": {}}\n')  # type: ignore[operator]
    with pytest.raises(SystemExit) as caught:
        call_command("match")
    assert caught.value.code == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[:2] == [
        {"id": "bad", "line": 1, "error": "“answers” is missing."},
        {"id": None, "line": 2, "error": "The line is not valid UTF-8 (byte 1)."},
    ]
    assert lines[2]["id"] == "good"


def test_match_says_that_a_file_cannot_be_read(published: Release) -> None:
    with pytest.raises(CommandError, match=r"Cannot read nowhere\.jsonl: No such file"):
        run("match", "nowhere.jsonl")


def test_match_says_that_nothing_is_published(db: None) -> None:
    with pytest.raises(CommandError, match=r"Nothing has been published yet\. Run: manage\.py"):
        run("match", "nowhere.jsonl")


# ── impact ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("draft")
def test_impact_says_how_many_first_outcomes_change_from_what_to_what(published: Release) -> None:
    answers = Answers((("object", "customer-contacts"),))
    save_result(release=published, answers=answers)
    cells = Evidence.objects.filter(option__slug="customer-contacts", outcome__axis__slug="family")
    cells.exclude(outcome__slug="hr-payroll").update(strength=-3)
    cells.filter(outcome__slug="hr-payroll").update(strength=3)
    said = run("impact", "--samples", "0").splitlines()
    assert said[0] == "The draft compared with edition 1."
    assert said[1].startswith(
        "This draft changes the first outcome of 1 of 1 stored result of the last 90 days and of "
    )
    assert "1 of 1 stored result, 0 of 0 random answer sets" in said[3]
    assert said[3].startswith("Service family: ")
    moved = "  Customer operations and support -> HR and payroll operations: "
    assert [line.endswith(", 1 stored result") for line in said if line.startswith(moved)] == [True]
    none = f"0 of {Case.objects.count()} cases, 0 of 1 stored result, 0 of 0 random answer sets"
    assert said[-8:] == [
        f"Delivery model: {none}",
        "  No first outcome changes.",
        "",
        f"Geography: {none}",
        "  No first outcome changes.",
        "",
        f"Route: {none}",
        "  No first outcome changes.",
    ]


@pytest.mark.usefixtures("draft", "published")
def test_impact_compares_as_many_random_answer_sets_as_asked_for() -> None:
    Warning.objects.filter(slug="brand-voice").update(title="Another title")
    said = run("impact", "--samples", "1200", "--seed", "7").splitlines()
    assert said[1] == (
        f"This draft changes no first outcome: {Case.objects.count()} cases and 1,200 random "
        "answer sets stay as they are."
    )


@pytest.mark.usefixtures("draft", "published")
def test_impact_of_an_unchanged_draft_is_said_in_a_sentence() -> None:
    assert run("impact") == "The draft is edition 1, word for word.\n"


@pytest.mark.usefixtures("draft")
def test_impact_without_an_edition_says_what_to_do() -> None:
    with pytest.raises(CommandError, match=r"Nothing has been published yet\. Run: manage\.py pub"):
        run("impact")


@pytest.mark.usefixtures("draft", "published")
def test_impact_of_an_unsound_draft_names_what_is_wrong() -> None:
    Warning.objects.filter(slug="brand-voice").update(condition="family =")
    with pytest.raises(CommandError, match="warning brand-voice: The condition cannot be read"):
        run("impact")


@pytest.mark.parametrize("samples", ["-1", "many", "1.5", ""])
def test_impact_refuses_a_number_of_answer_sets_that_is_none(samples: str) -> None:
    with pytest.raises(CommandError, match="give a whole number from 0 on"):
        run("impact", f"--samples={samples}")


# ── suggest ──────────────────────────────────────────────────────────────────────────────


def test_suggest_ranks_every_family_and_proposes_answers(
    published: Release, tmp_path: Path
) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text('{"id": 7, "text": "Chase late payers and match receipts"}\n')
    record = json.loads(run("suggest", str(path)))
    assert list(record) == ["id", "suggestions", "answers", "confidence", "abstain"]
    families = [each["family"] for each in record["suggestions"]]
    assert (record["id"], families[0], len(families)) == (7, "finance-accounting", 10)
    scores = [each["score"] for each in record["suggestions"]]
    assert scores == sorted(scores, reverse=True)
    assert record["confidence"] == pytest.approx(scores[0] - scores[1], abs=1e-3)
    because = record["suggestions"][0]["because"]
    assert len(because["lines"]) == 2
    assert set(because["words"]) <= {"chase", "late", "payers", "match", "receipts"}
    assert list(record["answers"]) == ["object"]
    assert list(record["answers"]["object"]) == ["option", "lead"]
    assert record["answers"]["object"]["option"] == "invoices-payments"
    assert record["abstain"] is False


def test_suggest_says_where_there_is_too_little_to_go_by_and_ranks_all_the_same(
    published: Release, feed: object, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(b'{"text": "good morning"}\n\n{"id": "b", "text": "\xe2\x98\x83"}\n')  # type: ignore[operator]
    records = [json.loads(line) for line in run("suggest").splitlines()]
    assert [len(each["suggestions"]) for each in records] == [10, 0]
    assert [(each["id"], each["abstain"], each["answers"]) for each in records] == [
        (None, True, {}),
        ("b", True, {}),
    ]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"{}", "“text” is missing."),
        (b'{"id": 1, "text": 5}', "“text” must be text, not a number."),
        (b'{"id": [], "text": "a"}', "“id” must be text or a whole number, not a list."),
        (b'{"text": "a", "text": "b"}', "“text” is given twice."),
        (b"[]", "A line must be a JSON object, not a list."),
        (b"\xff", "The line is not valid UTF-8 (byte 1)."),
    ],
)
def test_suggest_names_what_is_wrong_with_a_line(
    published: Release, feed: object, capsys: pytest.CaptureFixture[str], line: bytes, error: str
) -> None:
    feed(line + b'\n{"id": "good", "text": "invoices"}\n')  # type: ignore[operator]
    output = io.StringIO()
    with pytest.raises(SystemExit) as exit:
        call_command("suggest", stdout=output)
    bad, good = map(json.loads, output.getvalue().splitlines())
    assert (exit.value.code, bad["line"], bad["error"], good["id"]) == (1, 1, error, "good")


def test_suggest_says_that_nothing_is_published(db: None) -> None:
    with pytest.raises(CommandError, match="publish --note"):
        run("suggest")
