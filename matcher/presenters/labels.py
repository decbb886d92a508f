"""The dictionary of what vendors call things: all of it from A to Z, or what a search finds."""

from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby

from django.utils.translation import gettext as _, ngettext

from matcher.core import Answers, Label, Taxonomy, write_query
from matcher.core.codes import CodeHolder, code_hits
from matcher.core.phrases import meanings
from matcher.core.taxonomy.topics import NoteTopic
from matcher.presenters.codes import code_sentence
from matcher.presenters.guide import guide_links
from matcher.presenters.phrase import PhraseForm
from matcher.presenters.reference import Link, NamedText, note_texts, outcome_url
from matcher.presenters.words import Tag, tag
from matcher.web.page import RenderContext

LIKE_ENOUGH = 0.7
"""How like one another two names must be (difflib's ratio) for the one to be offered for the
other: “call centre” for “call center”."""


@dataclass(frozen=True, slots=True)
class LabelsPage:
    """Everything on the page. `query` is what was searched for, `outcome` what came of it; both are
    empty without a search, and only then there are `letters`, `notes`, links to the `guide` and the
    form for a `phrase`. `coded` lead to what has the code that was searched for."""

    query: str
    outcome: str
    names: tuple[str, ...]
    letters: tuple["Letter", ...]
    cards: tuple["LabelCard", ...]
    notes: tuple[NamedText, ...]
    guide: tuple[Link, ...] = ()
    phrase: PhraseForm | None = None
    coded: tuple[Link, ...] = ()


def labels_page(context: RenderContext, query: str = "") -> LabelsPage:
    """The whole dictionary; with a query, what it finds."""
    taxonomy = context.taxonomy
    names = label_names(taxonomy)
    if hits := code_hits(taxonomy, query):
        outcome = " ".join(map(code_sentence, hits))
        links = tuple(_holder(context, holder) for hit in hits for holder in hit.holders)
        return LabelsPage(query, outcome, names, (), (), (), coded=links)
    if query:
        labels, outcome = _search(taxonomy, query)
        return LabelsPage(query, outcome, names, (), _cards(context, labels), ())
    labels = tuple(sorted(taxonomy.labels, key=_first_name))
    notes = note_texts(taxonomy, NoteTopic.LABELS)
    return LabelsPage(
        query="",
        outcome="",
        names=names,
        letters=_letters(taxonomy),
        cards=_cards(context, labels),
        notes=notes,
        guide=guide_links(context, "labels"),
        phrase=None if context.is_preview else PhraseForm(),  # a preview takes no form
    )


def _holder(context: RenderContext, holder: CodeHolder) -> Link:
    _code, family, line = holder
    url = outcome_url(context, family)
    return (
        Link(f"{line.name} ({family.name})", f"{url}#line-{line.slug}")
        if line
        else Link(family.name, url)
    )


def label_names(taxonomy: Taxonomy) -> tuple[str, ...]:
    """All that labels are called, from A to Z."""
    return tuple(
        sorted((name for label in taxonomy.labels for name in label.names), key=str.casefold)
    )


def _first_name(label: Label) -> str:
    return label.names[0].casefold()


# ── Search ───────────────────────────────────────────────────────────────────────────────


def _search(taxonomy: Taxonomy, query: str) -> tuple[tuple[Label, ...], str]:
    """The labels that have all words of the query, those first that are called so; else those with
    a similar name. And a sentence about what was found."""
    hits = [label for label in taxonomy.labels if _has_all(taxonomy, label, query)]
    if hits:
        sentence = ngettext(
            "%(count)s entry for “%(query)s”.", "%(count)s entries for “%(query)s”.", len(hits)
        ) % {"count": len(hits), "query": query}
        return tuple(sorted(hits, key=lambda label: _rank(label, query))), sentence
    similar = _similar(taxonomy, query)
    sentence = (
        _("There is no entry for “%(query)s”. Is it one of these?")
        if similar
        else _("There is no entry for “%(query)s”. Vendors coin words faster than we explain them.")
    )
    return similar, sentence % {"query": query}


def _has_all(taxonomy: Taxonomy, label: Label, query: str) -> bool:
    outcomes = (outcome.name for _candidate, outcome in meanings(taxonomy, label))
    text = " ".join((*label.names, label.meaning, *outcomes)).casefold()
    return all(word in text for word in query.casefold().split())


def _rank(label: Label, query: str) -> tuple[bool, bool, str]:
    """Called exactly so, called somehow so, anything else; from A to Z."""
    names = [name.casefold() for name in label.names]
    wanted = query.casefold()
    return wanted not in names, not any(wanted in name for name in names), names[0]


def _similar(taxonomy: Taxonomy, query: str) -> tuple[Label, ...]:
    by_name = {name.casefold(): label for label in taxonomy.labels for name in label.names}
    names = get_close_matches(query.casefold(), by_name, cutoff=LIKE_ENOUGH)
    return tuple({by_name[name].slug: by_name[name] for name in names}.values())


# ── A to Z ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, and the names that begin with it, each leading to its label."""

    letter: str
    names: tuple[Link, ...]


def _letters(taxonomy: Taxonomy) -> tuple[Letter, ...]:
    links = [Link(name, f"#{label.slug}") for label in taxonomy.labels for name in label.names]
    links.sort(key=lambda link: link.name.casefold())
    return tuple(Letter(letter, tuple(names)) for letter, names in groupby(links, _initial))


def _initial(link: Link) -> str:
    letter = link.name[:1]
    return letter.upper() if letter.isalpha() else "#"


# ── One label ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class CandidateView:
    """An outcome that a label may mean, and when."""

    name: str
    href: str
    note: str


@dataclass(frozen=True, slots=True)
class LabelCard:
    """A label. `tag` is that of the axis it speaks about; None if it is not one of ours."""

    slug: str
    name: str
    other_names: tuple[str, ...]
    tag: Tag | None
    meaning: str
    candidates: tuple[CandidateView, ...]
    asks: str
    start: str


def _cards(context: RenderContext, labels: tuple[Label, ...]) -> tuple[LabelCard, ...]:
    return tuple(_card(context, label) for label in labels)


def _card(context: RenderContext, label: Label) -> LabelCard:
    axis = context.taxonomy.index.axis_by_slug.get(label.axis)
    return LabelCard(
        slug=label.slug,
        name=label.names[0],
        other_names=label.names[1:],
        tag=tag(axis) if axis else None,
        meaning=label.meaning.rstrip("."),
        candidates=tuple(
            CandidateView(outcome.name, outcome_url(context, outcome), candidate.note)
            for candidate, outcome in meanings(context.taxonomy, label)
        ),
        asks=label.asks,
        start=context.page_url("match", query=write_query(Answers(label=label.slug))),
    )
