"""What visitors fill in: text turned into values. No form saves."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from matcher.core import (
    Answer,
    Answers,
    Ignored,
    ParsedAnswers,
    Question,
    can_be_seen,
    is_plain,
    without_control,
)
from matcher.core.answers import conflict_among
from matcher.core.taxonomy.values import ContextQuestion
from matcher.editions import NoEdition, PublishedRelease, edition
from matcher.link_keys import FORM_KEY_BYTES, new_form_key
from matcher.models.results import TITLE_LENGTH

AnyQuestion = Question | ContextQuestion
"""A question that is scored, or one of context."""


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """The question as a form, filled in from a query string. Parsing it has refused what the
    question does not offer; the form says so beside the question.

    Plain, because one of Django's forms would take longer than the match itself.
    """

    question: AnyQuestion
    parsed: ParsedAnswers

    @property
    def answer(self) -> Answer:
        """What was picked, or *not sure*; empty when there is an error."""
        return answer_to(self.parsed.answers, self.question.slug)

    @property
    def error(self) -> str:
        """A sentence that says what is wrong; empty when nothing is."""
        if self.answer:
            return ""
        if conflict := self._conflict:
            return _CONFLICT % {"first": conflict[0], "second": conflict[1]}
        nothing = _NOTHING_TICKED if takes_several(self.question) else _NOTHING_PICKED
        return str(_NO_PICK.get(self._ignored_reason, nothing))

    @property
    def _ignored_reason(self) -> str:
        reasons = {ignored.name: ignored.reason for ignored in self.parsed.ignored}
        return reasons.get(self.question.slug, "")

    @property
    def _conflict(self) -> tuple[str, ...]:
        """The labels of two ticks that exclude each other, if that is what is wrong."""
        ticked = rejected_ticks(self.parsed.ignored).get(self.question.slug, ())
        if self._ignored_reason != "conflict" or not isinstance(self.question, Question):
            return ()
        pair = conflict_among(self.question, ticked) or ()
        return tuple(label for slug, label in self.question.choices if slug in pair)


def takes_several(question: AnyQuestion) -> bool:
    """Whether more than one option may be ticked."""
    return isinstance(question, Question) and question.kind == "several"


def answer_to(answers: Answers, slug: str) -> Answer:
    """The answer to a question, scored or of context; empty without one."""
    return tuple(option for name, option in (*answers.context, *answers.picks) if name == slug)


def rejected_ticks(ignored: Iterable[Ignored]) -> dict[str, Answer]:
    """The ticks by question that make no answer together: a page shows them again."""
    return {
        part.name: tuple(part.value.split(", "))
        for part in ignored
        if part.reason in ("double", "unsure", "conflict")
    }


_NOTHING_PICKED = _("Choose an answer. If you cannot tell, choose “I’m not sure”.")
_NOTHING_TICKED = _("Tick at least one answer. If you cannot tell, tick “I’m not sure”.")

_NO_PICK = {
    "option": _("That answer is not offered here. Choose one of these."),
    "repeated": _("Choose one answer only."),
    "double": _("One of the answers was given twice. Tick each only once."),
    "unsure": _("“I’m not sure” stands alone. Untick it, or untick the others."),
}

_CONFLICT = _("“%(first)s” and “%(second)s” exclude each other. Untick one of them.")


KEY_FIELD = "key"
"""The reserved name under which the form says which one it is (`new_form_key`)."""

ZONE_FIELD = "tz"
"""The reserved name under which it says the time zone of the browser: “Europe/Berlin”."""

_FIELDS = frozenset({"edition", "title", "expires", KEY_FIELD, ZONE_FIELD})

_NUMBER = re.compile("[0-9]{1,10}")
_MOST_EDITIONS = 2**31 - 1
"""What the column of their numbers can hold."""

_FORM_KEY = re.compile(f"[0-9a-f]{{{2 * FORM_KEY_BYTES}}}")

NEVER = "never"

KEEP_CHOICES = (
    (NEVER, _("Until I delete it")),
    ("30", _("30 days")),
    ("90", _("90 days")),
    ("365", _("One year")),
)
"""How long a result may be kept: a number of days, or without end."""


def clean_title(typed: str) -> str:
    """The title as it is kept: one line that can be seen, without spaces around it, or empty.
    Raises ValidationError for one that cannot be kept as it was typed."""
    if not is_plain(typed):
        raise ValidationError(
            _("The title held invisible control characters. Look at it without them.")
        )
    title = typed.strip()
    if title and not can_be_seen(title):
        raise ValidationError(
            _("Nothing in this title can be seen. Type another, or leave the field empty.")
        )
    if len(title) > TITLE_LENGTH:
        raise ValidationError(
            _("Use %(most)s characters at most; the title has %(length)s."),
            params={"most": TITLE_LENGTH, "length": len(title)},
        )
    return title


def _clean_expires(days: str) -> int | None:
    """The days to keep a result, or None for no end."""
    if days not in dict(KEEP_CHOICES):
        raise ValidationError(
            _("We cannot keep it for “%(value)s”. Choose one of these times."),
            params={"value": without_control(days)},
        )
    return None if days == NEVER else int(days)


class ShareForm:
    """A result to keep: the edition that was seen, a title if one is wanted, how long to keep it,
    and the answers; `title_error` and `expires_error` are sentences about what is wrong with it.

    Plain, because one of Django's forms would be a sixth of what storing a result takes.
    """

    def __init__(self, data: QueryDict) -> None:
        sent_key = data.get(KEY_FIELD, "")
        self.key = sent_key if _FORM_KEY.fullmatch(sent_key) else new_form_key()
        """What makes the form one of its kind; a new key where it came without a proper one."""
        self.zone = data.get(ZONE_FIELD, "")
        """The time zone of the browser, as it says."""
        self.typed_title = data.get("title", "")
        self.title, self.title_error = _clean(clean_title, self.typed_title, instead="")
        self.chosen_expires = data.get("expires") or NEVER
        self.keep_days, self.expires_error = _clean(
            _clean_expires, self.chosen_expires, instead=None
        )
        self.answers = [
            (without_control(name), without_control(value))
            for name, values in data.lists()
            if name not in _FIELDS
            for value in values
        ]
        """Everything else that was sent, as name = value pairs."""
        self._edition = data.get("edition", "")

    def release(self) -> PublishedRelease:
        """The edition that was seen. Raises NoEdition with a sentence for the visitor."""
        number = int(self._edition) if _NUMBER.fullmatch(self._edition) else 0
        if not 0 < number <= _MOST_EDITIONS:
            raise NoEdition(
                _("The form did not say which edition you saw. This is what the current one says.")
            )
        try:
            return edition(number)
        except NoEdition:
            sentence = _("There is no edition %(number)s. This is what the current one says.")
            raise NoEdition(sentence % {"number": number}) from None


Cleaned = TypeVar("Cleaned")


def _clean(clean: Callable[[str], Cleaned], sent: str, *, instead: Cleaned) -> tuple[Cleaned, str]:
    """What was sent as a value, and no error; or another value, and the error in a sentence."""
    try:
        return clean(sent), ""
    except ValidationError as error:
        return instead, " ".join(error.messages)
