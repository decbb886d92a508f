"""What is wrong with a cell of a spreadsheet, in a sentence that says what was expected."""

from django.utils.translation import gettext as _, gettext_lazy

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
        case "nowhere" | "ambiguous" | "itself" | "chained" | "left-out":
            return str(_REFERENCE_PROBLEMS[problem.reason]) % {"text": shortened(problem.text)}
    return _about_answer(taxonomy, columns[problem.column], problem)


_REFERENCE_PROBLEMS = {
    "nowhere": gettext_lazy(
        "No row of the file is called “%(text)s”. Expected: the name of a row, or its number."
    ),
    "ambiguous": gettext_lazy(
        "More than one row of the file is called “%(text)s”. Write the number of the one that is "
        "meant, or give it a name of its own."
    ),
    "itself": gettext_lazy("“%(text)s” is this row itself. Name another, or leave the cell empty."),
    "chained": gettext_lazy(
        "“%(text)s” takes its answers from another row itself. Name that one, or leave the cell "
        "empty."
    ),
    "left-out": gettext_lazy(
        "“%(text)s” cannot be read, so nothing can be taken from it. Correct that row first."
    ),
}


def _about_retired(taxonomy: Taxonomy, question: Question, option: str) -> str:
    """What to choose in the place of an answer that an earlier edition had."""
    retired = taxonomy.index.retired_by_answer[question.slug, option]
    no_longer = _("“%(text)s” is no longer an answer.") % {"text": retired.name or retired.option}
    questions = taxonomy.index.question_by_slug
    instead = [
        f"{questions[each.question].prompt} {answer_label(questions[each.question], each.option)}"
        for each in retired.instead
        if each.question in questions
    ]
    if instead:
        return f"{no_longer} {_('In its place: %(answers)s.') % {'answers': '; '.join(instead)}}"
    expected = _("Nothing takes its place. Expected: %(labels)s.") % {"labels": _labels(question)}
    return f"{no_longer} {expected}"


def _about_answer(taxonomy: Taxonomy, slug: str, problem: SheetProblem) -> str:
    question, text = taxonomy.index.question_by_slug[slug], {"text": shortened(problem.text)}
    match problem.reason:
        case "retired":
            return _about_retired(taxonomy, question, problem.text)
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
