"""What a value says instead of the foreign keys of its row: the slugs of the rows pointed at."""

from dataclasses import dataclass

from matcher.core import Question, Taxonomy, Value
from matcher.draft.mapping import Fields, Holder, Links, NaturalKey


@dataclass(frozen=True, slots=True)
class ByKey:
    """A row that is named by its whole natural key. `value_fields` hold the end of the key; where
    the beginning is what the value's owner says, `within` is the field that says it. `absent` is
    what the last field says where the row points at none."""

    foreign_key: str
    value_fields: tuple[str, ...]
    within: str = ""
    absent: str = ""
    deferred: bool = False

    @property
    def foreign_keys(self) -> tuple[str, ...]:
        return (self.foreign_key,)

    def read(self, links: Links) -> Fields:
        key = links[self.foreign_key]
        if key is None:
            return {self.value_fields[-1]: self.absent}
        return dict(zip(self.value_fields, key[-len(self.value_fields) :], strict=True))

    def links(self, value: Value, holder: Holder) -> Links:
        slugs = tuple(str(getattr(value, name)) for name in self.value_fields)
        if slugs[-1] == self.absent:
            return {self.foreign_key: None}
        beginning = (str(getattr(holder.owner, self.within)),) if self.within else ()
        return {self.foreign_key: (*beginning, *slugs)}


@dataclass(frozen=True, slots=True)
class ByOutcomeSlug:
    """An outcome that is named by its slug alone, and may be missing: that of the owner's axis, or
    else the first one with this slug."""

    foreign_key: str
    value_field: str
    deferred: bool = False

    @property
    def foreign_keys(self) -> tuple[str, ...]:
        return (self.foreign_key,)

    @property
    def value_fields(self) -> tuple[str, ...]:
        return (self.value_field,)

    def read(self, links: Links) -> Fields:
        key = links[self.foreign_key]
        return {self.value_field: key[-1] if key else ""}

    def links(self, value: Value, holder: Holder) -> Links:
        slug = str(getattr(value, self.value_field))
        axis = str(getattr(holder.owner, "axis", ""))
        return {self.foreign_key: _outcome_key(holder.taxonomy, axis, slug) if slug else None}


def _outcome_key(taxonomy: Taxonomy, axis: str, slug: str) -> NaturalKey:
    keys = [(outcome.axis, outcome.slug) for outcome in taxonomy.outcomes if outcome.slug == slug]
    return (axis, slug) if (axis, slug) in keys or not keys else keys[0]


@dataclass(frozen=True, slots=True)
class Border:
    """The two outcomes that a border question distinguishes, on the only axis that it counts on."""

    foreign_keys: tuple[str, ...] = ("border_first", "border_second")
    value_fields: tuple[str, ...] = ("between",)
    deferred: bool = False

    def read(self, links: Links) -> Fields:
        keys = [links[name] for name in self.foreign_keys]
        return {"between": tuple(key[-1] for key in keys if key)}

    def links(self, value: Question, holder: Holder) -> Links:
        axis = value.weights[0].axis if value.weights else ""
        slugs = value.between or ("", "")
        return {
            name: (axis, slug) if slug else None
            for name, slug in zip(self.foreign_keys, slugs, strict=True)
        }
