"""Forms of rows that carry a condition: it is checked against the draft when it is saved."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from matcher.admin.fields import RowForm
from matcher.core.checks import Finding, check_condition, check_on_axis
from matcher.drafts import compile_vocabulary


class ConditionForm(RowForm):
    """Refuses a condition that cannot be read or names what the draft does not have."""

    def clean_condition(self) -> str:
        text: str = self.cleaned_data["condition"]
        _refuse(check_condition(compile_vocabulary(), text, ""))
        return text


class CombinationForm(ConditionForm):
    """Refuses also a condition about what does not count on the combination's axis."""

    def clean(self) -> None:
        super().clean()
        axis, text = self.cleaned_data.get("axis"), self.cleaned_data.get("condition")
        if axis and text:
            try:
                _refuse(check_on_axis(compile_vocabulary(), text, axis.slug, ""))
            except ValidationError as error:
                self.add_error("condition", error)


def _refuse(findings: Iterable[Finding]) -> None:
    if sentences := dict.fromkeys(finding.sentence for finding in findings):
        raise ValidationError(list(sentences), code="condition")
