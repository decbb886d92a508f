"""The guide: pages to read, section by section."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from matcher.models.rows import Row, position_field


class GuidePage(Row):
    """A page of the guide."""

    slug = models.SlugField(
        _("slug"),
        unique=True,
        help_text=_("It is part of the address of the page; do not change it lightly."),
    )
    title = models.CharField(_("title"), max_length=80)
    summary = models.CharField(
        _("summary"),
        max_length=200,
        help_text=_("One sentence: on its card in the overview, and at the top of the page."),
    )
    linked_from = models.CharField(
        _("also linked from"),
        max_length=12,
        blank=True,
        default="",
        choices=(
            ("families", _("The page of all families")),
            ("labels", _("The words of vendors")),
            ("fit", _("The fit check")),
            ("background", _("Background and limits")),
        ),
        help_text=_("Another page that leads to it. A verdict names the page that it leads to."),
    )
    position = position_field()

    class Meta:
        ordering = ("position", "slug")
        verbose_name = _("page of the guide")
        verbose_name_plural = _("pages of the guide")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("matcher:guide_page", args=[self.slug])


class GuideSection(Row):
    """A section of a page of the guide."""

    natural_fields = ("page__slug", "slug")

    page = models.ForeignKey(
        GuidePage, verbose_name=_("page"), on_delete=models.CASCADE, related_name="sections"
    )
    slug = models.SlugField(_("slug"), help_text=_("Links to the section end with it."))
    title = models.CharField(_("title"), max_length=100)
    text = models.TextField(
        _("text"),
        help_text=_("Paragraphs with an empty line between. Link every figure to its source."),
    )
    position = position_field()

    class Meta:
        ordering = ("page__position", "position", "slug")
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = (
            models.UniqueConstraint(
                fields=("page", "slug"),
                name="guide_section_slug_once_per_page",
                violation_error_message=_("This page has a section with that slug already."),
            ),
        )

    def __str__(self) -> str:
        return self.title
