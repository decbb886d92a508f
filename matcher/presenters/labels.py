"""The label dictionary, ready to be shown."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matcher.core.answers import Answers, write
from matcher.core.taxonomy.values import Candidate, Label, Outcome, Taxonomy
from matcher.presenters.family import FactShown, notes_shown, outcome_address
from matcher.presenters.words import Tag, tag
from matcher.web.page import Scene
from matcher.web.prose import prose
from matcher.wording import both

TOPIC = "labels"
"""The topic of the notes that belong to this page."""


@dataclass(frozen=True, slots=True)
class CandidateShown:
    """An outcome that a label may mean, and when."""

    name: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class LabelShown:
    """A label. `tag` is that of the decision it speaks about, None for none of ours."""

    slug: str
    names: str
    tag: Tag | None
    meaning: str
    candidates: tuple[CandidateShown, ...]
    leaves_open: str
    asks: SafeString
    start: str


@dataclass(frozen=True, slots=True)
class LabelsShown:
    """Everything on the page."""

    labels: tuple[LabelShown, ...]
    notes: tuple[FactShown, ...]


def labels_shown(scene: Scene) -> LabelsShown:
    """All labels in their order."""
    return LabelsShown(
        labels=tuple(_label(scene, label) for label in scene.taxonomy.labels),
        notes=notes_shown(scene.taxonomy, TOPIC),
    )


def leaves_open(taxonomy: Taxonomy, label: Label) -> str:
    """Which decisions the label says nothing about."""
    others = tuple(axis.name for axis in taxonomy.axes if axis.slug != label.axis)
    return _("It says nothing about: %(axes)s.") % {"axes": both(others)}


def _label(scene: Scene, label: Label) -> LabelShown:
    taxonomy = scene.taxonomy
    axis = taxonomy.axis_by_slug.get(label.axis)
    return LabelShown(
        slug=label.slug,
        names=", ".join(label.names),
        tag=tag(axis) if axis else None,
        meaning=label.meaning,
        candidates=tuple(
            CandidateShown(outcome.name, outcome_address(scene, outcome), candidate.note)
            for candidate, outcome in _candidates(taxonomy, label)
        ),
        leaves_open=leaves_open(taxonomy, label),
        asks=prose(label.asks),
        start=scene.address("match", query=write(Answers(label=label.slug))),
    )


def _candidates(taxonomy: Taxonomy, label: Label) -> list[tuple[Candidate, Outcome]]:
    """The candidates with their outcomes, on whichever axis these are."""
    return [
        (candidate, outcome)
        for candidate in label.candidates
        for outcome in taxonomy.outcomes
        if outcome.slug == candidate.outcome and label.axis in ("", outcome.axis)
    ]
