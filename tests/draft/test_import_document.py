"""Importing a taxonomy: what it changes, and what is refused with nothing changed."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from matcher.core import Taxonomy, write_taxonomy
from matcher.draft.compile import compile_draft
from matcher.draft.import_document import DocumentRefused, read_valid, replace_draft
from matcher.models import Case, Warning
from tests import builders
from tests.draft.everything import with_everything

Document = dict[str, Any]


def refused(call: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(DocumentRefused) as caught:
        call()
    return [(str(one.location), one.sentence) for one in caught.value.findings]


@pytest.fixture
def document(drafted: Taxonomy) -> Document:
    return json.loads(write_taxonomy(drafted))


def data(document: Document) -> bytes:
    return json.dumps(document).encode()


# ── Reading ──────────────────────────────────────────────────────────────────────────────


def test_the_delivered_taxonomy_is_valid_and_fits(drafted: Taxonomy) -> None:
    assert read_valid(write_taxonomy(drafted).encode()) == drafted


def test_a_document_with_everything_comes_in_and_goes_out_as_the_same_bytes(
    draft: None, drafted: Taxonomy
) -> None:
    document = write_taxonomy(with_everything(drafted))
    replace_draft(read_valid(document.encode()), reason="Import")
    assert write_taxonomy(compile_draft()) == document


def test_what_is_no_document_is_refused(db: None) -> None:
    assert refused(lambda: read_valid(b"{")) == [
        (
            "line 1, column 2",
            "This is not JSON: Expecting property name enclosed in double quotes.",
        )
    ]


def test_what_is_not_valid_is_refused_with_its_findings(document: Document) -> None:
    document["warnings"][0]["condition"] = "family = nobody"
    assert refused(lambda: read_valid(data(document))) == [
        (
            f"warning {document['warnings'][0]['slug']}",
            "There is no outcome called “family = nobody”.",
        )
    ]


def question(document: Document) -> Document:
    return document["questions"][0]


def label(document: Document) -> Document:
    return document["labels"][0]


def driver(document: Document) -> Document:
    return document["drivers"][0]


@pytest.mark.parametrize(
    ("part", "change", "where", "sentence"),
    [
        (
            question,
            {"prompt": "x" * 161},
            "question object",
            "question: Ensure this value has at most 160 characters (it has 161).",
        ),
        (question, {"help": ""}, "question object", "help: This field cannot be blank."),
        (
            question,
            {"help": "a\0b\n\x01"},
            "question object",
            (
                "help: Invisible control characters are not allowed: U+0000, U+0001. "
                "Type the text without them."
            ),
        ),
        (
            question,
            {"prompt": "a\tb"},
            "question object",
            (
                "question: Invisible control characters are not allowed: U+0009. "
                "Type the text without them."
            ),
        ),
        (
            question,
            {"help": "a\u202eb\n\u2028"},
            "question object",
            (
                "help: Invisible control characters are not allowed: U+202E, U+2028. "
                "Type the text without them."
            ),
        ),
        (
            label,
            {"names": ["B\x7fPO"]},
            "name B\x7fPO",
            (
                "name: Invisible control characters are not allowed: U+007F. "
                "Type the text without them."
            ),
        ),
        (
            driver,
            {"weight": 101},
            "fit-check driver documentation",
            "weight in percent: Ensure this value is less than or equal to 100.",
        ),
        (
            label,
            {"names": ["BPO", "BPO"]},
            "name BPO",
            "There are 2 of them, and only one may be.",
        ),
    ],
    ids=[
        "too long",
        "blank",
        "null",
        "tab in a line",
        "reordered",
        "in a bare text",
        "out of range",
        "twice",
    ],
)
def test_what_the_rows_cannot_hold_is_refused_in_words(
    document: Document,
    part: Callable[[Document], Document],
    change: Document,
    where: str,
    sentence: str,
) -> None:
    part(document).update(change)
    assert refused(lambda: read_valid(data(document))) == [(where, sentence)]


def test_a_value_that_only_one_row_may_have_is_refused_in_two(document: Document) -> None:
    first, second = document["verdicts"][:2]
    second["severity"] = first["severity"]
    assert refused(lambda: read_valid(data(document))) == [
        (
            f"verdict {first['severity']}",
            "The same “severity” is given to 2 rows, and only one may have it.",
        )
    ]


# ── Replacing the draft ──────────────────────────────────────────────────────────────────


@pytest.fixture
def other(drafted: Taxonomy) -> Taxonomy:
    """The delivered taxonomy with another title on a warning, and a note less."""
    first, *rest = drafted.warnings
    another = first.model_copy(update={"title": "Another title"})
    return builders.changed(drafted, warnings=(another, *rest), notes=drafted.notes[1:])


def said(found: object) -> list[tuple[str, str]]:
    return [(change.kind, change.location.row_type) for change in found]


def test_the_draft_is_replaced_and_the_changes_are_listed(
    draft: None, other: Taxonomy, django_user_model: type[User]
) -> None:
    editor = django_user_model.objects.create_user("editor")
    found = replace_draft(other, reason="Imported from rules.json", by=editor)
    assert sorted(said(found)) == [("changed", "warning"), ("removed", "note")]
    assert compile_draft() == other
    record = Warning.objects.get(slug=other.warnings[0].slug).history.first()
    assert (record.history_change_reason, record.history_user) == (
        "Imported from rules.json",
        editor,
    )


def test_a_trial_tells_the_same_and_changes_nothing(
    draft: None, drafted: Taxonomy, other: Taxonomy
) -> None:
    found = replace_draft(other, reason="Tried", dry_run=True)
    assert compile_draft() == drafted
    assert found == replace_draft(other, reason="Done")


def test_an_unchanged_taxonomy_changes_nothing(draft: None, drafted: Taxonomy) -> None:
    assert replace_draft(drafted, reason="Again") == ()


def test_cases_that_use_what_would_be_gone_are_named(draft: None, drafted: Taxonomy) -> None:
    case = Case.objects.create(slug="mine", title="Mine", vignette="Mine.")
    case.warnings.add(Warning.objects.create(slug="new", title="New", text="!", condition="?"))
    before = compile_draft()
    assert refused(lambda: replace_draft(drafted, reason="Again")) == [
        ("case mine", "This case uses “warning new”, which would be gone. Change the case first.")
    ]
    assert compile_draft() == before


def test_what_only_the_database_refuses_is_said_in_words(draft: None, drafted: Taxonomy) -> None:
    first, *rest = drafted.evidence
    wrong = builders.changed(drafted, evidence=(first.model_copy(update={"strength": 0}), *rest))
    assert refused(lambda: replace_draft(wrong, reason="Again")) == [
        (
            "document",
            "evidence: Give a strength other than 0, or rule the outcome out with strength 0.",
        )
    ]
    assert compile_draft() == drafted
