import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from kit import uploads
from kit.images import MOST_BYTES


def sent(**fields: object) -> HttpRequest:
    return RequestFactory().post("/", fields)


def file_of(size: int) -> SimpleUploadedFile:
    return SimpleUploadedFile("a.png", bytes(size))


def test_a_file_that_is_too_large_is_left_out_and_the_rest_arrives() -> None:
    request = sent(before="a", large=file_of(MOST_BYTES + 1), small=file_of(MOST_BYTES), after="b")

    assert request.POST.dict() == {"before": "a", "after": "b"}
    assert [(name, file.size) for name, file in request.FILES.items()] == [("small", MOST_BYTES)]
    assert uploads.left_out(request) == ["large"]
    request.close()


def test_nothing_is_left_out_of_a_small_form() -> None:
    request = sent(text="a", picture=file_of(3))

    assert request.FILES["picture"].read() == bytes(3)
    assert uploads.left_out(request) == ()


def test_a_request_beyond_all_measure_is_not_read() -> None:
    request = sent(text="a")
    request.META["CONTENT_LENGTH"] = str(uploads.MOST_OF_A_REQUEST + 1)

    with pytest.raises(RequestDataTooBig):
        assert request.POST

    assert request._stream.read(1)


def test_what_is_beyond_ten_files_is_read_past_and_the_rest_arrives_whole() -> None:
    request = sent(before="a", files=[file_of(size) for size in range(1, 13)], after="b")

    assert request.POST.dict() == {"before": "a", "after": "b"}
    assert [len(file.read()) for file in request.FILES.getlist("files")] == [*range(1, 11)]
    assert uploads.beyond(request) == ["files", "files"]
