"""Cases: described pieces of work with answers and the expected result."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matcher.models.outcomes import Outcome
from matcher.models.questions import Option, Question
from matcher.models.rows import Row, position_field
from matcher.models.rules import Verdict, Warning


class Case(Row):
    """A described piece of work that guards the taxonomy."""

    slug = models.SlugField(_("slug"), unique=True)
    title = models.CharField(_("title"), max_length=120)
    vignette = models.TextField(
        _("description"), help_text=_("The work as somebody who has it would tell it.")
    )
    reason = models.TextField(
        _("reason"), blank=True, help_text=_("Why this result is the right one.")
    )
    warnings = models.ManyToManyField(
        Warning,
        verbose_name=_("warnings that must show"),
        related_name="cases",
        blank=True,
    )
    example = models.BooleanField(
        _("worked example"),
        default=False,
        help_text=_("Offered on the home page as an example to open."),
    )
    sold_as = models.CharField(
        _("sold as"),
        max_length=80,
        blank=True,
        help_text=_("What vendors offered it as. Shown on the home page before what it is."),
    )
    to_review = models.TextField(
        _("to review"),
        blank=True,
        help_text=_(
            "What an upgrade took away. Answer the case anew where that matters, then empty this "
            "field."
        ),
    )
    position = position_field()

    _history_m2m_fields = (warnings,)

    class Meta:
        ordering = ("position", "slug")
        verbose_name = _("case")
        verbose_name_plural = _("cases")

    def __str__(self) -> str:
        return self.title


class CaseAnswer(Row):
    """One answer of a case, or one tick of it. Without an option it is *not sure*."""

    natural_fields = ("case__slug", "question__slug", "option__slug")

    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="answers"
    )
    question = models.ForeignKey(
        Question, verbose_name=_("question"), on_delete=models.PROTECT, related_name="case_answers"
    )
    option = models.ForeignKey(
        Option,
        verbose_name=_("answer"),
        on_delete=models.PROTECT,
        related_name="case_answers",
        null=True,
        blank=True,
        help_text=_("Empty: not sure."),
    )

    class Meta:
        ordering = ("question__position", "option__position")
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "question", "option"),
                name="answer_once_per_case_and_option",
                violation_error_message=_("This case has that answer already."),
            ),
            models.UniqueConstraint(
                fields=("case", "question"),
                condition=Q(option=None),
                name="not_sure_once_per_case_and_question",
                violation_error_message=_("This case is not sure about that question already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.case}: {self.option or _('not sure')}"

    def clean(self) -> None:
        if self.option and self.question_id and self.option.question_id != self.question_id:
            raise ValidationError({"option": _("This answer belongs to another question.")})


class Expectation(Row):
    """What a case must, or also may, come to."""

    also = models.BooleanField(
        _("also acceptable"),
        default=False,
        help_text=_("Off: what is expected. On: accepted as well."),
    )
    disagrees = models.TextField(
        _("why it disagrees"),
        blank=True,
        help_text=_(
            "Only where something else comes out, and that is to stay so. The case then counts as "
            "explained and does not prevent publishing."
        ),
    )

    class Meta:
        abstract = True


class CaseExpectation(Expectation):
    """An outcome that a case must, or also may, bring first on its axis."""

    natural_fields = ("case__slug", "outcome__axis__slug", "outcome__slug")

    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="expectations"
    )
    outcome = models.ForeignKey(
        Outcome, verbose_name=_("outcome"), on_delete=models.PROTECT, related_name="expected_by"
    )

    class Meta:
        ordering = ("outcome__axis__position", "also", "outcome__position")
        verbose_name = _("expected outcome")
        verbose_name_plural = _("expected outcomes")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "outcome"),
                name="expectation_once_per_case_and_outcome",
                violation_error_message=_("This case names that outcome already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.case}: {self.outcome}"


class CaseVerdict(Expectation):
    """A verdict that the fit check must, or also may, come to."""

    natural_fields = ("case__slug", "verdict__slug")

    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="verdicts"
    )
    verdict = models.ForeignKey(
        Verdict, verbose_name=_("verdict"), on_delete=models.PROTECT, related_name="expected_by"
    )

    class Meta:
        ordering = ("also", "verdict__severity")
        verbose_name = _("expected verdict")
        verbose_name_plural = _("expected verdicts")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "verdict"),
                name="verdict_once_per_case",
                violation_error_message=_("This case names that verdict already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.case}: {self.verdict}"
