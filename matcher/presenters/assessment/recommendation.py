"""The recommendation: a sentence that follows from weights and cost, and from nothing else."""

from django.utils.translation import gettext as _

from matcher.core.should_cost import Scenario, WayCost
from matcher.presenters.assessment.case import CaseFacts
from matcher.presenters.assessment.cost import SCENARIOS
from matcher.presenters.assessment.numbers import money
from matcher.wording import join_and


def recommendation(case: CaseFacts) -> str:
    """Which option to take, on what condition, or what is missing to say so."""
    firsts = case.assessment.firsts
    if not firsts:
        return _(
            "No recommendation: by these weights no option is ahead. Agree on weights that tell "
            "the options apart."
        )
    if len(firsts) > 1:
        return _(
            "No single recommendation: %(names)s share the first place. Let the cost decide, or "
            "try them side by side."
        ) % {"names": case.named(firsts)}
    first = next((way for way in case.own.costs if way.name == firsts[0]), None)
    if first is None:
        return _(
            "By weights alone: %(name)s. What it costs is not worked out, so this is no business "
            "case yet."
        ) % {"name": case.named(firsts)}
    return _with_cost(case, first)


def _with_cost(case: CaseFacts, first: WayCost) -> str:
    """Where one option is first by weights, and its cost is known."""
    cheapest = case.cheapest(Scenario.MIDDLE)
    values = {
        "name": case.names[first.name],
        "other": case.names[cheapest.name],
        "total": money(first.by_scenario[Scenario.MIDDLE].total, case.own.currency),
        "more": case.more(first),
    }
    if len(case.own.costs) == 1:
        return (
            _(
                "By weights: “%(name)s”, for %(total)s in the middle scenario. No other way is "
                "worked out to compare that with."
            )
            % values
        )
    dearer = [scenario for scenario in Scenario if not _costs_least(case, first, scenario)]
    if not dearer:
        sentence = _(
            "Recommended: “%(name)s”. It is first by weights and costs least of the ways worked "
            "out, in every scenario."
        )
    elif Scenario.MIDDLE not in dearer:
        sentence = _(
            "Recommended on one condition: “%(name)s” is first by weights and costs least in the "
            "middle scenario, but not in %(dearer)s. Show why that will not come, or narrow the "
            "ranges."
        )
    else:
        sentence = _(
            "The weights say “%(name)s”, the cost says “%(other)s”. Recommend “%(name)s” only if "
            "what speaks for it is worth %(more)s to you."
        )
    return sentence % {**values, "dearer": join_and(tuple(f"“{SCENARIOS[s][0]}”" for s in dearer))}


def _costs_least(case: CaseFacts, way: WayCost, scenario: Scenario) -> bool:
    least = case.cheapest(scenario).by_scenario[scenario].total
    return way.by_scenario[scenario].total == least
