"""The types of rows that a taxonomy is made of, and how a row of each type is named.

A row is named twice: by a reference (`RowRef`), and for people ("Evidence: “Order returns” on
E-commerce").
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from textwrap import shorten
from typing import Any, Literal

from matcher.core.picks import NOT_SURE
from matcher.core.quantities import (
    format_points,
    format_score,
    format_share,
    format_signed_points,
    format_strength,
)
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.row_ref import RowRef, RowTypeName
from matcher.core.taxonomy.values import Label, Value


@dataclass(frozen=True, slots=True)
class RowGroup:
    """What a row belongs to on a page: an outcome (`slug` is axis/slug), a question, or a part of
    the taxonomy such as its rules."""

    kind: Literal["outcome", "question", "part"]
    slug: str
    name: str


@dataclass(frozen=True)
class TaxonomyRow:
    """A row of a taxonomy. `value` is the row itself, which may be a mere string; `key` is its
    natural key, `owner` the row that it belongs to, with the value of that."""

    row_type: "RowType"
    value: Any
    key: tuple[str, ...]
    taxonomy: Taxonomy
    owner: "TaxonomyRow | None" = None
    owner_value: Any = None

    @cached_property
    def display_name(self) -> str:
        """The row as people read it: Warning: Brand voice."""
        name = self.row_type.name
        return f"{name[:1].upper()}{name[1:]}: {self.row_type.describe(self)}"

    @property
    def location(self) -> RowRef:
        """The reference to this row."""
        return RowRef(self.row_type.name, self.key)

    @property
    def noun_phrase(self) -> str:
        """The row within a sentence: warning “Brand voice”."""
        name = self.row_type.describe(self)
        return f"{self.row_type.name} {name if '“' in name else f'“{name}”'}"

    @cached_property
    def group(self) -> RowGroup:
        """What the row belongs to: the group of its owner, if it has one."""
        return self.owner.group if self.owner else GROUP_BY_ROW_TYPE[self.row_type.name](self)

    @cached_property
    def fields(self) -> Mapping[str, object]:
        """The fields of the row itself, without the rows that belong to it."""
        if not isinstance(self.value, Value):
            return {}
        child_attributes = {child.attribute for child in self.row_type.children}
        names = (name for name in type(self.value).model_fields if name not in child_attributes)
        return {name: getattr(self.value, name) for name in names}

    @property
    def required_fields(self) -> dict[str, object]:
        """Those of the fields that have no default."""
        described = type(self.value).model_fields if isinstance(self.value, Value) else {}
        return {name: value for name, value in self.fields.items() if described[name].is_required()}

    def format_field(self, name: str, value: object) -> str:
        """A field of this row as people read it."""
        return self.row_type.formatters.get(name, format_value)(value)

    # ── Names of what the row refers to; the slug itself where there is no such row ──────────

    def axis_name(self, slug: str) -> str:
        axis = self.taxonomy.index.axis_by_slug.get(slug)
        return axis.name if axis else slug

    def question_prompt(self, slug: str) -> str:
        question = self.taxonomy.index.question_by_slug.get(slug)
        return question.prompt if question else slug

    def option_label(self, question_slug: str, slug: str) -> str:
        if slug == NOT_SURE:
            return "Not sure"
        question = self.taxonomy.index.question_by_slug.get(question_slug)
        option = question.option(slug) if question else None
        return option.label if option else slug

    def verdict_name(self, slug: str) -> str:
        verdict = self.taxonomy.index.verdict_by_slug.get(slug)
        return verdict.name if verdict else slug


Describe = Callable[[TaxonomyRow], str]


@dataclass(frozen=True, slots=True)
class RowType:
    """How rows of one type are found and named.

    `attribute` holds them in the taxonomy or in their owner. Their natural key is that of the
    owner, unless `unique_by_itself`, and the fields named by `key`; of a bare string, the string.
    `describe` makes the name for people. `derived_order`: their order follows from that of other
    rows. `formatters` write the fields that are not plain text.
    """

    name: RowTypeName
    attribute: str
    key: tuple[str, ...]
    describe: Describe
    children: "tuple[RowType, ...]" = ()
    formatters: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    derived_order: bool = False
    unique_by_itself: bool = False

    def key_of(self, value: object, owner: TaxonomyRow | None) -> tuple[str, ...]:
        """The natural key of a row of this type."""
        prefix = owner.key if owner and not self.unique_by_itself else ()
        if isinstance(value, str):
            return (*prefix, value)
        return (*prefix, *[getattr(value, name) for name in self.key])


def rows(taxonomy: Taxonomy, row_types: Iterable[RowType] | None = None) -> Iterator[TaxonomyRow]:
    """Every row of the taxonomy, or of these types alone, each followed by those that belong
    to it."""
    for row_type in ROW_TYPES if row_types is None else row_types:
        yield from _rows(row_type, taxonomy, taxonomy, None)


def _rows(
    row_type: RowType, holder: Value, taxonomy: Taxonomy, owner: TaxonomyRow | None
) -> Iterator[TaxonomyRow]:
    content = getattr(holder, row_type.attribute)
    for value in content if isinstance(content, tuple) else filter(None, (content,)):
        key = row_type.key_of(value, owner)
        row = TaxonomyRow(row_type, value, key, taxonomy, owner, owner.value if owner else None)
        yield row
        for child in row_type.children:
            yield from _rows(child, value, taxonomy, row)


# ── Fields ────────────────────────────────────────────────────────────────────────────────


def format_value(value: object) -> str:
    """A field as people read it: a list with one item a line, None as nothing."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple():
            return "\n".join(format_value(item) for item in value)
        case _:
            return str(value)


