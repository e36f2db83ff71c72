from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("roadmap", "0002_links_and_curation"),
    ]

    operations = [
        migrations.AddField(
            model_name="progress",
            name="note_version",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
