"""What to do next: in any case, with this verdict, and as a check of each decision."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.core import NextStep, Taxonomy
from matcher.core.implications import Implications, verdict_so_far, waits


@dataclass(frozen=True, slots=True)
class StepGroup:
    """Next steps under one heading."""

    title: str
    steps: tuple[str, ...]


def step_groups(implied: Implications) -> tuple[StepGroup, ...]:
    """The next steps, without the groups that have none. The verdict's own are left out where they
    stand as preparation in the part about buying."""
    taxonomy, match, steps = implied.taxonomy, implied.match, implied.next_steps
    verdict = verdict_so_far(taxonomy, match.fit)
    always = _group(
        _("In any case"), [step for step in steps if not step.verdict and not step.axis]
    )
    own = () if waits(taxonomy, verdict) else (verdict_steps(taxonomy, steps, verdict),)
    checks = [
        _group(
            _("To check: %(axis)s") % {"axis": axis.name},
            [step for step in steps if step.axis == axis.slug],
        )
        for axis in taxonomy.axes
        if match.rankings[axis.slug].top
    ]
    return tuple(group for group in (always, *own, *checks) if group.steps)


def verdict_steps(taxonomy: Taxonomy, steps: Iterable[NextStep], verdict: str) -> StepGroup:
    """Those of the steps that are for one verdict, under its name."""
    named = taxonomy.index.verdict_by_slug.get(verdict)
    own = [step for step in steps if verdict and step.verdict == verdict]
    return _group(named.name if named else "", own)


def _group(title: str, steps: Iterable[NextStep]) -> StepGroup:
    return StepGroup(title, tuple([step.text for step in steps]))
