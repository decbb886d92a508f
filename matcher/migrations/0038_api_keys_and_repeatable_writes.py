"""Keys of programs, the writes that they may send again, and answers that nobody confirmed."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matcher", "0034_triggers_and_the_sheet_that_is_read"),
    ]

    operations = [
        migrations.CreateModel(
            name="ApiKey",
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
                        help_text="The system that gets the key.",
                        max_length=80,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        editable=False,
                        max_length=64,
                        unique=True,
                        verbose_name="checksum of the key",
                    ),
                ),
                (
                    "reads_a_minute",
                    models.PositiveIntegerField(
                        default=6000,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="reads a minute",
                    ),
                ),
                (
                    "writes_an_hour",
                    models.PositiveIntegerField(
                        default=2000,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="new results and programmes an hour",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "last_used_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="last used"
                    ),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="revoked"
                    ),
                ),
            ],
            options={
                "verbose_name": "API key",
                "verbose_name_plural": "API keys",
                "ordering": ("name", "created_at"),
            },
        ),
        migrations.CreateModel(
            name="RepeatableWrite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        max_length=64, unique=True, verbose_name="checksum of sender, URL and key"
                    ),
                ),
                (
                    "body_sha256",
                    models.CharField(max_length=64, verbose_name="checksum of what was sent"),
                ),
                ("status", models.PositiveSmallIntegerField(default=0, verbose_name="status")),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("holds_key", models.BooleanField(default=False, verbose_name="holds a key")),
                ("created_at", models.DateTimeField(db_index=True, verbose_name="created")),
            ],
            options={
                "verbose_name": "repeatable write",
                "verbose_name_plural": "repeatable writes",
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="sharedresult",
            name="unconfirmed",
            field=models.TextField(blank=True, db_default="", verbose_name="not confirmed"),
        ),
    ]
