"""Software and AI: how exposed the work of a family is, and the annex to a brief."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from matcher.models.outcomes import FAMILIES, Outcome, SourceFields
from matcher.models.rows import ConditionField, Row, day_field, position_field, scope_field
from matcher.models.rules import Regime


class ExposureScale(Row):
    """Published scores of how far generative AI could do the tasks of occupations."""

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    meaning = models.TextField(
        _("meaning"), help_text=_("What a score says and what it does not. Stands beside them.")
    )
    citation = models.TextField(
        _("citation"), help_text=_("As the publisher wants to be named, with the licence.")
    )
    position = position_field()

    class Meta:
        ordering = ("position", "slug")
        verbose_name = _("exposure scale")
        verbose_name_plural = _("exposure scales")

    def __str__(self) -> str:
        return self.name


class ExposureLevel(Row):
    """A level of a scale, such as a gradient."""

    natural_fields = ("scale__slug", "slug")

    scale = models.ForeignKey(
        ExposureScale, verbose_name=_("scale"), on_delete=models.CASCADE, related_name="levels"
    )
    slug = models.SlugField(_("slug"))
    name = models.CharField(_("name"), max_length=60)
    means = models.TextField(_("what it means"))
    position = position_field()

    class Meta:
        ordering = ("scale__position", "position", "pk")
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        constraints = (
            models.UniqueConstraint(
                fields=("scale", "slug"),
                name="level_once_per_scale",
                violation_error_message=_("This scale has a level with that slug already."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class ScaleSource(SourceFields):
    natural_fields = ("scale__slug", "title")

    scale = models.ForeignKey(
        ExposureScale, verbose_name=_("scale"), on_delete=models.CASCADE, related_name="sources"
    )

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = (
            models.UniqueConstraint(
                fields=("scale", "title"),
                name="source_once_per_scale",
                violation_error_message=_("This scale has a source with that title already."),
            ),
        )


class Exposure(Row):
    """The score of an occupation near a family."""

    natural_fields = ("family__axis__slug", "family__slug", "code")

    family = models.ForeignKey(
        Outcome,
        verbose_name=_("family"),
        on_delete=models.CASCADE,
        related_name="exposures",
        limit_choices_to=FAMILIES,
    )
    code = models.CharField(
        _("ISCO-08 code"),
        max_length=4,
        validators=(RegexValidator(r"\A[0-9]{4}\Z", _("Write the four digits of ISCO-08.")),),
    )
    title = models.CharField(_("occupation"), max_length=120)
    score = models.DecimalField(
        _("mean score"),
        max_digits=3,
        decimal_places=2,
        validators=(MinValueValidator(0), MaxValueValidator(1)),
        help_text=_("From 0 to 1, as published."),
    )
    level = models.ForeignKey(
        ExposureLevel,
        verbose_name=_("level"),
        on_delete=models.PROTECT,
        related_name="exposures",
        help_text=_("As published: it does not follow from the score alone."),
    )
    checked_on = day_field(
        _("checked on"), _("When somebody last read it at the source; empty: it is not shown.")
    )
    scope = scope_field()
    position = position_field()

    class Meta:
        ordering = ("family__position", "position", "code")
        verbose_name = _("exposure to AI")
        verbose_name_plural = _("exposure to AI")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(score__gte=0, score__lte=1),
                name="exposure_from_0_to_1",
                violation_error_message=_("A score lies between 0 and 1."),
            ),
            models.UniqueConstraint(
                fields=("family", "code"),
                name="occupation_once_per_family",
                violation_error_message=_("This family has that occupation already."),
            ),
        )

    def __str__(self) -> str:
        return self.title


class AnnexClause(Row):
    """A point of the annex on software and AI to a brief."""

    slug = models.SlugField(_("slug"), unique=True)
    title = models.CharField(_("title"), max_length=100)
    text = models.TextField(_("text"))
    to_fill_in = models.TextField(
        _("to be filled in"),
        blank=True,
        default="",
        help_text=_("What the buyer still has to write here."),
    )
    condition = ConditionField(
        _("called for when"),
        asks="content",
        blank=True,
        default="",
        help_text=_(
            "For example: route = slug. Of each axis the second outcome counts like the first. "
            "Empty: whatever is answered."
        ),
    )
    scope = scope_field()
    regime = models.ForeignKey(
        Regime,
        verbose_name=_("law"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The rules that the text names, with their sources."),
    )
    position = position_field()

    class Meta:
        ordering = ("position", "slug")
        verbose_name = _("clause of the AI annex")
        verbose_name_plural = _("clauses of the AI annex")

    def __str__(self) -> str:
        return self.title
