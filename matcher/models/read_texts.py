"""What a sentence model saw in texts of the taxonomy."""

from django.db import models


class ReadText(models.Model):
    """The direction in which a model saw a text: a byte for each of its numbers. Not the text."""

    model = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    direction = models.BinaryField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("model", "digest"), name="text_read_once_by_a_model"),
        )

    def __str__(self) -> str:
        return f"{self.digest[:12]}, {self.model}"
