"""A small web server on this machine, answering as a test tells it: what links lead to."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class Answer:
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"<title>Here</title>"
    slowly: float = 0.0  # seconds between single bytes of the body


Said = Answer | Callable[[str], Answer]


class LinkServer:
    """`paths` may be changed at any time; `asked` are the requests that came: (method, path)."""

    def __init__(self) -> None:
        self.paths: dict[str, Said] = {}
        self.asked: list[tuple[str, str]] = []
        self.headers: list[Any] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True
        self.name = f"127.0.0.1:{self.server.server_address[1]}"

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server.server_address[1]}{path}"

    def moves(self, path: str, to: str, status: int = 301) -> None:
        self.paths[path] = Answer(status, {"Location": to}, b"")

    def says(self, path: str, status: int, **headers: str) -> None:
        self.paths[path] = Answer(status, {name.replace("_", "-"): value for name, value in headers.items()})


@contextmanager
def serving() -> Iterator[LinkServer]:
    links = LinkServer()
    thread = Thread(target=links.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield links
    finally:
        links.server.shutdown()
        links.server.server_close()


def _handler(links: LinkServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            links.asked.append((self.command, self.path))
            links.headers.append(self.headers)
            said = links.paths.get(self.path, Answer(404 if self.path == "/robots.txt" else 200))
            self._say(said(self.command) if callable(said) else said)

        do_HEAD = do_GET  # noqa: N815 - http.server’s name

        def _say(self, answer: Answer) -> None:
            try:
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if self.command == "GET":
                    self._send(answer)
            except OSError:  # whoever asked has gone
                pass

        def _send(self, answer: Answer) -> None:
            if not answer.slowly:
                self.wfile.write(answer.body)
                return
            for byte in answer.body:
                self.wfile.write(bytes([byte]))
                time.sleep(answer.slowly)

        def log_message(self, *args: Any) -> None:
            """Nothing."""

    return Handler
