"""Who may do what with accounts."""

from typing import Any

CURATORS = "curators"


def is_curator(person: Any) -> bool:
    """Looks after content and reports. `person` may be a visitor."""
    return bool(person.is_authenticated and person.is_staff and person.suspended_at is None)


def is_operator(person: Any) -> bool:
    """Runs the server. `person` may be a visitor."""
    return bool(person.is_authenticated and person.is_superuser and person.suspended_at is None)
