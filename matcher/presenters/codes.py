"""Codes of other classifications, as pages and documents list them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.core import Outcome, ServiceLine, Taxonomy
from matcher.core.codes import CodeHit, CodeHolder, codes_of
from matcher.core.taxonomy.values import CodeScheme


@dataclass(frozen=True, slots=True)
class CodeView:
    """A code with its title, and the names of the service lines that it fits; empty where it fits
    the family as a whole."""

    code: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SchemeView:
    """The codes of one classification, each once."""

    scheme: CodeScheme
    codes: tuple[CodeView, ...]


def code_views(
    taxonomy: Taxonomy, family: Outcome, lines: Iterable[ServiceLine]
) -> tuple[SchemeView, ...]:
    """The codes of the family and of these service lines of it, without the classifications that
    have none of them."""
    found = tuple(codes_of(family, lines))
    views = (SchemeView(scheme, _codes(scheme, found)) for scheme in taxonomy.code_schemes)
    return tuple(view for view in views if view.codes)


def _codes(scheme: CodeScheme, found: Iterable[CodeHolder]) -> tuple[CodeView, ...]:
    lines_by_code: dict[tuple[str, str], list[str]] = {}
    for code, _family, line in found:
        if code.scheme == scheme.slug:
            lines_by_code.setdefault((code.code, code.title), []).extend(
                [line.name] if line else ()
            )
    return tuple(
        CodeView(code, title, tuple(names)) for (code, title), names in lines_by_code.items()
    )


def code_sentence(hit: CodeHit) -> str:
    """What the code is that somebody typed."""
    values = {"code": hit.code.code, "scheme": hit.scheme.name, "title": hit.code.title}
    return _("%(code)s is a code of %(scheme)s: %(title)s.") % values
