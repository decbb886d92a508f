"""What the browser tests share: a published taxonomy and a piece of work to match."""

from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from django.db import transaction
from playwright.sync_api import expect
from pytest_django import DjangoDbBlocker

from matcher.core import NOT_SURE
from matcher.models import Case
from tests.fixtures import Rows, restore

PATIENCE = 15_000
"""Milliseconds to wait for what a page should show: enough for a machine with other work."""

expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True)
class Work:
    """A described piece of work: the answers by question, and what must come out."""

    answers: dict[str, str]
    first: dict[str, str]
    warnings: tuple[str, ...]

    @property
    def query(self) -> str:
        """The answers as an address holds them."""
        return urlencode(self.answers)


@pytest.fixture(scope="session")
def returns(django_db_setup: Rows, django_db_blocker: DjangoDbBlocker) -> Work:
    """Case A09: returns at a fashion brand."""
    with django_db_blocker.unblock(), transaction.atomic():
        restore(django_db_setup)
        case = Case.objects.get(slug="A09")
        work = Work(
            answers={
                one.question.slug: one.option.slug if one.option else NOT_SURE
                for one in case.answers.select_related("question", "option")
            },
            first={
                one.outcome.axis.slug: one.outcome.slug
                for one in case.expectations.filter(also=False).select_related("outcome__axis")
            },
            warnings=tuple(case.warnings.values_list("slug", flat=True)),
        )
        transaction.set_rollback(True)
    return work
