"""The signed addresses in a mail: whoever holds one may stop that mail, without signing in, and nothing else."""

from django.core import signing
from django.urls import reverse

from notices.models.preference import MailWish

_STOP, _BACK = "notices.stop", "notices.back"


def stop_path(user: int, *, calm: bool) -> str:
    """Where `user` (its primary key) stops mail of this sort. It never runs out: an old mail can still be stopped."""
    return reverse("notices:stop", args=[signing.dumps([user, calm], salt=_STOP)])


def read_stop(token: str) -> tuple[int, bool]:
    """Whose mail, and whether the calm one. Raises signing.BadSignature."""
    user, calm = signing.loads(token, salt=_STOP)
    return user, calm


def back_path(user: int, *, to: MailWish) -> str:
    """Where `user` takes that back."""
    return reverse("notices:back", args=[signing.dumps([user, to], salt=_BACK)])


def read_back(token: str) -> tuple[int, MailWish]:
    """Whose mail, and what was wished before. Raises signing.BadSignature."""
    user, to = signing.loads(token, salt=_BACK)
    return user, MailWish(to)
