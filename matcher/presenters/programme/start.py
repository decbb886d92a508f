"""The page that says what a programme is and makes one."""

from dataclasses import dataclass

from matcher.presenters.problems import Problem
from matcher.presenters.programme.upload import FileField, file_field
from matcher.presenters.share_form import ShareFormView, form_to_keep
from matcher.programme_form import NAMES_FIELD, ProgrammeForm
from matcher.programmes import MAX_ROWS
from matcher.web.page import RenderContext


@dataclass(frozen=True, slots=True)
class NamesField:
    """The field that takes a list of names, empty or as it was typed."""

    name: str
    text: str
    problems: tuple[Problem, ...]
    most: int


def names_field(text: str = "", problems: tuple[str, ...] = (), *, room: int) -> NamesField:
    """The field for so many names as there is room."""
    listed = tuple(Problem(problem, f"#{NAMES_FIELD}") for problem in problems)
    return NamesField(NAMES_FIELD, text, listed, room)


@dataclass(frozen=True, slots=True)
class StartPage:
    """The form, empty or as it was sent, and everything that is wrong with it. `form` is None in a
    preview, in which nothing can be kept."""

    problems: tuple[Problem, ...]
    names: NamesField
    file: FileField
    form: ShareFormView | None


def start_page(
    context: RenderContext,
    sent: ProgrammeForm | None = None,
    refusal: str = "",
    *,
    file_error: str = "",
) -> StartPage:
    """The page, with a reason why what was sent was refused as a whole, if it was, and with what is
    wrong with the file."""
    names = (
        names_field(sent.typed.text, sent.typed.problems, room=MAX_ROWS)
        if sent
        else names_field(room=MAX_ROWS)
    )
    file = file_field(
        excel=context.page_url("template_excel"),
        csv=context.page_url("template_csv"),
        error=file_error,
    )
    keeping = sent.keeping if sent else None
    form = form_to_keep(context.page_url("programmes"), keeping)
    errors = (Problem(form.title_error, "#title"), Problem(form.expires_error, "#expires"))
    return StartPage(
        problems=(
            *((Problem(refusal, f"#{NAMES_FIELD}"),) if refusal else ()),
            *names.problems,
            *file.problems,
            *(error for error in errors if error.sentence),
        ),
        names=names,
        file=file,
        form=None if context.is_preview else form,
    )
