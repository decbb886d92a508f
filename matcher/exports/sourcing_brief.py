"""The draft of a sourcing brief in Markdown, from a stored result: what a provider needs to know.

It inherits the answers; whatever they do not say is marked as a blank to be filled in.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _, ngettext

from matcher.core import (
    NOT_SURE,
    Kpi,
    Match,
    Outcome,
    PricingModel,
    Profile,
    Question,
    Ranking,
    Regime,
    Taxonomy,
)
from matcher.core.implications import (
    NearServiceLine,
    family_of,
    nearest_lines,
    pricing_rules,
    regimes,
    waits,
)
from matcher.core.sensitivity import Unknown, unknowns
from matcher.core.taxonomy.values import Part
from matcher.editions import PublishedRelease
from matcher.exports.markdown import (
    Markdown,
    bullets,
    document,
    fill,
    heading,
    join_inline,
    rich,
    section,
    under,
)
from matcher.exports.sections import (
    exclusions,
    guidance,
    kpis_markdown,
    origin,
    sources_markdown,
    steps_markdown,
    verdict_markdown,
    warnings_markdown,
)
from matcher.presenters.result_change import value_sentence
from matcher.presenters.result_decision import decision
from matcher.presenters.result_fit import fit_view
from matcher.sharing import StoredResult
from matcher.wording import join_and


def brief(stored: StoredResult, made_with: PublishedRelease, url: str) -> str:
    """The draft in Markdown. The URL is that of the result's link."""
    taxonomy, match = made_with.taxonomy, stored.match
    family = family_of(taxonomy, match)
    return document(
        heading(1, _("Sourcing brief: %(title)s") % {"title": _title(stored, family)}),
        _how_to_use(),
        origin(stored, made_with, url),
        section(2, _("Scope"), *_scope(taxonomy, match, family)),
        section(2, _("Service lines"), *_lines(match, family)),
        section(2, _("What the work is"), _answers(taxonomy, match, "work"), *_figures()),
        section(2, _("How and where"), _answers(taxonomy, match, "terms"), *_axes(taxonomy, match)),
        section(2, _("What to measure"), _measures(family)),
        section(2, _("How it is run"), _running(family)),
        section(2, _("Pricing"), *_pricing(taxonomy, match, family)),
        _shortlist(taxonomy, match, family),
        section(2, _("Risks and controls"), _risks(family)),
        section(2, _("What to watch out for"), warnings_markdown(taxonomy, match)),
        section(2, _("Rules that may apply"), *_regimes(taxonomy, match)),
        section(2, _("Open questions"), _open(taxonomy, match)),
        guidance(),
    )


def blank(what: str) -> Markdown:
    """What somebody still has to write."""
    return fill(_("[to be filled in: %(what)s]"), what=what)


def _undecided() -> Markdown:
    """What is written instead of anything that depends on the family."""
    return blank(_("depends on the kind of work, which the answers do not decide yet"))


def _title(stored: StoredResult, family: Outcome | None) -> str:
    return stored.title or (family.name if family else _("work to be described"))


def _how_to_use() -> Markdown:
    return fill(
        _(
            "A draft to work on. It says what the answers say; whatever they leave open is marked "
            "%(blank)s. “You” is the organisation that buys."
        ),
        blank=blank("…"),
    )


# ── Scope ────────────────────────────────────────────────────────────────────────────────


def _scope(taxonomy: Taxonomy, match: Match, family: Outcome | None) -> tuple[Markdown, ...]:
    """The scope in sentences, and what no answer can say about it."""
    verdict = verdict_markdown(taxonomy, fit_view(taxonomy, match.fit)) if taxonomy.drivers else ""
    return (
        join_inline(_decided(taxonomy, ranking) for ranking in match.rankings.values()),
        fill(_("Fit check: %(verdict)s"), verdict=verdict) if verdict else Markdown(),
        bullets(
            (
                blank(_("who you are, and whom providers may ask")),
                blank(_("where the scope begins and ends, and what stays inside")),
                blank(_("who does the work today, and from when on it should be done elsewhere")),
            )
        ),
    )


def _decided(taxonomy: Taxonomy, ranking: Ranking) -> Markdown:
    """One decision, and what it means."""
    view = decision(taxonomy, ranking)
    axis = view.tag.name[:1].lower() + view.tag.name[1:]
    outcome = taxonomy.index.outcome_by_slug.get((ranking.axis, view.outcome))
    if outcome is None:
        return fill(_("The %(axis)s is %(blank)s."), axis=axis, blank=blank(view.asks))
    means = rich(outcome.profile.definition) if outcome.profile else outcome.summary
    sentence = _("The %(axis)s is **%(name)s** (%(word)s).")
    return join_inline(
        (fill(sentence, axis=axis, name=view.name, word=view.word.lower()), means, view.split)
    )


