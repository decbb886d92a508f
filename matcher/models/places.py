"""Places to buy from, and the rules about them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from matcher.core.time_zones import time_zones
from matcher.models.outcomes import SourceFields
from matcher.models.rows import Row, position_field, scope_field


def validate_zones(zones: str) -> None:
    """Raises ValidationError naming the lines that are no time zone."""
    unknown = [zone for zone in zones.split() if zone not in time_zones()]
    if unknown:
        raise ValidationError(
            _("There is no time zone called %(names)s: write one a line, as Europe/Warsaw."),
            code="zone",
            params={"names": ", ".join(unknown)},
        )


class Place(Row):
    """A country where providers work."""

    natural_fields = ("country",)

    country = models.SlugField(
        _("country"),
        unique=True,
        max_length=2,
        help_text=_("The slug that it has in the question about home: its ISO 3166 code."),
    )
    zones = models.TextField(
        _("time zones"),
        blank=True,
        default="",
        validators=(validate_zones,),
        help_text=_("Where its providers work, as Europe/Warsaw, one a line. Empty: all it has."),
    )
    languages = models.TextField(
        _("official languages"),
        blank=True,
        default="",
        help_text=_("Codes such as es, one a line, where CLDR has others or none."),
    )
    note = models.TextField(
        _("note on the languages"),
        blank=True,
        default="",
        help_text=_("Why they differ from CLDR, with a link to the source."),
    )
    shown = models.BooleanField(
        _("shown"),
        default=True,
        help_text=_("Off: only the time zones of buyers who are at home there."),
    )
    position = position_field()

    class Meta:
        ordering = ("position", "country")
        verbose_name = _("place")
        verbose_name_plural = _("places")

    def __str__(self) -> str:
        return self.country


class PlaceRule(Row):
    """What the law of home, or a body that home listens to, says of places."""

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=(
            ("adequacy", _("Data may go there")),
            ("barred", _("Forbids or restricts")),
            ("watched", _("A list to watch")),
        ),
    )
    says = models.TextField(_("what it says"), help_text=_("What follows for work done there."))
    otherwise = models.CharField(
        _("of other places"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("What it says of places that no entry names. Empty: nothing."),
    )
    scope = scope_field()
    position = position_field()

    class Meta:
        ordering = ("position", "slug")
        verbose_name = _("rule about places")
        verbose_name_plural = _("rules about places")

    def __str__(self) -> str:
        return self.name


class PlaceEntry(Row):
    """What a rule says of some countries."""

    natural_fields = ("rule__slug", "says")

    rule = models.ForeignKey(
        PlaceRule, verbose_name=_("rule"), on_delete=models.CASCADE, related_name="entries"
    )
    countries = models.TextField(
        _("countries"), help_text=_("Slugs of countries or groups of the question, one a line.")
    )
    says = models.CharField(_("what it says of them"), max_length=200)
    partly = models.BooleanField(
        _("partly"), default=False, help_text=_("On: only some providers there fall under it.")
    )
    position = position_field()

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = (
            models.UniqueConstraint(
                fields=("rule", "says"),
                name="place_entry_once_per_rule",
                violation_error_message=_("This rule has an entry that says so already."),
            ),
        )

    def __str__(self) -> str:
        return self.says


class PlaceRuleSource(SourceFields):
    natural_fields = ("rule__slug", "title")

    rule = models.ForeignKey(
        PlaceRule, verbose_name=_("rule"), on_delete=models.CASCADE, related_name="sources"
    )

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = (
            models.UniqueConstraint(
                fields=("rule", "title"),
                name="source_once_per_place_rule",
                violation_error_message=_("This rule has a source with that title already."),
            ),
        )
