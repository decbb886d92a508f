"""The condition language: `regulation = high and (work_kind = casework or object = cases)`.

    condition  = term { "and" term } | term { "or" term }
    term       = "(" condition ")" | atom
    atom       = name "=" slug { "," slug }          the answer (or first outcome) is one of these;
                                                     of several ticks, some tick is
               | name "is" "not" slug { "," slug }   it is anything else, also nothing; no tick is
                                                     one of these
               | name "unanswered"                   no answer, not even "not sure"
               | name "is" "close"                   a second outcome on this axis is close
               | "label" "given"                     the visitor started from a label

Where `and` and `or` mix, parentheses are required: nobody should have to know which binds first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

KEYWORDS = frozenset({"and", "or", "is", "not", "close", "unanswered"})
MAX_DEPTH = 20
"""Parentheses in parentheses: more than this is refused rather than recursed into."""

_TOKEN = re.compile(r"\s*(?:(?P<word>[a-z0-9][a-z0-9_-]*)|(?P<symbol>[=,()])|(?P<other>\S))")


class ConditionError(ValueError):
    """A condition that cannot be read. `position` counts characters from 1."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(f"{message} (at character {position})")
        self.message = message
        self.position = position


class Facts(Protocol):
    """What a condition may ask. None means that the answer is still open."""

    def is_one_of(self, name: str, slugs: frozenset[str]) -> bool | None: ...
    def is_unanswered(self, name: str) -> bool | None: ...
    def is_close(self, axis: str) -> bool | None: ...
    def label_given(self) -> bool | None: ...


@dataclass(frozen=True, slots=True)
class Is:
    """`name = slugs`, or with `negated` `name is not slugs`. `slug_positions` are those of the
    slugs in the text."""

    name: str
    slugs: tuple[str, ...]
    negated: bool
    position: int
    slug_set: frozenset[str]
    slug_positions: tuple[int, ...]

    def truth(self, facts: Facts) -> bool | None:
        truth = facts.is_one_of(self.name, self.slug_set)
        return truth if truth is None or not self.negated else not truth


@dataclass(frozen=True, slots=True)
class Unanswered:
    name: str
    position: int

    def truth(self, facts: Facts) -> bool | None:
        return facts.is_unanswered(self.name)


@dataclass(frozen=True, slots=True)
class IsClose:
    name: str
    position: int

    def truth(self, facts: Facts) -> bool | None:
        return facts.is_close(self.name)


@dataclass(frozen=True, slots=True)
class LabelGiven:
    position: int

    def truth(self, facts: Facts) -> bool | None:
        return facts.label_given()


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: "tuple[Condition, ...]"

    def truth(self, facts: Facts) -> bool | None:
        result: bool | None = True
        for part in self.parts:
            truth = part.truth(facts)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: "tuple[Condition, ...]"

    def truth(self, facts: Facts) -> bool | None:
        result: bool | None = False
        for part in self.parts:
            truth = part.truth(facts)
            if truth is True:
                return True
            if truth is None:
                result = None
        return result


Atom = Is | Unanswered | IsClose | LabelGiven
Condition = Atom | AllOf | AnyOf

NEVER = AnyOf(())
"""What holds for no answers."""


def atoms(condition: Condition) -> Iterator[Atom]:
    """Every atom of the condition, from left to right."""
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from atoms(part)
    else:
        yield condition


