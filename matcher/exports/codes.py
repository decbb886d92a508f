"""Codes of other classifications in a sourcing brief."""

from matcher.core import Match, Outcome, Taxonomy
from matcher.core.implications import Implications
from matcher.core.scope import NEAREST_LINES, nearest_lines
from matcher.exports.document import Blocks, Text, bullets, fill, join, paragraph, section
from matcher.exports.sections import sources
from matcher.presenters.codes import CodeView, SchemeView, code_views


def code_blocks(taxonomy: Taxonomy, match: Match, family: Outcome | None) -> tuple[Blocks, ...]:
    """The codes of the family and of the service lines nearest to the answers, with the notices of
    their publishers."""
    return tuple(map(_scheme, nearest_codes(taxonomy, match, family) if family else ()))


def nearest_codes(taxonomy: Taxonomy, match: Match, family: Outcome) -> tuple[SchemeView, ...]:
    """The codes of the family and of the service lines nearest to the answers."""
    lines = Implications(taxonomy, match).buyer.sort_lines(family.service_lines).applies
    near = nearest_lines(lines, match.answers)[:NEAREST_LINES]
    return code_views(taxonomy, family, (each.line for each in near))


def _scheme(view: SchemeView) -> Blocks:
    scheme = view.scheme
    return section(
        2,
        scheme.name,
        paragraph(scheme.about),
        bullets(map(_code, view.codes)),
        paragraph(scheme.notice, sources(scheme.sources)),
    )


def _code(view: CodeView) -> Text:
    lines = ", ".join(view.lines)
    return join(
        (fill("**%(code)s** %(title)s", code=view.code, title=view.title), lines and f"({lines})")
    )
