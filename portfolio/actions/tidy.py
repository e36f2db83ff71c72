"""What nobody can bring back any more goes: its files before its rows, so that no file is left that no row knows of."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from portfolio.models import Entry, Grant, Picture, Project
from portfolio.models.seen import KEPT_FOR

BATCH: Final = 500


def tidy(now: datetime) -> int:
    """Drop what was taken away, and grants that ended, more than 30 days ago, and pictures that no text shows any more.

    In batches that several workers may share; returns how many things went.
    """
    gone = now - KEPT_FOR
    return (
        _drop(Entry.objects.filter(removed_at__lte=gone), "entry")
        + _drop(Project.objects.filter(removed_at__lte=gone), "project")
        + _drop(Picture.objects.due(now), "pk")
        + _drop(Grant.objects.filter(until__lte=gone))
    )


def forget_files(people: Iterable[User]) -> None:
    """Remove the files of all pictures of `people`, before their rows go with the accounts."""
    _remove_files(Picture.objects.filter(owner__in=people))


def _drop(things: QuerySet[Any], of_picture: str = "") -> int:
    dropped = 0
    while batch := _drop_batch(things, of_picture):
        dropped += batch
    return dropped


@transaction.atomic
def _drop_batch(things: QuerySet[Any], of_picture: str) -> int:
    keys = list(things.select_for_update(skip_locked=True).values_list("pk", flat=True)[:BATCH])
    # Held, because a text that is saved this moment may take a picture over.
    if of_picture:
        _remove_files(Picture.objects.select_for_update().filter(**{f"{of_picture}__in": keys}))
    things.model.objects.filter(pk__in=keys).delete()
    return len(keys)


def _remove_files(pictures: QuerySet[Picture]) -> None:
    for picture in pictures.only("key", "suffix"):
        default_storage.delete(picture.path)  # says nothing of one that is gone already
