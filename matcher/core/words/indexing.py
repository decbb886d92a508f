"""Engines, made from texts."""

import math
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from matcher.core.words.directions import Directions
from matcher.core.words.documents import Source
from matcher.core.words.engine import Engine, Group
from matcher.core.words.table import Direction, added, together
from matcher.core.words.terms import Stems, Terms, stems
from matcher.core.words.text import content_words


class _Text(NamedTuple):
    """The stems of a text, and what its words mean together, as a direction of length 1."""

    stems: Stems
    direction: Direction | None


_Read = Callable[[str], _Text]
_Name = tuple[str, bool]
_Groups = Mapping[_Name, Direction]


def engines(*sources: Source) -> tuple[Engine, ...]:
    """An engine for each source. A text that one of them has heard is heard for all."""
    read = cache(_read)
    grouped = [_by_subject(source, read) for source in sources]
    directions = Directions.of(
        direction for subjects in grouped for groups in subjects for direction in groups.values()
    )
    return tuple(
        Engine(
            source.subjects,
            Terms.of(source.subjects, [(each, read(each.text).stems) for each in source.documents]),
            tuple(_placed(groups, directions) for groups in subjects),
            directions,
        )
        for source, subjects in zip(sources, grouped, strict=True)
    )


def _read(text: str) -> _Text:
    words = content_words(text)
    meaning = together(words)
    return _Text(stems(words), meaning.unit if meaning else None)


def _by_subject(source: Source, read: _Read) -> list[_Groups]:
    """For each subject, the direction of each of its groups: that of its texts together."""
    parts: dict[str, dict[_Name, list[Direction]]] = {subject: {} for subject in source.subjects}
    for document in source.documents:
        if direction := read(document.text).direction:
            for subject, share in document.shares.items():
                group = parts[subject].setdefault((document.group, document.line), [])
                group.append(direction if share == 1 else _times(direction, share))
    return [
        {name: whole for name, each in groups.items() if (whole := _of_length_one(added(each)))}
        for groups in parts.values()
    ]


def _of_length_one(direction: Direction | None) -> Direction | None:
    """The same direction; None for nothing, and where its words cancel each other out."""
    length = math.hypot(*direction) if direction else 0.0
    return _times(direction, 1 / length) if direction and length else None


def _times(direction: Direction, factor: float) -> Direction:
    return tuple([factor * each for each in direction])


def _placed(groups: _Groups, directions: Directions) -> tuple[Group, ...]:
    return tuple(
        Group(name, line, directions.places[direction])
        for (name, line), direction in groups.items()
    )
