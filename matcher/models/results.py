"""What visitors may leave behind: shared results, and a count that limits writes."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from matcher.models.editions import Edition

TITLE_LENGTH = 120
ZONE_LENGTH = 64


class SharedResult(models.Model):
    """A stored match under an unguessable link, pinned to its edition.

    A deleted or expired result stays as a tombstone: `gone_at` is set and all its content is
    blanked, so that its link answers 410 rather than 404.

    The columns with a default in the database came after release 0.1.0, which may still write.
    """

    token = models.CharField(_("token"), max_length=43, unique=True)
    deletion_sha256 = models.CharField(_("checksum of the deletion key"), max_length=64)
    form_sha256 = models.CharField(  # noqa: DJ001 - null where no form can be sent again
        _("checksum of the form"), max_length=64, null=True, blank=True
    )
    """Of the form's key and all that it said, so that the same form is stored once."""
    edition = models.ForeignKey(
        Edition, verbose_name=_("edition"), on_delete=models.PROTECT, related_name="results"
    )
    title = models.CharField(
        _("title"),
        max_length=TITLE_LENGTH,
        blank=True,
        validators=(MaxLengthValidator(TITLE_LENGTH),),
    )
    query = models.TextField(_("answers"), blank=True)
    match_json = models.TextField(_("match"), blank=True)
    assessment_json = models.TextField(_("assessment"), blank=True, db_default="")
    """What the creator made of it with weights and numbers of their own; empty without any."""
    unconfirmed = models.TextField(_("not confirmed"), blank=True, db_default="")
    """The slugs of the questions whose answers an assistant gave and nobody confirmed."""
    created_at = models.DateTimeField(_("created"))
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True, db_index=True)
    expires_zone = models.CharField(
        _("time zone of the last day"), max_length=ZONE_LENGTH, blank=True, db_default=""
    )
    """The zone in which `expires_at` is midnight; empty where it is not the end of a day."""
    revision = models.PositiveIntegerField(_("revision"), db_default=0)
    """How often the title was edited."""
    gone_at = models.DateTimeField(_("deleted"), null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)
        default_permissions = ("view",)
        constraints = (
            models.UniqueConstraint(fields=("form_sha256",), name="form_is_stored_once"),
        )
        indexes = (models.Index(fields=("created_at",), name="result_by_creation"),)
        verbose_name = _("shared result")
        verbose_name_plural = _("shared results")

    def __str__(self) -> str:
        return self.title or str(_("Result of %(date)s") % {"date": self.created_at.date()})

    def get_absolute_url(self) -> str:
        return reverse("matcher:shared", args=[self.token])


class WriteCount(models.Model):
    """How often one client wrote in one window. The client is kept as a keyed checksum only."""

    client = models.CharField(_("client"), max_length=64)
    window = models.PositiveIntegerField(_("window"))
    count = models.PositiveIntegerField(_("count"), default=1)

    class Meta:
        default_permissions = ()
        verbose_name = _("write count")
        verbose_name_plural = _("write counts")
        constraints = (
            models.UniqueConstraint(fields=("client", "window"), name="count_once_per_window"),
        )

    def __str__(self) -> str:
        return f"{self.count}"
