"""How to buy it: the ways to pay that the answers point to, what to ask of a provider, and which
certificates to ask for."""

from dataclasses import dataclass

from matcher.core import Match, PricingModel, Standard
from matcher.core.implications import (
    family_of,
    next_steps,
    pricing_rules,
    standards,
    verdict_so_far,
    waits,
)
from matcher.core.scope import Context, context_of
from matcher.core.taxonomy.values import ScopedText
from matcher.presenters.result.steps import StepGroup, verdict_steps
from matcher.presenters.scope import ScopeNote, scope_note
from matcher.presenters.software import PriceView, price_views
from matcher.web.page import RenderContext

MOST_STANDARDS = 5
"""So many standards are in view; the others stand closed behind them."""


@dataclass(frozen=True, slots=True)
class PricingView:
    """A way to pay, why the answers point to it, and examples of prices."""

    model: PricingModel
    why: str
    prices: tuple[PriceView, ...]


@dataclass(frozen=True, slots=True)
class StandardsToAsk:
    """The standards that apply, the `first` ones and `more`, and what is said of those that may."""

    first: tuple[Standard, ...] = ()
    more: tuple[Standard, ...] = ()
    note: ScopeNote | None = None


@dataclass(frozen=True, slots=True)
class ResultBuying:
    """The part of the page. Where the verdict argues for waiting, `prepare` takes the place of the
    criteria and standards. `pricing_note` is what is usual for the family."""

    pricing: tuple[PricingView, ...]
    pricing_note: str
    shortlist: tuple[ScopedText, ...]
    shortlist_note: ScopeNote | None
    standards: StandardsToAsk
    prepare: StepGroup | None


def result_buying(context: RenderContext, match: Match) -> ResultBuying:
    """How to buy what this match describes."""
    taxonomy = context.taxonomy
    family = family_of(taxonomy, match)
    profile = family.profile if family else None
    verdict = verdict_so_far(taxonomy, match.fit)
    prepare = waits(taxonomy, verdict)
    buyer = context_of(taxonomy, match.answers, family)
    criteria = buyer.sort(family.criteria if family and not prepare else ())
    return ResultBuying(
        pricing=_pricing(context, buyer, pricing_rules(taxonomy, match)),
        pricing_note=profile.pricing if profile else "",
        shortlist=criteria.applies,
        shortlist_note=scope_note(context, match.answers, buyer, criteria, lambda row: row.text),
        standards=StandardsToAsk() if prepare else _standards(context, match, buyer),
        prepare=verdict_steps(taxonomy, next_steps(taxonomy, match), verdict) if prepare else None,
    )


def _standards(context: RenderContext, match: Match, buyer: Context) -> StandardsToAsk:
    scoped = standards(context.taxonomy, match)
    return StandardsToAsk(
        first=scoped.applies[:MOST_STANDARDS],
        more=scoped.applies[MOST_STANDARDS:],
        note=scope_note(context, match.answers, buyer, scoped, lambda row: row.name),
    )


def _pricing(
    context: RenderContext, buyer: Context, rules: tuple[str, ...]
) -> tuple[PricingView, ...]:
    """The models of these rules that are for this buyer, in their order, each model once with all
    its reasons."""
    reasons: dict[str, list[str]] = {}
    for rule in context.taxonomy.pricing_rules:
        if rule.slug in rules:
            reasons.setdefault(rule.model, []).append(rule.sentence)
    models = {model.slug: model for model in context.taxonomy.pricing_models}
    return tuple(
        PricingView(models[slug], " ".join(sentences), price_views(models[slug]))
        for slug, sentences in reasons.items()
        if buyer.meets(models[slug].scope)
    )
