"""Rows of cases -> cases, what becomes of them under a taxonomy, and a case made of a match."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.text import slugify

from matcher.core.cases import Case, CaseResult, Expected, run
from matcher.core.matching import Match
from matcher.core.rules import NOT_SURE
from matcher.core.taxonomy.values import Taxonomy
from matcher.models import Case as Row
from matcher.models import CaseAnswer, CaseExpectation, Option, Outcome, Question, Warning


def every_case() -> tuple[Case, ...]:
    """All cases in their order, in a fixed number of queries."""
    return tuple(_case(row) for row in _whole(Row.objects.all()))


def stored_case(pk: int) -> Case:
    """The case of that row, as it is stored."""
    return _case(_whole(Row.objects.all()).get(pk=pk))


def every_case_under(taxonomy: Taxonomy) -> tuple[Case, ...]:
    """All cases as they are once this taxonomy is the draft, which says what its own examples
    answer."""
    answers = {
        example.slug: tuple((one.question, one.option) for one in example.answers)
        for example in taxonomy.examples
    }
    return tuple(
        replace(case, answers=answers.get(case.slug, case.answers)) for case in every_case()
    )


def run_cases(taxonomy: Taxonomy) -> tuple[CaseResult, ...]:
    """How every case fares under this taxonomy."""
    return tuple(run(taxonomy, case) for case in every_case())


def _whole(rows: QuerySet[Row]) -> QuerySet[Row]:
    """With everything that a case says, read at once."""
    return rows.prefetch_related(
        "answers__question", "answers__option", "expectations__outcome__axis", "warnings"
    )


def _case(row: Row) -> Case:
    return Case(
        slug=row.slug,
        title=row.title,
        answers=tuple(
            (one.question.slug, one.option.slug if one.option else NOT_SURE)
            for one in row.answers.all()
        ),
        expected=_expected(tuple(row.expectations.all())),
        warnings=tuple(one.slug for one in row.warnings.all()),
    )


def _expected(rows: tuple[CaseExpectation, ...]) -> tuple[Expected, ...]:
    """By axis. The rows stand in the order of the axes, what is only accepted last; where nothing
    else is expected on an axis, the first of those is."""
    by_axis: dict[str, list[str]] = {}
    for row in rows:
        by_axis.setdefault(row.outcome.axis.slug, []).append(row.outcome.slug)
    return tuple(Expected(axis, first, tuple(also)) for axis, (first, *also) in by_axis.items())


# ── A case made of a match ───────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Made:
    """The row of the new case, and what the match names that the draft no longer has."""

    row: Row
    left_out: tuple[str, ...]


@transaction.atomic
def make_case(*, title: str, vignette: str, reason: str, match: Match) -> Made:
    """A new case with the answers of the match, that expects what the match says: the first
    outcome of each axis, and its warnings."""
    last: int | None = Row.objects.aggregate(last=Max("position"))["last"]
    row = Row.objects.create(
        slug=_free_slug(title),
        title=title,
        vignette=vignette,
        reason=reason,
        position=(last or 0) + 10,
    )
    return Made(row, (*_answer(row, match), *_expect(row, match), *_warn(row, match)))


def _free_slug(title: str) -> str:
    """The title as a slug, with a number where another case is called so."""
    wanted = slugify(title)[:40] or "case"
    taken = set(Row.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)


def _answer(row: Row, match: Match) -> tuple[str, ...]:
    """Write the answers; those that the draft does not have are returned as `question=option`."""
    questions = {one.slug: one for one in Question.objects.all()}
    options = {
        (one.question.slug, one.slug): one for one in Option.objects.select_related("question")
    }
    lost = []
    for slug, option in match.answers:
        known = slug in questions if option == NOT_SURE else (slug, option) in options
        if known:
            CaseAnswer.objects.create(
                case=row, question=questions[slug], option=options.get((slug, option))
            )
        else:
            lost.append(f"{slug}={option}")
    return tuple(lost)


def _expect(row: Row, match: Match) -> tuple[str, ...]:
    """Write the first outcome of each axis; those that the draft does not have are returned."""
    outcomes = {(one.axis.slug, one.slug): one for one in Outcome.objects.select_related("axis")}
    lost = []
    for axis, ranking in match.rankings.items():
        outcome = outcomes.get((axis, ranking.top or ""))
        if outcome:
            CaseExpectation.objects.create(case=row, outcome=outcome)
        elif ranking.top:
            lost.append(f"{axis}/{ranking.top}")
    return tuple(lost)


def _warn(row: Row, match: Match) -> tuple[str, ...]:
    """Write the warnings; those that the draft does not have are returned."""
    found = {one.slug: one for one in Warning.objects.filter(slug__in=match.warnings)}
    row.warnings.set(found.values())
    return tuple(f"warning {slug}" for slug in match.warnings if slug not in found)
