"""The banner of a stored result: its title, edition and date, and whether the current edition, with
today's code, would say the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _, gettext_lazy

from matcher.core import (
    Hundredths,
    Ignored,
    Match,
    Taxonomy,
    format_score,
    match,
    parse_query,
    write_query,
)
from matcher.core.match_diff import AxisDifference, RuleChange, diff_matches
from matcher.editions import Release
from matcher.links import absolute_url
from matcher.presenters.downloads import Downloads, shared_downloads
from matcher.presenters.follow import FollowLinks, follow_result
from matcher.presenters.words import (
    Tag,
    answer_text,
    assessment_url,
    day,
    question_by_slug,
    retired_name,
    tag,
    until,
)
from matcher.sharing import Recalled, StoredResult
from matcher.web.page import RenderContext, page_url
from matcher.wording import count_points


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """An axis that the current edition decides differently, and the rules that make it do so."""

    tag: Tag
    sentence: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewerEdition:
    """What the current edition would say, and the answers that it no longer has, in sentences.
    `outside` is the kind of buying that it would call the work; empty where that is the same."""

    sentence: str
    outside: str
    differences: tuple[DifferenceView, ...]
    fit: str
    unused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedView:
    """The banner of a stored result. `newer` is None if its edition is the current one and still
    says the same. `again` is the URL of the live result for the same answers, and `code` that of
    the link as a picture. `assessment` leads to what was kept with it; empty without any.
    `unconfirmed` are the prompts of questions whose answers an assistant gave and nobody
    confirmed."""

    token: str
    link: str
    code: str
    title: str
    edition: int
    created_at: str
    expires_at: str
    newer: NewerEdition | None
    again: str
    assessment: str
    unconfirmed: tuple[str, ...]
    downloads: Downloads
    follow: FollowLinks


@dataclass(frozen=True, slots=True)
class TaxonomyPair:
    """The taxonomy that the sender saw, and the current one. What the current one no longer has
    keeps the name that the sender saw."""

    sent: Taxonomy
    current: Taxonomy

    def outcome(self, axis: str, slug: str | None) -> str:
        """The name of an outcome."""
        if slug is None:
            return _("nothing")
        key = (axis, slug)
        current, sent = self.current.index.outcome_by_slug, self.sent.index.outcome_by_slug
        outcome = current.get(key) or sent.get(key)
        return outcome.name if outcome else slug

    def verdict(self, slug: str) -> str:
        """The name of a verdict."""
        current, sent = self.current.index.verdict_by_slug, self.sent.index.verdict_by_slug
        verdict = current.get(slug) or sent.get(slug)
        return verdict.name if verdict else slug

    def kind(self, slug: str | None) -> str:
        """The name of another kind of buying; None is work that can be handed over."""
        if slug is None:
            return _("work that can be handed over")
        kinds = (*self.current.outside, *self.sent.outside)
        return next((kind.name for kind in kinds if kind.slug == slug), slug)


def shared_view(
    request: HttpRequest,
    stored: StoredResult,
    said: Recalled,
    context: RenderContext,
    current: Release,
) -> SharedView:
    """The banner of this result and what it said, whose edition is that of the context, compared
    with the current edition."""
    return SharedView(
        token=stored.token,
        link=absolute_url(page_url(request, "shared", stored.token)),
        code=page_url(request, "link_code", stored.token),
        title=stored.title,
        edition=stored.edition,
        created_at=day(stored.created_at),
        expires_at=until(stored.expiry) if stored.expiry else "",
        newer=_newer(context, stored, said, current),
        again=page_url(request, "result", query=write_query(said.match.answers)),
        assessment=_kept_assessment(context, stored),
        unconfirmed=tuple(
            question.prompt
            for question in context.taxonomy.questions
            if question.slug in stored.unconfirmed
        ),
        downloads=shared_downloads(request, stored.token),
        follow=follow_result(request, stored.token),
    )


def _kept_assessment(context: RenderContext, stored: StoredResult) -> str:
    return context.page_url("shared_assessment", stored.token) if stored.assessment_json else ""


def defended_at(context: RenderContext, stored: StoredResult, match: Match) -> str:
    """Where the choice is defended: with what was kept with the link or, without any, on a page of
    today’s edition, which then says so."""
    return _kept_assessment(context, stored) or assessment_url(context, match, stored.edition)


def _newer(
    context: RenderContext, stored: StoredResult, said: Recalled, current: Release
) -> NewerEdition | None:
    """What the same answers lead to today in the current edition. None if the result was made with
    that edition, and today's code makes the same of it."""
    published_since = stored.edition != current.number
    if not published_since and said.holds:
        return None
    before = said.match
    taxonomies = TaxonomyPair(context.taxonomy, current.taxonomy)
    index = taxonomies.sent.index
    asked = {*index.question_by_slug, *index.context_by_slug}
    parsed = parse_query(taxonomies.current, write_query(before.answers), former=asked)
    after = match(taxonomies.current, parsed.answers)
    differences = () if after.outside else diff_matches(before, after)
    sentences = PUBLISHED_SINCE if published_since else CALCULATED_OTHERWISE
    extent = _extent(before, after, differ=bool(differences))
    return NewerEdition(
        sentence=sentences[extent] % {"number": current.number},
        differences=tuple(_difference(taxonomies, difference) for difference in differences),
        outside=_outside(taxonomies, before, after),
        fit="" if before.outside or after.outside else _fit(taxonomies, before, after),
        unused=tuple(no_longer_used(taxonomies, ignored) for ignored in parsed.ignored),
    )


