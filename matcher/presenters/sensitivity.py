"""What would change a decision, in sentences: the nearest rival, the single answers that would
put another outcome first, and what an answer still missing could do."""

from django.utils.translation import gettext as _, ngettext

from matcher.core import Ranking, Taxonomy
from matcher.core.sensitivity import TippingChange, Unknown
from matcher.presenters.words import answer_label
from matcher.wording import count_points, join_and, join_or


def runner_up(taxonomy: Taxonomy, ranking: Ranking) -> str:
    """What comes second, and how far behind; empty if nothing is first."""
    if ranking.top is None:
        return ""
    if ranking.margin is None:
        return _("There is no rival: your answers rule out everything else.")
    index = taxonomy.index
    if rivals := tuple(index.outcome_name(ranking.axis, slug) for slug in ranking.tied[1:]):
        return ngettext(
            "%(names)s has the same points.", "%(names)s have the same points.", len(rivals)
        ) % {"names": join_and(rivals)}
    return _("%(name)s comes next, %(points)s behind.") % {
        "name": index.outcome_name(ranking.axis, ranking.standings[1].outcome),
        "points": count_points(ranking.margin),
    }


def tipping_sentence(taxonomy: Taxonomy, axis: str, change: TippingChange) -> str:
    """What would come first if that one answer were another."""
    question = taxonomy.index.question_by_slug[change.question]
    option = question.option(change.after)
    outcome = taxonomy.index.outcome_name(axis, change.outcome)
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
    index = taxonomy.index
    outcomes_by_axis = [
        _("%(outcomes)s (%(axis)s)")
        % {
            "outcomes": join_or(tuple(index.outcome_name(axis, slug) for slug in outcomes)),
            "axis": index.axis_by_slug[axis].name,
        }
        for axis, outcomes in unknown.outcomes.items()
        if outcomes
    ]
    if not outcomes_by_axis:
        return _("It cannot change what comes first by itself.")
    return _("An answer could put first: %(outcomes)s.") % {"outcomes": "; ".join(outcomes_by_axis)}
