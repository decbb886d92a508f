"""Sites that may show the matcher in a frame of theirs."""

import matcher.models.embedding
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matcher", "0039_results_by_creation"),
    ]

    operations = [
        migrations.CreateModel(
            name="EmbeddingSite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Whose site it is. Visitors do not see it.",
                        max_length=80,
                        verbose_name="name",
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=matcher.models.embedding.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                        verbose_name="public id",
                    ),
                ),
                (
                    "origins",
                    models.TextField(
                        help_text="The origins whose pages may show it, one on a line, such as https://intranet.example.org. If frames lie in frames, those of all of them.",
                        validators=[matcher.models.embedding.validate_origins],
                        verbose_name="origins",
                    ),
                ),
                (
                    "theme",
                    models.CharField(
                        choices=[
                            ("auto", "as the visitor’s device is set"),
                            ("light", "light"),
                            ("dark", "dark"),
                        ],
                        default="auto",
                        max_length=5,
                        verbose_name="theme",
                    ),
                ),
                (
                    "results_open",
                    models.CharField(
                        choices=[("inside", "inside the frame"), ("new-tab", "in a new tab")],
                        default="inside",
                        max_length=7,
                        verbose_name="results open",
                    ),
                ),
            ],
            options={
                "verbose_name": "embedding site",
                "verbose_name_plural": "embedding sites",
                "ordering": ("name", "public_id"),
            },
        ),
    ]
