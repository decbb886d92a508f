"""Editions: publish the draft, and hand out what was published.

Together with `draft` the only door between tables and core.
"""

from dataclasses import dataclass, field, fields as fields_of
from datetime import datetime
from functools import lru_cache
from time import monotonic

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import (
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    connection,
    transaction,
)
from django.utils import timezone
from django.utils.translation import gettext as _

from matcher.core import CaseResult, Taxonomy, failure_reasons
from matcher.core.checks import Finding
from matcher.core.places import Places
from matcher.core.taxonomy.diff import diff_taxonomies
from matcher.draft.apply import apply_taxonomy
from matcher.draft.review import DraftReview
from matcher.models import Edition
from matcher.place_facts import compute, prepare, prepared
from matcher.read_texts import read_ahead

MAX_CACHED_EDITIONS = 8
"""Editions that one process keeps compiled: the current one and those that old links need."""

MAX_LISTED_EDITIONS = 40
"""Editions that a list for visitors names."""

YEARS_PREPARED = 2
"""For so many years publishing prepares what is known of places: this one and the next."""

DATABASE_AWAY = (OperationalError, InterfaceError, InternalError)
"""What is raised when the database does not answer, is locked, full or read-only."""

PAUSE_SECONDS = 2
"""For so long a database that did not answer is not asked for the current edition again."""

_CURRENT_NUMBER = 'SELECT MAX("number") FROM "matcher_edition"'


class NoEdition(Exception):
    """There is no such edition, or none at all yet."""


class InvalidTaxonomy(Exception):
    """The draft cannot be published. `findings` are the errors in it."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(finding.sentence for finding in findings))
        self.findings = findings


class FailingCases(Exception):
    """Cases do not have the result that they must have, and nobody accepted that. `results` are
    those of the failing cases; the message says why each of them fails."""

    def __init__(self, taxonomy: Taxonomy, results: tuple[CaseResult, ...]) -> None:
        sentences = (
            f"{result.case.title}: {' '.join(failure_reasons(taxonomy, result))}"
            for result in results
        )
        super().__init__("\n".join(sentences))
        self.results = results


class PublishedMeanwhile(Exception):
    """Somebody else published at the same moment; nothing of ours was written."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody else has just published. Look at their edition, then publish again.")
        )


class Unchanged(Exception):
    """The draft says what the current edition says already. `number` is that edition."""

    def __init__(self, number: int) -> None:
        super().__init__(_("Nothing has changed since edition %(number)s.") % {"number": number})
        self.number = number


@dataclass(frozen=True, kw_only=True)
class Release:
    """What answers are matched with: an edition or, in a preview, the draft. Two of a kind are
    equal when their checksums are, so that what is made from one can be cached under it.

    `former_questions` are the slugs of questions that earlier editions asked and this one does
    not. They tell an old address from parameters that were never ours.
    """

    number: int
    sha256: str
    taxonomy: Taxonomy = field(compare=False)
    former_questions: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def ever_asked(self) -> frozenset[str]:
        """The slugs of the questions that this release or an earlier edition asks."""
        return self.former_questions | _asked(self.taxonomy)


@dataclass(frozen=True, kw_only=True)
class PublishedRelease(Release):
    """An edition as visitors use it. `id` is the key of its row: only results of a published
    release can be stored."""

    id: int
    note: str
    published_at: datetime


@dataclass(frozen=True, kw_only=True)
class DraftRelease(Release):
    """The draft as visitors would use it. `number` is the one that it would be published under."""


def current() -> PublishedRelease:
    """The edition with the highest number. Asks the database for that number every time, so
    that every process follows a publication at once; while the database does not answer, it is
    the last one that this process has read. Raises NoEdition."""
    return _current.edition()


def current_number() -> int:
    """The number of the current edition, as the database has it. Raises NoEdition."""
    with connection.cursor() as cursor:
        cursor.execute(_CURRENT_NUMBER)
        number: int | None = cursor.fetchone()[0]
    if number is None:
        raise NoEdition(_("Nothing has been published yet."))
    return number


