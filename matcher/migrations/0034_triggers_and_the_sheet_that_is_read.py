"""What is watched about a row, and which sheet of a file is read."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matcher", "0033_rows_are_matched_off_the_request"),
    ]

    operations = [
        migrations.AddField(
            model_name="programmeupload",
            name="sheet",
            field=models.PositiveSmallIntegerField(
                null=True, verbose_name="index of the sheet that is read"
            ),
        ),
        migrations.CreateModel(
            name="Trigger",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="text")),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="triggers",
                        to="matcher.programmerow",
                        verbose_name="row",
                    ),
                ),
            ],
            options={
                "verbose_name": "trigger",
                "verbose_name_plural": "triggers",
                "ordering": ("pk",),
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("row", "text"), name="trigger_is_watched_once")
                ],
            },
        ),
    ]
