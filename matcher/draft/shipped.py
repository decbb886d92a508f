"""What is shipped in fixtures/: the taxonomy of today, and that of release 0.1.0."""

from collections.abc import Iterator
from typing import Final

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError
from django.db import connection, transaction

from matcher.core import Taxonomy
from matcher.draft.case_contents import Cases
from matcher.draft.compile import compile_cases, compile_draft
from matcher.draft.fixture_rows import load_rows
from matcher.models.rows import Row

FIRST_EDITION: Final = "shipped/0.1.0.json"
"""Where in fixtures/ the taxonomy and the cases of release 0.1.0 are. No draft is loaded from it:
it says what an installation has changed since."""


class ShippedEdition(Cases):
    """A taxonomy and its cases, as they are shipped together."""

    taxonomy: Taxonomy


def first_edition() -> ShippedEdition:
    """What release 0.1.0 shipped."""
    path = settings.BASE_DIR / "fixtures" / FIRST_EDITION
    edition = ShippedEdition.model_validate_json(path.read_text(encoding="utf-8"))
    return edition.model_copy(update={"taxonomy": edition.taxonomy.lifted})


def shipped_edition() -> ShippedEdition:
    """What fixtures/ say now. They are loaded instead of the draft, which then is as it was."""
    with transaction.atomic():
        _delete_draft()
        load_fixtures()
        edition = drafted_edition()
        transaction.set_rollback(True)
    return edition


def drafted_edition() -> ShippedEdition:
    """What the draft says now."""
    return ShippedEdition(taxonomy=compile_draft(), cases=compile_cases())


def has_rows() -> bool:
    """Whether the draft has any row."""
    return any(model._default_manager.exists() for model in _row_models())


def load_fixtures() -> None:
    """Load every file of fixtures/, all or none, in the order of their names: a file may refer
    only to rows of files before it, or to one after it where it may also refer to none. Raises
    DeserializationError for a broken file."""
    folder = settings.BASE_DIR / "fixtures"
    paths = sorted(folder.rglob("*.yaml"), key=lambda path: path.relative_to(folder).as_posix())
    if not paths:
        raise CommandError(f"There is no fixture in {folder}.")
    with transaction.atomic():
        load_rows(paths)


def _delete_draft() -> None:
    """Delete all rows, without their histories. Rows protect each other only in Django: the
    database looks at the end of the transaction."""
    with connection.cursor() as cursor:
        for table in _tables():
            name = connection.ops.quote_name(table)  # of ours
            cursor.execute(f"DELETE FROM {name}")  # noqa: S608  # nosec B608


def _tables() -> Iterator[str]:
    """The tables of all rows, and those that join them."""
    for model in _row_models():
        yield model._meta.db_table
        yield from (field.m2m_db_table() for field in model._meta.many_to_many)


def _row_models() -> list[type[Row]]:
    models = apps.get_app_config("matcher").get_models()
    return [model for model in models if issubclass(model, Row)]
