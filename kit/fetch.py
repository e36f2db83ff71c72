"""Reading an address that somebody else wrote, without being led where nobody should be: inside our own network.

What is connected to is the very address that was vetted, and vetted again at each redirect, so a name that answers
differently the second time gains nothing. The name still goes into the TLS handshake, where the certificate must bear it.
"""

import http.client
import io
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as LookupTimeout
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings

AGENT: Final = "Giljabi"  # what robots.txt may call us
PER_READ: Final = 10.0  # seconds
MOST_HOPS: Final = 5
LONGEST_ADDRESS: Final = 2_000
LONGEST_HOST: Final = 253  # RFC 1035, 2.3.4, as it is written

_PORTS: Final = {"http": 80, "https": 443}
_REDIRECTS: Final = {301, 302, 303, 307, 308}
# IANA's special-purpose registries, written out: what `ipaddress` takes for global changes from one Python to the next.
_INSIDE: Final = tuple(
    ipaddress.ip_network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"),
        *("203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        "168.63.129.16/32",  # Azure’s metadata, though it looks public
        *("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),  # tunnels with an IPv4 address inside, documentation
    )
)
_PUBLIC_6: Final = ipaddress.ip_network("2000::/3")  # all that is ever given to public machines

Method = Literal["GET", "HEAD"]
Resolve = Callable[[str, int], Sequence[str]]
Reason = Literal["name", "connect", "timeout", "tls", "protocol", "redirects"]


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """We don't go there: no web address, or one that leads inside."""


class Unreachable(Exception):  # noqa: N818
    """Nobody answered, or not in a way that we understand; `reason` says which."""

    def __init__(self, reason: Reason, words: object = "") -> None:
        self.reason = reason
        super().__init__(f"{reason}: {words}" if words else reason)


@dataclass(frozen=True, slots=True)
class Hop:
    """A redirect on the way: what was asked, and with which status it led on."""

    status: int
    url: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: header names in lower case; `cut` where there was more than was asked for."""

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes
    hops: tuple[Hop, ...]
    cut: bool


def lookup(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, as the system knows them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_rest, address in found))


def get(  # noqa: PLR0913 - each a limit
    url: str,
    *,
    most_bytes: int,
    timeout: float,
    method: Method = "GET",
    most_hops: int = MOST_HOPS,
    resolve: Resolve = lookup,
    headers: Mapping[str, str] | None = None,
) -> Fetched:
    """Ask `url` and follow it up to `most_hops` redirects; with none, a redirect is itself the answer.

    `most_bytes` of the body are kept, unpacked; `timeout` are the seconds for everything together. `headers` may hold
    secrets: whoever else a redirect leads to is not told them. Raises Refused, Unreachable.
    """
    ends = time.monotonic() + timeout
    hops: list[Hop] = []
    home = origin(url)
    while True:
        fetched = _ask(url, method, most_bytes, ends, resolve, headers or {} if origin(url) == home else {})
        onward = fetched.headers.get("location") if fetched.status in _REDIRECTS else None
        if not onward or not most_hops:
            return Fetched(fetched.status, url, fetched.headers, fetched.body, tuple(hops), fetched.cut)
        hops.append(Hop(fetched.status, url))
        if len(hops) > most_hops:
            raise Unreachable("redirects", f"more than {most_hops}")
        url = onward_from(url, onward)


def onward_from(url: str, location: str) -> str:
    """Where a redirect of `url` leads. Raises Refused for what is no address."""
    if any(sign < " " or sign == "\x7f" for sign in location):
        raise Refused("no address")
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise Refused(f"no address: {location[:80]}") from error


def parts_of(url: str) -> tuple[SplitResult, str, int]:
    """A web address, its host name in ASCII, its port. Raises Refused for any other."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError) as error:
        raise Refused("no address") from error
    if parts.scheme not in _PORTS or not host or len(host) > LONGEST_HOST or len(url) > LONGEST_ADDRESS:
        raise Refused("no web address")
    if parts.username is not None or parts.password is not None:
        raise Refused("an address with a password in it")
    return parts, host, port or _PORTS[parts.scheme]


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port: who it is that answers. Raises Refused for what is no web address."""
    parts, host, port = parts_of(url)
    return parts.scheme, host.lower(), port


def may_connect(address: str, port: int) -> bool:
    """Whether `address` is a public machine's and the port one of the web's, or both are in FETCH_ALSO."""
    spelled = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
    return spelled in settings.FETCH_ALSO or (port in _PORTS.values() and _is_public(address))


def _is_public(address: str) -> bool:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if ip.version == 6 and ip not in _PUBLIC_6:
        return False
    return ip.is_global and not any(ip in block for block in _INSIDE)


def _ask(  # noqa: PLR0913, PLR0917
    url: str, method: str, most_bytes: int, ends: float, resolve: Resolve, more: Mapping[str, str]
) -> Fetched:
    """One request, no redirect followed."""
    parts, host, port = parts_of(url)
    sock = _connected(_vetted(host, port, ends, resolve), port, ends)
    try:
        if parts.scheme == "https":
            sock = _secured(sock, host)
        return _answer(_Timed(sock, ends), parts, host, port, method, most_bytes, more)
    except TimeoutError as error:
        raise Unreachable("timeout") from error
    except ssl.SSLError as error:
        raise Unreachable("tls", error.reason or error) from error
    except OSError as error:
        raise Unreachable("connect", error.strerror or error) from error
    except (http.client.HTTPException, ValueError, zlib.error) as error:
        raise Unreachable("protocol", type(error).__name__) from error
    finally:
        sock.close()


def _vetted(host: str, port: int, ends: float, resolve: Resolve) -> list[str]:
    found = _looked_up(host, port, ends, resolve)
    allowed = [address for address in found if may_connect(address, port)]
    if not allowed:
        raise Refused(f"{host}:{port} is not on the public web")
    return allowed


def _looked_up(host: str, port: int, ends: float, resolve: Resolve) -> Sequence[str]:
    """The system's own lookup knows no time limit, so it is waited for from outside."""
    threads = ThreadPoolExecutor(1)
    try:
        return threads.submit(resolve, host, port).result(_left(ends))
    except LookupTimeout as error:
        raise Unreachable("timeout", "looking up the name") from error
    except (OSError, UnicodeError) as error:
        raise Unreachable("name", host) from error
    finally:
        threads.shutdown(wait=False)


def _connected(addresses: Sequence[str], port: int, ends: float) -> socket.socket:
    last: OSError | None = None
    for address in addresses:
        try:
            return socket.create_connection((address, port), _left(ends))
        except OSError as error:
            last = error
    reason: Reason = "timeout" if isinstance(last, TimeoutError) else "connect"
    raise Unreachable(reason, last and last.strerror) from last


def _secured(sock: socket.socket, host: str) -> ssl.SSLSocket:
    return ssl.create_default_context().wrap_socket(sock, server_hostname=host)


def _answer(  # noqa: PLR0913, PLR0917
    wire: "_Timed", parts: SplitResult, host: str, port: int, method: str, most_bytes: int, more: Mapping[str, str]
) -> Fetched:
    asked = http.client.HTTPConnection(host, port)
    asked.sock = wire
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]|") if parts.query else ""
    )
    asked.request(method, target, headers={**_headers(host, port, parts.scheme), **more})
    response = asked.getresponse()
    headers = {name.lower(): _as_meant(value) for name, value in response.getheaders()}
    body, cut = _body(response, headers.get("content-encoding", ""), most_bytes) if method == "GET" else (b"", False)
    return Fetched(response.status, "", headers, body, (), cut)


