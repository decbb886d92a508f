"""Two matches of the same answers, by the current edition and by the draft: compared line by line,
with a word for each difference."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.utils.translation import gettext as _, gettext_lazy

from matcher.core import (
    LABEL_PARAMETER,
    Answer,
    Hundredths,
    Ignored,
    Match,
    ParsedAnswers,
    Ranking,
    Taxonomy,
    format_score,
    match,
    parse_pairs,
)
from matcher.core.answers import IgnoredReason
from matcher.core.match_diff import RuleEffect, rule_effects
from matcher.core.taxonomy.row_ref import Location, RowRef, row_ref
from matcher.impact import first_outcome_name
from matcher.wording import CONFIDENCE_WORDS, count_added_points, count_points

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class MatchSide:
    """The edition or the draft: its taxonomy, the answers it parses from the URL, and its match."""

    taxonomy: Taxonomy
    parsed: ParsedAnswers
    match: Match

    @classmethod
    def of(cls, taxonomy: Taxonomy, pairs: Sequence[tuple[str, str]]) -> Self:
        """What this taxonomy makes of the answers among the pairs. An editor is told of every
        parameter that is none."""
        parsed = parse_pairs(taxonomy, pairs, former=frozenset(name for name, _value in pairs))
        return cls(taxonomy, parsed, match(taxonomy, parsed.answers))

    def ranking(self, axis: str) -> Ranking | None:
        return self.match.rankings.get(axis)


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    """What each side says of one thing, and how they differ in it; empty where they agree.
    `location` is the row that says it, if one does, and `href` the URL of its page."""

    name: str
    edition: str
    draft: str
    difference: str
    location: Location = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class AxisComparison:
    """One axis: the first outcome and its confidence, the standings of all outcomes, the rules that
    changed, and the unchanged ones about the first outcomes."""

    name: str
    decision: tuple[ComparisonLine, ...]
    standings: tuple[ComparisonLine, ...]
    changed: tuple[ComparisonLine, ...]
    alike: tuple[ComparisonLine, ...]

    @property
    def differs(self) -> bool:
        """Whether anything on the axis differs."""
        return any(line.difference for line in (*self.decision, *self.standings, *self.changed))


def _line(name: str, edition: str, draft: str, location: Location = "") -> ComparisonLine:
    return ComparisonLine(name, edition, draft, "" if edition == draft else _("differs"), location)


# ── Answers ──────────────────────────────────────────────────────────────────────────────


def answer_lines(edition: MatchSide, draft: MatchSide) -> tuple[ComparisonLine, ...]:
    """Every answer as text, even one that is unknown to one side or to both."""
    before, after, none = _answers(edition), _answers(draft), _("no answer")
    names = {**_prompts(edition.taxonomy), **_prompts(draft.taxonomy)}
    return tuple(
        _line(names.get(name, f"“{name}”"), before.get(name, none), after.get(name, none))
        for name in {**before, **after}
    )


def _prompts(taxonomy: Taxonomy) -> dict[str, str]:
    prompts = {question.slug: question.prompt for question in taxonomy.questions}
    prompts |= {question.slug: question.prompt for question in taxonomy.context}
    return {LABEL_PARAMETER: _("Label that the visitor started from"), **prompts}


def _answers(side: MatchSide) -> dict[str, str]:
    """What the side makes of every answer in the URL."""
    parsed = side.parsed
    answers = parsed.answers.as_dict()
    texts = {slug: _answer(side.taxonomy, slug, answer) for slug, answer in answers.items()}
    texts |= {slug: _context(side.taxonomy, slug, given) for slug, given in parsed.answers.context}
    if label := parsed.answers.label:
        texts[LABEL_PARAMETER] = next(iter(side.taxonomy.index.label_by_slug[label].names), label)
    return {**texts, **{ignored.name: _ignored(ignored) for ignored in parsed.ignored}}


def _answer(taxonomy: Taxonomy, slug: str, answer: Answer) -> str:
    question = taxonomy.index.question_by_slug[slug]
    labels = [option.label for option in question.options if option.slug in answer]
    return "; ".join(labels) or _("I’m not sure")


def _context(taxonomy: Taxonomy, slug: str, given: str) -> str:
    option = taxonomy.index.context_by_slug[slug].option(given)
    return option.label if option else _("I’m not sure")


_IGNORED: "Mapping[IgnoredReason, StrOrPromise]" = {
    "repeated": gettext_lazy("counts as unanswered: several answers were given"),
    "double": gettext_lazy("counts as unanswered: one answer was given twice"),
    "unsure": gettext_lazy("counts as unanswered: “not sure” was given beside other answers"),
    "conflict": gettext_lazy("counts as unanswered: the answers exclude each other: %(value)s"),
    "retired": gettext_lazy("retired, and not counted: “%(value)s”"),
}


def _ignored(ignored: Ignored) -> str:
    sentence = _IGNORED.get(ignored.reason, _("not known here: “%(value)s”"))
    return str(sentence) % {"value": ignored.value}


# ── Axes ─────────────────────────────────────────────────────────────────────────────────


def compare_axes(edition: MatchSide, draft: MatchSide) -> tuple[AxisComparison, ...]:
    """Every axis of either side."""
    axes = {**edition.taxonomy.index.axis_by_slug, **draft.taxonomy.index.axis_by_slug}
    return tuple(_axis(edition, draft, slug, axis.name) for slug, axis in axes.items())


def _axis(edition: MatchSide, draft: MatchSide, axis: str, name: str) -> AxisComparison:
    rules = tuple(_rules(edition, draft, axis))
    firsts = {_top(edition, axis), _top(draft, axis)}
    return AxisComparison(
        name=name,
        decision=_decision(edition, draft, axis),
        standings=tuple(_standings(edition, draft, axis)),
        changed=tuple(line for _outcome, line in rules if line.difference),
        alike=tuple(line for outcome, line in rules if outcome in firsts and not line.difference),
    )


def _top(side: MatchSide, axis: str) -> str | None:
    ranking = side.ranking(axis)
    return ranking.top if ranking else None


def _decision(edition: MatchSide, draft: MatchSide, axis: str) -> tuple[ComparisonLine, ...]:
    return (
        _line(_("First"), _first(edition, axis), _first(draft, axis)),
        _line(_("How sure"), _confidence(edition, axis), _confidence(draft, axis)),
    )


def _first(side: MatchSide, axis: str) -> str:
    if side.ranking(axis) is None:
        return _("there is no such axis")
    return first_outcome_name(side.taxonomy, axis, _top(side, axis))


def _confidence(side: MatchSide, axis: str) -> str:
    ranking = side.ranking(axis)
    if ranking is None or ranking.top is None:
        return _("open")
    if ranking.margin is None:
        return str(CONFIDENCE_WORDS[ranking.confidence])
    params = {"word": CONFIDENCE_WORDS[ranking.confidence], "lead": count_points(ranking.margin)}
    return _("%(word)s, %(lead)s ahead of the second") % params


# ── Standings ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _RankedOutcome:
    """The rank of an outcome, from 1, and its points; rank 0 when ruled out."""

    rank: int
    points: Hundredths

    def __str__(self) -> str:
        if not self.rank:
            return _("ruled out")
        params = {"place": self.rank, "points": count_points(self.points)}
        return _("place %(place)s, %(points)s") % params


def _standings(edition: MatchSide, draft: MatchSide, axis: str) -> Iterator[ComparisonLine]:
    """Every outcome, in the order of the draft."""
    before, after = _ranked(edition.ranking(axis)), _ranked(draft.ranking(axis))
    names = {slug: edition.taxonomy.index.outcome_name(axis, slug) for slug in before}
    names |= {slug: draft.taxonomy.index.outcome_name(axis, slug) for slug in after}
    for slug in {**after, **before}:
        old, new = before.get(slug), after.get(slug)
        yield ComparisonLine(
            name=names[slug],
            edition=str(old or _("no such outcome")),
            draft=str(new or _("no such outcome")),
            difference=_rank_difference(old, new),
        )


def _ranked(ranking: Ranking | None) -> dict[str, _RankedOutcome]:
    if ranking is None:
        return {}
    standings = enumerate(ranking.standings, 1)
    return {
        **{standing.outcome: _RankedOutcome(rank, standing.points) for rank, standing in standings},
        **{exclusion.outcome: _RankedOutcome(0, Hundredths(0)) for exclusion in ranking.excluded},
    }


def _rank_difference(old: _RankedOutcome | None, new: _RankedOutcome | None) -> str:
    if old == new:
        return ""
    if not (old and new and old.rank and new.rank):
        return _("differs")
    return ", ".join(_moves(old, new))


def _moves(old: _RankedOutcome, new: _RankedOutcome) -> Iterator[str]:
    if new.points != old.points:
        yield count_added_points(Hundredths(new.points - old.points))
    if new.rank < old.rank:
        yield _("further up")
    if new.rank > old.rank:
        yield _("further down")


# ── Rules ────────────────────────────────────────────────────────────────────────────────


def _rules(edition: MatchSide, draft: MatchSide, axis: str) -> Iterator[tuple[str, ComparisonLine]]:
    """Every rule with an effect on the axis, with the outcome that it is about."""
    before, after = rule_effects(edition.ranking(axis)), rule_effects(draft.ranking(axis))
    for key in {**before, **after}:
        outcome, rule = key
        side = draft if key in after else edition
        old, new = before.get(key), after.get(key)
        line = ComparisonLine(
            name=_rule_name(side, axis, outcome, rule),
            edition=_effect(old),
            draft=_effect(new),
            difference=_effect_difference(old, new),
            location=rule,
        )
        yield outcome, line


def _rule_name(side: MatchSide, axis: str, outcome: str, rule: RowRef) -> str:
    outcome_name = side.taxonomy.index.outcome_name(axis, outcome)
    if rule.row_type == "combination":
        params = {"rule": rule.key_text, "outcome": outcome_name}
        return _("Combination “%(rule)s” on %(outcome)s") % params
    question, option = rule.key[:2]
    params = {"answer": _answer(side.taxonomy, question, (option,)), "outcome": outcome_name}
    return _("“%(answer)s” on %(outcome)s") % params


def _effect(effect: RuleEffect | None) -> str:
    if effect is None:
        return _("says nothing")
    summary = _("rules it out") if effect.points is None else count_added_points(effect.points)
    return f"{summary}: {effect.sentence}"


def _effect_difference(old: RuleEffect | None, new: RuleEffect | None) -> str:
    if old == new:
        return ""
    if old is None:
        return _("new")
    if new is None:
        return _("gone")
    if old.points == new.points:
        return _("other words")
    if old.points is None or new.points is None:
        return _("differs")
    return count_added_points(Hundredths(new.points - old.points))


# ── Fit check and warnings ───────────────────────────────────────────────────────────────


def fit_lines(edition: MatchSide, draft: MatchSide) -> tuple[ComparisonLine, ...]:
    """The verdicts and scores of the fit check; nothing where neither side has one."""
    if not (edition.taxonomy.drivers or draft.taxonomy.drivers):
        return ()
    return (
        _line(_("Verdict"), _verdict(edition), _verdict(draft)),
        _line(_("Score"), _score(edition), _score(draft)),
    )


def _verdict(side: MatchSide) -> str:
    verdict = side.taxonomy.index.verdict_by_slug.get(side.match.fit.verdict or "")
    return verdict.name if verdict else _("no verdict yet")


def _score(side: MatchSide) -> str:
    score = side.match.fit.score
    return _("none") if score is None else format_score(score)


def warning_lines(edition: MatchSide, draft: MatchSide) -> tuple[ComparisonLine, ...]:
    """The warnings that either side shows."""
    titles = {**_titles(edition), **_titles(draft)}
    before, after = edition.match.warnings, draft.match.warnings
    return tuple(
        _line(titles[slug], _shows(slug in before), _shows(slug in after), row_ref("warning", slug))
        for slug in dict.fromkeys((*after, *before))
    )


def _titles(side: MatchSide) -> Mapping[str, str]:
    return {slug: warning.title for slug, warning in side.taxonomy.index.warning_by_slug.items()}


def _shows(shown: bool) -> str:
    return _("shows") if shown else _("does not show")
