"""Rows of cases -> cases, their results under a taxonomy, and a new case from a match."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from matcher.core import (
    NOT_SURE,
    Case,
    CaseResult,
    Expected,
    Match,
    Taxonomy,
    parse_pairs,
    run_case,
)
from matcher.core.checks.findings import Findings, warning
from matcher.core.fit import FIT
from matcher.draft.compile import compile_draft
from matcher.models import (
    Case as CaseRow,
    CaseAnswer,
    CaseExpectation,
    CaseVerdict,
    Option,
    Outcome,
    Question,
    Verdict,
    Warning,
)


def all_cases() -> tuple[Case, ...]:
    """All cases in their order, in a fixed number of queries."""
    return _cases(CaseRow.objects.all())


def case_texts() -> Mapping[str, str]:
    """The description of every case, by its slug."""
    return dict(CaseRow.objects.values_list("slug", "vignette"))


def stored_case(pk: int) -> Case:
    """The case of that row, as it is stored."""
    (case,) = _cases(CaseRow.objects.filter(pk=pk))
    return case


def cases_under(taxonomy: Taxonomy) -> tuple[Case, ...]:
    """All cases as they are once this taxonomy is the draft: it brings the answers of its own
    examples."""
    answers = {
        example.slug: tuple((answer.question, answer.option) for answer in example.answers)
        for example in taxonomy.examples
    }
    return tuple(
        replace(case, answers=answers.get(case.slug, case.answers)) for case in all_cases()
    )


def run_cases(taxonomy: Taxonomy) -> tuple[CaseResult, ...]:
    """The result of every case under this taxonomy."""
    return tuple(run_case(taxonomy, case) for case in all_cases())


def cases_to_review() -> Findings:
    """The cases from which an upgrade took something away."""
    marked = CaseRow.objects.exclude(to_review="")
    for slug, title, text in marked.values_list("slug", "title", "to_review"):
        sentence = _("%(title)s: an upgrade took something away. %(lost)s") % {
            "title": title,
            "lost": "; ".join(text.splitlines()),
        }
        yield warning("to-review", f"case {slug}", sentence)


def _cases(rows: QuerySet[CaseRow]) -> tuple[Case, ...]:
    """The cases of these rows, read as columns: one query for each table."""
    picks = _grouped(_answers(rows).values_list("case", "question__slug", "option__slug"))
    outcomes = _grouped(
        CaseExpectation.objects.filter(case__in=rows).values_list(
            "case", "outcome__axis__slug", "outcome__slug", "disagrees"
        )
    )
    verdicts = _grouped(
        CaseVerdict.objects.filter(case__in=rows).values_list("case", "verdict__slug", "disagrees")
    )
    warned = rows.filter(warnings__isnull=False).order_by("warnings__position", "warnings__slug")
    warnings = _grouped(warned.values_list("pk", "warnings__slug"))
    return tuple(
        Case(
            slug=slug,
            title=title,
            answers=tuple((question, option or NOT_SURE) for question, option in picks[pk]),
            expected=_expected(outcomes[pk]),
            warnings=tuple(warning for (warning,) in warnings[pk]),
            fit=_expected_on(FIT, verdicts[pk]) if verdicts[pk] else None,
        )
        for pk, slug, title in rows.values_list("pk", "slug", "title")
    )


def _answers(rows: QuerySet[CaseRow]) -> QuerySet[CaseAnswer]:
    """The answers of these rows in the order asked, and ticks in that of the options."""
    return CaseAnswer.objects.filter(case__in=rows).order_by(
        "question__position", "question__slug", "option__position", "pk"
    )


def _grouped(rows: Iterable[tuple[Any, ...]]) -> Mapping[int, list[tuple[Any, ...]]]:
    """The rest of each row by its first column."""
    by_first: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for first, *rest in rows:
        by_first[first].append(tuple(rest))
    return by_first


def _expected(rows: Iterable[tuple[str, str, str]]) -> tuple[Expected, ...]:
    """By axis. The outcomes come in the order of the axes, those that are only accepted last; where
    nothing else is expected on an axis, the first of those is. A reason to disagree is that of the
    axis, beside whichever of its outcomes it stands."""
    by_axis: dict[str, list[tuple[str, str]]] = {}
    for axis, outcome, disagrees in rows:
        by_axis.setdefault(axis, []).append((outcome, disagrees))
    return tuple(_expected_on(axis, named) for axis, named in by_axis.items())


def _expected_on(axis: str, named: Iterable[tuple[Any, ...]]) -> Expected:
    """What is expected on one axis; `named` are slugs with reasons to disagree."""
    (first, *also), reasons = zip(*named, strict=True)
    return Expected(axis, first, tuple(also), " ".join(filter(None, reasons)))


# ── A new case from a match ──────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class CreatedCase:
    """The row of the new case, and what the match names that the draft no longer has."""

    row: CaseRow
    left_out: tuple[str, ...]


@transaction.atomic
def create_case(*, title: str, vignette: str, reason: str, match: Match) -> CreatedCase:
    """A new case with the answers of the match, that expects what the match says: the first
    outcome of each axis, the verdict of the fit check, and its warnings."""
    last: int | None = CaseRow.objects.aggregate(last=Max("position"))["last"]
    row = CaseRow.objects.create(
        slug=_free_slug(title),
        title=title,
        vignette=vignette,
        reason=reason,
        position=(last or 0) + 10,
    )
    left_out = (
        *_answer(row, match),
        *_expect(row, match),
        *_expect_verdict(row, match),
        *_warn(row, match),
    )
    return CreatedCase(row, left_out)


def _free_slug(title: str) -> str:
    """The title as a slug, with a number where another case has that slug."""
    wanted = slugify(title)[:40] or "case"
    taken = set(CaseRow.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)


def _answer(row: CaseRow, match: Match) -> tuple[str, ...]:
    """Write the answers as the draft reads them; those that it cannot read are returned as
    `question=option`."""
    pairs = match.answers.picks
    read = parse_pairs(compile_draft(), pairs, former=frozenset(name for name, _option in pairs))
    questions = {question.slug: question for question in Question.objects.all()}
    options = {option.natural_key(): option for option in Option.objects.select_related("question")}
    for slug, option in read.answers:
        CaseAnswer.objects.create(
            case=row, question=questions[slug], option=options.get((slug, option))
        )
    return tuple(f"{answer.name}={answer.value}" for answer in read.ignored)


def _expect(row: CaseRow, match: Match) -> tuple[str, ...]:
    """Write the first outcome of each axis; those that the draft does not have are returned."""
    outcomes = {
        outcome.natural_key(): outcome for outcome in Outcome.objects.select_related("axis")
    }
    left_out = []
    for axis, ranking in match.rankings.items():
        outcome = outcomes.get((axis, ranking.top or ""))
        if outcome:
            CaseExpectation.objects.create(case=row, outcome=outcome)
        elif ranking.top:
            left_out.append(f"{axis}/{ranking.top}")
    return tuple(left_out)


def _expect_verdict(row: CaseRow, match: Match) -> tuple[str, ...]:
    """Write the verdict of the fit check; one that the draft does not have is returned."""
    slug = match.fit.verdict
    if slug is None:
        return ()
    verdict = Verdict.objects.filter(slug=slug).first()
    if verdict is None:
        return (f"verdict {slug}",)
    CaseVerdict.objects.create(case=row, verdict=verdict)
    return ()


def _warn(row: CaseRow, match: Match) -> tuple[str, ...]:
    """Write the warnings; those that the draft does not have are returned."""
    warnings = Warning.objects.filter(slug__in=match.warnings)
    row.warnings.set(warnings)
    known = {warning.slug for warning in warnings}
    return tuple(f"warning {slug}" for slug in match.warnings if slug not in known)
