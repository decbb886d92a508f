"""How to buy it: the ways to pay that the answers point to, what to ask of a provider, and which
certificates to ask for."""

from dataclasses import dataclass

from matcher.core import PricingModel, Standard
from matcher.core.implications import Implications, verdict_so_far, waits
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


def result_buying(context: RenderContext, implied: Implications) -> ResultBuying:
    """How to buy what this match describes."""
    taxonomy, match, family = context.taxonomy, implied.match, implied.family
    profile = family.profile if family else None
    verdict = verdict_so_far(taxonomy, match.fit)
    prepare = waits(taxonomy, verdict)
    criteria = implied.buyer.sort(family.criteria if family and not prepare else ())
    return ResultBuying(
        pricing=_pricing(implied),
        pricing_note=profile.pricing if profile else "",
        shortlist=criteria.applies,
        shortlist_note=scope_note(
            context, match.answers, implied.buyer, criteria, lambda row: row.text
        ),
        standards=StandardsToAsk() if prepare else _standards(context, implied),
        prepare=verdict_steps(taxonomy, implied.next_steps, verdict) if prepare else None,
    )


def _standards(context: RenderContext, implied: Implications) -> StandardsToAsk:
    scoped, answers = implied.standards, implied.match.answers
    return StandardsToAsk(
        first=scoped.applies[:MOST_STANDARDS],
        more=scoped.applies[MOST_STANDARDS:],
        note=scope_note(context, answers, implied.buyer, scoped, lambda row: row.name),
    )


def _pricing(implied: Implications) -> tuple[PricingView, ...]:
    """The models that the answers point to and that are for this buyer, in the order of the rules
    that say so, each once with all its reasons."""
    reasons: dict[str, list[str]] = {}
    for rule in implied.taxonomy.pricing_rules:
        if rule.slug in implied.pricing_rules:
            reasons.setdefault(rule.model, []).append(rule.sentence)
    return tuple(
        PricingView(model, " ".join(reasons[model.slug]), price_views(model))
        for model in implied.pricing_models.applies
    )