def no_longer_used(taxonomies: TaxonomyPair, ignored: Ignored) -> str:
    """An answer that was given and no longer exists, under the name it had then."""
    if name := retired_name(taxonomies.current, ignored):
        return _("“%(answer)s” is no longer an answer.") % {"answer": name}
    question = question_by_slug(taxonomies.sent, ignored.name)
    if question is None:  # a label, which answers nothing
        return _("We no longer know the label “%(name)s”.") % {"name": ignored.value}
    if ignored.reason == "question":
        return _("“%(question)s” is no longer asked.") % {"question": question.prompt}
    return _("“%(answer)s” is no longer an answer to “%(question)s”.") % {
        "answer": answer_text(question, tuple(ignored.value.split(", "))),
        "question": question.prompt,
    }


# ── The sentence above the differences ───────────────────────────────────────────────────

Extent = Literal["decisions", "warnings", "details"]
"""The most important thing that another edition or other code says differently, if anything."""

PUBLISHED_SINCE = {
    "decisions": gettext_lazy(
        "Edition %(number)s has been published since. With the same answers it would decide:"
    ),
    "warnings": gettext_lazy(
        "Edition %(number)s has been published since. With the same answers it comes to the "
        "same decisions, but shows other warnings."
    ),
    "details": gettext_lazy(
        "Edition %(number)s has been published since. With the same answers it comes to the same "
        "decisions."
    ),
}

CALCULATED_OTHERWISE = {
    "decisions": gettext_lazy(
        "No newer edition has been published, but the way results are calculated has changed "
        "since. With the same answers edition %(number)s would decide today:"
    ),
    "warnings": gettext_lazy(
        "No newer edition has been published, but the way results are calculated has changed "
        "since. With the same answers edition %(number)s comes to the same decisions today, but "
        "shows other warnings."
    ),
    "details": gettext_lazy(
        "No newer edition has been published, but the way results are calculated has changed "
        "since. With the same answers edition %(number)s comes to the same decisions today; "
        "details differ, such as points or how sure it is."
    ),
}


def _extent(before: Match, after: Match, *, differ: bool) -> Extent:
    if differ or _verdicts(before) != _verdicts(after):
        return "decisions"
    return "warnings" if before.warnings != after.warnings else "details"


def _verdicts(match: Match) -> tuple[str | None, str | None]:
    return match.outside, match.fit.verdict


def _outside(taxonomies: TaxonomyPair, before: Match, after: Match) -> str:
    """Another kind of buying than before; empty where it is the same."""
    if before.outside == after.outside:
        return ""
    return taxonomies.kind(after.outside)


def _fit(taxonomies: TaxonomyPair, before: Match, after: Match) -> str:
    """Both verdicts of the fit check if they differ; empty if they are the same."""
    if before.fit.verdict == after.fit.verdict:
        return ""
    return _("%(after)s instead of %(before)s") % {
        "after": _verdict(taxonomies, after),
        "before": _verdict(taxonomies, before),
    }


def _verdict(taxonomies: TaxonomyPair, match: Match) -> str:
    if match.fit.verdict is None:
        return _("no verdict")
    name = taxonomies.verdict(match.fit.verdict)
    if match.fit.score is None:
        return f"“{name}”"
    return _("“%(verdict)s” (%(score)s of 10)") % {
        "verdict": name,
        "score": format_score(match.fit.score),
    }


def _difference(taxonomies: TaxonomyPair, difference: AxisDifference) -> DifferenceView:
    axis = taxonomies.current.index.axis_by_slug[difference.axis]
    return DifferenceView(
        tag=tag(axis),
        sentence=_("%(after)s instead of %(before)s")
        % {
            "after": taxonomies.outcome(axis.slug, difference.after),
            "before": taxonomies.outcome(axis.slug, difference.before),
        },
        rules=tuple(_rules(taxonomies, difference)),
    )


def _rules(taxonomies: TaxonomyPair, difference: AxisDifference) -> Iterator[str]:
    """The rules that make the difference; of a removed outcome, only that it is no longer there."""
    removed = {
        change.outcome
        for change in difference.changes
        if (difference.axis, change.outcome) not in taxonomies.current.index.outcome_by_slug
    }
    for slug in sorted(removed):
        yield _("%(outcome)s is no longer one of them.") % {
            "outcome": taxonomies.outcome(difference.axis, slug)
        }
    for change in difference.changes:
        if change.outcome not in removed:
            yield _rule(taxonomies, difference.axis, change)


def _rule(taxonomies: TaxonomyPair, axis: str, change: RuleChange) -> str:
    return _("%(outcome)s: %(before)s, now %(after)s. %(sentence)s") % {
        "outcome": taxonomies.outcome(axis, change.outcome),
        "before": _effect(change.before),
        "after": _effect(change.after),
        "sentence": change.sentence,
    }


def _effect(points: Hundredths | None) -> str:
    return _("no points") if points is None else count_points(points)
