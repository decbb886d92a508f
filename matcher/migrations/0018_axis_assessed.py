"""Which axis the page “Make, buy or automate?” compares."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matcher", "0017_standards_to_ask_for"),
    ]

    operations = [
        migrations.AddField(
            model_name="axis",
            name="assessed",
            field=models.BooleanField(
                default=False,
                help_text="On: its outcomes are ways to get the work done, and the page “Make, buy or automate?” compares them. Of several such axes, that of the first.",
                verbose_name="compared by criteria and cost",
            ),
        ),
        migrations.AddField(
            model_name="historicalaxis",
            name="assessed",
            field=models.BooleanField(
                default=False,
                help_text="On: its outcomes are ways to get the work done, and the page “Make, buy or automate?” compares them. Of several such axes, that of the first.",
                verbose_name="compared by criteria and cost",
            ),
        ),
    ]
