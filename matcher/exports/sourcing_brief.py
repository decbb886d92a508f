"""The draft of a sourcing brief: what a provider needs to know.

It inherits the answers; whatever they do not say is marked as a blank to be filled in.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from django.utils.translation import gettext as _, ngettext

from matcher.core import (
    UNSURE,
    Answer,
    Kpi,
    Match,
    Option,
    Outcome,
    PricingModel,
    Profile,
    Question,
    Ranking,
    Regime,
    Standard,
    Taxonomy,
)
from matcher.core.implications import Implications, family_of, waits
from matcher.core.places import (
    PlaceForHome,
    named_places,
    place_rules,
)
from matcher.core.scope import NEAREST_LINES, NearServiceLine, nearest_lines
from matcher.core.sensitivity import Unknown, unknowns
from matcher.core.taxonomy.values import Outside, Part, PlaceRule, ScopedText
from matcher.exports.annex import annex_blocks, exposure_blocks, price_lines
from matcher.exports.codes import code_blocks
from matcher.exports.document import (
    Blocks,
    Document,
    Item,
    Text,
    blank,
    bold,
    bullets,
    facts,
    fill,
    join,
    one_line,
    paragraph,
    plain,
    prose,
    section,
    table,
    under,
)
from matcher.exports.sections import (
    answered,
    assessment_blocks,
    decisions_table,
    exclusions,
    fit_blocks,
    guidance,
    kpi_table,
    origin,
    outside_blocks,
    reasons,
    scope_blocks,
    sources,
    step_blocks,
    steps,
    warning_blocks,
)
from matcher.exports.work import Work
from matcher.presenters.guide_places import hours, saying
from matcher.presenters.law import checked, law
from matcher.presenters.result.change import value_sentence
from matcher.presenters.result.decision import decision
from matcher.presenters.result.outside import outside_of
from matcher.wording import join_and

MOST_PLACES = 24
"""Of more places a table would be longer than all the rest."""


def brief(work: Work) -> Document:
    """The draft of the brief."""
    taxonomy, match = work.taxonomy, work.match
    outside, family = outside_of(taxonomy, match), family_of(taxonomy, match)
    subject = outside or family
    return Document(
        kind=_("Sourcing brief"),
        title=one_line(work.name or (subject.name if subject else _("work to be described"))),
        about=origin(work),
        blocks=(
            *paragraph(how_to_use()),
            *what_to_know(work),
        ),
        closing=guidance(),
    )


def what_to_know(work: Work) -> Blocks:
    """The sections of the brief."""
    taxonomy, match = work.taxonomy, work.match
    outside = outside_of(taxonomy, match)
    if outside:
        return _outside(taxonomy, match, outside)
    return _sections(work, family_of(taxonomy, match))


def _outside(taxonomy: Taxonomy, match: Match, outside: Outside) -> Blocks:
    """The brief of another kind of buying: what it is, and the answers."""
    return (
        *outside_blocks(outside),
        *section(1, _("What the work is"), *_work(taxonomy, match)),
        *section(1, _("How and where"), _answers(taxonomy, match, "terms")),
    )


def _sections(work: Work, family: Outcome | None) -> Blocks:
    taxonomy, match = work.taxonomy, work.match
    rankings = match.rankings.values()
    return (
        *section(1, _("Decisions"), *_decisions(taxonomy, match)),
        *section(1, _("Why"), *(reasons(taxonomy, ranking) for ranking in rankings)),
        *section(
            1,
            _("Make, buy or automate"),
            assessment_blocks(work.assessment) if work.assessment else (),
        ),
        *section(1, _("Is it ready to be outsourced?"), fit_blocks(taxonomy, match.fit)),
        *section(1, _("Scope"), *_scope(taxonomy, match)),
        *section(1, _("Service lines"), *_lines(taxonomy, match, family)),
        *section(1, _("What the work is"), *_work(taxonomy, match), _figures()),
        *section(1, _("How and where"), *_how_and_where(taxonomy, match)),
        *section(1, _("Places by name"), *_places(work)),
        *section(1, _("What to measure"), *_measures(taxonomy, match, family)),
        *section(1, _("How it is run"), *_running(taxonomy, match, family)),
        *section(1, _("Pricing"), *_pricing(taxonomy, match, family)),
        *_shortlist(taxonomy, match, family),
        *section(1, _("Certificates to ask for"), *_standards(taxonomy, match, family)),
        *section(1, _("Risks and controls"), *_risks(taxonomy, match, family)),
        *section(1, _("When to hand an item back"), *_hand_backs(taxonomy, match, family)),
        *section(1, _("What to watch out for"), warning_blocks(taxonomy, match)),
        *section(1, _("Rules that may apply"), *_regimes(taxonomy, match)),
        *section(1, _("Open questions"), _open(taxonomy, match)),
        *section(1, _("Next steps"), step_blocks(taxonomy, match)),
        *section(1, _("Annex: software and AI"), annex_blocks(taxonomy, match)),
        *section(1, _("For tenders and process maps"), *code_blocks(taxonomy, match, family)),
    )


def _undecided() -> Blocks:
    """What is written instead of anything that depends on the family."""
    return paragraph(blank(_("depends on the kind of work, which the answers do not decide yet")))


def how_to_use() -> Text:
    """What a draft of a brief is."""
    return fill(
        _(
            "A draft to work on. It says what the answers say; whatever they leave open is marked "
            "%(blank)s. “You” is the organisation that buys."
        ),
        blank=blank("…"),
    )


# ── Decisions and scope ──────────────────────────────────────────────────────────────────


def _decisions(taxonomy: Taxonomy, match: Match) -> tuple[Blocks, ...]:
    views = [decision(taxonomy, ranking) for ranking in match.rankings.values()]
    ruled_out = bullets(chain.from_iterable(map(exclusions, views)))
    return decisions_table(views), section(2, _("Ruled out"), ruled_out)


def _scope(taxonomy: Taxonomy, match: Match) -> tuple[Blocks, ...]:
    """The scope in sentences, and what no answer can say about it."""
    return (
        *(paragraph(_decided(taxonomy, ranking)) for ranking in match.rankings.values()),
        bullets(
            (
                blank(_("who you are, and whom providers may ask")),
                blank(_("where the scope begins and ends, and what stays inside")),
                blank(_("who does the work today, and from when on it should be done elsewhere")),
            )
        ),
    )


def _decided(taxonomy: Taxonomy, ranking: Ranking) -> Text:
    """One decision, and what it means."""
    view = decision(taxonomy, ranking)
    axis = view.tag.name[:1].lower() + view.tag.name[1:]
    outcome = taxonomy.index.outcome_by_slug.get((ranking.axis, view.outcome))
    if outcome is None:
        return fill(_("The %(axis)s is %(blank)s."), axis=axis, blank=blank(view.asks))
    means = prose(outcome.profile.definition) if outcome.profile else outcome.summary
    sentence = _("The %(axis)s is **%(name)s** (%(word)s).")
    return join((fill(sentence, axis=axis, name=view.name, word=view.word.lower()), means))


def _lines(taxonomy: Taxonomy, match: Match, family: Outcome | None) -> tuple[Blocks, ...]:
    """The service lines that are for this buyer, the nearest first."""
    if family is None:
        return (_undecided(),)
    buyer = Implications(taxonomy, match).buyer
    scoped = buyer.sort_lines(family.service_lines)
    lines = nearest_lines(scoped.applies, match.answers)
    names = join_and(tuple(near.line.name for near in lines[NEAREST_LINES:]))
    others = _("Other lines of this family: %(names)s.") % {"names": names}
    return (
        paragraph(_("The nearest to the answers first.") if lines[1:] else ""),
        bullets(map(_line, lines[:NEAREST_LINES])),
        paragraph(others if names else ""),
        scope_blocks(taxonomy, buyer, scoped, lambda line: line.name),
        paragraph(blank(_("which of these are in scope, and how much of each"))),
    )


def _line(near: NearServiceLine) -> Item:
    line = near.line
    agrees = ngettext(
        "(%(agreeing)s of %(typical)s typical answer)",
        "(%(agreeing)s of %(typical)s typical answers)",
        len(line.typical),
    ) % {"agreeing": near.agreeing, "typical": len(line.typical)}
    head = join((bold(line.name), agrees if near.agreeing else "", prose(line.note)))
    return under(head, line.tasks)


# ── The answers ──────────────────────────────────────────────────────────────────────────


def _work(taxonomy: Taxonomy, match: Match) -> tuple[Blocks, ...]:
    """What the answers say about the work, and about who buys it."""
    context = replace(match.answers, picks=())
    return facts(answered(taxonomy, context)), _answers(taxonomy, match, "work")


def _answers(taxonomy: Taxonomy, match: Match, part: Part) -> Blocks:
    """The answers of one part of the walk; for a question without one, what there is to choose
    from."""
    picks = match.answers.as_dict()
    return facts(
        (question.prompt, _answer(question, picks.get(question.slug, ())))
        for question in taxonomy.questions
        if question.part == part and (not question.between or question.slug in picks)
    )


def _answer(question: Question, answer: Answer) -> Text:
    options = [option for option in question.options if option.slug in answer]
    if not options:
        offered = "; ".join(option.label for option in question.options)
        wanted = _("one of: %(offered)s") if question.kind == "one" else _("some of: %(offered)s")
        return blank(wanted % {"offered": offered})
    return join(chain.from_iterable(_described(option) for option in options))


def _described(option: Option) -> tuple[Text, str]:
    return fill("%(label)s.", label=option.label), option.hint


def _figures() -> Blocks:
    """What no answer can say."""
    return (
        *paragraph(_("Providers also need figures and names:")),
        *bullets(
            (
                blank(_("items a month over the last three months, and the busiest day")),
                blank(_("minutes an item takes, from the first touch to the last")),
                blank(_("share of items with an error or a second round")),
                blank(_("systems by name, classes of data, and who may see them")),
            )
        ),
    )


# ── How and where ────────────────────────────────────────────────────────────────────────


def _how_and_where(taxonomy: Taxonomy, match: Match) -> Iterator[Blocks]:
    """The answers, and what is known about the first outcome of every axis without families."""
    yield _answers(taxonomy, match, "terms")
    for axis, ranking in match.rankings.items():
        outcome = taxonomy.index.outcome_by_slug.get((axis, ranking.top or ""))
        if outcome is None or outcome.profile is None:
            to_settle = bullets(steps(Implications(taxonomy, match).next_steps, axis=axis))
            yield _axis(taxonomy, ranking, outcome, to_settle)


def _axis(
    taxonomy: Taxonomy, ranking: Ranking, outcome: Outcome | None, to_settle: Blocks
) -> Blocks:
    view = decision(taxonomy, ranking)
    return section(
        2,
        f"{view.tag.name}: {view.name}" if outcome else view.tag.name,
        () if outcome else paragraph(blank(view.asks)),
        facts((fact.name, prose(fact.text)) for fact in (outcome.facts if outcome else ())),
        (*paragraph(_("To settle:")), *to_settle) if to_settle else (),
    )


# ── Places ───────────────────────────────────────────────────────────────────────────────


def _places(work: Work) -> Iterator[Blocks]:
    """The places that go with the match, with their hours and what rules say of them."""
    known = work.places
    named = named_places(work.taxonomy, work.match, known) if known else None
    if known is None or named is None:
        return
    home = named.home
    if not home:
        yield paragraph(blank(_("your country, to know which places share your working hours")))
        return
    params = {"home": work.taxonomy.index.country_name(home), "year": str(known.year)}
    sentence = _(
        "In the order of their names, with the hours of a working day from 9 to 17 that they share "
        "with your country (%(home)s) in %(year)s."
    )
    yield paragraph(sentence % params)
    if named.limit:
        sentence = _("Only those in the region of your country, since you said “%(answer)s”.")
        yield paragraph(sentence % {"answer": named.limit.label})
    yield _named_places(named.places)
    yield bullets(_place_rule(rule) for rule in place_rules(work.taxonomy, home))


def _named_places(places: tuple[PlaceForHome, ...]) -> Blocks:
    """A table of places; where they are many, only their names and hours."""
    if not places:
        return paragraph(_("No place in our table does."))
    if len(places) > MOST_PLACES:
        return paragraph("; ".join(f"{one.name} ({hours(one.shared)})" for one in places))
    columns = ((_("Place"), 20), (_("Shared hours"), 18), (_("Languages"), 22))
    rows = (
        (one.name, hours(one.shared), ", ".join(one.languages), _sayings(one)) for one in places
    )
    return table((*columns, (_("What rules say"), 40)), rows)


def _sayings(place: PlaceForHome) -> str:
    return " ".join(map(saying, place.sayings)) or _("nothing in our table")


def _place_rule(rule: PlaceRule) -> Item:
    return under(bold(rule.name), (prose(rule.says), sources(rule.sources), checked(rule.sources)))


# ── What the family brings ───────────────────────────────────────────────────────────────


def _measures(taxonomy: Taxonomy, match: Match, family: Outcome | None) -> tuple[Blocks, ...]:
    def today(kpi: Kpi) -> Text:
        return blank(_("your figure today") if kpi.range else _("a baseline, measured first"))

    if family is None:
        return (_undecided(),)
    buyer = Implications(taxonomy, match).buyer
    kpis = buyer.sort(family.kpis)
    note = scope_blocks(taxonomy, buyer, kpis, lambda kpi: kpi.name)
    return kpi_table(kpis.applies, today), note


def _running(taxonomy: Taxonomy, match: Match, family: Outcome | None) -> tuple[Blocks, ...]:
    if family is None or family.profile is None:
        return (_undecided(),)
    buyer = Implications(taxonomy, match).buyer
    return facts(_profile(family.profile)), exposure_blocks(taxonomy, family, buyer)


def _profile(profile: Profile) -> Iterator[tuple[str, Text]]:
    yield _("Staffing model"), prose(profile.staffing)
    yield _("Quality model"), prose(profile.quality)
    yield _("Training model"), prose(profile.training)
    yield _("Automation potential"), prose(profile.automation)


def _risks(taxonomy: Taxonomy, match: Match, family: Outcome | None) -> tuple[Blocks, ...]:
    return _scoped_texts(taxonomy, match, family, family.risks if family else ())


def _hand_backs(taxonomy: Taxonomy, match: Match, family: Outcome | None) -> Iterator[Blocks]:
    """When the provider does not settle an item by itself."""
    if family is None:
        yield _undecided()
    elif family.hand_backs:
        yield paragraph(_("Nobody at the provider settles it alone when one of these holds:"))
        yield from _scoped_texts(taxonomy, match, family, family.hand_backs)
        yield paragraph(blank(_("to whom of yours, how, and within what time")))


def _scoped_texts(
    taxonomy: Taxonomy, match: Match, family: Outcome | None, rows: tuple[ScopedText, ...]
) -> tuple[Blocks, ...]:
    """Those of the texts that are for this buyer, and what is said of the others."""
    if family is None:
        return (_undecided(),)
    buyer = Implications(taxonomy, match).buyer
    scoped = buyer.sort(rows)
    note = scope_blocks(taxonomy, buyer, scoped, lambda row: row.text)
    return bullets(prose(row.text) for row in scoped.applies), note


def _shortlist(taxonomy: Taxonomy, match: Match, family: Outcome | None) -> Blocks:
    """What providers have to show; or what to do first, if the verdict advises to wait."""
    verdict = match.fit.verdict or ""
    if waits(taxonomy, verdict):
        first = bullets(steps(Implications(taxonomy, match).next_steps, verdict=verdict))
        return section(1, _("Before you look for providers"), first)
    criteria = _scoped_texts(taxonomy, match, family, family.criteria if family else ())
    return section(1, _("Criteria for a shortlist of providers"), *criteria)


def _standards(taxonomy: Taxonomy, match: Match, family: Outcome | None) -> Iterator[Blocks]:
    """What others have to attest of a provider; nothing if the verdict advises to wait."""
    if not taxonomy.standards or waits(taxonomy, match.fit.verdict):
        return
    if family is None:
        yield _undecided()
        return
    implied = Implications(taxonomy, match)
    buyer, scoped = implied.buyer, implied.standards
    yield bullets(map(_standard, scoped.applies))
    yield scope_blocks(taxonomy, buyer, scoped, lambda standard: standard.name)


def _standard(standard: Standard) -> Item:
    details = (
        prose(standard.ask),
        fill(_("Covers: %(text)s"), text=prose(standard.covers)),
        fill(_("Attested by: %(text)s"), text=prose(standard.attested_by)),
        sources(standard.sources),
    )
    return under(bold(standard.name), details)


# ── Pricing and rules ────────────────────────────────────────────────────────────────────


def _pricing(taxonomy: Taxonomy, match: Match, family: Outcome | None) -> tuple[Blocks, ...]:
    """The models that the answers point to, each with its reasons; and what fits the family."""
    reasons_by_model: dict[str, list[str]] = {}
    implied = Implications(taxonomy, match)
    for rule in taxonomy.pricing_rules:
        if rule.slug in implied.pricing_rules:
            reasons_by_model.setdefault(rule.model, []).append(rule.sentence)
    models = {model.slug: model for model in taxonomy.pricing_models}
    suggested = bullets(
        _model(models[slug], said)
        for slug, said in reasons_by_model.items()
        if implied.buyer.meets(models[slug].scope)
    )
    profile = family.profile if family else None
    usual = _("For this kind of work: %(pricing)s")
    return (
        suggested or paragraph(blank(_("a pricing model: the answers point to none"))),
        paragraph(fill(usual, pricing=prose(profile.pricing)) if profile else ""),
    )


def _model(model: PricingModel, sentences: list[str]) -> Item:
    return under(
        fill("**%(name)s**: %(why)s", name=model.name, why=prose(" ".join(sentences))),
        (
            fill(_("Avoid when: %(text)s"), text=prose(model.avoid)),
            fill(_("Behaviour it creates: %(text)s"), text=prose(model.behaviour)),
            fill(_("Safeguards: %(text)s"), text=prose(model.safeguards)),
            *price_lines(model),
        ),
    )


def _regimes(taxonomy: Taxonomy, match: Match) -> tuple[Blocks, ...]:
    implied = Implications(taxonomy, match)
    touched, buyer = implied.regimes, implied.buyer
    note = scope_blocks(taxonomy, buyer, touched, lambda regime: regime.name)
    more = blank(_("rules of your country, your sector and your contracts"))
    return bullets(map(_regime, touched.applies)), note, paragraph(more)


def _regime(regime: Regime) -> Item:
    touched = fill(_("Touched by: %(text)s"), text=prose(regime.triggered_by))
    details = (touched, prose(regime.changes), prose(law(regime)), sources(regime.sources))
    return under(bold(regime.name), details)


# ── Open questions ───────────────────────────────────────────────────────────────────────


def _open(taxonomy: Taxonomy, match: Match) -> Blocks:
    """The questions without an answer and what each could change, the decisions that are close, and
    the blanks of this brief."""
    close = (
        fill(
            _("**%(axis)s**: a close call. %(because)s"),
            axis=taxonomy.index.axis_by_slug[axis].name,
            because=decision(taxonomy, ranking).because,
        )
        for axis, ranking in match.rankings.items()
        if ranking.top is not None and ranking.confidence == "close-call"
    )
    blanks = plain(_("Every place of this brief that is marked as to be filled in."))
    questions = (_question(taxonomy, match, unknown) for unknown in unknowns(taxonomy, match))
    return bullets((*questions, *close, blanks))


def _question(taxonomy: Taxonomy, match: Match, unknown: Unknown) -> Item:
    question = taxonomy.index.question_by_slug[unknown.question]
    unsure = match.answers.as_dict().get(question.slug) == UNSURE
    state = _("answered “not sure”") if unsure else _("not answered")
    details = (
        prose(question.help),
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
