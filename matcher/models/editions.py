"""Editions: the frozen, numbered, checksummed taxonomies that visitors use."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Edition(models.Model):
    """A taxonomy as it was published. Written once, never changed."""

    number = models.PositiveIntegerField(_("number"), unique=True)
    taxonomy_json = models.TextField(_("taxonomy"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    note = models.CharField(
        _("note"), max_length=300, help_text=_("What changed, for those who ask later.")
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

    class Meta:
        ordering = ("-number",)
        get_latest_by = "number"
        default_permissions = ("view",)
        permissions = (("publish_edition", "Can publish the draft as an edition"),)
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    def __str__(self) -> str:
        return str(_("Edition %(number)s") % {"number": self.number})
