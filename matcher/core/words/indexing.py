"""Engines, made from texts."""

import math
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from matcher.core.words.directions import Directions
from matcher.core.words.documents import Source
from matcher.core.words.engine import Engine, Group
from matcher.core.words.table import Direction, added, together
from matcher.core.words.terms import Terms
from matcher.core.words.text import content_words


class _Text(NamedTuple):
    """The words of a text, and what they mean together."""

    words: tuple[str, ...]
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
            Terms.of(source.subjects, [(each, read(each.text).words) for each in source.documents]),
            tuple(_placed(groups, directions) for groups in subjects),
            directions,
        )
        for source, subjects in zip(sources, grouped, strict=True)
    )


def _read(text: str) -> _Text:
    words = tuple(content_words(text))
    return _Text(words, together(words))


def _by_subject(source: Source, read: _Read) -> list[_Groups]:
    """For each subject, the direction of each of its groups: that of its texts together, each of
    length 1."""
    parts: dict[str, dict[_Name, list[Direction]]] = {subject: {} for subject in source.subjects}
    for document in source.documents:
        if whole := read(document.text).direction:
            for subject, share in document.shares.items():
                group = parts[subject].setdefault((document.group, document.line), [])
                group.append(_of_length(share, whole))
    return [{name: _together(each) for name, each in groups.items()} for groups in parts.values()]


def _together(parts: list[Direction]) -> Direction:
    return _of_length(1, added(parts) or ())


def _of_length(length: float, direction: Direction) -> Direction:
    factor = length / (math.hypot(*direction) or 1.0)
    return tuple([factor * each for each in direction])


def _placed(groups: _Groups, directions: Directions) -> tuple[Group, ...]:
    return tuple(
        Group(name, line, directions.places[direction])
        for (name, line), direction in groups.items()
    )
