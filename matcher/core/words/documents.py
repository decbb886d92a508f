"""The taxonomy as texts that speak for families."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import (
    Evidence,
    Label,
    Outcome,
    Profile,
    Question,
    ServiceLine,
)

STRONG = 2
"""The strength from which on an option is taken as a text about a family."""

STRONGEST = 3

_CITATION = re.compile(r"\(\[[^]]*\]\([^)]*\)(?:[;,]? ?\[[^]]*\]\([^)]*\))*\)")
_LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")


class Document(NamedTuple):
    """A text, which families it speaks for and how much, and of what kind it is: the texts of a
    kind, or of a service line, form one group of their family."""

    group: str
    text: str
    shares: Mapping[str, float]
    line: bool = False


class Source(NamedTuple):
    """Subjects, which are families or the options of a question, and texts that speak for them."""

    subjects: tuple[str, ...]
    documents: tuple[Document, ...]


def family_source(taxonomy: Taxonomy) -> Source:
    """The families, and every text of the taxonomy that speaks for one of them."""
    axis = family_axis(taxonomy)
    families = [outcome for outcome in taxonomy.outcomes if outcome.axis == axis]
    texts = (
        *(document for family in families for document in _of_family(family)),
        *_of_labels(taxonomy, families, axis),
        *_of_evidence(taxonomy, axis),
        *_of_options(taxonomy, axis),
    )
    return _source([family.slug for family in families], texts)


def option_source(taxonomy: Taxonomy, question: Question) -> Source:
    """The options of the question, and what speaks for them: their own words, and the service lines
    that they are typical of."""
    options = [option.slug for option in question.options]
    lines = (line for outcome in taxonomy.outcomes for line in outcome.service_lines)
    texts = (
        *(
            Document("option", f"{option.label}. {option.hint}", {option.slug: 1.0})
            for option in question.options
        ),
        *(document for line in lines for document in _of_typical(line, question, set(options))),
    )
    return _source(options, texts)


def _source(subjects: Iterable[str], texts: Iterable[Document]) -> Source:
    plain = (each._replace(text=without_sources(each.text)) for each in texts)
    return Source(tuple(subjects), tuple(each for each in plain if each.text))


def family_axis(taxonomy: Taxonomy) -> str:
    """The axis whose outcomes are described in full; empty without one."""
    return next((each.axis for each in taxonomy.outcomes if each.profile is not None), "")


def without_sources(text: str) -> str:
    """The text without citations, and with the words of its other links."""
    plain = _LINK.sub(r"\1", _CITATION.sub("", text)) if "](" in text else text
    return " ".join(plain.split())


def _of_family(family: Outcome) -> Iterator[Document]:
    own = {family.slug: 1.0}
    for line in family.service_lines:
        for text in (f"{line.name}. {line.note}", *line.tasks):
            yield Document(line.slug, text, own, line=True)
    for kpi in family.kpis:
        yield Document("kpi", f"{kpi.name}. {kpi.formula}", own)
    for confusion in family.confusions:
        yield Document("confusion", confusion.goes_wrong, own)
    for row in (*family.risks, *family.criteria):
        yield Document("risk", row.text, own)
    if family.profile:
        yield from _of_profile(family, family.profile, own)


def _of_profile(family: Outcome, profile: Profile, own: Mapping[str, float]) -> Iterator[Document]:
    yield Document("family", f"{family.name}. {family.summary} {profile.definition}", own)
    yield Document("work", f"{profile.served} {profile.channels} {profile.systems}", own)
    about = (profile.staffing, profile.quality, profile.training, profile.automation)
    yield Document("running", " ".join(about), own)


def _of_labels(taxonomy: Taxonomy, families: list[Outcome], axis: str) -> Iterator[Document]:
    """What vendors call it: a label of several families speaks for each of them with its share."""
    meant: dict[str, list[str]] = {}
    for label in taxonomy.labels:
        for name, slug in _meanings(label, axis):
            meant.setdefault(name, []).append(slug)
    for family in families:
        for name in family.vendor_labels:
            meant.setdefault(name.lower(), []).append(family.slug)
    for name, slugs in meant.items():
        named = dict.fromkeys(slugs)
        yield Document("label", name, dict.fromkeys(named, 1 / len(named)))


def _meanings(label: Label, axis: str) -> Iterator[tuple[str, str]]:
    if label.axis == axis:
        for name in label.names:
            for candidate in label.candidates:
                yield name.lower(), candidate.outcome


def _speaking(taxonomy: Taxonomy, axis: str) -> Iterator[Evidence]:
    return (row for row in taxonomy.evidence if row.axis == axis and row.strength > 0)


def _of_evidence(taxonomy: Taxonomy, axis: str) -> Iterator[Document]:
    for row in _speaking(taxonomy, axis):
        yield Document("evidence", row.sentence, {row.outcome: row.strength / STRONGEST})


def _of_options(taxonomy: Taxonomy, axis: str) -> Iterator[Document]:
    """What options say, for the families that they speak for most."""
    strengths: dict[tuple[str, str], dict[str, int]] = {}
    for row in _speaking(taxonomy, axis):
        strengths.setdefault((row.question, row.option), {})[row.outcome] = row.strength
    for (question, slug), by_family in strengths.items():
        most = max(by_family.values())
        option = taxonomy.index.question_by_slug[question].option(slug)
        if option is not None and most >= STRONG:
            named = [family for family, strength in by_family.items() if strength == most]
            text = f"{option.label}. {option.hint}"
            yield Document("option", text, dict.fromkeys(named, 1 / len(named)))


def _of_typical(line: ServiceLine, question: Question, options: set[str]) -> Iterator[Document]:
    named = [option for slug, option in line.typical_picks if slug == question.slug]
    shares = dict.fromkeys(options.intersection(named), 1 / len(named)) if named else {}
    if shares:
        for text in (f"{line.name}. {line.note}", *line.tasks):
            yield Document(line.slug, text, shares, line=True)
