import json

from django.db import migrations, models


def note_former_questions(apps, schema_editor):
    """Note with every edition which questions only earlier ones asked."""
    ever_asked = set()
    for edition in apps.get_model("matcher", "Edition").objects.order_by("number").iterator():
        asked = {question["slug"] for question in json.loads(edition.taxonomy_json)["questions"]}
        edition.former_questions = "\n".join(sorted(ever_asked - asked))
        edition.save(update_fields=["former_questions"])
        ever_asked |= asked


class Migration(migrations.Migration):
    dependencies = [
        ("matcher", "0006_circumstances_and_no_score_for_not_sure"),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="former_questions",
            field=models.TextField(
                blank=True,
                db_default="",
                help_text="The slugs of the questions that only earlier editions ask, one a line.",
                verbose_name="former questions",
            ),
        ),
        migrations.AddField(
            model_name="sharedresult",
            name="expires_zone",
            field=models.CharField(
                blank=True, db_default="", max_length=64, verbose_name="time zone of the last day"
            ),
        ),
        migrations.AddField(
            model_name="sharedresult",
            name="form_sha256",
            field=models.CharField(
                blank=True, max_length=64, null=True, verbose_name="checksum of the form"
            ),
        ),
        migrations.AddField(
            model_name="sharedresult",
            name="revision",
            field=models.PositiveIntegerField(db_default=0, verbose_name="revision"),
        ),
        migrations.AddConstraint(
            model_name="sharedresult",
            constraint=models.UniqueConstraint(fields=("form_sha256",), name="form_is_stored_once"),
        ),
        migrations.RunPython(note_former_questions, migrations.RunPython.noop),
    ]
