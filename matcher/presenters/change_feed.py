"""What editions decide otherwise since a result or a programme was made: the entries of its feed.

A feed is fetched and kept by others, so it holds no title and no name: rows are numbers.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _, ngettext

from matcher.core import Answers, Taxonomy, match, parse_query, write_query
from matcher.core.decisions import (
    OUTSIDE,
    Decisions,
    Difference,
    decisions,
    differences,
    load_outline,
    summarised_decisions,
)
from matcher.core.fit import FIT
from matcher.editions import PublishedRelease, edition
from matcher.later_editions import MOST, LaterEditions, later_editions
from matcher.presenters.shared import TaxonomyPair
from matcher.presenters.words import day
from matcher.programmes import StoredProgramme, StoredRow, summarised_rows
from matcher.sharing import StoredResult

MATCHES = 1_000
"""About so many are made for a feed, which takes some 0.4 s: the more rows a programme has, the
fewer of the newest editions are looked at, and at least the newest one."""

MOST_LISTED = 50
"""Rows that one entry names."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What an edition decides otherwise, in sentences. `anchor` tells it from the other entries,
    and stays the same."""

    anchor: str
    title: str
    sentences: tuple[str, ...]
    published: datetime


@dataclass(frozen=True, slots=True)
class ChangeFeed:
    """A feed, the newest entry first. The last one says what was kept."""

    title: str
    about: str
    entries: tuple[FeedEntry, ...]

    @property
    def updated(self) -> datetime:
        """When its newest entry came."""
        return self.entries[0].published


@dataclass(frozen=True, slots=True)
class Followed:
    """A piece of work: what was decided of it, how its answers are read with another taxonomy, and
    what stands before the sentences about it."""

    kept: Decisions
    answers: Callable[[Taxonomy], Answers]
    before: str = ""


def result_feed(stored: StoredResult) -> ChangeFeed:
    """The feed of a result."""
    outline = load_outline(stored.match_json)
    query = write_query(outline.answers)
    work = Followed(decisions(outline), partial(_read, query))
    release, later = edition(stored.edition), later_editions(stored.edition)
    kept = FeedEntry(
        anchor="kept",
        title=_("Kept with edition %(number)s") % {"number": release.number},
        sentences=tuple(_decided(release.taxonomy, work.kept)),
        published=stored.created_at,
    )
    changes = _changes((work,), release, later, lambda number, _count: _otherwise(number))
    return ChangeFeed(
        title=_("A result of %(day)s: what editions decide otherwise")
        % {"day": day(stored.created_at)},
        about=_about(MOST),
        entries=(*reversed(tuple(changes)), kept),
    )


def programme_feed(stored: StoredProgramme) -> ChangeFeed:
    """The feed of a programme. Rows that nothing was answered about, or that wait to be matched,
    are left out."""
    works = tuple(_followed_rows(stored))
    most = max(1, min(MOST, MATCHES // max(1, len(works))))
    later = later_editions(stored.release.number, most)
    kept = FeedEntry(
        anchor="kept",
        title=_("Matched with edition %(number)s") % {"number": stored.release.number},
        sentences=(_row_count(len(works)),),
        published=stored.created_at,
    )
    changes = _changes(works, stored.release, later, _rows_otherwise)
    return ChangeFeed(
        title=_("A programme of %(day)s: what editions decide otherwise")
        % {"day": day(stored.created_at)},
        about=_about(most),
        entries=(*reversed(tuple(changes)), kept),
    )


def _followed_rows(stored: StoredProgramme) -> Iterator[Followed]:
    for each in summarised_rows(stored):
        if each.summary and each.row.answers.picks:
            yield Followed(
                summarised_decisions(each.summary),
                partial(_read_row, each.row),
                _("Row %(number)s:") % {"number": each.row.number},
            )


def _read(query: str, taxonomy: Taxonomy) -> Answers:
    return parse_query(taxonomy, query).answers


def _read_row(row: StoredRow, taxonomy: Taxonomy) -> Answers:
    return row.read_with(taxonomy).answers


# ── What changes ─────────────────────────────────────────────────────────────────────────


def _changes(
    works: Sequence[Followed],
    release: PublishedRelease,
    later: LaterEditions,
    title: Callable[[int, int], str],
) -> Iterator[FeedEntry]:
    """An entry for each of the later editions that decides something otherwise than the one before
    it, in order. Where editions were skipped, the first says all that was changed by then, under
    one anchor whichever edition it is, so that it comes once."""
    before, seen = [work.kept for work in works], release.taxonomy
    for index, each in enumerate(later.releases):
        after = [decisions(match(each.taxonomy, work.answers(each.taxonomy))) for work in works]
        pair = TaxonomyPair(seen, each.taxonomy)
        changed = [
            _sentence(pair, work, found)
            for work, was, now in zip(works, before, after, strict=True)
            if (found := differences(was, now))
        ]
        is_first = later.skipped and index == 0
        if changed:
            yield FeedEntry(
                anchor="earlier" if is_first else f"edition-{each.number}",
                title=_by_then(each.number) if is_first else title(each.number, len(changed)),
                sentences=_listed(changed),
                published=each.published_at,
            )
        before, seen = after, each.taxonomy


def _listed(sentences: Sequence[str]) -> tuple[str, ...]:
    more = len(sentences) - MOST_LISTED
    if more <= 0:
        return tuple(sentences)
    rest = ngettext("And %(count)s further row.", "And %(count)s further rows.", more)
    return (*sentences[:MOST_LISTED], rest % {"count": more})


def _sentence(pair: TaxonomyPair, work: Followed, found: Sequence[Difference]) -> str:
    parts = "; ".join(_difference(pair, each) for each in found)
    return f"{work.before} {parts}.".lstrip()


def _difference(pair: TaxonomyPair, difference: Difference) -> str:
    return _("%(subject)s: %(after)s instead of %(before)s") % {
        "subject": _subject(pair.current, difference.subject),
        "after": _outcome(pair, difference.subject, difference.after),
        "before": _outcome(pair, difference.subject, difference.before),
    }


def _decided(taxonomy: Taxonomy, kept: Decisions) -> Iterator[str]:
    """What was decided, a sentence for each decision."""
    pair = TaxonomyPair(taxonomy, taxonomy)
    decided = {OUTSIDE: kept.outside, **kept.firsts, FIT: kept.verdict}
    for subject, outcome in decided.items():
        if outcome:
            yield _("%(subject)s: %(outcome)s.") % {
                "subject": _subject(taxonomy, subject),
                "outcome": _outcome(pair, subject, outcome),
            }


def _subject(taxonomy: Taxonomy, subject: str) -> str:
    names = {OUTSIDE: _("Kind of buying"), FIT: _("Verdict")}
    return names.get(subject) or taxonomy.index.axis_by_slug[subject].name


def _outcome(pair: TaxonomyPair, subject: str, outcome: str | None) -> str:
    if subject == OUTSIDE:
        return pair.kind(outcome)
    if subject == FIT:
        return pair.verdict(outcome) if outcome else _("no verdict")
    return pair.outcome(subject, outcome)


# ── Titles ───────────────────────────────────────────────────────────────────────────────


def _otherwise(number: int) -> str:
    return _("Edition %(number)s decides it otherwise") % {"number": number}


def _rows_otherwise(number: int, count: int) -> str:
    return ngettext(
        "Edition %(number)s decides %(count)s row otherwise",
        "Edition %(number)s decides %(count)s rows otherwise",
        count,
    ) % {"number": number, "count": count}


def _by_then(number: int) -> str:
    return _("By edition %(number)s it is decided otherwise") % {"number": number}


def _row_count(count: int) -> str:
    return ngettext(
        "%(count)s row with answers is followed.",
        "%(count)s rows with answers are followed.",
        count,
    ) % {"count": count}


def _about(most: int) -> str:
    editions = ngettext(
        "What was kept never changes. Of the editions published since, the newest one is looked "
        "at, for all that has changed by then.",
        "What was kept never changes. Of the editions published since, the newest %(count)s are "
        "looked at one by one; what others changed before is said together.",
        most,
    )
    return editions % {"count": most}
