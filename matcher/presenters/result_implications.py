"""What follows from a match: from the family, from the answers and from the fit check."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _, ngettext

from matcher.core import Match, NextStep, Outcome
from matcher.core.implications import (
    nearest_lines,
    pricing_rules,
    regimes,
    verdict_so_far,
    waits,
)
from matcher.presenters.family import family_view, regime_views, render_family_part
from matcher.web.page import PARTS_KEPT, ROWS, RenderContext, fill_slots, join_parts, remembered
from matcher.web.prose import prose


def render_implications(context: RenderContext, match: Match, family: Outcome | None) -> SafeString:
    """What is known about work of this kind; without a family, what the answers alone say."""
    pricing = _pricing(context, pricing_rules(context.taxonomy, match))
    prepare = _prepare(context, verdict_so_far(context.taxonomy, match.fit))
    regime_part = _regimes(context, regimes(context.taxonomy, match))
    if family is None:
        return join_parts((pricing, prepare, regime_part))

    def part(name: str) -> SafeString:
        return render_family_part(context, family.slug, name)

    return join_parts(
        (
            part("intro"),
            _lines(context, family, match),
            part("kpis"),
            part("running"),
            part("pricing"),
            pricing,
            prepare or part("shortlist"),
            part("risks"),
            regime_part,
            part("confusions"),
        )
    )


# ── Service lines ────────────────────────────────────────────────────────────────────────


def _lines(context: RenderContext, family: Outcome, match: Match) -> SafeString:
    """The service lines, the nearest first."""
    lines = nearest_lines(family, match.answers)
    rows = [_line(context, family.slug, near.line.slug, near.agreeing) for near in lines]
    return fill_slots(_frame(context), rows=rows)


@remembered(PARTS_KEPT)
def _frame(context: RenderContext) -> SafeString:
    return render_to_string("_lines.html", {"rows": ROWS})


@remembered(PARTS_KEPT)
def _line(context: RenderContext, family: str, slug: str, agreeing: int) -> SafeString:
    line = next(line for line in family_view(context, family).lines if line.slug == slug)
    return render_to_string("_line.html", {"line": line, "agrees": _agrees(agreeing, line.typical)})


def _agrees(agreeing: int, typical: int) -> str:
    if not agreeing:
        return ""
    return ngettext(
        "You gave %(agreeing)s of its %(typical)s typical answer.",
        "You gave %(agreeing)s of its %(typical)s typical answers.",
        typical,
    ) % {"agreeing": agreeing, "typical": typical}


# ── Pricing and rules ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class SuggestedPricing:
    """A pricing model that the answers point to, and why."""

    name: str
    why: SafeString
    fits: SafeString
    avoid: SafeString
    behaviour: SafeString
    safeguards: SafeString


@remembered(PARTS_KEPT)
def _pricing(context: RenderContext, rules: tuple[str, ...]) -> SafeString:
    """The models of these rules in their order, each model once with all its reasons."""
    reasons: dict[str, list[str]] = {}
    for rule in context.taxonomy.pricing_rules:
        if rule.slug in rules:
            reasons.setdefault(rule.model, []).append(rule.sentence)
    models = {model.slug: model for model in context.taxonomy.pricing_models}
    views = [
        SuggestedPricing(
            name=models[slug].name,
            why=prose(" ".join(sentences)),
            fits=prose(models[slug].fits),
            avoid=prose(models[slug].avoid),
            behaviour=prose(models[slug].behaviour),
            safeguards=prose(models[slug].safeguards),
        )
        for slug, sentences in reasons.items()
    ]
    return render_to_string("_result_pricing.html", {"models": views}) if views else SafeString()


@remembered(PARTS_KEPT)
def _regimes(context: RenderContext, slugs: tuple[str, ...]) -> SafeString:
    views = regime_views(context.taxonomy, slugs)
    return render_to_string("_result_regimes.html", {"regimes": views}) if views else SafeString()


# ── What to do ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class StepGroup:
    """Next steps under one heading."""

    title: str
    steps: tuple[SafeString, ...]


@remembered(PARTS_KEPT)
def _prepare(context: RenderContext, verdict: str) -> SafeString:
    if not waits(context.taxonomy, verdict):
        return SafeString()
    return render_to_string("_result_prepare.html", {"prepare": _for_verdict(context, verdict)})


@remembered(PARTS_KEPT)
def render_steps(context: RenderContext, verdict: str) -> SafeString:
    """What to do in any case, what to do with this verdict (unless it is shown as preparation),
    and what to check axis by axis."""
    steps = context.taxonomy.next_steps
    always = _step_group(
        _("In any case"), (step for step in steps if not step.verdict and not step.axis)
    )
    own = () if waits(context.taxonomy, verdict) else (_for_verdict(context, verdict),)
    checks = [
        _step_group(
            _("To check: %(axis)s") % {"axis": axis.name},
            (step for step in steps if step.axis == axis.slug),
        )
        for axis in context.taxonomy.axes
    ]
    groups = [group for group in (always, *own, *checks) if group.steps]
    return render_to_string("_result_steps.html", {"groups": groups})


def _for_verdict(context: RenderContext, verdict: str) -> StepGroup:
    named = context.taxonomy.index.verdict_by_slug.get(verdict)
    steps = (step for step in context.taxonomy.next_steps if verdict and step.verdict == verdict)
    return _step_group(named.name if named else "", steps)


def _step_group(title: str, steps: Iterable[NextStep]) -> StepGroup:
    return StepGroup(title, tuple(prose(step.text) for step in steps))
