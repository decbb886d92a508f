"""The sentences with which a choice is defended."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _, gettext_lazy, ngettext

from matcher.assessment_form import TODAY, write_range
from matcher.core import Match, Ranking, Taxonomy
from matcher.core.assessment import Assessment, Criterion
from matcher.core.own_assessment import OwnAssessment
from matcher.core.should_cost import Estimate, Scenario, WayCost, break_even_rate
from matcher.presenters.assessment.cost import SCENARIOS
from matcher.presenters.assessment.numbers import money, signed
from matcher.presenters.result.decision import decision
from matcher.wording import join_and


class CaseFacts(NamedTuple):
    """All that the sentences are made from."""

    taxonomy: Taxonomy
    match: Match
    assessment: Assessment
    own: OwnAssessment
    names: Mapping[str, str]

    @property
    def ranking(self) -> Ranking:
        """Our own order of the options."""
        return self.match.rankings[self.assessment.axis]

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

    def cheapest(self, scenario: Scenario) -> WayCost:
        """The way that costs least in a scenario; of equal ones the first."""
        return min(self.own.costs, key=lambda way: way.by_scenario[scenario].total)

    def more(self, way: WayCost) -> str:
        """What it costs more than the cheapest in the middle scenario."""
        middle = Scenario.MIDDLE
        least = self.cheapest(middle).by_scenario[middle].total
        return money(way.by_scenario[middle].total - least, self.own.currency)


def case_sentences(case: CaseFacts) -> Iterator[str]:
    """First by the buyer's weights, by ours, in cost, where these disagree, and whether to hand the
    work over at all."""
    yield _by_weights(case)
    yield from _deciding(case)
    yield _by_ours(case)
    yield from _weights_to_explain(case)
    yield from _by_cost(case)
    yield from _fit(case)


def _by_weights(case: CaseFacts) -> str:
    firsts, totals = case.assessment.firsts, case.assessment.totals
    whose = _("By the weights set here") if case.own_weights else _("By the weights as they stand")
    values = {"whose": whose, "names": case.named(firsts), "points": signed(totals[0].points)}
    if not firsts:
        return _("%(whose)s, no option is ahead of another.") % values
    if len(firsts) > 1:
        return _("%(whose)s, %(names)s share the first place, with a total of %(points)s.") % values
    if len(totals) == 1:
        return _("%(whose)s, %(names)s is the only option left.") % values
    lead = totals[0].points - totals[1].points
    second = case.named((totals[1].option,))
    return _(
        "%(whose)s, %(names)s comes first with a total of %(points)s, %(lead)s ahead of %(second)s."
    ) % {**values, "lead": lead, "second": second}


def _deciding(case: CaseFacts) -> Iterator[str]:
    deciding = case.assessment.deciding
    if deciding is None:
        return
    values = {"prompt": case.prompt(deciding.criterion), "lead": deciding.lead}
    if deciding.alone:
        yield (
            _(
                "What decides between these two is the answer to “%(prompt)s”, by %(lead)s: "
                "without it the first would not be ahead."
            )
            % values
        )
    else:
        yield (
            _(
                "The answer to “%(prompt)s” sets these two farthest apart, by %(lead)s; the lead "
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


def _weights_to_explain(case: CaseFacts) -> Iterator[str]:
    """Where nobody has set weights; or where they change the answer, which of them to explain."""
    if not case.own_weights:
        yield _("These weights are still ours. Agree on your own before you argue with the totals.")
        return
    if case.assessment.agrees:
        return
    rows = case.assessment.criteria
    row = max(rows, key=lambda row: abs(row.weight - row.our_weight))
    yield _(
        "These weights and ours disagree. Be ready to say why “%(prompt)s” counts %(weight)s "
        "here and not %(ours)s."
    ) % {"prompt": case.prompt(row), "weight": row.weight, "ours": row.our_weight}


def _by_cost(case: CaseFacts) -> Iterator[str]:
    if case.own.estimate is None:
        return
    cheapest, *others = sorted(
        case.own.costs, key=lambda way: way.by_scenario[Scenario.MIDDLE].total
    )
    count = case.own.estimate.years
    years = ngettext("%(years)s year", "%(years)s years", count) % {"years": count}
    values = {
        "name": case.names[cheapest.name],
        "years": years,
        "total": money(cheapest.by_scenario[Scenario.MIDDLE].total, case.own.currency),
    }
    if not others:
        yield _("“%(name)s” costs %(total)s over %(years)s in the middle scenario.") % values
        return
    yield _(
        "“%(name)s” costs least in the middle scenario: %(total)s over %(years)s, %(less)s less "
        "than “%(second)s”."
    ) % {**values, "second": case.names[others[0].name], "less": case.more(others[0])}
    yield from _scenarios_disagree(case, cheapest)
    yield from _break_even(case, case.own.estimate)
    yield from _left_out(case)
    yield from _counted_as_nothing(case, case.own.estimate)


def _scenarios_disagree(case: CaseFacts, cheapest: WayCost) -> Iterator[str]:
    """Whether the cheapest is so in every scenario."""
    for scenario, (name, _takes) in SCENARIOS.items():
        other = case.cheapest(scenario)
        if other.by_scenario[scenario].total < cheapest.by_scenario[scenario].total:
            yield _("In the scenario “%(scenario)s” it is “%(other)s” that costs least.") % {
                "scenario": name,
                "other": case.names[other.name],
            }


def _break_even(case: CaseFacts, estimate: Estimate) -> Iterator[str]:
    """What an hour of the first option may cost until the best of the other ways costs no more."""
    first = case.assessment.firsts[0] if len(case.assessment.firsts) == 1 else ""
    others = [way for way in case.own.costs if way.name in estimate.ways and way.name != first]
    if first not in estimate.ways or not others:
        return
    other = min(others, key=lambda way: way.by_scenario[Scenario.MIDDLE].total)
    rate = break_even_rate(estimate, first, other.name)
    if rate is not None:
        yield _(
            "“%(name)s” and “%(other)s” cost the same once an hour of “%(name)s” costs %(rate)s, "
            "with all else in the middle; the number typed is %(typed)s."
        ) % {
            "name": case.names[first],
            "other": case.names[other.name],
            "rate": f"{rate:,.2f} {case.own.currency}".strip(),
            "typed": f"{write_range(estimate.ways[first].rate)} {case.own.currency}".strip(),
        }


def _left_out(case: CaseFacts) -> Iterator[str]:
    """The options of which nobody knows what they cost."""
    costed = {way.name for way in case.own.costs}
    slugs = tuple(total.option for total in case.assessment.totals if total.option not in costed)
    if slugs:
        yield _("No cost is worked out for %(names)s.") % {"names": case.named(slugs)}


_NOTHING_COUNTED = {
    "transition": gettext_lazy(
        "No transition is counted for %(names)s. Type what the change takes, or say why nothing."
    ),
    "governance": gettext_lazy(
        "No governance is counted for %(names)s. Type who steers and checks, or say why nobody."
    ),
}
"""What is easily forgotten, and makes every change look cheap."""


def _counted_as_nothing(case: CaseFacts, estimate: Estimate) -> Iterator[str]:
    """The changes that would cost nothing but their hours."""
    changes = {name: way for name, way in estimate.ways.items() if name != TODAY}
    for number, sentence in _NOTHING_COUNTED.items():
        names = tuple(name for name, way in changes.items() if not getattr(way, number).high)
        if names:
            yield str(sentence) % {"names": case.named(names)}


def _fit(case: CaseFacts) -> Iterator[str]:
    """What the result says of handing the work over now."""
    verdict = case.taxonomy.index.verdict_by_slug.get(case.match.fit.verdict or "")
    if verdict:
        yield _("Whether to hand the work over now, whoever does it: “%(verdict)s”.") % {
            "verdict": verdict.name
        }
