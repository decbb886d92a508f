"""What visitors fill in: text turned into values. No form saves."""

from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from matcher.core import ParsedAnswers, Question, is_plain
from matcher.editions import NoEdition, PublishedRelease, edition
from matcher.models.results import TITLE_LENGTH


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


KEEP_CHOICES = (
    ("never", _("Until I delete it")),
    ("30", _("30 days")),
    ("90", _("90 days")),
    ("365", _("One year")),
)
"""How long a result may be kept: a number of days, or without end."""


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
    title = forms.CharField(required=False, strip=False)
    expires = forms.ChoiceField(
        required=False,
        choices=KEEP_CHOICES,
        error_messages={
            "invalid_choice": _("We cannot keep it for “%(value)s”. Choose one of these times.")
        },
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.answers = [
            (name, value)
            for name, values in data.lists()
            if name not in self.fields
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
        days: str = self.cleaned_data["expires"]
        return int(days) if days.isdigit() else None

    def clean_title(self) -> str:
        """The title without spaces around it."""
        title: str = self.cleaned_data["title"]
        if not is_plain(title):
            raise forms.ValidationError(
                _("The title held invisible control characters. Look at it without them.")
            )
        title = title.strip()
        if len(title) > TITLE_LENGTH:
            raise forms.ValidationError(
                _("Use %(most)s characters at most; the title has %(length)s."),
                params={"most": TITLE_LENGTH, "length": len(title)},
            )
        return title
