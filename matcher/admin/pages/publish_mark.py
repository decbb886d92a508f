"""What a publisher read before publishing. The form carries it, so that nothing goes out that was
not read, and so that what moved meanwhile can be named."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Self

from django.core import signing
from pydantic import TypeAdapter, ValidationError

from matcher.admin.pages.fingerprint import digest, fingerprint_of
from matcher.core.taxonomy.diff import Change
from matcher.draft.review import DraftReview
from matcher.editions import PublishedRelease

MOST_NAMED = 500
"""Changed rows that a form remembers by name. Beyond that it only notices that something moved."""

_SALT = "what a publisher read"

ChangeMark = tuple[str, str, str]
"""A changed row as it was read: its location as a string, its name, and the digest of what changes
in it."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What is not as it was read: the changes that are new or others now, the names of the rows
    that are again as in the edition, and the slugs of the cases that began to fail. `edition` is
    whether another edition was published."""

    changes: tuple[Change, ...] = ()
    taken_back: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    edition: bool = False

    @property
    def is_named(self) -> bool:
        """Whether anything can be said of what moved."""
        return bool(self.changes or self.taken_back or self.failing or self.edition)


@dataclass(frozen=True, slots=True)
class PublishMark:
    """The draft, the cases and the edition that a publisher read. `number` is that of the edition,
    0 for none; `failing` are the slugs of the cases that failed; `changes` is empty where they are
    too many to be named."""

    fingerprint: str
    number: int
    failing: tuple[str, ...]
    changes: tuple[ChangeMark, ...]

    @classmethod
    def of(
        cls, review: DraftReview, edition: PublishedRelease | None, changes: Sequence[Change]
    ) -> Self:
        """The mark of what is read now. The draft has to be valid."""
        return cls(
            fingerprint=fingerprint_of(review.taxonomy, edition, review.cases),
            number=edition.number if edition else 0,
            failing=tuple(result.case.slug for result in review.failing),
            changes=cls.of_changes(changes),
        )

    @staticmethod
    def of_changes(changes: Sequence[Change]) -> tuple[ChangeMark, ...]:
        """The marks of the changes, unless they are too many."""
        return tuple(map(_mark, changes)) if len(changes) <= MOST_NAMED else ()

    @classmethod
    def unpacked(cls, packed: str) -> Self | None:
        """The mark that `packed` wrote; None for any other string."""
        try:
            return TypeAdapter(cls).validate_python(signing.loads(packed, salt=_SALT))
        except (signing.BadSignature, ValidationError):
            return None

    def packed(self) -> str:
        """A signed string."""
        return signing.dumps(asdict(self), salt=_SALT, compress=True)

    def moved_to(self, now: "PublishMark", changes: Sequence[Change]) -> Moved:
        """What differs between this mark and that of now, which has these changes. Once another
        edition is there, all changes are others, and none is named."""
        if self.number != now.number:
            return Moved(edition=True)
        return Moved(
            changes=tuple(self._moved_changes(changes)),
            taken_back=tuple(self._taken_back(changes)),
            failing=tuple(slug for slug in now.failing if slug not in self.failing),
        )

    def _moved_changes(self, changes: Sequence[Change]) -> Iterator[Change]:
        known = set(self.changes)
        if known and len(changes) <= MOST_NAMED:
            yield from (change for change in changes if _mark(change) not in known)

    def _taken_back(self, changes: Sequence[Change]) -> Iterator[str]:
        changed = {str(change.location) for change in changes}
        yield from (name for location, name, _digest in self.changes if location not in changed)


def _mark(change: Change) -> ChangeMark:
    fields = (text for field in change.fields for text in (field.name, field.before, field.after))
    return str(change.location), change.display_name, digest(change.kind, *fields)[:16]
