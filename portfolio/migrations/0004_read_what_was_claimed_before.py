"""Pull requests that were claimed before there was a connector are read like those claimed since."""

from typing import Any

from django.db import migrations

from kit import clock

_SHOWN = ["claimed", "verified", "declined", "revoked"]


def make_due(apps: Any, _schema: Any) -> None:
    """Those at another site are let go again by whoever takes them."""
    never_tried = {"place": 0, "tried_at": None, "read_due_at": None}
    about_pulls = {"milestone__kind": "pull_request", "milestone__state__in": _SHOWN}
    apps.get_model("portfolio", "Evidence").objects.filter(**never_tried, **about_pulls).update(
        read_due_at=clock.now()
    )


class Migration(migrations.Migration):
    dependencies = [
        ("portfolio", "0003_evidence_to_read"),
    ]

    operations = [
        migrations.RunPython(make_due, migrations.RunPython.noop),
    ]
