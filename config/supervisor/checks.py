"""What has to be so before anything is started; a clear line for each that isn't."""

import contextlib
import errno
import os
import shutil
import socket
from collections.abc import Iterator

from config.embedded.place import Place, open_lock, take
from config.supervisor.words import refuse

_SPACE = 300_000_000  # bytes


def port() -> int:
    wanted = os.environ.get("PORT") or "8000"
    if not wanted.isdecimal() or not 0 < int(wanted) < 65536:
        refuse(
            f"PORT is a number from 1 to 65535, not {wanted}.", f"PORT에는 1–65535를 적어 주세요. 지금은 {wanted}예요."
        )
    return int(wanted)


@contextlib.contextmanager
def only_one_in(place: Place, number: int) -> Iterator[None]:
    """Hold the lock of `make run` in this folder."""
    file = place.users_lock.with_name("run")
    lock = open_lock(file)
    if not take(lock):
        address = file.read_text().strip()
        refuse(f"Already running in this folder: {address}", f"이 폴더에서 이미 켜져 있어요: {address}")
    file.write_text(f"http://127.0.0.1:{number}\n")
    try:
        yield
    finally:
        os.close(lock)


def port_is_free(number: int) -> None:
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind(("127.0.0.1", number))
        except OSError as error:
            other = f"PORT={number + 1 if number < 65535 else 8000} make run"
            if error.errno == errno.EADDRINUSE:
                refuse(
                    f"Port {number} is taken. Use another one: {other}",
                    f"포트 {number}번은 다른 프로그램이 쓰고 있어요. 다른 포트로 켜 보세요: {other}",
                )
            refuse(
                f"Port {number} can't be used ({error.strerror}). Use another one: {other}",
                f"포트 {number}번은 쓸 수 없어요. 다른 포트로 켜 보세요: {other}",
            )


def disk_has_room(place: Place) -> None:
    if shutil.disk_usage(place.home).free < _SPACE:
        refuse(
            f"The disk is nearly full: Giljabi needs 300 MB free in {place.home}.",
            f"디스크가 거의 찼어요. {place.home} 폴더에 300MB를 비워 주세요.",
        )
