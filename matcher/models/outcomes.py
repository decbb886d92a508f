"""Axes, their outcomes, and what belongs to a family."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from matcher.models.rows import (
    NAMED_IN_CONDITIONS,
    PERCENT,
    Row,
    day_field,
    position_field,
    scope_field,
)

FAMILIES = {"profile__isnull": False}
"""The outcomes that carry service lines, KPIs and the like: those with a profile."""


class Axis(Row):
    """One thing that is decided."""

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=60)
    asks = models.CharField(
        _("what it decides"), max_length=120, help_text=_("The decision, as a question.")
    )
    tie_question = models.ForeignKey(
        "matcher.Question",
        verbose_name=_("tie question"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_(
            "Equal points go to the outcome that the answer to this question speaks for most. "
            "Empty: the order of the outcomes decides."
        ),
    )
    clear_from = models.DecimalField(
        _("clear from"),
        max_digits=5,
        decimal_places=2,
        validators=(MinValueValidator(0),),
        help_text=_("From this lead in points over the second outcome, a result is called clear."),
    )
    likely_from = models.DecimalField(
        _("likely from"),
        max_digits=5,
        decimal_places=2,
        validators=(MinValueValidator(0),),
        help_text=_("From this lead a result is called likely; below it, a close call."),
    )
    full_answers = models.PositiveSmallIntegerField(
        _("answers for a full picture"),
        default=0,
        help_text=_(
            "With fewer answers than this on the axis, a result is called likely at most, "
            "unless no further answer can change it."
        ),
    )
    close_percent = models.PositiveSmallIntegerField(
        _("close from percent"),
        default=80,
        validators=PERCENT,
        help_text=_(
            "The second outcome counts as close when it reaches this share of the first "
            "one's points."
        ),
    )
    unclear_below = models.DecimalField(
        _("unclear below"),
        max_digits=5,
        decimal_places=2,
        default=0,
        validators=(MinValueValidator(0),),
        help_text=_(
            "With a full picture and a best score below this, the page says that the answers "
            "do not describe one kind of work. 0 switches it off."
        ),
    )
    robust_clear = models.BooleanField(
        _("clear only if no single answer carries it"),
        default=False,
        help_text=_(
            "On: a result is called likely at most while any one answer, taken away, would bring "
            "another outcome first."
        ),
    )
    assessed = models.BooleanField(
        _("compared by criteria and cost"),
        default=False,
        help_text=_(
            "On: its outcomes are ways to get the work done, and the page “Make, buy or automate?” "
            "compares them. One axis at most. Of each outcome its facts are shown once it is "
            "first: say what would have to be true, and how to try it."
        ),
    )
    position = position_field()

    class Meta:
        ordering = ("position", "slug")
        verbose_name = _("axis")
        verbose_name_plural = _("axes")
        constraints = (
            models.CheckConstraint(
                condition=Q(clear_from__gte=models.F("likely_from")),
                name="axis_clear_at_least_likely",
                violation_error_message=_("“Clear from” cannot be below “likely from”."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.tie_question and not self.tie_question.weights.filter(axis=self.pk).exists():
            raise ValidationError(
                {"tie_question": _("This question has no weight on this axis: it settles nothing.")}
            )


class Outcome(Row):
    """A possible answer on an axis."""

    natural_fields = ("axis__slug", "slug")

    axis = models.ForeignKey(
        Axis, verbose_name=_("axis"), on_delete=models.PROTECT, related_name="outcomes"
    )
    slug = models.SlugField(_("slug"), help_text=NAMED_IN_CONDITIONS)
    name = models.CharField(_("name"), max_length=80)
    summary = models.TextField(_("summary"), help_text=_("What it is, in one sentence."))
    phrase = models.CharField(
        _("words in the answer"),
        max_length=80,
        blank=True,
        help_text=_(
            "How it reads inside the sentence at the top of a result. A family after “is”: "
            "“customer operations and support”. Any other after “Run it”: “as a managed "
            "service”, “offshore”. Empty: its name stands there."
        ),
    )
    in_first_source = models.BooleanField(
        _("named by the first source"),
        default=True,
        help_text=_("Off for the families that only the other source documents name."),
    )
    min_shared_hours = models.PositiveSmallIntegerField(
        _("hours shared with home"),
        null=True,
        blank=True,
        help_text=_(
            "Places that share so many working hours on every day are named on its results; 0: all "
            "places. Empty: no places are named."
        ),
    )
    position = position_field(
        _("Smaller numbers come first, also among outcomes with equal points.")
    )

    class Meta:
        ordering = ("axis__position", "position", "slug")
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = (
            models.UniqueConstraint(
                fields=("axis", "slug"),
                name="outcome_slug_once_per_axis",
                violation_error_message=_("This axis has an outcome with that slug already."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        if hasattr(self, "profile"):
            return reverse("matcher:family", args=[self.slug])
        return reverse("matcher:method")


class OutcomeFact(Row):
    """A named sentence about an outcome, such as who directs the people."""

    natural_fields = ("outcome__axis__slug", "outcome__slug", "name")

    outcome = models.ForeignKey(
        Outcome, verbose_name=_("outcome"), on_delete=models.CASCADE, related_name="facts"
    )
    name = models.CharField(
        _("name"), max_length=60, help_text=_("Such as “Who directs the people”.")
    )
    text = models.TextField(_("text"))
    position = position_field()

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = (
            models.UniqueConstraint(
                fields=("outcome", "name"),
                name="fact_name_once_per_outcome",
                violation_error_message=_("This outcome has a fact with that name already."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class OutcomeNeeds(Row):
    """What an outcome that is made of others needs. One row for such an outcome."""

    natural_fields = ("outcome__axis__slug", "outcome__slug")

    outcome = models.OneToOneField(
        Outcome, verbose_name=_("outcome"), on_delete=models.CASCADE, related_name="needs"
    )
    of = models.TextField(
        _("made of"),
        help_text=_("The slugs of the outcomes on the same axis that it is made of, one a line."),
    )
    at_least = models.PositiveSmallIntegerField(
        _("how many must be left"),
        validators=(MinValueValidator(1),),
        help_text=_("With fewer of them left, it is ruled out like those that are gone."),
    )
    sentence = models.TextField(
        _("why"), help_text=_("One sentence that says why it is then ruled out.")
    )

    class Meta:
        ordering = ("outcome__axis__position", "outcome__position")
        verbose_name = _("parts of an outcome")
        verbose_name_plural = _("parts of outcomes")
        constraints = (
            models.CheckConstraint(
                condition=~Q(sentence=""),
                name="needs_say_why",
                violation_error_message=_("Say why in one sentence."),
            ),
        )

    def __str__(self) -> str:
        return str(self.outcome)


class Profile(Row):
    """What a family looks like and what follows from it. One row a family."""

    natural_fields = ("outcome__axis__slug", "outcome__slug")

    outcome = models.OneToOneField(
        Outcome, verbose_name=_("family"), on_delete=models.CASCADE, related_name="profile"
    )
    definition = models.TextField(_("definition"))
    position = models.TextField(_("position"), help_text=_("Front or back office, and why."))
    office = models.CharField(
        _("coarse tag"),
        max_length=10,
        choices=(
            ("front", _("Front office")),
            ("back", _("Back office")),
            ("both", _("Both")),
            ("neither", _("Neither")),
        ),
    )
    served = models.TextField(_("who is served"))
    work_kind = models.TextField(_("kind of work"))
    judgment = models.TextField(_("judgment"))
    regulation = models.TextField(_("regulation"))
    volume = models.TextField(_("volume"))
    channels = models.TextField(_("channels"))
    systems = models.TextField(_("systems"))
    staffing = models.TextField(_("staffing model"))
    quality = models.TextField(_("quality model"))
    training = models.TextField(_("training model"))
    pricing = models.TextField(_("pricing that fits"))
    automation = models.TextField(_("automation potential"))
    exposure_note = models.TextField(
        _("what exposure to AI means"),
        blank=True,
        default="",
        help_text=_("What a buyer should make of the scores; figures only with a link."),
    )
    inward = models.PositiveSmallIntegerField(
        _("map: outside to inside"),
        null=True,
        blank=True,
        validators=PERCENT,
        help_text=_("0: it serves people outside; 100: people inside. Empty: not on the map."),
    )
    expertise = models.PositiveSmallIntegerField(
        _("map: rules to judgment"),
        null=True,
        blank=True,
        validators=PERCENT,
        help_text=_("0: rules decide each case; 100: expert judgment does."),
    )

    class Meta:
        ordering = ("outcome__position",)
        verbose_name = _("family profile")
        verbose_name_plural = _("family profiles")

    def __str__(self) -> str:
        return str(self.outcome)


class ServiceLine(Row):
    """A part of a family that is bought on its own."""

    family = models.ForeignKey(
        Outcome,
        verbose_name=_("family"),
        on_delete=models.CASCADE,
        related_name="service_lines",
        limit_choices_to=FAMILIES,
    )
    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    note = models.TextField(_("note"), blank=True, help_text=_("Where its border runs."))
    scope = scope_field()
    position = position_field()

    class Meta:
        ordering = ("family__position", "position", "slug")
        verbose_name = _("service line")
        verbose_name_plural = _("service lines")

    def __str__(self) -> str:
        return self.name


class ExampleTask(Row):
    """A task as somebody who has the work would say it."""

    natural_fields = ("line__slug", "text")

    line = models.ForeignKey(
        ServiceLine,
        verbose_name=_("service line"),
        on_delete=models.CASCADE,
        related_name="tasks",
    )
    text = models.CharField(_("task"), max_length=160)
    position = position_field()

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("example task")
        verbose_name_plural = _("example tasks")
        constraints = (
            models.UniqueConstraint(
                fields=("line", "text"),
                name="task_once_per_line",
                violation_error_message=_("This line has that task already."),
            ),
        )

    def __str__(self) -> str:
        return self.text


class TypicalAnswer(Row):
    """An answer that work on a service line usually has; the nearest lines are shown first."""

    natural_fields = ("line__slug", "option__question__slug", "option__slug")

    line = models.ForeignKey(
        ServiceLine,
        verbose_name=_("service line"),
        on_delete=models.CASCADE,
        related_name="typical",
    )
    option = models.ForeignKey(
        "matcher.Option",
        verbose_name=_("answer"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The more of them a visitor gave, the earlier the line is shown."),
    )
    position = position_field()

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("typical answer")
        verbose_name_plural = _("typical answers")
        constraints = (
            models.UniqueConstraint(
                fields=("line", "option"),
                name="typical_answer_once_per_line",
                violation_error_message=_("This line has that typical answer already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.line}: {self.option}"


class Kpi(Row):
    """A measure of a family, with its formula."""

    natural_fields = ("family__axis__slug", "family__slug", "slug")

    family = models.ForeignKey(
        Outcome,
        verbose_name=_("family"),
        on_delete=models.CASCADE,
        related_name="kpis",
        limit_choices_to=FAMILIES,
    )
    slug = models.SlugField(_("slug"), max_length=80)
    name = models.CharField(_("name"), max_length=100)
    formula = models.TextField(_("meaning and formula"))
    unit = models.CharField(_("unit"), max_length=30, help_text=_("Such as %, days or currency."))
    better = models.CharField(
        _("better"), max_length=20, help_text=_("Higher, lower, or why neither.")
    )
    range = models.TextField(
        _("typical range"), blank=True, help_text=_("Empty where no reliable range was found.")
    )
    range_note = models.TextField(
        _("note on the range"),
        blank=True,
        help_text=_("Required where there is no range: says so, and what may be said instead."),
    )
    scope = scope_field()
    position = position_field()

    class Meta:
        ordering = ("family__position", "position", "slug")
        verbose_name = _("KPI")
        verbose_name_plural = _("KPIs")
        constraints = (
            models.UniqueConstraint(
                fields=("family", "slug"),
                name="kpi_slug_once_per_family",
                violation_error_message=_("This family has a KPI with that slug already."),
            ),
            models.CheckConstraint(
                condition=~Q(range="", range_note=""),
                name="kpi_has_range_or_says_none",
                violation_error_message=_("Give a range, or say in the note that there is none."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class ScopedText(Row):
    """A sentence about a family that may hold for some buyers only."""

    natural_fields = ("family__axis__slug", "family__slug", "text")

    text = models.CharField(_("text"), max_length=800)
    scope = scope_field()
    position = position_field()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text


class Criterion(ScopedText):
    """What to ask of a provider before it is chosen."""

    family = models.ForeignKey(
        Outcome,
        verbose_name=_("family"),
        on_delete=models.CASCADE,
        related_name="criteria",
        limit_choices_to=FAMILIES,
    )

    class Meta:
        ordering = ("family__position", "position", "pk")
        verbose_name = _("shortlist criterion")
        verbose_name_plural = _("shortlist criteria")
        constraints = (
            models.UniqueConstraint(
                fields=("family", "text"),
                name="criterion_once_per_family",
                violation_error_message=_("This family has that criterion already."),
            ),
        )


class Risk(ScopedText):
    """What goes wrong with work of this family, and the control: the risk → the control."""

    family = models.ForeignKey(
        Outcome,
        verbose_name=_("family"),
        on_delete=models.CASCADE,
        related_name="risks",
        limit_choices_to=FAMILIES,
    )

    class Meta:
        ordering = ("family__position", "position", "pk")
        verbose_name = _("risk and control")
        verbose_name_plural = _("risks and controls")
        constraints = (
            models.UniqueConstraint(
                fields=("family", "text"),
                name="risk_once_per_family",
                violation_error_message=_("This family has that risk already."),
            ),
        )


class HandBack(ScopedText):
    """When a provider does not settle an item of this family but hands it back."""

    family = models.ForeignKey(
        Outcome,
        verbose_name=_("family"),
        on_delete=models.CASCADE,
        related_name="hand_backs",
        limit_choices_to=FAMILIES,
    )

    class Meta:
        ordering = ("family__position", "position", "pk")
        verbose_name = _("reason to hand an item back")
        verbose_name_plural = _("when to hand an item back")
        constraints = (
            models.UniqueConstraint(
                fields=("family", "text"),
                name="hand_back_once_per_family",
                violation_error_message=_("This family has that reason already."),
            ),
        )


class SourceFields(Row):
    """Where a figure comes from."""

    title = models.CharField(_("title"), max_length=160)
    url = models.URLField(_("address"), max_length=500, blank=True)
    grade = models.CharField(
        _("grade"),
        max_length=1,
        blank=True,
        choices=(
            ("A", _("A: regulator, rule-setter or benchmark body")),
            ("B", _("B: practitioner, trade or research publication")),
            ("C", _("C: vendor or single-author page")),
        ),
        help_text=_("Shown beside the figure; grade C is good for a conversation only."),
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    dated = day_field(_("its own date"))
    says = models.CharField(
        _("what it says"), max_length=200, blank=True, default="", help_text=_("In our own words.")
    )
    checked_on = day_field(_("checked on"), _("When somebody last opened it; empty: nobody did."))
    checked_by = models.CharField(
        _("checked by"),
        max_length=60,
        blank=True,
        default="",
        help_text=_("A role, such as “content editor”; never a name."),
    )
    position = position_field()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class KpiSource(SourceFields):
    natural_fields = ("kpi__family__axis__slug", "kpi__family__slug", "kpi__slug", "title")

    kpi = models.ForeignKey(
        Kpi, verbose_name=_("KPI"), on_delete=models.CASCADE, related_name="sources"
    )

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = (
            models.UniqueConstraint(
                fields=("kpi", "title"),
                name="source_once_per_kpi",
                violation_error_message=_("This KPI has a source with that title already."),
            ),
        )


class Confusion(Row):
    """Another kind of work that is often mistaken for this family."""

    natural_fields = ("family__axis__slug", "family__slug", "other_name")

    family = models.ForeignKey(
        Outcome, verbose_name=_("family"), on_delete=models.CASCADE, related_name="confusions"
    )
    other = models.ForeignKey(
        Outcome,
        verbose_name=_("other family"),
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
        limit_choices_to=FAMILIES,
        help_text=_("Empty where the other side is not one of our families."),
    )
    other_name = models.CharField(_("name of the other side"), max_length=100)
    goes_wrong = models.TextField(_("what goes wrong"))
    tell_apart = models.TextField(_("how to tell apart"))
    position = position_field()

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("common confusion")
        verbose_name_plural = _("common confusions")
        constraints = (
            models.UniqueConstraint(
                fields=("family", "other_name"),
                name="confusion_once_per_family",
                violation_error_message=_("This family has a confusion with that name already."),
            ),
            models.CheckConstraint(
                condition=Q(other=None) | ~Q(other=models.F("family")),
                name="confusion_with_another_family",
                violation_error_message=_("A family cannot be confused with itself."),
            ),
        )

    def __str__(self) -> str:
        return self.other_name


class VendorLabel(Row):
    """A word under which a family is sold."""

    natural_fields = ("family__axis__slug", "family__slug", "name")

    family = models.ForeignKey(
        Outcome, verbose_name=_("family"), on_delete=models.CASCADE, related_name="vendor_labels"
    )
    name = models.CharField(
        _("label"),
        max_length=100,
        help_text=_("As offers call it. What it may mean belongs to the label dictionary."),
    )
    position = position_field()

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("vendor label")
        verbose_name_plural = _("vendor labels")
        constraints = (
            models.UniqueConstraint(
                fields=("family", "name"),
                name="label_once_per_family",
                violation_error_message=_("This family has that vendor label already."),
            ),
        )

    def __str__(self) -> str:
        return self.name
