"""What the rows of programmes come to is kept with them and computed by workers, and a programme may
move to another edition."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matcher", "0032_respondents"),
    ]

    operations = [
        migrations.CreateModel(
            name="Worker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=32, unique=True, verbose_name="name")),
                ("release", models.PositiveIntegerField(verbose_name="release")),
                ("beat_at", models.DateTimeField(verbose_name="last heard of")),
            ],
            options={
                "verbose_name": "worker",
                "verbose_name_plural": "workers",
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="programme",
            name="next_edition",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="matcher.edition",
                verbose_name="edition that it may move to",
            ),
        ),
        migrations.AddField(
            model_name="programmerow",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="attempts to match it"),
        ),
        migrations.AddField(
            model_name="programmerow",
            name="is_due",
            field=models.BooleanField(default=True, verbose_name="is to be matched"),
        ),
        migrations.AddField(
            model_name="programmerow",
            name="lease",
            field=models.CharField(blank=True, max_length=32, verbose_name="who matches it"),
        ),
        migrations.AddField(
            model_name="programmerow",
            name="lease_ends_at",
            field=models.DateTimeField(
                blank=True, null=True, verbose_name="until when they have it"
            ),
        ),
        migrations.AddField(
            model_name="programmerow",
            name="next_summary_json",
            field=models.TextField(blank=True, verbose_name="and with the other edition"),
        ),
        migrations.AddField(
            model_name="programmerow",
            name="release",
            field=models.PositiveIntegerField(default=0, verbose_name="release that matches it"),
        ),
        migrations.AddField(
            model_name="programmerow",
            name="summary_json",
            field=models.TextField(blank=True, verbose_name="what its answers come to"),
        ),
        migrations.AddIndex(
            model_name="programmerow",
            index=models.Index(
                condition=models.Q(("is_due", True)),
                fields=["attempts", "id"],
                name="rows_that_are_due",
            ),
        ),
        migrations.AddIndex(
            model_name="programmerow",
            index=models.Index(fields=["lease"], name="rows_by_lease"),
        ),
    ]
