"""What was answered so far, as the rows of a description list."""

from functools import lru_cache

from django.utils.safestring import SafeString

from matcher.core.answers import Answers
from matcher.presenters.words import answer_label
from matcher.web.page import ANSWERS, PARTS_KEPT, ROWS, Scene, draw, filled


def given(scene: Scene, answers: Answers, query: str) -> SafeString:
    """The answers in the order asked. The query is that of the links to change one."""
    return filled(ROWS, rows=_rows(scene, answers), query=query)


def given_card(scene: Scene, answers: Answers, query: str) -> SafeString:
    """The same, as it stands beside a question."""
    return filled(_card(scene, bool(answers)), rows=_rows(scene, answers), query=query)


@lru_cache(maxsize=PARTS_KEPT)
def _card(scene: Scene, some: bool) -> SafeString:
    context = {
        "rows": ROWS if some else "",
        "check": scene.address("answers", query=ANSWERS),
        "start": scene.address("match"),
    }
    return draw("_given_card.html", context)


def _rows(scene: Scene, answers: Answers) -> list[SafeString]:
    return [_row(scene, slug, option) for slug, option in answers]


@lru_cache(maxsize=PARTS_KEPT)
def _row(scene: Scene, slug: str, option: str) -> SafeString:
    question = scene.taxonomy.question_by_slug[slug]
    context = {
        "prompt": question.prompt,
        "answer": answer_label(question, option),
        "href": scene.address("question", slug, query=ANSWERS),
    }
    return draw("_given.html", context)
