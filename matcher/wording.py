"""Conditions as sentences, so that a reader sees what a rule looks at; points and
confidence as text; and names as one list.

For the pages of visitors and of the desk alike.
"""

from django.utils.translation import gettext as _, gettext_lazy, ngettext

from matcher.core import (
    NOT_SURE,
    ONE_POINT,
    Hundredths,
    Taxonomy,
    format_points,
    format_signed_points,
)
from matcher.core.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Is,
    IsClose,
    LabelGiven,
    Unanswered,
    parse,
)
from matcher.core.scope import scope_name
from matcher.core.taxonomy.values import LINE


def describe_condition(taxonomy: Taxonomy, condition: str) -> str:
    """The condition with the questions, answers and outcomes that it names as people read them.
    Raises ConditionError."""
    return _phrase(taxonomy, parse(condition))


def _phrase(taxonomy: Taxonomy, condition: Condition) -> str:
    match condition:
        case AllOf(parts):
            return _(" and ").join(_inner(taxonomy, part) for part in parts)
        case AnyOf(parts):
            return _(" or ").join(_inner(taxonomy, part) for part in parts)
        case Is():
            return _is(taxonomy, condition)
        case IsClose(name):
            return _("%(axis)s: two are close") % {"axis": taxonomy.index.axis_by_slug[name].name}
        case Unanswered(name):
            return _("%(question)s is not answered") % {"question": _subject(taxonomy, name)}
        case LabelGiven():
            return _("you started from a label")


def _inner(taxonomy: Taxonomy, condition: Condition) -> str:
    phrase = _phrase(taxonomy, condition)
    return f"({phrase})" if isinstance(condition, AllOf | AnyOf) else phrase


def _is(taxonomy: Taxonomy, atom: Is) -> str:
    values = join_or(tuple(_value(taxonomy, atom.name, slug) for slug in atom.slugs))
    params = {"subject": _subject(taxonomy, atom.name), "values": values}
    return (
        _("%(subject)s is not %(values)s") % params
        if atom.negated
        else _("%(subject)s is %(values)s") % params
    )


def _subject(taxonomy: Taxonomy, name: str) -> str:
    index = taxonomy.index
    if name == LINE:
        return _("the service line")
    question = index.question_by_slug.get(name) or index.context_by_slug.get(name)
    return f"“{question.prompt}”" if question else index.axis_by_slug[name].name


def _value(taxonomy: Taxonomy, name: str, slug: str) -> str:
    if name == LINE or name in taxonomy.index.context_by_slug:
        return f"“{scope_name(taxonomy, name, slug)}”"
    question = taxonomy.index.question_by_slug.get(name)
    if question is None:
        return taxonomy.index.outcome_name(name, slug)
    option = question.option(slug)
    return _("“not sure”") if slug == NOT_SURE or option is None else f"“{option.label}”"


def join_or(names: tuple[str, ...]) -> str:
    """The names as alternatives: “A”, “A or B”, “A, B or C”."""
    return _(" or ").join(_halves(names))


def join_and(names: tuple[str, ...]) -> str:
    """The names as a list: “A”, “A and B”, “A, B and C”."""
    return _(" and ").join(_halves(names))


def _halves(names: tuple[str, ...]) -> list[str]:
    """All but the last, and the last."""
    return [half for half in (", ".join(names[:-1]), *names[-1:]) if half]


# ── Points and confidence ────────────────────────────────────────────────────────────────

CONFIDENCE_WORDS = {
    "clear": gettext_lazy("Clear"),
    "likely": gettext_lazy("Likely"),
    "close-call": gettext_lazy("Close call"),
    "provisional": gettext_lazy("Provisional"),
}


def count_points(points: Hundredths) -> str:
    """“1 point”, “1.5 points”."""
    return _with_word(points, format_points(points))


def count_added_points(points: Hundredths) -> str:
    """“+1 point”, “−1.5 points”."""
    return _with_word(points, format_signed_points(points))


def _with_word(points: Hundredths, number: str) -> str:
    count = 1 if abs(points) == ONE_POINT else 2
    return ngettext("%(points)s point", "%(points)s points", count) % {"points": number}
