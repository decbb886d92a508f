"""A programme that was opened by one of its links, and the guards of the views that show or edit
one: a page for each error that they raise."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt

from matcher.core import Taxonomy
from matcher.hourly_limit import LimitReached
from matcher.programme_form import number_in
from matcher.programme_uploads import NoUpload
from matcher.programmes import (
    EDITS,
    GoneProgramme,
    GoneRespondent,
    GoneRow,
    StoredProgramme,
    StoredRow,
    UnknownProgramme,
    UnknownRespondent,
    UnknownRow,
    open_programme,
    open_to_edit,
)
from matcher.web.client import client_address, is_from_another_site
from matcher.web.errors import NextLink, cross_site, problem_page, start_link, too_many
from matcher.web.guard import get_only, get_or_post, too_many_keys
from matcher.web.page import RenderContext, page_url, render_context


@dataclass(frozen=True, slots=True)
class OpenProgramme:
    """A programme, and the link by which it was opened: its token, and for whoever may edit it the
    key, which is empty for everybody else."""

    stored: StoredProgramme
    context: RenderContext
    token: str
    key: str = ""

    @property
    def taxonomy(self) -> Taxonomy:
        return self.stored.taxonomy

    @property
    def may_edit(self) -> bool:
        return bool(self.key)

    @property
    def url(self) -> str:
        """The page of the programme, to read or to edit."""
        return self.editing("edit") if self.key else self.reading("programme")

    def reading(self, name: str) -> str:
        """The URL of a page for everybody who has the link."""
        return self.context.page_url(name, self.token)

    def editing(self, name: str, *args: str) -> str:
        """The URL of a page for whoever has the key."""
        return self.context.page_url(f"programme_{name}", self.token, self.key, *args)

    def reopened(self) -> "OpenProgramme":
        """The same as it is kept now. Raises GoneProgramme."""
        return replace(self, stored=open_programme(self.token))

    @property
    def back(self) -> NextLink:
        """The link back to the page of the programme."""
        return NextLink(_("Back to the programme"), self.url)

    def redirect(self, name: str = "edit", *args: str) -> HttpResponse:
        """Go to a page of it, after something was changed."""
        return HttpResponseRedirect(self.editing(name, *args), status=HTTPStatus.SEE_OTHER)


def open_row(opened: OpenProgramme, number: str) -> StoredRow:
    """The row whose number stands in an address. Raises UnknownRow and GoneRow."""
    wanted = number_in(number)
    if wanted is None:
        raise UnknownRow
    return opened.stored.row(wanted)


# ── Guards ───────────────────────────────────────────────────────────────────────────────

ProgrammeView = Callable[..., HttpResponse]


def for_its_readers(view: ProgrammeView) -> ProgrammeView:
    """Let a view show a programme to whoever has its link."""
    return cache_control(private=True, no_store=True)(get_only(_opened_to_read(view)))


def feed_for_its_readers(view: ProgrammeView) -> ProgrammeView:
    """The same for what a feed reader keeps and asks for again and again."""
    return get_only(_opened_to_read(view))


def steps_for_its_readers(view: ProgrammeView) -> ProgrammeView:
    """Let a view do a step of the work on a programme, for whoever has its link. What another site
    sends is refused."""

    @csrf_exempt  # guarded by is_from_another_site, without a cookie
    @never_cache
    @get_or_post
    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        if request.method == "POST" and is_from_another_site(request):
            return cross_site(request)
        return _opened_to_read(view)(request, token)

    return guarded


def _opened_to_read(view: ProgrammeView) -> ProgrammeView:
    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        try:
            stored = open_programme(token)
        except (UnknownProgramme, GoneProgramme) as error:
            response = no_programme(request, error)
        else:
            context = render_context(request, stored.release)
            response = view(request, OpenProgramme(stored, context, token))
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return opened


def for_its_editors(view: ProgrammeView) -> ProgrammeView:
    """Let a view show and change a programme for whoever has its key. What another site sends, a
    wrong key and whatever is gone are answered with a page that explains the error."""

    @csrf_exempt  # guarded by is_from_another_site, without a cookie
    @never_cache
    @get_or_post
    @wraps(view)
    def guarded(request: HttpRequest, token: str, key: str, **parts: str) -> HttpResponse:
        if request.method == "POST" and is_from_another_site(request):
            return cross_site(request)
        try:
            stored = open_to_edit(token, key, client=client_address(request))
        except (UnknownProgramme, GoneProgramme) as error:
            return no_programme(request, error)
        except LimitReached as limit:
            return too_many_keys(request, limit)
        opened = OpenProgramme(stored, render_context(request, stored.release), token, key)
        return _answer(view, request, opened, parts)

    return guarded


def _answer(
    view: ProgrammeView, request: HttpRequest, opened: OpenProgramme, parts: dict[str, str]
) -> HttpResponse:
    try:
        return view(request, opened, **parts)
    except GoneProgramme as error:
        return no_programme(request, error)
    except (UnknownRow, GoneRow) as error:
        return _no_row(request, opened, error)
    except NoUpload:
        return _no_upload(request, opened)
    except (UnknownRespondent, GoneRespondent) as error:
        return _no_respondent(request, opened, error)
    except LimitReached as limit:
        return too_many_edits(request, limit)


# ── What can be wrong ────────────────────────────────────────────────────────────────────


def no_programme(request: HttpRequest, error: UnknownProgramme | GoneProgramme) -> HttpResponse:
    """404 or 410: there is no programme under a link."""
    links = NextLink(_("Classify a list"), page_url(request, "programmes")), start_link(request)
    if isinstance(error, GoneProgramme):
        return problem_page(
            request,
            HTTPStatus.GONE,
            title=_("This programme is no longer here"),
            sentences=(
                _("It was deleted by somebody who may edit it, or it has expired."),
                _("We keep no copy of its names and answers."),
            ),
            links=links,
        )
    return problem_page(
        request,
        HTTPStatus.NOT_FOUND,
        title=_("There is no programme under this link"),
        sentences=(
            _("The link may have been copied in part. Ask whoever sent it to send it again."),
        ),
        links=links,
    )


def _no_row(
    request: HttpRequest, opened: OpenProgramme, error: UnknownRow | GoneRow
) -> HttpResponse:
    """404 or 410: there is no such row."""
    gone = isinstance(error, GoneRow)
    return problem_page(
        request,
        HTTPStatus.GONE if gone else HTTPStatus.NOT_FOUND,
        title=_("This row was deleted") if gone else _("There is no such row"),
        sentences=(
            _("Somebody who may edit the programme has deleted it, with its answers.")
            if gone
            else _("The address may have been copied in part."),
        ),
        links=(opened.back,),
    )


def _no_upload(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """410: the file was forgotten, or there never was one."""
    return problem_page(
        request,
        HTTPStatus.GONE,
        title=_("This file is no longer here"),
        sentences=(
            _(
                "A file is deleted after a day where its rows were not added, or its other columns "
                "were not to be kept. Rows that were added stay."
            ),
        ),
        links=(opened.back,),
    )


def _no_respondent(
    request: HttpRequest, opened: OpenProgramme, error: UnknownRespondent | GoneRespondent
) -> HttpResponse:
    """404 or 410: nobody of that number answers the row."""
    gone = isinstance(error, GoneRespondent)
    return problem_page(
        request,
        HTTPStatus.GONE if gone else HTTPStatus.NOT_FOUND,
        title=_("This person no longer answers the row")
        if gone
        else _("Nobody of that number answers the row"),
        sentences=(
            _("Somebody who may edit the programme has removed them, with their answers.")
            if gone
            else _("The address may have been copied in part."),
        ),
        links=(opened.back,),
    )


def no_question(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """404: the edition of the programme does not ask this."""
    return problem_page(
        request,
        HTTPStatus.NOT_FOUND,
        title=_("There is no such question"),
        sentences=(_("The edition that this programme was made with does not ask it."),),
        links=(opened.back,),
    )


def no_review(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """404: there is no day to look at the row again."""
    return problem_page(
        request,
        HTTPStatus.NOT_FOUND,
        title=_("No day is set for its review"),
        sentences=(_("Set one on the page of the row, then download it."),),
        links=(opened.back,),
    )


def no_briefs(request: HttpRequest, opened: OpenProgramme, count: int, most: int) -> HttpResponse:
    """400: there are no rows, or too many, to make one document of."""
    why = _(
        "A document holds %(most)s rows at most, with a brief of each, and these are %(count)s. "
        "The workbook holds all rows."
    )
    return problem_page(
        request,
        HTTPStatus.BAD_REQUEST,
        title=_("These rows make no document"),
        sentences=(
            why % {"most": most, "count": f"{count:,}"} if count else _("No row was chosen."),
            _("Tick rows in the table, or choose some by their verdict or family, then try again."),
        ),
        links=(opened.back, NextLink(_("The workbook"), opened.reading("programme_xlsx"))),
    )


def too_many_edits(request: HttpRequest, limit: LimitReached) -> HttpResponse:
    """429: the programme was changed too often within the hour."""
    why = ngettext(
        "This programme was changed %(most)s time within this hour, which is the most that we "
        "allow. Go back in your browser: what you filled in is still there.",
        "This programme was changed %(most)s times within this hour, which is the most that we "
        "allow. Go back in your browser: what you filled in is still there.",
        EDITS.most,
    ) % {"most": f"{EDITS.most:,}"}
    again = NextLink(_("Open this page again"), request.path)
    return too_many(request, why=why, seconds=limit.seconds, links=(again, start_link(request)))
