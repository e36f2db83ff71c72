"""Keeping somebody away, and letting them near again. Who is blocked is told nothing."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Block, User
from kit.errors import Refusal


class NotOneself(Refusal):
    message = _("This is you.")


def block(blocker: User, blocked: User) -> Block:
    """Let neither see anything of the other any more. A second time changes nothing. Raises NotOneself."""
    if blocker == blocked:
        raise NotOneself
    return Block.objects.get_or_create(blocker=blocker, blocked=blocked)[0]


def unblock(blocker: User, blocked: User) -> None:
    """Take one's own block back; the other's, if there is one, stays."""
    Block.objects.filter(blocker=blocker, blocked=blocked).delete()
