"""Engines, made from texts."""

import math
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import chain
from typing import NamedTuple

from matcher.core.words.directions import Directions
from matcher.core.words.documents import Source
from matcher.core.words.engine import Engine, Group
from matcher.core.words.sentences import SentenceDirections, Sentences
from matcher.core.words.table import Direction, added, together
from matcher.core.words.terms import Stems, Terms, stems
from matcher.core.words.text import content_words


class _Text(NamedTuple):
    """The stems of a text, and what its words mean together, as a direction of length 1."""

    stems: Stems
    direction: Direction | None


_Name = tuple[str, bool]
_Parts = tuple[tuple[str, float], ...]
"""The texts of a group, each with the share of it that counts."""

_Groups = Mapping[_Name, _Parts]


def engines(*sources: Source, sentences: Sentences | None = None) -> tuple[Engine, ...]:
    """An engine for each source. A text that one of them has heard is heard for all. Where there is
    a sentence model, it has to know all texts."""
    read = cache(_read)
    grouped = [_by_subject(source) for source in sources]
    every = dict.fromkeys(parts for groups in chain(*grouped) for parts in groups.values())
    meant = _wholes(every, lambda text: read(text).direction)
    seen = _wholes(meant, sentences.known.__getitem__) if sentences else meant
    places = {parts: place for place, parts in enumerate(seen)}
    directions = Directions(tuple(meant[parts] for parts in seen))
    return tuple(
        Engine(
            source.subjects,
            Terms.of(source.subjects, [(each, read(each.text).stems) for each in source.documents]),
            tuple(_placed(groups, places) for groups in subjects),
            directions,
            SentenceDirections(sentences.read, tuple(seen.values())) if sentences else None,
        )
        for source, subjects in zip(sources, grouped, strict=True)
    )


def _read(text: str) -> _Text:
    words = content_words(text)
    meaning = together(words)
    return _Text(stems(words), meaning.unit if meaning else None)


def _by_subject(source: Source) -> list[_Groups]:
    """For each subject, its groups of texts."""
    found: dict[str, dict[_Name, list[tuple[str, float]]]] = {each: {} for each in source.subjects}
    for document in source.documents:
        for subject, share in document.shares.items():
            group = found[subject].setdefault((document.group, document.line), [])
            group.append((document.text, share))
    return [{name: tuple(parts) for name, parts in groups.items()} for groups in found.values()]


def _wholes(
    every: Iterable[_Parts], direction: Callable[[str], Direction | None]
) -> dict[_Parts, Direction]:
    """For each of these the direction of its texts together, where they have one."""
    return {parts: whole for parts in every if (whole := _whole(parts, direction))}


def _whole(parts: _Parts, direction: Callable[[str], Direction | None]) -> Direction | None:
    found = ((each, share) for text, share in parts if (each := direction(text)))
    counted = (each if share == 1 else _times(each, share) for each, share in found)
    return _of_length_one(added(counted))


def _of_length_one(direction: Direction | None) -> Direction | None:
    """The same direction; None for nothing, and where its words cancel each other out."""
    length = math.hypot(*direction) if direction else 0.0
    return _times(direction, 1 / length) if direction and length else None


def _times(direction: Direction, factor: float) -> Direction:
    return tuple([factor * each for each in direction])


def _placed(groups: _Groups, places: Mapping[_Parts, int]) -> tuple[Group, ...]:
    return tuple(
        Group(name, line, places[parts])
        for (name, line), parts in groups.items()
        if parts in places
    )
