"""Places by name on a result whose work goes to other places."""

from dataclasses import dataclass

from matcher.core import Answers, Match, Outcome, write_query
from matcher.core.places import PlaceForHome, Places, named_places
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
    place is named. `limit` is the answer by which only those in the region of home are, if one is
    given. `url` compares the places."""

    outcome: Outcome
    home: str
    limit: str
    year: int
    places: tuple[NamedPlace, ...]
    ask: QuestionLink | None
    url: str


def result_places(
    context: RenderContext, match: Match, places: Places | None
) -> ResultPlaces | None:
    """The places that go with this match; None where it names none."""
    taxonomy = context.taxonomy
    named = named_places(taxonomy, match, places) if places else None
    question = taxonomy.index.home_question
    if places is None or named is None or question is None:
        return None
    home = named.home
    query = and_then(write_query(match.answers), "result")
    about = write_query(Answers(context=((question.slug, home),))) if home else ""
    return ResultPlaces(
        outcome=named.outcome,
        limit=named.limit.label if named.limit else "",
        home=taxonomy.index.country_name(home) if home else "",
        year=places.year,
        places=tuple(map(_named, named.places)),
        ask=None if home else next(iter(question_links(context, [question.slug], query)), None),
        url=context.page_url("places", query=about) if about else context.page_url("places"),
    )


def _named(seen: PlaceForHome) -> NamedPlace:
    return NamedPlace(seen.name, hours(seen.shared), bool(seen.cautions))
