"""What only a live result has: the rail, the documents, the form that keeps the result, and what
was wrong with what that form sent."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from matcher.core import (
    LABEL_PARAMETER,
    Answers,
    Match,
    ParsedAnswers,
    plain_line,
    without_control,
    write_query,
)
from matcher.forms import KEEP_CHOICES, KEY_FIELD, NEVER, ZONE_FIELD, ShareForm
from matcher.models.results import TITLE_LENGTH
from matcher.presenters.downloads import Downloads, live_downloads
from matcher.presenters.problems import Problem
from matcher.presenters.result.rail import ResultRail, result_rail
from matcher.presenters.words import ignored_view
from matcher.sharing import new_form_key
from matcher.web.page import RenderContext


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
class LivePage:
    """What surrounds the parts of a live result. `form` and `downloads` are None in a
    preview, which takes no form."""

    problems: tuple[Problem, ...]
    rail: ResultRail
    form: ShareFormView | None
    downloads: Downloads | None
    answers: str
    most: int = TITLE_LENGTH


def live_page(
    request: HttpRequest, context: RenderContext, match: Match, before: Answers | None
) -> LivePage:
    """The page of this match, which may follow on other answers."""
    form = None if context.is_preview else _form(context, match.answers, new_form_key())
    return _live_page(request, context, match, form, before=before)


def refused_page(
    request: HttpRequest,
    context: RenderContext,
    match: Match,
    problems: tuple[Problem, ...],
    form: ShareForm,
) -> LivePage:
    """The page of this match again, with what is wrong, and the form as it was sent."""
    sent = _form(context, match.answers, form.key, sent=form)
    return _live_page(request, context, match, sent, problems=problems)


def _live_page(
    request: HttpRequest,
    context: RenderContext,
    match: Match,
    form: ShareFormView | None,
    *,
    before: Answers | None = None,
    problems: tuple[Problem, ...] = (),
) -> LivePage:
    return LivePage(
        problems=problems,
        rail=result_rail(context, match, before),
        form=form,
        downloads=None if context.is_preview else live_downloads(request, match.answers),
        answers=context.page_url("answers", query=write_query(match.answers)),
    )


def _form(
    context: RenderContext, answers: Answers, key: str, sent: ShareForm | None = None
) -> ShareFormView:
    fields = (
        *answers,
        (LABEL_PARAMETER, answers.label),
        ("edition", str(context.release.number)),
        (KEY_FIELD, key),
    )
    expires = sent.chosen_expires if sent else NEVER
    return ShareFormView(
        action=context.page_url("results"),
        hidden=tuple(field for field in fields if field[1]),
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
    unused = ignored_view(context.taxonomy, parsed.ignored)
    if unused:
        without = _("This is the result without it.")
        sentences = (*unused.sentences, unused.more, f"{without} {_once_more()}")
        return tuple(Problem(sentence) for sentence in sentences if sentence)
    if not parsed.answers.picks:
        return (Problem(_("Nothing is answered yet, so there is nothing to keep.")),)
    return ()
