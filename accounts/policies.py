"""Who may do what with accounts."""

from typing import Any

from accounts.models import User

CURATORS = "curators"


def is_curator(person: Any) -> bool:
    """Looks after content and reports. `person` may be a visitor."""
    return bool(person.is_authenticated and person.is_staff and person.is_standing)


def is_operator(person: Any) -> bool:
    """Runs the server. `person` may be a visitor."""
    return bool(person.is_authenticated and person.is_superuser and person.is_standing)


def may_suspend(person: Any, other: User) -> bool:
    """Curators suspend members, operators curators too; nobody suspends themselves or an operator."""
    if person == other or other.is_superuser:
        return False
    return is_operator(person) or (is_curator(person) and not other.is_staff)
