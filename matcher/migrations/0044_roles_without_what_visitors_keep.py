"""What visitors keep is for administrators: whoever edits the content has no use for it."""

from django.db import migrations

ROLES = ("editor", "publisher")
"""A group that an installation has renamed or deleted stays as it is."""

KEPT = ("view_sharedresult", "view_programme")


def keep_from_roles(apps, schema_editor):
    using = schema_editor.connection.alias
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    kept = permissions.filter(codename__in=KEPT, content_type__app_label="matcher")
    for group in apps.get_model("auth", "Group").objects.using(using).filter(name__in=ROLES):
        group.permissions.remove(*kept)


class Migration(migrations.Migration):
    dependencies = [("matcher", "0042_codes_people_search_by")]

    operations = [migrations.RunPython(keep_from_roles, migrations.RunPython.noop)]
