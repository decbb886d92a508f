"""What would change a decision, in sentences: the nearest rival, the single answers that would
put another outcome first, and what an answer still missing could do."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matcher.core.ranking import Ranking
from matcher.core.sensitivity import TippingChange, Unknown
from matcher.core.taxonomy import Taxonomy
from matcher.presenters.result_decision import counted_points, outcome_name
from matcher.presenters.words import answer_label
from matcher.wording import join_and, join_or


def runner_up(taxonomy: Taxonomy, ranking: Ranking) -> str:
    """What comes second, and how far behind; empty if nothing is first."""
    if ranking.top is None:
        return ""
    if ranking.margin is None:
        return _("There is no rival: your answers rule out everything else.")
    if rivals := tuple(outcome_name(taxonomy, ranking, slug) for slug in ranking.tied[1:]):
        return ngettext(
            "%(names)s has the same points.", "%(names)s have the same points.", len(rivals)
        ) % {"names": join_and(rivals)}
    return _("%(name)s comes next, %(points)s behind.") % {
        "name": outcome_name(taxonomy, ranking, ranking.standings[1].outcome),
        "points": counted_points(ranking.margin),
    }


def tipping_sentence(taxonomy: Taxonomy, axis: str, change: TippingChange) -> str:
    """What would come first if that one answer were another."""
    question = taxonomy.index.question_by_slug[change.question]
    option = question.option(change.after)
    outcome = taxonomy.index.outcome_by_slug[axis, change.outcome].name
    if option is not None and option.supposing:
        return _("If %(supposing)s, this would be %(outcome)s.") % {
            "supposing": option.supposing,
            "outcome": outcome,
        }
    return _("If the answer to “%(question)s” were “%(answer)s”, this would be %(outcome)s.") % {
        "question": question.prompt,
        "answer": answer_label(question, change.after),
        "outcome": outcome,
    }


def value_sentence(taxonomy: Taxonomy, unknown: Unknown) -> str:
    """What an answer to that question alone could put first, or that it could not."""
    outcomes_by_axis = [
        _("%(outcomes)s (%(axis)s)")
        % {
            "outcomes": join_or(tuple(_name(taxonomy, axis, slug) for slug in outcomes)),
            "axis": taxonomy.index.axis_by_slug[axis].name,
        }
        for axis, outcomes in unknown.outcomes.items()
        if outcomes
    ]
    if not outcomes_by_axis:
        return _("It cannot change what comes first by itself.")
    return _("An answer could put first: %(outcomes)s.") % {"outcomes": "; ".join(outcomes_by_axis)}


def _name(taxonomy: Taxonomy, axis: str, slug: str) -> str:
    return taxonomy.index.outcome_by_slug[axis, slug].name