class _Current:
    """The current edition, remembered for when the database does not answer."""

    def __init__(self) -> None:
        self._last: PublishedRelease | None = None
        self._ask_after = 0.0

    def edition(self) -> PublishedRelease:
        """The edition. Raises NoEdition, and DATABASE_AWAY while none is remembered."""
        if self._last is not None and monotonic() < self._ask_after:
            return self._last
        if self._ask_after:  # one request asks again; the others go on meanwhile
            self._ask_after = monotonic() + PAUSE_SECONDS
        try:
            self._last = edition(current_number())
        except DATABASE_AWAY:
            self._ask_after = monotonic() + PAUSE_SECONDS
            if self._last is None:
                raise
            return self._last
        self._ask_after = 0.0
        return self._last

    def forget(self) -> None:
        """Remember none."""
        self._last, self._ask_after = None, 0.0


_current = _Current()


def forget_editions() -> None:
    """Forget everything that this process has read: for tests, whose databases have editions of
    their own."""
    edition.cache_clear()
    _places.cache_clear()
    _current.forget()


@lru_cache(maxsize=MAX_CACHED_EDITIONS)
def edition(number: int) -> PublishedRelease:
    """The edition of that number, compiled once per process. Raises NoEdition."""
    try:
        row = Edition.objects.get(number=number)
    except Edition.DoesNotExist:
        raise NoEdition(_("There is no edition %(number)s.") % {"number": number}) from None
    return PublishedRelease(
        id=row.pk,
        number=row.number,
        sha256=row.sha256,
        note=row.note,
        published_at=row.published_at,
        taxonomy=Taxonomy.from_json(row.taxonomy_json),
        former_questions=frozenset(row.former_questions.split()),
    )


def places(release: Release, year: int) -> Places | None:
    """What is known of places in this year, as it was prepared for the edition; for a draft it is
    computed now. None where nothing was prepared or the database does not answer."""
    if not release.taxonomy.places:
        return None
    try:
        return _places(release, year)
    except DATABASE_AWAY:
        return None


@lru_cache(maxsize=MAX_CACHED_EDITIONS)
def _places(release: Release, year: int) -> Places | None:
    if isinstance(release, PublishedRelease):
        known = prepared(release.id, year)
    else:
        known = compute(release.taxonomy, year)
    return Places(release.taxonomy, known) if known else None


def prepare_places(years: int) -> int:
    """Prepare what is known of places in this year and those after it, so many in all, for the
    current edition; return for how many it was not prepared yet. Raises NoEdition."""
    row = Edition.objects.get(number=current_number())
    return prepare(row, edition(row.number).taxonomy, _years(years))


def _years(count: int) -> tuple[int, ...]:
    first = timezone.now().year
    return tuple(range(first, first + count))


@dataclass(frozen=True, slots=True)
class EditionEntry:
    """An edition as anybody may know it: no content, nobody's name. `changes` counts its rows that
    the edition before did not have so."""

    number: int
    published_at: datetime
    note: str
    changes: int
    rolls_back_to: int | None


def latest_editions() -> tuple[tuple[EditionEntry, ...], int]:
    """The latest editions, the newest first, and how many there are in all."""
    fields = (one.name for one in fields_of(EditionEntry))
    rows = Edition.objects.order_by("-number").values_list(*fields)[:MAX_LISTED_EDITIONS]
    entries = tuple(EditionEntry(*row) for row in rows)
    listed_all = len(entries) < MAX_LISTED_EDITIONS
    return entries, len(entries) if listed_all else Edition.objects.count()


def draft() -> DraftRelease:
    """The draft as visitors would use it once it is published. Raises InvalidTaxonomy."""
    review = DraftReview.read()
    require_valid(review)
    latest = Edition.objects.values_list("number", flat=True).first()
    ever_asked = edition(latest).ever_asked if latest else frozenset()
    return _draft(review.json, review.sha256, (latest or 0) + 1, ever_asked)


@lru_cache(maxsize=1)
def _draft(
    taxonomy_json: str, sha256: str, number: int, ever_asked: frozenset[str]
) -> DraftRelease:
    """The same value for the same JSON, so that what is made from it is made once."""
    taxonomy = Taxonomy.from_json(taxonomy_json)
    return DraftRelease(
        number=number,
        sha256=sha256,
        taxonomy=taxonomy,
        former_questions=ever_asked - _asked(taxonomy),
    )


