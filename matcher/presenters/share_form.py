"""What only a live result has: a head with things to do, the form that keeps the result, and what
was wrong with what that form sent."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matcher.core import (
    LABEL_PARAMETER,
    Answers,
    ParsedAnswers,
    plain_line,
    without_control,
    write_query,
)
from matcher.editions import PublishedRelease
from matcher.forms import KEEP_CHOICES, KEY_FIELD, ZONE_FIELD, ShareForm
from matcher.models.results import TITLE_LENGTH
from matcher.presenters.problems import Problem
from matcher.presenters.words import day, ignored_view
from matcher.sharing import new_form_key
from matcher.web.page import ANSWERS, PARTS_KEPT, ROWS, RenderContext, fill_slots, remembered


@dataclass(frozen=True, slots=True)
class LivePageView:
    """The head, the problems to name at the top, and the form at the end."""

    head: SafeString
    problems: tuple[Problem, ...]
    form: SafeString


def live_page_view(context: RenderContext, answers: Answers) -> LivePageView:
    """The page of these answers."""
    return LivePageView(
        head=fill_slots(_head(context), query=write_query(answers)),
        problems=(),
        form=fill_slots(_empty_form(context), rows=_inputs(answers, new_form_key())),
    )


def refused_page_view(
    context: RenderContext, answers: Answers, problems: tuple[Problem, ...], form: ShareForm
) -> LivePageView:
    """The page of these answers again, with what is wrong, and the form as it was sent."""
    title = plain_line(form.data.get("title", ""))
    return LivePageView(
        head=fill_slots(_head(context), query=write_query(answers)),
        problems=problems,
        form=fill_slots(
            _form(context, SubmittedForm.of(form, title)),
            rows=_inputs(answers, form.key, without_control(form.zone)),
        ),
    )


@remembered(PARTS_KEPT)
def _head(context: RenderContext) -> SafeString:
    release = context.release
    values = {
        "edition": release.number,
        "date": day(release.published_at) if isinstance(release, PublishedRelease) else "",
        "answers": context.page_url("answers", query=ANSWERS),
        "preview": context.is_preview,
    }
    return render_to_string("_result_head.html", values)


@remembered(PARTS_KEPT)
def _empty_form(context: RenderContext) -> SafeString:
    if context.is_preview:
        return render_to_string("_share_preview.html")
    return _form(context, SubmittedForm())


@dataclass(frozen=True, slots=True)
class SubmittedForm:
    """What a visitor filled in, and sentences about what is wrong with it."""

    title: str = ""
    title_error: str = ""
    expires: str = KEEP_CHOICES[0][0]
    expires_error: str = ""

    @classmethod
    def of(cls, form: ShareForm, title: str) -> Self:
        """What the form was sent with, without the characters of the title that cannot be shown."""
        expires = form.data.get("expires") or KEEP_CHOICES[0][0]
        return cls(title, errors(form, "title"), expires, errors(form, "expires"))


def _form(context: RenderContext, submitted: SubmittedForm) -> SafeString:
    values = {
        "action": context.page_url("results"),
        "privacy": context.page_url("privacy"),
        "edition": context.release.number,
        "answers": ROWS,
        "title": submitted.title,
        "error": submitted.title_error,
        "most": TITLE_LENGTH,
        "expires_error": submitted.expires_error,
        "times": [(days, name, days == submitted.expires) for days, name in KEEP_CHOICES],
    }
    return render_to_string("_share_form.html", values)


def _inputs(answers: Answers, key: str, zone: str = "") -> list[SafeString]:
    """The answers, the key of the form and the time zone as hidden fields. A script fills in the
    zone."""
    label = ((LABEL_PARAMETER, answers.label),) if answers.label else ()
    fields = (*answers, *label, (ZONE_FIELD, zone))
    return [*(_input(name, value) for name, value in fields), _hidden(KEY_FIELD, key)]


@lru_cache(maxsize=PARTS_KEPT)
def _input(name: str, value: str) -> SafeString:
    return _hidden(name, value)


def _hidden(name: str, value: str) -> SafeString:
    return render_to_string("_hidden.html", {"name": name, "value": value})


# ── What was wrong ───────────────────────────────────────────────────────────────────────


def form_problems(
    context: RenderContext, parsed: ParsedAnswers, form: ShareForm
) -> tuple[Problem, ...]:
    """Every reason not to keep what was sent."""
    title, edition = errors(form, "title"), errors(form, "edition")
    expires = errors(form, "expires")
    return (
        *((Problem(title, "#title"),) if title else ()),
        *((Problem(expires, "#expires"),) if expires else ()),
        *((Problem(f"{edition} {_once_more()}", "#share"),) if edition else ()),
        *_answer_problems(context, parsed),
    )


def errors(form: ShareForm, field: str) -> str:
    """What is wrong with one field, in sentences."""
    return " ".join(map(str, form.errors.get(field, ())))


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
