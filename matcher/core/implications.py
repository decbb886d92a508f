"""What follows from a match: the service lines nearest to the answers, the ways to pay, the sets of
rules, the standards and the clauses on software that the answers point to, and which warnings stop
the work."""

from dataclasses import dataclass
from functools import cached_property

from matcher.core.fit import Fit
from matcher.core.matching import Match
from matcher.core.scope import (
    ContentFacts,
    Context,
    Scoped,
    content_facts,
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


@dataclass(frozen=True)
class Implications:
    """What follows from one match, each part worked out when it is first asked for."""

    taxonomy: Taxonomy
    match: Match

    @cached_property
    def family(self) -> Outcome | None:
        """The first outcome that carries a profile."""
        return family_of(self.taxonomy, self.match)

    @cached_property
    def facts(self) -> ContentFacts:
        """What conditions about content may ask."""
        match = self.match
        return content_facts(self.taxonomy, match.answers, match.rankings, self.family)

    @property
    def buyer(self) -> Context:
        """What is known of the buyer, and of the lines of the family."""
        return self.facts.context

    @cached_property
    def next_steps(self) -> tuple[NextStep, ...]:
        """The next steps that the answers call for and that are for this buyer."""
        return sort_next_steps(self.taxonomy, self.facts).applies

    @cached_property
    def pricing_rules(self) -> tuple[str, ...]:
        """The slugs of the pricing rules that hold, in their order."""
        rules = self.taxonomy.index.pricing_conditions
        return tuple([slug for slug, rule in rules if rule.truth(self.facts)])

    @cached_property
    def pricing_models(self) -> Scoped[PricingModel]:
        """The ways to pay that the answers point to, in the order of the rules that say so, by
        whether they are for this buyer."""
        taxonomy, holding = self.taxonomy, self.pricing_rules
        named = dict.fromkeys(rule.model for rule in taxonomy.pricing_rules if rule.slug in holding)
        models = {model.slug: model for model in taxonomy.pricing_models}
        return self.buyer.sort(models[slug] for slug in named)

    @cached_property
    def regimes(self) -> Scoped[Regime]:
        """The sets of rules that the answers or the first outcomes touch, by whether they are law
        for this buyer."""
        return sort_regimes(self.taxonomy, self.facts, self.family)

    @cached_property
    def standards(self) -> Scoped[Standard]:
        """What to ask providers for, by whether it is for this buyer. Nothing while there is no
        family: what a provider should show depends on the kind of work."""
        if self.family is None:
            return Scoped((), (), ())
        return sort_standards(self.taxonomy, self.facts)

    @cached_property
    def annex(self) -> Scoped[AnnexClause]:
        """What to agree on software and AI, by whether it is for this buyer."""
        return sort_annex(self.taxonomy, self.facts)


def family_of(taxonomy: Taxonomy, match: Match) -> Outcome | None:
    """The first outcome that carries a profile: the family of the match."""
    for axis, ranking in match.rankings.items():
        outcome = taxonomy.index.outcome_by_slug.get((axis, ranking.top or ""))
        if outcome is not None and outcome.profile is not None:
            return outcome
    return None


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
