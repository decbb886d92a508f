"""The page of the label dictionary."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matcher.core import Answers, Candidate, Label, Outcome, Taxonomy, write_query
from matcher.core.taxonomy.topics import NoteTopic
from matcher.presenters.family import FactView, note_views, outcome_url
from matcher.presenters.words import Tag, tag
from matcher.web.page import RenderContext
from matcher.web.prose import prose
from matcher.wording import join_and


@dataclass(frozen=True, slots=True)
class CandidateView:
    """An outcome that a label may mean, and when."""

    name: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class LabelView:
    """A label. `tag` is that of the axis it speaks about; None if it is not one of ours."""

    slug: str
    names: str
    tag: Tag | None
    meaning: str
    candidates: tuple[CandidateView, ...]
    leaves_open: str
    asks: SafeString
    start: str


@dataclass(frozen=True, slots=True)
class LabelsView:
    """Everything on the page."""

    labels: tuple[LabelView, ...]
    notes: tuple[FactView, ...]


def labels_view(context: RenderContext) -> LabelsView:
    """All labels in their order."""
    return LabelsView(
        labels=tuple(_label(context, label) for label in context.taxonomy.labels),
        notes=note_views(context.taxonomy, NoteTopic.LABELS),
    )


def leaves_open(taxonomy: Taxonomy, label: Label) -> str:
    """Which decisions the label says nothing about."""
    others = tuple(axis.name for axis in taxonomy.axes if axis.slug != label.axis)
    return _("It says nothing about: %(axes)s.") % {"axes": join_and(others)}


def _label(context: RenderContext, label: Label) -> LabelView:
    taxonomy = context.taxonomy
    axis = taxonomy.index.axis_by_slug.get(label.axis)
    return LabelView(
        slug=label.slug,
        names=", ".join(label.names),
        tag=tag(axis) if axis else None,
        meaning=label.meaning,
        candidates=tuple(
            CandidateView(outcome.name, outcome_url(context, outcome), candidate.note)
            for candidate, outcome in _candidates(taxonomy, label)
        ),
        leaves_open=leaves_open(taxonomy, label),
        asks=prose(label.asks),
        start=context.page_url("match", query=write_query(Answers(label=label.slug))),
    )


def _candidates(taxonomy: Taxonomy, label: Label) -> list[tuple[Candidate, Outcome]]:
    """The candidates with their outcomes, on whichever axis these are."""
    return [
        (candidate, outcome)
        for candidate in label.candidates
        for outcome in taxonomy.outcomes
        if outcome.slug == candidate.outcome and label.axis in ("", outcome.axis)
    ]
