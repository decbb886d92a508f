"""What the browser tests share: a published taxonomy and pieces of work to match."""

from collections.abc import Callable

import pytest
from django.db import transaction
from playwright.sync_api import expect
from pytest_django import DjangoDbBlocker

from matcher.editions import Release
from tests.browser.cases import Work, described
from tests.fixtures import Rows, restore

PATIENCE = 15_000
"""Milliseconds to wait for what a page should show: enough for a machine with other work."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def case(django_db_setup: Rows, django_db_blocker: DjangoDbBlocker) -> Callable[[str], Work]:
    """A described piece of work by its slug, whatever tests before this one committed."""

    def case(slug: str) -> Work:
        with django_db_blocker.unblock(), transaction.atomic():
            restore(django_db_setup)
            work = described(slug)
            transaction.set_rollback(True)
        return work

    return case


@pytest.fixture(scope="session")
def returns(case: Callable[[str], Work]) -> Work:
    """Case A09: returns at a fashion brand."""
    return case("A09")


@pytest.fixture
def published(with_places: Release) -> Release:
    """Edition 1 as it is published, with what is known of places."""
    return with_places
