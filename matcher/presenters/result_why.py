"""Why an outcome came first: the answers that spoke for it and against it, and all the rest."""

from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matcher.core.ranking import Bonus, Ranking, Standing
from matcher.core.rules import Contribution
from matcher.core.taxonomy.values import HUNDREDTHS
from matcher.presenters.family import joined
from matcher.presenters.result_decision import counted_points, outcome_name, signed_points
from matcher.presenters.words import Tag, answer_label, points, tag
from matcher.web.page import PARTS_KEPT, Scene, draw

FULL = 100
"""The width of the bar of the first outcome."""


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the full ranking. `width` is that of its bar in percent."""

    name: str
    points: str
    width: int
    first: bool


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why one outcome came first on its axis. The points of the rows that speak for it (the
    largest first) and against it (the strongest first) add up to `total`."""

    tag: Tag
    outcome_name: str
    speak_for: SafeString
    speak_against: SafeString
    total: str
    ranking: tuple[Place, ...]
    ruled_out: tuple[str, ...]
    account: SafeString
    others: SafeString


def reasons(scene: Scene, ranking: Ranking) -> Reasons:
    """The reasons of a ranking that has a first outcome."""
    taxonomy, first = scene.taxonomy, ranking.standings[0]
    parts: list[Contribution | Bonus] = [*first.contributions, *first.bonuses]
    parts.sort(key=lambda part: -abs(part.points))
    return Reasons(
        tag=tag(taxonomy.axis_by_slug[ranking.axis]),
        outcome_name=outcome_name(taxonomy, ranking, first.outcome),
        speak_for=joined(_row(scene, part) for part in parts if part.points > 0),
        speak_against=joined(_row(scene, part) for part in parts if part.points < 0),
        total=points(first.points),
        ranking=_places(scene, ranking),
        ruled_out=tuple(
            outcome_name(taxonomy, ranking, exclusion.outcome) for exclusion in ranking.excluded
        ),
        account=_account(scene, ranking, first),
        others=joined(_account(scene, ranking, one) for one in ranking.standings[1:]),
    )


@lru_cache(maxsize=PARTS_KEPT)
def _row(scene: Scene, part: Contribution | Bonus) -> SafeString:
    """What one answer adds, or what several add together, as the row of a table."""
    if isinstance(part, Contribution):
        question = scene.taxonomy.question_by_slug[part.question]
        given = f"{question.prompt} {answer_label(question, part.option)}"
    else:
        given = _("Several of your answers together")
    context = {"points": signed_points(part.points), "sentence": part.sentence, "given": given}
    return render_to_string("_reason.html", context)


# ── The full account ─────────────────────────────────────────────────────────────────────


def _account(scene: Scene, ranking: Ranking, standing: Standing) -> SafeString:
    """Every point of one outcome in a table that can be added up. Of any but the first it says
    what it lacks."""
    first, name = ranking.standings[0], outcome_name(scene.taxonomy, ranking, standing.outcome)
    behind = counted_points(first.points - standing.points)
    context = {
        "title": _("Every point of %(name)s") % {"name": name}
        if standing is first
        else _("Why not %(name)s?") % {"name": name},
        "sentence": "" if standing is first else _("%(points)s behind.") % {"points": behind},
        "rows": joined(
            _account_row(scene, part) for part in (*standing.contributions, *standing.bonuses)
        ),
        "total": points(standing.points),
    }
    return draw("_result_full.html", context)


@lru_cache(maxsize=PARTS_KEPT)
def _account_row(scene: Scene, part: Contribution | Bonus) -> SafeString:
    context = {"points": signed_points(part.points), "sentence": part.sentence}
    if isinstance(part, Contribution):
        question = scene.taxonomy.question_by_slug[part.question]
        context |= {
            "question": question.prompt,
            "answer": answer_label(question, part.option),
            "strength": signed_points(part.strength * HUNDREDTHS),
            "weight": f"× {points(part.weight)}",
        }
    else:
        context["question"] = _("Several of your answers together")
    return draw("_account.html", context)


def _places(scene: Scene, ranking: Ranking) -> tuple[Place, ...]:
    firsts = ranking.tied or (ranking.top,)
    best = max(ranking.standings[0].points, 1)

    def place(standing: Standing) -> Place:
        return Place(
            name=outcome_name(scene.taxonomy, ranking, standing.outcome),
            points=points(standing.points),
            width=max(0, standing.points) * FULL // best,
            first=standing.outcome in firsts,
        )

    return tuple(place(standing) for standing in ranking.standings)
