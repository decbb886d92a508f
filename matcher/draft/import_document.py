"""Import a whole taxonomy as the draft: read it, check it, show the difference, replace it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Field
from django.utils.translation import gettext as _

from matcher.core import Taxonomy, TaxonomyJsonError, read_taxonomy
from matcher.core.checks import Finding, check
from matcher.core.formats.taxonomy_json import WHOLE_DOCUMENT
from matcher.core.taxonomy.diff import Change, diff_taxonomies
from matcher.core.taxonomy.row_ref import RowRef
from matcher.draft.apply import StillUsed, apply_taxonomy
from matcher.draft.compile import compile_draft
from matcher.draft.mapping import NaturalKey
from matcher.draft.row_specs import RowSpec, TableSpec, example_table_specs, table_specs
from matcher.draft.validation import field_errors
from matcher.draft.writer import Unstorable
from matcher.models.rows import Row

MAX_MEGABYTES = 10
MAX_BYTES = MAX_MEGABYTES * 1_000_000
"""Bytes that a file may have: twenty times a full taxonomy."""


class DocumentRefused(Exception):
    """The taxonomy cannot become the draft. `findings` say why; nothing was written."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(
            "\n".join(f"{finding.location}: {finding.sentence}" for finding in self.findings)
        )


def read_valid(data: bytes) -> Taxonomy:
    """The taxonomy of a document, if it is valid and its rows fit the tables. Raises
    DocumentRefused."""
    try:
        taxonomy = read_taxonomy(data)
    except TaxonomyJsonError as error:
        raise DocumentRefused(error.findings) from None
    return validated(taxonomy)


def validated(taxonomy: Taxonomy) -> Taxonomy:
    """The taxonomy, if it is valid and its rows fit the tables. Raises DocumentRefused."""
    errors = [finding for finding in check(taxonomy) if finding.is_error]
    findings = errors or list(_unstorable(taxonomy))
    if findings:
        raise DocumentRefused(findings)
    return taxonomy


def replace_draft(
    taxonomy: Taxonomy, *, reason: str, by: AbstractBaseUser | None = None, dry_run: bool = False
) -> tuple[Change, ...]:
    """Make the draft say this taxonomy, and what that changes. With `dry_run` everything is
    done and then undone. Raises DocumentRefused."""
    with transaction.atomic():
        before = compile_draft()
        try:
            apply_taxonomy(taxonomy, reason=reason, by=by)
        except StillUsed as error:
            raise DocumentRefused(
                _finding(f"case {use.case}", _used(use.row)) for use in error.uses
            ) from None
        except Unstorable as error:
            raise DocumentRefused([_finding(WHOLE_DOCUMENT, str(error))]) from None
        differences = diff_taxonomies(before, compile_draft())
        transaction.set_rollback(dry_run)
    return differences


def _used(row: RowRef) -> str:
    return _("This case uses “%(row)s”, which would be gone. Change the case first.") % {"row": row}


# ── What the tables would refuse ─────────────────────────────────────────────────────────


def _unstorable(taxonomy: Taxonomy) -> Iterator[Finding]:
    """What is valid in a taxonomy but does not fit the tables: texts that are too long, numbers
    out of range, two rows where there can be one."""
    for table in (*table_specs(taxonomy), *example_table_specs(taxonomy)):
        yield from _duplicates(table)
        for spec in table.specs:
            yield from _invalid_fields(table.model, spec)


def _duplicates(table: TableSpec) -> Iterator[Finding]:
    sentence = _("There are %(count)s of them, and only one may be.")
    for key, count in Counter(spec.key for spec in table.specs).items():
        if count > 1:
            yield _finding(_location(table.model, key), sentence % {"count": count})
    sentence = _("The same “%(field)s” is given to %(count)s rows, and only one may have it.")
    for name in _unique_fields(table.model):
        counts = Counter({**spec.values, **spec.links}.get(name) for spec in table.specs)
        for value, count in counts.items():
            if count > 1:
                params = {"field": _field_label(table.model, name), "count": count}
                yield _finding(_location(table.model, (str(value),)), sentence % params)


def _unique_fields(model: type[Row]) -> set[str]:
    """The fields, other than those of the natural key, that must differ between any two rows."""
    constraints = [constraint.fields for constraint in model._meta.total_unique_constraints]
    unique = {fields[0] for fields in constraints if len(fields) == 1}
    unique |= {field.name for field in model._meta.concrete_fields if field.unique}
    return unique - {path.partition("__")[0] for path in model.natural_fields} - {"id"}


def _invalid_fields(model: type[Row], spec: RowSpec) -> Iterator[Finding]:
    """What the fields of a row refuse in its values, without the rows that it points at."""
    for name, sentence in field_errors(model, spec.values):
        yield _finding(_location(model, spec.key), f"{_field_label(model, name)}: {sentence}")


def _field_label(model: type[Row], name: str) -> str:
    field = cast("Field[Any, Any]", model._meta.get_field(name))
    return str(field.verbose_name)


def _location(model: type[Row], key: NaturalKey) -> str:
    return f"{model._meta.verbose_name} {'/'.join(key)}"


def _finding(location: str, sentence: str) -> Finding:
    return Finding("error", "import", sentence, location)
