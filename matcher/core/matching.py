"""The match: the one call that pages, downloads and commands make."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, TypeAdapter

from matcher.core.answers import Answers
from matcher.core.facts import CurrentFacts
from matcher.core.fit import NO_FIT, Fit, fit, warnings
from matcher.core.ranking import Ranking
from matcher.core.scoring import rank
from matcher.core.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Match:
    """The result: a ranking per axis in the order of the axes, the fit check, and the slugs of
    the warnings that hold. `unanswered` are the base questions without any answer.

    `outside` is the other kind of buying that the answers describe. What a taxonomy says of
    handing work over is then not meant: the fit check is left out.
    """

    answers: Answers
    rankings: dict[str, Ranking]
    fit: Fit
    warnings: tuple[str, ...]
    unanswered: tuple[str, ...]
    outside: str | None = None


def _upgrade(stored: object) -> object:
    """What release 0.1.0 stored, with the field it lacked: it called an axis settled when the base
    questions alone settled it."""
    if isinstance(stored, dict) and isinstance(rankings := stored.get("rankings"), dict):
        for ranking in rankings.values():
            if isinstance(ranking, dict) and "settled" in ranking:
                ranking.setdefault("base_settled", ranking["settled"])
    return stored


_STORED = TypeAdapter(Match)
_STORED_BEFORE: TypeAdapter[Match] = TypeAdapter(Annotated[Match, BeforeValidator(_upgrade)])


def match(taxonomy: Taxonomy, answers: Answers) -> Match:
    """What the answers say: a pure function of its arguments."""
    picks = answers.as_dict()
    rankings = {axis.slug: rank(taxonomy, axis.slug, picks) for axis in taxonomy.axes}
    facts = CurrentFacts(picks, rankings, answers.label)
    base = taxonomy.index.base_questions
    outside = _outside(taxonomy, facts)
    return Match(
        answers=answers,
        rankings=rankings,
        fit=NO_FIT if outside else fit(taxonomy, facts),
        warnings=warnings(taxonomy, facts),
        unanswered=tuple(question.slug for question in base if question.slug not in picks),
        outside=outside,
    )


def _outside(taxonomy: Taxonomy, facts: CurrentFacts) -> str | None:
    """The first other kind of buying whose condition holds."""
    conditions = taxonomy.index.outside_conditions
    return next((slug for slug, condition in conditions if condition.truth(facts)), None)


def nothing_decided(match: Match) -> bool:
    """Whether the answers are not enough to decide anything: no axis has a first outcome, which
    takes an answer that is not *not sure*."""
    return all(ranking.top is None for ranking in match.rankings.values())


def current_facts(match: Match) -> CurrentFacts:
    """The match as facts that conditions can query."""
    return CurrentFacts(match.answers.as_dict(), match.rankings, match.answers.label)


def dump(match: Match) -> str:
    """The match as JSON, for storing."""
    return _STORED.dump_json(match).decode()


def load(text: str) -> Match:
    """The match that `dump` wrote. Unknown fields are ignored, so that rows written by
    other releases stay readable. Raises pydantic.ValidationError."""
    # Without the upgrade, which what we write today does not need, reading takes half of the time.
    stored = _STORED if '"base_settled":' in text else _STORED_BEFORE
    return stored.validate_json(text)