def _quoted(string: str) -> str:
    return f"“{shorten(string, 80, placeholder=' …')}”"


# ── Groups ───────────────────────────────────────────────────────────────────────────────


def _part(name: str) -> Callable[[TaxonomyRow], RowGroup]:
    return lambda row: RowGroup("part", name.lower().replace(" ", "-"), name)


def _outcome(row: TaxonomyRow) -> RowGroup:
    return RowGroup("outcome", "/".join(row.key), row.value.name)


def _question(row: TaxonomyRow) -> RowGroup:
    return RowGroup("question", row.value.slug, row.value.prompt)


def _question_of(row: TaxonomyRow) -> RowGroup:
    """Evidence and suggestions belong to the question whose answers they are about."""
    return RowGroup("question", row.value.question, row.question_prompt(row.value.question))


GROUP_BY_ROW_TYPE: Mapping[RowTypeName, Callable[[TaxonomyRow], RowGroup]] = {
    "axis": _part("Axes"),
    "outcome": _outcome,
    "question": _question,
    "evidence": _question_of,
    "suggestion": _question_of,
    "combination": _part("Rules"),
    "warning": _part("Rules"),
    "fit driver": _part("Fit check"),
    "verdict": _part("Fit check"),
    "band": _part("Fit check"),
    "stop": _part("Fit check"),
    "label": _part("Labels"),
    "term": _part("Labels"),
    "pricing model": _part("Pricing"),
    "pricing rule": _part("Pricing"),
    "regime": _part("Compliance"),
    "standard": _part("Compliance"),
    "exposure scale": _part("Software and AI"),
    "annex clause": _part("Software and AI"),
    "classification": _part("Codes"),
    "next step": _part("Next steps"),
    "note": _part("Notes"),
    "example": _part("Examples"),
    "context question": _part("Context"),
    "other buying": _part("Rules"),
    "retired answer": _part("Retired answers"),
    "guide page": _part("Guide"),
    "place": _part("Places"),
    "place rule": _part("Places"),
}
"""The group of the rows of each type that have no owner."""


# ── The row types ────────────────────────────────────────────────────────────────────────


def _name(row: TaxonomyRow) -> str:
    return str(row.value.name)


def _title(row: TaxonomyRow) -> str:
    return str(row.value.title)


