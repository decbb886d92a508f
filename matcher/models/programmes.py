"""Programmes: many pieces of work under one link, a second link with which they are edited, and
one for each person who answers a row."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from matcher.models.editions import Edition
from matcher.models.results import TITLE_LENGTH, ZONE_LENGTH

FILE_NAME_LENGTH = 120
"""Characters of the name of a file."""

LABEL_LENGTH = 60
"""Characters of what a respondent is called."""

NOTE_LENGTH = 300
"""Characters of the reason why an answer was settled."""

TRIGGER_LENGTH = 500
"""Characters of what is watched: of a sentence of ours, or of somebody's own."""

OWNER_LENGTH = 80
"""Characters of who can say more about an answer."""

SLUG_LENGTH = 50
"""Characters of the slug of a question, which is that of an edition and no row."""


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
    next_edition = models.ForeignKey(
        Edition,
        verbose_name=_("edition that it may move to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    """While somebody looks at what another edition changes, all rows are matched with it too."""
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
    archetype, it takes from that what it has no answer of its own to.

    It is its own place in the queue of what is to be matched: `is_due` is set by whoever changes an
    answer that counts, together with an empty `lease`, so that what somebody is computing from the
    answers of before is not written."""

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
    review_on = models.DateField(_("review on"), null=True, blank=True)
    last_respondent = models.PositiveIntegerField(_("last number of a respondent"), default=0)
    """As of rows: a number is never given again."""
    is_due = models.BooleanField(_("is to be matched"), default=True)
    lease = models.CharField(_("who matches it"), max_length=32, blank=True)
    """A random text for each claim; empty for nobody."""
    lease_ends_at = models.DateTimeField(_("until when they have it"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts to match it"), default=0)
    release = models.PositiveIntegerField(_("release that matches it"), default=0)
    """The newest that has changed or matched it, as `core.work_summary.RELEASE`: no older one does,
    and a newer one matches it again."""
    summary_json = models.TextField(_("what its answers come to"), blank=True)
    next_summary_json = models.TextField(_("and with the other edition"), blank=True)

    class Meta:
        ordering = ("number",)
        default_permissions = ()
        verbose_name = _("row of a programme")
        verbose_name_plural = _("rows of a programme")
        constraints = (
            models.UniqueConstraint(fields=("programme", "number"), name="number_is_given_once"),
        )
        indexes = (
            models.Index(
                fields=("attempts", "id"), condition=models.Q(is_due=True), name="rows_that_are_due"
            ),
            models.Index(fields=("lease",), name="rows_by_lease"),
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
    sheet = models.PositiveSmallIntegerField(_("index of the sheet that is read"), null=True)
    """None in a row that is older than this field: the first that anybody sees."""
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


class Respondent(models.Model):
    """Somebody who answers one row by a link of their own, with their answers as a query string. Of
    them only a label is known, which whoever edits the programme has chosen.

    When they or their row are deleted, the checksum of the link stays without a row, label and
    answers, so that the link answers 410 rather than 404.
    """

    programme = models.ForeignKey(
        Programme, verbose_name=_("programme"), on_delete=models.CASCADE, related_name="+"
    )
    row = models.ForeignKey(
        ProgrammeRow,
        verbose_name=_("row"),
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="respondents",
    )
    number = models.PositiveIntegerField(_("number"))
    label = models.CharField(_("label"), max_length=LABEL_LENGTH, blank=True)
    token_sha256 = models.CharField(_("checksum of the link"), max_length=64, unique=True)
    query = models.TextField(_("answers"), blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        ordering = ("number",)
        default_permissions = ()
        verbose_name = _("respondent")
        verbose_name_plural = _("respondents")
        constraints = (
            models.UniqueConstraint(fields=("row", "number"), name="respondent_number_given_once"),
            models.UniqueConstraint(fields=("row", "label"), name="respondent_label_given_once"),
        )

    def __str__(self) -> str:
        return self.label


class Settlement(models.Model):
    """Why a row has the answer that it has, written by whoever settled it, and what its respondents
    said then. It holds while that is the row's own answer."""

    row = models.ForeignKey(
        ProgrammeRow, verbose_name=_("row"), on_delete=models.CASCADE, related_name="settlements"
    )
    question = models.CharField(_("question"), max_length=SLUG_LENGTH)
    answer = models.TextField(_("answer"))
    note = models.CharField(_("note"), max_length=NOTE_LENGTH, blank=True)
    seen = models.TextField(_("what its respondents said"), blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("settlement")
        verbose_name_plural = _("settlements")
        constraints = (
            models.UniqueConstraint(fields=("row", "question"), name="question_is_settled_once"),
        )

    def __str__(self) -> str:
        return self.question


class Assumption(models.Model):
    """How an answer of a row is known, and who can say more. Nothing of it is ever scored."""

    class How(models.TextChoices):
        """How an answer is known."""

        KNOWN = "known", _("Known")
        ESTIMATE = "estimate", _("An estimate")
        GUESS = "guess", _("A guess")

    row = models.ForeignKey(
        ProgrammeRow, verbose_name=_("row"), on_delete=models.CASCADE, related_name="assumptions"
    )
    question = models.CharField(_("question"), max_length=SLUG_LENGTH)
    how = models.CharField(_("how it is known"), max_length=10, choices=How, blank=True)
    owner = models.CharField(_("owner"), max_length=OWNER_LENGTH, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("assumption")
        verbose_name_plural = _("assumptions")
        constraints = (
            models.UniqueConstraint(fields=("row", "question"), name="question_is_assumed_once"),
        )

    def __str__(self) -> str:
        return self.question


class Trigger(models.Model):
    """Something that is watched, because it may change what a row comes to: a sentence of its
    result, or one of whoever edits the programme."""

    row = models.ForeignKey(
        ProgrammeRow, verbose_name=_("row"), on_delete=models.CASCADE, related_name="triggers"
    )
    text = models.CharField(_("text"), max_length=TRIGGER_LENGTH)

    class Meta:
        ordering = ("pk",)
        default_permissions = ()
        verbose_name = _("trigger")
        verbose_name_plural = _("triggers")
        constraints = (
            models.UniqueConstraint(fields=("row", "text"), name="trigger_is_watched_once"),
        )

    def __str__(self) -> str:
        return self.text


class Worker(models.Model):
    """A process that matches rows that are due, and when it was last heard of."""

    name = models.CharField(_("name"), max_length=32, unique=True)
    release = models.PositiveIntegerField(_("release"))
    beat_at = models.DateTimeField(_("last heard of"))

    class Meta:
        default_permissions = ()
        verbose_name = _("worker")
        verbose_name_plural = _("workers")

    def __str__(self) -> str:
        return self.name
