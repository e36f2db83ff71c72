"""The part of `kit.images` that needs Pillow."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageOps, UnidentifiedImageError

from kit.images import Broken, NotAPicture, PictureError, TooManyPixels

# A JPEG is opened at an eighth of its size where that is enough, the others take 4 bytes a pixel.
MOST_PIXELS: Final = {"JPEG": 50_000_000, "MPO": 50_000_000, "PNG": 25_000_000, "WEBP": 25_000_000, "GIF": 25_000_000}
# Each scan of a progressive JPEG goes over all pixels again; cameras write 10. A file of 270 KB with a thousand scans
# kept a processor busy for two minutes.
_MOST_PIXELS_SCANNED: Final = 600_000_000
# Lines and letters stay sharp without loss; a photograph saved as PNG would be as heavy as it came.
_MOST_BYTES_WITHOUT_LOSS: Final = 400_000
_QUALITY: Final = 84


def redrawn(content: bytes, largest: int) -> tuple[bytes, int, int]:
    """The picture that `content` holds, drawn anew as WebP, with its width and height in pixels. Raises PictureError."""
    with _opened(content) as image:
        _check_effort(image, content)
        picture, is_drawing = _drawn(image, largest), image.format in {"PNG", "GIF"}
    return _encode(picture, is_drawing=is_drawing), *picture.size


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
