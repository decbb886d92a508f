"""What a newer edition changes in a programme, before its rows are moved to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _, ngettext

from matcher.core import Taxonomy
from matcher.core.work_summary import WorkSummary
from matcher.editions import PublishedRelease
from matcher.presenters.problems import Problem
from matcher.presenters.programme.paging import Paging, page_among, page_slice, paging
from matcher.presenters.programme.progress import Progress, progress_while_waiting
from matcher.presenters.result.outside import named_verdict
from matcher.presenters.result.strips import strips_of
from matcher.presenters.shared import TaxonomyPair, no_longer_used
from matcher.presenters.words import edition_sentence
from matcher.programme_editions import LostAnswer, RowMove, fingerprint, row_moves
from matcher.programmes import summarised_rows
from matcher.web.programme import OpenProgramme
from matcher.web.request_input import PAGE

SEEN_FIELD = "seen"
LOOK_FIELD = "look"
STAY_FIELD = "stay"


@dataclass(frozen=True, slots=True)
class MoveView:
    """A row that comes to something else or loses answers, in sentences."""

    number: int
    name: str
    changes: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionPage:
    """The edition that the programme has, and the `newest`, which is empty where the programme is
    at it or looks at it. `looked_at` is the one whose changes are shown, and empty before somebody
    asked for one. `seen` is the field that says what was shown: None while rows wait."""

    problems: tuple[Problem, ...]
    now: str
    newest: str
    looked_at: str
    progress: Progress | None
    summary: str
    moves: tuple[MoveView, ...]
    paging: Paging | None
    seen: tuple[str, str] | None
    look_field: str
    stay_field: str
    action: str
    back: str


def edition_page(
    opened: OpenProgramme, newest: PublishedRelease, *, wanted_page: int = 1, stale: bool = False
) -> EditionPage:
    """The page, with what the edition that is looked at changes, if one is. `stale`: it is not what
    somebody wanted to move to."""
    stored, newer, action = opened.stored, opened.stored.next_release, opened.editing("edition")
    moves = row_moves(stored, newer) if newer else ()
    told = [move for move in moves if move.is_decided_otherwise or move.lost]
    number = page_among(len(told), wanted_page)
    progress = progress_while_waiting(opened, summarised_rows(stored)) if newer else None
    taxonomies = TaxonomyPair(stored.taxonomy, (newer or stored.release).taxonomy)
    return EditionPage(
        problems=(Problem(_stale(), "#changes"),) if stale else (),
        now=edition_sentence(stored.release),
        newest=edition_sentence(newest) if newest not in (stored.release, newer) else "",
        looked_at=edition_sentence(newer) if newer else "",
        progress=progress,
        summary=_summary(moves),
        moves=tuple(_move(taxonomies, move) for move in told[page_slice(number)]),
        paging=paging(len(told), number, lambda other: f"{action}?{PAGE}={other}"),
        seen=(SEEN_FIELD, fingerprint(moves)) if newer and not progress else None,
        look_field=LOOK_FIELD,
        stay_field=STAY_FIELD,
        action=action,
        back=opened.url,
    )


def _stale() -> str:
    return _(
        "The programme was changed while you looked at this. Nothing was moved: look again at what "
        "would change."
    )


def _summary(moves: Sequence[RowMove]) -> str:
    """“3 of 40 rows come to something else, and 1 loses answers”."""
    others = sum(move.is_decided_otherwise for move in moves)
    losing = sum(bool(move.lost) for move in moves)
    counts = {"others": f"{others:,}", "losing": f"{losing:,}", "count": f"{len(moves):,}"}
    sentence = ngettext(
        "Of %(count)s row %(others)s comes to something else, and %(losing)s loses answers.",
        "Of %(count)s rows %(others)s come to something else, and %(losing)s lose answers.",
        len(moves),
    )
    return sentence % counts


def _move(taxonomies: TaxonomyPair, move: RowMove) -> MoveView:
    return MoveView(
        number=move.row.number,
        name=move.row.name,
        changes=tuple(_changes(taxonomies, move)),
        lost=tuple(_lost(taxonomies, lost) for lost in move.lost),
    )


def _changes(taxonomies: TaxonomyPair, move: RowMove) -> Iterator[str]:
    """What it comes to instead of what, by decision."""
    before = _named(taxonomies.sent, move.before) if move.before else {}
    after = _named(taxonomies.current, move.after) if move.after else {}
    for decision in dict.fromkeys((*before, *after)):
        was, becomes = (named.get(decision, _("nothing")) for named in (before, after))
        if was != becomes:
            sentence = _("%(decision)s: %(after)s instead of %(before)s")
            yield sentence % {"decision": decision, "after": becomes, "before": was}


def _named(taxonomy: Taxonomy, summary: WorkSummary) -> dict[str, str]:
    """The name of what it comes to, by the name of the decision."""
    verdict = named_verdict(taxonomy, summary.verdict, summary.outside) or _("No verdict yet")
    firsts = () if summary.outside else summary.firsts
    outcomes = {strip.tag.name: strip.name for strip in strips_of(taxonomy, firsts)}
    return {_("Verdict"): verdict, **outcomes}


def _lost(taxonomies: TaxonomyPair, lost: LostAnswer) -> str:
    """The answer that is lost, and whose it is."""
    sentence = no_longer_used(taxonomies, lost.ignored)
    return f"{lost.respondent}: {sentence}" if lost.respondent else sentence
