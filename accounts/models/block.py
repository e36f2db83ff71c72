from typing import Any, Final, Self

from django.db import models
from django.db.models import Case, F, Q, QuerySet, When

from accounts.models.user import User
from kit.models import Row

# What `apart` says, for a statement of one's own: about `{owner}` and the parameter `viewer`.
UNBLOCKED: Final = (
    "NOT EXISTS (SELECT 1 FROM accounts_block WHERE (blocker_id = {owner} AND blocked_id = %(viewer)s)"
    " OR (blocked_id = {owner} AND blocker_id = %(viewer)s))"
)


class BlockQuerySet(models.QuerySet["Block"]):
    def between(self, one: Any, other: Any) -> Self:
        """The blocks of either of two people against the other."""
        return self.filter(Q(blocker=one, blocked=other) | Q(blocker=other, blocked=one))


class Block(Row):
    """Somebody does not want to meet somebody else here: neither sees anything of the other's any more."""

    blocker = models.ForeignKey(User, on_delete=models.CASCADE, related_name="blocks", db_index=False)
    blocked = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    objects = BlockQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["blocker", "blocked"], name="block_once"),
            models.CheckConstraint(condition=~Q(blocker=F("blocked")), name="block_not_oneself"),
        )

    def __str__(self) -> str:
        return f"{self.blocker_id} – {self.blocked_id}"


def apart(viewer: Any) -> QuerySet["Block", int]:
    """The ids of those whom a block keeps apart from `viewer`, whoever of the two made it; none of a visitor."""
    if not viewer.is_authenticated:
        return Block.objects.none().values_list("blocked_id", flat=True)
    theirs = Block.objects.filter(Q(blocker=viewer) | Q(blocked=viewer))
    return theirs.values_list(Case(When(blocker=viewer, then=F("blocked_id")), default=F("blocker_id")), flat=True)
