"""Codes of other classifications, by which tenders and process maps name the same work."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext, gettext_lazy as _

from matcher.core.codes import has_form
from matcher.models.outcomes import FAMILIES, Outcome, ServiceLine, SourceFields
from matcher.models.rows import Row, position_field


class CodeScheme(Row):
    """Another classification, in the version that its codes are from."""

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=60, help_text=_("With its version or year."))
    about = models.TextField(
        _("what it classifies"),
        help_text=_("One sentence, for somebody who meets it for the first time."),
    )
    notice = models.TextField(
        _("notice"),
        help_text=_(
            "As its publisher wants to be named, with the licence. Stands beside the codes."
        ),
    )
    forms = models.TextField(
        _("forms of a code"),
        validators=(
            RegexValidator(r"\A\S+(?:\r?\n\S+)*\Z", _("Write one form a line, without blanks.")),
        ),
        help_text=_(
            "One a line, with N for a digit, such as NN-NNNN.NN. A form that only adds a hyphen "
            "and a digit to another one has a check digit: it finds the same code."
        ),
    )
    position = position_field()

    class Meta:
        ordering = ("position", "slug")
        verbose_name = _("classification")
        verbose_name_plural = _("classifications")

    def __str__(self) -> str:
        return self.name


class CodeSource(SourceFields):
    natural_fields = ("scheme__slug", "title")

    scheme = models.ForeignKey(
        CodeScheme,
        verbose_name=_("classification"),
        on_delete=models.CASCADE,
        related_name="sources",
    )

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = (
            models.UniqueConstraint(
                fields=("scheme", "title"),
                name="source_once_per_classification",
                violation_error_message=_(
                    "This classification has a source with that title already."
                ),
            ),
        )


class CodeFields(Row):
    """A code with its official title."""

    scheme = models.ForeignKey(
        CodeScheme,
        verbose_name=_("classification"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    code = models.CharField(_("code"), max_length=20)
    title = models.CharField(
        _("title"),
        max_length=200,
        help_text=_(
            "As the classification has it. Leave out a code that you could not look up there."
        ),
    )
    position = position_field()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        if self.scheme_id:
            forms = self.scheme.forms.split()
            if not has_form(self.code, forms):
                raise ValidationError({"code": _wrong_form(self.scheme.name, forms)})


def _wrong_form(scheme: str, forms: Iterable[str]) -> str:
    sentence = gettext("A code of %(scheme)s is written %(forms)s, with a digit for each N.")
    return sentence % {"scheme": scheme, "forms": gettext(" or ").join(forms)}


class LineCode(CodeFields):
    """A code that fits a service line."""

    natural_fields = ("line__slug", "scheme__slug", "code")

    line = models.ForeignKey(
        ServiceLine,
        verbose_name=_("service line"),
        on_delete=models.CASCADE,
        related_name="codes",
    )

    class Meta:
        ordering = ("line__family__position", "line__position", "position", "pk")
        verbose_name = _("code of a service line")
        verbose_name_plural = _("codes of service lines")
        constraints = (
            models.UniqueConstraint(
                fields=("line", "scheme", "code"),
                name="code_once_per_line",
                violation_error_message=_("This line has that code already."),
            ),
        )


class FamilyCode(CodeFields):
    """A code that fits a family as a whole."""

    natural_fields = ("family__axis__slug", "family__slug", "scheme__slug", "code")

    family = models.ForeignKey(
        Outcome,
        verbose_name=_("family"),
        on_delete=models.CASCADE,
        related_name="codes",
        limit_choices_to=FAMILIES,
    )

    class Meta:
        ordering = ("family__position", "position", "pk")
        verbose_name = _("code of a family")
        verbose_name_plural = _("codes of families")
        constraints = (
            models.UniqueConstraint(
                fields=("family", "scheme", "code"),
                name="code_once_per_family",
                violation_error_message=_("This family has that code already."),
            ),
        )
