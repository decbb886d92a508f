"""How public templates are rendered: Jinja2, which escapes values and refuses unknown names."""

from functools import cache

from django.templatetags.static import static
from django.utils.translation import gettext, ngettext
from jinja2 import BaseLoader, Environment, StrictUndefined

from matcher.web.prose import paragraphs, prose


def environment(
    loader: BaseLoader, *, autoescape: bool, auto_reload: bool, **_: object
) -> Environment:
    """The environment of Django's Jinja2 backend, which asks for it once a process.

    A name that no presenter gave is an error, never an empty place on a page.
    """
    made = Environment(
        loader=loader,
        autoescape=True,
        auto_reload=auto_reload,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "_": translated,
        "counted": counted,
        "static": cache(static),  # the same for as long as the process runs
    }
    made.filters |= {"prose": prose, "paragraphs": paragraphs}
    return made


def translated(message: str, **values: object) -> str:
    """The message in the visitor's language, with its values. What Jinja2 brings for this takes
    five times as long, and a page has dozens of messages."""
    text = gettext(message)
    return text % values if values else text


def counted(singular: str, plural: str, count: int, **values: object) -> str:
    """The message for so many, which is its value `count`."""
    return ngettext(singular, plural, count) % {"count": count, **values}
