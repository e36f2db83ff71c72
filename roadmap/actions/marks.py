"""What a learner says of a resource."""

from typing import Literal

from accounts.models import User
from roadmap.models import Mark, Resource

Said = Literal["saved", "started", "finished", "helped"]
SAID: tuple[Said, ...] = ("saved", "started", "finished", "helped")


def mark(learner: User, resource: Resource, said: Said, *, on: bool) -> Mark:
    """Say one of the four of a resource, or take it back. Saying it twice is saying it once."""
    row, _new = Mark.objects.update_or_create(learner=learner, resource=resource, defaults={said: on})
    return row
