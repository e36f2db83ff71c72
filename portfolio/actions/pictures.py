"""Pictures: kept as we drew them anew, given to the thing that shows them, let go when none does any more.

A picture belongs to the most widely shown of its owner's things that show it, so whoever may read a text sees its pictures,
and what is taken out of every text is nobody's but its owner's again. Of things taken away it belongs to the one that can
come back longest.
"""

import hashlib
import re
import secrets
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
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
_UNFIT_FOR_WORDS: Final = re.compile(r"[\[\]\\\s]+")
_STANDS: Final = datetime.max.replace(tzinfo=UTC)  # goes after whatever was taken away
_WIDTH: Final = {value: width for width, value in enumerate(Visibility.values)}


class TooManyToday(Refusal):
    message = _("You can add 100 pictures a day. Save your text now and add the picture tomorrow.")


def keep(owner: User, file: "File[bytes]", *, now: datetime) -> Picture:
    """Draw the picture in `file` anew and keep it for a day, until a text shows it. The same file is the same picture.

    Raises TooManyToday, and kit.images.PictureError for what we don't take as a picture.
    """
    digest = _digest(file)
    if picture := _sent_before(owner, digest, now):
        return picture
    _see_room(owner, now)
    drawn = images.reencode(file)
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=owner.pk)  # and look again, now that nobody can come between
        if picture := _sent_before(owner, digest, now):
            return picture
        _see_room(owner, now)
        return _written(Picture(owner=owner, digest=digest, created_at=now, tidy_after=now + KEPT_WHILE_TYPING), drawn)


def keys_in(text: str) -> Collection[str]:
    """The keys of the pictures that `text` shows."""
    return _shown_in(text)


def markdown(picture: Picture, words: str) -> str:
    """What shows the picture in a text, with `words` for those who can't see it."""
    return f"![{_UNFIT_FOR_WORDS.sub(' ', words).strip()}]({picture.address})"


@transaction.atomic
def claim(thing: Entry | Project, *, now: datetime) -> None:
    """Settle whose the pictures are that `thing` shows or has: called when it was saved, taken away or brought back."""
    words = _shown_in(thing.text if isinstance(thing, Entry) else thing.story)
    has = Q(entry=thing) if isinstance(thing, Entry) else Q(project=thing) | Q(pk=thing.cover_id)
    mine = Picture.objects.filter(has | Q(key__in=words), owner=thing.owner_id)
    for picture in mine.select_for_update(of=("self",)).order_by("pk"):
        _give(picture, words.get(picture.key, ""), now)


def _give(picture: Picture, words: str, now: datetime) -> None:
    """To the thing that shows it most widely, of equals to a project, which a grant may open, or to the one that has it.

    Where all were taken away, to the last.
    """
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


def _claims(thing: Entry | Project, picture: Picture) -> tuple[datetime, int, bool, bool]:
    is_project = isinstance(thing, Project)
    has_it = thing.pk == (picture.project_id if is_project else picture.entry_id)
    return thing.removed_at or _STANDS, _WIDTH[thing.visibility], is_project, has_it


def _shown_in(text: str) -> dict[str, str]:
    """The keys of the pictures that `text` shows, each with the words for those who can't see it."""
    return {key: words for words, key in sorted(_SHOWN.findall(text))}


def _digest(file: "File[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _sent_before(owner: User, digest: str, now: datetime) -> Picture | None:
    """The same file, sent again: kept another day if it belongs to nothing, and not counted twice."""
    picture = Picture.objects.filter(owner=owner, digest=digest).first()
    if picture is not None and picture.tidy_after is not None:
        picture.tidy_after = max(picture.tidy_after, now + KEPT_WHILE_TYPING)
        picture.save(update_fields=["tidy_after"])
    return picture


def _written(picture: Picture, drawn: images.Encoded) -> Picture:
    picture.key, picture.suffix = secrets.token_hex(16), drawn.suffix.removeprefix(".")
    picture.width, picture.height, picture.size = drawn.width, drawn.height, len(drawn.content)
    picture.save()
    default_storage.save(picture.path, ContentFile(drawn.content))  # the row is there for others once this is
    return picture


def _see_room(owner: User, now: datetime) -> None:
    if Picture.objects.filter(owner=owner, created_at__gt=now - _DAY).count() >= MOST_A_DAY:
        raise TooManyToday
