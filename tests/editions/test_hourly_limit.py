"""How often a client may do something in an hour."""

import pytest

from matcher import hourly_limit
from matcher.hourly_limit import WINDOW_SECONDS, HourlyLimit, LimitReached
from matcher.models import WriteCount

LIMIT = HourlyLimit("test", 2)
CLIENT = "192.0.2.1"

pytestmark = pytest.mark.django_db


def test_one_too_many_is_told_how_long_to_wait() -> None:
    LIMIT.count(CLIENT)
    LIMIT.check(CLIENT)
    LIMIT.count(CLIENT)
    for refuse in (LIMIT.check, LIMIT.count):
        with pytest.raises(LimitReached) as reached:
            refuse(CLIENT)
        assert 0 < reached.value.seconds <= WINDOW_SECONDS


def test_clients_and_kinds_are_counted_apart() -> None:
    for _time in range(2):
        LIMIT.count(CLIENT)
    LIMIT.check("192.0.2.2")
    HourlyLimit("other", 2).check(CLIENT)


def test_what_did_not_happen_is_taken_back() -> None:
    LIMIT.take_back(CLIENT)
    LIMIT.count(CLIENT)
    LIMIT.count(CLIENT)
    LIMIT.take_back(CLIENT)
    LIMIT.check(CLIENT)
    assert WriteCount.objects.get().count == 1


def test_the_count_starts_at_zero_in_the_next_hour_and_old_counts_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limit = HourlyLimit("test", 1)
    monkeypatch.setattr(hourly_limit, "time", lambda: 3_600_000.0)
    limit.count(CLIENT)
    with pytest.raises(LimitReached) as reached:
        limit.count(CLIENT)
    assert reached.value.seconds == 3600
    monkeypatch.setattr(hourly_limit, "time", lambda: 3_603_600.0)
    limit.count(CLIENT)
    assert list(WriteCount.objects.values_list("window", "count")) == [(1001, 1)]


def test_the_table_does_not_tell_who_wrote() -> None:
    LIMIT.count(CLIENT)
    assert CLIENT not in WriteCount.objects.get().client
