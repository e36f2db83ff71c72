"""What a member says of themselves, and when their day is."""

from collections.abc import Sequence

from accounts.models import User


def describe(  # noqa: PLR0913 - all that others may read of a person, in one go
    user: User,
    *,
    name: str,
    about: str,
    contact: str,
    target_role: str,
    topics: Sequence[str],
    discoverable: bool | None,
) -> None:
    """Say who one is. `contact` is shown only by an accepted introduction; `discoverable` None counts as no."""
    User.objects.filter(pk=user.pk).update(
        name=name,
        about=about,
        contact=contact,
        target_role=target_role,
        topics=list(topics),
        discoverable=discoverable,
    )


def be_found(user: User) -> None:
    """Let oneself be suggested to others."""
    User.objects.filter(pk=user.pk).update(discoverable=True)


def speak(user: User, language: str) -> None:
    """The language that pages and mail speak to `user` from now on: a value of Language."""
    User.objects.filter(pk=user.pk).update(language=language)


def set_clock(user: User, *, language: str, time_zone: str, day_ends_at: int) -> User:
    """The language pages and mail speak, and when the days of `user` end (an hour from 0 to 6).

    Days already written stay as they are.
    """
    fields = {"language": language, "time_zone": time_zone, "day_ends_at": day_ends_at}
    User.objects.filter(pk=user.pk).update(**fields)
    for name, value in fields.items():
        setattr(user, name, value)
    return user
