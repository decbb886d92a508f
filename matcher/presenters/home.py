"""The start page: the way in, an answer in miniature, examples to open, the families as a map."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _, ngettext

from matcher.core import Answers, Example, Match, Taxonomy, match, write_query
from matcher.core.answers import in_order
from matcher.core.walk import walk
from matcher.presenters.family_map import FamilyMap, family_map
from matcher.presenters.result.answer import AnswerBlock, answer_block
from matcher.presenters.result.strips import Strip, strips
from matcher.web.page import RenderContext

SECONDS_A_QUESTION = 30
"""What reading and answering one takes: 1,679 words of a whole walk at 230 words a minute, over its
questions."""

WORDS_NAMED = 3
"""How many words of vendors are named as examples of what may be typed as well."""


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything on the start page. `effort` is what the questions cost. `words` are the first of
    the dictionary; empty in an edition without one."""

    effort: str
    words: str
    miniature: "Miniature | None"
    examples: tuple["ExampleView", ...]
    map: FamilyMap


@dataclass(frozen=True, slots=True)
class Miniature:
    """The answer of an example in small."""

    title: str
    href: str
    answer: AnswerBlock
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class ExampleView:
    """What work was sold as, and what it is. `sold_as` may be empty."""

    title: str
    sold_as: str
    decided: tuple[Strip, ...]
    verdict: str
    tint: str
    href: str


def home_page(context: RenderContext) -> HomePage:
    """The start page of this edition."""
    taxonomy = context.taxonomy
    examples = taxonomy.examples
    first_names = (label.names[0] for label in taxonomy.labels[:WORDS_NAMED])
    return HomePage(
        effort=_effort(taxonomy),
        words=", ".join(first_names),
        miniature=_miniature(context, examples),
        examples=tuple(_example(context, example) for example in examples),
        map=family_map(context),
    )


def _effort(taxonomy: Taxonomy) -> str:
    """“10 to 14 short questions, about 6 minutes”: as few and as many as the walk may ask, and what
    the questions that are not about a border take."""
    position = walk(taxonomy, match(taxonomy, Answers()))
    most = position.most
    questions = (
        ngettext("%(most)s short question", "%(most)s short questions", most)
        if position.least == most
        else _("%(least)s to %(most)s short questions")
    ) % {"least": position.least, "most": most}
    minutes = max(1, round(len(taxonomy.index.base_questions) * SECONDS_A_QUESTION / 60))
    duration = ngettext("about %(minutes)s minute", "about %(minutes)s minutes", minutes)
    return f"{questions}, {duration % {'minutes': minutes}}"


# ── Examples ─────────────────────────────────────────────────────────────────────────────


def _miniature(context: RenderContext, examples: Sequence[Example]) -> Miniature | None:
    """The first example that is more than a yes, because it shows more of what an answer says; else
    the first."""
    miniatures = [_as_miniature(context, example) for example in examples]
    careful = [miniature for miniature in miniatures if miniature.answer.tint != "go"]
    return next(iter((*careful, *miniatures)), None)


def _as_miniature(context: RenderContext, example: Example) -> Miniature:
    result = _result(context.taxonomy, example)
    return Miniature(
        title=example.title,
        href=_href(context, result),
        answer=answer_block(context, result),
        strips=strips(context.taxonomy, result),
    )


def _example(context: RenderContext, example: Example) -> ExampleView:
    result = _result(context.taxonomy, example)
    answer = answer_block(context, result)
    return ExampleView(
        title=example.title,
        sold_as=example.sold_as,
        decided=tuple(strip for strip in strips(context.taxonomy, result) if strip.outcome),
        verdict=answer.verdict_name,
        tint=answer.tint,
        href=_href(context, result),
    )


def _result(taxonomy: Taxonomy, example: Example) -> Match:
    given = Answers(tuple((answer.question, answer.option) for answer in example.answers))
    return match(taxonomy, Answers(in_order(taxonomy, given.as_dict())))


def _href(context: RenderContext, result: Match) -> str:
    return context.page_url("result", query=write_query(result.answers))
