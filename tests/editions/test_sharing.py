"""Storing, opening and deleting a result; limiting writes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from matcher import sharing
from matcher.core import Answers, match
from matcher.core.answers import in_order
from matcher.editions import Release
from matcher.models import SharedResult, WriteCount
from matcher.sharing import (
    CreatedLink,
    GoneResult,
    UnknownResult,
    delete_result,
    open_result,
    purge_expired,
    save_result,
    wait_before_write,
)


@pytest.fixture
def answers(published: Release) -> Answers:
    picks = {"served": "external-customer", "object": "orders-listings", "control": "not-sure"}
    return Answers(in_order(published.taxonomy, picks), "call-center")


@pytest.fixture
def created(published: Release, answers: Answers) -> CreatedLink:
    return save_result(release=published, answers=answers, title="Returns")


def test_a_stored_result_is_opened_as_it_was(
    published: Release, answers: Answers, created: CreatedLink
) -> None:
    shared = open_result(created.token)
    assert (shared.title, shared.edition, shared.expires_at) == ("Returns", 1, None)
    assert shared.match == match(published.taxonomy, answers)
    assert abs(shared.created_at - timezone.now()) < timedelta(minutes=1)


def test_links_are_long_random_and_different(published: Release, answers: Answers) -> None:
    made = [save_result(release=published, answers=answers) for _time in range(3)]
    words = {word for one in made for word in (one.token, one.deletion_key)}
    assert [len(word) for word in words] == [32] * 6


def test_the_deletion_key_is_kept_as_a_checksum_only(created: CreatedLink) -> None:
    row = SharedResult.objects.get(token=created.token)
    assert created.deletion_key not in {str(value) for value in vars(row).values()}


def test_storing_is_one_write_and_opening_one_query(
    published: Release, answers: Answers, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        created = save_result(release=published, answers=answers)
    with django_assert_num_queries(1):
        open_result(created.token)


def test_an_unknown_link_is_distinguished_from_a_deleted_one(created: CreatedLink) -> None:
    with pytest.raises(UnknownResult):
        open_result("never-made")
    delete_result(created.token, created.deletion_key)
    with pytest.raises(GoneResult):
        open_result(created.token)


def test_deleting_leaves_a_tombstone_without_anything_that_was_said(created: CreatedLink) -> None:
    delete_result(created.token, created.deletion_key)
    row = SharedResult.objects.get(token=created.token)
    assert (row.title, row.query, row.match_json) == ("", "", "")
    assert row.gone_at is not None


@pytest.mark.parametrize("spoil", [str.upper, str.strip, lambda key: key[:-1], lambda _key: ""])
def test_only_the_right_key_deletes(created: CreatedLink, spoil: Callable[[str], str]) -> None:
    key = spoil(created.deletion_key)
    if key == created.deletion_key:
        delete_result(created.token, key)
        with pytest.raises(GoneResult):
            delete_result(created.token, key)
        return
    with pytest.raises(UnknownResult):
        delete_result(created.token, key)
    assert open_result(created.token).title == "Returns"


def test_an_expired_result_is_gone(created: CreatedLink) -> None:
    row = SharedResult.objects.filter(token=created.token)
    row.update(expires_at=timezone.now() + timedelta(hours=1))
    assert open_result(created.token).expires_at is not None
    row.update(expires_at=timezone.now())
    with pytest.raises(GoneResult):
        open_result(created.token)


def test_a_result_may_be_kept_for_some_days(published: Release, answers: Answers) -> None:
    created = save_result(release=published, answers=answers, keep_days=30)
    expires_at = open_result(created.token).expires_at
    assert expires_at is not None
    assert abs(expires_at - timezone.now() - timedelta(days=30)) < timedelta(minutes=1)


def test_purging_forgets_what_has_expired_and_nothing_else(
    published: Release, answers: Answers, created: CreatedLink
) -> None:
    expired = save_result(release=published, answers=answers, title="Old", keep_days=30)
    SharedResult.objects.filter(token=expired.token).update(expires_at=timezone.now())
    assert [purge_expired(), purge_expired()] == [1, 0]
    row = SharedResult.objects.get(token=expired.token)
    assert (row.title, row.query, row.match_json) == ("", "", "")
    with pytest.raises(GoneResult):
        open_result(expired.token)
    assert open_result(created.token).title == "Returns"


def test_too_many_writes_of_one_client_have_to_wait(db: None, settings: Settings) -> None:
    settings.WRITE_LIMIT = 2
    waits = [wait_before_write("192.0.2.1") for _time in range(3)]
    assert waits[:2] == [0, 0]
    assert 0 < waits[2] <= sharing.WINDOW_SECONDS
    assert wait_before_write("192.0.2.2") == 0


def test_the_count_starts_at_zero_in_the_next_window_and_old_counts_go(
    db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WRITE_LIMIT = 1
    monkeypatch.setattr(sharing, "time", lambda: 3_600_000.0)
    assert [wait_before_write("192.0.2.1") for _time in range(2)] == [0, 3600]
    monkeypatch.setattr(sharing, "time", lambda: 3_603_600.0)
    assert wait_before_write("192.0.2.1") == 0
    assert list(WriteCount.objects.values_list("window", "count")) == [(1001, 1)]


def test_the_table_does_not_tell_who_wrote(db: None) -> None:
    wait_before_write("192.0.2.1")
    assert "192.0.2.1" not in WriteCount.objects.get().client
