"""Programmes: many pieces of work under one link, and a second link with which they are edited."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from matcher.models.editions import Edition
from matcher.models.results import TITLE_LENGTH, ZONE_LENGTH

FILE_NAME_LENGTH = 120


class Programme(models.Model):
    """Many pieces of work, pinned to one edition. Of its links only checksums are kept.

    A deleted or expired programme stays as a tombstone: `gone_at` is set, its title is blanked and
    its rows are deleted, so that its links answer 410 rather than 404.
    """

    token_sha256 = models.CharField(_("checksum of the link"), max_length=64, unique=True)
    key_sha256 = models.CharField(_("checksum of the key that edits it"), max_length=64)
    edition = models.ForeignKey(
        Edition, verbose_name=_("edition"), on_delete=models.PROTECT, related_name="programmes"
    )
    title = models.CharField(
        _("title"),
        max_length=TITLE_LENGTH,
        blank=True,
        validators=(MaxLengthValidator(TITLE_LENGTH),),
    )
    last_number = models.PositiveIntegerField(_("last number of a row"), default=0)
    """The number of a deleted row is never given to another, so that its link leads nowhere."""
    created_at = models.DateTimeField(_("created"))
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True, db_index=True)
    expires_zone = models.CharField(
        _("time zone of the last day"), max_length=ZONE_LENGTH, blank=True
    )
    """The zone in which `expires_at` is midnight."""
    gone_at = models.DateTimeField(_("deleted"), null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)
        default_permissions = ("view",)
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self) -> str:
        return self.title or str(_("Programme of %(date)s") % {"date": self.created_at.date()})


class ProgrammeRow(models.Model):
    """One piece of work of a programme, with its own answers as a query string. Where it has an
    archetype, it takes from that what it has no answer of its own to."""

    programme = models.ForeignKey(
        Programme, verbose_name=_("programme"), on_delete=models.CASCADE, related_name="rows"
    )
    number = models.PositiveIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=TITLE_LENGTH)
    query = models.TextField(_("answers"), blank=True)
    archetype = models.ForeignKey(
        "self",
        verbose_name=_("takes its answers from"),
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="heirs",
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    """How often it was written: who edits it says which version they saw."""
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        ordering = ("number",)
        default_permissions = ()
        verbose_name = _("row of a programme")
        verbose_name_plural = _("rows of a programme")
        constraints = (
            models.UniqueConstraint(fields=("programme", "number"), name="number_is_given_once"),
        )

    def __str__(self) -> str:
        return self.name


class ProgrammeUpload(models.Model):
    """A file of a spreadsheet that rows of a programme are made from: what its cells hold, without
    formats, formulas and the like. It goes with its programme, or before."""

    programme = models.ForeignKey(
        Programme, verbose_name=_("programme"), on_delete=models.CASCADE, related_name="uploads"
    )
    number = models.PositiveIntegerField(_("number"))
    file_name = models.CharField(_("name of the file"), max_length=FILE_NAME_LENGTH)
    sha256 = models.CharField(_("checksum of the file"), max_length=64)
    """The same file sent again, before its rows were added, is the same upload."""
    sheets_json = models.TextField(_("what its cells hold"))
    columns = models.TextField(_("what its columns are used as"))
    """A line for each: `name`, the slug of a question, or empty for another."""
    numbers = models.TextField(_("the rows that were made from it"), blank=True)
    """“5:1 6:2”: the row of the spreadsheet, and the number of the row of the programme."""
    added_at = models.DateTimeField(_("rows added"), null=True, blank=True)
    forget_at = models.DateTimeField(_("forgotten"), null=True, blank=True, db_index=True)
    """When it is deleted although its programme stays."""

    class Meta:
        ordering = ("number",)
        default_permissions = ()
        verbose_name = _("file of a programme")
        verbose_name_plural = _("files of a programme")
        constraints = (
            models.UniqueConstraint(fields=("programme", "number"), name="upload_number_is_own"),
        )

    def __str__(self) -> str:
        return self.file_name
