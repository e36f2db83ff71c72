import contextlib
import io
import time
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from kit.images import MOST_BYTES, Broken, Encoded, NotAPicture, PictureError, TooBig, TooManyPixels, reencode


def file_of(image: Image.Image, kind: str, **options: object) -> io.BytesIO:
    to = io.BytesIO()
    image.save(to, kind, **options)
    return to


def seen(encoded: Encoded) -> Image.Image:
    image = Image.open(io.BytesIO(encoded.content))
    image.load()
    return image


def half_red(width: int = 40, height: int = 20) -> Image.Image:
    """Red on the left, white on the right."""
    image = Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, width // 2, height))
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_of_each_kind_becomes_a_webp_whatever_its_name(kind: str) -> None:
    upload = SimpleUploadedFile("picture.txt", file_of(half_red(), kind).getvalue(), content_type="text/plain")

    encoded = reencode(upload)

    assert (encoded.width, encoded.height, encoded.suffix) == (40, 20, ".webp")
    assert seen(encoded).format == "WEBP"
    assert seen(encoded).size == (40, 20)


def test_a_large_picture_is_made_smaller_and_a_small_one_is_left() -> None:
    assert (reencode(file_of(half_red(4000, 1000), "JPEG")).width, reencode(file_of(half_red(8, 8), "PNG")).width) == (
        1600,
        8,
    )
    assert reencode(file_of(half_red(400, 1000), "PNG"), largest=100).height == 100


def test_nothing_the_file_says_of_its_maker_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "SECRET", 1
    exif.get_ifd(0x8825)[1] = "SECRET"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    info = PngInfo()
    info.add_text("Comment", "SECRET")
    files = [
        file_of(half_red(), "JPEG", exif=exif, icc_profile=profile, comment=b"SECRET"),
        file_of(half_red(), "WEBP", exif=exif, icc_profile=profile, xmp=b"SECRET"),
        file_of(half_red(), "PNG", exif=exif, icc_profile=profile, pnginfo=info),
    ]

    for file in files:
        assert b"SECRET" in file.getvalue()
        encoded = reencode(file)

        assert b"SECRET" not in encoded.content
        assert not {b"EXIF", b"XMP ", b"ICCP"} & {encoded.content[at : at + 4] for at in range(len(encoded.content))}


def test_the_orientation_that_was_asked_for_is_applied() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera lay on its side

    turned = seen(reencode(file_of(half_red(), "JPEG", exif=exif)))

    assert turned.size == (20, 40)
    assert turned.getpixel((10, 2))[1] < 60 < turned.getpixel((10, 38))[1]


def test_clear_ground_stays_clear_and_only_the_first_of_a_gif_is_kept() -> None:
    clear = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    moving = file_of(half_red(), "GIF", save_all=True, append_images=[Image.new("RGB", (40, 20), "blue")])

    assert seen(reencode(file_of(clear, "PNG"))).getpixel((5, 5))[3] == 0
    assert getattr(seen(reencode(moving)), "n_frames", 1) == 1
    assert seen(reencode(moving)).convert("RGB").getpixel((2, 2))[2] < 60


def test_sixteen_bits_of_grey_do_not_turn_white() -> None:
    encoded = reencode(file_of(Image.new("I;16", (10, 10), 32_768), "PNG"))

    assert 100 < seen(encoded).convert("L").getpixel((5, 5)) < 150


def test_a_drawing_keeps_its_colours_exactly() -> None:
    assert seen(reencode(file_of(half_red(), "PNG"))).getpixel((30, 5)) == (255, 255, 255)
    assert seen(reencode(file_of(half_red(), "PNG"))).getpixel((19, 5)) == (255, 0, 0)


class Unread(io.BytesIO):
    """A file of 50 MB that must not be read."""

    size = 50 * 1024 * 1024

    def read(self, *_: object) -> bytes:
        raise AssertionError("it was read")


def test_a_file_of_50_megabytes_is_refused_before_it_is_read() -> None:
    with pytest.raises(TooBig):
        reencode(Unread())


def test_a_file_that_hides_its_size_is_refused() -> None:
    with pytest.raises(TooBig):
        reencode(io.BytesIO(b"\xff\xd8" + b"a" * MOST_BYTES))


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"GIF", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.4", b"MZ\x90\x00", b"PK\x03\x04"),
        b"<script>alert(1)</script>",
        file_of(half_red(), "TIFF").getvalue(),
        file_of(half_red(), "BMP").getvalue(),
        b"a" + file_of(half_red(), "PNG").getvalue(),
    ],
)
def test_a_disguised_file_is_no_picture(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        reencode(SimpleUploadedFile("picture.png", content, content_type="image/png"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_what_hangs_behind_a_picture_is_gone(kind: str) -> None:
    both = io.BytesIO(file_of(half_red(), kind).getvalue() + b"<script>alert(1)</script>PK\x03\x04")

    assert b"script" not in reencode(both).content


@pytest.mark.parametrize("size", [(6000, 6000), (11_000, 11_000), (16_000, 16_000)])
def test_a_decompression_bomb_is_refused_before_it_is_decoded(size: tuple[int, int]) -> None:
    bomb = file_of(Image.new("1", size), "PNG")

    started = time.process_time()
    with pytest.raises(TooManyPixels):
        reencode(bomb)

    assert time.process_time() - started < 0.2


def test_a_jpeg_of_a_thousand_scans_is_refused() -> None:
    content = file_of(Image.new("L", (1000, 1000), 128), "JPEG", progressive=True).getvalue()
    last_scan = content[content.rindex(b"\xff\xda") : -2]

    with pytest.raises(TooManyPixels):
        reencode(io.BytesIO(content[:-2] + last_scan * 1000 + content[-2:]))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_half_a_picture_is_broken(kind: str) -> None:
    content = file_of(Image.effect_noise((200, 200), 80).convert("RGB"), kind).getvalue()

    with pytest.raises(Broken):
        reencode(io.BytesIO(content[: len(content) // 2]))


@given(
    st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_any_damage_is_a_picture_or_a_picture_error(kind: str, damage: list[tuple[int, int]]) -> None:
    content = bytearray(file_of(half_red(), kind).getvalue())
    for at, value in damage:
        content[at % len(content)] = value

    sides = (1, 1)
    with contextlib.suppress(PictureError):
        encoded = reencode(io.BytesIO(bytes(content)))
        sides = (encoded.width, encoded.height)

    assert max(sides) <= 1600


@pytest.mark.parametrize(
    ("error", "korean"), [(TooBig, "20MB"), (NotAPicture, "JPEG"), (TooManyPixels, "5,000"), (Broken, "다른")]
)
def test_each_refusal_says_what_to_do(error: Callable[[], PictureError], korean: str) -> None:
    with override("ko"):
        assert korean in str(error().message)
