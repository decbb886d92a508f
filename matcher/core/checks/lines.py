"""Service lines whose typical answers do not lead to them."""

from itertools import combinations, permutations

from matcher.core.answers import Answers
from matcher.core.checks.answer_sets import joint_problems
from matcher.core.checks.findings import Finding, Findings, warning
from matcher.core.checks.reachability import Reachability, Unreachable, leading_answers
from matcher.core.picks import Picks
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.row_ref import row_ref
from matcher.core.taxonomy.values import Outcome, ServiceLine


def misleading_lines(taxonomy: Taxonomy, reachability: Reachability) -> Findings:
    """Lines whose typical answers cannot be given together, do not lead to their family, or do not
    tell them from another line of it."""
    for family in taxonomy.outcomes:
        typical = [line for line in family.service_lines if line.typical]
        apart = {line.slug: list(joint_problems(taxonomy, line.typical)) for line in typical}
        for line in typical:
            for problem in apart[line.slug]:
                yield _not_together(line, problem)
        possible = [line for line in typical if not apart[line.slug]]
        if not isinstance(reachability[family.axis, family.slug], Unreachable):
            yield from _astray(taxonomy, family, possible)
        yield from _alike(typical)


def _not_together(line: ServiceLine, problem: str) -> Finding:
    sentence = f"The typical answers of “{line.name}” cannot be given together: {problem}"
    return warning("not-together", row_ref("service line", line.slug), sentence)


# ── Lines that do not lead to their family ───────────────────────────────────────────────


def _astray(taxonomy: Taxonomy, family: Outcome, lines: list[ServiceLine]) -> Findings:
    """Lines with whose typical answers the family is never alone in first place, whatever else is
    answered: to what everybody is asked, and to the border questions that follow from it."""
    rules = taxonomy.index.rules[family.axis]
    found: Picks = {}  # what leads to the family from one line nearly always does from the next
    for line in lines:
        given = Answers(tuple((answer.question, answer.option) for answer in line.typical))
        result = leading_answers(rules, family.slug, given.as_dict(), start=found)
        if result is None or isinstance(result, Unreachable):
            yield _leads_elsewhere(taxonomy, family, line, result)
        else:
            found = result


def _leads_elsewhere(
    taxonomy: Taxonomy, family: Outcome, line: ServiceLine, proof: Unreachable | None
) -> Finding:
    whoever = f"Whoever gives the typical answers of “{line.name}”"
    never = f"{whoever} never sees “{family.name}” lead"
    if proof is None:
        sentence = f"{whoever} may never see “{family.name}” lead: we could not try all answers."
    elif proof.rival is None:
        sentence = f"{never}: we tried all that might help."
    else:
        rival = taxonomy.index.outcome_name(family.axis, proof.rival)
        sentence = f"{never}: “{rival}” stays ahead or level in all that everybody is asked."
    return warning("out-of-reach", row_ref("service line", line.slug), sentence)


# ── Lines that their family has twice ────────────────────────────────────────────────────


def _alike(lines: list[ServiceLine]) -> Findings:
    """A line is named first of its family where most of its typical answers were given: never one
    all of whose are typical of another line too."""
    for first, second in combinations(lines, 2):
        if first.typical_picks == second.typical_picks:
            sentence = "their typical answers are the same."
            yield _indistinct(second, first, sentence)
    for line, other in permutations(lines, 2):
        if line.typical_picks < other.typical_picks:
            sentence = "all its typical answers are typical of that line too."
            yield _indistinct(line, other, sentence)


def _indistinct(line: ServiceLine, other: ServiceLine, because: str) -> Finding:
    sentence = f"Nobody can tell “{line.name}” from “{other.name}”: {because}"
    return warning("alike", row_ref("service line", line.slug), sentence)
