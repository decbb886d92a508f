"""What our log leaves out."""

import json
import logging
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, OperationalError
from pydantic import TypeAdapter, ValidationError

from bpo_matcher.launch import SERVER
from bpo_matcher.log import REQUEST_ID, DiscreetFormatter, JsonFormatter
from tests.client import Client

ROOT = Path(__file__).parents[2]
CONTAINER = [ROOT / "Containerfile", ROOT / "compose.yaml"]


def written(message: str, *args: object, error: Exception | None = None) -> str:
    """The record as our log writes it, but for its time."""
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, args, None)
    if error:
        try:
            raise error
        except type(error):
            record.exc_info = sys.exc_info()
    return DiscreetFormatter("%(levelname)s %(name)s: %(message)s").format(record)


@pytest.mark.parametrize(
    ("path", "masked"),
    [
        ("/r/epQt-_9/", "/r/***/"),
        ("/r/epQt-_9.pdf", "/r/***"),
        ("/r/epQt-_9/delete/mPsi-_SS/", "/r/***/delete/***/"),
        ("/R//epQt-_9/nope", "/R/***/nope"),
        ("/programme/epQt-_9/programme.csv", "/programme/***/programme.csv"),
        ("/programme/epQt-_9/edit/mPsi-_SS/row/3/", "/programme/***/edit/***/row/***/"),
        ("/programme/epQt-_9/row/mPsi-_SS/", "/programme/***/row/***/"),
        ("/preview/MTc:1u:aBc/match/", "/preview/***/match/"),
        ("/match/colour/", "/match/colour/"),
    ],
)
def test_secrets_that_are_part_of_a_url_are_masked(path, masked):
    assert written("Too Many Requests: %s", path) == (
        f"WARNING django.request: Too Many Requests: {masked}"
    )


def test_they_are_masked_in_a_traceback_too():
    text = written("Internal Server Error: %s", "/", error=ValueError("/r/token/ is odd"))
    assert text.endswith("ValueError: /r/***/ is odd")


def test_a_long_line_is_cut():
    text = written("Not Found: %s", "/" + "a b" * 20_000)
    assert len(text) == 1004
    assert text.endswith(" ...")


def test_a_database_that_is_away_is_told_in_one_line():
    text = written("Internal Server Error: %s", "/", error=OperationalError("disk is full"))
    assert text == (
        "WARNING django.request: Internal Server Error: /\nOperationalError: disk is full"
    )


def test_any_other_error_is_told_with_its_place():
    assert "Traceback" in written("Internal Server Error: %s", "/", error=ValueError("odd"))


TOKEN = "epQt-_9KmZ3xEPQt7uBqEPQt-_9KmZ3x"


@pytest.mark.parametrize(
    ("path", "masked"),
    [
        (f"/shared/{TOKEN}/", "/shared/***/"),
        (f"/{TOKEN}", "/***"),
        ("/method/rules/combinations-of-the-family/", None),
    ],
)
def test_whatever_looks_like_a_token_is_masked_anywhere_in_a_path(path, masked):
    assert written("Not Found: %s", path) == f"WARNING django.request: Not Found: {masked or path}"


def test_what_was_typed_is_masked_where_postgresql_repeats_it():
    typed = "duplicate key\nDETAIL:  Key (title)=(Redundancies\n\nin May) already exists."
    text = written("Internal Server Error: %s", "/", error=IntegrityError(typed))
    assert text.endswith("IntegrityError: duplicate key\n***")


def test_what_was_typed_is_masked_where_pydantic_repeats_it():
    typed = "Redundancies in May"
    with pytest.raises(ValidationError) as refusal:
        TypeAdapter(int).validate_python(typed)
    text = written("Internal Server Error: %s", "/", error=refusal.value)
    assert "Redundancies" not in text
    assert "input_value=***, input_type=str" in text


def test_everything_is_written_discreetly():
    formatters = settings.LOGGING["formatters"]
    assert {name: formatter["()"] for name, formatter in formatters.items()} == {
        "text": "bpo_matcher.log.DiscreetFormatter",
        "json": "bpo_matcher.log.JsonFormatter",
    }
    assert settings.LOGGING["handlers"]["stderr"]["formatter"] == "text"
    assert settings.LOGGING["root"]["handlers"] == ["stderr"]


def test_the_server_writes_no_log_of_urls():
    """Its own would hold the query string and the path of every request, as they are."""
    documents = [path for path in (ROOT / "docs" / "deploy").iterdir() if path.is_file()]
    started = [" ".join(SERVER), *(path.read_text() for path in [*documents, *CONTAINER])]
    assert [text for text in started if "--access-log" in text] == []


def test_json_is_one_object_a_line():
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Odd: %s", ("/r/x/",), None)
    record.created = 0.25
    record.fields = {"status": 500}
    REQUEST_ID.set("an-id")
    try:
        raise ValueError("two\nlines")
    except ValueError:
        record.exc_info = sys.exc_info()
    (line,) = JsonFormatter().format(record).splitlines()
    noted = json.loads(line)
    assert noted.pop("message").startswith("Odd: /r/***/\nTraceback")
    assert noted == {
        "time": "1970-01-01T00:00:00.250+00:00",
        "level": "ERROR",
        "logger": "django.request",
        "request_id": "an-id",
        "status": 500,
    }


def test_a_host_that_is_not_ours_leaves_no_trace(client: Client, caplog):
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400
    assert caplog.messages == []
