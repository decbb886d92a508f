from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matcher", "0004_edition_rolls_back_to"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicaloutcome",
            name="phrase",
            field=models.CharField(
                blank=True,
                help_text="How it reads inside the sentence at the top of a result. A family after “is”: “customer operations and support”. Any other after “Run it”: “as a managed service”, “offshore”. Empty: its name stands there.",
                max_length=80,
                verbose_name="words in the answer",
            ),
        ),
        migrations.AddField(
            model_name="historicalverdict",
            name="closing",
            field=models.CharField(
                blank=True,
                help_text="What to do with the answer, such as “Start with a pilot.” It may be empty.",
                max_length=80,
                verbose_name="last sentence of the answer",
            ),
        ),
        migrations.AddField(
            model_name="historicalverdict",
            name="opening",
            field=models.CharField(
                blank=True,
                help_text="A short sentence before all others at the top of a result, such as “Not yet.” Empty where the work may simply go ahead; where it should wait, the name then stands there.",
                max_length=80,
                verbose_name="first words of the answer",
            ),
        ),
        migrations.AddField(
            model_name="historicalverdict",
            name="run",
            field=models.CharField(
                blank=True,
                help_text="They lead to “as a managed service, offshore”, such as “Once it is ready, run it”. Empty: “Run it”, or nothing at all where the work should wait.",
                max_length=80,
                verbose_name="words before how and where",
            ),
        ),
        migrations.AddField(
            model_name="historicalverdict",
            name="tint",
            field=models.CharField(
                choices=[
                    ("go", "Go"),
                    ("pilot", "Pilot"),
                    ("not-yet", "Not yet"),
                    ("keep", "Keep"),
                    ("hold", "Hold"),
                    ("open", "Open"),
                ],
                default="open",
                help_text="The colour of the answer at the top of a result.",
                max_length=10,
                verbose_name="tint",
            ),
        ),
        migrations.AddField(
            model_name="outcome",
            name="phrase",
            field=models.CharField(
                blank=True,
                help_text="How it reads inside the sentence at the top of a result. A family after “is”: “customer operations and support”. Any other after “Run it”: “as a managed service”, “offshore”. Empty: its name stands there.",
                max_length=80,
                verbose_name="words in the answer",
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="closing",
            field=models.CharField(
                blank=True,
                help_text="What to do with the answer, such as “Start with a pilot.” It may be empty.",
                max_length=80,
                verbose_name="last sentence of the answer",
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="opening",
            field=models.CharField(
                blank=True,
                help_text="A short sentence before all others at the top of a result, such as “Not yet.” Empty where the work may simply go ahead; where it should wait, the name then stands there.",
                max_length=80,
                verbose_name="first words of the answer",
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="run",
            field=models.CharField(
                blank=True,
                help_text="They lead to “as a managed service, offshore”, such as “Once it is ready, run it”. Empty: “Run it”, or nothing at all where the work should wait.",
                max_length=80,
                verbose_name="words before how and where",
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="tint",
            field=models.CharField(
                choices=[
                    ("go", "Go"),
                    ("pilot", "Pilot"),
                    ("not-yet", "Not yet"),
                    ("keep", "Keep"),
                    ("hold", "Hold"),
                    ("open", "Open"),
                ],
                default="open",
                help_text="The colour of the answer at the top of a result.",
                max_length=10,
                verbose_name="tint",
            ),
        ),
    ]
