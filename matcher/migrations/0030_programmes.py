"""Programmes, which whoever may look at shared results may look at too."""

import django.core.validators
import django.db.models.deletion
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

ROLES = ("editor", "publisher")
"""A group that an installation has renamed or deleted stays as it is."""


def let_roles_view(apps, schema_editor):
    using = schema_editor.connection.alias
    config = apps.get_app_config("matcher")
    config.models_module = True  # or Django would take the app for one without tables
    create_permissions(config, apps=apps, verbosity=0, using=using)
    config.models_module = None

    permissions = apps.get_model("auth", "Permission").objects.using(using)
    viewing = permissions.filter(codename="view_programme", content_type__app_label="matcher")
    for group in apps.get_model("auth", "Group").objects.using(using).filter(name__in=ROLES):
        group.permissions.add(*viewing)


class Migration(migrations.Migration):
    dependencies = [
        ("matcher", "0029_terms_and_unknown_words"),
    ]

    operations = [
        migrations.CreateModel(
            name="Programme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token_sha256",
                    models.CharField(
                        max_length=64, unique=True, verbose_name="checksum of the link"
                    ),
                ),
                (
                    "key_sha256",
                    models.CharField(
                        max_length=64, verbose_name="checksum of the key that edits it"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        max_length=120,
                        validators=[django.core.validators.MaxLengthValidator(120)],
                        verbose_name="title",
                    ),
                ),
                (
                    "last_number",
                    models.PositiveIntegerField(default=0, verbose_name="last number of a row"),
                ),
                ("created_at", models.DateTimeField(verbose_name="created")),
                (
                    "expires_at",
                    models.DateTimeField(
                        blank=True, db_index=True, null=True, verbose_name="expires"
                    ),
                ),
                (
                    "expires_zone",
                    models.CharField(
                        blank=True, max_length=64, verbose_name="time zone of the last day"
                    ),
                ),
                ("gone_at", models.DateTimeField(blank=True, null=True, verbose_name="deleted")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programmes",
                        to="matcher.edition",
                        verbose_name="edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "programme",
                "verbose_name_plural": "programmes",
                "ordering": ("-created_at",),
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="ProgrammeRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("query", models.TextField(blank=True, verbose_name="answers")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                (
                    "archetype",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="heirs",
                        to="matcher.programmerow",
                        verbose_name="takes its answers from",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="matcher.programme",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of a programme",
                "verbose_name_plural": "rows of a programme",
                "ordering": ("number",),
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "number"), name="number_is_given_once"
                    )
                ],
            },
        ),
        migrations.RunPython(let_roles_view, migrations.RunPython.noop),
    ]
