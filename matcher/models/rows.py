"""What all rows of the draft have in common: a natural key and an order."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from matcher.core import control_characters
from matcher.core.condition_errors import Asks
from matcher.core.conditions import ConditionError, parse
from matcher.core.days import is_day

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField


class RowManager(models.Manager["Row"]):
    """Finds a row by its natural key, for fixtures."""

    def get_by_natural_key(self, *key: str) -> "Row":
        pairs = zip(self.model.natural_fields, key, strict=True)
        return self.get(**dict(_lookup(path, slug) for path, slug in pairs))


def _lookup(path: str, slug: str) -> tuple[str, str | bool]:
    """How a part of a natural key is looked up: empty where the row points at none."""
    related, _separator, _field = path.rpartition("__")
    return (path, slug) if slug or not related else (f"{related}__isnull", True)


REASON_LENGTH = 300


class RowHistory(HistoricalRecords):  # type: ignore[misc]  # its package has no types
    """Who changed what and when, for every row. It is read on the pages of the rows, so that it
    needs no permissions of its own."""

    def __init__(self, **options: object) -> None:
        reason = models.CharField(max_length=REASON_LENGTH, null=True)
        super().__init__(history_change_reason_field=reason, **options)

    def get_meta_options(self, model: type[models.Model]) -> dict[str, object]:
        return {**super().get_meta_options(model), "default_permissions": ()}

    def get_meta_options_m2m(self, through_model: type[models.Model]) -> dict[str, object]:
        return {**super().get_meta_options_m2m(through_model), "default_permissions": ()}


class PlainTextModel(models.Model):
    """A row of a table whose texts may have no control characters."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Refuse control characters too, in whatever way a text comes in. Raises
        ValidationError."""
        errors = {
            name: [problem]
            for name, problem in _control_character_errors(self)
            if name not in (exclude or ())
        }
        try:
            super().clean_fields(exclude)
        except ValidationError as error:
            errors |= error.error_dict
        if errors:
            raise ValidationError(errors)


class Row(PlainTextModel):
    """A row that an editor changes. `natural_fields` are the look-ups that name it, the same
    ones that its unique constraint guards."""

    natural_fields: ClassVar[tuple[str, ...]] = ("slug",)

    objects: ClassVar[models.Manager[Self]] = RowManager()  # type: ignore[assignment]
    history = RowHistory(inherit=True)

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[str, ...]:
        return tuple(follow(self, path) for path in self.natural_fields)


def _control_character_errors(row: models.Model) -> Iterator[tuple[str, ValidationError]]:
    """What is wrong with each text that has control characters, by the name of its field."""
    for field in row._meta.concrete_fields:
        if isinstance(field, models.CharField | models.TextField):
            multiline = isinstance(field, models.TextField)
            names = control_characters(getattr(row, field.attname) or "", multiline=multiline)
            if names:
                yield field.name, control_character_error(names)


def control_character_error(names: tuple[str, ...]) -> ValidationError:
    """What is wrong with a text that has these control characters."""
    return ValidationError(
        _("Invisible control characters are not allowed: %(names)s. Type the text without them."),
        code="control_characters",
        params={"names": ", ".join(names)},
    )


def follow(row: models.Model, path: str) -> str:
    """What a look-up such as `option__question__slug` leads to, as a string; empty where the row
    points at none."""
    first, *rest = path.split("__")
    value: object = getattr(row, first)
    for name in rest:
        value = "" if value is None else getattr(value, name)
    return str(value)


def position_field(help_text: "StrOrPromise" = "") -> "models.PositiveSmallIntegerField[int, int]":
    """The position of a row among its neighbours, counted upwards."""
    return models.PositiveSmallIntegerField(
        _("position"),
        default=0,
        help_text=help_text or _("Smaller numbers come first on every page."),
    )


def validate_condition(condition: str) -> None:
    """Raises ValidationError naming the position where the condition cannot be parsed."""
    try:
        parse(condition)
    except ConditionError as error:
        raise ValidationError(str(error), code="condition") from error


CONDITION_HELP = _(
    "For example: regulation = high and (work_kind = casework or "
    "object = regulated-cases). Also: question = not-sure, question unanswered, "
    "question is not option, family = outcome, family is close, label given."
)


SCOPE_HELP = _(
    "For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the "
    "service lines that it belongs to: line = slug. Empty: everywhere."
)


class ConditionField(_TextField):
    """A condition; refused with the position of the error when it cannot be parsed. `asks` says
    what it may ask besides the answers that are scored."""

    def __init__(self, *args: Any, asks: Asks = "answers", **options: Any) -> None:  # noqa: ANN401 - as Django has it
        self.asks = asks
        help_text = SCOPE_HELP if asks == "scope" else CONDITION_HELP
        defaults = {"validators": [validate_condition], "help_text": help_text}
        super().__init__(*args, **{**defaults, **options})

    def formfield(self, **kwargs: Any) -> Any:  # noqa: ANN401 - as Django has it
        """A field of the desk is told what the condition may ask."""
        asks = {"asks": self.asks} if kwargs.get("form_class") else {}
        return super().formfield(**kwargs | asks)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """As plain text for migrations: to the database it is nothing else."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.TextField", args, options


def scope_field() -> ConditionField:
    """The field of a row that is not true for everybody."""
    return ConditionField(_("only for"), asks="scope", blank=True, default="")


NAMED_IN_CONDITIONS = _(
    "Conditions name it. After a change, publishing is refused until they name the new one."
)


def validate_day(day: str) -> None:
    """Raises ValidationError where it is no day, as far as days are known."""
    if not is_day(day):
        raise ValidationError(_("Write a day as 2026-08-02, or 2026-08, or 2026."), code="day")


def day_field(name: "StrOrPromise", help_text: "StrOrPromise" = "") -> "models.CharField[str, str]":
    """A day, a month or a year, as far as it is known."""
    return models.CharField(
        name,
        max_length=10,
        blank=True,
        default="",
        validators=(validate_day,),
        help_text=help_text or _("As 2026-08-02, or as far as it is known: 2026-08, 2026."),
    )


PERCENT = (MinValueValidator(0), MaxValueValidator(100))