def _slug(row: TaxonomyRow) -> str:
    return _quoted(row.value.slug)


def _answer(row: TaxonomyRow) -> str:
    return _quoted(row.option_label(row.value.question, row.value.option))


def _outcome_on(axis: str, row: TaxonomyRow) -> str:
    return row.taxonomy.index.outcome_name(axis, row.value.outcome)


def _label(label: Label) -> str:
    return _quoted(next(iter(label.names), label.slug))


def _code(row: TaxonomyRow) -> str:
    return f"{_quoted(f'{row.value.code} {row.value.title}')} of {row.owner_value.name}"


SLUG_KEY = ("slug",)
CODE_KEY = ("scheme", "code")
ANSWER_KEY = ("question", "option")

ROW_TYPES: tuple[RowType, ...] = (
    RowType(
        name="axis",
        attribute="axes",
        key=SLUG_KEY,
        describe=_name,
        formatters={
            "clear_from": format_points,
            "likely_from": format_points,
            "unclear_below": format_points,
        },
    ),
    RowType(
        name="outcome",
        attribute="outcomes",
        key=("axis", "slug"),
        describe=_name,
        children=(
            RowType(
                name="fact",
                attribute="facts",
                key=("name",),
                describe=lambda row: f"{_quoted(row.value.name)} of {row.owner_value.name}",
            ),
            RowType(
                name="profile",
                attribute="profile",
                key=(),
                describe=lambda row: str(row.owner_value.name),
            ),
            RowType(
                name="parts",
                attribute="needs",
                key=(),
                describe=lambda row: str(row.owner_value.name),
            ),
            RowType(
                name="service line",
                attribute="service_lines",
                key=SLUG_KEY,
                unique_by_itself=True,
                describe=_name,
                children=(
                    RowType(
                        name="example task",
                        attribute="tasks",
                        key=(),
                        describe=lambda row: f"{_quoted(row.value)} of {row.owner_value.name}",
                    ),
                    RowType(
                        name="typical answer",
                        attribute="typical",
                        key=ANSWER_KEY,
                        describe=lambda row: f"{_answer(row)} of {row.owner_value.name}",
                    ),
                    RowType(
                        name="line code",
                        attribute="codes",
                        key=CODE_KEY,
                        describe=_code,
                    ),
                ),
            ),
            RowType(
                name="family code",
                attribute="codes",
                key=CODE_KEY,
                describe=_code,
            ),
            RowType(
                name="KPI",
                attribute="kpis",
                key=SLUG_KEY,
                describe=_name,
                children=(
                    RowType(
                        name="source",
                        attribute="sources",
                        key=("title",),
                        describe=lambda row: (
                            f"{_quoted(row.value.title)} of {row.owner_value.name}"
                        ),
                    ),
                ),
            ),
            RowType(
                name="exposure",
                attribute="exposures",
                key=("code",),
                describe=lambda row: f"{_quoted(row.value.title)} of {row.owner_value.name}",
                formatters={"score": format_share},
            ),
            RowType(
                name="criterion",
                attribute="criteria",
                key=("text",),
                describe=lambda row: f"{_quoted(row.value.text)} of {row.owner_value.name}",
            ),
            RowType(
                name="risk",
                attribute="risks",
                key=("text",),
                describe=lambda row: f"{_quoted(row.value.text)} of {row.owner_value.name}",
            ),
            RowType(
                name="hand-back",
                attribute="hand_backs",
                key=("text",),
                describe=lambda row: f"{_quoted(row.value.text)} of {row.owner_value.name}",
            ),
            RowType(
                name="confusion",
                attribute="confusions",
                key=("other_name",),
                describe=lambda row: f"{row.owner_value.name} and {row.value.other_name}",
            ),
            RowType(
                name="vendor label",
                attribute="vendor_labels",
                key=(),
                describe=lambda row: f"{_quoted(row.value)} of {row.owner_value.name}",
            ),
        ),
    ),
    RowType(
        name="question",
        attribute="questions",
        key=SLUG_KEY,
        describe=lambda row: _quoted(row.value.prompt),
        children=(
            RowType(
                name="option",
                attribute="options",
                key=SLUG_KEY,
                describe=lambda row: _quoted(row.value.label),
            ),
            RowType(
                name="weight",
                attribute="weights",
                key=("axis",),
                describe=lambda row: (
                    f"{_quoted(row.owner_value.prompt)} on {row.axis_name(row.value.axis)}"
                ),
                formatters={"weight": format_points},
                derived_order=True,
            ),
        ),
    ),
    RowType(
        name="evidence",
        attribute="evidence",
        key=(*ANSWER_KEY, "axis", "outcome"),
        describe=lambda row: f"{_answer(row)} on {_outcome_on(row.value.axis, row)}",
        formatters={"strength": format_strength},
        derived_order=True,
    ),
    RowType(
        name="combination",
        attribute="combinations",
        key=SLUG_KEY,
        describe=_slug,
        children=(
            RowType(
                name="effect",
                attribute="effects",
                key=("outcome",),
                describe=lambda row: (
                    f"{_quoted(row.owner_value.slug)} on {_outcome_on(row.owner_value.axis, row)}"
                ),
                formatters={"points": format_signed_points},
                derived_order=True,
            ),
        ),
    ),
    RowType(name="warning", attribute="warnings", key=SLUG_KEY, describe=_title),
    RowType(
        name="fit driver",
        attribute="drivers",
        key=SLUG_KEY,
        describe=_name,
        children=(
            RowType(
                name="score",
                attribute="scores",
                key=("option",),
                describe=lambda row: (
                    f"{_quoted(row.option_label(row.owner_value.question, row.value.option))} "
                    f"of {row.owner_value.name}"
                ),
                derived_order=True,
            ),
        ),
    ),
    RowType(name="verdict", attribute="verdicts", key=SLUG_KEY, describe=_name),
    RowType(
        name="band",
        attribute="bands",
        key=("verdict",),
        describe=lambda row: row.verdict_name(row.value.verdict),
        formatters={"minimum": format_score},
        derived_order=True,
    ),
    RowType(name="stop", attribute="stops", key=SLUG_KEY, describe=_slug),
    RowType(
        name="suggestion",
        attribute="suggestions",
        key=ANSWER_KEY,
        describe=_answer,
        derived_order=True,
    ),
    RowType(
        name="label",
        attribute="labels",
        key=SLUG_KEY,
        describe=lambda row: _label(row.value),
        children=(
            RowType(
                name="label name",
                attribute="names",
                key=(),
                describe=lambda row: _quoted(row.value),
            ),
            RowType(
                name="candidate",
                attribute="candidates",
                key=("outcome",),
                describe=lambda row: (
                    f"{_outcome_on(row.owner_value.axis, row)} of {_label(row.owner_value)}"
                ),
            ),
        ),
    ),
    RowType(name="term", attribute="terms", key=SLUG_KEY, describe=_slug),
    RowType(
        name="pricing model",
        attribute="pricing_models",
        key=SLUG_KEY,
        describe=_name,
        children=(
            RowType(
                name="price example",
                attribute="examples",
                key=("name",),
                describe=lambda row: f"{_quoted(row.value.name)} of {row.owner_value.name}",
                children=(
                    RowType(
                        name="price source",
                        attribute="sources",
                        key=("title",),
                        describe=lambda row: (
                            f"{_quoted(row.value.title)} of {row.owner_value.name}"
                        ),
                    ),
                ),
            ),
        ),
    ),
    RowType(
        name="pricing rule",
        attribute="pricing_rules",
        key=SLUG_KEY,
        describe=_slug,
    ),
    RowType(
        name="regime",
        attribute="regimes",
        key=SLUG_KEY,
        describe=_name,
        children=(
            RowType(
                name="regime source",
                attribute="sources",
                key=("title",),
                describe=lambda row: f"{_quoted(row.value.title)} of {row.owner_value.name}",
            ),
        ),
    ),
    RowType(
        name="standard",
        attribute="standards",
        key=SLUG_KEY,
        describe=_name,
        children=(
            RowType(
                name="standard source",
                attribute="sources",
                key=("title",),
                describe=lambda row: f"{_quoted(row.value.title)} of {row.owner_value.name}",
            ),
        ),
    ),
    RowType(
        name="place",
        attribute="places",
        key=("country",),
        describe=lambda row: row.taxonomy.index.country_name(row.value.country),
    ),
    RowType(
        name="place rule",
        attribute="place_rules",
        key=SLUG_KEY,
        describe=_name,
        children=(
            RowType(
                name="place entry",
                attribute="entries",
                key=("says",),
                describe=lambda row: f"{_quoted(row.value.says)} of {row.owner_value.name}",
            ),
            RowType(
                name="place rule source",
                attribute="sources",
                key=("title",),
                describe=lambda row: f"{_quoted(row.value.title)} of {row.owner_value.name}",
            ),
        ),
    ),
    RowType(
        name="exposure scale",
        attribute="exposure_scales",
        key=SLUG_KEY,
        describe=_name,
        children=(
            RowType(
                name="exposure level",
                attribute="levels",
                key=SLUG_KEY,
                describe=lambda row: f"{_name(row)} of {row.owner_value.name}",
            ),
            RowType(
                name="scale source",
                attribute="sources",
                key=("title",),
                describe=lambda row: f"{_quoted(row.value.title)} of {row.owner_value.name}",
            ),
        ),
    ),
    RowType(name="annex clause", attribute="annex", key=SLUG_KEY, describe=_title),
    RowType(
        name="classification",
        attribute="code_schemes",
        key=SLUG_KEY,
        describe=_name,
        children=(
            RowType(
                name="code source",
                attribute="sources",
                key=("title",),
                describe=lambda row: f"{_quoted(row.value.title)} of {row.owner_value.name}",
            ),
        ),
    ),
    RowType(
        name="next step",
        attribute="next_steps",
        key=SLUG_KEY,
        describe=lambda row: _quoted(row.value.text),
    ),
    RowType(name="note", attribute="notes", key=SLUG_KEY, describe=_title),
    RowType(
        name="example",
        attribute="examples",
        key=SLUG_KEY,
        describe=_title,
        children=(
            RowType(
                name="example answer",
                attribute="answers",
                key=ANSWER_KEY,
                describe=lambda row: f"{_answer(row)} of {_quoted(row.owner_value.title)}",
                derived_order=True,
            ),
        ),
    ),
    RowType(
        name="context question",
        attribute="context",
        key=SLUG_KEY,
        describe=lambda row: _quoted(row.value.prompt),
        children=(
            RowType(
                name="context option",
                attribute="options",
                key=SLUG_KEY,
                describe=lambda row: _quoted(row.value.label),
            ),
            RowType(
                name="context group",
                attribute="groups",
                key=SLUG_KEY,
                describe=lambda row: _quoted(row.value.name),
            ),
        ),
    ),
    RowType(name="other buying", attribute="outside", key=SLUG_KEY, describe=_name),
    RowType(
        name="retired answer",
        attribute="retired",
        key=ANSWER_KEY,
        describe=lambda row: _quoted(f"{row.value.question} = {row.value.option}"),
        children=(
            RowType(
                name="answer instead",
                attribute="instead",
                key=ANSWER_KEY,
                describe=lambda row: f"{_answer(row)} for {_quoted(row.owner_value.option)}",
            ),
        ),
    ),
    RowType(
        name="guide page",
        attribute="guide",
        key=SLUG_KEY,
        describe=_title,
        children=(
            RowType(
                name="guide section",
                attribute="sections",
                key=SLUG_KEY,
                describe=lambda row: f"{_title(row)} of {_quoted(row.owner_value.title)}",
            ),
        ),
    ),
)
