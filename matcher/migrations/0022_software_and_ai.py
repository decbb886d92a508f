"""Exposure to AI, examples of prices and the annex on software and AI, which editors and publishers
edit."""

import django.core.validators
import django.db.models.deletion
import matcher.models.rows
import simple_history.models
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


ROLES = ("editor", "publisher")
"""A group that an installation has renamed or deleted stays as it is."""

TABLES = (
    *("annexclause", "exposure", "exposurelevel", "exposurescale", "scalesource"),
    *("priceexample", "pricesource"),
)


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
        ("matcher", "0021_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ExposureScale",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="slug")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "meaning",
                    models.TextField(
                        help_text="What a score says and what it does not. Stands beside them.",
                        verbose_name="meaning",
                    ),
                ),
                (
                    "citation",
                    models.TextField(
                        help_text="As the publisher wants to be named, with the licence.",
                        verbose_name="citation",
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
                "verbose_name": "exposure scale",
                "verbose_name_plural": "exposure scales",
                "ordering": ("position", "slug"),
            },
        ),
        migrations.AddField(
            model_name="historicalpricingmodel",
            name="examples_note",
            field=models.TextField(
                blank=True,
                default="",
                help_text="What to bear in mind about the examples of prices.",
                verbose_name="note on the examples",
            ),
        ),
        migrations.AddField(
            model_name="historicalprofile",
            name="exposure_note",
            field=models.TextField(
                blank=True,
                default="",
                help_text="What a buyer should make of the scores; figures only with a link.",
                verbose_name="what exposure to AI means",
            ),
        ),
        migrations.AddField(
            model_name="pricingmodel",
            name="examples_note",
            field=models.TextField(
                blank=True,
                default="",
                help_text="What to bear in mind about the examples of prices.",
                verbose_name="note on the examples",
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="exposure_note",
            field=models.TextField(
                blank=True,
                default="",
                help_text="What a buyer should make of the scores; figures only with a link.",
                verbose_name="what exposure to AI means",
            ),
        ),
        migrations.CreateModel(
            name="AnnexClause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="slug")),
                ("title", models.CharField(max_length=100, verbose_name="title")),
                ("text", models.TextField(verbose_name="text")),
                (
                    "to_fill_in",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What the buyer still has to write here.",
                        verbose_name="to be filled in",
                    ),
                ),
                (
                    "condition",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="For example: route = slug. Of each axis the second outcome counts like the first. Empty: whatever is answered.",
                        validators=[matcher.models.rows.validate_condition],
                        verbose_name="called for when",
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
                (
                    "regime",
                    models.ForeignKey(
                        blank=True,
                        help_text="The rules that the text names, with their sources.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matcher.regime",
                        verbose_name="law",
                    ),
                ),
            ],
            options={
                "verbose_name": "clause of the AI annex",
                "verbose_name_plural": "clauses of the AI annex",
                "ordering": ("position", "slug"),
            },
        ),
        migrations.CreateModel(
            name="ExposureLevel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(verbose_name="slug")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("means", models.TextField(verbose_name="what it means")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Smaller numbers come first on every page.",
                        verbose_name="position",
                    ),
                ),
                (
                    "scale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="levels",
                        to="matcher.exposurescale",
                        verbose_name="scale",
                    ),
                ),
            ],
            options={
                "verbose_name": "level",
                "verbose_name_plural": "levels",
                "ordering": ("scale__position", "position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="HistoricalAnnexClause",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("history_change_reason", models.CharField(max_length=300, null=True)),
                ("slug", models.SlugField(verbose_name="slug")),
                ("title", models.CharField(max_length=100, verbose_name="title")),
                ("text", models.TextField(verbose_name="text")),
                (
                    "to_fill_in",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What the buyer still has to write here.",
                        verbose_name="to be filled in",
                    ),
                ),
                (
                    "condition",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="For example: route = slug. Of each axis the second outcome counts like the first. Empty: whatever is answered.",
                        validators=[matcher.models.rows.validate_condition],
                        verbose_name="called for when",
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
                (
                    "regime",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The rules that the text names, with their sources.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="matcher.regime",
                        verbose_name="law",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical clause of the AI annex",
                "verbose_name_plural": "historical clauses of the AI annex",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalExposure",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("history_change_reason", models.CharField(max_length=300, null=True)),
                (
                    "code",
                    models.CharField(
                        max_length=4,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[0-9]{4}\\Z", "Write the four digits of ISCO-08."
                            )
                        ],
                        verbose_name="ISCO-08 code",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="occupation")),
                (
                    "score",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="From 0 to 1, as published.",
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1),
                        ],
                        verbose_name="mean score",
                    ),
                ),
                (
                    "checked_on",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="When somebody last read it at the source; empty: it is not shown.",
                        max_length=10,
                        validators=[matcher.models.rows.validate_day],
                        verbose_name="checked on",
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
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        limit_choices_to={"profile__isnull": False},
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="matcher.outcome",
                        verbose_name="family",
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
                    "level",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="As published: it does not follow from the score alone.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="matcher.exposurelevel",
                        verbose_name="level",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical exposure to AI",
                "verbose_name_plural": "historical exposure to AI",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalExposureLevel",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("history_change_reason", models.CharField(max_length=300, null=True)),
                ("slug", models.SlugField(verbose_name="slug")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("means", models.TextField(verbose_name="what it means")),
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
                    "scale",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="matcher.exposurescale",
                        verbose_name="scale",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical level",
                "verbose_name_plural": "historical levels",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalExposureScale",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("history_change_reason", models.CharField(max_length=300, null=True)),
                ("slug", models.SlugField(verbose_name="slug")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "meaning",
                    models.TextField(
                        help_text="What a score says and what it does not. Stands beside them.",
                        verbose_name="meaning",
                    ),
                ),
                (
                    "citation",
                    models.TextField(
                        help_text="As the publisher wants to be named, with the licence.",
                        verbose_name="citation",
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
                "verbose_name": "historical exposure scale",
                "verbose_name_plural": "historical exposure scales",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPriceExample",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("history_change_reason", models.CharField(max_length=300, null=True)),
                ("name", models.CharField(max_length=100, verbose_name="vendor and product")),
                (
                    "unit",
                    models.CharField(
                        help_text="What is counted, in the vendor’s words.",
                        max_length=160,
                        verbose_name="unit",
                    ),
                ),
                (
                    "price",
                    models.CharField(
                        help_text="Such as USD 0.99.", max_length=100, verbose_name="price"
                    ),
                ),
                (
                    "dated",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                        max_length=10,
                        validators=[matcher.models.rows.validate_day],
                        verbose_name="as of",
                    ),
                ),
                ("note", models.TextField(blank=True, default="", verbose_name="note")),
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
                    "model",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="matcher.pricingmodel",
                        verbose_name="pricing model",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical example of a price",
                "verbose_name_plural": "historical examples of prices",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalScaleSource",
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
                    "scale",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="matcher.exposurescale",
                        verbose_name="scale",
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
            name="PriceExample",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="vendor and product")),
                (
                    "unit",
                    models.CharField(
                        help_text="What is counted, in the vendor’s words.",
                        max_length=160,
                        verbose_name="unit",
                    ),
                ),
                (
                    "price",
                    models.CharField(
                        help_text="Such as USD 0.99.", max_length=100, verbose_name="price"
                    ),
                ),
                (
                    "dated",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                        max_length=10,
                        validators=[matcher.models.rows.validate_day],
                        verbose_name="as of",
                    ),
                ),
                ("note", models.TextField(blank=True, default="", verbose_name="note")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Smaller numbers come first on every page.",
                        verbose_name="position",
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="examples",
                        to="matcher.pricingmodel",
                        verbose_name="pricing model",
                    ),
                ),
            ],
            options={
                "verbose_name": "example of a price",
                "verbose_name_plural": "examples of prices",
                "ordering": ("model__position", "position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="HistoricalPriceSource",
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
                    "example",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="matcher.priceexample",
                        verbose_name="example",
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
            name="PriceSource",
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
                    "example",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sources",
                        to="matcher.priceexample",
                        verbose_name="example",
                    ),
                ),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ("position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ScaleSource",
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
                    "scale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sources",
                        to="matcher.exposurescale",
                        verbose_name="scale",
                    ),
                ),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ("position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Exposure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        max_length=4,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[0-9]{4}\\Z", "Write the four digits of ISCO-08."
                            )
                        ],
                        verbose_name="ISCO-08 code",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="occupation")),
                (
                    "score",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="From 0 to 1, as published.",
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1),
                        ],
                        verbose_name="mean score",
                    ),
                ),
                (
                    "checked_on",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="When somebody last read it at the source; empty: it is not shown.",
                        max_length=10,
                        validators=[matcher.models.rows.validate_day],
                        verbose_name="checked on",
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
                    "family",
                    models.ForeignKey(
                        limit_choices_to={"profile__isnull": False},
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exposures",
                        to="matcher.outcome",
                        verbose_name="family",
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        help_text="As published: it does not follow from the score alone.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exposures",
                        to="matcher.exposurelevel",
                        verbose_name="level",
                    ),
                ),
            ],
            options={
                "verbose_name": "exposure to AI",
                "verbose_name_plural": "exposure to AI",
                "ordering": ("family__position", "position", "code"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 0), ("score__lte", 1)),
                        name="exposure_from_0_to_1",
                        violation_error_message="A score lies between 0 and 1.",
                    ),
                    models.UniqueConstraint(
                        fields=("family", "code"),
                        name="occupation_once_per_family",
                        violation_error_message="This family has that occupation already.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="exposurelevel",
            constraint=models.UniqueConstraint(
                fields=("scale", "slug"),
                name="level_once_per_scale",
                violation_error_message="This scale has a level with that slug already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="priceexample",
            constraint=models.UniqueConstraint(
                fields=("model", "name"),
                name="price_once_per_name",
                violation_error_message="This model has an example with that name already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricesource",
            constraint=models.UniqueConstraint(
                fields=("example", "title"),
                name="source_once_per_price",
                violation_error_message="This example has a source with that title already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="scalesource",
            constraint=models.UniqueConstraint(
                fields=("scale", "title"),
                name="source_once_per_scale",
                violation_error_message="This scale has a source with that title already.",
            ),
        ),
        migrations.RunPython(let_roles_edit, migrations.RunPython.noop),
    ]
