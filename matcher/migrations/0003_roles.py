"""Roles as groups: an editor changes the draft; a publisher also publishes it, accepts failing
cases with a reason, and deletes cases."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

READ_ONLY = ("edition", "sharedresult")
FIXED = ("axis",)
"""The axes belong to the product: they are tuned, never added or deleted."""

KEPT = ("case",)
"""What guards the draft may be deleted by a publisher only."""

PUBLISHING = ("publish_edition", "accept_failing_cases", "delete_case")


def make_roles(apps, schema_editor):
    using = schema_editor.connection.alias
    config = apps.get_app_config("matcher")
    config.models_module = True  # or Django would take the app for one without tables
    create_permissions(config, apps=apps, verbosity=0, using=using)
    config.models_module = None

    permissions = apps.get_model("auth", "Permission").objects.using(using)
    ours = permissions.filter(content_type__app_label="matcher").select_related("content_type")
    group = apps.get_model("auth", "Group").objects.using(using)
    editing = [one for one in ours if _may_edit(*one.codename.split("_", 1))]
    publishing = ours.filter(codename__in=PUBLISHING)
    editor, _made = group.get_or_create(name="editor")
    editor.permissions.add(*editing)
    publisher, _made = group.get_or_create(name="publisher")
    publisher.permissions.add(*editing, *publishing)


def _may_edit(action, model):
    if model in READ_ONLY or action == "view":
        return action == "view"
    if action == "delete":
        return model not in (*FIXED, *KEPT)
    return action == "change" or (action == "add" and model not in FIXED)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("matcher", "0002_history_of_rows_and_words_of_editions"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
