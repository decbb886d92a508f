"""The taxonomy of fixtures/, loaded once for all tests of a process.

Every test inside a transaction finds it in its database. A test that commits (`live_server`,
`transactional_db`) leaves empty tables behind, so whoever needs the rows asks for `draft`.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from matcher.core import Taxonomy
from matcher.core.places import PlaceYear
from matcher.draft.compile import compile_draft
from matcher.editions import Release, edition, forget_editions
from matcher.models import Axis, Edition, EditionPlaces
from matcher.models.rows import Row
from matcher.place_facts import compute
from tests.client import Client
from tests.database import copied_database

Rows = dict[type[models.Model], Sequence[models.Model]]


@pytest.fixture(scope="session")
def django_db_setup(
    worker_id: str, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Rows]:
    """The test database with the taxonomy in it, and a copy of its rows."""
    with django_db_blocker.unblock(), copied_database(worker_id):
        yield {model: tuple(model._default_manager.all()) for model in draft_models()}


@pytest.fixture
def draft(db: None, django_db_setup: Rows) -> None:
    """All rows of fixtures/, whatever tests before this one committed."""
    restore(django_db_setup)


@pytest.fixture
def client() -> Client:
    """A visitor without a browser."""
    return Client()


@pytest.fixture(autouse=True)
def fresh_editions() -> None:
    """A process keeps editions by number, and every test has a number 1 of its own."""
    forget_editions()


@pytest.fixture
def published(db: None, drafted: Taxonomy) -> Release:
    """Edition 1, made of fixtures/."""
    text = drafted.to_json()
    Edition.objects.create(
        number=1,
        taxonomy_json=text,
        sha256=sha256(text.encode()).hexdigest(),
        note="First edition",
        published_at=datetime(2026, 11, 22, 12, tzinfo=UTC),
    )
    return edition(1)


@pytest.fixture(scope="session", autouse=True)
def _places_computed_once() -> Iterator[None]:
    """What is known of the same places in the same year takes a second, and every edition that a
    test publishes would compute it again."""
    known: dict[str, PlaceYear] = {}

    def computed(taxonomy: Taxonomy, year: int) -> PlaceYear:
        key = repr((year, taxonomy.places, taxonomy.index.home_question))
        if key not in known:
            known[key] = compute(taxonomy, year)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("matcher.place_facts.compute", computed)
        yield


@pytest.fixture(scope="session")
def known_places(drafted: Taxonomy) -> PlaceYear:
    """What is known of the places of fixtures/ this year. It takes two seconds."""
    return compute(drafted, timezone.now().year)


@pytest.fixture
def with_places(published: Release, known_places: PlaceYear) -> Release:
    """Edition 1 with what is known of places."""
    EditionPlaces.objects.create(
        edition_id=Edition.objects.get().pk,
        year=known_places.year,
        facts_json=known_places.model_dump_json(),
    )
    return published


@pytest.fixture
def empty_draft(db: None) -> None:
    """No row of a draft at all."""
    with connection.cursor() as cursor:
        for model in draft_models():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


@pytest.fixture(scope="session")
def drafted(django_db_setup: Rows, django_db_blocker: DjangoDbBlocker) -> Taxonomy:
    """The taxonomy that fixtures/ make, as a value: for tests that only read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        restore(django_db_setup)
        taxonomy = compile_draft()
        transaction.set_rollback(True)
    return taxonomy


def draft_models() -> Iterator[type[models.Model]]:
    """The tables of the draft and those that join them."""
    for model in apps.get_app_config("matcher").get_models():
        if issubclass(model, Row):
            yield model
            yield from (field.remote_field.through for field in model._meta.many_to_many)


def restore(rows: Rows) -> None:
    """Put the rows back, with their keys, if they are gone."""
    if not Axis.objects.exists():
        with transaction.atomic():
            for model, saved in rows.items():
                model._default_manager.bulk_create(saved)
