"""The annex on software and AI to a sourcing brief, and software and AI in figures."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from matcher.core import Match, Outcome, PricingModel, Taxonomy
from matcher.core.implications import Implications
from matcher.core.scope import Context
from matcher.core.taxonomy.values import AnnexClause
from matcher.exports.document import (
    Blocks,
    Item,
    Text,
    blank,
    bold,
    bullets,
    fill,
    join,
    paragraph,
    prose,
    section,
    table,
    under,
)
from matcher.exports.sections import scope_blocks, sources
from matcher.presenters.law import law
from matcher.presenters.software import PriceView, ScaleView, exposure_view, price_views

# ── What to agree ────────────────────────────────────────────────────────────────────────


def annex_blocks(taxonomy: Taxonomy, match: Match) -> Blocks:
    """The clauses that are for this buyer, with what is to be filled in; nothing without any."""
    implied = Implications(taxonomy, match)
    clauses, buyer = implied.annex, implied.buyer
    if not clauses.applies:
        return ()
    return (
        *paragraph(_("What to agree before software does a part of the work, point by point.")),
        *bullets(_clause(taxonomy, clause) for clause in clauses.applies),
        *scope_blocks(taxonomy, buyer, clauses, lambda clause: clause.title),
    )


def _clause(taxonomy: Taxonomy, clause: AnnexClause) -> Item:
    regime = taxonomy.index.regime_by_slug.get(clause.regime)
    legal = (prose(law(regime)), sources(regime.sources)) if regime else ()
    head = fill("**%(title)s**: %(text)s", title=clause.title, text=prose(clause.text))
    return under(head, (*legal, blank(clause.to_fill_in) if clause.to_fill_in else ""))


# ── Figures ──────────────────────────────────────────────────────────────────────────────


def exposure_blocks(taxonomy: Taxonomy, family: Outcome, buyer: Context) -> Blocks:
    """How exposed the work of the family is, for this buyer; nothing where no score was read at its
    source."""
    view = exposure_view(taxonomy, family, buyer)
    if view is None:
        return ()
    title, note = _("Exposure to generative AI"), paragraph(prose(view.note))
    return section(2, title, note, *map(_scale, view.scales), paragraph(view.left_out))


def _scale(view: ScaleView) -> Blocks:
    columns = ((_("Occupation"), 34), (_("ISCO-08"), 12), (_("Score"), 10), (_("Level"), 44))
    rows = (
        (row.title, row.code, row.score, join((bold(row.level), prose(row.means)), ": "))
        for row in view.occupations
    )
    citation = (prose(view.scale.citation), view.checked, sources(view.scale.sources))
    return (
        *paragraph(prose(view.scale.meaning)),
        *table(columns, rows),
        *paragraph(*citation),
    )


def price_lines(model: PricingModel) -> Iterator[Text]:
    """Examples of prices of a way to pay, each with its source, after what to bear in mind."""
    views = price_views(model)
    if views:
        yield prose(model.examples_note)
        yield from map(_price, views)


def _price(view: PriceView) -> Text:
    example = view.example
    dated = _("Example: %(name)s, %(price)s for each %(unit)s, as of %(day)s.")
    undated = _("Example: %(name)s, %(price)s for each %(unit)s.")
    values = {"name": example.name, "price": example.price, "unit": example.unit}
    sentence = fill(dated if view.as_of else undated, **values, day=view.as_of)
    return join((sentence, prose(example.note), sources(example.sources)))
