"""People who answer a row, what was settled between them, how an answer is known, and when to look
at a row again."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matcher", "0031_files_of_programmes"),
    ]

    operations = [
        migrations.AddField(
            model_name="programmerow",
            name="last_respondent",
            field=models.PositiveIntegerField(
                default=0, verbose_name="last number of a respondent"
            ),
        ),
        migrations.AddField(
            model_name="programmerow",
            name="review_on",
            field=models.DateField(blank=True, null=True, verbose_name="review on"),
        ),
        migrations.CreateModel(
            name="Assumption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=50, verbose_name="question")),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("known", "Known"),
                            ("estimate", "An estimate"),
                            ("guess", "A guess"),
                        ],
                        max_length=10,
                        verbose_name="how it is known",
                    ),
                ),
                ("owner", models.CharField(blank=True, max_length=80, verbose_name="owner")),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assumptions",
                        to="matcher.programmerow",
                        verbose_name="row",
                    ),
                ),
            ],
            options={
                "verbose_name": "assumption",
                "verbose_name_plural": "assumptions",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("row", "question"), name="question_is_assumed_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Respondent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("label", models.CharField(blank=True, max_length=60, verbose_name="label")),
                (
                    "token_sha256",
                    models.CharField(
                        max_length=64, unique=True, verbose_name="checksum of the link"
                    ),
                ),
                ("query", models.TextField(blank=True, verbose_name="answers")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered"),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="matcher.programme",
                        verbose_name="programme",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="respondents",
                        to="matcher.programmerow",
                        verbose_name="row",
                    ),
                ),
            ],
            options={
                "verbose_name": "respondent",
                "verbose_name_plural": "respondents",
                "ordering": ("number",),
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("row", "number"), name="respondent_number_given_once"
                    ),
                    models.UniqueConstraint(
                        fields=("row", "label"), name="respondent_label_given_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=50, verbose_name="question")),
                ("answer", models.TextField(verbose_name="answer")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("seen", models.TextField(blank=True, verbose_name="what its respondents said")),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="settlements",
                        to="matcher.programmerow",
                        verbose_name="row",
                    ),
                ),
            ],
            options={
                "verbose_name": "settlement",
                "verbose_name_plural": "settlements",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("row", "question"), name="question_is_settled_once"
                    )
                ],
            },
        ),
    ]
