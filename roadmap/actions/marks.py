"""What a learner says of a resource."""

from typing import Literal

from django.db import transaction

from accounts.models import User
from roadmap.models import Mark, Resource

Said = Literal["saved", "started", "finished", "helped"]
SAID: tuple[Said, ...] = ("saved", "started", "finished", "helped")


@transaction.atomic
def mark(learner: User, resource: Resource, said: Said, *, on: bool) -> Mark:
    """Say one of the four of a resource, or take it back. Saying it twice is saying it once."""
    row, _new = Mark.objects.update_or_create(learner=learner, resource=resource, defaults={said: on})
    if row.lent.pop(said, None):  # from now on it is their own word
        row.save(update_fields=["lent"])
    return row
