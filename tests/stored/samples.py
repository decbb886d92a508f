"""The samples: of each release an edition's taxonomy, rows of shared results with a match, and
which fields of both might be left out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent

Columns = Mapping[str, str]
"""The columns of a shared result but for its keys: texts, times in ISO format (null for none)."""


@dataclass(frozen=True)
class Release:
    """What one release stored. `results` are rows by the name of their file; `optional` says by the
    name of a stored type where the fields are that might be left out."""

    name: str
    edition_json: str
    optional: Mapping[str, Sequence[str]]
    results: Mapping[str, Columns]

    @property
    def matches(self) -> tuple[str, ...]:
        """The matches of the results, as JSON."""
        return tuple(row["match_json"] for row in self.results.values())

    @property
    def assessments(self) -> tuple[str, ...]:
        """What was kept with the results, as JSON; a release before that has none."""
        kept = (row.get("assessment_json", "") for row in self.results.values())
        return tuple(filter(None, kept))


def _release(folder: Path) -> Release:
    return Release(
        name=folder.name,
        edition_json=_text(folder / "edition.json").removesuffix("\n"),
        optional=json.loads(_text(folder / "optional.json")),
        results={
            path.stem: json.loads(_text(path)) for path in sorted(folder.glob("result-*.json"))
        },
    )


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


RELEASES = tuple(_release(path.parent) for path in sorted(FOLDER.glob("*/edition.json")))
