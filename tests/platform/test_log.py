"""What our log leaves out."""

import logging
import sys

import pytest
from django.conf import settings
from django.db import OperationalError

from bpo_matcher.log import DiscreetFormatter
from tests.client import Client


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


def test_everything_is_written_by_it():
    assert settings.LOGGING["handlers"]["stderr"]["formatter"] == "discreet"
    assert settings.LOGGING["formatters"]["discreet"]["()"] == "bpo_matcher.log.DiscreetFormatter"
    assert settings.LOGGING["root"]["handlers"] == ["stderr"]


def test_a_host_that_is_not_ours_leaves_no_trace(client: Client, caplog):
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400
    assert caplog.messages == []
