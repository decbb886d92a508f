import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matcher", "0003_roles"),
    ]

    operations = [
        migrations.RenameField("edition", "restores", "rolls_back_to"),
        migrations.AlterField(
            model_name="confusion",
            name="other",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty where the other side is not one of our families.",
                limit_choices_to={"profile__isnull": False},
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="matcher.outcome",
                verbose_name="other family",
            ),
        ),
        migrations.AlterField(
            model_name="edition",
            name="rolls_back_to",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="The number of the older edition that this one repeats.",
                null=True,
                verbose_name="rolls back to",
            ),
        ),
        migrations.AlterField(
            model_name="historicalconfusion",
            name="other",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Empty where the other side is not one of our families.",
                limit_choices_to={"profile__isnull": False},
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="matcher.outcome",
                verbose_name="other family",
            ),
        ),
        migrations.AlterField(
            model_name="historicallabel",
            name="slug",
            field=models.SlugField(
                help_text="It is part of addresses that lead to the label; do not change it lightly.",
                verbose_name="slug",
            ),
        ),
        migrations.AlterField(
            model_name="historicalnote",
            name="topic",
            field=models.SlugField(
                help_text="Where it is shown: beside an axis, or under a topic of its own.",
                verbose_name="topic",
            ),
        ),
        migrations.AlterField(
            model_name="historicalquestion",
            name="ordered",
            field=models.BooleanField(
                default=False,
                help_text="On when the options go from less to more in their order.",
                verbose_name="options form a scale",
            ),
        ),
        migrations.AlterField(
            model_name="historicalquestion",
            name="slug",
            field=models.SlugField(
                help_text="It is part of every address that carries an answer; do not change it lightly. Conditions name it: after a change, publishing is refused until they name the new one.",
                verbose_name="slug",
            ),
        ),
        migrations.AlterField(
            model_name="label",
            name="slug",
            field=models.SlugField(
                help_text="It is part of addresses that lead to the label; do not change it lightly.",
                unique=True,
                verbose_name="slug",
            ),
        ),
        migrations.AlterField(
            model_name="note",
            name="topic",
            field=models.SlugField(
                help_text="Where it is shown: beside an axis, or under a topic of its own.",
                verbose_name="topic",
            ),
        ),
        migrations.AlterField(
            model_name="question",
            name="ordered",
            field=models.BooleanField(
                default=False,
                help_text="On when the options go from less to more in their order.",
                verbose_name="options form a scale",
            ),
        ),
        migrations.AlterField(
            model_name="question",
            name="slug",
            field=models.SlugField(
                help_text="It is part of every address that carries an answer; do not change it lightly. Conditions name it: after a change, publishing is refused until they name the new one.",
                unique=True,
                verbose_name="slug",
            ),
        ),
    ]
