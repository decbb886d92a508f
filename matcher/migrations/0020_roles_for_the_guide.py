"""Editors and publishers edit the guide."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ("editor", "publisher")
"""A group that an installation has renamed or deleted stays as it is."""

TABLES = ("guidepage", "guidesection")


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
    dependencies = [("matcher", "0019_guide")]

    operations = [migrations.RunPython(let_roles_edit, migrations.RunPython.noop)]