def _as_meant(value: str) -> str:
    """Beyond ASCII most send UTF-8, addresses above all, and http.client takes every byte for Latin-1."""
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value


def _headers(host: str, port: int, scheme: str) -> dict[str, str]:
    name = f"[{host}]" if ":" in host else host
    return {
        "Host": name if port == _PORTS[scheme] else f"{name}:{port}",
        "User-Agent": f"{AGENT} (+{settings.SITE_ADDRESS}/)",
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


def _body(response: http.client.HTTPResponse, encoding: str, most: int) -> tuple[bytes, bool]:
    if not most:
        return b"", True
    sent = plain = response.read(most + 1)
    if encoding.lower() in {"gzip", "x-gzip"}:  # unasked for, but some send nothing else
        plain = zlib.decompressobj(wbits=31).decompress(sent, most + 1)
    elif encoding.lower() not in {"", "identity"}:
        raise ValueError(encoding)
    return plain[:most], max(len(sent), len(plain)) > most


def _left(ends: float) -> float:
    """Seconds that the next wait may take. Raises Unreachable where none are left."""
    left = ends - time.monotonic()
    if left <= 0:
        raise Unreachable("timeout")
    return min(left, PER_READ)


class _Timed:
    """A socket each of whose reads may take what is left of the whole time, as `http.client` uses one."""

    def __init__(self, sock: socket.socket, ends: float) -> None:
        self.sock, self.ends = sock, ends

    def sendall(self, data: Any) -> None:
        self.sock.settimeout(_left(self.ends))
        self.sock.sendall(data)

    def makefile(self, *_mode: Any) -> io.BufferedReader:
        return io.BufferedReader(_Reads(self))

    def close(self) -> None:
        """Whoever opened the socket closes it: http.client does so before the body was read."""


class _Reads(io.RawIOBase):
    def __init__(self, wire: _Timed) -> None:
        self.wire = wire

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.wire.sock.settimeout(_left(self.wire.ends))
        return self.wire.sock.recv_into(buffer)
