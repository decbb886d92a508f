"""Texts of several lines."""

from django import forms


class MultilineField(forms.CharField):
    """A text of several lines. Browsers end each with two characters; the draft keeps one, so
    that saving a page without a change changes nothing."""

    def to_python(self, value: object) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")