def _lines(match: Match, family: Outcome | None) -> tuple[Markdown, ...]:
    """The service lines, the nearest first."""
    if family is None:
        return (_undecided(),)
    return (
        fill(_("The nearest to the answers first.")),
        bullets(map(_line, nearest_lines(family, match.answers))),
        blank(_("which of these are in scope, and how much of each")),
    )


def _line(near: NearServiceLine) -> Markdown:
    line = near.line
    agrees = ngettext(
        "(%(agreeing)s of %(typical)s typical answer)",
        "(%(agreeing)s of %(typical)s typical answers)",
        len(line.typical),
    ) % {"agreeing": near.agreeing, "typical": len(line.typical)}
    name = fill("**%(name)s**", name=line.name)
    return under(join_inline((name, agrees if near.agreeing else "", rich(line.note))), line.tasks)


# ── The answers ──────────────────────────────────────────────────────────────────────────


def _answers(taxonomy: Taxonomy, match: Match, part: Part) -> Markdown:
    """The answers of one part of the walk; for a question without one, what there is to choose
    from."""
    picks = match.answers.as_dict()
    return bullets(
        join_inline(
            (
                fill("**%(prompt)s**", prompt=question.prompt),
                _answer(question, picks.get(question.slug, "")),
            )
        )
        for question in taxonomy.questions
        if question.part == part and (not question.between or question.slug in picks)
    )


def _answer(question: Question, pick: str) -> Markdown:
    option = question.option(pick)
    if option is None:
        offered = "; ".join(option.label for option in question.options)
        return blank(_("one of: %(offered)s") % {"offered": offered})
    return join_inline((fill("%(label)s.", label=option.label), option.hint))


def _figures() -> tuple[Markdown, ...]:
    """What no answer can say."""
    return (
        fill(_("Providers also need figures and names:")),
        bullets(
            (
                blank(_("items a month over the last three months, and the busiest day")),
                blank(_("minutes an item takes, from the first touch to the last")),
                blank(_("share of items with an error or a second round")),
                blank(_("systems by name, classes of data, and who may see them")),
            )
        ),
    )


# ── How and where ────────────────────────────────────────────────────────────────────────


def _axes(taxonomy: Taxonomy, match: Match) -> Iterator[Markdown]:
    """The decisions that are not about a family, with what is known about the first outcome."""
    for axis, ranking in match.rankings.items():
        outcome = taxonomy.index.outcome_by_slug.get((axis, ranking.top or ""))
        if outcome is None or outcome.profile is None:
            yield _axis(taxonomy, ranking, outcome)


def _axis(taxonomy: Taxonomy, ranking: Ranking, outcome: Outcome | None) -> Markdown:
    view = decision(taxonomy, ranking)
    title = f"{view.tag.name}: {view.name}" if outcome else view.tag.name
    facts = outcome.facts if outcome else ()
    return section(
        3,
        title,
        view.because if outcome else blank(view.asks),
        bullets(
            fill("**%(name)s**: %(text)s", name=fact.name, text=rich(fact.text)) for fact in facts
        ),
        section(4, _("Ruled out"), bullets(exclusions(view))),
        section(4, _("To settle"), steps_markdown(taxonomy, axis=ranking.axis)),
    )


# ── What the family brings ───────────────────────────────────────────────────────────────


def _measures(family: Outcome | None) -> Markdown:
    def today(kpi: Kpi) -> Markdown:
        return blank(_("your figure today") if kpi.range else _("a baseline, measured first"))

    return kpis_markdown(family, today=today) if family else _undecided()


def _running(family: Outcome | None) -> Markdown:
    profile = family.profile if family else None
    if profile is None:
        return _undecided()
    return bullets(
        fill("**%(name)s**: %(text)s", name=name, text=rich(text))
        for name, text in _profile(profile)
    )


def _profile(profile: Profile) -> tuple[tuple[str, str], ...]:
    return (
        (_("Staffing model"), profile.staffing),
        (_("Quality model"), profile.quality),
        (_("Training model"), profile.training),
        (_("Automation potential"), profile.automation),
    )


def _risks(family: Outcome | None) -> Markdown:
    profile = family.profile if family else None
    return _undecided() if profile is None else bullets(map(rich, profile.risks))


