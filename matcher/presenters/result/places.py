"""Places by name on a result whose work goes to other places."""

from dataclasses import dataclass

from matcher.core import Answers, Match, Outcome, write_query
from matcher.core.places import PlaceForHome, Places, fitting, home_of, outcome_with_places
from matcher.presenters.guide_places import hours
from matcher.presenters.words import QuestionLink, and_then, question_links
from matcher.web.page import RenderContext


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place and the hours that it shares with home. `caution`: a rule forbids, restricts or
    watches it."""

    name: str
    hours: str
    caution: bool


@dataclass(frozen=True, slots=True)
class ResultPlaces:
    """The part of the page. While home is not known, `ask` leads to where it can be said, and no
    place is named. `url` compares the places."""

    outcome: Outcome
    home: str
    year: int
    places: tuple[NamedPlace, ...]
    ask: QuestionLink | None
    url: str


def result_places(
    context: RenderContext, match: Match, places: Places | None
) -> ResultPlaces | None:
    """The places that go with this match; None where it names none."""
    taxonomy = context.taxonomy
    outcome, question = outcome_with_places(taxonomy, match), taxonomy.index.home_question
    if places is None or outcome is None or question is None:
        return None
    home = home_of(taxonomy, match.answers)
    query = and_then(write_query(match.answers), "result")
    about = write_query(Answers(context=((question.slug, home),))) if home else ""
    return ResultPlaces(
        outcome=outcome,
        home=taxonomy.index.country_name(home) if home else "",
        year=places.year,
        places=tuple(map(_named, fitting(places.seen_from(home), outcome))),
        ask=None if home else next(iter(question_links(context, [question.slug], query)), None),
        url=context.page_url("places", query=about) if about else context.page_url("places"),
    )


def _named(seen: PlaceForHome) -> NamedPlace:
    return NamedPlace(seen.name, hours(seen.shared), bool(seen.cautions))
