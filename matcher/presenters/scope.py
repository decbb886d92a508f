"""What is said of content that is not for everybody: for whom it is, what may apply once more is
known of the buyer, and what is left out and why."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _, ngettext

from matcher.core import Answers, Taxonomy, write_query
from matcher.core.conditions import AllOf, AnyOf, Condition, Is, parse
from matcher.core.scope import Context, Row, Scoped, comparisons, deciding, missed, scope_name
from matcher.core.taxonomy.values import LINE
from matcher.presenters.words import QuestionLink, and_then, question_links
from matcher.web.page import RenderContext
from matcher.wording import join_or


@dataclass(frozen=True, slots=True)
class ScopeNote:
    """What stands behind a list of what applies: a `summary`, the names of what may apply with the
    questions that decide it (`ask`), and how much is left out for what reason."""

    summary: str
    may_apply: tuple[str, ...]
    ask: tuple[QuestionLink, ...]
    left_out: str


def scope_note(
    context: RenderContext,
    answers: Answers,
    buyer: Context,
    scoped: Scoped[Row],
    name: Callable[[Row], str],
) -> ScopeNote | None:
    """The note on these rows; None where all of them apply."""
    if not (scoped.may_apply or scoped.left_out):
        return None
    query = and_then(write_query(answers), "result")
    asked = deciding(buyer, scoped.may_apply)
    slugs = [question.slug for question in context.taxonomy.context if question.slug in asked]
    return ScopeNote(
        summary=_summary(len(scoped.may_apply), len(scoped.left_out)),
        may_apply=may_apply_names(context.taxonomy, scoped, name),
        ask=question_links(context, slugs, query),
        left_out=left_out_sentence(context.taxonomy, buyer, scoped),
    )


def may_apply_names(
    taxonomy: Taxonomy, scoped: Scoped[Row], name: Callable[[Row], str]
) -> tuple[str, ...]:
    """What may apply by name, each with the service lines that it belongs to: “On-time pay (Payroll
    processing)”."""
    lines = {
        scope: lines_named(taxonomy, scope) for scope in {row.scope for row in scoped.may_apply}
    }
    rows = ((name(row).rstrip("."), lines[row.scope]) for row in scoped.may_apply)
    return tuple(f"{called} ({named})" if named else called for called, named in rows)


def _summary(may_apply: int, left_out: int) -> str:
    """“3 more may apply, 11 are left out”."""
    parts = (
        ngettext("%(count)s more may apply", "%(count)s more may apply", may_apply),
        ngettext("%(count)s is left out", "%(count)s are left out", left_out),
    )
    counts = (may_apply, left_out)
    return ", ".join(
        part % {"count": count} for part, count in zip(parts, counts, strict=True) if count
    )


def left_out_sentence(taxonomy: Taxonomy, buyer: Context, scoped: Scoped[Row]) -> str:
    """How much is left out, and whom it is for; empty where nothing is."""
    counts: Counter[str] = Counter()
    for scope, count in Counter(row.scope for row in scoped.left_out).items():
        counts[join_or(missed(taxonomy, buyer, scope))] += count
    reasons = [
        _("%(count)s only for %(whom)s") % {"count": count, "whom": whom}
        for whom, count in counts.items()
    ]
    return _("Left out: %(reasons)s.") % {"reasons": "; ".join(reasons)} if reasons else ""


def only_for(taxonomy: Taxonomy, scope: str) -> str:
    """Whom the row is for, where it is not for everybody: “Only for banks or insurers”. The service
    lines that a scope names are on the page of the family."""
    whom = _whom(taxonomy, parse(scope)) if scope else ""
    return _("Only for %(whom)s") % {"whom": whom} if whom else ""


def lines_named(taxonomy: Taxonomy, scope: str) -> str:
    """The service lines that the scope names; empty without one."""
    return join_or(
        tuple(
            scope_name(taxonomy, atom.name, slug)
            for atom in comparisons(scope)
            if atom.name == LINE
            for slug in atom.slugs
        )
    )


def _whom(taxonomy: Taxonomy, scope: Condition) -> str:
    """The buyers that the scope names; empty where it leaves nobody out."""
    match scope:
        case AllOf(parts):
            return ", ".join(filter(None, (_whom(taxonomy, part) for part in parts)))
        case AnyOf(parts):
            alternatives = [_whom(taxonomy, part) for part in parts]
            return _("; or ").join(alternatives) if all(alternatives) else ""
        case Is(name, slugs, negated) if name != LINE:
            names = join_or(tuple(scope_name(taxonomy, name, slug) for slug in slugs))
            return _("everyone but %(names)s") % {"names": names} if negated else names
        case _:
            return ""
