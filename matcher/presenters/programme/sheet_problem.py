"""What is wrong with a cell of a spreadsheet, in a sentence that says what was expected."""

from django.utils.translation import gettext as _

from matcher.core import NOT_SURE, Question, Taxonomy
from matcher.core.programme_sheet import Columns, SheetProblem
from matcher.presenters.words import answer_label, shortened
from matcher.programme_form import name_problem


def problem_sentence(taxonomy: Taxonomy, columns: Columns, problem: SheetProblem) -> str:
    """The sentence about this problem, where the columns are used so."""
    match problem.reason:
        case "nameless":
            return _("There is no name.")
        case "width":
            return _("There is something beyond the last heading. Is a cell cut at a comma?")
        case "formula":
            failed = _("“%(text)s” is what a spreadsheet writes where a formula failed.")
            return f"{failed % {'text': problem.text}} {_('Write the content itself.')}"
        case "control" | "unseen" | "long":
            return _("The name: %(problem)s") % {"problem": name_problem(problem.text)}
    return _about_answer(taxonomy.index.question_by_slug[columns[problem.column]], problem)


def _about_answer(question: Question, problem: SheetProblem) -> str:
    text = {"text": shortened(problem.text)}
    match problem.reason:
        case "repeated":
            return _("“%(text)s” is more than one answer, and there can be one only.") % text
        case "double":
            return _("“%(text)s” says the same more than once.") % text
        case "unsure":
            return _("“%(text)s” is an answer and “not sure” at once.") % text
        case "conflict":
            return _("In “%(text)s”, two answers exclude each other.") % text
    unknown = _("“%(text)s” is none of the answers. Expected: %(labels)s.")
    return unknown % {**text, "labels": _labels(question)}


def _labels(question: Question) -> str:
    options = (*(option.slug for option in question.options), NOT_SURE)
    return "; ".join(answer_label(question, option) for option in options)
