"""What programs that call us leave behind: keys that we gave them, and which writes they sent."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

KEY_NAME_LENGTH = 80
"""Characters of whom a key is for."""


class ApiKey(models.Model):
    """A key that lets a program call us more often than anybody may. Of the key itself only a
    checksum is kept. One that is revoked stays, so that it can be said who had it."""

    name = models.CharField(
        _("for whom"), max_length=KEY_NAME_LENGTH, help_text=_("The system that gets the key.")
    )
    sha256 = models.CharField(_("checksum of the key"), max_length=64, unique=True, editable=False)
    reads_a_minute = models.PositiveIntegerField(
        _("reads a minute"), default=6_000, validators=(MinValueValidator(1),)
    )
    writes_an_hour = models.PositiveIntegerField(
        _("new results and programmes an hour"), default=2_000, validators=(MinValueValidator(1),)
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    last_used_on = models.DateField(_("last used"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ("name", "created_at")
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")

    def __str__(self) -> str:
        return self.name


class RepeatableWrite(models.Model):
    """A write that may be sent again for a day under the same `Idempotency-Key`. Neither that key
    nor who sent it is kept, only a checksum of both."""

    sha256 = models.CharField(_("checksum of sender, URL and key"), max_length=64, unique=True)
    body_sha256 = models.CharField(_("checksum of what was sent"), max_length=64)
    status = models.PositiveSmallIntegerField(_("status"), default=0)
    """0 while it is being done."""
    answer = models.TextField(_("answer"), blank=True)
    holds_key = models.BooleanField(_("holds a key"), default=False)
    """Whether the answer was not kept, for the key in it: the write is then done again, which gives
    the same."""
    created_at = models.DateTimeField(_("created"), db_index=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("repeatable write")
        verbose_name_plural = _("repeatable writes")

    def __str__(self) -> str:
        return self.sha256
