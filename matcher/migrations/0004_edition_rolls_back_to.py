from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matcher", "0003_roles"),
    ]

    operations = [
        migrations.AlterField(
            model_name="edition",
            name="restores",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="The number of the older edition that this one repeats.",
                null=True,
                verbose_name="rolls back to",
            ),
        ),
    ]
