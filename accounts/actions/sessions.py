"""Ending sessions: what is deleted here is signed out there, at its next page."""

from accounts.models import Session, User


def end(name: str, *, user: User) -> bool:
    """End the session of `user` that a page calls `name`; False if there is none by that name any more."""
    for session in Session.objects.filter(user=user):
        if session.name == name:
            session.delete()
            return True
    return False


def end_others(user: User, *, but: str) -> int:
    """End all sessions of `user` but the one with this key; returns how many."""
    ended: int
    ended, _by_model = Session.objects.filter(user=user).exclude(session_key=but).delete()
    return ended
