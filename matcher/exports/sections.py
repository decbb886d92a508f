"""Parts of a result in Markdown, as the memo and the sourcing brief have them."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from matcher.core import Kpi, Match, Outcome, Source, Taxonomy
from matcher.core.fit import Fit
from matcher.core.implications import ranked_warnings
from matcher.editions import PublishedRelease
from matcher.exports.markdown import Markdown, bullets, fill, join_inline, link, rich, under
from matcher.presenters.result_decision import Decision
from matcher.presenters.result_fit import FitView, fit_view
from matcher.presenters.words import day
from matcher.sharing import StoredResult


def origin(stored: StoredResult, made_with: PublishedRelease, url: str) -> Markdown:
    """What a file was made from: the edition, the day and the link."""
    return fill(
        _("Match with edition %(edition)s of %(published)s, made on %(made)s. Link: %(link)s"),
        edition=str(made_with.number),
        published=day(made_with.published_at),
        made=day(stored.created_at),
        link=Markdown(f"<{url}>"),
    )


def guidance() -> Markdown:
    """What every page and every file ends with."""
    return fill(
        "*%(text)s*",
        text=_(
            "Guidance for your own decision, not legal advice. Check duties, contracts and "
            "figures with the people who answer for them."
        ),
    )


def exclusions(decision: Decision) -> tuple[Markdown, ...]:
    """Each outcome that is ruled out, and by what."""
    return tuple(
        fill("**%(name)s**: %(why)s", name=outcome.name, why=" ".join(outcome.sentences))
        for outcome in decision.excluded
    )


# ── The fit check and the warnings ───────────────────────────────────────────────────────


def fit_markdown(taxonomy: Taxonomy, fit: Fit) -> tuple[Markdown, ...]:
    """The verdict, the stops that hold, and the score against its bands."""
    if not taxonomy.drivers:
        return ()
    view = fit_view(taxonomy, fit)
    stops = (
        fill("**%(title)s** %(effect)s", title=stop.title, effect=stop.effect)
        for stop in view.stops
    )
    return (verdict_markdown(taxonomy, view), bullets(stops), *_score(view))


def verdict_markdown(taxonomy: Taxonomy, fit: FitView) -> Markdown:
    """The verdict in sentences."""
    verdict = taxonomy.index.verdict_by_slug.get(fit.verdict)
    name = fill("**%(name)s.**", name=fit.verdict_name)
    return join_inline((name, rich(verdict.text if verdict else ""), fit.because))


def _score(fit: FitView) -> tuple[Markdown, ...]:
    if not fit.score:
        return ()
    bands = (
        fill(
            "**%(range)s: %(verdict)s**" if band.reached else "%(range)s: %(verdict)s",
            range=band.range,
            verdict=band.verdict,
        )
        for band in fit.bands
    )
    score = fill(_("The score is %(score)s of 10; its bands:"), score=fit.score)
    return (score, bullets(bands), join_inline((fit.left_out,)))


def warnings_markdown(taxonomy: Taxonomy, match: Match) -> Markdown:
    """The warnings that hold, hard stops first."""
    return bullets(
        fill(
            _("**%(title)s** (hard stop): %(text)s") if stops else "**%(title)s**: %(text)s",
            title=taxonomy.index.warning_by_slug[slug].title,
            text=rich(taxonomy.index.warning_by_slug[slug].text),
        )
        for slug, stops in ranked_warnings(taxonomy, match)
    )


# ── What follows ─────────────────────────────────────────────────────────────────────────


def kpis_markdown(family: Outcome, *, today: Callable[[Kpi], str] | None = None) -> Markdown:
    """The KPIs of a family; `today` writes what is known about each so far."""
    return bullets(
        under(
            fill("**%(name)s**", name=kpi.name),
            (
                fill(_("Formula: %(formula)s"), formula=rich(kpi.formula)),
                fill(
                    _("Unit: %(unit)s. Better: %(better)s."),
                    unit=kpi.unit,
                    better=kpi.better.lower(),
                ),
                _range(kpi),
                *((today(kpi),) if today else ()),
            ),
        )
        for kpi in family.kpis
    )


def _range(kpi: Kpi) -> Markdown:
    """The range with its sources; without one, what to do instead."""
    note = rich(kpi.range_note)
    if not kpi.range:
        return note or fill(_("No reliable range: measure a baseline first."))
    return join_inline(
        (
            fill(_("Typical range: %(range)s."), range=rich(kpi.range)),
            note,
            sources_markdown(kpi.sources),
        )
    )


def sources_markdown(sources: Iterable[Source]) -> Markdown:
    """Where a figure comes from, each source with its grade; empty without one."""
    listed = join_inline(map(_source, sources), "; ")
    return fill(_("Source: %(sources)s."), sources=listed) if listed else listed


def _source(source: Source) -> Markdown:
    return join_inline(
        (
            link(source.title, source.url) if source.url else source.title,
            fill(_("(grade %(grade)s)"), grade=source.grade) if source.grade else "",
            fill("– %(note)s", note=rich(source.note)) if source.note else "",
        )
    )


def steps_markdown(taxonomy: Taxonomy, *, verdict: str = "", axis: str = "") -> Markdown:
    """What to do in any case, with this verdict, or to check on this axis."""
    return bullets(
        rich(step.text)
        for step in taxonomy.next_steps
        if (step.verdict, step.axis) == (verdict, axis)
    )
