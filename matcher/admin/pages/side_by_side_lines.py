"""Two matches of the same answers, one by the current edition and one by the draft, line by line
and with a word for each difference."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from matcher.core.answers import LABEL, Ignored, Reading, read
from matcher.core.match_diff import Said, sayings
from matcher.core.matching import Match, match
from matcher.core.ranking import Ranking
from matcher.core.taxonomy.row_types import points, signed_points
from matcher.core.taxonomy.values import HUNDREDTHS, Taxonomy
from matcher.impact import outcome_name

CONFIDENCE = {
    "clear": gettext_lazy("Clear"),
    "likely": gettext_lazy("Likely"),
    "close-call": gettext_lazy("Close call"),
    "provisional": gettext_lazy("Provisional"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its rules, what it reads in the address, and what it says of that."""

    taxonomy: Taxonomy
    reading: Reading
    match: Match

    @classmethod
    def of(cls, taxonomy: Taxonomy, pairs: Iterable[tuple[str, str]]) -> Self:
        """What these rules say of the answers among the pairs."""
        reading = read(taxonomy, pairs)
        return cls(taxonomy, reading, match(taxonomy, reading.answers))

    def ranking(self, axis: str) -> Ranking | None:
        return self.match.rankings.get(axis)


@dataclass(frozen=True, slots=True)
class Line:
    """What both say of one thing, and how they differ in it; empty where they do not. `where` is
    the row that says it, if one does, and `href` its page."""

    name: str
    edition: str
    draft: str
    difference: str
    where: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class AxisBeside:
    """One axis: who is first and how surely, how all outcomes stand, the rules that say something
    else now, and those that say the same of the first outcomes."""

    name: str
    decision: tuple[Line, ...]
    standings: tuple[Line, ...]
    changed: tuple[Line, ...]
    alike: tuple[Line, ...]

    @property
    def differs(self) -> bool:
        """Whether anything on the axis is another."""
        return any(line.difference for line in (*self.decision, *self.standings, *self.changed))


def _line(name: str, edition: str, draft: str, where: str = "") -> Line:
    return Line(name, edition, draft, "" if edition == draft else _("differs"), where)


# ── Answers ──────────────────────────────────────────────────────────────────────────────


def answer_lines(edition: Side, draft: Side) -> tuple[Line, ...]:
    """Every answer in words, also one that only one of the two knows, or neither."""
    before, after = _answers(edition), _answers(draft)
    names = {**_prompts(edition.taxonomy), **_prompts(draft.taxonomy)}
    return tuple(
        _line(names.get(name, f"“{name}”"), before[name], after[name])
        for name in {**before, **after}
    )


def _prompts(taxonomy: Taxonomy) -> dict[str, str]:
    prompts = {question.slug: question.prompt for question in taxonomy.questions}
    return {LABEL: _("Label that the visitor started from"), **prompts}


def _answers(side: Side) -> dict[str, str]:
    """What the side makes of every answer in the address."""
    reading = side.reading
    said = {slug: _answer(side.taxonomy, slug, option) for slug, option in reading.answers}
    if label := reading.answers.label:
        said[LABEL] = next(iter(side.taxonomy.label_by_slug[label].names), label)
    return {**said, **{one.name: _fault(one) for one in reading.ignored}}


def _answer(taxonomy: Taxonomy, slug: str, value: str) -> str:
    option = taxonomy.question_by_slug[slug].option(value)
    return option.label if option else _("I’m not sure")


def _fault(ignored: Ignored) -> str:
    if ignored.fault == "repeated":
        return _("counts as unanswered: several answers were given")
    return _("not known here: “%(value)s”") % {"value": ignored.value}


# ── Axes ─────────────────────────────────────────────────────────────────────────────────


def axes_beside(edition: Side, draft: Side) -> tuple[AxisBeside, ...]:
    """Every axis of either side."""
    axes = {**edition.taxonomy.axis_by_slug, **draft.taxonomy.axis_by_slug}
    return tuple(_axis(edition, draft, slug, axis.name) for slug, axis in axes.items())


def _axis(edition: Side, draft: Side, axis: str, name: str) -> AxisBeside:
    rules = tuple(_rules(edition, draft, axis))
    firsts = {_top(edition, axis), _top(draft, axis)}
    return AxisBeside(
        name=name,
        decision=_decision(edition, draft, axis),
        standings=tuple(_standings(edition, draft, axis)),
        changed=tuple(line for _outcome, line in rules if line.difference),
        alike=tuple(line for outcome, line in rules if outcome in firsts and not line.difference),
    )


def _top(side: Side, axis: str) -> str | None:
    ranking = side.ranking(axis)
    return ranking.top if ranking else None


def _decision(edition: Side, draft: Side, axis: str) -> tuple[Line, ...]:
    return (
        _line(_("First"), _first(edition, axis), _first(draft, axis)),
        _line(_("How sure"), _sure(edition, axis), _sure(draft, axis)),
    )


def _first(side: Side, axis: str) -> str:
    if side.ranking(axis) is None:
        return _("there is no such axis")
    return outcome_name(side.taxonomy, axis, _top(side, axis))


def _sure(side: Side, axis: str) -> str:
    ranking = side.ranking(axis)
    if ranking is None or ranking.top is None:
        return _("open")
    if ranking.margin is None:
        return str(CONFIDENCE[ranking.confidence])
    said = {"word": CONFIDENCE[ranking.confidence], "lead": _counted(ranking.margin)}
    return _("%(word)s, %(lead)s ahead of the second") % said


