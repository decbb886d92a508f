"""Answers inside a page: rows of a question and an option, one for each tick."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy

from matcher.admin.base.row_admin import RowFormSet
from matcher.core import NOT_SURE, Question
from matcher.core.answers import AnswerProblem, conflict_among, problem_with
from matcher.draft.compile import compile_vocabulary

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_SENTENCES: "Mapping[AnswerProblem, StrOrPromise]" = {
    "repeated": gettext_lazy("“%(question)s” takes one answer, not several: %(answers)s."),
    "double": gettext_lazy("“%(question)s” has the same answer twice: %(answers)s."),
    "unsure": gettext_lazy("“%(question)s” has “not sure” beside other answers: %(answers)s."),
    "conflict": gettext_lazy("“%(question)s” has answers that exclude each other: %(answers)s."),
}


class AnswerFormSet(RowFormSet):
    """Refuses rows that make no answer together."""

    def clean(self) -> None:
        super().clean()
        if sentences := [*self._problems()]:
            raise ValidationError(sentences)

    def _problems(self) -> Iterator[str]:
        """What is wrong with the answer to each question. A row that is wrong by itself says so."""
        questions = {} if any(self.errors) else compile_vocabulary().index.question_by_slug
        for slug, given in self._given().items():
            if (question := questions.get(slug)) and (sentence := _problem(question, given)):
                yield sentence

    def _given(self) -> Mapping[str, Sequence[str]]:
        """The options of each question by their slugs."""
        given: dict[str, list[str]] = defaultdict(list)
        for row in self.kept_rows():
            if question := row.get("question"):
                option = row.get("option")
                given[question.slug].append(option.slug if option else NOT_SURE)
        return given


def _problem(question: Question, given: Sequence[str]) -> str:
    """What is wrong with the answer, in a sentence; empty where nothing is."""
    twice = [slug for slug in dict.fromkeys(given) if given.count(slug) > 1]
    problem = "double" if twice else problem_with(question, given)
    if problem is None:
        return ""
    named = twice or conflict_among(question, given) or given
    answers = ", ".join(f"“{_label(question, slug)}”" for slug in named)
    return str(_SENTENCES[problem]) % {"question": question.prompt, "answers": answers}


def _label(question: Question, slug: str) -> str:
    option = question.option(slug)
    return option.label if option else _("not sure")
