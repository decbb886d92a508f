"""Rules over answers: combinations, warnings, the fit check, and what follows from a match."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from matcher.models.guide import GuidePage
from matcher.models.outcomes import Axis, Outcome, SourceFields
from matcher.models.questions import Option, Question
from matcher.models.rows import (
    PERCENT,
    ConditionField,
    Row,
    day_field,
    position_field,
    scope_field,
)


class Combination(Row):
    """A rule over several answers that adds points on one axis."""

    slug = models.SlugField(_("slug"), unique=True)
    axis = models.ForeignKey(
        Axis,
        verbose_name=_("axis"),
        on_delete=models.PROTECT,
        related_name="combinations",
        help_text=_("Its condition may mention only questions that have a weight on this axis."),
    )
    condition = ConditionField(_("condition"))
    position = position_field()

    class Meta:
        ordering = ("axis__position", "position", "slug")
        verbose_name = _("combination")
        verbose_name_plural = _("combinations")

    def __str__(self) -> str:
        return self.slug


class Effect(Row):
    """What a combination adds to one outcome."""

    natural_fields = ("combination__slug", "outcome__axis__slug", "outcome__slug")

    combination = models.ForeignKey(
        Combination,
        verbose_name=_("combination"),
        on_delete=models.CASCADE,
        related_name="effects",
    )
    outcome = models.ForeignKey(
        Outcome, verbose_name=_("outcome"), on_delete=models.PROTECT, related_name="effects"
    )
    points = models.DecimalField(
        _("points"),
        max_digits=5,
        decimal_places=2,
        help_text=_("Added once, after the weights, while the condition holds."),
    )
    sentence = models.TextField(
        _("why"), help_text=_("One sentence that a reader of the result understands.")
    )

    class Meta:
        ordering = ("outcome__position",)
        verbose_name = _("effect")
        verbose_name_plural = _("effects")
        constraints = (
            models.UniqueConstraint(
                fields=("combination", "outcome"),
                name="effect_once_per_combination_and_outcome",
                violation_error_message=_("This combination changes that outcome already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(sentence=""),
                name="effect_says_why",
                violation_error_message=_("Say why in one sentence."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.outcome} {self.points.normalize():+f}"

    def clean(self) -> None:
        combination, outcome = getattr(self, "combination", None), getattr(self, "outcome", None)
        if combination and outcome and combination.axis_id != outcome.axis_id:
            raise ValidationError(
                {"outcome": _("This outcome belongs to another axis than the combination.")}
            )


class Warning(Row):
    """Advice that shows while its condition holds. The order of the rows is the order shown."""

    slug = models.SlugField(_("slug"), unique=True)
    title = models.CharField(_("title"), max_length=100)
    condition = ConditionField(_("shown when"))
    text = models.TextField(_("text"))
    position = position_field()

    class Meta:
        ordering = ("position", "slug")
        verbose_name = _("warning")
        verbose_name_plural = _("warnings")

    def __str__(self) -> str:
        return self.title


class Driver(Row):
    """One part of the fit check."""

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=80)
    question = models.OneToOneField(
        Question, verbose_name=_("question"), on_delete=models.PROTECT, related_name="driver"
    )
    weight = models.PositiveSmallIntegerField(
        _("weight in percent"),
        validators=PERCENT,
        help_text=_("Its share of the fit score while every driver is answered."),
    )
    required = models.BooleanField(
        _("required"),
        default=False,
        help_text=_(
            "Without an answer, or with “not sure”, the driver is left out and named. No score and "
            "no verdict is given until every required driver has an answer."
        ),
    )
    position = position_field()

    class Meta:
        ordering = ("position", "slug")
        verbose_name = _("fit-check driver")
        verbose_name_plural = _("fit-check drivers")

    def __str__(self) -> str:
        return self.name


class DriverScore(Row):
    """How ready the work is when this option is the answer."""

    natural_fields = ("driver__slug", "option__question__slug", "option__slug")

    driver = models.ForeignKey(
        Driver, verbose_name=_("driver"), on_delete=models.CASCADE, related_name="scores"
    )
    option = models.ForeignKey(
        Option, verbose_name=_("option"), on_delete=models.CASCADE, related_name="driver_scores"
    )
    score = models.PositiveSmallIntegerField(
        _("score"),
        validators=(MaxValueValidator(10),),
        help_text=_("0 to 10; higher means readier to hand over."),
    )

    class Meta:
        ordering = ("option__position",)
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = (
            models.UniqueConstraint(
                fields=("driver", "option"),
                name="score_once_per_driver_and_option",
                violation_error_message=_("This driver scores that option already."),
            ),
            models.CheckConstraint(
                condition=models.Q(score__gte=0, score__lte=10),
                name="score_from_0_to_10",
                violation_error_message=_("A score lies between 0 and 10."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.option}: {self.score}"

    def clean(self) -> None:
        driver, option = getattr(self, "driver", None), getattr(self, "option", None)
        if driver and option and driver.question_id != option.question_id:
            raise ValidationError(
                {"option": _("This option belongs to another question than the driver’s.")}
            )


class Verdict(Row):
    """What the fit check can say."""

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=80)
    text = models.TextField(_("text"))
    severity = models.PositiveSmallIntegerField(
        _("severity"),
        unique=True,
        help_text=_("Where several stops hold, the verdict with the highest severity wins."),
    )
    proceeds = models.BooleanField(
        _("goes ahead"),
        default=True,
        help_text=_("Off: preparation steps take the place of shortlist criteria."),
    )
    opening = models.CharField(
        _("first words of the answer"),
        max_length=80,
        blank=True,
        help_text=_(
            "A short sentence before all others at the top of a result, such as “Not yet.” "
            "Empty where the work may simply go ahead; where it should wait, the name then stands "
            "there."
        ),
    )
    run = models.CharField(
        _("words before how and where"),
        max_length=80,
        blank=True,
        help_text=_(
            "They lead to “as a managed service, offshore”, such as “Once it is ready, run it”. "
            "Empty: “Run it”, or nothing at all where the work should wait."
        ),
    )
    closing = models.CharField(
        _("last sentence of the answer"),
        max_length=80,
        blank=True,
        help_text=_("What to do with the answer, such as “Start with a pilot.” It may be empty."),
    )
    tint = models.CharField(
        _("tint"),
        max_length=10,
        default="open",
        choices=(
            ("go", _("Go")),
            ("pilot", _("Pilot")),
            ("not-yet", _("Not yet")),
            ("keep", _("Keep")),
            ("hold", _("Hold")),
            ("open", _("Open")),
        ),
        help_text=_("The colour of the answer at the top of a result."),
    )
    guide = models.ForeignKey(
        GuidePage,
        verbose_name=_("page of the guide"),
        on_delete=models.PROTECT,
        related_name="verdicts",
        null=True,
        blank=True,
        help_text=_("What to read about it; a result leads there."),
    )

    class Meta:
        ordering = ("severity",)
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")

    def __str__(self) -> str:
        return self.name


class Band(Row):
    """From which fit score a verdict is given."""

    natural_fields = ("verdict__slug",)

    verdict = models.OneToOneField(
        Verdict, verbose_name=_("verdict"), on_delete=models.CASCADE, related_name="band"
    )
    minimum = models.DecimalField(
        _("from score"),
        max_digits=3,
        decimal_places=1,
        validators=(MinValueValidator(0), MaxValueValidator(10)),
        help_text=_("0 to 10, with one decimal. One band must start at 0."),
    )

    class Meta:
        ordering = ("-minimum",)
        verbose_name = _("fit band")
        verbose_name_plural = _("fit bands")
        constraints = (
            models.UniqueConstraint(
                fields=("minimum",),
                name="band_minimum_once",
                violation_error_message=_("Another verdict starts at that score."),
            ),
            models.CheckConstraint(
                condition=models.Q(minimum__gte=0, minimum__lte=10),
                name="band_from_0_to_10",
                violation_error_message=_("A fit score lies between 0 and 10."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.minimum}: {self.verdict}"


class Stop(Row):
    """A condition that overrides the fit score."""

    slug = models.SlugField(_("slug"), unique=True)
    condition = ConditionField(_("condition"))
    verdict = models.ForeignKey(
        Verdict, verbose_name=_("verdict"), on_delete=models.PROTECT, related_name="stops"
    )
    warning = models.ForeignKey(
        Warning, verbose_name=_("warning"), on_delete=models.PROTECT, related_name="stops"
    )
    at_most = models.BooleanField(
        _("only a cap"),
        default=False,
        help_text=_("On: the verdict is at most this one; a worse score stands."),
    )
    position = position_field()

    class Meta:
        ordering = ("position", "slug")
        verbose_name = _("hard stop")
        verbose_name_plural = _("hard stops")

    def __str__(self) -> str:
        return self.slug


class PricingModel(Row):
    """A way to pay, and the behaviour that it creates."""

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    fits = models.TextField(_("fits when"))
    avoid = models.TextField(_("avoid when"))
    behaviour = models.TextField(_("behaviour it creates"))
    safeguards = models.TextField(_("safeguards"))
    scope = scope_field()
    examples_note = models.TextField(
        _("note on the examples"),
        blank=True,
        default="",
        help_text=_("What to bear in mind about the examples of prices."),
    )
    position = position_field()

    class Meta:
        ordering = ("position", "slug")
        verbose_name = _("pricing model")
        verbose_name_plural = _("pricing models")

    def __str__(self) -> str:
        return self.name


class PriceExample(Row):
    """What a vendor asks, as somebody read it."""

    natural_fields = ("model__slug", "name")

    model = models.ForeignKey(
        PricingModel,
        verbose_name=_("pricing model"),
        on_delete=models.CASCADE,
        related_name="examples",
    )
    name = models.CharField(_("vendor and product"), max_length=100)
    unit = models.CharField(
        _("unit"), max_length=160, help_text=_("What is counted, in the vendor’s words.")
    )
    price = models.CharField(_("price"), max_length=100, help_text=_("Such as USD 0.99."))
    dated = day_field(_("as of"))
    note = models.TextField(_("note"), blank=True, default="")
    position = position_field()

    class Meta:
        ordering = ("model__position", "position", "pk")
        verbose_name = _("example of a price")
        verbose_name_plural = _("examples of prices")
        constraints = (
            models.UniqueConstraint(
                fields=("model", "name"),
                name="price_once_per_name",
                violation_error_message=_("This model has an example with that name already."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class PriceSource(SourceFields):
    natural_fields = ("example__model__slug", "example__name", "title")

    example = models.ForeignKey(
        PriceExample, verbose_name=_("example"), on_delete=models.CASCADE, related_name="sources"
    )

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = (
            models.UniqueConstraint(
                fields=("example", "title"),
                name="source_once_per_price",
                violation_error_message=_("This example has a source with that title already."),
            ),
        )


class PricingRule(Row):
    """When a pricing model is suggested. It looks at answers, never at the family."""

    slug = models.SlugField(_("slug"), unique=True)
    condition = ConditionField(_("condition"), asks="content")
    model = models.ForeignKey(
        PricingModel,
        verbose_name=_("pricing model"),
        on_delete=models.PROTECT,
        related_name="rules",
    )
    sentence = models.TextField(_("why"))
    position = position_field()

    class Meta:
        ordering = ("position", "slug")
        verbose_name = _("pricing rule")
        verbose_name_plural = _("pricing rules")

    def __str__(self) -> str:
        return self.slug


class Regime(Row):
    """A set of rules that the work may fall under."""

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    triggered_by = models.TextField(_("triggered by"))
    changes = models.TextField(_("what changes"))
    condition = ConditionField(
        _("touched when"),
        asks="content",
        blank=True,
        default="",
        help_text=_("For example: object = slug. Empty: whatever the work is, once that is known."),
    )
    scope = scope_field()
    jurisdiction = models.CharField(
        _("jurisdiction"),
        max_length=120,
        blank=True,
        default="",
        help_text=_("Where it is law, such as “European Union”."),
    )
    in_force = day_field(_("in force since"))
    next_date = day_field(_("next date"))
    next_change = models.TextField(
        _("what happens then"), blank=True, default="", help_text=_("One sentence.")
    )
    position = position_field()

    class Meta:
        ordering = ("position", "slug")
        verbose_name = _("compliance regime")
        verbose_name_plural = _("compliance regimes")

    def __str__(self) -> str:
        return self.name


class RegimeSource(SourceFields):
    natural_fields = ("regime__slug", "title")

    regime = models.ForeignKey(
        Regime, verbose_name=_("regime"), on_delete=models.CASCADE, related_name="sources"
    )

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = (
            models.UniqueConstraint(
                fields=("regime", "title"),
                name="source_once_per_regime",
                violation_error_message=_("This regime has a source with that title already."),
            ),
        )


class Standard(Row):
    """What a provider can show that others have checked it."""

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    covers = models.TextField(_("what it covers"))
    attested_by = models.TextField(_("attested by"))
    ask = models.TextField(
        _("what to ask for"),
        help_text=_("The certificate or report, and what it has to name, such as sites and dates."),
    )
    condition = ConditionField(
        _("brought up when"),
        asks="content",
        blank=True,
        default="",
        help_text=_("For example: family = slug. Empty: whatever is answered."),
    )
    scope = scope_field()
    position = position_field()

    class Meta:
        ordering = ("position", "slug")
        verbose_name = _("standard")
        verbose_name_plural = _("standards")

    def __str__(self) -> str:
        return self.name


class StandardSource(SourceFields):
    natural_fields = ("standard__slug", "title")

    standard = models.ForeignKey(
        Standard, verbose_name=_("standard"), on_delete=models.CASCADE, related_name="sources"
    )

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = (
            models.UniqueConstraint(
                fields=("standard", "title"),
                name="source_once_per_standard",
                violation_error_message=_("This standard has a source with that title already."),
            ),
        )


class NextStep(Row):
    """What to do next: always, for one verdict, or as a check of one axis."""

    slug = models.SlugField(_("slug"), unique=True)
    text = models.TextField(_("text"))
    verdict = models.ForeignKey(
        Verdict,
        verbose_name=_("verdict"),
        on_delete=models.CASCADE,
        related_name="next_steps",
        null=True,
        blank=True,
        help_text=_("Empty: shown with every verdict."),
    )
    axis = models.ForeignKey(
        Axis,
        verbose_name=_("axis"),
        on_delete=models.CASCADE,
        related_name="next_steps",
        null=True,
        blank=True,
        help_text=_("Set: a check that belongs to this decision."),
    )
    condition = ConditionField(
        _("called for when"),
        asks="content",
        blank=True,
        default="",
        help_text=_("For example: volume is not one-off. Empty: whatever is answered."),
    )
    scope = scope_field()
    position = position_field()

    class Meta:
        ordering = ("position", "slug")
        verbose_name = _("next step")
        verbose_name_plural = _("next steps")

    def __str__(self) -> str:
        return self.text


class Note(Row):
    """Background that belongs to a topic rather than to one row."""

    slug = models.SlugField(_("slug"), unique=True)
    topic = models.SlugField(
        _("topic"), help_text=_("Where it is shown: beside an axis, or under a topic of its own.")
    )
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"))
    scope = scope_field()
    position = position_field()

    class Meta:
        ordering = ("topic", "position", "slug")
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self) -> str:
        return self.title
