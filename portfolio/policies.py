"""Who may do what with what others made."""

from accounts.models import Block, User
from accounts.policies import is_curator
from portfolio.models import Milestone


def may_judge(person: User, milestone: Milestone) -> bool:
    """Nobody their own, nor that of somebody whom a block keeps apart from them. Whoever asks adds rules of their own."""
    if person.pk == milestone.owner_id or not person.is_standing:
        return False
    return not Block.objects.between(person, milestone.owner_id).exists()


def may_verify(person: User, milestone: Milestone) -> bool:
    """A curator may; mentoring asks its own rule for mentors."""
    return is_curator(person) and may_judge(person, milestone)


def may_revoke(person: User, milestone: Milestone) -> bool:
    """Whoever verified it, and curators."""
    verified_it = milestone.verified_by_id is not None and milestone.verified_by_id == person.pk
    return (verified_it or is_curator(person)) and may_judge(person, milestone)
