"""Parts of a document that the memo and the sourcing brief share."""

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from matcher.core import (
    UNSURE,
    Answers,
    Bonus,
    Contribution,
    Kpi,
    Match,
    NextStep,
    Ranking,
    Source,
    Taxonomy,
    format_signed_points,
)
from matcher.core.fit import Fit
from matcher.core.implications import Implications, ranked_warnings
from matcher.core.reasons import reasons_each
from matcher.core.scope import Context, Row, Scoped
from matcher.core.taxonomy.values import Outside
from matcher.editions import PublishedRelease
from matcher.exports.document import (
    Blocks,
    Text,
    bullets,
    fill,
    join,
    link,
    paragraph,
    plain,
    prose,
    section,
    table,
)
from matcher.exports.work import Work
from matcher.presenters.assessment.cost import CostRow, CostView
from matcher.presenters.assessment.glance import GlanceRow
from matcher.presenters.assessment.numbers import PLAYBOOK
from matcher.presenters.assessment.view import AssessmentView, LeadingView
from matcher.presenters.result.decision import Decision, decision
from matcher.presenters.result.fit import FitView, fit_view
from matcher.presenters.scope import left_out_sentence, may_apply_names
from matcher.presenters.words import answer_label, answer_text, day, given as given_answers


def origin(work: Work) -> Text:
    """What a document was made from: the edition, the day and the link; and which answers nobody
    confirmed, if there are any."""
    return join((_made_from(work), _unconfirmed(work)))


def _unconfirmed(work: Work) -> str:
    """The questions whose answers an assistant gave by itself; empty where there are none."""
    asked = (question for question in work.taxonomy.questions if question.slug in work.unconfirmed)
    prompts = " ".join(question.prompt for question in asked)
    return (
        _("An assistant gave these answers, and nobody confirmed them: %(questions)s")
        % {"questions": prompts}
        if prompts
        else ""
    )


def _made_from(work: Work) -> Text:
    values = {"edition": str(work.release.number), "made": day(work.made)}
    if not isinstance(work.release, PublishedRelease):
        return fill(_("A preview of the draft, made on %(made)s."), **values)
    published = day(work.release.published_at)
    if work.token:
        sentence = _("Match with edition %(edition)s of %(published)s, made on %(made)s. %(link)s")
        label = fill(_("Link: %(link)s"), link=link(work.url, work.url))
        return fill(sentence, published=published, link=label, **values)
    return fill(
        _("Match with edition %(edition)s of %(published)s, made on %(made)s from %(link)s."),
        published=published,
        link=link(_("these answers"), work.url),
        **values,
    )


def guidance() -> Text:
    """What every page and every document ends with."""
    return plain(
        _(
            "Guidance for your own decision, not legal advice. Check duties, contracts and "
            "figures with the people who answer for them."
        )
    )


# ── Another kind of buying ───────────────────────────────────────────────────────────────


def outside_blocks(outside: Outside) -> Blocks:
    """What else this is, and what to do instead."""
    return (
        *paragraph(fill("**%(sentence)s**", sentence=outside.sentence)),
        *paragraph(prose(outside.text)),
    )


def answered(taxonomy: Taxonomy, answers: Answers) -> Iterator[tuple[str, str]]:
    """The questions with a real answer, in the order asked."""
    for question, answer in given_answers(taxonomy, answers):
        if answer != UNSURE:
            yield question.prompt, answer_text(question, answer)


# ── What is decided, and why ─────────────────────────────────────────────────────────────


def decisions_table(decisions: Iterable[Decision]) -> Blocks:
    """Every decision: what comes first, how sure that is, and what it is based on."""
    columns = ((_("Decision"), 18), (_("Outcome"), 34), (_("Because"), 48))
    return table(
        columns,
        ((view.tag.name, _outcome(view), join((view.because, view.split))) for view in decisions),
    )


def _outcome(view: Decision) -> Text:
    return fill("**%(name)s** (%(word)s)", name=view.name, word=view.word.lower())


def exclusions(view: Decision) -> Iterator[Text]:
    """Each outcome that is ruled out, and by what."""
    for outcome in view.excluded:
        yield fill("**%(name)s**: %(why)s", name=outcome.name, why=" ".join(outcome.sentences))


def reasons(taxonomy: Taxonomy, ranking: Ranking) -> Blocks:
    """The strongest reasons for the first outcome of an axis, and against it."""
    if ranking.top is None:
        return ()
    first = ranking.standings[0]
    parts: list[Contribution | Bonus] = [*first.contributions, *first.bonuses]
    parts = [part for part in parts if part.points]
    parts.sort(key=lambda part: -abs(part.points))
    view = decision(taxonomy, ranking)
    return section(
        2,
        f"{view.tag.name}: {view.name}",
        bullets(_reason(taxonomy, part) for part in parts[: reasons_each(taxonomy)]),
    )


