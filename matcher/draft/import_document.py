"""Import a whole taxonomy as the draft: read it, check it, show the difference, replace it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Field
from django.utils.translation import gettext as _

from matcher.core.checks import Finding, check
from matcher.core.taxonomy.diff import Change, changes
from matcher.core.taxonomy.values import Taxonomy
from matcher.core.taxonomy_json import WHOLE, Unreadable, read
from matcher.draft.apply import StillUsed, Unstorable, restore
from matcher.draft.compile import compile_draft
from matcher.draft.row_specs import Entry, Key, Table, example_tables, tables
from matcher.models.rows import Row

MEGABYTES = 10
SIZE_LIMIT = MEGABYTES * 1_000_000
"""Bytes that a file may have: twenty times a full taxonomy."""


class Refused(Exception):
    """The taxonomy cannot become the draft. `findings` say why, in words; nothing was written."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(f"{one.where}: {one.sentence}" for one in self.findings))


def read_sound(data: bytes) -> Taxonomy:
    """The taxonomy of a document, if it is sound and its rows fit the tables. Raises Refused."""
    try:
        taxonomy = read(data)
    except Unreadable as error:
        raise Refused(error.findings) from None
    findings = [one for one in check(taxonomy) if one.blocks] or list(_unfit(taxonomy))
    if findings:
        raise Refused(findings)
    return taxonomy


def replace_draft(
    taxonomy: Taxonomy, *, reason: str, by: AbstractBaseUser | None = None, try_only: bool = False
) -> tuple[Change, ...]:
    """Make the draft say this taxonomy, and what that changes. With `try_only` everything is
    done and then undone. Raises Refused."""
    with transaction.atomic():
        before = compile_draft()
        try:
            restore(taxonomy, reason=reason, by=by)
        except StillUsed as error:
            raise Refused(
                _finding(f"case {use.case}", _used(use.what)) for use in error.uses
            ) from None
        except Unstorable as error:
            raise Refused([_finding(WHOLE, str(error))]) from None
        found = changes(before, compile_draft())
        transaction.set_rollback(try_only)
    return found


def _used(what: str) -> str:
    return _("This case uses “%(what)s”, which would be gone. Change the case first.") % {
        "what": what
    }


# ── What the tables would refuse ─────────────────────────────────────────────────────────


def _unfit(taxonomy: Taxonomy) -> Iterator[Finding]:
    """What is no fault of the taxonomy as such: texts too long, numbers out of range, two rows
    where there can be one."""
    for table in (*tables(taxonomy), *example_tables(taxonomy)):
        yield from _twice(table)
        for entry in table.entries:
            yield from _bad_fields(table.model, entry)


def _twice(table: Table) -> Iterator[Finding]:
    said = _("There are %(count)s of them, and only one may be.")
    for key, count in Counter(entry.key for entry in table.entries).items():
        if count > 1:
            yield _finding(_where(table.model, key), said % {"count": count})
    said = _("The same “%(field)s” is given to %(count)s rows, and only one may have it.")
    for name in _had_once(table.model):
        held = Counter({**entry.values, **entry.links}.get(name) for entry in table.entries)
        for value, count in held.items():
            if count > 1:
                words = {"field": _label(table.model, name), "count": count}
                yield _finding(_where(table.model, (str(value),)), said % words)


def _had_once(model: type[Row]) -> set[str]:
    """The fields, other than those of the natural key, that no two rows may have the same in."""
    constraints = [one.fields for one in model._meta.total_unique_constraints]
    single = {fields[0] for fields in constraints if len(fields) == 1}
    single |= {one.name for one in model._meta.concrete_fields if one.unique}
    return single - {path.partition("__")[0] for path in model.natural_fields} - {"id"}


def _bad_fields(model: type[Row], entry: Entry) -> Iterator[Finding]:
    """What the fields of a row say of its values, but for the rows that it points at."""
    row = model(**entry.values)
    others = [one.name for one in model._meta.concrete_fields if one.name not in entry.values]
    try:
        row.clean_fields(exclude=others)
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            said = f"{_label(model, name)}: {' '.join(sentences)}"
            yield _finding(_where(model, entry.key), said)
    if any("\0" in value for value in entry.values.values() if isinstance(value, str)):
        yield _finding(_where(model, entry.key), _("Null characters are not allowed."))


def _label(model: type[Row], name: str) -> str:
    field = cast("Field[Any, Any]", model._meta.get_field(name))
    return str(field.verbose_name)


def _where(model: type[Row], key: Key) -> str:
    return f"{model._meta.verbose_name} {'/'.join(key)}"


def _finding(where: str, sentence: str) -> Finding:
    return Finding("blocks", "import", sentence, where)
