"""Sites of others that show the matcher in a frame of theirs."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _, gettext_lazy

SITE_NAME_LENGTH = 80
"""Characters of what a site is called."""

PUBLIC_ID_LENGTH = 12
"""Letters and digits by which a frame names its site. It is no secret: it stands in that page."""

MOST_ORIGINS = 20
"""More would make a header that some proxies refuse."""

_HOST = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*"
_PORT = r"(:(?P<port>[1-9][0-9]{0,4}))?"
_ORIGIN = re.compile(rf"(https://{_HOST}|http://(localhost|127\.0\.0\.1)){_PORT}")


def new_public_id() -> str:
    """A public id for a new site."""
    return get_random_string(PUBLIC_ID_LENGTH)


def validate_origins(text: str) -> None:
    """Refuse what is not a list of origins as browsers send them: a scheme, a host, perhaps a port.
    Raises ValidationError."""
    origins = text.split()
    for origin in origins:
        if not _is_origin(origin):
            raise ValidationError(
                _(
                    "“%(origin)s” is not an origin such as https://intranet.example.org: https, "
                    "a host in small letters, perhaps a port, with no path, no slash at the end "
                    "and no wildcard. Without https only http://localhost and http://127.0.0.1 "
                    "are taken."
                ),
                params={"origin": origin},
            )
    if len(origins) > MOST_ORIGINS:
        raise ValidationError(
            _("At most %(most)s origins, please; make another site for the others."),
            params={"most": MOST_ORIGINS},
        )


def _is_origin(text: str) -> bool:
    origin = _ORIGIN.fullmatch(text)
    return origin is not None and int(origin["port"] or 0) < 2**16


class Theme(models.TextChoices):
    """How the pages look in a frame."""

    AUTO = "auto", gettext_lazy("as the visitor’s device is set")
    LIGHT = "light", gettext_lazy("light")
    DARK = "dark", gettext_lazy("dark")


class ResultsOpen(models.TextChoices):
    """Where the result of a walk in a frame opens."""

    INSIDE = "inside", gettext_lazy("inside the frame")
    NEW_TAB = "new-tab", gettext_lazy("in a new tab")


class EmbeddingSite(models.Model):
    """A site that may show the matcher in a frame. It gets no rights by that: its visitors see what
    all visitors see."""

    name = models.CharField(
        gettext_lazy("name"),
        max_length=SITE_NAME_LENGTH,
        help_text=gettext_lazy("Whose site it is. Visitors do not see it."),
    )
    public_id = models.CharField(
        gettext_lazy("public id"),
        max_length=PUBLIC_ID_LENGTH,
        unique=True,
        default=new_public_id,
        editable=False,
    )
    origins = models.TextField(
        gettext_lazy("origins"),
        validators=(validate_origins,),
        help_text=gettext_lazy(
            "The origins whose pages may show it, one on a line, such as "
            "https://intranet.example.org. If frames lie in frames, those of all of them."
        ),
    )
    theme = models.CharField(
        gettext_lazy("theme"), max_length=5, choices=Theme.choices, default=Theme.AUTO
    )
    results_open = models.CharField(
        gettext_lazy("results open"),
        max_length=7,
        choices=ResultsOpen.choices,
        default=ResultsOpen.INSIDE,
    )

    class Meta:
        ordering = ("name", "public_id")
        verbose_name = gettext_lazy("embedding site")
        verbose_name_plural = gettext_lazy("embedding sites")

    def __str__(self) -> str:
        return self.name

    @property
    def frame_ancestors(self) -> list[str]:
        """The origins, as a content security policy names them."""
        return self.origins.split()
