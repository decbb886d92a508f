"""What a note may be about."""

from enum import StrEnum


class NoteTopic(StrEnum):
    """The topics of notes that are about none of the axes. Those about an axis have its slug."""

    READING = "reading"
    FIT = "fit"
    PRICING = "pricing"
    COMPLIANCE = "compliance"
    LABELS = "labels"
    SAVINGS = "savings"
    DISAGREEMENTS = "disagreements"
    LIMITS = "limits"