def by_given_answers(condition: Condition, slugs: Mapping[str, Iterable[str]]) -> Condition:
    """The condition as it holds by what somebody knows: *not sure* and no answer make none of its
    parts true, not even `is not`. `slugs` are the options of each question and the outcomes of each
    axis."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            return replace(condition, parts=tuple(by_given_answers(part, slugs) for part in parts))
        case Unanswered():
            return NEVER
        case Is():
            return _by_given_answers(condition, slugs.get(condition.name, ()))
        case _:
            return condition


def _by_given_answers(atom: Is, slugs: Iterable[str]) -> Condition:
    """The atom where there is an answer among the slugs, without the positions that it had in the
    text."""
    given = tuple(slugs)
    named = tuple(slug for slug in given if slug in atom.slug_set)
    if not atom.negated:
        return _is(atom, named) if named else NEVER
    if not named:
        return _is(atom, given) if given else NEVER
    if len(named) == len(given):
        return NEVER
    return AllOf((_is(atom, given), replace(_is(atom, named), negated=True)))


def _is(atom: Is, slugs: tuple[str, ...]) -> Is:
    return Is(atom.name, slugs, False, atom.position, frozenset(slugs), ())


@lru_cache(maxsize=4096)
def parse(text: str) -> Condition:
    """The condition in the text. Raises ConditionError naming the position of the error."""
    return _Parser(text).parse()


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    position: int

    @property
    def is_word(self) -> bool:
        return self.text[:1].isalnum()

    @property
    def is_name(self) -> bool:
        return self.is_word and self.text not in KEYWORDS


def _tokens(text: str) -> list[_Token]:
    text = text.rstrip()  # in a long tail of spaces the pattern would start at each of them
    tokens = []
    for match in _TOKEN.finditer(text):
        if match["other"]:
            raise ConditionError(f"“{match['other']}” is not expected", match.start("other") + 1)
        group = "word" if match["word"] else "symbol"
        tokens.append(_Token(match[group], match.start(group) + 1))
    return [*tokens, _Token("", len(text) + 1)]


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = _tokens(text)
        self.index = 0
        self.depth = 0

    @property
    def next(self) -> _Token:
        return self.tokens[self.index]

    def take(self) -> _Token:
        token = self.next
        self.index += 1
        return token

    def syntax_error(self, expected: str) -> ConditionError:
        actual = f"“{self.next.text}”" if self.next.text else "the end"
        return ConditionError(f"Expected {expected}, found {actual}", self.next.position)

    def expect(self, text: str) -> _Token:
        if self.next.text != text:
            raise self.syntax_error(f"“{text}”")
        return self.take()

    def name(self, expected: str) -> _Token:
        if not self.next.is_name:
            raise self.syntax_error(expected)
        return self.take()

    def value(self) -> _Token:
        """What something is compared with: any word, as Iceland is called “is”."""
        if not self.next.is_word:
            raise self.syntax_error("an option or outcome")
        return self.take()

    def parse(self) -> Condition:
        condition = self.condition()
        if self.next.text:
            raise self.syntax_error("“and”, “or” or the end")
        return condition

    def condition(self) -> Condition:
        parts = [self.term()]
        word = self.next.text
        if word not in ("and", "or"):
            return parts[0]
        while self.next.text == word:
            self.take()
            parts.append(self.term())
        if self.next.text in ("and", "or"):
            raise ConditionError(
                "“and” and “or” mix here: put parentheses around one of them", self.next.position
            )
        return AllOf(tuple(parts)) if word == "and" else AnyOf(tuple(parts))

    def term(self) -> Condition:
        if self.next.text != "(":
            return self.atom()
        opening = self.take()
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ConditionError("Too many parentheses inside each other", opening.position)
        condition = self.condition()
        self.expect(")")
        self.depth -= 1
        return condition

    def atom(self) -> Condition:
        name = self.name("a question, an axis or “label given”")
        if name.text == "label":
            self.expect("given")
            return LabelGiven(name.position)
        if self.next.text == "unanswered":
            self.take()
            return Unanswered(name.text, name.position)
        if self.next.text == "=":
            self.take()
            return self.comparison(name, negated=False)
        if self.next.text != "is":
            raise self.syntax_error("“=”, “is not”, “is close” or “unanswered”")
        self.take()
        return self.after_is(name)

    def after_is(self, name: _Token) -> Condition:
        if self.next.text == "close":
            self.take()
            return IsClose(name.text, name.position)
        self.expect("not")
        return self.comparison(name, negated=True)

    def comparison(self, name: _Token, *, negated: bool) -> Is:
        tokens = [self.value()]
        while self.next.text == ",":
            self.take()
            tokens.append(self.value())
        slugs = tuple(token.text for token in tokens)
        positions = tuple(token.position for token in tokens)
        return Is(name.text, slugs, negated, name.position, frozenset(slugs), positions)
