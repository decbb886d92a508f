"""Editions: the frozen, numbered, checksummed taxonomies that visitors use."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matcher.models.rows import PlainTextModel

NOTE_LENGTH = 300


class Edition(PlainTextModel):
    """A taxonomy as it was published. Written once, never changed."""

    number = models.PositiveIntegerField(_("number"), unique=True)
    taxonomy_json = models.TextField(_("taxonomy"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    note = models.CharField(
        _("note"), max_length=NOTE_LENGTH, help_text=_("What changed, for those who ask later.")
    )
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("published by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    changes = models.PositiveIntegerField(
        _("size of change"),
        default=0,
        help_text=_("How many rows it adds, removes or changes against the edition before."),
    )
    rolls_back_to = models.PositiveIntegerField(
        _("rolls back to"),
        null=True,
        blank=True,
        help_text=_("The number of the older edition that this one repeats."),
    )
    former_questions = models.TextField(
        _("former questions"),
        blank=True,
        db_default="",
        help_text=_("The slugs of the questions that only earlier editions ask, one a line."),
    )
    failing_cases = models.TextField(
        _("failing cases"), blank=True, help_text=_("The slugs of the cases, one a line.")
    )
    accepted_because = models.CharField(
        _("accepted because"),
        max_length=NOTE_LENGTH,
        blank=True,
        help_text=_("Why it was published although cases fail."),
    )

    class Meta:
        ordering = ("-number",)
        get_latest_by = "number"
        default_permissions = ("view",)
        permissions = (
            ("publish_edition", "Can publish the draft as an edition"),
            ("accept_failing_cases", "Can publish although cases fail, with a reason"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(failing_cases="", accepted_because="")
                | (~Q(failing_cases="") & ~Q(accepted_because="")),
                name="edition_says_why_failing_cases_are_accepted",
                violation_error_message=_("Say why the failing cases are accepted."),
            ),
        )
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    def __str__(self) -> str:
        return str(_("Edition %(number)s") % {"number": self.number})


class EditionPlaces(models.Model):
    """What is known of places in one year, prepared for an edition. Written once, never changed."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="places")
    year = models.PositiveSmallIntegerField()
    facts_json = models.TextField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "year"), name="places_once_per_edition_year"
            ),
        )

    def __str__(self) -> str:
        return f"{self.edition}, {self.year}"
