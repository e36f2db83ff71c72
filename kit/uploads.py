"""What keeps large files and many out: one beyond a cap is read past and kept nowhere; the rest of its form arrives."""

from collections.abc import Sequence
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from kit.images import MOST_BYTES

MOST_OF_A_REQUEST: Final = 200 * 2**20  # bytes; beyond it nothing is read at all
MOST_FILES: Final = 10  # of a form


class Capped(FileUploadHandler):
    """The first of `settings.FILE_UPLOAD_HANDLERS`; `left_out` and `beyond` tell what it let pass by."""

    files = 0

    def handle_raw_input(self, *of_request: Any) -> None:
        _, _, content_length, *_ = of_request
        if content_length > MOST_OF_A_REQUEST:
            raise RequestDataTooBig("More than all pictures of a form may be together.")

    def new_file(self, *of_file: Any, **more: Any) -> None:
        super().new_file(*of_file, **more)
        self.files += 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if self.files > MOST_FILES:
            self.request.beyond = [*beyond(self.request), self.field_name]  # type: ignore[union-attr]
            raise SkipFile
        if start + len(raw_data) > MOST_BYTES:
            self.request.left_out = [*left_out(self.request), self.field_name]  # type: ignore[union-attr]
            raise SkipFile
        return raw_data

    def file_complete(self, _: int) -> None:
        """Leave it to the next handler to hand over what it holds."""


def left_out(request: Any) -> Sequence[str]:
    """The fields of a form whose files were too large, one for each file; asked after its POST was read."""
    return getattr(request, "left_out", ())


def beyond(request: Any) -> Sequence[str]:
    """The fields of a form with more files than `MOST_FILES`, one for each file that was not taken for that."""
    return getattr(request, "beyond", ())
