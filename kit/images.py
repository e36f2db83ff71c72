"""Pictures that strangers send, drawn anew: what we keep is what was to be seen, and nothing else of the file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO, Final

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from kit.errors import Refusal

MOST_BYTES: Final = 20 * 1024 * 1024
# A JPEG is opened at an eighth of its size where that is enough, the others take 4 bytes a pixel.
MOST_PIXELS: Final = {"JPEG": 50_000_000, "MPO": 50_000_000, "PNG": 25_000_000, "WEBP": 25_000_000, "GIF": 25_000_000}
# Each scan of a progressive JPEG goes over all pixels again; cameras write 10. A file of 270 KB with a thousand scans
# kept a processor busy for two minutes.
_MOST_PIXELS_SCANNED: Final = 600_000_000
# Lines and letters stay sharp without loss; a photograph saved as PNG would be as heavy as it came.
_MOST_BYTES_WITHOUT_LOSS: Final = 400_000
_QUALITY: Final = 84


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
    content = _read(file)
    with _opened(content) as image:
        _check_effort(image, content)
        picture, is_drawing = _drawn(image, largest), image.format in {"PNG", "GIF"}
    return Encoded(_encode(picture, is_drawing=is_drawing), *picture.size)


def _read(file: BinaryIO) -> bytes:
    if getattr(file, "size", 0) > MOST_BYTES:
        raise TooBig
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise TooBig
    return content


@contextmanager
def _opened(content: bytes) -> Iterator[Image.Image]:
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP", "GIF")) as image:
            yield image
    except PictureError:
        raise
    except UnidentifiedImageError as error:
        raise NotAPicture from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels from error
    except Exception as error:  # decoders raise whatever the broken byte leads them to
        raise Broken from error


def _check_effort(image: Image.Image, content: bytes) -> None:
    pixels = image.width * image.height
    if pixels > MOST_PIXELS[image.format or ""]:
        raise TooManyPixels
    if image.format in {"JPEG", "MPO"} and content.count(b"\xff\xda") * pixels > _MOST_PIXELS_SCANNED:
        raise TooManyPixels


def _drawn(image: Image.Image, largest: int) -> Image.Image:
    image.draft(None, (largest, largest))
    picture = _in_eight_bits(ImageOps.exif_transpose(image))
    clear = picture.has_transparency_data
    picture = picture.convert("RGBA" if clear else "RGB")
    picture.thumbnail((largest, largest), Image.Resampling.LANCZOS)
    picture.info.clear()
    return picture


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Depth maps and scans have 16 bits of grey, which would all turn white."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda value: value / 256).convert("L")


def _encode(picture: Image.Image, *, is_drawing: bool) -> bytes:
    if is_drawing:
        content = _webp(picture, lossless=True, quality=50)  # here the effort, not the looks
        if len(content) <= _MOST_BYTES_WITHOUT_LOSS:
            return content
    return _webp(picture, quality=_QUALITY)


def _webp(picture: Image.Image, **options: Any) -> bytes:
    to = BytesIO()
    picture.save(to, "WEBP", **options)
    return to.getvalue()
