from django.db import models

from kit import clock


class Row(models.Model):
    """What every table has: when the row was written."""

    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True
