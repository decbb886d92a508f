"""Editions: publish the draft, and hand out what was published.

Together with `drafts` the only door between tables and core.
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from hashlib import sha256

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matcher.core.cases import CaseResult, why
from matcher.core.checks import Finding, check
from matcher.core.taxonomy.diff import changes
from matcher.core.taxonomy.values import Taxonomy
from matcher.draft.apply import restore
from matcher.draft.cases import run_cases
from matcher.draft.compile import compile_draft
from matcher.models import Edition

EDITIONS_KEPT = 8
"""Editions that one process keeps compiled: the current one and those that old links need."""

_CURRENT_NUMBER = 'SELECT MAX("number") FROM "matcher_edition"'


class NoEdition(Exception):
    """There is no such edition, or none at all yet."""


class Unsound(Exception):
    """The draft cannot be published. `findings` say why, in words."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(finding.sentence for finding in findings))
        self.findings = findings


class FailingCases(Exception):
    """Cases do not have the result that they must have, and nobody accepted that. `results` are
    those of the failing cases; the text says of each why."""

    def __init__(self, taxonomy: Taxonomy, results: tuple[CaseResult, ...]) -> None:
        sentences = (f"{one.case.title}: {' '.join(why(taxonomy, one))}" for one in results)
        super().__init__("\n".join(sentences))
        self.results = results


class PublishedMeanwhile(Exception):
    """Somebody else published at the same moment; nothing of ours was written."""


class Unchanged(Exception):
    """The draft says what the current edition says already. `number` is that edition."""

    def __init__(self, number: int) -> None:
        super().__init__(_("Nothing has changed since edition %(number)s.") % {"number": number})
        self.number = number


@dataclass(frozen=True)
class Published:
    """An edition as visitors use it. `id` is the key of its row. Two are the same when their
    checksums are, so that what is made from one can be kept by it."""

    id: int
    number: int
    sha256: str
    note: str
    published_at: datetime
    taxonomy: Taxonomy = field(compare=False)


def current() -> Published:
    """The edition with the highest number. Asks the database for that number every time, so
    that every process follows a publication at once. Raises NoEdition."""
    with connection.cursor() as cursor:
        cursor.execute(_CURRENT_NUMBER)
        number: int | None = cursor.fetchone()[0]
    if number is None:
        raise NoEdition(_("Nothing has been published yet."))
    return edition(number)


@lru_cache(maxsize=EDITIONS_KEPT)
def edition(number: int) -> Published:
    """The edition of that number, compiled once per process. Raises NoEdition."""
    try:
        row = Edition.objects.get(number=number)
    except Edition.DoesNotExist:
        raise NoEdition(_("There is no edition %(number)s.") % {"number": number}) from None
    return Published(
        id=row.pk,
        number=row.number,
        sha256=row.sha256,
        note=row.note,
        published_at=row.published_at,
        taxonomy=Taxonomy.from_json(row.taxonomy_json),
    )


def draft() -> Published:
    """The draft as visitors would use it once it is published. Raises Unsound."""
    taxonomy = _sound(compile_draft())
    latest = Edition.objects.values_list("number", flat=True).first()
    return _draft(taxonomy.to_json(), (latest or 0) + 1)


@lru_cache(maxsize=1)
def _draft(text: str, number: int) -> Published:
    """The same value for the same text, so that what is made from it is made once."""
    return Published(
        id=0,
        number=number,
        sha256=_checksum(text),
        note="",
        published_at=timezone.now(),
        taxonomy=Taxonomy.from_json(text),
    )


# ── Publishing ───────────────────────────────────────────────────────────────────────────


def publish(
    *,
    note: str,
    by: AbstractBaseUser | None = None,
    accepted_because: str = "",
    restores: int | None = None,
) -> Edition:
    """Freeze the draft as the next edition. `restores` is the number of the older edition that it
    repeats, if it does.

    Raises Unsound when a finding blocks publishing, Unchanged when the draft is the current
    edition word for word, FailingCases unless the edition says why failing cases are accepted,
    PublishedMeanwhile, and ValidationError for a note that is empty or too long; in each case
    nothing is written.
    """
    try:
        with transaction.atomic():
            return _freeze(
                note=note, by=by, accepted_because=accepted_because.strip(), restores=restores
            )
    except IntegrityError:
        raise PublishedMeanwhile(
            _("Somebody else has just published. Look at their edition, then publish again.")
        ) from None


def bring_back(
    number: int,
    *,
    note: str,
    by: AbstractBaseUser | None = None,
    accepted_because: str = "",
) -> Edition:
    """Make the draft say what an older edition says, and publish it as the next one: both or
    neither. Raises NoEdition, StillUsed, Unstorable, and what `publish` raises."""
    reason = _("Back to edition %(number)s") % {"number": number}
    with transaction.atomic():
        restore(edition(number).taxonomy, reason=reason, by=by)
        return publish(note=note, by=by, accepted_because=accepted_because, restores=number)


def _freeze(
    *, note: str, by: AbstractBaseUser | None, accepted_because: str, restores: int | None
) -> Edition:
    latest = Edition.objects.order_by("-number").first()
    taxonomy = _sound(compile_draft())
    text = taxonomy.to_json()
    checksum = _checksum(text)
    if latest and latest.sha256 == checksum:
        raise Unchanged(latest.number)
    failing = _failing(taxonomy, accepted_because)
    row = Edition(
        number=latest.number + 1 if latest else 1,
        taxonomy_json=text,
        sha256=checksum,
        note=note,
        published_at=timezone.now(),
        published_by_id=by.pk if by else None,
        restores=restores,
        changes=len(changes(Taxonomy.from_json(latest.taxonomy_json), taxonomy)) if latest else 0,
        failing_cases="\n".join(result.case.slug for result in failing),
        accepted_because=accepted_because if failing else "",
    )
    row.clean_fields()
    row.save(force_insert=True)
    return row


def _sound(taxonomy: Taxonomy) -> Taxonomy:
    """The taxonomy itself. Raises Unsound."""
    if blocking := tuple(finding for finding in check(taxonomy) if finding.blocks):
        raise Unsound(blocking)
    return taxonomy


def _failing(taxonomy: Taxonomy, accepted_because: str) -> tuple[CaseResult, ...]:
    """The cases that fail. Raises FailingCases when there are some and no reason is given."""
    failing = tuple(result for result in run_cases(taxonomy) if not result.passed)
    if failing and not accepted_because:
        raise FailingCases(taxonomy, failing)
    return failing


def _checksum(text: str) -> str:
    return sha256(text.encode()).hexdigest()