def _reason(taxonomy: Taxonomy, part: Contribution | Bonus) -> Text:
    return fill(
        "%(points)s: %(sentence)s (%(given)s)",
        points=format_signed_points(part.points),
        sentence=part.sentence,
        given=given(taxonomy, part),
    )


def given(taxonomy: Taxonomy, part: Contribution | Bonus) -> str:
    """The answer that a reason is about."""
    if isinstance(part, Bonus):
        return _("Several of your answers together")
    question = taxonomy.index.question_by_slug[part.question]
    return f"{question.prompt} {answer_label(question, part.option)}"


# ── Make, buy or automate ────────────────────────────────────────────────────────────────


def assessment_blocks(view: AssessmentView) -> Blocks:
    """The options by the visitor's own weights, and what each should cost."""
    return (
        *paragraph(
            _(
                "For those who decide: take this part out before the document goes to providers. "
                "It tells what you pay and what you would pay."
            )
            if view.cost
            else ""
        ),
        *paragraph(fill("**%(sentence)s**", sentence=view.recommendation)),
        *bullets(view.case),
        *(block for option in view.leading for block in _leading(option)),
        *section(2, _("Every option at a glance"), _glance_table(view)),
        *section(2, _("Criteria"), _criteria_table(view)),
        *section(2, _("What each should cost"), _cost_table(view.cost) if view.cost else ()),
        *section(2, _("The numbers behind it"), _numbers_table(view)),
        *paragraph(
            fill(
                _("Method: delivery model assessment and should-cost model of %(source)s."),
                source=link(
                    _("The Sourcing Playbook (Cabinet Office, Open Government Licence v3.0)"),
                    PLAYBOOK,
                ),
            )
        ),
    )


def _leading(option: LeadingView) -> Blocks:
    """What to know of an option before it is chosen."""
    facts = (
        fill("**%(name)s**: %(text)s", name=fact.name, text=prose(fact.text))
        for fact in option.facts
    )
    return section(2, _("Before you choose “%(name)s”") % {"name": option.name}, bullets(facts))


def _glance_table(view: AssessmentView) -> Blocks:
    """Every way by its points and, where it is worked out, its cost."""
    if view.cost is None:
        names = ((_("Option"), 75), (_("Points by weight"), 25))
        return table(names, ((row.name, row.total) for row in view.glance))
    columns = (
        (_("Option"), 40),
        (_("Points by weight"), 14),
        (_("Cost, middle scenario"), 22),
        (_("Hopeful to cautious"), 24),
    )
    return table(columns, (_glance_cells(row) for row in view.glance))


def _glance_cells(row: GlanceRow) -> tuple[str, str, str, str]:
    cost = (row.cost.middle, row.cost.range or "–") if row.cost else (_("not worked out"), "–")
    return row.name, row.total or "–", *cost


def _criteria_table(view: AssessmentView) -> Blocks:
    """Each answer with its weights and what it says; options that it says nothing of are left
    out."""
    columns = (
        (_("Answer"), 36),
        (_("Your weight"), 10),
        (_("Our weight"), 10),
        (_("What it says, from +3 to −3"), 44),
    )
    return table(
        columns,
        (
            (
                fill("%(prompt)s **%(answer)s**", prompt=row.prompt, answer=row.answer),
                str(row.weight),
                str(row.our_weight),
                "; ".join(f"{mark.option} {mark.shown}" for mark in row.marks if mark.strength)
                or _("nothing"),
            )
            for row in view.criteria
        ),
    )


def _cost_table(cost: CostView) -> Blocks:
    columns = (
        (_("Scenario"), 12),
        (_("Way"), 24),
        (_("Transition"), 12),
        (_("Year by year"), 24),
        (_("In all"), 13),
        (_("Cheaper than “%(way)s”") % {"way": cost.against}, 15),
    )
    rows = (
        (scenario.name, row.way, *_cost_cells(row))
        for scenario in cost.scenarios
        for row in scenario.rows
    )
    return (
        *paragraph(_("No saving is assumed: every number is the buyer’s own.")),
        *paragraph(
            _("Currency: %(currency)s") % {"currency": cost.currency} if cost.currency else ""
        ),
        *table(columns, rows),
    )


def _numbers_table(view: AssessmentView) -> Blocks:
    columns = ((_("Way"), 36), (_("What"), 40), (_("Number"), 24))
    return table(
        columns,
        ((number.way or _("The work"), number.label, number.typed) for number in view.numbers),
    )


def _cost_cells(row: CostRow) -> tuple[str, str, str, str]:
    once, *by_year, total = row.amounts
    return once, "; ".join(by_year), total, row.sooner or "–"


# ── The fit check and the warnings ───────────────────────────────────────────────────────


def fit_blocks(taxonomy: Taxonomy, fit: Fit) -> Blocks:
    """The verdict, the stops that hold, and the score against its bands."""
    if not taxonomy.drivers:
        return ()
    view = fit_view(taxonomy, fit)
    stops = (
        fill("**%(title)s** %(effect)s", title=stop.title, effect=stop.effect)
        for stop in view.stops
    )
    return (*paragraph(verdict(taxonomy, view)), *bullets(stops), *paragraph(*_score(view)))


