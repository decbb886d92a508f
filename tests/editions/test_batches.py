"""What is done to many rows is done to a few at a time."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import pytest

from matcher.batches import in_batches
from matcher.core import Answers
from matcher.editions import PublishedRelease
from matcher.models import SharedResult
from matcher.sharing import purge_expired, save_result

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def seven(published: PublishedRelease) -> None:
    """Seven results, of which five have expired."""
    for _number in range(7):
        save_result(release=published, answers=Answers(), title="Ours", keep_days=30)
    first = SharedResult.objects.order_by("pk").values_list("pk", flat=True)[:5]
    SharedResult.objects.filter(pk__in=list(first)).update(expires_at=LONG_AGO)


@pytest.mark.usefixtures("seven")
def test_each_row_is_in_one_batch_and_none_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    rests: list[float] = []
    monkeypatch.setattr("matcher.batches.sleep", rests.append)
    batches: list[Collection[int]] = []

    def work(keys: Collection[int]) -> int:
        batches.append(keys)
        return SharedResult.objects.filter(pk__in=keys).update(expires_at=None)

    expired = SharedResult.objects.filter(expires_at__lte=LONG_AGO + timedelta(days=1))
    assert in_batches(expired, work, size=2) == 5
    assert [len(keys) for keys in batches] == [2, 2, 1]
    assert len({key for keys in batches for key in keys}) == 5
    assert len(rests) == 3


@pytest.mark.usefixtures("seven")
def test_what_has_expired_is_taken_down_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matcher.sharing.PURGED_AT_ONCE", 2)
    assert [purge_expired(), purge_expired()] == [5, 0]
    assert list(SharedResult.objects.filter(gone_at=None).values_list("title", flat=True)) == [
        "Ours",
        "Ours",
    ]
