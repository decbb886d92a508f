"""The page of a match: the answer first, then its parts."""

from dataclasses import dataclass
from typing import NamedTuple

from matcher.core import Example, Match, Taxonomy, write_query
from matcher.core.answers import with_answer
from matcher.core.implications import Implications, verdict_so_far
from matcher.core.places import Places
from matcher.core.sensitivity import worth_asking
from matcher.presenters.result.annex import ResultAnnex, result_annex
from matcher.presenters.result.answer import AnswerBlock, answer_block
from matcher.presenters.result.buy import ResultBuying, StandardsToAsk, result_buying
from matcher.presenters.result.change import ResultChanges, result_changes
from matcher.presenters.result.fit import FitView, fit_view
from matcher.presenters.result.in_full import in_full_url
from matcher.presenters.result.label import LabelComparison, label_comparison
from matcher.presenters.result.places import ResultPlaces, result_places
from matcher.presenters.result.run import ResultRunning, result_running
from matcher.presenters.result.steps import StepGroup, step_groups
from matcher.presenters.result.strips import Strip, strips
from matcher.presenters.result.watch import ResultWarnings, result_warnings
from matcher.presenters.result.why import AxisReasons, axis_reasons
from matcher.presenters.words import answer_labels, given
from matcher.web.page import RenderContext


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """An answer that can be given right here, and the result with it."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class QuestionHere:
    """A question worth asking, with its answers as links."""

    prompt: str
    help: str
    answers: tuple[AnswerLink, ...]


class LabelledAnswer(NamedTuple):
    """A question and the answer to it, which has a label for each tick."""

    prompt: str
    labels: tuple[str, ...]


class StoredLinks(NamedTuple):
    """Where a stored match is defended, and where it stands in full; empty for one that is not."""

    defended: str = ""
    in_full: str = ""


NOT_STORED = StoredLinks()


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Everything that a match says. While nothing is decided the parts are None or empty, and
    `worth_asking` are the questions to begin with. `example` is the example that has these
    answers, if any. `in_full` leads to every point and every other answer."""

    answer: AnswerBlock
    strips: tuple[Strip, ...]
    worth_asking: tuple[QuestionHere, ...]
    label: LabelComparison | None
    example: Example | None
    fit: FitView | None
    why: tuple[AxisReasons, ...]
    in_full: str
    change: ResultChanges
    watch: ResultWarnings
    buy: ResultBuying
    run: ResultRunning | None
    places: ResultPlaces | None
    annex: ResultAnnex | None
    steps: tuple[StepGroup, ...]
    given: tuple[LabelledAnswer, ...]

    @property
    def explained(self) -> bool:
        """Whether there is a *why*: something is first, or at least ruled out."""
        if self.answer.outside:
            return False
        return self.answer.decided or any(axis.ruled_out for axis in self.why)


def result_page(
    context: RenderContext,
    match: Match,
    places: Places | None = None,
    links: StoredLinks = NOT_STORED,
) -> ResultPage:
    """The match with the texts of the edition that it was made with, and what was known of places
    in the year that it was made in."""
    taxonomy = context.taxonomy
    answer = answer_block(context, match)
    if answer.outside:
        return _outside_page(context, match, answer)
    implied = Implications(taxonomy, match)
    return ResultPage(
        answer=answer,
        strips=strips(taxonomy, match),
        worth_asking=() if answer.decided else _worth_asking(context, match),
        label=label_comparison(context, match),
        example=example_of(taxonomy, match),
        fit=fit_view(taxonomy, match.fit) if taxonomy.drivers else None,
        why=axis_reasons(context, match, links.defended),
        in_full=links.in_full or in_full_url(context, match),
        change=result_changes(context, match),
        watch=result_warnings(context, implied),
        buy=result_buying(context, implied),
        run=result_running(context, implied),
        places=result_places(context, match, places),
        annex=result_annex(context, implied),
        steps=step_groups(implied) if verdict_so_far(taxonomy, match.fit) else (),
        given=_given(taxonomy, match),
    )


def _outside_page(context: RenderContext, match: Match, answer: AnswerBlock) -> ResultPage:
    """The page of another kind of buying: what is said of handing work over is left out."""
    return ResultPage(
        answer=answer,
        strips=strips(context.taxonomy, match),
        worth_asking=(),
        label=None,
        example=None,
        fit=None,
        why=(),
        in_full="",
        change=ResultChanges((), ()),
        watch=ResultWarnings((), (), None),
        buy=ResultBuying((), "", (), None, StandardsToAsk(), None),
        run=None,
        places=None,
        annex=None,
        steps=(),
        given=_given(context.taxonomy, match),
    )


def example_of(taxonomy: Taxonomy, match: Match) -> Example | None:
    """The example with exactly these answers: its story is told with its result."""
    given = set(match.answers)
    return next(
        (
            example
            for example in taxonomy.examples
            if {(answer.question, answer.option) for answer in example.answers} == given
        ),
        None,
    )


def _given(taxonomy: Taxonomy, match: Match) -> tuple[LabelledAnswer, ...]:
    """The questions that were answered, and the answers, in words."""
    return tuple(
        LabelledAnswer(question.prompt, answer_labels(question, answer))
        for question, answer in given(taxonomy, match.answers)
    )


def _worth_asking(context: RenderContext, match: Match) -> tuple[QuestionHere, ...]:
    """The questions that separate the most outcomes, each with its answers."""
    taxonomy = context.taxonomy
    questions = [
        taxonomy.index.question_by_slug[unknown.question]
        for unknown in worth_asking(taxonomy, match)
    ]
    return tuple(
        QuestionHere(
            prompt=question.prompt,
            help=question.help,
            answers=tuple(
                AnswerLink(
                    option.label,
                    context.page_url(
                        "result",
                        query=write_query(
                            with_answer(taxonomy, match.answers, question.slug, (option.slug,))
                        ),
                    ),
                )
                for option in question.options
            ),
        )
        for question in questions
    )
