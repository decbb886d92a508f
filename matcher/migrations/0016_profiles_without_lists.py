from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("matcher", "0015_texts_of_profiles_as_rows")]

    operations = [
        migrations.RemoveField(model_name=model, name=name)
        for model in ("historicalprofile", "profile")
        for name in ("risks", "shortlist")
    ]