def _asked(taxonomy: Taxonomy) -> frozenset[str]:
    return frozenset((*taxonomy.index.question_by_slug, *taxonomy.index.context_by_slug))


# ── Publishing ───────────────────────────────────────────────────────────────────────────


def publish(
    *,
    note: str,
    by: AbstractBaseUser | None = None,
    accepted_because: str = "",
    rolls_back_to: int | None = None,
    review: DraftReview | None = None,
    replaces: int | None = None,
) -> Edition:
    """Freeze the draft as the next edition. `rolls_back_to` is the number of the older edition that
    it repeats, if it does. Where a `review` is given, the draft is published as it was then; where
    `replaces` is given, only in the place of the edition of that number, 0 for none.

    Raises InvalidTaxonomy when a finding is an error, Unchanged when the draft is the current
    edition word for word, FailingCases unless the edition says why failing cases are accepted,
    PublishedMeanwhile, and ValidationError for a note that is empty, too long or has control
    characters; in each case nothing is written.
    """
    if settings.SEMANTIC:  # before the transaction: others may write meanwhile
        read_ahead((review or DraftReview.read()).taxonomy)
    try:
        with transaction.atomic():
            return _freeze(
                note=note,
                by=by,
                accepted_because=accepted_because.strip(),
                rolls_back_to=rolls_back_to,
                review=review or DraftReview.read(),
                replaces=replaces,
            )
    except IntegrityError:
        raise PublishedMeanwhile from None


def roll_back(
    number: int,
    *,
    note: str,
    by: AbstractBaseUser | None = None,
    accepted_because: str = "",
) -> Edition:
    """Make the draft say what an older edition says, and publish it as the next one: both or
    neither. Raises NoEdition, StillUsed, Unstorable, and what `publish` raises."""
    reason = _("Roll back to edition %(number)s") % {"number": number}
    with transaction.atomic():
        apply_taxonomy(edition(number).taxonomy, reason=reason, by=by)
        return publish(note=note, by=by, accepted_because=accepted_because, rolls_back_to=number)


def _freeze(
    *,
    note: str,
    by: AbstractBaseUser | None,
    accepted_because: str,
    rolls_back_to: int | None,
    review: DraftReview,
    replaces: int | None,
) -> Edition:
    latest = Edition.objects.order_by("-number").first()
    if replaces is not None and replaces != (latest.number if latest else 0):
        raise PublishedMeanwhile
    require_valid(review)
    if latest and latest.sha256 == review.sha256:
        raise Unchanged(latest.number)
    if review.failing and not accepted_because:
        raise FailingCases(review.taxonomy, review.failing)
    row = Edition(
        number=latest.number + 1 if latest else 1,
        taxonomy_json=review.json,
        sha256=review.sha256,
        note=note,
        published_at=timezone.now(),
        published_by_id=by.pk if by else None,
        rolls_back_to=rolls_back_to,
        changes=_count_changes(latest, review),
        former_questions="\n".join(_former_questions(latest, review)),
        failing_cases="\n".join(result.case.slug for result in review.failing),
        accepted_because=accepted_because if review.failing else "",
    )
    row.clean_fields(exclude=["taxonomy_json"])  # its texts were checked row by row
    row.save(force_insert=True)
    prepare(row, review.taxonomy, _years(YEARS_PREPARED))
    return row


def _count_changes(latest: Edition | None, review: DraftReview) -> int:
    if latest is None:
        return 0
    return len(diff_taxonomies(Taxonomy.from_json(latest.taxonomy_json), review.taxonomy))


def _former_questions(latest: Edition | None, review: DraftReview) -> list[str]:
    if latest is None:
        return []
    return sorted(edition(latest.number).ever_asked - _asked(review.taxonomy))


def require_valid(review: DraftReview) -> None:
    """Raises InvalidTaxonomy where something prevents publishing the draft."""
    if review.errors:
        raise InvalidTaxonomy(review.errors)
