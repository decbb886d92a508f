"""Standards to ask providers for, each with its sources."""

import django.db.models.deletion
import matcher.models.rows
import simple_history.models
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


ROLES = ("editor", "publisher")
"""A group that an installation has renamed or deleted stays as it is."""

TABLES = ("standard", "standardsource")


def let_roles_edit(apps, schema_editor):
    using = schema_editor.connection.alias
    config = apps.get_app_config("matcher")
    config.models_module = True  # or Django would take the app for one without tables
    create_permissions(config, apps=apps, verbosity=0, using=using)
    config.models_module = None

    permissions = apps.get_model("auth", "Permission").objects.using(using)
    editing = permissions.filter(content_type__app_label="matcher", content_type__model__in=TABLES)
    for group in apps.get_model("auth", "Group").objects.using(using).filter(name__in=ROLES):
        group.permissions.add(*editing)


class Migration(migrations.Migration):
    dependencies = [
        ("matcher", "0016_profiles_without_lists"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Standard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="slug")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("covers", models.TextField(verbose_name="what it covers")),
                ("attested_by", models.TextField(verbose_name="attested by")),
                (
                    "ask",
                    models.TextField(
                        help_text="The certificate or report, and what it has to name, such as sites and dates.",
                        verbose_name="what to ask for",
                    ),
                ),
                (
                    "condition",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="For example: family = slug. Empty: whatever is answered.",
                        validators=[matcher.models.rows.validate_condition],
                        verbose_name="brought up when",
                    ),
                ),
                (
                    "scope",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                        validators=[matcher.models.rows.validate_condition],
                        verbose_name="only for",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Smaller numbers come first on every page.",
                        verbose_name="position",
                    ),
                ),
            ],
            options={
                "verbose_name": "standard",
                "verbose_name_plural": "standards",
                "ordering": ("position", "slug"),
            },
        ),
        migrations.CreateModel(
            name="HistoricalStandard",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("history_change_reason", models.CharField(max_length=300, null=True)),
                ("slug", models.SlugField(verbose_name="slug")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("covers", models.TextField(verbose_name="what it covers")),
                ("attested_by", models.TextField(verbose_name="attested by")),
                (
                    "ask",
                    models.TextField(
                        help_text="The certificate or report, and what it has to name, such as sites and dates.",
                        verbose_name="what to ask for",
                    ),
                ),
                (
                    "condition",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="For example: family = slug. Empty: whatever is answered.",
                        validators=[matcher.models.rows.validate_condition],
                        verbose_name="brought up when",
                    ),
                ),
                (
                    "scope",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                        validators=[matcher.models.rows.validate_condition],
                        verbose_name="only for",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Smaller numbers come first on every page.",
                        verbose_name="position",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical standard",
                "verbose_name_plural": "historical standards",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStandardSource",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("history_change_reason", models.CharField(max_length=300, null=True)),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="address")),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A: regulator, rule-setter or benchmark body"),
                            ("B", "B: practitioner, trade or research publication"),
                            ("C", "C: vendor or single-author page"),
                        ],
                        help_text="Shown beside the figure; grade C is good for a conversation only.",
                        max_length=1,
                        verbose_name="grade",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "dated",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                        max_length=10,
                        validators=[matcher.models.rows.validate_day],
                        verbose_name="its own date",
                    ),
                ),
                (
                    "says",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="In our own words.",
                        max_length=200,
                        verbose_name="what it says",
                    ),
                ),
                (
                    "checked_on",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="When somebody last opened it; empty: nobody did.",
                        max_length=10,
                        validators=[matcher.models.rows.validate_day],
                        verbose_name="checked on",
                    ),
                ),
                (
                    "checked_by",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="A role, such as “content editor”; never a name.",
                        max_length=60,
                        verbose_name="checked by",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Smaller numbers come first on every page.",
                        verbose_name="position",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="matcher.standard",
                        verbose_name="standard",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical source",
                "verbose_name_plural": "historical sources",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="StandardSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="address")),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A: regulator, rule-setter or benchmark body"),
                            ("B", "B: practitioner, trade or research publication"),
                            ("C", "C: vendor or single-author page"),
                        ],
                        help_text="Shown beside the figure; grade C is good for a conversation only.",
                        max_length=1,
                        verbose_name="grade",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "dated",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                        max_length=10,
                        validators=[matcher.models.rows.validate_day],
                        verbose_name="its own date",
                    ),
                ),
                (
                    "says",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="In our own words.",
                        max_length=200,
                        verbose_name="what it says",
                    ),
                ),
                (
                    "checked_on",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="When somebody last opened it; empty: nobody did.",
                        max_length=10,
                        validators=[matcher.models.rows.validate_day],
                        verbose_name="checked on",
                    ),
                ),
                (
                    "checked_by",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="A role, such as “content editor”; never a name.",
                        max_length=60,
                        verbose_name="checked by",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Smaller numbers come first on every page.",
                        verbose_name="position",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sources",
                        to="matcher.standard",
                        verbose_name="standard",
                    ),
                ),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ("position", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("standard", "title"),
                        name="source_once_per_standard",
                        violation_error_message="This standard has a source with that title already.",
                    )
                ],
            },
        ),
        migrations.RunPython(let_roles_edit, migrations.RunPython.noop),
    ]