def verdict(taxonomy: Taxonomy, view: FitView) -> Text:
    """The verdict in sentences."""
    value = taxonomy.index.verdict_by_slug.get(view.verdict)
    name = fill("**%(name)s.**", name=view.verdict_name)
    return join((name, prose(value.text if value else ""), view.because))


def _score(view: FitView) -> tuple[str, ...]:
    """The score is said together with a verdict or not at all."""
    if not (view.verdict and view.score):
        return ()
    bands = "; ".join(f"{band.range}: {band.verdict}" for band in view.bands)
    score = _("The score is %(score)s of 10 (%(bands)s).")
    return (score % {"score": view.score, "bands": bands}, view.left_out)


def warning_blocks(taxonomy: Taxonomy, match: Match) -> Blocks:
    """The warnings that hold, hard stops first."""
    warnings = taxonomy.index.warning_by_slug
    return bullets(
        fill(
            _("**%(title)s** (hard stop): %(text)s") if stops else "**%(title)s**: %(text)s",
            title=warnings[slug].title,
            text=prose(warnings[slug].text),
        )
        for slug, stops in ranked_warnings(taxonomy, match)
    )


# ── What follows ─────────────────────────────────────────────────────────────────────────


def scope_blocks(
    taxonomy: Taxonomy, buyer: Context, scoped: Scoped[Row], name: Callable[[Row], str]
) -> Blocks:
    """What may apply once more is known of the buyer, and what is left out and why."""
    names = "; ".join(may_apply_names(taxonomy, scoped, name))
    may_apply = fill(_("May apply, depending on who you are: %(names)s."), names=prose(names))
    left_out = left_out_sentence(taxonomy, buyer, scoped)
    return (*paragraph(may_apply if names else ""), *paragraph(left_out))


def kpi_table(kpis: Iterable[Kpi], today: Callable[[Kpi], Text]) -> Blocks:
    """Measures; `today` writes what is known about each so far."""
    columns = (
        (_("Measure"), 18),
        (_("Formula"), 24),
        (_("Unit"), 14),
        (_("Typical range"), 28),
        (_("Today"), 16),
    )
    return table(
        columns,
        ((kpi.name, prose(kpi.formula), kpi_unit(kpi), kpi_range(kpi), today(kpi)) for kpi in kpis),
    )


def kpi_unit(kpi: Kpi) -> str:
    """The unit of a measure, and which way is better."""
    return _("%(unit)s; better: %(better)s") % {"unit": kpi.unit, "better": kpi.better.lower()}


def kpi_range(kpi: Kpi) -> Text:
    """The range with its sources; without one, what to do instead."""
    note = prose(kpi.range_note)
    if not kpi.range:
        return note or plain(_("No reliable range: measure a baseline first."))
    return join((fill("%(range)s.", range=prose(kpi.range)), note, sources(kpi.sources)))


def sources(values: Iterable[Source]) -> Text:
    """Where a figure comes from, each source with its grade; empty without one."""
    listed = join(map(_source, values), "; ")
    return fill(_("Source: %(sources)s."), sources=listed) if listed else ()


def _source(source: Source) -> Text:
    return join(
        (
            link(source.title, source.url),
            fill(_("(grade %(grade)s)"), grade=source.grade) if source.grade else "",
            fill("– %(note)s", note=prose(source.note.rstrip("."))) if source.note else "",
        )
    )


def steps(rows: Iterable[NextStep], *, verdict: str = "", axis: str = "") -> tuple[Text, ...]:
    """What to do in any case, with this verdict, or to check on this axis."""
    return tuple(prose(step.text) for step in rows if (step.verdict, step.axis) == (verdict, axis))


def step_blocks(taxonomy: Taxonomy, match: Match) -> Blocks:
    """What to do in any case, what to do with the verdict, and what to check axis by axis."""
    rows = Implications(taxonomy, match).next_steps
    value = taxonomy.index.verdict_by_slug.get(match.fit.verdict or "")
    named = section(2, value.name, _numbered(rows, verdict=value.slug)) if value else ()
    return (
        *section(2, _("In any case"), _numbered(rows)),
        *named,
        *section(2, _("To check"), bullets(_checks(taxonomy, rows))),
    )


def _numbered(rows: Iterable[NextStep], verdict: str = "") -> Blocks:
    return bullets(steps(rows, verdict=verdict), numbered=True)


def _checks(taxonomy: Taxonomy, rows: Iterable[NextStep]) -> Iterator[Text]:
    for axis in taxonomy.axes:
        if checks := tuple(steps(rows, axis=axis.slug)):
            yield fill("**%(axis)s**: %(steps)s", axis=axis.name, steps=join(checks))
