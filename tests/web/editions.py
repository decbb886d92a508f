"""Editions for tests of pages, made of small taxonomies."""

from datetime import UTC, datetime
from hashlib import sha256

from matcher.core import Question, Taxonomy
from matcher.editions import PublishedRelease, edition
from matcher.models import Edition
from tests import builders


def publish(taxonomy: Taxonomy, number: int = 1) -> PublishedRelease:
    """Make the taxonomy the edition of that number."""
    text = taxonomy.to_json()
    asked = frozenset(taxonomy.index.question_by_slug)
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
