"""Files that people send as pictures, for tests."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def file_of(colour: str = "teal", kind: str = "PNG", size: tuple[int, int] = (40, 20), **options: Any) -> bytes:
    to = io.BytesIO()
    Image.new("RGB", size, colour).save(to, kind, **options)
    return to.getvalue()


def upload(content: bytes | None = None, name: str = "road.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, file_of() if content is None else content, content_type="image/png")
