"""The label dictionary: what vendors call things, and what they leave open."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from matcher.models.outcomes import Axis, Outcome
from matcher.models.questions import Option
from matcher.models.rows import Row, position_field


class Label(Row):
    """What vendors call things. Several names may mean the same."""

    slug = models.SlugField(
        _("slug"),
        unique=True,
        help_text=_("It is part of addresses that lead to the label; do not change it lightly."),
    )
    meaning = models.CharField(_("usually means"), max_length=160)
    asks = models.TextField(
        _("what to ask or say"), help_text=_("What settles which of its meanings is meant.")
    )
    axis = models.ForeignKey(
        Axis,
        verbose_name=_("axis"),
        on_delete=models.PROTECT,
        related_name="labels",
        null=True,
        blank=True,
        help_text=_("The decision it speaks about; empty where it is none of ours."),
    )
    position = position_field()

    class Meta:
        ordering = ("position", "slug")
        verbose_name = _("label")
        verbose_name_plural = _("labels")

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return f"{reverse('matcher:labels')}#{self.slug}"


class LabelName(Row):
    """A word or abbreviation under which a label is met."""

    natural_fields = ("name",)

    label = models.ForeignKey(
        Label, verbose_name=_("label"), on_delete=models.CASCADE, related_name="names"
    )
    name = models.CharField(_("name"), max_length=80, unique=True)
    position = position_field()

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("name")
        verbose_name_plural = _("names")

    def __str__(self) -> str:
        return self.name


class LabelCandidate(Row):
    """An outcome that a label may mean."""

    natural_fields = ("label__slug", "outcome__axis__slug", "outcome__slug")

    label = models.ForeignKey(
        Label, verbose_name=_("label"), on_delete=models.CASCADE, related_name="candidates"
    )
    outcome = models.ForeignKey(
        Outcome, verbose_name=_("outcome"), on_delete=models.CASCADE, related_name="labels"
    )
    note = models.CharField(
        _("when"),
        max_length=160,
        blank=True,
        help_text=_("When the label means this; empty for its usual meaning."),
    )
    position = position_field()

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        constraints = (
            models.UniqueConstraint(
                fields=("label", "outcome"),
                name="candidate_once_per_label_and_outcome",
                violation_error_message=_("This label names that outcome already."),
            ),
        )

    def __str__(self) -> str:
        return str(self.outcome)


class Term(Row):
    """A word of vendors beside the labels: it names an outcome by itself, points to an answer, or
    says nothing about the work."""

    slug = models.SlugField(_("slug"), unique=True)
    names = models.TextField(
        _("words"),
        help_text=_(
            "One a line, such as “managed”. Capitals, hyphens, the plural and British or American "
            "spelling make no difference."
        ),
    )
    says = models.CharField(
        _("what it says"),
        max_length=160,
        help_text=_("One sentence for somebody who met the word in an offer."),
    )
    outcome = models.ForeignKey(
        Outcome,
        verbose_name=_("outcome"),
        on_delete=models.CASCADE,
        related_name="terms",
        null=True,
        blank=True,
        help_text=_("The outcome that it names by itself; empty where it names none."),
    )
    option = models.ForeignKey(
        Option,
        verbose_name=_("answer that it proposes"),
        on_delete=models.CASCADE,
        related_name="terms",
        null=True,
        blank=True,
        help_text=_("It counts only once the visitor confirms it. Empty: it proposes none."),
    )
    position = position_field()

    class Meta:
        ordering = ("position", "slug")
        verbose_name = _("term")
        verbose_name_plural = _("terms")

    def __str__(self) -> str:
        return self.slug


class UnknownWord(models.Model):
    """A word of pasted phrases that nothing here explains, by itself: no text around it, nor who
    pasted it. Counted once a day."""

    word = models.CharField(_("word"), max_length=20, unique=True)
    days = models.PositiveIntegerField(_("days on which it was met"), default=1)
    last_day = models.DateField(_("last met on"))

    class Meta:
        ordering = ("-days", "word")
        default_permissions = ("view",)
        verbose_name = _("unknown word")
        verbose_name_plural = _("unknown words")

    def __str__(self) -> str:
        return self.word
