"""The options of a question as what can be picked or ticked, and which of them go together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from matcher.core import NOT_SURE, Answer, Option
from matcher.core.taxonomy.values import ContextOption
from matcher.forms import AnyQuestion
from matcher.presenters.words import answer_label

LAST_DIGIT = 9
"""Options beyond it have no key of their own."""


class OptionView(NamedTuple):
    """An option as a radio button or a checkbox. `digit` is the key that chooses it, empty without
    one; `unticks` are the values that cannot be ticked with it; `unsure` marks the last, which is
    *not sure*."""

    value: str
    id: str
    label: str
    hint: str
    digit: str
    picked: bool
    unticks: str = ""
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Options that stand together, under a heading unless it is empty."""

    id: str
    title: str
    options: tuple[OptionView, ...]


def option_groups(question: AnyQuestion, picked: Answer) -> tuple[OptionGroup, ...]:
    """The options under their headings. *Not sure* is the last of them, or stands apart."""
    titles = [option.group if isinstance(option, Option) else "" for option in question.options]
    pairs = zip((*titles, ""), option_views(question, picked), strict=True)
    return tuple(
        OptionGroup(f"{question.slug}-group-{number}", title, tuple(view for _title, view in group))
        for number, (title, group) in enumerate(groupby(pairs, lambda pair: pair[0]), start=1)
    )


def option_views(question: AnyQuestion, picked: Answer) -> tuple[OptionView, ...]:
    """Every option, then *not sure*."""
    options: Sequence[Option | ContextOption] = question.options
    views = [
        _option(question, option, number, picked) for number, option in enumerate(options, start=1)
    ]
    return (*views, _unsure(question, picked))


def _option(
    question: AnyQuestion, option: Option | ContextOption, number: int, picked: Answer
) -> OptionView:
    return OptionView(
        value=option.slug,
        id=f"{question.slug}-{option.slug}",
        label=option.label,
        hint=option.hint,
        digit=str(number) if number <= LAST_DIGIT else "",
        picked=option.slug in picked,
        unticks=unticked_by(option),
    )


def _unsure(question: AnyQuestion, picked: Answer) -> OptionView:
    return OptionView(
        value=NOT_SURE,
        id=f"{question.slug}-{NOT_SURE}",
        label=answer_label(question, NOT_SURE),
        hint="",
        digit="",
        picked=NOT_SURE in picked,
        unticks=unticked_by_unsure(question),
        unsure=True,
    )


def unticked_by(option: Option | ContextOption) -> str:
    """The values that cannot be ticked with an option."""
    return " ".join((NOT_SURE, *(option.conflicts if isinstance(option, Option) else ())))


def unticked_by_unsure(question: AnyQuestion) -> str:
    """The values that cannot be ticked with *not sure*: all others."""
    return " ".join([option.slug for option in question.options])
