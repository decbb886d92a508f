"""What is asked and never scored, what was asked once, and what is another kind of buying."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matcher.core import NOT_SURE
from matcher.core.conditions import KEYWORDS
from matcher.core.taxonomy.values import RESERVED
from matcher.models.questions import Option, Question
from matcher.models.rows import ConditionField, Row, position_field


class ContextQuestion(Row):
    """A question that is never scored."""

    slug = models.SlugField(
        _("slug"),
        unique=True,
        help_text=_(
            "It is part of every address that carries an answer; do not change it lightly."
        ),
    )
    asked = models.CharField(
        _("asked"),
        max_length=10,
        choices=(("first", _("Before all others")), ("last", _("After all others"))),
    )
    prompt = models.CharField(
        _("question"), max_length=160, help_text=_("The heading of its page.")
    )
    help = models.TextField(_("help"), help_text=_("Shown beside the options."))
    example = models.TextField(_("example"), help_text=_("Shown beside the options."))
    not_sure = models.TextField(
        _("what “not sure” does"), help_text=_("Shown beside the option “I’m not sure”.")
    )
    home = models.BooleanField(
        _("says where home is"),
        default=False,
        help_text=_("On: its options are countries, with their ISO 3166 codes as slugs."),
    )
    position = position_field()

    class Meta:
        ordering = ("asked", "position", "slug")
        verbose_name = _("question of context")
        verbose_name_plural = _("questions of context")

    def __str__(self) -> str:
        return self.prompt

    def clean(self) -> None:
        if self.slug in RESERVED | KEYWORDS or Question.objects.filter(slug=self.slug).exists():
            raise ValidationError(
                {
                    "slug": _("“%(slug)s” has a meaning of its own in addresses or conditions.")
                    % {"slug": self.slug}
                }
            )


class ContextOption(Row):
    """What may be picked where nothing is scored."""

    natural_fields = ("question__slug", "slug")

    question = models.ForeignKey(
        ContextQuestion,
        verbose_name=_("question"),
        on_delete=models.CASCADE,
        related_name="options",
    )
    slug = models.SlugField(_("slug"))
    label = models.CharField(_("label"), max_length=100)
    hint = models.TextField(
        _("hint"),
        blank=True,
        default="",
        help_text=_("One sentence under the label that tells it from its neighbours."),
    )
    groups = models.TextField(
        _("groups"), blank=True, default="", help_text=_("The slugs of its groups, one a line.")
    )
    other_part = models.BooleanField(
        _("there is another part"),
        default=False,
        help_text=_(
            "On: the result offers to answer the questions again for the other part of the work."
        ),
    )
    position = position_field()

    class Meta:
        ordering = ("question__position", "position", "slug")
        verbose_name = _("option of context")
        verbose_name_plural = _("options of context")
        constraints = (
            models.UniqueConstraint(
                fields=("question", "slug"),
                name="context_option_slug_once_per_question",
                violation_error_message=_("This question has an option with that slug already."),
            ),
            models.CheckConstraint(
                condition=~Q(slug=NOT_SURE),
                name="context_option_is_never_called_not_sure",
                violation_error_message=_("Every question has “not-sure” already."),
            ),
        )

    def __str__(self) -> str:
        return self.label


class ContextGroup(Row):
    """Options that scopes and conditions may name together, such as the countries of a union."""

    natural_fields = ("question__slug", "slug")

    question = models.ForeignKey(
        ContextQuestion,
        verbose_name=_("question"),
        on_delete=models.CASCADE,
        related_name="groups",
    )
    slug = models.SlugField(_("slug"))
    name = models.CharField(_("name"), max_length=100, help_text=_("As it reads after “only for”."))
    position = position_field()

    class Meta:
        ordering = ("question__position", "position", "slug")
        verbose_name = _("group of options")
        verbose_name_plural = _("groups of options")
        constraints = (
            models.UniqueConstraint(
                fields=("question", "slug"),
                name="context_group_slug_once_per_question",
                violation_error_message=_("This question has a group with that slug already."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Retired(Row):
    """An option that an earlier edition had: links that carry it are still read."""

    natural_fields = ("question", "option")

    question = models.SlugField(
        _("question"), help_text=_("The slug that the question had, or still has.")
    )
    option = models.SlugField(_("option"), help_text=_("The slug that the option had."))
    name = models.CharField(
        _("name"),
        max_length=160,
        help_text=_("The answer in words, for a visitor whose link still carries it."),
    )
    position = position_field()

    class Meta:
        ordering = ("position", "question", "option")
        verbose_name = _("retired answer")
        verbose_name_plural = _("retired answers")
        constraints = (
            models.UniqueConstraint(
                fields=("question", "option"),
                name="retired_once_per_question_and_option",
                violation_error_message=_("This answer is retired already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.question} = {self.option}"

    def clean(self) -> None:
        still_asked = Question.objects.filter(slug=self.question)
        if self.option != NOT_SURE:
            still_asked = still_asked.filter(options__slug=self.option)
        if still_asked.exists():
            raise ValidationError({"option": _("This answer can still be given.")})


class RetiredInstead(Row):
    """An answer that takes the place of a retired one. Without an option it is *not sure*."""

    natural_fields = ("retired__question", "retired__option", "question__slug", "option__slug")

    retired = models.ForeignKey(
        Retired, verbose_name=_("retired answer"), on_delete=models.CASCADE, related_name="instead"
    )
    question = models.ForeignKey(
        Question, verbose_name=_("question"), on_delete=models.CASCADE, related_name="+"
    )
    option = models.ForeignKey(
        Option,
        verbose_name=_("answer"),
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Empty: not sure."),
    )
    position = position_field()

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("answer instead")
        verbose_name_plural = _("answers instead")
        constraints = (
            models.UniqueConstraint(
                fields=("retired", "question", "option"),
                name="instead_once_per_retired_and_option",
                violation_error_message=_("This answer takes its place already."),
            ),
            models.UniqueConstraint(
                fields=("retired", "question"),
                condition=Q(option=None),
                name="instead_not_sure_once_per_question",
                violation_error_message=_("“Not sure” takes its place already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.question}: {self.option or _('not sure')}"

    def clean(self) -> None:
        if self.option and self.question_id and self.option.question_id != self.question_id:
            raise ValidationError({"option": _("This answer belongs to another question.")})


class Outside(Row):
    """Another kind of buying than the taxonomy is about."""

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(
        _("name"), max_length=80, help_text=_("What people of that trade call it.")
    )
    condition = ConditionField(_("known by"))
    sentence = models.TextField(
        _("first sentence"), help_text=_("The first thing that a visitor reads on the result.")
    )
    text = models.TextField(
        _("text"), help_text=_("What to do instead. Markdown links are allowed.")
    )
    position = position_field()

    class Meta:
        ordering = ("position", "slug")
        verbose_name = _("other kind of buying")
        verbose_name_plural = _("other kinds of buying")

    def __str__(self) -> str:
        return self.name
