"""The page on which a buyer compares the ways to get work done: options, own weights, and cost."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.assessment_form import ASSESSMENT
from matcher.core import Axis, Match, write_query
from matcher.core.assessment import assessed_axis
from matcher.core.own_assessment import OwnAssessment
from matcher.editions import Release
from matcher.forms import ShareForm
from matcher.presenters.assessment.fields import (
    Field,
    WayFields,
    WeightField,
    problems,
    way_fields,
    weight_fields,
    whole_fields,
)
from matcher.presenters.assessment.numbers import LICENCE, PLAYBOOK
from matcher.presenters.assessment.view import (
    AssessmentView,
    assessment_form,
    assessment_view,
)
from matcher.presenters.downloads import NAME_FIELD
from matcher.presenters.problems import Problem
from matcher.presenters.share_form import ShareFormView, share_with_answers_in_url
from matcher.presenters.words import assessment_url, edition_sentence
from matcher.web.page import RenderContext


@dataclass(frozen=True, slots=True)
class AssessmentPage:
    """Everything on the page. `view` is None where there is nothing to compare, and `why_not` says
    why; `own` is what the form says, None with it. `action` is empty in a preview, which takes no
    form, and `share` None; `sent`: the form holds what was sent; `refused`: no link was made of it.
    `link` is said to those who come from a link, and empty to others. `name_field` holds the name
    of the work, which a script knows, for a document."""

    view: AssessmentView | None
    own: OwnAssessment | None
    why_not: str
    playbook: str
    licence: str
    problems: tuple[Problem, ...]
    back: str
    action: str
    marker: str
    name_field: str
    brief: str
    workbook: str
    share: ShareFormView | None
    sent: bool
    refused: bool
    link: str
    edition: str
    weights: tuple[WeightField, ...]
    whole: tuple[Field, ...]
    ways: tuple[WayFields, ...]


def assessment_page(
    context: RenderContext,
    match: Match,
    sent: Mapping[str, str] | None = None,
    share: ShareForm | None = None,
    refusals: tuple[Problem, ...] = (),
    *,
    edition_of_link: int | None = None,
) -> AssessmentPage:
    """The page of this match, with the form as it was sent, if it was, and why it was not kept, if
    it should have been; for visitors who come from a link, with what that link stays."""
    axis = assessed_axis(context.taxonomy)
    why_not = _why_not(match, axis)
    if axis is None or why_not:
        return _without(context, match, why_not, refusals)
    taxonomy, query = context.taxonomy, write_query(match.answers)
    form = assessment_form(taxonomy, match, axis, sent)

    def document(extension: str) -> str:
        return context.page_url("live_document", extension, query=query)

    return AssessmentPage(
        view=assessment_view(taxonomy, match, axis, form.own),
        own=form.own,
        why_not="",
        playbook=PLAYBOOK,
        licence=LICENCE,
        problems=(*refusals, *problems(form, taxonomy)),
        back=context.page_url("result", query=query),
        action="" if context.is_preview else assessment_url(context, match, edition_of_link),
        marker=ASSESSMENT,
        name_field=NAME_FIELD,
        brief=document("docx"),
        workbook=document("xlsx"),
        share=None
        if context.is_preview
        else share_with_answers_in_url(context, match.answers, share),
        sent=sent is not None,
        refused=bool(refusals),
        link=_about_link(context.release, edition_of_link) if edition_of_link else "",
        edition=edition_sentence(context.release),
        weights=tuple(weight_fields(form)),
        whole=tuple(whole_fields(form)),
        ways=tuple(way_fields(taxonomy, match, axis, form)),
    )


def _about_link(release: Release, number: int) -> str:
    """Which edition speaks here, and that nothing here changes the link."""
    values = {"then": number, "now": release.number}
    if number == release.number:
        sentence = _("This page and the link that you come from are of the same edition, %(now)s.")
    else:
        sentence = _(
            "The link that you come from has edition %(then)s. This page has today’s, edition "
            "%(now)s, and may say something else."
        )
    stays = _("Nothing here changes that link: what you keep here gets a link of its own.")
    return f"{sentence % values} {stays}"


def _why_not(match: Match, axis: Axis | None) -> str:
    """Why there is nothing to compare; empty where there is."""
    if axis is None:
        return _("This edition does not ask whether to make, buy or automate.")
    if match.outside:
        return _("Your answers describe another kind of buying, which is not compared here.")
    ranking = match.rankings[axis.slug]
    if not ranking.standings:
        return _("Your answers rule out every option.")
    if ranking.top is None:
        return _("No answer yet speaks for or against an option. Answer some questions first.")
    return ""


def _without(
    context: RenderContext, match: Match, why_not: str, refusals: tuple[Problem, ...]
) -> AssessmentPage:
    return AssessmentPage(
        view=None,
        own=None,
        why_not=why_not,
        playbook=PLAYBOOK,
        licence=LICENCE,
        problems=refusals,
        back=context.page_url("result", query=write_query(match.answers)),
        action="",
        marker=ASSESSMENT,
        name_field=NAME_FIELD,
        brief="",
        workbook="",
        share=None,
        sent=False,
        refused=False,
        link="",
        edition=edition_sentence(context.release),
        weights=(),
        whole=(),
        ways=(),
    )
