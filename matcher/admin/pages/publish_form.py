"""The form of every page that publishes."""

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy as _

from matcher.core import control_characters
from matcher.models import Edition
from matcher.models.editions import NOTE_LENGTH
from matcher.models.rows import control_character_error

DATABASE_LOST = _(
    "The database did not answer, and nothing was published. Your note is kept: try again in a "
    "moment. If this goes on, tell whoever runs the site."
)


class NoteField(forms.CharField):
    """A line that is kept with the edition. Control characters are refused."""

    widget = forms.TextInput({"size": 70})

    def validate(self, value: str) -> None:
        super().validate(value)
        if names := control_characters(value):
            raise control_character_error(names)


class PublishForm(forms.Form):
    """A note about the edition; and why failing cases are accepted, if some fail and this publisher
    may accept them."""

    note = NoteField(
        label=_("Note"),
        max_length=NOTE_LENGTH,
        help_text=_("What changed, for those who ask later."),
    )
    accepted_because = NoteField(
        label=_("Accept the failing cases because"),
        required=False,
        max_length=NOTE_LENGTH,
        help_text=_("It is kept with the edition, for those who ask later."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        may_accept: bool = False,
        initial: dict[str, str] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        if not may_accept:
            del self.fields["accepted_because"]


def with_undo(message: str, new: Edition) -> str:
    """The message about the new edition as HTML, with a link to the page that goes back to the one
    before it, where there is one."""
    if new.number == 1:
        return message
    url = reverse("admin:desk_editions_roll_back", args=[new.number - 1])
    label = gettext("Undo: back to edition %(number)s…") % {"number": new.number - 1}
    return format_html('{} <a href="{}">{}</a>', message, url, label)
