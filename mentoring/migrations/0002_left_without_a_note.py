from django.db import migrations

FORGET = "UPDATE mentoring_mentor SET note = '', decided_by_id = NULL WHERE state = 'left'"


class Migration(migrations.Migration):
    """A note of somebody who left says why a curator ended it; until now it was still the one they were accepted with."""

    dependencies = [("mentoring", "0001_mentoring")]

    operations = [migrations.RunSQL(FORGET, migrations.RunSQL.noop)]
