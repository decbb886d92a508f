"""Suggestions with a sentence model: read ahead, kept, and done without where it is missing. The
model here reads by counting letters."""

import io
import json
import math

import pytest
from django.core.management import CommandError, call_command

from bpo_matcher import checks
from matcher import read_texts, sentence_model, suggesting
from matcher.core import Taxonomy
from matcher.core.words.suggester import texts_of
from matcher.core.words.table import Direction
from matcher.draft.review import DraftReview
from matcher.editions import PublishedMeanwhile, publish
from matcher.models import ReadText
from matcher.read_texts import NotReadYet, read_ahead, read_before, read_missing
from matcher.sentence_model import ModelUnavailable, SentenceModel
from matcher.suggesting import suggester
from tests.web.reading import Page

pytestmark = pytest.mark.django_db

SENTENCE = "We need somebody to chase late payers and match receipts"
READ: list[str] = []


def by_letters(text: str) -> Direction:
    """How often each letter is there, and one more, as a direction of length 1."""
    READ.append(text)
    counts = [1 + text.lower().count(letter) for letter in "abcdefghijklmnopqrstuvwxyz"]
    length = math.hypot(*counts)
    return tuple(count / length for count in counts)


class Letters(SentenceModel):
    """A model that counts letters."""

    def read(self, text: str) -> Direction:
        return by_letters(text)


LETTERS = Letters("letters 1", lambda _text: [], None)


@pytest.fixture(autouse=True)
def semantic(settings, monkeypatch):
    """The setting is on, and the model is the one above."""
    settings.SEMANTIC = True
    for module in (read_texts, suggesting):
        monkeypatch.setattr(module, "sentence_model", lambda: LETTERS)
    READ.clear()
    suggester.cache_clear()
    yield
    suggester.cache_clear()


@pytest.fixture
def unavailable(monkeypatch):
    def load() -> SentenceModel:
        raise ModelUnavailable("onnxruntime is not installed.")

    for module in (read_texts, suggesting):
        monkeypatch.setattr(module, "sentence_model", load)


def run(command: str) -> str:
    output = io.StringIO()
    call_command(command, stdout=output)
    return output.getvalue()


def names(client) -> list[str]:
    return Page(client.post("/suggest/", {"text": SENTENCE})).texts("h2")


def test_a_text_is_read_once_whatever_edition_it_is_in():
    texts = ["Paying suppliers", "Chasing payers", "Paying suppliers"]
    assert [read_missing(texts), read_missing([*texts, "Hiring"])] == [2, 1]
    assert READ == ["Paying suppliers", "Chasing payers", "Hiring"]


def test_what_was_seen_is_kept_as_bytes_and_points_the_same_way():
    read_missing(["Paying suppliers"])
    (row,) = ReadText.objects.all()
    assert (row.model, len(row.digest), len(row.direction)) == ("letters 1", 64, 26)
    (kept,) = read_before(LETTERS, ["Paying suppliers"]).values()
    assert math.hypot(*kept) == pytest.approx(1)
    assert math.dist(kept, by_letters("Paying suppliers")) < 0.02


def test_another_model_reads_for_itself():
    read_missing(["Paying suppliers"])
    with pytest.raises(NotReadYet, match="1 texts of the taxonomy were not read yet"):
        read_before(LETTERS._replace(name="letters 2"), ["Paying suppliers"])


def test_publishing_reads_what_is_new_before_it_holds_others_up(published):
    read_missing(texts_of(published.taxonomy))
    READ.clear()
    task = published.taxonomy.outcomes[0].service_lines[0].tasks[0]
    changed = published.taxonomy.to_json().replace(json.dumps(task), '"Filling jars"')
    with pytest.raises(PublishedMeanwhile):
        publish(note="", review=DraftReview(Taxonomy.from_json(changed)), replaces=0)
    assert READ == ["Filling jars"]


def test_on_a_request_only_the_visitor_s_words_are_read(client, published):
    read_missing(texts_of(published.taxonomy))
    READ.clear()
    assert names(client)
    assert READ == [SENTENCE]


def test_the_model_decides_what_is_suggested(client, published, settings):
    read_missing(texts_of(published.taxonomy))
    with_model = suggester(published).suggest(SENTENCE)
    settings.SEMANTIC = False
    suggester.cache_clear()
    plain = suggester(published).suggest(SENTENCE)
    assert (plain.families.ranked[0].subject, READ.count(SENTENCE)) == ("finance-accounting", 1)
    assert with_model.families != plain.families


def test_texts_that_were_not_read_ahead_are_not_read_on_a_request(client, published, caplog):
    assert names(client)[0] == "Finance and accounting operations"
    assert READ == []
    (message,) = caplog.messages
    assert message.startswith("Suggestions are made without the sentence model. ")
    assert "run `manage.py prepare_suggestions`" in message


@pytest.mark.usefixtures("unavailable")
def test_without_the_model_suggestions_go_on_and_the_log_says_so(client, published, caplog):
    assert names(client)[0] == "Finance and accounting operations"
    names(client)
    assert caplog.messages == [
        "Suggestions are made without the sentence model. onnxruntime is not installed."
    ]


@pytest.mark.usefixtures("unavailable")
def test_without_the_model_nothing_is_read_ahead_and_the_log_says_so(drafted, caplog):
    read_ahead(drafted)
    assert caplog.messages == [
        "The texts of the taxonomy were not read ahead. onnxruntime is not installed."
    ]


# ── prepare_suggestions ──────────────────────────────────────────────────────────────────


def test_preparing_reads_what_was_not_read(published):
    count = len(texts_of(published.taxonomy))
    assert run("prepare_suggestions") == f"Read {count} texts of the taxonomy.\n"
    assert run("prepare_suggestions") == "Read 0 texts of the taxonomy.\n"


def test_preparing_needs_nothing_where_the_setting_is_off(published, settings):
    settings.SEMANTIC = False
    assert run("prepare_suggestions") == "Suggestions need no preparation: SEMANTIC is off.\n"
    assert not ReadText.objects.exists()


@pytest.mark.usefixtures("unavailable")
def test_preparing_without_the_model_says_what_is_missing(published):
    with pytest.raises(CommandError, match="onnxruntime is not installed"):
        run("prepare_suggestions")


def test_preparing_without_an_edition_says_so():
    with pytest.raises(CommandError, match="Nothing has been published yet"):
        run("prepare_suggestions")


# ── Settings ─────────────────────────────────────────────────────────────────────────────


def test_a_missing_extra_is_warned_of_once_for_each_package(monkeypatch, settings):
    monkeypatch.setattr(checks, "PACKAGES", ("json", "no_such_package"))
    sentence = (
        "SEMANTIC is on, but no_such_package is not installed: suggestions are made without the "
        "sentence model."
    )
    assert [(each.id, each.msg) for each in checks.sentence_model(None)] == [
        ("bpo_matcher.W002", sentence)
    ]
    settings.SEMANTIC = False
    assert checks.sentence_model(None) == []


def test_a_package_that_is_not_installed_is_said_in_words(monkeypatch):
    def load() -> SentenceModel:
        raise ModuleNotFoundError(name="onnxruntime")

    monkeypatch.setattr(SentenceModel, "load", load)
    with pytest.raises(ModelUnavailable, match="onnxruntime is not installed: run `python3"):
        sentence_model.sentence_model.__wrapped__()
