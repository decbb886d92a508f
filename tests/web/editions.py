"""Editions for tests of pages, made of small taxonomies."""

from datetime import UTC, datetime
from hashlib import sha256

from matcher.core import Option, Question, Taxonomy
from matcher.core.taxonomy.values import (
    ContextOption,
    ContextQuestion,
    Outside,
    Retired,
    TypicalAnswer,
)
from matcher.editions import PublishedRelease, edition
from matcher.models import Edition
from tests import builders


def publish(taxonomy: Taxonomy, number: int = 1) -> PublishedRelease:
    """Make the taxonomy the edition of that number."""
    text = taxonomy.to_json()
    asked = frozenset((*taxonomy.index.question_by_slug, *taxonomy.index.context_by_slug))
    latest = Edition.objects.order_by("-number").first()
    before = edition(latest.number).ever_asked if latest else frozenset()
    Edition.objects.create(
        former_questions="\n".join(sorted(before - asked)),
        number=number,
        taxonomy_json=text,
        sha256=sha256(text.encode()).hexdigest(),
        note="",
        published_at=datetime(2026, 11, 22, 12, tzinfo=UTC),
    )
    return edition(number)


def publish_former(*slugs: str) -> PublishedRelease:
    """Publish `small` as edition 2, after an edition that also asked these questions."""
    former = [question(slug, "round") for slug in slugs]
    publish(small(questions=(*small().questions, *former)))
    return publish(small(), number=2)


def question(slug: str, *options: str, **changes: object) -> Question:
    """A question on the axis of `small`."""
    return builders.question(slug, *options, kind=1).model_copy(update=changes)


def small(**changes: object) -> Taxonomy:
    """One axis with four outcomes, three questions, one of which only breaks ties."""
    plain = builders.taxonomy(
        axes=[builders.axis("kind", name="Kind of thing")],
        outcomes={"kind": ["apple", "pear", "plum", "quince"]},
        questions=[
            question("colour", "green", "blue"),
            question("size", "small", "large"),
            builders.question("taste", "sweet", "sour", kind=builders.tie_break("kind", 0.5)),
        ],
        evidence=builders.evidence(
            "kind",
            {
                "colour=green": {"apple": 3, "pear": 2, "plum": -1},
                "colour=blue": {"plum": 3, "apple": "x", "pear": "x"},
                "size=large": {"apple": 1, "quince": 1, "plum": -2},
                "size=small": {"plum": 2},
                "taste=sour": {"quince": 1},
            },
        ),
        labels=["fruit"],
    )
    return builders.changed(plain, **changes)


def uses(**changes: object) -> Question:
    """A question of kind `several`, whose options stand under two headings."""
    options = (
        Option(slug="eaten", label="Eaten", hint="As it is.", group="At once", conflicts=("kept",)),
        Option(slug="baked", label="Baked", hint="In a pie.", group="At once"),
        Option(slug="pressed", label="Pressed", hint="Into juice.", group="Later"),
        Option(slug="kept", label="Kept", hint="In a cellar.", group="Later", conflicts=("eaten",)),
    )
    return question("uses", "round", kind="several", options=options, **changes)


def ticked(**changes: object) -> Taxonomy:
    """`small` with a question of kind `several` before all others."""
    cells = {"uses=eaten": {"apple": 1}, "uses=pressed": {"quince": 2}, "uses=kept": {"pear": "x"}}
    return small(
        **{
            "questions": (uses(), *small().questions),
            "evidence": (*small().evidence, *builders.evidence("kind", cells)),
        }
        | changes
    )


def asked(slug: str, when: str, *options: str, other_part: str = "") -> ContextQuestion:
    """A question of context, asked `first` or `last`; one option may tell of another part."""
    return ContextQuestion(
        slug=slug,
        asked=when,
        prompt=f"{slug}?",
        help="",
        example="",
        not_sure="",
        options=tuple(
            ContextOption(slug=one, label=one.title(), hint="", other_part=one == other_part)
            for one in options
        ),
    )


def framed(**changes: object) -> Taxonomy:
    """`small` with a question of context before all others and one after them."""
    kinds = asked("kinds", "first", "one", "two", other_part="two")
    return small(**{"context": (kinds, asked("land", "last", "hill", "valley"))} | changes)


def fenced(**changes: object) -> Taxonomy:
    """`small` with another kind of buying: what is green and small."""
    peas = Outside(
        slug="peas",
        name="Peas",
        condition="colour = green and size = small",
        sentence="These are peas, which are bought by the pound.",
        text="Ask a [greengrocer](https://example.org/).\n\nBring a bag.",
    )
    return small(**{"outside": (peas,)} | changes)


def retired(question: str, option: str, name: str, **instead: str) -> Retired:
    """An answer of an earlier edition, with what takes its place."""
    places = tuple(TypicalAnswer(question=slug, option=pick) for slug, pick in instead.items())
    return Retired(question=question, option=option, name=name, instead=places)
