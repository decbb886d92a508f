"""Criteria and risks become rows of their own, so that each can be for some buyers only."""

from textwrap import wrap

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ("editor", "publisher")
"""A group that an installation has renamed or deleted stays as it is."""

TABLES = ("contextgroup", "criterion", "risk")

COLUMNS = {"shortlist": "Criterion", "risks": "Risk"}


def make_rows(apps, schema_editor):
    using = schema_editor.connection.alias
    profiles = apps.get_model("matcher", "Profile").objects.using(using)
    for column, model in COLUMNS.items():
        rows = apps.get_model("matcher", model).objects.using(using)
        for profile in profiles.all():
            texts = [
                text for line in getattr(profile, column).splitlines() for text in wrap(line, 800)
            ]
            rows.bulk_create(
                rows.model(family_id=profile.outcome_id, text=text, position=10 * number)
                for number, text in enumerate(dict.fromkeys(texts), start=1)
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
    dependencies = [("matcher", "0014_scope_of_content")]

    operations = [
        migrations.RunPython(make_rows, migrations.RunPython.noop),
        migrations.RunPython(let_roles_edit, migrations.RunPython.noop),
    ]