# ── Standings ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an outcome stands, from 1, with its points in hundredths; 0 where it is ruled out."""

    place: int
    points: int

    def __str__(self) -> str:
        if not self.place:
            return _("ruled out")
        said = {"place": self.place, "points": _counted(self.points)}
        return _("place %(place)s, %(points)s") % said


def _standings(edition: Side, draft: Side, axis: str) -> Iterator[Line]:
    """Every outcome, in the order in which it stands in the draft."""
    before, after = _places(edition.ranking(axis)), _places(draft.ranking(axis))
    names = {slug: outcome_name(edition.taxonomy, axis, slug) for slug in before}
    names |= {slug: outcome_name(draft.taxonomy, axis, slug) for slug in after}
    for slug in {**after, **before}:
        was, is_ = before.get(slug), after.get(slug)
        yield Line(
            name=names[slug],
            edition=str(was or _("no such outcome")),
            draft=str(is_ or _("no such outcome")),
            difference=_moved(was, is_),
        )


def _places(ranking: Ranking | None) -> dict[str, _Place]:
    if ranking is None:
        return {}
    standing = {
        one.outcome: _Place(place, one.points) for place, one in enumerate(ranking.standings, 1)
    }
    return {**standing, **{one.outcome: _Place(0, 0) for one in ranking.excluded}}


def _moved(was: _Place | None, is_: _Place | None) -> str:
    if was == is_:
        return ""
    if not (was and is_ and was.place and is_.place):
        return _("differs")
    return ", ".join(_ways(was, is_))


def _ways(was: _Place, is_: _Place) -> Iterator[str]:
    if is_.points != was.points:
        yield _counted(is_.points - was.points, signed=True)
    if is_.place < was.place:
        yield _("further up")
    if is_.place > was.place:
        yield _("further down")


def _counted(hundredths: int, *, signed: bool = False) -> str:
    number = signed_points(hundredths) if signed else points(hundredths)
    one = 1 if abs(hundredths) == HUNDREDTHS else 2
    return ngettext("%(points)s point", "%(points)s points", one) % {"points": number}


# ── Rules ────────────────────────────────────────────────────────────────────────────────


def _rules(edition: Side, draft: Side, axis: str) -> Iterator[tuple[str, Line]]:
    """Every rule that has a say on the axis, with the outcome that it speaks about."""
    before, after = sayings(edition.ranking(axis)), sayings(draft.ranking(axis))
    for key in {**before, **after}:
        outcome, rule = key
        side = draft if key in after else edition
        was, is_ = before.get(key), after.get(key)
        yield (
            outcome,
            Line(
                name=_rule(side, axis, outcome, rule),
                edition=_saying(was),
                draft=_saying(is_),
                difference=_change(was, is_),
                where=_where(axis, outcome, rule),
            ),
        )


def _rule(side: Side, axis: str, outcome: str, rule: str) -> str:
    question, _is, option = rule.partition("=")
    about = outcome_name(side.taxonomy, axis, outcome)
    if not option:
        return _("Combination “%(rule)s” on %(outcome)s") % {"rule": rule, "outcome": about}
    said = {"answer": _answer(side.taxonomy, question, option), "outcome": about}
    return _("“%(answer)s” on %(outcome)s") % said


def _where(axis: str, outcome: str, rule: str) -> str:
    return f"evidence {rule} on {axis}/{outcome}" if "=" in rule else f"combination {rule}"


def _saying(said: Said | None) -> str:
    if said is None:
        return _("says nothing")
    what = _("rules it out") if said.points is None else _counted(said.points, signed=True)
    return f"{what}: {said.why}"


def _change(was: Said | None, is_: Said | None) -> str:
    if was == is_:
        return ""
    if was is None:
        return _("new")
    if is_ is None:
        return _("gone")
    if was.points == is_.points:
        return _("other words")
    if was.points is None or is_.points is None:
        return _("differs")
    return _counted(is_.points - was.points, signed=True)


# ── Fit check and warnings ───────────────────────────────────────────────────────────────


def fit_lines(edition: Side, draft: Side) -> tuple[Line, ...]:
    """What the fit check says; nothing where neither has one."""
    if not (edition.taxonomy.drivers or draft.taxonomy.drivers):
        return ()
    return (
        _line(_("Verdict"), _verdict(edition), _verdict(draft)),
        _line(_("Score"), _score(edition), _score(draft)),
    )


def _verdict(side: Side) -> str:
    verdict = side.taxonomy.verdict_by_slug.get(side.match.fit.verdict or "")
    return verdict.name if verdict else _("no verdict yet")


def _score(side: Side) -> str:
    score = side.match.fit.score
    return _("none") if score is None else f"{score / 10:.1f}"


def warning_lines(edition: Side, draft: Side) -> tuple[Line, ...]:
    """The warnings that show on either side."""
    titles = {**_titles(edition), **_titles(draft)}
    before, after = edition.match.warnings, draft.match.warnings
    return tuple(
        _line(titles[slug], _shows(slug in before), _shows(slug in after), f"warning {slug}")
        for slug in dict.fromkeys((*after, *before))
    )


def _titles(side: Side) -> Mapping[str, str]:
    return {slug: row.title for slug, row in side.taxonomy.warning_by_slug.items()}


def _shows(shown: bool) -> str:
    return _("shows") if shown else _("does not show")
