"""Codes of other classifications, which editors and publishers edit."""

import django.core.validators
import django.db.models.deletion
import matcher.models.rows
import simple_history.models
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

ROLES = ("editor", "publisher")
"""A group that an installation has renamed or deleted stays as it is."""

TABLES = ("codescheme", "codesource", "familycode", "linecode")


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
        ("matcher", "0041_embedding_sites"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CodeScheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="slug")),
                (
                    "name",
                    models.CharField(
                        help_text="With its version or year.", max_length=60, verbose_name="name"
                    ),
                ),
                (
                    "about",
                    models.TextField(
                        help_text="One sentence, for somebody who meets it for the first time.",
                        verbose_name="what it classifies",
                    ),
                ),
                (
                    "notice",
                    models.TextField(
                        help_text="As its publisher wants to be named, with the licence. Stands beside the codes.",
                        verbose_name="notice",
                    ),
                ),
                (
                    "forms",
                    models.TextField(
                        help_text="One a line, with N for a digit, such as NN-NNNN.NN. A form that only adds a hyphen and a digit to another one has a check digit: it finds the same code.",
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A\\S+(?:\\r?\\n\\S+)*\\Z",
                                "Write one form a line, without blanks.",
                            )
                        ],
                        verbose_name="forms of a code",
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
                "verbose_name": "classification",
                "verbose_name_plural": "classifications",
                "ordering": ("position", "slug"),
            },
        ),
        migrations.CreateModel(
            name="HistoricalCodeScheme",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("history_change_reason", models.CharField(max_length=300, null=True)),
                ("slug", models.SlugField(verbose_name="slug")),
                (
                    "name",
                    models.CharField(
                        help_text="With its version or year.", max_length=60, verbose_name="name"
                    ),
                ),
                (
                    "about",
                    models.TextField(
                        help_text="One sentence, for somebody who meets it for the first time.",
                        verbose_name="what it classifies",
                    ),
                ),
                (
                    "notice",
                    models.TextField(
                        help_text="As its publisher wants to be named, with the licence. Stands beside the codes.",
                        verbose_name="notice",
                    ),
                ),
                (
                    "forms",
                    models.TextField(
                        help_text="One a line, with N for a digit, such as NN-NNNN.NN. A form that only adds a hyphen and a digit to another one has a check digit: it finds the same code.",
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A\\S+(?:\\r?\\n\\S+)*\\Z",
                                "Write one form a line, without blanks.",
                            )
                        ],
                        verbose_name="forms of a code",
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
                "verbose_name": "historical classification",
                "verbose_name_plural": "historical classifications",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCodeSource",
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
                    "scheme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="matcher.codescheme",
                        verbose_name="classification",
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
            name="HistoricalFamilyCode",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("history_change_reason", models.CharField(max_length=300, null=True)),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                (
                    "title",
                    models.CharField(
                        help_text="As the classification has it. Leave out a code that you could not look up there.",
                        max_length=200,
                        verbose_name="title",
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
                    "scheme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="matcher.codescheme",
                        verbose_name="classification",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical code of a family",
                "verbose_name_plural": "historical codes of families",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLineCode",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("history_change_reason", models.CharField(max_length=300, null=True)),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                (
                    "title",
                    models.CharField(
                        help_text="As the classification has it. Leave out a code that you could not look up there.",
                        max_length=200,
                        verbose_name="title",
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
                    "line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="matcher.serviceline",
                        verbose_name="service line",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="matcher.codescheme",
                        verbose_name="classification",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical code of a service line",
                "verbose_name_plural": "historical codes of service lines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="CodeSource",
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
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sources",
                        to="matcher.codescheme",
                        verbose_name="classification",
                    ),
                ),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ("position", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scheme", "title"),
                        name="source_once_per_classification",
                        violation_error_message="This classification has a source with that title already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                (
                    "title",
                    models.CharField(
                        help_text="As the classification has it. Leave out a code that you could not look up there.",
                        max_length=200,
                        verbose_name="title",
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
                        related_name="codes",
                        to="matcher.outcome",
                        verbose_name="family",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matcher.codescheme",
                        verbose_name="classification",
                    ),
                ),
            ],
            options={
                "verbose_name": "code of a family",
                "verbose_name_plural": "codes of families",
                "ordering": ("family__position", "position", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("family", "scheme", "code"),
                        name="code_once_per_family",
                        violation_error_message="This family has that code already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LineCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                (
                    "title",
                    models.CharField(
                        help_text="As the classification has it. Leave out a code that you could not look up there.",
                        max_length=200,
                        verbose_name="title",
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
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="codes",
                        to="matcher.serviceline",
                        verbose_name="service line",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matcher.codescheme",
                        verbose_name="classification",
                    ),
                ),
            ],
            options={
                "verbose_name": "code of a service line",
                "verbose_name_plural": "codes of service lines",
                "ordering": ("line__family__position", "line__position", "position", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("line", "scheme", "code"),
                        name="code_once_per_line",
                        violation_error_message="This line has that code already.",
                    )
                ],
            },
        ),
        migrations.RunPython(let_roles_edit, migrations.RunPython.noop),
    ]
