"""Words beside the labels, which editors and publishers edit, and unknown words of pasted phrases,
which they see."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

ROLES = ("editor", "publisher")
"""A group that an installation has renamed or deleted stays as it is."""

TABLES = ("term", "unknownword")


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
        ("matcher", "0028_answers_proposed_by_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UnknownWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=20, unique=True, verbose_name="word")),
                (
                    "days",
                    models.PositiveIntegerField(default=1, verbose_name="days on which it was met"),
                ),
                ("last_day", models.DateField(verbose_name="last met on")),
            ],
            options={
                "verbose_name": "unknown word",
                "verbose_name_plural": "unknown words",
                "ordering": ("-days", "word"),
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="HistoricalTerm",
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
                    "names",
                    models.TextField(
                        help_text="One a line, such as “managed”. Capitals, hyphens, the plural and British or American spelling make no difference.",
                        verbose_name="words",
                    ),
                ),
                (
                    "says",
                    models.CharField(
                        help_text="One sentence for somebody who met the word in an offer.",
                        max_length=160,
                        verbose_name="what it says",
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
                    "option",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="It counts only once the visitor confirms it. Empty: it proposes none.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="matcher.option",
                        verbose_name="answer that it proposes",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The outcome that it names by itself; empty where it names none.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="matcher.outcome",
                        verbose_name="outcome",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical term",
                "verbose_name_plural": "historical terms",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="slug")),
                (
                    "names",
                    models.TextField(
                        help_text="One a line, such as “managed”. Capitals, hyphens, the plural and British or American spelling make no difference.",
                        verbose_name="words",
                    ),
                ),
                (
                    "says",
                    models.CharField(
                        help_text="One sentence for somebody who met the word in an offer.",
                        max_length=160,
                        verbose_name="what it says",
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
                    "option",
                    models.ForeignKey(
                        blank=True,
                        help_text="It counts only once the visitor confirms it. Empty: it proposes none.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="matcher.option",
                        verbose_name="answer that it proposes",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        help_text="The outcome that it names by itself; empty where it names none.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="matcher.outcome",
                        verbose_name="outcome",
                    ),
                ),
            ],
            options={
                "verbose_name": "term",
                "verbose_name_plural": "terms",
                "ordering": ("position", "slug"),
            },
        ),
        migrations.RunPython(let_roles_edit, migrations.RunPython.noop),
    ]
