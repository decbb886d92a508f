"""The wizard: the start, one question at a time, and a check of the answers.

Every page is a pure function of its address, so that nothing about a visitor is kept.
"""

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from matcher.core.answers import Reading, read, write
from matcher.core.matching import match as match_answers
from matcher.core.taxonomy.values import Question, Taxonomy
from matcher.core.walk import walk
from matcher.forms import QuestionForm
from matcher.presenters.answers import answers_shown
from matcher.presenters.home import home_shown
from matcher.presenters.question import Asking, question_shown
from matcher.web.errors import get_only, problem, to_questions, to_start
from matcher.web.page import Scene, address, page, scene
from matcher.web.request_input import ASKED, THEN, pairs, published

AFTERWARDS = frozenset({"result", "answers"})
"""The pages that a visitor who changes one answer may come from."""


@get_only
def home(request: HttpRequest) -> HttpResponse:
    """What this is, one button, examples, and the families as a map."""
    shown = home_shown(scene(request, published(request)))
    return page(request, "home.html", {"shown": shown})


@get_only
def match(request: HttpRequest) -> HttpResponse:
    """The next question; or the result, when nothing is left to ask."""
    step = _step(request)
    asked = step.taxonomy.question_by_slug.get(step.value(ASKED))
    if asked and (error := QuestionForm(asked, step.reading).error):
        return _ask(request, step, asked, error=error)
    if asked and step.then:
        return _go(request, step.then, step.kept)
    return _ask(request, step)


@get_only
def question(request: HttpRequest, question: str) -> HttpResponse:
    """One question, with the present answer picked."""
    step = _step(request)
    found = step.taxonomy.question_by_slug.get(question)
    if found is None:
        return _no_such_question(request, write(step.reading.answers))
    return _ask(request, step, found)


@get_only
def answers(request: HttpRequest) -> HttpResponse:
    """All answers, each to be changed; what is open, and what was left out and why."""
    step = _step(request)
    shown = answers_shown(step.scene, step.reading)
    return page(request, "answers.html", {"shown": shown})


@dataclass(frozen=True, slots=True)
class Step:
    """A request of the wizard, read."""

    scene: Scene
    pairs: tuple[tuple[str, str], ...]
    reading: Reading

    @property
    def taxonomy(self) -> Taxonomy:
        return self.scene.taxonomy

    def value(self, name: str) -> str:
        """The last value that the address gives under this name, or nothing."""
        return dict(self.pairs).get(name, "")

    @property
    def then(self) -> str:
        """The page to go to after one answer, or nothing."""
        then = self.value(THEN)
        return then if then in AFTERWARDS else ""

    @property
    def kept(self) -> str:
        """The query string for the next page. It keeps what could not be used, for that page
        to name."""
        return urlencode([pair for pair in self.pairs if pair[0] not in (ASKED, THEN)])


def _step(request: HttpRequest) -> Step:
    edition = published(request)
    given = tuple(pairs(request))
    return Step(scene(request, edition), given, read(edition.taxonomy, given))


def _ask(
    request: HttpRequest, step: Step, question: Question | None = None, error: str = ""
) -> HttpResponse:
    """The page of this question, or of the next one; the result when there is none."""
    taxonomy, reading = step.taxonomy, step.reading
    match = match_answers(taxonomy, reading.answers)
    where = walk(taxonomy, match)
    asked = question or taxonomy.question_by_slug.get(where.next or "")
    if asked is None:
        return _go(request, "result", step.kept)
    # What is wrong with the answer to this question, the error says.
    ignored = tuple(one for one in reading.ignored if not (error and one.name == asked.slug))
    asking = Asking(asked, match, where, ignored=ignored, then=step.then, error=error)
    shown = question_shown(step.scene, asking)
    # The first page holds no answers yet, so that search engines may list it.
    listed = not (question or step.pairs)
    return page(request, "question.html", {"shown": shown, "listed": listed})


def _go(request: HttpRequest, name: str, query: str) -> HttpResponse:
    """On to another page. Not as a fragment: it has a stylesheet of its own."""
    to = address(request, name, query=query)
    htmx = HtmxDetails(request)
    response = HttpResponseClientRedirect(to) if htmx else HttpResponseRedirect(to)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _no_such_question(request: HttpRequest, query: str) -> HttpResponse:
    return problem(
        request,
        HTTPStatus.NOT_FOUND,
        title=_("There is no such question"),
        sentences=(
            _("It may have had another name in an earlier edition. Your answers are kept."),
        ),
        ways=(to_questions(request, query), to_start(request)),
    )
