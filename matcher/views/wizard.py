"""The wizard: the start, one question at a time, and a check of the answers.

Every page is a pure function of its URL, so that nothing about a visitor is kept.
"""

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from matcher.core import (
    LABEL_PARAMETER,
    Answers,
    ParsedAnswers,
    Taxonomy,
    match as match_answers,
)
from matcher.core.taxonomy.values import ContextQuestion
from matcher.core.walk import walk
from matcher.forms import AnyQuestion, QuestionForm
from matcher.presenters.answers import answers_page
from matcher.presenters.context import CONTEXT, context_page
from matcher.presenters.home import home_page
from matcher.presenters.question import QuestionState, question_page
from matcher.presenters.words import question_by_slug
from matcher.web.errors import problem_page, questions_link, start_link
from matcher.web.guard import get_only
from matcher.web.other_part import OTHER, other_part
from matcher.web.page import RenderContext, asked_by_htmx, page, page_url, render_context
from matcher.web.proposed import PROPOSED, proposed
from matcher.web.request_input import ASKED, THEN, pairs, parse, release_for

RETURN_PAGES = frozenset({"result", "answers"})
"""The pages that a visitor who changes one answer may come from."""


@get_only
def home(request: HttpRequest) -> HttpResponse:
    """What this is, the way in, examples, and the families as a map."""
    shown = home_page(render_context(request, release_for(request)))
    return page(request, "home.html", {"shown": shown})


@get_only
def match(request: HttpRequest) -> HttpResponse:
    """The next question; or the result, when nothing is left to ask."""
    step = _read_step(request)
    if step.value(ASKED) == CONTEXT:
        return _redirect(request, step.then or "result", step.kept)
    asked = question_by_slug(step.taxonomy, step.value(ASKED))
    if asked and (error := QuestionForm(asked, step.parsed).error):
        return _ask(request, step, asked, error=error)
    if asked and step.then:
        return _redirect(request, step.then, step.kept)
    return _ask(request, step)


@get_only
def question(request: HttpRequest, question: str) -> HttpResponse:
    """One question, with the present answer picked."""
    step = _read_step(request)
    asked = question_by_slug(step.taxonomy, question)
    if asked is None:
        return _no_such_question(request, step.parsed.answers)
    return _ask(request, step, asked)


@get_only
def context(request: HttpRequest) -> HttpResponse:
    """What is asked about the buyer; the result where an edition asks nothing of that."""
    step = _read_step(request)
    last = [each for each in step.taxonomy.context if each.asked == "last"]
    return _ask(request, step, last[0]) if last else _redirect(request, "result", step.kept)


@get_only
def answers(request: HttpRequest) -> HttpResponse:
    """All answers, each to be changed; what is open, and what was left out and why."""
    step = _read_step(request)
    shown = answers_page(step.context, step.parsed)
    return page(request, "answers.html", {"shown": shown})


@dataclass(frozen=True, slots=True)
class WizardStep:
    """What a request to the wizard says."""

    context: RenderContext
    pairs: tuple[tuple[str, str], ...]
    parsed: ParsedAnswers

    @property
    def taxonomy(self) -> Taxonomy:
        return self.context.taxonomy

    def value(self, name: str) -> str:
        """The last value of the parameter of this name, or nothing."""
        return dict(self.pairs).get(name, "")

    @property
    def then(self) -> str:
        """The page to go to after one answer, or nothing."""
        then = self.value(THEN)
        return then if then in RETURN_PAGES else ""

    @property
    def kept(self) -> str:
        """The query string for the next page. It keeps what could not be used, for that page
        to name, but nothing that was never ours."""
        ours = {
            *(LABEL_PARAMETER, OTHER, PROPOSED),
            *dict(self.parsed.answers.context),
            *self.parsed.answers.as_dict(),
            *(ignored.name for ignored in self.parsed.ignored),
        }
        retired = self.taxonomy.index.retired_by_answer
        return urlencode([pair for pair in self.pairs if pair[0] in ours or pair in retired])


def _read_step(request: HttpRequest) -> WizardStep:
    release = release_for(request)
    parameters = tuple(pairs(request))
    parsed = parse(release, parameters)
    offered = proposed(release.taxonomy, parameters, parsed.answers)
    context = render_context(request, release, other_part(release, parameters), offered)
    return WizardStep(context, parameters, parsed)


def _ask(
    request: HttpRequest, step: WizardStep, question: AnyQuestion | None = None, error: str = ""
) -> HttpResponse:
    """The page of this question, or of the next one; the result when there is none."""
    taxonomy, parsed = step.taxonomy, step.parsed
    match = match_answers(taxonomy, parsed.answers)
    position = walk(taxonomy, match)
    asked = question or question_by_slug(taxonomy, position.next or "")
    if asked is None:
        return _redirect(request, "result", step.kept)
    if isinstance(asked, ContextQuestion) and asked.asked == "last":
        about = context_page(step.context, match, position, parsed, step.then)
        return page(request, "context.html", {"shown": about})
    state = QuestionState(asked, match, position, parsed.ignored, then=step.then, error=error)
    shown = question_page(step.context, state)
    # The first page holds no answers yet, so that search engines may list it.
    listed = not (question or step.pairs)
    return page(request, "question.html", {"shown": shown, "listed": listed})


def _redirect(request: HttpRequest, name: str, query: str) -> HttpResponse:
    """On to another page. Not as a fragment: it has a stylesheet of its own."""
    url = page_url(request, name, query=query)
    redirect = HttpResponseClientRedirect if asked_by_htmx(request) else HttpResponseRedirect
    response = redirect(url)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _no_such_question(request: HttpRequest, answers: Answers) -> HttpResponse:
    kept = (_("Your answers are kept."),) if answers.picks else ()
    return problem_page(
        request,
        HTTPStatus.NOT_FOUND,
        title=_("There is no such question"),
        sentences=(_("It may have had another name in an earlier edition."), *kept),
        links=(questions_link(request, answers), start_link(request)),
    )
