"""Pictures that strangers send, drawn anew: what we keep is what was to be seen, and nothing else of the file."""

from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from django.utils.translation import gettext_lazy as _

from kit.errors import Refusal

MOST_BYTES: Final = 20 * 1024 * 1024


class PictureError(Refusal):
    """A file that we don't take as a picture; `code` says which of the four it is."""

    code: str


class TooBig(PictureError):  # noqa: N818 - an answer, like every Refusal
    code = "too_big"
    message = _("A picture may have up to 20 MB. Make it smaller and choose it again.")


class NotAPicture(PictureError):  # noqa: N818 - an answer, like every Refusal
    code = "not_a_picture"
    message = _("We can’t open this as a picture. Choose a JPEG, PNG, WebP or GIF.")


class TooManyPixels(PictureError):  # noqa: N818 - an answer, like every Refusal
    code = "too_many_pixels"
    message = _("This picture has too many pixels. Make it 5,000 by 5,000 or smaller and choose it again.")


class Broken(PictureError):  # noqa: N818 - an answer, like every Refusal
    code = "broken"
    message = _("This picture stops halfway. Save it anew or choose another.")


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture as we keep it; width and height in pixels."""

    content: bytes
    width: int
    height: int
    suffix: str = ".webp"


def reencode(file: Any, *, largest: int = 1600) -> Encoded:
    """The picture in `file` (JPEG, PNG, WebP, the first of a GIF, told by content), no side longer than `largest` pixels.

    WebP comes out: every browser of the last years shows it, it holds photographs and drawings, clear ground included,
    in one format, and needs about two thirds of a JPEG. No metadata is kept, the orientation they asked for is applied.
    Raises PictureError: TooBig before anything is read, NotAPicture, TooManyPixels before anything is decoded, Broken.
    """
    from kit.redrawing import redrawn  # noqa: PLC0415 - Pillow is for those who send pictures

    return Encoded(*redrawn(_read(file), largest))


def _read(file: BinaryIO) -> bytes:
    if getattr(file, "size", 0) > MOST_BYTES:
        raise TooBig
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise TooBig
    return content
