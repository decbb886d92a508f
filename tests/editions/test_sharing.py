"""Storing, opening, retitling and deleting a result."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from matcher.core import Answers, match
from matcher.core.answers import in_order
from matcher.editions import Release
from matcher.hourly_limit import LimitReached
from matcher.link_keys import WRONG_KEYS, Sender
from matcher.models import SharedResult, WriteCount
from matcher.sharing import (
    CreatedLink,
    GoneResult,
    UnknownResult,
    delete_result,
    edit_title,
    find_own,
    open_result,
    purge_expired,
    save_result,
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
    with django_assert_num_queries(1 + len(("begin", "commit"))):
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
    assert timedelta(days=30) < expires_at - timezone.now() <= timedelta(days=31, hours=12)


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


# ── Forms ────────────────────────────────────────────────────────────────────────────────

SENDER = Sender("0" * 32, "Europe/Berlin", "192.0.2.1")


def test_the_same_form_is_stored_once_and_leads_to_the_same_link(
    published: Release, answers: Answers
) -> None:
    made = [save_result(release=published, answers=answers, sender=SENDER) for _time in range(3)]
    assert made == [made[0]] * 3
    assert SharedResult.objects.count() == 1
    assert WriteCount.objects.get().count == 1


def test_nothing_stored_tells_the_key_of_the_form_or_that_of_the_deletion(
    published: Release, answers: Answers
) -> None:
    created = save_result(release=published, answers=answers, sender=SENDER)
    stored = " ".join(str(value) for value in vars(SharedResult.objects.get()).values())
    assert SENDER.form_key not in stored
    assert created.deletion_key not in stored
    delete_result(created.token, created.deletion_key)
    assert SharedResult.objects.get().form_sha256 is None


def test_another_form_than_the_most_is_one_too_many_but_a_stored_one_is_not(
    published: Release, answers: Answers, settings: Settings
) -> None:
    settings.WRITE_LIMIT = 1
    created = save_result(release=published, answers=answers, sender=SENDER)
    with pytest.raises(LimitReached):
        save_result(release=published, answers=answers, title="Other", sender=SENDER)
    assert save_result(release=published, answers=answers, sender=SENDER) == created
    assert SharedResult.objects.count() == 1


# ── Keys ─────────────────────────────────────────────────────────────────────────────────


def test_another_title_raises_the_revision(created: CreatedLink) -> None:
    assert open_result(created.token).revision == 0
    edit_title(created.token, created.deletion_key, "Refunds")
    stored = open_result(created.token)
    assert (stored.title, stored.revision) == ("Refunds", 1)
    with pytest.raises(UnknownResult):
        edit_title(created.token, "another key", "Refunds")


def test_right_keys_do_not_count_and_wrong_ones_do(created: CreatedLink) -> None:
    for _time in range(WRONG_KEYS.most + 1):
        find_own(created.token, created.deletion_key, client="192.0.2.1")
    for _time in range(WRONG_KEYS.most):
        with pytest.raises(UnknownResult):
            find_own(created.token, "wrong", client="192.0.2.1")
    with pytest.raises(LimitReached):
        find_own(created.token, created.deletion_key, client="192.0.2.1")
    find_own(created.token, created.deletion_key, client="192.0.2.2")
