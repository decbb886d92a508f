"""Words that several pages share: points, answers, links to questions, how far the visitor is,
and what in the address could not be used."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.template import loader
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from matcher.core.answers import Answers, Ignored, write
from matcher.core.rules import NOT_SURE
from matcher.core.taxonomy.values import HUNDREDTHS, Axis, Question, Taxonomy
from matcher.core.walk import Walk
from matcher.web.page import PARTS_KEPT, Scene, address
from matcher.web.request_input import THEN

NAMED = 5
"""How many unusable parts of an address are named one by one."""

LONGEST_NAMED = 60
"""Characters of a stranger's text that a page repeats."""

CONFIDENCE = {
    "clear": gettext_lazy("Clear"),
    "likely": gettext_lazy("Likely"),
    "close-call": gettext_lazy("Close call"),
    "provisional": gettext_lazy("Provisional"),
}


def points(hundredths: int) -> str:
    """Points as people write them: 2050 is 20.5, and a minus is a minus sign."""
    return f"{hundredths / HUNDREDTHS:g}".replace("-", "−")


@lru_cache
def axis_icon(axis: str) -> SafeString:
    """The picture of an axis, as inline SVG; an axis without one of its own has a plain one."""
    return SafeString(loader.render_to_string([f"icons/{axis}.svg", "icons/axis.svg"]))


@dataclass(frozen=True, slots=True)
class Tag:
    """The name of an axis beside its picture."""

    slug: str
    name: str
    icon: SafeString


def tag(axis: Axis) -> Tag:
    """The tag of an axis."""
    return Tag(axis.slug, axis.name, axis_icon(axis.slug))


# ── Answers and questions ────────────────────────────────────────────────────────────────


def answer_label(question: Question, option: str) -> str:
    """The answer in words; empty for one that the question does not know."""
    if option == NOT_SURE:
        return _("I’m not sure")
    found = question.option(option)
    return found.label if found else ""


def write_step(answers: Answers, then: str = "") -> str:
    """The query string of a step: the answers, and where the visitor goes afterwards."""
    return and_then(write(answers), then)


def and_then(query: str, then: str) -> str:
    """The query string with the page, if any, that the visitor goes to afterwards."""
    return "&".join(filter(None, (query, then and f"{THEN}={then}")))


@dataclass(frozen=True, slots=True)
class Pointer:
    """A link to a question."""

    prompt: str
    href: str


def pointers(
    request: HttpRequest, taxonomy: Taxonomy, slugs: Iterable[str], query: str
) -> tuple[Pointer, ...]:
    """Links to these questions, with the answers of the query kept."""
    return tuple(
        Pointer(
            taxonomy.question_by_slug[slug].prompt, address(request, "question", slug, query=query)
        )
        for slug in slugs
    )


# ── How far ──────────────────────────────────────────────────────────────────────────────


def progress(scene: Scene, where: Walk) -> str:
    """How far the visitor is, in honest words."""
    return _progress(scene.language, len(where.answered), where.least, where.most)


@lru_cache(maxsize=PARTS_KEPT)
def _progress(language: str | None, answered: int, least: int, most: int) -> str:
    return f"{_done(answered)}, {_to_go(least, most)}"


def _done(count: int) -> str:
    if not count:
        return _("Nothing answered yet")
    return ngettext("%(count)s answered", "%(count)s answered", count) % {"count": count}


def _to_go(least: int, most: int) -> str:
    if not most:
        return _("nothing left to ask")
    if least == most:
        return _("%(most)s to go") % {"most": most}
    return _("%(least)s to %(most)s to go") % {"least": least, "most": most}


# ── What could not be used ───────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class IgnoredShown:
    """Sentences about the parts of an address that could not be used, and how many more."""

    sentences: tuple[str, ...]
    more: str


def ignored(taxonomy: Taxonomy, found: tuple[Ignored, ...]) -> IgnoredShown | None:
    """What to say about unusable parts of an address; None when there are none."""
    if not found:
        return None
    return IgnoredShown(
        sentences=tuple(_sentence(taxonomy, one) for one in found[:NAMED]),
        more=_more(len(found) - NAMED),
    )


def _more(rest: int) -> str:
    if rest <= 0:
        return ""
    return ngettext("And %(rest)s more.", "And %(rest)s more.", rest) % {"rest": rest}


def _sentence(taxonomy: Taxonomy, one: Ignored) -> str:
    question = taxonomy.question_by_slug.get(one.name)
    names = {
        "name": question.prompt if question else _short(one.name),
        "value": _short(one.value),
    }
    return str(_FAULTS[one.fault]) % names


_FAULTS = {
    "question": gettext_lazy("“%(name)s” is not one of the questions."),
    "option": gettext_lazy(
        "“%(value)s” is not, or no longer, an answer to “%(name)s”, which counts as unanswered."
    ),
    "label": gettext_lazy("We know no label “%(value)s”."),
    "repeated": gettext_lazy(
        "“%(name)s” is given more than once with different answers, and counts as unanswered."
    ),
}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_NAMED else f"{text[:LONGEST_NAMED]}…"
