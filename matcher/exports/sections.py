"""Parts of a result in Markdown, as the memo and the sourcing brief have them."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from matcher.core.fit import Fit
from matcher.core.implications import warnings_in_rank
from matcher.core.matching import Match
from matcher.core.taxonomy.values import Kpi, Outcome, Source, Taxonomy
from matcher.editions import Published
from matcher.exports.markdown import Markdown, bullets, fill, joined, link, rich, under
from matcher.presenters.result_decision import Decision
from matcher.presenters.result_fit import FitShown, fit_shown
from matcher.presenters.share_form import day
from matcher.sharing import Shared


def origin(stored: Shared, made_with: Published, address: str) -> Markdown:
    """Where a file comes from: the edition, the day and the link."""
    return fill(
        _("Match with edition %(edition)s of %(published)s, made on %(made)s. Link: %(link)s"),
        edition=str(made_with.number),
        published=day(made_with.published_at),
        made=day(stored.created_at),
        link=Markdown(f"<{address}>"),
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
        fill("**%(name)s**: %(why)s", name=one.name, why=" ".join(one.sentences))
        for one in decision.excluded
    )


# ── The fit check and the warnings ───────────────────────────────────────────────────────


def fit_written(taxonomy: Taxonomy, fit: Fit) -> tuple[Markdown, ...]:
    """The verdict, the stops that hold, and the score against its bands."""
    if not taxonomy.drivers:
        return ()
    shown = fit_shown(taxonomy, fit)
    stops = (
        fill("**%(title)s** %(effect)s", title=one.title, effect=one.effect) for one in shown.stops
    )
    return (verdict_written(taxonomy, shown), bullets(stops), *_score(shown))


def verdict_written(taxonomy: Taxonomy, shown: FitShown) -> Markdown:
    """The verdict in sentences."""
    verdict = taxonomy.verdict_by_slug.get(shown.verdict)
    name = fill("**%(name)s.**", name=shown.verdict_name)
    return joined((name, rich(verdict.text if verdict else ""), shown.because))


def _score(shown: FitShown) -> tuple[Markdown, ...]:
    if not shown.score:
        return ()
    bands = (
        fill(
            "**%(range)s: %(verdict)s**" if one.reached else "%(range)s: %(verdict)s",
            range=one.range,
            verdict=one.verdict,
        )
        for one in shown.bands
    )
    score = fill(_("The score is %(score)s of 10; its bands:"), score=shown.score)
    return (score, bullets(bands), joined((shown.left_out,)))


def warnings_written(taxonomy: Taxonomy, match: Match) -> Markdown:
    """The warnings that hold, hard stops first."""
    return bullets(
        fill(
            _("**%(title)s** (hard stop): %(text)s") if stops else "**%(title)s**: %(text)s",
            title=taxonomy.warning_by_slug[slug].title,
            text=rich(taxonomy.warning_by_slug[slug].text),
        )
        for slug, stops in warnings_in_rank(taxonomy, match)
    )


# ── What follows ─────────────────────────────────────────────────────────────────────────


def measures_written(family: Outcome, *, today: Callable[[Kpi], str] | None = None) -> Markdown:
    """The KPIs of a family; `today` writes what is known of each so far."""
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
    return joined(
        (
            fill(_("Typical range: %(range)s."), range=rich(kpi.range)),
            note,
            sources_written(kpi.sources),
        )
    )


def sources_written(sources: Iterable[Source]) -> Markdown:
    """Where a figure comes from, each source with its grade; empty without one."""
    written = joined(map(_source, sources), "; ")
    return fill(_("Source: %(sources)s."), sources=written) if written else written


def _source(source: Source) -> Markdown:
    return joined(
        (
            link(source.title, source.url) if source.url else source.title,
            fill(_("(grade %(grade)s)"), grade=source.grade) if source.grade else "",
            fill("– %(note)s", note=rich(source.note)) if source.note else "",
        )
    )


def steps_written(taxonomy: Taxonomy, *, verdict: str = "", axis: str = "") -> Markdown:
    """What to do in any case, with this verdict, or to check on this axis."""
    return bullets(
        rich(step.text)
        for step in taxonomy.next_steps
        if (step.verdict, step.axis) == (verdict, axis)
    )
