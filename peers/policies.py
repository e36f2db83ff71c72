"""Who may do what with peers."""

from typing import Any

from accounts.models import User


def may_write_to(person: Any, other: User) -> bool:
    """Members write to whoever wants to be found; whether they may see them is asked of the queryset."""
    return bool(getattr(person, "is_member", False) and person != other and other.is_member and other.discoverable)
