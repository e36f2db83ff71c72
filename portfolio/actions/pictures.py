"""Pictures: kept as we drew them anew, given to the thing that shows them, let go when none does any more.

A picture belongs to the most widely shown of its owner's things that show it, so whoever may read a text sees its pictures,
and what is taken out of every text is nobody's but its owner's again.
"""

import re
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.visibility import Visibility
from kit import images
from kit.errors import Refusal
from portfolio.models import Entry, Picture, Project

MOST_A_DAY: Final = 100
KEPT_WHILE_TYPING: Final = timedelta(days=1)
KEPT_WITHOUT_A_TEXT: Final = timedelta(days=30)

_DAY: Final = timedelta(days=1)
_SHOWN: Final = re.compile(r"(?:!\[([^\]\n]*)\]\()?/media/([0-9a-f]{32})\.")
_WIDTH: Final = {value: width for width, value in enumerate(Visibility.values)}


class TooManyToday(Refusal):
    message = _("You can add 100 pictures a day. Save your text now and add the picture tomorrow.")


def keep(owner: User, file: "File[bytes]", *, now: datetime) -> Picture:
    """Draw the picture in `file` anew and keep it for a day, until a text shows it.

    Raises TooManyToday, and kit.images.PictureError for what we don't take as a picture.
    """
    _see_room(owner, now)  # before the work of drawing it
    drawn = images.reencode(file)
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=owner.pk)
        _see_room(owner, now)
        picture = Picture(
            owner=owner,
            key=secrets.token_hex(16),
            suffix=drawn.suffix.removeprefix("."),
            width=drawn.width,
            height=drawn.height,
            size=len(drawn.content),
            tidy_after=now + KEPT_WHILE_TYPING,
            created_at=now,
        )
        picture.save()
        default_storage.save(picture.path, ContentFile(drawn.content))  # the row is there for others once this is
    return picture


@transaction.atomic
def claim(thing: Entry | Project, *, now: datetime) -> None:
    """Settle whose the pictures are that `thing` shows or has: called when it was saved, taken away or brought back."""
    words = _words(thing)
    has = Q(entry=thing) if isinstance(thing, Entry) else Q(project=thing) | Q(pk=thing.cover_id)
    mine = Picture.objects.filter(has | Q(key__in=words), owner=thing.owner_id)
    for picture in mine.select_for_update(of=("self",)).order_by("pk"):
        _give(picture, words.get(picture.key, ""), now)


def _give(picture: Picture, words: str, now: datetime) -> None:
    """To the thing that shows it most widely; of equals to the one that has it."""
    holder = max(_holders(picture), key=lambda thing: _claims(thing, picture), default=None)
    picture.entry = holder if isinstance(holder, Entry) else None
    picture.project = holder if isinstance(holder, Project) else None
    picture.tidy_after = None if holder else picture.tidy_after or now + KEPT_WITHOUT_A_TEXT
    picture.alt = words[:200] or picture.alt
    picture.save(update_fields=["entry", "project", "tidy_after", "alt"])


def _holders(picture: Picture) -> Iterator[Entry | Project]:
    address = picture.address
    yield from Entry.objects.filter(owner=picture.owner_id, text__contains=address)
    yield from Project.objects.filter(Q(story__contains=address) | Q(cover=picture), owner=picture.owner_id)


def _claims(thing: Entry | Project, picture: Picture) -> tuple[bool, int, bool]:
    has_it = thing.pk == (picture.entry_id if isinstance(thing, Entry) else picture.project_id)
    return thing.removed_at is None, _WIDTH[thing.visibility], has_it


def _words(thing: Entry | Project) -> dict[str, str]:
    """The keys of the pictures that the text of `thing` shows, each with the words for those who can't see it."""
    text = thing.text if isinstance(thing, Entry) else thing.story
    return {key: words for words, key in sorted(_SHOWN.findall(text))}


def _see_room(owner: User, now: datetime) -> None:
    if Picture.objects.filter(owner=owner, created_at__gt=now - _DAY).count() >= MOST_A_DAY:
        raise TooManyToday
