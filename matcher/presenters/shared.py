"""What the page of a stored result says of itself: its title, edition and date, and whether
the current edition would say the same."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from matcher.core.answers import Ignored, parse, write
from matcher.core.match_diff import Difference, RuleChange, differences
from matcher.core.matching import Match, match
from matcher.core.taxonomy.values import Taxonomy
from matcher.editions import Published
from matcher.presenters.result_decision import counted_points
from matcher.presenters.share_form import day
from matcher.presenters.words import Tag, answer_label, tag
from matcher.sharing import Shared
from matcher.web.page import address


@dataclass(frozen=True, slots=True)
class DifferenceShown:
    """An axis that the current edition decides otherwise, and the rules that do it."""

    tag: Tag
    sentence: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Newer:
    """What the current edition would say, and the answers that it no longer has, in sentences."""

    sentence: str
    differences: tuple[DifferenceShown, ...]
    fit: str
    unused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedShown:
    """The banner of a stored result. `newer` is None where its edition is the current one.
    `again` leads to the live result for the same answers."""

    token: str
    link: str

    title: str
    edition: int
    created_at: str
    expires_at: str
    newer: Newer | None
    again: str


@dataclass(frozen=True, slots=True)
class Sides:
    """The taxonomy that the sender saw, and the current one. What the current one no longer has
    is called as the sender saw it."""

    was: Taxonomy
    now: Taxonomy

    def outcome(self, axis: str, slug: str | None) -> str:
        """The name of an outcome."""
        if slug is None:
            return _("nothing")
        key = (axis, slug)
        found = self.now.outcome_by_slug.get(key) or self.was.outcome_by_slug.get(key)
        return found.name if found else slug

    def verdict(self, slug: str) -> str:
        """The name of a verdict."""
        found = self.now.verdict_by_slug.get(slug) or self.was.verdict_by_slug.get(slug)
        return found.name if found else slug


def shared_shown(
    request: HttpRequest, stored: Shared, was: Published, now: Published
) -> SharedShown:
    """The banner of this result, which its edition made, beside the current edition."""
    sides = Sides(was.taxonomy, now.taxonomy)
    return SharedShown(
        token=stored.token,
        link=request.build_absolute_uri(address(request, "shared", stored.token)),
        title=stored.title,
        edition=stored.edition,
        created_at=day(stored.created_at),
        expires_at=day(stored.expires_at) if stored.expires_at else "",
        newer=_newer(sides, stored.match, now.number) if stored.edition != now.number else None,
        again=address(request, "result", query=write(stored.match.answers)),
    )


def _newer(sides: Sides, before: Match, number: int) -> Newer:
    """What the same answers lead to in the current edition, which has this number."""
    said = parse(sides.now, write(before.answers))
    after = match(sides.now, said.answers)
    found = differences(before, after)
    return Newer(
        sentence=_sentence(before, after, differ=bool(found)) % {"number": number},
        differences=tuple(_difference(sides, one) for one in found),
        fit=_fit(sides, before, after),
        unused=tuple(_unused(sides, one) for one in said.ignored),
    )


def _unused(sides: Sides, one: Ignored) -> str:
    """An answer that was given and is none any more, called as it was then."""
    question = sides.was.question_by_slug.get(one.name)
    if question is None:  # a label, which answers nothing
        return _("We no longer know the label “%(name)s”.") % {"name": one.value}
    if one.fault == "question":
        return _("“%(question)s” is no longer asked.") % {"question": question.prompt}
    return _("“%(answer)s” is no longer an answer to “%(question)s”.") % {
        "answer": answer_label(question, one.value),
        "question": question.prompt,
    }


def _sentence(before: Match, after: Match, *, differ: bool) -> str:
    if differ or before.fit.verdict != after.fit.verdict:
        return _(
            "Edition %(number)s has been published since. With the same answers it would decide:"
        )
    if before.warnings != after.warnings:
        return _(
            "Edition %(number)s has been published since. With the same answers it comes to the "
            "same decisions, but shows other warnings."
        )
    return _(
        "Edition %(number)s has been published since. With the same answers it comes to the same "
        "decisions."
    )


def _fit(sides: Sides, before: Match, after: Match) -> str:
    """Another verdict of the fit check, in words; empty where it is the same."""
    if before.fit.verdict == after.fit.verdict:
        return ""
    return _("%(after)s instead of %(before)s") % {
        "after": _verdict(sides, after),
        "before": _verdict(sides, before),
    }


def _verdict(sides: Sides, match: Match) -> str:
    if match.fit.verdict is None:
        return _("no verdict")
    name = sides.verdict(match.fit.verdict)
    if match.fit.score is None:
        return f"“{name}”"
    return _("“%(verdict)s” (%(score)s of 10)") % {
        "verdict": name,
        "score": f"{match.fit.score / 10:g}",
    }


def _difference(sides: Sides, difference: Difference) -> DifferenceShown:
    axis = sides.now.axis_by_slug[difference.axis]
    return DifferenceShown(
        tag=tag(axis),
        sentence=_("%(after)s instead of %(before)s")
        % {
            "after": sides.outcome(axis.slug, difference.after),
            "before": sides.outcome(axis.slug, difference.before),
        },
        rules=tuple(_rules(sides, difference)),
    )


def _rules(sides: Sides, difference: Difference) -> Iterator[str]:
    """The rules that make the difference; of an outcome that is gone, only that it is."""
    gone = {
        change.outcome
        for change in difference.changes
        if (difference.axis, change.outcome) not in sides.now.outcome_by_slug
    }
    for slug in sorted(gone):
        yield _("%(outcome)s is no longer one of them.") % {
            "outcome": sides.outcome(difference.axis, slug)
        }
    for change in difference.changes:
        if change.outcome not in gone:
            yield _rule(sides, difference.axis, change)


def _rule(sides: Sides, axis: str, change: RuleChange) -> str:
    return _("%(outcome)s: %(before)s, now %(after)s. %(sentence)s") % {
        "outcome": sides.outcome(axis, change.outcome),
        "before": _effect(change.before),
        "after": _effect(change.after),
        "sentence": change.sentence,
    }


def _effect(hundredths: int | None) -> str:
    return _("no points") if hundredths is None else counted_points(hundredths)
