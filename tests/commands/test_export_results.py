"""Stored results for an operator's own reporting."""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from matcher import reporting
from matcher.core import Answers
from matcher.models import SharedResult
from matcher.sharing import delete_result, save_result
from tests.web.editions import publish, small

pytestmark = pytest.mark.django_db

GREEN = Answers((("colour", "green"), ("size", "large")))


def exported(since: str = "2026-01-01") -> list[dict[str, object]]:
    """The lines of the export, by name and value."""
    output = io.StringIO()
    call_command("export_results", "--since", since, stdout=output)
    return [json.loads(line) for line in output.getvalue().splitlines()]


def test_a_result_is_what_was_answered_and_decided_without_title_and_link():
    created = save_result(release=publish(small()), answers=GREEN, title="Apples of Acme")
    row = SharedResult.objects.get()
    (line,) = exported()
    assert line == {
        "number": row.pk,
        "created": f"{timezone.now():%Y-%m-%d}",
        "edition": 1,
        "result": {
            "answers": {"colour": ["green"], "size": ["large"]},
            "context": {},
            "label": "",
            "outside": None,
            "verdict": None,
            "score": None,
            "axes": {"kind": {"outcome": "apple", "confidence": "close-call"}},
        },
    }
    text = json.dumps(line)
    assert not [
        secret for secret in ("Acme", created.token, created.deletion_key) if secret in text
    ]


def test_of_what_was_deleted_or_has_expired_only_that_it_was_there_is_told():
    release = publish(small())
    deleted = save_result(release=release, answers=GREEN)
    delete_result(deleted.token, deleted.deletion_key)
    expired = save_result(release=release, answers=GREEN, keep_days=30)
    ended = timezone.now() - timedelta(seconds=1)
    SharedResult.objects.filter(token=expired.token).update(expires_at=ended)
    assert [(line["edition"], line["result"]) for line in exported()] == [(1, None), (1, None)]


def test_results_are_those_since_the_beginning_of_a_day_in_utc_the_oldest_first():
    release = publish(small())
    moments = ["2026-11-30T23:59:59Z", "2026-12-01T00:00:00Z", "2026-12-02T01:00:00+02:00"]
    for moment in moments:
        created = save_result(release=release, answers=GREEN)
        SharedResult.objects.filter(token=created.token).update(created_at=moment)
    assert [line["created"] for line in exported("2026-12-01")] == ["2026-12-01", "2026-12-01"]
    assert exported("2027-01-01") == []


def test_they_are_read_bit_by_bit(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(reporting, "READ_AT_ONCE", 2)
    release = publish(small())
    for _number in range(5):
        save_result(release=release, answers=GREEN)
    with django_assert_num_queries(4):
        lines = exported()
    numbers = [line["number"] for line in lines]
    assert len(numbers) == 5
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("since", ["yesterday", "2026-13-01", ""])
def test_another_day_than_one_is_refused(since):
    with pytest.raises(CommandError, match=f"“{since}” is no day: write it as 2026-12-01"):
        exported(since)
