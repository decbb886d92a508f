"""What only a live result has: the rail, the documents, the form that keeps the result, and what
was wrong with what that form sent."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from matcher.core import (
    LABEL_PARAMETER,
    Answers,
    Ignored,
    Match,
    ParsedAnswers,
    plain_line,
    without_control,
    write_query,
)
from matcher.forms import KEEP_CHOICES, KEY_FIELD, NEVER, ZONE_FIELD, ShareForm
from matcher.link_keys import new_form_key
from matcher.models.results import TITLE_LENGTH
from matcher.presenters.downloads import Downloads, live_downloads
from matcher.presenters.problems import Problem
from matcher.presenters.result.rail import ResultRail, result_rail
from matcher.presenters.words import ignored_view
from matcher.web.other_part import (
    FIRST_PART,
    SECOND_PART,
    OtherPart,
    has_other_part,
    of_buyer,
)
from matcher.web.page import RenderContext
from matcher.web.request_input import EDITION


@dataclass(frozen=True, slots=True)
class ShareFormView:
    """The form that keeps a result, empty or as it was sent, with what is wrong with it.
    `times` are the choices how long to keep it: days, words, and whether it is chosen."""

    action: str
    hidden: tuple[tuple[str, str], ...]
    zone_field: str
    zone: str
    title: str
    title_error: str
    times: tuple[tuple[str, str, bool], ...]
    expires_error: str
    most: int = TITLE_LENGTH


@dataclass(frozen=True, slots=True)
class PartsLink:
    """Where work of two kinds goes on: to the questions for its other part, or, once both are
    `ready`, to both results side by side; and the form that makes a programme of both, which is
    None in a preview and in a frame."""

    href: str
    ready: bool
    form: ShareFormView | None


@dataclass(frozen=True, slots=True)
class LivePage:
    """What surrounds the parts of a live result. `form` and `downloads` are None in a
    preview, which takes no form, and in a frame of another site, where `own_page` is the URL of the
    page that has them; `parts` is None for work of one kind."""

    problems: tuple[Problem, ...]
    rail: ResultRail
    form: ShareFormView | None
    downloads: Downloads | None
    own_page: str
    answers: str
    parts: PartsLink | None
    most: int = TITLE_LENGTH


def live_page(
    request: HttpRequest,
    context: RenderContext,
    match: Match,
    before: Answers | None = None,
    ignored: tuple[Ignored, ...] = (),
) -> LivePage:
    """The page of this match, which may follow on other answers; some had to be ignored."""
    return LivePage(
        problems=(),
        rail=result_rail(context, match, before, ignored),
        form=None if _keeps_nothing(context) else _form(context, match.answers, new_form_key()),
        downloads=None if _keeps_nothing(context) else live_downloads(request, match.answers),
        own_page=_own_page(context, match.answers) if context.is_embedded else "",
        answers=context.page_url("answers", query=write_query(match.answers)),
        parts=_parts(context, match.answers),
    )


def _keeps_nothing(context: RenderContext) -> bool:
    return context.is_preview or context.is_embedded


def _own_page(context: RenderContext, answers: Answers) -> str:
    return context.at_own_root().page_url("result", query=write_query(answers))


def refused_page(
    request: HttpRequest,
    context: RenderContext,
    match: Match,
    problems: tuple[Problem, ...],
    form: ShareForm,
) -> LivePage:
    """The page of this match again, with what is wrong, and the form as it was sent."""
    sent = _form(context, match.answers, form.key, sent=form)
    return replace(live_page(request, context, match), problems=problems, form=sent)


def _parts(context: RenderContext, answers: Answers) -> PartsLink | None:
    """To the other part, if there is one. What is known of the buyer goes along to it."""
    this = write_query(answers)
    if not answers.picks:
        return None
    if context.other.query:
        parts = urlencode({FIRST_PART: context.other.query, SECOND_PART: this})
        form = form_of_two(context, context.other.query, this)
        return PartsLink(f"{context.page_url('compare')}?{parts}", ready=True, form=form)
    if not has_other_part(context.taxonomy, answers):
        return None
    of_other = replace(context, other=OtherPart(this))
    buyer = write_query(of_buyer(answers))
    form = form_of_two(context, this)
    return PartsLink(of_other.page_url("match", query=buyer), ready=False, form=form)


def form_of_two(context: RenderContext, *queries: str) -> ShareFormView | None:
    """The form that makes a programme of two parts, whose answers are query strings, of the first
    or of both; None in a preview and in a frame, in which nothing can be kept."""
    action = context.page_url("programme_of_two")
    parts = zip((FIRST_PART, SECOND_PART), queries, strict=False)
    return None if _keeps_nothing(context) else form_to_keep(action, None, *parts)


def _form(
    context: RenderContext, answers: Answers, key: str, sent: ShareForm | None = None
) -> ShareFormView:
    fields = (
        *answers.context,
        *answers,
        (LABEL_PARAMETER, answers.label),
        context.other.field,
        _edition(context),
        (KEY_FIELD, key),
    )
    hidden = tuple(field for field in fields if field[1])
    return _form_view(context.page_url("results"), hidden, sent)


def form_to_keep(action: str, sent: ShareForm | None, *hidden: tuple[str, str]) -> ShareFormView:
    """The fields with which anything is kept, empty or as they were sent."""
    key = sent.key if sent else new_form_key()
    return _form_view(action, (*hidden, (KEY_FIELD, key)), sent)


def share_with_answers_in_url(
    context: RenderContext, answers: Answers, sent: ShareForm | None = None
) -> ShareFormView:
    """The form as a part of another, whose answers are in the URL; empty or as it was sent."""
    action = context.page_url("results", query=write_query(answers))
    return form_to_keep(action, sent, _edition(context))


def _edition(context: RenderContext) -> tuple[str, str]:
    """Which edition the form is about."""
    return EDITION, str(context.release.number)


def _form_view(
    action: str, hidden: tuple[tuple[str, str], ...], sent: ShareForm | None
) -> ShareFormView:
    expires = sent.chosen_expires if sent else NEVER
    return ShareFormView(
        action=action,
        hidden=hidden,
        zone_field=ZONE_FIELD,
        zone=without_control(sent.zone) if sent else "",
        title=plain_line(sent.typed_title) if sent else "",
        title_error=sent.title_error if sent else "",
        times=tuple((days, str(name), days == expires) for days, name in KEEP_CHOICES),
        expires_error=sent.expires_error if sent else "",
    )


# ── What was wrong ───────────────────────────────────────────────────────────────────────


def form_problems(
    context: RenderContext, parsed: ParsedAnswers, form: ShareForm, edition_error: str
) -> tuple[Problem, ...]:
    """Every reason not to keep what was sent."""
    title, expires = form.title_error, form.expires_error
    return (
        *((Problem(title, "#title"),) if title else ()),
        *((Problem(expires, "#expires"),) if expires else ()),
        *((Problem(f"{edition_error} {_once_more()}", "#share"),) if edition_error else ()),
        *_answer_problems(context, parsed),
    )


def _once_more() -> str:
    return _("If you agree with it, create the link once more.")


def _answer_problems(context: RenderContext, parsed: ParsedAnswers) -> tuple[Problem, ...]:
    """What was sent as an answer but is not one, or that there was no answer at all."""
    unused = ignored_view(context, parsed.ignored)
    if unused:
        without = _("This is the result without it.")
        sentences = (*unused.sentences, unused.more, f"{without} {_once_more()}")
        return tuple(Problem(sentence) for sentence in sentences if sentence)
    if not parsed.answers.picks:
        return (Problem(_("Nothing is answered yet, so there is nothing to keep.")),)
    return ()
