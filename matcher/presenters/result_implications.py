"""What follows from a match: from the family, from the answers and from the fit check."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matcher.core.implications import (
    nearest_lines,
    pricing_rules,
    regimes,
    verdict_so_far,
    waits,
)
from matcher.core.matching import Match
from matcher.core.taxonomy.values import NextStep, Outcome
from matcher.presenters.family import family_part, family_shown, joined, regimes_shown
from matcher.web.page import PARTS_KEPT, ROWS, Scene, filled
from matcher.web.prose import prose


def follows_drawn(scene: Scene, match: Match, family: Outcome | None) -> SafeString:
    """What is known about work of this kind; without a family, what the answers alone say."""
    pricing = _pricing(scene, pricing_rules(scene.taxonomy, match))
    prepare = _prepare(scene, verdict_so_far(scene.taxonomy, match.fit))
    touched = _regimes(scene, regimes(scene.taxonomy, match))
    if family is None:
        return joined((pricing, prepare, touched))

    def part(name: str) -> SafeString:
        return family_part(scene, family.slug, name)

    return joined(
        (
            part("intro"),
            _lines(scene, family, match),
            part("kpis"),
            part("running"),
            part("pricing"),
            pricing,
            prepare or part("shortlist"),
            part("risks"),
            touched,
            part("confusions"),
        )
    )


# ── Service lines ────────────────────────────────────────────────────────────────────────


def _lines(scene: Scene, family: Outcome, match: Match) -> SafeString:
    """The service lines, the nearest first."""
    near = nearest_lines(family, match.answers)
    rows = [_line(scene, family.slug, one.line.slug, one.agreeing) for one in near]
    return filled(_frame(scene), rows=rows)


@lru_cache(maxsize=PARTS_KEPT)
def _frame(scene: Scene) -> SafeString:
    return render_to_string("_lines.html", {"rows": ROWS})


@lru_cache(maxsize=PARTS_KEPT)
def _line(scene: Scene, family: str, slug: str, agreeing: int) -> SafeString:
    line = next(one for one in family_shown(scene, family).lines if one.slug == slug)
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
class Pricing:
    """A pricing model that the answers point to, and why."""

    name: str
    why: SafeString
    fits: SafeString
    avoid: SafeString
    behaviour: SafeString
    safeguards: SafeString


@lru_cache(maxsize=PARTS_KEPT)
def _pricing(scene: Scene, rules: tuple[str, ...]) -> SafeString:
    """The models of these rules in their order, each model once with all its reasons."""
    why: dict[str, list[str]] = {}
    for rule in scene.taxonomy.pricing_rules:
        if rule.slug in rules:
            why.setdefault(rule.model, []).append(rule.sentence)
    models = {model.slug: model for model in scene.taxonomy.pricing_models}
    shown = [
        Pricing(
            name=models[slug].name,
            why=prose(" ".join(sentences)),
            fits=prose(models[slug].fits),
            avoid=prose(models[slug].avoid),
            behaviour=prose(models[slug].behaviour),
            safeguards=prose(models[slug].safeguards),
        )
        for slug, sentences in why.items()
    ]
    return render_to_string("_result_pricing.html", {"models": shown}) if shown else SafeString()


@lru_cache(maxsize=PARTS_KEPT)
def _regimes(scene: Scene, slugs: tuple[str, ...]) -> SafeString:
    shown = regimes_shown(scene.taxonomy, slugs)
    return render_to_string("_result_regimes.html", {"regimes": shown}) if shown else SafeString()


# ── What to do ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Steps:
    """Next steps under one heading."""

    title: str
    steps: tuple[SafeString, ...]


@lru_cache(maxsize=PARTS_KEPT)
def _prepare(scene: Scene, verdict: str) -> SafeString:
    if not waits(scene.taxonomy, verdict):
        return SafeString()
    return render_to_string("_result_prepare.html", {"prepare": _for_verdict(scene, verdict)})


@lru_cache(maxsize=PARTS_KEPT)
def steps_drawn(scene: Scene, verdict: str) -> SafeString:
    """What to do always, with this verdict (unless that is shown as preparation), and what to
    check axis by axis."""
    rows = scene.taxonomy.next_steps
    always = _steps(_("In any case"), (row for row in rows if not row.verdict and not row.axis))
    own = () if waits(scene.taxonomy, verdict) else (_for_verdict(scene, verdict),)
    checks = [
        _steps(
            _("To check: %(axis)s") % {"axis": axis.name},
            (row for row in rows if row.axis == axis.slug),
        )
        for axis in scene.taxonomy.axes
    ]
    groups = [group for group in (always, *own, *checks) if group.steps]
    return render_to_string("_result_steps.html", {"groups": groups})


def _for_verdict(scene: Scene, verdict: str) -> Steps:
    found = scene.taxonomy.verdict_by_slug.get(verdict)
    rows = (row for row in scene.taxonomy.next_steps if row.verdict and row.verdict == verdict)
    return _steps(found.name if found else "", rows)


def _steps(title: str, rows: Iterable[NextStep]) -> Steps:
    return Steps(title, tuple(prose(row.text) for row in rows))
