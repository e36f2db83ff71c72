from uuid import UUID, uuid4

from django.db import models
from django.db.models import Q

from kit.models import Row


class EditionQuerySet(models.QuerySet["Edition"]):
    def lock(self) -> "Edition":
        """The one row, made if need be and held until the transaction ends: whoever rewrites the roadmap takes it first."""
        self.bulk_create([Edition(pk=1)], ignore_conflicts=True)
        return self.select_for_update().get()

    def version(self) -> UUID | None:
        """What the roadmap's readers compare; None before it was first loaded."""
        return self.values_list("version", flat=True).first()


class Edition(Row):
    """Which edition of the roadmap holds, in one row.

    The version is random, not counted: a database put back from a copy is never taken for the one it was copied from.
    """

    version = models.UUIDField(default=uuid4)

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="edition_is_one_row"),)

    def __str__(self) -> str:
        return str(self.version)
