from django.db import models

from kit.models import Row


class Pulse(Row):
    """When beat and worker were last heard of, so that operators see a stall."""

    name = models.CharField(max_length=10, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