def _shortlist(taxonomy: Taxonomy, match: Match, family: Outcome | None) -> Markdown:
    """What providers have to show; or what to do first, if the verdict advises to wait."""
    verdict = match.fit.verdict or ""
    if waits(taxonomy, verdict):
        return section(
            2,
            _("Before you look for providers"),
            steps_markdown(taxonomy, verdict=verdict),
        )
    profile = family.profile if family else None
    criteria = bullets(map(rich, profile.shortlist)) if profile else _undecided()
    return section(2, _("Criteria for a shortlist of providers"), criteria)


# ── Pricing and rules ────────────────────────────────────────────────────────────────────


def _pricing(taxonomy: Taxonomy, match: Match, family: Outcome | None) -> tuple[Markdown, ...]:
    """The models that the answers point to, each with its reasons; and what fits the family."""
    reasons_by_model: dict[str, list[str]] = {}
    slugs = pricing_rules(taxonomy, match)
    for rule in taxonomy.pricing_rules:
        if rule.slug in slugs:
            reasons_by_model.setdefault(rule.model, []).append(rule.sentence)
    models = {model.slug: model for model in taxonomy.pricing_models}
    suggested = bullets(_model(models[slug], reasons) for slug, reasons in reasons_by_model.items())
    profile = family.profile if family else None
    return (
        suggested or blank(_("a pricing model: the answers point to none")),
        fill(_("For this kind of work: %(pricing)s"), pricing=rich(profile.pricing))
        if profile
        else Markdown(),
    )


def _model(model: PricingModel, reasons: Iterable[str]) -> Markdown:
    return under(
        join_inline((fill("**%(name)s**:", name=model.name), rich(" ".join(reasons)))),
        (
            fill(_("Avoid when: %(text)s"), text=rich(model.avoid)),
            fill(_("Behaviour it creates: %(text)s"), text=rich(model.behaviour)),
            fill(_("Safeguards: %(text)s"), text=rich(model.safeguards)),
        ),
    )


def _regimes(taxonomy: Taxonomy, match: Match) -> tuple[Markdown, ...]:
    slugs = regimes(taxonomy, match)
    items = bullets(_regime(regime) for regime in taxonomy.regimes if regime.slug in slugs)
    more = blank(_("rules of your country, your sector and your contracts"))
    return (items, more)


def _regime(regime: Regime) -> Markdown:
    details = (
        fill(_("Touched by: %(text)s"), text=rich(regime.triggered_by)),
        rich(regime.changes),
        sources_markdown(regime.sources),
    )
    return under(fill("**%(name)s**", name=regime.name), details)


# ── Open questions ───────────────────────────────────────────────────────────────────────


def _open(taxonomy: Taxonomy, match: Match) -> Markdown:
    """The questions without an answer and what each could change, the decisions that are close, and
    the blanks of this brief."""
    items = [_question(taxonomy, match, unknown) for unknown in unknowns(taxonomy, match)]
    items += [
        fill(
            _("**%(axis)s**: a close call. %(because)s"),
            axis=taxonomy.index.axis_by_slug[axis].name,
            because=decision(taxonomy, ranking).because,
        )
        for axis, ranking in match.rankings.items()
        if ranking.top is not None and ranking.confidence == "close-call"
    ]
    items.append(fill(_("Every place of this brief that is marked as to be filled in.")))
    return bullets(items)


def _question(taxonomy: Taxonomy, match: Match, unknown: Unknown) -> Markdown:
    question = taxonomy.index.question_by_slug[unknown.question]
    unsure = match.answers.as_dict().get(question.slug) == NOT_SURE
    state = _("answered “not sure”") if unsure else _("not answered")
    details = (
        rich(question.help),
        value_sentence(taxonomy, unknown),
        _provisional(taxonomy, match, question.slug),
        _driven(taxonomy, question.slug),
    )
    head = fill("**%(prompt)s** (%(state)s)", prompt=question.prompt, state=state)
    return under(head, details)


def _provisional(taxonomy: Taxonomy, match: Match, slug: str) -> str:
    """The decisions that stay provisional without this answer."""
    names = tuple(
        taxonomy.index.axis_by_slug[axis].name
        for axis, ranking in match.rankings.items()
        if slug in ranking.missing
    )
    return _("Provisional without it: %(axes)s.") % {"axes": join_and(names)} if names else ""


def _driven(taxonomy: Taxonomy, slug: str) -> str:
    """What the fit check does without this answer."""
    drivers = [driver for driver in taxonomy.drivers if driver.question == slug]
    if not drivers:
        return ""
    if any(driver.required for driver in drivers):
        return _("The fit check gives no verdict before it is answered.")
    return _("It counts in the fit check.")
