"""What a buyer of a country, a sector and a craft is shown, and what not: pairings that were wrong
in the first edition, and others of their kind (pairings.jsonl)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from matcher.core import Answers, Taxonomy
from matcher.core.scope import Context, HasScope, context_of

SHOWN = {"yes": True, "no": False, "maybe": None}


@dataclass(frozen=True)
class Pairing:
    """A buyer, whose work is on the `line` if one is named, and a row: a slug, or how it begins."""

    buyer: str
    context: dict[str, str]
    line: str
    kind: str
    family: str
    content: str
    shown: str

    def __str__(self) -> str:
        return f"{self.buyer}: {self.content}"


def pairings() -> Iterator[Pairing]:
    path = Path(__file__).with_name("pairings.jsonl")
    for text in path.read_text(encoding="utf-8").splitlines():
        yield Pairing(**json.loads(text))


def content(taxonomy: Taxonomy, pairing: Pairing) -> HasScope:
    """The row of the pairing."""
    families = [one for one in taxonomy.outcomes if one.profile]
    own = [one for one in families if one.slug == pairing.family]
    by_kind: dict[str, list[tuple[str, HasScope]]] = {
        "line": [(line.slug, line) for one in families for line in one.service_lines],
        "kpi": [(kpi.slug, kpi) for one in own for kpi in one.kpis],
        "risk": [(risk.text, risk) for one in own for risk in one.risks],
        "criterion": [(row.text, row) for one in own for row in one.criteria],
        "regime": [(regime.slug, regime) for regime in taxonomy.regimes],
        "standard": [(standard.slug, standard) for standard in taxonomy.standards],
        "note": [(note.slug, note) for note in taxonomy.notes],
        "step": [(step.text, step) for step in taxonomy.next_steps],
    }
    rows = by_kind[pairing.kind]
    exact = [row for name, row in rows if name == pairing.content]
    (row,) = exact or [row for name, row in rows if name.startswith(pairing.content)]
    return row


@pytest.mark.parametrize("pairing", [*pairings()], ids=str)
def test_a_buyer_is_shown_what_applies_and_nothing_else(
    drafted: Taxonomy, pairing: Pairing
) -> None:
    answers = Answers(context=tuple(pairing.context.items()))
    buyer = Context(context_of(drafted, answers).given, {pairing.line: True})
    assert buyer.meets(content(drafted, pairing).scope) is SHOWN[pairing.shown]
