"""XML read piece by piece, so that only what is asked for is ever kept."""

from collections.abc import Callable, Iterator, Mapping
from typing import IO, NamedTuple, NoReturn
from xml.parsers.expat import ExpatError, ParserCreate

_CHUNK = 65_536


class Opened(NamedTuple):
    """An element begins. Names are without their prefixes, those of attributes too."""

    name: str
    attributes: Mapping[str, str]


class Closed(NamedTuple):
    """An element ends. `text` is what stood in it, after the last element inside it."""

    name: str
    text: str


def events(stream: IO[bytes], count: Callable[[int], None]) -> Iterator[Opened | Closed]:
    """The elements of a document as they begin and end; how many are next is told to `count`, which
    may raise. Raises ExpatError for what is no XML, and where the type of the document is declared:
    only that can define entities, and no spreadsheet does so."""
    found: list[Opened | Closed] = []
    texts: list[str] = []

    def opened(name: str, attributes: dict[str, str]) -> None:
        texts.clear()
        found.append(Opened(_local(name), {_local(key): attributes[key] for key in attributes}))

    def closed(name: str) -> None:
        found.append(Closed(_local(name), "".join(texts)))
        texts.clear()

    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.CharacterDataHandler = texts.append
    parser.StartDoctypeDeclHandler = _refuse
    while chunk := stream.read(_CHUNK):
        parser.Parse(chunk)
        count(len(found))
        yield from found
        found.clear()
    parser.Parse(b"", True)  # takes no keywords
    yield from found


def _local(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


def _refuse(*_declared: object) -> NoReturn:
    raise ExpatError
