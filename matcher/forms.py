"""What visitors fill in: text turned into values. No form saves."""

import re
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from matcher.core import ParsedAnswers, Question, can_be_seen, is_plain, without_control
from matcher.editions import NoEdition, PublishedRelease, edition
from matcher.models.results import TITLE_LENGTH
from matcher.sharing import FORM_KEY_BYTES, new_form_key


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """The question as a form, filled in from a query string. Parsing it has refused what the
    question does not offer; the form says so beside the question.

    Plain, because one of Django's forms would take longer than the match itself.
    """

    question: Question
    parsed: ParsedAnswers

    @property
    def pick(self) -> str:
        """The slug of the option picked, or *not sure*; empty when there is an error."""
        return self.parsed.answers.as_dict().get(self.question.slug, "")

    @property
    def error(self) -> str:
        """A sentence that says what is wrong; empty when nothing is."""
        if self.pick:
            return ""
        return str(_NO_PICK.get(self._ignored_reason, _NOTHING_PICKED))

    @property
    def _ignored_reason(self) -> str:
        reasons = {ignored.name: ignored.reason for ignored in self.parsed.ignored}
        return reasons.get(self.question.slug, "")


_NOTHING_PICKED = _("Choose an answer. If you cannot tell, choose “I’m not sure”.")

_NO_PICK = {
    "option": _("That answer is not offered here. Choose one of these."),
    "repeated": _("Choose one answer only."),
}


KEY_FIELD = "key"
"""The reserved name under which the form says which one it is (`new_form_key`)."""

ZONE_FIELD = "tz"
"""The reserved name under which it says the time zone of the browser: “Europe/Berlin”."""

_FORM_KEY = re.compile(f"[0-9a-f]{{{2 * FORM_KEY_BYTES}}}")

NEVER = "never"

KEEP_CHOICES = (
    (NEVER, _("Until I delete it")),
    ("30", _("30 days")),
    ("90", _("90 days")),
    ("365", _("One year")),
)
"""How long a result may be kept: a number of days, or without end."""


class TitleField(forms.CharField):
    """A title as it is kept: one line that can be seen, without spaces around it, or none."""

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: str | None) -> str:
        """The title. Raises ValidationError for one that cannot be kept as it was typed."""
        typed = value or ""
        if not is_plain(typed):
            raise forms.ValidationError(
                _("The title held invisible control characters. Look at it without them.")
            )
        title = typed.strip()
        if title and not can_be_seen(title):
            raise forms.ValidationError(
                _("Nothing in this title can be seen. Type another, or leave the field empty.")
            )
        if len(title) > TITLE_LENGTH:
            raise forms.ValidationError(
                _("Use %(most)s characters at most; the title has %(length)s."),
                params={"most": TITLE_LENGTH, "length": len(title)},
            )
        return title


class TitleForm(forms.Form):
    """Another title for a result that is stored."""

    title = TitleField()


class ShareForm(forms.Form):
    """A result to keep: the edition that was seen, a title if one is wanted, how long to keep it,
    and the answers."""

    edition = forms.IntegerField(
        min_value=1,
        max_value=2**31 - 1,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            _("The form did not say which edition you saw. This is what the current one says."),
        ),
    )
    title = TitleField()
    expires = forms.CharField(required=False, strip=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        sent = data.get(KEY_FIELD, "")
        self.key = sent if _FORM_KEY.fullmatch(sent) else new_form_key()
        """What makes the form one of its kind; a new key where it came without a proper one."""
        self.zone = data.get(ZONE_FIELD, "")
        """The time zone of the browser, as it says."""
        self.answers = [
            (without_control(name), without_control(value))
            for name, values in data.lists()
            if name not in {*self.fields, KEY_FIELD, ZONE_FIELD}
            for value in values
        ]
        """Everything else that was sent, as name = value pairs."""

    def clean_edition(self) -> PublishedRelease:
        """The edition of that number."""
        try:
            return edition(self.cleaned_data["edition"])
        except NoEdition:
            raise forms.ValidationError(
                _("There is no edition %(number)s. This is what the current one says."),
                params={"number": self.cleaned_data["edition"]},
            ) from None

    def clean_expires(self) -> int | None:
        """The days to keep it, or None for no end."""
        days: str = self.cleaned_data["expires"] or NEVER
        if days not in dict(KEEP_CHOICES):
            raise forms.ValidationError(
                _("We cannot keep it for “%(value)s”. Choose one of these times."),
                params={"value": without_control(days)},
            )
        return None if days == NEVER else int(days)
