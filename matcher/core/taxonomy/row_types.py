"""The kinds of rows that a taxonomy is made of, and how a row of each kind is named.

A row is named twice: by its address ("evidence object=returns on family/ecommerce-order-ops",
the same form as `Finding.where`) and in words ("Evidence: “Order returns” on E-commerce").
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from textwrap import shorten
from typing import Any, Literal

from matcher.core.rules import NOT_SURE
from matcher.core.taxonomy.values import HUNDREDTHS, Label, Taxonomy, Value


@dataclass(frozen=True, slots=True)
class Group:
    """What a row belongs to on a page: an outcome (`slug` is axis/slug), a question, or a part of
    the taxonomy such as its rules."""

    kind: Literal["outcome", "question", "part"]
    slug: str
    name: str


@dataclass(frozen=True)
class Row:
    """A row where it stands: `value` is the row itself, or a text where that is all there is.
    `key` is its natural key, `owner` the row that it hangs on."""

    kind: "Kind"
    value: Any
    key: str
    taxonomy: Taxonomy
    owner: "Row | None" = None

    @cached_property
    def what(self) -> str:
        """The row in words."""
        return f"{self.kind.name[:1].upper()}{self.kind.name[1:]}: {self.kind.says(self)}"

    @property
    def where(self) -> str:
        """The address of the row, as in `Finding.where`."""
        return f"{self.kind.name} {self.key}".rstrip()

    @property
    def named(self) -> str:
        """The row within a sentence: warning “Brand voice”."""
        name = self.kind.says(self)
        return f"{self.kind.name} {name if '“' in name else f'“{name}”'}"

    @cached_property
    def group(self) -> Group:
        """What the row belongs to: that of its owner, if it has one."""
        return self.owner.group if self.owner else GROUPS[self.kind.name](self)

    @property
    def above(self) -> Any:  # noqa: ANN401  # rows of several kinds own others
        """The row that this one hangs on."""
        return self.owner.value if self.owner else None

    def fields(self) -> dict[str, object]:
        """The fields of the row itself, without the rows that hang on it."""
        if not isinstance(self.value, Value):
            return {}
        hanging = {part.attribute for part in self.kind.parts}
        return {
            name: getattr(self.value, name)
            for name in type(self.value).model_fields
            if name not in hanging
        }

    def text(self, name: str, value: object) -> str:
        """A field of this row as people read it."""
        return self.kind.texts.get(name, plain)(value)

    # ── Names of what the row points at; a slug that names nothing stands for itself ─────────

    def axis(self, slug: str) -> str:
        found = self.taxonomy.axis_by_slug.get(slug)
        return found.name if found else slug

    def outcome(self, axis: str, slug: str) -> str:
        found = self.taxonomy.outcome_by_slug.get((axis, slug))
        return found.name if found else slug

    def question(self, slug: str) -> str:
        found = self.taxonomy.question_by_slug.get(slug)
        return found.prompt if found else slug

    def option(self, question: str, slug: str) -> str:
        asked = self.taxonomy.question_by_slug.get(question)
        found = asked.option(slug) if asked else None
        if slug == NOT_SURE:
            return "Not sure"
        return found.label if found else slug

    def verdict(self, slug: str) -> str:
        found = self.taxonomy.verdict_by_slug.get(slug)
        return found.name if found else slug


Naming = Callable[[Row], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """How rows of one kind are found and named.

    `attribute` holds them in the taxonomy or in their owner. `key` makes the natural key from `row`
    and `owner` (the owner's key), `says` the words. `derived`: their order follows from that of
    other rows. `texts` print the fields that are no plain text.
    """

    name: str
    attribute: str
    key: str
    says: Naming
    parts: "tuple[Kind, ...]" = ()
    texts: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    derived: bool = False


def rows(taxonomy: Taxonomy) -> Iterator[Row]:
    """Every row of the taxonomy, each followed by those that hang on it."""
    for kind in KINDS:
        yield from _rows(kind, taxonomy, taxonomy, None)


def _rows(kind: Kind, holder: Value, taxonomy: Taxonomy, owner: Row | None) -> Iterator[Row]:
    held = getattr(holder, kind.attribute)
    for value in held if isinstance(held, tuple) else filter(None, (held,)):
        key = kind.key.format(row=value, owner=owner.key if owner else "")
        row = Row(kind, value, key, taxonomy, owner)
        yield row
        for part in kind.parts:
            yield from _rows(part, value, taxonomy, row)


# ── Texts ────────────────────────────────────────────────────────────────────────────────


def plain(value: object) -> str:
    """A field as text: a list one a line, nothing as nothing."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple():
            return "\n".join(plain(one) for one in value)
        case _:
            return str(value)


def points(hundredths: int) -> str:
    """1050 is 10.5."""
    return _minus(f"{hundredths / HUNDREDTHS:g}")


def _signed(number: int) -> str:
    return _minus(f"{number:+}")


def signed_points(hundredths: int) -> str:
    """What is added: 150 is +1.5."""
    return _minus(f"{hundredths / HUNDREDTHS:+g}")


def _tenths(number: int) -> str:
    return f"{number / 10:g}"


def _minus(text: str) -> str:
    return text.replace("-", "−")


def _quoted(text: str) -> str:
    return f"“{shorten(text, 80, placeholder=' …')}”"


# ── Groups ───────────────────────────────────────────────────────────────────────────────


def _part(name: str) -> Callable[[Row], Group]:
    return lambda row: Group("part", name.lower().replace(" ", "-"), name)


def _outcome(row: Row) -> Group:
    return Group("outcome", row.key, row.value.name)


def _question(row: Row) -> Group:
    return Group("question", row.key, row.value.prompt)


def _asked(row: Row) -> Group:
    """Evidence and suggestions belong to the question whose answers they are about."""
    return Group("question", row.value.question, row.question(row.value.question))


GROUPS: Mapping[str, Callable[[Row], Group]] = {
    "axis": _part("Axes"),
    "outcome": _outcome,
    "question": _question,
    "evidence": _asked,
    "suggestion": _asked,
    "combination": _part("Rules"),
    "warning": _part("Rules"),
    "fit driver": _part("Fit check"),
    "verdict": _part("Fit check"),
    "band": _part("Fit check"),
    "stop": _part("Fit check"),
    "label": _part("Labels"),
    "pricing model": _part("Pricing"),
    "pricing rule": _part("Pricing"),
    "regime": _part("Compliance"),
    "next step": _part("Next steps"),
    "note": _part("Notes"),
    "example": _part("Examples"),
}
"""What the rows of each kind belong to that hang on no other row."""


# ── The table of kinds ───────────────────────────────────────────────────────────────────


def _name(row: Row) -> str:
    return str(row.value.name)


def _title(row: Row) -> str:
    return str(row.value.title)


def _slug(row: Row) -> str:
    return _quoted(row.value.slug)


def _answer(row: Row) -> str:
    return _quoted(row.option(row.value.question, row.value.option))


def _label(label: Label) -> str:
    return _quoted(next(iter(label.names), label.slug))


SLUG = "{row.slug}"
ANSWER = "{row.question}={row.option}"

KINDS: tuple[Kind, ...] = (
    Kind(
        name="axis",
        attribute="axes",
        key=SLUG,
        says=_name,
        texts={"clear_from": points, "likely_from": points, "unclear_below": points},
    ),
    Kind(
        name="outcome",
        attribute="outcomes",
        key="{row.axis}/{row.slug}",
        says=_name,
        parts=(
            Kind(
                name="fact",
                attribute="facts",
                key="{owner}/{row.name}",
                says=lambda row: f"{_quoted(row.value.name)} of {row.above.name}",
            ),
            Kind(
                name="profile",
                attribute="profile",
                key="{owner}",
                says=lambda row: str(row.above.name),
            ),
            Kind(
                name="service line",
                attribute="service_lines",
                key=SLUG,
                says=_name,
                parts=(
                    Kind(
                        name="example task",
                        attribute="tasks",
                        key="{owner}/{row}",
                        says=lambda row: f"{_quoted(row.value)} of {row.above.name}",
                    ),
                    Kind(
                        name="typical answer",
                        attribute="typical",
                        key=f"{{owner}}/{ANSWER}",
                        says=lambda row: f"{_answer(row)} of {row.above.name}",
                    ),
                ),
            ),
            Kind(
                name="KPI",
                attribute="kpis",
                key="{owner}/{row.slug}",
                says=_name,
                parts=(
                    Kind(
                        name="source",
                        attribute="sources",
                        key="{owner}/{row.title}",
                        says=lambda row: f"{_quoted(row.value.title)} of {row.above.name}",
                    ),
                ),
            ),
            Kind(
                name="confusion",
                attribute="confusions",
                key="{owner}/{row.other_name}",
                says=lambda row: f"{row.above.name} and {row.value.other_name}",
            ),
            Kind(
                name="vendor label",
                attribute="vendor_labels",
                key="{owner}/{row}",
                says=lambda row: f"{_quoted(row.value)} of {row.above.name}",
            ),
        ),
    ),
    Kind(
        name="question",
        attribute="questions",
        key=SLUG,
        says=lambda row: _quoted(row.value.prompt),
        parts=(
            Kind(
                name="option",
                attribute="options",
                key="{owner}={row.slug}",
                says=lambda row: _quoted(row.value.label),
            ),
            Kind(
                name="weight",
                attribute="weights",
                key="{owner} on {row.axis}",
                says=lambda row: f"{_quoted(row.above.prompt)} on {row.axis(row.value.axis)}",
                texts={"weight": points},
                derived=True,
            ),
        ),
    ),
    Kind(
        name="evidence",
        attribute="evidence",
        key=f"{ANSWER} on {{row.axis}}/{{row.outcome}}",
        says=lambda row: f"{_answer(row)} on {row.outcome(row.value.axis, row.value.outcome)}",
        texts={"strength": _signed},
        derived=True,
    ),
    Kind(
        name="combination",
        attribute="combinations",
        key=SLUG,
        says=_slug,
        parts=(
            Kind(
                name="effect",
                attribute="effects",
                key="{owner} on {row.outcome}",
                says=lambda row: (
                    f"{_quoted(row.above.slug)} on {row.outcome(row.above.axis, row.value.outcome)}"
                ),
                texts={"points": signed_points},
                derived=True,
            ),
        ),
    ),
    Kind(name="warning", attribute="warnings", key=SLUG, says=_title),
    Kind(
        name="fit driver",
        attribute="drivers",
        key=SLUG,
        says=_name,
        parts=(
            Kind(
                name="score",
                attribute="scores",
                key="{owner}/{row.option}",
                says=lambda row: (
                    f"{_quoted(row.option(row.above.question, row.value.option))} "
                    f"of {row.above.name}"
                ),
                derived=True,
            ),
        ),
    ),
    Kind(name="verdict", attribute="verdicts", key=SLUG, says=_name),
    Kind(
        name="band",
        attribute="bands",
        key="{row.verdict}",
        says=lambda row: row.verdict(row.value.verdict),
        texts={"minimum": _tenths},
        derived=True,
    ),
    Kind(name="stop", attribute="stops", key=SLUG, says=_slug),
    Kind(
        name="suggestion",
        attribute="suggestions",
        key=ANSWER,
        says=_answer,
        derived=True,
    ),
    Kind(
        name="label",
        attribute="labels",
        key=SLUG,
        says=lambda row: _label(row.value),
        parts=(
            Kind(
                name="label name",
                attribute="names",
                key="{owner}/{row}",
                says=lambda row: _quoted(row.value),
            ),
            Kind(
                name="candidate",
                attribute="candidates",
                key="{owner}/{row.outcome}",
                says=lambda row: (
                    f"{row.outcome(row.above.axis, row.value.outcome)} of {_label(row.above)}"
                ),
            ),
        ),
    ),
    Kind(
        name="pricing model",
        attribute="pricing_models",
        key=SLUG,
        says=_name,
    ),
    Kind(
        name="pricing rule",
        attribute="pricing_rules",
        key=SLUG,
        says=_slug,
    ),
    Kind(
        name="regime",
        attribute="regimes",
        key=SLUG,
        says=_name,
        parts=(
            Kind(
                name="regime source",
                attribute="sources",
                key="{owner}/{row.title}",
                says=lambda row: f"{_quoted(row.value.title)} of {row.above.name}",
            ),
        ),
    ),
    Kind(
        name="next step",
        attribute="next_steps",
        key=SLUG,
        says=lambda row: _quoted(row.value.text),
    ),
    Kind(name="note", attribute="notes", key=SLUG, says=_title),
    Kind(
        name="example",
        attribute="examples",
        key=SLUG,
        says=_title,
        parts=(
            Kind(
                name="example answer",
                attribute="answers",
                key="{owner}/{row.question}",
                says=lambda row: f"{_answer(row)} of {_quoted(row.above.title)}",
                derived=True,
            ),
        ),
    ),
)
