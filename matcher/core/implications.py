"""What follows from a match: the service lines nearest to the answers, the ways to pay, the sets of
rules, the standards and the clauses on software that the answers point to, and which warnings stop
the work."""

from matcher.core.fit import Fit
from matcher.core.matching import Match
from matcher.core.scope import (
    Context,
    Scoped,
    content_facts,
    context_of,
    sort_annex,
    sort_next_steps,
    sort_regimes,
    sort_standards,
)
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import (
    AnnexClause,
    NextStep,
    Outcome,
    PricingModel,
    Regime,
    Standard,
    Stop,
)


def family_of(taxonomy: Taxonomy, match: Match) -> Outcome | None:
    """The first outcome that carries a profile: the family of the match."""
    for axis, ranking in match.rankings.items():
        outcome = taxonomy.index.outcome_by_slug.get((axis, ranking.top or ""))
        if outcome is not None and outcome.profile is not None:
            return outcome
    return None


def buyer_of(taxonomy: Taxonomy, match: Match) -> Context:
    """What is known of the buyer, and of the lines of the family of the match."""
    return context_of(taxonomy, match.answers, family_of(taxonomy, match))


def next_steps(taxonomy: Taxonomy, match: Match) -> tuple[NextStep, ...]:
    """The next steps that the answers call for and that are for this buyer."""
    facts = content_facts(taxonomy, match.answers, match.rankings)
    return sort_next_steps(taxonomy, facts).applies


def pricing_rules(taxonomy: Taxonomy, match: Match) -> tuple[str, ...]:
    """The slugs of the pricing rules that hold, in their order."""
    facts = content_facts(taxonomy, match.answers, match.rankings)
    return tuple([slug for slug, rule in taxonomy.index.pricing_conditions if rule.truth(facts)])


def pricing_models(taxonomy: Taxonomy, match: Match) -> Scoped[PricingModel]:
    """The ways to pay that the answers point to, in the order of the rules that say so, by whether
    they are for this buyer."""
    holding = pricing_rules(taxonomy, match)
    named = dict.fromkeys(rule.model for rule in taxonomy.pricing_rules if rule.slug in holding)
    models = {model.slug: model for model in taxonomy.pricing_models}
    buyer = buyer_of(taxonomy, match)
    return buyer.sort(models[slug] for slug in named)


def regimes(taxonomy: Taxonomy, match: Match) -> Scoped[Regime]:
    """The sets of rules that the answers or the first outcomes touch, by whether they are law for
    this buyer."""
    family = family_of(taxonomy, match)
    facts = content_facts(taxonomy, match.answers, match.rankings, family)
    return sort_regimes(taxonomy, facts, family)


def standards(taxonomy: Taxonomy, match: Match) -> Scoped[Standard]:
    """What to ask providers for, by whether it is for this buyer. Nothing while there is no family:
    what a provider should show depends on the kind of work."""
    family = family_of(taxonomy, match)
    if family is None:
        return Scoped((), (), ())
    return sort_standards(taxonomy, content_facts(taxonomy, match.answers, match.rankings, family))


def annex(taxonomy: Taxonomy, match: Match) -> Scoped[AnnexClause]:
    """What to agree on software and AI, by whether it is for this buyer."""
    family = family_of(taxonomy, match)
    return sort_annex(taxonomy, content_facts(taxonomy, match.answers, match.rankings, family))


def ranked_stops(taxonomy: Taxonomy, fit: Fit) -> tuple[Stop, ...]:
    """The hard stops that hold, the strongest first, as the verdict takes them: what overrides the
    score before what caps it, then the most severe verdict, then the order of their table."""
    verdicts = taxonomy.index.verdict_by_slug
    holding = [stop for stop in taxonomy.stops if stop.slug in fit.stops]
    return tuple(sorted(holding, key=lambda stop: (stop.at_most, -verdicts[stop.verdict].severity)))


def ranked_warnings(taxonomy: Taxonomy, match: Match) -> tuple[tuple[str, bool], ...]:
    """The warnings that hold, and whether each belongs to a hard stop that holds. Those come
    first, that of the strongest stop before all others; the rest is in the order of its table."""
    stopping = dict.fromkeys(stop.warning for stop in ranked_stops(taxonomy, match.fit))
    ranked = (*stopping, *(slug for slug in match.warnings if slug not in stopping))
    return tuple((slug, slug in stopping) for slug in ranked if slug in match.warnings)


def verdict_so_far(taxonomy: Taxonomy, fit: Fit) -> str:
    """The verdict; while there is none yet, that of the strongest hard stop which overrides any
    score; empty without either."""
    if fit.verdict:
        return fit.verdict
    overriding = (stop.verdict for stop in ranked_stops(taxonomy, fit) if not stop.at_most)
    return next(overriding, "")


def waits(taxonomy: Taxonomy, verdict: str | None) -> bool:
    """Whether the verdict argues for waiting, so that preparation takes the place of looking for
    providers."""
    given = taxonomy.index.verdict_by_slug.get(verdict or "")
    return given is not None and not given.proceeds
