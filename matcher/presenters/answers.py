"""The check of the answers as its page shows it."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from matcher.core.answers import Answers, Reading, write
from matcher.core.matching import match
from matcher.core.walk import walk
from matcher.presenters.given import given
from matcher.presenters.words import (
    IgnoredShown,
    Pointer,
    and_then,
    ignored,
    progress,
)
from matcher.web.page import Scene

BACK_HERE = "answers"
"""The page that a changed answer leads back to: this one."""


@dataclass(frozen=True, slots=True)
class AnswersShown:
    """Everything on the page."""

    progress: str
    label: str
    without_label: str
    ignored: IgnoredShown | None
    given: SafeString
    open: tuple[Pointer, ...]
    skipped: tuple[Pointer, ...]
    on: str
    result: str
    start: str


def answers_shown(scene: Scene, reading: Reading) -> AnswersShown:
    """The page of all answers, in words."""
    taxonomy, answers = scene.taxonomy, reading.answers
    where = walk(taxonomy, match(taxonomy, answers))
    query = write(answers)
    changing = and_then(query, BACK_HERE)
    label = taxonomy.label_by_slug.get(answers.label)
    return AnswersShown(
        progress=progress(scene, where),
        label=label.names[0] if label else "",
        without_label=scene.address("answers", query=write(Answers(answers.picks))),
        ignored=ignored(taxonomy, reading.ignored),
        given=given(scene, answers, changing),
        open=_pointers(scene, where.open, changing),
        skipped=_pointers(scene, where.skipped, changing),
        on=scene.address("match", query=query) if where.next else "",
        result=scene.address("result", query=query),
        start=scene.address("match"),
    )


def _pointers(scene: Scene, slugs: tuple[str, ...], query: str) -> tuple[Pointer, ...]:
    questions = scene.taxonomy.question_by_slug
    return tuple(
        Pointer(questions[slug].prompt, scene.address("question", slug, query=query))
        for slug in slugs
    )
