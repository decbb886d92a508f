"""How public templates are rendered: Jinja2, which escapes every value and refuses unknown names."""

from typing import Any

from django.templatetags.static import static
from django.utils.translation import gettext, ngettext
from django_htmx.jinja import htmx_script
from jinja2 import Environment, StrictUndefined

from matcher.web.prose import paragraphs, prose


def environment(**options: Any) -> Environment:
    """The environment of Django's Jinja2 backend, which asks for it once a process.

    A name that no presenter gave is an error, never an empty place on a page.
    """
    made = Environment(**options, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - options say so
    made.undefined = StrictUndefined
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {"static": static, "htmx_script": htmx_script}
    made.filters |= {"prose": prose, "paragraphs": paragraphs}
    return made
