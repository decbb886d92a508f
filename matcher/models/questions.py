"""Questions, their options, and the evidence that an answer carries."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from matcher.core import NOT_SURE
from matcher.core.conditions import KEYWORDS
from matcher.core.taxonomy.values import LINE, RESERVED
from matcher.models.outcomes import Axis, Outcome
from matcher.models.rows import NAMED_IN_CONDITIONS, ConditionField, Row, position_field


class Question(Row):
    """What is asked. The order of the rows is the order of the walk."""

    slug = models.SlugField(
        _("slug"),
        unique=True,
        help_text=_(
            "It is part of every address that carries an answer; do not change it lightly. "
            "Conditions name it: after a change, publishing is refused until they name the new one."
        ),
    )
    part = models.CharField(
        _("part"),
        max_length=10,
        choices=(("work", _("What the work is")), ("terms", _("How and where"))),
        help_text=_("Which half of the walk asks it. It has no effect on points."),
    )
    prompt = models.CharField(
        _("question"), max_length=160, help_text=_("The heading of its page.")
    )
    help = models.TextField(_("help"), help_text=_("Shown beside the options."))
    example = models.TextField(_("example"), help_text=_("Shown beside the options."))
    not_sure = models.TextField(
        _("what “not sure” does"), help_text=_("Shown beside the option “I’m not sure”.")
    )
    kind = models.CharField(
        _("kind"),
        max_length=10,
        default="one",
        choices=(("one", _("One option")), ("several", _("Tick all that hold"))),
        help_text=_(
            "Of several ticks the points add up, each rules out what it rules out, and the fit "
            "check takes the lowest score."
        ),
    )
    ordered = models.BooleanField(
        _("options form a scale"),
        default=False,
        help_text=_("On when the options go from less to more in their order."),
    )
    circumstance = models.BooleanField(
        _("a circumstance"),
        default=False,
        help_text=_(
            "On when the answer may become another while the work stays what it is: its volume, "
            "who should run it, what matters most. Results say what any other answer would change. "
            "Off for what the work itself is: results then name only an answer that itself speaks "
            "for the outcome which it would put first."
        ),
    )
    proposed_from = models.PositiveSmallIntegerField(
        _("proposed from a lead of"),
        null=True,
        blank=True,
        help_text=_(
            "In hundredths: from which lead of one option over the next a visitor’s own words "
            "propose an answer, which counts only once the visitor confirms it. Empty: they "
            "propose none."
        ),
    )
    border_first = models.ForeignKey(
        Outcome,
        verbose_name=_("tells apart"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_(
            "Set both for a border question: it is asked only while these two outcomes are first "
            "and close, and may carry evidence for these two only."
        ),
    )
    border_second = models.ForeignKey(
        Outcome,
        verbose_name=_("and"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    position = position_field()

    class Meta:
        ordering = ("position", "slug")
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = (
            models.CheckConstraint(
                condition=Q(border_first=None, border_second=None)
                | (
                    Q(border_first__isnull=False, border_second__isnull=False)
                    & ~Q(border_first=models.F("border_second"))
                ),
                name="question_between_two_outcomes_or_none",
                violation_error_message=_(
                    "A border question tells two different outcomes apart: set both, or neither."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.prompt

    def get_absolute_url(self) -> str:
        return reverse("matcher:question", args=[self.slug])

    def clean(self) -> None:
        taken = RESERVED | KEYWORDS | {LINE}
        if self.slug in taken or Axis.objects.filter(slug=self.slug).exists():
            raise ValidationError(
                {
                    "slug": _("“%(slug)s” has a meaning of its own in addresses or conditions.")
                    % {"slug": self.slug}
                }
            )


class Option(Row):
    """What may be picked."""

    natural_fields = ("question__slug", "slug")

    question = models.ForeignKey(
        Question, verbose_name=_("question"), on_delete=models.CASCADE, related_name="options"
    )
    slug = models.SlugField(_("slug"), help_text=NAMED_IN_CONDITIONS)
    label = models.CharField(_("label"), max_length=100)
    hint = models.TextField(
        _("hint"), help_text=_("One sentence under the label that tells it from its neighbours.")
    )
    supposing = models.CharField(
        _("supposing"),
        max_length=160,
        blank=True,
        help_text=_(
            "A clause that reads well after “If”, such as: your own staff were served. It says on "
            "a result what would have to be different."
        ),
    )
    group = models.CharField(
        _("group"),
        max_length=60,
        blank=True,
        help_text=_("The heading that it stands under, where options are many."),
    )
    conflicts = models.TextField(
        _("cannot be ticked with"),
        blank=True,
        help_text=_(
            "Only where several may be ticked: the slugs of options that exclude this one, one a "
            "line. Each of them has to name this one too."
        ),
    )
    same_region = models.BooleanField(
        _("only in the region of home"),
        default=False,
        help_text=_(
            "Whether of the places by name only those are shown that belong to a group of the "
            "buyer’s own country."
        ),
    )
    position = position_field()

    class Meta:
        ordering = ("question__position", "position", "slug")
        verbose_name = _("option")
        verbose_name_plural = _("options")
        constraints = (
            models.UniqueConstraint(
                fields=("question", "slug"),
                name="option_slug_once_per_question",
                violation_error_message=_("This question has an option with that slug already."),
            ),
            models.CheckConstraint(
                condition=~Q(slug=NOT_SURE),
                name="option_is_never_called_not_sure",
                violation_error_message=_("Every question has “not-sure” already."),
            ),
        )

    def __str__(self) -> str:
        return self.label


class Weight(Row):
    """How much a question counts on an axis."""

    natural_fields = ("question__slug", "axis__slug")

    question = models.ForeignKey(
        Question, verbose_name=_("question"), on_delete=models.CASCADE, related_name="weights"
    )
    axis = models.ForeignKey(
        Axis, verbose_name=_("axis"), on_delete=models.CASCADE, related_name="weights"
    )
    weight = models.DecimalField(
        _("weight"),
        max_digits=4,
        decimal_places=2,
        validators=(MinValueValidator(0),),
        help_text=_(
            "Every strength of this question is multiplied by it on this axis. At 2, a "
            "strength of +3 adds 6 points."
        ),
    )
    role = models.CharField(
        _("role"),
        max_length=10,
        choices=(("essential", _("Essential")), ("tie-break", _("Only breaks ties"))),
        help_text=_(
            "A question that only breaks ties, on every axis it counts on, is skipped once "
            "nothing it could change is open."
        ),
    )
    required = models.BooleanField(
        _("required"),
        default=False,
        help_text=_("Without an answer to it, the result on this axis is called provisional."),
    )

    class Meta:
        ordering = ("question__position", "axis__position")
        verbose_name = _("weight")
        verbose_name_plural = _("weights")
        constraints = (
            models.UniqueConstraint(
                fields=("question", "axis"),
                name="weight_once_per_question_and_axis",
                violation_error_message=_("This question has a weight on that axis already."),
            ),
            models.CheckConstraint(condition=Q(weight__gte=0), name="weight_is_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.axis}: {self.weight.normalize():f}"


class Evidence(Row):
    """One cell: what an option says about an outcome, and why."""

    natural_fields = (
        "option__question__slug",
        "option__slug",
        "outcome__axis__slug",
        "outcome__slug",
    )

    option = models.ForeignKey(
        Option, verbose_name=_("option"), on_delete=models.CASCADE, related_name="evidence"
    )
    outcome = models.ForeignKey(
        Outcome, verbose_name=_("outcome"), on_delete=models.PROTECT, related_name="evidence"
    )
    strength = models.SmallIntegerField(
        _("strength"),
        default=0,
        validators=(MinValueValidator(-3), MaxValueValidator(3)),
        help_text=_(
            "From -3 (argues strongly against) to +3 (argues strongly for). Times the "
            "question’s weight it is what this answer adds to the outcome’s points."
        ),
    )
    excludes = models.BooleanField(
        _("rules it out"),
        default=False,
        help_text=_("The outcome cannot be chosen, whatever its points. Strength must be 0."),
    )
    sentence = models.TextField(
        _("why"), help_text=_("One sentence that a reader of the result understands.")
    )

    class Meta:
        ordering = (
            *("option__question__position", "option__position"),
            *("outcome__axis__position", "outcome__position"),
        )
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = (
            models.UniqueConstraint(
                fields=("option", "outcome"),
                name="evidence_once_per_option_and_outcome",
                violation_error_message=_("This option already says something about that outcome."),
            ),
            models.CheckConstraint(
                condition=Q(strength__gte=-3, strength__lte=3),
                name="evidence_strength_from_minus_3_to_3",
                violation_error_message=_("A strength lies between -3 and +3."),
            ),
            models.CheckConstraint(
                condition=Q(excludes=True, strength=0) | (Q(excludes=False) & ~Q(strength=0)),
                name="evidence_has_strength_or_excludes",
                violation_error_message=_(
                    "Give a strength other than 0, or rule the outcome out with strength 0."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(sentence=""),
                name="evidence_says_why",
                violation_error_message=_("Say why in one sentence."),
            ),
        )

    def __str__(self) -> str:
        effect = _("rules out") if self.excludes else f"{self.strength:+d}"
        return f"{self.option} {effect} {self.outcome}"

    def clean(self) -> None:
        question = getattr(getattr(self, "option", None), "question_id", None)
        outcome = getattr(self, "outcome", None)
        if question is None or outcome is None:
            return  # each empty field has its own error already
        if not Weight.objects.filter(question=question, axis=outcome.axis_id).exists():
            raise ValidationError(
                {
                    "outcome": _(
                        "The question has no weight on the axis of this outcome, so the "
                        "evidence would never count. Give it a weight there first."
                    )
                }
            )


class Suggestion(Row):
    """An answer that other answers point to: offered, never assumed."""

    natural_fields = ("option__question__slug", "option__slug", "condition")

    option = models.ForeignKey(
        Option, verbose_name=_("option"), on_delete=models.CASCADE, related_name="suggestions"
    )
    condition = ConditionField(_("offered when"))
    sentence = models.TextField(_("sentence"), help_text=_("Why the other answers point to it."))
    position = position_field()

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")

    def __str__(self) -> str:
        return self.sentence
