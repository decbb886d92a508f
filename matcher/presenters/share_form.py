"""What a live result has and a stored one has not: a head with things to do, the form that keeps
the result, and what was wrong with what that form sent."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Self

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matcher.core.answers import LABEL, Answers, Reading, write
from matcher.forms import KEEP_CHOICES, ShareForm, is_plain
from matcher.models.results import TITLE_LENGTH
from matcher.presenters.words import ignored
from matcher.web.page import ANSWERS, PARTS_KEPT, ROWS, Scene, filled


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and the part of the page to go to; empty where there is none."""

    sentence: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class LiveShown:
    """The head, the problems to name at the top, and the form at the end."""

    head: SafeString
    problems: tuple[Problem, ...]
    form: SafeString


def live_shown(scene: Scene, answers: Answers) -> LiveShown:
    """The page of these answers."""
    return LiveShown(
        head=filled(_head(scene), query=write(answers)),
        problems=(),
        form=filled(_empty_form(scene), rows=_inputs(answers)),
    )


def refused_shown(
    scene: Scene, answers: Answers, problems: tuple[Problem, ...], form: ShareForm
) -> LiveShown:
    """The page of these answers again, with what is wrong, and the title to be put right."""
    title = "".join(sign for sign in form.data.get("title", "") if is_plain(sign))
    return LiveShown(
        head=filled(_head(scene), query=write(answers)),
        problems=problems,
        form=filled(_form(scene, Filled.of(form, title)), rows=_inputs(answers)),
    )


def day(moment: datetime) -> str:
    """The day of a moment, written out: “22 November 2026”."""
    return date_format(moment, "j F Y")


@lru_cache(maxsize=PARTS_KEPT)
def _head(scene: Scene) -> SafeString:
    context = {
        "edition": scene.edition.number,
        "date": day(scene.edition.published_at),
        "answers": scene.address("answers", query=ANSWERS),
        "preview": scene.is_preview,
    }
    return render_to_string("_result_head.html", context)


@lru_cache(maxsize=PARTS_KEPT)
def _empty_form(scene: Scene) -> SafeString:
    if scene.is_preview:
        return render_to_string("_share_preview.html")
    return _form(scene, Filled())


@dataclass(frozen=True, slots=True)
class Filled:
    """What a visitor filled in, and what is wrong with it, in words."""

    title: str = ""
    title_error: str = ""
    expires: str = KEEP_CHOICES[0][0]
    expires_error: str = ""

    @classmethod
    def of(cls, form: ShareForm, title: str) -> Self:
        """What the form was sent with, but for signs of the title that cannot be shown."""
        expires = form.data.get("expires") or KEEP_CHOICES[0][0]
        return cls(title, errors(form, "title"), expires, errors(form, "expires"))


def _form(scene: Scene, sent: Filled) -> SafeString:
    context = {
        "action": scene.address("results"),
        "privacy": scene.address("privacy"),
        "edition": scene.edition.number,
        "answers": ROWS,
        "title": sent.title,
        "error": sent.title_error,
        "most": TITLE_LENGTH,
        "expires_error": sent.expires_error,
        "times": [(days, name, days == sent.expires) for days, name in KEEP_CHOICES],
    }
    return render_to_string("_share_form.html", context)


def _inputs(answers: Answers) -> list[SafeString]:
    """The answers as hidden fields."""
    label = ((LABEL, answers.label),) if answers.label else ()
    return [_input(name, value) for name, value in (*answers, *label)]


@lru_cache(maxsize=PARTS_KEPT)
def _input(name: str, value: str) -> SafeString:
    return render_to_string("_hidden.html", {"name": name, "value": value})


# ── What was wrong ───────────────────────────────────────────────────────────────────────


def problems(scene: Scene, said: Reading, form: ShareForm) -> tuple[Problem, ...]:
    """Everything that stands against keeping what was sent."""
    title, edition = errors(form, "title"), errors(form, "edition")
    expires = errors(form, "expires")
    return (
        *((Problem(title, "#title"),) if title else ()),
        *((Problem(expires, "#expires"),) if expires else ()),
        *((Problem(f"{edition} {_once_more()}", "#share"),) if edition else ()),
        *_answer_problems(scene, said),
    )


def errors(form: ShareForm, field: str) -> str:
    """What is wrong with one field, in words."""
    return " ".join(map(str, form.errors.get(field, ())))


def _once_more() -> str:
    return _("If you agree with it, create the link once more.")


def _answer_problems(scene: Scene, said: Reading) -> tuple[Problem, ...]:
    """What was sent as an answer and is none, or that there was no answer at all."""
    unused = ignored(scene.taxonomy, said.ignored)
    if unused:
        without = _("This is the result without it.")
        sentences = (*unused.sentences, unused.more, f"{without} {_once_more()}")
        return tuple(Problem(sentence) for sentence in sentences if sentence)
    if not said.answers.picks:
        return (Problem(_("Nothing is answered yet, so there is nothing to keep.")),)
    return ()
