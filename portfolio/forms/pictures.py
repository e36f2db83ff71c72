"""Pictures that come along with a form, as they do without a script. components/add_picture.html names the fields."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, TypeVar

from django.forms import Form
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kit.errors import Refusal
from kit.http import Req
from kit.images import TooBig
from kit.uploads import beyond, left_out
from portfolio.actions import pictures
from portfolio.models import Picture

FILES: Final = "pictures"
WORDS: Final = "picture_words"  # for those who can't see them
COVER_FILE: Final = "cover_file"

_Form = TypeVar("_Form", bound=Form)


class TooManyAtOnce(Refusal):
    message = _("You can add 10 pictures at once. The first 10 are in; add the others now.")


def with_pictures(
    request: Req, form: Callable[..., _Form], *, into: str, owner: User, now: datetime, **more: Any
) -> _Form:
    """The form as it was sent, its pictures kept and shown at the end of its text `into`, a cover among its values.

    Whatever is wrong with the rest, they stay; what was not taken is said where it was chosen: at the text or the cover.
    """
    posted, refusals = _received(request, into, owner, now)
    sent = form(posted, owner=owner, now=now, **more)
    for field, refusal in refusals:
        sent.add_error(field, refusal)
    return sent


def _received(request: Req, into: str, owner: User, now: datetime) -> tuple[QueryDict, list[tuple[str, str]]]:
    posted = request.POST.copy()
    shown_at = {FILES: into, COVER_FILE: "cover"}
    refusals = [(shown_at[name], str(TooBig())) for name in left_out(request) if name in shown_at]
    refusals += [(shown_at[name], str(TooManyAtOnce())) for name in dict.fromkeys(beyond(request)) if name in shown_at]
    files = [(name, file) for name in (FILES, COVER_FILE) for file in request.FILES.getlist(name)]
    for field, file in files:
        try:
            _put(pictures.keep(owner, file, now=now), posted, shown_at[field])
        except Refusal as refusal:
            refusals.append((shown_at[field], str(refusal)))
    if not refusals:
        posted[WORDS] = ""  # they stand in the text now
    return posted, refusals


def _put(picture: Picture, posted: QueryDict, where: str) -> None:
    if where == "cover":
        posted["cover"] = picture.key
        return
    text, shown = posted.get(where, ""), pictures.markdown(picture, posted.get(WORDS, ""))
    posted[where] = f"{text.rstrip()}\n\n{shown}" if text.strip() else shown
