"""The sentences with which a choice is defended."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _, ngettext

from matcher.assessment_form import AssessmentForm
from matcher.core import Ranking, Taxonomy
from matcher.core.assessment import Assessment, Criterion
from matcher.core.should_cost import Scenario, WayCost
from matcher.presenters.assessment.cost import SCENARIOS
from matcher.presenters.assessment.numbers import money, signed
from matcher.presenters.result.decision import decision
from matcher.wording import join_and


class CaseFacts(NamedTuple):
    """All that the sentences are made from."""

    taxonomy: Taxonomy
    ranking: Ranking
    assessment: Assessment
    form: AssessmentForm
    costs: tuple[WayCost, ...]
    names: Mapping[str, str]

    def named(self, slugs: tuple[str, ...]) -> str:
        """The options as a list."""
        return join_and(tuple(f"“{self.names[slug]}”" for slug in slugs))

    def prompt(self, row: Criterion) -> str:
        """The question of a criterion."""
        return self.taxonomy.index.question_by_slug[row.question].prompt

    @property
    def own_weights(self) -> bool:
        """Whether a weight is not ours."""
        return any(row.weight != row.our_weight for row in self.assessment.criteria)


def case_sentences(case: CaseFacts) -> Iterator[str]:
    """First by the buyer's weights, by ours, in cost, and where these disagree."""
    yield _by_weights(case)
    yield from _deciding(case)
    yield _by_ours(case)
    yield from _weights_disagree(case)
    yield from _by_cost(case)


def _by_weights(case: CaseFacts) -> str:
    firsts, totals = case.assessment.firsts, case.assessment.totals
    whose = _("By your weights") if case.own_weights else _("By the weights as they stand")
    values = {"whose": whose, "names": case.named(firsts), "points": signed(totals[0].points)}
    if not firsts:
        return _("%(whose)s, no option is ahead of another.") % values
    if len(firsts) > 1:
        return _("%(whose)s, %(names)s share the first place, with %(points)s.") % values
    if len(totals) == 1:
        return _("%(whose)s, %(names)s is the only option left.") % values
    lead = totals[0].points - totals[1].points
    second = case.named((totals[1].option,))
    return _("%(whose)s, %(names)s comes first with %(points)s, %(lead)s ahead of %(second)s.") % {
        **values,
        "lead": lead,
        "second": second,
    }


def _deciding(case: CaseFacts) -> Iterator[str]:
    deciding = case.assessment.deciding
    if deciding is None:
        return
    values = {"prompt": case.prompt(deciding.criterion), "lead": deciding.lead}
    if deciding.alone:
        yield (
            _(
                "What decides between the two is your answer to “%(prompt)s” (%(lead)s): without "
                "it the first would not be ahead."
            )
            % values
        )
    else:
        yield (
            _(
                "Your answer to “%(prompt)s” sets the two farthest apart (%(lead)s), and the lead "
                "does not rest on it alone."
            )
            % values
        )


def _by_ours(case: CaseFacts) -> str:
    view = decision(case.taxonomy, case.ranking)
    values = {"name": view.name, "word": view.word.lower()}
    if case.assessment.agrees:
        return _("The result says the same by our weights: “%(name)s” (%(word)s).") % values
    return _("The result, which has our weights, says “%(name)s” (%(word)s).") % values


def _weights_disagree(case: CaseFacts) -> Iterator[str]:
    """Where the buyer's weights change the answer: which of them to be ready to explain."""
    if case.assessment.agrees or not case.own_weights:
        return
    rows = case.assessment.criteria
    row = max(rows, key=lambda row: abs(row.weight - row.our_weight))
    yield _(
        "Your weights and ours disagree. Be ready to say why “%(prompt)s” counts %(weight)s for "
        "you and not %(ours)s."
    ) % {"prompt": case.prompt(row), "weight": row.weight, "ours": row.our_weight}


def _by_cost(case: CaseFacts) -> Iterator[str]:
    estimate = case.form.estimate
    if estimate is None:
        yield _("No cost is worked out yet.")
        return
    order = sorted(case.costs, key=lambda way: way.by_scenario[Scenario.MIDDLE].total)
    cheapest = order[0]
    years = ngettext("%(years)s year", "%(years)s years", estimate.years) % {
        "years": estimate.years
    }
    values = {
        "name": case.names[cheapest.name],
        "years": years,
        "total": money(cheapest.by_scenario[Scenario.MIDDLE].total, case.form.currency),
    }
    if not order[1:]:
        yield _("“%(name)s” costs %(total)s over %(years)s in the middle scenario.") % values
        return
    yield _(
        "“%(name)s” costs least in the middle scenario: %(total)s over %(years)s, %(less)s less "
        "than “%(second)s”."
    ) % {
        **values,
        "second": case.names[order[1].name],
        "less": _difference(case, order[1], cheapest),
    }
    yield from _scenarios_disagree(case, cheapest)
    yield from _cost_disagrees(case, cheapest)


def _difference(case: CaseFacts, dear: WayCost, cheap: WayCost) -> str:
    totals = [way.by_scenario[Scenario.MIDDLE].total for way in (dear, cheap)]
    return money(totals[0] - totals[1], case.form.currency)


def _scenarios_disagree(case: CaseFacts, cheapest: WayCost) -> Iterator[str]:
    """Whether the cheapest is so in every scenario."""
    for scenario, (name, _takes) in SCENARIOS.items():
        other = min(case.costs, key=lambda way: way.by_scenario[scenario].total)
        if other.by_scenario[scenario].total < cheapest.by_scenario[scenario].total:
            yield _("In the scenario “%(scenario)s” it is “%(other)s” that costs least.") % {
                "scenario": name,
                "other": case.names[other.name],
            }


def _cost_disagrees(case: CaseFacts, cheapest: WayCost) -> Iterator[str]:
    """Whether what is first by weights is also cheapest, and what it costs where it is not."""
    firsts = case.assessment.firsts
    if len(firsts) != 1:
        return
    first = next((way for way in case.costs if way.name == firsts[0]), None)
    if first is None:
        yield _("%(name)s is first by weights, and its cost is not worked out.") % {
            "name": case.named(firsts)
        }
    elif first is cheapest:
        yield _("Weights and cost agree on %(name)s.") % {"name": case.named(firsts)}
    else:
        yield _(
            "Weights and cost disagree: %(name)s costs %(more)s more. Be ready to say what "
            "that buys."
        ) % {"name": case.named(firsts), "more": _difference(case, first, cheapest)}
