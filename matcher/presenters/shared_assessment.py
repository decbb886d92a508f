"""The assessment that is kept with a result, as everybody with the link reads it."""

from dataclasses import dataclass

from django.http import HttpRequest

from matcher.assessment_form import ASSESSMENT, fields_of
from matcher.core.assessment import assessed_axis
from matcher.presenters.assessment.numbers import LICENCE, PLAYBOOK
from matcher.presenters.assessment.view import AssessmentView, assessment_view
from matcher.presenters.downloads import Downloads, shared_downloads
from matcher.presenters.words import assessment_url, day
from matcher.sharing import StoredResult
from matcher.web.page import RenderContext


@dataclass(frozen=True, slots=True)
class SharedAssessment:
    """Everything on the page. `action` and `fields` are a form that begins another assessment with
    the same numbers, which leaves this one as it is."""

    view: AssessmentView
    title: str
    edition: int
    created_at: str
    back: str
    downloads: Downloads
    action: str
    fields: tuple[tuple[str, str], ...]
    playbook: str
    licence: str


def shared_assessment(
    request: HttpRequest, stored: StoredResult, context: RenderContext
) -> SharedAssessment | None:
    """The page of this result, with the texts of its edition; None where no assessment was kept."""
    axis = assessed_axis(context.taxonomy)
    if stored.assessment is None or axis is None:
        return None
    return SharedAssessment(
        view=assessment_view(context.taxonomy, stored.match, axis, stored.assessment),
        title=stored.title,
        edition=stored.edition,
        created_at=day(stored.created_at),
        back=context.page_url("shared", stored.token),
        downloads=shared_downloads(request, stored.token),
        action=assessment_url(context, stored.match, stored.edition),
        fields=((ASSESSMENT, "1"), *fields_of(stored.assessment).items()),
        playbook=PLAYBOOK,
        licence=LICENCE,
    )
